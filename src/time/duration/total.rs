//! Why: the steps of a way add up, and days of work added to days of the calendar are neither. A total keeps every kind
//! by itself, as a duration does, and is compared as durations are.

use super::compare::{self, Comparison};
use super::tally::{MOST_DAYS, MOST_MONTHS};
use super::{DAY, Duration, Kind, Parts};

/// A sum of lengths of time. Each part stops at 9,999 years: what is longer than any limit stays so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Total {
    parts: Parts,
    /// Least certain kind of what is not 0.
    counted: Option<Kind>,
    /// Least certain kind of all that was added.
    written: Option<Kind>,
}

impl Total {
    /// This and another.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        let (a, b) = (self.parts, other.parts);
        Self {
            parts: Parts {
                months: sum(a.months, b.months, MOST_MONTHS),
                calendar_millis: sum(a.calendar_millis, b.calendar_millis, MOST_DAYS * DAY),
                unstated_days: sum(a.unstated_days, b.unstated_days, MOST_DAYS),
                business_days: sum(a.business_days, b.business_days, MOST_DAYS),
                business_millis: sum(a.business_millis, b.business_millis, MOST_DAYS * DAY),
                clock_millis: sum(a.clock_millis, b.clock_millis, MOST_DAYS * DAY),
            },
            counted: self.counted.max(other.counted),
            written: self.written.max(other.written),
        }
    }

    /// This, so many times.
    #[must_use]
    pub fn times(self, count: u64) -> Self {
        if count == 0 {
            return Self::default();
        }
        let Parts { months, calendar_millis, unstated_days, business_days, business_millis, clock_millis } = self.parts;
        let part = |length: u64, most: u64| length.saturating_mul(count).min(most);
        Self {
            parts: Parts {
                months: part(months, MOST_MONTHS),
                calendar_millis: part(calendar_millis, MOST_DAYS * DAY),
                unstated_days: part(unstated_days, MOST_DAYS),
                business_days: part(business_days, MOST_DAYS),
                business_millis: part(business_millis, MOST_DAYS * DAY),
                clock_millis: part(clock_millis, MOST_DAYS * DAY),
            },
            ..self
        }
    }

    /// Which is longer, where that is certain, as [`Duration::compare`] says it.
    pub fn compare(&self, other: &Self) -> Comparison {
        compare::compare(&self.parts, &other.parts)
    }

    /// Whether this is certainly at least as long as another; of two lengths perhaps neither is.
    pub fn is_at_least(&self, other: &Self) -> bool {
        compare::is_at_least(&self.parts, &other.parts)
    }

    /// The least elapsed milliseconds, whenever it begins.
    pub fn least_millis(&self) -> u64 {
        compare::bounds_millis(&self.parts).0
    }

    /// The sum as a duration, written in its one spelling.
    pub fn duration(&self) -> Duration {
        let kind = self.counted.or(self.written).unwrap_or(Kind::Clock);
        let bare = Duration { parts: self.parts, kind, single: None, raw: "".into() };
        let raw = bare.canonical().into();
        Duration { raw, ..bare }
    }
}

impl From<&Duration> for Total {
    fn from(duration: &Duration) -> Self {
        let is_nothing = duration.parts == Parts::default();
        let kind = duration.kind;
        Self { parts: duration.parts, counted: (!is_nothing).then_some(kind), written: Some(kind) }
    }
}

fn sum(a: u64, b: u64, most: u64) -> u64 {
    a.saturating_add(b).min(most)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn total(texts: &[&str]) -> Total {
        let one = |text: &&str| Total::from(&Duration::parse(text).expect("a length of time"));
        texts.iter().map(one).fold(Total::default(), Total::plus)
    }

    #[test]
    fn kinds_are_never_folded_into_each_other() {
        for (texts, sum, kind) in [
            (&["8 hours", "90 minutes"][..], "570 minutes", Kind::Clock),
            (&["2 weeks", "3 business days", "1 month"], "1 month 14 calendar days 3 business days", Kind::Business),
            (&["2 days", "24 hours"], "2 days 24 hours", Kind::Unstated),
            (&["0 business days", "3 hours"], "3 hours", Kind::Clock),
            (&["0 business days"], "0 business days", Kind::Business),
            (&[], "0 seconds", Kind::Clock),
        ] {
            let sum_of = total(texts).duration();
            assert_eq!((sum_of.raw(), sum_of.kind()), (sum, kind), "{texts:?}");
            assert_eq!(Duration::parse(sum).expect("reads back").parts(), sum_of.parts());
        }
    }

    #[test]
    fn comparing_and_repeating_go_by_parts() {
        assert_eq!(total(&["2 hours"]).compare(&total(&["1 hour", "1 hour"])), Comparison::Equal);
        assert_eq!(total(&["25 hours"]).compare(&total(&["1 calendar day"])), Comparison::Greater);
        assert!(matches!(total(&["2 calendar days"]).compare(&total(&["1 business day"])), Comparison::Undecided(_)));
        assert_eq!(total(&["2 hours", "1 business day"]).times(3), total(&["6 hours", "3 business days"]));
        assert_eq!(total(&["2 hours"]).times(0), Total::default());
        assert_eq!(total(&["9000 years"]).times(u64::MAX), total(&["9999 years"]));
        assert_eq!(total(&["9000 years", "9000 years"]).duration().raw(), "119988 months");
    }
}
