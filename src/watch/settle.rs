//! Why: a save is many events: a file is emptied, written, closed, renamed. Judging in the middle would judge half a file,
//! so changes are gathered until there is quiet; and since some folders are never quiet, not for longer than a cap.
//!
//! A file that somebody writes and has not closed is waited for, up to the cap as well.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use crate::session::live::Changes;

/// How long changes are gathered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    /// Without a further event for this long, they are judged.
    pub quiet: Duration,
    /// After this long they are judged in any case.
    pub cap: Duration,
}

impl Default for Pace {
    /// 50 ms and 500 ms: editors save within a few milliseconds, and a verdict within half a second still belongs to the
    /// save in the eyes of whoever saved.
    fn default() -> Self {
        Self { quiet: Duration::from_millis(50), cap: Duration::from_millis(500) }
    }
}

/// Changes that wait to be judged.
#[derive(Debug, Default)]
pub struct Settling {
    changes: Changes,
    /// Files that are being written.
    open: BTreeSet<String>,
    first: Option<Instant>,
    last: Option<Instant>,
}

impl Settling {
    /// Something happened to a path.
    pub fn touch(&mut self, now: Instant, path: String) {
        self.changes.paths.insert(path);
        self.mark(now);
    }

    /// A file is being written.
    pub fn open(&mut self, now: Instant, path: String) {
        self.open.insert(path.clone());
        self.touch(now, path);
    }

    /// Whoever wrote a file has closed it.
    pub fn close(&mut self, now: Instant, path: String) {
        self.open.remove(&path);
        self.touch(now, path);
    }

    /// Something happened that nobody can name.
    pub fn lose(&mut self, now: Instant) {
        self.changes.verify = true;
        self.mark(now);
    }

    /// Everything is to be read again.
    pub fn rescan(&mut self, now: Instant) {
        self.changes.rescan = true;
        self.mark(now);
    }

    /// How long to wait before [`Settling::take`] gives something; `None` while nothing happened.
    pub fn wait(&self, now: Instant, pace: Pace) -> Option<Duration> {
        let (first, last) = (self.first?, self.last?);
        let quiet = if self.open.is_empty() { last + pace.quiet } else { first + pace.cap };
        Some(quiet.min(first + pace.cap).saturating_duration_since(now))
    }

    /// The changes, if they have settled.
    pub fn take(&mut self, now: Instant, pace: Pace) -> Option<Changes> {
        if self.wait(now, pace)? > Duration::ZERO {
            return None;
        }
        Some(std::mem::take(self).changes)
    }

    fn mark(&mut self, now: Instant) {
        self.first.get_or_insert(now);
        self.last = Some(now);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(start: Instant, millis: u64) -> Instant {
        start + Duration::from_millis(millis)
    }

    #[test]
    fn a_save_is_judged_once_when_it_is_quiet() {
        let (start, pace) = (Instant::now(), Pace::default());
        let mut settling = Settling::default();
        assert_eq!(settling.wait(start, pace), None);
        settling.touch(start, "a".into());
        settling.touch(at(start, 30), "a".into());
        settling.touch(at(start, 40), "b".into());
        assert_eq!(settling.take(at(start, 89), pace), None);
        let changes = settling.take(at(start, 90), pace).unwrap();
        assert_eq!(changes.paths.into_iter().collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!(settling.take(at(start, 900), pace), None);
    }

    #[test]
    fn a_folder_that_is_never_quiet_is_judged_at_the_cap() {
        let (start, pace) = (Instant::now(), Pace::default());
        let mut settling = Settling::default();
        for millis in (0..500).step_by(10) {
            settling.touch(at(start, millis), format!("{millis}"));
            assert_eq!(settling.take(at(start, millis), pace), None);
        }
        assert_eq!(settling.take(at(start, 500), pace).unwrap().paths.len(), 50);
    }

    #[test]
    fn a_file_that_is_being_written_is_waited_for() {
        let (start, pace) = (Instant::now(), Pace::default());
        let mut settling = Settling::default();
        settling.open(start, "a".into());
        assert_eq!(settling.take(at(start, 200), pace), None);
        settling.close(at(start, 210), "a".into());
        assert_eq!(settling.take(at(start, 250), pace), None);
        assert!(settling.take(at(start, 260), pace).is_some());
        settling.open(start, "a".into());
        assert!(settling.take(at(start, 500), pace).is_some(), "one that is never closed is not waited for for ever");
    }

    #[test]
    fn what_was_lost_is_looked_for_everywhere() {
        let (start, pace) = (Instant::now(), Pace::default());
        let mut settling = Settling::default();
        settling.lose(start);
        assert!(settling.take(at(start, 50), pace).unwrap().verify);
    }
}
