//! Why: whether a promise is kept no process says. Where a log was held against it, the observation lies in the workspace as
//! a document, and the report shows its figures beside what is declared.

use std::sync::Arc;

use crate::document::{Document, NodeId};
use crate::field;
use crate::knowledge::Knowledge;
use crate::model::DocumentRef;
use crate::model::kind::OBSERVED;

/// What a log showed of a process.
#[derive(Clone, Debug)]
pub struct Observed {
    /// The observation.
    pub document: DocumentRef,
    /// Id of the process.
    pub process: Arc<str>,
    /// Path of the log.
    pub log: Arc<str>,
    /// SHA-256 of the log, in hexadecimal.
    pub sha256: Arc<str>,
    /// How many cases the log holds.
    pub cases: u64,
    /// Deadlines, in the order of the process.
    pub deadlines: Vec<Kept>,
}

/// How a deadline was kept.
#[derive(Clone, Debug)]
pub struct Kept {
    /// Its name.
    pub deadline: Arc<str>,
    /// What was declared when the log was read.
    pub declared: Option<Arc<str>>,
    /// Cases that met it at either end.
    pub cases: u64,
    /// Ended in time.
    pub within: u64,
    /// Ended late, or are open and late already.
    pub late: u64,
    /// Could not be told: working time, no time stamp, an end before the start.
    pub undecided: u64,
    /// Are open and in time.
    pub open: u64,
    /// Lengths in seconds that half, nine in ten and ninety-nine in a hundred cases do not exceed.
    pub percentiles: [Option<u64>; 3],
}

/// The observations in the workspace, in the order of files.
pub(super) fn observed(knowledge: &Knowledge) -> Vec<Observed> {
    let is_one = |entry: &crate::model::Entry| entry.reference.kind.as_deref() == Some(OBSERVED);
    let list = knowledge.documents.iter().filter(|(_, entry)| is_one(entry));
    list.filter_map(|(_, entry)| read(&entry.document, &entry.reference)).collect()
}

fn read(tree: &Document, reference: &DocumentRef) -> Option<Observed> {
    let log = tree.get(NodeId::ROOT, "log")?;
    let deadlines = tree.get(NodeId::ROOT, "deadlines")?;
    Some(Observed {
        document: reference.clone(),
        process: field::text(tree, NodeId::ROOT, "process")?.into(),
        log: field::text(tree, log, "path").unwrap_or_default().into(),
        sha256: field::text(tree, log, "sha256").unwrap_or_default().into(),
        cases: field::count(tree, NodeId::ROOT, "cases").unwrap_or(0),
        deadlines: tree.children(deadlines).filter_map(|own| kept(tree, own)).collect(),
    })
}

fn kept(tree: &Document, own: NodeId) -> Option<Kept> {
    let count = |key: &str| field::count(tree, own, key).unwrap_or(0);
    let sum = |keys: &[&str]| keys.iter().map(|key| count(key)).fold(0, u64::saturating_add);
    Some(Kept {
        deadline: field::text(tree, own, "deadline")?.into(),
        declared: field::text(tree, own, "declared").map(Into::into),
        cases: count("cases"),
        within: count("within"),
        late: sum(&["late", "open_late"]),
        undecided: sum(&["undecided", "without_time_stamp", "reversed", "without_start"]),
        open: count("open"),
        percentiles: ["p50", "p90", "p99"].map(|key| field::count(tree, own, key)),
    })
}
