//! Why: most rules begin by looking for the few entries that they are about, among hundreds. A closure that is asked once
//! for each entry is most of what such a rule costs; these do the same in one call, and read as it is meant:
//! `steps.where("actor", "bot")`.

use std::any::TypeId;

use rhai::{Dynamic, Engine, EvalAltResult, ImmutableString};

use super::fault::{over_budget, unlike};
use super::node::{HANDING_OUT, Items, Node, items_of};
use super::origin::{list_of, scalar};
use super::state::{self, State};
use super::text;
use crate::message::{Arg, Message};
use crate::model::read::Seen;
use crate::model::{Documents, Handle, Spot};
use crate::rule::budget;
use crate::value::{self, Scalar};

type Answer<T> = Result<T, Box<EvalAltResult>>;

/// Registers the functions that pick.
pub(super) fn register(engine: &mut Engine) {
    let (any, text) = (TypeId::of::<Dynamic>(), TypeId::of::<ImmutableString>());
    for (name, side) in [("where", Side::Those), ("where_not", Side::Others)] {
        engine.register_raw_fn(name, [any, text], move |_, arguments: &mut [&mut Dynamic]| {
            let key = key_of(arguments[1]);
            pick(arguments[0], side, |state, item| stated(state, item, &key))
        });
        engine.register_raw_fn(name, [any, text, any], move |_, arguments: &mut [&mut Dynamic]| {
            let key = key_of(arguments[1]);
            match wanted(arguments[2])? {
                Some(wanted) => pick(arguments[0], side, |state, item| equals(state, item, &key, &wanted)),
                None => Items::new(Vec::new()),
            }
        });
    }
    for (name, side) in [("where_key_like", Side::Those), ("where_key_unlike", Side::Others)] {
        engine.register_raw_fn(name, [any, text], move |_, arguments: &mut [&mut Dynamic]| {
            let pattern = key_of(arguments[1]);
            pick_by_key(arguments[0], &pattern, side)
        });
    }
}

/// Which entries are kept.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Those,
    Others,
}

/// Keeps the entries for which the answer is as wanted. An entry without an answer has left a doubt and is in neither.
fn pick(list: &Dynamic, side: Side, answer: impl Fn(&mut State, Handle) -> Option<bool>) -> Answer<Items> {
    let Some(Node(list)) = list.read_lock::<Node>().map(|node| *node) else {
        return pick_of_made(&items_of(list)?, side, answer);
    };
    let picked = state::with(|state| {
        let knowledge = state.knowledge.clone();
        let documents = &knowledge.documents;
        let mut kept = Vec::new();
        for item in documents.items(list) {
            if !state.spend(1 + budget::looking_up(&knowledge, item)) {
                return None;
            }
            let answer = match documents.at(item).0 {
                // Not the item as it lies in the list: a bare value may stand for a table.
                Seen::Node(table) => answer(state, table),
                _ => no_table(state, Spot::At(item)),
            };
            if answer == Some(side == Side::Those) && give(state, documents, item, &mut kept).is_none() {
                return None;
            }
        }
        Some(kept)
    });
    Items::new(picked.flatten().ok_or_else(over_budget)?)
}

/// The same for a list that a function gave, or that the script wrote.
fn pick_of_made(items: &[Dynamic], side: Side, answer: impl Fn(&mut State, Handle) -> Option<bool>) -> Answer<Items> {
    let mut kept = Vec::new();
    for item in items {
        let node = item.read_lock::<Node>().map(|node| node.0);
        let Some(answer) = state::with(|state| {
            let knowledge = state.knowledge.clone();
            match node {
                Some(node) => state.spend(1 + budget::looking_up(&knowledge, node)).then(|| answer(state, node)),
                None => state.unlike(item, "word.type.table").then_some(None),
            }
        })
        .flatten() else {
            return Err(if node.is_some() { over_budget() } else { unlike("word.type.table", item) });
        };
        if answer == Some(side == Side::Those) {
            kept.push(item.clone());
        }
    }
    Items::new(kept)
}

