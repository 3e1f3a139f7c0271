//! Why: a policy never says where; it hands a value back and the host knows. Single values are plain values of the
//! script language that carry a number (their tag, or for texts their identity) under which their place is kept.
//! Maps and lists are handles. Where the scheme has holes (a value worked out from others), the value itself is compared
//! with what stands in the file, and a difference makes it "computed".

use std::sync::Arc;

use rhai::{Dynamic, ImmutableString};

use super::node::{Items, Node};
use super::state::{Read, State, TextOf};
use crate::message::{Arg, Message};
use crate::model::read::{Seen, Unreadable};
use crate::model::{Documents, Spot};
use crate::rule::{From, Held, Operand};
use crate::scalar::money::Money;
use crate::scalar::percent::Percent;
use crate::time::duration::Duration;
use crate::value::{Owned, Scalar};

/// A length of time as a script sees it.
#[derive(Clone)]
pub(super) struct Span(pub Arc<Duration>);

/// A calendar date as a script sees it.
#[derive(Clone, Copy)]
pub(super) struct Day(pub jiff::civil::Date);

impl State {
    /// Hands a read out to the script.
    pub fn give(&mut self, seen: Seen<'_>, spot: impl Into<Option<Spot>>) -> Dynamic {
        let (value, unreadable) = match seen {
            Seen::Node(handle) => return Dynamic::from(Node(handle)),
            Seen::Missing => (Dynamic::UNIT, None),
            Seen::Unreadable(why) => (Dynamic::UNIT, Some(why)),
            Seen::Scalar(Scalar::Text(text)) => {
                let text = ImmutableString::from(&*text);
                self.texts.insert(address(&text), (text.clone(), TextOf::Read(self.reads.len())));
                (Dynamic::from(text), None)
            }
            Seen::Scalar(value) => (plain(&value), None),
        };
        let stated = !value.is_unit();
        self.reads.push(Read { spot: spot.into(), stated, unreadable, answered: false });
        self.tagged(value)
    }

    /// Hands out what cannot be told: whatever a script does with it, or reads below it, is in doubt for this reason.
    pub fn undecided(&mut self, spot: Option<Spot>, why: Message) -> Dynamic {
        if spot.is_none() {
            // A value without a place is taken for one that the script made, so its doubt is written down here.
            self.ledger.doubt(None, why.clone());
        }
        self.give(Seen::Unreadable(Unreadable::Undecided(why)), spot)
    }

    /// What cannot be told because of a value, at the place of that value.
    pub fn unsure(&mut self, value: &Dynamic, why: Message) -> Dynamic {
        let spot = self.read_of(value).and_then(|at| self.reads[at].spot.clone());
        self.undecided(spot, why)
    }

    /// Hands a parameter out to the script.
    pub fn give_parameter(&mut self, at: usize) -> Option<Dynamic> {
        let mut value = match &self.planned.parameters.get(at)?.value {
            Owned::One(Scalar::Text(text)) => {
                let text = ImmutableString::from(&**text);
                self.texts.insert(address(&text), (text.clone(), TextOf::Parameter(at)));
                Dynamic::from(text)
            }
            Owned::One(value) => plain(value),
            Owned::List(values) => Dynamic::from(values.iter().map(plain).collect::<rhai::Array>()),
        };
        if let Ok(tag) = i32::try_from(at + 1) {
            value.set_tag(-tag);
        }
        Some(value)
    }

    fn tagged(&self, mut value: Dynamic) -> Dynamic {
        if let Ok(tag) = i32::try_from(self.reads.len()) {
            value.set_tag(tag);
        }
        value
    }

    /// The read from which a single value comes, if it comes from one unchanged or changed.
    pub fn read_of(&self, value: &Dynamic) -> Option<usize> {
        if value.is_string() {
            return match self.text_of(value)? {
                TextOf::Read(at) => Some(at),
                TextOf::Parameter(_) => None,
            };
        }
        let at = usize::try_from(value.tag()).ok()?.checked_sub(1)?;
        (at < self.reads.len()).then_some(at)
    }

    fn text_of(&self, value: &Dynamic) -> Option<TextOf> {
        let text = value.read_lock::<ImmutableString>()?;
        self.texts.get(&address(&text)).filter(|(own, _)| own.len() == text.len()).map(|(_, of)| *of)
    }

    /// The parameter from which a value comes unchanged.
    pub fn parameter_of(&self, value: &Dynamic) -> Option<usize> {
        if value.is_string() {
            return match self.text_of(value)? {
                TextOf::Parameter(at) => Some(at),
                TextOf::Read(_) => None,
            };
        }
        let at = usize::try_from(-1 - i64::from(value.tag())).ok()?;
        let in_force = self.planned.parameters.get(at)?;
        (!value.is_unit() && same_as(value, &in_force.value)).then_some(at)
    }

