//! Why: a report that lives in a repository is read there, in GitHub Flavored Markdown. It says the same as the page,
//! block by block; the data that it rests on stands in a comment, which readers do not see.

use std::fmt::Write;

use super::block::{Block, Card, Kind, Table};
use crate::message::Lang;
use crate::render::markdown::escape::text;

/// The mark before the data.
pub(super) const DATA_BEGINS: &str = "<!-- ombud-data ";

/// The mark behind it.
pub(super) const DATA_ENDS: &str = " -->";

/// Parts one after the other, with the data that they rest on.
pub fn markdown(parts: &[(Lang, Vec<Block>)], data: &str) -> String {
    let mut out = String::new();
    for (_, blocks) in parts {
        if !out.is_empty() {
            out.push_str("---\n\n");
        }
        for block in blocks {
            write_block(&mut out, block);
        }
    }
    let _ = writeln!(out, "{DATA_BEGINS}{data}{DATA_ENDS}");
    out
}

fn write_block(out: &mut String, block: &Block) {
    let _ = match block {
        Block::Title(title) => writeln!(out, "# {}\n", text(title)),
        Block::Heading(level, title) => {
            writeln!(out, "{} {}\n", "#".repeat(usize::from(*level).clamp(1, 5) + 1), text(title))
        }
        Block::Paragraph(said) => writeln!(out, "{}\n", begun(said)),
        Block::Notice(said) => writeln!(out, "> **{}**\n", text(said)),
        Block::Facts(facts) => {
            for (name, value) in facts {
                let _ = writeln!(out, "- **{}**: {}", text(name), lines(value));
            }
            writeln!(out)
        }
        Block::List(items) => {
            for item in items {
                let _ = writeln!(out, "- {}", begun(item));
            }
            writeln!(out)
        }
        Block::Table(table) => write_table(out, table),
        // A picture says nothing that the table beside it does not.
        Block::Figure { .. } => Ok(()),
        Block::Card(card) => write_card(out, card),
        Block::Signatures(lines, [name, day, signature]) => {
            let _ =
                writeln!(out, "| | {} | {} | {} |\n| --- | --- | --- | --- |", text(name), text(day), text(signature));
            for line in lines {
                let _ = writeln!(out, "| {} | | | |", text(line));
            }
            writeln!(out)
        }
    };
}

fn write_table(out: &mut String, table: &Table) -> std::fmt::Result {
    for (head, _) in &table.columns {
        write!(out, "| {} ", text(head))?;
    }
    out.push_str("|\n");
    for (_, kind) in &table.columns {
        out.push_str(if *kind == Kind::Number { "| ---: " } else { "| --- " });
    }
    out.push_str("|\n");
    for row in &table.rows {
        for value in row {
            write!(out, "| {} ", lines(value))?;
        }
        out.push_str("|\n");
    }
    writeln!(out)
}

fn write_card(out: &mut String, card: &Card) -> std::fmt::Result {
    // Words of ours stand first, so that nothing of a file can open a list.
    writeln!(out, "**{}: {}** {}\n", text(&card.weight), text(&card.title), text(&card.message))?;
    writeln!(out, "- {}", begun(&card.place))?;
    if let Some(line) = &card.line {
        writeln!(out, "- {}", begun(line.trim()))?;
    }
    for (name, value) in &card.facts {
        writeln!(out, "- {}: {}", begun(name), lines(value))?;
    }
    writeln!(out)
}

/// Several lines in one item.
fn lines(value: &str) -> String {
    value.lines().map(text).collect::<Vec<_>>().join("<br>")
}

/// Text that begins a line or an item, where a sign or a digit of a file would open a list.
fn begun(said: &str) -> String {
    let opens = |c: char| c.is_ascii_digit() || c.is_whitespace() || matches!(c, '-' | '+');
    let parted = if said.starts_with(opens) { "\u{200B}" } else { "" };
    format!("{parted}{}", text(said))
}
