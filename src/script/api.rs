//! Why: the words that policies may use beside `require`: fail, skip, and questions to other documents. Each is a plain
//! function, bounded and charged.

use std::any::TypeId;
use std::sync::Arc;

use rhai::{Dynamic, Engine, EvalAltResult, INT, ImmutableString, Map, NativeCallContext};

use super::fault::{misuse, unlike};
use super::list::charge;
use super::node::{Items, Node, answered_at, items_of, keys_of};
use super::origin::{Day, Span, list_of};
use super::state;
use crate::index::{Query, Resolution};
use crate::ledger::{Fail, LimitUsed};
use crate::message::{Arg, LocalText, Message};
use crate::model::Spot;
use crate::model::read::{Seen, Unreadable};
use crate::rule::{From, Held, Operand};
use crate::scalar::money::Money;
use crate::scalar::percent::Percent;

type Answer<T> = Result<T, Box<EvalAltResult>>;

/// `index` in a script.
#[derive(Clone, Copy)]
pub(super) struct IndexWord;

/// `params` in a script.
#[derive(Clone, Copy)]
pub(super) struct ParamsWord;

/// A fail that was written down, if one was, for `.related(…)`, `.along(…)` and `.help(…)`.
#[derive(Clone, Copy)]
pub(super) struct FailWord(pub Option<usize>);

/// What `skip(…)` throws.
#[derive(Clone)]
pub(super) struct Skip;

/// Registers everything.
pub(super) fn register(engine: &mut Engine) {
    engine.register_type_with_name::<Span>("duration").register_type_with_name::<Day>("date");
    engine.register_type_with_name::<Money>("money").register_type_with_name::<Percent>("percent");
    engine.register_type_with_name::<IndexWord>("index").register_type_with_name::<ParamsWord>("params");
    // What a length of time tells of itself (model.md, section 1, "Durations").
    engine.register_get("kind", |span: &mut Span| -> ImmutableString { span.0.kind().word().into() });
    register_fail(engine);
    register_index(engine);
    let any = TypeId::of::<Dynamic>();
    engine.register_raw_fn("is_stated", [any], |_: NativeCallContext, arguments: &mut [&mut Dynamic]| {
        let stated = !arguments[0].is_unit();
        state::with(|state| state.answer(arguments[0]));
        Ok(stated)
    });
    // A tag is how the host knows a place: a script can neither read nor forge it.
    for name in ["get$tag", "set$tag"] {
        engine.register_raw_fn(name, [any], |_: NativeCallContext, _: &mut [&mut Dynamic]| no_tag());
        engine.register_raw_fn(name, [any, any], |_: NativeCallContext, _: &mut [&mut Dynamic]| no_tag());
    }
    // Never registered by a raw engine; said again so that no package can bring it back.
    engine.register_fn("sleep", |_: INT| -> Answer<()> { Err(misuse(Message::new("fault.no-sleep"))) });
    engine.register_fn("sleep", |_: f64| -> Answer<()> { Err(misuse(Message::new("fault.no-sleep"))) });
}

fn no_tag() -> Answer<Dynamic> {
    Err(misuse(Message::new("fault.no-tag")))
}

/// One getter per parameter name, so that `params.within` knows which parameter it is.
pub(super) fn register_parameter(engine: &mut Engine, name: &str) {
    let own = name.to_owned();
    engine.register_get(name, move |_: &mut ParamsWord| -> Answer<Dynamic> {
        let value = state::with(|state| {
            let at = state.planned.parameters.iter().position(|parameter| *parameter.name == *own)?;
            state.give_parameter(at)
        });
        value.flatten().ok_or_else(|| misuse(Message::new("fault.no-parameter").text("name", own.as_str())))
    });
}

