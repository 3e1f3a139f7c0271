//! Why: both spellings, plain and ISO 8601, add up the same way and fail the same way, so the adding is in one place.

use super::unit::Measure;
use super::{DAY, DurationError, Kind, Parts, Unit};
use crate::scalar::decimal::{Decimal, Misfit};

/// What has been read of a duration so far.
#[derive(Debug)]
pub(super) struct Tally {
    /// The sums.
    pub parts: Parts,
    /// The only amount, while there is only one.
    pub single: Option<(Decimal, Unit)>,
    last: Option<Unit>,
    /// Least certain kind of what is not 0.
    counted: Option<Kind>,
    /// Least certain kind of all that is written.
    written: Kind,
}

/// Days of the years 1 to 9999, the last that a date of four digits can name.
pub(super) const MOST_DAYS: u64 = 3_652_059;
/// Months of the years 1 to 9999.
pub(super) const MOST_MONTHS: u64 = 9_999 * 12;

impl Tally {
    /// Nothing read yet.
    pub fn new() -> Self {
        Self { parts: Parts::default(), single: None, last: None, counted: None, written: Kind::Clock }
    }

    /// Adds an amount that was written at byte `at`. A unit that is not smaller than the one before is refused: `1h 2h`
    /// is more likely a slip of the pen than a sum.
    pub fn add(&mut self, at: usize, amount: Decimal, unit: Unit) -> Result<(), DurationError> {
        if self.last.is_some_and(|last| unit >= last) {
            return Err(DurationError::Malformed { at });
        }
        self.single = self.last.is_none().then_some((amount, unit));
        self.last = Some(unit);
        let parts = &mut self.parts;
        let (kind, part, size, most) = match unit.measure() {
            Measure::Clock(size) => (Kind::Clock, &mut parts.clock_millis, size, MOST_DAYS * DAY),
            Measure::BusinessTime(size) => (Kind::Business, &mut parts.business_millis, size, MOST_DAYS * DAY),
            Measure::BusinessDays => (Kind::Business, &mut parts.business_days, 1, MOST_DAYS),
            Measure::UnstatedDays => (Kind::Unstated, &mut parts.unstated_days, 1, MOST_DAYS),
            Measure::CalendarTime(size) => (Kind::Calendar, &mut parts.calendar_millis, size, MOST_DAYS * DAY),
            Measure::Months(size) => (Kind::Calendar, &mut parts.months, size, MOST_MONTHS),
        };
        let length = amount.times(size).map_err(|misfit| match misfit {
            Misfit::TooLarge => DurationError::TooLarge,
            Misfit::TooFine => DurationError::Inexact(unit),
        })?;
        let sum = part.checked_add(length).filter(|sum| *sum <= most).ok_or(DurationError::TooLarge)?;
        *part = sum;
        self.written = self.written.max(kind);
        if length > 0 {
            self.counted = self.counted.max(Some(kind));
        }
        Ok(())
    }

    /// The kind of the whole: the least certain one. `0 days 12 hours` leaves nothing uncertain, so parts of 0 count
    /// only when there is nothing else.
    pub fn kind(&self) -> Kind {
        self.counted.unwrap_or(self.written)
    }
}
