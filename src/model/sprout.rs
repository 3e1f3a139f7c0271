//! Why: a format of another world is led to the model by building a small tree in native words. Every branch of it knows
//! the node of the file on which it stands, so that findings point at what somebody wrote.

use super::map::{Mapped, Side, Stand};
use crate::document::{Builder, Document, Limits, NodeId, Number, Overflow, Value};

/// A value of the model to be.
#[derive(Clone, Debug)]
pub(super) struct Branch {
    /// On what it stands.
    pub stand: Stand,
    /// What it is.
    pub what: What,
}

/// What a branch is.
#[derive(Clone, Debug)]
pub(super) enum What {
    /// A text of the model.
    Text(String),
    /// Yes or no.
    Flag(bool),
    /// A number.
    Number(Number),
    /// A date as the file writes it.
    Date(String),
    /// Entries by key, in order.
    Map(Vec<(String, Branch)>),
    /// Items.
    List(Vec<Branch>),
    /// A key with nothing behind it.
    Null,
}

impl Branch {
    /// An empty map that stands on a node.
    pub fn map(node: NodeId) -> Self {
        Self { stand: Stand::own(node), what: What::Map(Vec::new()) }
    }

    /// A text that stands on a node.
    pub fn text(node: NodeId, text: impl Into<String>) -> Self {
        Self { stand: Stand::own(node), what: What::Text(text.into()) }
    }

    /// Yes, as a node shows.
    pub fn flag(node: NodeId) -> Self {
        Self { stand: Stand::own(node), what: What::Flag(true) }
    }

    /// Sets an entry of a map; the first that says something counts.
    pub fn set(&mut self, key: &str, value: Self) {
        if let What::Map(entries) = &mut self.what
            && !entries.iter().any(|(own, _)| own == key)
        {
            entries.push((key.to_owned(), value));
        }
    }

    /// Adds an entry to a map without looking for an earlier one; a key that stands twice is marked in the arena.
    pub fn push(&mut self, key: &str, value: Self) {
        if let What::Map(entries) = &mut self.what {
            entries.push((key.to_owned(), value));
        }
    }

    /// Adds an item to a list under a key.
    pub fn add(&mut self, key: &str, item: Self) {
        let list = self.child(key, item.stand, || What::List(Vec::new()));
        if let Some(Self { what: What::List(items), .. }) = list {
            items.push(item);
        }
    }

    /// The entry under a key of a map.
    pub fn entry(&self, key: &str) -> Option<&Self> {
        let What::Map(entries) = &self.what else { return None };
        entries.iter().find(|(own, _)| own == key).map(|(_, entry)| entry)
    }

    /// The entry under a key, made where there is none; `None` where this is no map.
    pub fn child(&mut self, key: &str, stand: Stand, make: impl FnOnce() -> What) -> Option<&mut Self> {
        let What::Map(entries) = &mut self.what else { return None };
        let at = match entries.iter().position(|(own, _)| own == key) {
            Some(at) => at,
            None => {
                entries.push((key.to_owned(), Self { stand, what: make() }));
                entries.len() - 1
            }
        };
        entries.get_mut(at).map(|(_, branch)| branch)
    }

    /// A copy of a part of a document. `left` is how many nodes may be copied, and is lessened by those that were.
    ///
    /// # Errors
    /// When there are more.
    pub fn of(document: &Document, node: NodeId, side: Side, left: &mut u32) -> Result<Self, Overflow> {
        *left = left.checked_sub(1).ok_or(Overflow::Nodes)?;
        let what = match document.node(node).value {
            Value::Map => {
                let keyed = document.children(node).filter_map(|child| Some((document.key(child)?, child)));
                let entries = keyed.map(|(key, child)| Ok((key.to_owned(), Self::of(document, child, side, left)?)));
                What::Map(entries.collect::<Result<_, Overflow>>()?)
            }
            Value::List => {
                let items = document.children(node).map(|child| Self::of(document, child, side, left));
                What::List(items.collect::<Result<_, Overflow>>()?)
            }
            Value::Bool(value) => What::Flag(value),
            Value::Number(number) => What::Number(number),
            Value::Date(text) => What::Date(document.str(text).to_owned()),
            Value::Text(text) => What::Text(document.str(text).to_owned()),
            Value::Null => What::Null,
        };
        Ok(Self { stand: Stand { side, node }, what })
    }
}

/// Lays a tree out as the model of a document.
///
/// # Errors
/// When it is beyond `limits`.
pub(super) fn lay_out(document: &Document, root: &Branch, limits: Limits) -> Result<Mapped, Overflow> {
    let builder = Builder::new(document.source.clone(), document.source_id, document.index, limits);
    let mut layout = Layout { document, builder, stands: Vec::new() };
    layout.write(root)?;
    Ok(Mapped::laid_out(layout.builder.finish(), layout.stands))
}

struct Layout<'a> {
    document: &'a Document,
    builder: Builder,
    stands: Vec<Stand>,
}

impl Layout<'_> {
    fn write(&mut self, branch: &Branch) -> Result<(), Overflow> {
        let span = match branch.stand.side {
            Side::Own => self.document.node(branch.stand.node).span,
            Side::Completing => self.document.node(NodeId::ROOT).span,
        };
        self.stands.push(branch.stand);
        let value = match &branch.what {
            What::Map(entries) => {
                self.builder.open(Value::Map, span)?;
                for (key, entry) in entries {
                    let key = self.builder.store(key);
                    self.builder.key(key, span);
                    self.write(entry)?;
                }
                self.builder.close(None);
                return Ok(());
            }
            What::List(items) => {
                self.builder.open(Value::List, span)?;
                for item in items {
                    self.write(item)?;
                }
                self.builder.close(None);
                return Ok(());
            }
            What::Text(text) => Value::Text(self.builder.store(text)),
            What::Date(text) => Value::Date(self.builder.store(text)),
            What::Flag(value) => Value::Bool(*value),
            What::Number(number) => Value::Number(*number),
            What::Null => Value::Null,
        };
        self.builder.scalar(value, span)?;
        Ok(())
    }
}
