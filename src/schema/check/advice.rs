//! Why: a message that only says "wrong" sends people to the manual. Each of these says what to write instead.

use std::sync::Arc;

use crate::document::Value;
use crate::message::{Arg, LocalText, Message};
use crate::near::nearest;
use crate::schema::shape::is_region;
use crate::schema::words::{JURISDICTIONS, canonical};
use crate::schema::{Field, KINDS, Table, Type};

/// What to do about an unknown key: the near key, the document it belongs in, the field it belongs under, or `x`.
pub(super) fn unknown_key(key: &str, table: &'static Table, is_root: bool) -> Option<Message> {
    if let Some(near) = nearest(key, table.fields.iter().map(|field| field.name)) {
        return Some(did_you_mean(near));
    }
    if is_root
        && KINDS.iter().any(|kind| std::ptr::eq(*kind, table))
        && let Some(kind) = KINDS.iter().find(|kind| kind.field(key).is_some())
    {
        return Some(Message::new("schema.help-other-kind").text("key", key).text("kind", kind.name));
    }
    if let Some(main) = table.main.and_then(|main| table.field(main)) {
        let fits = match main.ty {
            Type::Text => matches!(key, "en" | "zh"),
            Type::ByJurisdiction(_) => is_region(key),
            _ => false,
        };
        if fits {
            return Some(Message::new("schema.help-under-main").text("key", key).text("main", main.name));
        }
    }
    table.field("x").map(|_| Message::new("schema.help-own-key").text("key", key))
}

/// The near word, or the word of the schema for a word of some law.
pub(super) fn near_word(word: &str, words: &'static [&'static str]) -> Option<Message> {
    canonical(word, words).or_else(|| nearest(word, words.iter().copied())).map(did_you_mean)
}

/// The jurisdiction code that was probably meant.
pub(super) fn near_code(code: &str) -> Option<Message> {
    let upper = code.to_uppercase();
    if is_region(&upper) {
        return Some(did_you_mean(&upper));
    }
    nearest(code, JURISDICTIONS.iter().copied()).map(did_you_mean)
}

/// All words that are known at a place.
pub(super) fn known_words(words: &'static [&'static str]) -> Message {
    Message::new("schema.help-known-words").arg("words", Arg::List(words.iter().map(|word| Arc::from(*word)).collect()))
}

/// What a missing key is for.
pub(super) fn add_key(field: &Field) -> Message {
    let meaning = LocalText { en: Some(field.en.into()), zh: Some(field.zh.into()) };
    Message::new("schema.help-add-key").text("key", field.name).arg("meaning", Arg::Local(meaning))
}

/// Quotes that are missing, or too many.
pub(super) fn quotes(expected: &str, value: Value, text: Option<&str>) -> Option<Message> {
    let wants_text = matches!(expected, "type-text" | "type-plain" | "type-id" | "type-reference" | "type-clause");
    match value {
        Value::Number(_) | Value::Date(_) | Value::Bool(_) if wants_text => Some(Message::new("schema.help-quotes")),
        Value::Text(_) if expected == "type-bool" => Some(Message::new("schema.help-bool")),
        Value::Text(_) if matches!(expected, "type-count" | "type-whole") => {
            let digits = text.is_some_and(|text| text.parse::<i64>().is_ok());
            digits.then(|| Message::new("schema.help-no-quotes"))
        }
        _ => None,
    }
}

/// The closed lists of a type, with those of its alternatives.
pub(super) fn words_of(ty: &'static Type) -> impl Iterator<Item = &'static [&'static str]> {
    let types: &'static [Type] = match ty {
        Type::Either(types) => types,
        Type::List(item) => std::slice::from_ref(*item),
        _ => std::slice::from_ref(ty),
    };
    types.iter().filter_map(|ty| match ty {
        Type::Word(words) | Type::DurationOr(words) => Some(*words),
        _ => None,
    })
}

/// The catalogue word for a type.
pub fn type_word(ty: &Type) -> &'static str {
    match ty {
        Type::Any => "type-any",
        Type::Bool => "type-bool",
        Type::Count => "type-count",
        Type::Whole => "type-whole",
        Type::Measure => "type-measure",
        Type::Text => "type-text",
        Type::Plain => "type-plain",
        Type::Id => "type-id",
        Type::Word(_) | Type::OpenWord(_) => "type-word",
        Type::Duration | Type::DurationOr(_) => "type-duration",
        Type::Date => "type-date",
        Type::Money => "type-money",
        Type::Percent => "type-percent",
        Type::Hours => "type-hours",
        Type::Region => "type-region",
        Type::Jurisdiction => "type-jurisdiction",
        Type::Zone => "type-zone",
        Type::Clause => "type-clause",
        Type::Policy => "type-policy",
        Type::Reference([_]) => "type-reference",
        Type::Reference(_) | Type::Typed(_) => "type-typed-reference",
        Type::DataField => "type-data-field",
        Type::Table(table) => match table.main.and_then(|main| table.field(main)) {
            Some(main) => type_word(&main.ty),
            None => "type-table",
        },
        Type::List(item) => match item {
            Type::List(_) => "type-list",
            item => type_word(item),
        },
        Type::Named(..) => "type-named",
        Type::Map(_) => "type-table",
        Type::ByJurisdiction(item) => type_word(item),
        Type::Either(types) => types.first().map_or("type-any", type_word),
    }
}

/// The catalogue word for what stands in the file.
pub(super) fn found_word(value: Value) -> &'static str {
    match value {
        Value::Null => "found-nothing",
        Value::Bool(_) => "found-bool",
        Value::Number(_) => "found-number",
        Value::Text(_) => "found-text",
        Value::Date(_) => "found-date",
        Value::List => "found-list",
        Value::Map => "found-table",
    }
}

fn did_you_mean(near: &str) -> Message {
    Message::new("schema.help-did-you-mean").text("near", near)
}
