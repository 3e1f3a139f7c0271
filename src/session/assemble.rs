//! Why: a snapshot is put together in one way, whether all documents were just read or all but one were known before, so
//! that a watcher cannot come to another answer than a fresh run.

use std::sync::Arc;

use super::ground::Ground;
use super::near_miss::{self, PassedOver};
use super::read::{Read, completed};
use super::{Snapshot, load, report};
use crate::builtin;
use crate::diagnostic::Diagnostic;
use crate::evaluate::Table;
use crate::index::Index;
use crate::knowledge::Knowledge;
use crate::message::Message;

/// Puts a snapshot together. `table` is that of an earlier snapshot on the same ground, with the trouble of its scripts;
/// it is used again if the same scripts meet a document.
pub(super) fn assemble(ground: &Ground, read: Read, table: Option<(Arc<Table>, Vec<Diagnostic>)>) -> Snapshot {
    let Read { mut judged, population, findings: mut builtin, shapes, passed_over } = read;
    builtin.extend(completed(&mut judged, ground.config.limits));
    let (index, rivals) = Index::build(&mut judged, &ground.config);
    builtin.extend(builtin::identities(&judged, &index, &rivals));
    for (entry, shape) in judged.list.iter().zip(shapes) {
        // A twin is told apart by other words than the file alone gives it.
        match entry.reference.twin {
            true => builtin.extend(builtin::shape(entry)),
            false => builtin.extend(shape.iter().cloned()),
        }
    }
    builtin.extend(builtin::references(&judged, &index));
    let knowledge = Arc::new(Knowledge {
        documents: judged,
        index,
        catalogue: ground.catalogue.clone(),
        config: ground.config.clone(),
        as_of: ground.as_of,
    });
    let policies = &ground.policies;
    let known = table.filter(|(table, _)| table.serves(&knowledge));
    let (table, script_problems) = known.unwrap_or_else(|| {
        let (table, problems) = Table::new(&knowledge, &policies.in_force);
        (Arc::new(table), problems)
    });
    let missed = ground.found.missed.iter().map(load::missed);
    let diagnostics = missed.chain(ground.diagnostics.iter().cloned()).chain(script_problems.iter().cloned()).collect();
    Snapshot {
        notes: notes(ground, &knowledge, &passed_over),
        zone: ground.zone.clone(),
        knowledge,
        policies: policies.in_force.clone(),
        packs: policies.packs.clone(),
        packs_off: policies.off.clone(),
        passed_over,
        ignored: ground.found.ignored.clone(),
        population,
        builtin,
        diagnostics,
        policies_digest: policies.digest.clone(),
        sources: ground.sources.clone(),
        table,
        script_problems,
    }
}

fn notes(ground: &Ground, knowledge: &Knowledge, passed_over: &[PassedOver]) -> Vec<Message> {
    let mut notes = report::notes(knowledge);
    let near = passed_over.iter().filter(|passed| passed.is_near);
    notes.extend(near.map(|passed| passed.why.clone()).take(near_miss::MOST));
    let almost = ground.found.almost_pack_files.iter().take(near_miss::MOST);
    notes.extend(almost.map(|file| Message::new("note.pack-file-txt").text("path", file.path.as_str())));
    if ground.policies.pending > 0 {
        let pin = ground.config.rules.clone().unwrap_or_default();
        notes.push(Message::new("note.pending").number("n", ground.policies.pending as i64).text("pin", pin));
    }
    notes
}
