//! Why: sums of values of a file keep the place of what went into them, and of what was missing.

use super::{From, Held, Operand};
use crate::message::{Arg, Message};
use crate::policy::expression::Operator;
use crate::value::Scalar;

/// `left operator right`, for numbers; `date + duration` is the day that lies so long after.
pub(super) fn arithmetic<'a>(operator: Operator, left: Operand<'a>, right: Operand<'a>) -> Operand<'a> {
    let from = match (&left.from, &right.from) {
        (From::Spot(spot) | From::Computed(spot), _) | (_, From::Spot(spot) | From::Computed(spot)) => {
            From::Computed(spot.clone())
        }
        _ => From::Literal,
    };
    let unlike = || Held::Undecided(why_number());
    // A part that is missing or cannot be told keeps its own place, so that the fail or doubt names it.
    let stops =
        |held: &Held<'_>| matches!(held, Held::Missing | Held::Nothing | Held::Unreadable(_) | Held::Undecided(_));
    if stops(&left.held) {
        return left;
    }
    if stops(&right.held) {
        return right;
    }
    let held = match (&left.held, &right.held) {
        (Held::Scalar(Scalar::Date(day)), Held::Scalar(Scalar::Duration(length))) if operator == Operator::Plus => {
            match length.after(*day) {
                Some(later) => Held::Scalar(Scalar::Date(later)),
                None => {
                    let why = Message::new("why.day-after").text("value", length.raw());
                    return right.undecided(why);
                }
            }
        }
        (Held::Scalar(Scalar::Int(a)), Held::Scalar(Scalar::Int(b))) => {
            let result = match operator {
                Operator::Plus => a.checked_add(*b),
                Operator::Minus => a.checked_sub(*b),
                Operator::Times => a.checked_mul(*b),
                Operator::Over => a.checked_div(*b),
                _ => None,
            };
            result.map_or_else(unlike, |value| Held::Scalar(Scalar::Int(value)))
        }
        (Held::Scalar(a), Held::Scalar(b)) => match (float(a), float(b)) {
            (Some(x), Some(y)) => {
                let result = match operator {
                    Operator::Plus => x + y,
                    Operator::Minus => x - y,
                    Operator::Times => x * y,
                    _ => x / y,
                };
                // Infinite is more than any limit and means nothing.
                if result.is_finite() { Held::Scalar(Scalar::Float(result)) } else { unlike() }
            }
            (None, _) => return left.undecided(why_number()),
            (_, None) => return right.undecided(why_number()),
        },
        (Held::Scalar(_), _) => return right.undecided(why_number()),
        _ => return left.undecided(why_number()),
    };
    Operand { held, from }
}

fn why_number() -> Message {
    Message::new("why.type").arg("expected", Arg::Word("word.type.number"))
}

#[allow(clippy::cast_precision_loss, reason = "only reached where one side is a float already")]
fn float(value: &Scalar<'_>) -> Option<f64> {
    match value {
        Scalar::Int(value) => Some(*value as f64),
        Scalar::Float(value) => Some(*value),
        _ => None,
    }
}
