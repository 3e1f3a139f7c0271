//! Why: a treatment changes a risk only when it is done. What is planned, what is late and what has been done must not
//! run together in one column of good intentions.

use std::cmp::Ordering;
use std::sync::Arc;

use jiff::civil::Date;

use super::review::days_between;
use super::{Stated, stated};
use crate::diagnostic::Location;
use crate::message::LocalText;
use crate::model::read::Seen;
use crate::model::{Documents, Handle};

/// One measure against a risk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Treatment {
    /// Its name in the file.
    pub id: Arc<str>,
    /// Where it is written.
    pub location: Location,
    /// What is done.
    pub title: Option<Stated<LocalText>>,
    /// `preventive`, `emergency` or `recovery`; its own name where that is one of these words.
    pub kind: Option<Stated<Arc<str>>>,
    /// The role that answers for it.
    pub owner: Option<Stated<Arc<str>>>,
    /// The day by which it is due.
    pub due_on: Option<Stated<Date>>,
    /// The day on which it was done, or is said to come.
    pub done_on: Option<Stated<Date>>,
    /// The level of risk that remains when it is done.
    pub residual: Option<Stated<Arc<str>>>,
    /// What follows on the day of the run.
    pub state: TreatmentState,
}

/// What is so of a treatment on the day of the run. Days count from the day after the due date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TreatmentState {
    /// Done, so many days after it was due; 0 for in time or where no date was set.
    Done(i64),
    /// Not done, and not yet due.
    Open,
    /// Not done, and no day is set.
    Undated,
    /// Not done, and this many days late.
    Overdue(i64),
    /// Something stands for the day on which it was done that is no day.
    NotTold,
}

impl TreatmentState {
    /// The word of the machine formats.
    pub fn word(self) -> &'static str {
        match self {
            Self::Done(_) => "done",
            Self::Open => "open",
            Self::Undated => "undated",
            Self::Overdue(_) => "overdue",
            Self::NotTold => "not_told",
        }
    }

    /// Days late, of what is done or overdue; otherwise 0.
    pub fn days_late(self) -> i64 {
        match self {
            Self::Done(days) | Self::Overdue(days) => days,
            Self::Open | Self::Undated | Self::NotTold => 0,
        }
    }

    /// Whether it is done.
    pub fn is_done(self) -> bool {
        matches!(self, Self::Done(_))
    }
}

impl Treatment {
    /// What comes first among those still to be done: the earliest date, those without one last, then by name.
    pub fn sooner(&self, other: &Self) -> Ordering {
        let key = |own: &Self| (own.due_on.is_none(), own.due_on.as_ref().map(|due| due.value));
        key(self).cmp(&key(other)).then_with(|| self.id.cmp(&other.id))
    }
}

/// The treatments of a risk, in the order of the file.
pub(super) fn treatments(documents: &Documents, risk: Handle, as_of: Date) -> Vec<Treatment> {
    stated::entries(documents, risk, "treatments")
        .into_iter()
        .map(|(id, location, below)| {
            let due_on = stated::date(documents, below, "due_on");
            let done_on = stated::date(documents, below, "done_on");
            let is_unreadable = done_on.is_none() && !matches!(documents.follow(below, "done_on").0, Seen::Missing);
            let state = if is_unreadable { TreatmentState::NotTold } else { state(&due_on, &done_on, as_of) };
            Treatment {
                id,
                location,
                title: stated::local(documents, below, "title"),
                kind: stated::text(documents, below, "kind"),
                owner: stated::text(documents, below, "owner"),
                due_on,
                done_on,
                residual: stated::text(documents, below, "residual"),
                state,
            }
        })
        .collect()
}

/// A day that is still to come is a plan, whatever key it stands under.
fn state(due_on: &Option<Stated<Date>>, done_on: &Option<Stated<Date>>, as_of: Date) -> TreatmentState {
    let late = |due: Date, day: Date| days_between(due, day).max(0);
    match (done_on, due_on) {
        (Some(done), due) if done.value <= as_of => {
            TreatmentState::Done(due.as_ref().map_or(0, |due| late(due.value, done.value)))
        }
        (_, None) => TreatmentState::Undated,
        (_, Some(due)) if due.value < as_of => TreatmentState::Overdue(late(due.value, as_of)),
        (_, Some(_)) => TreatmentState::Open,
    }
}
