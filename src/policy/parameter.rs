//! Why: a number in a rule is a claim. Each parameter says what kind of value it is, which way is stricter, and on what
//! it rests, so that a finding can say who set the limit.

use std::sync::Arc;

use crate::message::LocalText;
use crate::span::Span;
use crate::value::Owned;

/// An adjustable value of a policy.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Its name in `params`.
    pub name: Arc<str>,
    /// What kind of value it is.
    pub ty: ParameterType,
    /// The value when nothing else sets it.
    pub default: Owned,
    /// Where the default is written.
    pub span: Span,
    /// Which way is stricter.
    pub stricter: Option<Stricter>,
    /// What the default rests on.
    pub basis: Basis,
    /// What it means, for people.
    pub title: LocalText,
}

/// Kinds of parameters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParameterType {
    /// True or false.
    Bool,
    /// A number.
    Number,
    /// Text.
    Text,
    /// A length of time.
    Duration,
    /// A share.
    Percent,
    /// A list of texts.
    List,
}

/// Which of two values of a parameter is stricter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stricter {
    /// The lower one.
    Lower,
    /// The higher one.
    Higher,
}

/// What a default rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// A number that the pack chose.
    PackDefault,
    /// No clause asks for it; the pack's own aim.
    OwnTarget,
}

impl ParameterType {
    /// All words, for schemas.
    pub const WORDS: &'static [&'static str] = &["bool", "number", "text", "duration", "percent", "list"];

    /// Reads the word of a header.
    pub fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "bool" => Self::Bool,
            "number" => Self::Number,
            "text" => Self::Text,
            "duration" => Self::Duration,
            "percent" => Self::Percent,
            "list" => Self::List,
            _ => return None,
        })
    }
}
