//! Why: a text with a unit has a shape that an editor can check, but its exact grammar belongs to the code that reads
//! it. The patterns here let everything through that could be right.

use serde_json::{Map, Value, json};

use crate::schema::{Thing, Type};

/// Letters of any script with their marks, digits, `-`, `_`, `.`.
const ID: &str = r"[\p{L}\p{M}\p{N}._-]+";
/// ISO 3166 codes, and `INT`.
const REGION: &str = "^([A-Z]{2}(-[A-Z0-9]{1,3})?|INT)$";
/// Amounts with units (`24 hours`, `15个工作日`, `1h30m`), or ISO 8601 (`PT24H`).
const DURATION: &str = r"^\s*(P[0-9.,TYMWDHS]+|([0-9]+([.,][0-9]+)?\s*\p{L}[\p{L}\s]*)+)\s*$";
/// `99.9%`
const PERCENT: &str = r"^\s*[0-9]+([.,][0-9]+)?\s*[%％]\s*$";
/// `15 CNY`, or a free `0`.
const MONEY: &str = r"^\s*([0-9][0-9.,]*\s*[A-Z]{3}|0)\s*$";
/// `2026-05-06`
const DATE: &str = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";
/// `Asia/Shanghai`
const ZONE: &str = "^[A-Za-z0-9_+/-]+$";

/// The schema of a type that is not a container. Types that stand in many places go among the definitions.
pub(super) fn schema(ty: &Type, defs: &mut Map<String, Value>) -> Value {
    match ty {
        Type::Bool => json!({ "type": "boolean" }),
        Type::Count => json!({ "type": "integer", "minimum": 0 }),
        Type::Whole => json!({ "type": "integer" }),
        Type::Measure => {
            let percent = shared("percent", || pattern(PERCENT), defs);
            json!({ "anyOf": [{ "type": "number" }, percent, shared("duration", || pattern(DURATION), defs)] })
        }
        Type::Text => shared("text", text, defs),
        Type::Plain => json!({ "type": "string" }),
        Type::Id => shared("id", || pattern(&format!("^{ID}$")), defs),
        Type::Word(words) => json!({ "enum": words }),
        Type::OpenWord(words) => json!({ "anyOf": [{ "enum": words }, { "type": "string" }] }),
        Type::Duration => shared("duration", || pattern(DURATION), defs),
        Type::DurationOr(words) => {
            json!({ "anyOf": [{ "enum": words }, shared("duration", || pattern(DURATION), defs)] })
        }
        Type::Date => shared("date", || pattern(DATE), defs),
        Type::Money => {
            shared("money", || json!({ "anyOf": [{ "const": 0 }, { "type": "string", "pattern": MONEY }] }), defs)
        }
        Type::Percent => shared("percent", || pattern(PERCENT), defs),
        Type::Hours => shared("hours", || json!({ "type": "string", "minLength": 1 }), defs),
        Type::Region | Type::Jurisdiction => shared("region", || pattern(REGION), defs),
        Type::Zone => shared("zone", || pattern(ZONE), defs),
        Type::Clause | Type::Policy => shared("path_id", || pattern(&format!("^{ID}(/{ID})*$")), defs),
        Type::Reference([thing]) => shared(&format!("{}_id", thing.word()), || bare(*thing), defs),
        Type::Reference(things) | Type::Typed(things) => pattern(&format!("^({})$", typed(things))),
        Type::DataField => shared("field_reference", || pattern(&format!("^{}$", data_field())), defs),
        Type::Any
        | Type::Table(_)
        | Type::List(_)
        | Type::Named(..)
        | Type::Map(_)
        | Type::ByJurisdiction(_)
        | Type::Either(_) => json!({}),
    }
}

fn shared(name: &str, make: impl FnOnce() -> Value, defs: &mut Map<String, Value>) -> Value {
    defs.entry(name).or_insert_with(make);
    super::reference(name)
}

fn text() -> Value {
    let local = json!({
        "type": "object",
        "properties": {
            "en": { "type": "string", "title": "英文文本", "description": "English text" },
            "zh": { "type": "string", "title": "中文文本", "description": "Chinese text" },
        },
        "anyOf": [{ "required": ["en"] }, { "required": ["zh"] }],
    });
    json!({ "anyOf": [{ "type": "string" }, local] })
}

/// The bare id of a thing; things of a document also with the document in front; any also with the thing in front.
fn bare(thing: Thing) -> Value {
    pattern(&format!("^({}|{})$", reference(thing), typed(&[thing])))
}

fn typed(things: &[Thing]) -> String {
    let parts: Vec<String> = things
        .iter()
        .map(|thing| {
            format!("{}:{}", thing.word(), if *thing == Thing::DataField { data_field() } else { reference(*thing) })
        })
        .collect();
    parts.join("|")
}

fn reference(thing: Thing) -> String {
    if thing.is_local() { format!("({ID}/)?{ID}") } else { ID.to_owned() }
}

fn data_field() -> String {
    format!(r"{ID}\.({ID}|\*)")
}

fn pattern(pattern: &str) -> Value {
    json!({ "type": "string", "pattern": pattern })
}
