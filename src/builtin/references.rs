//! Why: a name that stands for nothing looks like a kept promise: an escalation to nobody, a step that leads nowhere, a
//! dataset that is not there. Every name of every document is looked up by the one rule of lookup (model.md section 1,
//! "Identity and references"), and one that is not declared is never accepted.
//!
//! One finding a document and name, however often it is used: whoever has no organisation document yet is told once of
//! each role, not of each step. Looking names up takes time in proportion to the documents: what a document does not
//! declare itself is looked up once for all documents of an organisation.

mod declare;

use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::uses::{Use, uses};
use crate::diagnostic::{Related, Severity};
use crate::document::NodeId;
use crate::finding::{Disposition, Finding, Verdict, fingerprint};
use crate::index::{Index, Query, Resolution};
use crate::message::{Arg, LocalText, Message};
use crate::model::{DocId, Documents, Entry, Handle, Shape, Spot};
use crate::schema::Thing;
use declare::Names;

/// Most places that are named beside the first.
const MOST: usize = 20;

/// Below this many documents starting threads takes longer than the walks.
const SERIAL: usize = 16;

/// A name that a document uses and does not declare itself.
struct Wanted<'a> {
    document: DocId,
    thing: Thing,
    name: &'a str,
    nodes: Vec<NodeId>,
    in_duty: bool,
    /// The document declares it, more than once.
    is_here: bool,
}

/// Names that nothing is declared under, and names that several things equally near are declared under.
pub fn references(documents: &Documents, index: &Index) -> Vec<Finding> {
    let open = |at: usize| {
        let id = DocId(at as u32);
        let entry = documents.get(id);
        // What completes a drawing has its names among those of the joined process, where both halves declare.
        let is_told_elsewhere = entry.completes.is_some() || documents.is_retired(id);
        if is_told_elsewhere { Vec::new() } else { wanted(documents, index, id, entry) }
    };
    let count = documents.list.len();
    let all: Vec<Vec<Wanted<'_>>> = match count < SERIAL {
        true => (0..count).map(open).collect(),
        false => (0..count).into_par_iter().map(open).collect(),
    };
    let mut known: HashMap<(Option<DocId>, Thing, &str), Resolution> = HashMap::new();
    let mut names = Names::new(documents, index);
    let mut list = Vec::new();
    for wanted in all.into_iter().flatten() {
        // What a document declares several times itself, or could only declare itself, says nothing about others.
        let is_own = (wanted.thing.is_local() && !wanted.name.contains('/')) || wanted.is_here;
        let found = if is_own {
            lookup(documents, index, &wanted)
        } else {
            let key = (Index::organisation(documents, wanted.document), wanted.thing, wanted.name);
            known.entry(key).or_insert_with(|| lookup(documents, index, &wanted)).clone()
        };
        match found {
            Resolution::One(_) => {}
            Resolution::None => list.push(dangling(documents, &mut names, &wanted)),
            Resolution::Several(several) => list.push(ambiguous(documents, &wanted, &several)),
        }
    }
    list
}

/// The names of a document that it does not declare exactly once itself.
fn wanted<'a>(documents: &'a Documents, index: &Index, id: DocId, entry: &'a Entry) -> Vec<Wanted<'a>> {
    let Some(table) = entry.table else { return Vec::new() };
    let tree = entry.tree(entry.root(id).space);
    let mut list: Vec<Wanted<'_>> = Vec::new();
    let mut places: HashMap<(Thing, &str), Option<usize>> = HashMap::new();
    for Use { node, thing, name, in_duty } in uses(tree, table) {
        let place = places.entry((thing, name)).or_insert_with(|| {
            if is_declared_here(documents, index, id, thing, name) {
                return None;
            }
            let is_here = !declared(documents, index, id, thing, name).is_empty();
            list.push(Wanted { document: id, thing, name, nodes: Vec::new(), in_duty: false, is_here });
            Some(list.len() - 1)
        });
        if let Some(wanted) = place.and_then(|at| list.get_mut(at)) {
            wanted.nodes.push(node);
            wanted.in_duty |= in_duty;
        }
    }
    list
}

fn declared<'a>(documents: &Documents, index: &'a Index, id: DocId, thing: Thing, name: &str) -> &'a [Handle] {
    let (thing, name) = meant(thing, name);
    index.declared_in(documents, id, thing.word(), name)
}

/// Where a key stands twice that was told at the key, and each use of it adds nothing.
fn is_declared_here(documents: &Documents, index: &Index, id: DocId, thing: Thing, name: &str) -> bool {
    match declared(documents, index, id, thing, name) {
        [] => false,
        [_] => true,
        several => several.iter().any(|handle| documents.tree(handle).node(handle.node).duplicate),
    }
}

/// All fields of a dataset are declared where the dataset is.
fn meant(thing: Thing, name: &str) -> (Thing, &str) {
    match (thing, name.strip_suffix(".*")) {
        (Thing::DataField, Some(dataset)) => (Thing::Dataset, dataset),
        _ => (thing, name),
    }
}

