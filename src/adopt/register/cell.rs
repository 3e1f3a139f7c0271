//! Why: a cell is free text, a field is not. What a cell says is taken where it says it plainly, up to capitals and
//! blanks; a word that would have to be interpreted stays with the person who knows what was meant.

use super::{Names, slug};
use crate::message::{Arg, Message};
use crate::near::nearest;
use crate::scalar::shape::fits;
use crate::schema::shape::is_id;
use crate::schema::{Thing, Type};

/// A value as a file will state it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stated {
    /// A text.
    Text(String),
    /// A date, a number or a truth value, written without quotes.
    Bare(String),
    /// Texts.
    List(Vec<String>),
}

/// What parts several entries of one cell.
pub const BETWEEN: [char; 4] = [';', '；', '、', '\n'];

/// Words for yes and no.
const YES: [&str; 4] = ["true", "yes", "y", "是"];
const NO: [&str; 4] = ["false", "no", "n", "否"];

/// The value that a cell states for a field of a type. Purposes and datasets are named by what the cell says, and the
/// names noted.
pub(in crate::adopt) fn take(ty: Type, cell: &str, names: &mut Names) -> Result<Stated, Message> {
    match ty {
        Type::List(item) => {
            let parts = cell.split(BETWEEN).map(str::trim).filter(|part| !part.is_empty());
            let texts: Result<Vec<String>, Message> = parts.map(|part| one(*item, part, names)).collect();
            Ok(Stated::List(texts?))
        }
        Type::ByJurisdiction(item) => take(*item, cell, names),
        Type::Bool => {
            let word = cell.to_lowercase();
            match (YES.contains(&word.as_str()), NO.contains(&word.as_str())) {
                (true, _) => Ok(Stated::Bare("true".to_owned())),
                (_, true) => Ok(Stated::Bare("false".to_owned())),
                _ => Err(wrong(cell, "type-bool")),
            }
        }
        Type::Date if cell.len() == 10 => fits(&ty, cell).map(|()| Stated::Bare(cell.to_owned())),
        Type::Date => Err(wrong(cell, "type-date")),
        Type::Count => cell.parse::<u64>().map(|n| Stated::Bare(n.to_string())).map_err(|_| wrong(cell, "type-count")),
        _ => one(ty, cell, names).map(Stated::Text),
    }
}

fn one(ty: Type, cell: &str, names: &mut Names) -> Result<String, Message> {
    match ty {
        Type::Word(words) => {
            let word = cell.to_lowercase().replace([' ', '-'], "_");
            match words.contains(&word.as_str()) {
                true => Ok(word),
                false => {
                    let list = words.iter().map(|word| (*word).into()).collect();
                    let near = nearest(&word, words.iter().copied());
                    Err(match near {
                        Some(near) => Message::new("init.near-word").text("near", near),
                        None => Message::new("init.no-word").arg("words", Arg::List(list)),
                    }
                    .text("value", cell))
                }
            }
        }
        Type::Reference([Thing::Purpose]) => declared("purposes", cell, names),
        Type::Reference([Thing::Dataset]) => declared("datasets", cell, names),
        Type::Reference(_) if !is_id(cell) => Err(Message::new("schema.bad-id").text("id", cell)),
        _ => fits(&ty, cell).map(|()| cell.to_owned()),
    }
}

/// The id for what a cell names, noted with its title.
fn declared(table: &'static str, cell: &str, names: &mut Names) -> Result<String, Message> {
    let id = slug(cell);
    if id.is_empty() {
        return Err(Message::new("schema.bad-id").text("id", cell));
    }
    names.entry(table).or_default().entry(id.clone()).or_insert_with(|| cell.to_owned());
    Ok(id)
}

fn wrong(cell: &str, expected: &'static str) -> Message {
    Message::new("schema.bad-text").text("value", cell).arg("expected", Arg::Word(expected))
}
