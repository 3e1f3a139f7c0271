//! Why: tests of many modules read small texts and lay them beside tables; they do it one way.

use std::sync::Arc;

use ombud::diagnostic::Diagnostic;
use ombud::document::{Document, Limits, NodeId, Number, Value};
use ombud::message::{Arg, Message};
use ombud::parse::{Format, parse};
use ombud::schema::check::{Mode, Subject, check};
use ombud::schema::{Type, kind};
use ombud::source::{Home, Source, SourceId};

/// Reads a text of one document that must be free of syntax trouble.
pub fn read(format: Format, text: &str) -> Document {
    let source = Arc::new(Source::from_text(Home::Workspace, "test", text));
    let mut parsed = parse(format, &source, SourceId(0), Limits::default());
    assert!(parsed.problems.is_empty(), "{text}\n{:?}", parsed.problems);
    assert_eq!(parsed.documents.len(), 1, "{text}");
    parsed.documents.remove(0)
}

/// Checks a native document as the kind that it says it is.
pub fn check_native(document: &Document) -> Vec<Diagnostic> {
    let word = document.get(document.root(), "kind").and_then(|node| document.text(node)).unwrap_or("process");
    let table = kind(word).unwrap_or_else(|| panic!("no kind {word}"));
    check(document, document.root(), table, &Mode { subject: Subject::Document, scalar })
}

/// A reader of typed scalars, as rough as the examples need it.
pub fn scalar(ty: &Type, text: &str) -> Result<(), Message> {
    let digits = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
    let fits = match ty {
        Type::Duration => {
            text.split_once(' ').is_some_and(|(amount, unit)| digits(amount) && unit.ends_with(char::is_alphabetic))
        }
        Type::Date => text.len() == 10 && text.split('-').all(digits),
        Type::Percent => text.strip_suffix('%').is_some_and(|number| number.parse::<f64>().is_ok()),
        Type::Money => text.split_once(' ').is_some_and(|(amount, currency)| digits(amount) && currency.len() == 3),
        Type::Hours => text.contains(['/', ':']),
        Type::Zone => text.contains('/'),
        _ => true,
    };
    if fits { Ok(()) } else { Err(Message::new("test.scalar").arg("text", Arg::Text(text.into()))) }
}

/// A document as JSON; dates become text, as they do in any JSON file.
pub fn json(document: &Document, node: NodeId) -> serde_json::Value {
    match document.node(node).value {
        Value::Null => serde_json::Value::Null,
        Value::Bool(value) => value.into(),
        Value::Number(Number::Int(value)) => value.into(),
        Value::Number(Number::Float(value)) => value.into(),
        Value::Text(text) | Value::Date(text) => document.str(text).into(),
        Value::List => document.children(node).map(|child| json(document, child)).collect(),
        Value::Map => document
            .children(node)
            .map(|child| (document.key(child).unwrap_or_default().to_owned(), json(document, child)))
            .collect::<serde_json::Map<_, _>>()
            .into(),
    }
}
