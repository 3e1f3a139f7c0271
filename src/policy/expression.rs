//! Why: half of all rules are one requirement. Written as one expression in a policy's header they need no script, run
//! natively, and know at every step which value of which file they speak about.
//!
//! The syntax is that of Rhai expressions, cut down to what a requirement needs: paths, literals, comparisons, `&&`,
//! `||`, `!`, `in`, `??`, `+ - * /`, lists, and methods with at most one closure. Meaning is three-valued and belongs to
//! the judgement floor; this file only reads.

mod lexer;
mod parser;

use std::sync::Arc;

use crate::span::Span;
pub use parser::parse;

/// An expression with the bytes it was read from, relative to its own text.
#[derive(Clone, Debug, PartialEq)]
pub struct Expression {
    /// What it is.
    pub node: Node,
    /// Where it stands in the text given to [`parse`].
    pub span: Span,
}

/// The forms of an expression.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// `()`: not stated.
    Nothing,
    /// `true`, `false`.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A number with a fraction.
    Float(f64),
    /// Text in double quotes.
    Text(Arc<str>),
    /// A name: `doc`, `params`, `as_of`, or the item of a loop or closure.
    Name(Arc<str>),
    /// `base.key`, `base["key"]`.
    Key(Box<Expression>, Arc<str>),
    /// `base[0]`; negative counts from the end.
    Item(Box<Expression>, i64),
    /// `[a, b]`.
    List(Vec<Expression>),
    /// `!a`.
    Not(Box<Expression>),
    /// `a op b`.
    Binary(Operator, Box<Expression>, Box<Expression>),
    /// `base.name(arguments)`.
    Method(Box<Expression>, Arc<str>, Vec<Argument>),
    /// `name(arguments)`.
    Call(Arc<str>, Vec<Argument>),
}

/// An argument of a call.
#[derive(Clone, Debug, PartialEq)]
pub enum Argument {
    /// A value.
    Value(Expression),
    /// `|item| body`.
    Closure(Arc<str>, Box<Expression>),
}

/// Operators with two sides, weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    /// `||`
    Or,
    /// `&&`
    And,
    /// `==`
    Equal,
    /// `!=`
    Unequal,
    /// `in`
    In,
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    Greater,
    /// `>=`
    AtLeast,
    /// `??`
    Otherwise,
    /// `+`
    Plus,
    /// `-`
    Minus,
    /// `*`
    Times,
    /// `/`
    Over,
}

/// Why a text is no expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExpressionError {
    /// Where, relative to the text.
    pub span: Span,
    /// What is wrong.
    pub problem: Problem,
}

/// The ways in which an expression can be wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// Something else stands where one of these was expected.
    Expected(&'static str),
    /// Text that is not closed.
    OpenText,
    /// A character that no expression has.
    Stray(char),
    /// A number out of range.
    Number,
    /// Nested too deeply.
    Deep,
    /// `=` where `==` is meant, `&` for `&&`, `?.` and the like, with what to write.
    Write(&'static str),
}

impl Expression {
    /// Visits this expression and all inside it.
    pub fn walk(&self, visit: &mut impl FnMut(&Expression)) {
        visit(self);
        match &self.node {
            Node::Key(base, _) | Node::Item(base, _) | Node::Not(base) => base.walk(visit),
            Node::List(items) => items.iter().for_each(|item| item.walk(visit)),
            Node::Binary(_, left, right) => {
                left.walk(visit);
                right.walk(visit);
            }
            Node::Method(base, _, arguments) => {
                base.walk(visit);
                walk_arguments(arguments, visit);
            }
            Node::Call(_, arguments) => walk_arguments(arguments, visit),
            Node::Nothing | Node::Bool(_) | Node::Int(_) | Node::Float(_) | Node::Text(_) | Node::Name(_) => {}
        }
    }
}

fn walk_arguments(arguments: &[Argument], visit: &mut impl FnMut(&Expression)) {
    for argument in arguments {
        match argument {
            Argument::Value(value) => value.walk(visit),
            Argument::Closure(_, body) => body.walk(visit),
        }
    }
}