    /// The value as an operand of a requirement. `since` is the number of reads when its expression began; reads made
    /// since then stand in for the place of a value that lost its own.
    pub fn operand(&mut self, value: &Dynamic, since: Option<usize>) -> Operand<'static> {
        if let Some(node) = value.read_lock::<Node>() {
            return Operand { held: Held::Node(node.0), from: From::Spot(Spot::At(node.0)) };
        }
        let limit = self.limit_of(value).and_then(|limit| limit.at.first().copied());
        if let Some(parameter) = limit.or_else(|| self.parameter_of(value)) {
            return Operand { held: held(value), from: From::Parameter(parameter) };
        }
        let own = self.read_of(value);
        let Some(at) = own.or_else(|| self.read_since(since)) else {
            return Operand::literal(self.held_with_places(value));
        };
        let Some(spot) = self.reads[at].spot.clone() else {
            self.reads[at].answered = true;
            return Operand::literal(if value.is_unit() { Held::Missing } else { self.held_with_places(value) });
        };
        if own.is_some() {
            let read = &mut self.reads[at];
            read.answered = true;
            if let Some(why) = &read.unreadable {
                return Operand { held: Held::Unreadable(why.clone()), from: From::Spot(spot) };
            }
            if !read.stated && value.is_unit() {
                return Operand { held: Held::Missing, from: From::Spot(spot) };
            }
        }
        let unchanged = own.is_some() && self.is_unchanged(&spot, value);
        let from = if unchanged { From::Spot(spot) } else { From::Computed(spot) };
        Operand { held: self.held_with_places(value), from }
    }

    /// The first single value that was read since a point and that has a place.
    fn read_since(&self, since: Option<usize>) -> Option<usize> {
        let since = since?;
        (since..self.reads.len()).find(|at| self.reads[*at].spot.is_some())
    }

    /// The places of single values that were read since a point, at most [`PARTS`], beside the one at `but`.
    pub fn parts_since(&self, since: usize, but: Option<&Spot>) -> Vec<Spot> {
        let documents = &self.knowledge.documents;
        let but = but.map(|spot| (Documents::document_of(spot), documents.pointer(spot)));
        let mut seen: Vec<_> = but.into_iter().collect();
        let mut parts = Vec::new();
        for spot in self.reads.iter().skip(since).take(READS).filter_map(|read| read.spot.as_ref()) {
            let place = (Documents::document_of(spot), documents.pointer(spot));
            if !seen.contains(&place) && parts.len() < PARTS {
                seen.push(place);
                parts.push(spot.clone());
            }
        }
        parts
    }

    /// What a value is, the items of a list with their places.
    fn held_with_places(&mut self, value: &Dynamic) -> Held<'static> {
        let Some(items) = list_of(value) else { return held(value) };
        self.spend(items.len() as u64);
        let operands = items.iter().map(|item| match list_of(item) {
            // Lists inside lists are compared by nobody, and how deep they go is up to the script.
            Some(_) => Operand::literal(single()),
            None => self.operand(item, None),
        });
        Held::List(operands.collect())
    }

    /// Whether a value still is what stands in the file.
    fn is_unchanged(&self, spot: &Spot, value: &Dynamic) -> bool {
        let seen = match spot {
            Spot::At(handle) => self.knowledge.documents.read(*handle),
            Spot::Default(handle, key) => self.knowledge.documents.follow(*handle, key).0,
            // A text that only its own read hands out.
            Spot::Key(_) => return true,
            Spot::Missing(..) => return value.is_unit(),
        };
        match (seen, held(value)) {
            (Seen::Scalar(own), Held::Scalar(given)) => {
                matches!(crate::value::equal(&own, &given), Ok(true)) && own.type_word() == given.type_word()
            }
            _ => false,
        }
    }

    /// The script took notice that a value is missing.
    pub fn answer(&mut self, value: &Dynamic) {
        if let Some(at) = self.read_of(value)
            && self.reads[at].unreadable.is_none()
        {
            self.reads[at].answered = true;
        }
    }

    /// The value stands where something else is meant: a doubt at its place. `false` when it has none.
    pub fn unlike(&mut self, value: &Dynamic, expected: &'static str) -> bool {
        if let Some(node) = value.read_lock::<Node>() {
            let why = Message::new("why.type").arg("expected", Arg::Word(expected));
            self.ledger.doubt(Some(Spot::At(node.0)), why);
            return true;
        }
        let Some(at) = self.read_of(value) else { return false };
        let read = &mut self.reads[at];
        read.answered = true;
        let why = match (&read.unreadable, read.stated) {
            (Some(why), _) => why.message(),
            (None, false) => Message::new("why.missing"),
            (None, true) => Message::new("why.type").arg("expected", Arg::Word(expected)),
        };
        let spot = read.spot.clone();
        self.ledger.doubt(spot, why);
        true
    }

    /// What a function of numbers or texts gives for a value that is neither: the missing value itself, so that whoever
    /// asks for the result learns which value is missing, or an unreadable one at the place of the value. `None` when
    /// the value comes from no file.
    pub fn passed_on(&mut self, value: &Dynamic, expected: &'static str) -> Option<Dynamic> {
        let spot = match value.read_lock::<Node>() {
            Some(node) => Some(Spot::At(node.0)),
            None => {
                let at = self.read_of(value)?;
                if value.is_unit() {
                    return Some(value.clone());
                }
                self.reads[at].spot.clone()
            }
        };
        Some(self.give(Seen::Unreadable(Unreadable::Type(expected)), spot))
    }
}

