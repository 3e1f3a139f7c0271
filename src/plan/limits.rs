//! Why: a number is law only where the law speaks. For each document the clauses in scope put forward what they state,
//! the configuration puts forward its own value, and the strictest counts; the policy's default only where nobody else
//! says anything. A value of the configuration that is laxer than a clause in scope is set aside, and the reader is told.
//!
//! Where two lengths of time cannot be compared without a calendar (15 business days, 8 weeks), both count. Lists are
//! joined where more items are stricter, and cut to what all share where fewer are.

use std::sync::Arc;

use super::{InForce, Planned, own_default, settle};
use crate::clause::scope::{Scope, supplies_number};
use crate::clause::{Catalogue, Relation};
use crate::finding::LimitOrigin;
use crate::knowledge::Knowledge;
use crate::model::DocId;
use crate::policy::supply::value_of;
use crate::policy::{Citation, Policy, Stricter};
use crate::value::{self, Owned, Scalar};

/// Whom a document binds to what: whose law applies, and which cases it handles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms {
    /// Whose law applies, to which trade, in which capacity, on which day.
    pub scope: Scope,
    /// The cases that the document handles, if it says so.
    pub case_types: Option<Vec<String>>,
}

/// A value that was put forward for a parameter.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// Position of the policy's own parameter.
    pub of: usize,
    /// Position of the value among [`Planned::parameters`].
    pub at: usize,
    /// Who put it forward.
    pub by: By,
}

/// Who puts a value forward.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// A clause, by the position of its citation in the policy.
    Clause(usize),
    /// The configuration, by a value or by naming a clause of the workspace.
    Config,
    /// The policy: what counts where nobody else says anything.
    Default,
}

/// What the citations of a policy could set, whether or not they are in scope. Worked out once a run.
#[derive(Debug)]
pub struct Supply {
    of: usize,
    citation: usize,
    value: InForce,
}

/// What came of weighing candidates.
#[derive(Clone, Debug)]
pub struct Chosen {
    /// The value; of lists, the joint one.
    pub value: Owned,
    /// Positions of those that count, the one to be named first.
    pub at: Vec<usize>,
    /// Position of the configuration's value, if it is laxer than a clause.
    pub overruled: Option<usize>,
}

impl Terms {
    /// The terms of a document, or of the workspace.
    pub fn of(knowledge: &Knowledge, document: Option<DocId>) -> Self {
        match document {
            Some(id) => Self { scope: knowledge.scope(id), case_types: knowledge.case_types(id) },
            None => Self { scope: knowledge.workspace_scope(), case_types: None },
        }
    }
}

/// What the citations of a policy could set.
pub fn supplies(policy: &Policy, catalogue: &Catalogue) -> Vec<Supply> {
    let mut list = Vec::new();
    for (citation, cited) in policy.clauses.iter().enumerate() {
        for given in &cited.gives {
            let of = policy.parameters.iter().position(|parameter| parameter.name == given.parameter);
            // What is not known or does not fit was reported when the policy was read.
            let Some((of, clause)) = of.zip(catalogue.get(&cited.id)) else { continue };
            let Ok(value) = value_of(clause, &given.from, policy.parameters[of].ty) else { continue };
            let location = clause.own().map_or(policy.location(cited.span), |own| own.location);
            let origin = LimitOrigin::Clause(cited.id.clone());
            let value = InForce::new(&policy.parameters[of].name, value, origin, location);
            list.push((clause.own().is_none(), Supply { of, citation, value }));
        }
    }
    // At equal strictness a clause of the workspace is named before the law that it repeats.
    list.sort_by_key(|(is_builtin, _)| *is_builtin);
    list.into_iter().map(|(_, supply)| supply).collect()
}

/// Whether limits differ by document although settings do not.
pub fn differ_by_document(planned: &Planned, supplies: &[Supply]) -> bool {
    !supplies.is_empty() || planned.parameters.iter().any(is_named)
}

