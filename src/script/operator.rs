//! Why: the engine has no sum of a number and nothing, and says so at the policy's line. But it is the file that is
//! silent: so what is missing is passed on, and whoever asks for the result learns which value of which file is missing.

use std::any::TypeId;

use jiff::civil::Date;
use rhai::{Dynamic, Engine, EvalAltResult, FLOAT, INT, NativeCallContext};

use super::fault::{misuse, unlike};
use super::node::answered_at;
use super::origin::{plain, scalar};
use super::state;
use crate::message::Message;
use crate::value::Scalar;

/// Registers `+ - * / % **` and the unary `! - +` for pairs of types that the engine does not know.
pub(super) fn register(engine: &mut Engine) {
    let any = TypeId::of::<Dynamic>();
    for (name, work) in ARITHMETIC {
        engine.register_raw_fn(name, [any, any], move |context: NativeCallContext, arguments: &mut [&mut Dynamic]| {
            Ok(answered_at(&context, arithmetic(name, work, arguments[0], arguments[1])?))
        });
    }
    for name in ["-", "+"] {
        engine.register_raw_fn(name, [any], |_: NativeCallContext, arguments: &mut [&mut Dynamic]| {
            passed_on(arguments[0], "word.type.number")
        });
    }
    engine.register_raw_fn("!", [any], |_: NativeCallContext, arguments: &mut [&mut Dynamic]| {
        let doubted = state::with(|state| state.unlike(arguments[0], "word.type.bool")).unwrap_or(false);
        if doubted {
            return Ok(Dynamic::from_bool(false));
        }
        Err(unlike("word.type.bool", arguments[0]))
    });
}

type Work = fn(FLOAT, FLOAT) -> FLOAT;

const ARITHMETIC: [(&str, Work); 6] = [
    ("+", |a, b| a + b),
    ("-", |a, b| a - b),
    ("*", |a, b| a * b),
    ("/", |a, b| a / b),
    ("%", |a, b| a % b),
    ("**", |a, b| a.powf(b)),
];

fn arithmetic(name: &str, work: Work, left: &Dynamic, right: &Dynamic) -> Result<Dynamic, Box<EvalAltResult>> {
    if let (Ok(a), Ok(b)) = (left.as_int(), right.as_int()) {
        return match whole(name, a, b) {
            Some(result) => Ok(Dynamic::from_int(result)),
            None => Err(misuse(Message::new("fault.no-result").text("sum", format!("{a} {name} {b}")))),
        };
    }
    if let ("+", Some(Scalar::Date(day))) = (name, scalar(left)) {
        return day_after(day, right);
    }
    match (number(left), number(right)) {
        (Some(a), Some(b)) => {
            let result = work(a, b);
            // Infinite is more than any limit and means nothing.
            if result.is_finite() {
                return Ok(Dynamic::from_float(result));
            }
            Err(misuse(Message::new("fault.no-result").text("sum", format!("{a} {name} {b}"))))
        }
        (None, _) => passed_on(left, "word.type.number"),
        (_, None) => passed_on(right, "word.type.number"),
    }
}

/// A day and a length of time. A length that leads to no certain day is in doubt at its own place.
fn day_after(day: Date, length: &Dynamic) -> Result<Dynamic, Box<EvalAltResult>> {
    let Some(Scalar::Duration(span)) = scalar(length) else { return passed_on(length, "word.type.duration") };
    if let Some(later) = span.after(day) {
        return Ok(plain(&Scalar::Date(later)));
    }
    let why = Message::new("why.day-after").text("value", span.raw());
    state::with(|state| state.unsure(length, why)).ok_or_else(|| unlike("word.type.duration", length))
}

/// Whole numbers stay whole, as in the language itself; `None` where the result does not fit or does not exist.
fn whole(name: &str, a: INT, b: INT) -> Option<INT> {
    match name {
        "+" => a.checked_add(b),
        "-" => a.checked_sub(b),
        "*" => a.checked_mul(b),
        "/" => a.checked_div(b),
        "%" => a.checked_rem(b),
        _ => a.checked_pow(u32::try_from(b).ok()?),
    }
}

fn passed_on(value: &Dynamic, expected: &'static str) -> Result<Dynamic, Box<EvalAltResult>> {
    let passed = state::with(|state| state.passed_on(value, expected)).flatten();
    passed.ok_or_else(|| unlike(expected, value))
}

#[allow(clippy::cast_precision_loss, reason = "only a mix of whole and broken numbers comes here")]
fn number(value: &Dynamic) -> Option<FLOAT> {
    match scalar(value)? {
        Scalar::Int(value) => Some(value as FLOAT),
        Scalar::Float(value) => Some(value),
        _ => None,
    }
}
