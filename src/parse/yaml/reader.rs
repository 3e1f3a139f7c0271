//! Why: one document from events to arena. Keys, anchors and the ends of blocks are kept track of here.

use std::collections::HashMap;
use std::sync::Arc;

use granit_parser::{ErrorKind, Event, ScalarStyle, StructureStyle, Tag};

use super::extent;
use super::merge::Merges;
use super::refusal;
use super::scalar::{self, Scalar};
use super::stream::Stream;
use crate::diagnostic::{Diagnostic, Location};
use crate::document::{Builder, Document, Limits, NodeId, Overflow, Str, Value};
use crate::message::{Arg, Message};
use crate::parse::{fault, fault::Fault, quote};
use crate::source::{Source, SourceId};
use crate::span::Span;

/// State of one document while it is read.
pub(super) struct Reader<'t> {
    pub(super) builder: Builder,
    pub(super) frames: Vec<Frame<'t>>,
    anchors: HashMap<usize, Anchor>,
    source: &'t Arc<Source>,
    id: SourceId,
    problems: Vec<Diagnostic>,
    /// One past the last byte of content so far.
    end: u32,
    /// Entries looked at for merge keys; bounded like nodes.
    pub(super) merge_work: u32,
    pub(super) left: Limits,
    shown: Limits,
}

/// A list or map that is not yet closed.
pub(super) struct Frame<'t> {
    pub(super) node: NodeId,
    anchor: usize,
    kind: FrameKind,
    style: StructureStyle,
    pub(super) merges: Option<Box<Merges<'t>>>,
}

#[derive(Clone, Copy, PartialEq)]
enum FrameKind {
    List,
    MapBeforeKey,
    MapBeforeValue,
}

/// What an alias may stand for.
#[derive(Clone, Copy)]
pub(super) enum Anchor {
    /// A container that is still being read.
    Open,
    /// A value of the document.
    Node(NodeId),
    /// A key, which is no node.
    Key(Value, Str),
    /// Part of something that was passed over.
    Lost,
}

/// A scalar event.
struct Written<'e> {
    text: &'e str,
    style: ScalarStyle,
    anchor: usize,
    tag: Option<&'e Tag>,
    span: Span,
}

impl<'t> Reader<'t> {
    /// A document that may take what is `left` of the caps; `shown` are the caps that messages name.
    pub(super) fn new(source: &'t Arc<Source>, id: SourceId, index: usize, left: Limits, shown: Limits) -> Self {
        let index = u32::try_from(index).unwrap_or(u32::MAX);
        Self {
            builder: Builder::new(source.clone(), id, index, left),
            frames: Vec::new(),
            anchors: HashMap::new(),
            source,
            id,
            problems: Vec::new(),
            end: 0,
            merge_work: 0,
            left,
            shown,
        }
    }

    /// The document with its problems.
    pub(super) fn finish(self) -> (Document, Vec<Diagnostic>) {
        (self.builder.finish(), self.problems)
    }

