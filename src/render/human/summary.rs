//! Why: a run that found nothing must still say what it looked at, what it left out and by which day it judged, or
//! nobody could tell a clean workspace from an unread one.

use crate::diagnostic::Severity;
use crate::finding::Disposition;
use crate::message::{Arg, Lang, Message};
use crate::render::paint::{Tone, paint};
use crate::render::wrap::wrap;
use crate::render::{Style, catalogue, shown_path};
use crate::report::{MemberState, Outcome, Report};

/// Columns under which the rest of a counting line hangs.
const HANG: usize = 2;

/// Errors named in the outcome of an incomplete run; the rest is counted.
const NAMED_ERRORS: usize = 3;

/// The closing lines of the human format.
pub(super) fn summary(out: &mut String, report: &Report, style: &Style) {
    let lang = style.lang;
    for line in counts(report, lang) {
        wrap(out, &line, style.width, "", HANG);
    }
    let result = outcome(report, lang);
    let result = catalogue::compose(lang, &Message::new("summary.result"), &[("text", &result)]);
    let mut lines = String::new();
    wrap(&mut lines, &result, style.width, "", HANG);
    out.push_str(&paint(style, Tone::Strong, lines.trim_end()));
    out.push('\n');
}

/// What was judged, by which day, and what came of it: one line each.
pub(crate) fn counts(report: &Report, lang: Lang) -> Vec<String> {
    let counted = &report.evaluations;
    let evaluations = Message::new("summary.evaluations")
        .number("total", counted.total())
        .number("policies", report.policies)
        .number("fail", counted.fail)
        .number("unknown", counted.unknown)
        .number("pass", counted.pass)
        .number("skipped", counted.not_applicable)
        .number("exempt", counted.exempt);
    let documents = Message::new("summary.documents")
        .number("read", report.members(MemberState::Read))
        .number("broken", report.members(MemberState::Broken))
        .number("unrecognised", report.members(MemberState::Unrecognised))
        .number("excluded", report.members(MemberState::Excluded))
        .number("over", report.members(MemberState::OverLimit));
    let findings = Message::new("summary.findings")
        .number("waived", report.with(Disposition::Waived))
        .number("baselined", report.with(Disposition::Baselined));
    let open = severities(lang, |severity| report.active(severity));
    let lines = [(documents, vec![]), (evaluations, vec![]), (findings, vec![("severities", &*open)])];
    let lines = lines.iter().map(|(message, pieces)| catalogue::compose(lang, message, pieces));
    std::iter::once(day(report, lang)).chain(lines).collect()
}

/// By which day everything was judged, and in which zone it is that day, unless the day was given.
pub(crate) fn day(report: &Report, lang: Lang) -> String {
    let day = Message::new("summary.day")
        .text("day", report.as_of.to_string())
        .text("catalogue", report.catalogue_as_of.to_string());
    let zone = report.zone.as_ref().map(|zone| Message::new("summary.zone").text("zone", zone.clone()));
    let zone = zone.map_or_else(String::new, |zone| catalogue::text(lang, &zone));
    catalogue::compose(lang, &day, &[("zone", &zone)])
}

/// How the run ended, in one sentence that claims no more than was judged.
pub(crate) fn outcome(report: &Report, lang: Lang) -> String {
    let open: usize = SEVERITIES.iter().map(|severity| report.active(*severity)).sum();
    let counting = report.findings.iter().filter(|finding| report.counts(finding)).count();
    let message = match (report.outcome(), report.fail_on) {
        (Outcome::Incomplete, _) if report.diagnostics.iter().all(|row| row.diagnostic.severity < Severity::Error) => {
            Message::new("outcome.nothing")
        }
        (Outcome::Incomplete, _) => {
            let errors = report.diagnostics.iter().filter(|row| row.diagnostic.severity == Severity::Error).count();
            Message::new("outcome.incomplete").number("n", errors).number("open", open)
        }
        (Outcome::Findings, gate) => {
            Message::new("outcome.findings").number("n", counting).arg("gate", gate_word(gate))
        }
        (Outcome::Clean, _) if open == 0 => Message::new("outcome.clean"),
        (Outcome::Clean, None) => Message::new("outcome.gate-off").number("n", open),
        (Outcome::Clean, gate) => Message::new("outcome.below").number("n", open).arg("gate", gate_word(gate)),
    };
    catalogue::compose(lang, &message, &[("rest", &set_aside(report, lang)), ("what", &stopped(report, lang))])
}

/// `2 errors, 1 warning, 0 info`.
pub(crate) fn severities(lang: Lang, count: impl Fn(Severity) -> usize) -> String {
    let ids = ["summary.errors", "summary.warnings", "summary.infos"];
    let parts = SEVERITIES.iter().zip(ids).map(|(severity, id)| Message::new(id).number("n", count(*severity)));
    join(lang, parts)
}

const SEVERITIES: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Info];

fn gate_word(gate: Option<Severity>) -> Arg {
    Arg::Word(match gate {
        Some(Severity::Error) => "severity.error",
        Some(Severity::Warning) => "severity.warning",
        Some(Severity::Info) => "severity.info",
        None => "word.none",
    })
}

/// What was set aside on purpose, always; and what could not be read, if anything.
fn set_aside(report: &Report, lang: Lang) -> String {
    let always = [
        ("outcome.waived", report.with(Disposition::Waived)),
        ("outcome.baselined", report.with(Disposition::Baselined)),
        ("outcome.excluded", report.members(MemberState::Excluded)),
    ];
    let unread = [
        ("outcome.broken", MemberState::Broken),
        ("outcome.unrecognised", MemberState::Unrecognised),
        ("outcome.over", MemberState::OverLimit),
    ];
    let unread = unread.map(|(id, state)| (id, report.members(state))).into_iter().filter(|(_, count)| *count > 0);
    join(lang, always.into_iter().chain(unread).map(|(id, count)| Message::new(id).number("n", count)))
}

/// What stood in the way of a verdict, and of how many.
fn stopped(report: &Report, lang: Lang) -> String {
    let errors = report.diagnostics.iter().filter(|row| row.diagnostic.severity == Severity::Error);
    let mut parts: Vec<Message> = errors
        .map(|row| {
            let place = row.diagnostic.location.map(|place| shown_path(report.sources.get(place.source)));
            match &row.policy {
                Some(policy) => Message::new("outcome.stopped").text("code", policy.clone()).number("n", row.count),
                None => {
                    Message::new("outcome.in-the-way").text("code", place.as_deref().unwrap_or(&row.diagnostic.code))
                }
            }
        })
        .collect();
    // One file may have many errors and is named once. They stand in the order of files.
    parts.dedup();
    if parts.len() > NAMED_ERRORS {
        let more = parts.len() - NAMED_ERRORS;
        parts.truncate(NAMED_ERRORS);
        parts.push(Message::new("outcome.stopped-more").number("n", more));
    }
    join(lang, parts)
}

fn join(lang: Lang, parts: impl IntoIterator<Item = Message>) -> String {
    let parts: Vec<String> = parts.into_iter().map(|part| catalogue::text(lang, &part)).collect();
    parts.join(match lang {
        Lang::En => ", ",
        Lang::Zh => "，",
    })
}
