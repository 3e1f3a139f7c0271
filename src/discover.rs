//! Why: which files are looked at is part of what a report says. Ignored folders are never entered; files that
//! configuration takes out are listed as excluded.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use ignore::gitignore::{Gitignore, GitignoreBuilder};

use crate::config::Config;
use crate::disk::CONFIG;
use crate::files::{Files, Found, Missed, Walked};
use crate::parse::Format;

/// Files of a workspace by what they are to a run.
#[derive(Clone, Debug, Default)]
pub struct Discovered {
    /// Documents to read, with their formats, sorted by path.
    pub documents: Vec<(Found, Format)>,
    /// Files of a known format that configuration takes out.
    pub excluded: Vec<Found>,
    /// Files of the workspace's own packs.
    pub pack_files: Vec<Found>,
    /// Files with clauses of the workspace.
    pub clause_files: Vec<Found>,
    /// Folders that were entered, the root (an empty path) among them.
    pub folders: Arc<BTreeSet<String>>,
    /// What may hold documents and cannot be looked at.
    pub missed: Vec<Missed>,
}

/// A `.gitignore` larger than this is not a list of patterns.
const IGNORE_FILE: u64 = 1 << 20;

/// Sorts the files below the root.
pub fn discover(files: &dyn Files, config: &Config) -> Discovered {
    let mut ignores = Ignores { files, on: config.gitignore, by_folder: BTreeMap::new() };
    ignores.load("");
    let mut folders = BTreeSet::from([String::new()]);
    let Walked { files: found, missed } = files.walk(&mut |folder| {
        let name = folder.rsplit('/').next().unwrap_or(folder);
        let entered = name != ".git" && !ignores.is_ignored(folder, true);
        if entered {
            ignores.load(folder);
            folders.insert(folder.to_owned());
        }
        entered
    });
    let matters = |missed: &Missed| {
        let is_read = missed.is_folder || Format::of_path(&missed.path).is_some();
        is_read && !config.exclude.matches(&missed.path) && !ignores.is_ignored(&missed.path, missed.is_folder)
    };
    let missed = missed.into_iter().filter(matters).collect();
    let mut sorted = Discovered { missed, folders: Arc::new(folders), ..Discovered::default() };
    for file in found {
        if file.path == CONFIG || ignores.is_ignored(&file.path, false) {
            continue;
        }
        if is_pack_file(config, &file.path) {
            sorted.pack_files.push(file);
        } else if config.clause_files.matches(&file.path) {
            sorted.clause_files.push(file);
        } else if let Some(format) = Format::of_path(&file.path) {
            if config.exclude.matches(&file.path) || !config.include.matches(&file.path) {
                sorted.excluded.push(file);
            } else {
                sorted.documents.push((file, format));
            }
        }
    }
    sorted
}

/// `policies/<pack>/<file>`: `pack.toml`, scripts and cases.
pub(crate) fn is_pack_file(config: &Config, path: &str) -> bool {
    config.pack_paths.iter().any(|folder| {
        let inside = match &**folder {
            "" => Some(path),
            folder => path.strip_prefix(folder).and_then(|rest| rest.strip_prefix('/')),
        };
        inside.is_some_and(|rest| {
            rest.matches('/').count() == 1
                && (rest.ends_with("/pack.toml") || rest.ends_with(".rhai") || rest.ends_with(".cases.toml"))
        })
    })
}

struct Ignores<'a> {
    files: &'a dyn Files,
    on: bool,
    by_folder: BTreeMap<String, Gitignore>,
}

impl Ignores<'_> {
    fn load(&mut self, folder: &str) {
        if !self.on {
            return;
        }
        let path = if folder.is_empty() { ".gitignore".to_owned() } else { format!("{folder}/.gitignore") };
        let Ok(bytes) = self.files.read(&path, IGNORE_FILE) else { return };
        let mut builder = GitignoreBuilder::new("");
        for line in String::from_utf8_lossy(&bytes).trim_start_matches('\u{feff}').lines() {
            // A line that is no pattern is skipped, as git does.
            let _ = builder.add_line(None, line);
        }
        if let Ok(ignore) = builder.build() {
            self.by_folder.insert(folder.to_owned(), ignore);
        }
    }

    /// The nearest `.gitignore` that speaks about a path decides.
    fn is_ignored(&self, path: &str, is_folder: bool) -> bool {
        if self.by_folder.is_empty() {
            return false;
        }
        let mut folder = path;
        loop {
            folder = folder.rsplit_once('/').map_or("", |(parent, _)| parent);
            if let Some(ignore) = self.by_folder.get(folder) {
                let inside = if folder.is_empty() { path } else { &path[folder.len() + 1..] };
                let matched = ignore.matched_path_or_any_parents(inside, is_folder);
                if !matched.is_none() {
                    return matched.is_ignore();
                }
            }
            if folder.is_empty() {
                return false;
            }
        }
    }
}
