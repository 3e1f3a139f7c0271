//! Why: the machine formats of pages describe themselves in JSON Schemas, which are put together from two pieces.

use serde_json::{Value, json};

/// An object whose properties are all required.
pub(super) fn object(properties: &[(&str, Value)]) -> Value {
    let required: Vec<&str> = properties.iter().map(|(name, _)| *name).collect();
    let map: serde_json::Map<String, Value> =
        properties.iter().map(|(name, schema)| ((*name).to_owned(), schema.clone())).collect();
    json!({ "type": "object", "properties": map, "required": required })
}

/// A list of items of one shape.
pub(super) fn list(items: Value) -> Value {
    json!({ "type": "array", "items": items })
}
