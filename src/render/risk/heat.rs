//! Why: a matrix is looked at before it is read. The picture says in words and numbers whatever it says in colour: each cell
//! has its level, its number and its risks, so that it can be printed in grey and read aloud. A list below has every risk,
//! also those for which a cell has no room and those that are not rated.
//!
//! Nothing overlaps: texts of files are set in a typeface of fixed width, folded or shortened to the room there is, and each
//! block clips what is inside. The picture has no script, style, id or class, so it can stand inside a page beside others.

mod drawing;

use std::collections::BTreeSet;

use super::{heading, matrix_origin, tables, words};
use crate::message::{Lang, Message};
use crate::register::matrix::Place;
use crate::register::{Cell, Register, Risk, Scale};
use crate::render::catalogue;
use crate::render::escape::visible;
use crate::render::wrap::{char_width, fold, text_width};
use drawing::{Block, Drawing, GLYPH, LINE, Weight};

/// Columns of text in a cell.
const CELL: usize = 18;

/// Columns of text beside the rows.
const ASIDE: usize = 14;

/// Columns of text that the whole has at least, so that titles and the list have room beside a small matrix.
const LEAST: usize = 78;

/// Most risks that are named in a cell; of the others their number is said.
const MOST: usize = 5;

/// Most lines of a level's name in a cell, and of a step's word beside the matrix.
const NAME_LINES: usize = 3;

/// Blank around text in a cell, in pixels.
const PAD: usize = 6;

/// Blank around the whole, in pixels.
const MARGIN: usize = 12;

/// The matrix with the risks in it, as SVG; `None` for a register without a matrix. Ends with a line end.
pub fn svg(register: &Register, lang: Lang) -> Option<String> {
    let matrix = register.matrix.as_ref().ok().filter(|matrix| matrix.columns() > 0)?;
    let cell_width = CELL * GLYPH / 10 + 2 * PAD;
    let aside = ASIDE * GLYPH / 10 + 2 * PAD;
    let grid = aside + matrix.columns() * cell_width;
    let width = grid.max(LEAST * GLYPH / 10);
    let columns = width * 10 / GLYPH;
    let title = catalogue::compose(lang, &Message::new("risk.chart"), &[("title", &heading(register, lang))]);
    let mut drawing = Drawing::new(MARGIN, width);
    let mut y = MARGIN;
    let day = catalogue::compose(lang, &Message::new("risk.as-of"), &[("value", &register.as_of.to_string())]);
    for (text, weight) in
        [(&title, Weight::Bold), (&matrix_origin(register, lang), Weight::Plain), (&day, Weight::Plain)]
    {
        y = drawing.paragraph(y, &fold(text, columns), weight);
    }
    y += LINE / 2;
    let axis = |id| words::word(lang, id);
    y = drawing.paragraph(y, &[format!("{} ↑", axis("risk.axis-likelihood"))], Weight::Bold);
    let mut cut = false;
    for (at, cells) in matrix.rows.iter().enumerate().rev() {
        let row = at as u32 + 1;
        let blocks: Vec<Vec<Line>> =
            (1u32..).zip(cells).map(|(column, cell)| lines(register, place(row, column), cell, lang)).collect();
        cut |= blocks.iter().flatten().any(|line| line.is_cut);
        let label = step(register.scales.likelihood.as_ref(), row, ASIDE, &mut cut);
        let most = blocks.iter().map(Vec::len).chain([label.len(), 4]).max().unwrap_or(0);
        let height = most * LINE + 2 * PAD;
        drawing.block(&Block { x: MARGIN, y, width: aside, height, fill: None, pad: PAD }, &plain(&label));
        for (at, (cell, block)) in cells.iter().zip(&blocks).enumerate() {
            let fill = Some(fill(register, cell));
            let x = MARGIN + aside + at * cell_width;
            let texts: Vec<(&str, Weight)> = block.iter().map(|line| (line.text.as_str(), line.weight)).collect();
            drawing.block(&Block { x, y, width: cell_width, height, fill, pad: PAD }, &texts);
        }
        y += height;
    }
    let labels: Vec<Vec<String>> =
        (1..=matrix.columns() as u32).map(|at| step(register.scales.impact.as_ref(), at, CELL, &mut cut)).collect();
    let height = labels.iter().map(Vec::len).max().unwrap_or(0) * LINE + 2 * PAD;
    for (at, label) in labels.iter().enumerate() {
        let x = MARGIN + aside + at * cell_width;
        drawing.block(&Block { x, y, width: cell_width, height, fill: None, pad: PAD }, &plain(label));
    }
    y += height;
    drawing.line(MARGIN + aside + PAD, y, &format!("{} →", axis("risk.axis-impact")), Weight::Bold);
    y += LINE + LINE / 2;
    if !register.inversions.is_empty() {
        y = drawing.paragraph(y, &fold(&axis("risk.mark"), columns), Weight::Plain);
    }
    if cut {
        y = drawing.paragraph(y, &fold(&axis("risk.cut"), columns), Weight::Plain);
    }
    if !register.risks.is_empty() {
        y = drawing.paragraph(y + LINE / 2, &[axis("risk.list")], Weight::Bold);
    }
    for risk in &register.risks {
        y = drawing.paragraph(y, &fold(&entry(register, risk, lang), columns), Weight::Plain);
    }
    Some(drawing.finish(y + MARGIN, &title))
}

