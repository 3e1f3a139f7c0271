//! Why: configuration, headers, cases and clause files are read from the same arena as everything else. After the shape
//! of a file was checked against its table, these few readers take values out and stay silent about what is not there.

use crate::document::{Document, NodeId, Number, Value};
use crate::message::LocalText;

/// The text under a key.
pub fn text<'a>(document: &'a Document, node: NodeId, key: &str) -> Option<&'a str> {
    document.text(document.get(node, key)?)
}

/// The truth value under a key.
pub fn bool(document: &Document, node: NodeId, key: &str) -> Option<bool> {
    match document.node(document.get(node, key)?).value {
        Value::Bool(value) => Some(value),
        _ => None,
    }
}

/// The whole number under a key, 0 or more.
pub fn count(document: &Document, node: NodeId, key: &str) -> Option<u64> {
    match document.node(document.get(node, key)?).value {
        Value::Number(Number::Int(value)) => value.try_into().ok(),
        _ => None,
    }
}

/// The texts under a key, each with its node; one text stands for a list of one.
pub fn texts<'a>(document: &'a Document, node: NodeId, key: &str) -> Vec<(&'a str, NodeId)> {
    document.get(node, key).map(|list| as_texts(document, list)).unwrap_or_default()
}

/// A node as texts; one text stands for a list of one.
pub fn as_texts(document: &Document, node: NodeId) -> Vec<(&str, NodeId)> {
    match document.node(node).value {
        Value::List => document.children(node).filter_map(|item| Some((document.text(item)?, item))).collect(),
        _ => document.text(node).map(|text| (text, node)).into_iter().collect(),
    }
}

/// The text for people under a key.
pub fn local_text(document: &Document, node: NodeId, key: &str) -> LocalText {
    document.get(node, key).and_then(|node| as_local_text(document, node)).unwrap_or_default()
}

/// A node as text for people: `"…"` or `{ en, zh }`.
pub fn as_local_text(document: &Document, node: NodeId) -> Option<LocalText> {
    match document.node(node).value {
        Value::Text(value) => Some(LocalText::same(document.str(value))),
        Value::Map => Some(LocalText {
            en: text(document, node, "en").map(Into::into),
            zh: text(document, node, "zh").map(Into::into),
        }),
        _ => None,
    }
}

/// The date under a key, written as a date of the format or as text.
pub fn date(document: &Document, node: NodeId, key: &str) -> Option<jiff::civil::Date> {
    let node = document.get(node, key)?;
    match document.node(node).value {
        Value::Date(text) | Value::Text(text) => crate::time::date::parse_date(document.str(text)),
        _ => None,
    }
}
