//! Why: a run tells a team what to mend; an auditor asks more: who was looked at, by which rules, what was not looked at,
//! and what can be said of each law. Everything here follows from the workspace, the day and the request, so that whoever
//! has the three comes to the same document.

mod instrument;
mod inventory;
mod observed;
mod statement;

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use jiff::civil::Date;

use crate::coverage::Coverage;
use crate::finding::{Disposition, DocumentRef, Finding, Verdict};
use crate::knowledge::Knowledge;
use crate::message::{LocalText, Message};
use crate::model::read::Seen;
use crate::model::{DocId, Documents, Handle};
use crate::readings::{Standing, standings};
use crate::register::{Register, registers};
use crate::report::{Exemption, Member, MemberState, Report};
use crate::value::Scalar;
pub use instrument::{Fulfilment, Instrument};
pub use inventory::{Expected, Inventory};
pub use observed::{Kept, Observed};
pub use statement::{Statement, Validity};

/// What whoever asks for the document decides.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// What the document is called, if not by the name of the organisation.
    pub title: Option<String>,
    /// Why it is made.
    pub objective: Option<String>,
    /// Who asked for it.
    pub requester: Option<String>,
    /// Who made it.
    pub prepared_by: Option<String>,
    /// The days that it speaks about, both included.
    pub period: Option<(Date, Date)>,
    /// What an earlier document found.
    pub previous: Option<Previous>,
}

/// An earlier document, as far as this one follows it up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Previous {
    /// SHA-256 of the data of that document, in hexadecimal.
    pub digest: String,
    /// The day it was made for.
    pub as_of: Date,
    /// Its open findings.
    pub open: Vec<Earlier>,
}

/// A finding of an earlier document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Earlier {
    /// Its fingerprint.
    pub fingerprint: String,
    /// `pack/name`.
    pub policy: String,
    /// The file.
    pub path: String,
    /// What was said.
    pub message: String,
}

/// Everything that the document says.
#[derive(Debug)]
pub struct Dossier<'a> {
    /// What was judged.
    pub knowledge: &'a Knowledge,
    /// What came of it, verdicts and passes included.
    pub report: &'a Report,
    /// What was asked for.
    pub request: &'a Request,
    /// Organisations that the files describe, by title.
    pub organisations: Vec<LocalText>,
    /// What can be said of each text of law, standard or promise.
    pub instruments: Vec<Instrument<'a>>,
    /// Known clauses that bind neither the workspace nor any document of it.
    pub out_of_scope: usize,
    /// What people state where no file can show it.
    pub statements: Vec<Statement>,
    /// What should be there, and what is.
    pub inventory: Inventory,
    /// Risk registers, worked out.
    pub registers: Vec<Register>,
    /// What logs showed of processes.
    pub observed: Vec<Observed>,
    /// How indicators stand.
    pub standings: Vec<Standing>,
    /// Processes that are judged.
    pub processes: Vec<DocumentRef>,
    /// Per policy, how often it was satisfied, and by which documents.
    pub satisfied: BTreeMap<Arc<str>, Vec<DocumentRef>>,
    /// Per policy, how many documents of its kind it did not apply to.
    pub not_applicable: BTreeMap<Arc<str>, usize>,
    /// Documents of no known kind, each with the reason.
    pub passed_over: Vec<(DocumentRef, Message)>,
    /// Documents that are kept for the record and judged by no policy.
    pub retired: HashSet<Place>,
    /// What became of the findings of the earlier document.
    pub follow_up: Option<FollowUp<'a>>,
}

/// A document by path and position.
pub type Place = (Arc<str>, u32);

/// What became of earlier findings.
#[derive(Debug, Default)]
pub struct FollowUp<'a> {
    /// They are not found any more, and the rule still looks at the file.
    pub closed: Vec<&'a Earlier>,
    /// The file, the rule or an exemption changed, so that nobody looked.
    pub not_looked_at: Vec<&'a Earlier>,
    /// They are still open.
    pub still_open: Vec<&'a Finding>,
    /// They were not there.
    pub new: Vec<&'a Finding>,
}

