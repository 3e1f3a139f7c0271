//! Why: a process promises, and what became of its cases stands in a log. Here the two are held together: for every
//! deadline how many cases kept it, how many did not, how many cannot be told, and how long they took.
//!
//! **Nothing is guessed.** A time that cannot be read is counted as none; working days are decided only where they hold
//! whatever the calendar; a deadline that is for some cases alone is not held against a case of which the log does not
//! say which it is.
//!
//! **Nothing of a log comes out** but names of cases, activities, channels and priorities, and counts.
//!
//! **What it takes.** Where the events of a case may be spread over the log (CSV), of every case
//! are kept 24 bytes for its name, channel and priority (names of more than 16 bytes besides), 5 to 10 to find it by, and 8
//! for each moment at which a deadline begins or ends: with two deadlines from one start, about 55 MB for a million cases.
//! Where they stand together (XES) nothing is kept of a case but 12 bytes for each deadline that it met,
//! and 24 while it is open. Percentiles are exact to the second: the lengths of all cases are kept, 4 bytes each.

mod cases;
mod figures;
mod limit;
mod meter;
mod plan;
mod process;
mod words;

use std::io::Read;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Location, Severity};
use crate::knowledge::Knowledge;
use crate::message::{LocalText, Message};
use crate::near::nearest;
pub use crate::parse::log::LogFormat;
use crate::parse::log::{self, Columns, Extent, Fault};
use crate::time::stamp::{Millis, Zone};
pub use figures::{Figures, Spread};
pub use limit::Doubt;

/// A name that somebody gave, with its place if it stands in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The name.
    pub name: Arc<str>,
    /// Where it is written; none for the command line.
    pub location: Option<Location>,
}

/// How a log is to be read.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The log, as reports name it.
    pub path: Arc<str>,
    /// Its shape.
    pub format: LogFormat,
    /// The process that it shows; the only one of the workspace if none is named.
    pub process: Option<Told>,
    /// What a column holds (`case`, `activity`, `time`, `channel`, `priority`, `lifecycle`), and its name.
    pub columns: Vec<(Arc<str>, Told)>,
    /// Activities of the log (or columns with times), and the step or milestone that each is.
    pub activities: Vec<(Told, Told)>,
    /// The zone of times that do not state one, in which months are counted, too.
    pub zone: Zone,
    /// Its name.
    pub zone_name: Arc<str>,
    /// How cases are named.
    pub naming: Naming,
}

/// How cases are named.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Naming {
    /// As the log names them.
    #[default]
    AsWritten,
    /// `case-1`, `case-2`, in the order in which they come up: one case has one name within an observation, and the names
    /// say nothing of the log.
    Masked,
}

/// Why a log was not measured.
#[derive(Clone, Debug, PartialEq)]
pub enum Trouble {
    /// What was asked for cannot be.
    Asked(Vec<Diagnostic>),
    /// The log cannot be read.
    Log(Fault),
}

/// What a log shows of a process.
#[derive(Clone, Debug, PartialEq)]
pub struct Observation {
    /// The log, as it was named.
    pub path: Arc<str>,
    /// Its shape.
    pub format: LogFormat,
    /// Its size, digest and number of rows.
    pub extent: Extent,
    /// Zone of times that do not state one.
    pub zone: Arc<str>,
    /// Id of the process.
    pub process: Arc<str>,
    /// Its title.
    pub title: LocalText,
    /// Cases of the log.
    pub cases: u64,
    /// Events that name an activity.
    pub events: u64,
    /// Events that are no more than begun, paused, or otherwise not complete; they measure nothing.
    pub unfinished: u64,
    /// Events whose time cannot be read.
    pub without_time: u64,
    /// The earliest time of the log.
    pub first: Option<Millis>,
    /// The latest.
    pub last: Option<Millis>,
    /// What became of each deadline, in the order of the process.
    pub deadlines: Vec<Observed>,
    /// Activities of the log that are no step of the process, most frequent first.
    pub unknown: Vec<Stray>,
    /// Steps of the process that the log never shows, in the order of the process.
    pub unseen: Vec<Unseen>,
    /// Steps of the process that the log shows, in the order of the process.
    pub seen: Vec<Seen>,
    /// Activities that were mapped and that the log does not have.
    pub unused: Vec<Unseen>,
    /// How cases are named.
    pub naming: Naming,
}

