//! Why: the script language's own list functions bind the element to `this` in some places and pass an index in others,
//! and know nothing of budgets. Ours take nodes and arrays alike, pass the element, and charge for every turn.

use std::any::TypeId;
use std::cmp::Ordering;

use rhai::{Array, Dynamic, Engine, EvalAltResult, FnPtr, INT, ImmutableString, NativeCallContext};

use super::compare;
use super::fault::{over_budget, unlike};
use super::node::{Items, Node, answered_at, items_of, keys_of, length_of};
use super::origin::scalar;
use super::sites::Site;
use super::{state, text};
use crate::message::{Arg, Message};
use crate::model::read::{Seen, Unreadable};
use crate::model::{Shape, Spot};
use crate::rule::budget;
use crate::value::Scalar;

type Answer<T> = Result<T, Box<EvalAltResult>>;

/// Registers the list functions.
pub(super) fn register(engine: &mut Engine) {
    engine.register_fn("filter", |context: NativeCallContext, list: Dynamic, test: FnPtr| -> Answer<Items> {
        let mut kept = Vec::new();
        for item in items_of(&list)? {
            if ask(&context, &test, &item)? {
                kept.push(item);
            }
        }
        Items::new(kept)
    });
    engine.register_fn("map", |context: NativeCallContext, list: Dynamic, make: FnPtr| -> Answer<Items> {
        let made: Answer<Vec<Dynamic>> = items_of(&list)?.into_iter().map(|item| call(&context, &make, item)).collect();
        Items::new(made?)
    });
    engine.register_fn("some", |context: NativeCallContext, list: Dynamic, test: FnPtr| -> Answer<bool> {
        for item in items_of(&list)? {
            if ask(&context, &test, &item)? {
                return Ok(true);
            }
        }
        Ok(false)
    });
    engine.register_fn("all", |context: NativeCallContext, list: Dynamic, test: FnPtr| -> Answer<bool> {
        for item in items_of(&list)? {
            if !ask(&context, &test, &item)? {
                return Ok(false);
            }
        }
        Ok(true)
    });
    engine.register_fn("find", |context: NativeCallContext, list: Dynamic, test: FnPtr| -> Answer<Dynamic> {
        for item in items_of(&list)? {
            if ask(&context, &test, &item)? {
                return Ok(item);
            }
        }
        Ok(answered_at(&context, none_fits(&list)))
    });
    engine.register_fn("count", |context: NativeCallContext, list: Dynamic, test: FnPtr| -> Answer<INT> {
        let mut count = 0;
        for item in items_of(&list)? {
            count += INT::from(ask(&context, &test, &item)?);
        }
        Ok(count)
    });
    engine.register_fn("for_each", |context: NativeCallContext, list: Dynamic, act: FnPtr| -> Answer<()> {
        for item in items_of(&list)? {
            let _: Dynamic = call(&context, &act, item)?;
        }
        Ok(())
    });
    engine.register_fn("reduce", |context: NativeCallContext, list: Dynamic, join: FnPtr, start: Dynamic| {
        items_of(&list)?.into_iter().try_fold(start, |so_far, item| {
            charge(1)?;
            join.call_within_context::<Dynamic>(&context, (so_far, item)).map(Dynamic::flatten)
        })
    });
    engine.register_fn("sort_by", |context: NativeCallContext, list: Dynamic, key: FnPtr| -> Answer<Items> {
        sort_by(&context, &list, &key)
    });
    engine.register_fn("reverse", |list: Dynamic| -> Answer<Items> {
        let mut items = items_of(&list)?;
        items.reverse();
        Items::new(items)
    });
    engine.register_fn("unique", |list: Dynamic| -> Answer<Items> {
        let mut kept: Vec<Dynamic> = Vec::new();
        for item in items_of(&list)? {
            charge(kept.len() as u64)?;
            if !kept.iter().any(|own| compare::same(own, &item) == Some(true)) {
                kept.push(item);
            }
        }
        Items::new(kept)
    });
    let any = TypeId::of::<Dynamic>();
    engine.register_raw_fn("contains", [any, any], |context: NativeCallContext, arguments: &mut [&mut Dynamic]| {
        let position = context.call_position();
        let member = state::with(|state| state.sites.has(Site::Member, position)).unwrap_or(false);
        contains(arguments[0], arguments[1], if member { Texts::AreNoLists } else { Texts::AreSearched })
            .map(Dynamic::from_bool)
    });
    engine.register_fn("len", |list: Dynamic| -> Answer<INT> { length(&list) });
    engine.register_fn("is_empty", |list: Dynamic| -> Answer<bool> { Ok(length(&list)? == 0) });
    register_push(engine);
    engine.register_fn("keys", |list: Dynamic| -> Answer<Items> { Items::new(keys_of(&list, |_, _| true)?) });
    engine.register_fn("keys_like", |table: Dynamic, pattern: ImmutableString| keys_by(&table, &pattern, Fit::Wanted));
    engine.register_fn("keys_unlike", |table: Dynamic, pattern: ImmutableString| {
        keys_by(&table, &pattern, Fit::Unwanted)
    });
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Fit {
    Wanted,
    Unwanted,
}

/// Keys are many and few are asked for, so that picking them is one call and not one for each.
fn keys_by(table: &Dynamic, pattern: &str, fit: Fit) -> Answer<Items> {
    let regex = text::pattern(pattern)?;
    let keys = keys_of(table, |state, key| {
        state.spend(budget::matching(pattern, key));
        regex.is_match(key) == (fit == Fit::Wanted)
    })?;
    charge(0)?;
    Items::new(keys)
}

fn register_push(engine: &mut Engine) {
    engine.register_fn("push", |list: &mut Array, item: Dynamic| -> Answer<()> {
        charge(1 + list.len() as u64 / 16)?;
        // A value that a closure shares would stay shared inside the list, which the engine does not expect.
        list.push(item.flatten());
        Ok(())
    });
    engine.register_fn("push", |list: &mut Items, item: Dynamic| -> Answer<()> {
        charge(1 + list.list().len() as u64 / 16)?;
        list.push(item.flatten())
    });
}

/// What `find` gives when nothing fits: a missing value, at the list where that has a place.
fn none_fits(list: &Dynamic) -> Dynamic {
    let node = list.read_lock::<Node>().map(|node| Spot::Missing(node.0, "".into()));
    state::with(|state| {
        let spot = node.or_else(|| state.whole());
        state.give(Seen::Missing, spot)
    })
    .unwrap_or(Dynamic::UNIT)
}

/// What a text is to `contains`.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Texts {
    /// `text.contains("part")`.
    AreSearched,
    /// `x in list`: `"ab" in "cabin"` would say yes where a list was meant.
    AreNoLists,
}

