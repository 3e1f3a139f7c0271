//! Why: a register, or a risk in it, is trusted until the day it should have been looked at again. That day is worked out
//! where the file says enough, and left open where it does not.

use std::sync::Arc;

use jiff::civil::Date;

use super::{Stated, stated};
use crate::model::{Documents, Handle};
use crate::time::duration::Duration;

/// How often something is gone through again, and when it was last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// How often; of a register perhaps inherited from its organisation.
    pub every: Option<Stated<Arc<Duration>>>,
    /// When it was last done.
    pub last_on: Option<Stated<Date>>,
    /// What follows on the day of the run.
    pub state: ReviewState,
}

/// What follows from a review on the day of the run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReviewState {
    /// Nothing is stated.
    NotStated,
    /// It is not stated when it was last done.
    NeverDone,
    /// It was done once, and how often is not stated.
    NoCycle,
    /// The last one is dated after the day of the run.
    StillToCome,
    /// The day cannot be told: it counts working days, or days of which nobody said which count.
    NotTold,
    /// Due on this day, which has not passed.
    Due(Date),
    /// Was due on this day, and this many days have passed since.
    Overdue(Date, i64),
}

impl ReviewState {
    /// The word of the machine formats.
    pub fn word(self) -> &'static str {
        match self {
            Self::NotStated => "not_stated",
            Self::NeverDone => "never_done",
            Self::NoCycle => "no_cycle",
            Self::StillToCome => "still_to_come",
            Self::NotTold => "not_told",
            Self::Due(_) => "due",
            Self::Overdue(..) => "overdue",
        }
    }

    /// The day on which it is due, where that can be told.
    pub fn due_on(self) -> Option<Date> {
        match self {
            Self::Due(day) | Self::Overdue(day, _) => Some(day),
            _ => None,
        }
    }
}

/// The review that is stated below something.
pub(super) fn review(documents: &Documents, below: Handle, as_of: Date) -> Review {
    let Some(review) = stated::table(documents, below, "review") else {
        return Review { every: None, last_on: None, state: ReviewState::NotStated };
    };
    let every = stated::duration(documents, review, "every");
    let last_on = stated::date(documents, review, "last_on");
    let state = match (&every, &last_on) {
        (None, None) => ReviewState::NotStated,
        (Some(_), None) => ReviewState::NeverDone,
        (_, Some(last)) if last.value > as_of => ReviewState::StillToCome,
        (None, Some(_)) => ReviewState::NoCycle,
        (Some(every), Some(last)) => match every.value.after(last.value) {
            None => ReviewState::NotTold,
            Some(day) if day < as_of => ReviewState::Overdue(day, days_between(day, as_of)),
            Some(day) => ReviewState::Due(day),
        },
    };
    Review { every, last_on, state }
}

/// Whole days from one day to a later one; negative for an earlier one.
pub(super) fn days_between(from: Date, to: Date) -> i64 {
    from.duration_until(to).as_hours() / 24
}
