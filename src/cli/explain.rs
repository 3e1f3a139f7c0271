//! `ombud explain`.

use std::path::Path;

use super::args::Explain;
use super::{Exit, Opened, complain, open, print_or, say};
use crate::coverage::{Named, standing};
use crate::message::Message;
use crate::near::nearest;
use crate::plan::limits::for_document;
use crate::render::pages;
use crate::session::Wanted;

/// Shortest word of hexadecimal digits that is taken for a handle when nothing is found: shorter ones may be words.
const HANDLE: usize = 6;

pub fn run(command: &Explain) -> Exit {
    let Opened { snapshot, style, .. } = match open(&command.common, Path::new(".")) {
        Ok(opened) => opened,
        Err(exit) => return exit,
    };
    let what = bare(&command.what);
    let catalogue = &snapshot.knowledge.catalogue;
    let scope = snapshot.knowledge.workspace_scope();
    if let Some(policy) = snapshot.policies.iter().find(|policy| *policy.id == *what) {
        let planned = for_document(&snapshot.knowledge, policy, None);
        return print_or(Exit::Clean, &pages::policy(&planned, catalogue, &scope, &style));
    }
    if let Some(clause) = catalogue.get(what) {
        let named = Named::of(&snapshot.knowledge, &snapshot.policies);
        let citing = snapshot.policies.iter().filter(|policy| {
            policy.clauses.iter().any(|own| *own.id == *clause.id) || named.rests(&policy.id, &clause.id)
        });
        let standing = standing(&snapshot.knowledge, clause);
        return print_or(Exit::Clean, &pages::clause(clause, citing.map(|policy| &**policy), &standing, &style));
    }
    let prefix = format!("{}.", what.trim_end_matches(['.', '*']));
    let mut clauses =
        catalogue.ids().filter(|id| id.starts_with(&prefix)).filter_map(|id| catalogue.get(id)).peekable();
    if clauses.peek().is_some() {
        return print_or(Exit::Clean, &pages::clauses(clauses, &style));
    }
    if let Some(page) = pages::keys(what, &style) {
        return print_or(Exit::Clean, &page);
    }
    if let Some(page) = pages::code(what, &style) {
        return print_or(Exit::Clean, &page);
    }
    let is_handle = is_handle(what);
    if is_handle {
        let mut report = snapshot.check(&Wanted::default());
        report.findings.retain(|finding| {
            finding.handle().trim_start_matches('#').starts_with(what) || finding.fingerprint == what
        });
        if !report.findings.is_empty() {
            let mut text = String::new();
            for finding in &report.findings {
                let policy = snapshot.policies.iter().find(|policy| policy.id == finding.policy);
                let document = snapshot.knowledge.document_of(&finding.document);
                let planned = policy.map(|policy| for_document(&snapshot.knowledge, policy, document));
                let scope = snapshot.knowledge.scope_of(&finding.document);
                let page = pages::finding(finding, planned.as_deref(), &report.sources, catalogue, &scope, &style);
                text.push_str(&page);
            }
            return print_or(Exit::Clean, &text);
        }
    }
    complain(&style, &snapshot.diagnostics, &snapshot.sources);
    if is_handle && what.len() >= HANDLE {
        say(&style, &Message::new("cli.unknown-handle").text("name", what));
        return Exit::Incomplete;
    }
    say(&style, &Message::new("cli.unknown-topic").text("name", what));
    let names = snapshot.policies.iter().map(|policy| &*policy.id).chain(catalogue.ids());
    let names = names.chain(pages::files().map(|(name, _)| name));
    if let Some(near) = pages::near_key(what).or_else(|| nearest(what, names).map(str::to_owned)) {
        say(&style, &Message::new("near.name").text("name", near));
    }
    Exit::Incomplete
}

/// What was typed or copied, without the marks that stand around a handle in reports: `(#25f77a)`, `#25f77a`, `[a/b]`.
fn bare(typed: &str) -> &str {
    typed.trim().trim_matches(['(', ')', '[', ']', '（', '）']).trim_start_matches('#')
}

fn is_handle(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|digit| digit.is_ascii_hexdigit())
}
