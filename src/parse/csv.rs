//! Why: readings of indicators come as CSV. The grammar is that of RFC 4180; each cell becomes a value with its place, so
//! that a figure past its threshold is shown on the line and in the column where it stands.
//!
//! Only files whose first line names the columns of readings are read. Everybody writes CSV files, and what they hold is
//! no concern of ours. Where a spreadsheet puts semicolons or tabs, it does so in the first line as well.

mod record;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use super::Parsed;
use super::fault::Fault;
use crate::document::{Builder, Limits, Number, Overflow, Str, Value, Vocabulary};
use crate::message::{Arg, Message};
use crate::source::{Source, SourceId};
use crate::span::Span;
use record::{Cell, Records};

/// What may stand between cells.
const SEPARATORS: [u8; 3] = [b',', b';', b'\t'];

/// Columns without which a file is none with readings.
const NEEDED: [&str; 3] = ["date", "indicator", "value"];

/// Columns whose cells are numbers where they look like some: `2026` in the column `channel` is a name.
const COUNTED: [&str; 2] = ["value", "n"];

/// Whether the first line of a text names the columns of readings.
pub(super) fn is_begun_by(text: &str) -> bool {
    header(text).is_some()
}

pub(super) fn parse(source: &Arc<Source>, id: SourceId, limits: Limits) -> Parsed {
    let mut builder = Builder::new(source.clone(), id, 0, limits);
    let Some(header) = header(&source.text) else {
        // Nobody asked for this file to be understood.
        let _ = builder.open(Value::Map, Span::default());
        return Parsed { documents: vec![builder.finish()], problems: Vec::new(), broken: false };
    };
    let mut builder = builder.speaking(Vocabulary::Readings);
    let result = read(&mut builder, header, limits);
    let document = builder.finish();
    match result {
        Ok(()) => Parsed { documents: vec![document], problems: Vec::new(), broken: false },
        Err(fault) => fault.into_parsed(vec![document], source, id),
    }
}

/// The first line, with the cells that follow it still to be read.
struct Header<'t> {
    names: Vec<Cell<'t>>,
    rest: Records<'t>,
}

/// A column: its name as a key of the tree, where it stands, and whether its cells may be numbers. None without a name.
type Column = Option<(Str, Span, bool)>;

fn header(text: &str) -> Option<Header<'_>> {
    SEPARATORS.into_iter().find_map(|separator| {
        let mut rest = Records::new(text, separator);
        let mut names = Vec::new();
        rest.next(&mut names).ok()??;
        let has = |name: &str| names.iter().any(|cell: &Cell<'_>| cell.text.trim() == name);
        NEEDED.into_iter().all(has).then_some(Header { names, rest })
    })
}

fn read(builder: &mut Builder, header: Header<'_>, limits: Limits) -> Result<(), Fault> {
    let Header { names, mut rest } = header;
    let overflow = |span: Span| move |overflow: Overflow| Fault::overflow(overflow, span, limits);
    let start = Span::default();
    builder.open(Value::Map, start).map_err(overflow(start))?;
    let columns = columns(builder, &names)?;
    let names_span = Span { start: names.first().map_or(0, |cell| cell.span.start), end: rest.at() };
    let key = builder.store("rows");
    builder.key(key, names_span);
    let list = Span::at(rest.at() as usize);
    builder.open(Value::List, list).map_err(overflow(list))?;
    let mut cells = Vec::with_capacity(names.len());
    while let Some(span) = rest.next(&mut cells)? {
        if cells.len() != columns.len() {
            let message = Message::new("reading.ragged")
                .number("found", cells.len() as i64)
                .number("wanted", columns.len() as i64);
            return Err(Fault::new(span, message));
        }
        builder.open(Value::Map, span).map_err(overflow(span))?;
        for (column, cell) in columns.iter().zip(&cells) {
            let Some((key, key_span, counted)) = column.filter(|_| !cell.text.is_empty()) else { continue };
            builder.key(key, key_span);
            let value = match number(&cell.text).filter(|_| counted) {
                Some(number) => Value::Number(number),
                None => Value::Text(text_of(builder, cell)),
            };
            builder.scalar(value, cell.span).map_err(overflow(cell.span))?;
        }
        builder.close(Some(span.end));
    }
    builder.close(Some(rest.at()));
    builder.close(Some(rest.at()));
    Ok(())
}

fn columns(builder: &mut Builder, names: &[Cell<'_>]) -> Result<Vec<Column>, Fault> {
    let mut columns = Vec::with_capacity(names.len());
    for (at, cell) in names.iter().enumerate() {
        let name = cell.text.trim();
        if name.is_empty() {
            columns.push(None);
            continue;
        }
        if let Some(first) = names.iter().take(at).find(|other| other.text.trim() == name) {
            let fault = Fault::new(cell.span, Message::new("reading.column-twice").text("name", name));
            return Err(fault.beside(first.span, Message::new("parse.first-key").text("key", name)));
        }
        columns.push(Some((builder.store(name), cell.span, COUNTED.contains(&name))));
    }
    Ok(columns)
}

fn text_of(builder: &mut Builder, cell: &Cell<'_>) -> Str {
    match cell.inner {
        Some(inner) => Str::source(inner),
        None => builder.store(&cell.text),
    }
}

/// A cell that is written as a number is written: no separators of thousands, no `inf`.
fn number(text: &str) -> Option<Number> {
    let is_plain = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b'+' | b'e' | b'E');
    if !text.bytes().all(is_plain) {
        return None;
    }
    if let Ok(whole) = text.parse() {
        return Some(Number::Int(whole));
    }
    text.parse().ok().filter(|value: &f64| value.is_finite()).map(Number::Float)
}

/// Why the grammar stops.
fn refused(span: Span, word: &'static str) -> Fault {
    Fault::syntax(span, Arg::Word(word))
}
