//! Why: XES is XML that grows to gigabytes, so it is read tag by tag. A trace is a case, and what it says of itself and of
//! its events stands in attributes with a key; all others, nested ones among them, are passed over.
//!
//! A document type is refused as everywhere: it can make a megabyte of a line.

use std::io::BufReader;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event as Xml};

use super::csv::is_complete;
use super::feed::{Feed, State};
use super::{Columns, Event, Fault, Sink};
use crate::message::Message;

/// Deepest nesting. The attributes of XES 2.0 nest; no log needs more.
const DEEPEST: usize = 64;

/// Most events of one trace that come before its name. Names stand first in every log that tools write.
const UNNAMED: usize = 10_000;

/// Where the reader is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum In {
    /// Around the traces.
    Log,
    /// A trace.
    Trace,
    /// An event.
    Event,
    /// Anything that is passed over.
    Else,
}

/// A trace or event as far as it was read. Buffers are kept and used again.
#[derive(Default)]
struct Seen {
    name: String,
    time: String,
    transition: String,
    channel: String,
    priority: String,
}

/// Reads all events and gives their number.
pub fn read(feed: &mut Feed<'_>, columns: &Columns, sink: &mut dyn Sink) -> Result<u64, Fault> {
    let mut reader = Reader::from_reader(BufReader::with_capacity(64 << 10, feed));
    let mut walk = Walk {
        columns,
        sink,
        path: Vec::new(),
        trace: Seen::default(),
        event: Seen::default(),
        early: Vec::new(),
        events: 0,
        is_log: false,
    };
    walk.sink.begin(true, &[]).map_err(Fault::whole)?;
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        reader.get_mut().get_mut().record();
        let begins = reader.buffer_position();
        let read = reader.read_event_into(&mut buffer);
        let result = match read {
            Ok(Xml::Start(tag)) => walk.open(&tag).map(|()| true),
            Ok(Xml::Empty(tag)) => walk.open(&tag).and_then(|()| walk.close()).map(|()| true),
            Ok(Xml::End(_)) => walk.close().map(|()| true),
            Ok(Xml::DocType(_)) => Err(Message::new("observe.doctype")),
            Ok(Xml::Decl(declaration)) => match declaration.encoding() {
                Some(Ok(encoding)) if !is_utf8(&encoding) => Err(Message::new("observe.encoding")),
                _ => Ok(true),
            },
            Ok(Xml::Eof) if !walk.path.is_empty() => Err(Message::new("observe.unclosed")),
            Ok(Xml::Eof) if !walk.is_log => Err(Message::new("observe.no-log")),
            Ok(Xml::Eof) => Ok(false),
            Ok(_) => Ok(true),
            Err(error) => Err(message(&error)),
        };
        match result {
            Ok(true) => {}
            Ok(false) => return Ok(walk.events),
            Err(message) => {
                let at = reader.error_position().max(begins);
                let feed = reader.get_ref().get_ref();
                return Err(match feed.state {
                    State::Fine => Fault::at(at, message),
                    _ => feed.fault(begins).unwrap_or(Fault::at(at, message)),
                });
            }
        }
    }
}

struct Walk<'a> {
    columns: &'a Columns,
    sink: &'a mut dyn Sink,
    path: Vec<In>,
    trace: Seen,
    event: Seen,
    /// Events that came before the name of their trace: activity, time, whether complete.
    early: Vec<(String, String, bool)>,
    events: u64,
    is_log: bool,
}

