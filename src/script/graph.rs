//! Why: a policy about ways through a process should read like the sentence that it checks: `g.always_before(decide,
//! verify)`. The answers come from [`crate::graph`]; here they become nodes, so that every step keeps its place, and what
//! the graph does not know becomes a doubt at the value that does not say it.
//!
//! What can be asked stands in `script/reference/ways.rs`.
//!
//! A step is given as a node, by its id, or as a list of either. A step that is no end and does not say what follows
//! leaves a doubt wherever a way that it does not state could change the answer; only `dead_ends` and `stuck` take it as it stands.

mod along;
mod argument;
mod length;
mod word;

use std::any::TypeId;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, OnceLock};

use rhai::{Dynamic, Engine, EvalAltResult, NativeCallContext};

use super::fault::misuse;
use super::list::charge;
use super::node::{Items, Node};
use super::state;
use crate::graph::{self, Dominators, Graph, Loop};
use crate::message::Message;
use crate::model::{DocId, Spot};
use argument::steps_of;

type Answer<T> = Result<T, Box<EvalAltResult>>;

/// A graph that an evaluation asked for, and what it worked out of it.
#[derive(Debug, Default)]
pub(super) struct Asked {
    graph: Graph,
    before: OnceLock<Dominators>,
    after: OnceLock<Dominators>,
    /// Doubts that were written down once and would only be repeated.
    noted_open: AtomicBool,
    noted_start: AtomicBool,
}

/// What `graph(doc)` gives.
#[derive(Clone)]
pub(super) struct GraphWord(Arc<Asked>);

/// A loop of a graph.
#[derive(Clone)]
struct LoopWord {
    of: GraphWord,
    found: Arc<Loop>,
}

/// Registers `graph`, what can be asked of it, and `along`.
pub(super) fn register(engine: &mut Engine) {
    let any = TypeId::of::<Dynamic>();
    engine.register_type_with_name::<GraphWord>("graph").register_type_with_name::<LoopWord>("loop");
    engine
        .register_raw_fn("graph", [any], |_: NativeCallContext, arguments: &mut [&mut Dynamic]| graph_of(arguments[0]));
    register_sets(engine);
    register_ways(engine);
    register_loops(engine);
    length::register(engine);
    along::register(engine);
}

fn register_sets(engine: &mut Engine) {
    engine.register_fn("entries", |word: GraphWord| {
        let graph = &word.0.graph;
        if graph.unsaid_start.is_some() {
            word.doubt_open();
        }
        if !graph.presumed.is_empty() {
            word.doubt_start();
        }
        word.nodes(&graph.entries)
    });
    engine.register_fn("ends", |word: GraphWord| {
        word.walk()?;
        word.nodes(&word.0.graph.ends())
    });
    engine.register_fn("dead_ends", |word: GraphWord| {
        word.walk()?;
        word.nodes(&word.0.graph.dead_ends())
    });
    engine.register_fn("stuck", |word: GraphWord| {
        word.walk()?;
        word.nodes(&word.0.graph.stuck())
    });
    engine.register_fn("reachable", |word: GraphWord, from: Dynamic| {
        let from = steps_of(&word, &from)?;
        word.walk()?;
        word.doubt_open();
        word.nodes(&word.0.graph.reachable(&from))
    });
    engine.register_fn("next", |word: GraphWord, step: Dynamic| {
        let graph = &word.0.graph;
        let mut next: Vec<u32> = Vec::new();
        for step in steps_of(&word, &step)? {
            if graph.open().any(|open| open == step) {
                word.doubt_next(step);
            }
            next.extend(graph.next(step));
        }
        word.distinct(next)
    });
    engine.register_fn("previous", |word: GraphWord, step: Dynamic| {
        let steps = steps_of(&word, &step)?;
        word.doubt_open();
        word.distinct(steps.into_iter().flat_map(|step| word.0.graph.previous(step)).collect())
    });
}

