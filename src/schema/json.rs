//! Why: editors complete, label and check a file while it is written if they have a JSON Schema of it. It is made from
//! the same tables as the check, so what an editor accepts and what ombud accepts cannot drift apart.
//!
//! JSON Schema draft 2020-12. `description` is the English phrase of a field, `title` the Chinese one, which editors
//! show as its label. A schema is never stricter than the check: what only names decide (whether a role exists, whether
//! the key of an entry already says its kind) stays open, and texts with units have generous patterns.

mod scalar;

use serde_json::{Map, Value, json};

use super::{Default, Field, Needed, Table, Type, Unknown};

/// The JSON Schema of files that hold one such table.
pub fn json_schema(table: &'static Table, title: &str) -> Value {
    let mut defs = Map::new();
    let root = object(table, &mut defs);
    document(title, root, defs)
}

/// The JSON Schema of files that hold one of several tables, told apart by their `kind`, which is a table's name.
pub fn json_schema_by_kind(tables: &[&'static Table], title: &str) -> Value {
    let mut defs = Map::new();
    let branches: Vec<Value> = tables
        .iter()
        .map(|table| {
            define(table, &mut defs);
            let condition = json!({ "properties": { "kind": { "const": table.name } }, "required": ["kind"] });
            json!({ "if": condition, "then": reference(table.name) })
        })
        .collect();
    let names: Vec<&str> = tables.iter().map(|table| table.name).collect();
    let root = json!({
        "type": "object",
        "properties": { "kind": { "enum": names } },
        "required": ["kind"],
        "allOf": branches,
    });
    document(title, root, defs)
}

/// How a type may be written.
#[derive(Clone, Copy)]
enum Form {
    /// In all its forms.
    Full,
    /// In place of a table whose main field it is: not as a map, which would be read as the table.
    Bare,
}

fn document(title: &str, root: Value, defs: Map<String, Value>) -> Value {
    let mut out = Map::new();
    out.insert("$schema".into(), "https://json-schema.org/draft/2020-12/schema".into());
    out.insert("title".into(), title.into());
    if let Value::Object(root) = root {
        out.extend(root);
    }
    out.insert("$defs".into(), Value::Object(defs));
    Value::Object(out)
}

fn object(table: &'static Table, defs: &mut Map<String, Value>) -> Value {
    let mut properties = Map::new();
    for field in table.fields {
        properties.insert(field.name.into(), property(field, defs));
    }
    let mut out = Map::new();
    out.insert("type".into(), "object".into());
    out.insert("properties".into(), Value::Object(properties));
    let needed: Vec<Value> = table.fields.iter().filter(|field| is_required(field)).map(|f| f.name.into()).collect();
    if !needed.is_empty() {
        out.insert("required".into(), Value::Array(needed));
    }
    if table.unknown == Unknown::Refuse {
        out.insert("additionalProperties".into(), false.into());
    }
    Value::Object(out)
}

/// A key of an entry may be left out where the entry's own key says the same, which no JSON Schema can see.
fn is_required(field: &Field) -> bool {
    field.needed == Needed::Schema && field.default.is_none()
}

fn property(field: &'static Field, defs: &mut Map<String, Value>) -> Value {
    let mut out = Map::new();
    if let Value::Object(schema) = schema(&field.ty, Form::Full, defs) {
        out.extend(schema);
    }
    out.insert("title".into(), field.zh.into());
    out.insert("description".into(), field.en.into());
    match field.default {
        Some(Default::Word(word)) => out.insert("default".into(), word.into()),
        Some(Default::Number(number)) => out.insert("default".into(), number.into()),
        Some(Default::OwnKey | Default::OwnChannels) | None => None,
    };
    Value::Object(out)
}

fn schema(ty: &'static Type, form: Form, defs: &mut Map<String, Value>) -> Value {
    match (ty, form) {
        (Type::Table(table), _) => define(table, defs),
        (Type::List(item), _) => {
            let items = schema(item, Form::Full, defs);
            any_of([schema(item, form, defs), json!({ "type": "array", "items": items })])
        }
        (Type::Named(_, table), _) => {
            json!({
                "type": "object",
                "propertyNames": scalar::schema(&Type::Id, defs),
                "additionalProperties": define(table, defs),
            })
        }
        (Type::Map(item), _) => {
            json!({ "type": "object", "additionalProperties": schema(item, Form::Full, defs) })
        }
        (Type::ByJurisdiction(item), Form::Bare) => schema(item, Form::Bare, defs),
        (Type::ByJurisdiction(item), Form::Full) => {
            let by_code = json!({
                "type": "object",
                "propertyNames": scalar::schema(&Type::Jurisdiction, defs),
                "additionalProperties": schema(item, Form::Full, defs),
            });
            any_of([schema(item, Form::Full, defs), by_code])
        }
        (Type::Either(types), _) => {
            let schemas: Vec<Value> = types.iter().map(|ty| schema(ty, form, defs)).collect();
            any_of(schemas)
        }
        (Type::Text, Form::Bare) => json!({ "type": "string" }),
        _ => scalar::schema(ty, defs),
    }
}

/// Puts a table among the definitions, with its shorthand, and returns the reference to it.
fn define(table: &'static Table, defs: &mut Map<String, Value>) -> Value {
    if !defs.contains_key(table.name) {
        // A table may contain itself; the placeholder ends the descent.
        defs.insert(table.name.into(), Value::Null);
        let long = object(table, defs);
        let value = match table.main.and_then(|main| table.field(main)) {
            Some(main) => any_of([schema(&main.ty, Form::Bare, defs), long]),
            None => long,
        };
        defs.insert(table.name.into(), value);
    }
    reference(table.name)
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/$defs/{name}") })
}

/// One of several schemas; alternatives of alternatives are laid side by side.
fn any_of(schemas: impl IntoIterator<Item = Value>) -> Value {
    let mut flat: Vec<Value> = Vec::new();
    for schema in schemas {
        match schema {
            Value::Object(map) if map.len() == 1 && map.contains_key("anyOf") => {
                flat.extend(
                    map.into_iter()
                        .filter_map(|(_, inner)| match inner {
                            Value::Array(inner) => Some(inner),
                            _ => None,
                        })
                        .flatten(),
                );
            }
            other => flat.push(other),
        }
    }
    let mut seen: Vec<Value> = Vec::with_capacity(flat.len());
    for schema in flat {
        if !seen.contains(&schema) {
            seen.push(schema);
        }
    }
    json!({ "anyOf": seen })
}