/// One line in a cell.
struct Line {
    text: String,
    weight: Weight,
    is_cut: bool,
}

fn plain(lines: &[String]) -> Vec<(&str, Weight)> {
    lines.iter().map(|line| (line.as_str(), Weight::Plain)).collect()
}

fn place(likelihood: u32, impact: u32) -> Place {
    Place { likelihood, impact }
}

/// The number of a cell, its level, and its risks.
fn lines(register: &Register, at: Place, cell: &Cell, lang: Lang) -> Vec<Line> {
    let is_marked = register.inversions.iter().any(|pair| pair.greater == at);
    let number = format!("{}{}", at.product(), if is_marked { " !" } else { "" });
    let name = cell.level.as_ref().map_or_else(|| words::none(lang), |level| words::level(register, lang, level));
    let mut lines = vec![Line { text: number, weight: Weight::Plain, is_cut: false }];
    lines.extend(short(&name, CELL, NAME_LINES).map(|(text, is_cut)| Line { text, weight: Weight::Bold, is_cut }));
    let there: Vec<&Risk> = register.risks_at(at.likelihood as usize, at.impact as usize).collect();
    let shown = if there.len() > MOST { MOST - 1 } else { MOST };
    for risk in there.iter().take(shown) {
        let name = format!("#{} {}", tables::position(risk, lang), visible(&risk.id));
        lines.extend(short(&name, CELL, 1).map(|(text, is_cut)| Line { text, weight: Weight::Plain, is_cut }));
    }
    if let Some(more) = there.len().checked_sub(shown).filter(|more| *more > 0) {
        let text = catalogue::text(lang, &Message::new("risk.more").number("n", more));
        lines.push(Line { text, weight: Weight::Plain, is_cut: true });
    }
    lines
}

/// The number of a step, and its word.
fn step(scale: Option<&Scale>, at: u32, columns: usize, cut: &mut bool) -> Vec<String> {
    let word = scale.and_then(|scale| scale.words.get(at as usize - 1));
    let text = word.map_or_else(|| at.to_string(), |word| format!("{at} {}", visible(word)));
    let lines: Vec<(String, bool)> = short(&text, columns, NAME_LINES).collect();
    *cut |= lines.iter().any(|(_, is_cut)| *is_cut);
    lines.into_iter().map(|(line, _)| line).collect()
}

/// A text in at most so many lines; the last one says by an ellipsis that there is more.
fn short(text: &str, columns: usize, most: usize) -> impl Iterator<Item = (String, bool)> {
    let mut lines = fold(text, columns);
    let is_cut = lines.len() > most;
    lines.truncate(most);
    if let Some(last) = lines.last_mut().filter(|_| is_cut) {
        // A name of one line is cut where the line ends and not where it could be folded.
        if most == 1 {
            *last = beginning(text, columns - 1);
        } else if text_width(last) >= columns {
            *last = beginning(last, columns - 1);
        }
        last.push('…');
    }
    lines.into_iter().map(move |line| (line, is_cut))
}

/// As much of a text as fits into so many columns.
fn beginning(text: &str, columns: usize) -> String {
    let mut width = 0;
    text.chars()
        .take_while(|c| {
            width += char_width(*c);
            width <= columns
        })
        .collect()
}

/// One risk in the list below.
fn entry(register: &Register, risk: &Risk, lang: Lang) -> String {
    let product = words::score(risk, lang);
    let level = words::inherent(register, risk, lang);
    let residual = words::residual(register, risk.residual.now.as_ref(), lang);
    let pieces = [("product", product.as_str()), ("level", &level), ("residual", &residual)];
    let rest = catalogue::compose(lang, &Message::new("risk.list-entry"), &pieces);
    format!("#{} {}: {rest}", tables::position(risk, lang), visible(&risk.id))
}

/// Where the level of a cell stands among those of the register, from 0 for the lowest to 100 for the highest.
fn fill(register: &Register, cell: &Cell) -> Option<usize> {
    let rank = register.rank(cell.level.as_ref()?)?;
    let ranks: BTreeSet<i64> = register.levels.iter().filter_map(|level| level.rank).collect();
    let at = ranks.iter().position(|own| *own == rank)?;
    Some(at * 100 / ranks.len().saturating_sub(1).max(1))
}
