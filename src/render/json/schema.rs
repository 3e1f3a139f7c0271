//! Why: whoever reads `json-v1` in another language should not have to guess. Written by hand beside the shapes, and
//! held to them by a test; objects are left open because fields may be added.

use serde_json::{Value, json};

/// JSON Schema (draft 2020-12) of `json-v1`.
pub fn schema() -> Value {
    let mut schema = root();
    schema["$schema"] = json!(DRAFT);
    schema["title"] = json!("ombud report, version 1");
    schema["description"] = json!(
        "What `ombud check --output-format json-v1` writes. Fields may be added within this version; none is renamed, \
         retyped or removed."
    );
    schema["$defs"] = definitions();
    schema
}

/// JSON Schema (draft 2020-12) of one line of `json-lines`: the first, or a finding of `json-v1`.
pub fn lines() -> Value {
    let mut head = root();
    for list in ["population", "findings", "exempt", "passes"] {
        if let Some(map) = head["properties"].as_object_mut() {
            map.remove(list);
        }
        if let Some(names) = head["required"].as_array_mut() {
            names.retain(|name| name != list);
        }
    }
    head["properties"]["format"] = json!({ "const": "ombud-report-lines" });
    let mut definitions = definitions();
    definitions["head"] = head;
    json!({
        "$schema": DRAFT,
        "title": "ombud report in lines, version 1",
        "description": "One line of what `ombud check --output-format json-lines` writes: the first says what was \
                        judged and how it ended, each further one is a finding. Fields may be added within this \
                        version; none is renamed, retyped or removed.",
        "anyOf": [reference("head"), reference("finding")],
        "$defs": definitions,
    })
}

const DRAFT: &str = "https://json-schema.org/draft/2020-12/schema";

fn root() -> Value {
    let mut schema = object(json!({
        "format": { "const": "ombud-report" },
        "version": { "const": 1 },
        "tool": object(json!({ "name": { "const": "ombud" }, "version": text() })),
        "as_of": described(date(), "The day that everything was judged by."),
        "outcome": { "enum": ["clean", "findings", "incomplete"] },
        "gate": object(json!({ "fail_on": { "enum": ["error", "warning", "info", null] } })),
        "jurisdictions": list(text()),
        "sectors": list(text()),
        "catalogue_as_of": described(date(), "The day that the clause catalogue speaks of."),
        "policies_digest": text(),
        "config_digest": text(),
        "packs": list(object(json!({ "id": text(), "version": text(), "digest": text() }))),
        "population": list(object(json!({
            "path": path(),
            "sha256": { "type": ["string", "null"], "pattern": "^[0-9a-f]{64}$" },
            "state": { "enum": ["read", "broken", "unrecognised", "excluded", "over_limit"] },
            "kind": nullable_text(),
            "id": nullable_text(),
            "index": count(),
        }))),
        "summary": summary(),
        "findings": list(reference("finding")),
        "exempt": list(object(json!({
            "policy": text(),
            "document": reference("document"),
            "reason": text(),
            "location": nullable("location"),
        }))),
        "diagnostics": list(object(json!({
            "policy": nullable_text(),
            "message": text(),
            "location": nullable("location"),
            "count": described(count(), "How many evaluations it left without a verdict."),
            "severity": severity(),
            "code": text(),
            "help": list(text()),
            "related": list(reference("related")),
        }))),
    }));
    schema["properties"]["passes"] = described(
        list(object(json!({ "policy": text(), "document": reference("document"), "pointers": list(text()) }))),
        "Only there when asked for.",
    );
    schema["properties"]["not_applicable"] = described(
        list(object(json!({ "policy": text(), "document": reference("document"), "reason": text() }))),
        "Only there when asked for: evaluations that did not apply, though the policy speaks about the document's kind.",
    );
    schema
}

fn definitions() -> Value {
    json!({
        "finding": finding(),
        "document": object(json!({ "path": path(), "index": count(), "kind": nullable_text(), "id": nullable_text() })),
        "location": object(json!({
            "source": { "enum": ["workspace", "builtin"] },
            "path": path(),
            "start": reference("place"),
            "end": reference("place"),
        })),
        "place": object(json!({
            "line": described(json!({ "type": "integer", "minimum": 1 }), "From 1."),
            "column": described(json!({ "type": "integer", "minimum": 1 }), "From 1, in Unicode scalar values."),
            "offset": described(count(), "In bytes of the file on disk, from 0."),
        })),
        "related": object(json!({ "message": text(), "location": reference("location") })),
    })
}

fn summary() -> Value {
    let counts = |names: &[&str]| object(names.iter().map(|name| (name.to_string(), count())).collect());
    object(json!({
        "documents": counts(&["read", "broken", "unrecognised", "excluded", "over_limit"]),
        "policies": count(),
        "evaluations": counts(&["fail", "unknown", "pass", "not_applicable", "exempt"]),
        "findings": described(counts(&["error", "warning", "info"]), "Active ones."),
        "waived": count(),
        "baselined": count(),
    }))
}

fn finding() -> Value {
    object(json!({
        "policy": text(),
        "check": text(),
        "severity": severity(),
        "verdict": { "enum": ["fail", "unknown"] },
        "cause": { "enum": [null, "undecidable"] },
        "disposition": { "enum": ["active", "waived", "baselined"] },
        "handle": { "type": "string", "pattern": "^#" },
        "message": text(),
        "help": list(text()),
        "clauses": list(object(json!({
            "id": text(),
            "relation": { "enum": ["sets", "supports", "model"] },
            "citation": described(text(), "Instrument and article, for people."),
        }))),
        "fingerprint": { "type": "string", "pattern": "^f1:[0-9a-f]{32}$" },
        "document": reference("document"),
        "pointer": described(text(), "JSON Pointer (RFC 6901) of the value; of a missing value, the missing key."),
        "value": described(nullable_text(), "As written; null when it is missing or a container."),
        "limit": or_null(limit()),
        "location": reference("location"),
        "related": list(reference("related")),
        "fix": or_null(object(json!({ "message": text(), "location": reference("location"), "text": text() }))),
        "waiver": { "type": ["object", "null"] },
    }))
}

fn limit() -> Value {
    let mut limit = object(json!({
        "value": text(),
        "origin": { "enum": ["clause", "config", "pack default", "own target", "document", "rule"] },
        "location": nullable("location"),
    }));
    limit["properties"]["clause"] = described(text(), "Id of the clause that sets it, where `origin` is `clause`.");
    limit
}

/// An object whose listed properties are all required.
fn object(properties: Value) -> Value {
    let required: Vec<String> = properties.as_object().into_iter().flat_map(|map| map.keys().cloned()).collect();
    json!({ "type": "object", "properties": properties, "required": required })
}

fn list(items: Value) -> Value {
    json!({ "type": "array", "items": items })
}

fn or_null(schema: Value) -> Value {
    json!({ "anyOf": [schema, { "type": "null" }] })
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/$defs/{name}") })
}

fn nullable(name: &str) -> Value {
    or_null(reference(name))
}

fn described(mut schema: Value, description: &str) -> Value {
    schema["description"] = json!(description);
    schema
}

fn text() -> Value {
    json!({ "type": "string" })
}

fn nullable_text() -> Value {
    json!({ "type": ["string", "null"] })
}

fn path() -> Value {
    described(text(), "Relative to the workspace, with `/`.")
}

fn count() -> Value {
    json!({ "type": "integer", "minimum": 0 })
}

fn severity() -> Value {
    json!({ "enum": ["error", "warning", "info"] })
}

fn date() -> Value {
    json!({ "type": "string", "format": "date" })
}
