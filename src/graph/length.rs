//! Why: whether the plan keeps a promise is a question about the longest way. Days of work and days of the calendar do not
//! add up, rounds may be without end, and a step may not say how long it takes; then the answer is what is missing, never
//! a number.
//!
//! **What is added up.** The `within` of every step on the way, both ends included, and the `after` of every edge; an edge
//! without `after` takes no time. Sums keep each kind of time by itself ([`Total`]), and one way is longer than another
//! only where that is certain; where it is not, both are kept, a few at most, and the answer may be that it cannot be told.
//!
//! **Rounds.** No shortest way goes round. A longest one goes round a loop as often as its counter allows, where the loop
//! is a single ring with one counter (`repeats_max = n`: that edge is taken at most `n` times). Rings without a counter,
//! and loops within loops, have no longest way that could be told.

mod label;
mod ring;

use super::component::Components;
use super::links::Along;
use super::loops::{Round, round};
use super::{EdgeKind, Graph};
use crate::message::Message;
use crate::model::read::Seen;
use crate::model::{Documents, Spot};
use crate::time::duration::Total;
use crate::value::Scalar;
use label::{Label, Labels, Longer, Settled};

/// How long it takes from some steps to others.
#[derive(Clone, Debug)]
pub enum Length {
    /// So long, on this way. Rounds are counted and not repeated.
    Sum {
        /// The sum.
        total: Total,
        /// The way.
        steps: Vec<u32>,
    },
    /// No way leads there.
    NoWay,
    /// It cannot be told.
    Unknown {
        /// The steps that do not say enough.
        steps: Vec<u32>,
        /// Where the first of them should.
        spot: Spot,
        /// Why.
        why: Message,
    },
    /// A case may go round without an end that could be told.
    Endless {
        /// One round.
        round: Round,
    },
}

/// The longest way from one of `from` to one of `to`.
pub fn longest(graph: &Graph, documents: &Documents, from: &[u32], to: &[u32]) -> Length {
    let plan = match Plan::new(graph, documents, from, to) {
        Ok(plan) => plan,
        Err(length) => return *length,
    };
    let net = graph.plan();
    let inside = |link: u32| plan.is_on_way(link);
    let parts = Components::of(net, inside);
    let mut labels = Labels::new(net.len(), Longer::Wins);
    // What leads to a component has a higher number than itself.
    for (number, members) in parts.members.iter().enumerate().rev() {
        if !plan.passed[members[0] as usize] {
            continue;
        }
        let number = number as u32;
        let entering = |node: u32, labels: &Labels| {
            let begins = plan.begins[node as usize].then(|| Label::begun(plan.within[node as usize], node));
            let mut list: Vec<Label> = begins.into_iter().collect();
            for link in net.at(node, Along::Backward).filter(|link| inside(*link) && !parts.is_inside(net, *link)) {
                let step = plan.after[link as usize].plus(plan.within[node as usize]);
                list.extend(labels.onward(net.link(link).from, step, node));
            }
            list
        };
        let settled = if parts.is_loop(net, number, inside) {
            let Some(ring) = ring::Ring::of(&plan, &parts, number) else {
                return Length::Endless {
                    round: round(net, members[0], |link| inside(link) && parts.is_inside(net, link)),
                };
            };
            ring.settle(&plan, &mut labels, entering)
        } else {
            let list = entering(members[0], &labels);
            labels.settle(members[0], list).map(|_| ())
        };
        if let Err(rivals) = settled {
            return plan.undecided(&labels, &rivals);
        }
    }
    plan.best(&mut labels, to)
}

/// The shortest way from one of `from` to one of `to`, every step taking all the time that it may.
pub fn shortest(graph: &Graph, documents: &Documents, from: &[u32], to: &[u32]) -> Length {
    let plan = match Plan::new(graph, documents, from, to) {
        Ok(plan) => plan,
        Err(length) => return *length,
    };
    let net = graph.plan();
    let mut labels = Labels::new(net.len(), Longer::Loses);
    for node in (0..net.len() as u32).filter(|node| plan.begins[*node as usize]) {
        labels.queue(Label::begun(plan.within[node as usize], node));
    }
    // By least time: no way that comes later can be certainly shorter than one that was settled.
    while let Some(label) = labels.next() {
        let node = label.node;
        let mut list = labels.settled(node);
        list.push(label);
        match labels.settle(node, list) {
            Err(rivals) => return plan.undecided(&labels, &rivals),
            Ok(Settled::Nothing) => continue,
            Ok(Settled::More) => {}
        }
        for link in net.at(node, Along::Forward).filter(|link| plan.is_on_way(*link)) {
            let to = net.link(link).to;
            let step = plan.after[link as usize].plus(plan.within[to as usize]);
            if let Some(onward) = labels.last_onward(node, step, to) {
                labels.queue(onward);
            }
        }
    }
    plan.best(&mut labels, to)
}

