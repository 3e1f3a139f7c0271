//! Why: most logs are tables. A row is an event, a change of a field, or a whole case; which of them follows from the
//! columns that are named or known.

use std::sync::Arc;

use csv::{ByteRecord, ErrorKind, ReaderBuilder};

use super::batch::{self, Cells};
use super::desk::{self, Known};
use super::feed::Feed;
use super::{Columns, Event, Fault, LogFormat, Sink, text};
use crate::message::{Arg, Message};

/// Most bytes of the first line.
const HEAD: usize = 64 << 10;

/// Columns that are read, in this order: the case, the channel, the priority, and then those that [`Holds`] says.
struct Row {
    /// Positions of columns; one past the last for what no column holds.
    columns: Vec<usize>,
    holds: Holds,
}

/// What the events of a row are, with the columns behind the first three.
enum Holds {
    /// One event: activity, time, phase.
    Event,
    /// One field that changed: its name, what it became, when.
    Change,
    /// A whole case: columns with their times, which are named by their heads.
    Case(Vec<Arc<str>>),
}

/// Reads all rows and gives their number.
pub fn read(feed: &mut Feed<'_>, format: LogFormat, columns: &Columns, sink: &mut dyn Sink) -> Result<u64, Fault> {
    let start = beginning(feed)?;
    let delimiter = delimiter(&start);
    let mark = usize::from(start.starts_with(b"\xEF\xBB\xBF")) * 3;
    let chained = Chained { start: &start[mark..], feed };
    let mut reader =
        ReaderBuilder::new().delimiter(delimiter).has_headers(false).buffer_capacity(64 << 10).from_reader(chained);
    let mut record = ByteRecord::new();
    let mark = mark as u64;
    let head = match reader.read_byte_record(&mut record) {
        Ok(true) => head(&record, mark)?,
        Ok(false) => return Err(Fault::whole(Message::new("observe.empty"))),
        Err(error) => return Err(fault(&error, reader.get_ref(), mark)),
    };
    let row = row(format, columns, &head)?;
    // Where lines end in two characters, the library counts the second one to the next record.
    let mark = mark + u64::from(ends_in_two(&start));
    let own: &[Arc<str>] = if let Holds::Case(names) = &row.holds { names } else { &[] };
    // A case may stand in several rows: exports write one for each change of an incident.
    sink.begin(false, own).map_err(Fault::whole)?;
    batch::rows(
        reader,
        &row.columns,
        move |error, chained, begins| fault(error, chained, mark + begins),
        |cells, begins| take(&row.holds, &cells, sink).map_err(|message| Fault::at(mark + begins, message)),
    )
}

/// Hands a row to the sink.
fn take(holds: &Holds, cells: &Cells<'_>, sink: &mut dyn Sink) -> Result<(), Message> {
    let [case, channel, priority, first, second, third] = std::array::from_fn(|at| cells.get(at));
    if case.is_empty() {
        return Err(Message::new("observe.no-case"));
    }
    match holds {
        Holds::Event => {
            let complete = is_complete(third);
            sink.event(&Event { case, activity: first, time: second, complete, channel, priority })
        }
        Holds::Change => match first {
            b"status" => sink.event(&Event { case, activity: second, time: third, complete: true, channel, priority }),
            b"priority" => sink.case(case, b"", second),
            _ => Ok(()),
        },
        Holds::Case(moments) => {
            for (at, name) in moments.iter().enumerate() {
                let time = cells.get(OWN + at);
                if !time.is_empty() {
                    let activity = name.as_bytes();
                    sink.event(&Event { case, activity, time, complete: true, channel: b"", priority: b"" })?;
                }
            }
            sink.case(case, channel, priority)
        }
    }
}