/// Keeps the entries that have a key that fits, or one that does not.
fn pick_by_key(list: &Dynamic, pattern: &str, side: Side) -> Answer<Items> {
    // Charges for the pattern, and stops the script where it is none, also over an empty list.
    let regex = text::pattern(pattern)?;
    pick(list, Side::Those, |state, item| {
        let knowledge = state.knowledge.clone();
        let documents = &knowledge.documents;
        let tree = documents.tree(&item);
        let mut cost = 0;
        let mut is_wanted = |key: &str| {
            cost += budget::matching(pattern, key) / 4;
            regex.is_match(key) == (side == Side::Those)
        };
        let found = documents.items(item).any(|inner| tree.key(inner.node).is_some_and(&mut is_wanted));
        state.spend(cost);
        Some(found)
    })
}

fn give(state: &mut State, documents: &Documents, item: Handle, kept: &mut Vec<Dynamic>) -> Option<()> {
    if !state.spend(HANDING_OUT) {
        return None;
    }
    let (seen, spot) = documents.at(item);
    kept.push(state.give(seen, spot));
    Some(())
}

/// Whether something stands at the end of the keys.
fn stated(state: &mut State, item: Handle, keys: &str) -> Option<bool> {
    let knowledge = state.knowledge.clone();
    match follow(&knowledge.documents, item, keys) {
        (Seen::Missing, _) => Some(false),
        (Seen::Node(_) | Seen::Scalar(_), _) => Some(true),
        (Seen::Unreadable(why), spot) => {
            state.ledger.doubt(Some(spot), why.message());
            None
        }
    }
}

/// Whether the value at the end of the keys is one of these. What is missing is none of them.
fn equals(state: &mut State, item: Handle, keys: &str, wanted: &[Scalar<'static>]) -> Option<bool> {
    let knowledge = state.knowledge.clone();
    let (seen, spot) = follow(&knowledge.documents, item, keys);
    let why = match seen {
        Seen::Missing => return Some(false),
        Seen::Scalar(own) => {
            let mut unlike = None;
            for one in wanted {
                match value::equal(&own, one) {
                    Ok(true) => return Some(true),
                    Ok(false) => {}
                    Err(why) => unlike = Some(why.message()),
                }
            }
            match unlike {
                Some(why) => why,
                None => return Some(false),
            }
        }
        Seen::Node(_) => Message::new("why.type").arg("expected", Arg::Word("word.type.single")),
        Seen::Unreadable(why) => why.message(),
    };
    state.ledger.doubt(Some(spot), why);
    None
}

fn no_table(state: &mut State, spot: Spot) -> Option<bool> {
    state.ledger.doubt(Some(spot), Message::new("why.type").arg("expected", Arg::Word("word.type.table")));
    None
}

/// Follows keys with dots between them. What lies below something that is missing is missing at that place.
fn follow<'a>(documents: &'a Documents, item: Handle, keys: &str) -> (Seen<'a>, Spot) {
    let mut found = (Seen::Node(item), Spot::At(item));
    for key in keys.split('.') {
        match found.0 {
            Seen::Node(handle) => found = documents.follow(handle, key),
            _ => return found,
        }
    }
    found
}

fn key_of(value: &Dynamic) -> String {
    value.read_lock::<ImmutableString>().map(|key| key.to_string()).unwrap_or_default()
}

/// What is looked for: a single value, or several. `None`, and a doubt at its place, where a file should say it and does
/// not.
fn wanted(value: &Dynamic) -> Answer<Option<Vec<Scalar<'static>>>> {
    let one = |value: &Dynamic| match scalar(value) {
        Some(own) => Ok(Some(own)),
        None => match state::with(|state| state.unlike(value, "word.type.single")) {
            Some(true) => Ok(None),
            _ => Err(unlike("word.type.single", value)),
        },
    };
    match value.read_lock::<Node>().is_some() || list_of(value).is_some() {
        true => items_of(value)?.iter().map(one).collect(),
        false => Ok(one(value)?.map(|own| vec![own])),
    }
}
