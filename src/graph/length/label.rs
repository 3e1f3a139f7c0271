//! Why: ways of unlike kinds of time have no order, so a step may be reached by several of which none is certainly the
//! best. A few are kept at each step; more would grow with every branch.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

use crate::time::duration::Total;

/// Ways kept at one step.
const KEPT: usize = 8;

/// Which of two ways is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Longer {
    /// The longer one.
    Wins,
    /// The shorter one.
    Loses,
}

/// A way to a step, and how long it takes.
#[derive(Clone, Copy, Debug)]
pub struct Label {
    /// How long.
    pub total: Total,
    /// The step.
    pub node: u32,
    /// The settled way that it continues.
    before: Option<u32>,
}

/// Whether something was settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settled {
    /// Ways that were not settled before.
    More,
    /// Nothing new.
    Nothing,
}

/// Two ways of which none is certainly better.
pub type Rivals = Box<(Label, Label)>;

/// The best ways to each step.
pub struct Labels {
    longer: Longer,
    settled: Vec<Label>,
    at: Vec<Vec<u32>>,
    waiting: BinaryHeap<(Reverse<(u64, usize)>, Waiting)>,
    queued: usize,
}

/// A way in the queue. The queue is ordered by what stands beside it.
struct Waiting(Label);

impl Label {
    /// The way that begins at a step and takes so long.
    pub fn begun(total: Total, node: u32) -> Self {
        Self { total, node, before: None }
    }
}

impl Labels {
    pub fn new(nodes: usize, longer: Longer) -> Self {
        Self { longer, settled: Vec::new(), at: vec![Vec::new(); nodes], waiting: BinaryHeap::new(), queued: 0 }
    }

    /// The settled ways to `from`, each continued to `node`.
    pub fn onward(&self, from: u32, step: Total, node: u32) -> Vec<Label> {
        let go = |at: &u32| Label { total: self.settled[*at as usize].total.plus(step), node, before: Some(*at) };
        self.at[from as usize].iter().map(go).collect()
    }

    /// The way to `from` that was settled last, continued to `node`.
    pub fn last_onward(&self, from: u32, step: Total, node: u32) -> Option<Label> {
        let at = *self.at[from as usize].last()?;
        Some(Label { total: self.settled[at as usize].total.plus(step), node, before: Some(at) })
    }

    /// The settled ways to a step.
    pub fn settled(&self, node: u32) -> Vec<Label> {
        self.at[node as usize].iter().map(|at| self.settled[*at as usize]).collect()
    }

    /// Settles the best of these ways to a step, those settled before among them.
    ///
    /// # Errors
    /// With two of them when there are too many of which none is certainly better.
    pub fn settle(&mut self, node: u32, list: Vec<Label>) -> Result<Settled, Rivals> {
        let known = self.at[node as usize].len();
        let kept = self.sorted_out(list)?;
        // The order is kept, so those settled before stand first and keep their numbers.
        let before = std::mem::take(&mut self.at[node as usize]);
        let mut at = Vec::with_capacity(kept.len());
        for (number, label) in kept {
            if number < known {
                at.push(before[number]);
            } else {
                at.push(self.settled.len() as u32);
                self.settled.push(label);
            }
        }
        let settled = if at.last() == before.last() { Settled::Nothing } else { Settled::More };
        self.at[node as usize] = at;
        Ok(settled)
    }

    /// The single best of some ways: how long it takes and the way itself.
    ///
    /// # Errors
    /// With two of them when none is certainly better than all others.
    pub fn least_doubtful(&self, list: Vec<Label>) -> Result<Option<(Total, Vec<u32>)>, Rivals> {
        let mut kept: Vec<Label> = Vec::new();
        for label in list {
            if !kept.iter().any(|own| self.is_as_good(&own.total, &label.total)) {
                kept.retain(|own| !self.is_as_good(&label.total, &own.total));
                kept.push(label);
            }
        }
        match kept.as_slice() {
            [] => Ok(None),
            [only] => Ok(Some((only.total, self.way(only)))),
            [one, other, ..] => Err(Box::new((*one, *other))),
        }
    }

    /// The steps of a way.
    pub fn way(&self, label: &Label) -> Vec<u32> {
        let mut way = vec![label.node];
        let mut before = label.before;
        while let Some(at) = before {
            let label = &self.settled[at as usize];
            // A label that only adds rounds stands at the step of the one before it.
            if way.last() != Some(&label.node) {
                way.push(label.node);
            }
            before = label.before;
        }
        way.reverse();
        way
    }

    /// Keeps the best of these ways, without offering them at their step: they stand in the middle of others.
    ///
    /// # Errors
    /// As [`Self::settle`].
    pub fn best(&mut self, list: Vec<Label>) -> Result<Vec<u32>, Rivals> {
        let kept = self.sorted_out(list)?;
        let first = self.settled.len();
        self.settled.extend(kept.into_iter().map(|(_, label)| label));
        Ok((first as u32..self.settled.len() as u32).collect())
    }

    /// A kept way, continued.
    pub fn continued(&self, at: u32, step: Total, node: u32) -> Label {
        Label { total: self.settled[at as usize].total.plus(step), node, before: Some(at) }
    }

    /// Puts a way into the queue.
    pub fn queue(&mut self, label: Label) {
        self.queued += 1;
        self.waiting.push((Reverse((label.total.least_millis(), self.queued)), Waiting(label)));
    }

    /// The way in the queue that may take least.
    pub fn next(&mut self) -> Option<Label> {
        self.waiting.pop().map(|(_, Waiting(label))| label)
    }

    /// Those of some ways than which no other is certainly better, each with its position.
    fn sorted_out(&self, list: Vec<Label>) -> Result<Vec<(usize, Label)>, Rivals> {
        let mut kept: Vec<(usize, Label)> = Vec::new();
        for (number, label) in list.into_iter().enumerate() {
            if kept.iter().any(|(_, own)| self.is_as_good(&own.total, &label.total)) {
                continue;
            }
            kept.retain(|(_, own)| !self.is_as_good(&label.total, &own.total));
            if kept.len() == KEPT {
                return Err(Box::new((kept[0].1, label)));
            }
            kept.push((number, label));
        }
        Ok(kept)
    }

    fn is_as_good(&self, own: &Total, other: &Total) -> bool {
        match self.longer {
            Longer::Wins => own.is_at_least(other),
            Longer::Loses => other.is_at_least(own),
        }
    }
}

impl PartialEq for Waiting {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Waiting {}

impl PartialOrd for Waiting {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Waiting {
    fn cmp(&self, _: &Self) -> Ordering {
        Ordering::Equal
    }
}
