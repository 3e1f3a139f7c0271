//! Why: a header rule is data. It is judged by walking its expression over the files themselves: no interpreter, no
//! copies, and a place for everything it touches.

mod limit;
mod operand;

use std::sync::Arc;

use super::requirement::{self, Relation};
use super::{From, Held, Operand, Truth, budget, name};
use crate::clause::Scope;
use crate::finding::Cause;
use crate::knowledge::Knowledge;
use crate::ledger::{Doubt, Fail, Ledger, Stopped};
use crate::message::{Arg, Message};
use crate::model::{DocId, Spot};
use crate::plan::Planned;
use crate::policy::expression::{Argument, Expression, Node, Operator};
use crate::policy::{Rule, Written};
use crate::value::Scalar;

/// How an expression is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    /// It must hold: what is missing is a fail.
    Require,
    /// It is looked at: what is missing leaves it undecided.
    Condition,
}

/// Whether a rule applies to a document.
#[derive(Debug)]
pub enum Applies {
    /// It does.
    Yes,
    /// Its condition does not hold.
    No,
    /// The condition cannot be told.
    Doubt(Vec<Doubt>),
}

/// Judges the condition of a policy.
pub fn applies(knowledge: &Knowledge, planned: &Planned, document: Option<DocId>, ledger: &mut Ledger) -> Applies {
    let Some(Written { expression, .. }) = &planned.policy.when else { return Applies::Yes };
    let mut run = Run::new(knowledge, planned, document, ledger);
    match run.judge(expression, Mode::Condition) {
        Truth::Yes(_) => Applies::Yes,
        Truth::No(_) => Applies::No,
        Truth::Doubt(doubts) => Applies::Doubt(doubts),
    }
}

/// Judges a header rule. Rules that are scripts leave the ledger as it is.
pub fn judge(knowledge: &Knowledge, planned: &Planned, document: Option<DocId>, ledger: &mut Ledger) {
    let policy = planned.policy.clone();
    let Rule::Header { require, each } = &policy.rule else { return };
    let mut run = Run::new(knowledge, planned, document, ledger);
    let Some((name, list)) = each else {
        let truth = run.judge(&require.expression, Mode::Require);
        truth.settle(run.ledger);
        return;
    };
    let subject = run.operand(&list.expression);
    match requirement::list_items(knowledge, &subject) {
        Ok(items) => {
            let (mut held, mut any) = (Vec::new(), false);
            for item in items {
                if !run.charge(1) {
                    break;
                }
                let count = run.ledger.fails.len();
                run.locals.push((name.clone(), item));
                let truth = run.judge(&require.expression, Mode::Require);
                let item = run.locals.pop();
                match truth {
                    Truth::Yes(mut spots) => held.append(&mut spots),
                    other => {
                        any = true;
                        other.settle(run.ledger);
                        name_item(knowledge, &mut run.ledger.fails[count..], item.as_ref());
                    }
                }
            }
            if !any && held.is_empty() {
                held.extend(subject.spot().cloned());
            }
            run.ledger.held.append(&mut held);
        }
        Err(truth) => truth.settle(run.ledger),
    }
}

