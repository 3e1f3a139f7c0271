//! Why: whoever promised 24 hours reads one line to see how often that was kept, and the lines below it to see where it
//! was not. What cannot be told is said in the same breath.

pub mod json;
pub mod markdown;
pub(super) mod words;

use std::sync::Arc;

use crate::message::{Arg, Lang, Message};
use crate::observe::{Doubt, Figures, Naming, Observation, Observed};
use crate::render::wrap::wrap;
use crate::render::{Style, catalogue};
use crate::session::observe::LogFault;
use words::{count, join, length};

/// Groups of one kind that are shown to people; the machine format has all.
const GROUPS: usize = 24;

/// Names that are listed of activities and steps.
const NAMES: usize = 20;

/// What a log shows, for a terminal.
pub fn text(observation: &Observation, style: &Style) -> String {
    let lang = style.lang;
    let mut page = Page { out: String::new(), style };
    for line in head(observation, lang) {
        page.line(0, &line);
    }
    for observed in &observation.deadlines {
        page.out.push('\n');
        page.line(0, &title(observed, lang));
        for line in lines(observed, observation, lang) {
            page.line(2, &line);
        }
        for (id, groups) in by(observed) {
            page.line(2, &catalogue::word(lang, id));
            // Of months the latest are asked for; channels and priorities stand by their names.
            let left = if id == "observe.by-month" { groups.len().saturating_sub(GROUPS) } else { 0 };
            for (name, figures) in groups.iter().skip(left).take(GROUPS) {
                let (name, figures) = (named(name.as_ref(), lang), sentence(figures, lang));
                let message = Message::new("observe.line");
                page.line(4, &catalogue::compose(lang, &message, &[("name", &name), ("figures", &figures)]));
            }
            if groups.len() > GROUPS {
                page.line(4, &catalogue::text(lang, &Message::new("observe.more").number("n", groups.len() - GROUPS)));
            }
        }
    }
    let steps = steps(observation, lang);
    if !steps.is_empty() {
        page.out.push('\n');
    }
    for line in steps {
        page.line(0, &line);
    }
    page.out
}

/// A log that cannot be read, as one line with its place.
pub fn fault(fault: &LogFault, lang: Lang) -> String {
    let message = match fault.place {
        Some((line, byte)) => Message::new("observe.fault-at").number("line", line).number("byte", byte),
        None => Message::new("observe.fault"),
    };
    let what = catalogue::text(lang, &fault.message);
    catalogue::compose(lang, &message.text("path", fault.path.clone()), &[("what", &what)])
}

struct Page<'a> {
    out: String,
    style: &'a Style,
}

impl Page<'_> {
    fn line(&mut self, indent: usize, text: &str) {
        wrap(&mut self.out, text, self.style.width, &" ".repeat(indent), indent + 2);
    }
}

/// The process, the log and its digest, how much there was to read.
fn head(observation: &Observation, lang: Lang) -> Vec<String> {
    let extent = &observation.extent;
    let mut lines = vec![
        catalogue::text(
            lang,
            &Message::new("observe.process")
                .text("id", observation.process.clone())
                .arg("title", Arg::Local(observation.title.clone())),
        ),
        catalogue::compose(
            lang,
            &Message::new("observe.log").text("path", observation.path.clone()).text("digest", extent.sha256.as_str()),
            &[("rows", &count(extent.rows))],
        ),
        extent_of(observation, lang),
    ];
    for (id, number) in
        [("observe.times-unread", observation.without_time), ("observe.unfinished", observation.unfinished)]
    {
        if number > 0 {
            lines.push(catalogue::compose(lang, &Message::new(id), &[("n", &count(number))]));
        }
    }
    if observation.naming == Naming::Masked {
        lines.push(catalogue::word(lang, "observe.masked"));
    }
    lines
}

