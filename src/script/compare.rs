//! Why: in the script language a comparison with nothing, or of a text with a number, is silently `false`, and two texts
//! are ordered letter by letter (`"24h" < "3h"`). Here all six comparisons go through the same three-valued code as
//! everywhere else: what cannot be told is `false` and makes the evaluation unknown at that place.

use std::any::TypeId;

use rhai::{Dynamic, Engine, NativeCallContext};

use super::node::Node;
use super::origin::{list_of, scalar};
use super::sites::Site;
use super::state;
use crate::message::{Arg, Message};
use crate::model::read::Unreadable;
use crate::value::{self, Incomparable};

/// Registers `== != < <= > >=` for all pairs of types.
pub(super) fn register(engine: &mut Engine) {
    let any = TypeId::of::<Dynamic>();
    for (name, test) in ORDERINGS {
        engine.register_raw_fn(name, [any, any], move |_: NativeCallContext, arguments: &mut [&mut Dynamic]| {
            Ok(Dynamic::from_bool(ordered(arguments[0], arguments[1], test)))
        });
    }
    engine.register_raw_fn("==", [any, any], |context: NativeCallContext, arguments: &mut [&mut Dynamic]| {
        Ok(Dynamic::from_bool(equal(&context, arguments[0], arguments[1]).unwrap_or(false)))
    });
    engine.register_raw_fn("!=", [any, any], |context: NativeCallContext, arguments: &mut [&mut Dynamic]| {
        Ok(Dynamic::from_bool(equal(&context, arguments[0], arguments[1]).is_some_and(|same| !same)))
    });
}

type Test = fn(&value::Scalar<'_>, &value::Scalar<'_>) -> Result<bool, Incomparable>;

const ORDERINGS: [(&str, Test); 4] = [
    ("<", |a, b| value::below(a, b)),
    ("<=", |a, b| value::at_most(a, b)),
    (">", |a, b| value::below(b, a)),
    (">=", |a, b| value::at_most(b, a)),
];

fn ordered(left: &Dynamic, right: &Dynamic, test: Test) -> bool {
    let why = match (scalar(left), scalar(right)) {
        (Some(a), Some(b)) => match test(&a, &b) {
            Ok(answer) => return answer,
            Err(why) => why.message(),
        },
        _ => why_none(left, right),
    };
    doubt(left, right, why);
    false
}

fn equal(context: &NativeCallContext, left: &Dynamic, right: &Dynamic) -> Option<bool> {
    if left.is_unit() || right.is_unit() {
        let position = context.call_position();
        let asked = state::with(|state| state.sites.has(Site::Asked, position)).unwrap_or(false);
        return if asked { is_nothing(left, right) } else { same(left, right) };
    }
    same(left, right)
}

/// Whether two values are the same; `None`, and a doubt, when it cannot be told.
pub(super) fn same(left: &Dynamic, right: &Dynamic) -> Option<bool> {
    let why = match (scalar(left), scalar(right)) {
        (Some(a), Some(b)) => match value::equal(&a, &b) {
            Ok(answer) => return Some(answer),
            Err(why) => why.message(),
        },
        _ => match (list_of(left), list_of(right)) {
            (Some(a), Some(b)) => return same_lists(&a, &b),
            _ => why_none(left, right),
        },
    };
    doubt(left, right, why);
    None
}

/// Lists are the same item by item; one pair that cannot be told is a doubt, unless another pair differs.
fn same_lists(a: &[Dynamic], b: &[Dynamic]) -> Option<bool> {
    if a.len() != b.len() {
        return Some(false);
    }
    state::tick(a.len() as u64 / 4);
    let mut doubtful = None;
    for (left, right) in a.iter().zip(b) {
        match (scalar(left), scalar(right)) {
            (Some(x), Some(y)) => match value::equal(&x, &y) {
                Ok(true) => {}
                Ok(false) => return Some(false),
                Err(why) => doubtful = doubtful.or(Some((left, right, why.message()))),
            },
            _ => doubtful = doubtful.or(Some((left, right, why_none(left, right)))),
        }
    }
    let Some((left, right, why)) = doubtful else { return Some(true) };
    doubt(left, right, why);
    None
}

/// `x == ()` asks whether something is stated. What is stated but unreadable is neither.
fn is_nothing(left: &Dynamic, right: &Dynamic) -> Option<bool> {
    for value in [left, right] {
        let unreadable = state::with(|state| {
            let at = state.read_of(value)?;
            let read = &mut state.reads[at];
            let why = read.unreadable.as_ref()?.message();
            read.answered = true;
            let spot = read.spot.clone();
            state.ledger.doubt(spot, why);
            Some(())
        });
        unreadable.flatten().map_or(Some(()), |()| None)?;
    }
    state::with(|state| {
        state.answer(left);
        state.answer(right);
    });
    Some(left.is_unit() && right.is_unit())
}

/// Why two values cannot be compared of which one is no single value.
fn why_none(left: &Dynamic, right: &Dynamic) -> Message {
    if left.is_unit() || right.is_unit() {
        return Message::new("why.missing");
    }
    let is_list = |value: &Dynamic| value.is::<Node>() || list_of(value).is_some();
    if is_list(left) && is_list(right) {
        return Message::new("why.lists");
    }
    Message::new("why.type").arg("expected", Arg::Word("word.type.single"))
}

/// Writes a doubt down at whichever side has a place, the missing one first.
fn doubt(left: &Dynamic, right: &Dynamic, why: Message) {
    state::with(|state| {
        let (a, b) = (state.read_of(left), state.read_of(right));
        let missing = |at: &usize| !state.reads[*at].stated;
        let at = a.filter(missing).or(b.filter(missing)).or(a).or(b);
        let unreadable = at.and_then(|at| state.reads[at].unreadable.as_ref().map(Unreadable::message));
        let node = || [left, right].into_iter().find_map(|value| value.read_lock::<Node>().map(|node| node.0));
        let spot = match at {
            Some(at) => state.reads[at].spot.clone(),
            None => node().map(crate::model::Spot::At),
        };
        for at in [a, b].into_iter().flatten() {
            state.reads[at].answered = true;
        }
        state.ledger.doubt(spot, unreadable.unwrap_or(why));
    });
}
