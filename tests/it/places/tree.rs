//! Why: places are tried on documents that nobody chose. A tree is drawn from a seed, with one marked text under one
//! path; how it is written down is the business of the format beside.

use std::collections::BTreeMap;

/// Begins and ends the marked text, and stand nowhere else.
pub const HEAD: &str = "【甲";
pub const TAIL: &str = "乙】";

/// Numbers from a seed: `SplitMix64` (Steele, Lea and Flood 2014).
pub struct Dice(pub u64);

impl Dice {
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) as usize % bound
    }

    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    pub fn pick<T: Clone>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())].clone()
    }
}

#[derive(Clone, Debug)]
pub enum Tree {
    Map(Vec<(String, Tree)>),
    List(Vec<Tree>),
    Filler,
    Marker,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    Key(String),
    Item(usize),
}

/// A tree with the path of its marked text.
#[derive(Debug)]
pub struct Drawn {
    pub tree: Tree,
    pub path: Vec<Step>,
}

/// A document as text, with what to look for in it.
#[derive(Debug)]
pub struct Written {
    pub text: String,
    /// What opens and closes the marked text: quotes.
    pub open: String,
    pub close: String,
    /// The keys as they are written.
    pub keys: BTreeMap<String, String>,
    /// The alias that stands for everything from this many steps down.
    pub alias: Option<(usize, &'static str)>,
    /// The entry that comes in by a merge key, by its number of steps.
    pub merged: Option<usize>,
}

/// Every key carries a number of its own, so that it can be found in the text.
const KEYS: [&str; 10] = ["k#z", "键#z", "k #z", "k/#~z", "k.#z", "é#👍z", "k\"#z", "K_#-z", "k~1#z", "#z"];

pub fn draw(dice: &mut Dice) -> Drawn {
    let mut next_key = 100;
    let mut path = Vec::new();
    let mut tree = Tree::Marker;
    let depth = 1 + dice.below(5);
    for level in 0..depth {
        let outermost = level + 1 == depth;
        if !outermost && dice.chance(30) {
            let mut items: Vec<Tree> = (0..dice.below(3)).map(|_| filler(dice, 2, &mut next_key)).collect();
            let at = dice.below(items.len() + 1);
            items.insert(at, tree);
            path.insert(0, Step::Item(at));
            tree = Tree::List(items);
        } else {
            let mut entries: Vec<(String, Tree)> =
                (0..dice.below(4)).map(|_| (key(dice, &mut next_key), filler(dice, 2, &mut next_key))).collect();
            let name = key(dice, &mut next_key);
            let at = dice.below(entries.len() + 1);
            entries.insert(at, (name.clone(), tree));
            path.insert(0, Step::Key(name));
            tree = Tree::Map(entries);
        }
    }
    Drawn { tree, path }
}

fn key(dice: &mut Dice, next: &mut usize) -> String {
    *next += 1;
    dice.pick(&KEYS).replace('#', &next.to_string())
}

fn filler(dice: &mut Dice, depth: usize, next_key: &mut usize) -> Tree {
    match dice.below(if depth == 0 { 4 } else { 6 }) {
        4 => Tree::List((0..dice.below(3)).map(|_| filler(dice, depth - 1, next_key)).collect()),
        5 => Tree::Map((0..dice.below(3)).map(|_| (key(dice, next_key), filler(dice, depth - 1, next_key))).collect()),
        _ => Tree::Filler,
    }
}

/// Keys of a tree.
pub fn keys(tree: &Tree) -> Vec<String> {
    match tree {
        Tree::Map(entries) => {
            entries.iter().flat_map(|(key, value)| std::iter::once(key.clone()).chain(keys(value))).collect()
        }
        Tree::List(items) => items.iter().flat_map(keys).collect(),
        Tree::Filler | Tree::Marker => Vec::new(),
    }
}

/// The tree under a path.
pub fn under<'a>(tree: &'a Tree, path: &[Step]) -> &'a Tree {
    path.iter().fold(tree, |tree, step| match (tree, step) {
        (Tree::Map(entries), Step::Key(key)) => &entries.iter().find(|(own, _)| own == key).unwrap().1,
        (Tree::List(items), Step::Item(at)) => &items[*at],
        _ => panic!("the path was drawn with its tree"),
    })
}
