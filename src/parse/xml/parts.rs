//! Why: a process nests its parts in sub-processes and lanes, and what belongs to it stands in several places of the
//! file. Here they are gathered once, so that everything after is a walk over lists.

use std::collections::HashMap;

use roxmltree::Node;

use super::name::{BPMN, is_bpmn};

/// What a child of a process or sub-process is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Node,
    Flow,
    Lanes,
    Data,
    Artifact,
    Other,
}

/// The parts of one process, wherever they are nested.
#[derive(Default)]
pub(super) struct Parts<'a, 'i> {
    pub nodes: Vec<Part<'a, 'i>>,
    pub flows: Vec<Part<'a, 'i>>,
    pub lanes: Vec<Part<'a, 'i>>,
    pub data: Vec<Part<'a, 'i>>,
    pub artifacts: Vec<Part<'a, 'i>>,
}

/// An element with the sub-process or lane that holds it, unless that is the process itself.
#[derive(Clone, Copy)]
pub(super) struct Part<'a, 'i> {
    pub element: Node<'a, 'i>,
    pub within: Option<Node<'a, 'i>>,
}

/// What the file says beside its processes.
pub(super) struct Context<'a, 'i> {
    pub definitions: Node<'a, 'i>,
    /// Pools, by id.
    pub participants: Vec<Node<'a, 'i>>,
    pub message_flows: Vec<Node<'a, 'i>>,
    /// Position of the process in which a node stands, by the node's id.
    pub owners: HashMap<&'a str, usize>,
    /// The size that the layout gives an element, by the element's id.
    pub sizes: HashMap<&'a str, Node<'a, 'i>>,
}

pub(super) fn context<'a, 'i>(definitions: Node<'a, 'i>, parts: &[Parts<'a, 'i>]) -> Context<'a, 'i> {
    let (mut participants, mut message_flows) = (Vec::new(), Vec::new());
    for collaboration in bpmn_children(definitions).filter(|child| named(*child, "collaboration")) {
        participants.extend(bpmn_children(collaboration).filter(|child| named(*child, "participant")));
        message_flows.extend(bpmn_children(collaboration).filter(|child| named(*child, "messageFlow")));
    }
    let mut owners = HashMap::new();
    for (number, parts) in parts.iter().enumerate() {
        owners.extend(parts.nodes.iter().filter_map(|part| Some((part.element.attribute("id")?, number))));
    }
    let mut sizes = HashMap::new();
    for plane in definitions.children().filter(|child| child.tag_name().name() == "BPMNDiagram") {
        for shape in
            plane.children().flat_map(|plane| plane.children()).filter(|own| own.tag_name().name() == "BPMNShape")
        {
            if let Some(element) = shape.attribute("bpmnElement") {
                sizes.entry(local(element)).or_insert(shape);
            }
        }
    }
    Context { definitions, participants, message_flows, owners, sizes }
}

/// All parts of a process. Sub-processes are taken apart one after another, so that nesting costs no call frames.
pub(super) fn parts<'a, 'i>(process: Node<'a, 'i>) -> Parts<'a, 'i> {
    let mut parts = Parts::default();
    let mut scopes = vec![(process, None)];
    let mut at = 0;
    while let Some((scope, within)) = scopes.get(at).copied() {
        at += 1;
        for element in bpmn_children(scope) {
            let part = Part { element, within };
            match class(element) {
                Class::Node => {
                    parts.nodes.push(part);
                    if is_scope(element.tag_name().name()) {
                        scopes.push((element, Some(element)));
                    }
                }
                Class::Flow => parts.flows.push(part),
                Class::Data => parts.data.push(part),
                Class::Artifact => parts.artifacts.push(part),
                Class::Lanes => lanes(element, &mut parts.lanes),
                Class::Other => {}
            }
        }
    }
    parts
}

fn lanes<'a, 'i>(set: Node<'a, 'i>, into: &mut Vec<Part<'a, 'i>>) {
    let mut sets = vec![(set, None)];
    let mut at = 0;
    while let Some((set, within)) = sets.get(at).copied() {
        at += 1;
        for lane in bpmn_children(set).filter(|child| named(*child, "lane")) {
            into.push(Part { element: lane, within });
            sets.extend(bpmn_children(lane).filter(|child| named(*child, "childLaneSet")).map(|set| (set, Some(lane))));
        }
    }
}

pub(super) fn class(element: Node<'_, '_>) -> Class {
    if element.tag_name().namespace() != Some(BPMN) {
        return Class::Other;
    }
    match element.tag_name().name() {
        "sequenceFlow" => Class::Flow,
        "laneSet" => Class::Lanes,
        "dataObject" | "dataObjectReference" | "dataStoreReference" => Class::Data,
        "textAnnotation" | "association" | "group" => Class::Artifact,
        "startEvent"
        | "endEvent"
        | "intermediateCatchEvent"
        | "intermediateThrowEvent"
        | "boundaryEvent"
        | "task"
        | "userTask"
        | "manualTask"
        | "sendTask"
        | "receiveTask"
        | "serviceTask"
        | "scriptTask"
        | "businessRuleTask"
        | "callActivity"
        | "subProcess"
        | "adHocSubProcess"
        | "transaction"
        | "exclusiveGateway"
        | "inclusiveGateway"
        | "parallelGateway"
        | "eventBasedGateway"
        | "complexGateway" => Class::Node,
        _ => Class::Other,
    }
}

fn is_scope(name: &str) -> bool {
    matches!(name, "subProcess" | "adHocSubProcess" | "transaction")
}

pub(super) fn bpmn_children<'a, 'i>(node: Node<'a, 'i>) -> impl Iterator<Item = Node<'a, 'i>> {
    node.children().filter(|child| child.is_element() && is_bpmn(*child))
}

pub(super) fn bpmn_and_other<'a, 'i>(node: Node<'a, 'i>) -> impl Iterator<Item = Node<'a, 'i>> {
    node.children().filter(Node::is_element)
}

pub(super) fn named(node: Node<'_, '_>, name: &str) -> bool {
    is_bpmn(node) && node.tag_name().name() == name
}

/// A reference without the prefix that a `QName` may have.
pub(super) fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}