fn lookup(documents: &Documents, index: &Index, wanted: &Wanted<'_>) -> Resolution {
    stands_for(documents, index, wanted.document, wanted.thing, wanted.name)
}

/// What a name in a document stands for, whole documents included.
pub fn stands_for(documents: &Documents, index: &Index, from: DocId, thing: Thing, name: &str) -> Resolution {
    let (thing, name) = meant(thing, name);
    match kind_of(thing) {
        Some(kind) => match index.find(kind, name) {
            [] => Resolution::None,
            [one] => Resolution::One(documents.get(*one).root(*one)),
            several => Resolution::Several(several.iter().map(|id| documents.get(*id).root(*id)).collect()),
        },
        None => index.resolve(documents, from, thing.word(), name),
    }
}

/// The kind of document that a thing is, if it is one.
pub(super) fn kind_of(thing: Thing) -> Option<&'static str> {
    match thing {
        Thing::Process => Some("process"),
        Thing::Data => Some("data"),
        Thing::Organisation => Some("organisation"),
        Thing::RiskRegister => Some("risk"),
        _ => None,
    }
}

fn dangling(documents: &Documents, names: &mut Names<'_>, wanted: &Wanted<'_>) -> Finding {
    // What belongs to its document can be declared nowhere else, so that the slip is certain.
    let severity = if wanted.in_duty || wanted.thing.is_local() { Severity::Error } else { Severity::Warning };
    let message = Message::new("builtin.dangling-reference")
        .arg("thing", Arg::Word(declare::word(wanted.thing)))
        .text("name", wanted.name);
    let mut finding = at_first(documents, wanted, "dangling-reference", severity, message);
    // Whoever wrote the kind in front is told the name with the kind in front.
    let kind = format!("{}:", wanted.thing.word());
    let is_typed = finding.value.as_ref().is_some_and(|value| value.starts_with(&kind));
    finding.help = names.advice(wanted.document, wanted.thing, wanted.name, if is_typed { &kind } else { "" });
    finding
}

fn ambiguous(documents: &Documents, wanted: &Wanted<'_>, several: &[Handle]) -> Finding {
    let message = Message::new("builtin.several-declared")
        .arg("thing", Arg::Word(declare::word(wanted.thing)))
        .text("name", wanted.name)
        .number("n", several.len());
    let mut finding = at_first(documents, wanted, "duplicate-id", Severity::Error, message);
    let place = |handle: &Handle| {
        let spot = match kind_of(wanted.thing) {
            Some(_) => documents.follow(*handle, "id").1,
            None => Spot::Key(*handle),
        };
        Related { location: documents.pointed(&spot).location, message: Message::new("related.declared") }
    };
    let declared: Vec<Related> = several.iter().take(MOST).map(place).collect();
    finding.related.splice(0..0, declared);
    finding
}

/// A finding at the first use of a name; further ones are related.
fn at_first(
    documents: &Documents,
    wanted: &Wanted<'_>,
    check: &'static str,
    severity: Severity,
    message: Message,
) -> Finding {
    let entry = documents.get(wanted.document);
    let space = entry.root(wanted.document).space;
    let spot = |node: &NodeId| {
        Spot::At(Handle { document: wanted.document, node: *node, space, shape: Shape::Raw, folded: false })
    };
    let first = wanted.nodes.first().map_or(Spot::Missing(entry.root(wanted.document), "".into()), spot);
    let pointed = documents.pointed(&first);
    let anchor = pointed.defined.map(|location| Related { location, message: Message::new("related.anchor") });
    let further = wanted.nodes.iter().skip(1).take(MOST).map(|node| Related {
        location: documents.pointed(&spot(node)).location,
        message: Message::new("related.used-too"),
    });
    let policy: Arc<str> = format!("builtin/{check}").into();
    let thing = wanted.thing.word();
    Finding {
        // The name tells findings of a document apart; which of its uses comes first may change.
        fingerprint: fingerprint(&policy, check, &entry.reference, &format!("#{thing}:{}", wanted.name)),
        policy,
        check: check.into(),
        title: LocalText::default(),
        severity,
        verdict: Verdict::Fail,
        disposition: Disposition::Active,
        message: message.number("uses", wanted.nodes.len()),
        help: Vec::new(),
        clauses: Vec::new(),
        document: entry.reference.clone(),
        pointer: documents.pointer(&first),
        value: documents.raw_text(&first).map(Arc::from),
        limit: None,
        location: pointed.location,
        related: anchor.into_iter().chain(further).collect(),
        read: Arc::new([question(wanted)]),
        fix: None,
    }
}

fn question(wanted: &Wanted<'_>) -> Query {
    let (thing, name) = meant(wanted.thing, wanted.name);
    match kind_of(thing) {
        Some(kind) => Query::Find(kind.into(), name.into()),
        None => Query::Name(thing.word().into(), name.into()),
    }
}
