//! Why: these types *are* `json-v1`. They hold nothing but borrowed parts and words, in the order in which they are
//! written, and no other type is ever serialised for it.

use serde::Serialize;

/// The whole report; lists are whatever writes itself as a list.
#[derive(Serialize)]
pub struct Root<'a, Population, Findings, Passes, Exempt, Diagnostics> {
    pub format: &'static str,
    pub version: u32,
    pub tool: Tool,
    pub as_of: String,
    pub outcome: &'static str,
    pub gate: Gate,
    pub jurisdictions: Vec<&'a str>,
    pub sectors: Vec<&'a str>,
    pub catalogue_as_of: String,
    pub policies_digest: &'a str,
    pub config_digest: &'a str,
    pub packs: Vec<Pack<'a>>,
    pub population: Population,
    pub summary: Summary,
    pub findings: Findings,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub passes: Option<Passes>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_applicable: Option<Vec<Skipped<'a>>>,
    pub exempt: Exempt,
    pub diagnostics: Diagnostics,
}

/// The first line of `json-lines`: the report without the lists that have a line, or a place in `json-v1`, of their own.
#[derive(Serialize)]
pub struct Head<'a, Diagnostics> {
    pub format: &'static str,
    pub version: u32,
    pub tool: Tool,
    pub as_of: String,
    pub outcome: &'static str,
    pub gate: Gate,
    pub jurisdictions: Vec<&'a str>,
    pub sectors: Vec<&'a str>,
    pub catalogue_as_of: String,
    pub policies_digest: &'a str,
    pub config_digest: &'a str,
    pub packs: Vec<Pack<'a>>,
    pub summary: Summary,
    pub diagnostics: Diagnostics,
}

/// An evaluation that did not apply.
#[derive(Serialize)]
pub struct Skipped<'a> {
    pub policy: &'a str,
    pub document: Document<'a>,
    pub reason: String,
}

#[derive(Serialize)]
pub struct Tool {
    pub name: &'static str,
    pub version: &'static str,
}

#[derive(Serialize)]
pub struct Gate {
    pub fail_on: Option<&'static str>,
}

#[derive(Serialize)]
pub struct Pack<'a> {
    pub id: &'a str,
    pub version: &'a str,
    pub digest: &'a str,
}

#[derive(Serialize)]
pub struct Member<'a> {
    pub path: &'a str,
    /// `null` when the bytes were not read.
    pub sha256: Option<&'a str>,
    pub state: &'static str,
    pub kind: Option<&'a str>,
    pub id: Option<&'a str>,
    pub index: u32,
}

#[derive(Serialize)]
pub struct Summary {
    pub documents: Documents,
    pub policies: usize,
    pub evaluations: Counts,
    pub findings: Open,
    pub waived: usize,
    pub baselined: usize,
}

#[derive(Serialize)]
pub struct Documents {
    pub read: usize,
    pub broken: usize,
    pub unrecognised: usize,
    pub excluded: usize,
    pub over_limit: usize,
}

#[derive(Serialize)]
pub struct Counts {
    pub fail: usize,
    pub unknown: usize,
    pub pass: usize,
    pub not_applicable: usize,
    pub exempt: usize,
}

#[derive(Serialize)]
pub struct Open {
    pub error: usize,
    pub warning: usize,
    pub info: usize,
}

#[derive(Serialize)]
pub struct Finding<'a> {
    pub policy: &'a str,
    pub check: &'a str,
    pub severity: &'static str,
    pub verdict: &'static str,
    pub cause: Option<&'static str>,
    pub disposition: &'static str,
    pub handle: String,
    pub message: String,
    pub help: Vec<String>,
    pub clauses: Vec<Clause<'a>>,
    pub fingerprint: &'a str,
    pub document: Document<'a>,
    pub pointer: &'a str,
    pub value: Option<&'a str>,
    pub limit: Option<Limit<'a>>,
    pub location: Location<'a>,
    pub related: Vec<Related<'a>>,
    pub fix: Option<Fix<'a>>,
    /// Waivers are not part of findings yet.
    pub waiver: Option<()>,
}

#[derive(Serialize)]
pub struct Clause<'a> {
    pub id: &'a str,
    pub relation: &'static str,
    pub citation: String,
}

#[derive(Serialize)]
pub struct Document<'a> {
    pub path: &'a str,
    pub index: u32,
    pub kind: Option<&'a str>,
    pub id: Option<&'a str>,
}

#[derive(Serialize)]
pub struct Limit<'a> {
    pub value: &'a str,
    pub origin: &'static str,
    pub location: Option<Location<'a>>,
    /// Id of the clause that sets it, where the origin is `clause`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clause: Option<&'a str>,
}

#[derive(Serialize)]
pub struct Location<'a> {
    pub source: &'static str,
    pub path: &'a str,
    pub start: Place,
    pub end: Place,
}

#[derive(Serialize)]
pub struct Place {
    pub line: u32,
    pub column: u32,
    pub offset: u32,
}

#[derive(Serialize)]
pub struct Related<'a> {
    pub message: String,
    pub location: Location<'a>,
}

#[derive(Serialize)]
pub struct Fix<'a> {
    pub message: String,
    pub location: Location<'a>,
    pub text: &'a str,
}

#[derive(Serialize)]
pub struct Pass<'a> {
    pub policy: &'a str,
    pub document: Document<'a>,
    pub pointers: &'a [String],
}

#[derive(Serialize)]
pub struct Exemption<'a> {
    pub policy: &'a str,
    pub document: Document<'a>,
    pub reason: &'a str,
    pub location: Option<Location<'a>>,
}

#[derive(Serialize)]
pub struct Trouble<'a> {
    pub policy: Option<&'a str>,
    pub message: String,
    pub location: Option<Location<'a>>,
    pub count: usize,
    pub severity: &'static str,
    pub code: &'a str,
    pub help: Vec<String>,
    pub related: Vec<Related<'a>>,
}
