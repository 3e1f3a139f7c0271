//! Why: the same column means another field in another kind of row: the title of a risk, of a treatment, of the register.
//! Which field it is, and what it can take, the tables of the schema say.

use std::collections::BTreeSet;

use csv::StringRecord;

use super::Entry;
use crate::adopt::register::cell::{self, BETWEEN};
use crate::adopt::register::{Left, Names, Stated, slug};
use crate::message::{Arg, Message};
use crate::near::nearest;
use crate::schema::path::{At, below};
use crate::schema::shape::{is_id, is_path_id, typed_reference};
use crate::schema::{self, Table, Type};

/// What a row of a table is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    /// The register as a whole.
    Register,
    /// A level of risk.
    Level,
    /// A row of the matrix.
    Matrix,
    /// A risk.
    Risk,
    /// A treatment of the risk that the column `risk` names.
    Treatment,
}

impl RowKind {
    /// All of them, in the order in which they are written.
    pub const ALL: [Self; 5] = [Self::Register, Self::Level, Self::Matrix, Self::Risk, Self::Treatment];

    /// Its word in the column `row`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Register => "register",
            Self::Level => "level",
            Self::Matrix => "matrix",
            Self::Risk => "risk",
            Self::Treatment => "treatment",
        }
    }

    /// The table of its fields; the matrix has none.
    fn table(self) -> Option<&'static Table> {
        let risk = schema::kind("risk")?;
        let named = |table: &'static Table, key: &str| match table.field(key)?.ty {
            Type::Named(_, table) => Some(table),
            _ => None,
        };
        match self {
            Self::Register => Some(risk),
            Self::Level => named(risk, "levels"),
            Self::Matrix => None,
            Self::Risk => named(risk, "risks"),
            Self::Treatment => named(named(risk, "risks")?, "treatments"),
        }
    }

    /// The type of a field by its path.
    fn field(self, path: &str) -> Option<Type> {
        let mut ty = Type::Table(self.table()?);
        for part in path.split('.') {
            ty = match below(ty, part) {
                At::Value(next) => next,
                At::Free => Type::Any,
                At::Nothing(_) => return None,
            };
        }
        // A table has no cell, and of one's own fields each needs a name.
        let is_single = !matches!(ty, Type::Table(_) | Type::Named(..) | Type::Map(_)) && path != "x" && path != "kind";
        (is_single || self == Self::Treatment && path == "kind").then_some(ty)
    }
}

/// What belongs to a treatment in a row of a risk.
const TREATMENT: &str = "treatments.";

/// Names of columns that are no fields.
const ROW: &str = "row";
const ID: &str = "id";
const OF: &str = "risk";
const CELLS: &str = "cells";

/// The field that names a thing for people, and how it goes on where it names one language.
const TITLE: &str = "title";
const TITLES: [&str; 3] = ["", ".en", ".zh"];

/// Which column is which field.
pub(super) struct Columns {
    /// Field, its column, and where that stands.
    list: Vec<(String, String, usize)>,
}

/// One row, read.
pub(super) struct Row {
    pub kind: RowKind,
    /// The name of the thing; empty where no cell gives one.
    pub name: String,
    /// The risk to which a treatment belongs.
    pub of: String,
    pub entry: Entry,
    /// The treatment in a row of a risk.
    pub treatment: Option<Entry>,
    /// The cells of a row of the matrix.
    pub cells: Vec<String>,
}

