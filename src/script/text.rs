//! Why: functions of texts meet what is no text. Where that comes from a file, the file is in doubt at that place; the
//! policy is not at fault. Lengths of time and dates are texts in every vocabulary but the native one.

use std::any::TypeId;
use std::rc::Rc;
use std::sync::Arc;

use regex::Regex;
use rhai::{Dynamic, Engine, EvalAltResult, ImmutableString, NativeCallContext};

use super::api::text_of;
use super::fault::{misuse, unlike};
use super::list::charge;
use super::node::answered_at;
use super::origin::{Day, Span, scalar};
use super::state::{self, State};
use crate::message::Message;
use crate::model::read::{Seen, Unreadable};
use crate::rule::{budget, pattern};
use crate::time::date::parse_date;
use crate::time::duration::Duration;

type Answer<T> = Result<T, Box<EvalAltResult>>;

/// What the first use of a pattern costs in an evaluation: compiling the largest that is allowed takes a few
/// milliseconds.
const COMPILING: u64 = 5_000;

/// Registers the functions of texts.
pub(super) fn register(engine: &mut Engine) {
    let any = TypeId::of::<Dynamic>();
    for (name, work) in CHANGES {
        engine.register_raw_fn(name, [any], move |context: NativeCallContext, arguments: &mut [&mut Dynamic]| {
            let Some(text) = text(arguments[0]) else {
                return Ok(answered_at(&context, passed_on(arguments[0], "word.type.text")?));
            };
            charge(text.len() as u64 / 64 + 1)?;
            Ok(Dynamic::from(ImmutableString::from(work(&text))))
        });
    }
    for (name, work) in QUESTIONS {
        engine.register_raw_fn(name, [any, any], move |_: NativeCallContext, arguments: &mut [&mut Dynamic]| {
            asked(arguments[0], arguments[1], |text, part| Ok(work(text, part)))
        });
    }
    engine.register_raw_fn("matches", [any, any], |_: NativeCallContext, arguments: &mut [&mut Dynamic]| {
        asked(arguments[0], arguments[1], |text, pattern| fits(pattern, text))
    });
    engine.register_raw_fn("duration", [any], |context: NativeCallContext, arguments: &mut [&mut Dynamic]| {
        Ok(answered_at(&context, duration(arguments[0])?))
    });
    engine.register_raw_fn("date", [any], |context: NativeCallContext, arguments: &mut [&mut Dynamic]| {
        Ok(answered_at(&context, date(arguments[0])?))
    });
    register_joining(engine);
}

type Change = fn(&str) -> String;

const CHANGES: [(&str, Change); 2] =
    [("lower", |text| text.to_lowercase()), ("trim_text", |text| text.trim().to_owned())];

type Question = fn(&str, &str) -> bool;

const QUESTIONS: [(&str, Question); 2] =
    [("starts_with", |text, part| text.starts_with(part)), ("ends_with", |text, part| text.ends_with(part))];

pub(super) fn text(value: &Dynamic) -> Option<ImmutableString> {
    value.read_lock::<ImmutableString>().map(|text| text.clone())
}

fn asked(left: &Dynamic, right: &Dynamic, question: impl FnOnce(&str, &str) -> Answer<bool>) -> Answer<Dynamic> {
    if let (Some(text), Some(part)) = (text(left), text(right)) {
        charge(text.len() as u64 / 64 + 1)?;
        return Ok(Dynamic::from_bool(question(&text, &part)?));
    }
    let wrong = if left.is_string() { right } else { left };
    let doubted = state::with(|state| state.unlike(wrong, "word.type.text")).unwrap_or(false);
    if doubted || wrong.is_unit() {
        if !doubted {
            state::doubt(None, Message::new("why.missing"));
        }
        return Ok(Dynamic::from_bool(false));
    }
    Err(unlike("word.type.text", wrong))
}

/// Whether a text fits a pattern.
pub(super) fn fits(wanted: &str, text: &str) -> Answer<bool> {
    charge(budget::matching(wanted, text))?;
    Ok(pattern(wanted)?.is_match(text))
}

