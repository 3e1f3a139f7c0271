//! Why: findings tell what is wrong; an auditor asks the other way round: which clauses bind us, which of them does any
//! rule look at, and with what result? A clause that nothing looks at must be seen as such, or silence reads as
//! approval.
//!
//! Of a clause no more is claimed than what the files show to the rules that rest on it. One fail, one case that could not
//! be judged, or one evaluation of which it cannot be told takes "satisfied" away.

mod named;
mod standing;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::clause::{Clause, Relation, Scope, in_scope};
use crate::finding::{Disposition, DocumentRef, Finding, Verdict};
use crate::knowledge::Knowledge;
use crate::message::LocalText;
use crate::policy::Policy;
use crate::report::{Judgement, Report};
pub use named::Named;
pub use standing::{Standing, standing};

/// The clauses in scope with what became of them.
#[derive(Debug)]
pub struct Coverage<'a> {
    /// By instrument, then by id, numbers in it as numbers.
    pub clauses: Vec<Covered<'a>>,
    /// Known clauses that bind neither the workspace nor any document of it.
    pub out_of_scope: usize,
}

/// A clause in scope.
#[derive(Debug)]
pub struct Covered<'a> {
    /// The clause.
    pub clause: &'a Clause,
    /// What can be said of it.
    pub state: State,
    /// The policies in force that cite it, or for which the configuration names it, sorted by id.
    pub citing: Vec<Citing>,
}

/// A policy that rests on a clause, with its evaluations where the clause is in scope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citing {
    /// `pack/name`.
    pub policy: Arc<str>,
    /// Its title.
    pub title: LocalText,
    /// What the clause is to it; the strongest of several citations.
    pub relation: Relation,
    /// Its evaluations.
    pub counts: Counts,
}

/// Evaluations by what they say of a clause.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// A check that the clause asks for failed, and the finding is open.
    pub fail: usize,
    /// All such findings were waived or baselined.
    pub set_aside: usize,
    /// Could not be judged.
    pub unknown: usize,
    /// Only checks failed that the clause does not ask for; of those that it asks for nothing is known.
    pub beside: usize,
    /// The rule is satisfied.
    pub pass: usize,
    /// The rule does not speak about the document.
    pub not_applicable: usize,
    /// Taken off with a reason.
    pub exempt: usize,
}

/// What can be said of a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// Every rule that rests on it is satisfied by every file that it could judge, and there is one.
    Satisfied,
    /// There are findings.
    Findings,
    /// There are none, but something could not be judged.
    Unknown,
    /// Nothing was judged by it.
    NotCovered(Gap),
}

/// Why nothing was judged by a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Gap {
    /// No policy in force rests on it.
    NoPolicy,
    /// No policy that cites it applies to any file.
    NotApplicable,
    /// What would apply was taken off by configuration.
    Exempt,
}

/// What became of the clauses in scope, by the verdicts and findings of a report over the whole workspace.
pub fn coverage<'a>(knowledge: &'a Knowledge, policies: &[Arc<Policy>], report: &Report) -> Coverage<'a> {
    let scopes = scopes(knowledge);
    let judged = Judged::new(report);
    let named = Named::of(knowledge, policies);
    let workspace = knowledge.workspace_scope();
    let mut clauses = Vec::new();
    let mut out_of_scope = 0;
    for clause in knowledge.catalogue.clauses() {
        let documents: HashSet<Place<'_>> = scopes
            .iter()
            .filter(|(scope, _)| in_scope(clause, scope).is_ok())
            .flat_map(|(_, documents)| documents.iter().copied())
            .collect();
        let bound = Bound { workspace: in_scope(clause, &workspace).is_ok(), documents };
        if !bound.workspace && bound.documents.is_empty() {
            out_of_scope += 1;
            continue;
        }
        let mut citing: Vec<Citing> =
            policies.iter().filter_map(|policy| cite(policy, clause, &bound, &named, &judged)).collect();
        citing.sort_by(|a, b| a.policy.cmp(&b.policy));
        clauses.push(Covered { clause, state: state(&citing), citing });
    }
    clauses.sort_by_cached_key(|covered| {
        let instrument = &covered.clause.instrument;
        (instrument.en.clone().or(instrument.zh.clone()), natural(&covered.clause.id))
    });
    Coverage { clauses, out_of_scope }
}

/// A document by path and position.
type Place<'a> = (&'a str, u32);

/// Where a clause is in scope.
struct Bound<'a> {
    workspace: bool,
    documents: HashSet<Place<'a>>,
}

/// Verdicts and findings by policy.
struct Judged<'a> {
    verdicts: HashMap<&'a str, Vec<&'a Judgement>>,
    findings: HashMap<&'a str, Vec<&'a Finding>>,
}

impl<'a> Judged<'a> {
    fn new(report: &'a Report) -> Self {
        let mut judged = Self { verdicts: HashMap::new(), findings: HashMap::new() };
        for row in &report.verdicts {
            judged.verdicts.entry(&row.policy).or_default().push(row);
        }
        for finding in &report.findings {
            judged.findings.entry(&finding.policy).or_default().push(finding);
        }
        judged
    }
}

