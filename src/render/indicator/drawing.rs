//! Why: where points, lines and words of a chart stand is decided here once, so that no label lies on another and none is
//! wider than its room; what they mean is not this file's business.

use std::fmt::Write;

use jiff::civil::Date;

use crate::render::junit::xml;
use crate::render::wrap::char_width;
use crate::value::Scalar;

/// Size of the picture in pixels.
const SIZE: (f64, f64) = (720.0, 240.0);

/// Where the scale lies: left, top, right, bottom.
const PLOT: (f64, f64, f64, f64) = (76.0, 44.0, 560.0, 200.0);

/// Pixels from one label to the next.
const LINE: f64 = 15.0;

/// Columns of text over the whole width, beside the scale on the right, and on the left.
const COLUMNS: [usize; 3] = [92, 20, 9];

/// Beyond this many readings dots would run together.
const DOTS: usize = 60;

/// Faces with letters for every reader, those for Chinese named.
const FACES: &str = "system-ui, 'Segoe UI', 'Helvetica Neue', Arial, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans SC', \
                     'Noto Sans CJK SC', 'Source Han Sans SC', sans-serif";

const INK: &str = "#1b1b1b";

/// What can stand on one scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Number,
    Percent,
    Duration,
}

/// A reading on the scale.
pub(super) struct Point {
    pub date: Date,
    pub height: f64,
    pub label: String,
}

/// A threshold.
pub(super) struct Line {
    pub height: f64,
    pub label: String,
    pub dashes: &'static str,
}

/// A chart to be drawn.
pub(super) struct Drawing<'a> {
    pub title: &'a str,
    /// What it shows, for those who do not see it.
    pub label: &'a str,
    /// By date.
    pub points: &'a [Point],
    pub lines: &'a [Line],
    pub prefix: &'a str,
}

/// Where a value stands on a scale of its kind. For showing; no verdict rests on it.
#[allow(clippy::cast_precision_loss, reason = "a pixel is coarser than what is lost")]
pub(super) fn measure(value: &Scalar<'_>) -> Option<(Kind, f64)> {
    match value {
        Scalar::Int(value) => Some((Kind::Number, *value as f64)),
        Scalar::Float(value) => Some((Kind::Number, *value)),
        Scalar::Percent(value) => Some((Kind::Percent, value.thousandths() as f64)),
        Scalar::Duration(value) => {
            let (least, most) = value.bounds_seconds();
            Some((Kind::Duration, (least as f64 + most? as f64) / 2.0))
        }
        _ => None,
    }
}

