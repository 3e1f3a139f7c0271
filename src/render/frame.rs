//! Why: the value that broke a rule is shown where it stands. miette draws the frame, but it is never given a file:
//! it would scan it from its first line for every frame, count columns in bytes, print terminal codes of the file as
//! they are and lose the alignment at joined emoji. It is given a *view*: the line in question with a neighbour on
//! both sides, made visible, cut to the width of the terminal, with the spans moved along and our own place as its
//! name.

mod view;

use std::fmt;

use miette::{
    GraphicalReportHandler, GraphicalTheme, LabeledSpan, SourceCode, SourceSpan, ThemeCharacters, ThemeStyles,
};

use crate::diagnostic::{Location, Severity};
use crate::message::Message;
use crate::render::{Color, Graphics, Style, catalogue, shown_place};
use crate::source::Sources;
use view::View;

/// A place in a frame and what is said about it.
#[derive(Clone, Debug)]
pub struct Label {
    /// The place.
    pub location: Location,
    /// What is said about it, in words and made visible; may be empty.
    pub text: String,
}

/// Most labels in the frames of one finding; miette is quadratic in them.
const MAX_LABELS: usize = 20;

/// Labels whose lines are this close share a frame, because the lines between them are shown anyway.
const NEAR_LINES: u32 = 3;

/// Draws the frames of some labels. The first label is what it is about and leads the first frame; frames of other
/// places follow in the order of their labels.
pub fn frames(out: &mut String, sources: &Sources, labels: &[Label], severity: Severity, style: &Style) {
    let mut groups: Vec<Vec<Pin>> = Vec::new();
    for (at, label) in labels.iter().take(MAX_LABELS).enumerate() {
        let pin = Pin::new(sources, label, at == 0, style);
        match groups.iter_mut().find(|group| group.iter().any(|other| other.is_near(&pin))) {
            Some(group) => group.push(pin),
            None => groups.push(vec![pin]),
        }
    }
    for mut pins in groups {
        // The place named above the frame is that of the group's first label; miette wants them in textual order.
        let source = sources.get(pins[0].location.source);
        let name = shown_place(source, pins[0].location.span.start);
        pins.sort_by_key(|pin| pin.location.span);
        let lines = (pins[0].line.saturating_sub(1), pins[pins.len() - 1].line + 1);
        let view = View::new(source, lines, &pins, style);
        draw(out, Snippet { name, view }, severity, style);
    }
}

/// A label on one line of a source: a span over several lines is shown on its first.
#[derive(Clone, Debug)]
struct Pin {
    location: Location,
    line: u32,
    text: String,
    leads: bool,
}

impl Pin {
    fn new(sources: &Sources, label: &Label, leads: bool, style: &Style) -> Self {
        let span = label.location.span;
        let source = sources.get(label.location.source);
        let line = source.place(span.start).line;
        // The byte before the end, so that a span that takes its line end along does not count the line after it.
        let last = source.place(span.end.saturating_sub(1).max(span.start)).line;
        let mut text = label.text.clone();
        if last > line {
            let more = catalogue::text(style.lang, &Message::new("label.to-line").number("line", last));
            text = if text.is_empty() { more } else { format!("{text} · {more}") };
        }
        Self { location: label.location, line, text, leads }
    }

    fn is_near(&self, other: &Self) -> bool {
        self.location.source == other.location.source && self.line.abs_diff(other.line) <= NEAR_LINES
    }
}

/// What miette is given to draw. The only implementation of its traits.
#[derive(Debug)]
struct Snippet {
    name: String,
    view: View,
}

impl fmt::Display for Snippet {
    /// Empty: the message stands above the frame, in our own layout.
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }
}

impl std::error::Error for Snippet {}

impl miette::Diagnostic for Snippet {
    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(self)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.view.marks.iter().map(|mark| {
            let text = (!mark.text.is_empty()).then(|| mark.text.clone());
            LabeledSpan::new(text, mark.range.start, mark.range.len())
        })))
    }
}

impl SourceCode for Snippet {
    /// Whatever is asked for, the answer is the whole view: it is as small as the context that is wanted.
    fn read_span<'a>(
        &'a self,
        _: &SourceSpan,
        _: usize,
        _: usize,
    ) -> Result<Box<dyn miette::SpanContents<'a> + 'a>, miette::MietteError> {
        let span = (0, self.view.text.len()).into();
        let (first, count) = (self.view.first_line as usize, self.view.line_count());
        let text = self.view.text.as_bytes();
        let contents = miette::MietteSpanContents::new_named(self.name.clone(), text, span, first - 1, 0, count);
        Ok(Box::new(contents))
    }
}

fn draw(out: &mut String, snippet: Snippet, severity: Severity, style: &Style) {
    let handler = GraphicalReportHandler::new_themed(theme(&snippet.view, severity, style))
        .with_wrap_lines(false)
        .without_primary_span_start()
        .with_links(false);
    let mut drawn = String::new();
    // Writing to a string does not fail, and a frame that miette gives up on is left out; the place is then said alone.
    if handler.render_report(&mut drawn, &snippet).is_err() {
        drawn = format!("   {}\n", snippet.name);
    }
    // The first line is miette's headline, which is empty.
    for line in drawn.trim_start_matches('\n').lines() {
        out.push_str(line.trim_end());
        out.push('\n');
    }
}

/// miette gives styles to labels in textual order, so the leading one is found by its turn.
fn theme(view: &View, severity: Severity, style: &Style) -> GraphicalTheme {
    let characters = match style.graphics {
        Graphics::Unicode => ThemeCharacters::unicode(),
        Graphics::Ascii => ThemeCharacters::ascii(),
    };
    let mut styles = match style.color {
        Color::Always => ThemeStyles::ansi(),
        Color::Never => return GraphicalTheme { characters, styles: ThemeStyles::none() },
    };
    let leading = match severity {
        Severity::Error => styles.error,
        Severity::Warning => styles.warning,
        Severity::Info => styles.advice,
    };
    let beside = styles.help;
    styles.highlights = view.marks.iter().map(|mark| if mark.leads { leading } else { beside }).collect();
    GraphicalTheme { characters, styles }
}

#[cfg(test)]
mod tests;
