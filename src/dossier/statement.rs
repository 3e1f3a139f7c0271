//! Why: some duties leave no trace in any file: that a board met, that a lock hangs on a door. What a person states about
//! them is shown as that person's word, for as long as it says that it holds, and never as something that was checked.

use std::sync::Arc;

use jiff::civil::Date;

use super::{date, plain, text};
use crate::knowledge::Knowledge;
use crate::message::LocalText;
use crate::model::read::Seen;
use crate::model::{DocId, DocumentRef, Handle};

/// What a person states.
#[derive(Clone, Debug)]
pub struct Statement {
    /// Name of the statement in its document.
    pub id: Arc<str>,
    /// The document.
    pub document: DocumentRef,
    /// Id of the clause that it is about.
    pub clause: Option<Arc<str>>,
    /// What is stated.
    pub text: Option<LocalText>,
    /// Who states it.
    pub by: Option<Arc<str>>,
    /// When it was stated.
    pub on: Option<Date>,
    /// The last day on which it holds.
    pub valid_until: Option<Date>,
    /// What shows it: a path, and the SHA-256 that the file should have.
    pub evidence: Vec<(Arc<str>, Option<Arc<str>>)>,
    /// Whether it holds on the day of the run.
    pub validity: Validity,
}

/// Whether a statement holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Validity {
    /// It says who states it since when, and its time has not run out.
    Holds,
    /// Its time has run out.
    Expired,
    /// It does not say what is stated, who states it, when, or, in a way that can be read, until when.
    Incomplete,
    /// It was made after the day of the run.
    Later,
}

impl Statement {
    /// Whether it holds on the day of the run.
    pub fn holds(&self) -> bool {
        self.validity == Validity::Holds
    }
}

/// The statements of all organisation documents, in the order of files.
pub(super) fn statements(knowledge: &Knowledge) -> Vec<Statement> {
    let documents = &knowledge.documents;
    let mut list = Vec::new();
    for (id, entry) in documents.iter() {
        if entry.reference.kind.as_deref() != Some("organisation") || documents.is_retired(id) {
            continue;
        }
        if let Seen::Node(table) = documents.follow(entry.root(id), "statements").0 {
            list.extend(documents.items(table).filter_map(|item| statement(knowledge, id, item)));
        }
    }
    list
}

fn statement(knowledge: &Knowledge, document: DocId, at: Handle) -> Option<Statement> {
    let documents = &knowledge.documents;
    let Seen::Node(item) = documents.at(at).0 else { return None };
    let (by, on) = (plain(documents, item, "by").filter(|by| !by.trim().is_empty()), date(documents, item, "on"));
    let valid_until = date(documents, item, "valid_until");
    let is_endless = matches!(documents.follow(item, "valid_until").0, Seen::Missing);
    let said = text(documents, item, "text");
    // What cannot be read may have run out, and what does not say what is stated states nothing.
    let is_whole = said.is_some() && (valid_until.is_some() || is_endless);
    let validity = match (&by, on, valid_until) {
        (None, ..) | (_, None, _) => Validity::Incomplete,
        _ if !is_whole => Validity::Incomplete,
        (_, Some(on), _) if on > knowledge.as_of => Validity::Later,
        (_, _, Some(until)) if until < knowledge.as_of => Validity::Expired,
        _ => Validity::Holds,
    };
    let evidence = match documents.follow(item, "evidence").0 {
        Seen::Node(list) => documents
            .items(list)
            .filter_map(|own| match documents.at(own).0 {
                Seen::Node(own) => Some((plain(documents, own, "path")?, plain(documents, own, "sha256"))),
                _ => None,
            })
            .collect(),
        _ => Vec::new(),
    };
    Some(Statement {
        id: documents.tree(&at).key(at.node).unwrap_or_default().into(),
        document: documents.get(document).reference.clone(),
        clause: plain(documents, item, "clause"),
        text: said,
        by,
        on,
        valid_until,
        evidence,
        validity,
    })
}
