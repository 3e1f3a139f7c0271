//! Why: a header lies in a comment of a script, yet its values are pointed at like those of any other file. So it is cut
//! out by lines, not by comment syntax (a glob such as `docs/*.bpmn` must not open or close anything), and parsed in
//! place: everything around it is turned to spaces, and all positions hold.

use std::sync::Arc;

use super::laid;
use crate::diagnostic::Diagnostic;
use crate::document::{Document, Limits};
use crate::message::{LocalText, Message};
use crate::parse::{self, Format};
use crate::source::{Source, SourceId};
use crate::span::Span;

/// A policy file taken apart.
pub struct Parts {
    /// The header's TOML, with positions of the whole file.
    pub document: Document,
    /// From the first byte of `/*` to the last of `*/`.
    pub header: Span,
    /// The prose after it.
    pub prose: LocalText,
    /// Trouble of the TOML itself.
    pub problems: Vec<Diagnostic>,
}

/// Takes a policy file apart.
///
/// # Errors
/// When the first line is not `/*`, or no line is exactly `*/`.
pub fn split(source: &Arc<Source>, id: SourceId) -> Result<Parts, Box<Diagnostic>> {
    let Some((header, toml)) = bounds(&source.text) else {
        let message = if source.text.lines().next().is_some_and(|line| line.trim_end() == "/*") {
            Message::new("policy.header-open")
        } else {
            Message::new("policy.header-missing")
        };
        let location = crate::diagnostic::Location::new(id, Span::new(0, source.line_text(1).len()));
        return Err(Box::new(Diagnostic::error("policy/header", location, message)));
    };
    let blanked = blank_outside(&source.text, toml);
    let blanked = Arc::new(source.with_text(blanked));
    let parsed = parse::parse(Format::Toml, &blanked, id, Limits::default());
    let problems =
        parsed.problems.into_iter().map(|problem| Diagnostic { code: "policy/header".into(), ..problem }).collect();
    let Some(document) = parsed.documents.into_iter().next() else {
        let location = crate::diagnostic::Location::new(id, header);
        let message = Message::new("policy.header-missing");
        return Err(Box::new(Diagnostic::error("policy/header", location, message)));
    };
    Ok(Parts { document, header, prose: prose(&source.text[header.end as usize..]), problems })
}

/// Takes a built-in policy apart whose header was laid out when the program was built; `None` if it was not.
pub fn split_laid(steps: &[u8], source: &Arc<Source>, id: SourceId) -> Option<Parts> {
    let (header, _) = bounds(&source.text)?;
    let document = laid::document(steps, source, id)?;
    Some(Parts { document, header, prose: prose(&source.text[header.end as usize..]), problems: Vec::new() })
}

/// The header with its marks, and the TOML between them.
fn bounds(text: &str) -> Option<(Span, Span)> {
    let mut at = 0;
    let mut inner = None;
    for line in text.split_inclusive('\n') {
        let content = line.trim_end_matches(['\n', '\r']);
        match inner {
            None if content.trim_end() == "/*" => inner = Some(at + line.len()),
            None => return None,
            Some(start) if content.trim_end() == "*/" => {
                return Some((Span::new(0, at + content.trim_end().len()), Span::new(start, at)));
            }
            Some(_) => {}
        }
        at += line.len();
    }
    None
}

fn blank_outside(text: &str, keep: Span) -> String {
    let mut out = String::with_capacity(text.len());
    let blank = |piece: &str| piece.bytes().map(|b| if b == b'\n' { '\n' } else { ' ' }).collect::<String>();
    out.push_str(&blank(&text[..keep.range().start]));
    out.push_str(&text[keep.range()]);
    out.push_str(&blank(&text[keep.range().end..]));
    out
}

/// `//!` lines: English first; `//! [zh]` and `//! [en]` switch the language.
fn prose(script: &str) -> LocalText {
    let (mut en, mut zh) = (String::new(), String::new());
    let mut current = &mut en;
    for line in script.lines() {
        let Some(text) = line.trim_start().strip_prefix("//!") else { continue };
        match text.trim() {
            "[zh]" => current = &mut zh,
            "[en]" => current = &mut en,
            text => {
                current.push_str(text);
                current.push('\n');
            }
        }
    }
    let text = |text: String| {
        let text = text.trim();
        (!text.is_empty()).then(|| text.into())
    };
    LocalText { en: text(en), zh: text(zh) }
}
