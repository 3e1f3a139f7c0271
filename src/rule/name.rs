//! Why: a name is looked up in one way, whether a header rule or a script asks, and every question is written down so
//! that a later run knows whether its answer changed.

use std::sync::Arc;

use super::{Operand, Truth};
use crate::index::{Query, Resolution};
use crate::knowledge::Knowledge;
use crate::ledger::{Fail, Ledger};
use crate::message::{Arg, Message};
use crate::model::{Documents, Handle, Shape, Spot};
use crate::schema::{Thing, Type};

/// The text names something that is declared.
pub fn resolves(
    knowledge: &Knowledge,
    ledger: &mut Ledger,
    subject: &Operand<'_>,
    text: &str,
    thing: Option<&str>,
) -> Truth {
    match find(knowledge, ledger, subject, text, thing) {
        Some(Resolution::One(_)) => Truth::yes(subject),
        Some(Resolution::Several(candidates)) => subject.doubt(several(knowledge, text, &candidates)),
        Some(Resolution::None) => match subject.spot() {
            Some(spot) => {
                let value = Arg::Text(Arc::from(text));
                Truth::No(vec![Fail::new("unresolved", spot.clone()).with("value", value)])
            }
            None => subject.doubt(Message::new("why.no-place")),
        },
        None => subject.doubt(Message::new("why.no-reference").text("name", text)),
    }
}

/// Finds what a text names: by the type given, else by the reference type that the schema gives its place.
pub fn find(
    knowledge: &Knowledge,
    ledger: &mut Ledger,
    subject: &Operand<'_>,
    text: &str,
    thing: Option<&str>,
) -> Option<Resolution> {
    let spot = subject.spot()?;
    let from = Documents::document_of(spot);
    let (thing, name): (Arc<str>, &str) = match (thing, text.split_once(':')) {
        (Some(thing), _) => (thing.into(), text),
        (None, Some((thing, name))) => (thing.into(), name),
        (None, None) => (reference_type(spot)?.word().into(), text),
    };
    let documents = [Thing::Process, Thing::Data, Thing::Organisation, Thing::RiskRegister];
    if documents.iter().any(|kind| kind.word() == &*thing) {
        ledger.queries.push(Query::Find(thing.clone(), name.into()));
        return Some(match knowledge.index.find(&thing, name) {
            [] => Resolution::None,
            [one] => Resolution::One(knowledge.documents.get(*one).root(*one)),
            several => Resolution::Several(several.iter().map(|id| knowledge.documents.get(*id).root(*id)).collect()),
        });
    }
    ledger.queries.push(Query::Name(thing.clone(), name.into()));
    Some(knowledge.index.resolve(&knowledge.documents, from, &thing, name))
}

/// Most candidates that are named where a name stands for several things.
const MOST: usize = 5;

/// That a name stands for several things: which, by file and place.
pub fn several(knowledge: &Knowledge, name: &str, candidates: &[Handle]) -> Message {
    let documents = &knowledge.documents;
    let place = |handle: &Handle| {
        let pointer = documents.pointer(&Spot::Key(*handle));
        let path = &documents.get(handle.document).reference.path;
        if pointer.is_empty() { path.clone() } else { Arc::from(format!("{path}:{pointer}")) }
    };
    let mut list: Vec<Arc<str>> = candidates.iter().take(MOST).map(place).collect();
    if candidates.len() > MOST {
        list.push("…".into());
    }
    Message::new("why.several").text("name", name).number("n", candidates.len()).arg("candidates", Arg::List(list))
}

fn reference_type(spot: &Spot) -> Option<Thing> {
    let Spot::At(handle) = spot else { return None };
    match handle.shape {
        Shape::Type(Type::Reference([thing]) | Type::List(Type::Reference([thing]))) => Some(*thing),
        Shape::Type(Type::DataField) => Some(Thing::DataField),
        _ => None,
    }
}