/// The part of a process that lies between some steps and others, with its times.
struct Plan<'g> {
    graph: &'g Graph,
    documents: &'g Documents,
    /// Which steps lie on some way.
    passed: Vec<bool>,
    /// Which of them ways begin at.
    begins: Vec<bool>,
    /// The time of each step on the way.
    within: Vec<Total>,
    /// The delay of each edge on the way.
    after: Vec<Total>,
}

impl<'g> Plan<'g> {
    fn new(graph: &'g Graph, documents: &'g Documents, from: &[u32], to: &[u32]) -> Result<Self, Box<Length>> {
        let net = graph.plan();
        let mut passed = net.reachable(from, Along::Forward);
        let leading = net.reachable(to, Along::Backward);
        if let Some(moved) = graph.moves.iter().find(|moved| leading[moved.to as usize] && !from.is_empty()) {
            let why = Message::new("why.moved");
            return Err(Box::new(Length::Unknown { steps: vec![moved.to], spot: moved.spot.clone(), why }));
        }
        passed.iter_mut().zip(leading).for_each(|(passed, leading)| *passed &= leading);
        if !passed.contains(&true) {
            return Err(Box::new(Length::NoWay));
        }
        let none = Total::default();
        let (within, after) = (vec![none; net.len()], vec![none; net.links().len()]);
        let mut begins = vec![false; net.len()];
        from.iter().for_each(|node| begins[*node as usize] = passed[*node as usize]);
        let mut plan = Self { graph, documents, passed, begins, within, after };
        plan.read_times()?;
        Ok(plan)
    }

    fn is_on_way(&self, link: u32) -> bool {
        let link = self.graph.plan().link(link);
        self.passed[link.from as usize] && self.passed[link.to as usize]
    }

    /// Reads what the way takes. All steps that do not say it are named, the first is where it is missed.
    fn read_times(&mut self) -> Result<(), Box<Length>> {
        let mut steps = Vec::new();
        let mut first = None;
        for node in 0..self.passed.len() {
            if !self.passed[node] {
                continue;
            }
            match self.documents.follow(self.graph.steps[node].handle, "within") {
                (Seen::Scalar(Scalar::Duration(time)), _) => self.within[node] = Total::from(&*time),
                (seen, spot) => {
                    steps.push(node as u32);
                    first.get_or_insert((spot, untimed(seen)));
                }
            }
            for link in self.graph.plan().at(node as u32, Along::Forward) {
                let edge = &self.graph.edges[link as usize];
                // The escalation of a step moves the case within the time of the step.
                if edge.kind == EdgeKind::Escalation || !self.is_on_way(link) {
                    continue;
                }
                match self.documents.follow(edge.handle, "after") {
                    (Seen::Missing, _) => {}
                    (Seen::Scalar(Scalar::Duration(time)), _) => self.after[link as usize] = Total::from(&*time),
                    (seen, spot) => {
                        steps.push(edge.from);
                        first.get_or_insert((spot, untimed(seen)));
                    }
                }
            }
        }
        steps.dedup();
        match first {
            None => Ok(()),
            Some((spot, why)) => Err(Box::new(Length::Unknown { steps, spot, why })),
        }
    }

    /// The best of what leads to one of `to`.
    fn best(&self, labels: &mut Labels, to: &[u32]) -> Length {
        let mut ends = to.to_vec();
        ends.sort_unstable();
        ends.dedup();
        let all = ends.into_iter().flat_map(|end| labels.settled(end)).collect();
        match labels.least_doubtful(all) {
            Ok(Some((total, steps))) => Length::Sum { total, steps },
            Ok(None) => Length::NoWay,
            Err(rivals) => self.undecided(labels, &rivals),
        }
    }

    /// Two ways of which neither is certainly the longer one: named are the steps in which they differ.
    fn undecided(&self, labels: &Labels, (one, other): &(Label, Label)) -> Length {
        let (a, b) = (labels.way(one), labels.way(other));
        let differ = |own: &[u32], other: &[u32]| -> Vec<u32> {
            own.iter().copied().filter(|step| !other.contains(step)).collect()
        };
        let mut steps = differ(&a, &b);
        steps.extend(differ(&b, &a));
        if steps.is_empty() {
            steps.extend(a.last());
        }
        steps.sort_unstable();
        steps.dedup();
        let first = steps.first().copied().unwrap_or(one.node);
        let (_, spot) = self.documents.follow(self.graph.steps[first as usize].handle, "within");
        let why = match one.total.compare(&other.total) {
            crate::time::Comparison::Undecided(why) => why.message(&one.total.duration(), &other.total.duration()),
            _ => Message::new("why.too-many-ways"),
        };
        Length::Unknown { steps, spot, why }
    }
}

fn untimed(seen: Seen<'_>) -> Message {
    match seen {
        Seen::Unreadable(why) => why.message(),
        Seen::Missing => Message::new("why.missing"),
        _ => crate::model::read::Unreadable::Type("word.type.duration").message(),
    }
}
