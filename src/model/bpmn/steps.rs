//! Why: every node that a case can pass is a step: who does it, within which time, and where the case goes from there.

use std::collections::HashMap;

use super::{attribute, clock, description, edges, entries, is_activity, property, roles};
use crate::document::{Document, NodeId};
use crate::model::sprout::Branch;

/// Adds all steps, and the steps at which a case begins.
pub(super) fn add(document: &Document, process: &mut Branch) {
    if entries(document, "nodes").next().is_none() {
        return;
    }
    let graph = edges::Flows::new(document);
    let (lanes, messages) = (roles::lanes(document), message_flows(document));
    let mut steps = Branch::map(NodeId::ROOT);
    let mut starts = Vec::new();
    for (id, node) in entries(document, "nodes") {
        let kind = kind_of(document, node);
        let mut step = Branch::map(node);
        step.set("kind", Branch::text(node, "other"));
        if let Some((at, name)) = attribute(document, node, "name") {
            step.set("title", Branch::text(at, name));
        }
        description(document, node, &mut step);
        // A vendor's property is nearer than what is derived, so it is set first.
        property::step(document, node, &mut step);
        if is_activity(kind) {
            if let Some(role) = roles::of_step(document, &lanes, id, node, process) {
                step.set("role", role);
            }
            if let Some(actor) = actor(kind) {
                step.set("actor", Branch::text(node, actor));
            }
            clock::step_limit(&graph, id, node, &mut step, process);
        }
        for (flow, at) in messages.get(id).into_iter().flatten() {
            step.add("channels", Branch::text(*at, *flow));
        }
        edges::add(&graph, id, node, &mut step);
        if graph.begins(id, node) {
            starts.push(Branch::text(node, id));
        }
        steps.push(id, step);
    }
    process.set("steps", steps);
    for start in starts {
        process.add("start", start);
    }
}

/// Name of a node's element.
pub(super) fn kind_of(document: &Document, node: NodeId) -> &str {
    attribute(document, node, "type").map_or("", |(_, kind)| kind)
}

fn actor(kind: &str) -> Option<&'static str> {
    match kind {
        "userTask" | "manualTask" => Some("human"),
        "serviceTask" | "scriptTask" | "businessRuleTask" | "sendTask" => Some("system"),
        _ => None,
    }
}

/// Message flows by the nodes at their ends, each with the place where the node is named.
fn message_flows(document: &Document) -> HashMap<&str, Vec<(&str, NodeId)>> {
    let mut ends: HashMap<&str, Vec<(&str, NodeId)>> = HashMap::new();
    for (flow, node) in entries(document, "messageFlows") {
        for (at, name) in ["sourceRef", "targetRef"].iter().filter_map(|end| attribute(document, node, end)) {
            ends.entry(name.rsplit(':').next().unwrap_or(name)).or_default().push((flow, at));
        }
    }
    ends
}
