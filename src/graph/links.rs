//! Why: what can be reached from where is a question about numbers and links, whatever a step is. Here are the numbers
//! alone, so that every walk can be held against a naive one. No walk recurses: a chain of a hundred thousand steps takes
//! memory, not stack.

/// A link from one node to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Link {
    /// Where it begins.
    pub from: u32,
    /// Where it leads.
    pub to: u32,
}

/// Which way links are followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Along {
    /// From a node to what comes after it.
    Forward,
    /// From a node to what comes before it.
    Backward,
}

/// A directed graph of numbered nodes. Links may run side by side and from a node to itself.
#[derive(Clone, Debug, Default)]
pub struct Net {
    nodes: usize,
    /// Sorted by both ends, so that no answer depends on the order in which they were written.
    links: Vec<Link>,
    /// Where the links from each node begin; one entry more than there are nodes.
    out: Vec<u32>,
    /// Numbers of links, sorted by where they lead.
    into: Vec<u32>,
    /// Where the links to each node begin in `into`.
    into_starts: Vec<u32>,
}

impl Net {
    /// A graph of `nodes` nodes. Links that lead out of it are left out. Links keep their order where both ends are the
    /// same, so that whoever sorted them by both ends before knows their numbers.
    pub fn new(nodes: usize, mut links: Vec<Link>) -> Self {
        links.retain(|link| (link.from as usize) < nodes && (link.to as usize) < nodes);
        links.sort();
        let out = starts(nodes, links.iter().map(|link| link.from));
        let into_starts = starts(nodes, links.iter().map(|link| link.to));
        let mut next = into_starts.clone();
        let mut into = vec![0; links.len()];
        for (number, link) in links.iter().enumerate() {
            let at = &mut next[link.to as usize];
            into[*at as usize] = number as u32;
            *at += 1;
        }
        Self { nodes, links, out, into, into_starts }
    }

    /// How many nodes there are.
    pub fn len(&self) -> usize {
        self.nodes
    }

    /// Whether there is no node.
    pub fn is_empty(&self) -> bool {
        self.nodes == 0
    }

    /// All links, sorted by both ends.
    pub fn links(&self) -> &[Link] {
        &self.links
    }

    /// The link with a number.
    pub fn link(&self, number: u32) -> Link {
        self.links[number as usize]
    }

    /// Numbers of the links at a node, in the order of the nodes at their other ends.
    pub fn at(&self, node: u32, along: Along) -> impl DoubleEndedIterator<Item = u32> + '_ {
        let node = node as usize;
        let (starts, into) = match along {
            Along::Forward => (&self.out, None),
            Along::Backward => (&self.into_starts, Some(&self.into)),
        };
        (starts[node]..starts[node + 1]).map(move |at| into.map_or(at, |into| into[at as usize]))
    }

    /// The node at the other end of a link.
    pub fn beyond(&self, number: u32, along: Along) -> u32 {
        let link = self.link(number);
        match along {
            Along::Forward => link.to,
            Along::Backward => link.from,
        }
    }

    /// The nodes beside a node.
    pub fn beside(&self, node: u32, along: Along) -> impl DoubleEndedIterator<Item = u32> + '_ {
        self.at(node, along).map(move |number| self.beyond(number, along))
    }

    /// Which nodes can be reached from `from`, itself included.
    pub fn reachable(&self, from: &[u32], along: Along) -> Vec<bool> {
        let mut reached = vec![false; self.nodes];
        let mut todo: Vec<u32> = Vec::new();
        let enter = |node: u32, reached: &mut Vec<bool>, todo: &mut Vec<u32>| {
            if !std::mem::replace(&mut reached[node as usize], true) {
                todo.push(node);
            }
        };
        for node in from {
            enter(*node, &mut reached, &mut todo);
        }
        while let Some(node) = todo.pop() {
            for next in self.beside(node, along) {
                enter(next, &mut reached, &mut todo);
            }
        }
        reached
    }

    /// A shortest way, in nodes, from one of `from` to one of `to`, both included, that enters none of the `closed`
    /// nodes. Among equally short ways always the same one, whatever the order of links.
    pub fn way(&self, from: &[u32], to: &[bool], closed: &[bool]) -> Option<Vec<u32>> {
        let is = |list: &[bool], node: u32| list.get(node as usize).copied().unwrap_or(false);
        let mut before = vec![UNSEEN; self.nodes];
        let mut queue: Vec<u32> = Vec::new();
        let mut firsts = from.to_vec();
        firsts.sort_unstable();
        for node in firsts {
            if before[node as usize] == UNSEEN && !is(closed, node) {
                before[node as usize] = node;
                queue.push(node);
            }
        }
        let mut at = 0;
        while let Some(node) = queue.get(at).copied() {
            at += 1;
            if is(to, node) {
                return Some(trace(&before, node));
            }
            for next in self.beside(node, Along::Forward) {
                if before[next as usize] == UNSEEN && !is(closed, next) {
                    before[next as usize] = node;
                    queue.push(next);
                }
            }
        }
        None
    }
}

/// A node that no walk has met, and no node.
pub const UNSEEN: u32 = u32::MAX;

/// The nodes from where a walk began (a node that is its own predecessor) to `last`.
fn trace(before: &[u32], last: u32) -> Vec<u32> {
    let mut way = vec![last];
    let mut node = last;
    while before[node as usize] != node {
        node = before[node as usize];
        way.push(node);
    }
    way.reverse();
    way
}

/// Where the entries of each node begin among entries sorted by node.
fn starts(nodes: usize, of: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut starts = vec![0; nodes + 1];
    for node in of {
        starts[node as usize + 1] += 1;
    }
    for at in 0..nodes {
        starts[at + 1] += starts[at];
    }
    starts
}
