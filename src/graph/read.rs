//! Why: the graph is read through the model, so that shorthands, mapped words and defaults mean here what they mean
//! everywhere; and whatever cannot be read is written down where it stands.

use std::collections::HashSet;

use super::component::Components;
use super::links::{Along, Link, Net};
use super::{Edge, EdgeKind, Ending, Gap, Graph, Move, Step};
use crate::index::normal;
use crate::message::{Arg, Message};
use crate::model::read::{Seen, Unreadable};
use crate::model::{DocId, Documents, Handle, Spot};
use crate::value::Scalar;

/// The graph of a process document. Any other document has no steps, which is a gap like any other.
pub fn read(documents: &Documents, id: DocId) -> Graph {
    let root = documents.get(id).root(id);
    let mut reader = Reader { documents, root, graph: Graph::default(), doubled: HashSet::new() };
    let (steps, whole) = reader.list(root, "steps");
    if steps.is_none() {
        reader.gap(whole.clone(), Message::new("why.missing"));
    }
    reader.steps(steps.unwrap_or_default());
    let mut edges = Vec::new();
    for number in 0..reader.graph.steps.len() as u32 {
        reader.edges(number, &mut edges);
    }
    reader.moves();
    edges.sort_by_key(|edge| (edge.from, edge.to, edge.kind));
    reader.graph.edges = edges;
    let unstated = reader.starts();
    let mut graph = reader.graph;
    graph.join();
    if unstated {
        graph.presume_entries(root);
    }
    graph.entries.sort_unstable();
    graph.entries.dedup();
    if graph.entries.is_empty() && graph.gaps.is_empty() {
        graph.gaps.push(Gap { spot: whole, why: Message::new("why.no-entry") });
    }
    graph
}

struct Reader<'d> {
    documents: &'d Documents,
    root: Handle,
    graph: Graph,
    /// Ids that stand twice.
    doubled: HashSet<Box<str>>,
}

/// What an edge names.
enum Target {
    Step(u32),
    /// A step of another process, or another process.
    Elsewhere,
    Nothing,
}