/// Columns before those that the shape decides.
const OWN: usize = 3;

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
    // gzip (RFC 1952) begins so.
    if start.starts_with(b"\x1F\x8B") {
        return Err(Fault::at(0, Message::new("observe.packed")));
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
    let listed = if is_row(head) { Vec::new() } else { head.to_vec() };
    let named = |name: &Arc<str>| find(name).ok_or_else(|| Fault::unknown(name, listed.clone()));
    let one = |named_by: &Option<Arc<str>>, known: &[&str]| match named_by {
        Some(name) => named(name).map(Some),
        None => Ok(known.iter().find_map(|name| find(name))),
    };
    let needed = |found: Option<usize>, id: &'static str| {
        found.ok_or_else(|| Fault::whole(Message::new(id).arg("columns", Arg::List(listed.clone()))))
    };
    let case = needed(one(&columns.case, known.case)?, "observe.which-case")?;
    let activity = one(&columns.activity, known.activity)?;
    let time = || needed(one(&columns.time, known.time)?, "observe.which-time");
    // What no column holds is read from behind the last one, where every cell is empty.
    let nothing = head.len();
    let (holds, own) = match (known.field.and_then(find), activity) {
        (Some(field), Some(value)) if columns.activity.is_none() => (Holds::Change, vec![field, value, time()?]),
        (_, Some(activity)) => {
            let lifecycle = one(&columns.lifecycle, known.lifecycle)?;
            (Holds::Event, vec![activity, time()?, lifecycle.unwrap_or(nothing)])
        }
        (_, None) => {
            let (own, names): (Vec<usize>, Vec<Arc<str>>) =
                moments(format, columns, known, &named, &find)?.into_iter().unzip();
            if own.is_empty() {
                needed(None, "observe.which-activity")?;
            }
            (Holds::Case(names), own)
        }
    };
    let channel = one(&columns.channel, known.channel)?.unwrap_or(nothing);
    let priority = one(&columns.priority, known.priority)?.unwrap_or(nothing);
    Ok(Row { columns: [vec![case, channel, priority], own].concat(), holds })
}

/// Whether the first line is rather a row about a person, of which nothing may come out: a name of a column is not empty and
/// holds no long number.
fn is_row(head: &[Arc<str>]) -> bool {
    head.iter().any(|cell| cell.is_empty() || cell.bytes().filter(u8::is_ascii_digit).count() >= LONG_NUMBER)
}

/// Digits from which a number is rather one of a case, a telephone or a day.
const LONG_NUMBER: usize = 5;

/// The columns with times: those that are known may be there, and those that are named must be, but for help desks, where
/// what is named may be a word of another export.
fn moments(
    format: LogFormat,
    columns: &Columns,
    known: &Known,
    named: &dyn Fn(&Arc<str>) -> Result<usize, Fault>,
    find: &dyn Fn(&str) -> Option<usize>,
) -> Result<Vec<(usize, Arc<str>)>, Fault> {
    let mut list: Vec<(usize, Arc<str>)> = Vec::new();
    for name in &columns.moments {
        match find(name) {
            Some(at) => list.push((at, name.clone())),
            None if format == LogFormat::Csv => return named(name).map(|_| list),
            None => {}
        }
    }
    for name in known.moments {
        if let Some(at) = find(name).filter(|at| list.iter().all(|(own, _)| own != at)) {
            list.push((at, Arc::from(*name)));
        }
    }
    Ok(list)
}

/// What is wrong with a record that begins at a byte.
fn fault(error: &csv::Error, chained: &Chained<'_, '_>, begins: u64) -> Fault {
    let message = match error.kind() {
        ErrorKind::UnequalLengths { expected_len, len, .. } => {
            Message::new("observe.ragged").number("cells", *len).number("wanted", *expected_len)
        }
        _ => Message::new("observe.unreadable"),
    };
    chained.feed.fault(begins).unwrap_or_else(|| Fault::at(begins, message))
}

/// The first bytes, which were looked at, and then the others.
pub struct Chained<'s, 'f> {
    start: &'s [u8],
    feed: &'s mut Feed<'f>,
}

impl Chained<'_, '_> {
    /// Says that a record begins.
    pub fn record(&mut self) {
        self.feed.record();
    }
}

impl std::io::Read for Chained<'_, '_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if self.start.is_empty() {
            return self.feed.read(buffer);
        }
        std::io::Read::read(&mut self.start, buffer)
    }
}
