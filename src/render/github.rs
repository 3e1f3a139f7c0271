//! Why: in GitHub Actions a line of the log that begins with `::error` and the like becomes a mark beside the line of the
//! change. GitHub shows ten errors, ten warnings and ten notices a step and drops the rest without a word, so the worst
//! are written first and the last notice says how many are missing.
//!
//! Form and escapes: GitHub's documentation of workflow commands. Every line that is written begins with `::`, so that no
//! text of a file can begin one; the runner reads no second command in such a line.

use std::fmt::Write;

use crate::diagnostic::{Location, Severity};
use crate::finding::Finding;
use crate::message::{Lang, Message};
use crate::render::escape::visible;
use crate::render::human::severities;
use crate::render::{Style, catalogue, citation, shown_place, title};
use crate::report::{Repeated, Report};

/// Marks of each weight that GitHub shows for one step.
const SHOWN: usize = 10;

/// A report as annotations of GitHub Actions; no text at all when there is nothing to mark.
pub fn github(report: &Report, style: &Style) -> String {
    let problems = report.diagnostics.iter().map(|row| (row.diagnostic.severity, Row::Problem(row)));
    let findings = report.worst_first();
    let mut rows: Vec<(Severity, Row<'_>)> =
        problems.chain(findings.into_iter().map(|finding| (finding.severity, Row::Finding(finding)))).collect();
    rows.sort_by_key(|(severity, _)| std::cmp::Reverse(*severity));
    let of = |wanted: Severity| rows.iter().filter(|(severity, _)| *severity == wanted).count();
    let fits = |severity: Severity| of(severity) <= SHOWN;
    let all_fit = fits(Severity::Error) && fits(Severity::Warning) && fits(Severity::Info);
    // The notice that counts what is missing needs a place of its own.
    let most = |severity| if !all_fit && severity == Severity::Info { SHOWN - 1 } else { SHOWN };

    let mut out = String::new();
    let (mut seen, mut hidden) = ([0_usize; 3], [0_usize; 3]);
    for (severity, row) in &rows {
        let at = *severity as usize;
        seen[at] += 1;
        if seen[at] > most(*severity) {
            hidden[at] += 1;
            continue;
        }
        match row {
            Row::Finding(finding) => mark_finding(&mut out, report, finding, style),
            Row::Problem(problem) => mark_problem(&mut out, report, problem, style),
        }
    }
    let missing: usize = hidden.iter().sum();
    if missing > 0 {
        let parts = severities(style.lang, |severity| hidden[severity as usize]);
        let more = Message::new("finding.more-marks").number("n", missing);
        let text = catalogue::compose(style.lang, &more, &[("severities", &parts)]);
        command(&mut out, "notice", &[("title", "ombud".to_owned())], &text);
    }
    out
}

enum Row<'a> {
    Finding(&'a Finding),
    Problem(&'a Repeated),
}

fn mark_finding(out: &mut String, report: &Report, finding: &Finding, style: &Style) {
    let lang = style.lang;
    let mut lines = vec![catalogue::text(lang, &finding.message)];
    lines.extend(finding.help.iter().map(|help| help_line(lang, help)));
    lines.extend(finding.clauses.iter().flat_map(|cited| citation::lines(lang, finding, cited)));
    let title = format!("{} [{}]", title::of_finding(lang, finding), visible(&finding.policy));
    mark(out, report, style, (finding.severity, Some(finding.location)), title, lines);
}

fn mark_problem(out: &mut String, report: &Report, row: &Repeated, style: &Style) {
    let (lang, diagnostic) = (style.lang, &row.diagnostic);
    let mut lines = vec![catalogue::text(lang, &diagnostic.message)];
    lines.extend(diagnostic.help.iter().map(|help| help_line(lang, help)));
    let code = row.policy.as_deref().unwrap_or(&diagnostic.code);
    let title = format!("{} [{}]", catalogue::word(lang, title::of_problem(diagnostic)), visible(code));
    mark(out, report, style, (diagnostic.severity, diagnostic.location), title, lines);
}

fn help_line(lang: Lang, help: &Message) -> String {
    catalogue::compose(lang, &Message::new("finding.help"), &[("text", &catalogue::text(lang, help))])
}

fn mark(
    out: &mut String,
    report: &Report,
    style: &Style,
    (severity, location): (Severity, Option<Location>),
    title: String,
    mut lines: Vec<String>,
) {
    let name = match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let mut properties = Vec::new();
    if let Some(location) = location {
        let source = report.sources.get(location.source);
        match style.host.path_of(&report.sources, location) {
            Some(path) => {
                let (start, end) = source.places(location.span);
                properties.push(("file", visible(&path).into_owned()));
                properties.push(("line", start.line.to_string()));
                properties.push(("endLine", end.line.to_string()));
                // GitHub takes columns only where both are in one line.
                if start.line == end.line {
                    properties.push(("col", start.column.to_string()));
                    properties.push(("endColumn", end.column.to_string()));
                }
            }
            None => lines.push(shown_place(source, location.span.start)),
        }
    }
    properties.push(("title", title));
    command(out, name, &properties, &lines.join("\n"));
}

fn command(out: &mut String, name: &str, properties: &[(&str, String)], data: &str) {
    let escaped = |text: &str| text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    let _ = write!(out, "::{name}");
    for (at, (key, value)) in properties.iter().enumerate() {
        let value = escaped(value).replace(':', "%3A").replace(',', "%2C");
        let _ = write!(out, "{}{key}={value}", if at == 0 { ' ' } else { ',' });
    }
    let _ = writeln!(out, "::{}", escaped(data));
}

#[cfg(test)]
mod tests;
