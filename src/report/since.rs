//! Why: whoever mends files wants to see what the last save did: what is new, what is fixed, what is still wrong with
//! another value. Findings are the same finding by their fingerprint, which holds no line and no value.

use std::collections::HashMap;
use std::sync::Arc;

use super::Report;
use crate::finding::{Disposition, DocumentRef, Finding};

/// What became of the open findings of an earlier report.
#[derive(Clone, Debug, Default)]
pub struct Since {
    /// Those that were not there.
    pub new: Vec<Finding>,
    /// Those that say something else than before.
    pub changed: Vec<Changed>,
    /// Those that are not there any more.
    pub fixed: Vec<Fixed>,
    /// How many say what they said.
    pub remaining: usize,
}

/// A finding that says something else than before.
#[derive(Clone, Debug)]
pub struct Changed {
    /// As it is.
    pub finding: Finding,
    /// The value as it was.
    pub was: Option<Arc<str>>,
}

/// A finding that is not there any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fixed {
    /// `f1:` and 32 hexadecimal digits.
    pub fingerprint: String,
    /// `pack/name` of the policy.
    pub policy: Arc<str>,
    /// The document.
    pub document: DocumentRef,
    /// The value; of a missing value, the missing key.
    pub pointer: String,
}

/// Compares two reports over one workspace.
pub fn since(before: &Report, now: &Report) -> Since {
    let mut known: HashMap<&str, Vec<&Finding>> = HashMap::new();
    // Taken from the end, so that of several with one fingerprint the first meets the first.
    for finding in open(before).rev() {
        known.entry(&finding.fingerprint).or_default().push(finding);
    }
    let mut since = Since::default();
    for finding in open(now) {
        match known.get_mut(&*finding.fingerprint).and_then(Vec::pop) {
            None => since.new.push(finding.clone()),
            Some(earlier) if says_the_same(earlier, finding) => since.remaining += 1,
            Some(earlier) => since.changed.push(Changed { finding: finding.clone(), was: earlier.value.clone() }),
        }
    }
    let mut gone: Vec<&Finding> = known.into_values().flatten().collect();
    gone.sort_by(|a, b| a.order().cmp(&b.order()));
    since.fixed = gone.into_iter().map(Fixed::of).collect();
    since
}

impl Since {
    /// Whether nothing is other than before.
    pub fn is_nothing(&self) -> bool {
        self.new.is_empty() && self.changed.is_empty() && self.fixed.is_empty()
    }
}

impl Fixed {
    fn of(finding: &Finding) -> Self {
        Self {
            fingerprint: finding.fingerprint.clone(),
            policy: finding.policy.clone(),
            document: finding.document.clone(),
            pointer: finding.pointer.clone(),
        }
    }
}

fn open(report: &Report) -> impl DoubleEndedIterator<Item = &Finding> {
    report.findings.iter().filter(|finding| finding.disposition == Disposition::Active)
}

/// Where it stands may change, since lines above come and go.
fn says_the_same(one: &Finding, other: &Finding) -> bool {
    one.value == other.value
        && one.message == other.message
        && one.severity == other.severity
        && one.verdict == other.verdict
        && one.limit.as_ref().map(|limit| &limit.value) == other.limit.as_ref().map(|limit| &limit.value)
}
