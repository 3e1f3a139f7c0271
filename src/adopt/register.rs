//! Why: most organisations already keep their record of processing in a spreadsheet. Its columns become fields of
//! activities by the words of whoever asks for it; what a field cannot take is kept beside its row and said, so that
//! nothing of the register is lost and nothing is bent to fit.

pub(super) mod cell;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use csv::{ErrorKind, ReaderBuilder, StringRecord, Trim};

use super::Seen;
use crate::message::{Arg, Message};
use crate::near::nearest;
use crate::schema::path::{At, below};
use crate::schema::{self, Table, Type};
use crate::source::{Home, Source};
pub use cell::{BETWEEN, Stated};

/// A register as activities of one document of kind `data`.
#[derive(Clone, Debug, PartialEq)]
pub struct Register {
    /// Id of the document.
    pub id: String,
    /// Name of the file it was read from.
    pub file: String,
    /// Fields and the columns they were taken from, as asked.
    pub columns: Vec<(String, String)>,
    /// Columns that nobody asked for.
    pub unused: Vec<String>,
    /// Purposes that rows name and no document declares: id and title.
    pub purposes: BTreeMap<String, String>,
    /// Datasets that rows name and no document declares: id and title.
    pub datasets: BTreeMap<String, String>,
    /// One activity a row.
    pub activities: Vec<Activity>,
    /// Rows without any value.
    pub empty: usize,
}

/// One row.
#[derive(Clone, Debug, PartialEq)]
pub struct Activity {
    /// The line in the file on which it begins, from 1.
    pub line: u64,
    /// The name of the activity.
    pub id: String,
    /// Fields, as dotted paths below the activity, with their values.
    pub stated: Vec<(String, Stated)>,
    /// Values that their field cannot take.
    pub left: Vec<Left>,
}

/// A value that its field cannot take.
#[derive(Clone, Debug, PartialEq)]
pub struct Left {
    /// The column.
    pub column: String,
    /// The field.
    pub field: String,
    /// The value.
    pub value: String,
    /// Why.
    pub why: Message,
}

/// The names under which rows declare what they speak of.
pub(super) type Names = BTreeMap<&'static str, BTreeMap<String, String>>;

/// Reads `title=Name, purpose=Purpose` as pairs of field and column. A part without `=` belongs to the column before it,
/// whose name then has a comma.
///
/// # Errors
/// When a part has no field.
pub fn columns(given: &[String]) -> Result<Vec<(String, String)>, Message> {
    let mut list: Vec<(String, String)> = Vec::new();
    for given in given {
        for (at, part) in given.split(',').enumerate() {
            match (part.split_once('='), list.last_mut()) {
                (Some((field, column)), _) if !field.trim().is_empty() && !column.trim().is_empty() => {
                    list.push((field.trim().to_owned(), column.trim().to_owned()));
                }
                (None, Some((_, column))) if at > 0 => {
                    column.push(',');
                    column.push_str(part);
                }
                _ => return Err(Message::new("init.columns-form").text("given", part.trim())),
            }
        }
    }
    Ok(list)
}

/// Reads a register. `file` is its name; `seen` keeps names from being declared twice.
///
/// # Errors
/// With everything that is wrong with the file or with the columns that were asked for.
pub fn read(bytes: Vec<u8>, file: &str, columns: &[(String, String)], seen: &Seen) -> Result<Register, Vec<Message>> {
    let source = Source::new(Home::Workspace, file, bytes);
    if source.undecodable.is_some() {
        return Err(vec![Message::new("init.csv-encoding").text("path", file)]);
    }
    let mut reader =
        ReaderBuilder::new().delimiter(delimiter(&source.text)).trim(Trim::All).from_reader(source.text.as_bytes());
    let refused = |error: csv::Error| vec![broken(file, &error)];
    let header = reader.headers().map_err(refused)?.clone();
    let fields = fields(file, columns, &header)?;
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let mut taken = BTreeSet::new();
    let mut names = Names::new();
    let mut register = Register {
        id: free(&or(slug(stem), "register"), &seen.data_ids),
        file: file.to_owned(),
        columns: columns.to_vec(),
        unused: header.iter().filter(|own| !columns.iter().any(|(_, asked)| asked == own)).map(str::to_owned).collect(),
        purposes: BTreeMap::new(),
        datasets: BTreeMap::new(),
        activities: Vec::new(),
        empty: 0,
    };
    for record in reader.records() {
        let record = record.map_err(refused)?;
        if record.iter().all(str::is_empty) {
            register.empty += 1;
        } else {
            register.activities.push(activity(&record, &fields, &mut taken, &mut names));
        }
    }
    if register.activities.is_empty() {
        return Err(vec![Message::new("init.csv-empty").text("path", file)]);
    }
    let mut fresh = |table: &'static str| {
        let mut own = names.remove(table).unwrap_or_default();
        own.retain(|id, _| !seen.declared.contains(&(table, id.clone())));
        own
    };
    (register.purposes, register.datasets) = (fresh("purposes"), fresh("datasets"));
    Ok(register)
}

