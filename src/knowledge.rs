//! Why: everything that judgement may look at, frozen for one run. Rules get this and nothing else: no file, no clock,
//! no environment.

use std::sync::Arc;

use jiff::civil::Date;

use crate::clause::Scope;
use crate::clause::catalogue::Catalogue;
use crate::config::Config;
use crate::index::Index;
use crate::model::DocumentRef;
use crate::model::read::Seen;
use crate::model::{DocId, Documents, Handle};
use crate::value::Scalar;

/// What judgement may look at.
#[derive(Debug)]
pub struct Knowledge {
    /// Documents that are judged.
    pub documents: Documents,
    /// Their names.
    pub index: Index,
    /// Clauses of the binary and of the workspace.
    pub catalogue: Arc<Catalogue>,
    /// The configuration in force.
    pub config: Arc<Config>,
    /// The day of the run.
    pub as_of: Date,
}

impl Knowledge {
    /// Whose law applies to a document, to which trade, in which capacity: what it states or inherits, else what the
    /// workspace declares.
    pub fn scope(&self, id: DocId) -> Scope {
        let config = &self.config;
        let declared = |words: &[crate::config::Named]| -> Vec<String> {
            words.iter().map(|word| word.name.to_string()).collect()
        };
        let entry = self.documents.get(id);
        let stated = |key: &str| if entry.table.is_some() { self.words(entry.root(id), key) } else { None };
        Scope {
            jurisdictions: stated("jurisdictions").unwrap_or_else(|| declared(&config.jurisdictions)),
            sectors: stated("sectors").unwrap_or_else(|| declared(&config.sectors)),
            acts_as: stated("acts_as").unwrap_or_else(|| declared(&config.acts_as)),
            as_of: self.as_of,
        }
    }

    /// A document by its reference; none for what is no single document.
    pub fn document_of(&self, reference: &DocumentRef) -> Option<DocId> {
        self.documents.iter().find(|(_, entry)| entry.reference == *reference).map(|(id, _)| id)
    }

    /// The scope of a document by its reference; that of the workspace for what is no single document.
    pub fn scope_of(&self, reference: &DocumentRef) -> Scope {
        match self.document_of(reference) {
            Some(id) => self.scope(id),
            None => self.workspace_scope(),
        }
    }

    /// The scope of a rule over the whole workspace.
    pub fn workspace_scope(&self) -> Scope {
        let words = |list: &[crate::config::Named]| list.iter().map(|word| word.name.to_string()).collect();
        let config = &self.config;
        Scope {
            jurisdictions: words(&config.jurisdictions),
            sectors: words(&config.sectors),
            acts_as: words(&config.acts_as),
            as_of: self.as_of,
        }
    }

    /// The texts of a list in a document, without their places.
    pub fn texts(&self, list: Handle) -> Vec<Arc<str>> {
        self.documents
            .items(list)
            .filter_map(|item| match self.documents.read(item) {
                Seen::Scalar(Scalar::Text(text)) => Some(Arc::from(&*text)),
                _ => None,
            })
            .collect()
    }

    /// The cases that a document handles; `None` when it does not say.
    pub fn case_types(&self, id: DocId) -> Option<Vec<String>> {
        let entry = self.documents.get(id);
        entry.table.is_some().then(|| self.words(entry.root(id), "case_types")).flatten()
    }

    /// The words of a list below a value, or the one word that stands for it; `None` when nothing is stated.
    pub fn words(&self, below: Handle, key: &str) -> Option<Vec<String>> {
        match self.documents.follow(below, key) {
            (Seen::Node(list), _) => Some(self.texts(list).iter().map(std::string::ToString::to_string).collect()),
            (Seen::Scalar(Scalar::Text(text)), _) => Some(vec![text.into_owned()]),
            _ => None,
        }
    }
}
