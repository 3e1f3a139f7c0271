//! Why: every question to a graph is charged for what it walks over, gives nodes, and leaves a doubt where an edge that
//! the file does not state could change the answer. How, is decided here for all of them.

use std::sync::atomic::Ordering;

use rhai::Dynamic;

use super::{Answer, GraphWord};
use crate::graph::Graph;
use crate::message::Message;
use crate::model::Spot;
use crate::script::list::charge;
use crate::script::node::{Items, Node};
use crate::script::state;

/// Steps and edges that are walked over at the cost of one step.
const WALKED: u64 = 32;

impl GraphWord {
    /// Charges for one walk over everything.
    pub fn walk(&self) -> Answer<()> {
        charge(1 + self.0.graph.size() as u64 / WALKED)
    }

    /// Steps as nodes.
    pub fn nodes(&self, steps: &[u32]) -> Answer<Items> {
        charge(1 + steps.len() as u64 / 4)?;
        let node = |step: &u32| Dynamic::from(Node(self.0.graph.steps[*step as usize].handle));
        Items::new(steps.iter().map(node).collect())
    }

    pub fn distinct(&self, mut steps: Vec<u32>) -> Answer<Items> {
        charge(1 + steps.len() as u64 / 4)?;
        steps.sort_unstable();
        steps.dedup();
        self.nodes(&steps)
    }

    /// A way as nodes. That there is none may be due to a step that does not say what follows.
    pub fn way(&self, way: impl FnOnce(&Graph) -> Option<Vec<u32>>) -> Answer<Items> {
        self.walk()?;
        match way(&self.0.graph) {
            Some(way) => self.nodes(&way),
            None => {
                self.doubt_open();
                Items::new(Vec::new())
            }
        }
    }

    /// The first way that is found for one of some steps.
    pub fn first(&self, steps: &[u32], way: impl Fn(&Graph, u32) -> Option<Vec<u32>>) -> Answer<Items> {
        for step in steps {
            self.walk()?;
            if let Some(way) = way(&self.0.graph, *step) {
                return self.nodes(&way);
            }
        }
        self.doubt_open();
        Items::new(Vec::new())
    }

    pub fn is_always_before(&self, step: u32, earlier: &[u32]) -> Answer<bool> {
        let graph = &self.0.graph;
        if let [one] = earlier {
            if self.0.before.get().is_none() {
                self.walk()?;
            }
            charge(1)?;
            if self.0.before.get_or_init(|| graph.before()).always_passes(step, *one) {
                return Ok(true);
            }
        }
        self.walk()?;
        let Some(way) = graph.bypass_before(step, earlier) else { return Ok(true) };
        let presumed = way.first().is_some_and(|first| graph.presumed.binary_search(first).is_ok());
        if presumed {
            self.doubt_start();
        }
        Ok(presumed)
    }

    pub fn is_always_after(&self, step: u32, later: &[u32]) -> Answer<bool> {
        let graph = &self.0.graph;
        if let [one] = later {
            if self.0.after.get().is_none() {
                self.walk()?;
            }
            charge(1)?;
            return Ok(self.0.after.get_or_init(|| graph.after()).always_passes(step, *one));
        }
        self.walk()?;
        Ok(graph.bypass_after(step, later).is_none())
    }

    /// A doubt at every step that is no end and does not say what follows.
    pub fn doubt_open(&self) {
        if !self.0.noted_open.swap(true, Ordering::Relaxed) {
            self.0.graph.open().for_each(|step| self.doubt_next(step));
        }
    }

    pub fn doubt_next(&self, step: u32) {
        let handle = self.0.graph.steps[step as usize].handle;
        state::doubt(Some(Spot::Missing(handle, "next".into())), Message::new("why.missing"));
    }

    /// A doubt where the file should say at which step of a loop cases begin.
    pub fn doubt_start(&self) {
        if !self.0.noted_start.swap(true, Ordering::Relaxed) {
            state::doubt(self.0.graph.unsaid_start.clone(), Message::new("why.no-start"));
        }
    }
}
