//! Why: one door for all formats. Whatever the bytes, parsing yields documents (perhaps partial) and a list of
//! problems; it never fails and never panics.

mod csv;
mod fault;
mod json;
pub mod log;
mod quote;
pub(crate) mod slip;
mod toml;
mod xml;
mod yaml;

use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::document::{Document, Limits};
use crate::message::Message;
use crate::source::{Home, Source, SourceId};
use crate::span::Span;
use fault::Fault;

/// A format that ombud reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Format {
    /// TOML 1.0 and 1.1.
    Toml,
    /// YAML 1.2, core schema.
    Yaml,
    /// JSON, RFC 8259.
    Json,
    /// JSON with comments and trailing commas.
    Jsonc,
    /// XML 1.0 with namespaces, for BPMN 2.0.
    Xml,
    /// CSV, RFC 4180, for readings of indicators.
    Csv,
}

/// What came of one file.
#[derive(Debug, Default)]
pub struct Parsed {
    /// Its documents. Never empty, even for a broken file (then perhaps a null root).
    pub documents: Vec<Document>,
    /// Trouble, in file order. A broken file has exactly one with severity error and code
    /// `builtin/unreadable-document`.
    pub problems: Vec<Diagnostic>,
    /// The file is not what its format asks for: its documents are counted and never judged.
    pub broken: bool,
}

/// How many bytes of a file are looked at to tell whether it is a document at all. A first line with the names of columns
/// that is longer is not one that a person wrote.
pub const HEAD: u32 = 4096;

/// Deepest nesting that any configuration can allow. Copying subtrees and turning TOML tables into nodes recurse, and
/// 256 levels fit a thread's smallest customary stack (2 MiB) many times over.
const DEEPEST: u32 = 256;

impl Format {
    /// The format that a path's extension announces: `.toml`, `.yaml`, `.yml`, `.json`, `.jsonc`, `.xml`, `.bpmn`,
    /// `.bpmn2`, `.csv`, in any case of letters. `None` for any other name. What an XML file holds is told by its
    /// namespace; of CSV files, which every program writes, see [`Format::is_told_by_name`].
    pub fn of_path(path: &str) -> Option<Self> {
        let name = path.rsplit(['/', '\\']).next()?;
        let (_, extension) = name.rsplit_once('.')?;
        [
            ("toml", Self::Toml),
            ("yaml", Self::Yaml),
            ("yml", Self::Yaml),
            ("json", Self::Json),
            ("jsonc", Self::Jsonc),
            ("xml", Self::Xml),
            ("bpmn", Self::Xml),
            ("bpmn2", Self::Xml),
            ("csv", Self::Csv),
        ]
        .into_iter()
        .find_map(|(known, format)| extension.eq_ignore_ascii_case(known).then_some(format))
    }

    /// Whether a file with the extension of this format is a document. Of CSV files only those are whose first line names
    /// the columns of readings; all others are files of other programs, of which a report says nothing.
    pub fn is_told_by_name(self) -> bool {
        self != Self::Csv
    }

    /// Whether a file that begins with these bytes (the first [`HEAD`], or all of them) is a document.
    pub fn is_begun_by(self, head: &[u8]) -> bool {
        self.is_told_by_name() || csv::is_begun_by(&Source::new(Home::Workspace, "", head.to_vec()).text)
    }
}

/// Reads one file. Every document is below `limits`; depth is capped at 256 whatever the limits say.
///
/// A file that does not decode, that holds a NUL, or that its grammar refuses is [`Parsed::broken`] and has one
/// problem; repeated keys and the like are problems of a readable file.
pub fn parse(format: Format, source: &Arc<Source>, id: SourceId, limits: Limits) -> Parsed {
    let limits = Limits { depth: limits.depth.min(DEEPEST), ..limits };
    if let Some(fault) = undecoded(source) {
        return fault.into_parsed(Vec::new(), source, id);
    }
    let mut parsed = match format {
        Format::Toml => toml::parse(source, id, limits),
        Format::Yaml => yaml::parse(source, id, limits),
        Format::Json => json::parse(source, id, limits, json::Dialect::Strict),
        Format::Jsonc => json::parse(source, id, limits, json::Dialect::Comments),
        Format::Xml => xml::parse(source, id, limits),
        Format::Csv => csv::parse(source, id, limits),
    };
    slip::tell(format, &mut parsed, source);
    parsed.problems.sort_by_key(|problem| problem.location.map(|location| location.span));
    parsed
}

/// Trouble with the bytes themselves, which no format may overlook: binary files often begin with readable text.
fn undecoded(source: &Source) -> Option<Fault> {
    if let Some(span) = source.undecodable {
        return Some(Fault::new(span, Message::new("parse.undecodable")));
    }
    let bytes = source.text.as_bytes();
    // `contains` searches by words, `position` by bytes; nearly every file needs the first one only.
    let at = if bytes.contains(&0) { bytes.iter().position(|byte| *byte == 0) } else { None }?;
    Some(Fault::new(Span::new(at, at + 1), Message::new("parse.nul")))
}

#[cfg(test)]
mod tests;
