//! Why: a name or key that nothing has makes a condition undecided, or fails files that are in order. Whoever writes the
//! policy must hear of it, not whoever reads the finding.

use std::sync::Arc;

use super::expression::{Argument, Expression, Node, Operator};
use crate::message::Message;
use crate::near::nearest;
use crate::schema::path::{At, below, entry};
use crate::schema::{self, Type};
use crate::span::Span;

/// What a condition always knows; `for` and closures add names of their own.
pub const KNOWN: [&str; 5] = ["doc", "params", "as_of", "jurisdictions", "sectors"];

/// What can be asked of a value.
pub const METHODS: [&str; 12] = [
    "absent",
    "all",
    "contains",
    "increasing",
    "is_empty",
    "len",
    "matches",
    "not_empty",
    "present",
    "resolves",
    "some",
    "unique",
];
/// What makes a value of a text, or asks for a limit.
pub const FUNCTIONS: [&str; 3] = ["date", "duration", "limit_for"];

/// Keys that every document or entry has without writing them.
const GIVEN: [&str; 2] = ["raw", "id"];

/// A slip in a condition.
pub struct Slip {
    /// Where, relative to the text of the condition.
    pub span: Span,
    /// What is wrong.
    pub message: Message,
    /// The name that was probably meant.
    pub near: Option<Arc<str>>,
    /// How much it weighs.
    pub weight: Weight,
}

/// How much a slip weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// Nothing can be judged by the condition.
    Breaks,
    /// A file may still have such a key of its own.
    Doubtful,
}

/// What a name stands for, once for each kind of document to which the policy applies.
type Types = Vec<Type>;

/// The type of the item that `for` names.
pub struct Item {
    name: Arc<str>,
    types: Types,
}

/// The slips of a condition of a policy that applies to `kinds`; `item` is what `for` names. Keys are checked only where
/// every kind is a native one.
pub fn slips(expression: &Expression, kinds: &[Arc<str>], item: Option<Item>) -> Vec<Slip> {
    let mut reader = Reader { doc: documents(kinds), locals: Vec::new(), slips: Vec::new() };
    reader.locals.extend(item.map(|item| (item.name, item.types)));
    reader.types(expression);
    reader.slips
}

/// The item of `for = "name in list"`.
pub fn item(name: &Arc<str>, list: &Expression, kinds: &[Arc<str>]) -> Item {
    let mut reader = Reader { doc: documents(kinds), locals: Vec::new(), slips: Vec::new() };
    let types = reader.types(list).into_iter().filter_map(entry).collect();
    Item { name: name.clone(), types }
}

fn documents(kinds: &[Arc<str>]) -> Types {
    let tables: Option<Vec<_>> = kinds.iter().map(|kind| schema::kind(kind)).collect();
    tables.unwrap_or_default().into_iter().map(Type::Table).collect()
}

struct Reader {
    doc: Types,
    locals: Vec<(Arc<str>, Types)>,
    slips: Vec<Slip>,
}

impl Reader {
    /// Reads an expression and gives the types that it can have; none when nothing is known about it.
    fn types(&mut self, expression: &Expression) -> Types {
        match &expression.node {
            Node::Name(name) => self.name(expression.span, name),
            // Parameters are checked against the header.
            Node::Key(base, _) if matches!(&base.node, Node::Name(name) if &**name == "params") => Types::new(),
            Node::Key(base, key) => {
                let types = self.types(base);
                self.key(expression.span, types, key)
            }
            Node::Item(base, _) => self.types(base).into_iter().filter_map(entry).collect(),
            Node::List(items) => {
                items.iter().for_each(|item| drop(self.types(item)));
                Types::new()
            }
            Node::Not(inner) => {
                self.types(inner);
                Types::new()
            }
            Node::Binary(Operator::Otherwise, left, right) => {
                let types = self.types(left);
                self.types(right);
                types
            }
            Node::Binary(_, left, right) => {
                self.types(left);
                self.types(right);
                Types::new()
            }
            Node::Method(base, name, arguments) => {
                let types = self.types(base);
                self.function(expression.span, name, &METHODS);
                self.arguments(arguments, &types);
                Types::new()
            }
            Node::Call(name, arguments) => {
                self.function(expression.span, name, &FUNCTIONS);
                self.arguments(arguments, &[]);
                Types::new()
            }
            Node::Nothing | Node::Bool(_) | Node::Int(_) | Node::Float(_) | Node::Text(_) => Types::new(),
        }
    }

    fn name(&mut self, span: Span, name: &Arc<str>) -> Types {
        if let Some((_, types)) = self.locals.iter().rev().find(|(own, _)| own == name) {
            return types.clone();
        }
        if &**name == "doc" {
            return self.doc.clone();
        }
        if !KNOWN.contains(&&**name) {
            let names = KNOWN.into_iter().chain(self.locals.iter().map(|(own, _)| &**own));
            let near = nearest(name, names).map(Arc::from);
            let message = Message::new("policy.unknown-name").text("name", name.clone());
            self.slips.push(Slip { span, message, near, weight: Weight::Breaks });
        }
        Types::new()
    }

    fn key(&mut self, span: Span, types: Types, key: &str) -> Types {
        if types.is_empty() || GIVEN.contains(&key) {
            return Types::new();
        }
        let (mut found, mut tables) = (Types::new(), Vec::new());
        for ty in types {
            match below(ty, key) {
                At::Value(ty) => found.push(ty),
                At::Free => return Types::new(),
                At::Nothing(Some(table)) => tables.push(table),
                // Not a group of keys: what is asked of it is judged when there is a value.
                At::Nothing(None) => return Types::new(),
            }
        }
        if found.is_empty() {
            let keys = tables.iter().flat_map(|table| table.fields).map(|field| field.name);
            let near = nearest(key, keys).map(Arc::from);
            let message = Message::new("policy.unknown-key").text("key", key);
            self.slips.push(Slip { span, message, near, weight: Weight::Doubtful });
        }
        found
    }

    fn function(&mut self, span: Span, name: &str, known: &[&'static str]) {
        if !known.contains(&name) {
            let near = nearest(name, known.iter().copied()).map(Arc::from);
            let message = Message::new("policy.unknown-function").text("name", name);
            self.slips.push(Slip { span, message, near, weight: Weight::Breaks });
        }
    }

    fn arguments(&mut self, arguments: &[Argument], of: &[Type]) {
        for argument in arguments {
            match argument {
                Argument::Value(value) => drop(self.types(value)),
                Argument::Closure(name, body) => {
                    let types = of.iter().filter_map(|ty| entry(*ty)).collect();
                    self.locals.push((name.clone(), types));
                    self.types(body);
                    self.locals.pop();
                }
            }
        }
    }
}
