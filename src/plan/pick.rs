//! Why: one process may promise different things to different customers: by law, by trade, by kind of case. A limit for
//! the document as a whole would hold a promise for one country against the law of another, so a rule can ask for the
//! limit of one deadline.
//!
//! A deadline only narrows: a clause that does not bind the document is never taken, whatever a deadline says.

use std::sync::Arc;

use super::Planned;
use super::limits::{By, Candidate, Chosen};
use crate::clause::Clause;
use crate::clause::scope::covers;
use crate::knowledge::Knowledge;
use crate::model::read::Seen;
use crate::model::{Handle, Shape};
use crate::policy::{Citation, Stricter};
use crate::value::{self, Owned, Scalar};

/// An entry that says for whom it is meant: a deadline.
#[derive(Clone, Debug)]
pub struct Entry {
    jurisdictions: Option<Vec<String>>,
    sectors: Option<Vec<String>>,
    case_types: Option<Vec<String>>,
    /// It is meant only for some of the cases in a way that no clause knows: a priority, a grade, a channel.
    is_partial: bool,
    /// What it promises.
    promise: Option<Scalar<'static>>,
}

/// A limit that was asked for.
#[derive(Clone, Debug)]
pub struct Picked {
    /// The value.
    pub value: Owned,
    /// Positions among the parameters of the values that count, the one to be named first. Never empty.
    pub at: Vec<usize>,
    /// Positions of all values among which it was chosen.
    pub among: Arc<[usize]>,
}

/// Keys by which a deadline is meant for some cases only, beside law, trade and kind of case.
const PARTIAL: [&str; 3] = ["priorities", "grades", "channels"];

impl Entry {
    /// Reads an entry.
    pub fn read(knowledge: &Knowledge, handle: Handle) -> Self {
        let documents = &knowledge.documents;
        let is_stated = |key: &&str| !matches!(documents.follow(handle, key).0, Seen::Missing);
        let promise = match handle.shape {
            Shape::Table(table) => table.main.map(|main| documents.follow(handle, main).0),
            _ => None,
        };
        Self {
            jurisdictions: knowledge.words(handle, "jurisdictions"),
            sectors: knowledge.words(handle, "sectors"),
            case_types: knowledge.words(handle, "case_types"),
            is_partial: PARTIAL.iter().any(is_stated),
            promise: match promise {
                Some(Seen::Scalar(value)) => Some(value.into_owned()),
                _ => None,
            },
        }
    }
}

/// The limit that a policy's parameter sets for an entry, by the position of the parameter; for no entry, the one in
/// force for the document. `beside` are further entries that promise the same thing: a clause whose cases one of them
/// serves as the clause asks is satisfied by it, since of all that fit the strictest binds.
///
/// Where no clause fits, the value of the configuration counts, else the default.
pub fn pick(
    knowledge: &Knowledge,
    planned: &Planned,
    of: usize,
    entry: Option<&Entry>,
    beside: &[Entry],
) -> Option<Picked> {
    let in_force = planned.parameters.get(of)?;
    let has_candidates = planned.candidates.iter().any(|candidate| candidate.of == of);
    let (Some(entry), true, Some(terms)) = (entry, has_candidates, &planned.terms) else {
        let at: Vec<usize> = std::iter::once(of).chain(in_force.beside.iter().copied()).collect();
        return Some(Picked { value: in_force.value.clone(), among: at.clone().into(), at });
    };
    let case_types = entry.case_types.as_deref().or(terms.case_types.as_deref());
    let mut among = planned.speaking(&knowledge.catalogue, of, case_types);
    let stricter = planned.policy.parameters.get(of)?.stricter;
    among.retain(|position| {
        let candidate = &planned.candidates[*position];
        let By::Clause(citation) = candidate.by else { return true };
        let citation = &planned.policy.clauses[citation];
        let Some(clause) = knowledge.catalogue.get(&citation.id) else { return false };
        let slice = Slice { entry, clause, citation, planned, case_types };
        slice.is_any() && !beside.iter().any(|other| slice.is_served(other, candidate, stricter))
    });
    let Chosen { value, at, .. } = planned.choose(of, &among)?;
    let among = among.iter().map(|position| planned.candidates[*position].at).collect();
    Some(Picked { value, at, among })
}

/// The cases about which both an entry and a clause speak.
struct Slice<'a> {
    entry: &'a Entry,
    clause: &'a Clause,
    citation: &'a Citation,
    planned: &'a Planned,
    case_types: Option<&'a [String]>,
}

impl Slice<'_> {
    /// Whether there are any.
    fn is_any(&self) -> bool {
        let law = |own: &String| covers(&self.clause.jurisdiction, own);
        let trade = |own: &String| self.clause.sectors.iter().any(|sector| own == sector);
        self.entry.jurisdictions.as_ref().is_none_or(|own| own.iter().any(law))
            && (self.clause.sectors.is_empty() || self.entry.sectors.as_ref().is_none_or(|own| own.iter().any(trade)))
    }

    /// Whether another entry speaks about all of them and promises what the clause asks for.
    fn is_served(&self, other: &Entry, candidate: &Candidate, stricter: Option<Stricter>) -> bool {
        let Some((promise, Owned::One(limit))) =
            other.promise.as_ref().zip(Some(&self.planned.parameters[candidate.at].value))
        else {
            return false;
        };
        let keeps = match stricter {
            Some(Stricter::Lower) => value::at_most(promise, limit),
            Some(Stricter::Higher) => value::at_most(limit, promise),
            None => return false,
        };
        keeps == Ok(true) && !other.is_partial && self.is_within(other)
    }

    fn is_within(&self, other: &Entry) -> bool {
        let Some(terms) = &self.planned.terms else { return false };
        let (entry, clause) = (self.entry, self.clause);
        let law = other.jurisdictions.as_ref().is_none_or(|codes| {
            let bound = terms.scope.jurisdictions.iter().filter(|own| covers(&clause.jurisdiction, own));
            let mut meant = bound.filter(|own| {
                entry.jurisdictions.as_ref().is_none_or(|codes| codes.iter().any(|code| covers(code, own)))
            });
            meant.all(|own| codes.iter().any(|code| covers(code, own)))
        });
        let trade = other.sectors.as_ref().is_none_or(|sectors| match (&entry.sectors, clause.sectors.is_empty()) {
            (Some(own), true) => own.iter().all(|sector| sectors.contains(sector)),
            (None, true) => false,
            (own, false) => {
                let shared = own.as_ref().unwrap_or(&terms.scope.sectors).iter();
                shared.filter(|sector| clause.sectors.contains(&sector.as_str())).all(|sector| sectors.contains(sector))
            }
        });
        let case = other.case_types.as_ref().is_none_or(|cases| {
            match (&entry.case_types, self.citation.case_types.is_empty()) {
                (Some(own), true) => own.iter().all(|case| cases.contains(case)),
                (None, true) => false,
                (_, false) => {
                    let named = |case: &&String| self.citation.case_types.iter().any(|own| **own == ***case);
                    self.case_types.unwrap_or_default().iter().filter(named).all(|case| cases.contains(case))
                }
            }
        });
        law && trade && case
    }
}
