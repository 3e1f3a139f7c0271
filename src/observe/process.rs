//! Why: a log speaks of activities in its own words. What the process calls its steps, in every language, and which moment
//! each makes, is read from the model once, so that the two can be brought together.

use std::sync::Arc;

use super::{Asked, problem};
use crate::diagnostic::Diagnostic;
use crate::index::normal;
use crate::knowledge::Knowledge;
use crate::message::{Arg, LocalText, Message};
use crate::model::read::Seen;
use crate::model::{DocId, Handle, Spot};
use crate::near::nearest;
use crate::value::Scalar;

/// A step of the process.
#[derive(Debug)]
pub struct Step {
    /// Its id.
    pub id: Arc<str>,
    /// The moments that it makes: its id, its kind, its milestone.
    pub moments: Vec<Arc<str>>,
    /// Its id and titles, as they are written.
    pub names: Vec<Arc<str>>,
}

/// The process that a log shows: the one that is named, or the only one.
///
/// # Errors
/// When there is none, or none can be chosen.
pub fn chosen(knowledge: &Knowledge, asked: &Asked) -> Result<DocId, Box<Diagnostic>> {
    let whole = |(id, entry): (DocId, &crate::model::Entry)| {
        (entry.is_kind("process") && entry.completes.is_none()).then_some((id, entry.reference.id.clone()?))
    };
    let all: Vec<(DocId, Arc<str>)> = knowledge.documents.iter().filter_map(whole).collect();
    let ids = || all.iter().map(|(_, id)| id.clone()).collect::<Vec<_>>();
    let refused = |location, message, near: Option<&str>| Err(Box::new(problem(location, message, near)));
    let Some(told) = &asked.process else {
        return match all.as_slice() {
            [(only, _)] => Ok(*only),
            [] => refused(None, Message::new("observe.no-processes"), None),
            _ => refused(None, Message::new("observe.which-process").arg("ids", Arg::List(ids())), None),
        };
    };
    let wanted = normal(&told.name);
    let fits: Vec<DocId> = all.iter().filter(|(_, id)| normal(id) == wanted).map(|(id, _)| *id).collect();
    match fits.as_slice() {
        [one] => Ok(*one),
        [] => {
            let ids = ids();
            let near = nearest(&told.name, ids.iter().map(|id| &**id));
            refused(told.location, Message::new("observe.no-process").text("name", told.name.clone()), near)
        }
        _ => refused(told.location, Message::new("observe.processes").text("name", told.name.clone()), None),
    }
}

/// The steps of a process, in its order.
pub fn steps(knowledge: &Knowledge, root: Handle) -> Vec<Step> {
    let documents = &knowledge.documents;
    let step = |(id, handle): (Arc<str>, Handle)| {
        let moments = ["kind", "milestone"].into_iter().filter_map(|key| word(knowledge, handle, key));
        let titles = texts(knowledge, handle, "title");
        Step {
            moments: std::iter::once(id.clone()).chain(moments).collect(),
            names: std::iter::once(id.clone()).chain(titles).collect(),
            id,
        }
    };
    let Seen::Node(list) = documents.follow(root, "steps").0 else { return Vec::new() };
    named(knowledge, list).into_iter().map(step).collect()
}

/// The entries of a group of named things that can be read, with their ids.
pub fn named(knowledge: &Knowledge, list: Handle) -> Vec<(Arc<str>, Handle)> {
    let documents = &knowledge.documents;
    let entry = |item: Handle| match documents.at(item) {
        (Seen::Node(table), _) => Some((documents.tree(&item).key(item.node)?.into(), table)),
        _ => None,
    };
    documents.items(list).filter_map(entry).collect()
}

/// A word below a handle.
pub fn word(knowledge: &Knowledge, handle: Handle, key: &str) -> Option<Arc<str>> {
    match knowledge.documents.follow(handle, key).0 {
        Seen::Scalar(Scalar::Text(text)) => Some(Arc::from(&*text)),
        _ => None,
    }
}

/// A text for people below a handle, in every language in which it is written.
pub fn texts(knowledge: &Knowledge, handle: Handle, key: &str) -> Vec<Arc<str>> {
    let LocalText { en, zh } = local(knowledge, handle, key);
    match (en, zh) {
        (Some(en), Some(zh)) if en == zh => vec![en],
        (en, zh) => en.into_iter().chain(zh).collect(),
    }
}

/// A text for people below a handle.
pub fn local(knowledge: &Knowledge, handle: Handle, key: &str) -> LocalText {
    let documents = &knowledge.documents;
    match documents.follow(handle, key) {
        (Seen::Scalar(Scalar::Text(text)), _) => LocalText::same(&text),
        (Seen::Node(languages), Spot::At(_)) => {
            let of = |lang: &str| word(knowledge, languages, lang);
            LocalText { en: of("en"), zh: of("zh") }
        }
        _ => LocalText::default(),
    }
}

/// A name as it is compared: in one normal form, without regard to the case of letters and to blanks around it.
pub fn folded(name: &str) -> String {
    normal(name.trim()).to_lowercase()
}
