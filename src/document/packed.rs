//! Why: ten thousand documents have more than a million nodes, so a node at rest takes 48 bytes instead of 64. It is
//! unpacked into a [`Node`] when it is looked at.

use super::node::{Node, NodeId, Number, Str, Value};
use crate::span::Span;

/// A node at rest.
#[derive(Clone, Copy, Debug)]
pub(super) struct Packed {
    /// The bits of a number, or a [`Str`].
    payload: [u32; 2],
    pub span: Span,
    key: Str,
    key_start: u32,
    parent: Option<NodeId>,
    pub first: Option<NodeId>,
    pub next: Option<NodeId>,
    /// Bytes by which the key's span is longer than its text: its quotes and escapes; `NO_KEY` for none.
    key_extra: u16,
    form: Form,
    pub duplicate: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Null,
    False,
    True,
    Int,
    Float,
    Text,
    Date,
    List,
    Map,
}

const NO_KEY: u16 = u16::MAX;

impl Packed {
    pub fn new(node: &Node) -> Self {
        let (form, payload) = match node.value {
            Value::Null => (Form::Null, [0; 2]),
            Value::Bool(false) => (Form::False, [0; 2]),
            Value::Bool(true) => (Form::True, [0; 2]),
            Value::Number(Number::Int(value)) => (Form::Int, halves(value.cast_unsigned())),
            Value::Number(Number::Float(value)) => (Form::Float, halves(value.to_bits())),
            Value::Text(text) => (Form::Text, text.parts()),
            Value::Date(text) => (Form::Date, text.parts()),
            Value::List => (Form::List, [0; 2]),
            Value::Map => (Form::Map, [0; 2]),
        };
        let key = node.key.unwrap_or(Str::from_parts([0; 2]));
        let extra = node.key_span.len() as i64 - key.len() as i64;
        Self {
            payload,
            span: node.span,
            key,
            key_start: node.key_span.start,
            parent: node.parent,
            first: node.first,
            next: node.next,
            // A key whose span is shorter than its text, or longer by 32 KiB (it was made of escapes alone), keeps a
            // span of its text's length or of that size: still its own start.
            key_extra: match node.key {
                Some(_) => encode(extra),
                None => NO_KEY,
            },
            form,
            duplicate: node.duplicate,
        }
    }

    #[inline]
    pub fn unpack(&self) -> Node {
        let value = match self.form {
            Form::Null => Value::Null,
            Form::False => Value::Bool(false),
            Form::True => Value::Bool(true),
            Form::Int => Value::Number(Number::Int(whole(self.payload).cast_signed())),
            Form::Float => Value::Number(Number::Float(f64::from_bits(whole(self.payload)))),
            Form::Text => Value::Text(Str::from_parts(self.payload)),
            Form::Date => Value::Date(Str::from_parts(self.payload)),
            Form::List => Value::List,
            Form::Map => Value::Map,
        };
        let start = self.key_start as usize;
        let (key, key_span) = match self.key_extra {
            NO_KEY => (None, Span::at(start)),
            extra => {
                let len = (self.key.len() as i64 + decode(extra)).max(0);
                (Some(self.key), Span::new(start, start + usize::try_from(len).unwrap_or(0)))
            }
        };
        Node {
            value,
            span: self.span,
            key,
            key_span,
            duplicate: self.duplicate,
            parent: self.parent,
            first: self.first,
            next: self.next,
        }
    }

    /// The key alone: what a search by key looks at.
    #[inline]
    pub fn key(&self) -> Option<Str> {
        (self.key_extra != NO_KEY).then_some(self.key)
    }

    /// Whether it is a map.
    #[inline]
    pub fn is_map(&self) -> bool {
        self.form == Form::Map
    }
}

/// A difference of lengths, from -32,767 to 32,767, moved to be positive.
fn encode(extra: i64) -> u16 {
    u16::try_from(extra.clamp(-32_767, 32_767) + 32_767).unwrap_or(0)
}

fn decode(extra: u16) -> i64 {
    i64::from(extra) - 32_767
}

fn halves(bits: u64) -> [u32; 2] {
    [(bits >> 32) as u32, bits as u32]
}

fn whole([high, low]: [u32; 2]) -> u64 {
    u64::from(high) << 32 | u64::from(low)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_node_at_rest_is_small_and_loses_nothing() {
        assert!(size_of::<Packed>() <= 48, "{}", size_of::<Packed>());
        let values = [
            Value::Null,
            Value::Bool(true),
            Value::Number(Number::Int(i64::MIN)),
            Value::Number(Number::Float(-0.1)),
            Value::Text(Str::source(Span::new(3, 9))),
            Value::Date(Str::extra(7, 5)),
            Value::Map,
        ];
        for value in values {
            for (key, key_span) in [
                (None, Span::at(4)),
                (Some(Str::source(Span::new(5, 8))), Span::new(4, 9)),
                (Some(Str::extra(0, 3)), Span::new(4, 90)),
                (Some(Str::extra(0, 30)), Span::new(4, 9)),
            ] {
                let first = Some(NodeId::from_index(7));
                let node = Node {
                    value,
                    span: Span::new(9, 12),
                    key,
                    key_span,
                    duplicate: true,
                    parent: first,
                    first,
                    next: None,
                };
                let back = Packed::new(&node).unpack();
                assert_eq!(format!("{node:?}"), format!("{back:?}"));
            }
        }
    }
}
