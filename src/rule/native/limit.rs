//! Why: a header rule names a limit by its parameter, or asks for that of one deadline. Where it cannot be told which of
//! two limits is stricter, both must be kept.

use std::sync::Arc;

use super::Run;
use crate::plan::{self, Entry, Picked};
use crate::policy::expression::{Argument, Expression, Node};
use crate::rule::requirement::{self, Relation};
use crate::rule::{From, Held, Operand, Truth};
use crate::value::Owned;

/// One side of a comparison: its values, and among which a limit was chosen.
type Side<'a> = (Vec<Operand<'a>>, Option<Arc<[usize]>>);

impl<'a> Run<'a, '_> {
    /// Two expressions stand to each other as they must.
    pub(super) fn relate(&mut self, left: &Expression, relation: Relation, right: &Expression) -> Truth {
        let ((left, chosen), (right, among)) = (self.side(left), self.side(right));
        let among = among.or(chosen);
        let mut answers = left.iter().map(|left| requirement::relate_all(left, relation, &right));
        let first = answers.next().unwrap_or_else(|| Truth::Doubt(Vec::new()));
        let truth = answers.fold(first, |so_far, next| match so_far {
            broken @ Truth::No(_) => broken,
            held => held.and(|| next),
        });
        truth.among(among.as_ref())
    }

    fn side(&mut self, expression: &Expression) -> Side<'a> {
        match &expression.node {
            Node::Key(base, name) if matches!(&base.node, Node::Name(base) if &**base == "params") => {
                let first = self.operand(expression);
                let own = self.planned.parameters.iter().find(|parameter| parameter.name == *name);
                let beside: Vec<usize> = own.map(|own| own.beside.clone()).unwrap_or_default();
                let further = beside.iter().filter_map(|at| self.value_at(*at));
                (std::iter::once(first).chain(further).collect(), None)
            }
            Node::Call(function, arguments) if &**function == "limit_for" => match self.limit_for(arguments) {
                Some(picked) => {
                    let further = picked.at.iter().skip(1).filter_map(|at| self.value_at(*at));
                    (std::iter::once(joint(&picked)).chain(further).collect(), Some(picked.among))
                }
                None => (vec![self.operand(expression)], None),
            },
            _ => (vec![self.operand(expression)], None),
        }
    }

    /// `limit_for("within", limit)`: the limit of one entry.
    pub(super) fn limit_for(&mut self, arguments: &[Argument]) -> Option<Picked> {
        let Some(Argument::Value(Expression { node: Node::Text(name), .. })) = arguments.first() else { return None };
        let of = self.planned.policy.parameters.iter().position(|parameter| parameter.name == *name)?;
        let [entry, beside] = [1, 2].map(|at| match arguments.get(at) {
            Some(Argument::Value(value)) => Some(self.operand(value)),
            _ => None,
        });
        let beside = beside.and_then(|list| requirement::list_items(self.knowledge, &list).ok()).unwrap_or_default();
        self.charge(1 + beside.len() as u64);
        let read = |operand: &Operand<'_>| match operand.held {
            Held::Node(handle) => Some(Entry::read(self.knowledge, handle)),
            _ => None,
        };
        let is_other = |operand: &&Operand<'_>| match (&operand.held, entry.as_ref().map(|entry| &entry.held)) {
            (Held::Node(other), Some(Held::Node(own))) => own.node != other.node || own.document != other.document,
            _ => true,
        };
        let others: Vec<Entry> = beside.iter().filter(is_other).filter_map(read).collect();
        plan::pick(self.knowledge, self.planned, of, entry.as_ref().and_then(read).as_ref(), &others)
    }

    /// A value among the parameters.
    fn value_at(&self, at: usize) -> Option<Operand<'a>> {
        let held = held(&self.planned.parameters.get(at)?.value, at);
        Some(Operand { held, from: From::Parameter(at) })
    }
}

/// A limit as one operand.
pub(super) fn joint<'a>(picked: &Picked) -> Operand<'a> {
    let at = picked.at.first().copied().unwrap_or_default();
    Operand { held: held(&picked.value, at), from: From::Parameter(at) }
}

/// A value of a parameter as it takes part in a requirement.
pub(super) fn held<'a>(value: &Owned, at: usize) -> Held<'a> {
    match value {
        Owned::One(value) => Held::Scalar(value.clone()),
        Owned::List(values) => {
            let item = |value: &crate::value::Scalar<'static>| Operand {
                held: Held::Scalar(value.clone()),
                from: From::Parameter(at),
            };
            Held::List(values.iter().map(item).collect())
        }
    }
}