/// Gathers the document. The report must be one over the whole workspace that kept verdicts and passes.
pub fn dossier<'a>(
    knowledge: &'a Knowledge,
    report: &'a Report,
    coverage: Coverage<'a>,
    passed_over: Vec<(DocumentRef, Message)>,
    request: &'a Request,
) -> Dossier<'a> {
    let statements = statement::statements(knowledge);
    let out_of_scope = coverage.out_of_scope;
    let mut satisfied: BTreeMap<Arc<str>, Vec<DocumentRef>> = BTreeMap::new();
    let mut not_applicable: BTreeMap<Arc<str>, usize> = BTreeMap::new();
    for row in &report.verdicts {
        match row.verdict {
            Verdict::Pass => satisfied.entry(row.policy.clone()).or_default().push(row.document.clone()),
            Verdict::NotApplicable => *not_applicable.entry(row.policy.clone()).or_default() += 1,
            _ => {}
        }
    }
    let place = |(_, entry): (DocId, &crate::model::Entry)| (entry.reference.path.clone(), entry.reference.index);
    let documents = &knowledge.documents;
    let retired = documents.iter().filter(|(id, _)| documents.is_retired(*id)).map(place).collect();
    let judged = |(id, entry): (DocId, &crate::model::Entry)| {
        let is_process = entry.reference.kind.as_deref() == Some("process");
        (is_process && entry.completes.is_none() && !knowledge.documents.is_retired(id))
            .then(|| entry.reference.clone())
    };
    Dossier {
        knowledge,
        report,
        request,
        organisations: organisations(&knowledge.documents),
        instruments: instrument::instruments(coverage, &statements),
        out_of_scope,
        inventory: inventory::inventory(knowledge),
        registers: registers(knowledge),
        observed: observed::observed(knowledge),
        standings: standings(knowledge),
        processes: knowledge.documents.iter().filter_map(judged).collect(),
        statements,
        satisfied,
        not_applicable,
        passed_over,
        follow_up: request.previous.as_ref().map(|previous| follow_up(report, &retired, previous)),
        retired,
    }
}

/// Findings that count, in the order of the report.
pub fn open(report: &Report) -> impl Iterator<Item = &Finding> {
    report.findings.iter().filter(|finding| finding.disposition == Disposition::Active)
}

fn follow_up<'a>(report: &'a Report, retired: &HashSet<Place>, previous: &'a Previous) -> FollowUp<'a> {
    let was = |finding: &&Finding| previous.open.iter().any(|earlier| earlier.fingerprint == finding.fingerprint);
    let is = |earlier: &&Earlier| open(report).any(|finding| finding.fingerprint == earlier.fingerprint);
    let (still_open, new) = open(report).partition(was);
    let gone = previous.open.iter().filter(|earlier| !is(earlier));
    let (closed, not_looked_at) = gone.partition(|earlier| looked_at(report, retired, earlier));
    FollowUp { closed, not_looked_at, still_open, new }
}

/// Only where the rule still looks at the file does a finding that is gone mean that something was mended.
fn looked_at(report: &Report, retired: &HashSet<Place>, earlier: &Earlier) -> bool {
    let is_judged = |own: &Member| {
        let document = &own.document;
        own.state == MemberState::Read
            && *document.path == *earlier.path
            && !retired.contains(&(document.path.clone(), document.index))
    };
    let in_force = earlier.policy.starts_with("builtin/") || report.rules.iter().any(|own| *own.id == *earlier.policy);
    let is_it = |own: &Exemption| *own.policy == *earlier.policy && *own.document.path == *earlier.path;
    report.population.iter().any(is_judged) && in_force && !report.exempt.iter().any(is_it)
}

/// Titles of the organisation documents.
fn organisations(documents: &Documents) -> Vec<LocalText> {
    let is_one = |(_, entry): &(DocId, &crate::model::Entry)| entry.reference.kind.as_deref() == Some("organisation");
    let title = |(id, entry): (DocId, &crate::model::Entry)| {
        let title = text(documents, entry.root(id), "title");
        let id = || entry.reference.id.as_deref().map(LocalText::same);
        title.or_else(id)
    };
    documents.iter().filter(is_one).filter_map(title).collect()
}

/// The text for people under a key.
fn text(documents: &Documents, below: Handle, key: &str) -> Option<LocalText> {
    match documents.follow(below, key).0 {
        Seen::Scalar(Scalar::Text(text)) => Some(LocalText::same(&text)),
        Seen::Node(table) => {
            let part = |lang: &str| match documents.follow(table, lang).0 {
                Seen::Scalar(Scalar::Text(text)) => Some(Arc::from(&*text)),
                _ => None,
            };
            Some(LocalText { en: part("en"), zh: part("zh") }).filter(|text| !text.is_empty())
        }
        _ => None,
    }
}

/// The plain text under a key.
fn plain(documents: &Documents, below: Handle, key: &str) -> Option<Arc<str>> {
    match documents.follow(below, key).0 {
        Seen::Scalar(Scalar::Text(text)) => Some(Arc::from(&*text)),
        _ => None,
    }
}

/// The date under a key.
fn date(documents: &Documents, below: Handle, key: &str) -> Option<Date> {
    match documents.follow(below, key).0 {
        Seen::Scalar(Scalar::Date(date)) => Some(date),
        _ => None,
    }
}