/// The settings of a file with the limits that hold under these terms.
pub fn under(planned: &Arc<Planned>, supplies: &[Supply], catalogue: &Catalogue, terms: &Arc<Terms>) -> Arc<Planned> {
    let policy = &planned.policy;
    let binds =
        |id: &str, relation| catalogue.get(id).is_some_and(|clause| supplies_number(clause, relation, &terms.scope));
    let bound: Vec<&Supply> = supplies
        .iter()
        .filter(|supply| {
            let cited = &policy.clauses[supply.citation];
            binds(&cited.id, cited.relation)
        })
        .collect();
    if bound.is_empty() && !planned.parameters.iter().any(is_named) {
        return planned.clone();
    }
    let mut limited = Planned { terms: Some(terms.clone()), ..(**planned).clone() };
    for (of, parameter) in policy.parameters.iter().enumerate() {
        let configured = planned.parameters[of].clone();
        let is_named = is_named(&configured);
        if !is_named && bound.iter().all(|supply| supply.of != of) {
            continue;
        }
        let counts = match &configured.origin {
            LimitOrigin::Clause(id) => binds(id, Relation::Sets),
            _ => configured.is_configured(),
        };
        let mut put = |by, value| {
            limited.candidates.push(Candidate { of, at: limited.parameters.len(), by });
            limited.parameters.push(value);
        };
        if is_named && counts {
            put(By::Config, configured.clone());
        }
        for supply in bound.iter().filter(|supply| supply.of == of) {
            put(By::Clause(supply.citation), supply.value.clone());
        }
        if !is_named && counts {
            put(By::Config, configured);
        }
        put(By::Default, own_default(policy, parameter));
        limited.put_in_force(catalogue, of, terms.case_types.as_deref());
    }
    Arc::new(limited)
}

/// The settings and limits of a policy for a document; for none, those of the workspace.
pub fn for_document(knowledge: &Knowledge, policy: &Arc<Policy>, document: Option<DocId>) -> Arc<Planned> {
    let path = document.map_or("", |id| &knowledge.documents.get(id).reference.path);
    let settled = Arc::new(settle(&knowledge.config, &knowledge.catalogue, policy, path));
    let supplies = supplies(policy, &knowledge.catalogue);
    under(&settled, &supplies, &knowledge.catalogue, &Arc::new(Terms::of(knowledge, document)))
}

impl Planned {
    /// Weighs the candidates of a parameter and lets the strictest count.
    fn put_in_force(&mut self, catalogue: &Catalogue, of: usize, case_types: Option<&[String]>) {
        let among = self.speaking(catalogue, of, case_types);
        let Some(Chosen { value, at, overruled }) = self.choose(of, &among) else { return };
        let Some((first, beside)) = at.split_first() else { return };
        let named = self.parameters[*first].clone();
        self.parameters[of] = InForce { value, beside: beside.to_vec(), overruled, ..named };
    }

    /// The candidates of a parameter that speak about these cases, by position in [`Planned::candidates`]; the default
    /// is not among them.
    ///
    /// Where all of the cases are ones for which an instrument has a rule of their own, its general rule steps back.
    pub(super) fn speaking(&self, catalogue: &Catalogue, of: usize, case_types: Option<&[String]>) -> Vec<usize> {
        let cited = |candidate: &Candidate| match candidate.by {
            By::Clause(citation) => Some(&self.policy.clauses[citation]),
            By::Config | By::Default => None,
        };
        let list = self.candidates.iter().enumerate().filter(|(_, candidate)| candidate.of == of);
        let fitting = list.filter(|(_, candidate)| {
            candidate.by != By::Default && cited(candidate).is_none_or(|citation| speaks_about(citation, case_types))
        });
        let fitting: Vec<(usize, &Candidate)> = fitting.collect();
        let instrument = |citation: &Citation| catalogue.get(&citation.id).map(|clause| &clause.instrument);
        let is_special = |citation: &Citation| {
            case_types.is_some_and(|cases| !cases.is_empty() && cases.iter().all(|case| names(citation, case)))
        };
        let special: Vec<_> = fitting
            .iter()
            .filter_map(|(_, candidate)| cited(candidate).filter(|citation| is_special(citation)))
            .map(instrument)
            .collect();
        let steps_back =
            |citation: &Citation| citation.case_types.is_empty() && special.contains(&instrument(citation));
        let stays = |(_, candidate): &(usize, &Candidate)| !cited(candidate).is_some_and(steps_back);
        fitting.into_iter().filter(stays).map(|(position, _)| position).collect()
    }

