//! Why: whoever mends files with a watcher beside them reads one thing after each save: what that save did. So new,
//! changed and fixed findings are told, a line each, values that changed are shown as they were and as they are, and what
//! remains is counted; any finding is shown whole on demand.

use std::fmt::Write as _;

use similar::{ChangeTag, TextDiff};

use super::escape::visible;
use super::human::{one, outcome, severities};
use super::json::watch::Fresh;
use super::paint::{Tone, paint};
use super::{Style, catalogue, shown_path, title};
use crate::diagnostic::Severity;
use crate::finding::{Disposition, Finding};
use crate::message::{Lang, Message};
use crate::report::since::{Changed, Fixed, Since};
use crate::report::{MemberState, Report};

/// Most findings of a kind that one answer tells of; the rest is counted.
const MOST: usize = 20;

/// What a save did: a line a finding.
pub fn update(report: &Report, since: &Since, style: &Style) -> String {
    let mut out = String::new();
    for finding in since.new.iter().take(MOST) {
        line(&mut out, "watch.new", finding, report, style);
    }
    more(&mut out, since.new.len(), "watch.more-new", style);
    for changed in since.changed.iter().take(MOST) {
        line(&mut out, "watch.changed", &changed.finding, report, style);
        difference(&mut out, changed, style);
    }
    more(&mut out, since.changed.len(), "watch.more-changed", style);
    for fixed in since.fixed.iter().take(MOST) {
        gone(&mut out, fixed, style);
    }
    more(&mut out, since.fixed.len(), "watch.more-fixed", style);
    out
}

/// The line under everything: what is open, over what, and how fresh that is.
pub fn status(report: &Report, since: &Since, fresh: &Fresh, clock: &str, style: &Style) -> String {
    let counted = Message::new("watch.status")
        .text("clock", clock)
        .number("read", report.members(MemberState::Read))
        .number("run", fresh.run)
        .number("millis", fresh.millis as i64);
    let open = severities(style.lang, |severity| report.active(severity));
    // In the first answer nothing was there before.
    let before = match since.remaining {
        0 => String::new(),
        remaining => catalogue::text(style.lang, &Message::new("watch.as-before").number("n", remaining)),
    };
    let text = catalogue::compose(style.lang, &counted, &[("open", &open), ("before", &before)]);
    let lost = match (fresh.events_lost, fresh.rescanned) {
        (0, _) => Message::new("watch.none-lost"),
        (lost, _) => Message::new("watch.lost").number("n", lost as i64),
    };
    let lost = catalogue::text(style.lang, &lost);
    let blank = if style.lang == Lang::En { " " } else { "" };
    format!("{}\n", paint(style, Tone::Faint, &format!("{text}{blank}{lost}")))
}

/// The keys.
pub fn keys(filter: Severity, style: &Style) -> String {
    let weight = catalogue::text(
        style.lang,
        &Message::new(match filter {
            Severity::Info => "severity.info",
            Severity::Warning => "severity.warning",
            Severity::Error => "severity.error",
        }),
    );
    let text = catalogue::compose(style.lang, &Message::new("watch.keys"), &[("filter", &weight)]);
    format!("{}\n", paint(style, Tone::Faint, &text))
}

/// One finding, whole, with its position among those that are shown.
pub fn whole(report: &Report, at: usize, filter: Severity, style: &Style) -> String {
    let shown: Vec<&Finding> = filtered(report, filter).collect();
    let Some(finding) = shown.get(at) else {
        return format!("{}\n", catalogue::text(style.lang, &Message::new("watch.nothing-open")));
    };
    let position = Message::new("watch.position").number("at", at as i64 + 1).number("of", shown.len());
    let position = catalogue::text(style.lang, &position);
    format!("{}\n{}", paint(style, Tone::Faint, &position), one(finding, &report.sources, style))
}

/// The open findings of this weight or more, in order.
pub fn filtered(report: &Report, filter: Severity) -> impl Iterator<Item = &Finding> {
    let open = move |finding: &&Finding| finding.disposition == Disposition::Active && finding.severity >= filter;
    report.findings.iter().filter(open)
}

/// How a run ended, in one sentence.
pub fn verdict(report: &Report, style: &Style) -> String {
    format!("{}\n", paint(style, Tone::Strong, &outcome(report, style.lang)))
}

fn line(out: &mut String, id: &'static str, finding: &Finding, report: &Report, style: &Style) {
    let place = report.sources.get(finding.location.source);
    let start = place.place(finding.location.span.start);
    let place = format!("{}:{}:{}", shown_path(place), start.line, start.column);
    let weight = paint(style, Tone::Weight(finding.severity), &title::weight(style.lang, finding));
    let said = catalogue::text(style.lang, &finding.message);
    let head = catalogue::text(style.lang, &Message::new(id));
    let tail = paint(style, Tone::Faint, &format!("[{}] {}", finding.policy, finding.handle()));
    let _ = writeln!(out, "{head} {weight} {} {said} {tail}", paint(style, Tone::Strong, &place));
}

fn gone(out: &mut String, fixed: &Fixed, style: &Style) {
    let head = catalogue::text(style.lang, &Message::new("watch.fixed"));
    let place = format!("{}{}", visible(&fixed.document.path), visible(&fixed.pointer));
    let tail = paint(style, Tone::Faint, &format!("[{}]", fixed.policy));
    let _ = writeln!(out, "{} {place} {tail}", paint(style, Tone::Help, &head));
}

/// A value as it was and as it is, what differs set apart.
fn difference(out: &mut String, changed: &Changed, style: &Style) {
    let (was, is) = (changed.was.as_deref().unwrap_or_default(), changed.finding.value.as_deref().unwrap_or_default());
    if was == is {
        return;
    }
    let diff = TextDiff::from_words(was, is);
    for (sign, tag, tone) in
        [('-', ChangeTag::Delete, Tone::Weight(Severity::Error)), ('+', ChangeTag::Insert, Tone::Help)]
    {
        let _ = write!(out, "    {sign} ");
        for change in diff.iter_all_changes() {
            let text = visible(change.value());
            match change.tag() {
                ChangeTag::Equal => out.push_str(&text),
                own if own == tag => out.push_str(&paint(style, tone, &text)),
                _ => {}
            }
        }
        out.push('\n');
    }
}

fn more(out: &mut String, count: usize, id: &'static str, style: &Style) {
    if count > MOST {
        let message = Message::new(id).number("n", count - MOST);
        let _ = writeln!(out, "{}", paint(style, Tone::Faint, &catalogue::text(style.lang, &message)));
    }
}
