//! Why: every fault in a clause file is shown at the value or key that has it, in the same few ways.

use std::sync::Arc;

use jiff::civil::Date;

use crate::diagnostic::Diagnostic;
use crate::document::{Document, NodeId, Value};
use crate::message::{Arg, LocalText, Message};
use crate::near;
use crate::span::Span;

/// A map of a document.
#[derive(Clone, Copy, Debug)]
pub(super) struct Table<'a> {
    pub document: &'a Document,
    pub node: NodeId,
}

impl Table<'_> {
    /// Where to point for something that is missing inside: the key of the table, or its header.
    pub(super) fn place(self) -> Span {
        self.document.key_span(self.node)
    }
}

/// Reports every key that is not among `known`. An error, because a misspelt key drops a part of the duty.
pub(super) fn check_keys(problems: &mut Vec<Diagnostic>, table: Table<'_>, known: &[&'static str]) {
    for node in table.document.children(table.node) {
        let Some(key) = table.document.key(node) else { continue };
        if known.contains(&key) {
            continue;
        }
        let location = table.document.location(table.document.key_span(node));
        let message = Message::new("clause.unknown-key").text("key", key);
        let help = advice(key, known, "clause.near-key", "clause.known-keys");
        problems.push(Diagnostic::error("clause/unknown-key", location, message).with_help(help));
    }
}

/// Text under a key; `None` when it is absent or, with a report, when it is no text or empty.
pub(super) fn text(problems: &mut Vec<Diagnostic>, table: Table<'_>, key: &'static str) -> Option<Arc<str>> {
    let node = table.document.get(table.node, key)?;
    text_at(problems, table, node, key)
}

/// Text under a key that must be there.
pub(super) fn needed_text(problems: &mut Vec<Diagnostic>, table: Table<'_>, key: &'static str) -> Option<Arc<str>> {
    if table.document.get(table.node, key).is_none() {
        missing(problems, table, key);
        return None;
    }
    text(problems, table, key)
}

/// The text of a node, reported when it is no text or empty.
pub(super) fn text_at(
    problems: &mut Vec<Diagnostic>,
    table: Table<'_>,
    node: NodeId,
    key: &'static str,
) -> Option<Arc<str>> {
    match table.document.text(node) {
        None => {
            wrong_type(problems, table, node, key, "word.type.text");
            None
        }
        Some(text) if text.trim().is_empty() => {
            wrong_value(problems, table, node, Message::new("clause.empty").text("field", key));
            None
        }
        Some(text) => Some(text.into()),
    }
}

/// A text of two languages under two keys; one language is enough.
pub(super) fn local(problems: &mut Vec<Diagnostic>, table: Table<'_>, en: &'static str, zh: &'static str) -> LocalText {
    LocalText { en: text(problems, table, en), zh: text(problems, table, zh) }
}

/// A text of which at least one language must be there.
pub(super) fn needed_local(
    problems: &mut Vec<Diagnostic>,
    table: Table<'_>,
    en: &'static str,
    zh: &'static str,
) -> LocalText {
    let absent = |key| table.document.get(table.node, key).is_none();
    if absent(en) && absent(zh) {
        let message = Message::new("clause.missing-text").text("en", en).text("zh", zh);
        problems.push(Diagnostic::error("clause/missing", table.document.location(table.place()), message));
    }
    local(problems, table, en, zh)
}

/// One of `all` by its word; `None` when it is absent or, with a report, unknown.
pub(super) fn word<T: Copy>(
    problems: &mut Vec<Diagnostic>,
    table: Table<'_>,
    key: &'static str,
    all: &[T],
    name: fn(T) -> &'static str,
) -> Option<T> {
    let node = table.document.get(table.node, key)?;
    let written = text_at(problems, table, node, key)?;
    let found = all.iter().copied().find(|one| name(*one) == &*written);
    if found.is_none() {
        let known: Vec<&'static str> = all.iter().map(|one| name(*one)).collect();
        unknown_word(problems, table, node, key, &written, &known);
    }
    found
}

/// Words of a closed list; a single word stands for a list of one. `None` when absent.
pub(super) fn words(
    problems: &mut Vec<Diagnostic>,
    table: Table<'_>,
    key: &'static str,
    known: &[&'static str],
) -> Option<Vec<&'static str>> {
    let mut found = Vec::new();
    for node in items(table, table.document.get(table.node, key)?) {
        let Some(written) = text_at(problems, table, node, key) else { continue };
        match known.iter().copied().find(|word| *word == &*written) {
            Some(word) if found.contains(&word) => {}
            Some(word) => found.push(word),
            None => unknown_word(problems, table, node, key, &written, known),
        }
    }
    Some(found)
}

/// The items of a list; any other node is a list of one.
pub(super) fn items(table: Table<'_>, node: NodeId) -> Vec<NodeId> {
    match table.document.node(node).value {
        Value::List => table.document.children(node).collect(),
        _ => vec![node],
    }
}

