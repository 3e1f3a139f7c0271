//! Why: a workspace of thousands of files takes seconds, and a terminal on which nothing happens for so long looks broken. So
//! after a second a line says how far it is; it is gone when the work is done, and never gets into what is kept.

use std::io::{IsTerminal, Write};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use crate::disk::Disk;
use crate::files::{Files, ReadError, Stamp, Walked};
use crate::message::Message;
use crate::render::{Style, catalogue};

/// Work that takes no longer needs no line.
const PATIENCE: Duration = Duration::from_secs(1);

/// How often the line is written anew.
const EVERY: Duration = Duration::from_millis(200);

/// Goes to the first column and takes away what stands from there on (ECMA-48, 8.3.41, EL).
const ERASE: &str = "\r\x1b[K";

/// A wait that somebody may be watching.
pub struct Wait {
    started: Instant,
    is_watched: bool,
}

impl Wait {
    /// Begins now. Watched is an error stream that is a terminal; one that knows no columns is not.
    pub fn begin() -> Self {
        let is_dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        Self { started: Instant::now(), is_watched: std::io::stderr().is_terminal() && !is_dumb }
    }

    /// Does some work, and says meanwhile what `line` gives, once the wait has become long.
    pub fn during<T>(&self, style: &Style, line: impl Fn() -> Message + Sync, work: impl FnOnce() -> T) -> T {
        if !self.is_watched {
            return work();
        }
        let (working, ended) = channel::<()>();
        std::thread::scope(|scope| {
            let words = || catalogue::text(style.lang, &line());
            scope.spawn(move || tell(&mut std::io::stderr(), self.started, &ended, words));
            let result = work();
            drop(working);
            result
        })
    }
}

/// Writes the line again and again until the other end of `ended` is gone.
fn tell(out: &mut impl Write, started: Instant, ended: &Receiver<()>, line: impl Fn() -> String) {
    let mut is_shown = false;
    loop {
        let pause = if is_shown { EVERY } else { PATIENCE.saturating_sub(started.elapsed()) };
        match ended.recv_timeout(pause) {
            Err(RecvTimeoutError::Timeout) => {
                // Nobody is worse off if the line cannot be written.
                let _ = write!(out, "{ERASE}{}", line()).and_then(|()| out.flush());
                is_shown = true;
            }
            Ok(()) | Err(RecvTimeoutError::Disconnected) => break,
        }
    }
    if is_shown {
        let _ = write!(out, "{ERASE}").and_then(|()| out.flush());
    }
}

/// A disk that counts what is read from it.
pub struct Counted {
    disk: Disk,
    read: AtomicUsize,
}

impl Counted {
    /// Nothing is read yet.
    pub fn new(disk: Disk) -> Self {
        Self { disk, read: AtomicUsize::new(0) }
    }

    /// How many files were read.
    pub fn count(&self) -> usize {
        self.read.load(Ordering::Relaxed)
    }
}

impl Files for Counted {
    fn read(&self, path: &str, most: u64) -> Result<Vec<u8>, ReadError> {
        self.read.fetch_add(1, Ordering::Relaxed);
        self.disk.read(path, most)
    }

    fn walk(&self, enter: &mut dyn FnMut(&str) -> bool) -> Walked {
        self.disk.walk(enter)
    }

    fn exists(&self, path: &str) -> bool {
        self.disk.exists(path)
    }

    fn stamp(&self, path: &str) -> Option<Stamp> {
        self.disk.stamp(path)
    }

    fn is_folder(&self, path: &str) -> bool {
        self.disk.is_folder(path)
    }

    fn now(&self) -> i64 {
        self.disk.now()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;

    /// What is told of work that ends once the line was written `times` times, or before if that is 0.
    fn told(started: Instant, times: usize) -> String {
        let (working, ended) = channel::<()>();
        let working = Mutex::new((Some(working).filter(|_| times > 0), 0));
        let line = || {
            let mut working = working.lock().unwrap();
            working.1 += 1;
            if working.1 == times {
                working.0 = None;
            }
            format!("{} read", working.1)
        };
        let mut out = Vec::new();
        tell(&mut out, started, &ended, line);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_line_is_written_anew_and_taken_away_at_the_end() {
        let long_ago = Instant::now().checked_sub(2 * PATIENCE).unwrap();
        assert_eq!(told(long_ago, 2), format!("{ERASE}1 read{ERASE}2 read{ERASE}"));
    }

    #[test]
    fn nothing_is_said_of_work_that_is_done_at_once() {
        assert_eq!(told(Instant::now(), 0), "");
    }

    #[test]
    fn what_is_read_is_counted() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a.toml"), "a = 1\n").unwrap();
        let counted = Counted::new(Disk::new(folder.path()));
        assert_eq!(counted.read("a.toml", 100).unwrap(), b"a = 1\n");
        assert_eq!(counted.read("b.toml", 100), Err(ReadError::Missing));
        assert_eq!(counted.count(), 2);
    }
}
