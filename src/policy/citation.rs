//! Why: a citation is a claim about a clause: what it is to the rule, for which checks and cases it speaks, and which of
//! the rule's numbers it sets. What can be told from the header alone is told here; whether the clause has such a number
//! is asked once the catalogue is known ([`super::supply`]).

use std::sync::Arc;

use super::{Citation, Given, Parameter};
use crate::clause::Relation;
use crate::document::{Document, NodeId};
use crate::field;
use crate::message::Message;
use crate::near::nearest;
use crate::span::Span;

/// Something that is wrong with a citation.
pub(super) struct Slip {
    /// Where.
    pub span: Span,
    /// What is wrong.
    pub message: Message,
    /// The name that was probably meant.
    pub near: Option<Arc<str>>,
}

/// The citations of a header. `declared` are the names under `params`, those with a slip of their own included.
pub(super) fn read(
    document: &Document,
    root: NodeId,
    parameters: &[Parameter],
    declared: &[&str],
) -> (Vec<Citation>, Vec<Slip>) {
    let Some(list) = document.get(root, "clauses") else { return (Vec::new(), Vec::new()) };
    let mut slips = Vec::new();
    let mut citation = |node| {
        let id = field::text(document, node, "id")?;
        let relation = match field::text(document, node, "relation")? {
            "sets" => Relation::Sets,
            "supports" => Relation::Supports,
            _ => Relation::Model,
        };
        let words = |key| field::texts(document, node, key).into_iter().map(|(word, _)| word.into()).collect();
        Some(Citation {
            id: id.into(),
            relation,
            checks: words("checks"),
            gives: gives(document, node, relation, (parameters, declared), &mut slips),
            case_types: words("case_types"),
            span: document.node(document.get(node, "id")?).span,
        })
    };
    let citations = document.children(list).filter_map(&mut citation).collect();
    (citations, slips)
}

fn gives(
    document: &Document,
    citation: NodeId,
    relation: Relation,
    (parameters, declared): (&[Parameter], &[&str]),
    slips: &mut Vec<Slip>,
) -> Vec<Given> {
    let Some(table) = document.get(citation, "gives") else { return Vec::new() };
    if relation != Relation::Sets {
        let message = Message::new("policy.gives-relation").text("relation", relation.word());
        slips.push(Slip { span: document.node(table).key_span, message, near: None });
        return Vec::new();
    }
    let mut given = Vec::new();
    for node in document.children(table) {
        let (Some(key), Some(from)) = (document.key(node), document.text(node)) else { continue };
        let place = document.node(node);
        match parameters.iter().find(|parameter| &*parameter.name == key) {
            Some(Parameter { stricter: None, .. }) => {
                let message = Message::new("policy.gives-order").text("name", key);
                slips.push(Slip { span: place.key_span, message, near: None });
            }
            Some(_) => given.push(Given { parameter: key.into(), from: from.into(), span: place.span }),
            // One that is declared with a slip is told so there.
            None if declared.contains(&key) => {}
            None => {
                let near = nearest(key, declared.iter().copied()).map(Arc::from);
                let message = Message::new("policy.unknown-parameter").text("name", key);
                slips.push(Slip { span: place.key_span, message, near });
            }
        }
    }
    given
}