/// A date under a key, as text or as the format's own date; `None` when absent or, with a report, no such day.
pub(super) fn date(problems: &mut Vec<Diagnostic>, table: Table<'_>, key: &'static str) -> Option<Date> {
    let node = table.document.get(table.node, key)?;
    let written = match table.document.node(node).value {
        Value::Text(text) | Value::Date(text) => table.document.str(text),
        _ => {
            wrong_type(problems, table, node, key, "word.type.date");
            return None;
        }
    };
    let date = day(written);
    if date.is_none() {
        let message = Message::new("clause.bad-date").text("field", key).text("text", written);
        wrong_value(problems, table, node, message);
    }
    date
}

/// A date under a key that must be there.
pub(super) fn needed_date(problems: &mut Vec<Diagnostic>, table: Table<'_>, key: &'static str) -> Option<Date> {
    if table.document.get(table.node, key).is_none() {
        missing(problems, table, key);
    }
    date(problems, table, key)
}

/// Reports a key that must be there, with a line that shows how to write it.
pub(super) fn missing(problems: &mut Vec<Diagnostic>, table: Table<'_>, key: &'static str) {
    let message = Message::new("clause.missing").text("field", key);
    let mut diagnostic = Diagnostic::error("clause/missing", table.document.location(table.place()), message);
    if let Some((_, example)) = EXAMPLES.iter().find(|(field, _)| *field == key) {
        diagnostic = diagnostic.with_help(Message::new("clause.missing-example").text("example", *example));
    }
    problems.push(diagnostic);
}

/// Reports a value of the wrong type; `want` is a word `word.type.…`.
pub(super) fn wrong_type(
    problems: &mut Vec<Diagnostic>,
    table: Table<'_>,
    node: NodeId,
    key: &'static str,
    want: &'static str,
) {
    let message = Message::new("clause.wrong-type")
        .text("field", key)
        .arg("want", Arg::Word(want))
        .arg("found", Arg::Word(type_word(&table.document.node(node).value)));
    wrong_value(problems, table, node, message);
}

/// Reports a value.
pub(super) fn wrong_value(problems: &mut Vec<Diagnostic>, table: Table<'_>, node: NodeId, message: Message) {
    let location = table.document.location(table.document.places(node).primary);
    problems.push(Diagnostic::error("clause/wrong-value", location, message));
}

/// Reports a word that is not in a closed list, with the near one or all of them.
pub(super) fn unknown_word(
    problems: &mut Vec<Diagnostic>,
    table: Table<'_>,
    node: NodeId,
    key: &'static str,
    written: &str,
    known: &[&'static str],
) {
    let message = Message::new("clause.unknown-word").text("field", key).text("word", written);
    let location = table.document.location(table.document.places(node).primary);
    let help = advice(written, known, "clause.near-word", "clause.known-words");
    problems.push(Diagnostic::error("clause/unknown-word", location, message).with_help(help));
}

/// The catalogue word for the type of a value.
pub(super) fn type_word(value: &Value) -> &'static str {
    match value {
        Value::Null => "word.type.nothing",
        Value::Bool(_) => "word.type.bool",
        Value::Number(_) => "word.type.number",
        Value::Text(_) => "word.type.text",
        Value::Date(_) => "word.type.date",
        Value::List => "word.type.list",
        Value::Map => "word.type.table",
    }
}

/// How a required key is written.
const EXAMPLES: [(&str, &str); 11] = [
    ("id", "id = \"sla.acknowledge\""),
    ("kind", "kind = \"internal\""),
    ("in_force", "in_force = \"2026-01-01\""),
    ("owner", "owner = \"head-of-service\""),
    ("version", "version = \"3\""),
    ("approval", "approval = { by = \"board\", date = \"2026-01-01\" }"),
    ("by", "approval = { by = \"board\", date = \"2026-01-01\" }"),
    ("name", "name = \"ack_within\""),
    ("value", "value = 24"),
    ("unit", "unit = \"hour\""),
    ("calendar", "calendar = \"clock\""),
];

fn advice(written: &str, known: &[&'static str], near: &'static str, all: &'static str) -> Message {
    match near::nearest(written, known.iter().copied()) {
        Some(name) => Message::new(near).text("name", name),
        None => Message::new(all).arg("names", Arg::List(known.iter().map(|name| Arc::from(*name)).collect())),
    }
}

/// `YYYY-MM-DD` and nothing else (ISO 8601 calendar date): other spellings read as other days in other countries.
fn day(text: &str) -> Option<Date> {
    let plain = text.len() == 10
        && text
            .bytes()
            .enumerate()
            .all(|(at, byte)| if matches!(at, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() });
    if !plain {
        return None;
    }
    let mut parts = text.split('-');
    let year = parts.next()?.parse().ok()?;
    let month = parts.next()?.parse().ok()?;
    Date::new(year, month, parts.next()?.parse().ok()?).ok()
}
