//! Why: TOML says one thing in many ways: headers, dotted keys, inline tables, lists of tables, four kinds of text.

use std::collections::BTreeMap;

use super::tree::{Dice, Drawn, HEAD, TAIL, Tree, Written, keys};

struct Writer<'d> {
    dice: &'d mut Dice,
    keys: BTreeMap<String, String>,
    open: String,
    close: String,
    out: String,
}

pub fn write(drawn: &Drawn, dice: &mut Dice) -> Written {
    let keys = keys(&drawn.tree).into_iter().map(|name| (name.clone(), key(&name, dice))).collect();
    let mut writer = Writer { dice, keys, open: String::new(), close: String::new(), out: String::new() };
    if let Tree::Map(entries) = &drawn.tree {
        writer.section(&[], entries);
    }
    let Writer { keys, open, close, out, .. } = writer;
    Written { text: out, open, close, keys, alias: None, merged: None }
}

fn key(name: &str, dice: &mut Dice) -> String {
    let bare = name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'));
    match dice.below(3) {
        0 if bare => name.to_owned(),
        1 => format!("'{name}'"),
        _ => super::json::quoted(name, dice),
    }
}

impl Writer<'_> {
    /// What belongs to the table of the last header, then the tables that have headers of their own.
    fn section(&mut self, path: &[String], entries: &[(String, Tree)]) {
        let mut later = Vec::new();
        for (name, tree) in entries {
            let header = match tree {
                Tree::Map(_) => self.dice.chance(50),
                Tree::List(items) => {
                    !items.is_empty() && items.iter().all(|item| matches!(item, Tree::Map(_))) && self.dice.chance(60)
                }
                _ => false,
            };
            if header {
                later.push((name, tree));
            } else {
                self.entry(&[self.keys[name].clone()], tree);
            }
        }
        for (name, tree) in later {
            let mut path = path.to_vec();
            path.push(self.keys[name].clone());
            let dot = self.dice.pick(&[".", " . "]);
            let header = path.join(dot);
            match tree {
                Tree::Map(entries) => {
                    let implied = entries.len() == 1 && matches!(entries[0].1, Tree::Map(_)) && self.dice.chance(50);
                    if implied && let Tree::Map(inner) = &entries[0].1 {
                        let mut path = path.clone();
                        path.push(self.keys[&entries[0].0].clone());
                        self.header(&format!("[{}]", path.join(dot)));
                        self.section(&path, inner);
                    } else {
                        self.header(&format!("[{header}]"));
                        self.section(&path, entries);
                    }
                }
                Tree::List(items) => {
                    for item in items {
                        self.header(&format!("[[{header}]]"));
                        if let Tree::Map(entries) = item {
                            self.section(&path, entries);
                        }
                    }
                }
                Tree::Filler | Tree::Marker => panic!("only tables have headers"),
            }
        }
    }

    fn header(&mut self, header: &str) {
        let before = self.dice.pick(&["", "\n", "# 说明 [x]\n"]);
        self.out.push_str(&format!("{before}{header}\n"));
    }

    fn entry(&mut self, path: &[String], tree: &Tree) {
        match tree {
            Tree::Map(entries) if !entries.is_empty() && path.len() < 4 && self.dice.chance(50) => {
                for (name, tree) in entries {
                    let mut path = path.to_vec();
                    path.push(self.keys[name].clone());
                    self.entry(&path, tree);
                }
            }
            _ => {
                let dot = self.dice.pick(&[".", " . "]);
                let equals = self.dice.pick(&[" = ", "=", "\t=  "]);
                self.out.push_str(&path.join(dot));
                self.out.push_str(equals);
                self.value(tree, true);
                let end = self.dice.pick(&["\n", " # 注 = 1\n", "\n\n"]);
                self.out.push_str(end);
            }
        }
    }

    fn value(&mut self, tree: &Tree, lines: bool) {
        const FILLERS: [&str; 9] =
            ["1", "2024-01-01", "true", "'退款 👍'", "\"a \\\" \\u00e9\"", "''", "1_0.5", "'[x] = {y}'", "0x1F"];
        match tree {
            Tree::Marker => self.marker(lines),
            Tree::Filler => {
                let filler = self.dice.pick(&FILLERS);
                self.out.push_str(filler);
            }
            Tree::List(items) => {
                let gap = if lines { self.dice.pick(&[" ", "\n  ", " # 项\n "]) } else { " " };
                self.out.push('[');
                for (at, item) in items.iter().enumerate() {
                    self.out.push_str(if at > 0 { "," } else { "" });
                    self.out.push_str(gap);
                    self.value(item, lines);
                }
                if lines && !items.is_empty() && self.dice.chance(40) {
                    self.out.push(',');
                }
                self.out.push_str(gap);
                self.out.push(']');
            }
            Tree::Map(entries) => {
                self.out.push('{');
                for (at, (name, item)) in entries.iter().enumerate() {
                    self.out.push_str(if at > 0 { ", " } else { " " });
                    let key = format!("{} = ", self.keys[name]);
                    self.out.push_str(&key);
                    self.value(item, false);
                }
                self.out.push_str(" }");
            }
        }
    }

    fn marker(&mut self, lines: bool) {
        let (open, close, between) = match self.dice.below(if lines { 5 } else { 2 }) {
            0 => ("\"", "\"", " wait \\t 退 "),
            1 => ("'", "'", " wait \\ "),
            2 => ("\"\"\"", "\"\"\"", " one\n  two \" "),
            3 => ("\"\"\"\n", "\n\"\"\"", " one\\\n  two "),
            _ => ("'''\n", "\n'''", " 一\n二 "),
        };
        self.out.push_str(&format!("{open}{HEAD}{between}{TAIL}{close}"));
        (self.open, self.close) = (open.into(), close.into());
    }
}
