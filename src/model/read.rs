//! Why: a value means something only by its type. Here a node becomes a typed value, or says why it cannot.

use std::borrow::Cow;
use std::sync::Arc;

use super::{Documents, Handle, Shape};
use crate::document::{Document, NodeId, Number, Value};
use crate::message::{Arg, Message};
use crate::scalar::money::Money;
use crate::scalar::percent::Percent;
use crate::schema::{Table, Type};
use crate::time::date::parse_date;
use crate::time::duration::{Duration, DurationError};
use crate::value::Scalar;

/// What stands at a handle.
#[derive(Clone, Debug)]
pub enum Seen<'a> {
    /// Nothing, or `null`.
    Missing,
    /// A list or a map (perhaps a bare value standing for one).
    Node(Handle),
    /// A single value.
    Scalar(Scalar<'a>),
    /// Something that is not what is asked for here.
    Unreadable(Unreadable),
}

/// Why a value cannot be read as what it should be.
#[derive(Clone, Debug, PartialEq)]
pub enum Unreadable {
    /// Another type; the catalogue word of the one expected.
    Type(&'static str),
    /// No length of time.
    Duration(DurationError, Arc<str>),
    /// A word that is not in the closed list.
    Word(Arc<str>),
    /// An expression of another program: what it comes to is not in the file.
    Computed,
    /// Its key stands twice.
    Duplicate,
    /// Worked out from values that do not say enough: why.
    Undecided(Message),
}

impl Unreadable {
    /// The reason, for people.
    pub fn message(&self) -> Message {
        match self {
            Self::Type(expected) => Message::new("why.type").arg("expected", Arg::Word(expected)),
            Self::Duration(error, text) => error.message(text),
            Self::Word(word) => Message::new("why.word").text("value", word.clone()),
            Self::Computed => Message::new("why.computed"),
            Self::Duplicate => Message::new("why.duplicate"),
            Self::Undecided(why) => why.clone(),
        }
    }
}

impl Documents {
    /// Reads what stands at a handle, by its shape.
    pub fn read(&self, handle: Handle) -> Seen<'_> {
        let tree = self.tree(&handle);
        if tree.node(handle.node).duplicate {
            return Seen::Unreadable(Unreadable::Duplicate);
        }
        match handle.shape {
            Shape::Raw => as_written(tree, handle),
            Shape::Type(ty) => by_type(tree, handle, ty),
            Shape::Table(table) => as_table(tree, handle, table),
            Shape::InheritedReview => Seen::Node(handle),
        }
    }
}

fn as_written(tree: &Document, handle: Handle) -> Seen<'_> {
    match tree.node(handle.node).value {
        Value::Null => Seen::Missing,
        Value::Bool(value) => Seen::Scalar(Scalar::Bool(value)),
        Value::Number(Number::Int(value)) => Seen::Scalar(Scalar::Int(value)),
        Value::Number(Number::Float(value)) => Seen::Scalar(Scalar::Float(value)),
        Value::Text(text) => Seen::Scalar(Scalar::Text(Cow::Borrowed(tree.str(text)))),
        Value::Date(text) => {
            let text = tree.str(text);
            Seen::Scalar(parse_date(text).map_or(Scalar::Text(Cow::Borrowed(text)), Scalar::Date))
        }
        Value::List | Value::Map => Seen::Node(handle),
    }
}

fn as_table<'a>(tree: &'a Document, handle: Handle, table: &'static Table) -> Seen<'a> {
    match tree.node(handle.node).value {
        Value::Map => Seen::Node(Handle { shape: Shape::Table(table), ..handle }),
        Value::Null => Seen::Missing,
        _ if table.main.is_some() => Seen::Node(Handle { shape: Shape::Table(table), folded: true, ..handle }),
        _ => Seen::Unreadable(Unreadable::Type("word.type.table")),
    }
}

