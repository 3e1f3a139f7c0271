//! Why: an organisation is bound by more than law: by its own service promises and by contracts. Such clauses stand in
//! `clauses/*.toml` in the form of the built-in catalogue, so that a rule cites them in the same way, and somebody
//! answers for each.
//!
//! A clause with any fault is not taken in: half a duty is a wrong duty. Its id is kept apart, so that a rule which cites
//! it is not reported as citing something unknown.

mod entry;
mod field;
mod parameter;

use std::collections::HashMap;
use std::sync::Arc;

use super::{Catalogue, Clause};
use crate::diagnostic::{Diagnostic, Location};
use crate::document::{Document, NodeId, Number, Value};
use crate::message::{Arg, Message};
use field::Table;

/// What came of the clause files of a workspace.
#[derive(Debug, Default)]
pub struct Read {
    /// The clauses without fault, in the order of files and entries.
    pub clauses: Vec<Clause>,
    /// Trouble, in the same order. Codes begin with `clause/`.
    pub problems: Vec<Diagnostic>,
    /// Ids of clauses that were not taken in.
    pub refused: Vec<Arc<str>>,
}

/// Keys of a clause file beside its clauses.
const FILE_KEYS: [&str; 3] = ["schema", "clause", "x"];

/// Reads the clause files of one workspace. All of them together, because an id is unique over the workspace and the
/// built-in catalogue.
pub fn read<'a>(documents: impl IntoIterator<Item = &'a Document>) -> Read {
    let mut read = Read::default();
    let mut seen = HashMap::new();
    for document in documents {
        let root = Table { document, node: document.root() };
        if !matches!(document.node(root.node).value, Value::Map | Value::Null) {
            field::wrong_type(&mut read.problems, root, root.node, "clause", "word.type.table");
            continue;
        }
        field::check_keys(&mut read.problems, root, &FILE_KEYS);
        if !is_schema_known(&mut read.problems, root) {
            continue;
        }
        let entries = entries(root);
        if entries.is_empty() {
            let location = document.location(document.places(root.node).primary);
            read.problems.push(Diagnostic::warning("clause/empty-file", location, Message::new("clause.no-entry")));
        }
        for node in entries {
            take(&mut read, &mut seen, Table { document, node });
        }
    }
    read
}

/// Reads one entry and files it as sound or refused.
fn take(read: &mut Read, seen: &mut HashMap<Arc<str>, Location>, table: Table<'_>) {
    let before = read.problems.len();
    if !matches!(table.document.node(table.node).value, Value::Map) {
        field::wrong_type(&mut read.problems, table, table.node, "clause", "word.type.table");
        return;
    }
    let Some((id, location)) = entry::id(&mut read.problems, table) else {
        // What else is wrong with it is still worth a line each.
        entry::read(&mut read.problems, table, "".into(), table.document.location(table.place()));
        return;
    };
    check_unique(&mut read.problems, seen, &id, location);
    let clause = entry::read(&mut read.problems, table, id.clone(), location);
    match clause {
        Some(clause) if read.problems.len() == before => read.clauses.push(clause),
        _ => read.refused.push(id),
    }
}

fn check_unique(
    problems: &mut Vec<Diagnostic>,
    seen: &mut HashMap<Arc<str>, Location>,
    id: &Arc<str>,
    location: Location,
) {
    if let Some(builtin) = Catalogue::builtin().get(id) {
        let message = Message::new("clause.id-taken")
            .text("id", id.clone())
            .arg("instrument", Arg::Local(builtin.instrument.clone()))
            .arg("clause", Arg::Local(builtin.clause.clone()));
        problems.push(Diagnostic::error("clause/duplicate-id", location, message));
    }
    if let Some(first) = seen.get(id) {
        let message = Message::new("clause.duplicate-id").text("id", id.clone());
        let diagnostic = Diagnostic::error("clause/duplicate-id", location, message)
            .with_related(*first, Message::new("clause.first-here").text("id", id.clone()));
        problems.push(diagnostic);
    } else {
        seen.insert(id.clone(), location);
    }
}

/// The entries of a file; a single table stands for a list of one.
fn entries(root: Table<'_>) -> Vec<NodeId> {
    let Some(node) = root.document.get(root.node, "clause") else { return Vec::new() };
    match root.document.node(node).value {
        Value::List => root.document.children(node).collect(),
        _ => vec![node],
    }
}

/// Whether the file is of a version that is read here. The clauses of any other could mean something else.
fn is_schema_known(problems: &mut Vec<Diagnostic>, root: Table<'_>) -> bool {
    let Some(node) = root.document.get(root.node, "schema") else { return true };
    if root.document.node(node).value == Value::Number(Number::Int(1)) {
        return true;
    }
    let found = root.document.source.slice(root.document.places(node).primary);
    field::wrong_value(problems, root, node, Message::new("clause.schema-version").text("found", found));
    false
}

#[cfg(test)]
mod tests;
