//! Why: what was found out becomes text here and nowhere else. A renderer is a pure function of a report and a style:
//! no terminal, locale or clock is looked at, so the same report gives the same bytes everywhere. The shells decide the
//! style.

pub mod catalogue;
pub mod citation;
pub mod concise;
pub mod escape;
pub mod frame;
pub mod human;
pub mod json;
pub mod pages;
mod paint;
#[cfg(test)]
mod sample;
mod title;
mod wrap;

use crate::diagnostic::Diagnostic;
use crate::message::Lang;
use crate::report::Report;
use crate::source::{Home, Source, Sources};

/// An output format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// For people: frames, help, clauses, summary.
    Human,
    /// One line a finding, for editors and `grep`.
    Concise,
    /// The machine format, version 1.
    JsonV1,
}

/// How text for people looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// The reader's language.
    pub lang: Lang,
    /// Whether colours are used. Nothing is said by colour alone.
    pub color: Color,
    /// Columns of the terminal. Text is wrapped and source lines are cut to it.
    pub width: usize,
    /// How many findings are shown in full by the human format; `None` for all.
    pub max_findings: Option<usize>,
    /// What frames are drawn with.
    pub graphics: Graphics,
}

/// Whether colours are used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Color {
    /// ANSI colours.
    Always,
    /// None.
    Never,
}

/// What frames are drawn with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Graphics {
    /// Box-drawing characters.
    Unicode,
    /// Characters of ASCII.
    Ascii,
}

impl Format {
    /// Reads the name of a format; `json` is the newest version of it.
    pub fn parse(name: &str) -> Option<Self> {
        match name {
            "human" => Some(Self::Human),
            "concise" => Some(Self::Concise),
            "json-v1" | "json" => Some(Self::JsonV1),
            _ => None,
        }
    }

    /// The name of a format.
    pub fn name(self) -> &'static str {
        match self {
            Self::Human => "human",
            Self::Concise => "concise",
            Self::JsonV1 => "json-v1",
        }
    }
}

impl Style {
    /// Findings shown in full unless asked otherwise.
    pub const MAX_FINDINGS: usize = 50;

    /// What a pipe or a file gets: no colour, 100 columns, box-drawing characters.
    pub fn plain(lang: Lang) -> Self {
        let max_findings = Some(Self::MAX_FINDINGS);
        Self { lang, color: Color::Never, width: 100, max_findings, graphics: Graphics::Unicode }
    }
}

/// A report in a format, ending with a line end.
pub fn render(report: &Report, format: Format, style: &Style) -> String {
    match format {
        Format::Human => human::human(report, style),
        Format::Concise => concise::concise(report, style),
        Format::JsonV1 => json::json(report, style.lang),
    }
}

/// Trouble that came before there was a report (a broken configuration, say), in the look of the human format.
pub fn diagnostics(list: &[Diagnostic], sources: &Sources, style: &Style) -> String {
    human::diagnostics(list, sources, style)
}

/// The path of a source as shown to people: made visible, files of the binary marked as such.
pub(crate) fn shown_path(source: &Source) -> String {
    let path = escape::visible(&source.path);
    match source.home {
        Home::Workspace => path.into_owned(),
        Home::Builtin => format!("builtin:{path}"),
    }
}

/// `path:line:column` of a place, in characters.
pub(crate) fn shown_place(source: &Source, offset: u32) -> String {
    let place = source.place(offset);
    format!("{}:{}:{}", shown_path(source), place.line, place.column)
}

/// Every JSON Schema that ombud publishes: file name and content, in order of name.
pub fn schema_files() -> Vec<(&'static str, serde_json::Value)> {
    use crate::schema::json::json_schema;
    let mut files = crate::schema::files::files();
    files.push(("ombud-config.schema.json", json_schema(&crate::config::shape::CONFIG, "ombud: ombud.toml")));
    files.push(("ombud-policy.schema.json", json_schema(&crate::policy::shape::HEADER, "ombud: header of a policy")));
    files.push(("ombud-pack.schema.json", json_schema(&crate::policy::shape::PACK, "ombud: pack.toml")));
    files.push(("ombud-cases.schema.json", json_schema(&crate::policy::shape::CASES, "ombud: cases of a policy")));
    files.push(("ombud-report-v1.schema.json", json::schema()));
    files.sort_by_key(|(name, _)| *name);
    files
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_known_by_name() {
        for format in [Format::Human, Format::Concise, Format::JsonV1] {
            assert_eq!(Format::parse(format.name()), Some(format));
        }
        assert_eq!(Format::parse("json"), Some(Format::JsonV1));
        assert_eq!(Format::parse("xml"), None);
    }
}
