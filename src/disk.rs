//! Why: the real files. Links are not followed, so nothing outside the workspace is ever read; a file is read once, and
//! what was read is what is judged.

pub mod create;
pub mod watch;

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use walkdir::WalkDir;

use crate::files::{Files, Found, Missed, ReadError, Stamp, Walked};

/// The files below a folder.
#[derive(Clone, Debug)]
pub struct Disk {
    root: PathBuf,
}

/// Nanoseconds after which another write to a file has another time: some network file systems count in seconds.
const SETTLED: i128 = 2_000_000_000;

/// The name of a workspace's configuration.
pub const CONFIG: &str = "ombud.toml";

impl Disk {
    /// The files below `root`.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: absolute(&root.into()) }
    }

    /// The folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// A path as the workspace names it, or `None` when it lies outside.
    pub fn relative(&self, path: &Path) -> Option<String> {
        let absolute = absolute(path);
        let inside = absolute.strip_prefix(&self.root).ok()?;
        let parts: Vec<&str> = inside.components().map(|part| part.as_os_str().to_str()).collect::<Option<_>>()?;
        Some(parts.join("/"))
    }
}

/// The workspace of a path: the nearest folder upward with a configuration, else the path's own folder.
pub fn workspace_of(path: &Path) -> PathBuf {
    let start = absolute(path);
    let folder = if start.is_file() { start.parent().map_or(start.clone(), Path::to_path_buf) } else { start };
    let found = folder.ancestors().find(|folder| folder.join(CONFIG).is_file());
    found.map_or(folder.clone(), Path::to_path_buf)
}

/// The folder of a workspace inside its repository, with `/`; empty where the workspace is the repository or lies in
/// none. A repository is known by its `.git`, which is a file in a linked work tree.
pub fn folder_in_repository(root: &Path) -> String {
    let root = absolute(root);
    let Some(top) = root.ancestors().find(|folder| folder.join(".git").exists()) else { return String::new() };
    let inside = root.strip_prefix(top).unwrap_or(Path::new(""));
    let parts: Option<Vec<&str>> = inside.components().map(|part| part.as_os_str().to_str()).collect();
    parts.unwrap_or_default().join("/")
}

/// Writes a file that a person asked for.
///
/// # Errors
/// Those of the system.
pub fn write(path: &Path, text: &str) -> io::Result<()> {
    std::fs::write(path, text)
}

/// Reads a text that a person names, from wherever it lies.
///
/// # Errors
/// Those of the system, and for bytes that are not UTF-8.
pub fn read_text(path: &Path) -> io::Result<String> {
    std::fs::read_to_string(path)
}

/// Writes a file that a person asked for, with the folders that it needs.
///
/// # Errors
/// Those of the system.
pub fn write_made(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(path, bytes)
}

/// Why the system does not give a file.
fn refused(error: &io::Error) -> ReadError {
    match error.kind() {
        io::ErrorKind::NotFound => ReadError::Missing,
        _ => ReadError::Other(error.to_string()),
    }
}

/// Without `.` and `..`, links left as they are, so that a deleted file has a path too.
fn absolute(path: &Path) -> PathBuf {
    let full = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    let mut clean = PathBuf::new();
    for part in full.components() {
        match part {
            std::path::Component::ParentDir => {
                clean.pop();
            }
            std::path::Component::CurDir => {}
            other => clean.push(other),
        }
    }
    clean
}

impl Disk {
    /// Opens a file and tells its size.
    fn opened(&self, path: &str) -> Result<(File, u64), ReadError> {
        let full = self.root.join(path);
        // Asked before it is opened: opening a pipe waits for somebody to write into it.
        let metadata = std::fs::metadata(&full).map_err(|error| refused(&error))?;
        if !metadata.is_file() {
            return Err(ReadError::Missing);
        }
        Ok((File::open(&full).map_err(|error| refused(&error))?, metadata.len()))
    }
}

