//! Why: what a log calls things is known to those who keep it, and is said once, in the configuration: which process it
//! shows, which column is which, which activity is which step. Whether columns and steps are there shows when the log is
//! read, so everything keeps its place until then.

use std::sync::Arc;

use super::raw::Reader;
use super::{Named, Patterns};
use crate::document::NodeId;
use crate::parse::log::LogFormat;

/// A log that the workspace declares.
#[derive(Clone, Debug)]
pub struct LogRule {
    /// Its name.
    pub name: Named,
    /// Files that are logs of this kind.
    pub files: Option<Patterns>,
    /// The process that it shows.
    pub process: Option<Named>,
    /// Its shape.
    pub format: Option<LogFormat>,
    /// The zone in which its times are meant where they do not say.
    pub time_zone: Option<Named>,
    /// What a column holds, and its name.
    pub columns: Vec<(Arc<str>, Named)>,
    /// An activity of the log, and the step or milestone that it is.
    pub activities: Vec<(Named, Named)>,
}

/// The logs that a file declares.
pub(super) fn read(reader: &mut Reader<'_>, root: NodeId) -> Vec<LogRule> {
    let document = reader.document;
    let Some(table) = document.get(root, "logs") else { return Vec::new() };
    document.children(table).filter_map(|node| log(reader, node)).collect()
}

fn log(reader: &mut Reader<'_>, node: NodeId) -> Option<LogRule> {
    let document = reader.document;
    let key = |node: NodeId| {
        let name = document.key(node)?.into();
        Some(Named { name, location: document.location(document.key_span(node)) })
    };
    let entries = |reader: &Reader<'_>, under: &str| -> Vec<(Named, Named)> {
        let Some(table) = document.get(node, under) else { return Vec::new() };
        let entry = |entry: NodeId| {
            let key = key(entry)?;
            let value = reader.named(table, &key.name)?;
            Some((key, value))
        };
        document.children(table).filter_map(entry).collect()
    };
    let columns = entries(reader, "columns").into_iter().map(|(key, column)| (key.name, column)).collect();
    let activities = entries(reader, "activities");
    Some(LogRule {
        name: key(node)?,
        files: reader.patterns(node, "files"),
        process: reader.named(node, "process"),
        format: reader.named(node, "format").and_then(|word| LogFormat::parse(&word.name)),
        time_zone: reader.named(node, "time_zone"),
        columns,
        activities,
    })
}
