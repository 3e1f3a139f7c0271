//! Why: BPMN cannot say what a process promises, so a native document beside it says the rest. Both are judged as one
//! process, each value at the place where it is written (model.md, section 1, "Provenance").

use std::collections::HashMap;
use std::sync::Arc;

use super::map::{Side, Stand};
use super::sprout::{Branch, What, lay_out};
use super::{DocId, Documents, bpmn};
use crate::diagnostic::Diagnostic;
use crate::document::{Limits, NodeId, Vocabulary};
use crate::field;
use crate::message::Message;
use crate::near::nearest;

/// Joins documents that complete others to them. Gives what is wrong: a target that is not there or is completed twice,
/// and values that both state differently, each with the document it belongs to.
pub fn join(documents: &mut Documents, limits: Limits) -> Vec<(DocId, Diagnostic)> {
    let mut problems = Vec::new();
    let completing: Vec<DocId> = documents
        .iter()
        .filter(|(_, entry)| entry.table.is_some() && entry.document.vocabulary == Vocabulary::Own)
        .filter(|(_, entry)| entry.document.get(NodeId::ROOT, "completes").is_some() && entry.mapped.is_none())
        .map(|(id, _)| id)
        .collect();
    if completing.is_empty() {
        return problems;
    }
    let mut processes: HashMap<String, Vec<DocId>> = HashMap::new();
    for (id, entry) in documents.iter() {
        if entry.document.vocabulary == Vocabulary::Bpmn
            && let Some(own) = &entry.reference.id
        {
            processes.entry(format!("bpmn:{own}")).or_default().push(id);
        }
    }
    let mut taken: HashMap<DocId, DocId> = HashMap::new();
    for id in completing {
        if let Err(problem) = join_one(documents, limits, &processes, &mut taken, id, &mut problems) {
            problems.push((id, *problem));
        }
    }
    problems
}

fn join_one(
    documents: &mut Documents,
    limits: Limits,
    processes: &HashMap<String, Vec<DocId>>,
    taken: &mut HashMap<DocId, DocId>,
    id: DocId,
    problems: &mut Vec<(DocId, Diagnostic)>,
) -> Result<(), Box<Diagnostic>> {
    let own = documents.get(id).document.clone();
    let (Some(node), Some(name)) = (own.get(NodeId::ROOT, "completes"), field::text(&own, NodeId::ROOT, "completes"))
    else {
        return Ok(());
    };
    let location = own.location(own.node(node).span);
    let refused = |message| Box::new(Diagnostic::error("builtin/completes", location, message));
    let named = processes.get(name).map_or(&[][..], Vec::as_slice);
    if let [first, second, ..] = named {
        let path = |id: &DocId| documents.get(*id).reference.path.clone();
        let message = Message::new("builtin.completes-several").text("name", name);
        return Err(refused(message.text("first", path(first)).text("second", path(second))));
    }
    let Some(target) = named.first().copied() else {
        let mut problem = refused(Message::new("builtin.completes-nothing").text("name", name));
        if let Some(near) = nearest(name, processes.keys().map(String::as_str)) {
            problem.help.push(Message::new("near.name").text("name", near));
        }
        return Err(problem);
    };
    if let Some(first) = taken.insert(target, id) {
        let first = documents.get(first).reference.path.clone();
        return Err(refused(Message::new("builtin.completes-twice").text("name", name).text("first", first)));
    }
    let entry = documents.get(target);
    let mut process = bpmn::process(&entry.document);
    let mut conflicts = Vec::new();
    let completing = Branch::of(&own, NodeId::ROOT, Side::Completing);
    merge(&mut process, completing, &["kind", "id", "schema", "completes"], &mut conflicts);
    for (first, second) in conflicts {
        let drawn = entry.document.location(entry.document.node(first.node).span);
        let problem = Diagnostic::error(
            "builtin/completes",
            own.location(own.node(second.node).span),
            Message::new("builtin.said-twice"),
        )
        .with_related(drawn, Message::new("related.said-in-bpmn"));
        problems.push((id, problem));
    }
    match lay_out(&entry.document, &process, limits) {
        Ok(mut mapped) => {
            mapped.partner = Some(id);
            if let Some(entry) = documents.list.get_mut(target.0 as usize) {
                entry.mapped = Some(Arc::new(mapped));
            }
            if let Some(entry) = documents.list.get_mut(id.0 as usize) {
                entry.completes = Some(target);
            }
            Ok(())
        }
        Err(_) => Err(refused(Message::new("builtin.map-too-large").number("limit", limits.nodes))),
    }
}

/// Adds what is not there yet. What both say must be the same; where they name a thing, the completing document may
/// say it better: its title and description count.
fn merge(into: &mut Branch, from: Branch, skip: &[&str], conflicts: &mut Vec<(Stand, Stand)>) {
    let What::Map(entries) = from.what else { return };
    let What::Map(own) = &mut into.what else { return };
    let at: HashMap<String, usize> = own.iter().enumerate().map(|(at, (key, _))| (key.clone(), at)).collect();
    for (key, entry) in entries {
        if skip.contains(&key.as_str()) {
            continue;
        }
        let Some(first) = at.get(&key).and_then(|at| own.get_mut(*at)) else {
            own.push((key, entry));
            continue;
        };
        let is_better = matches!(key.as_str(), "title" | "description")
            || (key == "kind" && matches!(&first.1.what, What::Text(word) if word == "other"));
        match (&first.1.what, &entry.what) {
            (What::Map(_), What::Map(_)) => merge(&mut first.1, entry, &[], conflicts),
            _ if is_better => first.1 = entry,
            (one, other) if is_same(one, other) => {}
            _ => conflicts.push((first.1.stand, entry.stand)),
        }
    }
}

fn is_same(one: &What, other: &What) -> bool {
    match (one, other) {
        (What::Text(one), What::Text(other)) | (What::Date(one), What::Date(other)) => one == other,
        (What::Flag(one), What::Flag(other)) => one == other,
        (What::List(one), What::List(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| is_same(&one.what, &other.what))
        }
        _ => false,
    }
}
