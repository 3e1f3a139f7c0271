//! Why: maps and lists of documents reach scripts as handles, so that nothing is copied and every step of a path keeps
//! its place. Reading is all that a script can do with them.

use std::any::TypeId;
use std::sync::Arc;

use rhai::{Dynamic, Engine, EvalAltResult, INT, ImmutableString, Module, NativeCallContext};

use super::fault::{misuse, over_budget, unlike, word_of};
use super::origin::list_of;
use super::sites::Site;
use super::state::{self, State};
use crate::message::{Arg, Message};
use crate::model::read::{Seen, Unreadable};
use crate::model::view::missing_below;
use crate::model::{Handle, Spot};
use crate::rule::budget;

type Answer<T> = Result<T, Box<EvalAltResult>>;

/// A list or map of a document.
#[derive(Clone, Copy)]
pub(super) struct Node(pub Handle);

/// A list that a native function made. It may be longer than the lists that a script writes down, and passing it on
/// copies nothing.
#[derive(Clone)]
pub(super) struct Items {
    list: Arc<Vec<Dynamic>>,
    /// How deep lists lie in it.
    depth: u32,
}

/// Deepest nesting of lists in lists. They are let go by recursion, so it has to end; nobody means more than a few.
const NESTED: u32 = 32;

impl Items {
    /// A list of these values.
    ///
    /// # Errors
    /// When lists lie too deep in it.
    pub fn new(list: Vec<Dynamic>) -> Answer<Self> {
        let depth = 1 + list.iter().map(depth_of).max().unwrap_or(0);
        too_deep(depth)?;
        Ok(Self { list: Arc::new(list), depth })
    }

    /// The values.
    pub fn list(&self) -> &[Dynamic] {
        &self.list
    }

    /// Adds a value at the end.
    ///
    /// # Errors
    /// When lists would lie too deep in it.
    pub fn push(&mut self, item: Dynamic) -> Answer<()> {
        self.depth = self.depth.max(1 + depth_of(&item));
        too_deep(self.depth)?;
        Arc::make_mut(&mut self.list).push(item);
        Ok(())
    }
}

fn depth_of(value: &Dynamic) -> u32 {
    if let Some(items) = value.read_lock::<Items>() {
        return items.depth;
    }
    // The engine keeps what its own lists and maps hold within their limit.
    if let Some(array) = value.read_lock::<rhai::Array>() {
        return 1 + array.iter().map(depth_of).max().unwrap_or(0);
    }
    value.read_lock::<rhai::Map>().map_or(0, |map| 1 + map.values().map(depth_of).max().unwrap_or(0))
}

fn too_deep(depth: u32) -> Answer<()> {
    if depth <= NESTED {
        return Ok(());
    }
    Err(Box::new(EvalAltResult::ErrorDataTooLarge("lists".to_owned(), rhai::Position::NONE)))
}

/// Names the types for scripts and lets them be indexed and walked.
pub(super) fn register(engine: &mut Engine) {
    engine.register_type_with_name::<Node>("node").register_type_with_name::<Items>("list");
    let any = TypeId::of::<Dynamic>();
    engine.register_raw_fn(
        "index$get$",
        [any, TypeId::of::<ImmutableString>()],
        |context: NativeCallContext, arguments: &mut [&mut Dynamic]| {
            let key = arguments[1].read_lock::<ImmutableString>().map(|key| key.to_string()).unwrap_or_default();
            read(&context, arguments[0], &Step::Key(&key))
        },
    );
    engine.register_raw_fn(
        "index$get$",
        [any, TypeId::of::<INT>()],
        |context: NativeCallContext, arguments: &mut [&mut Dynamic]| {
            let index = arguments[1].as_int().unwrap_or_default();
            read(&context, arguments[0], &Step::Item(index))
        },
    );
    engine.register_raw_fn("index$get$", [any, any], |_: NativeCallContext, arguments: &mut [&mut Dynamic]| {
        // The key is neither a text nor a number: the value that it comes from is to blame.
        let passed = state::with(|state| state.passed_on(arguments[1], "word.type.text")).flatten();
        passed.ok_or_else(|| unlike("word.type.text", arguments[1]))
    });
    let mut walks = Module::new();
    for iterable in [TypeId::of::<Node>(), TypeId::of::<Items>(), TypeId::of::<rhai::Array>()] {
        walks.set_iter_result(iterable, |list| match items_of(&list) {
            Ok(items) => Box::new(items.into_iter().map(Ok)),
            Err(error) => Box::new(std::iter::once(Err(error))),
        });
    }
    // `for` over what is no list: a doubt at its place, and no turns.
    for other in [
        TypeId::of::<()>(),
        TypeId::of::<bool>(),
        TypeId::of::<INT>(),
        TypeId::of::<f64>(),
        TypeId::of::<ImmutableString>(),
        TypeId::of::<super::origin::Span>(),
        TypeId::of::<super::origin::Day>(),
        TypeId::of::<crate::scalar::money::Money>(),
        TypeId::of::<crate::scalar::percent::Percent>(),
    ] {
        walks.set_iter_result(other, |value| match items_of(&value) {
            Ok(items) => Box::new(items.into_iter().map(Ok)),
            Err(error) => Box::new(std::iter::once(Err(error))),
        });
    }
    engine.register_global_module(walks.into());
}

