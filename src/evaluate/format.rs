//! Why: a format that has no word for something does not leave it out. What BPMN cannot say is neither missing nor
//! unknown: it does not apply, until a document that completes the process says it.

use crate::document::Vocabulary;
use crate::knowledge::Knowledge;
use crate::ledger::Ledger;
use crate::message::Message;
use crate::model::{DocId, Documents, Space, Spot, bpmn};

/// Takes what the format of the document cannot say out of a ledger. An evaluation of which nothing else is left does
/// not apply; it never passes.
pub(super) fn leave_out(knowledge: &Knowledge, document: Option<DocId>, ledger: &mut Ledger) {
    let Some(entry) = document.map(|id| knowledge.documents.get(id)) else { return };
    if entry.document.vocabulary != Vocabulary::Bpmn {
        return;
    }
    let before = ledger.fails.len() + ledger.doubts.len();
    ledger.fails.retain(|fail| can_say(&knowledge.documents, &fail.spot));
    ledger.doubts.retain(|doubt| doubt.spot.as_ref().is_none_or(|spot| can_say(&knowledge.documents, spot)));
    if ledger.fails.len() + ledger.doubts.len() < before && ledger.fails.is_empty() && ledger.doubts.is_empty() {
        ledger.skipped = ledger.skipped.take().or(Some(Message::new("skipped.format")));
    }
}

fn can_say(documents: &Documents, spot: &Spot) -> bool {
    let (Spot::Missing(handle, _) | Spot::Default(handle, _)) = spot else { return true };
    let entry = documents.get(handle.document);
    if handle.space != Space::Model || entry.document.vocabulary != Vocabulary::Bpmn {
        return true;
    }
    let pointer = documents.pointer(spot);
    match entry.mapped.as_ref().is_some_and(|mapped| mapped.partner.is_some()) {
        true => !bpmn::has_no_doer(&entry.document, &pointer),
        false => bpmn::can_say(&entry.document, &pointer),
    }
}