fn register_fail(engine: &mut Engine) {
    let any = TypeId::of::<Dynamic>();
    let text = TypeId::of::<ImmutableString>();
    engine.register_raw_fn("fail", [any, text], |_: NativeCallContext, arguments: &mut [&mut Dynamic]| {
        let check = text_of(arguments[1]);
        fail(arguments[0], &check, &Map::new())
    });
    engine.register_raw_fn(
        "fail",
        [any, text, TypeId::of::<Map>()],
        |_: NativeCallContext, arguments: &mut [&mut Dynamic]| {
            let check = text_of(arguments[1]);
            let values = arguments[2].read_lock::<Map>().map(|map| map.clone()).unwrap_or_default();
            fail(arguments[0], &check, &values)
        },
    );
    engine.register_raw_fn(
        "related",
        [TypeId::of::<FailWord>(), any, text],
        |_: NativeCallContext, arguments: &mut [&mut Dynamic]| {
            let Some(FailWord(at)) = arguments[0].read_lock::<FailWord>().map(|word| *word) else {
                return Ok(Dynamic::UNIT);
            };
            charge(FAIL)?;
            let message = own_message(&text_of(arguments[2]));
            state::with(|state| {
                let operand = state.operand(arguments[1], None);
                let fail = at.and_then(|at| state.ledger.fails.get_mut(at));
                if let (Some(spot), Some(fail)) = (operand.spot().cloned(), fail) {
                    fail.related.push((spot, message));
                }
            });
            Ok(Dynamic::from(FailWord(at)))
        },
    );
    engine.register_fn("help", |word: FailWord, text: ImmutableString| -> Answer<FailWord> {
        charge(FAIL)?;
        let message = own_message(&text);
        state::with(|state| {
            if let Some(fail) = word.0.and_then(|at| state.ledger.fails.get_mut(at)) {
                fail.help.push(message);
            }
        });
        Ok(word)
    });
    engine.register_fn("skip", |reason: ImmutableString| -> Answer<Dynamic> {
        let reason = own_message(&reason);
        state::with(|state| state.ledger.skipped = Some(reason));
        Err(Box::new(EvalAltResult::ErrorTerminated(Dynamic::from(Skip), rhai::Position::NONE)))
    });
}

/// A text of a script: a message id of the policy's header, else the literal.
fn own_message(text: &str) -> Message {
    let words = state::with(|state| state.planned.policy.message(text).cloned()).flatten();
    Message::own(words.unwrap_or_else(|| LocalText::same(text)))
}

pub(super) fn text_of(value: &Dynamic) -> String {
    value.read_lock::<ImmutableString>().map(|text| text.to_string()).unwrap_or_default()
}

/// What writing a fail down costs: a finding with its texts is some hundred times an ordinary step.
pub(super) const FAIL: u64 = 50;

fn fail(place: &Dynamic, check: &str, values: &Map) -> Answer<FailWord> {
    charge(FAIL)?;
    let mut lists = Vec::new();
    for value in values.values() {
        lists.push(listed(value)?);
    }
    state::with(|state| {
        let operand = state.operand(place, None);
        let Some(spot) = operand.spot().cloned() else {
            return Err(misuse(Message::new("fault.no-place")));
        };
        // Of a value that nobody can tell, nobody can tell either that it is wrong.
        if let Held::Unreadable(Unreadable::Undecided(why)) = &operand.held {
            state.ledger.doubt(Some(spot), why.clone());
            return Ok(FailWord(None));
        }
        let known = state.planned.policy.message(check).is_some();
        let mut fail = Fail::new(if known { check } else { "literal" }, spot);
        fail.literal = (!known).then(|| check.into());
        fail.computed = matches!(operand.from, From::Computed(_));
        if let Some(value) = operand.text() {
            fail.args.push(("value".into(), Arg::Text(value)));
        }
        for ((name, value), list) in values.iter().zip(lists) {
            let given = state.operand(value, None);
            let text = match list {
                Some(list) if name != "limit" => {
                    fail.args.push((name.to_string().into(), Arg::List(list)));
                    continue;
                }
                Some(list) => list.join(", ").into(),
                None => given.text().unwrap_or_else(|| value.to_string().into()),
            };
            if name == "limit" {
                fail.among = state.limit_of(value).and_then(|limit| limit.among);
                fail.limit = Some(LimitUsed { value: text, from: given.limit_from() });
            } else {
                fail.args.push((name.to_string().into(), Arg::Text(text)));
            }
        }
        state.ledger.fails.push(fail);
        Ok(FailWord(Some(state.ledger.fails.len() - 1)))
    })
    .unwrap_or_else(|| Err(misuse(Message::new("fault.no-evaluation"))))
}

/// The texts of a list that a script gives to a message, the keys of a table; `None` for what is neither.
fn listed(value: &Dynamic) -> Answer<Option<Vec<Arc<str>>>> {
    let is_table = state::with(|state| {
        let node = value.read_lock::<Node>().map(|node| node.0)?;
        Some(!state.knowledge.documents.is_list(node))
    });
    let items = match is_table.flatten() {
        Some(true) => keys_of(value, |_, _| true)?,
        Some(false) => items_of(value)?,
        None => match list_of(value) {
            Some(items) => items,
            None => return Ok(None),
        },
    };
    let text = |item: &Dynamic| state::with(|state| state.operand(item, None).text()).flatten();
    Ok(Some(items.iter().filter_map(text).collect()))
}

