//! Why: a deadline of "10 days" is not a number. It may count working days or all days, and a month has 28 to 31 of
//! them, so a duration keeps its parts as written and never folds them into seconds.
//!
//! **What the lengths mean.** A duration leads from a moment to a later one. A calendar day leads to the same hour of the
//! next day and counts 24 hours (the hour by which clocks are put forward or back is ignored: periods of law count days,
//! and so do people). A week is 7 calendar days, a year 12 months. A business day leads to the same hour of the next
//! working day. Calendar rules that let a period end at the close of the last day (Regulation (EEC) 1182/71 article 3;
//! Civil Code of China articles 201 to 203) move both sides of a comparison alike and are left to the calendar.
//!
//! **Mixed durations** (`1 month 5 business days`) are applied from the greatest unit to the smallest, and their kind is
//! the least certain one among their parts: unstated before business before calendar before clock.

mod compare;
mod iso;
mod meant;
mod months;
mod numeral;
mod tally;
mod text;
mod total;
mod unit;

use std::sync::Arc;

use crate::message::Message;
use jiff::Span;
use jiff::civil::Date;

use crate::near::nearest;
use crate::scalar::cursor::Cursor;
use crate::scalar::decimal::{Decimal, decimal_text};

pub use compare::{Comparison, Why};
pub use total::Total;
pub use unit::Unit;

/// A length of time as written, exact in its own units.
///
/// `==` asks whether two durations are written alike; [`Duration::compare`] asks which is longer.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Duration {
    parts: Parts,
    kind: Kind,
    single: Option<(Decimal, Unit)>,
    raw: Arc<str>,
}

/// The lengths that a duration adds up, each in its own measure. All are at most 9,999 years, so that no sum of a few
/// of them overflows and every date they lead to can be written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Parts {
    /// Calendar months; a year is 12.
    pub months: u64,
    /// Calendar days in milliseconds of 24-hour days; a week is 7.
    pub calendar_millis: u64,
    /// Days that nobody said to be calendar or business days.
    pub unstated_days: u64,
    /// Working days.
    pub business_days: u64,
    /// Working hours, in milliseconds.
    pub business_millis: u64,
    /// Time on the clock, in milliseconds.
    pub clock_millis: u64,
}

/// How a duration is counted. In order of certainty: the kind of a mixed duration is the greatest of its parts'.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// By the clock, around the clock.
    Clock,
    /// By the calendar: calendar days, weeks, months, years.
    Calendar,
    /// Working days or working hours; how long they last is for a business calendar to say.
    Business,
    /// Days without a word on which days count.
    Unstated,
}

/// Why a text is no duration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DurationError {
    /// Nothing is written.
    Empty,
    /// A number without a unit.
    NoUnit,
    /// A number with a word that is no unit; its first letters.
    UnknownUnit(String),
    /// Below 0.
    Negative,
    /// More than 9,999 years.
    TooLarge,
    /// A fraction of something that has no exact parts: half a month, half a business day.
    Inexact(Unit),
    /// Not a duration from this byte on.
    Malformed {
        /// Byte offset in the text.
        at: usize,
    },
}

/// Milliseconds in a day of 24 hours.
const DAY: u64 = 86_400_000;
/// Milliseconds in an hour.
const HOUR: u64 = 3_600_000;

impl Duration {
    /// Reads a duration: `24 hours`, `1h30m`, `10 business days`, `3y 2mo`, ISO 8601 `P1Y2M10DT2H30M`, `10个工作日`,
    /// `三个半小时`. White space is free, full-width characters count as plain ones, `m` is minutes and `mo` months.
    /// Units go from the greatest to the smallest, each at most once.
    ///
    /// # Errors
    /// When the text is no duration: what is wrong with it.
    pub fn parse(text: &str) -> Result<Self, DurationError> {
        let mut cursor = Cursor::new(text);
        cursor.skip_space();
        if cursor.is_done() {
            return Err(DurationError::Empty);
        }
        let tally = match iso::read(&mut cursor)? {
            Some(tally) => tally,
            None => text::read(&mut cursor)?,
        };
        Ok(Self { parts: tally.parts, kind: tally.kind(), single: tally.single, raw: text.into() })
    }

    /// The text as written.
    pub fn raw(&self) -> &str {
        &self.raw
    }

    /// How the whole is counted: the least certain kind among its parts.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The number, when there is a single one with a single unit. For showing; no verdict rests on a float.
    pub fn amount(&self) -> Option<f64> {
        self.single.map(|(amount, _)| amount.nearest_float())
    }

