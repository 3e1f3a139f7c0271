//! Why: "rejected, once more, at most twice" is the one loop whose longest way is plain: a ring of steps with one counted
//! edge. It is walked in one sweep before that edge and one behind it, so that a ring of any size costs no more than a
//! chain.

use super::Plan;
use super::label::{Label, Labels, Rivals};
use crate::graph::component::Components;
use crate::graph::links::Along;
use crate::graph::loops::count;
use crate::time::duration::Total;

/// A ring of steps with one counted edge.
pub struct Ring {
    /// The steps, beginning behind the counted edge.
    nodes: Vec<u32>,
    /// The edge that leaves each; the last is the counted one.
    links: Vec<u32>,
    /// How often that edge may be taken.
    most: u64,
}

impl Ring {
    /// The component as a ring, if it is one and one of its edges states a count.
    pub fn of(plan: &Plan<'_>, parts: &Components, component: u32) -> Option<Self> {
        let net = plan.graph.plan();
        let members = &parts.members[component as usize];
        let leaving = |node: u32| {
            let mut inside =
                net.at(node, Along::Forward).filter(|link| plan.is_on_way(*link) && parts.is_inside(net, *link));
            let only = inside.next()?;
            inside.next().is_none().then_some(only)
        };
        let (mut nodes, mut links) = (Vec::new(), Vec::new());
        let mut node = *members.first()?;
        for _ in 0..members.len() {
            let link = leaving(node)?;
            nodes.push(node);
            links.push(link);
            node = net.link(link).to;
        }
        let mut counted = links.iter().enumerate().filter_map(|(at, link)| {
            let count = count(plan.graph, plan.documents, *link)?;
            Some((at, count))
        });
        let (at, most) = counted.next()?;
        if counted.next().is_some() {
            return None;
        }
        let behind = (at + 1) % nodes.len();
        nodes.rotate_left(behind);
        links.rotate_left(behind);
        Some(Self { nodes, links, most: most? })
    }

    /// Settles the longest ways to all steps of the ring.
    ///
    /// # Errors
    /// As [`Labels::settle`].
    pub fn settle(
        &self,
        plan: &Plan<'_>,
        labels: &mut Labels,
        entering: impl Fn(u32, &Labels) -> Vec<Label>,
    ) -> Result<(), Rivals> {
        let step = |at: usize| {
            let to = self.nodes[(at + 1) % self.nodes.len()];
            plan.after[self.links[at] as usize].plus(plan.within[to as usize])
        };
        let round = (0..self.nodes.len()).map(step).fold(Total::default(), Total::plus);
        // Entered before the counted edge, which can still be taken as often as it may.
        let mut first: Vec<Vec<u32>> = Vec::with_capacity(self.nodes.len());
        for (at, node) in self.nodes.iter().enumerate() {
            let mut list = entering(*node, labels);
            if let Some(before) = at.checked_sub(1) {
                list.extend(first[before].iter().map(|own| labels.continued(*own, step(before), *node)));
            }
            first.push(labels.best(list)?);
        }
        // Behind the counted edge, which was taken once.
        let mut second: Vec<Vec<u32>> = Vec::new();
        if self.most > 0 {
            let mut before = (self.nodes.len() - 1, first[self.nodes.len() - 1].clone());
            for (at, node) in self.nodes.iter().enumerate() {
                let list = before.1.iter().map(|own| labels.continued(*own, step(before.0), *node)).collect();
                let best = labels.best(list)?;
                before = (at, best.clone());
                second.push(best);
            }
        }
        for (at, node) in self.nodes.iter().enumerate() {
            let rounds = |own: &u32, count: u64| labels.continued(*own, round.times(count), *node);
            let mut list: Vec<Label> = first[at].iter().map(|own| rounds(own, self.most)).collect();
            let once = second.get(at).into_iter().flatten();
            list.extend(once.map(|own| rounds(own, self.most.saturating_sub(1))));
            labels.settle(*node, list)?;
        }
        Ok(())
    }
}
