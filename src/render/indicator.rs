//! Why: a figure alone says little, a line of them where things go. The chart of a channel shows its readings over time with
//! the thresholds, and writes the numbers out; the table beside it has every reading, and says the same without a picture.
//!
//! Nothing is said by colour: thresholds are told apart by how their lines are broken, and by their words.

mod drawing;
#[cfg(test)]
mod tests;

use crate::message::{Lang, Message};
use crate::readings::{Change, Channel, Data, Reading, Series, Standing, State, Stated};
use crate::render::catalogue;
use crate::render::escape::visible;
use crate::value::Scalar;
use drawing::{Drawing, Line, Point};

/// The readings of a channel over time, as an SVG of fixed size that holds no script. Its ids begin with `prefix`, of which
/// only letters, digits and `-` are taken, so that many charts can stand on one page. Values of another kind than the
/// thresholds, and lengths of time that no calendar-free scale can hold, are left to the table.
pub fn svg(standing: &Standing, channel: &Channel, lang: Lang, prefix: &str) -> String {
    let threshold = |stated: &Option<Stated>| stated.as_ref().map(|stated| stated.value.clone());
    let (warn_at, alarm_at) = (threshold(&standing.warn_at), threshold(&standing.alarm_at));
    let last = channel.trend.iter().rev().find_map(|reading| reading.value.clone());
    let kind = [&alarm_at, &warn_at, &last].into_iter().flatten().find_map(drawing::measure).map(|(kind, _)| kind);
    let height =
        |value: &Scalar<'_>| drawing::measure(value).filter(|(own, _)| Some(*own) == kind).map(|(_, height)| height);
    let points: Vec<Point> = channel
        .trend
        .iter()
        .filter_map(|reading| {
            let value = reading.value.as_ref()?;
            Some(Point { date: reading.date, height: height(value)?, label: value.text().to_string() })
        })
        .collect();
    let line = |id: &'static str, value: &Option<Scalar<'static>>, dashes: &'static str| {
        let value = value.as_ref()?;
        let label = catalogue::text(lang, &Message::new(id).text("value", value.text()));
        Some(Line { height: height(value)?, label, dashes })
    };
    let lines: Vec<Line> =
        [line("chart.warn", &warn_at, "2 4"), line("chart.alarm", &alarm_at, "10 4")].into_iter().flatten().collect();
    let state = format!("{} · {}", name(standing, &channel.series, lang), state(&channel.series, lang));
    Drawing { title: &state, label: &caption(standing, channel, lang), points: &points, lines: &lines, prefix }.svg()
}

/// What a chart shows, in one sentence; also for those who do not see it.
pub fn caption(standing: &Standing, channel: &Channel, lang: Lang) -> String {
    let name = name(standing, &channel.series, lang);
    let told = |reading: &Reading| reading.value.as_ref().map(Scalar::text);
    let known = |reading: &&Reading| reading.value.is_some();
    let (Some(first), Some(last)) = (channel.trend.iter().find(known), channel.trend.iter().rev().find(known)) else {
        return catalogue::compose(lang, &Message::new("chart.empty"), &[("name", &name)]);
    };
    let message = Message::new("chart.title")
        .number("n", i64::try_from(channel.trend.len()).unwrap_or(i64::MAX))
        .text("first", told(first).unwrap_or_default())
        .text("from", first.date.to_string())
        .text("last", told(last).unwrap_or_default())
        .text("to", last.date.to_string());
    catalogue::compose(lang, &message, &[("name", &name)])
}

/// Headings of the table of readings.
pub fn heads(lang: Lang) -> [String; 3] {
    ["chart.head.date", "chart.head.value", "chart.head.n"].map(|id| catalogue::word(lang, id))
}

/// The readings of a channel as rows of a table: date, value, cases. Empty where nothing is stated, or nothing that can be
/// understood. Texts are not yet escaped for any format.
pub fn rows(channel: &Channel) -> Vec<[String; 3]> {
    let row = |reading: &Reading| {
        let value = reading.value.as_ref().map_or_else(String::new, |value| value.text().to_string());
        [reading.date.to_string(), value, reading.n.map_or_else(String::new, |n| n.to_string())]
    };
    channel.trend.iter().map(row).collect()
}

/// The indicator in the reader's language, with the channel.
pub fn name(standing: &Standing, series: &Series, lang: Lang) -> String {
    let title = catalogue::local(lang, &standing.title);
    let own = if title.is_empty() { visible(&standing.id).into_owned() } else { title };
    match &series.channel {
        Some(channel) => format!("{own} / {}", visible(channel)),
        None => own,
    }
}

/// How a series stands, in words.
pub fn state(series: &Series, lang: Lang) -> String {
    let id = match (&series.state, &series.data) {
        (State::Calm, _) => "chart.state.calm",
        (State::Warning, _) => "chart.state.warning",
        (State::Alarm, _) => "chart.state.alarm",
        (State::Stale, _) => "chart.state.stale",
        (State::Unclear(_), _) => "chart.state.unclear",
        (State::NoData, Data::TooFew) => "chart.state.no-data-few",
        (State::NoData, Data::NoFile) => "chart.state.no-data-file",
        (State::NoData, _) => "chart.state.no-data",
    };
    catalogue::word(lang, id)
}

/// Where the last reading went, in words.
pub fn change(change: Change, lang: Lang) -> String {
    let id = match change {
        Change::Better => "chart.change.better",
        Change::Worse => "chart.change.worse",
        Change::Same => "chart.change.same",
    };
    catalogue::word(lang, id)
}
