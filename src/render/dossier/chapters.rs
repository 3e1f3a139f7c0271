//! Why: a report is judged by what it leaves out. These chapters say who was looked at and who was not, what was satisfied
//! and what did not apply, what was taken off, what became of the last report, and what somebody vouches for.

use std::collections::BTreeSet;

use super::Page;
use super::block::{Block, Kind, Table};
use super::findings::line;
use super::opening::or_none;
use crate::clause::not_held::not_held;
use crate::diagnostic::Severity;
use crate::dossier::{Earlier, Validity};
use crate::finding::Disposition;
use crate::message::{Arg, Message};
use crate::model::DocumentRef;
use crate::render::{catalogue, citation, names};
use crate::report::{Member, MemberState};

pub(super) fn population(page: &Page<'_>, out: &mut Vec<Block>) {
    let report = page.dossier.report;
    out.push(page.chapter("report.population"));
    let about = Message::new("report.population-about")
        .number("read", report.members(MemberState::Read).saturating_sub(page.dossier.retired.len()))
        .number("broken", report.members(MemberState::Broken))
        .number("unrecognised", report.members(MemberState::Unrecognised))
        .number("excluded", report.members(MemberState::Excluded))
        .number("over", report.members(MemberState::OverLimit));
    out.push(Block::Paragraph(page.say(&about)));
    let mut table = Table::new(&[
        (page.word("report.file"), Kind::Code),
        (page.word("report.kind"), Kind::Short),
        (page.word("report.document"), Kind::Code),
        (page.word("report.digest-start"), Kind::Code),
    ]);
    let is_retired = |own: &DocumentRef| page.dossier.retired.contains(&(own.path.clone(), own.index));
    let read = report.population.iter().filter(|member| member.state == MemberState::Read);
    for member in read.filter(|member| !is_retired(&member.document)) {
        table.rows.push(vec![
            path(&member.document),
            member.document.kind.as_deref().map(|kind| names::kind(page.lang, kind)).unwrap_or_default(),
            member.document.id.as_deref().unwrap_or_default().to_owned(),
            start(&member.sha256),
        ]);
    }
    out.push(Block::Table(table));
    not_judged(page, out);
    inventory(page, out);
}

fn not_judged(page: &Page<'_>, out: &mut Vec<Block>) {
    let report = page.dossier.report;
    out.push(Block::Heading(2, page.word("report.not-judged")));
    let mut table = Table::new(&[(page.word("report.file"), Kind::Code), (page.word("report.reason"), Kind::Words)]);
    for member in report.population.iter().filter(|member| member.state != MemberState::Read) {
        table.rows.push(vec![path(&member.document), reason(page, member)]);
    }
    let retired: BTreeSet<_> = page.dossier.retired.iter().collect();
    for (path, _) in retired {
        table.rows.push(vec![path.to_string(), page.word("report.retired")]);
    }
    match table.rows.is_empty() {
        true => out.push(Block::Paragraph(page.word("report.not-judged-none"))),
        false => out.push(Block::Table(table)),
    }
}

fn reason(page: &Page<'_>, member: &Member) -> String {
    let is_it =
        |reference: &DocumentRef| (&reference.path, reference.index) == (&member.document.path, member.document.index);
    let passed = page.dossier.passed_over.iter().find(|(reference, _)| is_it(reference));
    if let (MemberState::Unrecognised, Some((_, why))) = (member.state, passed) {
        return page.say(why);
    }
    page.word(match member.state {
        MemberState::Read => "report.none",
        MemberState::Broken => "doctor.state-broken",
        MemberState::Unrecognised => "doctor.state-unrecognised",
        MemberState::Excluded => "doctor.state-excluded",
        MemberState::OverLimit => "doctor.state-over-limit",
    })
}

