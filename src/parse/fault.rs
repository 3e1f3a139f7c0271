//! Why: a file that cannot be read gives one finding of one shape, whichever parser gave up and why.

use std::sync::Arc;

use super::Parsed;
use crate::diagnostic::{Diagnostic, Location};
use crate::document::{Builder, Document, Limits, NodeId, Overflow};
use crate::message::{Arg, Message};
use crate::source::{Source, SourceId};
use crate::span::Span;

/// Why and where a parser gave up.
#[derive(Debug)]
pub(super) struct Fault {
    span: Span,
    message: Message,
    beside: Option<Box<(Span, Message)>>,
}

impl Fault {
    pub(super) fn new(span: Span, message: Message) -> Self {
        Self { span, message, beside: None }
    }

    /// The grammar does not allow what stands at `span`.
    pub(super) fn syntax(span: Span, reason: Arg) -> Self {
        Self::new(span, Message::new("parse.unreadable").arg("reason", reason))
    }

    /// A cap was reached at `span`.
    pub(super) fn overflow(overflow: Overflow, span: Span, limits: Limits) -> Self {
        let message = match overflow {
            Overflow::Depth => Message::new("parse.too-deep").number("limit", limits.depth),
            Overflow::Nodes => Message::new("parse.too-many-nodes").number("limit", limits.nodes),
        };
        Self::new(span, message)
    }

    /// Adds the place of the bracket or quote that nothing closes.
    pub(super) fn opened_at(self, span: Span) -> Self {
        self.beside(span, Message::new("parse.opened-here"))
    }

    /// Adds another place, with what is there.
    pub(super) fn beside(mut self, span: Span, message: Message) -> Self {
        self.beside = Some(Box::new((span, message)));
        self
    }

    /// The outcome for the file, with what was understood before. Other problems are left out: advice about the parts
    /// of a file that nobody could read to its end is noise.
    pub(super) fn into_parsed(self, mut documents: Vec<Document>, source: &Arc<Source>, id: SourceId) -> Parsed {
        let span = within(self.span, source);
        let mut problem = Diagnostic::error("builtin/unreadable-document", Location::new(id, span), self.message);
        if let Some((span, message)) = self.beside.map(|beside| *beside) {
            problem = problem.with_related(Location::new(id, span), message);
        }
        if documents.is_empty() {
            documents.push(Builder::new(source.clone(), id, 0, Limits::default()).finish());
        }
        Parsed { documents, problems: vec![problem], broken: true }
    }
}

/// One problem for a key that stands twice in `document`.
pub(super) fn duplicate_key(document: &Document, first: NodeId, again: NodeId) -> Diagnostic {
    let key = document.key(again).unwrap_or("");
    let at = |node: NodeId| document.location(document.node(node).key_span);
    Diagnostic::error("builtin/duplicate-key", at(again), Message::new("parse.duplicate-key").text("key", key))
        .with_related(at(first), Message::new("parse.first-key").text("key", key))
}

/// Spans of foreign parsers are trusted no further than the text reaches.
fn within(span: Span, source: &Source) -> Span {
    let floor = |offset: u32| {
        let mut offset = (offset as usize).min(source.text.len());
        while !source.text.is_char_boundary(offset) {
            offset -= 1;
        }
        offset
    };
    Span::new(floor(span.start), floor(span.end))
}
