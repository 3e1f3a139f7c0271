//! Why: editors, `grep` and small logs want one finding on one line, with a place that can be clicked.
//!
//! As in the human format, findings that are waived or baselined are counted, not listed.

use crate::diagnostic::Location;
use crate::finding::Disposition;
use crate::message::{Arg, Message, Words};
use crate::render::escape::visible;
use crate::render::human::outcome;
use crate::render::{Style, catalogue, shown_place};
use crate::report::Report;
use crate::source::Sources;

/// `path:line:column: severity[policy]: message (#handle)` for every finding and diagnostic, then how the run ended.
/// Severities are the words of the machine formats in every language, so that they can be searched for.
pub fn concise(report: &Report, style: &Style) -> String {
    let mut out = String::with_capacity(report.findings.len() * 160);
    for finding in report.findings.iter().filter(|finding| finding.disposition == Disposition::Active) {
        push_place(&mut out, &report.sources, Some(finding.location));
        let message = catalogue::text(style.lang, &finding.message);
        push_parts(&mut out, &[finding.severity.word(), "[", &visible(&finding.policy), "]: ", &message]);
        push_parts(&mut out, &[" (", &finding.handle(), ")\n"]);
    }
    for row in &report.diagnostics {
        let diagnostic = &row.diagnostic;
        push_place(&mut out, &report.sources, diagnostic.location);
        let message = catalogue::text(style.lang, &diagnostic.message);
        push_parts(&mut out, &[diagnostic.severity.word(), "[", &visible(&diagnostic.code), "]: ", &message, "\n"]);
    }
    for note in &report.notes {
        if let Some(path) = near_miss(note) {
            let line = Message::new("note.near-miss").text("path", path);
            let line = catalogue::compose(style.lang, &line, &[("text", &catalogue::text(style.lang, note))]);
            push_parts(&mut out, &[&line, "\n"]);
        }
    }
    push_parts(&mut out, &[&outcome(report, style.lang), "\n"]);
    out
}

/// The file that a note says to be one slip away from being judged.
fn near_miss(note: &Message) -> Option<&str> {
    let Words::Catalogue(id) = &note.words else { return None };
    note.args.iter().find_map(|(name, value)| match value {
        Arg::Text(path) if *name == "path" && NEAR_MISSES.contains(id) => Some(&**path),
        _ => None,
    })
}

const NEAR_MISSES: [&str; 5] =
    ["note.kind-colon", "note.kind-near", "note.kind-quotes", "note.kind-without-id", "note.no-kind"];

fn push_place(out: &mut String, sources: &Sources, location: Option<Location>) {
    if let Some(location) = location {
        push_parts(out, &[&shown_place(sources.get(location.source), location.span.start), ": "]);
    }
}

fn push_parts(out: &mut String, parts: &[&str]) {
    parts.iter().for_each(|part| out.push_str(part));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::Lang;
    use crate::render::sample::{add, fault, finding, report};
    use crate::source::Sources;

    #[test]
    fn one_line_each_whatever_the_file_holds() {
        let mut sources = Sources::default();
        let id = add(&mut sources, "a\n\x1b.yaml", "客户:\n  within: 3\n\x1bdays\n");
        let script = add(&mut sources, "own.rhai", "doc.toen");
        let findings = vec![finding(&sources, id, "3\n\x1bdays"), finding(&sources, id, "客户")];
        let mut report = report(sources);
        report.findings = findings;
        report.findings[1].disposition = Disposition::Baselined;
        report.diagnostics = vec![fault(&report.sources, script, "doc.toen")];
        insta::assert_snapshot!(Lang::ALL.map(|lang| concise(&report, &Style::plain(lang))).concat());
    }
}
