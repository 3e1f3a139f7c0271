//! Why: every parser builds the arena through the same few calls, so depth, size and duplicate keys are handled once.

use std::collections::HashMap;
use std::sync::Arc;

use super::packed::Packed;
use super::{Document, Limits, Node, NodeId, Str, Value, Vocabulary};
use crate::source::{Source, SourceId};
use crate::span::Span;

/// A cap that a file ran into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overflow {
    /// Nested deeper than [`Limits::depth`].
    Depth,
    /// More nodes than [`Limits::nodes`].
    Nodes,
}

/// Builds one document. Calls follow the text: `key` then a value, `open` … `close`.
#[derive(Debug)]
pub struct Builder {
    document: Document,
    stack: Vec<Open>,
    pending_key: Option<(Str, Span)>,
    limits: Limits,
}

#[derive(Debug)]
struct Open {
    id: NodeId,
    last: Option<NodeId>,
}

/// Maps up to this size are searched pair by pair for duplicates; above it a hash table pays off.
const PAIRWISE: usize = 16;

impl Builder {
    /// An empty document over `source`.
    pub fn new(source: Arc<Source>, source_id: SourceId, index: u32, limits: Limits) -> Self {
        let nodes = Vec::with_capacity(source.text.len() / 24 + 4);
        let (extra, uses, positions) = Default::default();
        let document =
            Document { source, source_id, index, vocabulary: Vocabulary::Own, nodes, extra, uses, positions };
        Self { document, stack: Vec::new(), pending_key: None, limits }
    }

    /// Says in which words the document is written.
    #[must_use]
    pub fn speaking(mut self, vocabulary: Vocabulary) -> Self {
        self.document.vocabulary = vocabulary;
        self
    }

    /// Stores text that does not stand in the source as it is.
    pub fn store(&mut self, text: &str) -> Str {
        let start = self.document.extra.len();
        self.document.extra.push_str(text);
        Str::extra(start, text.len())
    }

    /// The text to refer to for `text` read at `span`: the source itself where it is the same.
    pub fn intern(&mut self, text: &str, span: Span) -> Str {
        if self.document.source.slice(span) == text { Str::source(span) } else { self.store(text) }
    }

    /// Announces the key of the next value.
    pub fn key(&mut self, key: Str, span: Span) {
        self.pending_key = Some((key, span));
    }

    /// Adds a scalar.
    ///
    /// # Errors
    /// When the node cap is reached.
    pub fn scalar(&mut self, value: Value, span: Span) -> Result<NodeId, Overflow> {
        self.push(value, span)
    }

    /// Opens a list or map that begins at `span`.
    ///
    /// # Errors
    /// When the node or depth cap is reached.
    pub fn open(&mut self, value: Value, span: Span) -> Result<NodeId, Overflow> {
        if self.stack.len() >= self.limits.depth as usize {
            return Err(Overflow::Depth);
        }
        let id = self.push(value, span)?;
        self.stack.push(Open { id, last: None });
        Ok(id)
    }

    /// Closes the innermost container; `end` is one past its last byte (`None` keeps the span it was opened with).
    /// Returns pairs of keys that stand twice: first, repeated.
    pub fn close(&mut self, end: Option<u32>) -> Vec<(NodeId, NodeId)> {
        let Some(open) = self.stack.pop() else { return Vec::new() };
        if let Some(end) = end {
            let span = &mut self.document.nodes[open.id.index()].span;
            span.end = end.max(span.start);
        }
        self.mark_duplicates(open.id)
    }

    /// How many containers are open.
    pub fn depth(&self) -> usize {
        self.stack.len()
    }

    /// How many nodes there are so far.
    pub fn len(&self) -> usize {
        self.document.nodes.len()
    }

    /// Whether no node was added yet.
    pub fn is_empty(&self) -> bool {
        self.document.nodes.is_empty()
    }

