//! Why: a policy may claim of a clause only what the clause can carry. That is asked once, when policies and catalogue
//! are both known, and not when some file first meets the rule.

use std::sync::Arc;

use crate::clause::{Catalogue, Clause, Relation, allowed_relation};
use crate::diagnostic::Diagnostic;
use crate::message::Message;
use crate::policy::supply::{Misfit, value_of};
use crate::policy::{Citation, Policy};

/// Policies may cite only clauses that exist, no stronger than they are, and take from them only what they state.
pub(super) fn check(policies: &[Arc<Policy>], catalogue: &Catalogue) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    for policy in policies {
        for citation in &policy.clauses {
            match catalogue.get(&citation.id) {
                None => problems.push(unknown(policy, citation, catalogue)),
                Some(clause) if !allowed_relation(clause.relation_hint, citation.relation) => {
                    let message = Message::new("policy.relation")
                        .text("cited", citation.relation.word())
                        .text("allowed", clause.relation_hint.word());
                    let location = policy.location(citation.span);
                    problems.push(Diagnostic::error("policy/clause", location, message));
                }
                Some(clause) => given(policy, citation, clause, &mut problems),
            }
        }
    }
    problems
}

fn unknown(policy: &Policy, citation: &Citation, catalogue: &Catalogue) -> Diagnostic {
    let message = Message::new("policy.unknown-clause").text("name", citation.id.clone());
    let problem = Diagnostic::error("policy/clause", policy.location(citation.span), message);
    match catalogue.nearest(&citation.id) {
        Some(near) => problem.with_help(Message::new("near.name").text("name", near)),
        None => problem,
    }
}

fn given(policy: &Policy, citation: &Citation, clause: &Clause, problems: &mut Vec<Diagnostic>) {
    debug_assert!(citation.gives.is_empty() || citation.relation == Relation::Sets);
    for given in &citation.gives {
        let Some(parameter) = policy.parameter(&given.parameter) else { continue };
        if let Err(Misfit { message, near }) = value_of(clause, &given.from, parameter.ty) {
            let problem = Diagnostic::error("policy/clause", policy.location(given.span), message);
            problems.push(match near {
                Some(near) => problem.with_help(Message::new("near.name").text("name", near)),
                None => problem,
            });
        }
    }
}
