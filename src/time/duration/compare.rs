//! Why: a verdict may rest on a comparison only where it holds whenever the time begins and whatever the business
//! calendar is. Each duration becomes an interval of elapsed time, and only intervals that do not touch decide.
//!
//! | part | least | most |
//! | --- | --- | --- |
//! | clock time, calendar days | itself | itself |
//! | `n` months | the shortest run of `n` months | the longest |
//! | `n` business days | `n` × 24 hours: from an hour to the same hour `n` working days later at least `n` days pass | no bound |
//! | business hours | as many hours by the clock | no bound |
//! | days of an unstated kind | judged twice, as calendar days and as business days; decided where both agree | |
//!
//! **What both sides share is taken away first**, since both begin at one moment: `3 years 2 months` against
//! `3 years` leaves two months, `15 business days` against `10 business days` leaves five, and no calendar is needed.
//! Months are applied first, so shared months lead both sides to one date. Shared business time is taken away only
//! when all that is applied before it is equal: a Saturday and a Sunday, and one business day after each, is one Monday.
//!
//! **What is at least as much in every part is never shorter**: each part leads from a later moment to a later one, so
//! `2 business days 3 hours` are more than `1 business day 2 hours` whenever both begin. More days of the calendar need not
//! show before the same business days: a Saturday and a Sunday have one Monday.
//!
//! **Unstated days are read alike on both sides.** Whoever writes `15 days` here and `10 days` there means the same kind
//! of day; model and clauses state the kind wherever it matters.

use std::cmp::Ordering;

use super::months::bounds_days;
use super::{DAY, Duration, Parts};
use crate::message::Message;

/// Which of two durations is longer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Comparison {
    /// The first is shorter, always.
    Less,
    /// They are equally long, always.
    Equal,
    /// The first is longer, always.
    Greater,
    /// It depends.
    Undecided(Why),
}

/// What a comparison depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Why {
    /// Working time against elapsed time: on the business calendar.
    NeedsCalendar,
    /// Days of an unstated kind: on whether calendar or business days are meant.
    DayKindUnstated,
    /// Months against days: on the month in which the time begins.
    MonthLength,
}

/// What is possible under one reading of unstated days.
#[derive(Clone, Copy, Debug)]
struct Outlook {
    less: bool,
    equal: bool,
    greater: bool,
    /// What decides, if more than one is possible.
    why: Why,
}

impl Duration {
    /// Which is longer, where that is certain. Swapping the sides swaps the answer.
    pub fn compare(&self, other: &Self) -> Comparison {
        compare(&self.parts, &other.parts)
    }

    /// Whether this is never longer than `limit`: true when that is certain, false when it is certainly longer. Can be
    /// certain where [`Self::compare`] is not: a month is at most 31 days, though perhaps shorter.
    ///
    /// # Errors
    /// When it cannot be told: why.
    pub fn at_most(&self, limit: &Self) -> Result<bool, Why> {
        judge(&self.parts, &limit.parts, Outlook::at_most)
    }

    /// Whether this is never shorter than `limit`: true when that is certain, false when it is certainly shorter.
    ///
    /// # Errors
    /// When it cannot be told: why.
    pub fn at_least(&self, limit: &Self) -> Result<bool, Why> {
        limit.at_most(self)
    }
}

/// Which of two lengths is longer, where that is certain.
pub(super) fn compare(own: &Parts, other: &Parts) -> Comparison {
    match judge(own, other, Outlook::order) {
        Ok(Ordering::Less) => Comparison::Less,
        Ok(Ordering::Equal) => Comparison::Equal,
        Ok(Ordering::Greater) => Comparison::Greater,
        Err(why) => Comparison::Undecided(why),
    }
}

/// Whether one length is certainly at least as long as another.
pub(super) fn is_at_least(own: &Parts, other: &Parts) -> bool {
    judge(other, own, Outlook::at_most) == Ok(true)
}

/// The answer to `question` under each reading of unstated days, if they agree.
fn judge<T: PartialEq>(own: &Parts, other: &Parts, question: fn(Outlook) -> Result<T, Why>) -> Result<T, Why> {
    let as_calendar = question(outlook(calendar_reading(*own), calendar_reading(*other)));
    if own.unstated_days == 0 && other.unstated_days == 0 {
        return as_calendar;
    }
    let as_business = question(outlook(business_reading(*own), business_reading(*other)));
    if as_calendar == as_business { as_calendar } else { Err(Why::DayKindUnstated) }
}

impl Outlook {
    fn order(self) -> Result<Ordering, Why> {
        match (self.less, self.equal, self.greater) {
            (true, false, false) => Ok(Ordering::Less),
            (false, true, false) => Ok(Ordering::Equal),
            (false, false, true) => Ok(Ordering::Greater),
            _ => Err(self.why),
        }
    }

