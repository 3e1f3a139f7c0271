//! Why: what a rule asks, why, on whose word, and with which limits in force.

use std::sync::Arc;

use super::{line, paragraph, prose};
use crate::clause::{Catalogue, Clause, Relation, Scope, is_duty};
use crate::finding::{Finding, LimitOrigin};
use crate::message::{Arg, Message};
use crate::plan::limits::By;
use crate::plan::{InForce, Planned};
use crate::policy::{Policy, Rule};
use crate::render::citation::citation;
use crate::render::human;
use crate::render::{Style, catalogue};
use crate::source::Sources;

/// The policies in force, one a line, by pack.
pub fn policies(list: &[Arc<Policy>], known: &Catalogue, style: &Style) -> String {
    let mut out = String::new();
    let mut pack = "";
    for policy in list {
        if policy.pack() != pack {
            pack = policy.pack();
            if !out.is_empty() {
                out.push('\n');
            }
            out.push_str(&super::super::escape::visible(pack));
            out.push('\n');
        }
        let cited = policy.clauses.iter().filter(|own| known.get(&own.id).is_some()).count();
        let row = Message::new(if cited > 0 { "page.policy-row" } else { "page.policy-row-bare" })
            .text("id", policy.id.clone())
            .arg("severity", Arg::Word(severity_word(policy)))
            .arg("title", Arg::Local(policy.title.clone()))
            .number("clauses", cited as i64);
        paragraph(&mut out, style, &catalogue::text(style.lang, &row), 2);
    }
    out.push('\n');
    line(&mut out, style, &Message::new("page.policy-count").number("n", list.len() as i64));
    out
}

/// One policy in full.
pub fn policy(planned: &Planned, known: &Catalogue, scope: &Scope, style: &Style) -> String {
    page(planned, known, style, |clause, relation| is_duty(clause, relation, scope))
}

fn page(planned: &Planned, known: &Catalogue, style: &Style, is_duty: impl Fn(&Clause, Relation) -> bool) -> String {
    let policy = &planned.policy;
    let mut out = String::new();
    let head = Message::new("page.policy-head")
        .text("id", policy.id.clone())
        .arg("severity", Arg::Word(severity_word(policy)))
        .arg("title", Arg::Local(policy.title.clone()));
    line(&mut out, style, &head);
    out.push('\n');
    if let Some(text) = policy.prose.get(style.lang) {
        prose(&mut out, style, text);
    }
    let kinds = policy.applies_to.clone();
    line(&mut out, style, &Message::new("page.applies-to").arg("kinds", Arg::List(kinds)));
    if let Some(when) = &policy.when {
        condition(&mut out, style, "page.when", &when.text);
    }
    if let Rule::Header { require, each } = &policy.rule {
        if let Some((_, list)) = each {
            condition(&mut out, style, "page.for-each", &list.text);
        }
        condition(&mut out, style, "page.requires", &require.text);
    }
    parameters(&mut out, planned, known, style);
    clauses(&mut out, policy, known, style, is_duty);
    if !policy.help.is_empty() {
        out.push('\n');
        line(&mut out, style, &Message::new("page.help").arg("text", Arg::Local(policy.help.clone())));
    }
    out
}

/// An expression under its label: whole, on as many lines as it takes, however it was laid out in the header.
fn condition(out: &mut String, style: &Style, label: &'static str, text: &str) {
    line(out, style, &Message::new(label));
    let joined = text.split_whitespace().collect::<Vec<_>>().join(" ");
    paragraph(out, style, &crate::render::escape::visible(&joined), 2);
}

/// One finding with the page of its policy.
pub fn finding(
    finding: &Finding,
    planned: Option<&Planned>,
    sources: &Sources,
    known: &Catalogue,
    scope: &Scope,
    style: &Style,
) -> String {
    let mut out = human::one(finding, sources, style);
    if let Some(planned) = planned {
        out.push('\n');
        out.push_str(&policy(planned, known, scope, style));
    }
    out
}

