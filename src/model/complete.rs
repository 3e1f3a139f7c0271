//! Why: BPMN cannot say what a process promises, so a native document beside it says the rest. Both are judged as one
//! process, each value at the place where it is written (model.md, section 1, "Provenance").

mod merge;

use std::collections::HashMap;
use std::sync::Arc;

use super::map::Side;
use super::sprout::{Branch, lay_out};
use super::{DocId, Documents, bpmn};
use crate::diagnostic::Diagnostic;
use crate::document::{Limits, NodeId, Vocabulary};
use crate::field;
use crate::message::Message;
use crate::near::nearest;
use crate::schema::{self, Type};
use merge::{Conflict, merge};

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
    let too_large = |_| refused(Message::new("builtin.map-too-large").number("limit", limits.nodes));
    let mut left = limits.nodes;
    let completing = Branch::of(&own, NodeId::ROOT, Side::Completing, &mut left).map_err(too_large)?;
    let ty = schema::kind("process").map_or(Type::Any, Type::Table);
    merge(&mut process, completing, ty, &["kind", "id", "schema", "completes"], &mut conflicts);
    for Conflict { drawn, own: said } in conflicts {
        let message = Message::new("builtin.said-twice").text("own", said.text).text("drawn", drawn.text);
        let place = entry.document.location(entry.document.node(drawn.stand.node).span);
        let problem = Diagnostic::error("builtin/completes", own.location(own.node(said.stand.node).span), message)
            .with_related(place, Message::new("related.said-in-bpmn"));
        problems.push((id, problem));
    }
    match lay_out(&entry.document, &process, limits) {
        Ok(mut mapped) => {
            mapped.partner = Some(id);
            if let Some(entry) = documents.list.get_mut(target.0 as usize) {
                entry.mapped = Some(Arc::new(mapped));
                entry.names = None;
            }
            if let Some(entry) = documents.list.get_mut(id.0 as usize) {
                entry.completes = Some(target);
            }
            Ok(())
        }
        Err(overflow) => Err(too_large(overflow)),
    }
}
