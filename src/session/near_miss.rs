//! Why: a file that is one slip away from being judged is easily taken for one that was. It is counted as not recognised
//! like any other; this says which file it is and what it lacks.

use std::sync::Arc;

use crate::document::Document;
use crate::field;
use crate::message::{Arg, Message};
use crate::near::nearest;
use crate::schema::KINDS;

/// Most files that are named; where there are more, the slip is in how they are made, and a few show it.
pub(super) const MOST: usize = 5;

/// What a file of no known kind lacks to be of a native one, if it states almost one.
pub(super) fn remark(path: &str, document: &Document) -> Option<Message> {
    let root = document.root();
    // Formats of others have `apiVersion` beside their `kind`.
    if document.get(root, "apiVersion").is_some() {
        return None;
    }
    let kinds: Vec<&str> = KINDS.iter().map(|table| table.name).collect();
    let has_id = document.get(root, "id").is_some();
    match field::text(document, root, "kind") {
        Some(word) if kinds.contains(&word) => {
            (!has_id).then(|| Message::new("note.kind-without-id").text("path", path).text("kind", word))
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
