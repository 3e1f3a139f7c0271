use std::sync::Arc;

use serde_json::Value;

use super::*;
use crate::diagnostic::Location;
use crate::observe::{LogFormat, Seen, Spread, Stray, Unseen, Worst};
use crate::parse::log::Extent;
use crate::policy::embedded;
use crate::render::escape::hidden;
use crate::render::sample::HOSTILE;
use crate::source::SourceId;
use crate::span::Span;

const SPREAD: Spread = Spread { p50: 11_520, p90: 79_200, p99: 180_061, max: 432_000 };

fn observed(id: &str, figures: Figures, word: &str) -> Observed {
    let some: Option<Arc<str>> = Some(word.into());
    let few = Figures { cases: 611, within: 600, late: 11, spread: Some(SPREAD), ..Figures::default() };
    let worst = |case: &str, millis, late| Worst { case: case.into(), millis, late };
    Observed {
        deadline: id.into(),
        declared: Some("24 hours".into()),
        location: Location::new(SourceId(0), Span::default()),
        from: "receive".into(),
        ends: Some("acknowledge".into()),
        start_seen: true,
        end_seen: true,
        doubts: vec![],
        whole: figures,
        by_channel: vec![(some.clone(), few), (None, Figures { cases: 1, open: 1, ..Figures::default() })],
        by_priority: vec![],
        by_month: vec![(Some("2026-05".into()), few)],
        worst: vec![worst(word, 432_000_999, true), worst("C-2", 5000, false)],
    }
}

/// An observation with something of everything; names of the log are `word`.
fn sample(word: &str) -> Observation {
    let all =
        Figures { cases: 1311, within: 1204, late: 96, without_time: 11, spread: Some(SPREAD), ..Figures::default() };
    let odd =
        Figures { cases: 9, undecided: 2, reversed: 1, without_start: 2, open: 3, open_late: 1, ..Figures::default() };
    let doubtful = Observed {
        declared: Some("5 business days".into()),
        doubts: vec![Doubt::BusinessTime, Doubt::DayKind, Doubt::WhichCases],
        ..observed("resolve", odd, word)
    };
    let bare = |id: &str| Observed {
        by_channel: vec![],
        by_month: vec![],
        worst: vec![],
        ..observed(id, Figures::default(), word)
    };
    Observation {
        path: "logs/desk.csv".into(),
        format: LogFormat::Csv,
        extent: Extent { bytes: 1_000_000, sha256: "ab".repeat(32), rows: 5000 },
        zone: "Asia/Shanghai".into(),
        process: "complaints".into(),
        title: crate::render::sample::both("Customer complaints", "客户投诉处理"),
        cases: 1311,
        events: 4999,
        unfinished: 2,
        without_time: 12,
        first: Some(1_767_225_600_000),
        last: Some(1_780_000_000_123),
        deadlines: vec![
            observed("acknowledge", all, word),
            doubtful,
            Observed { ends: None, ..bare("promise") },
            Observed {
                declared: None,
                start_seen: false,
                end_seen: false,
                doubts: vec![Doubt::NoLength],
                ..bare("close")
            },
        ],
        unknown: vec![Stray { activity: word.into(), events: 1, near: Some("receive".into()) }],
        unseen: vec![Unseen { name: "triage".into(), near: None }],
        seen: vec![Seen { step: "receive".into(), events: 1311 }],
        unused: vec![Unseen { name: "Gone".into(), near: Some(word.into()) }],
        naming: Naming::AsWritten,
    }
}

#[test]
fn a_page_says_what_was_kept_and_what_cannot_be_told() {
    let page = |lang| text(&sample("Telefon"), &Style::plain(lang));
    insta::assert_snapshot!(Lang::ALL.map(page).join("\n════════\n\n"));
}

#[test]
fn tables_hold_the_same_figures() {
    let page = |lang| markdown::markdown(&sample("Telefon"), lang);
    insta::assert_snapshot!(Lang::ALL.map(page).join("\n════════\n\n"));
}

#[test]
fn json_v1_is_frozen_and_valid_by_its_own_schema() {
    let shown = json::json(&sample("Telefon"));
    insta::assert_snapshot!(shown.replace(env!("CARGO_PKG_VERSION"), "[version]"));
    let validator = jsonschema::validator_for(&json::schema()).expect("a schema");
    let mut value: Value = serde_json::from_str(&shown).expect("JSON");
    let errors: Vec<String> = validator.iter_errors(&value).map(|error| error.to_string()).collect();
    assert_eq!(errors, [""; 0]);
    value["deadlines"][0]["by_month"][0]["late"] = "many".into();
    assert!(!validator.is_valid(&value), "the schema looks into groups");
}

#[test]
fn names_of_a_log_stay_names() {
    let hostile = sample(HOSTILE);
    for shown in [text(&hostile, &Style::plain(Lang::En)), json::json(&hostile), markdown::markdown(&hostile, Lang::Zh)]
    {
        // Blanks without a width part what a host would join.
        assert!(!shown.contains(|c| !matches!(c, '\n' | '\u{200B}') && hidden(c)), "{shown}");
    }
    let table = markdown::markdown(&sample("a|b <img src=x> [l](j:x) *"), Lang::En);
    assert!(table.contains("a\\|b &lt;img src=x&gt; \\[l\\](j:x) \\*"), "{table}");
}

#[test]
fn a_breach_is_told_in_the_words_of_the_policy() {
    let path = "policies/sla/observed-slower-than-declared.rhai";
    let policy = embedded::files().find(|file| file.path == path).expect("it is built in").text;
    for (id, key) in [("observe.slower", "slower"), ("observe.still-open", "still-open")] {
        for lang in Lang::ALL {
            let words = catalogue::word(lang, id);
            let line = policy.lines().find(|line| line.starts_with(&format!("{key} = "))).expect("it has the message");
            assert!(line.contains(&format!("{} = \"{words}\"", lang.code())), "{line}");
        }
    }
}

#[test]
fn a_fault_has_a_place_and_words_of_its_own() {
    let message = Message::new("observe.ragged").number("cells", 1).number("wanted", 3);
    let at = LogFault { path: "a.csv".into(), place: Some((7, 99)), message };
    let said = fault(&at, Lang::En);
    assert!(said.starts_with("a.csv, line 7 (byte 99): the row has 1 cell, and the first line has 3."), "{said}");
    assert!(fault(&LogFault { place: None, ..at }, Lang::Zh).starts_with("a.csv：此行有 1 格"));
}
