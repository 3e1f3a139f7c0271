//! Why: a requirement is the heart of most rules, so it is judged by one piece of code, whether it stands in a header or
//! behind `require(…)` in a script. Its answers are yes, no at a place, or "cannot be told" at a place.

mod arithmetic;
pub mod budget;
pub mod name;
pub mod native;
pub mod pattern;
pub mod plain;
pub mod requirement;

use std::sync::Arc;

use crate::ledger::{Doubt, Fail, Ledger, LimitFrom};
use crate::message::Message;
use crate::model::read::{Seen, Unreadable};
use crate::model::{Handle, Spot};
use crate::value::Scalar;

/// A value that takes part in a requirement.
#[derive(Clone, Debug)]
pub struct Operand<'a> {
    /// What it is.
    pub held: Held<'a>,
    /// Where it comes from.
    pub from: From,
}

/// What an operand is.
#[derive(Clone, Debug)]
pub enum Held<'a> {
    /// The literal `()`.
    Nothing,
    /// Not stated in the file.
    Missing,
    /// A list or map of a file.
    Node(Handle),
    /// A single value.
    Scalar(Scalar<'a>),
    /// A literal list.
    List(Vec<Operand<'a>>),
    /// Something in a file that is not what it should be.
    Unreadable(Unreadable),
    /// Worked out from something that could not be told: why.
    Undecided(Message),
}

/// Where an operand comes from.
#[derive(Clone, Debug)]
pub enum From {
    /// A place of a file.
    Spot(Spot),
    /// Worked out from a place of a file.
    Computed(Spot),
    /// A parameter, by position.
    Parameter(usize),
    /// The rule itself.
    Literal,
}

/// The answer to a requirement.
#[derive(Debug)]
pub enum Truth {
    /// It holds; the places on which that rests.
    Yes(Vec<Spot>),
    /// It does not. Without any fail there is no place to report at, which only a condition may do.
    No(Vec<Fail>),
    /// It cannot be told.
    Doubt(Vec<Doubt>),
}

impl<'a> Operand<'a> {
    /// A value of the rule itself.
    pub fn literal(held: Held<'a>) -> Self {
        Self { held, from: From::Literal }
    }

    /// What a read of a file gave.
    pub fn read((seen, spot): (Seen<'a>, Spot)) -> Self {
        let held = match seen {
            Seen::Missing => Held::Missing,
            Seen::Node(handle) => Held::Node(handle),
            Seen::Scalar(value) => Held::Scalar(value),
            Seen::Unreadable(why) => Held::Unreadable(why),
        };
        Self { held, from: From::Spot(spot) }
    }

    /// The place in a file, if it comes from one.
    pub fn spot(&self) -> Option<&Spot> {
        match &self.from {
            From::Spot(spot) | From::Computed(spot) => Some(spot),
            From::Parameter(_) | From::Literal => None,
        }
    }

    /// Where this comes from when it serves as a limit.
    pub fn limit_from(&self) -> LimitFrom {
        match &self.from {
            // What stands in for a missing value is the rule's own.
            From::Computed(Spot::Missing(..)) => LimitFrom::Rule,
            From::Spot(spot) | From::Computed(spot) => LimitFrom::Spot(spot.clone()),
            From::Parameter(at) => LimitFrom::Parameter(*at),
            From::Literal => LimitFrom::Rule,
        }
    }

    /// The operand in whose place something cannot be told.
    #[must_use]
    pub fn undecided(self, why: Message) -> Self {
        Self { held: Held::Undecided(why), ..self }
    }

    /// A doubt about this operand.
    pub fn doubt(&self, why: Message) -> Truth {
        Truth::Doubt(vec![Doubt { spot: self.spot().cloned(), why }])
    }

    /// The value as text, for messages.
    pub fn text(&self) -> Option<Arc<str>> {
        match &self.held {
            Held::Scalar(value) => Some(value.text()),
            Held::List(items) => {
                let texts: Vec<String> =
                    items.iter().filter_map(|item| item.text().map(|text| text.to_string())).collect();
                Some(texts.join(", ").into())
            }
            _ => None,
        }
    }
}

impl Truth {
    /// It holds because of one operand.
    pub fn yes(operand: &Operand<'_>) -> Self {
        Self::Yes(operand.spot().cloned().into_iter().collect())
    }

    /// Whether it holds.
    pub fn holds(&self) -> bool {
        matches!(self, Self::Yes(_))
    }

    /// The same answer, where the limit was chosen among some values of a parameter.
    #[must_use]
    pub fn among(self, among: Option<&Arc<[usize]>>) -> Self {
        match (self, among) {
            (Self::No(fails), Some(among)) => {
                Self::No(fails.into_iter().map(|fail| Fail { among: Some(among.clone()), ..fail }).collect())
            }
            (truth, _) => truth,
        }
    }

    /// Writes the answer down. A requirement that does not hold and has no place cannot be reported, so it is a doubt.
    pub fn settle(self, ledger: &mut Ledger) {
        match self {
            Self::Yes(mut spots) => ledger.held.append(&mut spots),
            Self::No(fails) if fails.is_empty() => ledger.doubt(None, Message::new("why.no-place")),
            Self::No(mut fails) => ledger.fails.append(&mut fails),
            Self::Doubt(mut doubts) => ledger.doubts.append(&mut doubts),
        }
    }

    /// Both must hold. A fail of one side stands, whatever the other is.
    pub fn and(self, other: impl FnOnce() -> Self) -> Self {
        match self {
            Self::No(mut fails) => match other() {
                Self::No(more) => {
                    fails.extend(more);
                    Self::No(fails)
                }
                _ => Self::No(fails),
            },
            Self::Doubt(mut doubts) => match other() {
                Self::No(fails) => Self::No(fails),
                Self::Doubt(more) => {
                    doubts.extend(more);
                    Self::Doubt(doubts)
                }
                Self::Yes(_) => Self::Doubt(doubts),
            },
            Self::Yes(mut spots) => match other() {
                Self::Yes(more) => {
                    spots.extend(more);
                    Self::Yes(spots)
                }
                other => other,
            },
        }
    }

    /// One must hold.
    pub fn or(self, other: impl FnOnce() -> Self) -> Self {
        match self {
            Self::Yes(spots) => Self::Yes(spots),
            Self::Doubt(mut doubts) => match other() {
                Self::Yes(spots) => Self::Yes(spots),
                Self::Doubt(more) => {
                    doubts.extend(more);
                    Self::Doubt(doubts)
                }
                Self::No(_) => Self::Doubt(doubts),
            },
            Self::No(fails) => match other() {
                // Neither side holds: the first that has a place is what is reported.
                Self::No(more) => Self::No(if fails.is_empty() { more } else { fails }),
                other => other,
            },
        }
    }
}
