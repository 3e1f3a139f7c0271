//! Why: a handful of ANSI colours that every terminal theme knows. They repeat what the words say already.

use crate::diagnostic::Severity;
use crate::render::{Color, Style};

/// What a piece of text is, as far as its colour goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tone {
    /// A heading.
    Strong,
    /// Beside the point: ids, handles, counts.
    Faint,
    /// Advice.
    Help,
    /// The weight of a finding or diagnostic.
    Weight(Severity),
}

const RESET: &str = "\x1b[0m";

/// `text` in the colour of `tone`, if the style has colours.
pub(super) fn paint(style: &Style, tone: Tone, text: &str) -> String {
    match style.color {
        Color::Always => format!("{}{text}{RESET}", code(tone)),
        Color::Never => text.to_owned(),
    }
}

/// Select Graphic Rendition of ECMA-48, 8.3.117: bold, faint, and the eight classic colours.
fn code(tone: Tone) -> &'static str {
    match tone {
        Tone::Strong => "\x1b[1m",
        Tone::Faint => "\x1b[2m",
        Tone::Help => "\x1b[36m",
        Tone::Weight(Severity::Error) => "\x1b[1;31m",
        Tone::Weight(Severity::Warning) => "\x1b[1;33m",
        Tone::Weight(Severity::Info) => "\x1b[1;36m",
    }
}
