//! Why: most logs are tables. A row is an event, a change of a field, or a whole case; which of them follows from the
//! columns that are named or known.

use std::sync::Arc;

use csv::{ByteRecord, ErrorKind, Position, ReaderBuilder};

use super::desk::{self, Known};
use super::feed::Feed;
use super::{Columns, Event, Fault, LogFormat, Sink, text};
use crate::message::{Arg, Message};

/// Most bytes of the first line.
const HEAD: usize = 64 << 10;

/// Where a row holds what: positions of columns.
struct Row {
    case: usize,
    channel: Option<usize>,
    priority: Option<usize>,
    holds: Holds,
}

/// What the events of a row are.
enum Holds {
    /// One event.
    Event { activity: usize, time: usize, lifecycle: Option<usize> },
    /// One field that changed.
    Change { field: usize, value: usize, time: usize },
    /// A whole case: columns with their times, which are named by their heads.
    Case(Vec<(usize, Arc<str>)>),
}

/// Reads all rows and gives their number.
pub fn read(feed: &mut Feed<'_>, format: LogFormat, columns: &Columns, sink: &mut dyn Sink) -> Result<u64, Fault> {
    let start = beginning(feed)?;
    let delimiter = delimiter(&start);
    let mark = usize::from(start.starts_with(b"\xEF\xBB\xBF")) * 3;
    let mut chained = Chained { start: &start[mark..], feed };
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .buffer_capacity(64 << 10)
        .from_reader(&mut chained);
    let mut record = ByteRecord::new();
    let mark = mark as u64;
    let head = match reader.read_byte_record(&mut record) {
        Ok(true) => head(&record, mark)?,
        Ok(false) => return Err(Fault::whole(Message::new("observe.empty"))),
        Err(error) => return Err(fault(&error, reader.get_ref().feed, mark)),
    };
    let row = row(format, columns, &head)?;
    // Where lines end in two characters, the library counts the second one to the next record.
    let mark = mark + u64::from(ends_in_two(&start));
    let together = matches!(row.holds, Holds::Case(_));
    sink.begin(together);
    let mut rows = 0;
    loop {
        reader.get_mut().feed.record();
        let begins = mark + reader.position().byte();
        match reader.read_byte_record(&mut record) {
            Ok(true) => {}
            Ok(false) => return Ok(rows),
            Err(error) => return Err(fault(&error, reader.get_ref().feed, begins)),
        }
        rows += 1;
        let refused = |message| Fault::at(mark + record.position().map_or(0, Position::byte), message);
        let cell = |at: usize| record.get(at).unwrap_or_default();
        let case = cell(row.case);
        if case.is_empty() {
            return Err(refused(Message::new("observe.no-case")));
        }
        let stated = |at: Option<usize>| at.map(cell).filter(|cell| !cell.is_empty());
        match &row.holds {
            Holds::Event { activity, time, lifecycle } => {
                let complete = lifecycle.is_none_or(|at| is_complete(cell(at)));
                sink.event(&Event { case, activity: cell(*activity), time: cell(*time), complete }).map_err(refused)?;
            }
            Holds::Change { field, value, time } => match cell(*field) {
                b"status" => {
                    let event = Event { case, activity: cell(*value), time: cell(*time), complete: true };
                    sink.event(&event).map_err(refused)?;
                }
                b"priority" => sink.case(case, None, stated(Some(*value))).map_err(refused)?,
                _ => {}
            },
            Holds::Case(moments) => {
                for (at, name) in moments.iter().filter(|(at, _)| !cell(*at).is_empty()) {
                    let event = Event { case, activity: name.as_bytes(), time: cell(*at), complete: true };
                    sink.event(&event).map_err(refused)?;
                }
            }
        }
        let (channel, priority) = (stated(row.channel), stated(row.priority));
        if channel.is_some() || priority.is_some() {
            sink.case(case, channel, priority).map_err(refused)?;
        }
        if together {
            sink.close(case).map_err(refused)?;
        }
    }
}

/// Whether a word for the phase of an activity says that it is done (`lifecycle:transition` of IEEE 1849). A word that is
/// missing says nothing of phases.
pub fn is_complete(word: &[u8]) -> bool {
    word.is_empty() || word.eq_ignore_ascii_case(b"complete")
}

