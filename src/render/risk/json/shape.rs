//! Why: these types *are* `ombud-risk`, version 1. No other type is ever serialised for it.

use serde::Serialize;

#[derive(Serialize)]
pub struct Root<'a> {
    pub format: &'static str,
    pub version: u32,
    pub tool: Tool,
    pub as_of: String,
    pub registers: Vec<Register<'a>>,
}

#[derive(Serialize)]
pub struct Tool {
    pub name: &'static str,
    pub version: &'static str,
}

#[derive(Serialize)]
pub struct Register<'a> {
    pub path: &'a str,
    pub index: u32,
    pub id: Option<&'a str>,
    pub title: Option<Stated<'a, String>>,
    pub scope: Option<Stated<'a, String>>,
    pub criteria: Option<Stated<'a, String>>,
    pub team: Vec<Stated<'a, &'a str>>,
    pub owner: Option<Stated<'a, &'a str>>,
    pub approved_by: Option<Stated<'a, &'a str>>,
    pub approved_on: Option<Stated<'a, String>>,
    pub review: Review<'a>,
    pub scales: Scales<'a>,
    pub levels: Vec<Level<'a>>,
    pub matrix: Matrix<'a>,
    pub controllability_shift: Option<Stated<'a, &'a [i64]>>,
    pub inversions: Vec<Inversion>,
    pub warnings: Vec<String>,
    pub risks: Vec<Risk<'a>>,
}

/// A value with the place where it is written.
#[derive(Serialize)]
pub struct Stated<'a, T: Serialize> {
    pub value: T,
    pub location: Location<'a>,
}

#[derive(Serialize)]
pub struct Location<'a> {
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
pub struct Review<'a> {
    pub state: &'static str,
    pub every: Option<Stated<'a, &'a str>>,
    pub last_on: Option<Stated<'a, String>>,
    pub due_on: Option<String>,
    pub days_overdue: i64,
}

#[derive(Serialize)]
pub struct Scales<'a> {
    pub likelihood: Option<Scale<'a>>,
    pub impact: Option<Scale<'a>>,
    pub controllability: Option<Scale<'a>>,
}

#[derive(Serialize)]
pub struct Scale<'a> {
    pub steps: u32,
    pub words: Vec<&'a str>,
    pub location: Location<'a>,
}

#[derive(Serialize)]
pub struct Level<'a> {
    pub id: &'a str,
    pub origin: &'static str,
    pub rank: Option<i64>,
    pub response: Option<Stated<'a, String>>,
    pub treat_within: Option<Stated<'a, &'a str>>,
    pub location: Option<Location<'a>>,
}

#[derive(Serialize)]
pub struct Matrix<'a> {
    /// `document`, `pack default`, or why there is none.
    pub origin: &'static str,
    /// Rows of likelihood, columns of impact, lowest first.
    pub rows: Vec<Vec<Option<&'a str>>>,
    pub location: Option<Location<'a>>,
}

#[derive(Serialize)]
pub struct Inversion {
    pub greater: Cell,
    pub lesser: Cell,
}

#[derive(Serialize)]
pub struct Cell {
    pub likelihood: u32,
    pub impact: u32,
    pub product: u64,
}

#[derive(Serialize)]
pub struct Risk<'a> {
    pub position: Option<usize>,
    pub id: &'a str,
    pub location: Location<'a>,
    pub title: Option<Stated<'a, String>>,
    pub category: Option<Stated<'a, &'a str>>,
    pub source: Option<Stated<'a, &'a str>>,
    pub nature: Option<Stated<'a, &'a str>>,
    pub reach: Option<Stated<'a, &'a str>>,
    pub stage: Option<Stated<'a, &'a str>>,
    pub cause: Option<Stated<'a, String>>,
    pub found_by: Option<Stated<'a, String>>,
    pub reported_by: Option<Stated<'a, &'a str>>,
    pub evidence: Vec<Stated<'a, &'a str>>,
    pub likelihood: Rating<'a>,
    pub impact: Rating<'a>,
    pub controllability: Rating<'a>,
    pub score: Option<u64>,
    pub cell: Option<&'a str>,
    pub shift: Option<i64>,
    pub level: Option<&'a str>,
    pub level_from: Option<&'static str>,
    pub level_stated: Option<Stated<'a, &'a str>>,
    pub residual: Option<Stated<'a, &'a str>>,
    pub residual_expected: Option<Stated<'a, &'a str>>,
    pub owner: Option<Stated<'a, &'a str>>,
    pub accepted_by: Option<Stated<'a, &'a str>>,
    pub next_treatment: Option<&'a str>,
    pub treatments: Vec<Treatment<'a>>,
    pub review: Review<'a>,
    pub concerns: Vec<Concern<'a>>,
    pub policies: Vec<Stated<'a, &'a str>>,
    pub indicators: Vec<Stated<'a, &'a str>>,
    pub controls: Controls<'a>,
}

#[derive(Serialize)]
pub struct Rating<'a> {
    /// `null` for what is not rated.
    pub step: Option<u32>,
    pub word: Option<&'a str>,
    /// What stands there instead of a step; `null` when nothing does.
    pub no_step: Option<&'a str>,
    pub location: Location<'a>,
}

#[derive(Serialize)]
pub struct Treatment<'a> {
    pub id: &'a str,
    pub location: Location<'a>,
    pub title: Option<Stated<'a, String>>,
    pub kind: Option<Stated<'a, &'a str>>,
    pub owner: Option<Stated<'a, &'a str>>,
    pub due_on: Option<Stated<'a, String>>,
    pub done_on: Option<Stated<'a, String>>,
    pub residual: Option<Stated<'a, &'a str>>,
    pub state: &'static str,
    pub days_late: i64,
}

#[derive(Serialize)]
pub struct Concern<'a> {
    pub text: &'a str,
    pub location: Location<'a>,
    /// The file of what it stands for; `null` for what nothing is known of.
    pub path: Option<&'a str>,
    pub pointer: Option<&'a str>,
}

#[derive(Serialize)]
pub struct Controls<'a> {
    pub named: usize,
    pub open_findings: Vec<&'a str>,
    pub not_in_force: Vec<&'a str>,
    pub unknown: Vec<&'a str>,
}
