//! Why: whoever begins with a folder full of files wants to know what ombud makes of them before writing a line. Only
//! what the files show is said: what is read as it is, and of everything else its keys, so that a person can say what
//! they mean. Nothing is guessed.

pub mod register;
pub mod risks;
mod vocabulary;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::config::layer::layer;
use crate::discover::{discover, is_document};
use crate::document::{Document, Limits, NodeId};
use crate::files::Files;
use crate::model::kind::{Recognised, recognise};
use crate::parse::{Format, Parsed, parse};
use crate::source::{Home, Source, SourceId};
pub use vocabulary::Vocabulary;

/// What a folder holds.
#[derive(Debug, Default)]
pub struct Seen {
    /// How many files of each format there are, by the name of the format.
    pub formats: BTreeMap<&'static str, usize>,
    /// How many of these files lie in plain sight, and not in or as something whose name begins with a dot, as settings of
    /// other tools do.
    pub in_sight: usize,
    /// How many documents of each kind are read as they are: a native kind, or `bpmn` for drawn processes.
    pub known: BTreeMap<String, usize>,
    /// Files that cannot be read, by path.
    pub unreadable: Vec<String>,
    /// Words of others: documents of no known kind, put together by what they hold.
    pub vocabularies: Vec<Vocabulary>,
    /// Names that documents of native kinds declare already, by the table in which they stand.
    pub declared: BTreeSet<(&'static str, String)>,
    /// Ids of native documents of kind `data`.
    pub data_ids: BTreeSet<String>,
}

/// Tables whose names matter to what is written beside them.
const TABLES: [&str; 2] = ["purposes", "datasets"];

/// Looks through a folder that has no configuration.
pub fn look(files: &dyn Files) -> Seen {
    let config = layer(Vec::new(), Vec::new());
    let mut seen = Seen::default();
    let mut strangers: Vec<(Format, Arc<Document>)> = Vec::new();
    let mut found = discover(files, &config).documents;
    found.retain(|(file, format)| is_document(files, &file.path, *format));
    for (at, (file, format)) in found.iter().enumerate() {
        *seen.formats.entry(name(*format)).or_default() += 1;
        seen.in_sight += usize::from(!file.path.split('/').any(|part| part.starts_with('.')));
        let Ok(bytes) = files.read(&file.path, config.limits.bytes) else {
            seen.unreadable.push(file.path.clone());
            continue;
        };
        let source = Arc::new(Source::new(Home::Workspace, file.path.clone(), bytes));
        let Parsed { documents, broken, .. } = parse(*format, &source, SourceId(at as u32), Limits::default());
        if broken {
            seen.unreadable.push(file.path.clone());
            continue;
        }
        for document in documents.into_iter().map(Arc::new) {
            match recognise(&document, &config) {
                Recognised::As(entry) => {
                    let word = entry.declared.as_deref().or(entry.reference.kind.as_deref()).unwrap_or_default();
                    *seen.known.entry(word.to_owned()).or_default() += 1;
                    declared(&document, &mut seen);
                    if word == "data" {
                        seen.data_ids.extend(entry.reference.id.as_deref().map(str::to_owned));
                    }
                }
                Recognised::Not(_) | Recognised::Several(..) => strangers.push((*format, document)),
                Recognised::TooLarge(..) => seen.unreadable.push(file.path.clone()),
            }
        }
    }
    let all = found.iter().map(|(file, _)| file.path.as_str()).collect();
    seen.vocabularies = vocabulary::group(&strangers, &all);
    seen
}

fn declared(document: &Document, seen: &mut Seen) {
    for table in TABLES {
        let node: Option<NodeId> = document.get(document.root(), table);
        let names = node.into_iter().flat_map(|node| document.children(node)).filter_map(|child| document.key(child));
        seen.declared.extend(names.map(|name| (table, name.to_owned())));
    }
}

/// The name of a format, as people write it.
fn name(format: Format) -> &'static str {
    match format {
        Format::Toml => "TOML",
        Format::Yaml => "YAML",
        Format::Json | Format::Jsonc => "JSON",
        Format::Xml => "XML",
        Format::Csv => "CSV",
    }
}
