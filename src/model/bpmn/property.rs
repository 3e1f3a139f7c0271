//! Why: whoever draws a process can say in it what BPMN has no word for: a property of a vendor whose name is a path of
//! the model, such as `deadlines.resolve.within`, fills that field. `ombud.` in front makes a path of any single name.

use super::{attribute, extensions};
use crate::document::{Document, NodeId};
use crate::model::map::Stand;
use crate::model::sprout::{Branch, What};
use crate::schema;

/// Containers of properties, and what their items are called.
const VENDORS: [(&str, &str); 4] = [
    ("camunda:properties", "camunda:property"),
    ("zeebe:properties", "zeebe:property"),
    ("flowable:properties", "flowable:property"),
    ("activiti:properties", "activiti:property"),
];

/// Fills fields of the process; other properties are its own fields.
pub(super) fn process(document: &Document, process: &mut Branch) {
    fill(document, NodeId::ROOT, process, |name| {
        schema::kind("process").is_some_and(|table| table.field(name).is_some())
    });
}

/// Fills fields of a step.
pub(super) fn step(document: &Document, node: NodeId, step: &mut Branch) {
    fill(document, node, step, |name| schema::step_table().field(name).is_some());
}

fn fill(document: &Document, node: NodeId, into: &mut Branch, is_field: impl Fn(&str) -> bool) {
    for (container, item) in VENDORS {
        for properties in extensions(document, node, container) {
            for property in super::children(document, properties, item) {
                let (Some((_, name)), Some((at, value))) =
                    (attribute(document, property, "name"), attribute(document, property, "value"))
                else {
                    continue;
                };
                let path = name.strip_prefix("ombud.").or_else(|| name.contains('.').then_some(name));
                let parts: Vec<&str> = path.map(|path| path.split('.').collect()).unwrap_or_default();
                match parts.split_first() {
                    Some((first, _)) if is_field(first) && parts.iter().all(|part| !part.is_empty()) => {
                        set(into, &parts, at, value);
                    }
                    _ => set(into, &["x", name], at, value),
                }
            }
        }
    }
}

fn set(into: &mut Branch, parts: &[&str], at: NodeId, value: &str) {
    let Some((last, before)) = parts.split_last() else { return };
    let mut branch = into;
    for part in before {
        match branch.child(part, Stand::own(at), || What::Map(Vec::new())) {
            Some(inner) => branch = inner,
            None => return,
        }
    }
    let value = match value.trim() {
        "true" => Branch::flag(at),
        "false" => Branch { what: What::Flag(false), ..Branch::flag(at) },
        text => Branch::text(at, text),
    };
    branch.set(last, value);
}
