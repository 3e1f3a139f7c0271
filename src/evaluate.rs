//! Why: one evaluation is one policy over one document. They run in any order on any number of threads; what comes out
//! is sorted, so that nothing but the files decides what a report says.

mod format;
mod limit;
pub mod outcome;
pub mod remember;
mod table;

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use crate::diagnostic::Location;
use crate::finding::{Cause, DocumentRef, LimitOrigin, Verdict};
use crate::index::Query;
use crate::knowledge::Knowledge;
use crate::ledger::{Ledger, Stopped};
use crate::message::Message;
use crate::model::DocId;
use crate::plan::{self, Planned};
use crate::policy::Rule;
use crate::report::{Evaluations, Exemption, Judgement, Pass};
use crate::rule::native::{self, Applies};
use outcome::{Judged, findings};
pub use table::{OnceTerms, Row, Table};

/// What all evaluations came to.
#[derive(Clone, Debug, Default)]
pub struct Evaluated {
    /// Evaluations by verdict.
    pub counts: Evaluations,
    /// Findings, not yet sorted among other findings.
    pub findings: Vec<crate::finding::Finding>,
    /// Evaluations that passed.
    pub passes: Vec<Pass>,
    /// Evaluations taken off by configuration.
    pub exempt: Vec<Exemption>,
    /// Evaluations that were stopped: the policy, and how.
    pub stopped: Vec<(Arc<Planned>, Stopped)>,
    /// What each evaluation came to, where that was asked for.
    pub verdicts: Vec<Judgement>,
    /// On what each evaluation rests, where that was asked for.
    pub dependencies: Vec<(Arc<str>, DocumentRef, Dependencies)>,
    /// Values of the configuration that were set aside, each once.
    pub laxer: BTreeSet<Laxer>,
}

/// A value of the configuration that is laxer than a clause in scope.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Laxer {
    /// The value.
    pub location: Location,
    /// The policy.
    pub policy: Arc<str>,
    /// Its parameter.
    pub parameter: Arc<str>,
    /// What the configuration asks for.
    pub own: Arc<str>,
    /// Id of the clause that counts.
    pub clause: Arc<str>,
    /// What that sets.
    pub set: Arc<str>,
}

/// On what an evaluation rests. As long as none of it changes, neither does its outcome.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dependencies {
    /// Digest over the document and the one it inherits from.
    pub documents: [u8; 32],
    /// Digest over the policy, the parameters and the weight in force, whose law applies and the clauses that follow.
    pub settings: [u8; 32],
    /// Whether the day was asked for.
    pub as_of: bool,
    /// Questions to the index, each with the digest of its answer.
    pub answers: Vec<(Query, [u8; 32])>,
}

/// What to keep beyond findings and counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Keep {
    /// Evaluations that passed, with the places on which they rest.
    pub passes: bool,
    /// Dependencies of each evaluation.
    pub dependencies: bool,
    /// What each evaluation of a policy that speaks about the kind of the document came to.
    pub verdicts: bool,
}

/// Below this many documents, the policies of one document are shared out among the threads rather than the documents.
const FEW: usize = 16;

/// Runs every planned evaluation.
pub fn evaluate(knowledge: &Arc<Knowledge>, table: &Table, keep: Keep) -> Evaluated {
    let documents = &knowledge.documents;
    let count = documents.list.len();
    let one = |at: usize| {
        let id = DocId(at as u32);
        let entry = documents.get(id);
        // It is judged as a part of the document that it completes.
        if entry.completes.is_some() {
            return Evaluated::default();
        }
        // A retired document is kept for the record.
        let mut rows = if documents.is_retired(id) { Vec::new() } else { table.for_document(entry) };
        // Who asks what each evaluation came to, or rests on, is told of all of them.
        if !keep.verdicts && !keep.dependencies {
            let sight = table.sight(knowledge, id);
            rows.retain(|row| !row.plainly_does_not_apply(&sight));
        }
        let left_out = table.document_policies() - rows.len();
        let terms = OnceTerms::of(Some(id));
        let run_row = |row: &Row, into: &mut Evaluated| {
            let settled = row.settled(knowledge, &entry.reference.path);
            run(&Task { knowledge, table, row, document: Some(id), terms: &terms, keep }, settled, into);
        };
        let mut evaluated = Evaluated::default();
        match count < FEW {
            true => evaluated = shared_out(&rows, run_row),
            false => rows.into_iter().for_each(|row| run_row(row, &mut evaluated)),
        }
        evaluated.counts.not_applicable += left_out;
        evaluated
    };
    let all = match count < FEW {
        true => (0..count).map(one).fold(Evaluated::default(), Evaluated::and),
        false => joined((0..count).into_par_iter().map(one).collect()),
    };
    all.and(over_workspace(knowledge, table, keep).0)
}

