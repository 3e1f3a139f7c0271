//! Why: taking rows apart and taking them for what they mean cost about as much, so two threads share the work. What goes
//! from one to the other are batches of those cells that are asked for, small enough to stay in a processor's cache.

use std::sync::mpsc::sync_channel;

use csv::{ByteRecord, Error, Position, Reader};

use super::Fault;
use super::csv::Chained;
use crate::message::Message;

/// Rows of a batch.
const ROWS: usize = 512;

/// Bytes of a batch, after which it is full.
const BYTES: usize = 128 << 10;

/// Batches that may wait.
const WAITING: usize = 4;

/// Rows on their way.
#[derive(Default)]
struct Batch {
    /// All cells, one behind the other.
    bytes: Vec<u8>,
    /// Where each cell ends.
    ends: Vec<u32>,
    /// Where each row begins in the file.
    begins: Vec<u64>,
}

/// The cells of one row, in the order in which they were asked for.
pub struct Cells<'a> {
    bytes: &'a [u8],
    start: u32,
    ends: &'a [u32],
}

impl<'a> Cells<'a> {
    /// A cell; empty for one that was not asked for.
    pub fn get(&self, at: usize) -> &'a [u8] {
        let start = if at == 0 { self.start } else { self.ends.get(at - 1).copied().unwrap_or(0) };
        let end = self.ends.get(at).copied().unwrap_or(start);
        self.bytes.get(start as usize..end as usize).unwrap_or_default()
    }
}

/// Reads all rows, hands `take` the cells of these columns with the byte at which each row begins, and gives the number of
/// rows. `fault` says what is wrong with a row that begins at a byte.
pub fn rows(
    mut reader: Reader<Chained<'_, '_>>,
    columns: &[usize],
    fault: impl Fn(&Error, &Chained<'_, '_>, u64) -> Fault + Send,
    mut take: impl FnMut(Cells<'_>, u64) -> Result<(), Fault>,
) -> Result<u64, Fault> {
    std::thread::scope(|scope| {
        let (sender, receiver) = sync_channel::<Batch>(WAITING);
        let reading = scope.spawn(move || {
            let mut record = ByteRecord::new();
            let mut batch = Batch::default();
            let mut rows = 0;
            let result = loop {
                reader.get_mut().record();
                let begins = reader.position().byte();
                match reader.read_byte_record(&mut record) {
                    Ok(true) => {}
                    Ok(false) => break Ok(rows),
                    Err(error) => break Err(fault(&error, reader.get_ref(), begins)),
                }
                rows += 1;
                batch.add(&record, columns);
                if batch.is_full() && sender.send(std::mem::take(&mut batch)).is_err() {
                    // Nobody takes any more: a row before this one was refused.
                    break Ok(rows);
                }
            };
            let _ = sender.send(batch);
            result
        });
        let mut taken = Ok(());
        for batch in receiver {
            taken = batch.each(columns.len(), &mut take);
            if taken.is_err() {
                // The channel closes here, and the other thread stops at its next batch.
                break;
            }
        }
        // It has nothing that could panic; were it to, no rows may pass for all of them.
        let read = reading.join().unwrap_or_else(|_| Err(Fault::whole(Message::new("observe.unreadable"))));
        taken.and(read)
    })
}

impl Batch {
    fn add(&mut self, record: &ByteRecord, columns: &[usize]) {
        for column in columns {
            self.bytes.extend_from_slice(record.get(*column).unwrap_or_default());
            // A batch is closed long before its bytes pass 32 bits: a record has a mebibyte at most.
            self.ends.push(self.bytes.len() as u32);
        }
        self.begins.push(record.position().map_or(0, Position::byte));
    }

    fn is_full(&self) -> bool {
        self.begins.len() >= ROWS || self.bytes.len() >= BYTES
    }

    fn each(&self, width: usize, take: &mut impl FnMut(Cells<'_>, u64) -> Result<(), Fault>) -> Result<(), Fault> {
        let mut start = 0;
        for (ends, begins) in self.ends.chunks_exact(width.max(1)).zip(&self.begins) {
            take(Cells { bytes: &self.bytes, start, ends }, *begins)?;
            start = ends.last().copied().unwrap_or(start);
        }
        Ok(())
    }
}
