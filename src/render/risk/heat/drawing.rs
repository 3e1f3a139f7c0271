//! Why: an SVG is a page in XML. Where blocks stand, how they clip, and that every text is escaped is decided here once; what
//! stands in them is not this file's business.

use std::fmt::Write;

use crate::render::junit::xml;

/// Tenths of a pixel that a column of text takes: 0.62 of the size of the type. Typefaces of fixed width have 0.55 to 0.61, and
/// a wide character, two columns, is as wide as the type is high.
pub(super) const GLYPH: usize = 75;

/// Pixels from one line to the next.
pub(super) const LINE: usize = 16;

/// Pixels from the top of a line to the foot of its letters.
const FOOT: usize = 12;

/// Typefaces of fixed width, with those for Chinese on the usual systems.
const FACES: &str = "ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, 'Noto Sans Mono CJK SC', 'Sarasa Mono SC', \
                     'Source Han Sans SC', 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', monospace";

/// The colour of texts and lines.
const INK: &str = "#1b1b1b";

/// How strong letters are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Weight {
    Plain,
    Bold,
}

/// A rectangle with lines of text in it.
pub(super) struct Block {
    pub x: usize,
    pub y: usize,
    pub width: usize,
    pub height: usize,
    /// A frame with a fill between that of the lowest level, 0, and that of the highest, 100; no number for a level without a
    /// rank. Without a frame nothing is drawn but the text.
    pub fill: Option<Option<usize>>,
    /// Blank around the text.
    pub pad: usize,
}

/// What was drawn so far.
pub(super) struct Drawing {
    body: String,
    margin: usize,
    width: usize,
}

impl Drawing {
    pub fn new(margin: usize, width: usize) -> Self {
        Self { body: String::new(), margin, width }
    }

    /// Lines over the whole width; gives where the next ones begin.
    pub fn paragraph(&mut self, y: usize, lines: &[String], weight: Weight) -> usize {
        let height = lines.len() * LINE;
        let texts: Vec<(&str, Weight)> = lines.iter().map(|line| (line.as_str(), weight)).collect();
        self.block(&Block { x: self.margin, y, width: self.width, height, fill: None, pad: 0 }, &texts);
        y + height
    }

    /// One line from a place on.
    pub fn line(&mut self, x: usize, y: usize, text: &str, weight: Weight) {
        let width = (self.margin + self.width).saturating_sub(x);
        self.block(&Block { x, y, width, height: LINE, fill: None, pad: 0 }, &[(text, weight)]);
    }

    /// A block, which shows nothing outside itself.
    pub fn block(&mut self, block: &Block, lines: &[(&str, Weight)]) {
        let Block { x, y, width, height, fill, pad } = block;
        let _ =
            write!(self.body, "<svg x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" overflow=\"hidden\">");
        if let Some(fill) = fill {
            let (colour, dashes) = match fill {
                Some(share) => (colour(*share), ""),
                None => ("#ffffff".to_owned(), " stroke-dasharray=\"4 3\""),
            };
            let (w, h) = (width.saturating_sub(1), height.saturating_sub(1));
            let _ = write!(
                self.body,
                "<rect x=\"0.5\" y=\"0.5\" width=\"{w}\" height=\"{h}\" fill=\"{colour}\" stroke=\"{INK}\"{dashes}/>"
            );
        }
        for (at, (text, weight)) in lines.iter().enumerate() {
            let bold = if *weight == Weight::Bold { " font-weight=\"bold\"" } else { "" };
            let foot = pad + at * LINE + FOOT;
            let _ = write!(self.body, "<text x=\"{pad}\" y=\"{foot}\"{bold}>{}</text>", xml::text(text));
        }
        self.body.push_str("</svg>\n");
    }

    /// The whole picture, so many pixels high, with what it is for those who do not see it.
    pub fn finish(self, height: usize, label: &str) -> String {
        let width = self.width + 2 * self.margin;
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\"{} width=\"{width}\" height=\"{height}\" \
             viewBox=\"0 0 {width} {height}\" font-family=\"{FACES}\" font-size=\"12\" fill=\"{INK}\">\n\
             <rect width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>\n{}</svg>\n",
            xml::attribute("aria-label", label),
            self.body
        )
    }
}

/// From a pale grey to a warm tone that grows darker with the level, so that a grey print keeps the order. Black letters on
/// the darkest have a contrast of more than 7 to 1.
fn colour(share: usize) -> String {
    let (pale, warm) = ([0xF6, 0xF6, 0xF2], [0xE8, 0xA4, 0x7C]);
    let mix = |at: usize| (pale[at] * (100 - share.min(100)) + warm[at] * share.min(100)) / 100;
    format!("#{:02x}{:02x}{:02x}", mix(0), mix(1), mix(2))
}