/// What became of one deadline.
#[derive(Clone, Debug, PartialEq)]
pub struct Observed {
    /// Its id.
    pub deadline: Arc<str>,
    /// The length declared, as written; none where none can be read.
    pub declared: Option<Arc<str>>,
    /// Where it is declared; the deadline itself where no length is.
    pub location: Location,
    /// Moment or step that starts the clock.
    pub from: Arc<str>,
    /// Moment or step that stops it; none where the process does not say.
    pub ends: Option<Arc<str>>,
    /// Whether the log has an activity that starts the clock.
    pub start_seen: bool,
    /// Whether it has one that stops it.
    pub end_seen: bool,
    /// What keeps a case that took longer from being called late.
    pub doubts: Vec<Doubt>,
    /// All cases.
    pub whole: Figures,
    /// The same by channel, as the log names them; `None` for cases that state none. Empty where no case states one.
    pub by_channel: Vec<(Option<Arc<str>>, Figures)>,
    /// The same by priority.
    pub by_priority: Vec<(Option<Arc<str>>, Figures)>,
    /// The same by the month of the start, `2026-05`; `None` for cases whose start is not known.
    pub by_month: Vec<(Option<Arc<str>>, Figures)>,
    /// The five cases that took longest, longest first; of equals, by name.
    pub worst: Vec<Worst>,
}

/// One of the cases that took longest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Worst {
    /// The case.
    pub case: Arc<str>,
    /// How long it took, in milliseconds.
    pub millis: Millis,
    /// Whether that is certainly too long.
    pub late: bool,
}

/// An activity of the log that is no step of the process.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stray {
    /// Its name.
    pub activity: Arc<str>,
    /// How many events it has.
    pub events: u64,
    /// A step with a similar name.
    pub near: Option<Arc<str>>,
}

/// A name that the log never shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unseen {
    /// The name.
    pub name: Arc<str>,
    /// An activity of the log with a similar one.
    pub near: Option<Arc<str>>,
}

/// A step that the log shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Its id.
    pub step: Arc<str>,
    /// How many events it has.
    pub events: u64,
}

impl Observation {
    /// Whether a deadline is certainly broken by a case, be it still open.
    pub fn is_late(&self) -> bool {
        self.deadlines.iter().any(|observed| observed.whole.late + observed.whole.open_late > 0)
    }
}

/// Reads a log and holds it against its process.
///
/// # Errors
/// When the process, a column or a step is not there, or the log cannot be read.
pub fn observe(knowledge: &Knowledge, asked: &Asked, log: Box<dyn Read + Send>) -> Result<Observation, Trouble> {
    let plan = plan::plan(knowledge, asked).map_err(Trouble::Asked)?;
    let mut meter = meter::Meter::new(&plan, &asked.zone);
    let extent = log::read(log, asked.format, &columns(asked), &mut meter).map_err(|fault| refused(asked, fault))?;
    let mut observation = meter.finish(asked, extent);
    if asked.naming == Naming::Masked {
        mask(&mut observation.deadlines);
    }
    Ok(observation)
}

fn columns(asked: &Asked) -> Columns {
    let named =
        |what: &str| asked.columns.iter().rev().find(|(own, _)| **own == *what).map(|(_, column)| column.name.clone());
    let activity = named("activity");
    let is_by_row = activity.is_none() && named("time").is_none();
    let moments = match is_by_row {
        true => asked.activities.iter().map(|(activity, _)| activity.name.clone()).collect(),
        false => Vec::new(),
    };
    Columns {
        case: named("case"),
        activity,
        time: named("time"),
        channel: named("channel"),
        priority: named("priority"),
        lifecycle: named("lifecycle"),
        moments,
    }
}

/// A column that is not there is a mistake of whoever named it, at its place.
fn refused(asked: &Asked, fault: Fault) -> Trouble {
    let Some(unknown) = &fault.column else { return Trouble::Log(fault) };
    let columns = asked.columns.iter().map(|(_, column)| column);
    let mut told = columns.chain(asked.activities.iter().map(|(activity, _)| activity));
    let location = told.find(|told| told.name == unknown.name).and_then(|told| told.location);
    let near = nearest(&unknown.name, unknown.known.iter().map(|name| &**name));
    Trouble::Asked(vec![problem(location, fault.message.clone(), near)])
}

/// A mistake in what was asked.
fn problem(location: Option<Location>, message: Message, near: Option<&str>) -> Diagnostic {
    let code = if location.is_some() { "config/value" } else { "log/asked" };
    let diagnostic = Diagnostic::new(code, Severity::Error, location, message);
    match near {
        Some(near) => diagnostic.with_help(Message::new("near.name").text("name", near)),
        None => diagnostic,
    }
}

/// Gives cases names that say nothing.
fn mask(deadlines: &mut [Observed]) {
    let mut names: Vec<Arc<str>> = Vec::new();
    for worst in deadlines.iter_mut().flat_map(|observed| &mut observed.worst) {
        let at = names.iter().position(|name| *name == worst.case).unwrap_or_else(|| {
            names.push(worst.case.clone());
            names.len() - 1
        });
        worst.case = format!("case-{}", at + 1).into();
    }
}

#[cfg(test)]
mod tests;
