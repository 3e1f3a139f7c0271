//! Why: TOML's rules about tables that may and may not be opened again are many, so the grammar and the semantics are
//! left to the `toml` crate and only its spanned tables are turned into the arena, in the order of the file.

mod outline;
mod walk;

use std::ops::Range;
use std::sync::Arc;

use ::toml::de::DeTable;

use super::Parsed;
use super::fault::Fault;
use super::quote;
use crate::document::{Builder, Limits, Number, Overflow, Str, Value};
use crate::message::Arg;
use crate::source::{Source, SourceId};
use crate::span::Span;

/// Longest bare value, in bytes: a float may have any number of digits, and nobody writes more.
const WORD: usize = 128;

/// Deepest nesting of the `toml` crate: 80 levels of brackets, 80 parts of a dotted key. Below it, its own refusals
/// (which have no place) are never met.
const DEEPEST: u32 = 80;

/// Longest statement, in bytes, that is searched for an earlier mistake: a statement can hold a mistake every other
/// byte, and each is recorded with its own message.
const STATEMENT: usize = 64 * 1024;

pub(super) fn parse(source: &Arc<Source>, id: SourceId, limits: Limits) -> Parsed {
    let limits = Limits { depth: limits.depth.min(DEEPEST), ..limits };
    // Tables nest in memory as dotted keys nest in the text, and are freed by recursion: depth is settled before.
    if let Some(at) = outline::too_deep(&source.text, limits.depth) {
        return Fault::overflow(Overflow::Depth, Span::new(at, at + 1), limits).into_parsed(Vec::new(), source, id);
    }
    let table = match DeTable::parse(&source.text) {
        Ok(table) => table,
        Err(error) => return refused(&source.text, &error).into_parsed(Vec::new(), source, id),
    };
    let mut laying = Laying { builder: Builder::new(source.clone(), id, 0, limits), source };
    let result = walk::walk(table.get_ref(), 0..source.text.trim_end().len(), &mut laying);
    let documents = vec![laying.builder.finish()];
    match result {
        Ok(()) => Parsed { documents, problems: Vec::new(), broken: false },
        Err((overflow, span)) => Fault::overflow(overflow, span, limits).into_parsed(documents, source, id),
    }
}

/// The crate checks the grammar of the whole text before the meaning of its first line, and within a statement the
/// brackets before the values. The place to show is the first in the text, so the statements before a refusal are read
/// once more on their own, and then the statement itself.
fn refused(text: &str, error: &::toml::de::Error) -> Fault {
    let at = error.span().map_or(text.len(), |span| span.start);
    let start = outline::statement_start(text, at);
    if let Err(earlier) = DeTable::parse(text.get(..start).unwrap_or("")) {
        return fault(&earlier, 0, text);
    }
    let line_end = text.get(at..).and_then(|rest| rest.find('\n')).map_or(text.len(), |length| at + length);
    let statement = text.get(start..line_end).unwrap_or("");
    if statement.len() > STATEMENT {
        return fault(error, 0, text);
    }
    let (_, errors) = DeTable::parse_recoverable(statement);
    let first = errors.iter().filter_map(|error| Some((start + error.span()?.start, error))).min_by_key(|(at, _)| *at);
    match first {
        Some((earlier, first)) if earlier < at => fault(first, start, text),
        _ => fault(error, 0, text),
    }
}

fn fault(error: &::toml::de::Error, offset: usize, text: &str) -> Fault {
    let span = error.span().map_or(text.len()..text.len(), |span| span.start + offset..span.end + offset);
    let reason = Arg::Text(error.message().into());
    if let Some(more) = after_value(text, &span) {
        return Fault::syntax(more, Arg::Word("word.toml-value-ends"));
    }
    // A carriage return on its own is refused behind it; it is what is wrong.
    let lone = span.start.checked_sub(1).filter(|before| text.as_bytes().get(*before) == Some(&b'\r'));
    match lone.filter(|_| text.as_bytes().get(span.start) != Some(&b'\n')) {
        Some(before) => Fault::syntax(Span::new(before, before + 1), reason),
        None => Fault::syntax(Span::new(span.start, span.end), reason),
    }
}

/// The crate takes everything up to the next bracket, comma or line end for one bare value: of `true false` it says that
/// text needs quotes. Where the first word is a value by itself, the grammar stops at the second one.
fn after_value(text: &str, span: &std::ops::Range<usize>) -> Option<Span> {
    let bare = text.get(span.clone())?;
    let first = bare.split([' ', '\t']).next().filter(|first| first.len() < bare.len() && !first.is_empty())?;
    let rest = bare.get(first.len()..)?.trim_start_matches([' ', '\t']);
    let begins_a_value = first.starts_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    if rest.is_empty() || first.len() > WORD || !begins_a_value || DeTable::parse(&format!("k={first}")).is_err() {
        return None;
    }
    let start = span.end - rest.len();
    Some(Span::new(start, span.end))
}

/// Lays what is walked over into the arena.
struct Laying<'a> {
    builder: Builder,
    source: &'a Source,
}

impl walk::Sink for Laying<'_> {
    type Stop = (Overflow, Span);

    fn open(&mut self, shape: walk::Shape, range: Range<usize>) -> Result<(), Self::Stop> {
        let span = Span::new(range.start, range.end);
        let value = match shape {
            walk::Shape::Map => Value::Map,
            walk::Shape::List => Value::List,
        };
        self.builder.open(value, span).map_err(|overflow| (overflow, span))?;
        Ok(())
    }

    fn close(&mut self) {
        // Keys cannot repeat here: the crate has refused them.
        self.builder.close(None);
    }

    fn key(&mut self, text: &str, range: Range<usize>) {
        let span = Span::new(range.start, range.end);
        let text = quote::refer(&mut self.builder, self.source, text, span);
        self.builder.key(text, span);
    }

    fn scalar(&mut self, scalar: walk::Scalar<'_>, range: Range<usize>) -> Result<(), Self::Stop> {
        let span = Span::new(range.start, range.end);
        let value = match scalar {
            walk::Scalar::Text(text) => Value::Text(quote::refer(&mut self.builder, self.source, text, span)),
            walk::Scalar::Int(int) => Value::Number(Number::Int(int)),
            walk::Scalar::Float(float) => Value::Number(Number::Float(float)),
            walk::Scalar::Bool(bool) => Value::Bool(bool),
            walk::Scalar::Date => Value::Date(Str::source(span)),
        };
        self.builder.scalar(value, span).map_err(|overflow| (overflow, span))?;
        Ok(())
    }
}

#[cfg(test)]
mod tests;