    fn at_most(self) -> Result<bool, Why> {
        match (self.greater, self.less || self.equal) {
            (false, _) => Ok(true),
            (true, false) => Ok(false),
            (true, true) => Err(self.why),
        }
    }
}

impl Why {
    /// Why `value` and `limit` could not be compared.
    pub fn message(self, value: &Duration, limit: &Duration) -> Message {
        let id = match self {
            Self::NeedsCalendar => "compare.needs-calendar",
            Self::DayKindUnstated => "compare.day-kind-unstated",
            Self::MonthLength => "compare.month-length",
        };
        Message::new(id).text("value", value.raw()).text("limit", limit.raw())
    }
}

/// Least and most elapsed milliseconds; no most when working time is counted, or may be.
pub(super) fn bounds_millis(parts: &Parts) -> (u64, Option<u64>) {
    // The business reading has the same least and the wider most.
    interval(&business_reading(*parts))
}

fn calendar_reading(mut parts: Parts) -> Parts {
    parts.calendar_millis = parts.calendar_millis.saturating_add(parts.unstated_days.saturating_mul(DAY));
    parts.unstated_days = 0;
    parts
}

fn business_reading(mut parts: Parts) -> Parts {
    parts.business_days = parts.business_days.saturating_add(parts.unstated_days);
    parts.unstated_days = 0;
    parts
}

fn outlook(mut a: Parts, mut b: Parts) -> Outlook {
    let (never_less, never_greater) = (covers(&a, &b), covers(&b, &a));
    let never_equal = (never_less && exceeds(&a, &b)) || (never_greater && exceeds(&b, &a));
    take_shared_away(&mut a, &mut b);
    let why = if counts_business(&a) || counts_business(&b) { Why::NeedsCalendar } else { Why::MonthLength };
    let nothing = Parts::default();
    if a == nothing || b == nothing {
        // Every part lasts longer than nothing; this saves the bounds of months in the commonest case.
        return Outlook {
            less: a == nothing && b != nothing,
            equal: a == b,
            greater: b == nothing && a != nothing,
            why,
        };
    }
    let (least_a, most_a) = interval(&a);
    let (least_b, most_b) = interval(&b);
    let below = |least: u64, most: Option<u64>| most.is_none_or(|most| least < most);
    let touches = |least: u64, most: Option<u64>| most.is_none_or(|most| least <= most);
    Outlook {
        less: !never_less && below(least_a, most_b),
        equal: !never_equal && touches(least_a, most_b) && touches(least_b, most_a),
        greater: !never_greater && below(least_b, most_a),
        why,
    }
}

/// Whether `a`, of which no part is less than that of `b`, is more in what always shows at the end. More months or days of
/// the calendar need not show before a weekend, nor does a first business day before business hours.
fn exceeds(a: &Parts, b: &Parts) -> bool {
    let days_show = b.business_days > 0 || a.business_millis == 0;
    (days_show && a.business_days > b.business_days)
        || a.business_millis > b.business_millis
        || a.clock_millis > b.clock_millis
}

/// Whether every part of `a` is at least that of `b`.
fn covers(a: &Parts, b: &Parts) -> bool {
    a.months >= b.months
        && a.calendar_millis >= b.calendar_millis
        && a.business_days >= b.business_days
        && a.business_millis >= b.business_millis
        && a.clock_millis >= b.clock_millis
}

fn counts_business(parts: &Parts) -> bool {
    parts.business_days > 0 || parts.business_millis > 0
}

fn take_shared_away(a: &mut Parts, b: &mut Parts) {
    let same_frame = a.months == b.months && a.calendar_millis == b.calendar_millis && a.clock_millis == b.clock_millis;
    let same_days = a.business_days == b.business_days;
    let no_hours = a.business_millis == 0 && b.business_millis == 0;
    if same_frame && (same_days || no_hours) {
        take_shared(&mut a.business_days, &mut b.business_days);
        take_shared(&mut a.business_millis, &mut b.business_millis);
    }
    take_shared(&mut a.months, &mut b.months);
    take_shared(&mut a.calendar_millis, &mut b.calendar_millis);
    take_shared(&mut a.clock_millis, &mut b.clock_millis);
}

fn take_shared(a: &mut u64, b: &mut u64) {
    let shared = (*a).min(*b);
    *a -= shared;
    *b -= shared;
}

/// The bounds of parts without unstated days.
fn interval(parts: &Parts) -> (u64, Option<u64>) {
    let exact = parts.calendar_millis.saturating_add(parts.clock_millis);
    let (least_days, most_days) = bounds_days(parts.months);
    let least = exact
        .saturating_add(least_days.saturating_mul(DAY))
        .saturating_add(parts.business_days.saturating_mul(DAY))
        .saturating_add(parts.business_millis);
    let most = exact.saturating_add(most_days.saturating_mul(DAY));
    (least, (!counts_business(parts)).then_some(most))
}
