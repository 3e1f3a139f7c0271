//! Why: a kind decides which files are judged and which of their values rules see. A slip in it takes files or values out
//! of sight without a word, so every line of it must lead somewhere.

use std::sync::Arc;

use super::raw::{Reader, everything};
use super::{KindRule, MapRule, Named};
use crate::document::{Document, NodeId, Number, Value};
use crate::field;
use crate::message::Message;
use crate::near::nearest;
use crate::scalar::shape::fits;
use crate::schema::path::{At, bare, below};
use crate::schema::readings::READINGS;
use crate::schema::{self, KINDS, Table, Type};

type Pairs = Vec<(Arc<str>, Arc<str>)>;

/// The kinds that a file declares.
pub(super) fn read(reader: &mut Reader<'_>, root: NodeId) -> Vec<KindRule> {
    let document = reader.document;
    let Some(table) = document.get(root, "kinds") else { return Vec::new() };
    document.children(table).filter_map(|node| kind(reader, node)).collect()
}

fn kind(reader: &mut Reader<'_>, node: NodeId) -> Option<KindRule> {
    let document = reader.document;
    let key = document.key(node)?;
    let name = Named { name: key.into(), location: document.location(document.node(node).key_span) };
    if key == "workspace" || key == READINGS.name || KINDS.iter().any(|table| table.name == key) {
        reader.wrong_key(node, Message::new("config.kind-name").text("name", key));
    }
    let where_ = conditions(reader, node);
    if document.get(node, "match").is_none() && where_.is_empty() {
        reader.wrong_key(node, Message::new("config.kind-open").text("name", key));
    }
    let as_kind = reader.named(node, "as");
    let model = as_kind.as_ref().and_then(|kind| schema::kind(&kind.name));
    Some(KindRule {
        matching: reader.patterns(node, "match").unwrap_or_else(everything),
        where_,
        as_kind,
        id: reader.pointer(node, "id"),
        map: document.get(node, "map").map(|map| lines(reader, map, model)).unwrap_or_default(),
        names: names(reader, node),
        name,
    })
}

fn conditions(reader: &mut Reader<'_>, node: NodeId) -> Pairs {
    let document = reader.document;
    let Some(table) = document.get(node, "where") else { return Vec::new() };
    let mut list = Vec::new();
    for entry in document.children(table) {
        let Some(at) = document.key(entry).filter(|at| reader.is_pointer(entry, at)) else { continue };
        match scalar_text(document, entry) {
            Some(wanted) => list.push((at.into(), wanted)),
            None => reader.wrong(entry, Message::new("config.where-value")),
        }
    }
    list
}

fn names(reader: &mut Reader<'_>, node: NodeId) -> Pairs {
    let document = reader.document;
    let Some(table) = document.get(node, "names") else { return Vec::new() };
    let mut list = Vec::new();
    for entry in document.children(table) {
        if let (Some(thing), Some(at)) = (document.key(entry), document.text(entry))
            && reader.is_pointer(entry, at)
        {
            list.push((thing.into(), at.into()));
        }
    }
    list
}

/// Lines of `map`, whose keys are dotted paths in quotes.
fn lines(reader: &mut Reader<'_>, table: NodeId, model: Option<&'static Table>) -> Vec<MapRule> {
    let document = reader.document;
    let Some(model) = model else {
        reader.wrong_key(table, Message::new("config.map-without-as"));
        return Vec::new();
    };
    document.children(table).filter_map(|node| line(reader, node, model)).collect()
}

fn line(reader: &mut Reader<'_>, node: NodeId, model: &'static Table) -> Option<MapRule> {
    let document = reader.document;
    let key = document.key(node)?;
    let from = document.text(node).or_else(|| field::text(document, node, "from"))?;
    let from_node = document.get(node, "from").unwrap_or(node);
    if !reader.is_pointer(from_node, from) {
        return None;
    }
    let to: Vec<Arc<str>> = key.split('.').map(Arc::from).collect();
    let stars = |parts: &mut dyn Iterator<Item = &str>| parts.filter(|part| *part == "*").count();
    if matches!(key, "id" | "kind") {
        reader.wrong_key(node, Message::new("config.map-own").text("name", key));
    } else if let Err((part, near)) = target(model, &to).map(|ty| check_value(reader, node, bare(ty))) {
        let message = Message::new("config.map-target").text("name", part).text("kind", model.name);
        reader.wrong_key(node, message);
        reader.suggest(near);
    } else if stars(&mut to.iter().map(|part| &**part)) != stars(&mut from.split('/')) {
        reader.wrong_key(node, Message::new("config.map-stars"));
    }
    let words = document.get(node, "words").map(|words| {
        let word = |entry| Some((document.key(entry)?.into(), document.text(entry)?.into()));
        document.children(words).filter_map(word).collect()
    });
    Some(MapRule {
        to,
        from: from.into(),
        unit: field::text(document, node, "unit").map(Arc::from),
        words: words.unwrap_or_default(),
        location: document.location(document.node(node).key_span),
    })
}

/// The type of a place of the model; if there is no such place, the part that it lacks, with the near one.
fn target(model: &'static Table, path: &[Arc<str>]) -> Result<Type, (Arc<str>, Option<&'static str>)> {
    let mut ty = Type::Table(model);
    for part in path {
        match below(ty, part) {
            At::Value(next) => ty = next,
            At::Free => return Ok(Type::Any),
            At::Nothing(table) => {
                let keys = table.into_iter().flat_map(|table| table.fields).map(|field| field.name);
                return Err((part.clone(), nearest(part, keys)));
            }
        }
    }
    Ok(ty)
}

/// Whether `unit` and `words` lead to something that can stand at the place.
fn check_value(reader: &mut Reader<'_>, node: NodeId, ty: Type) {
    let document = reader.document;
    if let Some(at) = document.get(node, "unit")
        && let Some(unit) = document.text(at)
        && let Err(message) = fits(&ty, &format!("1 {unit}"))
    {
        reader.wrong(at, message);
    }
    let (Some(words), Type::Word(known)) = (document.get(node, "words"), ty) else { return };
    for at in document.children(words) {
        let Some(word) = document.text(at).filter(|word| !known.contains(word)) else { continue };
        reader.wrong(at, Message::new("schema.unknown-word").text("word", word));
        reader.suggest(nearest(word, known.iter().copied()));
    }
}

fn scalar_text(document: &Document, node: NodeId) -> Option<Arc<str>> {
    match document.node(node).value {
        Value::Text(text) | Value::Date(text) => Some(document.str(text).into()),
        Value::Bool(value) => Some(value.to_string().into()),
        Value::Number(Number::Int(value)) => Some(value.to_string().into()),
        Value::Number(Number::Float(value)) => Some(value.to_string().into()),
        Value::Null | Value::List | Value::Map => None,
    }
}
