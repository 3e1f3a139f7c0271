//! Why: a register is read by those who decide what is done first. They see each number beside the level that it led to, what
//! remains beside what was, and above all what the numbers do not rest on.

pub mod csv;
pub mod export;
pub mod heat;
pub mod json;
pub mod tables;
pub mod warnings;
pub mod words;

use crate::message::{Lang, Message};
use crate::register::{Controls, Register, TreatmentState};
use crate::render::markdown::escape;
use crate::render::paint::{Tone, paint};
use crate::render::table::{self, Table};
use crate::render::wrap::wrap;
use crate::render::{Style, catalogue};

/// A register with what a report of the same workspace says of its controls.
#[derive(Clone, Copy, Debug)]
pub struct Shown<'a> {
    /// The register.
    pub register: &'a Register,
    /// As [`crate::register::controls()`] gives them.
    pub controls: &'a [Controls<'a>],
}

/// A part of the page: a heading, and what stands under it.
struct Part {
    head: Option<&'static str>,
    body: Body,
}

enum Body {
    Lines(Vec<String>),
    Table(Table),
}

/// Registers for people, on a terminal.
pub fn text(shown: &[Shown<'_>], style: &Style) -> String {
    let mut out = String::new();
    for (at, shown) in shown.iter().enumerate() {
        if at > 0 {
            out.push('\n');
        }
        out.push_str(&paint(style, Tone::Strong, &heading(shown.register, style.lang)));
        out.push('\n');
        let ranking = tables::compact(shown.register, shown.controls, style.lang);
        for part in parts(*shown, ranking, style.lang) {
            if let Some(head) = part.head {
                out.push('\n');
                out.push_str(&paint(style, Tone::Strong, &words::word(style.lang, head)));
                out.push('\n');
            }
            match part.body {
                Body::Lines(lines) => lines.iter().for_each(|line| wrap(&mut out, line, style.width, "  ", 4)),
                Body::Table(table) => out.push_str(&table::text(&table, 2, style)),
            }
        }
    }
    out
}

/// Registers as Markdown. Text of files is no markup.
pub fn markdown(shown: &[Shown<'_>], lang: Lang) -> String {
    let mut out = String::new();
    for (at, shown) in shown.iter().enumerate() {
        if at > 0 {
            out.push('\n');
        }
        out.push_str(&format!("## {}\n", escape::text(&heading(shown.register, lang))));
        let ranking = tables::ranking(shown.register, shown.controls, lang);
        for part in parts(*shown, ranking, lang) {
            if let Some(head) = part.head {
                out.push_str(&format!("\n### {}\n", escape::text(&words::word(lang, head))));
            }
            out.push('\n');
            match part.body {
                Body::Lines(lines) => {
                    lines.iter().for_each(|line| out.push_str(&format!("- {}\n", escape::text(line))));
                }
                Body::Table(table) => out.push_str(&table::markdown(&table)),
            }
        }
    }
    out
}

/// The name of the register and its file.
pub(super) fn heading(register: &Register, lang: Lang) -> String {
    let title = words::local(lang, register.title.as_ref());
    let message = Message::new("risk.heading").text("path", register.document.path.clone());
    catalogue::compose(lang, &message, &[("title", &title)])
}

/// Whose matrix it is, or why there is none.
pub fn matrix_origin(register: &Register, lang: Lang) -> String {
    words::word(
        lang,
        match &register.matrix {
            Ok(_) if register.uses_pack_default() => "risk.matrix-pack-default",
            Ok(_) => "risk.matrix-stated",
            Err(_) => "risk.matrix-none",
        },
    )
}

fn parts(shown: Shown<'_>, ranking: Table, lang: Lang) -> Vec<Part> {
    let register = shown.register;
    let lines = |head, lines: Vec<String>| Part { head: Some(head), body: Body::Lines(lines) };
    let or_none = |lines: Vec<String>| if lines.is_empty() { vec![words::word(lang, "risk.nothing")] } else { lines };
    let mut parts = vec![Part { head: None, body: Body::Lines(head(register, lang)) }];
    let rated = register.risks.iter().filter(|risk| risk.score.is_some()).count();
    let count = Message::new("risk.ranked").number("n", register.risks.len()).number("rated", rated);
    parts.push(lines("risk.head-ranking", vec![catalogue::text(lang, &count)]));
    if !register.risks.is_empty() {
        parts.push(Part { head: None, body: Body::Table(ranking) });
        parts.push(Part { head: None, body: Body::Lines(vec![words::word(lang, "risk.legend")]) });
    }
    parts.push(lines("risk.head-matrix", vec![matrix_origin(register, lang)]));
    if let Some(matrix) = tables::matrix(register, lang) {
        parts.push(Part { head: None, body: Body::Table(matrix) });
        parts.push(Part { head: None, body: Body::Lines(vec![words::word(lang, "risk.matrix-legend")]) });
    }
    if !register.levels.is_empty() {
        parts.push(Part { head: Some("risk.head-levels"), body: Body::Table(tables::levels(register, lang)) });
    }
    parts.push(lines("risk.head-warnings", or_none(warnings::warnings(register, lang))));
    let overdue = tables::treatments(register, lang, |own| matches!(own.state, TreatmentState::Overdue(_)));
    parts.push(match overdue.rows.is_empty() {
        true => lines("risk.head-overdue", or_none(Vec::new())),
        false => Part { head: Some("risk.head-overdue"), body: Body::Table(overdue) },
    });
    parts.push(lines("risk.head-reviews", warnings::reviews(register, lang)));
    parts.push(lines("risk.head-controls", or_none(warnings::controls(register, shown.controls, lang))));
    parts
}

/// What is stated of the register as a whole.
fn head(register: &Register, lang: Lang) -> Vec<String> {
    let line = |id: &'static str, value: &str| catalogue::compose(lang, &Message::new(id), &[("value", value)]);
    let approval = match (&register.approval.by, &register.approval.date) {
        (None, None) => words::none(lang),
        (by, date) => {
            let by = words::name(lang, by.as_ref());
            let date = date.as_ref().map_or_else(|| words::none(lang), |date| date.value.to_string());
            catalogue::compose(lang, &Message::new("risk.approved"), &[("by", &by), ("date", &date)])
        }
    };
    vec![
        line("risk.as-of", &register.as_of.to_string()),
        line("risk.scope", &words::local(lang, register.scope.as_ref())),
        line("risk.criteria", &words::local(lang, register.criteria.as_ref())),
        line("risk.team", &words::names(lang, &register.team)),
        line("risk.owner", &words::name(lang, register.owner.as_ref())),
        line("risk.approval", &approval),
        catalogue::text(lang, &Message::new("risk.note")),
    ]
}

#[cfg(test)]
mod tests;
