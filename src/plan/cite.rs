//! Why: a law is named only where it speaks: to this organisation, about this check, this case, under this jurisdiction.

use std::collections::HashSet;

use super::limits::{Terms, speaks_about};
use crate::clause::catalogue::Catalogue;
use crate::clause::scope::{Scope, covers, in_scope};
use crate::clause::{Citation, Clause, Relation};
use crate::finding::Cited;
use crate::policy::Policy;

/// Ids of the clauses of a policy that are in scope, whatever its checks.
pub fn clauses_in_scope<'a>(
    policy: &'a Policy,
    catalogue: &'a Catalogue,
    scope: &'a Scope,
) -> impl Iterator<Item = &'a str> {
    let bound = |id: &&str| catalogue.get(id).is_some_and(|clause| in_scope(clause, scope).is_ok());
    policy.clauses.iter().map(|citation| &*citation.id).filter(bound)
}

/// Clauses of a policy as they may be shown under some terms: duties in scope, and good practice.
///
/// A citation that names checks or cases belongs to those only, and a fail that names a jurisdiction (its value
/// `jurisdiction`) is not laid at the door of another's law.
pub fn cite(
    policy: &Policy,
    catalogue: &Catalogue,
    terms: &Terms,
    check: &str,
    jurisdiction: Option<&str>,
) -> Vec<Cited> {
    let mut list: Vec<Cited> = policy
        .clauses
        .iter()
        .filter(|citation| citation.checks.is_empty() || citation.checks.iter().any(|own| **own == *check))
        .filter(|citation| speaks_about(citation, terms.case_types.as_deref()))
        .filter_map(|citation| {
            let clause = catalogue.get(&citation.id)?;
            in_scope(clause, &terms.scope).ok()?;
            if jurisdiction.is_some_and(|own| !covers(&clause.jurisdiction, own)) {
                return None;
            }
            Some(cited(clause, citation.relation))
        })
        .collect();
    list.sort_by_key(|cited| match cited.relation {
        Relation::Sets => 0,
        Relation::Supports => 1,
        Relation::Model => 2,
    });
    // One clause may be cited for several of its numbers; it is named once, as the strongest thing that it is.
    let mut seen = HashSet::new();
    list.retain(|cited| seen.insert(cited.id.clone()));
    list
}

/// A clause as a finding shows it.
pub fn cited(clause: &Clause, relation: Relation) -> Cited {
    let Citation { instrument, clause: article } = clause.citation();
    Cited {
        id: clause.id.clone(),
        relation,
        instrument,
        article,
        obligation: clause.obligation.clone(),
        applies_when: clause.applies_when.clone(),
        breach: clause.breach_word(),
    }
}
