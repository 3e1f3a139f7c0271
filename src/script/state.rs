//! Why: while a script runs, every native function must know for which evaluation it works, and the step counter must
//! be reached from a callback that knows nothing. One evaluation runs on one thread from start to end, so its state
//! lives there.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use rhai::ImmutableString;

use super::graph::Asked;
use super::sites::Sites;
use crate::clause::Scope;
use crate::knowledge::Knowledge;
use crate::ledger::Ledger;
use crate::message::Message;
use crate::model::read::Unreadable;
use crate::model::{DocId, Spot};
use crate::plan::{Picked, Planned};
use crate::rule::budget;

/// One evaluation under way.
pub(super) struct State {
    pub knowledge: Arc<Knowledge>,
    pub planned: Arc<Planned>,
    pub document: Option<DocId>,
    pub ledger: Ledger,
    /// Every single value that was handed out, in order. The tag of a value is its position here, from 1.
    pub reads: Vec<Read>,
    /// Texts that were handed out, by the address of their bytes: tags of texts do not survive. Each is kept, so that
    /// no other text can come to lie at its address.
    pub texts: HashMap<usize, (ImmutableString, TextOf)>,
    /// Limits that were handed out for single entries.
    pub limits: Vec<Picked>,
    /// Patterns that were used; each costs its compilation once an evaluation, whatever other evaluations did.
    pub patterns: HashSet<Box<str>>,
    /// Graphs of processes that were asked for.
    pub graphs: HashMap<DocId, Arc<Asked>>,
    /// What stands where in the script.
    pub sites: Arc<Sites>,
    /// A condition met a value of a file that is neither yes nor no: the stop that follows is not the policy's fault.
    pub condition_doubted: bool,
    ticks: u64,
    budget: u64,
}

/// A single value that was handed out.
pub(super) struct Read {
    /// Where it was read; `None` for what a script looked for in its own lists.
    pub spot: Option<Spot>,
    /// Whether there was something.
    pub stated: bool,
    /// Why it could not be read as what it should be.
    pub unreadable: Option<Unreadable>,
    /// Whether the script took notice that the value is missing.
    pub answered: bool,
}

/// What a text that was handed out is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TextOf {
    /// A value of a file: its read.
    Read(usize),
    /// A parameter, by position.
    Parameter(usize),
}

thread_local! {
    static CURRENT: RefCell<Option<State>> = const { RefCell::new(None) };
}

impl State {
    pub fn new(knowledge: Arc<Knowledge>, planned: Arc<Planned>, document: Option<DocId>, sites: Arc<Sites>) -> Self {
        let budget = budget::steps(&knowledge, document);
        Self {
            knowledge,
            planned,
            document,
            ledger: Ledger::default(),
            reads: Vec::new(),
            texts: HashMap::new(),
            limits: Vec::new(),
            patterns: HashSet::new(),
            graphs: HashMap::new(),
            sites,
            condition_doubted: false,
            ticks: 0,
            budget,
        }
    }

    /// Where something stands that has no place of its own: the document as a whole.
    pub fn whole(&self) -> Option<Spot> {
        self.document.map(|id| Spot::Missing(self.knowledge.documents.get(id).root(id), "".into()))
    }

    /// Counts steps; `false` once the budget is used up.
    pub fn spend(&mut self, steps: u64) -> bool {
        self.ticks = self.ticks.saturating_add(steps);
        self.ticks <= self.budget
    }

    /// Whose law applies to what is judged.
    pub fn scope(&self) -> Scope {
        match self.document {
            Some(id) => self.knowledge.scope(id),
            None => self.knowledge.workspace_scope(),
        }
    }
}

/// Runs `work` with `state` as the current evaluation and gives the state back.
pub(super) fn run<T>(state: State, work: impl FnOnce() -> T) -> (Option<State>, T) {
    CURRENT.set(Some(state));
    let result = work();
    (CURRENT.take(), result)
}

/// Takes what a panic left behind, so that the next evaluation starts clean.
pub(super) fn take() -> Option<State> {
    CURRENT.take()
}

/// Works on the current evaluation. Outside of one (which no native function is) there is nothing to work on.
pub(super) fn with<T>(work: impl FnOnce(&mut State) -> T) -> Option<T> {
    CURRENT.with_borrow_mut(|current| current.as_mut().map(work))
}

/// Counts steps; `false` once the budget is used up.
pub(super) fn tick(steps: u64) -> bool {
    with(|state| state.spend(steps)).unwrap_or(false)
}

/// Writes down that a place could not be judged.
pub(super) fn doubt(spot: Option<Spot>, why: Message) {
    with(|state| state.ledger.doubt(spot, why));
}
