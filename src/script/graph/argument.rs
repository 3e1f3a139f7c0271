//! Why: policies have steps in hand as nodes, as names that a file states, and as words of their own; a question about
//! ways takes all three, alone or in lists. A name that no step has is a doubt where it stands, never an empty answer.

use rhai::{Dynamic, ImmutableString};

use super::{Answer, GraphWord};
use crate::message::Message;
use crate::model::{Handle, Spot};
use crate::script::fault::misuse;
use crate::script::list::charge;
use crate::script::node::{Items, Node, items_of};
use crate::script::state;

/// The steps that a value stands for, sorted.
///
/// # Errors
/// When it is neither step nor name nor list, and comes from no file.
pub(super) fn steps_of(word: &GraphWord, value: &Dynamic) -> Answer<Vec<u32>> {
    let mut steps = Vec::new();
    let mut todo = vec![value.flatten_clone()];
    while let Some(value) = todo.pop() {
        charge(1)?;
        if let Some(handle) = value.read_lock::<Node>().map(|node| node.0) {
            match word.0.graph.step_at(handle) {
                Some(step) => steps.push(step),
                None if is_unread(word, handle) => {}
                None if is_list(handle) => todo.extend(items_of(&value)?),
                None => return Err(misuse(Message::new("fault.no-step"))),
            }
        } else if let Some(name) = value.read_lock::<ImmutableString>().map(|name| name.to_string()) {
            match word.0.graph.step_named(&name) {
                Some(step) => steps.push(step),
                None => doubt_name(&value, &name),
            }
        } else if value.is::<Items>() || value.is_array() {
            todo.extend(items_of(&value)?);
        } else {
            let doubted = state::with(|state| state.unlike(&value, "word.type.text")).unwrap_or(false);
            if !doubted {
                return Err(misuse(Message::new("fault.no-step")));
            }
        }
    }
    steps.sort_unstable();
    steps.dedup();
    Ok(steps)
}

/// A step that the graph left out has its doubt already.
fn is_unread(word: &GraphWord, handle: Handle) -> bool {
    let spot = |gap: &crate::graph::Gap| match &gap.spot {
        Spot::At(own) | Spot::Key(own) | Spot::Missing(own, _) | Spot::Default(own, _) => {
            own.node == handle.node && own.document == handle.document
        }
    };
    word.0.graph.gaps.iter().any(spot)
}

fn is_list(handle: Handle) -> bool {
    let shape = handle.shape;
    matches!(shape, crate::model::Shape::Type(crate::schema::Type::Named(..)))
        || state::with(|state| state.knowledge.documents.is_list(handle)).unwrap_or(false)
}

fn doubt_name(value: &Dynamic, name: &str) {
    state::with(|state| {
        let spot = state.read_of(value).and_then(|at| state.reads[at].spot.clone()).or_else(|| state.whole());
        state.ledger.doubt(spot, Message::new("why.no-step").text("name", name));
    });
}
