//! Why: whoever writes a file without an editor that knows the schemas must still be able to ask which keys there are,
//! what they mean and what they take. The answer comes from the tables that judge the file.

use std::sync::Arc;

use super::{line, paragraph};
use crate::config::shape::CONFIG;
use crate::message::{Arg, LocalText, Message};
use crate::near::nearest;
use crate::policy::shape::{CASES, HEADER, PACK};
use crate::render::{Style, catalogue};
use crate::schema::check::type_word;
use crate::schema::{Field, KINDS, Needed, Table, Type};

/// The keys at a dotted path that begins with the kind of a file: `process`, `data.datasets`, `config.kinds`. `None`
/// when there is no such place.
pub fn keys(path: &str, style: &Style) -> Option<String> {
    let mut parts = path.split('.');
    let first = parts.next()?;
    let mut ty = Type::Table(files().find(|(name, _)| *name == first)?.1);
    let mut own = None;
    for part in parts.filter(|part| *part != "*") {
        let field = table(ty)?.field(part)?;
        (own, ty) = (Some(field), field.ty);
    }
    let mut out = String::new();
    if let Some(field) = own {
        entry(&mut out, style, field);
    }
    if let Some(table) = table(ty) {
        let head = if is_named(ty) { "page.keys-of-each" } else { "page.keys" };
        line(&mut out, style, &Message::new(head).text("path", path));
        for field in table.fields {
            entry(&mut out, style, field);
            if self::table(field.ty).is_some() {
                indented(
                    &mut out,
                    style,
                    &Message::new("page.key-more").text("path", format!("{path}.{}", field.name)),
                );
            }
        }
    }
    Some(out)
}

/// The path that was meant where one key of a dotted path is not known, but near to one that is: `process.quality` for
/// `process.qualty`.
pub fn near_key(path: &str) -> Option<String> {
    let mut parts = path.split('.');
    let first = parts.next()?;
    let mut ty = Type::Table(files().find(|(name, _)| *name == first)?.1);
    let mut meant = first.to_owned();
    for part in parts.filter(|part| *part != "*") {
        let fields = table(ty)?;
        let name = match fields.field(part) {
            Some(field) => field.name,
            None => nearest(part, fields.fields.iter().map(|field| field.name))?,
        };
        ty = fields.field(name)?.ty;
        meant.push('.');
        meant.push_str(name);
    }
    Some(meant)
}

/// What can be asked for: the kinds of documents, then the files that people write for the tool itself.
pub fn files() -> impl Iterator<Item = (&'static str, &'static Table)> {
    let own = [("config", &CONFIG), ("policy", &HEADER), ("cases", &CASES), ("pack", &PACK)];
    KINDS.into_iter().map(|table| (table.name, table)).chain(own)
}

fn entry(out: &mut String, style: &Style, field: &Field) {
    let meaning = LocalText { en: Some(field.en.into()), zh: Some(field.zh.into()) };
    let id = if field.needed == Needed::Schema { "page.key-needed" } else { "page.key" };
    let message = Message::new(id).text("key", field.name).arg("meaning", Arg::Local(meaning));
    paragraph(out, style, &catalogue::text(style.lang, &message), 2);
    let takes = match words(field.ty) {
        Some((words, own)) => {
            let list = words.iter().map(|word| Arc::from(*word)).collect();
            Message::new(if own { "page.key-open-words" } else { "page.key-words" }).arg("words", Arg::List(list))
        }
        None => Message::new("page.key-takes").arg("type", Arg::Word(type_word(&field.ty))),
    };
    indented(out, style, &takes);
}

fn indented(out: &mut String, style: &Style, message: &Message) {
    paragraph(out, style, &catalogue::text(style.lang, message), 6);
}

/// The words of a closed list, or those that are known of an open one.
fn words(ty: Type) -> Option<(&'static [&'static str], bool)> {
    match ty {
        Type::Word(words) => Some((words, false)),
        Type::OpenWord(words) => Some((words, true)),
        Type::List(item) => words(*item),
        _ => None,
    }
}

fn table(ty: Type) -> Option<&'static Table> {
    match ty {
        Type::Table(table) | Type::Named(_, table) => Some(table),
        Type::Map(item) | Type::List(item) | Type::ByJurisdiction(item) => table(*item),
        Type::Either(types) => types.iter().find_map(|ty| table(*ty)),
        _ => None,
    }
}

fn is_named(ty: Type) -> bool {
    matches!(ty, Type::Named(..) | Type::Map(_))
}
