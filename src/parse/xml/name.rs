//! Why: the same key is written under any prefix that a tool likes. A name is known by its namespace alone, and gets the
//! prefix under which people know the vendor.

use std::borrow::Cow;

use roxmltree::{Attribute, Node};

use crate::span::Span;

/// Namespace of the BPMN 2.0 model (OMG formal/2011-01-03).
pub(super) const BPMN: &str = "http://www.omg.org/spec/BPMN/20100524/MODEL";

/// Namespaces of vendors, each with the prefix of its own documentation.
const VENDORS: [(&str, &str); 9] = [
    ("http://camunda.org/schema/1.0/bpmn", "camunda"),
    ("http://camunda.org/schema/zeebe/1.0", "zeebe"),
    ("http://camunda.org/schema/modeler/1.0", "modeler"),
    ("http://flowable.org/bpmn", "flowable"),
    ("http://activiti.org/bpmn", "activiti"),
    ("http://www.jboss.org/drools", "drools"),
    ("http://www.signavio.com", "signavio"),
    ("http://www.w3.org/2001/XMLSchema-instance", "xsi"),
    ("http://www.omg.org/spec/BPMN/20100524/DI", "bpmndi"),
];

/// Whether an element is of the BPMN model.
pub(super) fn is_bpmn(node: Node<'_, '_>) -> bool {
    node.tag_name().namespace() == Some(BPMN)
}

/// The span of an element's own name, without its prefix.
pub(super) fn local_span(node: Node<'_, '_>) -> Span {
    let start = node.range().start + 1;
    let text = node.document().input_text();
    let length = text.get(start..).and_then(|rest| rest.find([' ', '\t', '\r', '\n', '/', '>'])).unwrap_or(0);
    let local = node.tag_name().name().len().min(length);
    Span::new(start + length - local, start + length)
}

/// The key of an element in the tree.
pub(super) fn of_element<'a>(node: Node<'a, '_>) -> Cow<'a, str> {
    let tag = node.tag_name();
    qualified(tag.namespace(), tag.name(), || {
        let start = node.range().start + 1;
        let end = local_span(node).end as usize;
        node.document().input_text().get(start..end)
    })
}

/// The key of an attribute in the tree. An attribute without a prefix belongs to its element.
pub(super) fn of_attribute<'a>(attribute: &Attribute<'a, '_>, written: &'a str) -> Cow<'a, str> {
    qualified(attribute.namespace(), attribute.name(), || Some(written))
}

fn qualified<'a>(namespace: Option<&str>, local: &'a str, written: impl FnOnce() -> Option<&'a str>) -> Cow<'a, str> {
    let Some(namespace) = namespace else { return Cow::Borrowed(local) };
    if namespace == BPMN {
        return Cow::Borrowed(local);
    }
    let written = written().unwrap_or(local);
    let prefix = VENDORS.iter().find(|(uri, _)| *uri == namespace).map(|(_, prefix)| *prefix);
    match (prefix, written.split_once(':')) {
        // A vendor that nobody lists keeps the prefix of the file.
        (None, _) => Cow::Borrowed(written),
        (Some(prefix), Some((own, _))) if own == prefix => Cow::Borrowed(written),
        (Some(prefix), _) => Cow::Owned(format!("{prefix}:{local}")),
    }
}
