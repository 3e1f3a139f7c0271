//! Why: which files are looked at is part of what a report says. Ignored folders are never entered; files that
//! configuration takes out are listed as excluded.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};

use crate::config::Config;
use crate::disk::CONFIG;
use crate::files::{Files, Found, Missed, Walked};
use crate::parse::{Format, HEAD};

/// Files of a workspace by what they are to a run.
#[derive(Clone, Debug, Default)]
pub struct Discovered {
    /// Files to read, with their formats, sorted by path. Of some formats it shows in the reading which are documents.
    pub documents: Vec<(Found, Format)>,
    /// Files of a known format that configuration takes out.
    pub excluded: Vec<Found>,
    /// Files of the workspace's own packs.
    pub pack_files: Vec<Found>,
    /// Files that would be files of a pack but for a `.txt` at the end, which editors add and some systems hide.
    pub almost_pack_files: Vec<Found>,
    /// Files with clauses of the workspace.
    pub clause_files: Vec<Found>,
    /// Folders that were entered, the root (an empty path) among them.
    pub folders: Arc<BTreeSet<String>>,
    /// What may hold documents and cannot be looked at.
    pub missed: Vec<Missed>,
    /// What a `.gitignore` takes out: folders, which are not entered, and files of a known format.
    pub ignored: Vec<Ignored>,
}

/// A file or folder that a line of a `.gitignore` takes out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ignored {
    /// Its path.
    pub path: String,
    /// The path of the `.gitignore`.
    pub by: String,
    /// The line in it, from 1.
    pub line: usize,
}

/// A `.gitignore` larger than this is not a list of patterns.
const IGNORE_FILE: u64 = 1 << 20;

/// Sorts the files below the root.
pub fn discover(files: &dyn Files, config: &Config) -> Discovered {
    let mut ignores = Ignores { files, on: config.gitignore, by_folder: BTreeMap::new() };
    ignores.load("");
    let mut folders = BTreeSet::from([String::new()]);
    let mut ignored = Vec::new();
    let Walked { files: found, missed } = files.walk(&mut |folder| {
        let name = folder.rsplit('/').next().unwrap_or(folder);
        if name == ".git" {
            return false;
        }
        match ignores.rule(folder, true) {
            Some(rule) => ignored.push(rule),
            None => {
                ignores.load(folder);
                folders.insert(folder.to_owned());
                return true;
            }
        }
        false
    });
    let matters = |missed: &Missed| {
        let is_read = missed.is_folder || is_document_by_name(&missed.path);
        is_read && !config.exclude.matches(&missed.path) && ignores.rule(&missed.path, missed.is_folder).is_none()
    };
    let missed = missed.into_iter().filter(matters).collect();
    let mut sorted = Discovered { missed, folders: Arc::new(folders), ..Discovered::default() };
    for file in found {
        if file.path == CONFIG {
            continue;
        }
        if let Some(rule) = ignores.rule(&file.path, false) {
            if is_document_by_name(&file.path) {
                ignored.push(rule);
            }
            continue;
        }
        if is_pack_file(config, &file.path) {
            sorted.pack_files.push(file);
        } else if file.path.strip_suffix(".txt").is_some_and(|meant| is_pack_file(config, meant)) {
            sorted.almost_pack_files.push(file);
        } else if config.clause_files.matches(&file.path) {
            sorted.clause_files.push(file);
        } else if let Some(format) = Format::of_path(&file.path) {
            if config.exclude.matches(&file.path) || !config.include.matches(&file.path) {
                if format.is_told_by_name() {
                    sorted.excluded.push(file);
                }
            } else {
                sorted.documents.push((file, format));
            }
        }
    }
    ignored.sort_by(|a, b| a.path.cmp(&b.path));
    sorted.ignored = ignored;
    sorted
}

/// Files that are told to be documents only by what is in them are not missed where nobody looks into them.
fn is_document_by_name(path: &str) -> bool {
    Format::of_path(path).is_some_and(Format::is_told_by_name)
}

/// Whether a listed file is a document. Thousands of files of other programs may lie about; none is read further than it
/// takes to tell.
pub fn is_document(files: &dyn Files, path: &str, format: Format) -> bool {
    format.is_told_by_name() || files.head(path, HEAD).is_ok_and(|head| format.is_begun_by(&head))
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
    by_folder: BTreeMap<String, Listed>,
}

/// A `.gitignore` as patterns and as written.
struct Listed {
    patterns: Gitignore,
    text: String,
}

impl Ignores<'_> {
    fn load(&mut self, folder: &str) {
        if !self.on {
            return;
        }
        let Ok(bytes) = self.files.read(&list_of(folder), IGNORE_FILE) else { return };
        let text = String::from_utf8_lossy(&bytes).trim_start_matches('\u{feff}').to_owned();
        let mut builder = GitignoreBuilder::new("");
        for line in text.lines() {
            // A line that is no pattern is skipped, as git does.
            let _ = builder.add_line(None, line);
        }
        if let Ok(patterns) = builder.build() {
            self.by_folder.insert(folder.to_owned(), Listed { patterns, text });
        }
    }

    /// The line that takes a path out. The nearest `.gitignore` that speaks about it decides.
    fn rule(&self, path: &str, is_folder: bool) -> Option<Ignored> {
        if self.by_folder.is_empty() {
            return None;
        }
        let mut folder = path;
        loop {
            folder = folder.rsplit_once('/').map_or("", |(parent, _)| parent);
            if let Some(listed) = self.by_folder.get(folder) {
                let inside = if folder.is_empty() { path } else { &path[folder.len() + 1..] };
                match listed.patterns.matched_path_or_any_parents(inside, is_folder) {
                    Match::None => {}
                    Match::Whitelist(_) => return None,
                    Match::Ignore(pattern) => {
                        // Of equal lines the last one counts, as it does for git.
                        let is_it = |line: &str| line.trim_end() == pattern.original().trim_end();
                        let line = listed.text.lines().count() - listed.text.lines().rev().position(is_it).unwrap_or(0);
                        return Some(Ignored { path: path.to_owned(), by: list_of(folder), line });
                    }
                }
            }
            if folder.is_empty() {
                return None;
            }
        }
    }
}

/// The path of the list of a folder.
fn list_of(folder: &str) -> String {
    if folder.is_empty() { ".gitignore".to_owned() } else { format!("{folder}/.gitignore") }
}