/// One getter per property name that occurs in the policies: a fifth fewer instructions than the indexer's fall-back.
pub(super) fn register_property(engine: &mut Engine, name: &str) {
    let getter = format!("get${name}");
    let key = name.to_owned();
    engine.register_raw_fn(
        getter.as_str(),
        [TypeId::of::<Dynamic>()],
        move |context: NativeCallContext, arguments: &mut [&mut Dynamic]| {
            read(&context, arguments[0], &Step::Key(&key))
        },
    );
}

enum Step<'k> {
    Key(&'k str),
    Item(i64),
}

/// Follows one step of a path from whatever stands there.
fn read(context: &NativeCallContext, base: &Dynamic, step: &Step<'_>) -> Answer<Dynamic> {
    let position = context.call_position();
    let given = state::with(|state| {
        let value = state.step(base, step)?;
        state.note(&value, position);
        Some(value)
    });
    match given.flatten() {
        Some(value) if state::tick(0) => Ok(value),
        Some(_) => Err(over_budget()),
        None => {
            let step = match step {
                Step::Key(key) => (*key).to_owned(),
                Step::Item(index) => index.to_string(),
            };
            Err(misuse(Message::new("fault.no-key").text("name", step).arg("found", Arg::Word(word_of(base)))))
        }
    }
}

impl State {
    fn step(&mut self, base: &Dynamic, step: &Step<'_>) -> Option<Dynamic> {
        let node = base.read_lock::<Node>().map(|node| node.0);
        if let Some(handle) = node {
            let knowledge = self.knowledge.clone();
            let documents = &knowledge.documents;
            let (seen, spot) = match step {
                Step::Key(key) => {
                    self.spend(budget::looking_up(&knowledge, handle));
                    documents.follow(handle, key)
                }
                Step::Item(index) => {
                    self.spend(documents.len(handle) as u64 / 8);
                    documents.item(handle, *index)
                }
            };
            return Some(self.give(seen, spot));
        }
        if let (Some(items), Step::Item(index)) = (base.read_lock::<Items>(), step) {
            let at = if *index < 0 { items.list.len() as i64 + index } else { *index };
            let found = usize::try_from(at).ok().and_then(|at| items.list.get(at));
            return Some(found.cloned().unwrap_or_else(|| {
                let whole = self.whole();
                self.give(Seen::Missing, whole)
            }));
        }
        let at = self.read_of(base)?;
        if !base.is_unit() {
            let expected = if matches!(step, Step::Key(_)) { "word.type.table" } else { "word.type.list" };
            return self.passed_on(base, expected);
        }
        // A key below something that is missing is missing too, and remembers the whole path.
        let read = &mut self.reads[at];
        // What cannot be told has nothing below it to be told of either: the doubt goes along, and keeps its place.
        if let Some(why @ Unreadable::Undecided(_)) = read.unreadable.clone() {
            read.answered = true;
            let spot = read.spot.clone();
            return Some(self.give(Seen::Unreadable(why), spot));
        }
        read.answered |= read.unreadable.is_none();
        let seen = read.unreadable.clone().map_or(Seen::Missing, Seen::Unreadable);
        let key = match step {
            Step::Key(key) => (*key).to_owned(),
            Step::Item(index) => index.to_string(),
        };
        let spot = read.spot.as_ref().map(|spot| missing_below(spot, &key));
        Some(self.give(seen, spot))
    }

