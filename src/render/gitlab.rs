//! Why: GitLab compares two code quality reports by fingerprint and shows what a change brought and what it mended. Two
//! findings with one fingerprint become one there, and a fingerprint that holds a line makes old findings look new
//! whenever a line is added above.
//!
//! The form is that of GitLab's documentation of code quality: a list with `description`, `check_name`, `fingerprint`,
//! `severity` and `location` of each.

use std::collections::HashMap;

use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::diagnostic::{Location, Severity};
use crate::finding::{Disposition, Finding};
use crate::message::Lang;
use crate::render::json::writer;
use crate::render::{Style, catalogue, shown_place};
use crate::report::{Repeated, Report};
use crate::source::hex;

/// A report as a code quality report of GitLab. Findings that were dealt with are left out.
pub fn gitlab(report: &Report, style: &Style) -> String {
    let mut seen = HashMap::new();
    let open = report.findings.iter().filter(|finding| finding.disposition == Disposition::Active);
    let mut issues: Vec<Issue<'_>> = report.diagnostics.iter().map(|row| problem(report, row, style)).collect();
    issues.extend(open.map(|finding| issue(report, finding, style)));
    for issue in &mut issues {
        issue.fingerprint = unique(&mut seen, std::mem::take(&mut issue.fingerprint));
    }
    writer::write(&issues)
}

#[derive(Serialize)]
struct Issue<'a> {
    description: String,
    check_name: &'a str,
    fingerprint: String,
    severity: &'static str,
    location: Place,
}

#[derive(Serialize)]
struct Place {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
}

fn issue<'a>(report: &Report, finding: &'a Finding, style: &Style) -> Issue<'a> {
    let (place, outside) = place(report, Some(finding.location), style);
    Issue {
        description: described(catalogue::text(style.lang, &finding.message), outside, style.lang),
        check_name: &finding.policy,
        fingerprint: finding.fingerprint.clone(),
        severity: severity(finding.severity),
        location: place,
    }
}

/// Trouble of the tool, its rules or its configuration, so that an incomplete run does not look like a mended one.
fn problem<'a>(report: &Report, row: &'a Repeated, style: &Style) -> Issue<'a> {
    let diagnostic = &row.diagnostic;
    let (place, outside) = place(report, diagnostic.location, style);
    let name = row.policy.as_deref().unwrap_or(&diagnostic.code);
    let description = described(catalogue::text(style.lang, &diagnostic.message), outside, style.lang);
    // In English whatever the reader's language, so that it does not depend on it.
    let words = catalogue::text(Lang::En, &diagnostic.message);
    Issue {
        fingerprint: digest(&["problem", &diagnostic.code, name, &place.path, &words]),
        description,
        check_name: name,
        severity: severity(diagnostic.severity),
        location: place,
    }
}

/// The place in the repository; for a file inside the binary or no file at all the workspace, and how to name the file.
fn place(report: &Report, location: Option<Location>, style: &Style) -> (Place, Option<String>) {
    let inside = location.and_then(|at| Some((style.host.path_of(&report.sources, at)?, at)));
    match (inside, location) {
        (Some((path, at)), _) => {
            let begin = report.sources.get(at.source).place(at.span.start).line;
            (Place { path, lines: Lines { begin } }, None)
        }
        (None, location) => {
            let outside = location.map(|at| shown_place(report.sources.get(at.source), at.span.start));
            (Place { path: style.host.path(""), lines: Lines { begin: 1 } }, outside)
        }
    }
}

fn described(message: String, outside: Option<String>, lang: Lang) -> String {
    match (outside, lang) {
        (None, _) => message,
        (Some(place), Lang::En) => format!("{message} ({place})"),
        (Some(place), Lang::Zh) => format!("{message}（{place}）"),
    }
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "critical",
        Severity::Warning => "major",
        Severity::Info => "info",
    }
}

/// The first finding with a fingerprint keeps it. One that comes later, in the order of the report, takes one made of it
/// and of how many came before.
fn unique(seen: &mut HashMap<String, usize>, fingerprint: String) -> String {
    let count = seen.entry(fingerprint.clone()).or_insert(0);
    *count += 1;
    match *count {
        1 => fingerprint,
        nth => digest(&["again", &fingerprint, &nth.to_string()]),
    }
}

fn digest(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part.as_bytes());
    }
    hex(&hash.finalize())[..32].to_owned()
}

#[cfg(test)]
mod tests;