    /// Copies the subtree of `node` to here, as the value of the pending key; `used_at` is the alias that stands for it.
    ///
    /// # Errors
    /// When the node or depth cap is reached.
    pub fn copy(&mut self, node: NodeId, used_at: Span) -> Result<NodeId, Overflow> {
        let id = self.copy_tree(node)?;
        self.document.uses.push((id, used_at));
        Ok(id)
    }

    /// Whether the innermost open map already has this key.
    pub fn has_key(&self, key: &str) -> bool {
        self.stack.last().is_some_and(|open| self.document.get(open.id, key).is_some())
    }

    /// The document under construction.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// Ends the document. Containers still open are closed where they stand; a document without any value gets a null
    /// root at the start of the text.
    pub fn finish(mut self) -> Document {
        while !self.stack.is_empty() {
            self.close(None);
        }
        if self.document.nodes.is_empty() {
            let root = Node {
                value: Value::Null,
                span: Span::default(),
                key: None,
                key_span: Span::default(),
                duplicate: false,
                parent: None,
                first: None,
                next: None,
            };
            self.document.nodes.push(Packed::new(&root));
        }
        self.document.uses.sort_unstable_by_key(|(node, _)| *node);
        self.document.nodes.shrink_to_fit();
        self.document
    }

    fn copy_tree(&mut self, node: NodeId) -> Result<NodeId, Overflow> {
        let Node { value, span, first, .. } = self.document.node(node);
        if !matches!(value, Value::List | Value::Map) {
            return self.push(value, span);
        }
        let id = self.open(value, span)?;
        let mut next = first;
        while let Some(child) = next {
            let Node { key, key_span, next: following, .. } = self.document.node(child);
            if let Some(key) = key {
                self.key(key, key_span);
            }
            self.copy_tree(child)?;
            next = following;
        }
        self.close(Some(span.end));
        Ok(id)
    }

    fn push(&mut self, value: Value, span: Span) -> Result<NodeId, Overflow> {
        if self.document.nodes.len() >= self.limits.nodes as usize {
            return Err(Overflow::Nodes);
        }
        let id = NodeId::from_index(self.document.nodes.len());
        let (key, key_span) = match self.pending_key.take() {
            Some((key, span)) => (Some(key), span),
            None => (None, Span::at(span.start as usize)),
        };
        let mut node = Node { value, span, key, key_span, duplicate: false, parent: None, first: None, next: None };
        if let Some(open) = self.stack.last_mut() {
            node.parent = Some(open.id);
            match open.last.replace(id) {
                Some(last) => self.document.nodes[last.index()].next = Some(id),
                None => self.document.nodes[open.id.index()].first = Some(id),
            }
        }
        self.document.nodes.push(Packed::new(&node));
        Ok(id)
    }

    fn mark_duplicates(&mut self, map: NodeId) -> Vec<(NodeId, NodeId)> {
        if !matches!(self.document.node(map).value, Value::Map) {
            return Vec::new();
        }
        let mut pairs = Vec::new();
        {
            let document = &self.document;
            let count = document.children(map).count();
            if count <= PAIRWISE {
                let mut at = document.node(map).first;
                while let Some(child) = at {
                    let key = document.key(child);
                    let earlier = document.children(map).take_while(|other| *other != child);
                    if let Some(first) = earlier.into_iter().find(|other| document.key(*other) == key) {
                        pairs.push((first, child));
                    }
                    at = document.node(child).next;
                }
            } else {
                let mut seen = HashMap::with_capacity(count);
                for child in document.children(map) {
                    match seen.entry(document.key(child)) {
                        std::collections::hash_map::Entry::Occupied(first) => pairs.push((*first.get(), child)),
                        std::collections::hash_map::Entry::Vacant(slot) => {
                            slot.insert(child);
                        }
                    }
                }
            }
        }
        for (first, again) in &pairs {
            self.document.nodes[first.index()].duplicate = true;
            self.document.nodes[again.index()].duplicate = true;
        }
        pairs
    }
}