/// How many cases and events there are, from when to when; a log without any time has neither.
fn extent_of(observation: &Observation, lang: Lang) -> String {
    let moment = |millis: i64| crate::time::date::moment_text(millis.div_euclid(1000));
    let pieces = [("cases", &*count(observation.cases)), ("events", &*count(observation.events))];
    let message = match (observation.first, observation.last) {
        (Some(first), Some(last)) => Message::new("observe.extent")
            .text("first", moment(first))
            .text("last", moment(last))
            .text("zone", observation.zone.clone()),
        _ => Message::new("observe.extent-empty"),
    };
    catalogue::compose(lang, &message, &pieces)
}

fn title(observed: &Observed, lang: Lang) -> String {
    let id = if observed.declared.is_some() { "observe.deadline" } else { "observe.deadline-bare" };
    let message = Message::new(id)
        .text("id", observed.deadline.clone())
        .text("declared", observed.declared.clone().unwrap_or_default())
        .text("from", observed.from.clone())
        .text("ends", observed.ends.clone().unwrap_or_else(|| "?".into()));
    catalogue::text(lang, &message)
}

/// What is said of a deadline: the counts, how long cases took, the slowest, and what could not be told.
fn lines(observed: &Observed, observation: &Observation, lang: Lang) -> Vec<String> {
    if let Some(reason) = unmeasured(observed) {
        return vec![catalogue::text(lang, &reason)];
    }
    let mut lines = vec![sentence(&observed.whole, lang)];
    lines.extend(breaches(observed, observation).iter().map(|breach| catalogue::text(lang, breach)));
    if !observed.worst.is_empty() {
        let worst: Vec<String> = observed
            .worst
            .iter()
            .map(|worst| {
                let id = if worst.late { "observe.worst-late" } else { "observe.worst" };
                let took = length(worst.millis.div_euclid(1000).try_into().unwrap_or(0), lang);
                catalogue::compose(lang, &Message::new(id).text("case", worst.case.clone()), &[("took", &took)])
            })
            .collect();
        let worst = join(&worst, lang);
        lines.push(catalogue::compose(lang, &Message::new("observe.slowest"), &[("cases", &worst)]));
    }
    if observed.whole.undecided + observed.whole.open > 0 {
        lines.extend(observed.doubts.iter().map(|doubt| catalogue::word(lang, self::doubt(*doubt))));
    }
    lines
}

/// Why nothing was measured, if nothing was.
fn unmeasured(observed: &Observed) -> Option<Message> {
    let Some(ends) = &observed.ends else { return Some(Message::new("observe.no-end")) };
    match (observed.start_seen, observed.end_seen) {
        (true, true) if observed.whole.cases == 0 => Some(Message::new("observe.none-met")),
        (true, true) => None,
        (false, false) => {
            Some(Message::new("observe.neither-seen").text("from", observed.from.clone()).text("ends", ends.clone()))
        }
        (false, true) => Some(Message::new("observe.start-unseen").text("from", observed.from.clone())),
        (true, false) => Some(Message::new("observe.end-unseen").text("ends", ends.clone())),
    }
}

/// What a check would say of an observation: the words of the policy `sla/observed-slower-than-declared`.
fn breaches(observed: &Observed, observation: &Observation) -> Vec<Message> {
    let Figures { cases, late, open_late, .. } = observed.whole;
    let breach = |id: &'static str| {
        Message::new(id)
            .text("value", observed.declared.clone().unwrap_or_default())
            .text("log", observation.path.clone())
            .number("cases", cases)
    };
    let mut list = Vec::new();
    if late > 0 {
        list.push(breach("observe.slower").number("late", late));
    }
    if open_late > 0 {
        list.push(breach("observe.still-open").number("open", open_late));
    }
    list
}

