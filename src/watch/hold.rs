//! Why: two watchers over one folder would answer twice and each read the other's doings. The second one is told who
//! holds it. What is held is a lock of the system on a file outside the workspace, so that it goes when its holder goes,
//! however that ends, and the workspace may be read-only.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::source::hex;

/// Held as long as it lives.
pub struct Hold {
    _file: File,
}

/// Somebody else holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// Number of the process, as it wrote it down.
    pub process: String,
    /// Since when, as it wrote it down.
    pub since: String,
}

/// Holds the workspace for this process; `since` is the moment as text. A folder in which no lock can be made is watched
/// without one.
///
/// # Errors
/// When another process holds it.
pub fn hold(root: &Path, since: &str) -> Result<Option<Hold>, Holder> {
    let Ok(mut file) = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path_of(root))
    else {
        return Ok(None);
    };
    match file.try_lock() {
        Ok(()) => {
            let text = format!("{}\n{since}\n", std::process::id());
            // What is written only serves the message to others.
            let _ = file.set_len(0).and_then(|()| file.write_all(text.as_bytes()));
            Ok(Some(Hold { _file: file }))
        }
        Err(TryLockError::WouldBlock) => {
            let mut text = String::new();
            let _ = file.rewind().and_then(|()| file.read_to_string(&mut text));
            let mut lines = text.lines().map(str::to_owned);
            Err(Holder { process: lines.next().unwrap_or_default(), since: lines.next().unwrap_or_default() })
        }
        Err(TryLockError::Error(_)) => Ok(None),
    }
}

/// The folder for such files (`XDG_RUNTIME_DIR`), else that for temporary files; the name is that of the workspace.
fn path_of(root: &Path) -> PathBuf {
    let folder = std::env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from).filter(|folder| folder.is_dir());
    let digest = hex(&Sha256::digest(root.as_os_str().as_encoded_bytes()));
    folder.unwrap_or_else(std::env::temp_dir).join(format!("ombud-watch-{}.lock", digest.get(..16).unwrap_or(&digest)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_is_told_who_holds_it() {
        let folder = tempfile::tempdir().unwrap();
        let first = hold(folder.path(), "2026-11-22T09:05:00Z").unwrap();
        assert!(first.is_some());
        let refused = hold(folder.path(), "later").err().unwrap();
        assert_eq!(refused.process, std::process::id().to_string());
        assert_eq!(refused.since, "2026-11-22T09:05:00Z");
        drop(first);
        assert!(hold(folder.path(), "later").is_ok());
        let _ = std::fs::remove_file(path_of(folder.path()));
    }
}