fn contains(list: &Dynamic, wanted: &Dynamic, texts: Texts) -> Answer<bool> {
    if let (Some(text), Some(part)) = (list.read_lock::<ImmutableString>(), wanted.read_lock::<ImmutableString>()) {
        charge(text.len() as u64 / 64 + 1)?;
        let of_file = state::with(|state| state.read_of(list).is_some()).unwrap_or(false);
        if texts == Texts::AreSearched || !of_file {
            return Ok(text.contains(part.as_str()));
        }
    }
    let items = items_of(list)?;
    charge(items.len() as u64)?;
    let value = scalar(wanted);
    // Items of another type that the script wrote itself are simply not the one that is looked for, unless nothing could
    // be compared at all; those of a file leave a doubt.
    let (mut doubtful, mut unlike) = (None, None);
    let mut compared = items.is_empty();
    for item in &items {
        let why = match (scalar(item), &value) {
            (Some(own), Some(value)) => match crate::value::equal(&own, value) {
                Ok(true) => return Ok(true),
                Ok(false) => {
                    compared = true;
                    continue;
                }
                Err(why) => why.message(),
            },
            (None, Some(_)) if is_table_of_schema(item) => {
                compared = true;
                continue;
            }
            (_, None) if wanted.is_unit() => Message::new("why.missing"),
            _ if item.is_unit() => Message::new("why.missing"),
            _ => Message::new("why.type").arg("expected", Arg::Word("word.type.single")),
        };
        let placed = item.is::<Node>() || state::with(|state| state.read_of(item).is_some()).unwrap_or(false);
        let slot = if placed { &mut doubtful } else { &mut unlike };
        slot.get_or_insert((item, why));
    }
    let found = doubtful.or(unlike.filter(|_| !compared));
    if let Some((item, why)) = found {
        state::with(|state| {
            let (own, other) = (state.read_of(wanted), state.read_of(item));
            for at in own.into_iter().chain(other) {
                state.reads[at].answered = true;
            }
            let blamed = if wanted.is_unit() { own.or(other) } else { other.or(own) };
            let spot = match (blamed, item.read_lock::<Node>()) {
                (Some(at), _) => state.reads[at].spot.clone(),
                (None, Some(node)) => Some(Spot::At(node.0)),
                (None, None) => None,
            };
            let unreadable = blamed.and_then(|at| state.reads[at].unreadable.as_ref().map(Unreadable::message));
            state.ledger.doubt(spot, unreadable.unwrap_or(why));
        });
    }
    Ok(false)
}

/// Where the schema lets a list mix words and tables, a table is simply not the word that is looked for.
fn is_table_of_schema(item: &Dynamic) -> bool {
    item.read_lock::<Node>().is_some_and(|node| !matches!(node.0.shape, Shape::Raw))
}

fn length(list: &Dynamic) -> Answer<INT> {
    if let Some(text) = list.read_lock::<ImmutableString>() {
        return Ok(text.chars().count() as INT);
    }
    if let Some(map) = list.read_lock::<rhai::Map>() {
        return Ok(map.len() as INT);
    }
    Ok(length_of(list)? as INT)
}