fn inventory(page: &Page<'_>, out: &mut Vec<Block>) {
    let inventory = &page.dossier.inventory;
    out.push(Block::Heading(2, page.word("report.inventory")));
    if inventory.expected.is_empty() {
        out.push(Block::Paragraph(page.word("report.inventory-none")));
        return;
    }
    let mut table = Table::new(&[
        (page.word("report.expected"), Kind::Words),
        (page.word("report.kind"), Kind::Short),
        (page.word("report.place"), Kind::Code),
        (page.word("report.found"), Kind::Code),
    ]);
    for item in &inventory.expected {
        let title = item.title.as_ref().map_or_else(|| item.id.to_string(), |title| catalogue::local(page.lang, title));
        table.rows.push(vec![
            title,
            item.kind.as_deref().map(|kind| names::kind(page.lang, kind)).unwrap_or_default(),
            item.wanted.as_deref().unwrap_or_default().to_owned(),
            item.found.as_ref().map_or_else(|| page.word("report.no"), path),
        ]);
    }
    out.push(Block::Table(table));
    if !inventory.unlisted.is_empty() {
        let list = inventory.unlisted.iter().map(|own| path(own).into()).collect();
        out.push(Block::Paragraph(page.say(&Message::new("report.inventory-unlisted").arg("list", Arg::List(list)))));
    }
}

pub(super) fn method(page: &Page<'_>, out: &mut Vec<Block>) {
    let report = page.dossier.report;
    out.push(page.chapter("report.method"));
    let missing = page.list(not_held().iter().map(|text| catalogue::local(page.lang, text)));
    let law = Message::new("report.method-law").text("day", report.catalogue_as_of.to_string());
    let mut items = vec![page.word("report.method-whole"), page.word("report.method-files")];
    let stopped = report.diagnostics.iter().filter(|row| row.diagnostic.severity == Severity::Error).count();
    if stopped > 0 {
        items.push(page.say(&Message::new("report.method-stopped").number("n", stopped)));
    }
    items.push(catalogue::compose(page.lang, &law, &[("missing", &missing)]));
    items.push(page.word("report.method-numbers"));
    out.push(Block::List(items));
    let packs = report.packs.iter().map(|pack| format!("{} {}", pack.id, pack.version));
    out.push(Block::Facts(vec![
        (page.word("report.packs"), or_none(page, page.list(packs))),
        (page.word("report.policies-digest"), report.policies_digest.clone()),
        (page.word("report.rule-files"), report.config_digest.clone()),
    ]));
}

pub(super) fn follow_up(page: &Page<'_>, out: &mut Vec<Block>) {
    let (Some(follow_up), Some(previous)) = (&page.dossier.follow_up, &page.dossier.request.previous) else { return };
    out.push(page.chapter("report.follow-up"));
    let of = Message::new("report.follow-up-of")
        .text("day", previous.as_of.to_string())
        .text("digest", previous.digest.as_str());
    out.push(Block::Paragraph(page.say(&of)));
    let closed =
        Message::new("report.closed").number("n", follow_up.closed.len()).text("day", previous.as_of.to_string());
    out.push(Block::Heading(2, page.say(&closed)));
    out.push(Block::List(follow_up.closed.iter().map(|own| earlier_line(page, own)).collect()));
    if !follow_up.not_looked_at.is_empty() {
        let message = Message::new("report.not-looked-at").number("n", follow_up.not_looked_at.len());
        out.push(Block::Heading(2, page.say(&message)));
        out.push(Block::List(follow_up.not_looked_at.iter().map(|own| earlier_line(page, own)).collect()));
    }
    for (id, list) in [("report.still-open", &follow_up.still_open), ("report.new", &follow_up.new)] {
        out.push(Block::Heading(2, page.say(&Message::new(id).number("n", list.len()))));
        out.push(Block::List(list.iter().map(|finding| line(page, finding)).collect()));
    }
}

/// A finding of the earlier report, in the words in which that was written.
fn earlier_line(page: &Page<'_>, own: &Earlier) -> String {
    let message = Message::new("report.line").text("place", own.path.as_str()).text("policy", own.policy.as_str());
    catalogue::compose(page.lang, &message, &[("text", &own.message)])
}

pub(super) fn satisfied(page: &Page<'_>, out: &mut Vec<Block>) {
    let dossier = page.dossier;
    out.push(page.chapter("report.satisfied"));
    out.push(Block::Paragraph(page.word("report.satisfied-about")));
    let mut table = Table::new(&[
        (page.word("report.policy"), Kind::Code),
        (page.word("report.satisfied-by"), Kind::Words),
        (page.word("report.not-applicable"), Kind::Number),
    ]);
    let none = Vec::new();
    let policies: BTreeSet<_> = dossier.satisfied.keys().chain(dossier.not_applicable.keys()).collect();
    for policy in policies {
        let documents = dossier.satisfied.get(policy).unwrap_or(&none);
        let names = documents.iter().map(|own| match &own.id {
            Some(id) => id.to_string(),
            None if own.path.is_empty() => page.word("report.whole-workspace"),
            None => path(own),
        });
        let elsewhere = dossier.not_applicable.get(policy).copied().unwrap_or(0);
        table.rows.push(vec![policy.to_string(), page.list(names), elsewhere.to_string()]);
    }
    out.push(Block::Table(table));
}

