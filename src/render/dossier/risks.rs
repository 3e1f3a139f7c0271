//! Why: a board decides what is done first. It sees the register ranked by its own numbers, the picture of its matrix with
//! the table beside it, what is late, and where indicators went; never a rating that ombud made up.

use super::Page;
use super::block::{Block, Kind, Table};
use crate::readings::{Standing, Stated};
use crate::register::{Controls, Register, TreatmentState, controls};
use crate::render::indicator;
use crate::render::risk::{heat, matrix_origin, tables, warnings};
use crate::render::table::{self, Side};

pub(super) fn risks(page: &Page<'_>, out: &mut Vec<Block>) {
    out.push(page.chapter("report.risks"));
    if page.dossier.registers.is_empty() {
        out.push(Block::Paragraph(page.word("report.risks-none")));
        return;
    }
    out.push(Block::Paragraph(page.word("risk.note")));
    for register in &page.dossier.registers {
        one(page, register, out);
    }
}

fn one(page: &Page<'_>, register: &Register, out: &mut Vec<Block>) {
    let lang = page.lang;
    let judged: Vec<Controls<'_>> = controls(register, page.dossier.report);
    out.push(Block::Heading(2, crate::render::risk::heading(register, lang)));
    out.push(Block::Table(of(tables::compact(register, &judged, lang))));
    out.push(Block::Paragraph(page.word("risk.legend")));
    out.push(Block::Heading(3, page.word("risk.head-matrix")));
    out.push(Block::Paragraph(matrix_origin(register, lang)));
    if let (Some(svg), Some(matrix)) = (heat::svg(register, lang), tables::matrix(register, lang)) {
        out.push(Block::Figure { svg, caption: page.word("risk.matrix-legend") });
        out.push(Block::Table(of(matrix)));
    }
    out.push(Block::Heading(3, page.word("risk.head-warnings")));
    out.push(list(page, warnings::warnings(register, lang)));
    out.push(Block::Heading(3, page.word("risk.head-overdue")));
    let overdue = tables::treatments(register, lang, |own| matches!(own.state, TreatmentState::Overdue(_)));
    match overdue.rows.is_empty() {
        true => out.push(list(page, Vec::new())),
        false => out.push(Block::Table(of(overdue))),
    }
    out.push(Block::Heading(3, page.word("risk.head-reviews")));
    out.push(list(page, warnings::reviews(register, lang)));
    out.push(Block::Heading(3, page.word("risk.head-controls")));
    out.push(list(page, warnings::controls(register, &judged, lang)));
}

pub(super) fn indicators(page: &Page<'_>, out: &mut Vec<Block>) {
    let standings = &page.dossier.standings;
    out.push(page.chapter("report.indicators"));
    if standings.is_empty() {
        out.push(Block::Paragraph(page.word("report.indicators-none")));
        return;
    }
    out.push(Block::Paragraph(page.word("report.indicators-about")));
    out.push(Block::Table(states(page, standings)));
    for (at, standing) in standings.iter().enumerate() {
        for (number, channel) in standing.channels.iter().enumerate() {
            let rows = indicator::rows(channel);
            if rows.is_empty() {
                continue;
            }
            out.push(Block::Heading(3, indicator::name(standing, &channel.series, page.lang)));
            let prefix = format!("{}-{at}-{number}", page.lang.code());
            let svg = indicator::svg(standing, channel, page.lang, &prefix);
            out.push(Block::Figure { svg, caption: indicator::caption(standing, channel, page.lang) });
            let [date, value, n] = indicator::heads(page.lang);
            let columns = [(date, Kind::Short), (value, Kind::Number), (n, Kind::Number)];
            out.push(Block::Table(Table {
                columns: columns.to_vec(),
                rows: rows.into_iter().map(Vec::from).collect(),
            }));
        }
    }
}

/// One row a channel: how it stands, since when, against what, and who is told.
fn states(page: &Page<'_>, standings: &[Standing]) -> Table {
    let mut table = Table::new(&[
        (page.word("report.indicator"), Kind::Words),
        (page.word("report.state"), Kind::Short),
        (page.word("report.last-reading"), Kind::Words),
        (page.word("report.target"), Kind::Number),
        (page.word("report.warn-at"), Kind::Number),
        (page.word("report.alarm-at"), Kind::Number),
        (page.word("report.trend"), Kind::Short),
        (page.word("report.alerts"), Kind::Words),
    ]);
    for standing in standings {
        let stated = |own: &Option<Stated>| own.as_ref().map(|own| own.value.text().to_string()).unwrap_or_default();
        for channel in &standing.channels {
            let last = channel.trend.last().map(|last| {
                let value = last.value.as_ref().map(|value| value.text().to_string()).unwrap_or_default();
                format!("{value} ({})", last.date)
            });
            table.rows.push(vec![
                indicator::name(standing, &channel.series, page.lang),
                indicator::state(&channel.series, page.lang),
                last.unwrap_or_default(),
                stated(&standing.target),
                stated(&standing.warn_at),
                stated(&standing.alarm_at),
                channel.change.map(|change| indicator::change(change, page.lang)).unwrap_or_default(),
                page.list(standing.alerts.iter().map(ToString::to_string)),
            ]);
        }
    }
    table
}

fn list(page: &Page<'_>, items: Vec<String>) -> Block {
    match items.is_empty() {
        true => Block::Paragraph(page.word("risk.nothing")),
        false => Block::List(items),
    }
}

/// A table as other pages have it.
pub(super) fn of(table: table::Table) -> Table {
    let kind = |side: Side| if side == Side::Right { Kind::Number } else { Kind::Words };
    Table { columns: table.head.into_iter().map(|own| (own.name, kind(own.side))).collect(), rows: table.rows }
}