/// What the rules over the whole workspace came to, and how many there are.
fn over_workspace(knowledge: &Arc<Knowledge>, table: &Table, keep: Keep) -> (Evaluated, usize) {
    let terms = OnceTerms::of(None);
    let over: Vec<&Row> = table.over_workspace().collect();
    let evaluated = shared_out(&over, |row, into| {
        let settled = row.settled(knowledge, "");
        run(&Task { knowledge, table, row, document: None, terms: &terms, keep }, settled, into);
    });
    (evaluated, over.len())
}

/// Runs rows on all threads.
fn shared_out(rows: &[&Row], run: impl Fn(&Row, &mut Evaluated) + Sync) -> Evaluated {
    let one = |row: &&Row| {
        let mut evaluated = Evaluated::default();
        run(row, &mut evaluated);
        evaluated
    };
    joined(rows.par_iter().map(one).collect())
}

/// In the order of the list, whichever thread was first.
fn joined(list: Vec<Evaluated>) -> Evaluated {
    list.into_iter().fold(Evaluated::default(), Evaluated::and)
}

/// One policy over one document, or over the workspace.
struct Task<'a> {
    knowledge: &'a Arc<Knowledge>,
    table: &'a Table,
    row: &'a Row,
    document: Option<DocId>,
    terms: &'a OnceTerms,
    keep: Keep,
}

/// Runs one evaluation and gives the questions that it asked.
fn run(task: &Task<'_>, settled: Arc<Planned>, into: &mut Evaluated) -> Vec<Query> {
    let Task { knowledge, document, keep, row, .. } = *task;
    let reference = || match document {
        Some(id) => knowledge.documents.get(id).reference.clone(),
        None => workspace_reference(),
    };
    let policy = settled.policy.id.clone();
    let count = |verdict: Verdict, into: &mut Evaluated| {
        into.counts.count(verdict);
        if keep.verdicts {
            let (policy, document) = (policy.clone(), reference());
            into.verdicts.push(Judgement { policy, document, verdict, reason: None });
        }
    };
    if let Some((reason, location)) = &settled.exempt {
        count(Verdict::Exempt, into);
        into.exempt.push(Exemption {
            policy: settled.policy.id.clone(),
            document: reference(),
            reason: reason.clone(),
            location: Some(*location),
        });
        return Vec::new();
    }
    let mut ledger = Ledger::default();
    let mut planned = settled;
    if row.asks_first() {
        planned = row.limited(knowledge, &planned, task.terms);
    }
    match native::applies(knowledge, &planned, document, &mut ledger) {
        Applies::Yes => {
            if !row.asks_first() {
                planned = row.limited(knowledge, &planned, task.terms);
            }
            into.laxer.extend(laxer(&planned));
            judge(task, &planned, &mut ledger);
        }
        Applies::No => ledger.skipped = Some(Message::new("skipped.when")),
        Applies::Doubt(doubts) => ledger.doubts.extend(doubts),
    }
    format::leave_out(knowledge, document, &mut ledger);
    if keep.dependencies {
        let rests = dependencies(knowledge, &planned, document, &ledger);
        into.dependencies.push((planned.policy.id.clone(), reference(), rests));
    }
    let verdict = ledger.verdict();
    let asked = ledger.queries.clone();
    let judged = Judged { knowledge, planned: &planned, document };
    if matches!(verdict, Verdict::Pass | Verdict::NotApplicable) {
        count(verdict, into);
        if let Some(judgement) = into.verdicts.last_mut().filter(|_| keep.verdicts) {
            judgement.reason = ledger.skipped;
        }
        if keep.passes && verdict == Verdict::Pass {
            let pointers = ledger.held.iter().map(|spot| knowledge.documents.pointer(spot)).collect();
            into.passes.push(Pass { policy: planned.policy.id.clone(), document: reference(), pointers });
        }
        return asked;
    }
    let stopped = ledger.stopped.take();
    let (found, taken_off) = findings(&judged, ledger);
    let verdict = match &stopped {
        _ if found.iter().any(|finding| finding.verdict == Verdict::Fail) => Verdict::Fail,
        Some(stopped) => Verdict::Unknown(stopped.cause),
        None if !found.is_empty() => Verdict::Unknown(Cause::Undecidable),
        None => Verdict::Exempt,
    };
    count(verdict, into);
    into.stopped.extend(stopped.map(|stopped| (planned.clone(), stopped)));
    into.findings.extend(found);
    into.exempt.extend(taken_off);
    asked
}

