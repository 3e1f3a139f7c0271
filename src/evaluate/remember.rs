//! Why: after one file is saved, ten thousand documents are as they were. What an evaluation came to holds as long as
//! nothing changes on which it rests: its document with what that inherits, whose law applies, and the answers that it got
//! from the index. Configuration, policies, clauses and the day are the same as long as this memory is kept at all.
//!
//! Evaluations of a document that asked nothing of the index are kept together, since they can only change together; each
//! one that asked is kept with the digests of its answers. Rules over the whole workspace are few and always run.

use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::{Evaluated, Keep, OnceTerms, Row, Table, Task, over_workspace, run};
use crate::document::Document;
use crate::index::Query;
use crate::knowledge::Knowledge;
use crate::model::{DocId, Documents, Entry};

/// What was judged before.
#[derive(Debug, Default)]
pub struct Remembered {
    /// In the order of documents.
    documents: Vec<Kept>,
    /// Every question that was asked, by number.
    queries: Vec<Query>,
    numbers: HashMap<Query, u32>,
}

/// What was judged now.
pub struct Again {
    /// What all evaluations came to, those that were remembered among them.
    pub evaluated: Evaluated,
    /// How many were run.
    pub run: usize,
}

/// What the evaluations of one document came to.
#[derive(Debug)]
struct Kept {
    /// Path and position of the document.
    name: (Arc<str>, u32),
    basis: Basis,
    /// Of rules that asked nothing.
    silent: Evaluated,
    asked: Vec<Asked>,
}

/// What one evaluation came to that asked the index.
#[derive(Debug)]
struct Asked {
    row: usize,
    /// Numbers of questions with the digests of the answers.
    answers: Vec<(u32, [u8; 32])>,
    outcome: Evaluated,
}

/// Everything but answers of the index that an evaluation of a document can come to see. What was not read again is the
/// same tree in memory, which is soon told.
#[derive(Clone, Debug)]
struct Basis {
    own: Arc<Document>,
    organisation: Option<(Arc<Document>, String)>,
    partner: Option<Arc<Document>>,
    twin: bool,
}

/// What is to be done about a document.
enum Found {
    /// Nothing of it changed.
    Same,
    /// It is judged anew.
    New(Box<Fresh>),
    /// Of the evaluations that asked, these (by their position) have other answers.
    Partly(Vec<(usize, Vec<Query>, Evaluated)>),
}

struct Fresh {
    basis: Basis,
    silent: Evaluated,
    asked: Vec<(usize, Vec<Query>, Evaluated)>,
    run: usize,
}

/// Runs the evaluations of which something changed, and gives the outcome of all.
pub fn evaluate_again(knowledge: &Arc<Knowledge>, table: &Table, remembered: &mut Remembered) -> Again {
    let documents = &knowledge.documents;
    let answer = |query: &Query| knowledge.index.answer(documents, query);
    let mut answers: Vec<[u8; 32]> = remembered.queries.par_iter().map(answer).collect();
    let judged = |(id, entry): (DocId, &Entry)| entry.completes.is_none().then_some(id);
    let judged: Vec<DocId> = documents.iter().filter_map(judged).collect();
    let known = aligned(std::mem::take(&mut remembered.documents), knowledge, &judged);
    let look = |(id, kept): (&DocId, &Option<Kept>)| look(knowledge, table, kept.as_ref(), &answers, *id);
    let found: Vec<Found> = judged.par_iter().zip(&known).map(look).collect();
    let mut all = Evaluated::default();
    let mut count = 0;
    let mut documents = Vec::with_capacity(judged.len());
    for ((id, found), kept) in judged.iter().zip(found).zip(known) {
        let kept = match (found, kept) {
            (Found::New(fresh), _) => {
                count += fresh.run;
                let mut keep = |(row, queries, outcome)| {
                    let answers = remembered.numbered(queries, &mut answers, answer);
                    Asked { row, answers, outcome }
                };
                let asked = fresh.asked.into_iter().map(&mut keep).collect();
                Kept { name: name(knowledge, *id), basis: fresh.basis, silent: fresh.silent, asked }
            }
            (Found::Partly(changed), Some(mut kept)) => {
                count += changed.len();
                for (at, queries, outcome) in changed {
                    let answers = remembered.numbered(queries, &mut answers, answer);
                    if let Some(asked) = kept.asked.get_mut(at) {
                        *asked = Asked { row: asked.row, answers, outcome };
                    }
                }
                kept
            }
            (Found::Same, Some(kept)) => kept,
            // Only what is kept can be the same, or be so in part.
            (Found::Same | Found::Partly(_), None) => continue,
        };
        all.take_in(&kept.silent);
        kept.asked.iter().for_each(|asked| all.take_in(&asked.outcome));
        documents.push(kept);
    }
    remembered.documents = documents;
    let whole = over_workspace(knowledge, table, Keep::default());
    count += whole.1;
    Again { evaluated: all.and(whole.0), run: count }
}