fn register_index(engine: &mut Engine) {
    let any = TypeId::of::<Dynamic>();
    let text = TypeId::of::<ImmutableString>();
    engine.register_raw_fn(
        "find",
        [TypeId::of::<IndexWord>(), text, any],
        |context: NativeCallContext, arguments: &mut [&mut Dynamic]| {
            charge(1)?;
            Ok(answered_at(&context, find(&text_of(arguments[1]), arguments[2])?))
        },
    );
    engine.register_fn("all", |_: IndexWord, kind: ImmutableString| -> Answer<Items> {
        let found = state::with(|state| {
            state.ledger.queries.push(Query::All(kind.as_str().into()));
            let documents = &state.knowledge.documents;
            let roots = state.knowledge.index.all(&kind).iter().map(|id| documents.get(*id).root(*id));
            roots.map(|root| Dynamic::from(Node(root))).collect::<Vec<_>>()
        })
        .unwrap_or_default();
        charge(found.len() as u64)?;
        Items::new(found)
    });
    engine.register_raw_fn("resolve", [any], |context: NativeCallContext, arguments: &mut [&mut Dynamic]| {
        Ok(answered_at(&context, resolve(arguments[0], None)?))
    });
    engine.register_raw_fn("resolve", [any, text], |context: NativeCallContext, arguments: &mut [&mut Dynamic]| {
        let thing = text_of(arguments[1]);
        Ok(answered_at(&context, resolve(arguments[0], Some(&thing))?))
    });
}

/// The document with a kind and an id. One that is not there is missing at the place of the id.
fn find(kind: &str, id: &Dynamic) -> Answer<Dynamic> {
    let Some(name) = id.read_lock::<ImmutableString>().map(|name| name.to_string()) else {
        let passed = state::with(|state| state.passed_on(id, "word.type.text")).flatten();
        return passed.ok_or_else(|| unlike("word.type.text", id));
    };
    let found = state::with(|state| {
        state.ledger.queries.push(Query::Find(kind.into(), name.as_str().into()));
        let knowledge = state.knowledge.clone();
        match knowledge.index.find(kind, &name) {
            [] => {
                let own = state.read_of(id).and_then(|at| state.reads[at].spot.clone());
                let spot = own.or_else(|| state.whole());
                state.give(Seen::Missing, spot)
            }
            [one] => Dynamic::from(Node(knowledge.documents.get(*one).root(*one))),
            several => {
                let roots: Vec<_> = several.iter().map(|id| knowledge.documents.get(*id).root(*id)).collect();
                let why = crate::rule::name::several(&knowledge, &name, &roots);
                let own = state.read_of(id).and_then(|at| state.reads[at].spot.clone());
                let spot = own.or_else(|| roots.first().copied().map(Spot::At));
                state.undecided(spot, why)
            }
        }
    });
    Ok(found.unwrap_or(Dynamic::UNIT))
}

/// What a name stands for: a node, or nothing, which a script must take notice of; of several, none can be told, and
/// whatever is read below it cannot either.
fn resolve(value: &Dynamic, thing: Option<&str>) -> Answer<Dynamic> {
    charge(1)?;
    if !value.is_string() {
        let passed = state::with(|state| state.passed_on(value, "word.type.text")).flatten();
        return passed.ok_or_else(|| unlike("word.type.text", value));
    }
    let name = text_of(value);
    let answer = state::with(|state| {
        let knowledge = state.knowledge.clone();
        let subject: Operand<'static> = state.operand(value, None);
        match crate::rule::name::find(&knowledge, &mut state.ledger, &subject, &name, thing) {
            Some(Resolution::One(handle)) => Dynamic::from(Node(handle)),
            Some(Resolution::None) => match subject.spot().cloned() {
                Some(spot) => state.give(Seen::Missing, spot),
                None => Dynamic::UNIT,
            },
            Some(Resolution::Several(candidates)) => {
                let why = crate::rule::name::several(&knowledge, &name, &candidates);
                state.undecided(subject.spot().cloned(), why)
            }
            None => {
                let spot = subject.spot().cloned().or_else(|| state.whole());
                state.undecided(spot, Message::new("why.no-reference").text("name", name))
            }
        }
    });
    Ok(answer.unwrap_or(Dynamic::UNIT))
}