impl Drawing<'_> {
    pub fn svg(&self) -> String {
        let (width, height) = SIZE;
        let id: String = self.prefix.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
        let mut out = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-labelledby=\"{id}-title\" width=\"{width}\" \
             height=\"{height}\" viewBox=\"0 0 {width} {height}\" font-family=\"{FACES}\" font-size=\"12\" \
             fill=\"{INK}\">\n<title id=\"{id}-title\">{}</title>\n\
             <rect width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>\n",
            xml::text(self.label)
        );
        text(&mut out, (12.0, 22.0), "start", true, &shortened(self.title, COLUMNS[0]));
        let (left, top, right, bottom) = PLOT;
        let _ = writeln!(
            out,
            "<path d=\"M{left} {top}V{bottom}H{right}\" fill=\"none\" stroke=\"{INK}\" stroke-width=\"1\"/>"
        );
        if let (Some(first), Some(last)) = (self.points.first(), self.points.last()) {
            self.readings(&mut out, first, last);
        }
        out.push_str("</svg>\n");
        out
    }

    fn readings(&self, out: &mut String, first: &Point, last: &Point) {
        let (left, _, right, bottom) = PLOT;
        let scale = Scale::of(self.points, self.lines);
        let days = days(first.date, last.date);
        // A single reading is the latest one, and stands where the latest ones stand.
        let x = |date: Date| match days > 0.0 {
            true => left + 12.0 + (right - left - 24.0) * self::days(first.date, date) / days,
            false => right - 12.0,
        };
        for line in self.lines {
            let y = scale.y(line.height);
            let _ = writeln!(
                out,
                "<path d=\"M{left} {y:.1}H{right}\" fill=\"none\" stroke=\"{INK}\" stroke-dasharray=\"{}\"/>",
                line.dashes
            );
        }
        let mut path = String::new();
        for (at, point) in self.points.iter().enumerate() {
            let step = if at == 0 { 'M' } else { 'L' };
            let _ = write!(path, "{step}{:.1} {:.1}", x(point.date), scale.y(point.height));
        }
        let _ = writeln!(out, "<path d=\"{path}\" fill=\"none\" stroke=\"{INK}\" stroke-width=\"2\"/>");
        let many = self.points.len() > DOTS;
        for point in self.points.iter().filter(|point| !many || point.date == last.date) {
            let _ = writeln!(
                out,
                "<circle cx=\"{:.1}\" cy=\"{:.1}\" r=\"3\" stroke=\"#ffffff\"/>",
                x(point.date),
                scale.y(point.height)
            );
        }
        // To the right of the scale: the last reading and the thresholds, kept apart; to its left the first reading.
        let mut labels = vec![(scale.y(last.height), last.label.as_str(), true)];
        labels.extend(self.lines.iter().map(|line| (scale.y(line.height), line.label.as_str(), false)));
        for (y, label, bold) in apart(labels) {
            text(out, (right + 8.0, y + 4.0), "start", bold, &shortened(label, COLUMNS[1]));
        }
        if days > 0.0 {
            let label = shortened(&first.label, COLUMNS[2]);
            text(out, (left - 8.0, scale.y(first.height) + 4.0), "end", false, &label);
            text(out, (left, bottom + 18.0), "start", false, &first.date.to_string());
        }
        text(out, (right, bottom + 18.0), "end", false, &last.date.to_string());
    }
}

/// From the lowest value to the highest.
struct Scale {
    least: f64,
    most: f64,
}

impl Scale {
    fn of(points: &[Point], lines: &[Line]) -> Self {
        let all = points.iter().map(|point| point.height).chain(lines.iter().map(|line| line.height));
        let (least, most) =
            all.fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), height| (least.min(height), most.max(height)));
        // Halves first: the distance of two large numbers may be none that can be written.
        let blank = (most / 2.0 - least / 2.0) * 0.16;
        let blank = if blank > 0.0 { blank } else { least.abs().max(1.0) * 0.1 };
        Self { least: least - blank, most: most + blank }
    }

    fn y(&self, height: f64) -> f64 {
        let (_, top, _, bottom) = PLOT;
        let share = (height / 2.0 - self.least / 2.0) / (self.most / 2.0 - self.least / 2.0);
        bottom - (bottom - top) * if share.is_finite() { share.clamp(0.0, 1.0) } else { 0.5 }
    }
}

/// Labels moved down, and then up again, until each has a line to itself.
fn apart(mut labels: Vec<(f64, &str, bool)>) -> Vec<(f64, &str, bool)> {
    labels.sort_by(|one, other| one.0.total_cmp(&other.0));
    for at in 1..labels.len() {
        labels[at].0 = labels[at].0.max(labels[at - 1].0 + LINE);
    }
    let mut below = PLOT.3 + LINE / 2.0;
    for label in labels.iter_mut().rev() {
        label.0 = label.0.min(below);
        below = label.0 - LINE;
    }
    labels
}

fn text(out: &mut String, (x, y): (f64, f64), anchor: &str, bold: bool, text: &str) {
    let bold = if bold { " font-weight=\"bold\"" } else { "" };
    let _ = writeln!(out, "<text x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\"{bold}>{}</text>", xml::text(text));
}

/// As much of a text as so many columns hold; a wide letter takes two.
fn shortened(text: &str, columns: usize) -> String {
    if text.chars().map(char_width).sum::<usize>() <= columns {
        return text.to_owned();
    }
    let mut room = columns.saturating_sub(1);
    let fits = |c: &char| {
        let wide = char_width(*c);
        let fits = wide <= room;
        room = room.saturating_sub(wide);
        fits
    };
    text.chars().take_while(fits).chain(['…']).collect()
}

fn days(from: Date, to: Date) -> f64 {
    f64::from((to - from).get_days())
}
