//! Why: every place that ombud ever shows comes from one type, so that a place can be right or wrong in one file only.
//!
//! A [`Span`] is a half-open range of bytes in the *decoded* (UTF-8) text of a source. A [`Place`] is what people and
//! machine formats see: line, column and the byte offset in the file as it lies on disk. Only [`crate::source::Source`]
//! turns one into the other.

/// Half-open byte range `start..end` in the decoded text of one source.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte; never below `start`.
    pub end: u32,
}

/// A position for people: line and column count from 1, columns in Unicode scalar values; `offset` is the byte in the
/// file on disk, before decoding (a byte-order mark and UTF-16 units are counted).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place {
    /// Line, from 1. Lines end at `\n`.
    pub line: u32,
    /// Column in Unicode scalar values, from 1.
    pub column: u32,
    /// Byte offset in the file on disk, from 0.
    pub offset: u32,
}

impl Span {
    /// The range `start..end`. An end before the start is read as an empty span at `start`.
    pub fn new(start: usize, end: usize) -> Self {
        let start = clamp(start);
        Self { start, end: clamp(end).max(start) }
    }

    /// An empty span at `at`.
    pub fn at(at: usize) -> Self {
        Self::new(at, at)
    }

    /// The span as a range for slicing.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether the span covers no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// Files are refused above 4 GiB long before a span is made, so clamping only keeps arithmetic total.
fn clamp(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}
