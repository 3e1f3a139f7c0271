//! Why: a process that somebody drew is judged by the same rules as one that somebody wrote. This is where the words of
//! BPMN 2.0 and of its vendors are led to those of the model, and nowhere else; nothing is guessed from names of steps.

mod clock;
mod edges;
mod property;
mod roles;
mod steps;

use super::map::Mapped;
use super::sprout::{Branch, lay_out};
use crate::document::{Document, Limits, NodeId, Overflow, pointer};

/// The model of a process.
///
/// # Errors
/// When it is beyond `limits`.
pub fn model(document: &Document, limits: Limits) -> Result<Mapped, Overflow> {
    lay_out(document, &process(document), limits)
}

/// Whether BPMN and its vendors' keys can say what the model calls by a pointer. What they cannot say is not missing from
/// a file; a document that completes it says it.
pub fn can_say(document: &Document, model: &str) -> bool {
    const WORDS: [&str; 7] = ["id", "kind", "title", "description", "version", "record", "start"];
    let Some(parts) = pointer::parts(model) else { return false };
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    match parts.as_slice() {
        [] => true,
        [word] => WORDS.contains(word) || matches!(*word, "steps" | "roles"),
        ["record", "retention", ..] => true,
        ["roles" | "channels", _, "title"] => true,
        ["steps", _] => true,
        ["steps", _, "role" | "actor"] => !has_no_doer(document, model),
        ["steps", _, "title" | "description" | "within" | "next" | "channels" | "end" | "escalations"] => true,
        ["steps", _, "next", _] | ["steps", _, "next", _, "to" | "when" | "after" | "trigger"] => true,
        ["steps", _, "escalations", ..] => true,
        _ => false,
    }
}

/// Whether a pointer of the model asks who does a step that nobody does: an event or a gateway. That is not missing even
/// where a document completes the process.
pub fn has_no_doer(document: &Document, model: &str) -> bool {
    let Some(parts) = pointer::parts(model) else { return false };
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    let ["steps", id, "role" | "actor"] = parts.as_slice() else { return false };
    let kind = node_of(document, id).and_then(|node| document.text(document.get(node, "type")?));
    kind.is_some_and(|kind| !is_activity(kind))
}

/// The tree in native words, for one that completes it to be joined to.
pub(super) fn process(document: &Document) -> Branch {
    let root = NodeId::ROOT;
    let mut process = Branch::map(root);
    process.set("kind", Branch::text(root, "process"));
    copy(document, root, "id", &mut process, "id");
    copy(document, root, "name", &mut process, "title");
    description(document, root, &mut process);
    for key in ["camunda:versionTag", "flowable:versionTag", "drools:version"] {
        copy(document, root, key, &mut process, "version");
    }
    clock::retention(document, &mut process);
    roles::add(document, &mut process);
    roles::channels(document, &mut process);
    steps::add(document, &mut process);
    clock::process_limit(document, &mut process);
    property::process(document, &mut process);
    process
}

/// Activities are done by somebody; events happen, and gateways route.
fn is_activity(kind: &str) -> bool {
    kind.ends_with("ask") || matches!(kind, "callActivity" | "subProcess" | "adHocSubProcess" | "transaction")
}

fn node_of(document: &Document, id: &str) -> Option<NodeId> {
    document.get(document.get(NodeId::ROOT, "nodes")?, id)
}

/// Entries of a table by id: `nodes`, `flows`, `lanes` and so on.
fn entries<'a>(document: &'a Document, table: &str) -> impl Iterator<Item = (&'a str, NodeId)> {
    let table = document.get(NodeId::ROOT, table);
    let children = table.into_iter().flat_map(|table| document.children(table));
    children.filter_map(|node| Some((document.key(node)?, node)))
}

/// Child elements of a name.
fn children<'a>(document: &'a Document, node: NodeId, name: &str) -> impl Iterator<Item = NodeId> + use<'a> {
    document.get(node, name).into_iter().flat_map(|list| document.children(list))
}

/// The text of an attribute.
fn attribute<'a>(document: &'a Document, node: NodeId, name: &str) -> Option<(NodeId, &'a str)> {
    let found = document.get(node, name)?;
    Some((found, document.text(found)?)).filter(|(_, text)| !text.trim().is_empty())
}

/// The text of an element: the element itself where it is nothing but text, else what stands in it.
fn content(document: &Document, node: NodeId) -> Option<(NodeId, &str)> {
    let found = if document.node(node).is_container() { document.get(node, "text")? } else { node };
    Some((found, document.text(found)?)).filter(|(_, text)| !text.trim().is_empty())
}

/// Elements of a vendor in `extensionElements`.
fn extensions<'a>(document: &'a Document, node: NodeId, name: &'a str) -> impl Iterator<Item = NodeId> + 'a {
    children(document, node, "extensionElements").flat_map(move |own| children(document, own, name))
}

fn copy(document: &Document, from: NodeId, name: &str, to: &mut Branch, key: &str) {
    if let Some((node, text)) = attribute(document, from, name) {
        to.set(key, Branch::text(node, text));
    }
}

fn description(document: &Document, from: NodeId, to: &mut Branch) {
    if let Some((node, text)) = children(document, from, "documentation").find_map(|own| content(document, own)) {
        to.set("description", Branch::text(node, text));
    }
}