fn register_ways(engine: &mut Engine) {
    engine.register_fn("path", |word: GraphWord, from: Dynamic, to: Dynamic| {
        let (from, to) = (steps_of(&word, &from)?, steps_of(&word, &to)?);
        word.way(|graph| graph.way(&from, &to, &[]))
    });
    engine.register_fn("path_to", |word: GraphWord, to: Dynamic| {
        let to = steps_of(&word, &to)?;
        word.way(|graph| graph.way(&graph.entries, &to, &[]))
    });
    engine.register_fn("path_avoiding", |word: GraphWord, from: Dynamic, to: Dynamic, avoided: Dynamic| {
        let (from, to, avoided) = (steps_of(&word, &from)?, steps_of(&word, &to)?, steps_of(&word, &avoided)?);
        word.way(|graph| graph.way(&from, &to, &avoided))
    });
    engine.register_fn("always_before", |word: GraphWord, step: Dynamic, earlier: Dynamic| {
        let (steps, earlier) = (steps_of(&word, &step)?, steps_of(&word, &earlier)?);
        word.doubt_open();
        all(&steps, |step| word.is_always_before(step, &earlier))
    });
    engine.register_fn("always_after", |word: GraphWord, step: Dynamic, later: Dynamic| {
        let (steps, later) = (steps_of(&word, &step)?, steps_of(&word, &later)?);
        word.doubt_open();
        all(&steps, |step| word.is_always_after(step, &later))
    });
    engine.register_fn("bypass_before", |word: GraphWord, step: Dynamic, earlier: Dynamic| {
        let (steps, earlier) = (steps_of(&word, &step)?, steps_of(&word, &earlier)?);
        word.first(&steps, |graph, step| graph.bypass_before(step, &earlier))
    });
    engine.register_fn("bypass_after", |word: GraphWord, step: Dynamic, later: Dynamic| {
        let (steps, later) = (steps_of(&word, &step)?, steps_of(&word, &later)?);
        word.first(&steps, |graph, step| graph.bypass_after(step, &later))
    });
}

fn all(steps: &[u32], test: impl Fn(u32) -> Answer<bool>) -> Answer<bool> {
    for step in steps {
        if !test(*step)? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn register_loops(engine: &mut Engine) {
    engine.register_fn("loops", |word: GraphWord| -> Answer<Items> {
        word.walk()?;
        word.doubt_open();
        let found = state::with(|state| graph::loops(&word.0.graph, &state.knowledge.documents)).unwrap_or_default();
        charge(found.len() as u64)?;
        let give = |found: Loop| Dynamic::from(LoopWord { of: word.clone(), found: Arc::new(found) });
        Items::new(found.into_iter().map(give).collect())
    });
    engine.register_get("steps", |word: &mut LoopWord| word.of.nodes(&word.found.round));
    engine.register_get("members", |word: &mut LoopWord| word.of.nodes(&word.found.members));
    engine.register_get("has_exit", |word: &mut LoopWord| word.found.has_exit);
    engine.register_get("counted", |word: &mut LoopWord| word.found.counted);
    engine.register_get("counts", |word: &mut LoopWord| -> Answer<Items> {
        charge(word.found.counts.len() as u64)?;
        let counts = word.found.counts.iter().map(|spot| {
            state::with(|state| {
                let knowledge = state.knowledge.clone();
                let seen = match spot {
                    Spot::At(handle) => knowledge.documents.read(*handle),
                    _ => crate::model::read::Seen::Missing,
                };
                state.give(seen, spot.clone())
            })
        });
        Items::new(counts.flatten().collect())
    });
}

/// The graph of a process, made once an evaluation. Of what is missing there is an empty one, and a doubt.
fn graph_of(value: &Dynamic) -> Answer<Dynamic> {
    let Some(handle) = value.read_lock::<Node>().map(|node| node.0) else {
        let doubted = state::with(|state| state.unlike(value, "word.type.table")).unwrap_or(false);
        if doubted {
            return Ok(Dynamic::from(GraphWord(Arc::default())));
        }
        return Err(misuse(Message::new("fault.no-graph")));
    };
    let made = state::with(|state| {
        let knowledge = state.knowledge.clone();
        let entry = knowledge.documents.get(handle.document);
        let is_process = entry.table.is_some_and(|table| table.name == "process");
        if !is_process || handle.node != entry.document.root() {
            return Err(misuse(Message::new("fault.no-graph")));
        }
        if let Some(asked) = state.graphs.get(&handle.document) {
            return Ok(asked.clone());
        }
        let size = knowledge.documents.tree(&handle).len() as u64;
        if !state.spend(size.saturating_mul(MAKING)) {
            return Err(super::fault::over_budget());
        }
        Ok(make(state, handle.document))
    });
    match made {
        Some(asked) => asked.map(|asked| Dynamic::from(GraphWord(asked))),
        None => Err(misuse(Message::new("fault.no-evaluation"))),
    }
}

/// Steps that making a graph costs for each value of its file.
const MAKING: u64 = 1;

fn make(state: &mut state::State, document: DocId) -> Arc<Asked> {
    let graph = graph::read(&state.knowledge.documents, document);
    for gap in &graph.gaps {
        state.ledger.doubt(Some(gap.spot.clone()), gap.why.clone());
    }
    let asked = Arc::new(Asked { graph, ..Asked::default() });
    state.graphs.insert(document, asked.clone());
    asked
}
