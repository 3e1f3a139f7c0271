//! Why: an organisation sets its targets in `ombud.toml`, either as a value or by naming a clause of its own, for which
//! somebody answers: `params.within = { clause = "house.ack", parameter = "ack_within" }`.

use std::sync::Arc;

use super::InForce;
use crate::clause::{Catalogue, Clause, Relation, allowed_relation};
use crate::document::{Document, NodeId, Value};
use crate::field;
use crate::finding::LimitOrigin;
use crate::message::{Arg, Message};
use crate::near::nearest;
use crate::policy::Parameter;
use crate::policy::load::read_parameter;
use crate::policy::supply::{Misfit, only_fitting, value_of};
use crate::span::Span;

/// Why a value of the configuration cannot set a parameter.
pub(super) struct Slip {
    /// Where.
    pub span: Span,
    /// What is wrong.
    pub message: Message,
    /// The name that was probably meant.
    pub near: Option<Arc<str>>,
}

/// The keys of a value that names a clause.
const KEYS: [&str; 2] = ["clause", "parameter"];

/// Reads what the configuration writes for a parameter.
///
/// # Errors
/// When it is of another type, or names a clause that cannot set the parameter.
pub(super) fn read(
    document: &Document,
    node: NodeId,
    parameter: &Parameter,
    catalogue: &Catalogue,
) -> Result<InForce, Slip> {
    let set_at = document.location(document.node(node).span);
    let (value, origin, location) = if matches!(document.node(node).value, Value::Map) {
        let (clause, value) = of_clause(document, node, parameter, catalogue)?;
        let location = clause.own().map_or(set_at, |own| own.location);
        (value, LimitOrigin::Clause(clause.id.clone()), location)
    } else {
        let span = document.node(node).span;
        let value =
            read_parameter(document, node, parameter.ty).map_err(|message| Slip { span, message, near: None })?;
        (value, LimitOrigin::Config, set_at)
    };
    Ok(InForce { set_at: Some(set_at), ..InForce::new(&parameter.name, value, origin, location) })
}

fn of_clause<'a>(
    document: &Document,
    node: NodeId,
    parameter: &Parameter,
    catalogue: &'a Catalogue,
) -> Result<(&'a Clause, crate::value::Owned), Slip> {
    for child in document.children(node) {
        let Some(key) = document.key(child).filter(|key| !KEYS.contains(key)) else { continue };
        let near = nearest(key, KEYS).map(Arc::from);
        let message = Message::new("config.set-keys").text("key", key);
        return Err(Slip { span: document.node(child).key_span, message, near });
    }
    let span_of = |key: &str| document.get(node, key).map_or(document.node(node).span, |at| document.node(at).span);
    let (at_clause, at_parameter) = (span_of("clause"), span_of("parameter"));
    let slip = |span, message| Slip { span, message, near: None };
    let Some(id) = field::text(document, node, "clause") else {
        return Err(slip(at_clause, Message::new("config.set-clause")));
    };
    let Some(clause) = catalogue.get(id) else {
        let own = catalogue.ids().filter(|id| catalogue.get(id).is_some_and(|clause| clause.own().is_some()));
        let near = nearest(id, own).map(Arc::from);
        return Err(Slip { span: at_clause, message: Message::new("policy.unknown-clause").text("name", id), near });
    };
    if clause.own().is_none() {
        return Err(slip(at_clause, Message::new("config.set-builtin").text("id", id)));
    }
    if !allowed_relation(clause.relation_hint, Relation::Sets) || clause.relief {
        let message = Message::new("config.set-relation").text("id", id).text("relation", clause.relation_hint.word());
        return Err(slip(at_clause, message));
    }
    if document.get(node, "parameter").is_none() {
        return match only_fitting(clause, parameter.ty) {
            Some((_, value)) => Ok((clause, value)),
            None => {
                let names = clause.parameters.iter().map(|stated| stated.name.clone()).collect();
                let message = Message::new("config.set-which").text("id", id).arg("names", Arg::List(names));
                Err(slip(at_clause, message))
            }
        };
    }
    let name = field::text(document, node, "parameter").unwrap_or_default();
    match value_of(clause, name, parameter.ty) {
        Ok(value) => Ok((clause, value)),
        Err(Misfit { message, near }) => Err(Slip { span: at_parameter, message, near }),
    }
}
