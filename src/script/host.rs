//! Why: the toolbox is built up from nothing. A raw engine knows no file, network, clock, random number, `eval`,
//! `import` or `sleep`; what a policy may use is registered here and in the files beside.

use std::collections::{BTreeSet, HashSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;
use rhai::packages::{ArithmeticPackage, BasicIteratorPackage, BasicMapPackage, LogicPackage, Package};
use rhai::{CallFnOptions, Dynamic, Engine, EvalAltResult, OptimizationLevel, Position, Scope};

use super::api::{self, IndexWord, ParamsWord};
pub use super::compile::Program;
use super::compile::{CONSTANTS, compile, known_functions, properties, property_words};
use super::list::charge;
use super::node::{self, Node};
use super::origin::Day;
use super::state::{self, State};
use super::{compare, fault, graph, limit, list, operator, pick, require, standing, text};
use crate::clause::laws;
use crate::diagnostic::{Diagnostic, Location};
use crate::knowledge::Knowledge;
use crate::ledger::{Ledger, Stopped};
use crate::message::Message;
use crate::model::DocId;
use crate::model::read::Unreadable;
use crate::plan::Planned;
use crate::policy::Policy;
use crate::source::Home;
use crate::span::Span;

/// The script engine with everything that the planned policies need.
pub struct Host {
    engine: Engine,
    known: HashSet<String>,
    slots: Vec<Slot>,
}

/// One script: a policy of the workspace is compiled at once, since its author may have slipped; one that ships with
/// the program when a document first meets its condition. Most documents meet few.
struct Slot {
    policy: Arc<Policy>,
    program: OnceLock<Option<Program>>,
}

/// Deepest call of a script: 32 levels, each with the deepest expression and native functions between them, ran in
/// 512 KiB of stack, a quarter of a worker's.
const CALL_DEPTH: usize = 32;

/// Deepest expression, at the top and inside functions.
const EXPRESSION_DEPTH: (usize, usize) = (64, 32);

/// Longest text of a script in bytes, largest list and map. A list assigned to itself is checked whole each time, so
/// that the cost of building one grows with the square: at 1,000 it stays within tens of milliseconds.
const TEXT: usize = 16 << 10;
const LIST: usize = 1_000;

impl Host {
    /// Builds the engine that runs these policies, and tells what keeps some of them from being run.
    pub fn new(policies: Vec<Arc<Policy>>) -> (Self, Vec<Diagnostic>) {
        let mut engine = engine();
        let known = known_functions();
        let prepared: Vec<_> = policies
            .par_iter()
            .map(|policy| match policy.source.home {
                Home::Builtin => (Ok(None), property_words(&policy.script())),
                Home::Workspace => match compile(&engine, &known, policy) {
                    Ok(program) => {
                        let properties = properties(&program.ast);
                        (Ok(Some(program)), properties)
                    }
                    Err(problem) => (Err(problem), BTreeSet::new()),
                },
            })
            .collect();
        let (mut slots, mut problems) = (Vec::new(), Vec::new());
        let (mut names, mut parameters) = (BTreeSet::new(), BTreeSet::new());
        for (policy, (compiled, read)) in policies.into_iter().zip(prepared) {
            names.extend(read);
            parameters.extend(policy.parameters.iter().map(|parameter| parameter.name.clone()));
            let program = match compiled {
                Ok(None) => OnceLock::new(),
                Ok(program) => OnceLock::from(program),
                Err(problem) => {
                    problems.push(*problem);
                    OnceLock::from(None)
                }
            };
            slots.push(Slot { policy, program });
        }
        for name in names.iter().filter(|name| *name != "tag") {
            node::register_property(&mut engine, name);
        }
        for name in &parameters {
            api::register_parameter(&mut engine, name);
        }
        (Self { engine, known, slots }, problems)
    }

    /// The compiled script of the policy at this position of the list that [`Host::new`] was given.
    pub fn program(&self, at: usize) -> Option<&Program> {
        let slot = self.slots.get(at)?;
        slot.program.get_or_init(|| compile(&self.engine, &self.known, &slot.policy).ok()).as_ref()
    }

    /// Runs a policy for a document, or over the workspace.
    pub fn run(
        &self,
        program: &Program,
        knowledge: &Arc<Knowledge>,
        planned: &Arc<Planned>,
        document: Option<DocId>,
    ) -> Ledger {
        let state = State::new(knowledge.clone(), planned.clone(), document, program.sites.clone());
        let argument = match document {
            Some(id) => Dynamic::from(Node(knowledge.documents.get(id).root(id))),
            None => Dynamic::from(IndexWord),
        };
        let call = || {
            let mut scope = Scope::new();
            let options = CallFnOptions::new().eval_ast(true);
            self.engine.call_fn_with_options::<Dynamic>(options, &mut scope, &program.ast, "check", (argument,))
        };
        let fenced = || catch_unwind(AssertUnwindSafe(call));
        let (state, outcome) = state::run(state, fenced);
        let Some(mut state) = state.or_else(state::take) else {
            return Ledger { stopped: Some(fault::panicked()), ..Ledger::default() };
        };
        match outcome {
            Ok(Ok(_)) => {}
            Ok(Err(error)) => fault::record(&mut state, &error),
            Err(_) => state.ledger.stopped = Some(fault::panicked()),
        }
        if let Some(stopped) = &mut state.ledger.stopped {
            stopped.at = stopped.at.or(program.check_at);
        }
        doubt_what_was_ignored(&mut state);
        state.ledger
    }
}

/// A missing or unreadable value that the script read and took no notice of leaves the evaluation in doubt: it cannot
/// pass by accident.
fn doubt_what_was_ignored(state: &mut State) {
    let ignored: Vec<_> = state
        .reads
        .iter()
        .filter(|read| !read.stated && !read.answered)
        .map(|read| {
            let why = read.unreadable.as_ref().map_or_else(|| Message::new("why.missing"), Unreadable::message);
            (read.spot.clone(), why)
        })
        .collect();
    for (spot, why) in ignored {
        state.ledger.doubt(spot, why);
    }
}

/// Where a fault stands in its policy.
pub fn fault_location(policy: &Policy, stopped: &Stopped) -> Location {
    let span = match stopped.at {
        Some((line, column)) => {
            let start = policy.source.line_start(line) as usize;
            let text = policy.source.line_text(line);
            let skipped: usize = text.chars().take(column.saturating_sub(1) as usize).map(char::len_utf8).sum();
            let rest = &text[skipped..];
            let word = rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len());
            Span::new(start + skipped, start + skipped + word.max(rest.chars().next().map_or(0, char::len_utf8)))
        }
        None => policy.header,
    };
    policy.location(span)
}

