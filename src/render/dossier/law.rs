//! Why: conclusions are drawn law by law and in careful words, with the count of what nothing is said of beside what is
//! met; the clauses themselves follow one by one, so that nobody has to believe a sum.

use super::Page;
use super::block::{Block, Kind, Table};
use crate::dossier::{Fulfilment, Instrument};
use crate::message::{LocalText, Message};
use crate::render::{catalogue, citation};

pub(super) fn conclusions(page: &Page<'_>, out: &mut Vec<Block>) {
    out.push(page.chapter("report.conclusions"));
    out.push(Block::Paragraph(page.word("report.conclusions-about")));
    let mut columns = vec![(page.word("report.instrument"), Kind::Words)];
    columns.extend(Fulfilment::ALL.map(|own| (page.word(word(own)), Kind::Number)));
    columns.push((page.word("report.total"), Kind::Number));
    let mut table = Table::new(&columns);
    for instrument in &page.dossier.instruments {
        let mut row = vec![name(page, instrument)];
        row.extend(Fulfilment::ALL.map(|own| instrument.count(own).to_string()));
        row.push(instrument.clauses.len().to_string());
        table.rows.push(row);
    }
    out.push(Block::Table(table));
    out.push(Block::List(page.dossier.instruments.iter().map(|own| sentence(page, own)).collect()));
}

fn sentence(page: &Page<'_>, instrument: &Instrument<'_>) -> String {
    let parts = Fulfilment::ALL.into_iter().filter_map(|own| {
        let count = instrument.count(own);
        (count > 0).then(|| page.say(&Message::new(part(own)).number("n", count)))
    });
    let parts = page.list(parts);
    let message = Message::new("report.conclusion").number("n", instrument.clauses.len());
    catalogue::compose(page.lang, &message, &[("name", &name(page, instrument)), ("parts", &parts)])
}

pub(super) fn clauses(page: &Page<'_>, out: &mut Vec<Block>) {
    out.push(page.chapter("report.clauses"));
    out.push(Block::Paragraph(page.word("report.clauses-about")));
    let columns = [
        (page.word("report.article"), Kind::Words),
        (page.word("report.asks"), Kind::Words),
        (page.word("report.state"), Kind::Short),
        (page.word("report.policy"), Kind::Code),
    ];
    for instrument in &page.dossier.instruments {
        out.push(Block::Heading(2, name(page, instrument)));
        let mut table = Table::new(&columns);
        for (covered, fulfilment) in &instrument.clauses {
            let clause = covered.clause;
            let (title, asked) =
                (catalogue::local(page.lang, &clause.title), catalogue::local(page.lang, &clause.obligation));
            table.rows.push(vec![
                catalogue::local(page.lang, &clause.clause),
                if asked.is_empty() { title } else { said(page, &title, &asked) },
                page.word(word(*fulfilment)),
                page.list(covered.citing.iter().map(|citing| citing.policy.to_string())),
            ]);
        }
        out.push(Block::Table(table));
    }
}

/// What a clause is called, and what it asks for.
fn said(page: &Page<'_>, title: &str, asked: &str) -> String {
    catalogue::compose(page.lang, &Message::new("report.asked"), &[("title", title), ("asked", asked)])
}

fn name(page: &Page<'_>, instrument: &Instrument<'_>) -> String {
    citation::named(page.lang, instrument.name, &LocalText::default())
}

/// The catalogue word for what can be said of a clause.
pub(super) fn word(own: Fulfilment) -> &'static str {
    match own {
        Fulfilment::NotMet => "report.not-met",
        Fulfilment::Unknown => "report.unknown",
        Fulfilment::Met => "report.met",
        Fulfilment::Stated => "report.stated",
        Fulfilment::NotCovered => "report.not-covered",
    }
}

fn part(own: Fulfilment) -> &'static str {
    match own {
        Fulfilment::NotMet => "report.part-not-met",
        Fulfilment::Unknown => "report.part-unknown",
        Fulfilment::Met => "report.part-met",
        Fulfilment::Stated => "report.part-stated",
        Fulfilment::NotCovered => "report.part-not-covered",
    }
}
