//! Why: whether the items of a list repeat or rise is asked of lists of any length, so it may not cost the square of it.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::list_items;
use crate::knowledge::Knowledge;
use crate::ledger::{Doubt, Fail};
use crate::message::Message;
use crate::model::Spot;
use crate::rule::{Held, Operand, Truth};
use crate::value::{self, Incomparable, Scalar};

/// Most items that are compared pair by pair. Texts, whole numbers and dates are looked up instead and have no limit;
/// no real list of other values is nearly as long.
const PAIRWISE: usize = 500;

/// No item stands twice.
pub fn unique(knowledge: &Knowledge, subject: &Operand<'_>) -> Truth {
    walk(knowledge, subject, "not-unique", |items| {
        if items.iter().all(|item| key(&item.value).is_some()) && of_one_type(items) {
            return Ok(repeated(items));
        }
        if items.len() > PAIRWISE {
            return Err(Doubt { spot: None, why: Message::new("why.too-many").number("limit", PAIRWISE) });
        }
        let mut clashes = Vec::new();
        for (at, item) in items.iter().enumerate() {
            for (earlier, other) in items[..at].iter().enumerate() {
                if value::equal(&other.value, &item.value).map_err(|why| item.doubt(&why))? {
                    clashes.push((at, earlier));
                    break;
                }
            }
        }
        Ok(clashes)
    })
}

/// Each item is more than the one before.
pub fn increasing(knowledge: &Knowledge, subject: &Operand<'_>) -> Truth {
    walk(knowledge, subject, "not-increasing", |items| {
        let mut clashes = Vec::new();
        for (at, pair) in items.windows(2).enumerate() {
            if !value::below(&pair[0].value, &pair[1].value).map_err(|why| pair[1].doubt(&why))? {
                clashes.push((at + 1, at));
            }
        }
        Ok(clashes)
    })
}

struct Item<'a> {
    value: Scalar<'a>,
    spot: Option<Spot>,
}

impl Item<'_> {
    fn doubt(&self, why: &Incomparable) -> Doubt {
        Doubt { spot: self.spot.clone(), why: why.message() }
    }
}

/// Pairs of positions that clash: an item, and an earlier one.
type Clashes = Vec<(usize, usize)>;

fn walk(
    knowledge: &Knowledge,
    subject: &Operand<'_>,
    check: &'static str,
    clashes: impl Fn(&[Item<'_>]) -> Result<Clashes, Doubt>,
) -> Truth {
    let list = match list_items(knowledge, subject) {
        Ok(list) => list,
        Err(truth) => return truth,
    };
    let mut items: Vec<Item<'_>> = Vec::with_capacity(list.len());
    let mut doubts = Vec::new();
    for operand in list {
        let spot = operand.spot().cloned();
        let why = match operand.held {
            Held::Scalar(value) => {
                items.push(Item { value, spot });
                continue;
            }
            Held::Unreadable(why) => why.message(),
            Held::Undecided(why) => why,
            Held::Missing | Held::Nothing => Message::new("why.missing"),
            Held::Node(_) | Held::List(_) => super::single(),
        };
        doubts.push(Doubt { spot, why });
    }
    let clashes = clashes(&items).unwrap_or_else(|doubt| {
        doubts.push(doubt);
        Vec::new()
    });
    let fails: Vec<Fail> = clashes
        .iter()
        .filter_map(|(at, earlier)| {
            let mut fail = Fail::new(check, items[*at].spot.clone()?);
            fail.related.extend(items[*earlier].spot.clone().map(|spot| (spot, Message::new("related.earlier"))));
            Some(fail)
        })
        .collect();
    match (clashes.is_empty(), doubts.is_empty()) {
        (false, _) => Truth::No(fails),
        (true, false) => Truth::Doubt(doubts),
        (true, true) => Truth::yes(subject),
    }
}

/// What a value can be looked up by, where equal values have equal keys.
fn key<'v>(value: &'v Scalar<'_>) -> Option<Key<'v>> {
    match value {
        Scalar::Text(text) => Some(Key::Text(text)),
        Scalar::Int(value) => Some(Key::Int(*value)),
        Scalar::Date(value) => Some(Key::Date(*value)),
        _ => None,
    }
}

#[derive(PartialEq, Eq, Hash)]
enum Key<'v> {
    Text(&'v str),
    Int(i64),
    Date(jiff::civil::Date),
}

fn of_one_type(items: &[Item<'_>]) -> bool {
    items.windows(2).all(|pair| pair[0].value.type_word() == pair[1].value.type_word())
}

fn repeated(items: &[Item<'_>]) -> Clashes {
    let mut first = HashMap::with_capacity(items.len());
    let mut clashes = Vec::new();
    for (at, item) in items.iter().enumerate() {
        match first.entry(key(&item.value)) {
            Entry::Occupied(earlier) => clashes.push((at, *earlier.get())),
            Entry::Vacant(slot) => {
                slot.insert(at);
            }
        }
    }
    clashes
}
