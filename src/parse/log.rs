//! Why: what happened to cases is written down in logs of many shapes, often far larger than memory. All of them are read
//! as one stream of events, one record at a time, and nothing of a log is kept here once it was handed on.
//!
//! What a log calls things is for the caller to know: here a case, an activity and a time are bytes of the file.

mod batch;
mod csv;
mod desk;
mod feed;
mod xes;

use std::io::Read;
use std::sync::Arc;

use crate::message::Message;

/// The shape of a log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LogFormat {
    /// Comma-separated values (RFC 4180; semicolons and tabs are told by the first line), columns as the caller names them.
    Csv,
    /// XES 1.0 and 2.0 (IEEE 1849): the standard exchange format of event logs.
    Xes,
    /// The exports of Zendesk as CSV: tickets (one row a case) or the history of their fields (one row a change).
    Zendesk,
    /// The exports of ServiceNow as CSV: one row an incident.
    Servicenow,
}

/// Which column, or attribute of XES, holds what. What is `None` is looked for under the name that the format gives it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    /// The case.
    pub case: Option<Arc<str>>,
    /// What happened. Where there is no such column, a row is a case and [`Columns::moments`] are its events.
    pub activity: Option<Arc<str>>,
    /// When.
    pub time: Option<Arc<str>>,
    /// The channel of the case.
    pub channel: Option<Arc<str>>,
    /// The priority of the case.
    pub priority: Option<Arc<str>>,
    /// The phase of the activity; only what is complete counts as having happened.
    pub lifecycle: Option<Arc<str>>,
    /// Columns with time stamps, of a log in which a row is a case: the name of the column is the activity. In logs of other
    /// shapes they are not looked at.
    pub moments: Vec<Arc<str>>,
}

/// One event. Empty where the log says nothing.
#[derive(Clone, Copy, Debug)]
pub struct Event<'a> {
    /// The case.
    pub case: &'a [u8],
    /// What happened.
    pub activity: &'a [u8],
    /// When, as written.
    pub time: &'a [u8],
    /// Whether the log says that the activity was complete, or says nothing of phases.
    pub complete: bool,
    /// The channel of the case.
    pub channel: &'a [u8],
    /// The priority of the case.
    pub priority: &'a [u8],
}

/// What takes the events of a log. What it is given are bytes of the file, which need not be text.
pub trait Sink {
    /// Said once, before anything else: whether all events of a case stand together, so that [`Sink::close`] will be called;
    /// and activities that have a column of their own, whether or not a row fills it.
    ///
    /// # Errors
    /// When the log is not one that can be measured: why.
    fn begin(&mut self, together: bool, activities: &[Arc<str>]) -> Result<(), Message>;

    /// An event.
    ///
    /// # Errors
    /// When the log is not one that can be measured: why.
    fn event(&mut self, event: &Event<'_>) -> Result<(), Message>;

    /// The channel and the priority of a case, where they are not stated with an event; empty where they are not stated.
    ///
    /// # Errors
    /// As for events.
    fn case(&mut self, case: &[u8], channel: &[u8], priority: &[u8]) -> Result<(), Message>;

    /// No more will be said of the case.
    ///
    /// # Errors
    /// As for events.
    fn close(&mut self, case: &[u8]) -> Result<(), Message>;
}

/// What there was to read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extent {
    /// Bytes.
    pub bytes: u64,
    /// SHA-256 of the bytes, in hexadecimal.
    pub sha256: String,
    /// Rows of CSV below the first; events of XES.
    pub rows: u64,
}

/// Why a log is not read to its end.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    /// The byte at which reading stopped; none where it is about the log as a whole.
    pub byte: Option<u64>,
    /// What is wrong.
    pub message: Message,
    /// A column that the caller named and the log does not have.
    pub column: Option<Unknown>,
}

/// A column that was named and is not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// Its name.
    pub name: Arc<str>,
    /// The columns that are there.
    pub known: Vec<Arc<str>>,
}

/// Most bytes of one record: more than any row of a log, and little enough to be held.
pub const RECORD: u64 = 1 << 20;

impl LogFormat {
    /// All, with their words in files.
    pub const ALL: [(&'static str, Self); 4] =
        [("csv", Self::Csv), ("xes", Self::Xes), ("zendesk", Self::Zendesk), ("servicenow", Self::Servicenow)];

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|(known, _)| *known == word).map(|(_, format)| *format)
    }

    /// The word.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(_, format)| *format == self).map_or("", |(word, _)| word)
    }

    /// The format that a name announces: `.xes` is XES, anything else CSV.
    pub fn of_path(path: &str) -> Self {
        let is_xes = path.rsplit_once('.').is_some_and(|(_, extension)| extension.eq_ignore_ascii_case("xes"));
        if is_xes { Self::Xes } else { Self::Csv }
    }

    /// What the words of the format mean in the model, unless somebody says otherwise: activity and moment.
    pub fn meanings(self) -> &'static [(&'static str, &'static str)] {
        desk::meanings(self)
    }
}

impl Fault {
    fn at(byte: u64, message: Message) -> Self {
        Self { byte: Some(byte), message, column: None }
    }

    fn whole(message: Message) -> Self {
        Self { byte: None, message, column: None }
    }

    fn unknown(name: &Arc<str>, known: Vec<Arc<str>>) -> Self {
        let message = Message::new("observe.no-column").text("name", name.clone());
        Self { byte: None, message, column: Some(Unknown { name: name.clone(), known }) }
    }
}

/// Reads a log to its end.
///
/// # Errors
/// At the first record that cannot be read.
pub fn read(
    log: Box<dyn Read + Send>,
    format: LogFormat,
    columns: &Columns,
    sink: &mut dyn Sink,
) -> Result<Extent, Fault> {
    feed::with(log, |feed| match format {
        LogFormat::Xes => xes::read(feed, columns, sink),
        _ => csv::read(feed, format, columns, sink),
    })
}

/// The text of a cell that must be one.
fn text(bytes: &[u8], byte: u64) -> Result<&str, Fault> {
    std::str::from_utf8(bytes).map_err(|_| Fault::at(byte, Message::new("observe.not-text")))
}

#[cfg(test)]
mod tests;
