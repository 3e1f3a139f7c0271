//! Why: where a value may be one of several things, a reader should hear about the thing that was probably meant, not
//! about all of them.

use super::{Walk, advice};
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::{NodeId, Value};
use crate::message::{Arg, Message};
use crate::schema::Type;

impl Walk<'_> {
    /// The first type without errors is the one that holds. If none is, the one alternative that has the value's
    /// outer shape speaks; of several a list of words does, unless the value is a typed reference.
    pub(super) fn either(&mut self, node: NodeId, types: &'static [Type]) {
        let value = self.document.node(node).value;
        let before = self.out.len();
        let mut likely: Vec<(&'static Type, Vec<Diagnostic>)> = Vec::new();
        for ty in types {
            self.value(node, ty);
            if self.out.iter().skip(before).all(|problem| problem.severity < Severity::Error) {
                return;
            }
            let problems = self.out.split_off(before.min(self.out.len()));
            if has_shape(ty, value) {
                likely.push((ty, problems));
            }
        }
        let is_typed = self.document.text(node).is_some_and(|text| text.contains(':'));
        let meant = match likely.as_slice() {
            [_] => Some(0),
            _ if is_typed => likely.iter().position(|(ty, _)| matches!(ty, Type::Typed(_))),
            _ => likely.iter().position(|(ty, _)| matches!(ty, Type::Word(_))),
        };
        match meant {
            Some(at) => self.out.extend(likely.swap_remove(at).1),
            None => self.neither(node, types),
        }
    }

    fn neither(&mut self, node: NodeId, types: &'static [Type]) {
        let word = |at: usize| Arg::Word(types.get(at).map_or("type-any", advice::type_word));
        let message = match self.document.text(node) {
            Some(text) => Message::new("schema.wrong-text-either").text("value", text),
            None => {
                let found = advice::found_word(self.document.node(node).value);
                Message::new("schema.wrong-type-either").arg("found", Arg::Word(found))
            }
        };
        let message = message.arg("expected", word(0)).arg("other", word(1));
        let problem = self.error("wrong-type", node, message);
        self.out.push(problem);
    }
}

/// Whether a value could be meant as this type, by its outer shape.
fn has_shape(ty: &'static Type, value: Value) -> bool {
    match (ty, value) {
        (Type::Any, _) => true,
        (Type::Table(_) | Type::Named(..) | Type::Map(_) | Type::ByJurisdiction(_) | Type::Text, Value::Map) => true,
        (Type::Table(table), _) => {
            table.main.and_then(|main| table.field(main)).is_some_and(|main| has_shape(&main.ty, value))
        }
        (Type::List(_), Value::List) => true,
        (Type::List(item) | Type::ByJurisdiction(item), _) => has_shape(item, value),
        (Type::Either(types), _) => types.iter().any(|ty| has_shape(ty, value)),
        (Type::Bool, _) => matches!(value, Value::Bool(_)),
        (Type::Count | Type::Whole, _) => matches!(value, Value::Number(_)),
        (Type::Money | Type::Measure, Value::Number(_)) | (Type::Date, Value::Date(_)) => true,
        (Type::Named(..) | Type::Map(_), _) => false,
        _ => matches!(value, Value::Text(_)),
    }
}
