//! Why: the schema files that editors load are listed once, so that the test that compares them, the command that
//! prints them and the pages that link to them agree.

use serde_json::Value;

use super::json::{json_schema, json_schema_by_kind};
use super::{KINDS, kind};

/// All schema files: name and content, in order of name.
pub fn files() -> Vec<(&'static str, Value)> {
    let native = [
        ("ombud-data.schema.json", "data", "ombud: data"),
        ("ombud-organisation.schema.json", "organisation", "ombud: organisation"),
        ("ombud-process.schema.json", "process", "ombud: process"),
        ("ombud-risk.schema.json", "risk", "ombud: risk"),
    ];
    let mut files = vec![("ombud-document.schema.json", json_schema_by_kind(&KINDS, "ombud: any native document"))];
    files.extend(native.iter().filter_map(|(name, word, title)| Some((*name, json_schema(kind(word)?, title)))));
    files.sort_by_key(|(name, _)| *name);
    files
}

/// A schema as the bytes of its file: keys in order, two spaces deep, a line end at the end.
pub fn text(schema: &Value) -> String {
    format!("{schema:#}\n")
}
