//! Why: what an expression comes to is one thing, whether it must hold another. Here paths, literals and sums become
//! operands, each with the place it comes from; what cannot be told stays "cannot be told" and never turns into a value.

use std::sync::Arc;

use super::{Mode, Run};
use crate::clause::laws;
use crate::ledger::Doubt;
use crate::message::{Arg, Message};
use crate::model::Spot;
use crate::model::view::missing_below;
use crate::policy::expression::{Argument, Expression, Node, Operator};
use crate::rule::arithmetic::arithmetic;
use crate::rule::{From, Held, Operand, Truth, budget, requirement};
use crate::value::Scalar;

impl<'a> Run<'a, '_> {
    /// What an expression comes to.
    pub(super) fn operand(&mut self, expression: &Expression) -> Operand<'a> {
        if !self.charge(1) {
            return Operand::literal(Held::Undecided(Message::new("fault.steps")));
        }
        match &expression.node {
            Node::Nothing => Operand::literal(Held::Nothing),
            Node::Bool(value) => Operand::literal(Held::Scalar(Scalar::Bool(*value))),
            Node::Int(value) => Operand::literal(Held::Scalar(Scalar::Int(*value))),
            Node::Float(value) => Operand::literal(Held::Scalar(Scalar::Float(*value))),
            Node::Text(value) => Operand::literal(Held::Scalar(Scalar::Text(value.to_string().into()))),
            Node::List(items) => Operand::literal(Held::List(items.iter().map(|item| self.operand(item)).collect())),
            Node::Name(name) => self.name(name),
            Node::Key(base, key) => match &base.node {
                Node::Name(name) if &**name == "params" => self.parameter(key),
                _ => self.key(base, key),
            },
            Node::Item(base, index) => self.item(base, *index),
            Node::Binary(Operator::Otherwise, left, right) => {
                let left = self.operand(left);
                if !matches!(left.held, Held::Missing | Held::Nothing) {
                    return left;
                }
                let right = self.operand(right);
                match (&right.from, left.from) {
                    // The rule's own stand-in holds at the place where nothing is stated.
                    (From::Literal, From::Spot(spot) | From::Computed(spot)) => {
                        Operand { from: From::Computed(spot), ..right }
                    }
                    _ => right,
                }
            }
            Node::Binary(operator, left, right) if is_arithmetic(*operator) => {
                let (left, right) = (self.operand(left), self.operand(right));
                arithmetic(*operator, left, right)
            }
            Node::Method(base, name, arguments) if &**name == "len" && arguments.is_empty() => self.length(base),
            Node::Call(name, arguments) if &**name == "limit_for" => match self.limit_for(arguments) {
                Some(picked) => super::limit::joint(&picked),
                None => Operand::literal(Held::Undecided(Message::new("why.limit-for"))),
            },
            Node::Call(name, arguments) => call(name, arguments),
            Node::Binary(..) | Node::Not(_) | Node::Method(..) => match self.judge(expression, Mode::Condition) {
                Truth::Yes(spots) => computed_bool(true, spots.into_iter().next()),
                Truth::No(fails) => computed_bool(false, fails.into_iter().next().map(|fail| fail.spot)),
                Truth::Doubt(doubts) => undecided(doubts),
            },
        }
    }

    fn item(&mut self, base: &Expression, index: i64) -> Operand<'a> {
        let base = self.operand(base);
        match (&base.held, &base.from) {
            (Held::Node(handle), _) => {
                let handle = *handle;
                self.charge_for(&base);
                Operand::read(self.knowledge.documents.item(handle, index))
            }
            (Held::Missing, From::Spot(spot)) => {
                Operand { held: Held::Missing, from: From::Spot(missing_below(spot, &index.to_string())) }
            }
            (Held::Scalar(_) | Held::List(_), _) => base.undecided(expected("word.type.list")),
            _ => base,
        }
    }

    fn length(&mut self, base: &Expression) -> Operand<'a> {
        let subject = self.operand(base);
        self.charge_for(&subject);
        match requirement::length(self.knowledge, &subject) {
            Ok(count) => {
                let held = Held::Scalar(Scalar::Int(count));
                match subject.from {
                    From::Spot(spot) | From::Computed(spot) => Operand { held, from: From::Computed(spot) },
                    from => Operand { held, from },
                }
            }
            Err(Truth::Doubt(doubts)) => undecided(doubts),
            // What is missing stays missing, at its place.
            Err(_) => subject,
        }
    }

    fn name(&mut self, name: &str) -> Operand<'a> {
        if let Some((_, operand)) = self.locals.iter().rev().find(|(own, _)| &**own == name) {
            return operand.clone();
        }
        match (name, self.document) {
            ("doc", Some(id)) => {
                let root = self.knowledge.documents.get(id).root(id);
                Operand { held: Held::Node(root), from: From::Spot(Spot::At(root)) }
            }
            ("as_of", _) => {
                self.ledger.read_as_of = true;
                Operand::literal(Held::Scalar(Scalar::Date(self.knowledge.as_of)))
            }
            ("jurisdictions", _) => self.words(name, laws(&self.scope().jurisdictions)),
            ("sectors", _) => self.words(name, self.scope().sectors),
            _ => Operand::literal(Held::Undecided(Message::new("why.unknown-name").text("name", name))),
        }
    }

    fn key(&mut self, base: &Expression, key: &str) -> Operand<'a> {
        let base = self.operand(base);
        match (&base.held, &base.from) {
            (Held::Node(handle), _) => {
                self.charge(budget::looking_up(self.knowledge, *handle));
                Operand::read(self.knowledge.documents.follow(*handle, key))
            }
            (Held::Missing, From::Spot(spot)) => {
                Operand { held: Held::Missing, from: From::Spot(missing_below(spot, key)) }
            }
            (Held::Scalar(_) | Held::List(_), _) => base.undecided(expected("word.type.table")),
            _ => base,
        }
    }

    /// What holds for a document as a list of words. Its place is where the document says it, or would: without a place
    /// a "no" could not be reported, and even a condition would stay undecided.
    fn words(&self, key: &str, list: Vec<String>) -> Operand<'a> {
        let from = match self.document {
            Some(id) => {
                let documents = &self.knowledge.documents;
                From::Computed(documents.follow(documents.get(id).root(id), key).1)
            }
            None => From::Literal,
        };
        let word = |word: String| Operand { held: Held::Scalar(Scalar::Text(word.into())), from: from.clone() };
        Operand { held: Held::List(list.into_iter().map(word).collect()), from: from.clone() }
    }

    fn parameter(&self, name: &str) -> Operand<'a> {
        let found = self.planned.parameters.iter().position(|parameter| &*parameter.name == name);
        let Some(at) = found else {
            return Operand::literal(Held::Undecided(Message::new("why.unknown-name").text("name", name)));
        };
        let held = super::limit::held(&self.planned.parameters[at].value, at);
        Operand { held, from: From::Parameter(at) }
    }
}

