//! Why: most text stands in the source exactly as it is meant, between its quotes. Parsers hand it out as a borrowed
//! slice, and where that slice lies is all the arena needs to know: nothing is compared and nothing is copied.

use crate::document::{Builder, Str};
use crate::source::Source;
use crate::span::Span;

/// Refers to `text`, read at `span`: the source itself when `text` is a slice of it, the document's own store if not.
pub(super) fn refer(builder: &mut Builder, source: &Source, text: &str, span: Span) -> Str {
    if text.is_empty() {
        return Str::source(Span::at(span.start as usize));
    }
    // Addresses are compared, never followed: text from elsewhere lies outside the range and is stored.
    let offset = (text.as_ptr() as usize).wrapping_sub(source.text.as_ptr() as usize);
    match offset.checked_add(text.len()) {
        Some(end) if end <= source.text.len() => Str::source(Span::new(offset, end)),
        _ => builder.store(text),
    }
}
