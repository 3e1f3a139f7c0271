//! Why: a file that is one slip away from being judged is easily taken for one that was. It is counted as not recognised
//! like any other; this says which file it is and what it lacks. Of the others it says why no kind is theirs.

use std::sync::Arc;

use crate::config::{Config, KindRule};
use crate::document::{Document, Value, pointer};
use crate::field;
use crate::finding::DocumentRef;
use crate::message::{Arg, Message};
use crate::near::nearest;
use crate::parse::slip;
use crate::schema::KINDS;

/// A document that no rule looks at, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct PassedOver {
    /// The document.
    pub document: DocumentRef,
    /// What it lacks, or why no kind is its.
    pub why: Message,
    /// Whether it is one slip away from being of a kind, so that every report says so.
    pub is_near: bool,
}

/// Most files that are named; where there are more, the slip is in how they are made, and a few show it.
pub(super) const MOST: usize = 5;

/// Quotes that YAML takes for a part of the text, since they only look like its own.
const QUOTES: [char; 6] = ['“', '”', '‘', '’', '„', '＂'];

/// Why a document is of no known kind.
pub(super) fn passed_over(reference: &DocumentRef, document: &Document, config: &Config) -> PassedOver {
    let near = remark(&reference.path, document);
    let is_near = near.is_some();
    let why = near
        .or_else(|| config.kinds.iter().find_map(|rule| almost_declared(document, rule, &reference.path)))
        .unwrap_or_else(|| match field::text(document, document.root(), "kind") {
            Some(word) => Message::new("doctor.kind-of-others").text("kind", word),
            None => Message::new("doctor.no-kind"),
        });
    PassedOver { document: reference.clone(), why, is_near }
}

/// The condition by which a declared kind whose files fit is not that of a document.
fn almost_declared(document: &Document, rule: &KindRule, path: &str) -> Option<Message> {
    if rule.matching.is_empty() || !rule.matching.matches(path) {
        return None;
    }
    let (at, wanted) = rule.where_.iter().find(|(at, wanted)| {
        pointer::find(document, at).is_none_or(|node| match document.node(node).value {
            Value::Text(text) | Value::Date(text) => document.str(text) != &**wanted,
            _ => document.source.slice(document.node(node).span) != &**wanted,
        })
    })?;
    let message = Message::new("doctor.condition").text("name", rule.name.name.clone());
    Some(message.text("pointer", at.clone()).text("wanted", wanted.clone()))
}

/// What a file of no known kind lacks to be of a native one, if it states almost one.
fn remark(path: &str, document: &Document) -> Option<Message> {
    let root = document.root();
    // Formats of others have `apiVersion` beside their `kind`.
    if document.get(root, "apiVersion").is_some() {
        return None;
    }
    let kinds: Vec<&str> = KINDS.iter().map(|table| table.name).collect();
    let has_id = document.get(root, "id").is_some();
    if let Some(line) = line_with_full_width_colon(document) {
        return Some(Message::new("note.kind-colon").text("path", path).number("line", line));
    }
    match field::text(document, root, "kind") {
        Some(word) if kinds.contains(&word) => {
            (!has_id).then(|| Message::new("note.kind-without-id").text("path", path).text("kind", word))
        }
        Some(word) if kinds.contains(&word.trim_matches(QUOTES)) => {
            let meant = word.trim_matches(QUOTES);
            Some(Message::new("note.kind-quotes").text("path", path).text("kind", word).text("near", meant))
        }
        Some(word) => {
            let near = nearest(word, kinds)?;
            Some(Message::new("note.kind-near").text("path", path).text("kind", word).text("near", near))
        }
        // Both are common by themselves; together they are how a document of ours begins.
        None if has_id && document.get(root, "title").is_some() => {
            let kinds = kinds.into_iter().map(Arc::from).collect();
            Some(Message::new("note.no-kind").text("path", path).arg("kinds", Arg::List(kinds)))
        }
        None => None,
    }
}

/// The line, from 1, of a YAML file that was meant to state its kind with a full-width colon: to YAML the whole file is one
/// text then.
fn line_with_full_width_colon(document: &Document) -> Option<usize> {
    if !matches!(document.node(document.root()).value, Value::Text(_)) {
        return None;
    }
    let mut lines = document.source.text.lines().enumerate();
    lines.find_map(|(at, line)| {
        let colon = slip::colon_of_key(line)?;
        let key = line.get(..colon)?.trim();
        matches!(key, "kind" | "id" | "title").then_some(at + 1)
    })
}
