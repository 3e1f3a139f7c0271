//! Why: a hundred exports of one tool are one thing to a person, so they are shown as one. Documents belong together when
//! they are of one format and share most of the keys at their top; nothing else is read from them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::document::{Document, NodeId, Value, pointer};
use crate::parse::Format;

/// Documents of no known kind that are written in the same words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vocabulary {
    /// A name for it, made of the folder or file in which it was met: letters, digits, `-` and `_`.
    pub name: String,
    /// Globs that name its files and, of those that were met, no others.
    pub globs: Vec<String>,
    /// How many files and documents there are.
    pub files: usize,
    /// How many documents they hold.
    pub documents: usize,
    /// Whether the top of each is a list; its keys are then those of the entries.
    pub is_list: bool,
    /// Keys that all of them have, sorted.
    pub always: Vec<String>,
    /// Keys that some of them have, sorted.
    pub sometimes: Vec<String>,
    /// Values that are texts and the same in all of at least two documents: pointer and text.
    pub same: Vec<(String, String)>,
}

/// Share of all keys, in hundredths, that two documents must have in common to belong together.
const COMMON: usize = 50;

/// Longest text that may tell one kind of file from others, in bytes; longer ones are contents.
const MARK: usize = 60;

struct Group {
    format: Format,
    is_list: bool,
    keys: BTreeMap<String, usize>,
    members: Vec<Arc<Document>>,
}

/// Puts documents together, in the order in which they were met. `all` are the paths of all files, these and others.
pub(super) fn group(strangers: &[(Format, Arc<Document>)], all: &BTreeSet<&str>) -> Vec<Vocabulary> {
    let mut groups: Vec<Group> = Vec::new();
    for (format, document) in strangers {
        let (is_list, keys) = keys(document);
        let own = groups.iter_mut().find(|group| {
            let shared = keys.iter().filter(|key| group.keys.contains_key(*key)).count();
            let all = keys.len() + group.keys.len() - shared;
            group.format == *format && group.is_list == is_list && shared * 100 >= all * COMMON
        });
        let group = match own {
            Some(group) => group,
            None => {
                groups.push(Group { format: *format, is_list, keys: BTreeMap::new(), members: Vec::new() });
                let last = groups.len() - 1;
                &mut groups[last]
            }
        };
        for key in keys {
            *group.keys.entry(key).or_default() += 1;
        }
        group.members.push(document.clone());
    }
    let paths: Vec<BTreeSet<&str>> = groups.iter().map(|group| paths(&group.members)).collect();
    let mut names = BTreeSet::new();
    groups.iter().zip(&paths).map(|(group, own)| vocabulary(group, own, all, &mut names)).collect()
}

fn vocabulary(group: &Group, own: &BTreeSet<&str>, all: &BTreeSet<&str>, names: &mut BTreeSet<String>) -> Vocabulary {
    let documents = group.members.len();
    let (always, sometimes): (Vec<_>, Vec<_>) = group.keys.iter().partition(|(_, count)| **count == documents);
    let only_keys = |list: Vec<(&String, &usize)>| list.into_iter().map(|(key, _)| key.clone()).collect();
    Vocabulary {
        name: name(own, names),
        globs: globs(own, all),
        files: own.len(),
        documents,
        is_list: group.is_list,
        always: only_keys(always),
        sometimes: only_keys(sometimes),
        same: if group.is_list { Vec::new() } else { same(&group.members) },
    }
}

fn paths(members: &[Arc<Document>]) -> BTreeSet<&str> {
    members.iter().map(|document| document.source.path.as_str()).collect()
}

/// The keys at the top of a document, or those of the entries of a list at its top.
fn keys(document: &Document) -> (bool, BTreeSet<String>) {
    let of = |node: NodeId| document.children(node).filter_map(|child| document.key(child)).map(str::to_owned);
    let root = document.root();
    match document.node(root).value {
        Value::List => (true, document.children(root).flat_map(of).collect()),
        _ => (false, of(root).collect()),
    }
}

/// Texts at the top that all documents state alike.
fn same(members: &[Arc<Document>]) -> Vec<(String, String)> {
    let Some((first, others)) = members.split_first().filter(|(_, others)| !others.is_empty()) else {
        return Vec::new();
    };
    let texts = first.children(first.root()).filter_map(|node| Some((first.key(node)?, first.text(node)?)));
    texts
        .filter(|(_, text)| !text.is_empty() && text.len() <= MARK)
        .filter(|(key, text)| {
            others.iter().all(|other| {
                other.get(other.root(), key).and_then(|node| other.text(node)).is_some_and(|own| own == *text)
            })
        })
        .map(|(key, text)| (pointer::join("", key), text.to_owned()))
        .collect()
}

