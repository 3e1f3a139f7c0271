//! Why: dashboards and audits read coverage by program. `ombud-clauses`, version 1, is a frozen shape of its own: fields
//! may be added, none is renamed, retyped or taken away.

use serde::Serialize;
use serde_json::{Value, json};

use crate::coverage::{Counts, Coverage, Covered, State};
use crate::message::Lang;
use crate::plan::cited;
use crate::render::citation::citation;
use crate::render::json::writer;
use crate::render::shape::{list, object};
use crate::render::{catalogue, clauses};
use crate::report::Report;

/// The clauses in scope as JSON, ending with a line end. Texts for people are in `lang`.
pub fn json(coverage: &Coverage<'_>, report: &Report, lang: Lang) -> String {
    writer::write(&Root {
        format: "ombud-clauses",
        version: 1,
        tool: Tool { name: "ombud", version: env!("CARGO_PKG_VERSION") },
        as_of: report.as_of.to_string(),
        catalogue_as_of: report.catalogue_as_of.to_string(),
        outcome: report.outcome().word(),
        jurisdictions: report.jurisdictions.iter().map(|word| &**word).collect(),
        sectors: report.sectors.iter().map(|word| &**word).collect(),
        policies_digest: &report.policies_digest,
        config_digest: &report.config_digest,
        out_of_scope: coverage.out_of_scope,
        clauses: coverage.clauses.iter().map(|covered| entry(covered, lang)).collect(),
    })
}

/// JSON Schema (draft 2020-12) of `ombud-clauses`, version 1.
pub fn schema() -> Value {
    let text = json!({ "type": "string" });
    let count = json!({ "type": "integer", "minimum": 0 });
    let names = ["fail", "set_aside", "unknown", "beside", "pass", "not_applicable", "exempt"];
    let counts = object(&names.map(|name| (name, count.clone())));
    let policy = object(&[
        ("policy", text.clone()),
        ("title", text.clone()),
        ("relation", json!({ "enum": ["sets", "supports", "model"] })),
        ("evaluations", counts),
    ]);
    let clause = object(&[
        ("id", text.clone()),
        ("citation", text.clone()),
        ("title", text.clone()),
        ("jurisdiction", text.clone()),
        ("applies_when", json!({ "type": ["string", "null"] })),
        ("state", json!({ "enum": ["satisfied", "findings", "unknown", "not_covered"] })),
        ("gap", json!({ "enum": [null, "no_policy", "not_applicable", "exempt"] })),
        ("says", text.clone()),
        ("policies", list(policy)),
    ]);
    let date = json!({ "type": "string", "format": "date" });
    let mut root = object(&[
        ("format", json!({ "const": "ombud-clauses" })),
        ("version", json!({ "const": 1 })),
        ("tool", object(&[("name", json!({ "const": "ombud" })), ("version", text.clone())])),
        ("as_of", date.clone()),
        ("catalogue_as_of", date),
        ("outcome", json!({ "enum": ["clean", "findings", "incomplete"] })),
        ("jurisdictions", list(text.clone())),
        ("sectors", list(text.clone())),
        ("policies_digest", text.clone()),
        ("config_digest", text),
        ("out_of_scope", count),
        ("clauses", list(clause)),
    ]);
    root["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    root["title"] = json!("ombud clauses, version 1");
    root["description"] = json!(
        "What `ombud clauses --output-format json` writes. Fields may be added within this version; none is renamed, \
         retyped or removed."
    );
    root
}

#[derive(Serialize)]
struct Root<'a> {
    format: &'static str,
    version: u32,
    tool: Tool,
    as_of: String,
    catalogue_as_of: String,
    outcome: &'static str,
    jurisdictions: Vec<&'a str>,
    sectors: Vec<&'a str>,
    policies_digest: &'a str,
    config_digest: &'a str,
    out_of_scope: usize,
    clauses: Vec<Clause<'a>>,
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
    version: &'static str,
}

#[derive(Serialize)]
struct Clause<'a> {
    id: &'a str,
    citation: String,
    title: String,
    jurisdiction: &'a str,
    /// A condition that no check evaluates; `null` if there is none.
    applies_when: Option<String>,
    state: &'static str,
    gap: Option<&'static str>,
    /// The state in words.
    says: String,
    policies: Vec<Policy<'a>>,
}

#[derive(Serialize)]
struct Policy<'a> {
    policy: &'a str,
    title: String,
    relation: &'static str,
    evaluations: Evaluations,
}

#[derive(Serialize)]
struct Evaluations {
    fail: usize,
    set_aside: usize,
    unknown: usize,
    beside: usize,
    pass: usize,
    not_applicable: usize,
    exempt: usize,
}

fn entry<'a>(covered: &'a Covered<'_>, lang: Lang) -> Clause<'a> {
    let clause = covered.clause;
    Clause {
        id: &clause.id,
        citation: citation(lang, &cited(clause, clause.relation_hint)),
        title: catalogue::local(lang, &clause.title),
        jurisdiction: &clause.jurisdiction,
        applies_when: (!clause.applies_when.is_empty()).then(|| catalogue::local(lang, &clause.applies_when)),
        state: covered.state.word(),
        gap: match covered.state {
            State::NotCovered(gap) => Some(gap.word()),
            _ => None,
        },
        says: catalogue::word(lang, clauses::state(covered)),
        policies: covered
            .citing
            .iter()
            .map(|citing| Policy {
                policy: &citing.policy,
                title: catalogue::local(lang, &citing.title),
                relation: citing.relation.word(),
                evaluations: evaluations(citing.counts),
            })
            .collect(),
    }
}

fn evaluations(counts: Counts) -> Evaluations {
    let Counts { fail, set_aside, unknown, beside, pass, not_applicable, exempt } = counts;
    Evaluations { fail, set_aside, unknown, beside, pass, not_applicable, exempt }
}
