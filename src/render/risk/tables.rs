//! Why: what a register comes to is the same on a terminal, in Markdown and on a page of a report: a few tables. They are
//! put into words here, and every page shows them in its own way.

use super::words::{self, none, word};
use crate::message::{Lang, Message};
use crate::register::matrix::Place;
use crate::register::{Controls, Register, Risk, Treatment};
use crate::render::catalogue;
use crate::render::escape::visible;
use crate::render::table::{Side, Table};

fn table<const N: usize>(lang: Lang, head: [(&'static str, Side); N]) -> Table {
    Table::new(head.map(|(id, side)| (word(lang, id), side)))
}

/// The place in the ranking; a dash for what is not rated.
pub(super) fn position(risk: &Risk, lang: Lang) -> String {
    risk.position.map_or_else(|| none(lang), |position| position.to_string())
}

/// The risks in their ranking, one column for each thing to say: for pages with room.
pub fn ranking(register: &Register, controls: &[Controls<'_>], lang: Lang) -> Table {
    let mut table = table(
        lang,
        [
            ("risk.column-position", Side::Right),
            ("risk.column-risk", Side::Left),
            ("risk.column-title", Side::Left),
            ("risk.column-category", Side::Left),
            ("risk.column-likelihood", Side::Left),
            ("risk.column-impact", Side::Left),
            ("risk.column-score", Side::Left),
            ("risk.column-cell", Side::Left),
            ("risk.column-shift", Side::Right),
            ("risk.column-level", Side::Left),
            ("risk.column-residual", Side::Left),
            ("risk.column-expected", Side::Left),
            ("risk.column-owner", Side::Left),
            ("risk.column-next", Side::Left),
            ("risk.column-due", Side::Left),
            ("risk.column-open", Side::Right),
        ],
    );
    for (at, risk) in register.risks.iter().enumerate() {
        let next = risk.next_treatment();
        let cell = risk.cell.as_ref().map_or_else(|| none(lang), |cell| words::level(register, lang, cell));
        table.rows.push(vec![
            position(risk, lang),
            visible(&risk.id).into_owned(),
            words::local(lang, risk.title.as_ref()),
            words::category(risk, lang),
            words::rating(&risk.likelihood, lang),
            words::rating(&risk.impact, lang),
            words::score(risk, lang),
            cell,
            words::shift(risk, lang),
            words::inherent(register, risk, lang),
            words::residual(register, risk.residual.now.as_ref(), lang),
            words::residual(register, risk.residual.expected.as_ref(), lang),
            words::name(lang, risk.owner.as_ref()),
            next.map_or_else(|| none(lang), |next| words::treatment(next, lang)),
            next.map_or_else(|| none(lang), |next| words::due(next, lang)),
            open(controls.get(at), lang),
        ]);
    }
    table
}

/// The same for a terminal: what can be read together stands in one column.
pub fn compact(register: &Register, controls: &[Controls<'_>], lang: Lang) -> Table {
    let mut table = table(
        lang,
        [
            ("risk.column-position", Side::Right),
            ("risk.column-risk", Side::Left),
            ("risk.column-product", Side::Left),
            ("risk.column-level", Side::Left),
            ("risk.column-residual-both", Side::Left),
            ("risk.column-owner", Side::Left),
            ("risk.column-next", Side::Left),
            ("risk.column-open", Side::Right),
        ],
    );
    for (at, risk) in register.risks.iter().enumerate() {
        let name = visible(&risk.id).into_owned();
        let title = risk.title.as_ref().map(|title| format!("\n{}", catalogue::local(lang, &title.value)));
        let now = words::residual(register, risk.residual.now.as_ref(), lang);
        let expected = words::residual(register, risk.residual.expected.as_ref(), lang);
        let both = Message::new("risk.now-and-expected");
        let next =
            risk.next_treatment().map(|next| format!("{}\n{}", words::treatment(next, lang), words::due(next, lang)));
        let shift = match words::shift(risk, lang) {
            shift if shift.starts_with(['+', '-']) && risk.computed.is_some() && risk.computed != risk.cell => {
                format!(" ({shift})")
            }
            _ => String::new(),
        };
        table.rows.push(vec![
            position(risk, lang),
            name + title.unwrap_or_default().as_str(),
            words::score(risk, lang),
            words::inherent(register, risk, lang) + shift.as_str(),
            catalogue::compose(lang, &both, &[("now", &now), ("expected", &expected)]),
            words::name(lang, risk.owner.as_ref()),
            next.unwrap_or_else(|| none(lang)),
            open(controls.get(at), lang),
        ]);
    }
    table
}

/// The matrix: rows of likelihood, the highest on top; in each cell its level, its number, and the places in the ranking of
/// the risks that lie there. `None` without a matrix.
pub fn matrix(register: &Register, lang: Lang) -> Option<Table> {
    let matrix = register.matrix.as_ref().ok()?;
    let step = |scale: &Option<crate::register::Scale>, at: usize| {
        let word = scale.as_ref().and_then(|scale| scale.words.get(at - 1)).map(|word| format!(" {}", visible(word)));
        format!("{at}{}", word.unwrap_or_default())
    };
    let impact = (1..=matrix.columns()).map(|at| (step(&register.scales.impact, at), Side::Left));
    let corner = word(lang, "risk.matrix-corner");
    let mut table = Table::new(std::iter::once((corner, Side::Left)).chain(impact));
    for (at, row) in matrix.rows.iter().enumerate().rev() {
        let at = at + 1;
        let mut cells = vec![step(&register.scales.likelihood, at)];
        for (column, cell) in (1..).zip(row) {
            let name = cell.level.as_ref().map_or_else(|| none(lang), |level| words::level(register, lang, level));
            let place = Place { likelihood: at as u32, impact: column as u32 };
            let there: Vec<String> =
                register.risks_at(at, column).map(|risk| format!("#{}", position(risk, lang))).collect();
            let risks = if there.is_empty() { String::new() } else { format!("\n{}", there.join(" ")) };
            cells.push(format!("{name} {}{risks}", place.product()));
        }
        cells.resize(matrix.columns() + 1, String::new());
        table.rows.push(cells);
    }
    Some(table)
}

/// The levels, highest first, with what is done at each.
pub fn levels(register: &Register, lang: Lang) -> Table {
    let head = [
        ("risk.column-level", Side::Left),
        ("risk.column-rank", Side::Right),
        ("risk.column-response", Side::Left),
        ("risk.column-within", Side::Left),
    ];
    let mut table = table(lang, head);
    for level in register.levels.iter().rev() {
        let within = level.treat_within.as_ref().map(|within| visible(within.value.raw()).into_owned());
        table.rows.push(vec![
            words::level(register, lang, &level.id),
            level.rank.map_or_else(|| none(lang), |rank| rank.to_string()),
            words::local(lang, level.response.as_ref()),
            within.unwrap_or_else(|| none(lang)),
        ]);
    }
    table
}

/// Treatments of the risks for which `wanted` holds, in the order of the ranking.
pub fn treatments(register: &Register, lang: Lang, wanted: fn(&Treatment) -> bool) -> Table {
    let head = [
        ("risk.column-risk", Side::Left),
        ("risk.column-treatment", Side::Left),
        ("risk.column-kind", Side::Left),
        ("risk.column-owner", Side::Left),
        ("risk.column-due", Side::Left),
        ("risk.column-residual-of", Side::Left),
    ];
    let mut table = table(lang, head);
    for risk in &register.risks {
        for treatment in risk.treatments.iter().filter(|treatment| wanted(treatment)) {
            table.rows.push(vec![
                visible(&risk.id).into_owned(),
                words::treatment(treatment, lang),
                words::kind(treatment, lang),
                words::name(lang, treatment.owner.as_ref()),
                words::due(treatment, lang),
                words::residual(register, treatment.residual.as_ref(), lang),
            ]);
        }
    }
    table
}

/// How many open findings the controls of a risk have; a dash where it names none that could have any.
fn open(controls: Option<&Controls<'_>>, lang: Lang) -> String {
    match controls {
        Some(controls) if controls.named > 0 => controls.open.len().to_string(),
        _ => none(lang),
    }
}
