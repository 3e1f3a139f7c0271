//! Why: whether a case can get stuck, go round for ever, or be decided before anybody has looked at it is a question
//! about all ways through a process at once. Policies that follow edges by hand get loops, missing steps and double names
//! wrong; here they are followed once, and every answer names the way on which it rests.
//!
//! **What the graph is** (model.md, section 2.1). Steps are nodes; `next` and the `moves_to` of a step's escalations are
//! edges. The `moves_to` of a *deadline* may take a case out of whatever step it is in, so every step leads there, by way
//! of one further node that no answer shows. Cases begin at `start`, else at the steps that nothing leads to; where
//! nothing from outside leads to a loop, at any step of the loop. They may end at a step with `end = true`, at one of kind
//! `close`, and by leaving to another process (`process:id`, `process-id/step`).
//!
//! **What it does not know it says.** An edge that leads to no step, a step that stands twice, a kind that is no word:
//! each is a [`Gap`], no edge is made of it, and whoever asks the graph must say so. A step that is no end and does not
//! say what follows is *open*: a dead end where dead ends are asked for, else in doubt. Uncertain ends and edges count as
//! ways out, so that *stuck* is only said of what is certain.
//!
//! Answers do not depend on the order of tables or edges: steps are numbered by their ids, compared after NFC.

mod component;
mod dominate;
mod length;
mod links;
mod loops;
mod read;
#[cfg(test)]
mod tests;
mod ways;

use std::collections::HashMap;

use crate::document::NodeId;
use crate::message::Message;
use crate::model::{Handle, Spot};
pub use component::Components;
pub use dominate::Dominators;
pub use length::{Length, longest, shortest};
pub use links::{Along, Link, Net};
pub use loops::{Loop, Round, loops};
pub use read::read;

/// The steps of one process and the ways between them.
#[derive(Clone, Debug, Default)]
pub struct Graph {
    /// By number, sorted by id.
    pub steps: Vec<Step>,
    /// Sorted by both ends; the numbers are those of the links of [`Graph::plan`].
    pub edges: Vec<Edge>,
    /// What decides and cannot be read, in the order of the file.
    pub gaps: Vec<Gap>,
    /// Where deadlines move cases to.
    pub moves: Vec<Move>,
    /// Where cases begin, sorted.
    pub entries: Vec<u32>,
    /// Those of the entries of which only one or some are meant: the file does not say where on a loop cases begin.
    pub presumed: Vec<u32>,
    /// Where `start` should be stated; `None` where it is.
    pub unsaid_start: Option<Spot>,
    plan: Net,
    /// The plan with one further node, through which deadlines move cases. Only where a deadline does.
    moved: Option<Net>,
    by_node: HashMap<NodeId, u32>,
}

/// A step.
#[derive(Clone, Debug)]
pub struct Step {
    /// Its id, after NFC.
    pub id: Box<str>,
    /// Where it stands.
    pub handle: Handle,
    /// Whether a case may end here.
    pub ending: Ending,
    /// An edge leads to another process.
    pub leaves: bool,
    /// An edge cannot be followed: see the gaps.
    pub unclear: bool,
    /// It says what follows, be it nothing.
    pub says_next: bool,
}

/// Whether a case may end at a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// It may.
    Yes,
    /// It may not.
    No,
    /// The file does not tell: see the gaps.
    Unclear,
}

/// A way from one step to another.
#[derive(Clone, Copy, Debug)]
pub struct Edge {
    /// The step that it leaves.
    pub from: u32,
    /// The step that it leads to.
    pub to: u32,
    /// What makes a case take it.
    pub kind: EdgeKind,
    /// Where it stands: `after`, `trigger` and `repeats_max` are read there.
    pub handle: Handle,
}

/// What an edge is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EdgeKind {
    /// The plan: an entry of `next`.
    Next,
    /// A step's escalation moves the case.
    Escalation,
}

/// A deadline's escalation that moves cases, from whatever step they are in.
#[derive(Clone, Debug)]
pub struct Move {
    /// The step that it leads to.
    pub to: u32,
    /// The name of that step.
    pub spot: Spot,
}

/// A value without which no answer is certain.
#[derive(Clone, Debug)]
pub struct Gap {
    /// Where.
    pub spot: Spot,
    /// Why it cannot be read.
    pub why: Message,
}

impl Graph {
    /// The number of the step at a node of the file.
    pub fn step_at(&self, handle: Handle) -> Option<u32> {
        let number = *self.by_node.get(&handle.node)?;
        let own = &self.steps[number as usize].handle;
        (own.document == handle.document && own.space == handle.space).then_some(number)
    }

    /// The number of the step with an id.
    pub fn step_named(&self, id: &str) -> Option<u32> {
        let id = crate::index::normal(id);
        self.steps.binary_search_by(|step| (*step.id).cmp(&*id)).ok().map(|at| at as u32)
    }

    /// The steps and edges of the plan, without what deadlines do.
    pub fn plan(&self) -> &Net {
        &self.plan
    }

    /// The plan and what deadlines do. There may be one node more than there are steps.
    fn whole(&self) -> &Net {
        self.moved.as_ref().unwrap_or(&self.plan)
    }

    /// How much there is to walk over: steps and edges.
    pub fn size(&self) -> usize {
        self.whole().len() + self.whole().links().len()
    }

    /// Steps that are no end and do not say what follows.
    pub fn open(&self) -> impl Iterator<Item = u32> + '_ {
        self.numbers(|_, step| !step.says_next && step.ending == Ending::No)
    }

    /// Steps at which a case may end.
    pub fn ends(&self) -> Vec<u32> {
        self.numbers(|_, step| step.ending == Ending::Yes).collect()
    }

    /// Steps at which a case may not end and from which nothing leads on.
    pub fn dead_ends(&self) -> Vec<u32> {
        self.numbers(|at, step| self.is_dead_end(at, step)).collect()
    }

    /// Steps at which a case may stop for certain: it ends, leaves to another process, or nothing leads on, and the file
    /// says so.
    pub fn stops(&self) -> Vec<u32> {
        let dead = |at, step: &Step| step.says_next && self.is_dead_end(at, step);
        self.numbers(|at, step| step.ending == Ending::Yes || step.leaves || dead(at, step)).collect()
    }

    fn is_dead_end(&self, at: u32, step: &Step) -> bool {
        let leads_on = step.leaves || step.unclear || self.plan.at(at, Along::Forward).next().is_some();
        step.ending == Ending::No && !leads_on
    }

    /// Steps at which a case may end or leave, or perhaps.
    fn ways_out(&self) -> Vec<u32> {
        self.numbers(|_, step| step.ending != Ending::No || step.leaves || step.unclear).collect()
    }

    fn numbers<'a>(&'a self, test: impl Fn(u32, &Step) -> bool + 'a) -> impl Iterator<Item = u32> + 'a {
        let fits = move |(at, step)| test(at as u32, step).then_some(at as u32);
        self.steps.iter().enumerate().filter_map(fits)
    }
}
