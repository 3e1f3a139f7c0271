//! Why: `ombud.toml` decides what is judged and how strictly, so each of its values keeps the line on which it stands:
//! a finding that rests on a setting points at that setting.
//!
//! Read three ways: [`raw`] is exactly what one file says, [`layer`] puts a file over those it extends, and what comes
//! out is validated against the policies in force when a run is planned.

pub mod kinds;
pub mod layer;
pub mod logs;
pub mod raw;
pub mod shape;

use std::sync::Arc;

use globset::GlobSet;

use crate::diagnostic::{Location, Severity};
use crate::document::{Document, Limits, NodeId};
use crate::message::Lang;

/// The configuration in force.
#[derive(Clone, Debug)]
pub struct Config {
    /// Files that are looked at.
    pub include: Patterns,
    /// Files that are not.
    pub exclude: Patterns,
    /// Whether `.gitignore` counts.
    pub gitignore: bool,
    /// Files that must be of a known kind.
    pub expect_recognised: Patterns,
    /// Kinds that the workspace declares, in order.
    pub kinds: Vec<KindRule>,
    /// Logs of cases that the workspace declares, in order.
    pub logs: Vec<logs::LogRule>,
    /// Packs in force; `None` for all.
    pub packs: Option<Vec<Named>>,
    /// Folders with packs of the workspace.
    pub pack_paths: Vec<Arc<str>>,
    /// Files with clauses of the workspace.
    pub clause_files: Patterns,
    /// Release at which the built-in packs are pinned.
    pub rules: Option<Arc<str>>,
    /// Whose law applies.
    pub jurisdictions: Vec<Named>,
    /// Trades.
    pub sectors: Vec<Named>,
    /// Capacities in which the organisation acts.
    pub acts_as: Vec<Named>,
    /// Languages of the workspace, the first one for reports.
    pub lang: Vec<Lang>,
    /// Zone in which a day begins.
    pub time_zone: Option<Named>,
    /// The gate: `Some(None)` is "never".
    pub fail_on: Option<Option<Severity>>,
    /// Caps for files.
    pub limits: Limits,
    /// Most steps of one policy over one document, where the workspace sets another number than
    /// the judgement floor does.
    pub steps: Option<u64>,
    /// Settings for policies; the last that matches wins.
    pub settings: Vec<Setting>,
    /// The files it was read from, the most specific first; none where the defaults hold alone.
    pub files: Vec<Arc<Document>>,
    /// SHA-256 over the files it was read from, in hexadecimal.
    pub digest: String,
}

/// A word with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The word.
    pub name: Arc<str>,
    /// Where it is written.
    pub location: Location,
}

/// Globs with the text they came from.
#[derive(Clone, Debug)]
pub struct Patterns {
    /// Compiled.
    pub set: GlobSet,
    /// As written, in order.
    pub written: Vec<Named>,
}

/// A kind that the workspace declares.
#[derive(Clone, Debug)]
pub struct KindRule {
    /// Its name.
    pub name: Named,
    /// Files that may be of this kind.
    pub matching: Patterns,
    /// Values that a document must have: pointer and text.
    pub where_: Vec<(Arc<str>, Arc<str>)>,
    /// The native kind through whose model it is judged.
    pub as_kind: Option<Named>,
    /// Pointer to the value that is its id.
    pub id: Option<Arc<str>>,
    /// How its keys fill the model.
    pub map: Vec<MapRule>,
    /// Names that its documents declare: kind of thing, and pointer pattern (`*` for any item).
    pub names: Vec<(Arc<str>, Arc<str>)>,
}

/// One line of a map onto the model.
#[derive(Clone, Debug)]
pub struct MapRule {
    /// Path in the model, `deadlines.acknowledge.within`; `*` stands for the key or position matched in `from`.
    pub to: Vec<Arc<str>>,
    /// Pointer pattern in the file.
    pub from: Arc<str>,
    /// Unit to add to a bare number.
    pub unit: Option<Arc<str>>,
    /// Words to translate: in the file, in the model.
    pub words: Vec<(Arc<str>, Arc<str>)>,
    /// Where it is written.
    pub location: Location,
}

/// A setting for policies.
#[derive(Clone, Debug)]
pub struct Setting {
    /// Policy ids; `pack/*` for a whole pack. Empty for all.
    pub policies: Vec<Named>,
    /// Files to which it applies; `None` for all.
    pub paths: Option<Patterns>,
    /// Pointer pattern to which it applies; `None` for all.
    pub pointer: Option<Arc<str>>,
    /// Weight instead of the policy's own.
    pub severity: Option<Severity>,
    /// Values instead of defaults: the table in the file that holds them.
    pub params: Option<(Arc<Document>, NodeId)>,
    /// Why the policy does not apply here.
    pub exempt: Option<Named>,
    /// Where it is written.
    pub location: Location,
}

impl Config {
    /// The gate in force: errors unless something else is written.
    pub fn gate(&self) -> Option<Severity> {
        self.fail_on.unwrap_or(Some(Severity::Error))
    }
}

impl Patterns {
    /// Whether a path is matched.
    pub fn matches(&self, path: &str) -> bool {
        self.set.is_match(path)
    }

    /// Whether nothing is written.
    pub fn is_empty(&self) -> bool {
        self.written.is_empty()
    }
}

impl Setting {
    /// Whether it speaks about a policy.
    pub fn is_for(&self, policy: &str) -> bool {
        self.policies.is_empty() || self.policies.iter().any(|pattern| names_policy(&pattern.name, policy))
    }

    /// Whether it speaks about a file.
    pub fn is_at(&self, path: &str) -> bool {
        self.paths.as_ref().is_none_or(|paths| paths.matches(path))
    }
}

/// `pack/name`, where each `*` in the name stands for any text: `pack/*` is a whole pack.
pub fn names_policy(pattern: &str, policy: &str) -> bool {
    match (pattern.split_once('/'), policy.split_once('/')) {
        (Some((pack, name)), Some((own, rest))) => pack == own && fits(name, rest),
        _ => pattern == policy,
    }
}

/// Whether a text is like a pattern. What stands between two stars is looked for from the left, which finds a way
/// whenever there is one.
fn fits(pattern: &str, text: &str) -> bool {
    let Some((start, rest)) = pattern.split_once('*') else { return pattern == text };
    let (middle, end) = rest.rsplit_once('*').unwrap_or(("", rest));
    let Some(text) = text.strip_prefix(start).and_then(|text| text.strip_suffix(end)) else { return false };
    let next = |text: &'_ str, part: &str| text.find(part).map(|at| at + part.len());
    let mut from = 0;
    middle.split('*').all(|part| match text.get(from..).and_then(|text| next(text, part)) {
        Some(length) => {
            from += length;
            true
        }
        None => false,
    })
}

#[cfg(test)]
mod tests {
    use super::names_policy;

    #[test]
    fn a_star_after_the_slash_stands_for_any_part_of_a_name() {
        for pattern in ["p/ab-cab", "p/*", "p/ab*", "p/*cab", "p/a*b", "p/*b-c*", "p/**", "p/a*-*b", "p/*ab*ab"] {
            assert!(names_policy(pattern, "p/ab-cab"), "{pattern}");
        }
        for pattern in ["p/ab", "p/ac*", "p/ab-cab*b", "p/*ab*ab*ab", "q/*", "*", "*/ab-cab", "p", "p/ab-cab/*", "p/"] {
            assert!(!names_policy(pattern, "p/ab-cab"), "{pattern}");
        }
    }
}