pub(super) fn engine() -> Engine {
    let mut engine = Engine::new_raw();
    engine.set_max_expr_depths(EXPRESSION_DEPTH.0, EXPRESSION_DEPTH.1);
    engine.set_max_call_levels(CALL_DEPTH);
    engine.set_max_string_size(TEXT);
    engine.set_max_array_size(LIST);
    engine.set_max_map_size(LIST);
    engine.set_max_variables(256);
    engine.set_max_functions(64);
    engine.set_max_modules(0);
    engine.set_max_strings_interned(0);
    engine.set_strict_variables(true);
    engine.set_fast_operators(false);
    engine.set_optimization_level(OptimizationLevel::None);
    for word in ["eval", "import", "export", "print", "debug", "?.", "?["] {
        engine.disable_symbol(word);
    }
    engine.register_global_module(ArithmeticPackage::new().as_shared_module());
    engine.register_global_module(LogicPackage::new().as_shared_module());
    engine.register_global_module(BasicIteratorPackage::new().as_shared_module());
    engine.register_global_module(BasicMapPackage::new().as_shared_module());
    engine.on_progress(|_| if state::tick(1) { None } else { Some(Dynamic::UNIT) });
    node::register(&mut engine);
    list::register(&mut engine);
    pick::register(&mut engine);
    api::register(&mut engine);
    limit::register(&mut engine);
    compare::register(&mut engine);
    operator::register(&mut engine);
    text::register(&mut engine);
    graph::register(&mut engine);
    standing::register(&mut engine);
    #[expect(clippy::expect_used, reason = "the syntax is fixed, so registering it cannot fail")]
    require::register(&mut engine).expect("`require (…)` is well-formed custom syntax");
    register_constants(&mut engine);
    engine
}

/// `params`, `index`, `as_of`, `jurisdictions`, `sectors`: known to the parser as constants, filled in per evaluation.
fn register_constants(engine: &mut Engine) {
    #[allow(
        deprecated,
        reason = "the one way to give functions values that differ by evaluation; its version is pinned"
    )]
    engine.on_var(|name, _, context| {
        let is_constant = CONSTANTS.contains(&name);
        let looks = |state: &mut State| (state.sites.lends(name), state.sites.makes_lists(), state.sites.captures());
        let (lends, makes_lists, captures) = state::with(looks).unwrap_or_default();
        if !is_constant && !makes_lists && !captures {
            return Ok(None);
        }
        if let Some(local) = context.scope().get(name) {
            if makes_lists {
                // Every use of a variable copies what it holds.
                charge(list::weight(local) / 4)?;
            }
            if captures && list::is_tangled(local) {
                return Err(Box::new(EvalAltResult::ErrorDataTooLarge(fault::CLOSURES.to_owned(), Position::NONE)));
            }
            return Ok(if lends || is_constant { lent(local) } else { None });
        }
        Ok(match name {
            "params" => Some(Dynamic::from(ParamsWord)),
            "index" => Some(Dynamic::from(IndexWord)),
            "as_of" => state::with(|state| {
                state.ledger.read_as_of = true;
                Dynamic::from(Day(state.knowledge.as_of))
            }),
            "jurisdictions" => state::with(|state| words(laws(&state.scope().jurisdictions))),
            "sectors" => state::with(|state| words(state.scope().sectors)),
            _ => None,
        })
    });
}

/// `doc.steps.some(|step| step.role == doc.owner)`: the engine locks a variable that a closure shares for as long as the
/// chain runs that begins with it, and then refuses the closure. Nobody changes the variable, so the chain begins with a
/// copy.
fn lent(local: &Dynamic) -> Option<Dynamic> {
    local.is_shared().then(|| local.flatten_clone())
}

fn words(list: Vec<String>) -> Dynamic {
    Dynamic::from(list.into_iter().map(Dynamic::from).collect::<rhai::Array>())
}
