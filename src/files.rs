//! Why: disk, clock and environment have one door. Behind it stand the real ones, or a few files in memory for tests and
//! for texts that are not saved yet; nobody below can tell the difference.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

/// The world outside, as far as a run may look at it. Paths are relative to the workspace, with `/`.
pub trait Files: Send + Sync {
    /// The bytes of a file.
    ///
    /// # Errors
    /// When it is missing, larger than `most`, or cannot be read.
    fn read(&self, path: &str, most: u64) -> Result<Vec<u8>, ReadError>;

    /// The first bytes of a file, at most this many: enough to tell what it is.
    ///
    /// # Errors
    /// When it is missing or cannot be read.
    fn head(&self, path: &str, most: u32) -> Result<Vec<u8>, ReadError> {
        let mut bytes = self.read(path, u64::MAX - 1)?;
        bytes.truncate(most as usize);
        Ok(bytes)
    }

    /// A file to be read from its beginning, piece by piece: for what is too large to be held at once. A path of the
    /// system's own, beginning at its root, is taken as it is.
    ///
    /// # Errors
    /// When it is missing or cannot be opened.
    fn open(&self, path: &str) -> Result<Box<dyn Read + Send>, ReadError> {
        Ok(Box::new(Cursor::new(self.read(path, u64::MAX)?)))
    }

    /// All files below the root. `enter` is asked before a folder is entered, parents first.
    fn walk(&self, enter: &mut dyn FnMut(&str) -> bool) -> Walked;

    /// Whether a file or folder exists.
    fn exists(&self, path: &str) -> bool;

    /// What tells that a file was written since, without reading it; `None` for what is no file.
    fn stamp(&self, path: &str) -> Option<Stamp>;

    /// Whether there is a folder of this name.
    fn is_folder(&self, path: &str) -> bool;

    /// Seconds since 1970-01-01 00:00 UTC.
    fn now(&self) -> i64;
}

/// What a system notes down of a file when it is written: size, number and two times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// Size in bytes.
    pub bytes: u64,
    /// Number of the file, where the system numbers files.
    pub number: u64,
    /// Times of the last change of what is in it and of anything about it, in nanoseconds since 1970-01-01T00:00:00Z.
    pub times: [i128; 2],
    /// Whether the times are long enough ago that another write would be seen by them: systems count time in steps of
    /// some milliseconds, and within one step a second write leaves no trace (as git says of racy entries).
    pub is_settled: bool,
}

impl Stamp {
    /// Whether it is of the same write as another one, taken earlier.
    pub fn is_of(&self, other: &Self) -> bool {
        (self.bytes, self.number, self.times) == (other.bytes, other.number, other.times)
    }
}

/// A file that was met.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    /// Its path.
    pub path: String,
    /// Its size in bytes.
    pub bytes: u64,
}

/// What a walk met.
#[derive(Clone, Debug, Default)]
pub struct Walked {
    /// Files, sorted by path.
    pub files: Vec<Found>,
    /// What could not be looked at, sorted by path.
    pub missed: Vec<Missed>,
}

/// A file or folder that is there and cannot be looked at.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Missed {
    /// Its path, as far as it can be written.
    pub path: String,
    /// Whether it is a folder, so that nobody knows what it holds.
    pub is_folder: bool,
    /// The system's own words; `None` when its name is not Unicode.
    pub reason: Option<String>,
}

/// Why a file was not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadError {
    /// There is none.
    Missing,
    /// It has this many bytes.
    TooLarge(u64),
    /// The system's own words.
    Other(String),
}

/// A path as written in a file, seen from the workspace; none when it leads out of it.
pub fn beside(file: &str, written: &str) -> Option<String> {
    if written.starts_with('/') {
        return None;
    }
    let mut parts: Vec<&str> = file.split('/').collect();
    parts.pop();
    for part in written.split('/') {
        match part {
            "." | "" => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// Files in memory.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    /// Path and bytes.
    pub files: BTreeMap<String, Vec<u8>>,
    /// What `now` answers.
    pub now: i64,
}

impl Memory {
    /// Adds a file.
    #[must_use]
    pub fn with(mut self, path: &str, bytes: impl Into<Vec<u8>>) -> Self {
        self.files.insert(path.to_owned(), bytes.into());
        self
    }
}

impl Files for Memory {
    fn read(&self, path: &str, most: u64) -> Result<Vec<u8>, ReadError> {
        let bytes = self.files.get(path).ok_or(ReadError::Missing)?;
        let size = bytes.len() as u64;
        if size > most { Err(ReadError::TooLarge(size)) } else { Ok(bytes.clone()) }
    }

    fn walk(&self, enter: &mut dyn FnMut(&str) -> bool) -> Walked {
        let mut folders: BTreeMap<String, bool> = BTreeMap::new();
        let mut list = Vec::new();
        for (path, bytes) in &self.files {
            let mut inside = true;
            for (at, _) in path.match_indices('/') {
                let folder = &path[..at];
                inside = inside && *folders.entry(folder.to_owned()).or_insert_with(|| enter(folder));
            }
            if inside {
                list.push(Found { path: path.clone(), bytes: bytes.len() as u64 });
            }
        }
        Walked { files: list, missed: Vec::new() }
    }

    fn exists(&self, path: &str) -> bool {
        self.files.contains_key(path) || self.files.keys().any(|own| own.starts_with(&format!("{path}/")))
    }

    fn stamp(&self, path: &str) -> Option<Stamp> {
        use sha2::{Digest, Sha256};
        let bytes = self.files.get(path)?;
        let digest = Sha256::digest(bytes);
        let half = |at: usize| digest[at..at + 8].iter().fold(0, |sum, byte| sum << 8 | i128::from(*byte));
        Some(Stamp { bytes: bytes.len() as u64, number: 0, times: [half(0), half(8)], is_settled: true })
    }

    fn is_folder(&self, path: &str) -> bool {
        self.files.keys().any(|own| own.starts_with(&format!("{path}/")))
    }

    fn now(&self) -> i64 {
        self.now
    }
}
