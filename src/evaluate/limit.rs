//! Why: a limit is worth as much as the name beside it. Who set it, where that is written, and which clauses the value
//! really breaks is worked out here: a clause whose number the value keeps is not named as broken because another one is
//! stricter.

use super::outcome::Judged;
use crate::clause::{Relation, allowed_relation};
use crate::diagnostic::Related;
use crate::finding::{Cited, Limit, LimitOrigin};
use crate::ledger::{Fail, LimitFrom, LimitUsed};
use crate::message::{Arg, Message};
use crate::model::Spot;
use crate::model::read::Seen;
use crate::plan::limits::{By, Candidate};
use crate::plan::{self, InForce, Planned};
use crate::policy::Stricter;
use crate::value::{self, Owned, Scalar};

/// The limit of a fail, and who set it as the words of a policy may say it.
pub(super) fn limit(judged: &Judged<'_>, used: &LimitUsed) -> (Limit, Arg) {
    let (origin, location) = match &used.from {
        LimitFrom::Parameter(at) => match judged.planned.parameters.get(of_item(judged.planned, *at, &used.value)) {
            Some(parameter) => (parameter.origin.clone(), Some(parameter.location)),
            None => (LimitOrigin::Rule, None),
        },
        LimitFrom::Spot(spot) => (LimitOrigin::Document, Some(judged.knowledge.documents.pointed(spot).location)),
        LimitFrom::Rule => (LimitOrigin::Rule, None),
    };
    let said = match &origin {
        LimitOrigin::Clause(id) => match judged.knowledge.catalogue.get(id) {
            Some(clause) => Arg::Citation(clause.instrument.clone(), clause.clause.clone()),
            None => Arg::Word(origin.words()),
        },
        other => Arg::Word(other.words()),
    };
    (Limit { value: used.value.clone(), origin, location }, said)
}

/// The place in the configuration of a value that was set aside for the limit of a fail.
pub(super) fn set_aside(judged: &Judged<'_>, fail: &Fail) -> Option<Related> {
    let planned = judged.planned;
    let Some(LimitUsed { from: LimitFrom::Parameter(at), .. }) = &fail.limit else { return None };
    let in_force = planned.parameters.get(planned.own_of(*at))?;
    let own = planned.parameters.get(in_force.overruled?)?;
    let message = Message::new("related.set-aside").text("value", own.value.text());
    Some(Related { location: own.set_at?, message })
}

/// Leaves of the clauses that set a limit those whose number the value breaks, and puts the one that decided first.
pub(super) fn keep_broken(judged: &Judged<'_>, fail: &Fail, origin: Option<&LimitOrigin>, clauses: &mut Vec<Cited>) {
    let planned = judged.planned;
    let Some(LimitUsed { value, from: LimitFrom::Parameter(at) }) = &fail.limit else { return };
    let of = planned.own_of(*at);
    let decided = match origin {
        Some(LimitOrigin::Clause(id)) => Some(id),
        _ => None,
    };
    let spoken: Vec<usize> = match &fail.among {
        Some(among) => among.to_vec(),
        None => planned.among(&judged.knowledge.catalogue, of),
    };
    let broken = |candidate: &&Candidate| {
        spoken.contains(&candidate.at) && is_broken(judged, fail, value, &planned.parameters[candidate.at], of)
    };
    clauses.retain(|cited| {
        let mut put_forward = planned.candidates.iter().filter(|candidate| {
            candidate.of == of
                && matches!(candidate.by, By::Clause(citation) if planned.policy.clauses[citation].id == cited.id)
        });
        let sets = put_forward.clone().next().is_some();
        !sets || decided == Some(&cited.id) || put_forward.any(|candidate| broken(&candidate))
    });
    let Some(clause) = decided.and_then(|id| judged.knowledge.catalogue.get(id)) else { return };
    let first = match clauses.iter().position(|cited| cited.id == clause.id) {
        Some(at) => clauses.remove(at),
        None if allowed_relation(clause.relation_hint, Relation::Sets) => plan::cited(clause, Relation::Sets),
        None => return,
    };
    clauses.insert(0, first);
}

/// Whether the value of a fail breaks another limit of the same parameter as well.
fn is_broken(judged: &Judged<'_>, fail: &Fail, used: &str, other: &InForce, of: usize) -> bool {
    let items = match &other.value {
        Owned::List(items) => items,
        Owned::One(limit) => {
            let stricter = judged.planned.policy.parameters.get(of).and_then(|parameter| parameter.stricter);
            return stated(judged, fail).is_some_and(|stated| {
                let kept = match stricter {
                    Some(Stricter::Lower) => value::at_most(&stated, limit),
                    Some(Stricter::Higher) => value::at_most(limit, &stated),
                    None => return false,
                };
                kept == Ok(false)
            });
        }
    };
    match stated(judged, fail) {
        Some(stated) if &*fail.check == "not-allowed" => !plan::limits::holds(items, &stated.into_owned()),
        _ => items.iter().any(|item| *item.text() == *used),
    }
}

fn stated<'a>(judged: &Judged<'a>, fail: &Fail) -> Option<Scalar<'a>> {
    let Spot::At(handle) = &fail.spot else { return None };
    match judged.knowledge.documents.read(*handle) {
        Seen::Scalar(value) if !fail.computed => Some(value),
        _ => None,
    }
}

/// Which of several lists that were joined has the item that is missing; the position itself for anything else.
fn of_item(planned: &Planned, at: usize, item: &str) -> usize {
    let is_list = |at: usize| matches!(planned.parameters.get(at).map(|own| &own.value), Some(Owned::List(_)));
    if !is_list(at) {
        return at;
    }
    let has = |candidate: &&Candidate| match &planned.parameters[candidate.at].value {
        Owned::List(items) => items.iter().any(|own| *own.text() == *item),
        Owned::One(_) => false,
    };
    let of = planned.own_of(at);
    let mut list = planned.candidates.iter().filter(|it| it.of == of && it.by != By::Default);
    list.find(has).map_or(at, |candidate| candidate.at)
}
