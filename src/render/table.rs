//! Why: the same table is read on a terminal, in a comment and on a page. It is put into words once; what differs is how
//! its cells are set apart, and that in a terminal wide characters take two columns and long cells must be folded.

use crate::render::markdown::escape;
use crate::render::wrap::{fold, text_width};
use crate::render::{Graphics, Style};

/// A table in words. Cells are visible text of one or more lines; what a format reads as markup is for the format to take
/// apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The columns.
    pub head: Vec<Column>,
    /// Rows with as many cells as there are columns.
    pub rows: Vec<Vec<String>>,
}

/// The head of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// What stands in it.
    pub name: String,
    /// On which side its cells stand.
    pub side: Side,
}

/// On which side cells of a column stand: numbers right, so that they can be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Texts.
    Left,
    /// Numbers.
    Right,
}

/// Blanks between columns.
const GAP: usize = 2;

/// No column is folded to fewer columns of the terminal than this.
const LEAST: usize = 8;

impl Table {
    /// A table with columns and no rows yet.
    pub fn new(head: impl IntoIterator<Item = (String, Side)>) -> Self {
        let head = head.into_iter().map(|(name, side)| Column { name, side }).collect();
        Self { head, rows: Vec::new() }
    }
}

/// The table for a terminal: cells are folded so that a row fits into the width of the style, as far as
/// [`LEAST`] allows. Each line begins with `indent` blanks.
pub fn text(table: &Table, indent: usize, style: &Style) -> String {
    let widths = widths(table, style.width.saturating_sub(indent));
    let head: Vec<String> = table.head.iter().map(|column| column.name.clone()).collect();
    let mut out = String::new();
    push(&mut out, table, &head, &widths, indent);
    let stroke = if style.graphics == Graphics::Unicode { "─" } else { "-" };
    let rule: Vec<String> = widths.iter().map(|width| stroke.repeat(*width)).collect();
    push(&mut out, table, &rule, &widths, indent);
    for row in &table.rows {
        push(&mut out, table, row, &widths, indent);
    }
    out
}

/// The table as GitHub's and GitLab's Markdown have it, with a line end after each row.
pub fn markdown(table: &Table) -> String {
    let cell = |text: &String| text.split('\n').map(escape::text).collect::<Vec<_>>().join("<br>");
    let row = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    let mut out = row(table.head.iter().map(|column| cell(&column.name)).collect());
    let sides = table.head.iter().map(|column| match column.side {
        Side::Left => "---".to_owned(),
        Side::Right => "--:".to_owned(),
    });
    out.push_str(&row(sides.collect()));
    for cells in &table.rows {
        out.push_str(&row(cells.iter().map(cell).collect()));
    }
    out
}

/// The columns that each column gets: what it needs, taken from the widest until all fit.
fn widths(table: &Table, room: usize) -> Vec<usize> {
    let longest = |text: &str| text.split('\n').map(text_width).max().unwrap_or(0);
    let mut widths: Vec<usize> = (0..table.head.len())
        .map(|at| {
            let cells = table.rows.iter().filter_map(|row| row.get(at)).map(|cell| longest(cell)).max().unwrap_or(0);
            let name = table.head.get(at).map_or("", |column| &column.name);
            // A heading may be folded, though not inside a word of Latin letters.
            let word = name.split(|c: char| !c.is_ascii_graphic()).map(str::len).max().unwrap_or(0);
            cells.max(longest(name).min(LEAST.max(word))).max(1)
        })
        .collect();
    let gaps = GAP * widths.len().saturating_sub(1);
    while widths.iter().sum::<usize>() + gaps > room {
        match widths.iter_mut().max().filter(|width| **width > LEAST) {
            Some(widest) => *widest -= 1,
            None => break,
        }
    }
    widths
}

/// Appends one row, in as many lines as its longest cell needs.
fn push(out: &mut String, table: &Table, cells: &[String], widths: &[usize], indent: usize) {
    let folded: Vec<Vec<String>> = cells.iter().zip(widths).map(|(cell, width)| fold(cell, *width)).collect();
    let height = folded.iter().map(Vec::len).max().unwrap_or(0);
    for at in 0..height {
        let mut line = " ".repeat(indent);
        for (column, (lines, width)) in folded.iter().zip(widths).enumerate() {
            let text = lines.get(at).map_or("", String::as_str);
            let blanks = " ".repeat(width.saturating_sub(text_width(text)));
            match table.head.get(column).map(|column| column.side) {
                Some(Side::Right) => line.extend([blanks.as_str(), text]),
                _ => line.extend([text, blanks.as_str()]),
            }
            line.push_str(&" ".repeat(GAP));
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::Lang;

    fn sample() -> Table {
        let mut table = Table::new([
            ("no".to_owned(), Side::Right),
            ("风险".to_owned(), Side::Left),
            ("end".to_owned(), Side::Left),
        ]);
        table.rows.push(vec!["1".into(), "投诉超期".into(), "x".into()]);
        table.rows.push(vec!["10".into(), "late\nanswers | <b>".into(), "y".into()]);
        table
    }

    #[test]
    fn columns_stand_under_each_other_whatever_the_script() {
        let shown = text(&sample(), 1, &Style::plain(Lang::En));
        let wanted = " no  风险           end\n ──  ─────────────  ───\n  1  投诉超期       x\n 10  late           y\n     answers | <b>\n";
        assert_eq!(shown, wanted);
        let narrow = Style { width: 16, graphics: Graphics::Ascii, ..Style::plain(Lang::En) };
        let shown = text(&sample(), 0, &narrow);
        assert!(shown.lines().all(|line| text_width(line) <= 17), "{shown}");
        assert!(shown.contains("--------") && shown.contains("投诉超期"), "{shown}");
    }

    #[test]
    fn no_cell_of_markdown_ends_its_cell() {
        let shown = markdown(&sample());
        assert_eq!(shown.lines().nth(1), Some("| --: | --- | --- |"));
        assert_eq!(shown.lines().nth(3), Some("| 10 | late<br>answers \\| &lt;b&gt; | y |"));
    }
}
