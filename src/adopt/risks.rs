//! Why: most registers of risks live in a spreadsheet before they live in a file. Its columns become fields by the words of
//! whoever asks for it. What a field cannot take is kept beside its row, and what the table does not say (scales, levels, a
//! matrix) is not made up.
//!
//! A table with a column `row` says of each row whether it is the register, a level, a row of the matrix, a risk or a
//! treatment; that is the form in which `ombud risk --export` writes. Without it each row is a risk, and columns named
//! `treatments.…` give one treatment of it; a further row with the same id and a treatment adds one to the same risk.

mod row;

use csv::{ReaderBuilder, StringRecord, Trim};

use super::register::{Left, Stated, broken, delimiter, free, or, slug};
use crate::message::Message;
use crate::source::{Home, Source};
use row::{Columns, Row, read_row};
pub use row::{RowKind, is_formula, unguarded};

/// A register of risks as one document of kind `risk`.
#[derive(Clone, Debug, PartialEq)]
pub struct Risks {
    /// Name of the file it was read from.
    pub file: String,
    /// Columns that nothing was taken from.
    pub unused: Vec<String>,
    /// Rows without any value.
    pub empty: usize,
    /// The register itself.
    pub register: Entry,
    /// Its levels.
    pub levels: Vec<Entry>,
    /// Its matrix: level ids, rows of likelihood, lowest first.
    pub cells: Vec<Vec<String>>,
    /// The risks, each with its treatments.
    pub risks: Vec<(Entry, Vec<Entry>)>,
}

/// One named thing of a document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entry {
    /// The line in the file on which its row begins, from 1; 0 for what no row states.
    pub line: u64,
    /// Its name.
    pub id: String,
    /// Fields, as dotted paths, with their values.
    pub stated: Vec<(String, Stated)>,
    /// Values that their field cannot take.
    pub left: Vec<Left>,
}

impl Risks {
    /// How many cells no field could take.
    pub fn left(&self) -> usize {
        let risks = self.risks.iter().flat_map(|(risk, treatments)| std::iter::once(risk).chain(treatments));
        risks.chain(&self.levels).chain([&self.register]).map(|entry| entry.left.len()).sum()
    }

    /// Whether levels can be computed of what the table says.
    pub fn has_frame(&self) -> bool {
        !self.levels.is_empty() && !self.cells.is_empty()
    }
}

/// Reads a table. `file` is its name; `columns` pairs fields with columns, and is empty where columns are named like fields.
///
/// # Errors
/// With everything that is wrong with the file or with the columns that were asked for.
pub fn read(bytes: Vec<u8>, file: &str, columns: &[(String, String)]) -> Result<Risks, Vec<Message>> {
    let source = Source::new(Home::Workspace, file, bytes);
    if source.undecodable.is_some() {
        return Err(vec![Message::new("init.csv-encoding").text("path", file)]);
    }
    let mut reader =
        ReaderBuilder::new().delimiter(delimiter(&source.text)).trim(Trim::All).from_reader(source.text.as_bytes());
    let refused = |error: csv::Error| vec![broken(file, &error)];
    let header = reader.headers().map_err(refused)?.clone();
    let columns = Columns::new(file, columns, &header)?;
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let mut risks = Risks {
        file: file.to_owned(),
        unused: columns.unused(&header),
        empty: 0,
        register: Entry { id: or(slug(stem), "register"), ..Entry::default() },
        levels: Vec::new(),
        cells: Vec::new(),
        risks: Vec::new(),
    };
    for record in reader.records() {
        let record = record.map_err(refused)?;
        match record.iter().all(str::is_empty) {
            true => risks.empty += 1,
            false => add(&mut risks, &record, &columns).map_err(|message| vec![message.text("path", file)])?,
        }
    }
    if risks.risks.is_empty() {
        return Err(vec![Message::new("init.csv-empty").text("path", file)]);
    }
    if risks.register.line == 0 {
        risks.register.stated.push(("title".to_owned(), Stated::Text(file.to_owned())));
    }
    Ok(risks)
}

fn add(risks: &mut Risks, record: &StringRecord, columns: &Columns) -> Result<(), Message> {
    let line = record.position().map_or(0, csv::Position::line);
    let Row { kind, name, of, mut entry, treatment, cells } = read_row(record, columns, line)?;
    match kind {
        RowKind::Register => {
            let id = if name.is_empty() { risks.register.id.clone() } else { name };
            risks.register = Entry { id, ..entry };
        }
        RowKind::Level => {
            entry.id = new_name(&name, line, risks.levels.iter());
            risks.levels.push(entry);
        }
        RowKind::Matrix => risks.cells.push(cells),
        RowKind::Treatment => {
            let risk = risks.risks.iter_mut().find(|(risk, _)| risk.id == of);
            let Some((_, treatments)) = risk else {
                return Err(Message::new("risk.import-no-risk").text("name", of).number("line", line));
            };
            entry.id = new_name(&name, line, treatments.iter());
            treatments.push(entry);
        }
        RowKind::Risk => {
            // A row that says something else of the risk is not the same one, whatever its id.
            let is_same = |risk: &Entry| {
                risk.id == name
                    && entry.stated.iter().all(|field| risk.stated.contains(field))
                    && entry.left.iter().all(|left| risk.left.contains(left))
            };
            let known = risks.risks.iter_mut().find(|(risk, _)| !name.is_empty() && is_same(risk));
            if let (Some((_, treatments)), Some(mut treatment)) = (known, treatment.clone()) {
                treatment.id = new_name(&treatment.id, line, treatments.iter());
                treatments.push(treatment);
                return Ok(());
            }
            entry.id = new_name(&name, line, risks.risks.iter().map(|(risk, _)| risk));
            let treatments = treatment.into_iter().map(|mut own| {
                own.id = new_name(&own.id, line, std::iter::empty());
                own
            });
            risks.risks.push((entry, treatments.collect()));
        }
    }
    Ok(())
}

/// A name that none of the others has.
fn new_name<'a>(wanted: &str, line: u64, others: impl Iterator<Item = &'a Entry>) -> String {
    let taken = others.map(|entry| entry.id.clone()).collect();
    free(&or(wanted.to_owned(), &format!("row-{line}")), &taken)
}

#[cfg(test)]
mod tests;