impl Columns {
    /// The columns that were asked for; where none were, those named like fields.
    pub fn new(file: &str, asked: &[(String, String)], header: &StringRecord) -> Result<Self, Vec<Message>> {
        let own: Vec<(String, String)> =
            header.iter().filter(|name| is_field(name)).map(|name| (name.to_owned(), name.to_owned())).collect();
        let (mut list, mut wrong) = (Vec::new(), Vec::new());
        for (field, column) in if asked.is_empty() { &own } else { asked } {
            if !is_field(field) {
                let names = RowKind::Risk.table().into_iter().flat_map(|table| table.fields).map(|field| field.name);
                let message = Message::new("risk.import-no-field").text("row", RowKind::Risk.word());
                wrong.push(message.text("name", field.as_str()));
                wrong.extend(nearest(field, names).map(|near| Message::new("near.name").text("name", near)));
            }
            let places: Vec<usize> = (0..header.len()).filter(|at| header.get(*at) == Some(column)).collect();
            match places.as_slice() {
                [at] => list.push((field.clone(), column.clone(), *at)),
                [] => {
                    let message = Message::new("init.no-column").text("name", column.as_str()).text("path", file);
                    wrong.push(message.arg("columns", Arg::List(header.iter().map(Into::into).collect())));
                    wrong.extend(nearest(column, header).map(|near| Message::new("near.name").text("name", near)));
                }
                _ => wrong.push(Message::new("init.column-twice").text("name", column.as_str()).text("path", file)),
            }
        }
        if !list
            .iter()
            .any(|(field, ..)| field == ID || TITLES.iter().any(|end| field.strip_prefix(TITLE) == Some(*end)))
        {
            wrong.push(Message::new("risk.import-no-id"));
        }
        if wrong.is_empty() { Ok(Self { list }) } else { Err(wrong) }
    }

    /// Columns that nothing is taken from.
    pub fn unused(&self, header: &StringRecord) -> Vec<String> {
        let is_unused = |at: &usize| !self.list.iter().any(|(_, _, used)| used == at);
        (0..header.len()).filter(is_unused).filter_map(|at| header.get(at)).map(str::to_owned).collect()
    }
}

/// Whether a name is a field of some kind of row.
fn is_field(name: &str) -> bool {
    let of_treatment = name.strip_prefix(TREATMENT);
    matches!(name, ROW | ID | OF | CELLS)
        || RowKind::ALL.iter().any(|kind| kind.field(name).is_some())
        || of_treatment.is_some_and(|name| name == ID || RowKind::Treatment.field(name).is_some())
}

pub(super) fn read_row(record: &StringRecord, columns: &Columns, line: u64) -> Result<Row, Message> {
    let cells = || columns.list.iter().map(|(field, column, at)| (&**field, &**column, cell(record, *at)));
    let value =
        |wanted: &str| cells().find(|(field, ..)| *field == wanted).map(|(_, _, text)| text).unwrap_or_default();
    let kind = match value(ROW) {
        word if word.is_empty() => RowKind::Risk,
        word => *RowKind::ALL
            .iter()
            .find(|kind| kind.word() == word)
            .ok_or_else(|| Message::new("risk.import-row-kind").text("name", word).number("line", line))?,
    };
    let mut entry = Entry { line, ..Entry::default() };
    let mut treatment = Entry { line, ..Entry::default() };
    for (field, column, text) in cells().filter(|(field, _, text)| !text.is_empty() && !matches!(*field, ROW | ID)) {
        match field.strip_prefix(TREATMENT) {
            Some(ID) => {}
            Some(own) if kind == RowKind::Risk => state(&mut treatment, RowKind::Treatment, own, column, &text),
            _ if matches!((kind, field), (RowKind::Treatment, OF) | (RowKind::Matrix, CELLS)) => {}
            _ => state(&mut entry, kind, field, column, &text),
        }
    }
    two_languages(&mut entry);
    two_languages(&mut treatment);
    let title = |prefix: &str| {
        let named = TITLES.map(|end| value(&format!("{prefix}{TITLE}{end}")));
        named.into_iter().find(|title| !title.is_empty()).unwrap_or_default()
    };
    let name_of = |prefix: &str| name(&value(&format!("{prefix}{ID}")), &title(prefix));
    treatment.id = name_of(TREATMENT);
    let has_treatment = !treatment.stated.is_empty() || !treatment.left.is_empty() || !treatment.id.is_empty();
    Ok(Row {
        kind,
        name: name_of(""),
        of: name(&value(OF), ""),
        entry,
        treatment: has_treatment.then_some(treatment),
        cells: parts(&value(CELLS)).map(str::to_owned).collect(),
    })
}

