//! Why: an auditor reads down the clauses that bind, text by text, and must see at each which rules look at it, how many
//! evaluations came out how, and where nothing looks at all. No line claims more than the files show.

pub mod csv;
pub mod json;

use crate::clause::Relation;
use crate::coverage::{Counts, Coverage, Covered, Gap, State};
use crate::finding::Cited;
use crate::message::{Arg, LocalText, Message};
use crate::plan;
use crate::render::human::day;
use crate::render::wrap::wrap;
use crate::render::{Style, catalogue, citation::citation};
use crate::report::Report;

/// The clauses in scope, with the report on which it rests.
pub fn text(coverage: &Coverage<'_>, report: &Report, style: &Style) -> String {
    let mut out = String::new();
    let mut instrument: Option<&LocalText> = None;
    for covered in &coverage.clauses {
        if instrument != Some(&covered.clause.instrument) {
            if instrument.is_some() {
                out.push('\n');
            }
            instrument = Some(&covered.clause.instrument);
            line(&mut out, style, 0, &catalogue::local(style.lang, &covered.clause.instrument));
        }
        entry(&mut out, covered, style);
    }
    if !coverage.clauses.is_empty() {
        out.push('\n');
    }
    line(&mut out, style, 0, &day(report, style.lang));
    for message in [totals(coverage), not_covered(coverage), Message::new("clauses.meaning")] {
        line(&mut out, style, 0, &catalogue::text(style.lang, &message));
    }
    out
}

fn entry(out: &mut String, covered: &Covered<'_>, style: &Style) {
    let clause = covered.clause;
    let cited = Cited { instrument: LocalText::default(), ..plan::cited(clause, clause.relation_hint) };
    let head = Message::new("clauses.entry")
        .arg("title", Arg::Local(clause.title.clone()))
        .text("id", clause.id.clone())
        .arg("state", Arg::Word(state(covered)));
    let head = catalogue::compose(style.lang, &head, &[("article", &citation(style.lang, &cited))]);
    line(out, style, 2, head.trim_start());
    if covered.citing.is_empty() {
        return;
    }
    if !clause.applies_when.is_empty() {
        let only = Message::new("page.only-where").arg("text", Arg::Local(clause.applies_when.clone()));
        line(out, style, 6, &catalogue::text(style.lang, &only));
    }
    for citing in &covered.citing {
        let row = Message::new("clauses.policy")
            .text("id", citing.policy.clone())
            .arg("relation", Arg::Word(relation(citing.relation)));
        let counts = counts(&citing.counts, style);
        line(out, style, 6, &catalogue::compose(style.lang, &row, &[("counts", &counts)]));
    }
}

/// `2 satisfied, 1 with open findings`; what did not come up is left out.
fn counts(counts: &Counts, style: &Style) -> String {
    let Counts { fail, set_aside, unknown, beside, pass, not_applicable, exempt } = *counts;
    let parts = [
        ("clauses.fail", fail),
        ("clauses.set-aside", set_aside),
        ("clauses.unknown", unknown),
        ("clauses.beside", beside),
        ("clauses.pass", pass),
        ("clauses.not-applicable", not_applicable),
        ("clauses.exempt", exempt),
    ];
    let words: Vec<String> = parts
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(id, count)| catalogue::text(style.lang, &Message::new(id).number("n", count)))
        .collect();
    match words.is_empty() {
        true => catalogue::word(style.lang, "clauses.no-evaluation"),
        false => words.join(match style.lang {
            crate::message::Lang::En => ", ",
            crate::message::Lang::Zh => "，",
        }),
    }
}

fn totals(coverage: &Coverage<'_>) -> Message {
    let count = |wanted: fn(State) -> bool| coverage.clauses.iter().filter(|covered| wanted(covered.state)).count();
    Message::new("clauses.totals")
        .number("n", coverage.clauses.len())
        .number("satisfied", count(|state| state == State::Satisfied))
        .number("findings", count(|state| state == State::Findings))
        .number("unknown", count(|state| state == State::Unknown))
        .number("gaps", count(|state| matches!(state, State::NotCovered(_))))
        .number("elsewhere", coverage.out_of_scope)
}

fn not_covered(coverage: &Coverage<'_>) -> Message {
    let count = |gap| coverage.clauses.iter().filter(|covered| covered.state == State::NotCovered(gap)).count();
    Message::new("clauses.gaps")
        .number("policy", count(Gap::NoPolicy))
        .number("applies", count(Gap::NotApplicable))
        .number("exempt", count(Gap::Exempt))
}

/// The catalogue word for what can be said of a clause.
pub(super) fn state(covered: &Covered<'_>) -> &'static str {
    match covered.state {
        State::Satisfied => "clauses.state-satisfied",
        State::Findings if covered.citing.iter().all(|citing| citing.counts.fail == 0) => "clauses.state-set-aside",
        State::Findings => "clauses.state-findings",
        State::Unknown => "clauses.state-unknown",
        State::NotCovered(Gap::NoPolicy) => "clauses.gap-policy",
        State::NotCovered(Gap::NotApplicable) => "clauses.gap-applies",
        State::NotCovered(Gap::Exempt) => "clauses.gap-exempt",
    }
}

/// The catalogue word for what a clause is to a rule.
fn relation(relation: Relation) -> &'static str {
    match relation {
        Relation::Sets => "page.relation-sets",
        Relation::Supports => "page.relation-supports",
        Relation::Model => "page.relation-model",
    }
}

fn line(out: &mut String, style: &Style, indent: usize, text: &str) {
    wrap(out, text, style.width, &" ".repeat(indent), indent + if indent == 0 { 0 } else { 2 });
}

#[cfg(test)]
mod tests;