/// `1,204 of 1,311 cases within, 96 late, 11 without a time stamp; p50 3 h, p90 …`.
fn sentence(figures: &Figures, lang: Lang) -> String {
    let first = catalogue::compose(
        lang,
        &Message::new("observe.within"),
        &[("within", &count(figures.within)), ("all", &count(figures.cases))],
    );
    let parts = parts(figures)
        .into_iter()
        .map(|(id, number)| catalogue::compose(lang, &Message::new(id), &[("n", &count(number))]));
    let counts: Vec<String> = std::iter::once(first).chain(parts).collect();
    let counts = counts.join(if lang == Lang::Zh { "，" } else { ", " });
    let Some(spread) = figures.spread else { return counts };
    let shares = [("p50", spread.p50), ("p90", spread.p90), ("p99", spread.p99), ("max", spread.max)]
        .map(|(name, seconds)| (name, length(seconds.into(), lang)));
    let pieces = shares.each_ref().map(|(name, text)| (*name, text.as_str()));
    let took = catalogue::compose(lang, &Message::new("observe.took"), &pieces);
    format!("{counts}{}{took}", if lang == Lang::Zh { "；" } else { "; " })
}

/// What else there was beside cases in time; what did not come up is left out.
fn parts(figures: &Figures) -> Vec<(&'static str, u64)> {
    let all = [
        ("observe.late", figures.late),
        ("observe.undecided", figures.undecided),
        ("observe.without-time", figures.without_time),
        ("observe.open-late", figures.open_late),
        ("observe.open", figures.open),
        ("observe.reversed", figures.reversed),
        ("observe.without-start", figures.without_start),
    ];
    all.into_iter().filter(|(_, number)| *number > 0).collect()
}

type Group = (Option<Arc<str>>, Figures);

/// The groups that there are, with the words above them.
fn by(observed: &Observed) -> Vec<(&'static str, &[Group])> {
    if unmeasured(observed).is_some() {
        return Vec::new();
    }
    let all = [
        ("observe.by-channel", observed.by_channel.as_slice()),
        ("observe.by-priority", observed.by_priority.as_slice()),
        ("observe.by-month", observed.by_month.as_slice()),
    ];
    all.into_iter().filter(|(_, groups)| !groups.is_empty()).collect()
}

fn named(name: Option<&Arc<str>>, lang: Lang) -> String {
    match name {
        Some(name) => catalogue::text(lang, &Message::new("observe.name").text("name", name.clone())),
        None => catalogue::word(lang, "observe.not-stated"),
    }
}

fn doubt(doubt: Doubt) -> &'static str {
    match doubt {
        Doubt::BusinessTime => "observe.doubt-business",
        Doubt::DayKind => "observe.doubt-days",
        Doubt::WhichCases => "observe.doubt-cases",
        Doubt::NoLength => "observe.doubt-length",
    }
}

/// Activities that the process does not have, steps that the log never shows, mapped activities that are not there.
fn steps(observation: &Observation, lang: Lang) -> Vec<String> {
    let say = |message: Message, near: Option<&Arc<str>>| {
        let text = catalogue::text(lang, &message);
        match near {
            None => text,
            Some(near) => {
                let near = catalogue::text(lang, &Message::new("observe.near").text("name", near.clone()));
                format!("{text}{near}")
            }
        }
    };
    let strays = observation.unknown.iter().map(|stray| {
        let message = Message::new("observe.stray").text("name", stray.activity.clone()).number("n", stray.events);
        say(message, stray.near.as_ref())
    });
    let unseen = observation
        .unseen
        .iter()
        .map(|unseen| say(Message::new("observe.step").text("name", unseen.name.clone()), unseen.near.as_ref()));
    let unused = observation
        .unused
        .iter()
        .map(|unused| say(Message::new("observe.step").text("name", unused.name.clone()), unused.near.as_ref()));
    let parts: [(&'static str, Vec<String>); 3] = [
        ("observe.strays", strays.collect()),
        ("observe.unseen", unseen.collect()),
        ("observe.unused", unused.collect()),
    ];
    let mut lines = Vec::new();
    for (id, mut names) in parts {
        if names.is_empty() {
            continue;
        }
        let more = names.len().saturating_sub(NAMES);
        names.truncate(NAMES);
        if more > 0 {
            names.push(catalogue::text(lang, &Message::new("observe.more").number("n", more)));
        }
        lines.push(catalogue::compose(lang, &Message::new(id), &[("names", &join(&names, lang))]));
    }
    lines
}

#[cfg(test)]
mod tests;
