use std::sync::Arc;

use serde_json::Value;

use super::*;
use crate::clause::{Catalogue, Clause};
use crate::coverage::Citing;
use crate::message::Lang;
use crate::render::sample::{HOSTILE, both, report};
use crate::source::Sources;

fn citing(policy: &str, relation: Relation, counts: Counts) -> Citing {
    Citing { policy: Arc::from(policy), title: both("Too slow", "过慢"), relation, counts }
}

/// One clause in each state.
fn sample(catalogue: &Catalogue) -> Coverage<'_> {
    let clause = |id: &str| catalogue.get(id).expect("it is known");
    let covered = |id: &str, state, citing| Covered { clause: clause(id), state, citing };
    let fail = Counts { fail: 2, pass: 1, not_applicable: 3, exempt: 1, ..Counts::default() };
    let aside = Counts { set_aside: 1, ..Counts::default() };
    let doubt = Counts { unknown: 1, beside: 1, pass: 4, ..Counts::default() };
    let pass = Counts { pass: 4, ..Counts::default() };
    let none = Counts { not_applicable: 7, ..Counts::default() };
    let off = Counts { exempt: 1, not_applicable: 6, ..Counts::default() };
    Coverage {
        clauses: vec![
            covered("iso10002.7.2", State::NotCovered(Gap::Exempt), vec![citing("a/off", Relation::Model, off)]),
            covered("iso10002.7.3", State::NotCovered(Gap::NoPolicy), vec![]),
            covered("iso10002.7.4", State::Findings, vec![citing("a/aside", Relation::Model, aside)]),
            covered("cn.pipl.art6", State::Satisfied, vec![citing("a/fine", Relation::Supports, pass)]),
            covered(
                "cn.pipl.art50",
                State::Findings,
                vec![citing("a/broken", Relation::Sets, fail), citing("a/none", Relation::Supports, Counts::default())],
            ),
            covered("uk.dpa.s164A.ack", State::Unknown, vec![citing("a/doubt", Relation::Supports, doubt)]),
            covered("cn.pipl.art13", State::NotCovered(Gap::NotApplicable), vec![citing("a/x", Relation::Sets, none)]),
        ],
        out_of_scope: 100,
    }
}

#[test]
fn a_page_claims_no_more_than_was_judged() {
    let catalogue = Catalogue::builtin();
    let page = |lang| text(&sample(&catalogue), &report(Sources::default()), &Style::plain(lang));
    insta::assert_snapshot!(Lang::ALL.map(page).join("\n════════\n\n"));
}

#[test]
fn json_v1_is_frozen_and_valid_by_its_own_schema() {
    let catalogue = Catalogue::builtin();
    let shown = json::json(&sample(&catalogue), &report(Sources::default()), Lang::En);
    insta::assert_snapshot!(shown.replace(env!("CARGO_PKG_VERSION"), "[version]"));
    let validator = jsonschema::validator_for(&json::schema()).expect("a schema");
    let mut value: Value = serde_json::from_str(&shown).expect("JSON");
    assert!(validator.is_valid(&value));
    value["clauses"][0]["state"] = "approved".into();
    assert!(!validator.is_valid(&value), "the schema looks into clauses");
}

#[test]
fn csv_has_a_row_for_each_pair() {
    let catalogue = Catalogue::builtin();
    let text = csv::csv(&sample(&catalogue), Lang::Zh);
    insta::assert_snapshot!(text.replace("\r\n", "␍␊\n"));
    assert_eq!(text.matches("\r\n").count(), 1 + 8);
    assert!(text.ends_with("\r\n"));
}

#[test]
fn text_of_a_workspace_stays_text() {
    let catalogue = Catalogue::builtin();
    let mut own: Clause = catalogue.get("iso10002.7.4").expect("it is known").clone();
    own.id = format!("=cmd {HOSTILE}").into();
    (own.title, own.instrument) = (both(HOSTILE, HOSTILE), both(HOSTILE, HOSTILE));
    let citing = vec![citing("-2+3/x", Relation::Model, Counts { pass: 1, ..Counts::default() })];
    let coverage =
        Coverage { clauses: vec![Covered { clause: &own, state: State::Satisfied, citing }], out_of_scope: 0 };
    let report = report(Sources::default());
    let hidden = |text: &str| text.contains(|c| !matches!(c, '\n') && crate::render::escape::hidden(c));
    assert!(!hidden(&super::text(&coverage, &report, &Style::plain(Lang::En))));
    assert!(!hidden(&json::json(&coverage, &report, Lang::En)));
    let table = csv::csv(&coverage, Lang::En);
    assert!(!hidden(&table.replace("\r\n", "\n")));
    assert_eq!(table.lines().count(), 2);
    assert!(table.contains("\r\n\"'=cmd ") && table.contains(",\"'-2+3/x\","), "{table}");
}
