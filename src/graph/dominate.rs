//! Why: "nobody decides before somebody has verified" means that every way from where cases begin to the decision passes
//! the check: in the words of compilers, the check *dominates* the decision. The tree of dominators answers this for any
//! two nodes at once.
//!
//! T. Lengauer and R. E. Tarjan, *A fast algorithm for finding dominators in a flowgraph*, ACM Transactions on
//! Programming Languages and Systems 1 (1979), in its simple form: O(links × log nodes) whatever the graph. The iterative
//! algorithm of Cooper, Harvey and Kennedy is shorter and quadratic on graphs that a stranger may well write.

use super::links::{Along, Net, UNSEEN};

/// Which nodes every way passes.
#[derive(Clone, Debug)]
pub struct Dominators {
    /// When a walk over the tree of dominators enters each node; [`UNSEEN`] where no way leads.
    enter: Vec<u32>,
    /// How many nodes hang below each in the tree, itself included.
    size: Vec<u32>,
}

impl Dominators {
    /// The dominators over all ways from `roots`, following links in one direction.
    pub fn new(net: &Net, roots: &[u32], along: Along) -> Self {
        let walk = Walk::new(net, roots, along);
        let idom = walk.immediate(net, roots, along);
        let count = walk.vertex.len();
        let mut size = vec![1_u32; count];
        // Whatever dominates a node was met before it.
        for number in (1..count).rev() {
            size[idom[number] as usize] += size[number];
        }
        let mut enter = vec![0_u32; count];
        let mut free = vec![1_u32; count];
        for number in 1..count {
            let above = idom[number] as usize;
            enter[number] = free[above];
            free[above] += size[number];
            free[number] = enter[number] + 1;
        }
        let mut tree = Self { enter: vec![UNSEEN; net.len()], size: vec![0; net.len()] };
        for number in 1..count {
            let node = walk.vertex[number] as usize;
            tree.enter[node] = enter[number];
            tree.size[node] = size[number];
        }
        tree
    }

    /// Whether any way leads to a node.
    pub fn reaches(&self, node: u32) -> bool {
        self.enter[node as usize] != UNSEEN
    }

    /// Whether every way to `node` passes `by`. A node passes itself; where no way leads, all that there are do.
    pub fn always_passes(&self, node: u32, by: u32) -> bool {
        let (own, other) = (self.enter[node as usize], self.enter[by as usize]);
        own == UNSEEN || (other != UNSEEN && other <= own && own - other < self.size[by as usize])
    }
}

/// A walk from a node of its own (number 0) that leads to all roots. Numbers are those of first meeting.
struct Walk {
    /// The node of each number; the first has none.
    vertex: Vec<u32>,
    /// The number of each node.
    number: Vec<u32>,
    /// The number from which each was met.
    parent: Vec<u32>,
}

impl Walk {
    fn new(net: &Net, roots: &[u32], along: Along) -> Self {
        let mut walk = Self { vertex: vec![UNSEEN], number: vec![UNSEEN; net.len()], parent: vec![0] };
        for root in roots {
            let Some(number) = walk.meet(*root, 0) else { continue };
            let mut frames = vec![(number, net.beside(*root, along))];
            while let Some((parent, beside)) = frames.last_mut() {
                let parent = *parent;
                let Some(next) = beside.next() else {
                    frames.pop();
                    continue;
                };
                if let Some(number) = walk.meet(next, parent) {
                    frames.push((number, net.beside(next, along)));
                }
            }
        }
        walk
    }

    fn meet(&mut self, node: u32, parent: u32) -> Option<u32> {
        if self.number[node as usize] != UNSEEN {
            return None;
        }
        let number = self.vertex.len() as u32;
        self.number[node as usize] = number;
        self.vertex.push(node);
        self.parent.push(parent);
        Some(number)
    }

    /// The nearest dominator of each number.
    fn immediate(&self, net: &Net, roots: &[u32], along: Along) -> Vec<u32> {
        let count = self.vertex.len();
        let back = match along {
            Along::Forward => Along::Backward,
            Along::Backward => Along::Forward,
        };
        let mut is_root = vec![false; net.len()];
        roots.iter().for_each(|root| is_root[*root as usize] = true);
        let mut semi: Vec<u32> = (0..count as u32).collect();
        let mut idom = vec![0_u32; count];
        let mut forest = Forest { ancestor: vec![UNSEEN; count], label: semi.clone(), stack: Vec::new() };
        let mut buckets: Vec<Vec<u32>> = vec![Vec::new(); count];
        for own in (1..count).rev() {
            let node = self.vertex[own];
            for before in net.beside(node, back) {
                let number = self.number[before as usize];
                if number != UNSEEN {
                    let best = forest.eval(number, &semi);
                    semi[own] = semi[own].min(semi[best as usize]);
                }
            }
            if is_root[node as usize] {
                semi[own] = 0;
            }
            buckets[semi[own] as usize].push(own as u32);
            let parent = self.parent[own];
            forest.ancestor[own] = parent;
            for below in std::mem::take(&mut buckets[parent as usize]) {
                let best = forest.eval(below, &semi);
                idom[below as usize] = if semi[best as usize] < semi[below as usize] { best } else { parent };
            }
        }
        for own in 1..count {
            if idom[own] != semi[own] {
                idom[own] = idom[idom[own] as usize];
            }
        }
        idom
    }
}

/// The part of the walk's tree that was linked so far; paths are shortened whenever they are followed.
struct Forest {
    ancestor: Vec<u32>,
    label: Vec<u32>,
    stack: Vec<u32>,
}

impl Forest {
    /// The number with the least semidominator on the way from `number` to its root, the root left out.
    fn eval(&mut self, number: u32, semi: &[u32]) -> u32 {
        if self.ancestor[number as usize] == UNSEEN {
            return number;
        }
        let mut at = number;
        while self.ancestor[self.ancestor[at as usize] as usize] != UNSEEN {
            self.stack.push(at);
            at = self.ancestor[at as usize];
        }
        while let Some(below) = self.stack.pop() {
            let above = self.ancestor[below as usize];
            let (own, other) = (self.label[below as usize], self.label[above as usize]);
            if semi[other as usize] < semi[own as usize] {
                self.label[below as usize] = other;
            }
            self.ancestor[below as usize] = self.ancestor[above as usize];
        }
        self.label[number as usize]
    }
}
