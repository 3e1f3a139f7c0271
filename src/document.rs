//! Why: TOML, YAML, JSON and BPMN meet policies in one shape. A document is a flat arena of nodes with byte spans for
//! keys and values, so that any value can be pointed at exactly, whatever the format it came from.
//!
//! Nothing here judges. A document may be partial: a parser that meets trouble keeps what it understood and lists the
//! problems beside it.

mod builder;
pub mod node;
mod packed;
pub mod pointer;

use std::sync::{Arc, OnceLock};

use crate::diagnostic::Location;
use crate::source::{Source, SourceId};
use crate::span::Span;
pub use builder::{Builder, Overflow};
pub use node::{Node, NodeId, Number, Str, Value};
use packed::Packed;

/// One parsed file, or one document of a multi-document file.
#[derive(Clone, Debug)]
pub struct Document {
    /// The text that spans point into.
    pub source: Arc<Source>,
    /// Number of that source in this run.
    pub source_id: SourceId,
    /// Position within a multi-document file, from 0.
    pub index: u32,
    /// In which words it is written, where its format decides that.
    pub vocabulary: Vocabulary,
    nodes: Vec<Packed>,
    /// Text that does not stand in the source as it is (escapes, folded lines).
    extra: String,
    /// Nodes that stand in for an alias, with the place of its use, sorted by node.
    uses: Vec<(NodeId, Span)>,
    /// Position of each node among its siblings, worked out when it is first asked for.
    positions: OnceLock<Vec<u32>>,
}

/// In which words a document is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Vocabulary {
    /// Those of its own keys.
    Own,
    /// One process of a BPMN 2.0 file, or a BPMN file without a process.
    Bpmn,
    /// Rows of a CSV file with the columns of readings.
    Readings,
}

/// The places of one node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Places {
    /// Where a reader should look: the value, or the alias that stands for it.
    pub primary: Span,
    /// Where the value is defined, when an alias or a merge key stands between.
    pub defined: Option<Span>,
}

/// Caps that keep hostile files from taking the machine. Reached caps are findings, never silence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Largest file in bytes.
    pub bytes: u64,
    /// Deepest nesting.
    pub depth: u32,
    /// Most nodes of one file, counted after aliases are expanded.
    pub nodes: u32,
}

impl Default for Limits {
    /// 10 MiB, depth 128, 200,000 nodes: a hundred times the largest real file of its kind, and a bomb of nine levels
    /// of aliases stops within milliseconds.
    fn default() -> Self {
        Self { bytes: 10 << 20, depth: 128, nodes: 200_000 }
    }
}

impl Document {
    /// The top value.
    pub fn root(&self) -> NodeId {
        NodeId::ROOT
    }

    /// A node by number. Numbers come from this document, so they are always known.
    pub fn node(&self, id: NodeId) -> Node {
        self.nodes[id.index()].unpack()
    }

    /// How many nodes there are.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether there is no node at all. Never true of a parsed document, whose root always exists.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// The text of a string reference.
    pub fn str(&self, text: Str) -> &str {
        match text.in_extra() {
            Some(range) => self.extra.get(range).unwrap_or(""),
            None => self.source.text.get(text.range()).unwrap_or(""),
        }
    }

    /// The key under which a node stands in its map.
    pub fn key(&self, id: NodeId) -> Option<&str> {
        let node = self.node(id);
        node.key.map(|key| self.str(key))
    }

    /// The text of a text node.
    pub fn text(&self, id: NodeId) -> Option<&str> {
        match self.node(id).value {
            Value::Text(text) => Some(self.str(text)),
            _ => None,
        }
    }

    /// Children of a list or map, in file order.
    pub fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let mut next = self.node(id).first;
        std::iter::from_fn(move || {
            let current = next?;
            next = self.nodes[current.index()].next;
            Some(current)
        })
    }

    /// The value under a key. Of a key that is written twice it is the first; [`Node::duplicate`] tells.
    pub fn get(&self, id: NodeId, key: &str) -> Option<NodeId> {
        if !self.nodes[id.index()].is_map() {
            return None;
        }
        let mut next = self.nodes[id.index()].first;
        while let Some(current) = next {
            let node = &self.nodes[current.index()];
            if node.key().is_some_and(|own| self.str(own) == key) {
                return Some(current);
            }
            next = node.next;
        }
        None
    }

    /// The parent; `None` for the root.
    pub fn parent(&self, id: NodeId) -> Option<NodeId> {
        self.node(id).parent
    }

    /// The position of a node among its siblings, from 0.
    pub fn position(&self, id: NodeId) -> usize {
        let positions = self.positions.get_or_init(|| {
            let mut positions = vec![0; self.nodes.len()];
            for parent in self.ids() {
                for (at, child) in self.children(parent).enumerate() {
                    positions[child.index()] = at as u32;
                }
            }
            positions
        });
        positions.get(id.index()).map_or(0, |at| *at as usize)
    }

    /// Where to point for this node: its value, or the alias through which it is seen.
    pub fn places(&self, id: NodeId) -> Places {
        let own = self.node(id).span;
        let mut current = Some(id);
        while let Some(node) = current {
            if let Ok(at) = self.uses.binary_search_by_key(&node, |(user, _)| *user) {
                return Places { primary: self.uses[at].1, defined: Some(own) };
            }
            current = self.parent(node);
        }
        Places { primary: own, defined: None }
    }

    /// The key of a node, or its value where it has none (list items, the root). This is what is shown for a value
    /// that is missing *inside* this node.
    pub fn key_span(&self, id: NodeId) -> Span {
        let node = self.node(id);
        let places = self.places(id);
        if places.defined.is_some() || node.key.is_none() {
            return places.primary;
        }
        node.key_span
    }

    /// A location in this document's source.
    pub fn location(&self, span: Span) -> Location {
        Location { source: self.source_id, span }
    }

    /// All nodes in file order.
    pub fn ids(&self) -> impl Iterator<Item = NodeId> + use<> {
        (0..self.nodes.len()).map(NodeId::from_index)
    }
}