impl Reader<'_> {
    fn gap(&mut self, spot: Spot, why: Message) {
        self.graph.gaps.push(Gap { spot, why });
    }

    /// The items under a key; `None` where nothing is stated. What is no list is a gap, and an empty list.
    fn list(&mut self, handle: Handle, key: &str) -> (Option<Vec<Handle>>, Spot) {
        let (seen, spot) = self.documents.follow(handle, key);
        let items = match seen {
            Seen::Missing => None,
            Seen::Node(list) => Some(self.documents.items(list).collect()),
            other => {
                self.gap(spot.clone(), refusal(other, "word.type.list"));
                Some(Vec::new())
            }
        };
        (items, spot)
    }

    /// A table in a list or among named things.
    fn table(&mut self, item: Handle) -> Option<Handle> {
        match self.documents.at(item) {
            (Seen::Node(table), _) => Some(table),
            (other, spot) => {
                self.gap(spot, refusal(other, "word.type.table"));
                None
            }
        }
    }

    fn steps(&mut self, items: Vec<Handle>) {
        let mut steps = Vec::new();
        for item in items {
            let key = self.documents.tree(&item).key(item.node).map(|key| Box::from(&*normal(key)));
            match (self.table(item), key) {
                (Some(handle), Some(id)) => steps.push(Step {
                    id,
                    handle,
                    ending: self.ending(handle),
                    leaves: false,
                    unclear: false,
                    says_next: false,
                }),
                // A list of steps has no ids, and a step that cannot be read has no place in the graph.
                (Some(handle), None) => {
                    let why = Message::new("why.type").arg("expected", Arg::Word("word.type.table"));
                    self.gap(Spot::At(handle), why);
                }
                (None, id) => self.doubled.extend(id),
            }
        }
        steps.sort_by(|a, b| a.id.cmp(&b.id));
        // Two spellings of one id are one name for two steps.
        let alike = |a: &Step, b: Option<&Step>| b.is_some_and(|b| a.id == b.id);
        let twice: Vec<bool> = (0..steps.len())
            .map(|at| alike(&steps[at], steps.get(at + 1)) || (at > 0 && alike(&steps[at], steps.get(at - 1))))
            .collect();
        for (step, twice) in steps.into_iter().zip(twice) {
            if twice {
                self.gap(Spot::Key(step.handle), Unreadable::Duplicate.message());
                self.doubled.insert(step.id);
            } else {
                self.graph.by_node.insert(step.handle.node, self.graph.steps.len() as u32);
                self.graph.steps.push(step);
            }
        }
    }

    /// Whether a case may end at a step: `end = true`, or the kind `close`, which the key may say.
    fn ending(&mut self, step: Handle) -> Ending {
        let closes = match self.documents.follow(step, "kind") {
            (Seen::Scalar(Scalar::Text(kind)), _) => Some(kind == "close"),
            (Seen::Missing, _) => Some(false),
            (other, spot) => {
                self.gap(spot, refusal(other, "word.type.text"));
                None
            }
        };
        let ends = match self.documents.follow(step, "end") {
            (Seen::Scalar(Scalar::Bool(end)), _) => Some(end),
            (Seen::Missing, _) => Some(false),
            (other, spot) => {
                self.gap(spot, refusal(other, "word.type.bool"));
                None
            }
        };
        match (closes, ends) {
            (Some(true), _) | (_, Some(true)) => Ending::Yes,
            (Some(false), Some(false)) => Ending::No,
            _ => Ending::Unclear,
        }
    }

    fn edges(&mut self, from: u32, edges: &mut Vec<Edge>) {
        let step = self.graph.steps[from as usize].handle;
        let gaps = self.graph.gaps.len();
        let mut leaves = false;
        let next = self.list(step, "next").0;
        let says_next = next.is_some();
        for (kind, key, items) in [
            (EdgeKind::Next, "to", next.unwrap_or_default()),
            (EdgeKind::Escalation, "moves_to", self.list(step, "escalations").0.unwrap_or_default()),
        ] {
            for item in items {
                let Some(handle) = self.table(item) else { continue };
                match self.target(handle, key, kind == EdgeKind::Next) {
                    Some((Target::Step(to), _)) => edges.push(Edge { from, to, kind, handle }),
                    Some((Target::Elsewhere, _)) => leaves = true,
                    _ => {}
                }
            }
        }
        let unclear = self.graph.gaps.len() > gaps;
        let step = &mut self.graph.steps[from as usize];
        (step.leaves, step.unclear, step.says_next) = (leaves, unclear, says_next);
    }

    /// The step that a key names. What it should name and does not is a gap; where nothing has to stand, nothing is.
    fn target(&mut self, handle: Handle, key: &str, is_needed: bool) -> Option<(Target, Spot)> {
        let (seen, spot) = self.documents.follow(handle, key);
        let name = match seen {
            Seen::Missing if !is_needed => return None,
            Seen::Scalar(Scalar::Text(name)) => name,
            other => {
                self.gap(spot, refusal(other, "word.type.text"));
                return None;
            }
        };
        let target = self.named(&name);
        if matches!(target, Target::Nothing) && !self.doubled.contains(&*normal(&name)) {
            self.gap(spot.clone(), Message::new("why.no-step").text("name", &*name));
        } else if matches!(target, Target::Nothing) {
            self.gap(spot.clone(), Unreadable::Duplicate.message());
        }
        Some((target, spot))
    }

    fn named(&self, name: &str) -> Target {
        if let Some(step) = self.graph.step_named(name) {
            return Target::Step(step);
        }
        if name.strip_prefix("process:").is_some_and(|id| !id.is_empty()) {
            return Target::Elsewhere;
        }
        let Some((owner, step)) = name.split_once('/') else { return Target::Nothing };
        let own = self.documents.get(self.root.document).reference.id.as_deref();
        if own.is_some_and(|own| normal(own) == normal(owner)) {
            return self.graph.step_named(step).map_or(Target::Nothing, Target::Step);
        }
        Target::Elsewhere
    }

    /// Where deadlines move cases.
    fn moves(&mut self) {
        for item in self.list(self.root, "deadlines").0.unwrap_or_default() {
            let Some(deadline) = self.table(item) else { continue };
            for item in self.list(deadline, "escalations").0.unwrap_or_default() {
                let Some(escalation) = self.table(item) else { continue };
                if let Some((Target::Step(to), spot)) = self.target(escalation, "moves_to", false) {
                    self.graph.moves.push(Move { to, spot });
                }
            }
        }
        self.graph.moves.sort_by_key(|moved| moved.to);
    }

    /// Reads where cases begin; whether the file does not say it.
    fn starts(&mut self) -> bool {
        let Some(items) = self.list(self.root, "start").0 else { return true };
        for item in items {
            let (seen, spot) = self.documents.at(item);
            let Seen::Scalar(Scalar::Text(name)) = seen else {
                self.gap(spot, refusal(seen, "word.type.text"));
                continue;
            };
            match self.named(&name) {
                Target::Step(step) => self.graph.entries.push(step),
                _ => self.gap(spot, Message::new("why.no-step").text("name", &*name)),
            }
        }
        false
    }
}

impl Graph {
    /// Builds the nets from the edges.
    fn join(&mut self) {
        let count = self.steps.len();
        let links: Vec<Link> = self.edges.iter().map(|edge| Link { from: edge.from, to: edge.to }).collect();
        if !self.moves.is_empty() {
            let hub = count as u32;
            let into = (0..hub).map(|from| Link { from, to: hub });
            let out = self.moves.iter().map(|moved| Link { from: hub, to: moved.to });
            self.moved = Some(Net::new(count + 1, links.iter().copied().chain(into).chain(out).collect()));
        }
        self.plan = Net::new(count, links);
    }

    /// Where cases begin in a file that does not say so: at the steps that nothing leads to. Where nothing from outside
    /// leads to a loop, cases begin somewhere on it: at any of its steps, and the file should say at which.
    fn presume_entries(&mut self, root: Handle) {
        let net = self.whole();
        let parts = Components::of(net, |_| true);
        let (mut entries, mut presumed) = (Vec::new(), Vec::new());
        for members in &parts.members {
            let is_first = |node: &u32| {
                let own = parts.of[*node as usize];
                net.beside(*node, Along::Backward).all(|before| parts.of[before as usize] == own)
            };
            if members.iter().all(is_first) {
                let steps = members.iter().copied().filter(|node| (*node as usize) < self.steps.len());
                entries.extend(steps.clone());
                if members.len() > 1 {
                    presumed.extend(steps);
                }
            }
        }
        presumed.sort_unstable();
        (self.entries, self.presumed) = (entries, presumed);
        self.unsaid_start = Some(Spot::Missing(root, "start".into()));
    }
}

/// Why something is not what it should be.
fn refusal(seen: Seen<'_>, expected: &'static str) -> Message {
    match seen {
        Seen::Missing => Message::new("why.missing"),
        Seen::Unreadable(why) => why.message(),
        Seen::Node(_) | Seen::Scalar(_) => Message::new("why.type").arg("expected", Arg::Word(expected)),
    }
}
