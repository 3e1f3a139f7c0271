//! Why: "a case can get stuck" is believed when the way there is shown. A finding takes the steps of a way as further
//! places, numbered in order.

use std::any::TypeId;
use std::ops::Range;

use rhai::{Dynamic, Engine, NativeCallContext};

use super::Answer;
use crate::message::Message;
use crate::model::{Documents, Handle, Spot};
use crate::script::api::FailWord;
use crate::script::list::charge;
use crate::script::node::{Node, items_of};
use crate::script::require::Requirement;
use crate::script::state;

/// Most steps of a way that a finding shows.
const SHOWN: usize = 20;

/// Registers `along`.
pub(super) fn register(engine: &mut Engine) {
    let any = TypeId::of::<Dynamic>();
    engine.register_raw_fn(
        "along",
        [TypeId::of::<FailWord>(), any],
        |_: NativeCallContext, arguments: &mut [&mut Dynamic]| {
            let fails = arguments[0].read_lock::<FailWord>().and_then(|word| word.0).map_or(0..0, |at| at..at + 1);
            along(fails, arguments[1])?;
            Ok(arguments[0].clone())
        },
    );
    engine.register_raw_fn(
        "along",
        [TypeId::of::<Requirement>(), any],
        |_: NativeCallContext, arguments: &mut [&mut Dynamic]| {
            let fails = arguments[0].read_lock::<Requirement>().map_or(0..0, |required| required.fails());
            along(fails, arguments[1])?;
            Ok(arguments[0].clone())
        },
    );
}

/// Adds the steps of a way to fails.
fn along(fails: Range<usize>, way: &Dynamic) -> Answer<()> {
    let steps: Vec<Handle> =
        items_of(way)?.iter().filter_map(|step| step.read_lock::<Node>().map(|node| node.0)).collect();
    charge((SHOWN.min(steps.len()) * fails.len()) as u64)?;
    state::with(|state| {
        let places = places(&state.knowledge.documents, &steps);
        for fail in state.ledger.fails.get_mut(fails).into_iter().flatten() {
            fail.related.extend(places.iter().cloned());
        }
    });
    Ok(())
}

/// The steps in order. Of a long way the first ones, how many are left out, and the last one, at which it matters.
fn places(documents: &Documents, steps: &[Handle]) -> Vec<(Spot, Message)> {
    let one = |(at, step): (usize, &Handle)| {
        let name = documents.tree(step).key(step.node).unwrap_or_default();
        (Spot::Key(*step), Message::new("related.step").number("n", at + 1).text("name", name))
    };
    let all = steps.iter().enumerate();
    let (Some(last), true) = (steps.last(), steps.len() > SHOWN) else { return all.map(one).collect() };
    let shown = SHOWN - 2;
    let left_out = Message::new("related.steps-left-out").number("n", steps.len() - shown - 1);
    let end = [(Spot::Key(steps[shown]), left_out), one((steps.len() - 1, last))];
    all.take(shown).map(one).chain(end).collect()
}
