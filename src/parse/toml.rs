//! Why: TOML's rules about tables that may and may not be opened again are many, so the grammar and the semantics are
//! left to the `toml` crate and only its spanned tables are turned into the arena, in the order of the file.

mod outline;

use std::sync::Arc;

use ::toml::Spanned;
use ::toml::de::{DeInteger, DeTable, DeValue};

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
    let mut builder = Builder::new(source.clone(), id, 0, limits);
    let root = Span::new(0, source.text.trim_end().len());
    let result = add_table(&mut builder, source, table.get_ref(), root);
    let documents = vec![builder.finish()];
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

type Stop = (Overflow, Span);

fn add_table(builder: &mut Builder, source: &Source, table: &DeTable<'_>, span: Span) -> Result<(), Stop> {
    builder.open(Value::Map, span).map_err(|overflow| (overflow, span))?;
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_unstable_by_key(|(key, _)| key.span().start);
    for (key, value) in entries {
        let span = span_of(key);
        let text = quote::refer(builder, source, key.get_ref(), span);
        builder.key(text, span);
        add_value(builder, source, value)?;
    }
    // Keys cannot repeat here: the crate has refused them.
    builder.close(None);
    Ok(())
}

/// Recursion is bounded by [`Builder::open`], which counts depth.
fn add_value(builder: &mut Builder, source: &Source, value: &Spanned<DeValue<'_>>) -> Result<(), Stop> {
    let span = span_of(value);
    let scalar = match value.get_ref() {
        DeValue::Table(table) => return add_table(builder, source, table, span),
        DeValue::Array(items) => {
            builder.open(Value::List, span).map_err(|overflow| (overflow, span))?;
            for item in items {
                add_value(builder, source, item)?;
            }
            builder.close(None);
            return Ok(());
        }
        DeValue::String(text) => Value::Text(quote::refer(builder, source, text, span)),
        DeValue::Integer(integer) => Value::Number(integer_of(integer)),
        DeValue::Float(float) => Value::Number(Number::Float(float.as_str().parse().unwrap_or(f64::NAN))),
        DeValue::Boolean(boolean) => Value::Bool(*boolean),
        DeValue::Datetime(_) => Value::Date(Str::source(span)),
    };
    builder.scalar(scalar, span).map_err(|overflow| (overflow, span))?;
    Ok(())
}

/// TOML asks only for 64 bits; whole numbers beyond them are kept as floats, as everywhere.
fn integer_of(integer: &DeInteger<'_>) -> Number {
    match i64::from_str_radix(integer.as_str(), integer.radix()) {
        Ok(int) => Number::Int(int),
        Err(_) => Number::Float(wide(integer)),
    }
}

fn wide(integer: &DeInteger<'_>) -> f64 {
    let radix = f64::from(integer.radix());
    let (sign, digits) = match integer.as_str().strip_prefix('-') {
        Some(digits) => (-1.0, digits),
        None => (1.0, integer.as_str()),
    };
    match digits.parse::<f64>() {
        Ok(decimal) if integer.radix() == 10 => sign * decimal,
        _ => sign * digits.chars().filter_map(|c| c.to_digit(16)).fold(0.0, |n, digit| n * radix + f64::from(digit)),
    }
}

fn span_of<T>(spanned: &Spanned<T>) -> Span {
    let range = spanned.span();
    Span::new(range.start, range.end)
}

#[cfg(test)]
mod tests;
