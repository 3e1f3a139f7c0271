//! Why: whoever reads from the top should meet the cause before what it brought about. Only people read so: machine formats
//! keep the order of the file.

use crate::diagnostic::Severity;
use crate::finding::Finding;
use crate::message::Message;
use crate::report::Repeated;

/// The heading over problems that are no findings: remarks, if nothing in them is wrong.
pub(crate) fn troubles_title<'a>(rows: impl ExactSizeIterator<Item = &'a Repeated> + Clone) -> Message {
    let is_remark = rows.clone().all(|row| row.diagnostic.severity == Severity::Info);
    let title = if is_remark { "diagnostics.title-remarks" } else { "diagnostics.title" };
    Message::new(title).number("n", rows.len())
}

/// Findings of one document, those first that may be the cause of others: a slip in writing that makes a file or a value
/// unreadable. Where it is mended, what rests on it is often gone.
pub(super) fn causes_first(findings: &mut [&Finding]) {
    findings.sort_by_key(|finding| !CAUSES.contains(&&*finding.policy));
}

const CAUSES: [&str; 5] = [
    "builtin/unreadable-document",
    "builtin/not-recognised",
    "builtin/unknown-key",
    "builtin/wrong-type",
    "builtin/unknown-word",
];