/// Most places that are named beside the first for a value that was worked out, and most reads that are looked through
/// for them.
const PARTS: usize = 4;
const READS: usize = 64;

fn address(text: &ImmutableString) -> usize {
    text.as_str().as_ptr().addr()
}

/// The items of a list of the script language.
pub(super) fn list_of(value: &Dynamic) -> Option<Vec<Dynamic>> {
    if let Some(items) = value.read_lock::<Items>() {
        return Some(items.list().to_vec());
    }
    value.read_lock::<rhai::Array>().map(|array| array.to_vec())
}

/// A single value as the script language has it.
pub(super) fn plain(value: &Scalar<'_>) -> Dynamic {
    match value {
        Scalar::Bool(value) => Dynamic::from_bool(*value),
        Scalar::Int(value) => Dynamic::from_int(*value),
        Scalar::Float(value) => Dynamic::from_float(*value),
        Scalar::Text(value) => Dynamic::from(ImmutableString::from(&**value)),
        Scalar::Duration(value) => Dynamic::from(Span(value.clone())),
        Scalar::Date(value) => Dynamic::from(Day(*value)),
        Scalar::Money(value) => Dynamic::from(*value),
        Scalar::Percent(value) => Dynamic::from(*value),
    }
}

/// A value of the script language as an operand.
pub(super) fn held(value: &Dynamic) -> Held<'static> {
    if let Some(node) = value.read_lock::<Node>() {
        return Held::Node(node.0);
    }
    if let Some(items) = list_of(value) {
        let flat = |item: &Dynamic| Operand::literal(scalar(item).map_or_else(single, Held::Scalar));
        return Held::List(items.iter().map(flat).collect());
    }
    if value.is_unit() {
        return Held::Undecided(Message::new("why.missing"));
    }
    scalar(value).map_or_else(single, Held::Scalar)
}

fn single() -> Held<'static> {
    Held::Undecided(Message::new("why.type").arg("expected", Arg::Word("word.type.single")))
}

/// A value of the script language as a single value.
pub(super) fn scalar(value: &Dynamic) -> Option<Scalar<'static>> {
    if let Ok(value) = value.as_bool() {
        return Some(Scalar::Bool(value));
    }
    if let Ok(value) = value.as_int() {
        return Some(Scalar::Int(value));
    }
    if let Ok(value) = value.as_float() {
        return Some(Scalar::Float(value));
    }
    if let Some(text) = value.read_lock::<ImmutableString>() {
        return Some(Scalar::Text(text.to_string().into()));
    }
    if let Some(duration) = value.read_lock::<Span>() {
        return Some(Scalar::Duration(duration.0.clone()));
    }
    if let Some(date) = value.read_lock::<Day>() {
        return Some(Scalar::Date(date.0));
    }
    if let Some(money) = value.read_lock::<Money>() {
        return Some(Scalar::Money(*money));
    }
    value.read_lock::<Percent>().map(|percent| Scalar::Percent(*percent))
}

pub(super) fn same_as(value: &Dynamic, owned: &Owned) -> bool {
    match (owned, scalar(value)) {
        (Owned::One(own), Some(given)) => {
            own.type_word() == given.type_word() && matches!(crate::value::equal(own, &given), Ok(true))
        }
        (Owned::List(own), None) => list_of(value).is_some_and(|given| {
            given.len() == own.len()
                && own.iter().zip(&given).all(|(own, given)| {
                    scalar(given).is_some_and(|given| matches!(crate::value::equal(own, &given), Ok(true)))
                })
        }),
        _ => false,
    }
}
