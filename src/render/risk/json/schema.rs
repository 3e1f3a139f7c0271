//! Why: whoever reads `ombud-risk` by program can check what arrives, and an editor can tell what a field means.

use serde_json::{Value, json};

use crate::render::shape::{list, object};

/// JSON Schema (draft 2020-12) of `ombud-risk`, version 1.
pub fn schema() -> Value {
    let mut root = object(&[
        ("format", json!({ "const": "ombud-risk" })),
        ("version", json!({ "const": 1 })),
        ("tool", object(&[("name", json!({ "const": "ombud" })), ("version", text())])),
        ("as_of", date()),
        ("registers", list(register())),
    ]);
    root["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    root["title"] = json!("ombud risk, version 1");
    root["description"] = json!(
        "What `ombud risk --output-format json` writes. Fields may be added within this version; none is renamed, retyped \
         or removed. Lines and columns count from 1; offsets are bytes of the file."
    );
    root["$defs"] = json!({ "location": location() });
    root
}

fn register() -> Value {
    let pair = object(&[("greater", cell()), ("lesser", cell())]);
    object(&[
        ("path", text()),
        ("index", count()),
        ("id", or_null(text())),
        ("title", stated(text())),
        ("scope", stated(text())),
        ("criteria", stated(text())),
        ("team", list(value(text()))),
        ("owner", stated(text())),
        ("approved_by", stated(text())),
        ("approved_on", stated(date())),
        ("review", review()),
        ("scales", object(&["likelihood", "impact", "controllability"].map(|factor| (factor, or_null(scale()))))),
        ("levels", described(list(level()), "Lowest first.")),
        ("matrix", matrix()),
        ("controllability_shift", stated(list(json!({ "type": "integer" })))),
        ("inversions", described(list(pair), "Pairs of cells whose levels are ordered against their numbers.")),
        ("warnings", list(text())),
        ("risks", described(list(risk()), "In their ranking: by score, then impact, then id; those not rated last.")),
    ])
}

fn risk() -> Value {
    let controls = object(&[
        ("named", count()),
        ("open_findings", described(list(text()), "Their fingerprints.")),
        ("not_in_force", list(text())),
        ("unknown", list(text())),
    ]);
    let concern =
        object(&[("text", text()), ("location", place()), ("path", or_null(text())), ("pointer", or_null(text()))]);
    object(&[
        ("position", or_null(json!({ "type": "integer", "minimum": 1 }))),
        ("id", text()),
        ("location", place()),
        ("title", stated(text())),
        ("category", stated(text())),
        ("source", stated(text())),
        ("nature", stated(text())),
        ("reach", stated(text())),
        ("stage", stated(text())),
        ("cause", stated(text())),
        ("found_by", stated(text())),
        ("reported_by", stated(text())),
        ("evidence", list(value(text()))),
        ("likelihood", rating()),
        ("impact", rating()),
        ("controllability", rating()),
        ("score", described(or_null(count()), "Step of likelihood × step of impact; null unless both are rated.")),
        ("cell", described(or_null(text()), "Level of the cell, before controllability moves it.")),
        ("shift", described(or_null(json!({ "type": "integer" })), "Ranks by which controllability moves the level.")),
        ("level", described(or_null(text()), "The inherent level of risk.")),
        ("level_from", json!({ "enum": [null, "matrix", "pack default", "stated"] })),
        ("level_stated", stated(text())),
        ("residual", described(stated(text()), "The lowest level that a treatment states which is done.")),
        ("residual_expected", described(stated(text()), "The lowest level that any treatment states.")),
        ("owner", stated(text())),
        ("accepted_by", stated(text())),
        ("next_treatment", or_null(text())),
        ("treatments", list(treatment())),
        ("review", review()),
        ("concerns", list(concern)),
        ("policies", list(value(text()))),
        ("indicators", list(value(text()))),
        ("controls", controls),
    ])
}

fn treatment() -> Value {
    object(&[
        ("id", text()),
        ("location", place()),
        ("title", stated(text())),
        ("kind", stated(text())),
        ("owner", stated(text())),
        ("due_on", stated(date())),
        ("done_on", stated(date())),
        ("residual", stated(text())),
        ("state", json!({ "enum": ["done", "open", "undated", "overdue", "not_told"] })),
        ("days_late", count()),
    ])
}

fn review() -> Value {
    let states = ["not_stated", "never_done", "no_cycle", "still_to_come", "not_told", "due", "overdue"];
    object(&[
        ("state", json!({ "enum": states })),
        ("every", stated(text())),
        ("last_on", stated(date())),
        ("due_on", or_null(date())),
        ("days_overdue", count()),
    ])
}

fn level() -> Value {
    object(&[
        ("id", text()),
        ("origin", json!({ "enum": ["document", "pack default"] })),
        ("rank", or_null(json!({ "type": "integer" }))),
        ("response", stated(text())),
        ("treat_within", stated(text())),
        ("location", or_null(place())),
    ])
}

fn matrix() -> Value {
    let origins = ["document", "pack default", "not_stated", "levels_not_ranked", "too_large"];
    object(&[
        ("origin", json!({ "enum": origins })),
        ("rows", described(list(list(or_null(text()))), "Rows of likelihood, columns of impact, lowest first.")),
        ("location", or_null(place())),
    ])
}

fn scale() -> Value {
    object(&[("steps", count()), ("words", list(text())), ("location", place())])
}

fn rating() -> Value {
    object(&[
        ("step", or_null(json!({ "type": "integer", "minimum": 1 }))),
        ("word", or_null(text())),
        ("no_step", described(or_null(text()), "What stands there instead of a step.")),
        ("location", place()),
    ])
}

fn cell() -> Value {
    object(&[("likelihood", count()), ("impact", count()), ("product", count())])
}

fn location() -> Value {
    let position = object(&[("line", count()), ("column", count()), ("offset", count())]);
    object(&[("path", text()), ("start", position.clone()), ("end", position)])
}

fn place() -> Value {
    json!({ "$ref": "#/$defs/location" })
}

/// A value with its place.
fn value(value: Value) -> Value {
    object(&[("value", value), ("location", place())])
}

/// The same, or `null` where nothing is stated.
fn stated(of: Value) -> Value {
    or_null(value(of))
}

fn or_null(schema: Value) -> Value {
    json!({ "anyOf": [schema, { "type": "null" }] })
}

fn described(mut schema: Value, description: &str) -> Value {
    schema["description"] = json!(description);
    schema
}

fn text() -> Value {
    json!({ "type": "string" })
}

fn count() -> Value {
    json!({ "type": "integer", "minimum": 0 })
}

fn date() -> Value {
    json!({ "type": "string", "format": "date" })
}
