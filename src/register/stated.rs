//! Why: a register is full of values of a few types, each of which must keep its place and may be missing. These readers
//! take what the model's view gives; what it cannot read is as if it were missing, since the check of the file tells of it.

use std::sync::Arc;

use jiff::civil::Date;

use super::Stated;
use crate::diagnostic::Location;
use crate::message::LocalText;
use crate::model::read::Seen;
use crate::model::{Documents, Handle, Spot};
use crate::time::duration::Duration;
use crate::value::Scalar;

/// A text, which may be written in two languages.
pub(super) fn local(documents: &Documents, below: Handle, key: &str) -> Option<Stated<LocalText>> {
    let (seen, spot) = documents.follow(below, key);
    let value = match seen {
        Seen::Scalar(Scalar::Text(text)) => LocalText::same(&text),
        Seen::Node(node) => {
            let one = |lang| text(documents, node, lang).map(|stated| stated.value);
            LocalText { en: one("en"), zh: one("zh") }
        }
        _ => return None,
    };
    (!value.is_empty()).then(|| Stated { value, location: place(documents, &spot) })
}

/// A text or a word.
pub(super) fn text(documents: &Documents, below: Handle, key: &str) -> Option<Stated<Arc<str>>> {
    match documents.follow(below, key) {
        (Seen::Scalar(Scalar::Text(text)), spot) => Some(at(documents, &spot, Arc::from(&*text))),
        _ => None,
    }
}

/// The texts of a list.
pub(super) fn texts(documents: &Documents, below: Handle, key: &str) -> Vec<Stated<Arc<str>>> {
    match documents.follow(below, key) {
        (Seen::Node(list), _) => documents
            .items(list)
            .filter_map(|item| Some(at(documents, &Spot::At(item), own(documents, item)?)))
            .collect(),
        _ => Vec::new(),
    }
}

/// A whole number.
pub(super) fn whole(documents: &Documents, below: Handle, key: &str) -> Option<Stated<i64>> {
    match documents.follow(below, key) {
        (Seen::Scalar(Scalar::Int(value)), spot) => Some(at(documents, &spot, value)),
        _ => None,
    }
}

/// A date.
pub(super) fn date(documents: &Documents, below: Handle, key: &str) -> Option<Stated<Date>> {
    match documents.follow(below, key) {
        (Seen::Scalar(Scalar::Date(value)), spot) => Some(at(documents, &spot, value)),
        _ => None,
    }
}

/// A length of time.
pub(super) fn duration(documents: &Documents, below: Handle, key: &str) -> Option<Stated<Arc<Duration>>> {
    match documents.follow(below, key) {
        (Seen::Scalar(Scalar::Duration(value)), spot) => Some(at(documents, &spot, value)),
        _ => None,
    }
}

/// A table or list.
pub(super) fn table(documents: &Documents, below: Handle, key: &str) -> Option<Handle> {
    match documents.follow(below, key) {
        (Seen::Node(node), _) => Some(node),
        _ => None,
    }
}

/// The entries of a table of named things: id, place of the key, and the entry itself. One that is no entry has no
/// handle to read; its name is there all the same.
pub(super) fn entries(documents: &Documents, below: Handle, key: &str) -> Vec<(Arc<str>, Location, Handle)> {
    let Some(named) = table(documents, below, key) else { return Vec::new() };
    let entry = |item: Handle| {
        let id = documents.tree(&item).key(item.node)?;
        let handle = match documents.read(item) {
            Seen::Node(inner) => inner,
            _ => item,
        };
        Some((Arc::from(id), place(documents, &Spot::Key(item)), handle))
    };
    documents.items(named).filter_map(entry).collect()
}

/// The text of an item of a list.
pub(super) fn own(documents: &Documents, item: Handle) -> Option<Arc<str>> {
    match documents.read(item) {
        Seen::Scalar(Scalar::Text(text)) => Some(Arc::from(&*text)),
        _ => None,
    }
}

pub(super) fn place(documents: &Documents, spot: &Spot) -> Location {
    documents.pointed(spot).location
}

pub(super) fn at<T>(documents: &Documents, spot: &Spot, value: T) -> Stated<T> {
    Stated { value, location: place(documents, spot) }
}
