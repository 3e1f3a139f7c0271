//! Why: a support script or an installer asks the same questions by program. `ombud-doctor`, version 1, is a shape of its
//! own: fields may be added, none is renamed, retyped or taken away.

use serde::Serialize;
use serde_json::{Value, json};

use super::{count, gate, shown};
use crate::clause::Catalogue;
use crate::diagnostic::Diagnostic;
use crate::doctor::{At, Checkup, Workspace};
use crate::message::Lang;
use crate::render::catalogue;
use crate::render::json::writer;
use crate::report::MemberState;

/// The checkup as JSON, ending with a line end. Texts for people are in `lang`.
pub fn json(checkup: &Checkup<'_>, lang: Lang) -> String {
    let watch = &checkup.watch;
    writer::write(&Root {
        format: "ombud-doctor",
        version: 1,
        tool: Tool { name: "ombud", version: env!("CARGO_PKG_VERSION") },
        catalogue_as_of: Catalogue::as_of().to_string(),
        workspace: &checkup.root,
        opened: checkup.workspace.as_ref().map(|workspace| opened(checkup, workspace, lang)),
        problems: checkup.problems.iter().map(|problem| self::problem(checkup, problem, lang)).collect(),
        watch: Watch {
            file_system: watch.file_system.as_deref(),
            needs_polling: watch.needs_polling,
            max_watches: watch.max_watches,
            max_instances: watch.max_instances,
            max_queued: watch.max_queued,
        },
    })
}

/// JSON Schema (draft 2020-12) of `ombud-doctor`, version 1.
pub fn schema() -> Value {
    let text = json!({ "type": "string" });
    let maybe_text = json!({ "type": ["string", "null"] });
    let count = json!({ "type": "integer", "minimum": 0 });
    let maybe_count = json!({ "type": ["integer", "null"], "minimum": 0 });
    let place = json!({ "anyOf": [object(&[("path", text.clone()), ("line", count.clone())]), { "type": "null" }] });
    let key = object(&[("key", text.clone()), ("value", maybe_text.clone()), ("place", place.clone())]);
    let pack = object(&[("id", text.clone()), ("on", json!({ "type": "boolean" })), ("version", maybe_text.clone())]);
    let states = ["read", "broken", "unrecognised", "excluded", "over_limit"];
    let aside = object(&[
        ("path", text.clone()),
        ("index", count.clone()),
        ("state", json!({ "enum": ["broken", "unrecognised", "excluded", "over_limit", "ignored"] })),
        ("reason", text.clone()),
        ("place", place.clone()),
    ]);
    let limits = ["bytes", "depth", "nodes", "steps"];
    let opened = object(&[
        ("as_of", json!({ "type": "string", "format": "date" })),
        ("config", list(text.clone())),
        ("keys", list(key)),
        ("fail_on", json!({ "enum": ["error", "warning", "info", "never"] })),
        ("limits", object(&limits.map(|name| (name, count.clone())))),
        ("packs", list(pack)),
        ("documents", object(&states.map(|name| (name, count.clone())))),
        ("not_judged", list(aside)),
    ]);
    let problem = object(&[
        ("code", text.clone()),
        ("severity", json!({ "enum": ["error", "warning", "info"] })),
        ("message", text.clone()),
        ("place", place),
    ]);
    let watch = object(&[
        ("file_system", maybe_text),
        ("needs_polling", json!({ "type": "boolean" })),
        ("max_watches", maybe_count.clone()),
        ("max_instances", maybe_count.clone()),
        ("max_queued", maybe_count),
    ]);
    let mut root = object(&[
        ("format", json!({ "const": "ombud-doctor" })),
        ("version", json!({ "const": 1 })),
        ("tool", object(&[("name", json!({ "const": "ombud" })), ("version", text.clone())])),
        ("catalogue_as_of", json!({ "type": "string", "format": "date" })),
        ("workspace", text),
        ("opened", json!({ "anyOf": [opened, { "type": "null" }] })),
        ("problems", list(problem)),
        ("watch", watch),
    ]);
    root["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    root["title"] = json!("ombud doctor, version 1");
    root["description"] = json!(
        "What `ombud doctor --output-format json` writes. `opened` is null when the configuration cannot be used. Fields \
         may be added within this version; none is renamed, retyped or removed."
    );
    root
}

/// An object whose properties are all required.
fn object(properties: &[(&str, Value)]) -> Value {
    let required: Vec<&str> = properties.iter().map(|(name, _)| *name).collect();
    let map: serde_json::Map<String, Value> =
        properties.iter().map(|(name, schema)| ((*name).to_owned(), schema.clone())).collect();
    json!({ "type": "object", "properties": map, "required": required })
}

fn list(items: Value) -> Value {
    json!({ "type": "array", "items": items })
}

#[derive(Serialize)]
struct Root<'a> {
    format: &'static str,
    version: u32,
    tool: Tool,
    catalogue_as_of: String,
    workspace: &'a str,
    opened: Option<Opened<'a>>,
    problems: Vec<Problem<'a>>,
    watch: Watch<'a>,
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
    version: &'static str,
}

