//! Why: what was found out becomes text here and nowhere else. A renderer is a pure function of a report and a style:
//! no terminal, locale or clock is looked at, so the same report gives the same bytes everywhere. The shells decide the
//! style.

pub mod adopted;
pub mod catalogue;
pub mod citation;
pub mod clauses;
pub mod concise;
pub mod doctor;
pub mod dossier;
pub mod escape;
pub mod frame;
pub mod github;
pub mod gitlab;
pub mod host;
pub mod human;
pub mod indicator;
pub mod json;
pub mod junit;
pub mod markdown;
pub mod names;
pub mod observe;
pub mod pages;
mod paint;
pub mod risk;
#[cfg(test)]
mod sample;
pub mod sarif;
mod shape;
mod spreadsheet;
pub mod starter;
pub mod table;
mod title;
mod toml;
pub mod watch;
mod wrap;

use crate::diagnostic::Diagnostic;
use crate::message::{Lang, Message};
use crate::report::Report;
use crate::source::{Home, Source, Sources};
pub use host::{Host, Suppressed};

/// An output format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// For people: frames, help, clauses, summary.
    Human,
    /// One line a finding, for editors and `grep`.
    Concise,
    /// The machine format, version 1.
    JsonV1,
    /// The same findings, one JSON object a line.
    JsonLines,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// JUnit XML, for the test pages of CI servers.
    Junit,
    /// Annotations of GitHub Actions.
    Github,
    /// The code quality report of GitLab.
    Gitlab,
    /// A comment on a change, or the summary of a job.
    Markdown,
}

/// How text for people looks, and what else the reader decides.
#[derive(Clone, Debug, PartialEq, Eq)]
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
    /// What only the formats for code hosts ask.
    pub host: Host,
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
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 9] = [
        Self::Human,
        Self::Concise,
        Self::JsonV1,
        Self::JsonLines,
        Self::Sarif,
        Self::Junit,
        Self::Github,
        Self::Gitlab,
        Self::Markdown,
    ];

    /// Reads the name of a format; `json` is the newest version of it.
    pub fn parse(name: &str) -> Option<Self> {
        let name = if name == "json" { "json-v1" } else { name };
        Self::ALL.into_iter().find(|format| format.name() == name)
    }

    /// The name of a format.
    pub fn name(self) -> &'static str {
        match self {
            Self::Human => "human",
            Self::Concise => "concise",
            Self::JsonV1 => "json-v1",
            Self::JsonLines => "json-lines",
            Self::Sarif => "sarif",
            Self::Junit => "junit",
            Self::Github => "github",
            Self::Gitlab => "gitlab",
            Self::Markdown => "markdown",
        }
    }

    /// Whether the format lists what was satisfied, so that a report for it has to keep it.
    pub fn lists_passes(self) -> bool {
        self == Self::Junit
    }
}

impl Style {
    /// Findings shown in full unless asked otherwise.
    pub const MAX_FINDINGS: usize = 50;

    /// What a pipe or a file gets: no colour, 100 columns, box-drawing characters.
    pub fn plain(lang: Lang) -> Self {
        let max_findings = Some(Self::MAX_FINDINGS);
        Self { lang, color: Color::Never, width: 100, max_findings, graphics: Graphics::Unicode, host: Host::default() }
    }
}

/// A report in a format. What is written ends with a line end; no annotation at all is no text at all.
pub fn render(report: &Report, format: Format, style: &Style) -> String {
    match format {
        Format::Human => human::human(report, style),
        Format::Concise => concise::concise(report, style),
        Format::JsonV1 => json::json(report, style.lang),
        Format::JsonLines => json::lines::lines(report, style),
        Format::Sarif => sarif::sarif(report, style),
        Format::Junit => junit::junit(report, style),
        Format::Github => github::github(report, style),
        Format::Gitlab => gitlab::gitlab(report, style),
        Format::Markdown => markdown::markdown(report, style),
    }
}

/// What a format had no room for, when nobody would see it in what was written: a remark for whoever runs the program.
pub fn left_out(report: &Report, format: Format, style: &Style) -> Option<Message> {
    match format {
        Format::Sarif => sarif::left_out(report, style),
        _ => None,
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
    files.push(("ombud-report-lines-v1.schema.json", json::lines_schema()));
    files.push(("ombud-clauses-v1.schema.json", clauses::json::schema()));
    files.push(("ombud-observed-v1.schema.json", observe::json::schema()));
    files.push(("ombud-doctor-v1.schema.json", doctor::json::schema()));
    files.push(("ombud-risk-v1.schema.json", risk::json::schema()));
    files.sort_by_key(|(name, _)| *name);
    files
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_known_by_name() {
        for format in Format::ALL {
            assert_eq!(Format::parse(format.name()), Some(format));
        }
        assert_eq!(Format::parse("json"), Some(Format::JsonV1));
        assert_eq!(Format::parse("xml"), None);
    }
}