impl Walk<'_> {
    fn open(&mut self, tag: &BytesStart<'_>) -> Result<(), Message> {
        if self.path.len() >= DEEPEST {
            return Err(Message::new("observe.too-deep").number("most", DEEPEST));
        }
        let name = tag.local_name();
        let inside = match (self.path.last(), name.as_ref()) {
            (None, "log") => {
                self.is_log = true;
                In::Log
            }
            (None, _) => return Err(Message::new("observe.no-log")),
            (Some(In::Log), "trace") => {
                self.trace.clear();
                self.early.clear();
                In::Trace
            }
            (Some(In::Trace), "event") => {
                self.event.clear();
                In::Event
            }
            (Some(In::Trace), _) => self.attribute(tag, In::Trace)?,
            (Some(In::Event), _) => self.attribute(tag, In::Event)?,
            _ => In::Else,
        };
        self.path.push(inside);
        Ok(())
    }

    /// Takes an attribute of a trace or event in, if it is one that is looked for.
    fn attribute(&mut self, tag: &BytesStart<'_>, of: In) -> Result<In, Message> {
        let value = |name: &str| -> Result<Option<String>, Message> {
            let Some(found) = tag.try_get_attribute(name).map_err(|_| Message::new("observe.unreadable"))? else {
                return Ok(None);
            };
            let text = found.normalized_value(quick_xml::XmlVersion::Implicit1_0).map_err(|error| message(&error))?;
            Ok(Some(text.into_owned()))
        };
        let Some(key) = value("key")? else { return Ok(In::Else) };
        let columns = self.columns;
        let is = |column: &Option<std::sync::Arc<str>>, known: &str| column.as_deref().unwrap_or(known) == key;
        let named = |column: &Option<std::sync::Arc<str>>| column.as_deref() == Some(&*key);
        let slot = match of {
            In::Trace if is(&columns.case, "concept:name") => &mut self.trace.name,
            In::Event if is(&columns.activity, "concept:name") => &mut self.event.name,
            In::Event if is(&columns.time, "time:timestamp") => &mut self.event.time,
            In::Event if is(&columns.lifecycle, "lifecycle:transition") => &mut self.event.transition,
            _ if named(&columns.channel) => &mut self.trace.channel,
            _ if named(&columns.priority) => &mut self.trace.priority,
            _ => return Ok(In::Else),
        };
        // What is said first counts: of a trace before what its events say.
        if slot.is_empty()
            && let Some(value) = value("value")?
        {
            *slot = value;
        }
        Ok(In::Else)
    }

    fn close(&mut self) -> Result<(), Message> {
        match self.path.pop() {
            Some(In::Event) => self.end_event(),
            Some(In::Trace) => self.end_trace(),
            _ => Ok(()),
        }
    }

    fn end_event(&mut self) -> Result<(), Message> {
        self.events += 1;
        let Seen { name, time, transition, .. } = &self.event;
        let complete = is_complete(transition.as_bytes());
        if !self.trace.name.is_empty() {
            let case = self.trace.name.as_bytes();
            return self.sink.event(&Event {
                case,
                activity: name.as_bytes(),
                time: time.as_bytes(),
                complete,
                channel: b"",
                priority: b"",
            });
        }
        if self.early.len() >= UNNAMED {
            return Err(Message::new("observe.no-case"));
        }
        self.early.push((name.clone(), time.clone(), complete));
        Ok(())
    }

    fn end_trace(&mut self) -> Result<(), Message> {
        let Seen { name, channel, priority, .. } = &self.trace;
        if name.is_empty() {
            return Err(Message::new("observe.no-case"));
        }
        let case = name.as_bytes();
        for (activity, time, complete) in &self.early {
            let (activity, time) = (activity.as_bytes(), time.as_bytes());
            self.sink.event(&Event { case, activity, time, complete: *complete, channel: b"", priority: b"" })?;
        }
        self.sink.case(case, channel.as_bytes(), priority.as_bytes())?;
        self.sink.close(case)
    }
}

impl Seen {
    fn clear(&mut self) {
        let Self { name, time, transition, channel, priority } = self;
        for text in [name, time, transition, channel, priority] {
            text.clear();
        }
    }
}

fn is_utf8(encoding: &str) -> bool {
    ["utf-8", "utf8", "us-ascii", "ascii"].iter().any(|known| encoding.eq_ignore_ascii_case(known))
}

/// What the reader has against the text, in words of ours: its own are in one language.
fn message(error: &quick_xml::Error) -> Message {
    match error {
        quick_xml::Error::Syntax(_) => Message::new("observe.unclosed"),
        quick_xml::Error::Encoding(_) => Message::new("observe.not-text"),
        quick_xml::Error::Escape(_) => Message::new("observe.entity"),
        _ => Message::new("observe.unreadable"),
    }
}
