//! Why: a rule, a clause, a finding and a test run are explained in the same voice, wherever they are asked for.

mod begun;
mod clause;
mod code;
mod keys;
mod policy;
mod proof;

pub use begun::{Begun, begun, refused, unread};
pub use clause::{clause, clauses};
pub use code::code;
pub use keys::{files, keys, near_key};
pub use policy::{finding, policies, policy};
pub use proof::{Gaps, Proof, proofs};

use crate::message::Message;
use crate::render::wrap::wrap;
use crate::render::{Style, catalogue};

/// A line of words, wrapped.
fn line(out: &mut String, style: &Style, message: &Message) {
    paragraph(out, style, &catalogue::text(style.lang, message), 0);
}

/// Text, wrapped and moved in.
fn paragraph(out: &mut String, style: &Style, text: &str, indent: usize) {
    wrap(out, text, style.width, &" ".repeat(indent), indent);
}

/// Prose of a policy: its lines are joined, empty ones part paragraphs.
fn prose(out: &mut String, style: &Style, text: &str) {
    for part in text.split("\n\n") {
        let joined: Vec<String> = part
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .map(|line| super::escape::visible(line).into_owned())
            .collect();
        paragraph(out, style, &join(&joined), 2);
        out.push('\n');
    }
}

/// Lines as one text: Chinese has no space where a line of it ends.
pub(super) fn join(lines: &[String]) -> String {
    lines.iter().fold(String::new(), |mut text, line| {
        let wide = |c: Option<char>| {
            c.is_some_and(|c| !c.is_ascii() && !c.is_alphabetic() || ('\u{2e80}'..='\u{9fff}').contains(&c))
        };
        if !text.is_empty() && !wide(text.chars().last()) && !wide(line.chars().next()) {
            text.push(' ');
        }
        text.push_str(line);
        text
    })
}