/// What is kept of each of these documents. Mostly the same documents are there as before, in the same order.
fn aligned(kept: Vec<Kept>, knowledge: &Knowledge, judged: &[DocId]) -> Vec<Option<Kept>> {
    let is_of = |(kept, id): (&Kept, &DocId)| {
        let reference = &knowledge.documents.get(*id).reference;
        kept.name.1 == reference.index && kept.name.0 == reference.path
    };
    if kept.len() == judged.len() && kept.iter().zip(judged).all(is_of) {
        return kept.into_iter().map(Some).collect();
    }
    let mut by_name: HashMap<(Arc<str>, u32), Kept> = kept.into_iter().map(|kept| (kept.name.clone(), kept)).collect();
    judged.iter().map(|id| by_name.remove(&name(knowledge, *id))).collect()
}

impl Remembered {
    /// The numbers of questions, each with the digest of its answer now.
    fn numbered(
        &mut self,
        queries: Vec<Query>,
        answers: &mut Vec<[u8; 32]>,
        answer: impl Fn(&Query) -> [u8; 32],
    ) -> Vec<(u32, [u8; 32])> {
        let mut list: Vec<(u32, [u8; 32])> = Vec::with_capacity(queries.len());
        for query in queries {
            let number = match self.numbers.get(&query) {
                Some(number) => *number,
                None => {
                    let number = self.queries.len() as u32;
                    answers.push(answer(&query));
                    self.queries.push(query.clone());
                    self.numbers.insert(query, number);
                    number
                }
            };
            let digest = answers.get(number as usize).copied().unwrap_or_default();
            if !list.contains(&(number, digest)) {
                list.push((number, digest));
            }
        }
        list
    }
}

fn look(knowledge: &Arc<Knowledge>, table: &Table, kept: Option<&Kept>, answers: &[[u8; 32]], id: DocId) -> Found {
    let basis = Basis::of(&knowledge.documents, id);
    let entry = knowledge.documents.get(id);
    let terms = OnceTerms::of(Some(id));
    let judge = |row: &Row, into: &mut Evaluated| {
        let settled = row.settled(knowledge, &entry.reference.path);
        let task = Task { knowledge, table, row, document: Some(id), terms: &terms, keep: Keep::default() };
        run(&task, settled, into)
    };
    let Some(kept) = kept.filter(|kept| kept.basis.is_same(&basis)) else {
        let rows = if knowledge.documents.is_retired(id) { Vec::new() } else { table.for_document(entry) };
        let mut fresh = Fresh { basis, silent: Evaluated::default(), asked: Vec::new(), run: rows.len() };
        fresh.silent.counts.not_applicable += table.document_policies() - rows.len();
        let sight = table.sight(knowledge, id);
        for row in rows {
            // It rests on the document alone.
            if row.plainly_does_not_apply(&sight) {
                fresh.silent.counts.not_applicable += 1;
                continue;
            }
            let mut outcome = Evaluated::default();
            let queries = judge(row, &mut outcome);
            match queries.is_empty() {
                true => fresh.silent = std::mem::take(&mut fresh.silent).and(outcome),
                false => fresh.asked.push((row.number, queries, outcome)),
            }
        }
        return Found::New(Box::new(fresh));
    };
    let is_same = |(number, digest): &(u32, [u8; 32])| answers.get(*number as usize) == Some(digest);
    let mut changed = Vec::new();
    for (at, asked) in kept.asked.iter().enumerate() {
        if asked.answers.iter().all(is_same) {
            continue;
        }
        let Some(row) = table.row(asked.row) else { continue };
        let mut outcome = Evaluated::default();
        let queries = judge(row, &mut outcome);
        changed.push((at, queries, outcome));
    }
    match changed.is_empty() {
        true => Found::Same,
        false => Found::Partly(changed),
    }
}

fn name(knowledge: &Knowledge, id: DocId) -> (Arc<str>, u32) {
    let reference = &knowledge.documents.get(id).reference;
    (reference.path.clone(), reference.index)
}

impl Basis {
    fn of(documents: &Documents, id: DocId) -> Self {
        let entry = documents.get(id);
        let tree = |id: DocId| documents.get(id).document.clone();
        let partner = entry.mapped.as_ref().and_then(|mapped| mapped.partner);
        Self {
            own: tree(id),
            // By its identity names are told apart that are equally near.
            organisation: entry.organisation.map(|id| (tree(id), documents.get(id).reference.identity())),
            partner: partner.map(tree),
            twin: entry.reference.twin,
        }
    }

    fn is_same(&self, other: &Self) -> bool {
        let organisation = match (&self.organisation, &other.organisation) {
            (Some((one, name)), Some((other, as_name))) => Arc::ptr_eq(one, other) && name == as_name,
            (None, None) => true,
            _ => false,
        };
        let partner = match (&self.partner, &other.partner) {
            (Some(one), Some(other)) => Arc::ptr_eq(one, other),
            (None, None) => true,
            _ => false,
        };
        Arc::ptr_eq(&self.own, &other.own) && organisation && partner && self.twin == other.twin
    }
}
