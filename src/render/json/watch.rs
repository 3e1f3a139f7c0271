//! Why: scripts and services follow a watcher line by line. These types *are* `ombud-watch`, version 1: one object after
//! each quiet period, the first one included. Each carries the proof of its freshness: when, over which files, under which
//! policies, and whether any event was lost.

use serde::Serialize;

use super::shape::{Document, Finding, Summary, Trouble};
use super::{Context, document, finding, summary, trouble, writer};
use crate::message::Lang;
use crate::report::since::{Fixed, Since};
use crate::report::{Repeated, Report};
use crate::source::{Sources, hex};

/// When and on what a watcher's answer rests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fresh {
    /// The moment, RFC 3339 in UTC.
    pub at: String,
    /// How often the system said that it dropped events since the answer before.
    pub events_lost: u64,
    /// Whether every file was looked at for it.
    pub rescanned: bool,
    /// How many evaluations were run.
    pub run: usize,
    /// How long it took, in milliseconds.
    pub millis: u128,
}

#[derive(Serialize)]
struct Line<'a> {
    format: &'static str,
    version: u32,
    at: &'a str,
    state: &'static str,
    fresh: Option<Proof<'a>>,
    summary: Option<Summary>,
    new: Vec<Finding<'a>>,
    changed: Vec<Other<'a>>,
    fixed: Vec<Gone<'a>>,
    re_evaluated: usize,
    millis: u128,
    diagnostics: Vec<Trouble<'a>>,
}

#[derive(Serialize)]
struct Proof<'a> {
    population_digest: String,
    policies_digest: &'a str,
    events_lost: u64,
    rescanned: bool,
}

#[derive(Serialize)]
struct Other<'a> {
    #[serde(flatten)]
    finding: Finding<'a>,
    was: Option<&'a str>,
}

#[derive(Serialize)]
struct Gone<'a> {
    fingerprint: &'a str,
    policy: &'a str,
    document: Document<'a>,
    pointer: &'a str,
}

/// The line of a workspace that was judged.
pub fn judged(report: &Report, since: &Since, fresh: &Fresh, lang: Lang) -> String {
    let context = Context { sources: &report.sources, lang };
    writer::line(&Line {
        state: report.outcome().word(),
        fresh: Some(Proof {
            population_digest: population_digest(report),
            policies_digest: &report.policies_digest,
            events_lost: fresh.events_lost,
            rescanned: fresh.rescanned,
        }),
        summary: Some(summary(report)),
        new: since.new.iter().map(|row| finding(context, row)).collect(),
        changed: since
            .changed
            .iter()
            .map(|row| Other { finding: finding(context, &row.finding), was: row.was.as_deref() })
            .collect(),
        fixed: since.fixed.iter().map(gone).collect(),
        re_evaluated: fresh.run,
        diagnostics: report.diagnostics.iter().map(|row| trouble(context, row)).collect(),
        ..empty(fresh)
    })
}

/// The line of a workspace whose configuration or policies cannot be used.
pub fn refused(diagnostics: &[Repeated], sources: &Sources, fresh: &Fresh, lang: Lang) -> String {
    let context = Context { sources, lang };
    let diagnostics = diagnostics.iter().map(|row| trouble(context, row)).collect();
    writer::line(&Line { state: "refused", diagnostics, ..empty(fresh) })
}

/// The line of a workspace that is not there.
pub fn missing(fresh: &Fresh) -> String {
    writer::line(&Line { state: "missing", ..empty(fresh) })
}

/// SHA-256 over what every file of the population is and what became of it.
pub fn population_digest(report: &Report) -> String {
    use sha2::{Digest, Sha256};
    let mut hash = Sha256::new();
    for member in &report.population {
        hash.update(member.document.path.as_bytes());
        hash.update(member.document.index.to_le_bytes());
        hash.update(member.sha256.as_bytes());
        hash.update(member.state.word());
        hash.update([0]);
    }
    hex(&hash.finalize())
}

fn empty(fresh: &Fresh) -> Line<'_> {
    Line {
        format: "ombud-watch",
        version: 1,
        at: &fresh.at,
        state: "",
        fresh: None,
        summary: None,
        new: Vec::new(),
        changed: Vec::new(),
        fixed: Vec::new(),
        re_evaluated: 0,
        millis: fresh.millis,
        diagnostics: Vec::new(),
    }
}

fn gone(fixed: &Fixed) -> Gone<'_> {
    Gone {
        fingerprint: &fixed.fingerprint,
        policy: &fixed.policy,
        document: document(&fixed.document),
        pointer: &fixed.pointer,
    }
}
