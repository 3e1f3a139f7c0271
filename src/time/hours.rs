//! Why: whether anybody is there to answer decides whether a deadline can be met at all, so opening hours are read into
//! minutes of the week. The notation is a subset of OpenStreetMap's `opening_hours`, which organisations already publish.
//!
//! **The subset.** Rules separated by `;`. A rule is an optional choice of days (`Mo-Fr`, `Sa,Su`, `Fr-Mo`, `PH`) and then
//! times (`09:00-12:00,13:00-18:00`, up to `24:00`, over midnight as `22:00-06:00` or `22:00-30:00`), `off`, or, without
//! days, `24/7`. As in OpenStreetMap a later rule replaces what earlier ones said about its days, and days never named are
//! closed. Public holidays are like any other day until a rule names `PH`.
//!
//! Source: <https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification>, sections "normal rule" and "weekday".

mod read;

use jiff::civil::Weekday;

use crate::message::Message;

/// Minutes in a day.
const DAY_MINUTES: u16 = 24 * 60;
/// Minutes in a week.
const WEEK_MINUTES: usize = 7 * DAY_MINUTES as usize;

/// When something is open, in a week without end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OpeningHours {
    /// From Monday on.
    days: [Vec<Range>; 7],
    /// The same when the day is a public holiday; absent = as on any such day.
    holidays: [Option<Vec<Range>>; 7],
}

/// A stretch of opening, `start..end` in minutes after the midnight that begins its day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Range {
    /// From 0, below 1,440.
    pub start: u16,
    /// After `start`, at most 1,440 minutes later; beyond 1,440 it runs into the next day.
    pub end: u16,
}

/// Why a text gives no opening hours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HoursError {
    /// Byte offset in the text.
    pub at: usize,
    /// What is wrong there.
    pub trouble: HoursTrouble,
}

/// What is wrong with opening hours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HoursTrouble {
    /// Nothing is written.
    Empty,
    /// A word that is neither a day (`Mo` to `Su`, `PH`) nor `off`.
    UnknownWord(String),
    /// A day is wanted.
    NoDay,
    /// Times, `off` or `24/7` are wanted.
    NoTimes,
    /// No such time of day, or a stretch that ends where it begins or lasts more than a day.
    BadTime,
    /// The rule should end here.
    Unexpected,
}

impl OpeningHours {
    /// Reads `Mo-Fr 09:00-18:00; PH off`, `24/7`.
    ///
    /// # Errors
    /// When a rule is outside the subset, with its place.
    pub fn parse(text: &str) -> Result<Self, HoursError> {
        read::rules(text)
    }

    /// The stretches that begin on this day of the week, in order, none touching another.
    pub fn on(&self, day: Weekday) -> &[Range] {
        self.days.get(index(day)).map_or(&[], Vec::as_slice)
    }

    /// The stretches that begin on this day of the week when it is a public holiday.
    pub fn on_holiday(&self, day: Weekday) -> &[Range] {
        self.holidays.get(index(day)).and_then(Option::as_deref).unwrap_or_else(|| self.on(day))
    }

    /// Whether it never closes, holidays included.
    pub fn is_always(&self) -> bool {
        let all_day = |ranges: &Vec<Range>| ranges.first().is_some_and(|it| it.start == 0 && it.end >= DAY_MINUTES);
        self.week_minutes() == WEEK_MINUTES as u32 && self.holidays.iter().flatten().all(all_day)
    }

    /// Minutes open in a week without a public holiday, 0 to 10,080. A minute counts once, however many stretches
    /// cover it.
    pub fn week_minutes(&self) -> u32 {
        let mut open = [false; WEEK_MINUTES];
        for (day, ranges) in self.days.iter().enumerate() {
            for minute in ranges.iter().flat_map(|range| range.start..range.end) {
                let minute = (day * usize::from(DAY_MINUTES) + usize::from(minute)) % WEEK_MINUTES;
                if let Some(slot) = open.get_mut(minute) {
                    *slot = true;
                }
            }
        }
        open.iter().map(|open| u32::from(*open)).sum()
    }
}

fn index(day: Weekday) -> usize {
    usize::try_from(day.to_monday_zero_offset()).unwrap_or_default()
}

impl HoursError {
    /// What to say about `text`.
    pub fn message(&self, text: &str) -> Message {
        let message = match &self.trouble {
            HoursTrouble::Empty => Message::new("hours.empty"),
            HoursTrouble::UnknownWord(word) => Message::new("hours.unknown-word").text("word", word.as_str()),
            HoursTrouble::NoDay => Message::new("hours.no-day"),
            HoursTrouble::NoTimes => Message::new("hours.no-times"),
            HoursTrouble::BadTime => Message::new("hours.bad-time"),
            HoursTrouble::Unexpected => Message::new("hours.unexpected"),
        };
        message.text("text", text).text("rest", text.get(self.at..).unwrap_or(""))
    }
}

#[cfg(test)]
mod tests;
