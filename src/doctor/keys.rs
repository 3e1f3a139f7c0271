//! Why: a setting that surprises is looked for by its key. Each is listed with the value in force and the line that
//! says so, and those that nobody wrote with the value that holds all the same.

use crate::config::Config;
use crate::config::shape::CONFIG;
use crate::diagnostic::Location;
use crate::document::{Document, NodeId, Value};
use crate::rule::budget;
use crate::schema::Type;

/// One key of the configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// Its path, as it would be written: `kinds.desk.match`, `policies."pack/name".severity`, `overrides[0].paths`.
    pub name: String,
    /// The value as written, or the one that holds where nothing is written; `None` where that is none at all.
    pub value: Option<String>,
    /// Where it is written; `None` for a default.
    pub at: Option<Location>,
}

/// Tables whose entries are looked up by name: of each name the nearest file counts as a whole.
const NAMED: [&str; 2] = ["kinds", "logs"];

/// Tables and lists to which every file adds, the base first; of two that match the later one counts.
const ADDED: [&str; 2] = ["policies", "overrides"];

/// Every key of the configuration, in the order of its table.
pub(super) fn in_force(config: &Config) -> Vec<Key> {
    let mut list = Vec::new();
    for field in CONFIG.fields.iter().filter(|field| field.name != "extends") {
        let stated: Vec<(&Document, NodeId)> = config
            .files
            .iter()
            .filter_map(|document| Some((&**document, document.get(document.root(), field.name)?)))
            .collect();
        let before = list.len();
        match field.ty {
            _ if ADDED.contains(&field.name) => {
                stated.iter().rev().for_each(|(document, node)| leaves(document, *node, field.name, &mut list));
            }
            _ if NAMED.contains(&field.name) => named(&stated, field.name, &mut list),
            Type::Table(table) => {
                for inner in table.fields {
                    let name = format!("{}.{}", field.name, inner.name);
                    let nearest =
                        stated.iter().find_map(|(document, node)| Some((*document, document.get(*node, inner.name)?)));
                    list.push(one(config, name, nearest));
                }
            }
            _ => list.push(one(config, field.name.to_owned(), stated.first().copied())),
        }
        if list.len() == before {
            list.push(one(config, field.name.to_owned(), None));
        }
    }
    list
}

fn one(config: &Config, name: String, stated: Option<(&Document, NodeId)>) -> Key {
    match stated {
        Some((document, node)) => key(document, node, name),
        None => Key { value: default(config, &name), name, at: None },
    }
}

fn key(document: &Document, node: NodeId, name: String) -> Key {
    let value = document.source.slice(document.node(node).span).to_owned();
    Key { name, value: Some(value), at: Some(document.location(document.key_span(node))) }
}

fn named(stated: &[(&Document, NodeId)], under: &str, list: &mut Vec<Key>) {
    let mut known: Vec<&str> = Vec::new();
    for (document, table) in stated {
        for node in document.children(*table) {
            let Some(name) = document.key(node).filter(|name| !known.contains(name)) else { continue };
            known.push(name);
            leaves(document, node, &format!("{under}.{}", part(name)), list);
        }
    }
}

/// The values below a node that are no tables themselves.
fn leaves(document: &Document, node: NodeId, name: &str, list: &mut Vec<Key>) {
    let is_table = |node: NodeId| matches!(document.node(node).value, Value::Map);
    let is_list_of_tables =
        matches!(document.node(node).value, Value::List) && document.children(node).next().is_some_and(is_table);
    if is_table(node) {
        for child in document.children(node) {
            leaves(document, child, &format!("{name}.{}", part(document.key(child).unwrap_or_default())), list);
        }
    } else if is_list_of_tables {
        for (at, child) in document.children(node).enumerate() {
            leaves(document, child, &format!("{name}[{at}]"), list);
        }
    } else {
        list.push(key(document, node, name.to_owned()));
    }
}

/// One part of a path, in quotes where TOML asks for them.
fn part(key: &str) -> String {
    let is_bare = !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
    if is_bare { key.to_owned() } else { format!("{key:?}") }
}

/// The value that holds where nothing is written.
fn default(config: &Config, name: &str) -> Option<String> {
    let limits = config.limits;
    Some(match name {
        "include" => "[\"**\"]".to_owned(),
        "gitignore" => config.gitignore.to_string(),
        "pack_paths" => "[\"policies\"]".to_owned(),
        "clause_files" => "[\"clauses/*.toml\"]".to_owned(),
        "lang" => "[\"en\"]".to_owned(),
        "time_zone" => "\"UTC\"".to_owned(),
        "fail_on" => "\"error\"".to_owned(),
        "limits.bytes" => limits.bytes.to_string(),
        "limits.depth" => limits.depth.to_string(),
        "limits.nodes" => limits.nodes.to_string(),
        "limits.steps" => config.steps.unwrap_or(budget::CEILING).to_string(),
        _ => return None,
    })
}
