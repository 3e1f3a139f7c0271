//! Why: every evaluation is counted once and under the verdict that its findings show.

use super::*;

const SLOW: &str = "deadlines.acknowledge = \"9 hours\"\ndeadlines.resolve = \"9 hours\"";
const LIMIT: &str = "[params.within]\ntype = \"duration\"\ndefault = \"2h\"";

fn every_deadline() -> String {
    policy(
        "applies_to = \"process\"",
        &format!("for = 'doc.deadlines'\nrequire = 'item.within <= params.within'\n{LIMIT}"),
    )
}

#[test]
fn a_kind_that_is_named_twice_is_judged_once() {
    let text = policy("applies_to = [\"process\", \"process\"]", "require = 'doc.owner.present()'");
    let files = workspace("", &[("a.toml", &process("a", ""))]).with("policies/own/twice.rhai", text);
    let report = report(files);
    assert_eq!(own(&report), ["missing a.toml:/owner"]);
    assert_eq!(report.evaluations.total(), 2);
}

#[test]
fn a_rule_over_the_workspace_speaks_of_no_kind_besides() {
    let text = "/*\ntitle = \"T\"\nseverity = \"error\"\napplies_to = [\"process\", \"workspace\"]\n*/\n//! Why.\n\
                fn check(index) { }\n";
    let report = report(workspace("", &[("a.toml", &process("a", ""))]).with("policies/own/both.rhai", text));
    let problem = report.diagnostics.first().map(|row| format!("{:?}", row.diagnostic.message.words));
    assert!(problem.is_some_and(|words| words.contains("policy.applies-to")));
}

#[test]
fn a_policy_for_a_kind_that_nobody_knows_is_told_so() {
    let text = policy("applies_to = \"proces\"", "require = 'doc.owner.present()'");
    let report = report(workspace("", &[("a.toml", &process("a", ""))]).with("policies/own/slip.rhai", text));
    let problem = report.diagnostics.first().map(|row| format!("{:?}", row.diagnostic.message.words));
    assert!(problem.is_some_and(|words| words.contains("policy.unknown-kind")));
}

#[test]
fn what_an_exemption_leaves_decides_the_verdict() {
    let config = "[[overrides]]\npolicies = [\"own/slow\"]\npointer = \"/deadlines/resolve/**\"\nexempt = \"agreed\"\n\
                  [[overrides]]\npolicies = [\"own/slow\"]\npointer = \"/deadlines/resolve\"\nexempt = \"agreed\"\n";
    let undecided = "deadlines.acknowledge = \"soon\"\ndeadlines.resolve = \"9 hours\"";
    let files = workspace(config, &[("a.toml", &process("a", undecided))]);
    let report = report(files.with("policies/own/slow.rhai", every_deadline()));
    assert_eq!(own(&report), ["unknown a.toml:/deadlines/acknowledge"]);
    assert_eq!((report.evaluations.fail, report.evaluations.unknown, report.exempt.len()), (0, 1, 1));
}

#[test]
fn a_later_setting_for_a_file_wins_over_an_earlier_one_for_a_place() {
    let place = "[[overrides]]\npolicies = [\"own/slow\"]\npointer = \"/deadlines/resolve\"\nexempt = \"agreed\"\n";
    let file = "[[overrides]]\npolicies = [\"own/slow\"]\npaths = [\"a.toml\"]\nseverity = \"info\"\n";
    let whole = "[[overrides]]\npolicies = [\"own/slow\"]\npaths = [\"a.toml\"]\nexempt = \"agreed\"\n";
    let back = "[[overrides]]\npolicies = [\"own/slow\"]\npointer = \"/deadlines/resolve\"\nseverity = \"info\"\n";
    let judged = |config: String| {
        let files = workspace(&config, &[("a.toml", &process("a", SLOW))]);
        let report = report(files.with("policies/own/slow.rhai", every_deadline()));
        (report.findings.len(), report.exempt.len())
    };
    assert_eq!(judged(format!("{file}{place}")), (1, 1));
    assert_eq!(judged(format!("{place}{file}")), (2, 0), "the later one takes the exemption back");
    assert_eq!(judged(format!("{back}{whole}")), (0, 1));
    assert_eq!(judged(format!("{whole}{back}")), (1, 1), "one place of an exempt file is judged after all");
}

#[test]
fn a_setting_for_files_reaches_findings_of_rules_over_the_workspace() {
    let text = "/*\ntitle = \"T\"\nseverity = \"error\"\napplies_to = \"workspace\"\n*/\n//! Why.\n\
                fn check(index) { for p in index.all(\"process\") { require(p.owner).present(); } }\n";
    let config = "[[overrides]]\npolicies = [\"own/all\"]\npaths = [\"old/**\"]\nexempt = \"leaving\"\n";
    let files = [("new/a.toml", &*process("a", "")), ("old/b.toml", &*process("b", ""))];
    let report = report(workspace(config, &files).with("policies/own/all.rhai", text));
    assert_eq!(own(&report), ["missing new/a.toml:/owner"]);
    assert_eq!(report.exempt.len(), 1);
}

#[test]
fn the_rhythm_of_review_comes_from_the_organisation_even_where_nothing_is_said_of_review() {
    let organisation =
        "kind = \"organisation\"\nid = \"o\"\ntitle = \"O\"\nreview = { every = \"1 year\", last_on = 2026-01-01 }\n";
    let rhythm = policy("applies_to = \"process\"", "require = 'doc.review.every.present()'");
    let last = policy("applies_to = \"process\"", "require = 'doc.review.last_on.present()'");
    let files = workspace("", &[("o.toml", organisation), ("a.toml", &process("a", ""))])
        .with("policies/own/rhythm.rhai", rhythm)
        .with("policies/own/last.rhai", last);
    let report = report(files);
    assert_eq!(own(&report), ["missing a.toml:/review/last_on"], "the day of the last one is each document's own");
    let place = report.findings.first().map(|finding| report.sources.get(finding.location.source).path.clone());
    assert_eq!(place.as_deref(), Some("a.toml"));
}

#[test]
fn a_step_of_another_process_is_none_of_this_one() {
    let text = "/*\ntitle = \"T\"\nseverity = \"error\"\napplies_to = \"process\"\n*/\n//! Why.\n\
                fn check(doc) { for step in doc.start ?? [] { require(step).resolves(\"step\"); } }\n";
    let files = [
        ("a.toml", &*process("a", "start = [\"receive\", \"b/receive\"]\nsteps.other.kind = \"other\"")),
        ("b.toml", &*process("b", "steps.receive.kind = \"receive\"")),
    ];
    let report = report(workspace("", &files).with("policies/own/starts.rhai", text));
    assert_eq!(own(&report), ["unresolved a.toml:/start/0"]);
}

#[test]
fn names_are_compared_after_nfc() {
    let text = policy("applies_to = \"process\"", "require = 'doc.owner.resolves()'");
    let body = "owner = \"che\u{301}f\"\nroles = { \"ch\u{e9}f\" = \"Chef\" }";
    let report = report(workspace("", &[("a.toml", &process("a", body))]).with("policies/own/owner.rhai", text));
    assert_eq!(own(&report), Vec::<String>::new());
}