fn by_type<'a>(tree: &'a Document, handle: Handle, ty: &'static Type) -> Seen<'a> {
    let value = tree.node(handle.node).value;
    if matches!(value, Value::Null) {
        return Seen::Missing;
    }
    let text = match value {
        Value::Text(text) => Some(tree.str(text)),
        _ => None,
    };
    let wrong = |word| Seen::Unreadable(Unreadable::Type(word));
    if let Some(text) = text
        && is_computed(text)
        && !matches!(ty, Type::Text | Type::Plain | Type::Any)
    {
        return Seen::Unreadable(Unreadable::Computed);
    }
    match ty {
        Type::Any => as_written(tree, Handle { shape: Shape::Raw, ..handle }),
        Type::Table(table) => as_table(tree, handle, table),
        Type::List(_) => match value {
            Value::List => Seen::Node(handle),
            _ => Seen::Node(Handle { folded: true, ..handle }),
        },
        Type::Named(..) | Type::Map(_) => match value {
            Value::Map => Seen::Node(handle),
            _ => wrong("word.type.table"),
        },
        Type::ByJurisdiction(inner) => match value {
            Value::Map if !matches!(inner, Type::Table(_)) => Seen::Node(handle),
            _ => by_type(tree, handle, inner),
        },
        Type::Either(types) => match types.iter().find(|ty| fits(tree, handle.node, ty)) {
            Some(ty) => by_type(tree, Handle { shape: Shape::Type(ty), ..handle }, ty),
            None => wrong(types.first().map_or("word.type.table", type_word)),
        },
        Type::Text if matches!(value, Value::Map) => Seen::Node(Handle { shape: Shape::Raw, ..handle }),
        Type::Bool | Type::Count | Type::Whole | Type::Measure => match (ty, as_written(tree, handle)) {
            (Type::Bool, seen @ Seen::Scalar(Scalar::Bool(_))) => seen,
            (Type::Count, Seen::Scalar(Scalar::Int(value))) if value < 0 => wrong("word.type.count"),
            (Type::Count | Type::Whole | Type::Measure, seen @ Seen::Scalar(Scalar::Int(_))) => seen,
            (Type::Measure, seen @ Seen::Scalar(Scalar::Float(_))) => seen,
            (Type::Measure, Seen::Scalar(Scalar::Text(text))) => measure(&text),
            _ => wrong(type_word(ty)),
        },
        Type::Date => match value {
            Value::Date(text) | Value::Text(text) => match parse_date(tree.str(text)) {
                Some(date) => Seen::Scalar(Scalar::Date(date)),
                None => wrong("word.type.date"),
            },
            _ => wrong("word.type.date"),
        },
        Type::Money => {
            let written = match value {
                Value::Number(Number::Int(0)) => Some("0"),
                _ => text,
            };
            match written.and_then(|text| Money::parse(text).ok()) {
                Some(money) => Seen::Scalar(Scalar::Money(money)),
                None => wrong("word.type.money"),
            }
        }
        Type::Percent => match text.and_then(|text| Percent::parse(text).ok()) {
            Some(percent) => Seen::Scalar(Scalar::Percent(percent)),
            None => wrong("word.type.percent"),
        },
        Type::Duration => text.map_or_else(|| wrong("word.type.duration"), duration),
        Type::DurationOr(words) => match text {
            Some(word) if words.contains(&word) => Seen::Scalar(Scalar::Text(Cow::Borrowed(word))),
            Some(text) => duration(text),
            None => wrong("word.type.duration"),
        },
        Type::Word(words) => match text {
            Some(word) if words.contains(&word) => Seen::Scalar(Scalar::Text(Cow::Borrowed(word))),
            Some(word) => Seen::Unreadable(Unreadable::Word(word.into())),
            None => wrong("word.type.text"),
        },
        _ => match text {
            Some(text) => Seen::Scalar(Scalar::Text(Cow::Borrowed(text))),
            None => wrong(type_word(ty)),
        },
    }
}

fn duration(text: &str) -> Seen<'_> {
    match Duration::parse(text) {
        Ok(duration) => Seen::Scalar(Scalar::Duration(Arc::new(duration))),
        Err(error) => Seen::Unreadable(Unreadable::Duration(error, text.into())),
    }
}

fn measure<'a>(text: &str) -> Seen<'a> {
    if let Ok(percent) = Percent::parse(text) {
        return Seen::Scalar(Scalar::Percent(percent));
    }
    match Duration::parse(text) {
        Ok(duration) => Seen::Scalar(Scalar::Duration(Arc::new(duration))),
        Err(_) => Seen::Unreadable(Unreadable::Type("word.type.number")),
    }
}

/// Expressions of process engines: `${due}`, `#{due}`, FEEL `=due`. What they come to is not in the file.
pub fn is_computed(text: &str) -> bool {
    text.contains("${") || text.contains("#{") || text.starts_with('=')
}

fn fits(tree: &Document, node: NodeId, ty: &Type) -> bool {
    match (tree.node(node).value, ty) {
        (Value::Map, Type::Table(_) | Type::Named(..) | Type::Map(_) | Type::ByJurisdiction(_) | Type::Any) => true,
        (Value::List, Type::List(_) | Type::Any) => true,
        (Value::Map | Value::List, _) => false,
        (Value::Bool(_), Type::Bool) | (Value::Date(_), Type::Date) => true,
        (Value::Number(_), Type::Count | Type::Whole | Type::Measure | Type::Money) => true,
        (Value::Text(_), Type::Bool | Type::Count | Type::Whole | Type::Table(_) | Type::Named(..)) => false,
        (Value::Text(text), Type::Word(words)) => words.contains(&tree.str(text)),
        (Value::Text(text), Type::Date) => parse_date(tree.str(text)).is_some(),
        (Value::Text(text), Type::Duration) => Duration::parse(tree.str(text)).is_ok(),
        (Value::Text(text), Type::Percent) => Percent::parse(tree.str(text)).is_ok(),
        (Value::Text(text), Type::Money) => Money::parse(tree.str(text)).is_ok(),
        (Value::Text(_), _) => true,
        (_, Type::Any) => true,
        _ => false,
    }
}

/// Catalogue word for what a type asks for.
pub fn type_word(ty: &Type) -> &'static str {
    match ty {
        Type::Any => "word.type.any",
        Type::Bool => "word.type.bool",
        Type::Count | Type::Whole => "word.type.count",
        Type::Measure => "word.type.number",
        Type::Duration | Type::DurationOr(_) => "word.type.duration",
        Type::Date => "word.type.date",
        Type::Money => "word.type.money",
        Type::Percent => "word.type.percent",
        Type::Table(_) | Type::Named(..) | Type::Map(_) => "word.type.table",
        Type::List(_) => "word.type.list",
        Type::ByJurisdiction(inner) => type_word(inner),
        Type::Either(types) => types.first().map_or("word.type.any", type_word),
        _ => "word.type.text",
    }
}