    /// Takes in one event of the document's content.
    pub(super) fn event(&mut self, event: Event<'t>, span: Span, stream: &mut Stream<'t>) -> Result<(), Fault> {
        let key_expected = self.frames.last().is_some_and(|frame| frame.kind == FrameKind::MapBeforeKey);
        self.indentation(&event, span)?;
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                let written = Written { text: &text, style, anchor, tag: tag.as_deref(), span };
                match key_expected {
                    true if is_merge(&written) => self.merge_key(span, stream),
                    true => self.key(&written),
                    false => self.value(&written),
                }
            }
            Event::Alias(target) if key_expected => self.alias_as_key(target, span, stream),
            Event::Alias(target) => self.alias(target, span),
            Event::SequenceStart(..) | Event::MappingStart(..) if key_expected => {
                self.skip_entry((event, span), stream)
            }
            Event::SequenceStart(style, anchor, _) => self.open(Value::List, style, anchor, span),
            Event::MappingStart(style, anchor, _) => self.open(Value::Map, style, anchor, span),
            Event::SequenceEnd | Event::MappingEnd => self.close(event, span, stream),
            _ => Ok(()),
        }
    }

    /// Entries of blocks are indented by spaces alone (YAML 1.2.2, section 6.1). The event parser counts a tab behind a
    /// space as one more.
    fn indentation(&self, event: &Event<'_>, span: Span) -> Result<(), Fault> {
        let Some(Frame { kind, style: StructureStyle::Block, .. }) = self.frames.last() else { return Ok(()) };
        let begins = *kind != FrameKind::MapBeforeValue && !matches!(event, Event::SequenceEnd | Event::MappingEnd);
        let tab = if begins { refusal::tab_before_entry(&self.source.text, span.start as usize) } else { None };
        match tab {
            Some(at) => Err(Fault::syntax(Span::new(at, at), Arg::Text(ErrorKind::TabNotAllowed.to_string().into()))),
            None => Ok(()),
        }
    }

    /// What stands behind an anchor.
    pub(super) fn anchored(&self, anchor: usize) -> Anchor {
        self.anchors.get(&anchor).copied().unwrap_or(Anchor::Lost)
    }

    pub(super) fn problem(&mut self, problem: Diagnostic) {
        self.problems.push(problem);
    }

    pub(super) fn location(&self, span: Span) -> Location {
        Location::new(self.id, span)
    }

    pub(super) fn overflow(&self, overflow: Overflow, span: Span) -> Fault {
        Fault::overflow(overflow, span, self.shown)
    }

    /// Content ends at `end`, as far as is known.
    pub(super) fn reached(&mut self, end: u32) {
        self.end = self.end.max(end);
    }

    /// A reference to an anchor for which there is no value.
    pub(super) fn dangling(&mut self, target: Anchor, span: Span) {
        let alias = self.source.slice(span);
        let location = self.location(span);
        let problem = match target {
            Anchor::Open => Diagnostic::error(
                "builtin/self-reference",
                location,
                Message::new("parse.self-reference").text("alias", alias),
            ),
            _ => Diagnostic::error(
                "builtin/complex-key",
                location,
                Message::new("parse.alias-to-skipped").text("alias", alias),
            ),
        };
        self.problem(problem);
    }

    fn key(&mut self, written: &Written<'_>) -> Result<(), Fault> {
        let span = self.extent(written);
        let scalar = scalar::resolve(written.text, written.style, written.tag);
        let text = match scalar {
            Scalar::Text => self.place(written, span),
            _ => Str::source(span),
        };
        if written.anchor != 0 {
            self.anchors.insert(written.anchor, Anchor::Key(value_of(scalar, text), text));
        }
        self.set_key(text, span);
        Ok(())
    }

    fn set_key(&mut self, text: Str, span: Span) {
        self.builder.key(text, span);
        self.reached(span.end);
        if let Some(frame) = self.frames.last_mut() {
            frame.kind = FrameKind::MapBeforeValue;
        }
    }

    fn value(&mut self, written: &Written<'_>) -> Result<(), Fault> {
        let span = self.extent(written);
        let scalar = scalar::resolve(written.text, written.style, written.tag);
        let text = match scalar {
            Scalar::Text => self.place(written, span),
            _ => Str::source(span),
        };
        let node = self
            .builder
            .scalar(value_of(scalar, text), span)
            .map_err(|overflow| self.overflow(overflow, written.span))?;
        if written.anchor != 0 {
            self.anchors.insert(written.anchor, Anchor::Node(node));
        }
        self.complete(span.end);
        Ok(())
    }

    fn open(&mut self, value: Value, style: StructureStyle, anchor: usize, span: Span) -> Result<(), Fault> {
        let node = self.builder.open(value, span).map_err(|overflow| self.overflow(overflow, span))?;
        if anchor != 0 {
            self.anchors.insert(anchor, Anchor::Open);
        }
        let kind = if value == Value::Map { FrameKind::MapBeforeKey } else { FrameKind::List };
        self.frames.push(Frame { node, anchor, kind, style, merges: None });
        self.reached(span.end);
        Ok(())
    }

    fn close(&mut self, event: Event<'t>, span: Span, stream: &mut Stream<'t>) -> Result<(), Fault> {
        if !self.settle_merges(&event, span, stream)? {
            return Ok(());
        }
        let Some(frame) = self.frames.pop() else { return Ok(()) };
        // Only brackets have an end of their own; blocks end with what they hold.
        let end = if span.is_empty() { self.end } else { span.end };
        for (first, again) in self.builder.close(Some(end)) {
            if !frame.merges.as_ref().is_some_and(|merges| merges.has_copied(again)) {
                self.problems.push(fault::duplicate_key(self.builder.document(), first, again));
            }
        }
        if frame.anchor != 0 {
            self.anchors.insert(frame.anchor, Anchor::Node(frame.node));
        }
        self.complete(end);
        Ok(())
    }

    fn alias(&mut self, target: usize, span: Span) -> Result<(), Fault> {
        let target = self.anchored(target);
        let built = match target {
            Anchor::Node(node) => self.builder.copy(node, span),
            Anchor::Key(value, _) => self.builder.scalar(value, span),
            Anchor::Open | Anchor::Lost => {
                self.dangling(target, span);
                self.builder.scalar(Value::Null, span)
            }
        };
        built.map_err(|overflow| self.overflow(overflow, span))?;
        self.complete(span.end);
        Ok(())
    }

    fn alias_as_key(&mut self, target: usize, span: Span, stream: &mut Stream<'t>) -> Result<(), Fault> {
        let text = match self.anchored(target) {
            Anchor::Key(_, text) => text,
            Anchor::Node(node) => {
                let node = self.builder.document().node(node);
                match node.value {
                    Value::List | Value::Map => return self.skip_entry((Event::Alias(target), span), stream),
                    Value::Text(text) | Value::Date(text) => text,
                    _ => Str::source(node.span),
                }
            }
            Anchor::Open | Anchor::Lost => return self.skip_entry((Event::Alias(target), span), stream),
        };
        self.set_key(text, span);
        Ok(())
    }

    /// Passes over an entry whose key is a list or map: no document here can hold it, and no policy could name it.
    fn skip_entry(&mut self, key: (Event<'t>, Span), stream: &mut Stream<'t>) -> Result<(), Fault> {
        let begins = key.1;
        self.pass_over(key, stream)?;
        let key_span = Span { start: begins.start, end: self.end.max(begins.end) };
        let message = Message::new("parse.complex-key").text("key", first_line(self.source.slice(key_span)));
        self.problem(Diagnostic::warning("builtin/complex-key", self.location(key_span), message));
        if let Some(value) = stream.next()? {
            self.pass_over(value, stream)?;
        }
        Ok(())
    }

    fn pass_over(&mut self, first: (Event<'t>, Span), stream: &mut Stream<'t>) -> Result<(), Fault> {
        stream.take_node(first, |(event, span)| {
            if let Event::Scalar(_, _, anchor, _)
            | Event::SequenceStart(_, anchor, _)
            | Event::MappingStart(_, anchor, _) = event
            {
                self.anchors.insert(anchor, Anchor::Lost);
            }
            self.end = self.end.max(if span.is_empty() { 0 } else { span.end });
        })
    }

    /// A value of the innermost container is complete.
    pub(super) fn complete(&mut self, end: u32) {
        self.reached(end);
        if let Some(frame) = self.frames.last_mut()
            && frame.kind == FrameKind::MapBeforeValue
        {
            frame.kind = FrameKind::MapBeforeKey;
        }
    }

    fn extent(&self, written: &Written<'_>) -> Span {
        match written.style {
            ScalarStyle::Literal | ScalarStyle::Folded => extent::of_block_scalar(self.source, written.span, self.end),
            ScalarStyle::Plain if written.span.is_empty() => {
                let after_key = self.frames.last().is_some_and(|frame| frame.kind == FrameKind::MapBeforeValue);
                if after_key { extent::of_missing_value(self.source, written.span) } else { written.span }
            }
            _ => written.span,
        }
    }

    fn place(&mut self, written: &Written<'_>, span: Span) -> Str {
        let block = matches!(written.style, ScalarStyle::Literal | ScalarStyle::Folded);
        let mut text = written.text;
        // The event parser ends the last line of a block scalar even where the file ends before it does; there the
        // value has no line break (YAML 1.2.2, production 165: "or end of file").
        if block && span.end as usize == self.source.text.len() {
            text = text.strip_suffix('\n').unwrap_or(text);
        }
        quote::refer(&mut self.builder, self.source, text, span)
    }
}

fn value_of(scalar: Scalar, text: Str) -> Value {
    match scalar {
        Scalar::Null => Value::Null,
        Scalar::Bool(value) => Value::Bool(value),
        Scalar::Number(number) => Value::Number(number),
        Scalar::Text => Value::Text(text),
    }
}

/// The merge key (yaml.org/type/merge) is `<<` without quotes.
fn is_merge(written: &Written<'_>) -> bool {
    written.style == ScalarStyle::Plain
        && written.text == "<<"
        && written.tag.is_none_or(|tag| tag.suffix_in_namespace("tag:yaml.org,2002:").as_deref() == Some("merge"))
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or("")
}
