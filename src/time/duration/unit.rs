//! Why: the words for units are a closed list. A word that is not on it is an error with a suggestion, because a unit
//! guessed wrong is a deadline off by a factor of sixty or thirty.

use super::{DAY, HOUR};

/// A unit of time, from the smallest to the greatest. The order is also the one in which a mixed duration is written,
/// backwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Unit {
    /// A thousandth of a second.
    Millisecond,
    /// A second.
    Second,
    /// 60 seconds.
    Minute,
    /// 60 minutes.
    Hour,
    /// An hour within opening hours.
    BusinessHour,
    /// A working day.
    BusinessDay,
    /// A day of an unstated kind.
    Day,
    /// A day, whatever the day.
    CalendarDay,
    /// 7 calendar days.
    Week,
    /// A calendar month.
    Month,
    /// 12 calendar months.
    Year,
}

/// The part of a duration that a unit adds to, with the unit's size in the measure of that part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Measure {
    /// Clock milliseconds.
    Clock(u64),
    /// Business milliseconds.
    BusinessTime(u64),
    /// Business days.
    BusinessDays,
    /// Days of an unstated kind.
    UnstatedDays,
    /// Milliseconds of calendar days.
    CalendarTime(u64),
    /// Months.
    Months(u64),
}

/// English words, small letters. Singular, plural and the usual short forms; `m` is minutes.
const ENGLISH: &[(&str, Unit)] = &[
    ("ms", Unit::Millisecond),
    ("millisecond", Unit::Millisecond),
    ("milliseconds", Unit::Millisecond),
    ("s", Unit::Second),
    ("sec", Unit::Second),
    ("secs", Unit::Second),
    ("second", Unit::Second),
    ("seconds", Unit::Second),
    ("m", Unit::Minute),
    ("min", Unit::Minute),
    ("mins", Unit::Minute),
    ("minute", Unit::Minute),
    ("minutes", Unit::Minute),
    ("h", Unit::Hour),
    ("hr", Unit::Hour),
    ("hrs", Unit::Hour),
    ("hour", Unit::Hour),
    ("hours", Unit::Hour),
    ("business hour", Unit::BusinessHour),
    ("business hours", Unit::BusinessHour),
    ("working hour", Unit::BusinessHour),
    ("working hours", Unit::BusinessHour),
    ("d", Unit::Day),
    ("day", Unit::Day),
    ("days", Unit::Day),
    ("calendar day", Unit::CalendarDay),
    ("calendar days", Unit::CalendarDay),
    ("business day", Unit::BusinessDay),
    ("business days", Unit::BusinessDay),
    ("working day", Unit::BusinessDay),
    ("working days", Unit::BusinessDay),
    ("w", Unit::Week),
    ("wk", Unit::Week),
    ("wks", Unit::Week),
    ("week", Unit::Week),
    ("weeks", Unit::Week),
    ("calendar week", Unit::Week),
    ("calendar weeks", Unit::Week),
    ("mo", Unit::Month),
    ("mos", Unit::Month),
    ("month", Unit::Month),
    ("months", Unit::Month),
    ("calendar month", Unit::Month),
    ("calendar months", Unit::Month),
    ("y", Unit::Year),
    ("yr", Unit::Year),
    ("yrs", Unit::Year),
    ("year", Unit::Year),
    ("years", Unit::Year),
    ("calendar year", Unit::Year),
    ("calendar years", Unit::Year),
];

/// Chinese words, which follow each other without spaces: the longest that fits is meant.
const CHINESE: &[(&str, Unit)] = &[
    ("毫秒", Unit::Millisecond),
    ("秒", Unit::Second),
    ("秒钟", Unit::Second),
    ("分", Unit::Minute),
    ("分钟", Unit::Minute),
    ("小时", Unit::Hour),
    ("个小时", Unit::Hour),
    ("工作小时", Unit::BusinessHour),
    ("个工作小时", Unit::BusinessHour),
    ("日", Unit::Day),
    ("天", Unit::Day),
    ("自然日", Unit::CalendarDay),
    ("个自然日", Unit::CalendarDay),
    ("日历日", Unit::CalendarDay),
    ("个日历日", Unit::CalendarDay),
    ("工作日", Unit::BusinessDay),
    ("个工作日", Unit::BusinessDay),
    ("周", Unit::Week),
    ("星期", Unit::Week),
    ("个星期", Unit::Week),
    ("月", Unit::Month),
    ("个月", Unit::Month),
    ("年", Unit::Year),
];

impl Unit {
    /// The unit of a word of the list, in any case: `hours`, `Business Days`, `工作日`.
    pub fn parse(word: &str) -> Option<Self> {
        let word = crate::scalar::cursor::fold(word);
        ENGLISH.iter().chain(CHINESE).find(|(spelling, _)| *spelling == word).map(|(_, unit)| *unit)
    }

    /// The word that scripts see and that reads back as this unit.
    pub fn word(self) -> &'static str {
        match self {
            Self::Millisecond => "milliseconds",
            Self::Second => "seconds",
            Self::Minute => "minutes",
            Self::Hour => "hours",
            Self::BusinessHour => "business hours",
            Self::BusinessDay => "business days",
            Self::Day => "days",
            Self::CalendarDay => "calendar days",
            Self::Week => "weeks",
            Self::Month => "months",
            Self::Year => "years",
        }
    }

    pub(super) fn measure(self) -> Measure {
        match self {
            Self::Millisecond => Measure::Clock(1),
            Self::Second => Measure::Clock(1000),
            Self::Minute => Measure::Clock(60_000),
            Self::Hour => Measure::Clock(HOUR),
            Self::BusinessHour => Measure::BusinessTime(HOUR),
            Self::BusinessDay => Measure::BusinessDays,
            Self::Day => Measure::UnstatedDays,
            Self::CalendarDay => Measure::CalendarTime(DAY),
            Self::Week => Measure::CalendarTime(7 * DAY),
            Self::Month => Measure::Months(1),
            Self::Year => Measure::Months(12),
        }
    }
}

/// The Chinese unit that `text` begins with, and its spelling.
pub(super) fn chinese_prefix(text: &str) -> Option<(&'static str, Unit)> {
    CHINESE
        .iter()
        .filter(|(spelling, _)| text.starts_with(spelling))
        .max_by_key(|(spelling, _)| spelling.len())
        .copied()
}

/// The English words that say which days or hours are meant; the unit follows after a space.
pub(super) fn is_qualifier(word: &str) -> bool {
    matches!(word, "business" | "working" | "calendar")
}

/// All spellings, for suggestions.
pub(super) fn spellings() -> impl Iterator<Item = &'static str> {
    ENGLISH.iter().chain(CHINESE).map(|(spelling, _)| *spelling)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_of_every_unit_reads_back() {
        for (_, unit) in ENGLISH.iter().chain(CHINESE) {
            assert_eq!(Unit::parse(unit.word()), Some(*unit));
        }
        assert_eq!(Unit::parse("Ｈours"), Some(Unit::Hour));
        assert_eq!(Unit::parse("fortnight"), None);
    }

    #[test]
    fn no_spelling_stands_twice() {
        let mut all: Vec<_> = spellings().collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
    }

    #[test]
    fn the_longest_chinese_word_is_meant() {
        assert_eq!(chinese_prefix("分钟30"), Some(("分钟", Unit::Minute)));
        assert_eq!(chinese_prefix("日历日"), Some(("日历日", Unit::CalendarDay)));
        assert_eq!(chinese_prefix("日内"), Some(("日", Unit::Day)));
        assert_eq!(chinese_prefix("个"), None);
    }
}
