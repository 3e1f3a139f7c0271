//! Why: a clause is shown by instrument and article, with whom it binds, since when, and how far its text can be trusted.

use std::sync::Arc;

use super::{line, paragraph};
use crate::clause::{Clause, OutOfScope, SourceKind};
use crate::coverage::Standing;
use crate::finding::Cited;
use crate::message::{Arg, Message};
use crate::policy::Policy;
use crate::render::citation::citation;
use crate::render::{Style, catalogue};

/// Most files that are named as bound.
const MOST: usize = 8;

/// Clauses, one a line: what can be cited and asked for.
pub fn clauses<'a>(list: impl Iterator<Item = &'a Clause>, style: &Style) -> String {
    let mut out = String::new();
    for clause in list {
        let row = Message::new("page.clause-row")
            .text("id", clause.id.clone())
            .arg("title", Arg::Local(clause.title.clone()));
        line(&mut out, style, &row);
    }
    out
}

/// One clause in full.
pub fn clause<'a>(
    clause: &Clause,
    citing: impl Iterator<Item = &'a Policy>,
    standing: &Standing,
    style: &Style,
) -> String {
    let mut out = String::new();
    let named = clause.citation();
    let cited = Cited {
        id: clause.id.clone(),
        relation: clause.relation_hint,
        instrument: named.instrument,
        article: named.clause,
        obligation: clause.obligation.clone(),
        applies_when: clause.applies_when.clone(),
        breach: clause.breach_word(),
    };
    paragraph(&mut out, style, &citation(style.lang, &cited), 0);
    paragraph(&mut out, style, &catalogue::local(style.lang, &clause.title), 2);
    out.push('\n');
    paragraph(&mut out, style, &catalogue::local(style.lang, &clause.obligation), 2);
    if !clause.applies_when.is_empty() {
        let text = Message::new("page.only-where").arg("text", Arg::Local(clause.applies_when.clone()));
        paragraph(&mut out, style, &catalogue::text(style.lang, &text), 2);
    }
    out.push('\n');
    let since = Message::new("page.clause-since")
        .text("jurisdiction", clause.jurisdiction.clone())
        .text("date", clause.in_force.to_string())
        .text("id", clause.id.clone());
    line(&mut out, style, &since);
    let scope_line = match standing {
        Standing::Workspace => Message::new("page.in-scope"),
        Standing::Files(files) => Message::new("page.in-scope-files").arg("files", Arg::List(first(files))),
        Standing::Nobody(reason) => Message::new(reason_id(*reason)),
    };
    line(&mut out, style, &scope_line);
    let trust = match clause.source_kind {
        None => None,
        Some(_) if !clause.verified => Some("page.from-memory"),
        Some(SourceKind::Secondary | SourceKind::SecondaryQuotingPrimary) => Some("page.second-hand"),
        Some(_) => Some("page.first-hand"),
    };
    if let Some(trust) = trust {
        line(&mut out, style, &Message::new(trust).text("source", clause.source.clone()));
    }
    let citing: Vec<Arc<str>> = citing.map(|policy| policy.id.clone()).collect();
    let rests = match citing.is_empty() {
        true => Message::new("page.cited-by-none"),
        false => Message::new("page.cited-by").arg("policies", Arg::List(citing)),
    };
    line(&mut out, style, &rests);
    out
}

/// The first of many files.
fn first(files: &[Arc<str>]) -> Vec<Arc<str>> {
    let more = (files.len() > MOST).then(|| Arc::from("…"));
    files.iter().take(MOST).cloned().chain(more).collect()
}

fn reason_id(reason: OutOfScope) -> &'static str {
    match reason {
        OutOfScope::Repealed => "page.scope-repealed",
        OutOfScope::NotYetInForce(_) => "page.scope-future",
        OutOfScope::Jurisdiction => "page.scope-jurisdiction",
        OutOfScope::Addressee => "page.scope-addressee",
        OutOfScope::Sector => "page.scope-sector",
        OutOfScope::Relief => "page.scope-relief",
    }
}
