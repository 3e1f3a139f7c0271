//! Why: whoever works on a register in a spreadsheet must be able to bring it back. The table holds what the register states,
//! row by row (the register, its levels, its matrix, its risks and their treatments), under the names of the fields; read
//! back by `ombud risk --import` it gives the same register. What it has no place for is said.
//!
//! Words and numbers stand as the file has them. Cells are no formulas, and hidden characters become marks.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::adopt::register::BETWEEN;
use crate::adopt::risks::RowKind;
use crate::message::{Arg, LocalText, Message};
use crate::register::{Rating, Register, Review, Risk, Stated, Treatment};
use crate::render::spreadsheet::row_of_lines;

/// The columns in their order. Those of which no row has anything are left out.
const COLUMNS: [&str; 41] = [
    "row",
    "id",
    "risk",
    "title",
    "scope",
    "criteria",
    "team",
    "category",
    "source",
    "nature",
    "reach",
    "stage",
    "cause",
    "likelihood",
    "impact",
    "controllability",
    "level",
    "kind",
    "owner",
    "due_on",
    "done_on",
    "residual",
    "accepted_by",
    "review.every",
    "review.last_on",
    "approval.by",
    "approval.date",
    "concerns",
    "policies",
    "indicators",
    "found_by",
    "reported_by",
    "evidence",
    "scales.likelihood",
    "scales.impact",
    "scales.controllability",
    "matrix.controllability_shift",
    "cells",
    "rank",
    "response",
    "treat_within",
];

/// What follows the name of a column in which a text stands in one language.
const LANGUAGES: [&str; 2] = [".en", ".zh"];

/// A table, and what it could not hold.
pub struct Exported {
    /// The table as CSV.
    pub text: String,
    /// Remarks for whoever exports.
    pub remarks: Vec<Message>,
}

/// The register as a table that can be read back.
pub fn export(register: &Register) -> Exported {
    let mut table = Table { rows: Vec::new(), parted: Vec::new() };
    table.register(register);
    for level in &register.levels {
        // Levels of the pack are not stated by anybody.
        if level.location.is_some() {
            table.begin(RowKind::Level, &level.id);
            table.put("rank", level.rank.map(|rank| rank.to_string()));
            table.local("response", level.response.as_ref());
            table.put("treat_within", level.treat_within.as_ref().map(|within| within.value.raw().to_owned()));
        }
    }
    if let Ok(matrix) = register.matrix.as_ref()
        && !register.uses_pack_default()
    {
        for row in &matrix.rows {
            table.begin(RowKind::Matrix, "");
            let cells: Vec<&str> = row.iter().map(|cell| cell.level.as_deref().unwrap_or_default()).collect();
            table.list("cells", &cells);
        }
    }
    for risk in &register.risks {
        table.risk(risk);
        for treatment in &risk.treatments {
            table.treatment(risk, treatment);
        }
    }
    table.finish(register)
}

struct Table<'a> {
    rows: Vec<Vec<(String, String)>>,
    /// Entries of lists that hold a sign by which lists are parted.
    parted: Vec<&'a str>,
}

impl<'a> Table<'a> {
    fn begin(&mut self, kind: RowKind, id: &str) {
        self.rows.push(Vec::new());
        self.put("row", Some(kind.word().to_owned()));
        self.put("id", Some(id.to_owned()));
    }

    fn put(&mut self, column: &str, value: Option<String>) {
        if let (Some(row), Some(value)) = (self.rows.last_mut(), value.filter(|value| !value.is_empty())) {
            row.push((column.to_owned(), value));
        }
    }

    fn word(&mut self, column: &str, value: Option<&Stated<Arc<str>>>) {
        self.put(column, value.map(|value| value.value.to_string()));
    }

    /// A text that is written in one language is written plainly where it stands for both.
    fn local(&mut self, column: &str, value: Option<&Stated<LocalText>>) {
        let Some(Stated { value: LocalText { en, zh }, .. }) = value else { return };
        if en == zh {
            return self.put(column, en.as_ref().map(ToString::to_string));
        }
        for (language, text) in LANGUAGES.into_iter().zip([en, zh]) {
            self.put(&format!("{column}{language}"), text.as_ref().map(ToString::to_string));
        }
    }

