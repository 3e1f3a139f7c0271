//! Why: a node is a plain record without allocations of its own, so that parsing costs little more than reading.

use crate::span::Span;

/// Number of a node in its document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NodeId(std::num::NonZeroU32);

/// A piece of text: a range of the source, or of the document's own store of unescaped text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Str {
    start: u32,
    len: u32,
}

/// A number as written. Comparisons use the exact text where the float would lose digits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Number {
    /// Fits a signed 64-bit integer.
    Int(i64),
    /// Anything else.
    Float(f64),
}

/// What a node holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value {
    /// `null`, `~`, or a YAML key without a value.
    Null,
    /// A boolean of the format (YAML 1.2 core: `true` and `false` only).
    Bool(bool),
    /// A number.
    Number(Number),
    /// Text.
    Text(Str),
    /// A date or time that the format itself marks as one (TOML); its text.
    Date(Str),
    /// A list.
    List,
    /// A map with text keys.
    Map,
}

/// One value with its key and places.
#[derive(Clone, Copy, Debug)]
pub struct Node {
    /// What it holds.
    pub value: Value,
    /// Bytes of the value. For a container: from its first to its last byte. A TOML table is its header.
    pub span: Span,
    /// Key in the enclosing map.
    pub key: Option<Str>,
    /// Bytes of the key, quotes included.
    pub key_span: Span,
    /// The same key stands more than once in the enclosing map.
    pub duplicate: bool,
    pub(super) parent: Option<NodeId>,
    pub(super) first: Option<NodeId>,
    pub(super) next: Option<NodeId>,
}

const EXTRA: u32 = 1 << 31;

impl NodeId {
    /// The top node of every document.
    pub const ROOT: Self = Self(std::num::NonZeroU32::MIN);

    /// Position in the arena, from 0.
    pub fn index(self) -> usize {
        self.0.get() as usize - 1
    }

    /// The node at a position. Positions past `u32::MAX - 2` cannot exist under [`super::Limits`].
    pub fn from_index(index: usize) -> Self {
        let number = u32::try_from(index + 1).unwrap_or(u32::MAX);
        Self(std::num::NonZeroU32::new(number).unwrap_or(std::num::NonZeroU32::MAX))
    }
}

impl Str {
    /// A range of the source text.
    pub fn source(span: Span) -> Self {
        Self { start: span.start, len: span.end - span.start }
    }

    pub(super) fn extra(start: usize, len: usize) -> Self {
        Self { start: u32::try_from(start).unwrap_or(u32::MAX), len: u32::try_from(len).unwrap_or(0) | EXTRA }
    }

    pub(super) fn in_extra(self) -> Option<std::ops::Range<usize>> {
        let len = self.len & !EXTRA;
        (self.len & EXTRA != 0).then_some(self.start as usize..self.start as usize + len as usize)
    }

    pub(super) fn len(self) -> usize {
        (self.len & !EXTRA) as usize
    }

    pub(super) fn parts(self) -> [u32; 2] {
        [self.start, self.len]
    }

    pub(super) fn from_parts([start, len]: [u32; 2]) -> Self {
        Self { start, len }
    }

    pub(super) fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.start as usize + self.len as usize
    }
}

impl Node {
    /// The enclosing list or map.
    pub fn parent(&self) -> Option<NodeId> {
        self.parent
    }

    /// The first child.
    pub fn first(&self) -> Option<NodeId> {
        self.first
    }

    /// The next sibling.
    pub fn next(&self) -> Option<NodeId> {
        self.next
    }

    /// Whether it is a list or a map.
    pub fn is_container(&self) -> bool {
        matches!(self.value, Value::List | Value::Map)
    }
}
