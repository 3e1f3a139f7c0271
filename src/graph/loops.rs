//! Why: a case that goes round is fine while somebody counts the rounds or the case can leave. Which rounds there are, and
//! what bounds them, is found over the whole plan; a round that no answer names cannot be mended.

use super::component::Components;
use super::links::{Along, Net, UNSEEN};
use super::{Ending, Graph};
use crate::model::read::Seen;
use crate::model::{Documents, Spot};
use crate::value::Scalar;

/// Steps each of which can be reached from each other.
#[derive(Clone, Debug)]
pub struct Loop {
    /// All of them.
    pub members: Vec<u32>,
    /// One round: each step once, in order. Where rounds are left that nobody counts, one of these.
    pub round: Round,
    /// A case can leave: an edge leads out, to another step or process; it may end at a step of the loop; or a deadline
    /// moves it. Said also where that is uncertain; see the gaps of the graph.
    pub has_exit: bool,
    /// On every round some edge states how often it may be taken (`repeats_max`). Said also where a count is stated and
    /// cannot be read.
    pub counted: bool,
    /// The counts that its edges state, readable or not.
    pub counts: Vec<Spot>,
}

/// Steps in the order in which a round passes them; the last leads to the first.
pub type Round = Vec<u32>;

/// The loops of the plan and of the escalations of steps, in the order of their first step. What deadlines do makes no
/// loop: a deadline passes once.
pub fn loops(graph: &Graph, documents: &Documents) -> Vec<Loop> {
    let net = graph.plan();
    let all = Components::of(net, |_| true);
    let counts: Vec<Option<Spot>> = (0..net.links().len() as u32)
        .map(|link| if all.is_inside(net, link) { stated_count(graph, documents, link) } else { None })
        .collect();
    let is_counted = |link: u32| counts[link as usize].is_some();
    let uncounted = Components::of(net, |link| all.is_inside(net, link) && !is_counted(link));
    // Rounds that nobody counts, by the loop in which they lie.
    let mut free: Vec<Option<u32>> = vec![None; all.members.len()];
    for (number, members) in uncounted.members.iter().enumerate() {
        let outer = &mut free[all.of[members[0] as usize] as usize];
        let is_earlier = outer.is_none_or(|other| members[0] < uncounted.members[other as usize][0]);
        if is_earlier && uncounted.is_loop(net, number as u32, |link| !is_counted(link)) {
            *outer = Some(number as u32);
        }
    }
    let mut walk = Walk { before: vec![UNSEEN; net.len()] };
    let mut found = Vec::new();
    for (number, members) in all.members.iter().enumerate() {
        if !all.is_loop(net, number as u32, |_| true) {
            continue;
        }
        let round = match free[number] {
            Some(inner) => {
                let start = uncounted.members[inner as usize][0];
                let stays = |to: u32| uncounted.of[to as usize] == inner;
                walk.round(net, start, |link| !is_counted(link) && stays(net.link(link).to))
            }
            None => walk.round(net, members[0], |link| all.is_inside(net, link)),
        };
        let inside = members.iter().flat_map(|node| net.at(*node, Along::Forward));
        found.push(Loop {
            round,
            has_exit: has_exit(graph, &all, number as u32),
            counted: free[number].is_none(),
            counts: inside.filter_map(|link| counts[link as usize].clone()).collect(),
            members: members.clone(),
        });
    }
    found.sort_by_key(|found| found.members[0]);
    found
}

/// How often an edge may be taken, where that is stated.
pub(super) fn stated_count(graph: &Graph, documents: &Documents, link: u32) -> Option<Spot> {
    match documents.follow(graph.edges[link as usize].handle, "repeats_max") {
        (Seen::Missing, _) => None,
        (_, spot) => Some(spot),
    }
}

/// The count of an edge: `Some(None)` where one is stated and cannot be read.
pub(super) fn count(graph: &Graph, documents: &Documents, link: u32) -> Option<Option<u64>> {
    match documents.follow(graph.edges[link as usize].handle, "repeats_max").0 {
        Seen::Missing => None,
        Seen::Scalar(Scalar::Int(count)) => Some(count.try_into().ok()),
        _ => Some(None),
    }
}

fn has_exit(graph: &Graph, all: &Components, component: u32) -> bool {
    let net = graph.plan();
    let outside = |node: u32| all.of[node as usize] != component;
    let leaves = |node: &u32| {
        let step = &graph.steps[*node as usize];
        step.ending != Ending::No || step.leaves || step.unclear || net.beside(*node, Along::Forward).any(outside)
    };
    all.members[component as usize].iter().any(leaves) || graph.moves.iter().any(|moved| outside(moved.to))
}

/// A round through `start` over the links for which `counts` says yes; those must not lead out of one component.
pub(super) fn round(net: &Net, start: u32, counts: impl Fn(u32) -> bool) -> Round {
    Walk { before: vec![UNSEEN; net.len()] }.round(net, start, counts)
}

/// Predecessors by node. Rounds of different components share no node, so one list serves all of them.
struct Walk {
    before: Vec<u32>,
}

impl Walk {
    fn round(&mut self, net: &Net, start: u32, counts: impl Fn(u32) -> bool) -> Round {
        let mut queue = vec![start];
        let mut at = 0;
        while let Some(node) = queue.get(at).copied() {
            at += 1;
            for link in net.at(node, Along::Forward).filter(|link| counts(*link)) {
                let to = net.link(link).to;
                if to == start {
                    return self.trace(start, node);
                }
                if self.before[to as usize] == UNSEEN {
                    self.before[to as usize] = node;
                    queue.push(to);
                }
            }
        }
        vec![start]
    }

    fn trace(&self, start: u32, last: u32) -> Round {
        let mut round = vec![last];
        while let Some(node) = round.last().copied().filter(|node| *node != start) {
            round.push(self.before[node as usize]);
        }
        round.reverse();
        round
    }
}
