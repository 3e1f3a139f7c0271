//! Why: where a case goes is said by flows, by what a boundary event catches, by links, and by the borders of
//! sub-processes. Rules of the graph see plain edges.

use std::collections::{HashMap, HashSet};

use super::{attribute, children, clock, content, entries};
use crate::document::{Document, NodeId};
use crate::model::sprout::Branch;

/// The flows of a process, ready to be followed.
pub(super) struct Flows<'a> {
    pub(super) document: &'a Document,
    /// Flows that leave a node: the flow, and the node that it leads to.
    leaving: HashMap<&'a str, Vec<(NodeId, &'a str)>>,
    /// Nodes to which some flow leads.
    reached: HashSet<&'a str>,
    /// Boundary events by the activity on whose border they lie.
    borders: HashMap<&'a str, Vec<(&'a str, NodeId)>>,
    /// Nodes inside each sub-process.
    inside: HashMap<&'a str, Vec<(&'a str, NodeId)>>,
    /// Catching link events by the name of their link.
    links: HashMap<&'a str, Vec<(&'a str, NodeId)>>,
    /// All nodes by id.
    nodes: HashMap<&'a str, NodeId>,
}

impl<'a> Flows<'a> {
    pub(super) fn new(document: &'a Document) -> Self {
        let mut flows = Self {
            document,
            leaving: HashMap::new(),
            reached: HashSet::new(),
            borders: HashMap::new(),
            inside: HashMap::new(),
            links: HashMap::new(),
            nodes: entries(document, "nodes").collect(),
        };
        for (_, flow) in entries(document, "flows") {
            if let (Some((_, from)), Some((_, to))) =
                (attribute(document, flow, "sourceRef"), attribute(document, flow, "targetRef"))
            {
                flows.leaving.entry(from).or_default().push((flow, to));
                flows.reached.insert(to);
            }
        }
        for (id, node) in entries(document, "nodes") {
            if let Some((_, host)) = attribute(document, node, "attachedToRef") {
                flows.borders.entry(host).or_default().push((id, node));
            }
            if let Some((_, within)) = attribute(document, node, "within") {
                flows.inside.entry(within).or_default().push((id, node));
            }
            if kind(document, node) == "intermediateCatchEvent"
                && let Some(link) = link_of(document, node)
            {
                flows.links.entry(link).or_default().push((id, node));
            }
        }
        flows
    }

    /// Whether a case can begin at a node: a start event, outside of sub-processes or in one that an event triggers.
    pub(super) fn begins(&self, id: &str, node: NodeId) -> bool {
        let document = self.document;
        let is_start = kind(document, node) == "startEvent" && !self.reached.contains(id);
        is_start
            && attribute(document, node, "within")
                .is_none_or(|(_, scope)| self.nodes.get(scope).is_some_and(|scope| is_event_scope(document, *scope)))
    }

    /// The nodes inside a sub-process at which a case that enters it begins.
    fn entries_of(&self, id: &str) -> Vec<(&'a str, NodeId)> {
        let document = self.document;
        let inner = self.inside.get(id).map_or(&[][..], Vec::as_slice);
        let is_entry = |(id, node): &&(&'a str, NodeId)| {
            !self.reached.contains(id)
                && kind(document, *node) != "boundaryEvent"
                && !is_event_scope(document, *node)
                && attribute(document, *node, "isForCompensation").is_none_or(|(_, word)| !matches!(word, "true" | "1"))
                && !(kind(document, *node) == "intermediateCatchEvent" && link_of(document, *node).is_some())
        };
        inner.iter().filter(is_entry).copied().collect()
    }

