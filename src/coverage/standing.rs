//! Why: whose law applies is said by the workspace, by its organisation documents, or by a single file. Whoever asks
//! about a clause is told that it binds elsewhere only where none of them is bound by it.

use std::sync::Arc;

use crate::clause::{Clause, OutOfScope, in_scope};
use crate::knowledge::Knowledge;

/// Whom a clause binds here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Whoever the configuration speaks of.
    Workspace,
    /// Only what these files speak of: organisation documents where there are such among them, else single documents.
    Files(Vec<Arc<str>>),
    /// Nobody; of the reasons for the workspace and its files, that of the one which comes nearest.
    Nobody(OutOfScope),
}

/// Whom a clause binds here.
pub fn standing(knowledge: &Knowledge, clause: &Clause) -> Standing {
    let mut reason = match in_scope(clause, &knowledge.workspace_scope()) {
        Ok(()) => return Standing::Workspace,
        Err(reason) => reason,
    };
    let (mut organisations, mut documents) = (Vec::new(), Vec::new());
    for (id, entry) in knowledge.documents.iter().filter(|(_, entry)| entry.completes.is_none()) {
        match in_scope(clause, &knowledge.scope(id)) {
            Ok(()) if entry.reference.kind.as_deref() == Some("organisation") => {
                organisations.push(entry.reference.path.clone());
            }
            Ok(()) => documents.push(entry.reference.path.clone()),
            Err(other) => reason = reason.max(other),
        }
    }
    let mut files = if organisations.is_empty() { documents } else { organisations };
    files.dedup();
    if files.is_empty() { Standing::Nobody(reason) } else { Standing::Files(files) }
}
