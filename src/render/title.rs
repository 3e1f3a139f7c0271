//! Why: the first line of anything that is shown says in a few words what is wrong. Policies bring their own titles;
//! what needs no policy gets one here.

use crate::diagnostic::Diagnostic;
use crate::finding::{Finding, Verdict};
use crate::message::{Lang, Words};
use crate::render::catalogue;

/// The title of a finding in words: that of its policy, or of the built-in check.
pub(super) fn of_finding(lang: Lang, finding: &Finding) -> String {
    match finding.title.is_empty() {
        true => catalogue::word(lang, of_builtin(&finding.policy)),
        false => catalogue::local(lang, &finding.title),
    }
}

/// The weight of a finding in words, and whether it could not be judged.
pub(super) fn weight(lang: Lang, finding: &Finding) -> String {
    let weight = catalogue::word(lang, &format!("severity.{}", finding.severity.word()));
    match (finding.verdict, lang) {
        (Verdict::Unknown(_), Lang::En) => format!("{weight}, {}", catalogue::word(lang, "finding.unknown")),
        (Verdict::Unknown(_), Lang::Zh) => format!("{weight}，{}", catalogue::word(lang, "finding.unknown")),
        _ => weight,
    }
}

/// The catalogue id of the title of a built-in check, by its policy id (`builtin/unknown-key`).
pub(super) fn of_builtin(policy: &str) -> &'static str {
    match policy.strip_prefix("builtin/").unwrap_or(policy) {
        "bad-id" => "title.bad-id",
        "completes" => "title.completes",
        "complex-key" => "title.complex-key",
        "dangling-reference" => "title.dangling-reference",
        "duplicate-id" => "title.duplicate-id",
        "duplicate-key" => "title.duplicate-key",
        "list-of-named" => "title.list-of-named",
        "merge-key" => "title.merge-key",
        "missing-key" => "title.missing-key",
        "not-recognised" => "title.not-recognised",
        "over-limit" => "title.over-limit",
        "self-reference" => "title.self-reference",
        "several-kinds" => "title.several-kinds",
        "two-organisations" => "title.two-organisations",
        "unknown-key" => "title.unknown-key",
        "unknown-word" => "title.unknown-word",
        "unreadable-document" => "title.unreadable-document",
        "wrong-type" => "title.wrong-type",
        _ => "title.other",
    }
}

/// The catalogue id of the title of a problem of the tool or its rules.
pub(super) fn of_problem(problem: &Diagnostic) -> &'static str {
    match problem.message.words {
        // It did not run at all.
        Words::Catalogue("fault.not-compiled") => "title.policy",
        _ => of_code(&problem.code),
    }
}

/// By the code of a problem (`config/value`).
fn of_code(code: &str) -> &'static str {
    match code.split_once('/') {
        Some(("policy", "fault")) => "title.policy-fault",
        Some(("policy", "limit")) => "title.policy-limit",
        Some(("clause", "empty-file")) => "title.clause-file",
        Some(("clause", "missing")) => "title.missing-key",
        Some(("config", "laxer")) => "title.laxer",
        Some(("clause", "duplicate-id")) => "title.clause",
        Some((_, "value" | "wrong-value")) => "title.wrong-type",
        Some((_, "unknown-name")) => "title.unknown-name",
        // The schema finds the same slips in all files.
        Some((area, trouble)) => match (of_builtin(trouble), area) {
            ("title.other", "policy") => "title.policy",
            ("title.other", "config") => "title.config",
            ("title.other", "cases") => "title.case",
            ("title.other", "clause" | "clauses") => "title.clause",
            (known, _) => known,
        },
        None => "title.other",
    }
}

/// The catalogue id of the title of a code, if a report can have it. Areas have titles for whatever else goes wrong in
/// them, so what is not told by its trouble must be one of those that there are.
pub(super) fn of_known_code(code: &str) -> Option<&'static str> {
    let (area, trouble) = code.split_once('/')?;
    if !matches!(area, "builtin" | "cases" | "clause" | "config" | "policy") {
        return None;
    }
    match of_code(code) {
        "title.other" => None,
        "title.policy" | "title.config" | "title.case" | "title.clause" if !OTHER_TROUBLES.contains(&trouble) => None,
        known => Some(known),
    }
}

/// Troubles that have no title of their own.
const OTHER_TROUBLES: [&str; 9] =
    ["clause", "duplicate-id", "duplicate-parameter", "extends", "header", "pack", "script", "unreadable", "want"];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::check::Subject;

    #[test]
    fn nothing_that_the_sources_report_is_without_a_title() {
        for trouble in ["unknown-key", "wrong-type", "missing-key", "unknown-word", "list-of-named", "bad-id"] {
            for subject in [Subject::Document, Subject::Config, Subject::Policy, Subject::Cases, Subject::Clauses] {
                assert_ne!(of_code(&subject.code(trouble)), "title.other", "{trouble}");
            }
        }
        for code in [
            "builtin/completes",
            "policy/fault",
            "policy/script",
            "clause/empty-file",
            "builtin/merge-key",
            "config/value",
        ] {
            assert_ne!(of_code(code), "title.other", "{code}");
        }
        assert_eq!(of_code("something"), "title.other");
    }
}