/// Adds the name of the item that a fail is about.
fn name_item(knowledge: &Knowledge, fails: &mut [Fail], item: Option<&(Arc<str>, Operand<'_>)>) {
    let Some((_, Operand { from: From::Spot(Spot::At(handle)), .. })) = item else { return };
    let name = knowledge.documents.tree(handle).key(handle.node).map(Arc::from);
    for fail in fails {
        if let Some(name) = &name {
            fail.args.push(("item".into(), Arg::Text(Arc::clone(name))));
        }
    }
}

struct Run<'a, 'l> {
    knowledge: &'a Knowledge,
    planned: &'a Planned,
    document: Option<DocId>,
    locals: Vec<(Arc<str>, Operand<'a>)>,
    ledger: &'l mut Ledger,
    /// Steps that are left.
    steps: u64,
}

impl<'a, 'l> Run<'a, 'l> {
    fn new(knowledge: &'a Knowledge, planned: &'a Planned, document: Option<DocId>, ledger: &'l mut Ledger) -> Self {
        let steps = budget::steps(knowledge, document);
        Self { knowledge, planned, document, locals: Vec::new(), ledger, steps }
    }

    /// Takes steps off the budget; `false`, and the evaluation is stopped, once there are none left.
    fn charge(&mut self, steps: u64) -> bool {
        self.steps = self.steps.saturating_sub(steps);
        if self.steps == 0 && self.ledger.stopped.is_none() {
            self.ledger.stopped = Some(Stopped { cause: Cause::Limit, message: Message::new("fault.steps"), at: None });
        }
        self.steps > 0
    }

    /// Takes off what walking over a list costs.
    fn charge_for(&mut self, operand: &Operand<'_>) {
        self.charge(requirement::size(self.knowledge, operand));
    }

    /// Whose law applies to what is judged.
    fn scope(&self) -> Scope {
        match self.document {
            Some(id) => self.knowledge.scope(id),
            None => self.knowledge.workspace_scope(),
        }
    }

    fn judge(&mut self, expression: &Expression, mode: Mode) -> Truth {
        if !self.charge(1) {
            // The stop is what is reported; there is nothing to add to it.
            return Truth::Doubt(Vec::new());
        }
        let truth = match &expression.node {
            Node::Bool(true) => Truth::Yes(Vec::new()),
            Node::Binary(Operator::And, left, right) => {
                let left = self.judge(left, mode);
                left.and(|| self.judge(right, mode))
            }
            Node::Binary(Operator::Or, left, right) => {
                let left = self.judge(left, mode);
                left.or(|| self.judge(right, mode))
            }
            Node::Not(inner) => self.not(inner),
            Node::Binary(Operator::In, left, right) => {
                let (left, right) = (self.operand(left), self.operand(right));
                self.charge_for(&right);
                requirement::one_of(self.knowledge, &left, &right)
            }
            Node::Binary(operator, left, right) => match relation(*operator) {
                Some(relation) => self.relate(left, relation, right),
                None => self.truth_of(expression),
            },
            Node::Method(base, name, arguments) => self.method(base, name, arguments, mode),
            _ => self.truth_of(expression),
        };
        match (mode, truth) {
            (Mode::Condition, Truth::No(fails)) => undecided_if_missing(fails),
            (_, truth) => truth,
        }
    }

    /// A value taken as yes or no.
    fn truth_of(&mut self, expression: &Expression) -> Truth {
        let operand = self.operand(expression);
        let truth = Operand::literal(Held::Scalar(Scalar::Bool(true)));
        match requirement::relate(&operand, Relation::Equal, &truth) {
            Truth::No(fails) => Truth::No(
                fails
                    .into_iter()
                    .map(
                        |fail| if &*fail.check == "differs" { Fail { check: "not-true".into(), ..fail } } else { fail },
                    )
                    .collect(),
            ),
            other => other,
        }
    }

    fn not(&mut self, inner: &Expression) -> Truth {
        match self.judge(inner, Mode::Condition) {
            Truth::Yes(spots) => match spots.into_iter().next() {
                Some(spot) => Truth::No(vec![Fail::new("not-met", spot)]),
                None => Truth::No(Vec::new()),
            },
            Truth::No(fails) => Truth::Yes(fails.into_iter().map(|fail| fail.spot).collect()),
            doubt => doubt,
        }
    }

    fn method(&mut self, base: &Expression, name: &str, arguments: &[Argument], mode: Mode) -> Truth {
        let subject = self.operand(base);
        self.charge_for(&subject);
        match (name, arguments) {
            ("present", []) => requirement::present(&subject),
            ("absent", []) => requirement::absent(&subject),
            ("not_empty", []) => requirement::not_empty(self.knowledge, &subject),
            ("is_empty", []) => match requirement::length(self.knowledge, &subject) {
                Ok(0) => Truth::yes(&subject),
                Ok(_) => match subject.spot() {
                    Some(spot) => Truth::No(vec![Fail::new("not-empty", spot.clone())]),
                    None => Truth::No(Vec::new()),
                },
                Err(truth) => truth,
            },
            ("unique", []) => requirement::unique(self.knowledge, &subject),
            ("increasing", []) => requirement::increasing(self.knowledge, &subject),
            ("contains", [Argument::Value(wanted)]) => {
                let wanted = self.operand(wanted);
                requirement::has(self.knowledge, &subject, &wanted)
            }
            ("matches", [Argument::Value(pattern)]) => match self.operand(pattern).held {
                Held::Scalar(Scalar::Text(pattern)) => {
                    if let Held::Scalar(Scalar::Text(text)) = &subject.held {
                        self.charge(budget::matching(&pattern, text));
                    }
                    requirement::fits(&subject, &pattern)
                }
                _ => subject.doubt(Message::new("why.pattern").text("pattern", "")),
            },
            ("resolves", arguments) => self.resolves(&subject, arguments),
            ("all", [Argument::Closure(item, body)]) => self.all(&subject, item, body, mode),
            ("some", [Argument::Closure(item, body)]) => self.some(&subject, item, body),
            _ => Truth::Doubt(vec![Doubt { spot: None, why: Message::new("why.unknown-function").text("name", name) }]),
        }
    }

    fn all(&mut self, list: &Operand<'a>, name: &Arc<str>, body: &Expression, mode: Mode) -> Truth {
        let items = match requirement::list_items(self.knowledge, list) {
            Ok(items) => items,
            Err(truth) => return truth,
        };
        let mut truth = Truth::yes(list);
        for item in items {
            if !self.charge(1) {
                return Truth::Doubt(Vec::new());
            }
            self.locals.push((name.clone(), item));
            let next = self.judge(body, mode);
            let item = self.locals.pop();
            let next = match next {
                Truth::No(mut fails) => {
                    name_item(self.knowledge, &mut fails, item.as_ref());
                    Truth::No(fails)
                }
                other => other,
            };
            truth = truth.and(|| next);
        }
        truth
    }

    fn some(&mut self, list: &Operand<'a>, name: &Arc<str>, body: &Expression) -> Truth {
        let items = match requirement::list_items(self.knowledge, list) {
            Ok(items) => items,
            Err(truth) => return truth,
        };
        let mut truth = match list.spot() {
            Some(spot) => Truth::No(vec![Fail::new("none-fits", spot.clone())]),
            None => Truth::No(Vec::new()),
        };
        for item in items {
            if !self.charge(1) {
                return Truth::Doubt(Vec::new());
            }
            self.locals.push((name.clone(), item));
            let next = self.judge(body, Mode::Condition);
            self.locals.pop();
            if next.holds() {
                return next;
            }
            truth = truth.or(|| next);
        }
        truth
    }

    /// The text is the name of something that is declared: by the type given, else by the type of the schema.
    fn resolves(&mut self, subject: &Operand<'a>, arguments: &[Argument]) -> Truth {
        let text = match requirement::name(subject) {
            Ok(text) => text,
            Err(truth) => return truth,
        };
        let thing = match arguments {
            [Argument::Value(Expression { node: Node::Text(thing), .. })] => Some(thing.clone()),
            _ => None,
        };
        name::resolves(self.knowledge, self.ledger, subject, text, thing.as_deref())
    }
}

/// In a condition, a fail because something is missing says nothing about the rest.
fn undecided_if_missing(fails: Vec<Fail>) -> Truth {
    let (missing, other): (Vec<Fail>, Vec<Fail>) =
        fails.into_iter().partition(|fail| &*fail.check == "missing" && !fail.asked);
    if missing.is_empty() || !other.is_empty() {
        return Truth::No(other);
    }
    let doubt = |fail: Fail| Doubt { spot: Some(fail.spot), why: Message::new("why.missing") };
    Truth::Doubt(missing.into_iter().map(doubt).collect())
}

fn relation(operator: Operator) -> Option<Relation> {
    Some(match operator {
        Operator::Equal => Relation::Equal,
        Operator::Unequal => Relation::Unequal,
        Operator::Less => Relation::Below,
        Operator::AtMost => Relation::AtMost,
        Operator::Greater => Relation::Above,
        Operator::AtLeast => Relation::AtLeast,
        _ => return None,
    })
}

#[cfg(test)]
mod tests;