fn parameters(out: &mut String, planned: &Planned, known: &Catalogue, style: &Style) {
    if planned.parameters.is_empty() {
        return;
    }
    out.push('\n');
    line(out, style, &Message::new("page.parameters"));
    for (own, in_force) in planned.policy.parameters.iter().zip(&planned.parameters) {
        let row = Message::new(if own.title.is_empty() { "page.parameter" } else { "page.parameter-titled" })
            .text("name", own.name.clone())
            .text("value", in_force.value.text())
            .arg("origin", origin(&in_force.origin, known))
            .arg("title", Arg::Local(own.title.clone()));
        paragraph(out, style, &catalogue::text(style.lang, &row), 2);
        candidates(out, planned, known, in_force, style);
    }
}

/// What else was put forward for a parameter, and what became of it.
fn candidates(out: &mut String, planned: &Planned, known: &Catalogue, in_force: &InForce, style: &Style) {
    let position = planned.parameters.iter().position(|other| other.name == in_force.name);
    for candidate in planned.candidates.iter().filter(|candidate| Some(candidate.of) == position) {
        let value = &planned.parameters[candidate.at];
        let cases = match candidate.by {
            By::Clause(citation) => planned.policy.clauses[citation].case_types.clone(),
            By::Config | By::Default => Vec::new(),
        };
        let counts = in_force.beside.contains(&candidate.at)
            || (value.origin == in_force.origin && value.location == in_force.location);
        let id = match candidate.by {
            _ if !cases.is_empty() => "page.candidate-cases",
            _ if counts => "page.candidate-counts",
            By::Default => "page.candidate-default",
            By::Config if in_force.overruled == Some(candidate.at) => "page.candidate-lax",
            By::Config | By::Clause(_) => "page.candidate",
        };
        let row = Message::new(id)
            .text("value", value.value.text())
            .arg("origin", origin(&value.origin, known))
            .arg("cases", Arg::List(cases));
        paragraph(out, style, &catalogue::text(style.lang, &row), 4);
    }
}

/// Who set a value: a clause as people cite it, or in a word.
fn origin(origin: &LimitOrigin, known: &Catalogue) -> Arg {
    match origin {
        LimitOrigin::Clause(id) => match known.get(id) {
            Some(clause) => Arg::Citation(clause.instrument.clone(), clause.clause.clone()),
            None => Arg::Word(origin.words()),
        },
        other => Arg::Word(other.words()),
    }
}

fn clauses(
    out: &mut String,
    policy: &Policy,
    known: &Catalogue,
    style: &Style,
    is_duty: impl Fn(&Clause, Relation) -> bool,
) {
    if policy.clauses.is_empty() {
        return;
    }
    out.push('\n');
    line(out, style, &Message::new("page.clauses"));
    for own in &policy.clauses {
        let Some(clause) = known.get(&own.id) else { continue };
        let cited = crate::plan::cited(clause, own.relation);
        let relation = match own.relation {
            _ if own.relation != Relation::Model && !is_duty(clause, own.relation) => "page.relation-elsewhere",
            Relation::Sets => "page.relation-sets",
            Relation::Supports => "page.relation-supports",
            Relation::Model => "page.relation-model",
        };
        let cases = own.case_types.clone();
        let head = Message::new(if cases.is_empty() { "page.clause" } else { "page.clause-cases" })
            .arg("relation", Arg::Word(relation))
            .arg("cases", Arg::List(cases));
        let head = catalogue::compose(style.lang, &head, &[("text", &citation(style.lang, &cited))]);
        paragraph(out, style, &head, 2);
        paragraph(out, style, &catalogue::local(style.lang, &clause.obligation), 4);
    }
}

fn severity_word(policy: &Policy) -> &'static str {
    match policy.severity {
        crate::diagnostic::Severity::Error => "severity.error",
        crate::diagnostic::Severity::Warning => "severity.warning",
        crate::diagnostic::Severity::Info => "severity.info",
    }
}