/// As few globs as name these files and no other: everything below their common folder, else all of a folder, else the
/// files one by one; each for one ending.
fn globs(own: &BTreeSet<&str>, all: &BTreeSet<&str>) -> Vec<String> {
    let names_others = |below: &str, ending: &str, is_deep: bool| {
        all.iter().any(|path| {
            let inside = path.strip_prefix(below).is_some_and(|rest| is_deep || !rest.contains('/'));
            inside && ending_of(path) == ending && !own.contains(path)
        })
    };
    let common = common(own);
    let mut list: Vec<String> = Vec::new();
    for path in own {
        let (folder, _) = split(path);
        let ending = ending_of(path);
        let same_ending = || own.iter().filter(|other| ending_of(other) == ending);
        let is_spread = same_ending().any(|other| split(other).0 != folder);
        let is_alone = same_ending().filter(|other| split(other).0 == folder).count() == 1;
        let glob = if is_spread && !names_others(common, ending, true) {
            format!("{}**/*.{}", globset::escape(common), globset::escape(ending))
        } else if !is_alone && !names_others(folder, ending, false) {
            format!("{}*.{}", globset::escape(folder), globset::escape(ending))
        } else {
            globset::escape(path)
        };
        if !list.contains(&glob) {
            list.push(glob);
        }
    }
    list
}

/// The folder, with its `/`, below which all paths lie.
fn common<'a>(paths: &BTreeSet<&'a str>) -> &'a str {
    let mut folder = paths.first().map_or("", |first| split(first).0);
    while !paths.iter().all(|path| path.starts_with(folder)) {
        let shorter = folder.trim_end_matches('/').rfind('/').map_or(0, |at| at + 1);
        folder = &folder[..shorter];
    }
    folder
}

/// What follows the last dot of a name.
fn ending_of(path: &str) -> &str {
    split(path).1.rsplit_once('.').map_or("", |(_, ending)| ending)
}

/// The folder of a path with its `/`, and the name of the file.
fn split(path: &str) -> (&str, &str) {
    path.rsplit_once('/').map_or(("", path), |(folder, file)| (&path[..folder.len() + 1], file))
}

/// A name that is not taken: of the folder if all files lie in one, else of the first file.
fn name(own: &BTreeSet<&str>, names: &mut BTreeSet<String>) -> String {
    let first = own.first().copied().unwrap_or_default();
    let (folder, file) = split(first);
    let inside = own.iter().all(|path| split(path).0 == folder) && own.len() > 1;
    let stem = file.split('.').next().unwrap_or(file);
    let folder = folder.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let word = if inside && !folder.is_empty() { folder } else { stem };
    let mut base: String = word
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || c == '_' { c.to_ascii_lowercase() } else { '-' })
        .collect();
    base = base.trim_matches('-').to_owned();
    if base.is_empty()
        || ["process", "data", "organisation", "risk", "workspace", "bpmn", "readings"].contains(&base.as_str())
    {
        base = format!("own-{base}").trim_end_matches('-').to_owned();
    }
    let mut chosen = base.clone();
    let mut number = 2;
    while !names.insert(chosen.clone()) {
        chosen = format!("{base}-{number}");
        number += 1;
    }
    chosen
}

#[cfg(test)]
mod tests {
    use crate::adopt::look;
    use crate::files::Memory;

    #[test]
    fn files_that_share_their_words_are_one_and_their_glob_names_no_other() {
        let files = Memory::default()
            .with("desk/a.yaml", "export: q\nsla: 1\n")
            .with("desk/b.yaml", "export: q\nsla: 2\nnote: x\n")
            .with("old/1/a.json", "{\"k\":1}")
            .with("old/2/b.json", "{\"k\":1}")
            .with("near/a.yaml", "kind: process\nid: a\n")
            .with("near/b.yaml", "m: 1\n")
            .with("near/c.yaml", "m: 1\n")
            .with("mixed/a.json", "{\"x\":1,\"y\":2}")
            .with("mixed/b.json", "{\"p\":1,\"q\":2}")
            .with("mixed/c [1].json", "[{\"x\":1},{\"y\":2}]")
            .with("own.toml", "kind = \"data\"\nid = \"d\"\ntitle = \"D\"\n[purposes]\nserve = \"Serve\"\n");
        let seen = look(&files);
        let shown: Vec<_> = seen.vocabularies.iter().map(|own| (own.name.as_str(), own.globs.join(" "))).collect();
        assert_eq!(
            shown,
            [
                ("desk", "desk/*.yaml"),
                ("a", "mixed/a.json"),
                ("b", "mixed/b.json"),
                ("c--1", "mixed/c [[]1[]].json"),
                ("near", "near/b.yaml near/c.yaml"),
                ("a-2", "old/**/*.json"),
            ]
            .map(|(name, globs)| (name, globs.to_owned()))
        );
        let desk = &seen.vocabularies[0];
        assert_eq!(
            (&desk.always[..], &desk.sometimes[..]),
            (&["export".into(), "sla".into()][..], &["note".into()][..])
        );
        assert_eq!(desk.same, [("/export".to_owned(), "q".to_owned())]);
        assert!(seen.vocabularies[3].is_list);
        assert_eq!(seen.known.get("data"), Some(&1));
        assert!(seen.declared.contains(&("purposes", "serve".to_owned())));
    }
}
