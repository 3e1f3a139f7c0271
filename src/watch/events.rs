//! Why: what systems tell of changes differs and is never complete. Everything is brought down to a few words: this path
//! was touched, is being written, was closed; or something was lost. What the event claims to have happened is not
//! believed: the path is looked at anew.
//!
//! Folders are watched one by one, only those that a run enters: a folder of build results would use up the system's
//! watches and wake the watcher at every build.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::time::Duration;

use notify::event::{AccessKind, AccessMode, ModifyKind};
use notify::{Config, ErrorKind, EventKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};

/// What the loop of the watcher hears.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// Something happened to these paths.
    Touched(Vec<PathBuf>),
    /// These files are being written.
    Writing(Vec<PathBuf>),
    /// Whoever wrote these files has closed them.
    Closed(Vec<PathBuf>),
    /// The system dropped events, or says that it may have.
    Lost,
    /// The system cannot watch any more.
    Failed(String),
    /// A key was pressed.
    Key(Key),
    /// Somebody asked the program to end.
    Stop,
}

/// Keys that mean something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// Show the next finding.
    Next,
    /// Show the previous finding.
    Previous,
    /// Judge everything anew.
    Rerun,
    /// Show findings of less or more weight.
    Filter,
    /// End.
    Quit,
}

/// How changes are noticed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// The system tells.
    Told,
    /// The folders are looked through again and again.
    Polled,
}

/// How often folders are looked through where the system tells nothing.
pub const POLL: Duration = Duration::from_secs(2);

/// The folders that are watched.
pub struct Ears {
    root: PathBuf,
    way: Way,
    watcher: Box<dyn Watcher + Send>,
    folders: BTreeSet<String>,
}

/// Why not all folders are watched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deaf {
    /// The system has no watches left (`fs.inotify.max_user_watches` on Linux).
    NoWatchesLeft,
    /// Its own words.
    Other(String),
}

impl Ears {
    /// Listens to nothing yet.
    ///
    /// # Errors
    /// When the system has no means of watching left.
    pub fn new(root: &Path, way: Way, heard: Sender<Event>) -> Result<Self, Deaf> {
        let handler = move |event: notify::Result<notify::Event>| {
            for event in translate(event) {
                // Nobody listens any more when the loop has ended.
                let _ = heard.send(event);
            }
        };
        let config = Config::default().with_follow_symlinks(false).with_poll_interval(POLL);
        let watcher: Box<dyn Watcher + Send> = match way {
            Way::Told => Box::new(RecommendedWatcher::new(handler, config).map_err(deaf)?),
            Way::Polled => Box::new(PollWatcher::new(handler, config).map_err(deaf)?),
        };
        Ok(Self { root: root.to_owned(), way, watcher, folders: BTreeSet::new() })
    }

    /// How changes are noticed.
    pub fn way(&self) -> Way {
        self.way
    }

    /// How many folders are watched.
    pub fn count(&self) -> usize {
        self.folders.len()
    }

    /// Watches these folders (relative to the root) and no others. Gives those that were not watched before: what
    /// happened in them until now was told by nobody.
    ///
    /// # Errors
    /// When one of them cannot be watched. A folder that is gone is no reason.
    pub fn listen_to(&mut self, wanted: &BTreeSet<String>) -> Result<BTreeSet<String>, Deaf> {
        let gone: Vec<String> = self.folders.difference(wanted).cloned().collect();
        for folder in gone {
            // The system forgets folders by itself when they go.
            let _ = self.watcher.unwatch(&self.root.join(&folder));
            self.folders.remove(&folder);
        }
        let fresh: Vec<String> = wanted.difference(&self.folders).cloned().collect();
        let mut added = BTreeSet::new();
        for folder in fresh {
            let path = if folder.is_empty() { self.root.clone() } else { self.root.join(&folder) };
            match self.watcher.watch(&path, RecursiveMode::NonRecursive) {
                Ok(()) => {}
                Err(error) if is_missing(&error) => continue,
                Err(error) => return Err(deaf(error)),
            }
            self.folders.insert(folder.clone());
            added.insert(folder);
        }
        Ok(added)
    }

    /// A folder was made anew under an old name, so that it must be watched anew.
    pub fn forget(&mut self, folder: &str) {
        let below = format!("{folder}/");
        let stale = |own: &String| own == folder || own.starts_with(&below);
        for own in self.folders.iter().filter(|own| stale(own)).cloned().collect::<Vec<_>>() {
            let _ = self.watcher.unwatch(&self.root.join(&own));
            self.folders.remove(&own);
        }
    }
}

fn translate(event: notify::Result<notify::Event>) -> Vec<Event> {
    let event = match event {
        Ok(event) => event,
        Err(error) if is_missing(&error) => return vec![Event::Touched(error.paths)],
        Err(error) => return vec![Event::Failed(error.to_string())],
    };
    let mut list = Vec::new();
    if event.need_rescan() {
        list.push(Event::Lost);
    }
    let paths = event.paths;
    if paths.is_empty() {
        return list;
    }
    match event.kind {
        // Our own reading opens files.
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => list.push(Event::Closed(paths)),
        EventKind::Access(_) => {}
        EventKind::Modify(ModifyKind::Data(_)) => list.push(Event::Writing(paths)),
        _ => list.push(Event::Touched(paths)),
    }
    list
}

fn is_missing(error: &notify::Error) -> bool {
    match &error.kind {
        ErrorKind::PathNotFound | ErrorKind::WatchNotFound => true,
        ErrorKind::Io(error) => error.kind() == std::io::ErrorKind::NotFound,
        _ => false,
    }
}

fn deaf(error: notify::Error) -> Deaf {
    match &error.kind {
        ErrorKind::MaxFilesWatch => Deaf::NoWatchesLeft,
        _ => Deaf::Other(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use notify::event::{CreateKind, DataChange, Flag, RemoveKind};

    use super::*;

    fn event(kind: EventKind) -> notify::Result<notify::Event> {
        Ok(notify::Event::new(kind).add_path("a".into()))
    }

    #[test]
    fn our_own_reading_is_no_event() {
        let opened = EventKind::Access(AccessKind::Open(AccessMode::Any));
        let read = EventKind::Access(AccessKind::Close(AccessMode::Read));
        assert_eq!(translate(event(opened)), []);
        assert_eq!(translate(event(read)), []);
    }

    #[test]
    fn writing_is_told_apart_from_having_written() {
        let paths = || vec![PathBuf::from("a")];
        let data = EventKind::Modify(ModifyKind::Data(DataChange::Any));
        assert_eq!(translate(event(data)), [Event::Writing(paths())]);
        let closed = EventKind::Access(AccessKind::Close(AccessMode::Write));
        assert_eq!(translate(event(closed)), [Event::Closed(paths())]);
        for kind in [EventKind::Create(CreateKind::Any), EventKind::Remove(RemoveKind::File), EventKind::Any] {
            assert_eq!(translate(event(kind)), [Event::Touched(paths())]);
        }
    }

    #[test]
    fn a_full_queue_is_a_loss() {
        let lost = notify::Event::new(EventKind::Other).set_flag(Flag::Rescan);
        assert_eq!(translate(Ok(lost)), [Event::Lost]);
        assert_eq!(deaf(notify::Error::new(ErrorKind::MaxFilesWatch)), Deaf::NoWatchesLeft);
    }
}
