//! Why: what a law allows depends on whose case it is, and one process may promise several things. `limit_for("within",
//! deadline)` is the limit of that one deadline; the value remembers who set it, as that of `params.within` does.

use std::any::TypeId;
use std::sync::Arc;

use rhai::{Dynamic, Engine, EvalAltResult, ImmutableString, NativeCallContext};

use super::api::text_of;
use super::fault::misuse;
use super::list::charge;
use super::node::Node;
use super::origin::{plain, same_as};
use super::state::{self, State};
use crate::message::Message;
use crate::plan::{Entry, Picked, pick};
use crate::rule::{From, Held, Operand};
use crate::value::Owned;

/// What looking a limit up costs: each clause that is cited is laid beside the entry.
const LOOK_UP: u64 = 10;

/// Registers `limit_for(parameter, entry)` and `limit_for(parameter, entry, further entries)`.
pub(super) fn register(engine: &mut Engine) {
    let (text, any) = (TypeId::of::<ImmutableString>(), TypeId::of::<Dynamic>());
    engine.register_raw_fn("limit_for", [text, any], |_: NativeCallContext, arguments: &mut [&mut Dynamic]| {
        limit_for(&text_of(arguments[0]), arguments[1], &[])
    });
    engine.register_raw_fn("limit_for", [text, any, any], |_: NativeCallContext, arguments: &mut [&mut Dynamic]| {
        let beside = super::node::items_of(arguments[2])?;
        limit_for(&text_of(arguments[0]), arguments[1], &beside)
    });
}

fn limit_for(name: &str, entry: &Dynamic, beside: &[Dynamic]) -> Result<Dynamic, Box<EvalAltResult>> {
    charge(LOOK_UP * (1 + beside.len() as u64))?;
    let value = state::with(|state| {
        let of = state.planned.policy.parameters.iter().position(|parameter| *parameter.name == *name)?;
        let own = entry.read_lock::<Node>().map(|node| node.0);
        let others = beside.iter().filter_map(|other| other.read_lock::<Node>().map(|node| node.0));
        let others =
            others.filter(|other| own.is_none_or(|own| own.node != other.node || own.document != other.document));
        let read = |handle| Entry::read(&state.knowledge, handle);
        let others: Vec<Entry> = others.map(read).collect();
        let picked = pick(&state.knowledge, &state.planned, of, own.map(read).as_ref(), &others)?;
        state.give_limit(of, picked)
    });
    value.flatten().ok_or_else(|| misuse(Message::new("fault.no-parameter").text("name", name)))
}

/// Who set a value that a script holds.
pub(super) struct SetBy {
    /// Positions among the parameters of the values that count.
    pub at: Vec<usize>,
    /// Positions of those among which they were chosen, if that was asked of one entry.
    pub among: Option<Arc<[usize]>>,
}

impl State {
    /// Hands a limit out to the script.
    fn give_limit(&mut self, of: usize, picked: Picked) -> Option<Dynamic> {
        if picked.at.first() == Some(&of) {
            return self.give_parameter(of);
        }
        let mut value = match &picked.value {
            Owned::One(value) => plain(value),
            Owned::List(values) => Dynamic::from(values.iter().map(plain).collect::<rhai::Array>()),
        };
        self.limits.push(picked);
        // Behind the numbers of the parameters themselves, so that the two cannot be taken for each other.
        if let Ok(tag) = i32::try_from(self.planned.parameters.len() + self.limits.len()) {
            value.set_tag(-tag);
        }
        Some(value)
    }

    /// Who set a value that comes unchanged from a limit.
    pub fn limit_of(&self, value: &Dynamic) -> Option<SetBy> {
        let at = usize::try_from(-1 - i64::from(value.tag())).ok()?;
        let picked = self.limits.get(at.checked_sub(self.planned.parameters.len())?)?;
        let unchanged = !value.is_unit() && !value.is_string() && same_as(value, &picked.value);
        unchanged.then(|| SetBy { at: picked.at.clone(), among: Some(picked.among.clone()) })
    }

    /// The value as limits of a requirement: several where it cannot be told which of them is stricter.
    pub fn limits(&mut self, value: &Dynamic) -> (Vec<Operand<'static>>, Option<Arc<[usize]>>) {
        let first = self.operand(value, None);
        let From::Parameter(_) = first.from else { return (vec![first], None) };
        let Some(SetBy { at, among }) = self.set_by(value) else { return (vec![first], None) };
        let further = at.iter().skip(1).filter_map(|at| match &self.planned.parameters.get(*at)?.value {
            Owned::One(value) => Some(Operand { held: Held::Scalar(value.clone()), from: From::Parameter(*at) }),
            Owned::List(_) => None,
        });
        (std::iter::once(first).chain(further).collect(), among)
    }

    fn set_by(&self, value: &Dynamic) -> Option<SetBy> {
        self.limit_of(value).or_else(|| {
            let own = self.parameter_of(value)?;
            let beside = self.planned.parameters.get(own)?.beside.iter().copied();
            Some(SetBy { at: std::iter::once(own).chain(beside).collect(), among: None })
        })
    }
}