/// An id as it stands, if it is one; else what can be made of it, or of the title.
fn name(id: &str, title: &str) -> String {
    if is_id(id) {
        id.to_owned()
    } else {
        [id, title].into_iter().map(slug).find(|id| !id.is_empty()).unwrap_or_default()
    }
}

/// Adds what a cell says for a field, or keeps it beside with the reason.
fn state(entry: &mut Entry, kind: RowKind, field: &str, column: &str, text: &str) {
    let taken = match kind.field(field) {
        Some(ty) => take(ty, text),
        None => Err(Message::new("risk.import-no-field").text("row", kind.word()).text("name", field)),
    };
    match taken {
        Ok(value) => entry.stated.push((field.to_owned(), value)),
        Err(why) => {
            entry.left.push(Left { column: column.to_owned(), field: field.to_owned(), value: text.to_owned(), why });
        }
    }
}

/// A text that is there in two languages is a table of the two, and a plain one is then the English one.
fn two_languages(entry: &mut Entry) {
    let paths: BTreeSet<String> = entry.stated.iter().map(|(path, _)| path.clone()).collect();
    for (path, value) in std::mem::take(&mut entry.stated) {
        let english = format!("{path}.en");
        match value {
            Stated::Text(value) if paths.contains(&english) => {
                let why = Message::new("risk.import-twice");
                entry.left.push(Left { column: path.clone(), field: path, value, why });
            }
            value if paths.contains(&format!("{path}.zh")) => entry.stated.push((english, value)),
            value => entry.stated.push((path, value)),
        }
    }
}

/// What a cell states for a field.
fn take(ty: Type, text: &str) -> Result<Stated, Message> {
    let whole = |text: &str| text.parse::<i64>().map(|number| number.to_string());
    let wrong = |expected| Message::new("schema.bad-text").text("value", text).arg("expected", Arg::Word(expected));
    match ty {
        // A number of steps or one step by its number; else words.
        Type::Either([Type::Count, other]) => match text.parse::<u64>() {
            Ok(number) => Ok(Stated::Bare(number.to_string())),
            Err(_) => take(*other, text),
        },
        Type::List(Type::Whole) => {
            let numbers: Result<Vec<String>, _> = parts(text).map(whole).collect();
            numbers.map(|numbers| Stated::Bare(format!("[{}]", numbers.join(", ")))).map_err(|_| wrong("type-whole"))
        }
        Type::List(item @ Type::Typed(things)) => {
            match parts(text).all(|part| typed_reference(part, things).is_some()) {
                true => cell::take(Type::List(item), text, &mut Names::new()),
                false => Err(wrong("type-typed-reference")),
            }
        }
        Type::List(Type::Policy) if !parts(text).all(is_path_id) => Err(wrong("type-policy")),
        _ => cell::take(ty, text, &mut Names::new()),
    }
}

fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(BETWEEN).map(str::trim).filter(|part| !part.is_empty())
}

fn cell(record: &StringRecord, at: usize) -> String {
    unguarded(record.get(at).unwrap_or_default()).to_owned()
}

/// What a spreadsheet takes for the beginning of a formula, the full-width forms included.
pub const FORMULA_SIGNS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// Whether a spreadsheet would run a text, however many apostrophes keep it from that.
pub fn is_formula(text: &str) -> bool {
    // A tab or a carriage return before the sign would hide it.
    text.trim_start_matches('\'').trim_start().starts_with(FORMULA_SIGNS)
}

/// A cell without the apostrophe that keeps a spreadsheet from running it.
pub fn unguarded(text: &str) -> &str {
    text.strip_prefix('\'').filter(|rest| is_formula(rest)).unwrap_or(text)
}