#[derive(Serialize)]
struct Opened<'a> {
    as_of: String,
    config: Vec<&'a str>,
    keys: Vec<Key<'a>>,
    fail_on: &'static str,
    limits: Limits,
    packs: Vec<Pack<'a>>,
    documents: Documents,
    not_judged: Vec<Aside<'a>>,
}

#[derive(Serialize)]
struct Key<'a> {
    key: &'a str,
    /// As it is written, or what holds where nothing is written.
    value: Option<&'a str>,
    /// `null` for a default.
    place: Option<Place>,
}

#[derive(Serialize)]
struct Place {
    path: String,
    line: usize,
}

#[derive(Serialize)]
struct Limits {
    bytes: u64,
    depth: u32,
    nodes: u32,
    steps: u64,
}

#[derive(Serialize)]
struct Pack<'a> {
    id: &'a str,
    on: bool,
    version: Option<&'a str>,
}

#[derive(Serialize)]
struct Documents {
    read: usize,
    broken: usize,
    unrecognised: usize,
    excluded: usize,
    over_limit: usize,
}

#[derive(Serialize)]
struct Aside<'a> {
    path: &'a str,
    index: u32,
    state: &'static str,
    reason: String,
    place: Option<Place>,
}

#[derive(Serialize)]
struct Problem<'a> {
    code: &'a str,
    severity: &'static str,
    message: String,
    place: Option<Place>,
}

#[derive(Serialize)]
struct Watch<'a> {
    file_system: Option<&'a str>,
    needs_polling: bool,
    max_watches: Option<u64>,
    max_instances: Option<u64>,
    max_queued: Option<u64>,
}

fn opened<'a>(checkup: &Checkup<'_>, workspace: &'a Workspace<'a>, lang: Lang) -> Opened<'a> {
    let snapshot = workspace.snapshot;
    let config = &snapshot.knowledge.config;
    let on = snapshot.packs.iter().map(|pack| Pack { id: &pack.id, on: true, version: Some(&pack.version) });
    let off = snapshot.packs_off.iter().map(|name| Pack { id: name, on: false, version: None });
    let keys = workspace.keys.iter().map(|key| Key {
        key: &key.name,
        value: key.value.as_deref(),
        place: key.at.map(|at| place(checkup, &At::Source(at))),
    });
    let aside = workspace.aside.iter().map(|aside| Aside {
        path: &aside.path,
        index: aside.index,
        state: aside.state.word(),
        reason: catalogue::text(lang, &aside.reason),
        place: aside.at.as_ref().map(|at| place(checkup, at)),
    });
    Opened {
        as_of: snapshot.knowledge.as_of.to_string(),
        config: config.files.iter().map(|document| document.source.path.as_str()).collect(),
        keys: keys.collect(),
        fail_on: gate(config),
        limits: Limits {
            bytes: config.limits.bytes,
            depth: config.limits.depth,
            nodes: config.limits.nodes,
            steps: workspace.steps,
        },
        packs: on.chain(off).collect(),
        documents: Documents {
            read: count(snapshot, MemberState::Read),
            broken: count(snapshot, MemberState::Broken),
            unrecognised: count(snapshot, MemberState::Unrecognised),
            excluded: count(snapshot, MemberState::Excluded),
            over_limit: count(snapshot, MemberState::OverLimit),
        },
        not_judged: aside.collect(),
    }
}

fn problem<'a>(checkup: &Checkup<'_>, problem: &'a Diagnostic, lang: Lang) -> Problem<'a> {
    Problem {
        code: &problem.code,
        severity: problem.severity.word(),
        message: catalogue::text(lang, &problem.message),
        place: problem.location.map(|at| place(checkup, &At::Source(at))),
    }
}

fn place(checkup: &Checkup<'_>, at: &At) -> Place {
    let (path, line) = shown(checkup.sources, at);
    Place { path, line }
}
