//! Why: a clean answer about the files that are there says nothing of the file that should be there. An organisation may
//! list what it ought to have; what is missing, and what nobody listed, is told apart.

use std::collections::HashSet;
use std::sync::Arc;

use super::{plain, text};
use crate::knowledge::Knowledge;
use crate::message::LocalText;
use crate::model::read::Seen;
use crate::model::{DocId, DocumentRef, Entry};

/// What should be there, and what is.
#[derive(Clone, Debug, Default)]
pub struct Inventory {
    /// What organisations list.
    pub expected: Vec<Expected>,
    /// Judged documents that no list names; only told where there is a list.
    pub unlisted: Vec<DocumentRef>,
}

/// One item of a list.
#[derive(Clone, Debug)]
pub struct Expected {
    /// Its name in the list.
    pub id: Arc<str>,
    /// What it is called.
    pub title: Option<LocalText>,
    /// Kind of document.
    pub kind: Option<Arc<str>>,
    /// Where it should be: `kind:id` or a path.
    pub wanted: Option<Arc<str>>,
    /// The document that is there.
    pub found: Option<DocumentRef>,
}

/// The lists of all organisation documents against the documents.
pub(super) fn inventory(knowledge: &Knowledge) -> Inventory {
    let documents = &knowledge.documents;
    let mut expected = Vec::new();
    for (id, entry) in documents.iter() {
        if entry.reference.kind.as_deref() != Some("organisation") || documents.is_retired(id) {
            continue;
        }
        let Seen::Node(list) = documents.follow(entry.root(id), "inventory").0 else { continue };
        for at in documents.items(list) {
            let Seen::Node(item) = documents.at(at).0 else { continue };
            let wanted = plain(documents, item, "where");
            let kind = plain(documents, item, "kind");
            expected.push(Expected {
                id: documents.tree(&at).key(at.node).unwrap_or_default().into(),
                title: text(documents, item, "title"),
                found: wanted
                    .as_deref()
                    .and_then(|wanted| find(knowledge, wanted))
                    .filter(|found| kind.is_none() || found.kind == kind),
                wanted,
                kind,
            });
        }
    }
    let listed: HashSet<(Arc<str>, u32)> =
        expected.iter().filter_map(|item| item.found.as_ref()).map(|found| (found.path.clone(), found.index)).collect();
    let unlisted = documents
        .iter()
        .filter(|(_, entry)| !expected.is_empty() && entry.completes.is_none())
        .map(|(_, entry)| &entry.reference)
        .filter(|reference| !listed.contains(&(reference.path.clone(), reference.index)))
        .cloned()
        .collect();
    Inventory { expected, unlisted }
}

/// A document by `kind:id`, or the first of a path. Of two with one name neither is meant for certain, and one that is
/// retired is no longer there.
fn find(knowledge: &Knowledge, wanted: &str) -> Option<DocumentRef> {
    let documents = &knowledge.documents;
    if let Some((kind, id)) = wanted.split_once(':') {
        return match knowledge.index.find(kind, id) {
            [one] if !documents.is_retired(*one) => Some(documents.get(*one).reference.clone()),
            _ => None,
        };
    }
    let is_it = |(id, entry): &(DocId, &Entry)| *entry.reference.path == *wanted && !documents.is_retired(*id);
    documents.iter().find(is_it).map(|(_, entry)| entry.reference.clone())
}