/// Sorts by a key. A pair of keys that has no order leaves a doubt, and the list as it was.
fn sort_by(context: &NativeCallContext, list: &Dynamic, key: &FnPtr) -> Answer<Items> {
    let mut keyed = Vec::new();
    for item in items_of(list)? {
        let key = call(context, key, item.clone())?;
        keyed.push((scalar(&key), item));
    }
    let turns = keyed.len() as u64;
    charge(turns.saturating_mul(u64::from(64 - turns.leading_zeros())))?;
    let order = |at: usize, other: usize| match (&keyed[at].0, &keyed[other].0) {
        (Some(Scalar::Text(a)), Some(Scalar::Text(b))) => Some(a.cmp(b)),
        (Some(a), Some(b)) => crate::value::order(a, b).ok(),
        _ => None,
    };
    let Some(sorted) = merge_sorted(keyed.len(), order) else {
        let node = list.read_lock::<Node>().map(|node| Spot::At(node.0));
        state::with(|state| {
            let spot = node.or_else(|| state.whole());
            state.ledger.doubt(spot, Message::new("why.no-order"));
        });
        return Items::new(keyed.into_iter().map(|(_, item)| item).collect());
    };
    Items::new(sorted.into_iter().map(|at| keyed[at].1.clone()).collect())
}

/// Positions in order, equal ones as they were; `None` when a pair that had to be compared has no order. The standard
/// sort may panic on an order that is not total, and keys of a file need not have one.
fn merge_sorted(count: usize, order: impl Fn(usize, usize) -> Option<Ordering>) -> Option<Vec<usize>> {
    let mut runs: Vec<usize> = (0..count).collect();
    let mut width = 1;
    while width < count {
        let mut next = Vec::with_capacity(count);
        for pair in runs.chunks(2 * width) {
            let (mut left, mut right) = pair.split_at(width.min(pair.len()));
            while let (Some(a), Some(b)) = (left.first(), right.first()) {
                if order(*b, *a)? == Ordering::Less {
                    next.push(*b);
                    right = &right[1..];
                } else {
                    next.push(*a);
                    left = &left[1..];
                }
            }
            next.extend_from_slice(left);
            next.extend_from_slice(right);
        }
        runs = next;
        width *= 2;
    }
    Some(runs)
}

fn call(context: &NativeCallContext, function: &FnPtr, item: Dynamic) -> Answer<Dynamic> {
    charge(1)?;
    function.call_within_context::<Dynamic>(context, (item,)).map(Dynamic::flatten)
}

/// Asks a closure yes or no. An answer that is neither is no answer.
fn ask(context: &NativeCallContext, function: &FnPtr, item: &Dynamic) -> Answer<bool> {
    let answer = call(context, function, item.clone())?;
    if let Ok(answer) = answer.as_bool() {
        return Ok(answer);
    }
    let doubted = state::with(|state| state.unlike(&answer, "word.type.bool")).unwrap_or(false);
    if doubted { Ok(false) } else { Err(unlike("word.type.bool", &answer)) }
}

/// How many values a list or map of a script holds, with those inside its own lists. The engine keeps the whole within
/// the limit of a list, so this ends.
pub(super) fn weight(value: &Dynamic) -> u64 {
    let inside = |values: &mut dyn Iterator<Item = &Dynamic>| values.map(|value| 1 + weight(value)).sum();
    if let Some(array) = value.read_lock::<Array>() {
        return inside(&mut array.iter());
    }
    value.read_lock::<rhai::Map>().map_or(0, |map| inside(&mut map.values()))
}

/// Whether closures hold closures that hold closures, further than anybody means. The engine follows such a chain to its
/// end again and again, and lets it go by recursion. Every closure is made from variables, so looking at these is enough.
pub(super) fn is_tangled(value: &Dynamic) -> bool {
    fn goes_on(value: &Dynamic, depth: u32, left: &mut u32) -> bool {
        *left = left.saturating_sub(1);
        if depth == 0 || *left == 0 {
            return true;
        }
        if let Some(closure) = value.read_lock::<FnPtr>() {
            return closure.curry().iter().any(|held| goes_on(held, depth - 1, left));
        }
        if let Some(array) = value.read_lock::<Array>() {
            return array.iter().filter(|item| may_hold(item)).any(|item| goes_on(item, depth - 1, left));
        }
        if let Some(items) = value.read_lock::<Items>() {
            return items.list().iter().filter(|item| may_hold(item)).any(|item| goes_on(item, depth - 1, left));
        }
        let map = value.read_lock::<rhai::Map>();
        map.is_some_and(|map| map.values().filter(|item| may_hold(item)).any(|item| goes_on(item, depth - 1, left)))
    }
    fn may_hold(item: &Dynamic) -> bool {
        item.is_shared() || item.is_fnptr() || item.is_array() || item.is_map() || item.is::<Items>()
    }
    let mut left = LOOKED_AT;
    goes_on(value, DEEPEST, &mut left)
}

/// Deepest nesting of values in closures, and most values that are looked at to find out.
const DEEPEST: u32 = 40;
const LOOKED_AT: u32 = 2_000;

/// Charges the budget of the evaluation.
pub(super) fn charge(steps: u64) -> Answer<()> {
    if state::tick(steps) { Ok(()) } else { Err(over_budget()) }
}