fn computed_bool<'a>(value: bool, spot: Option<Spot>) -> Operand<'a> {
    let held = Held::Scalar(Scalar::Bool(value));
    match spot {
        Some(spot) => Operand { held, from: From::Computed(spot) },
        None => Operand::literal(held),
    }
}

/// `duration("24h")` and `date("2026-01-01")` as literals.
fn call<'a>(name: &str, arguments: &[Argument]) -> Operand<'a> {
    let text = match arguments {
        [Argument::Value(Expression { node: Node::Text(text), .. })] => text.clone(),
        _ => "".into(),
    };
    let value = match name {
        "duration" => crate::time::duration::Duration::parse(&text)
            .map(|duration| Scalar::Duration(Arc::new(duration)))
            .map_err(|_| Message::new("why.no-duration").text("value", text.clone())),
        "date" => crate::time::date::parse_date(&text)
            .map(Scalar::Date)
            .ok_or_else(|| Message::new("why.no-date").text("value", text.clone())),
        _ => Err(Message::new("why.unknown-function").text("name", name)),
    };
    Operand::literal(value.map_or_else(Held::Undecided, Held::Scalar))
}

fn is_arithmetic(operator: Operator) -> bool {
    matches!(operator, Operator::Plus | Operator::Minus | Operator::Times | Operator::Over)
}

/// An operand that cannot be told, at the first place that is to blame.
fn undecided<'a>(doubts: Vec<Doubt>) -> Operand<'a> {
    let mut doubts = doubts;
    let at = doubts.iter().position(|doubt| doubt.spot.is_some()).unwrap_or(0);
    if at >= doubts.len() {
        return Operand::literal(Held::Undecided(Message::new("why.no-place")));
    }
    let Doubt { spot, why } = doubts.swap_remove(at);
    Operand { held: Held::Undecided(why), from: spot.map_or(From::Literal, From::Computed) }
}

fn expected(word: &'static str) -> Message {
    Message::new("why.type").arg("expected", Arg::Word(word))
}