    /// The unit, when there is a single one.
    pub fn unit(&self) -> Option<Unit> {
        self.single.map(|(_, unit)| unit)
    }

    /// The lengths that add up to this duration.
    pub fn parts(&self) -> Parts {
        self.parts
    }

    /// The least and the most elapsed seconds, whenever it begins; rounded outwards to whole seconds. No most when
    /// it counts working time, or may: how long that lasts has no bound without a calendar.
    pub fn bounds_seconds(&self) -> (u64, Option<u64>) {
        let (least, most) = compare::bounds_millis(&self.parts);
        (least / 1000, most.map(|most| most.div_ceil(1000)))
    }

    /// The day that lies this long after another. Where the month reached has no such day it is the month's last, as
    /// ISO 8601 leaves to the parties and calendars do. `None` where it cannot be told: working days count, or days of which
    /// nobody said which count, the length is not one of whole days, or the day lies past the year 9999.
    pub fn after(&self, day: Date) -> Option<Date> {
        let Parts { months, calendar_millis, unstated_days, business_days, business_millis, clock_millis } = self.parts;
        let elapsed = calendar_millis + clock_millis;
        if unstated_days > 0 || business_days > 0 || business_millis > 0 || elapsed % DAY > 0 {
            return None;
        }
        let months = Span::new().try_months(i64::try_from(months).ok()?).ok()?;
        let days = Span::new().try_days(i64::try_from(elapsed / DAY).ok()?).ok()?;
        day.checked_add(months).and_then(|day| day.checked_add(days)).ok()
    }

    /// The one spelling that stands for this length: `1h30m` and `PT90M` are both `90 minutes`, `1 year` is
    /// `12 months`. For digests, so that another spelling is no change of meaning. Reads back to the same parts.
    pub fn canonical(&self) -> String {
        let Parts { months, calendar_millis, unstated_days, business_days, business_millis, clock_millis } = self.parts;
        let clock = clock_unit(clock_millis);
        let written: Vec<String> = [
            (months, 1, "month"),
            (calendar_millis, DAY, "calendar day"),
            (unstated_days, 1, "day"),
            (business_days, 1, "business day"),
            (business_millis, HOUR, "business hour"),
            (clock_millis, clock.0, clock.1),
        ]
        .into_iter()
        .filter(|(amount, ..)| *amount > 0)
        .map(|(amount, per, unit)| format!("{} {unit}{}", decimal_text(amount, per), plural(amount, per)))
        .collect();
        match (written.is_empty(), self.kind) {
            (false, _) => written.join(" "),
            (true, Kind::Clock) => "0 seconds".to_owned(),
            (true, Kind::Calendar) => "0 calendar days".to_owned(),
            (true, Kind::Business) => "0 business days".to_owned(),
            (true, Kind::Unstated) => "0 days".to_owned(),
        }
    }
}

/// The greatest clock unit that measures `millis` without a remainder, with its milliseconds.
fn clock_unit(millis: u64) -> (u64, &'static str) {
    [(HOUR, "hour"), (60_000, "minute"), (1000, "second")]
        .into_iter()
        .find(|(per, _)| millis.is_multiple_of(*per))
        .unwrap_or((1, "millisecond"))
}

fn plural(amount: u64, per: u64) -> &'static str {
    if amount == per { "" } else { "s" }
}

impl Kind {
    /// The word that scripts see.
    pub fn word(self) -> &'static str {
        match self {
            Self::Clock => "clock",
            Self::Calendar => "calendar",
            Self::Business => "business",
            Self::Unstated => "unstated",
        }
    }
}

impl DurationError {
    /// What to say about `text`.
    pub fn message(&self, text: &str) -> Message {
        if let Some(meant) = meant::meant(text) {
            return Message::new("duration.meant").text("text", text).text("meant", meant);
        }
        let message = match self {
            Self::Empty => Message::new("duration.empty"),
            Self::NoUnit => Message::new("duration.no-unit"),
            Self::UnknownUnit(word) => match nearest(word, unit::spellings()) {
                Some(near) => Message::new("duration.unknown-unit-near").text("unit", word.as_str()).text("near", near),
                None => Message::new("duration.unknown-unit").text("unit", word.as_str()),
            },
            Self::Negative => Message::new("duration.negative"),
            Self::TooLarge => Message::new("duration.too-large"),
            Self::Inexact(unit) => Message::new("duration.inexact").text("unit", unit.word()),
            Self::Malformed { at } => Message::new("duration.malformed").text("rest", text.get(*at..).unwrap_or("")),
        };
        message.text("text", text)
    }
}

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