/// Documents by whose law applies to them; most workspaces have one such group.
fn scopes(knowledge: &Knowledge) -> Vec<(Scope, Vec<Place<'_>>)> {
    let mut list: Vec<(Scope, Vec<Place<'_>>)> = Vec::new();
    for (id, entry) in knowledge.documents.iter() {
        let scope = knowledge.scope(id);
        let place = place(&entry.reference);
        match list.iter_mut().find(|(known, _)| *known == scope) {
            Some((_, documents)) => documents.push(place),
            None => list.push((scope, vec![place])),
        }
    }
    list
}

fn place(document: &DocumentRef) -> Place<'_> {
    (&document.path, document.index)
}

fn cite(policy: &Policy, clause: &Clause, bound: &Bound<'_>, named: &Named<'_>, judged: &Judged<'_>) -> Option<Citing> {
    let own = policy.clauses.iter().filter(|own| own.id == clause.id).map(|own| own.relation).max();
    // What the configuration names rests on the policy only for the files to which the setting applies.
    let named = named.get(&policy.id, &clause.id);
    let relation = own.max(named.map(|_| Relation::Sets))?;
    let rests = |document: &Place<'_>| own.is_some() || named.is_some_and(|files| files.documents.contains(document));
    let over_workspace = policy.is_over_workspace();
    let binds_workspace = bound.workspace && (own.is_some() || named.is_some_and(|files| files.is_for_workspace));
    let binds = |document: &Place<'_>| bound.documents.contains(document) && rests(document);
    let mut counts = Counts::default();
    let (mut rows, none) = (0, Vec::new());
    let findings = judged.findings.get(&*policy.id).unwrap_or(&none);
    for row in judged.verdicts.get(&*policy.id).into_iter().flatten() {
        let is_bound = if over_workspace { binds_workspace } else { binds(&place(&row.document)) };
        if is_bound {
            rows += 1;
            // Findings of a rule over the workspace lie in the documents that it points at.
            let own = findings.iter().filter(|finding| over_workspace || finding.document == row.document);
            counts.count(row.verdict, own.copied(), &clause.id);
        }
    }
    // A document of a kind that the policy does not speak about has no row.
    let evaluations = match over_workspace {
        true => usize::from(binds_workspace),
        false => bound.documents.iter().filter(|document| rests(document)).count(),
    };
    counts.not_applicable += evaluations.saturating_sub(rows);
    Some(Citing { policy: policy.id.clone(), title: policy.title.clone(), relation, counts })
}

fn state(citing: &[Citing]) -> State {
    let all = citing.iter().fold(Counts::default(), |all, one| all.and(one.counts));
    if all.fail + all.set_aside > 0 {
        State::Findings
    } else if all.unknown + all.beside > 0 {
        State::Unknown
    } else if all.pass > 0 {
        State::Satisfied
    } else if citing.is_empty() {
        State::NotCovered(Gap::NoPolicy)
    } else if all.exempt > 0 {
        State::NotCovered(Gap::Exempt)
    } else {
        State::NotCovered(Gap::NotApplicable)
    }
}

/// An id whose numbers sort as numbers: `gdpr.art5` before `gdpr.art33`.
fn natural(id: &str) -> String {
    let mut out = String::with_capacity(id.len() + 8);
    for part in id.split_inclusive(|c: char| !c.is_ascii_digit()) {
        let digits = part.trim_end_matches(|c: char| !c.is_ascii_digit());
        if !digits.is_empty() {
            out.push_str(&"0".repeat(6_usize.saturating_sub(digits.len())));
        }
        out.push_str(part);
    }
    out
}

impl Counts {
    /// Counts one evaluation with its findings.
    fn count<'a>(&mut self, verdict: Verdict, findings: impl Iterator<Item = &'a Finding> + Clone, clause: &str) {
        let named = findings.clone().filter(|finding| {
            finding.verdict == Verdict::Fail && finding.clauses.iter().any(|cited| *cited.id == *clause)
        });
        let is_open = |finding: &Finding| finding.disposition == Disposition::Active;
        let slot = match verdict {
            Verdict::Exempt => &mut self.exempt,
            Verdict::NotApplicable => &mut self.not_applicable,
            Verdict::Pass => &mut self.pass,
            Verdict::Unknown(_) => &mut self.unknown,
            Verdict::Fail if named.clone().any(is_open) => &mut self.fail,
            Verdict::Fail if named.clone().next().is_some() => &mut self.set_aside,
            Verdict::Fail if findings.clone().any(|finding| matches!(finding.verdict, Verdict::Unknown(_))) => {
                &mut self.unknown
            }
            Verdict::Fail => &mut self.beside,
        };
        *slot += 1;
    }

    /// The sum of both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            fail: self.fail + other.fail,
            set_aside: self.set_aside + other.set_aside,
            unknown: self.unknown + other.unknown,
            beside: self.beside + other.beside,
            pass: self.pass + other.pass,
            not_applicable: self.not_applicable + other.not_applicable,
            exempt: self.exempt + other.exempt,
        }
    }
}

impl State {
    /// The word of the machine formats.
    pub fn word(self) -> &'static str {
        match self {
            Self::Satisfied => "satisfied",
            Self::Findings => "findings",
            Self::Unknown => "unknown",
            Self::NotCovered(_) => "not_covered",
        }
    }
}

impl Gap {
    /// The word of the machine formats.
    pub fn word(self) -> &'static str {
        match self {
            Self::NoPolicy => "no_policy",
            Self::NotApplicable => "not_applicable",
            Self::Exempt => "exempt",
        }
    }
}

#[cfg(test)]
mod tests;