pub(super) fn exceptions(page: &Page<'_>, out: &mut Vec<Block>) {
    let report = page.dossier.report;
    out.push(page.chapter("report.exceptions"));
    if report.exempt.is_empty() {
        out.push(Block::Paragraph(page.word("report.exceptions-none")));
    } else {
        let mut table = Table::new(&[
            (page.word("report.policy"), Kind::Code),
            (page.word("report.document"), Kind::Code),
            (page.word("report.reason"), Kind::Words),
        ]);
        for row in &report.exempt {
            table.rows.push(vec![row.policy.to_string(), path(&row.document), row.reason.to_string()]);
        }
        out.push(Block::Table(table));
    }
    let other = Message::new("report.exceptions-other")
        .number("waived", report.with(Disposition::Waived))
        .number("baselined", report.with(Disposition::Baselined));
    out.push(Block::Paragraph(page.say(&other)));
}

pub(super) fn statements(page: &Page<'_>, out: &mut Vec<Block>) {
    let dossier = page.dossier;
    out.push(page.chapter("report.statements"));
    if dossier.statements.is_empty() {
        out.push(Block::Paragraph(page.word("report.statements-none")));
        return;
    }
    out.push(Block::Paragraph(page.word("report.statements-about")));
    let mut table = Table::new(&[
        (page.word("report.clause"), Kind::Words),
        (page.word("report.statement"), Kind::Words),
        (page.word("report.statement-by"), Kind::Words),
        (page.word("report.until"), Kind::Short),
        (page.word("report.state"), Kind::Short),
        (page.word("report.evidence"), Kind::Code),
    ]);
    for own in &dossier.statements {
        let clause = own.clause.as_deref().and_then(|id| dossier.knowledge.catalogue.get(id));
        let cited = clause.map(|clause| citation::named(page.lang, &clause.instrument, &clause.clause));
        let by = own.by.as_deref().unwrap_or_default();
        let on = own.on.map(|day| day.to_string()).unwrap_or_default();
        let evidence = own.evidence.iter().map(|(path, sha256)| match sha256 {
            Some(sha256) => format!("{path} ({})", start(sha256)),
            None => path.to_string(),
        });
        table.rows.push(vec![
            cited.or_else(|| own.clause.as_deref().map(str::to_owned)).unwrap_or_default(),
            own.text.as_ref().map(|text| catalogue::local(page.lang, text)).unwrap_or_default(),
            page.list([by.to_owned(), on].into_iter().filter(|part| !part.is_empty())),
            own.valid_until.map(|day| day.to_string()).unwrap_or_default(),
            page.word(match own.validity {
                Validity::Holds => "report.statement-holds",
                Validity::Expired => "report.statement-expired",
                Validity::Incomplete => "report.statement-incomplete",
                Validity::Later => "report.statement-later",
            }),
            page.list(evidence),
        ]);
    }
    out.push(Block::Table(table));
}

pub(super) fn closing(page: &Page<'_>, out: &mut Vec<Block>) {
    out.push(page.chapter("report.sign"));
    let lines = ["report.role-prepared", "report.role-reviewed", "report.role-approved"];
    let marks = ["report.sign-name", "report.sign-day", "report.sign-signature"];
    out.push(Block::Signatures(lines.map(|id| page.word(id)).to_vec(), marks.map(|id| page.word(id))));
    out.push(page.chapter("report.integrity"));
    out.push(Block::Paragraph(page.word("report.integrity-about")));
    out.push(Block::Facts(vec![
        (page.word("report.data-digest"), page.digest.to_owned()),
        (page.word("report.recheck"), "ombud report --verify FILE".to_owned()),
    ]));
}

/// A document by its file; by its position as well where it is not the first of it.
pub(super) fn path(document: &DocumentRef) -> String {
    match document.index {
        0 => document.path.to_string(),
        index => format!("{}#{index}", document.path),
    }
}

/// Enough of a digest to tell files apart by eye; the data hold the whole.
fn start(sha256: &str) -> String {
    sha256.get(..12).unwrap_or(sha256).to_owned()
}
