//! Why: whether a case was in time depends on more than two numbers. Months are as long as the calendar says, working days
//! only a calendar of the house could count, and a deadline may be for some cases alone.

use std::sync::Arc;

use super::cases::{NONE, UNSTATED, UNTIMED};
use crate::diagnostic::Location;
use crate::time::duration::{Duration, Parts};
use crate::time::stamp::{Millis, Zone};

/// Milliseconds in a day of 24 hours.
const DAY: u64 = 86_400_000;

/// What keeps a case that took longer than declared from being called late.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Doubt {
    /// Working time is declared, and no business calendar is consulted: so much is certain only as working time is never
    /// shorter than the same time by the clock.
    BusinessTime,
    /// Days are declared of which nobody said which count.
    DayKind,
    /// The deadline is for some cases alone, and the log does not say which these are.
    WhichCases,
    /// No length is declared, or none that can be read.
    NoLength,
}

/// A deadline of a process, ready to be held against cases.
#[derive(Debug)]
pub struct Limit {
    pub id: Arc<str>,
    pub declared: Option<Arc<Duration>>,
    pub location: Location,
    pub from: Arc<str>,
    pub ends: Option<Arc<str>>,
    /// Numbers of the moments; none where the process names no end.
    pub moments: Option<[usize; 2]>,
    pub doubts: Vec<Doubt>,
    /// Words of channels for which alone it is, folded; none for all.
    pub channels: Option<Vec<String>>,
    /// Words of priorities for which alone it is, folded; none for all.
    pub priorities: Option<Vec<String>>,
}

/// What became of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It began and ended: how long that took, and whether that is in time.
    Ended(Millis, InTime),
    /// Its start or its end has no time that can be read.
    WithoutTime,
    /// It ended before it began.
    Reversed,
    /// It ended, and the log does not show that it began.
    WithoutStart,
    /// It did not end. Whether it was too late already depends on the time of the log.
    Open,
}

/// Whether a length of time is within the limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InTime {
    Yes,
    No,
    Unknown,
}

/// Whether a deadline is for a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Concerned {
    Yes,
    No,
    Unknown,
}

impl Limit {
    /// What became of a case; none where it never met the deadline.
    pub fn outcome(&self, zone: &Zone, times: &[Millis], concerned: Concerned) -> Option<Outcome> {
        let [from, ends] = self.moments?;
        let (start, end) = (times[from], times[ends]);
        match (start, end) {
            _ if concerned == Concerned::No => None,
            (NONE, NONE) => None,
            (UNTIMED, _) | (_, UNTIMED) => Some(Outcome::WithoutTime),
            (NONE, _) => Some(Outcome::WithoutStart),
            (_, NONE) => Some(Outcome::Open),
            _ if end < start => Some(Outcome::Reversed),
            _ => Some(Outcome::Ended(end - start, self.in_time(zone, start, end - start, concerned))),
        }
    }

    /// Whether a time after a start is within the limit. The limit itself is.
    pub fn in_time(&self, zone: &Zone, start: Millis, elapsed: Millis, concerned: Concerned) -> InTime {
        let Some(parts) = self.declared.as_ref().map(|declared| declared.parts()) else { return InTime::Unknown };
        let Some(least) = least(&parts, zone, start) else { return InTime::Unknown };
        match u64::try_from(elapsed) {
            Ok(elapsed) if elapsed > least && (concerned == Concerned::Unknown || !self.doubts.is_empty()) => {
                InTime::Unknown
            }
            Ok(elapsed) if elapsed > least => InTime::No,
            _ => InTime::Yes,
        }
    }

    /// Whether it is for cases of a channel and priority, given by their folded words.
    pub fn concerns(&self, channel: Option<&str>, priority: Option<&str>) -> Concerned {
        let of = |only: &Option<Vec<String>>, word: Option<&str>| match (only, word) {
            (None, _) => Concerned::Yes,
            (Some(_), None) => Concerned::Unknown,
            (Some(only), Some(word)) if only.iter().any(|own| own == word) => Concerned::Yes,
            (Some(_), Some(_)) => Concerned::No,
        };
        match (of(&self.channels, channel), of(&self.priorities, priority)) {
            (Concerned::No, _) | (_, Concerned::No) => Concerned::No,
            (Concerned::Unknown, _) | (_, Concerned::Unknown) => Concerned::Unknown,
            _ => Concerned::Yes,
        }
    }

    /// Whether it is for some channels or priorities alone.
    pub fn is_for_some(&self) -> bool {
        self.channels.is_some() || self.priorities.is_some()
    }
}

/// The least milliseconds that a length lasts from a moment on. A working day and a day of either kind last at least a day:
/// from an hour to the same hour of a later one.
fn least(parts: &Parts, zone: &Zone, start: Millis) -> Option<u64> {
    let Parts { months, calendar_millis, unstated_days, business_days, business_millis, clock_millis } = *parts;
    let months = u64::try_from(zone.months(start, months)?).ok()?;
    let days = unstated_days.saturating_add(business_days).saturating_mul(DAY);
    Some([calendar_millis, days, business_millis, clock_millis].into_iter().fold(months, u64::saturating_add))
}

/// The doubts that a length brings.
pub fn doubts(declared: Option<&Duration>) -> Vec<Doubt> {
    let Some(parts) = declared.map(Duration::parts) else { return vec![Doubt::NoLength] };
    let business = parts.business_days > 0 || parts.business_millis > 0;
    let unstated = parts.unstated_days > 0;
    [(business, Doubt::BusinessTime), (unstated, Doubt::DayKind)]
        .into_iter()
        .filter_map(|(holds, doubt)| holds.then_some(doubt))
        .collect()
}

/// A word of a case by number, or none.
pub fn word(number: u16, folded: &[String]) -> Option<&str> {
    if number == UNSTATED { None } else { folded.get(usize::from(number)).map(String::as_str) }
}