fn judge(task: &Task<'_>, planned: &Arc<Planned>, ledger: &mut Ledger) {
    let Task { knowledge, document, .. } = *task;
    match &planned.policy.rule {
        Rule::Header { .. } => native::judge(knowledge, planned, document, ledger),
        Rule::Script => match task.table.program(task.row.number) {
            Some((host, program)) => {
                let questions = std::mem::take(&mut ledger.queries);
                let asked_day = ledger.read_as_of;
                *ledger = host.run(program, knowledge, planned, document);
                ledger.queries.extend(questions);
                ledger.read_as_of |= asked_day;
            }
            // It did not compile: said once, as a diagnostic; nothing it should have judged passes.
            None => {
                ledger.stopped =
                    Some(Stopped { cause: Cause::Fault, message: Message::new("fault.not-compiled"), at: None });
            }
        },
    }
}

/// Values of the configuration that do not count because a clause is stricter.
fn laxer(planned: &Planned) -> impl Iterator<Item = Laxer> + '_ {
    planned.parameters.iter().filter_map(|in_force| {
        let own = planned.parameters.get(in_force.overruled?)?;
        let LimitOrigin::Clause(clause) = &in_force.origin else { return None };
        Some(Laxer {
            location: own.set_at?,
            policy: planned.policy.id.clone(),
            parameter: in_force.name.clone(),
            own: own.value.text(),
            clause: clause.clone(),
            set: in_force.value.text(),
        })
    })
}

/// On what an evaluation rests.
pub fn dependencies(
    knowledge: &Knowledge,
    planned: &Planned,
    document: Option<DocId>,
    ledger: &Ledger,
) -> Dependencies {
    let mut documents = Sha256::new();
    if let Some(id) = document {
        crate::index::digest(&knowledge.documents, id, &mut documents);
    }
    let mut settings = Sha256::new();
    settings.update(planned.policy.source.sha256);
    settings.update(planned.severity.word());
    for parameter in &planned.parameters {
        settings.update(parameter.name.as_bytes());
        settings.update([0]);
        settings.update(parameter.value.text().as_bytes());
        settings.update([0]);
        settings.update(parameter.origin.word());
    }
    // Whose law applies is read by rules and decides which clauses a finding names.
    let scope = document.map_or_else(|| knowledge.workspace_scope(), |id| knowledge.scope(id));
    for words in [&scope.jurisdictions, &scope.sectors, &scope.acts_as] {
        for word in words {
            settings.update(word.as_bytes());
            settings.update([0]);
        }
        settings.update([0]);
    }
    for cited in plan::clauses_in_scope(&planned.policy, &knowledge.catalogue, &scope) {
        settings.update(cited.as_bytes());
        settings.update([0]);
    }
    let mut queries: Vec<Query> = ledger.queries.clone();
    queries.sort();
    queries.dedup();
    let answers = queries
        .into_iter()
        .map(|query| {
            let answer = knowledge.index.answer(&knowledge.documents, &query);
            (query, answer)
        })
        .collect();
    Dependencies {
        documents: documents.finalize().into(),
        settings: settings.finalize().into(),
        as_of: ledger.read_as_of,
        answers,
    }
}

/// The "document" of a rule over the whole workspace.
pub fn workspace_reference() -> DocumentRef {
    DocumentRef { path: "".into(), index: 0, kind: Some("workspace".into()), id: None, twin: false }
}

impl Evaluated {
    /// Adds what others came to, of which the caller keeps its own.
    fn take_in(&mut self, other: &Self) {
        let Self { counts, findings, passes, exempt, stopped, verdicts, dependencies, laxer } = other;
        self.counts.add(counts);
        self.findings.extend_from_slice(findings);
        self.passes.extend_from_slice(passes);
        self.exempt.extend_from_slice(exempt);
        self.stopped.extend_from_slice(stopped);
        self.verdicts.extend_from_slice(verdicts);
        self.dependencies.extend_from_slice(dependencies);
        self.laxer.extend(laxer.iter().cloned());
    }

    fn and(mut self, other: Self) -> Self {
        self.counts.add(&other.counts);
        self.findings.extend(other.findings);
        self.passes.extend(other.passes);
        self.exempt.extend(other.exempt);
        self.stopped.extend(other.stopped);
        self.verdicts.extend(other.verdicts);
        self.dependencies.extend(other.dependencies);
        self.laxer.extend(other.laxer);
        self
    }
}
