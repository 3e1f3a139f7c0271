//! Why: how much work one evaluation may do decides verdicts, so it is counted in steps and never in seconds: the same
//! files give the same answer on every machine.

use crate::knowledge::Knowledge;
use crate::model::{DocId, Handle};

/// Steps that any evaluation may take. The dearest kinds of step were measured at half a microsecond, real policies
/// take a few hundred steps.
const BASE: u64 = 100_000;

/// Further steps for each value of the document: a policy that walks over all of it takes five to eight.
const PER_VALUE: u64 = 12;

/// The most that a document can bring an evaluation, however large it is: a tenth of a second of the dearest kinds of
/// step. It leaves honest policies room for some 40,000 values; a workspace with larger files sets `limits.steps`.
pub const CEILING: u64 = 350_000;

/// Steps that an evaluation of a document, or of the workspace, may take. One over the workspace asks about everything
/// that there is, so for it there is no ceiling.
pub fn steps(knowledge: &Knowledge, document: Option<DocId>) -> u64 {
    let by_size = |values: u64| BASE.saturating_add(values.saturating_mul(PER_VALUE));
    match document {
        Some(id) => {
            by_size(knowledge.documents.get(id).document.len() as u64).min(knowledge.config.steps.unwrap_or(CEILING))
        }
        None => by_size(knowledge.documents.list.iter().map(|entry| entry.document.len() as u64).sum()),
    }
}

/// Steps that looking a key up costs: nothing in files of ordinary size, else a part of what stands beside the key, all of
/// which may have to be passed.
pub fn looking_up(knowledge: &Knowledge, map: Handle) -> u64 {
    if knowledge.documents.tree(&map).len() <= ORDINARY { 0 } else { knowledge.documents.len(map) as u64 / 16 }
}

/// Values of a file up to which looking keys up takes no time worth counting.
const ORDINARY: usize = 500;

/// Steps that comparing a text with a pattern costs, by the lengths of both in bytes.
pub fn matching(pattern: &str, text: &str) -> u64 {
    8 + (text.len() as u64 / 16).saturating_mul(1 + pattern.len() as u64 / 64)
}
