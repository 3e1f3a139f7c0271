//! Why: a script that breaks leaves one diagnostic at its own line, and never takes other evaluations with it. Where it
//! broke on a value of a file that was missing or of the wrong type, the file is to blame, and the place is said there.

use rhai::{Dynamic, EvalAltResult, Position};

use super::api::Skip;
use super::node::{Items, Node};
use super::origin::{Day, Span};
use super::state::{Read, State};
use crate::finding::Cause;
use crate::ledger::Stopped;
use crate::message::{Arg, Message};
use crate::scalar::money::Money;
use crate::scalar::percent::Percent;

/// What native functions throw when the budget is used up.
#[derive(Clone)]
struct OverBudget;

/// The error of a native function that ran out of budget.
pub(super) fn over_budget() -> Box<EvalAltResult> {
    Box::new(EvalAltResult::ErrorTerminated(Dynamic::from(OverBudget), Position::NONE))
}

/// What native functions throw when a policy uses them wrongly: the words are found on the render floor.
#[derive(Clone)]
struct Misuse(Message);

/// The error of a native function that was used wrongly.
pub(super) fn misuse(message: Message) -> Box<EvalAltResult> {
    Box::new(EvalAltResult::ErrorRuntime(Dynamic::from(Misuse(message)), Position::NONE))
}

/// The error of a native function that was given something else than it takes.
pub(super) fn unlike(expected: &'static str, value: &Dynamic) -> Box<EvalAltResult> {
    let message = Message::new("fault.unlike").arg("expected", Arg::Word(expected));
    misuse(message.arg("found", Arg::Word(word_of(value))))
}

/// Catalogue word for what a value of a script is.
pub(super) fn word_of(value: &Dynamic) -> &'static str {
    if value.is_unit() {
        "word.type.nothing"
    } else if value.is_string() {
        "word.type.text"
    } else if value.is_bool() {
        "word.type.bool"
    } else if value.is_int() || value.is_float() {
        "word.type.number"
    } else if value.is_array() || value.is::<Items>() {
        "word.type.list"
    } else if value.is_map() || value.is::<Node>() {
        "word.type.table"
    } else if value.is::<Span>() {
        "word.type.duration"
    } else if value.is::<Day>() {
        "word.type.date"
    } else if value.is::<Money>() {
        "word.type.money"
    } else if value.is::<Percent>() {
        "word.type.percent"
    } else if value.is_fnptr() {
        "word.type.closure"
    } else {
        "word.type.any"
    }
}

/// Writes down how a script ended that did not end by itself.
pub(super) fn record(state: &mut State, error: &EvalAltResult) {
    let inner = innermost(error);
    let at = position(error);
    let stop = |cause, message| Some(Stopped { cause, message, at });
    state.ledger.stopped = match inner {
        EvalAltResult::ErrorTerminated(value, _) if value.is::<Skip>() => return,
        EvalAltResult::ErrorTerminated(..) | EvalAltResult::ErrorTooManyOperations(_) => {
            stop(Cause::Limit, Message::new("fault.steps"))
        }
        EvalAltResult::ErrorStackOverflow(_) => stop(Cause::Limit, Message::new("fault.depth")),
        EvalAltResult::ErrorDataTooLarge(what, _) => {
            stop(Cause::Limit, Message::new("fault.size").arg("what", Arg::Word(what_is_too_large(what))))
        }
        _ if blame_file(state, inner) => return,
        EvalAltResult::ErrorFunctionNotFound(signature, _) => {
            let name = signature.split(" (").next().unwrap_or(signature);
            stop(Cause::Fault, Message::new("fault.unknown-function").text("name", name))
        }
        EvalAltResult::ErrorRuntime(value, _) if value.is::<Misuse>() => {
            let message = value.clone().cast::<Misuse>().0;
            stop(Cause::Fault, message)
        }
        EvalAltResult::ErrorRuntime(value, _) => {
            stop(Cause::Fault, Message::new("fault.thrown").text("reason", value.to_string()))
        }
        other => {
            let text = other.to_string();
            // The position is said once, by the diagnostic itself.
            let reason = text.split(" (line ").next().unwrap_or(&text);
            stop(Cause::Fault, Message::new("fault.script").text("reason", reason))
        }
    };
}

/// Catalogue word for what the engine, or this host, calls too large. The engine's names stand in `check_data_size` of
/// rhai 1.27.
fn what_is_too_large(what: &str) -> &'static str {
    match what {
        "Length of string" => "word.type.text",
        "Size of object map" => "word.type.table",
        CLOSURES => "word.type.closure",
        _ => "word.type.list",
    }
}

/// The name of closures that hold one another, which the engine would copy without end.
pub(super) const CLOSURES: &str = "closures";

/// A panic inside an evaluation.
pub(super) fn panicked() -> Stopped {
    Stopped { cause: Cause::Fault, message: Message::new("fault.panic"), at: None }
}

/// A condition met a missing or unlike value of a file: that is a doubt about the file, not a fault of the rule. Where it
/// cannot be told which value it was, the rule is at fault, rather than that a wrong place is shown.
fn blame_file(state: &State, error: &EvalAltResult) -> bool {
    let actual = match error {
        EvalAltResult::ErrorMismatchDataType(_, actual, _) => actual.as_str(),
        // A call with `()` where the function exists for other types fails because something is missing.
        EvalAltResult::ErrorFunctionNotFound(signature, _) if signature.contains("()") => "()",
        _ => return false,
    };
    // What was missing and nobody took notice of is written down at the end of every evaluation.
    let ignored = |read: &Read| !read.answered && !read.stated;
    if actual == "()" { state.reads.iter().any(ignored) } else { state.condition_doubted }
}

fn innermost(error: &EvalAltResult) -> &EvalAltResult {
    match error {
        EvalAltResult::ErrorInFunctionCall(_, _, inner, _) => innermost(inner),
        other => other,
    }
}

fn position(error: &EvalAltResult) -> Option<(u32, u32)> {
    let own = match error {
        EvalAltResult::ErrorInFunctionCall(_, _, inner, _) => position(inner),
        _ => None,
    };
    own.or_else(|| {
        let position = error.position();
        Some((u32::try_from(position.line()?).ok()?, u32::try_from(position.position().unwrap_or(1)).ok()?))
    })
}
