//! Why: events come from the parser or, when a merge key is settled, once more from a list; readers need not know.

use std::collections::VecDeque;

use granit_parser::{ErrorKind, Event, Parser, ScanError, StrInput, options};

use super::refusal;
use crate::document::{Limits, Overflow};
use crate::message::Arg;
use crate::parse::fault::Fault;
use crate::span::Span;

/// Events with their places in the text.
pub(super) struct Stream<'t> {
    parser: Parser<'t, StrInput<'t>>,
    again: VecDeque<(Event<'t>, Span)>,
    limits: Limits,
    text: &'t str,
}

impl<'t> Stream<'t> {
    pub(super) fn new(text: &'t str, limits: Limits) -> Self {
        // One level more than ours, so that the document's own count is what refuses, at the bracket itself.
        let nesting = limits.depth as usize + 1;
        let options = options! {
            emit_comments: false,
            flow_nesting_limit: nesting,
            block_nesting_limit: nesting,
        };
        let parser = Parser::new_from_str_with_options(text, options);
        Self { parser, again: VecDeque::new(), limits, text }
    }

    /// The next event; `None` after the last.
    pub(super) fn next(&mut self) -> Result<Option<(Event<'t>, Span)>, Fault> {
        if let Some(event) = self.again.pop_front() {
            return Ok(Some(event));
        }
        match self.parser.next_event() {
            Some(Ok((event, span))) => {
                let range = span.byte_range().unwrap_or_default();
                Ok(Some((event, Span::new(range.start, range.end))))
            }
            Some(Err(error)) => Err(self.refused(&error)),
            None => Ok(None),
        }
    }

    /// Puts events before the next one.
    pub(super) fn push_front(&mut self, events: impl DoubleEndedIterator<Item = (Event<'t>, Span)>) {
        for event in events.rev() {
            self.again.push_front(event);
        }
    }

    /// Takes the rest of the node that began with `event`, and hands each event of it, `event` included, to `each`.
    pub(super) fn take_node(
        &mut self,
        event: (Event<'t>, Span),
        mut each: impl FnMut((Event<'t>, Span)),
    ) -> Result<(), Fault> {
        let mut depth = 0_usize;
        let mut next = Some(event);
        while let Some(event) = next {
            match event.0 {
                Event::SequenceStart(..) | Event::MappingStart(..) => depth += 1,
                Event::SequenceEnd | Event::MappingEnd => depth = depth.saturating_sub(1),
                _ => {}
            }
            each(event);
            if depth == 0 {
                return Ok(());
            }
            next = self.next()?;
        }
        Ok(())
    }

    fn refused(&self, error: &ScanError) -> Fault {
        let span = refusal::place(self.text, error);
        match error.kind() {
            ErrorKind::RecursionLimitExceeded => Fault::overflow(Overflow::Depth, span, self.limits),
            _ => Fault::syntax(span, Arg::Text(error.info().into())),
        }
    }
}
