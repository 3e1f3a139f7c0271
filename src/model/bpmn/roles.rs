//! Why: who does a step is said by a lane, a pool, or a vendor's assignment; the nearest word counts.

use std::collections::HashMap;

use super::{attribute, children, content, entries, extensions};
use crate::document::{Document, NodeId};
use crate::model::read::is_computed;
use crate::model::sprout::Branch;

/// Declares lanes and pools as roles.
pub(super) fn add(document: &Document, process: &mut Branch) {
    let own = document.get(NodeId::ROOT, "id").and_then(|id| document.text(id)).unwrap_or("");
    for (id, node) in entries(document, "lanes") {
        declare(process, id, node, attribute(document, node, "name"));
    }
    for (id, node) in entries(document, "participants") {
        if attribute(document, node, "processRef").is_some_and(|(_, name)| local(name) == own) {
            let name = attribute(document, node, "name");
            if let Some((at, name)) = name {
                process.set("title", Branch::text(at, name));
            }
            declare(process, id, node, name);
        }
    }
}

/// Message flows as channels, by id. What way they take, BPMN does not say.
pub(super) fn channels(document: &Document, process: &mut Branch) {
    let mut channels = Branch::map(NodeId::ROOT);
    for (id, node) in entries(document, "messageFlows") {
        let mut channel = Branch::map(node);
        if let Some((at, name)) = attribute(document, node, "name") {
            channel.set("title", Branch::text(at, name));
        }
        channels.set(id, channel);
    }
    if entries(document, "messageFlows").next().is_some() {
        process.set("channels", channels);
    }
}

/// Who does an activity: a group or person that it is given to, else its lane, else the pool.
pub(super) fn of_step(
    document: &Document,
    lanes: &HashMap<&str, (&str, NodeId)>,
    id: &str,
    node: NodeId,
    process: &mut Branch,
) -> Option<Branch> {
    if let Some((at, name)) = assigned(document, node) {
        // Several groups are written in one text; the first one answers for the step.
        let first = name.split(',').map(str::trim).find(|part| !part.is_empty())?;
        if !is_computed(first) {
            declare(process, first, at, None);
        }
        return Some(Branch::text(at, first));
    }
    // What stands in a sub-process is done in the lane of the sub-process.
    let outer = || lanes.get(attribute(document, node, "within")?.1);
    if let Some((lane, at)) = lanes.get(id).or_else(outer) {
        return Some(Branch::text(*at, *lane));
    }
    let own = document.get(NodeId::ROOT, "id").and_then(|id| document.text(id)).unwrap_or("");
    let is_own = |(_, pool): &(&str, NodeId)| {
        attribute(document, *pool, "processRef").is_some_and(|(_, name)| local(name) == own)
    };
    let (pool, at) = entries(document, "participants").find(is_own)?;
    Some(Branch::text(at, pool))
}

fn assigned(document: &Document, node: NodeId) -> Option<(NodeId, &str)> {
    const GIVEN: [&str; 9] = [
        "camunda:candidateGroups",
        "flowable:candidateGroups",
        "activiti:candidateGroups",
        "camunda:assignee",
        "flowable:assignee",
        "activiti:assignee",
        "camunda:candidateUsers",
        "flowable:candidateUsers",
        "activiti:candidateUsers",
    ];
    if let Some(found) = GIVEN.iter().find_map(|name| attribute(document, node, name)) {
        return Some(found);
    }
    let zeebe = extensions(document, node, "zeebe:assignmentDefinition")
        .find_map(|own| attribute(document, own, "candidateGroups").or_else(|| attribute(document, own, "assignee")));
    zeebe.or_else(|| {
        let owners = ["potentialOwner", "humanPerformer", "performer"];
        let mut found = owners.iter().flat_map(|name| children(document, node, name));
        found.find_map(|owner| {
            let assignment = children(document, owner, "resourceAssignmentExpression").next()?;
            let expression = ["formalExpression", "expression"]
                .iter()
                .find_map(|name| children(document, assignment, name).next())?;
            content(document, expression)
        })
    })
}

/// The innermost lane of each node that lanes list, with the place where it is listed.
pub(super) fn lanes(document: &Document) -> HashMap<&str, (&str, NodeId)> {
    // Lanes inside lanes come after those that hold them, so the last one counts.
    let listed = entries(document, "lanes").flat_map(|(lane, node)| {
        children(document, node, "flowNodeRef").filter_map(move |at| Some((content(document, at)?.1, (lane, at))))
    });
    listed.collect()
}

/// Declares a role, unless the process has one of that id. Groups and users of an engine are declared by whoever names
/// them, so that a name is looked up in its own file first.
pub(super) fn declare(process: &mut Branch, id: &str, node: NodeId, name: Option<(NodeId, &str)>) {
    let stand = crate::model::map::Stand::own(node);
    if let Some(roles) = process.child("roles", stand, || crate::model::sprout::What::Map(Vec::new())) {
        let mut role = Branch::map(node);
        if let Some((at, name)) = name {
            role.set("title", Branch::text(at, name));
        }
        roles.set(id, role);
    }
}

fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}
