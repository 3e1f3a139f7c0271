//! Why: YAML hides where a value stands behind indentation, folding, flow, anchors, aliases and merge keys.

use std::collections::BTreeMap;

use super::tree::{Dice, Drawn, HEAD, Step, TAIL, Tree, Written, keys, under};

struct Writer<'a, 'd> {
    dice: &'d mut Dice,
    keys: BTreeMap<String, String>,
    open: String,
    close: String,
    out: String,
    path: &'a [Step],
    shared: Shared,
}

/// What of the marked path is written elsewhere. Numbers count steps.
#[derive(Clone, Copy, PartialEq)]
enum Shared {
    Nothing,
    /// The value at this depth is an alias.
    Alias(usize),
    /// The entry at this depth comes in by a merge key: by an alias, by one in a list, or written in place.
    Merge(usize, Merged),
}

#[derive(Clone, Copy, PartialEq)]
enum Merged {
    Alias,
    List,
    Inline,
}

const ALIAS: &str = "*shared";

pub fn write(drawn: &Drawn, dice: &mut Dice) -> Written {
    let keys = keys(&drawn.tree).into_iter().map(|name| (name.clone(), key(&name, dice))).collect();
    let depth = 1 + dice.below(drawn.path.len());
    let merge = |merged| match drawn.path[depth - 1] {
        Step::Key(_) => Shared::Merge(depth, merged),
        Step::Item(_) => Shared::Alias(depth),
    };
    let shared = match dice.below(10) {
        0 | 1 => Shared::Alias(depth),
        2 => merge(Merged::Alias),
        3 => merge(Merged::List),
        4 => merge(Merged::Inline),
        _ => Shared::Nothing,
    };
    let alias = match shared {
        Shared::Alias(depth) | Shared::Merge(depth, Merged::Alias | Merged::List) => Some((depth, ALIAS)),
        _ => None,
    };
    let merged = match shared {
        Shared::Merge(depth, _) => Some(depth),
        _ => None,
    };
    let mut writer =
        Writer { dice, keys, open: String::new(), close: String::new(), out: String::new(), path: &drawn.path, shared };
    writer.document(&drawn.tree, alias.map(|(depth, _)| depth));
    let Writer { keys, open, close, out, .. } = writer;
    Written { text: out, open, close, keys, alias, merged }
}

fn key(name: &str, dice: &mut Dice) -> String {
    let plain = name.starts_with(|first: char| first.is_alphabetic());
    match dice.below(3) {
        0 | 1 if plain => name.to_owned(),
        2 => format!("'{name}'"),
        _ => super::json::quoted(name, dice),
    }
}

impl Writer<'_, '_> {
    fn document(&mut self, tree: &Tree, shared: Option<usize>) {
        let Tree::Map(entries) = tree else { return };
        if let Some(depth) = shared {
            let value = under(tree, &self.path[..depth]).clone();
            let above = &self.path[..depth];
            let value = match (self.shared, above.last()) {
                (Shared::Merge(..), Some(Step::Key(name))) => Tree::Map(vec![(name.clone(), value)]),
                _ => value,
            };
            // What is written here is the definition: inside it nothing is shared.
            let before = std::mem::replace(&mut self.shared, Shared::Nothing);
            self.out.push_str("x-shared: &shared");
            self.block_value(&value, 1, None);
            self.shared = before;
        }
        self.block_map(entries, 0, Some(0));
    }

    /// Entries at an indent. `depth` is how far down the marked path they are, if they are on it.
    fn block_map(&mut self, entries: &[(String, Tree)], indent: usize, depth: Option<usize>) {
        let pad = "  ".repeat(indent);
        let merged = self.merged(entries, depth);
        let merge_at = merged.is_some().then(|| self.dice.below(entries.len()));
        let mut first = true;
        for (at, (name, tree)) in entries.iter().enumerate() {
            if merge_at == Some(at)
                && let Some((kind, inner)) = &merged
            {
                self.line_start(&pad, &mut first);
                self.out.push_str("<<:");
                match kind {
                    Merged::Alias => self.out.push_str(&format!(" {ALIAS}\n")),
                    Merged::List => self.out.push_str(&format!(" [ {ALIAS} ]\n")),
                    Merged::Inline => self.block_value(inner, indent + 1, None),
                }
            }
            let below = self.below(depth, &Step::Key(name.clone()));
            if merged.is_some() && below.is_some() {
                continue;
            }
            self.line_start(&pad, &mut first);
            let key = self.keys[name].clone();
            if self.dice.chance(8) {
                self.out.push_str(&format!("? {key}\n{pad}:"));
            } else {
                self.out.push_str(&format!("{key}{}", self.dice.pick(&[":", ":", " :"])));
            }
            self.block_value(tree, indent + 1, below);
        }
    }

    /// The first line of a block stands where the caller left off; the others are indented, after comments perhaps.
    fn line_start(&mut self, pad: &str, first: &mut bool) {
        if !std::mem::take(first) {
            let before = self.dice.pick(&["", "", "\n", "# 说明: x\n", "   \n"]);
            self.out.push_str(before);
            self.out.push_str(pad);
        }
    }