    /// Takes notice of what the program does with a value at the place where it is read.
    fn note(&mut self, value: &Dynamic, position: rhai::Position) {
        let sites = self.sites.clone();
        let node = value.read_lock::<Node>().map(|node| node.0);
        if value.is_unit() {
            if sites.has(Site::Answered, position) {
                self.answer(value);
            }
        } else if node.is_none() && sites.has(Site::Indexed, position) {
            self.unlike(value, "word.type.list");
        } else if !value.is_string() && sites.has(Site::Chosen, position) {
            self.unlike(value, "word.type.text");
        } else if !value.is_bool() && sites.has(Site::Tested, position) {
            self.condition_doubted |= self.unlike(value, "word.type.bool");
        }
    }
}

/// `a.find(…) ?? x`, `(a + b) ?? x`: the script says what holds when what a function gives is missing.
pub(super) fn answered_at(context: &NativeCallContext, value: Dynamic) -> Dynamic {
    if value.is_unit() {
        let position = context.call_position();
        state::with(|state| {
            if state.sites.has(Site::Answered, position) {
                state.answer(&value);
            }
        });
    }
    value
}

/// What handing out one item costs: some four times an ordinary step.
pub(super) const HANDING_OUT: u64 = 4;

/// What a native list function walks over: a node, a list, or something missing (then there is a doubt, and nothing).
///
/// # Errors
/// When the value is none of these and comes from no file, and when the budget is used up.
pub(super) fn items_of(value: &Dynamic) -> Answer<Vec<Dynamic>> {
    let node = value.read_lock::<Node>().map(|node| node.0);
    if let Some(handle) = node {
        let items = state::with(|state| {
            let knowledge = state.knowledge.clone();
            let documents = &knowledge.documents;
            if !state.spend(HANDING_OUT * documents.len(handle) as u64) {
                return None;
            }
            let give = |item| {
                let (seen, spot) = documents.at(item);
                state.give(seen, spot)
            };
            Some(documents.items(handle).map(give).collect())
        });
        return items.flatten().ok_or_else(over_budget);
    }
    if let Some(items) = list_of(value) {
        return if state::tick(items.len() as u64 / 8) { Ok(items) } else { Err(over_budget()) };
    }
    let doubted = state::with(|state| {
        if value.is_unit() && state.read_of(value).is_none() {
            state.ledger.doubt(None, Message::new("why.missing"));
            return true;
        }
        state.unlike(value, "word.type.list")
    });
    match doubted {
        Some(true) => Ok(Vec::new()),
        _ => Err(unlike("word.type.list", value)),
    }
}

/// How many items or entries there are, without handing them out.
///
/// # Errors
/// As [`items_of`].
pub(super) fn length_of(value: &Dynamic) -> Answer<usize> {
    let node = value.read_lock::<Node>().map(|node| node.0);
    if let Some(handle) = node {
        let length = state::with(|state| {
            let length = state.knowledge.documents.len(handle);
            state.spend(length as u64 / 8).then_some(length)
        });
        return length.flatten().ok_or_else(over_budget);
    }
    items_of(value).map(|items| items.len())
}

/// Those keys of a map or of named things that are `wanted`, each with its own place. A list has none, which is a doubt
/// and not an empty answer.
///
/// # Errors
/// As [`items_of`].
pub(super) fn keys_of(value: &Dynamic, mut wanted: impl FnMut(&mut State, &str) -> bool) -> Answer<Vec<Dynamic>> {
    let node = value.read_lock::<Node>().map(|node| node.0);
    let keys = state::with(|state| {
        let Some(handle) = node else {
            return if state.unlike(value, "word.type.table") { Some(Vec::new()) } else { None };
        };
        let knowledge = state.knowledge.clone();
        let documents = &knowledge.documents;
        if documents.is_list(handle) {
            state.unlike(value, "word.type.table");
            return Some(Vec::new());
        }
        if !state.spend(HANDING_OUT * documents.len(handle) as u64) {
            return None;
        }
        let give = |item: Handle| {
            let key = documents.tree(&item).key(item.node)?;
            if !wanted(state, key) {
                return None;
            }
            let text = crate::value::Scalar::Text(std::borrow::Cow::Borrowed(key));
            Some(state.give(Seen::Scalar(text), Spot::Key(item)))
        };
        Some(documents.items(handle).filter_map(give).collect())
    });
    if !state::tick(0) {
        return Err(over_budget());
    }
    keys.flatten().ok_or_else(|| unlike("word.type.table", value))
}
