//! Why: JSON in the shapes that exporters and people give it.

use std::collections::BTreeMap;

use super::tree::{Dice, Drawn, HEAD, TAIL, Tree, Written, keys};

pub fn write(drawn: &Drawn, dice: &mut Dice) -> Written {
    let names = keys(&drawn.tree).into_iter().map(|name| (name.clone(), quoted(&name, dice))).collect();
    let spaced = dice.chance(70);
    let mut text = String::new();
    value(&drawn.tree, &names, dice, spaced, 0, &mut text);
    if dice.chance(80) {
        text.push('\n');
    }
    Written { text, open: "\"".into(), close: "\"".into(), keys: names, alias: None, merged: None }
}

/// A key or text in quotes; the first character perhaps as an escape.
pub fn quoted(name: &str, dice: &mut Dice) -> String {
    let escaped = name.replace('\\', "\\\\").replace('"', "\\\"");
    match name.chars().next() {
        Some(first) if first.is_ascii_alphanumeric() && dice.chance(15) => {
            format!("\"\\u{:04x}{}\"", u32::from(first), &escaped[1..])
        }
        _ => format!("\"{escaped}\""),
    }
}

pub fn value(
    tree: &Tree,
    keys: &BTreeMap<String, String>,
    dice: &mut Dice,
    spaced: bool,
    depth: usize,
    out: &mut String,
) {
    const FILLERS: [&str; 9] =
        ["1", "-2.5e3", "true", "null", "\"退款 👍\"", "\"\"", "\"a \\\"b\\\" \\u00e9 \\\\\"", "\"x, {[y]}: z\"", "0"];
    let line = |out: &mut String, depth: usize, dice: &mut Dice| {
        if spaced {
            out.push_str(dice.pick(&["\n", "\n", "\n\n", " ", "\n\t"]));
            out.push_str(&"  ".repeat(depth));
        }
    };
    match tree {
        Tree::Marker => out.push_str(&format!("\"{HEAD} wait \\n 退 {TAIL}\"")),
        Tree::Filler => out.push_str(dice.pick(&FILLERS)),
        Tree::List(items) => {
            out.push('[');
            for (at, item) in items.iter().enumerate() {
                out.push_str(if at > 0 { "," } else { "" });
                line(out, depth + 1, dice);
                value(item, keys, dice, spaced, depth + 1, out);
            }
            line(out, depth, dice);
            out.push(']');
        }
        Tree::Map(entries) => {
            out.push('{');
            for (at, (key, item)) in entries.iter().enumerate() {
                out.push_str(if at > 0 { "," } else { "" });
                line(out, depth + 1, dice);
                out.push_str(&keys[key]);
                out.push_str(if spaced { dice.pick(&[": ", ":", " : "]) } else { ":" });
                value(item, keys, dice, spaced, depth + 1, out);
            }
            line(out, depth, dice);
            out.push('}');
        }
    }
}
