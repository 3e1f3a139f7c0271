//! Why: a small text that stands for a few lines of a file on a terminal. Every character in it has the width that
//! every terminal gives it, so that underlines stay under what they mean.

use std::ops::Range;

use crate::render::escape::{hidden, push_visible};
use crate::render::wrap::char_width;
use crate::render::{Graphics, Style};
use crate::source::Source;

use super::Pin;

/// Columns between tab stops.
const TAB: usize = 4;

/// Columns that the frame itself takes: blank, bar, blank, and a line number of up to six digits.
const FRAME: usize = 10;

/// Narrower terminals than this are drawn over their edge.
const NARROWEST: usize = 30;

/// Characters shown of one line at most, whatever their width (combining marks have none).
const MAX_CHARS: usize = 1_000;

/// A few lines made fit for a terminal.
#[derive(Debug)]
pub(super) struct View {
    /// The lines, each with its line end.
    pub text: String,
    /// Line number of the first, from 1.
    pub first_line: u32,
    /// What is underlined, in textual order.
    pub marks: Vec<Mark>,
}

/// A labelled range of a view.
#[derive(Debug)]
pub(super) struct Mark {
    pub range: Range<usize>,
    pub text: String,
    pub leads: bool,
}

impl View {
    /// The lines `lines.0..=lines.1` of a source (as far as there are such) with `pins`, which are in textual order
    /// and on these lines.
    pub fn new(source: &Source, lines: (u32, u32), pins: &[Pin], style: &Style) -> Self {
        // Neighbours are there for context; an empty one gives none.
        let is_bare =
            |number: &u32| source.line_text(*number).trim().is_empty() && pins.iter().all(|pin| pin.line != *number);
        let mut numbers =
            lines.0.max(1)..=lines.1.min(last_written_line(source)).max(pins.last().map_or(1, |pin| pin.line));
        let first_line = numbers.clone().find(|number| !is_bare(number)).unwrap_or(1);
        let last_line = numbers.rfind(|number| !is_bare(number)).unwrap_or(first_line);
        let mut view = Self { text: String::new(), first_line, marks: Vec::with_capacity(pins.len()) };
        for number in first_line..=last_line {
            let start = source.line_start(number);
            let line = source.line_text(number);
            let within = |offset: u32| floor_boundary(line, offset.saturating_sub(start) as usize);
            let ranges: Vec<Range<usize>> = pins
                .iter()
                .filter(|pin| pin.line == number)
                .map(|pin| within(pin.location.span.start)..within(pin.location.span.end))
                .collect();
            let shown = view.push_line(line, &ranges, style);
            let labelled = pins.iter().filter(|pin| pin.line == number);
            let marks =
                labelled.zip(shown).map(|(pin, range)| Mark { range, text: pin.text.clone(), leads: pin.leads });
            view.marks.extend(marks);
        }
        view
    }

    /// How many lines there are.
    pub fn line_count(&self) -> usize {
        self.text.matches('\n').count()
    }

    /// Appends a line, cut around `ranges`, and gives back where these came to stand.
    fn push_line(&mut self, line: &str, ranges: &[Range<usize>], style: &Style) -> Vec<Range<usize>> {
        let window = window(line, ranges, style.width.saturating_sub(FRAME).max(NARROWEST));
        let cut = match style.graphics {
            Graphics::Unicode => "…",
            Graphics::Ascii => "...",
        };
        let line_start = self.text.len();
        if window.start > 0 {
            self.text.push_str(cut);
        }
        let shown_start = self.text.len();
        let mut shown = vec![shown_start..shown_start; ranges.len()];
        let mut column = self.text[line_start..].chars().map(char_width).sum::<usize>();
        let mut previous = '\0';
        for (at, c) in line[window.clone()].char_indices() {
            let at = at + window.start;
            set_ends(&mut shown, ranges, at, self.text.len());
            let before = self.text.len();
            push_char(&mut self.text, c, previous, column);
            column += self.text[before..].chars().map(char_width).sum::<usize>();
            previous = c;
        }
        set_ends(&mut shown, ranges, window.end, self.text.len());
        for (range, wanted) in shown.iter_mut().zip(ranges) {
            if wanted.start > window.end {
                range.start = self.text.len();
            }
            if wanted.end > window.end {
                range.end = self.text.len();
            }
            range.end = range.end.max(range.start);
        }
        if window.end < line.len() {
            self.text.push_str(cut);
        }
        self.text.push('\n');
        shown
    }
}

/// Notes where a byte of the line came to stand, for the ranges that begin or end there. Ranges that begin before the
/// window keep its beginning.
fn set_ends(shown: &mut [Range<usize>], ranges: &[Range<usize>], at: usize, now: usize) {
    for (range, wanted) in shown.iter_mut().zip(ranges) {
        if wanted.start == at {
            range.start = now;
        }
        if wanted.end == at {
            range.end = now;
        }
    }
}

/// Appends a character so that its width does not depend on the terminal: tabs become blanks; the parts of a joined
/// emoji stand side by side, because terminals disagree on whether they are one; what only varies the look of the
/// character before it is left out.
fn push_char(out: &mut String, c: char, previous: char, column: usize) {
    match c {
        '\t' => (0..TAB - column % TAB).for_each(|_| out.push(' ')),
        '\u{200D}' if char_width(previous) == 2 || previous == '\u{FE0F}' => {}
        '\u{FE00}'..='\u{FE0F}' => {}
        '\u{1F3FB}'..='\u{1F3FF}' if char_width(previous) == 2 => {}
        c => push_visible(out, c),
    }
}

/// The part of a line that fits: all of it, or what is around the first label, with a third of the room before it.
/// Works outwards from the label, so that a line of a megabyte costs no more than a short one.
fn window(line: &str, ranges: &[Range<usize>], room: usize) -> Range<usize> {
    let focus = ranges.iter().map(|range| range.start).min().unwrap_or(0);
    let (start, used) = reach_back(line, focus, room / 3);
    let (end, filled) = reach_on(line, focus, room - used);
    match end == line.len() {
        true => reach_back(line, focus, room - filled).0..end,
        false => start..end,
    }
}

fn reach_back(line: &str, from: usize, room: usize) -> (usize, usize) {
    let (mut at, mut used) = (from, 0);
    for c in line[..from].chars().rev().take(MAX_CHARS) {
        let next = used + shown_width(c);
        if next > room {
            break;
        }
        (at, used) = (at - c.len_utf8(), next);
    }
    (at, used)
}

fn reach_on(line: &str, from: usize, room: usize) -> (usize, usize) {
    let (mut at, mut used) = (from, 0);
    for c in line[from..].chars().take(MAX_CHARS) {
        let next = used + shown_width(c);
        if next > room {
            break;
        }
        (at, used) = (at + c.len_utf8(), next);
    }
    (at, used)
}

fn shown_width(c: char) -> usize {
    match c {
        '\t' => TAB,
        '\0'..=' ' => 1,
        c if hidden(c) => "<U+XXXX>".len(),
        c => char_width(c),
    }
}

/// Spans lie on the boundaries of characters; one that does not must not stop a report.
fn floor_boundary(line: &str, at: usize) -> usize {
    let mut at = at.min(line.len());
    while !line.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// A line end at the end of a file does not begin a line that anybody wrote.
fn last_written_line(source: &Source) -> u32 {
    let count = source.line_count();
    if source.text.ends_with('\n') { count - 1 } else { count }
}