impl Files for Disk {
    fn read(&self, path: &str, most: u64) -> Result<Vec<u8>, ReadError> {
        let (file, size) = self.opened(path)?;
        if size > most {
            return Err(ReadError::TooLarge(size));
        }
        let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0) + 1);
        // A file that grows while it is read is cut off here and refused below.
        file.take(most + 1).read_to_end(&mut bytes).map_err(|error| refused(&error))?;
        let read = bytes.len() as u64;
        if read > most { Err(ReadError::TooLarge(read)) } else { Ok(bytes) }
    }

    fn head(&self, path: &str, most: u32) -> Result<Vec<u8>, ReadError> {
        let (file, _) = self.opened(path)?;
        let mut bytes = Vec::new();
        file.take(u64::from(most)).read_to_end(&mut bytes).map_err(|error| refused(&error))?;
        Ok(bytes)
    }

    fn open(&self, path: &str) -> Result<Box<dyn Read + Send>, ReadError> {
        self.opened(path).map(|(file, _)| Box::new(file) as Box<dyn Read + Send>)
    }

    fn walk(&self, enter: &mut dyn FnMut(&str) -> bool) -> Walked {
        let inside = |path: &Path| path.strip_prefix(&self.root).unwrap_or(path).to_string_lossy().into_owned();
        let mut walked = Walked::default();
        let mut unnamed = Vec::new();
        let entries = WalkDir::new(&self.root).follow_links(false).sort_by_file_name().into_iter();
        let entries = entries.filter_entry(|entry| {
            if entry.depth() == 0 || !entry.file_type().is_dir() {
                return true;
            }
            let folder = self.relative(entry.path());
            if folder.is_none() {
                unnamed.push(Missed { path: inside(entry.path()), is_folder: true, reason: None });
            }
            folder.is_some_and(|folder| enter(&folder))
        });
        for entry in entries {
            match entry {
                Ok(entry) if entry.file_type().is_file() => match self.relative(entry.path()) {
                    Some(path) => {
                        let bytes = entry.metadata().map_or(0, |metadata| metadata.len());
                        walked.files.push(Found { path, bytes });
                    }
                    None => {
                        walked.missed.push(Missed { path: inside(entry.path()), is_folder: false, reason: None });
                    }
                },
                Ok(_) => {}
                Err(error) => {
                    let vanished = error.io_error().is_some_and(|error| error.kind() == io::ErrorKind::NotFound);
                    let path = error.path().map(inside).unwrap_or_default();
                    let reason = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
                    if !vanished {
                        walked.missed.push(Missed { path, is_folder: true, reason: Some(reason) });
                    }
                }
            }
        }
        walked.missed.extend(unnamed);
        walked.files.sort();
        walked.missed.sort();
        walked
    }

    fn exists(&self, path: &str) -> bool {
        self.root.join(path).exists()
    }

    fn stamp(&self, path: &str) -> Option<Stamp> {
        let metadata = std::fs::metadata(self.root.join(path)).ok().filter(std::fs::Metadata::is_file)?;
        let nanos = |time: SystemTime| {
            time.duration_since(UNIX_EPOCH).ok().and_then(|since| i128::try_from(since.as_nanos()).ok()).unwrap_or(0)
        };
        let written = metadata.modified().map_or(0, nanos);
        #[cfg(unix)]
        let (number, changed) = {
            use std::os::unix::fs::MetadataExt;
            let changed = i128::from(metadata.ctime()) * 1_000_000_000 + i128::from(metadata.ctime_nsec());
            (metadata.ino(), changed)
        };
        #[cfg(not(unix))]
        let (number, changed) = (0, written);
        let is_settled = nanos(SystemTime::now()) - written.max(changed) > SETTLED;
        Some(Stamp { bytes: metadata.len(), number, times: [written, changed], is_settled })
    }

    fn is_folder(&self, path: &str) -> bool {
        // A link to a folder is not entered.
        std::fs::symlink_metadata(self.root.join(path)).is_ok_and(|metadata| metadata.is_dir())
    }

    fn now(&self) -> i64 {
        SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .ok()
            .and_then(|since| i64::try_from(since.as_secs()).ok())
            .unwrap_or(0)
    }
}
