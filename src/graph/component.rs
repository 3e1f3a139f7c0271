//! Why: a loop is a set of nodes each of which can be reached from each other. All such sets are found in one walk:
//! R. Tarjan, *Depth-first search and linear graph algorithms*, SIAM Journal on Computing 1 (1972), with a stack of our
//! own in place of recursion.

use super::links::{Along, Net, UNSEEN};

/// The strongly connected components of a graph.
#[derive(Clone, Debug)]
pub struct Components {
    /// Number of the component of each node.
    pub of: Vec<u32>,
    /// The nodes of each component, sorted. Whatever a component leads to has a lower number than itself.
    pub members: Vec<Vec<u32>>,
}

impl Components {
    /// The components of the graph that consists of the links for which `counts` says yes.
    pub fn of(net: &Net, counts: impl Fn(u32) -> bool) -> Self {
        let nodes = net.len();
        let mut walk = Walk { order: vec![UNSEEN; nodes], low: vec![0; nodes], path: Vec::new(), next: 0 };
        let mut found = Self { of: vec![UNSEEN; nodes], members: Vec::new() };
        let mut frames = Vec::new();
        for root in 0..nodes as u32 {
            if walk.order[root as usize] != UNSEEN {
                continue;
            }
            walk.enter(root);
            frames.push((root, net.at(root, Along::Forward)));
            while let Some((node, links)) = frames.last_mut() {
                let node = *node;
                if let Some(link) = links.next() {
                    if !counts(link) {
                        continue;
                    }
                    let to = net.link(link).to;
                    if walk.order[to as usize] == UNSEEN {
                        walk.enter(to);
                        frames.push((to, net.at(to, Along::Forward)));
                    } else if found.of[to as usize] == UNSEEN {
                        walk.lower(node, walk.order[to as usize]);
                    }
                    continue;
                }
                frames.pop();
                if let Some((parent, _)) = frames.last() {
                    walk.lower(*parent, walk.low[node as usize]);
                }
                if walk.low[node as usize] == walk.order[node as usize] {
                    found.close(&mut walk, node);
                }
            }
        }
        found
    }

    /// Whether a node lies on a loop of the links for which `counts` says yes: with others, or by a link to itself.
    pub fn is_loop(&self, net: &Net, component: u32, counts: impl Fn(u32) -> bool) -> bool {
        match self.members[component as usize].as_slice() {
            [only] => net.at(*only, Along::Forward).any(|link| net.link(link).to == *only && counts(link)),
            _ => true,
        }
    }

    /// Whether a link stays inside one component.
    pub fn is_inside(&self, net: &Net, link: u32) -> bool {
        let link = net.link(link);
        self.of[link.from as usize] == self.of[link.to as usize]
    }

    fn close(&mut self, walk: &mut Walk, root: u32) {
        let mut members = Vec::new();
        while let Some(node) = walk.path.pop() {
            self.of[node as usize] = self.members.len() as u32;
            members.push(node);
            if node == root {
                break;
            }
        }
        members.sort_unstable();
        self.members.push(members);
    }
}

struct Walk {
    /// When each node was met.
    order: Vec<u32>,
    /// The earliest node that each is known to lead back to.
    low: Vec<u32>,
    /// Nodes that were met and have no component yet.
    path: Vec<u32>,
    next: u32,
}

impl Walk {
    fn enter(&mut self, node: u32) {
        self.order[node as usize] = self.next;
        self.low[node as usize] = self.next;
        self.next += 1;
        self.path.push(node);
    }

    fn lower(&mut self, node: u32, to: u32) {
        let low = &mut self.low[node as usize];
        *low = (*low).min(to);
    }
}