    /// What follows `key:` or `-`, up to the end of its line or lines.
    fn block_value(&mut self, tree: &Tree, indent: usize, depth: Option<usize>) {
        let pad = "  ".repeat(indent);
        if depth.is_some() && self.shared == depth.map_or(Shared::Nothing, Shared::Alias) {
            self.out.push_str(&format!(" {ALIAS}{}", self.dice.pick(&["\n", " # 见上\n"])));
            return;
        }
        match tree {
            Tree::Map(entries) if !entries.is_empty() && self.dice.chance(70) => {
                self.out.push_str(&format!("\n{pad}"));
                self.block_map(entries, indent, depth);
            }
            Tree::List(items) if !items.is_empty() && self.dice.chance(70) => {
                self.out.push('\n');
                for (at, item) in items.iter().enumerate() {
                    self.out.push_str(&format!("{pad}-"));
                    let below = self.below(depth, &Step::Item(at));
                    match item {
                        Tree::Map(entries)
                            if !entries.is_empty() && below.is_none_or(|below| self.shared != Shared::Alias(below)) =>
                        {
                            self.out.push(' ');
                            self.block_map(entries, indent + 1, below);
                        }
                        _ => self.block_value(item, indent + 1, below),
                    }
                }
            }
            Tree::Map(_) | Tree::List(_) => {
                self.out.push(' ');
                self.flow(tree, depth);
                self.out.push('\n');
            }
            Tree::Filler => {
                const FILLERS: [&str; 11] = [
                    " 1\n",
                    " plain 退款 text\n",
                    " 'it''s'\n",
                    " \"a \\\" \\u00e9\" # 注\n",
                    "\n",
                    " true\n",
                    " |\n&  line: 一\n&\n&  - x\n",
                    " >-\n&  folded\n&  👍\n\n",
                    " plain on\n&  two lines\n",
                    " !!str 5\n",
                    " ~\n",
                ];
                let filler = self.dice.pick(&FILLERS).replace('&', &pad);
                self.out.push_str(&filler);
            }
            Tree::Marker => self.marker(&pad),
        }
    }

    fn marker(&mut self, pad: &str) {
        let (open, close, between, lead) = match self.dice.below(8) {
            0 => ("", "", " wait 退 ".to_owned(), " ".to_owned()),
            1 => ("\"", "\"", " wait \\t ".to_owned(), " ".to_owned()),
            2 => ("'", "'", " it''s ".to_owned(), " ".to_owned()),
            3 => ("", "", format!(" on\n{pad}  two "), " ".to_owned()),
            4 => ("\"", "\"", format!(" on \\\n{pad}  two "), " ".to_owned()),
            5 => ("", "", format!(" one\n\n{pad}  two "), format!(" |\n{pad}  ")),
            6 => ("", "", format!(" one\n{pad}   two "), format!(" >- # 注\n\n{pad}  ")),
            _ => ("", "", format!(" one\n{pad}  two "), format!(" |+\n{pad}  ")),
        };
        let property = if lead == " " { self.dice.pick(&["", "", " !!str", " &own"]) } else { "" };
        // One node has one anchor: that of the definition may stand before it already.
        let property = if self.out.ends_with("&shared") && property == " &own" { "" } else { property };
        self.out.push_str(&format!("{property}{lead}{open}{HEAD}{between}{TAIL}{close}\n"));
        (self.open, self.close) = (open.into(), close.into());
    }

    fn flow(&mut self, tree: &Tree, depth: Option<usize>) {
        if depth.is_some() && self.shared == depth.map_or(Shared::Nothing, Shared::Alias) {
            self.out.push_str(ALIAS);
            return;
        }
        match tree {
            Tree::Marker => {
                let quote = self.dice.pick(&["", "\"", "'"]);
                self.out.push_str(&format!("{quote}{HEAD} wait 退 {TAIL}{quote}"));
                (self.open, self.close) = (quote.into(), quote.into());
            }
            Tree::Filler => {
                let filler = self.dice.pick(&["1", "退款 x", "'it''s, {x}'", "\"a: [b]\"", "null", "-2.5"]);
                self.out.push_str(filler);
            }
            Tree::List(items) => {
                self.out.push('[');
                for (at, item) in items.iter().enumerate() {
                    let comma = if at > 0 { "," } else { "" };
                    self.out.push_str(comma);
                    self.out.push(' ');
                    let below = self.below(depth, &Step::Item(at));
                    self.flow(item, below);
                }
                self.out.push_str(" ]");
            }
            Tree::Map(entries) => {
                let merged = self.merged(entries, depth);
                self.out.push('{');
                let mut comma = "";
                if let Some((kind, inner)) = &merged {
                    self.out.push_str(" <<: ");
                    match kind {
                        Merged::Alias => self.out.push_str(ALIAS),
                        Merged::List => self.out.push_str(&format!("[{ALIAS}]")),
                        Merged::Inline => self.flow(inner, None),
                    }
                    comma = " ,";
                }
                for (name, item) in entries {
                    let below = self.below(depth, &Step::Key(name.clone()));
                    if merged.is_some() && below.is_some() {
                        continue;
                    }
                    let key = self.keys[name].clone();
                    self.out.push_str(&format!("{comma} {key}: "));
                    self.flow(item, below);
                    comma = " ,";
                }
                self.out.push_str(" }");
            }
        }
    }

    /// The entry of the marked path, where it comes in by a merge key.
    fn merged(&self, entries: &[(String, Tree)], depth: Option<usize>) -> Option<(Merged, Tree)> {
        let Shared::Merge(at, kind) = self.shared else { return None };
        let depth = depth.filter(|depth| depth + 1 == at)?;
        let Step::Key(name) = &self.path[depth] else { return None };
        let entry = entries.iter().find(|(own, _)| own == name)?;
        Some((kind, Tree::Map(vec![entry.clone()])))
    }

    /// How far down the marked path one step further is.
    fn below(&self, depth: Option<usize>, step: &Step) -> Option<usize> {
        depth.filter(|depth| self.path.get(*depth) == Some(step)).map(|depth| depth + 1)
    }
}