    /// The boundary events of an activity.
    pub(super) fn borders(&self, id: &str) -> &[(&'a str, NodeId)] {
        self.borders.get(id).map_or(&[], Vec::as_slice)
    }

    /// The events on the borders of the sub-processes around a node that end what is going on inside: from each step in
    /// there a case may leave by them (BPMN 2.0.2, section 13.5.3).
    fn outer_borders(&self, node: NodeId) -> Vec<(&'a str, NodeId)> {
        let leads_out = |(_, border): &&(&str, NodeId)| interrupts(self.document, *border);
        self.scopes_around(node).flat_map(|(id, _)| self.borders(id).iter().filter(leads_out)).copied().collect()
    }

    /// Whether the way of an event leads to something other than an end.
    pub(super) fn leads_on(&self, id: &str) -> bool {
        let ways = self.leaving.get(id).into_iter().flatten();
        ways.filter_map(|(_, to)| self.nodes.get(to)).any(|to| kind(self.document, *to) != "endEvent")
    }

    /// Where a case goes when what holds a node is done: the targets of the sub-process, or of the one around it.
    fn after_scope(&self, node: NodeId) -> Vec<(NodeId, &'a str)> {
        self.scopes_around(node).find_map(|(id, _)| self.leaving.get(id)).cloned().unwrap_or_default()
    }

    /// The sub-processes around a node, from the inside out, each once: where ids stand twice one can lie within itself.
    fn scopes_around(&self, node: NodeId) -> impl Iterator<Item = (&'a str, NodeId)> {
        let mut seen = HashSet::from([node]);
        let mut node = node;
        std::iter::from_fn(move || {
            let (_, id) = attribute(self.document, node, "within")?;
            node = *self.nodes.get(id)?;
            seen.insert(node).then_some((id, node))
        })
    }
}

/// Adds the edges of a node, or that a case may end there.
pub(super) fn add(flows: &Flows<'_>, id: &str, node: NodeId, step: &mut Branch) {
    let document = flows.document;
    let delay = (kind(document, node) == "intermediateCatchEvent").then(|| clock::timer(document, node)).flatten();
    for (border, at) in flows.borders(id).iter().copied().chain(flows.outer_borders(node)) {
        let mut edge = Branch::map(at);
        edge.set("to", Branch::text(at, border));
        if let Some(trigger) = trigger(document, at) {
            edge.set("trigger", Branch::text(at, trigger));
        }
        step.add("next", edge);
    }
    let inner = flows.entries_of(id);
    for (entry, at) in &inner {
        let mut edge = Branch::map(*at);
        edge.set("to", Branch::text(*at, *entry));
        step.add("next", edge);
    }
    let is_link = matches!(kind(document, node), "intermediateThrowEvent");
    let linked = is_link.then(|| link_of(document, node)).flatten().and_then(|link| flows.links.get(link));
    for (target, at) in linked.into_iter().flatten() {
        let mut edge = Branch::map(*at);
        edge.set("to", Branch::text(*at, *target));
        step.add("next", edge);
    }
    // A case leaves a sub-process at the ends inside of it.
    let own = flows.leaving.get(id).filter(|_| inner.is_empty());
    let leaving: Vec<(NodeId, &str)> = match own {
        Some(own) => own.clone(),
        None if inner.is_empty() && linked.is_none() => flows.after_scope(node),
        None => Vec::new(),
    };
    for (flow, to) in &leaving {
        let at = document.get(*flow, "targetRef").unwrap_or(*flow);
        let mut edge = Branch::map(*flow);
        edge.set("to", Branch::text(at, *to));
        if let Some((at, when)) = children(document, *flow, "conditionExpression")
            .find_map(|own| content(document, own))
            .or_else(|| attribute(document, *flow, "name"))
        {
            edge.set("when", Branch::text(at, when));
        }
        if let Some((at, text)) = &delay {
            edge.set("after", Branch::text(*at, text.clone()));
        }
        step.add("next", edge);
    }
    // BPMN ends a case wherever nothing leads on (BPMN 2.0.2, section 13.2.1), drawn as an end event or not.
    if leaving.is_empty() && inner.is_empty() && linked.is_none() {
        step.set("end", Branch::flag(node));
    }
}

fn kind(document: &Document, node: NodeId) -> &str {
    super::steps::kind_of(document, node)
}

fn is_event_scope(document: &Document, node: NodeId) -> bool {
    attribute(document, node, "triggeredByEvent").is_some_and(|(_, word)| matches!(word, "true" | "1"))
}

fn link_of(document: &Document, node: NodeId) -> Option<&str> {
    let event = children(document, node, "events")
        .find(|event| attribute(document, *event, "type").is_some_and(|(_, kind)| kind == "link"))?;
    attribute(document, event, "name").map(|(_, name)| name)
}

/// Whether a boundary event ends the activity on whose border it lies; it does unless the file says otherwise. What makes
/// up for an activity comes when that is over (BPMN 2.0.2, section 10.7).
pub(super) fn interrupts(document: &Document, event: NodeId) -> bool {
    attribute(document, event, "cancelActivity").is_none_or(|(_, word)| !matches!(word, "false" | "0"))
        && !children(document, event, "events")
            .any(|own| attribute(document, own, "type").is_some_and(|(_, kind)| kind == "compensate"))
}

/// What makes a case take the way of a boundary event.
fn trigger(document: &Document, node: NodeId) -> Option<&'static str> {
    let mut events = children(document, node, "events");
    events.find_map(|event| match attribute(document, event, "type")?.1 {
        "timer" => Some("timeout"),
        "error" | "compensate" => Some("failed"),
        "cancel" => Some("withdrawn"),
        _ => None,
    })
}
