//! Why: what is declared and what was done stand side by side, with the digest of the log, so that the figures can be gone
//! over by whoever holds it.

use super::Page;
use super::block::{Block, Kind, Table};
use crate::message::Message;
use crate::render::observe::words::{count, length};

pub(super) fn observed(page: &Page<'_>, out: &mut Vec<Block>) {
    out.push(page.chapter("report.observed"));
    if page.dossier.observed.is_empty() {
        out.push(Block::Paragraph(page.word("report.observed-none")));
        return;
    }
    out.push(Block::Paragraph(page.word("report.observed-about")));
    for own in &page.dossier.observed {
        out.push(Block::Heading(2, own.process.to_string()));
        let log = Message::new("report.observed-log")
            .text("path", own.log.clone())
            .text("cases", count(own.cases))
            .text("digest", own.sha256.clone());
        out.push(Block::Paragraph(page.say(&log)));
        let mut table = Table::new(&[
            (page.word("report.deadline"), Kind::Words),
            (page.word("report.declared"), Kind::Words),
            (page.word("report.cases"), Kind::Number),
            (page.word("report.within"), Kind::Number),
            (page.word("report.late"), Kind::Number),
            (page.word("report.undecided"), Kind::Number),
            (page.word("report.open"), Kind::Number),
            ("p50".to_owned(), Kind::Number),
            ("p90".to_owned(), Kind::Number),
            ("p99".to_owned(), Kind::Number),
        ]);
        for kept in &own.deadlines {
            let mut row = vec![
                kept.deadline.to_string(),
                kept.declared.as_deref().unwrap_or_default().to_owned(),
                count(kept.cases),
                count(kept.within),
                count(kept.late),
                count(kept.undecided),
                count(kept.open),
            ];
            let percentile = |seconds: Option<u64>| seconds.map(|own| length(own, page.lang)).unwrap_or_default();
            row.extend(kept.percentiles.map(percentile));
            table.rows.push(row);
        }
        out.push(Block::Table(table));
    }
}
