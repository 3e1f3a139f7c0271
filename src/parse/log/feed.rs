//! Why: a log is read once. While its records are taken apart, another thread works out the digest of the same bytes; and a
//! record without an end, such as a quote that is never closed, is stopped before it fills the memory.

use std::io::{self, Read};
use std::sync::mpsc::{SyncSender, sync_channel};

use sha2::{Digest, Sha256};

use super::{Extent, Fault, RECORD};
use crate::message::Message;
use crate::source::hex;

/// Bytes taken from the file at once.
const CHUNK: usize = 64 << 10;

/// Chunks that may wait to be hashed.
const WAITING: usize = 8;

/// The bytes of a log, on their way to a parser.
pub struct Feed<'a> {
    log: Box<dyn Read + Send>,
    hasher: &'a SyncSender<Vec<u8>>,
    bytes: u64,
    /// Bytes given since the last record began.
    since: u64,
    pub(super) state: State,
}

/// Why a parser got no more bytes, if it was not the end.
#[derive(Debug, Default, PartialEq, Eq)]
pub enum State {
    /// Nothing is wrong.
    #[default]
    Fine,
    /// The record is larger than any may be.
    TooLarge,
    /// The system's own words.
    Failed(String),
}

/// Calls `parse` with the bytes of a log, and adds how many there were and their digest.
pub fn with(
    log: Box<dyn Read + Send>,
    parse: impl FnOnce(&mut Feed<'_>) -> Result<u64, Fault>,
) -> Result<Extent, Fault> {
    std::thread::scope(|scope| {
        let (sender, receiver) = sync_channel::<Vec<u8>>(WAITING);
        let hashing = scope.spawn(move || {
            let mut digest = Sha256::new();
            for chunk in receiver {
                digest.update(&chunk);
            }
            hex(&digest.finalize())
        });
        let mut feed = Feed { log, hasher: &sender, bytes: 0, since: 0, state: State::Fine };
        let rows = parse(&mut feed);
        let bytes = feed.bytes;
        drop(sender);
        // The thread ends when the sender is gone; it has nothing that could panic.
        let sha256 = hashing.join().unwrap_or_default();
        rows.map(|rows| Extent { bytes, sha256, rows })
    })
}

impl Feed<'_> {
    /// Says that a record begins.
    pub fn record(&mut self) {
        self.since = 0;
    }

    /// What went wrong below the parser, if anything did.
    pub fn fault(&self, byte: u64) -> Option<Fault> {
        match &self.state {
            State::Fine => None,
            State::TooLarge => Some(Fault::at(byte, Message::new("observe.record-too-large").number("most", RECORD))),
            State::Failed(reason) => {
                Some(Fault::at(byte, Message::new("observe.read-failed").text("reason", reason.as_str())))
            }
        }
    }
}

impl Read for Feed<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        // The parser holds what was left of one chunk beside the record.
        if self.since > RECORD + CHUNK as u64 {
            self.state = State::TooLarge;
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        let room = buffer.len().min(CHUNK);
        let read = loop {
            match self.log.read(&mut buffer[..room]) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => {
                    self.state = State::Failed(error.to_string());
                    return Err(error);
                }
                Ok(read) => break read,
            }
        };
        self.bytes += read as u64;
        self.since += read as u64;
        if read > 0 {
            // The thread lives as long as this; were it gone, the digest would be empty, and a digest is compared.
            let _ = self.hasher.send(buffer[..read].to_vec());
        }
        Ok(read)
    }
}
