//! Why: the questions that policies ask of a process, each answered over all ways at once and with a way that shows it.

use super::Graph;
use super::dominate::Dominators;
use super::links::Along;

impl Graph {
    /// The steps that can be reached from `from`, themselves included.
    pub fn reachable(&self, from: &[u32]) -> Vec<u32> {
        self.steps_of(&self.whole().reachable(from, Along::Forward))
    }

    /// The steps that a case can reach and from which it can reach no end: those that lead to dead ends only, and into
    /// rounds that nobody leaves.
    pub fn stuck(&self) -> Vec<u32> {
        let net = self.whole();
        let mut stuck = net.reachable(&self.entries, Along::Forward);
        for (node, out) in net.reachable(&self.ways_out(), Along::Backward).into_iter().enumerate() {
            stuck[node] &= !out;
        }
        self.steps_of(&stuck)
    }

    /// A shortest way by number of steps from one of `from` to one of `to`, both included, that passes none of `avoided`;
    /// of several, always the same one.
    pub fn way(&self, from: &[u32], to: &[u32], avoided: &[u32]) -> Option<Vec<u32>> {
        let way = self.whole().way(from, &self.marked(to), &self.marked(avoided))?;
        Some(self.shown(way))
    }

    /// Which steps every way from where cases begin passes.
    pub fn before(&self) -> Dominators {
        Dominators::new(self.whole(), &self.entries, Along::Forward)
    }

    /// Which steps every way to where cases stop passes.
    pub fn after(&self) -> Dominators {
        Dominators::new(self.whole(), &self.stops(), Along::Backward)
    }

    /// A way from where cases begin to `step` that passes none of `earlier`; where it is certain that cases begin, if
    /// there is one.
    pub fn bypass_before(&self, step: u32, earlier: &[u32]) -> Option<Vec<u32>> {
        let (unsure, sure): (Vec<u32>, Vec<u32>) =
            self.entries.iter().partition(|entry| self.presumed.binary_search(entry).is_ok());
        self.way(&sure, &[step], earlier).or_else(|| self.way(&unsure, &[step], earlier))
    }

    /// A way from `step` to where cases stop that passes none of `later`.
    pub fn bypass_after(&self, step: u32, later: &[u32]) -> Option<Vec<u32>> {
        self.way(&[step], &self.stops(), later)
    }

    /// The steps to which edges of a step lead.
    pub fn next(&self, step: u32) -> Vec<u32> {
        let mut next: Vec<u32> = self.plan().beside(step, Along::Forward).collect();
        next.dedup();
        next
    }

    /// The steps from which edges lead to a step.
    pub fn previous(&self, step: u32) -> Vec<u32> {
        let mut previous: Vec<u32> = self.plan().beside(step, Along::Backward).collect();
        previous.dedup();
        previous
    }

    fn marked(&self, steps: &[u32]) -> Vec<bool> {
        let mut marked = vec![false; self.whole().len()];
        for step in steps {
            marked[*step as usize] = true;
        }
        marked
    }

    fn steps_of(&self, marked: &[bool]) -> Vec<u32> {
        (0..self.steps.len() as u32).filter(|step| marked[*step as usize]).collect()
    }

    /// A way without the node that stands for what deadlines do.
    fn shown(&self, way: Vec<u32>) -> Vec<u32> {
        way.into_iter().filter(|node| (*node as usize) < self.steps.len()).collect()
    }
}