/// The first line, and what came with it.
fn beginning(feed: &mut Feed<'_>) -> Result<Vec<u8>, Fault> {
    use std::io::Read;
    let mut start = Vec::new();
    let mut piece = [0; 4096];
    while start.len() < HEAD && !start.contains(&b'\n') {
        match feed.read(&mut piece) {
            Ok(0) => break,
            Ok(read) => start.extend_from_slice(&piece[..read]),
            Err(_) => return Err(feed.fault(0).unwrap_or(Fault::whole(Message::new("observe.empty")))),
        }
    }
    if start.starts_with(b"\xFF\xFE") || start.starts_with(b"\xFE\xFF") {
        return Err(Fault::at(0, Message::new("observe.wide")));
    }
    Ok(start)
}

/// What stands between the names of the first line most often. A comma goes first where nothing stands out.
fn delimiter(start: &[u8]) -> u8 {
    let line = start.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let count = |delimiter: u8| line.iter().filter(|byte| **byte == delimiter).count();
    [b'\t', b';', b','].into_iter().max_by_key(|delimiter| count(*delimiter)).unwrap_or(b',')
}

/// Whether lines end in a carriage return and a line feed, as the first one does.
fn ends_in_two(start: &[u8]) -> bool {
    start.iter().position(|byte| *byte == b'\n').is_some_and(|at| at > 0 && start[at - 1] == b'\r')
}

fn head(record: &ByteRecord, mark: u64) -> Result<Vec<Arc<str>>, Fault> {
    record.iter().map(|cell| Ok(Arc::from(text(cell, mark)?.trim()))).collect()
}

fn row(format: LogFormat, columns: &Columns, head: &[Arc<str>]) -> Result<Row, Fault> {
    let find = |name: &str| head.iter().position(|own| **own == *name);
    let known = desk::known(format, |name| find(name).is_some());
    let named = |name: &Arc<str>| find(name).ok_or_else(|| Fault::unknown(name, head.to_vec()));
    let one = |named_by: &Option<Arc<str>>, known: &[&str]| match named_by {
        Some(name) => named(name).map(Some),
        None => Ok(known.iter().find_map(|name| find(name))),
    };
    let needed = |found: Option<usize>, id: &'static str| {
        found.ok_or_else(|| Fault::whole(Message::new(id).arg("columns", Arg::List(head.to_vec()))))
    };
    let case = needed(one(&columns.case, known.case)?, "observe.which-case")?;
    let activity = one(&columns.activity, known.activity)?;
    let holds = match (known.field.and_then(find), activity) {
        (Some(field), Some(value)) if columns.activity.is_none() => {
            Holds::Change { field, value, time: needed(one(&columns.time, known.time)?, "observe.which-time")? }
        }
        (_, Some(activity)) => Holds::Event {
            activity,
            time: needed(one(&columns.time, known.time)?, "observe.which-time")?,
            lifecycle: one(&columns.lifecycle, known.lifecycle)?,
        },
        (_, None) => Holds::Case(moments(columns, known, &named, &find)?),
    };
    if matches!(&holds, Holds::Case(moments) if moments.is_empty()) {
        needed(None, "observe.which-activity")?;
    }
    let channel = one(&columns.channel, known.channel)?;
    let priority = one(&columns.priority, known.priority)?;
    Ok(Row { case, channel, priority, holds })
}

/// The columns with times: those that are named must be there, those that are known may be.
fn moments(
    columns: &Columns,
    known: &Known,
    named: &dyn Fn(&Arc<str>) -> Result<usize, Fault>,
    find: &dyn Fn(&str) -> Option<usize>,
) -> Result<Vec<(usize, Arc<str>)>, Fault> {
    let mut list: Vec<(usize, Arc<str>)> = Vec::new();
    for name in &columns.moments {
        list.push((named(name)?, name.clone()));
    }
    for name in known.moments {
        if let Some(at) = find(name).filter(|at| list.iter().all(|(own, _)| own != at)) {
            list.push((at, Arc::from(*name)));
        }
    }
    Ok(list)
}

/// What is wrong with a record that begins at a byte.
fn fault(error: &csv::Error, feed: &Feed<'_>, begins: u64) -> Fault {
    let message = match error.kind() {
        ErrorKind::UnequalLengths { expected_len, len, .. } => {
            Message::new("observe.ragged").number("cells", *len).number("wanted", *expected_len)
        }
        _ => Message::new("observe.unreadable"),
    };
    feed.fault(begins).unwrap_or_else(|| Fault::at(begins, message))
}

/// The first bytes, which were looked at, and then the others.
struct Chained<'s, 'f> {
    start: &'s [u8],
    feed: &'s mut Feed<'f>,
}

impl std::io::Read for Chained<'_, '_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if self.start.is_empty() {
            return self.feed.read(buffer);
        }
        std::io::Read::read(&mut self.start, buffer)
    }
}
