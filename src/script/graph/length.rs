//! Why: how long a way takes is a value like any other: it is required to be at most something, it has a place, and where
//! it cannot be told, whoever asks for it learns which step does not say enough.

use std::sync::Arc;

use rhai::{Dynamic, Engine};

use super::argument::steps_of;
use super::{Answer, GraphWord};
use crate::graph::{self, Graph, Length};
use crate::message::Message;
use crate::model::read::{Seen, Unreadable};
use crate::model::{Documents, Spot};
use crate::script::list::charge;
use crate::script::node::Items;
use crate::script::state;
use crate::value::Scalar;

/// How long it takes from some steps to others.
#[derive(Clone)]
struct LengthWord {
    of: GraphWord,
    length: Arc<Length>,
    /// Where it leads, for what has no way.
    to: Arc<[u32]>,
}

/// Registers `longest`, `shortest` and what they give.
pub(super) fn register(engine: &mut Engine) {
    engine.register_type_with_name::<LengthWord>("length");
    engine.register_fn("longest", |word: GraphWord, from: Dynamic, to: Dynamic| {
        measure(word, &from, &to, graph::longest)
    });
    engine.register_fn("shortest", |word: GraphWord, from: Dynamic, to: Dynamic| {
        measure(word, &from, &to, graph::shortest)
    });
    engine.register_get("length", |word: &mut LengthWord| -> Answer<Dynamic> {
        let (seen, spot) = word.told();
        Ok(state::with(|state| state.give(seen, spot)).unwrap_or(Dynamic::UNIT))
    });
    engine.register_get("steps", |word: &mut LengthWord| match &*word.length {
        Length::Sum { steps, .. } => word.of.nodes(steps),
        _ => {
            if let (Seen::Unreadable(why), spot) = word.told() {
                state::doubt(spot, why.message());
            }
            Items::new(Vec::new())
        }
    });
    engine.register_get("unknown", |word: &mut LengthWord| match &*word.length {
        Length::Unknown { steps, .. } => word.of.nodes(steps),
        _ => Items::new(Vec::new()),
    });
    engine.register_get("unbounded", |word: &mut LengthWord| match &*word.length {
        Length::Endless { round } => word.of.nodes(round),
        _ => Items::new(Vec::new()),
    });
}

type Measure = fn(&Graph, &Documents, &[u32], &[u32]) -> Length;

fn measure(word: GraphWord, from: &Dynamic, to: &Dynamic, work: Measure) -> Answer<LengthWord> {
    let (from, to) = (steps_of(&word, from)?, steps_of(&word, to)?);
    word.doubt_open();
    // Reading and adding up a time takes about as long as an ordinary step.
    charge(1 + word.0.graph.size() as u64)?;
    let length = state::with(|state| work(&word.0.graph, &state.knowledge.documents, &from, &to));
    Ok(LengthWord { of: word, length: Arc::new(length.unwrap_or(Length::NoWay)), to: to.into() })
}

impl LengthWord {
    /// The length, at the time of the last step; or why it cannot be told, at the step that is to blame.
    fn told(&self) -> (Seen<'static>, Option<Spot>) {
        let graph = &self.of.0.graph;
        let undecided = |why| Seen::Unreadable(Unreadable::Undecided(why));
        let key = |step: Option<&u32>| step.map(|step| Spot::Key(graph.steps[*step as usize].handle));
        match &*self.length {
            Length::Sum { total, steps } => {
                let spot = state::with(|state| {
                    let last = graph.steps[*steps.last()? as usize].handle;
                    Some(state.knowledge.documents.follow(last, "within").1)
                });
                (Seen::Scalar(Scalar::Duration(Arc::new(total.duration()))), spot.flatten())
            }
            Length::Unknown { spot, why, .. } => (undecided(why.clone()), Some(spot.clone())),
            Length::Endless { round } => (undecided(Message::new("why.endless")), key(round.first())),
            Length::NoWay => (undecided(Message::new("why.no-way")), key(self.to.first())),
        }
    }
}
