//! Why: a finding in a report must stand alone: what is wrong, where, against what, who asks for it, and how to mend it,
//! with the line as it stands in the file.

use super::Page;
use super::block::{Block, Card};
use crate::diagnostic::Severity;
use crate::dossier::open;
use crate::finding::Finding;
use crate::message::{Arg, Message};
use crate::render::{catalogue, citation, shown_place, title};

/// Longest excerpt, in characters: a line of a file may be the whole file.
const LONGEST: usize = 200;

pub(super) fn findings(page: &Page<'_>, out: &mut Vec<Block>) {
    let report = page.dossier.report;
    out.push(page.chapter("report.findings"));
    let mut any = false;
    for severity in [Severity::Error, Severity::Warning, Severity::Info] {
        let list: Vec<&Finding> = open(report).filter(|finding| finding.severity == severity).collect();
        if list.is_empty() {
            continue;
        }
        any = true;
        let id = match severity {
            Severity::Error => "report.count-error",
            Severity::Warning => "report.count-warning",
            Severity::Info => "report.count-info",
        };
        out.push(Block::Heading(2, page.say(&Message::new(id).number("n", list.len()))));
        out.extend(list.into_iter().map(|finding| Block::Card(card(page, finding))));
    }
    if !any {
        out.push(Block::Paragraph(page.word("report.findings-none")));
    }
    if !report.diagnostics.is_empty() {
        out.push(Block::Heading(2, page.word("report.problems")));
        out.push(Block::List(report.diagnostics.iter().map(|row| page.say(&row.diagnostic.message)).collect()));
    }
}

fn card(page: &Page<'_>, finding: &Finding) -> Card {
    let lang = page.lang;
    let source = page.dossier.report.sources.get(finding.location.source);
    let start = source.place(finding.location.span.start);
    let line: String = source.line_text(start.line).trim().chars().take(LONGEST).collect();
    let mut facts = vec![(page.word("report.handle"), finding.handle())];
    facts.push((page.word("report.policy"), finding.policy.to_string()));
    if let Some(value) = &finding.value {
        facts.push((page.word("report.value"), value.to_string()));
    }
    if let Some(limit) = &finding.limit {
        let origin = catalogue::text(
            lang,
            &Message::new("report.limit-of")
                .text("limit", limit.value.clone())
                .arg("origin", citation::who_set(finding, limit)),
        );
        facts.push((page.word("report.limit"), origin));
    }
    let clauses: Vec<String> = finding.clauses.iter().flat_map(|cited| citation::lines(lang, finding, cited)).collect();
    if !clauses.is_empty() {
        facts.push((page.word("report.reasons"), clauses.join("\n")));
    }
    let help: Vec<String> = finding.help.iter().map(|help| page.say(help)).collect();
    if !help.is_empty() {
        facts.push((page.word("report.help"), help.join("\n")));
    }
    for related in &finding.related {
        let place = shown_place(page.dossier.report.sources.get(related.location.source), related.location.span.start);
        facts.push((page.say(&related.message), place));
    }
    Card {
        weight: title::weight(lang, finding),
        title: title::of_finding(lang, finding),
        message: page.say(&finding.message),
        place: shown_place(source, finding.location.span.start),
        line: Some(line).filter(|line| !line.is_empty()),
        facts,
    }
}

/// A finding in one line: for the follow-up.
pub(super) fn line(page: &Page<'_>, finding: &Finding) -> String {
    let source = page.dossier.report.sources.get(finding.location.source);
    let place = shown_place(source, finding.location.span.start);
    let message = Message::new("report.line").text("place", place).arg("policy", Arg::Text(finding.policy.clone()));
    catalogue::compose(page.lang, &message, &[("text", &page.say(&finding.message))])
}
