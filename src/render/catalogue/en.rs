//! Why: everything that ombud says in English, by prefix and sorted, so that a missing or doubled text is caught by a
//! test and a translator can work from top to bottom.
//!
//! Findings and problems are whole sentences; help, notes and labels follow a colon and are not.

mod commands;
mod documents;
mod dossier;
mod findings;
mod observe;
mod pages;
mod readings;
mod risk;
mod rules;
mod values;
mod words;

use super::{Group, Texts};

pub(super) const GROUPS: &[Group] = &[
    ("builtin", documents::BUILTIN),
    ("cases", rules::CASES),
    ("chart", readings::CHART),
    ("check", findings::CHECK),
    ("clause", rules::CLAUSE),
    ("clauses", pages::CLAUSES),
    ("cli", pages::CLI),
    ("compare", values::COMPARE),
    ("config", rules::CONFIG),
    ("diagnostics", findings::DIAGNOSTICS),
    ("doctor", commands::DOCTOR),
    ("duration", values::DURATION),
    ("expression", rules::EXPRESSION),
    ("fault", rules::FAULT),
    ("file", documents::FILE),
    ("finding", findings::FINDING),
    ("hours", values::HOURS),
    ("init", commands::INIT),
    ("label", findings::LABEL),
    ("limit", findings::LIMIT),
    ("money", values::MONEY),
    ("near", findings::NEAR),
    ("note", findings::NOTE),
    ("observe", observe::OBSERVE),
    ("outcome", findings::OUTCOME),
    ("page", pages::PAGE),
    ("parse", documents::PARSE),
    ("percent", values::PERCENT),
    ("policy", rules::POLICY),
    ("reading", readings::READING),
    ("reason", documents::REASON),
    ("related", documents::RELATED),
    ("report", dossier::REPORT),
    ("risk", risk::RISK),
    ("schema", documents::SCHEMA),
    ("severity", findings::SEVERITY),
    ("skipped", findings::SKIPPED),
    ("summary", findings::SUMMARY),
    ("title", findings::TITLE),
    ("watch", findings::WATCH),
    ("why", findings::WHY),
    ("word", words::WORD),
];