    /// The strictest of some candidates of a parameter; the default if there are none.
    pub(super) fn choose(&self, of: usize, among: &[usize]) -> Option<Chosen> {
        let candidate = |position: &usize| self.candidates.get(*position);
        let values = among.iter().filter_map(candidate).map(|it| (it, &self.parameters[it.at].value));
        let values: Vec<(&Candidate, &Owned)> = values.collect();
        let Some(stricter) = self.policy.parameters.get(of)?.stricter.filter(|_| !values.is_empty()) else {
            let by = if values.is_empty() { By::Default } else { By::Config };
            let only = self.candidates.iter().find(|candidate| candidate.of == of && candidate.by == by)?;
            let value = self.parameters[only.at].value.clone();
            return Some(Chosen { value, at: vec![only.at], overruled: None });
        };
        let own = values.iter().find(|(candidate, _)| candidate.by == By::Config);
        let (value, at) = match joint(stricter, &values) {
            Some(joint) => joint,
            None => {
                let kept = strictest(stricter, &values);
                (kept.first()?.1.clone(), kept.iter().map(|(candidate, _)| candidate.at).collect())
            }
        };
        let is_lax = |(candidate, own): &&(&Candidate, &Owned)| {
            let by_clause = values.iter().filter(|(other, _)| other.at != candidate.at);
            by_clause
                .into_iter()
                .any(|(_, other)| is_as_strict(stricter, other, own) && !is_as_strict(stricter, own, other))
        };
        let overruled = own.filter(is_lax).map(|(candidate, _)| candidate.at);
        Some(Chosen { value, at, overruled })
    }
}

/// Whether a citation speaks about any of the cases.
pub(super) fn speaks_about(citation: &Citation, case_types: Option<&[String]>) -> bool {
    citation.case_types.is_empty() || case_types.unwrap_or_default().iter().any(|case| names(citation, case))
}

fn names(citation: &Citation, case: &str) -> bool {
    citation.case_types.iter().any(|own| **own == *case)
}

/// Whether the configuration sets a value by naming a clause.
fn is_named(value: &InForce) -> bool {
    value.is_configured() && matches!(value.origin, LimitOrigin::Clause(_))
}

/// Those that no other is as strict as, the first of equal ones. Never empty if there is any.
fn strictest<'a>(stricter: Stricter, values: &[(&'a Candidate, &'a Owned)]) -> Vec<(&'a Candidate, &'a Owned)> {
    let mut kept: Vec<(&Candidate, &Owned)> = Vec::new();
    for (candidate, value) in values {
        if kept.iter().any(|(_, other)| is_as_strict(stricter, other, value)) {
            continue;
        }
        kept.retain(|(_, other)| !is_as_strict(stricter, value, other));
        kept.push((candidate, value));
    }
    kept
}

/// Whether whatever satisfies `one` certainly satisfies `other`.
fn is_as_strict(stricter: Stricter, one: &Owned, other: &Owned) -> bool {
    let (lower, higher) = match stricter {
        Stricter::Lower => (one, other),
        Stricter::Higher => (other, one),
    };
    match (lower, higher) {
        (Owned::One(lower), Owned::One(higher)) => value::at_most(lower, higher) == Ok(true),
        (Owned::List(lower), Owned::List(higher)) => lower.iter().all(|item| holds(higher, item)),
        _ => false,
    }
}

/// Of lists, all items where more is stricter, the shared ones where less is; with the positions that contribute.
fn joint(stricter: Stricter, values: &[(&Candidate, &Owned)]) -> Option<(Owned, Vec<usize>)> {
    let list = |owned: &&Owned| match owned {
        Owned::List(items) => Some(items.clone()),
        Owned::One(_) => None,
    };
    let mut at = vec![values.first()?.0.at];
    let mut items = list(&values.first()?.1)?;
    for (candidate, owned) in &values[1..] {
        let more = list(owned)?;
        let before = items.len();
        match stricter {
            Stricter::Higher => {
                let new: Vec<Scalar<'static>> = more.into_iter().filter(|item| !holds(&items, item)).collect();
                items.extend(new);
            }
            Stricter::Lower => items.retain(|item| holds(&more, item)),
        }
        if items.len() != before {
            at.push(candidate.at);
        }
    }
    Some((Owned::List(items), at))
}

/// Whether a list has an item.
pub fn holds(list: &[Scalar<'static>], item: &Scalar<'static>) -> bool {
    list.iter().any(|own| value::equal(own, item) == Ok(true))
}