/// A pattern that was paid for.
///
/// # Errors
/// When it is none, and when the budget is used up.
pub(super) fn pattern(pattern: &str) -> Answer<Rc<Regex>> {
    let is_first = |state: &mut State| !state.patterns.contains(pattern) && state.patterns.insert(pattern.into());
    if state::with(is_first).unwrap_or(false) {
        charge(COMPILING)?;
    }
    pattern::compiled(pattern).ok_or_else(|| misuse(Message::new("fault.no-pattern").text("text", pattern)))
}

fn duration(value: &Dynamic) -> Answer<Dynamic> {
    if value.is::<Span>() {
        return Ok(value.clone());
    }
    let Some(text) = text(value) else { return passed_on(value, "word.type.duration") };
    charge(text.len() as u64 / 8 + 8)?;
    match Duration::parse(&text) {
        Ok(duration) => Ok(placed(value, Dynamic::from(Span(Arc::new(duration))))),
        Err(error) => unreadable(value, Unreadable::Duration(error, text.as_str().into()))
            .ok_or_else(|| misuse(Message::new("fault.no-duration").text("text", text.as_str()))),
    }
}

fn date(value: &Dynamic) -> Answer<Dynamic> {
    if value.is::<Day>() {
        return Ok(value.clone());
    }
    let Some(text) = text(value) else { return passed_on(value, "word.type.date") };
    charge(text.len() as u64 / 8 + 8)?;
    match parse_date(&text) {
        Some(date) => Ok(placed(value, Dynamic::from(Day(date)))),
        None => unreadable(value, Unreadable::Type("word.type.date"))
            .ok_or_else(|| misuse(Message::new("fault.no-date").text("text", text.as_str()))),
    }
}

/// What was made of a text of a file keeps its place.
fn placed(text: &Dynamic, mut made: Dynamic) -> Dynamic {
    let tag = state::with(|state| state.read_of(text).and_then(|at| i32::try_from(at + 1).ok()));
    if let Some(tag) = tag.flatten() {
        made.set_tag(tag);
    }
    made
}

fn unreadable(text: &Dynamic, why: Unreadable) -> Option<Dynamic> {
    state::with(|state| {
        let spot = state.reads[state.read_of(text)?].spot.clone();
        Some(state.give(Seen::Unreadable(why), spot))
    })
    .flatten()
}

fn passed_on(value: &Dynamic, expected: &'static str) -> Answer<Dynamic> {
    let passed = state::with(|state| state.passed_on(value, expected)).flatten();
    passed.ok_or_else(|| unlike("word.type.text", value))
}

/// Joining texts. `x + 1` of a text from a file is a new text without a place.
fn register_joining(engine: &mut Engine) {
    let any = TypeId::of::<Dynamic>();
    let text = TypeId::of::<ImmutableString>();
    for name in ["to_string", "print"] {
        engine.register_raw_fn(name, [any], |_: NativeCallContext, arguments: &mut [&mut Dynamic]| {
            charge(1)?;
            Ok(ImmutableString::from(shown(arguments[0])))
        });
    }
    engine.register_raw_fn("+", [text, any], |_: NativeCallContext, arguments: &mut [&mut Dynamic]| {
        joined(arguments[0], arguments[1])
    });
    engine.register_raw_fn("+=", [text, any], |_: NativeCallContext, arguments: &mut [&mut Dynamic]| {
        *arguments[0] = Dynamic::from(joined(arguments[0], arguments[1])?);
        Ok(())
    });
}

fn joined(left: &Dynamic, right: &Dynamic) -> Answer<ImmutableString> {
    let mut joined = text_of(left);
    joined.push_str(&shown(right));
    charge(joined.len() as u64 / 64 + 1)?;
    Ok(joined.into())
}

fn shown(value: &Dynamic) -> String {
    match scalar(value) {
        Some(value) => value.text().to_string(),
        None if value.is_unit() => String::new(),
        None => value.type_name().to_owned(),
    }
}