    fn list(&mut self, column: &str, values: &[&'a str]) {
        self.parted.extend(values.iter().filter(|value| value.contains(BETWEEN)));
        self.put(column, Some(values.join("; ")));
    }

    fn words(&mut self, column: &str, values: &'a [Stated<Arc<str>>]) {
        let values: Vec<&str> = values.iter().map(|value| &*value.value).collect();
        self.list(column, &values);
    }

    fn review(&mut self, register: &Register, review: &Review) {
        // A rhythm that another file states is no part of this one.
        let every = review.every.as_ref().filter(|every| every.location.source == register.location.source);
        self.put("review.every", every.map(|every| every.value.raw().to_owned()));
        self.put("review.last_on", review.last_on.as_ref().map(|last| last.value.to_string()));
    }

    fn register(&mut self, register: &'a Register) {
        self.begin(RowKind::Register, register.document.id.as_deref().unwrap_or_default());
        self.local("title", register.title.as_ref());
        self.local("scope", register.scope.as_ref());
        self.local("criteria", register.criteria.as_ref());
        self.words("team", &register.team);
        self.word("owner", register.owner.as_ref());
        self.word("approval.by", register.approval.by.as_ref());
        self.put("approval.date", register.approval.date.as_ref().map(|date| date.value.to_string()));
        self.review(register, &register.review);
        let scales = [
            ("scales.likelihood", &register.scales.likelihood),
            ("scales.impact", &register.scales.impact),
            ("scales.controllability", &register.scales.controllability),
        ];
        for (column, scale) in scales {
            let Some(scale) = scale else { continue };
            match scale.words.is_empty() {
                true => self.put(column, Some(scale.steps.to_string())),
                false => self.list(column, &scale.words.iter().map(|word| &**word).collect::<Vec<_>>()),
            }
        }
        let shift = register.controllability_shift.as_ref().map(|shift| {
            let ranks: Vec<String> = shift.value.iter().map(i64::to_string).collect();
            ranks.join("; ")
        });
        self.put("matrix.controllability_shift", shift);
    }

    fn risk(&mut self, risk: &'a Risk) {
        self.begin(RowKind::Risk, &risk.id);
        self.local("title", risk.title.as_ref());
        self.word("category", risk.category.as_ref());
        self.word("source", risk.source.as_ref());
        self.word("nature", risk.nature.as_ref());
        self.word("reach", risk.reach.as_ref());
        self.word("stage", risk.stage.as_ref());
        self.local("cause", risk.cause.as_ref());
        self.put("likelihood", rating(&risk.likelihood));
        self.put("impact", rating(&risk.impact));
        self.put("controllability", rating(&risk.controllability));
        self.word("level", risk.stated_level.as_ref());
        self.word("owner", risk.owner.as_ref());
        self.word("accepted_by", risk.accepted_by.as_ref());
        self.put("review.every", risk.review.every.as_ref().map(|every| every.value.raw().to_owned()));
        self.put("review.last_on", risk.review.last_on.as_ref().map(|last| last.value.to_string()));
        let concerns: Vec<&str> = risk.concerns.iter().map(|concern| &*concern.text).collect();
        self.list("concerns", &concerns);
        self.words("policies", &risk.policies);
        self.words("indicators", &risk.indicators);
        self.local("found_by", risk.found_by.as_ref());
        self.word("reported_by", risk.reported_by.as_ref());
        self.words("evidence", &risk.evidence);
    }

    fn treatment(&mut self, risk: &Risk, treatment: &Treatment) {
        self.begin(RowKind::Treatment, &treatment.id);
        self.put("risk", Some(risk.id.to_string()));
        self.local("title", treatment.title.as_ref());
        self.word("kind", treatment.kind.as_ref());
        self.word("owner", treatment.owner.as_ref());
        self.put("due_on", treatment.due_on.as_ref().map(|due| due.value.to_string()));
        self.put("done_on", treatment.done_on.as_ref().map(|done| done.value.to_string()));
        self.word("residual", treatment.residual.as_ref());
    }

    fn finish(self, register: &Register) -> Exported {
        let used: BTreeSet<&str> = self.rows.iter().flatten().map(|(column, _)| column.as_str()).collect();
        let all = COLUMNS.into_iter().flat_map(|column| {
            let spoken = LANGUAGES.map(|language| format!("{column}{language}"));
            std::iter::once(column.to_owned()).chain(spoken)
        });
        let columns: Vec<String> = all.filter(|column| used.contains(column.as_str())).collect();
        let mut text = columns.join(",") + "\r\n";
        for row in &self.rows {
            let value = |column: &String| row.iter().find(|(own, _)| own == column).map(|(_, value)| value.clone());
            row_of_lines(&mut text, columns.iter().map(|column| value(column).unwrap_or_default()));
        }
        let path = |message: Message| message.text("path", register.document.path.clone());
        let mut remarks: Vec<Message> =
            self.parted.iter().map(|value| path(Message::new("risk.export-parted")).text("value", *value)).collect();
        if !register.beside.is_empty() {
            let message = path(Message::new("risk.export-left")).arg("keys", Arg::List(register.beside.clone()));
            remarks.push(message.number("n", register.beside.len()));
        }
        Exported { text, remarks }
    }
}

/// A rating as it is written: a step by its word, or by its number where the word could be taken for one.
fn rating(rating: &Rating) -> Option<String> {
    match rating {
        Rating::Step(step) => {
            let word = step.word.as_ref().filter(|word| word.parse::<i64>().is_err() && !word.contains(BETWEEN));
            Some(word.map_or_else(|| step.step.to_string(), ToString::to_string))
        }
        Rating::Missing(_) => None,
        Rating::NoStep(text, _) => Some(text.to_string()),
    }
}
