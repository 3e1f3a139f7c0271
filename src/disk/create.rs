//! Why: a command that begins a workspace must never touch what somebody wrote. Everything is looked at before anything
//! is written, each file is made only where there is none, and what was begun is taken back when a step fails.

use std::fs::{File, Metadata};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// A file that is to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewFile {
    /// Path below the folder, with `/`.
    pub path: String,
    /// What it will hold.
    pub text: String,
}

/// Why nothing was written.
#[derive(Debug, PartialEq, Eq)]
pub struct NotMade {
    /// The path at which it failed.
    pub path: PathBuf,
    /// The system's own words.
    pub reason: String,
    /// What was made before and could not be taken back.
    pub left: Vec<PathBuf>,
}

/// Those paths at which something is already: the files themselves, and whatever stands in the way where they need a
/// folder. A link counts as something in the way even where it leads to a folder, since nothing is written through it.
pub fn taken(root: &Path, files: &[NewFile]) -> Vec<String> {
    let mut list = Vec::new();
    for file in files {
        let parents = file.path.match_indices('/').map(|(at, _)| &file.path[..at]);
        let in_the_way = |folder: &&str| entry(&root.join(folder)).is_some_and(|entry| !entry.is_dir());
        let found = parents.into_iter().find(in_the_way);
        let found = found.or_else(|| entry(&root.join(&file.path)).map(|_| file.path.as_str()));
        list.extend(found.filter(|found| !list.iter().any(|known| known == found)).map(str::to_owned));
    }
    list
}

/// Makes all files, or none of them.
///
/// # Errors
/// When one cannot be made, because the system refuses or because something has come to stand there since.
pub fn create_all(root: &Path, files: &[NewFile]) -> Result<(), NotMade> {
    let mut made = Vec::new();
    for file in files {
        let path = root.join(&file.path);
        let done = folders(&path, &mut made).and_then(|()| create(&path, &file.text, &mut made));
        if let Err(error) = done {
            return Err(NotMade { path, reason: error.to_string(), left: take_back(made) });
        }
    }
    Ok(())
}

enum Made {
    Folder(PathBuf),
    File(PathBuf),
}

/// What is at a path, links not followed.
fn entry(path: &Path) -> Option<Metadata> {
    std::fs::symlink_metadata(path).ok()
}

/// Makes the folders that a file needs.
fn folders(path: &Path, made: &mut Vec<Made>) -> io::Result<()> {
    let missing: Vec<&Path> = path.ancestors().skip(1).take_while(|folder| entry(folder).is_none()).collect();
    for folder in missing.into_iter().rev().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir(folder)?;
        made.push(Made::Folder(folder.to_path_buf()));
    }
    Ok(())
}

fn create(path: &Path, text: &str, made: &mut Vec<Made>) -> io::Result<()> {
    let mut file = File::create_new(path)?;
    made.push(Made::File(path.to_path_buf()));
    file.write_all(text.as_bytes())
}

/// Removes what was made, the last first; gives what could not be removed.
fn take_back(made: Vec<Made>) -> Vec<PathBuf> {
    let removed = |entry: Made| match entry {
        Made::File(path) => std::fs::remove_file(&path).err().map(|_| path),
        // Only ever an empty one: somebody may have put something in meanwhile.
        Made::Folder(path) => std::fs::remove_dir(&path).err().map(|_| path),
    };
    made.into_iter().rev().filter_map(removed).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str) -> NewFile {
        NewFile { path: path.to_owned(), text: "new".to_owned() }
    }

    #[test]
    fn a_failure_takes_back_what_was_made_and_leaves_what_was_there() {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path();
        std::fs::write(root.join("there"), "old").expect("a file");
        let refused = create_all(root, &[file("a/b/c"), file("d"), file("there"), file("e")]).expect_err("refused");
        assert_eq!((refused.path, refused.left), (root.join("there"), vec![]));
        let left: Vec<_> =
            std::fs::read_dir(root).expect("listed").map(|entry| entry.expect("read").file_name()).collect();
        assert_eq!(left, ["there"]);
        assert_eq!(std::fs::read_to_string(root.join("there")).expect("read"), "old");
    }

    #[test]
    fn files_and_what_stands_where_a_folder_is_needed_are_taken() {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path();
        std::fs::create_dir(root.join("data")).expect("a folder");
        std::fs::write(root.join("data/x"), "").expect("a file");
        std::fs::write(root.join("processes"), "").expect("a file");
        let files = [file("data/x"), file("data/y"), file("processes/a"), file("processes/b"), file("new/z")];
        assert_eq!(taken(root, &files), ["data/x", "processes"]);
    }

    #[cfg(unix)]
    #[test]
    fn nothing_is_written_through_a_link() {
        let (folder, other) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
        std::os::unix::fs::symlink(other.path(), folder.path().join("data")).expect("a link");
        std::os::unix::fs::symlink(other.path().join("nowhere"), folder.path().join("config")).expect("a link");
        assert_eq!(taken(folder.path(), &[file("data/x"), file("config")]), ["data", "config"]);
        assert!(create_all(folder.path(), &[file("config")]).is_err());
        assert!(!other.path().join("nowhere").exists());
    }
}