/// What a field is, and where its column stands.
struct Field {
    /// Dotted path below the activity; `id` for its name.
    path: String,
    ty: Type,
    column: String,
    at: usize,
}

/// The table of an activity.
fn table() -> Option<&'static Table> {
    match schema::kind("data")?.field("activities")?.ty {
        Type::Named(_, table) => Some(table),
        _ => None,
    }
}

fn fields(file: &str, columns: &[(String, String)], header: &StringRecord) -> Result<Vec<Field>, Vec<Message>> {
    let (mut list, mut wrong) = (Vec::new(), Vec::new());
    for (field, column) in columns {
        let found = known(field);
        if found.is_none() {
            let names = table().into_iter().flat_map(|table| table.fields).map(|field| field.name).chain(["id"]);
            wrong.push(Message::new("init.no-field").text("name", field.as_str()));
            wrong.extend(nearest(field, names).map(|near| Message::new("near.name").text("name", near)));
        }
        let places: Vec<usize> = (0..header.len()).filter(|at| header.get(*at) == Some(column)).collect();
        match (places.as_slice(), found) {
            ([at], Some((path, ty))) => list.push(Field { path, ty, column: column.clone(), at: *at }),
            ([_], None) => {}
            ([], _) => {
                let names = header.iter().map(Arc::from).collect();
                let message = Message::new("init.no-column").text("name", column.as_str()).text("path", file);
                wrong.push(message.arg("columns", Arg::List(names)));
                wrong.extend(nearest(column, header).map(|near| Message::new("near.name").text("name", near)));
            }
            _ => wrong.push(Message::new("init.column-twice").text("name", column.as_str()).text("path", file)),
        }
    }
    if wrong.is_empty() { Ok(list) } else { Err(wrong) }
}

/// A field by its path; of a list also in the singular.
fn known(field: &str) -> Option<(String, Type)> {
    if field == "id" {
        return Some((field.to_owned(), Type::Id));
    }
    let table = Type::Table(table()?);
    let find = |path: &str| {
        let mut ty = table;
        for part in path.split('.') {
            ty = match below(ty, part) {
                At::Value(next) => next,
                At::Free => Type::Any,
                At::Nothing(_) => return None,
            };
        }
        // A table has no cell, and of one's own fields each needs a name.
        let is_single = !matches!(ty, Type::Table(_) | Type::Named(..) | Type::Map(_)) && path != "x";
        is_single.then(|| (path.to_owned(), ty))
    };
    find(field).or_else(|| find(&format!("{field}s")))
}

fn activity(record: &StringRecord, fields: &[Field], taken: &mut BTreeSet<String>, names: &mut Names) -> Activity {
    let line = record.position().map_or(0, csv::Position::line);
    let cell = |field: &Field| record.get(field.at).unwrap_or_default();
    let stated = |path: &str| fields.iter().find(|field| field.path == path).map(cell).unwrap_or_default();
    let own = [stated("id"), stated("title")].into_iter().map(slug).find(|id| !id.is_empty());
    let id = free(&own.unwrap_or_else(|| format!("row-{line}")), taken);
    taken.insert(id.clone());
    let mut activity = Activity { line, id, stated: Vec::new(), left: Vec::new() };
    for field in fields.iter().filter(|field| field.path != "id" && !cell(field).is_empty()) {
        match cell::take(field.ty, cell(field), names) {
            Ok(value) => activity.stated.push((field.path.clone(), value)),
            Err(why) => activity.left.push(Left {
                column: field.column.clone(),
                field: field.path.clone(),
                value: cell(field).to_owned(),
                why,
            }),
        }
    }
    activity
}

/// A text as an id: letters of any script, digits, and `-` for everything between them.
pub(super) fn slug(text: &str) -> String {
    let words: Vec<String> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
    words.join("-")
}

pub(super) fn or(text: String, other: &str) -> String {
    if text.is_empty() { other.to_owned() } else { text }
}

/// A name that is not taken yet.
pub(super) fn free(base: &str, taken: &BTreeSet<String>) -> String {
    let numbered = (2..).map(|number| format!("{base}-{number}"));
    std::iter::once(base.to_owned()).chain(numbered).find(|name| !taken.contains(name)).unwrap_or_default()
}

/// What parts the cells of the first line: the comma, or the semicolon or tab of which there are more.
pub(super) fn delimiter(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or_default();
    let count = |wanted: u8| first.bytes().filter(|byte| *byte == wanted).count();
    [b';', b'\t'].into_iter().fold(b',', |best, other| if count(other) > count(best) { other } else { best })
}

pub(super) fn broken(file: &str, error: &csv::Error) -> Message {
    let line = error.position().map_or(0, csv::Position::line);
    match error.kind() {
        ErrorKind::UnequalLengths { expected_len, len, .. } => {
            Message::new("init.csv-cells").number("cells", *len).number("columns", *expected_len)
        }
        _ => Message::new("init.csv-broken").text("reason", error.to_string()),
    }
    .text("path", file)
    .number("line", line)
}
