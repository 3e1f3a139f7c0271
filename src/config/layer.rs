//! Why: nothing is merged silently. A file holds alone unless it says `extends`; then what it writes wins, what it
//! leaves out comes from the file below, and lists of settings are read bottom up so that the last match wins.

use std::sync::Arc;

use globset::GlobSet;
use sha2::{Digest, Sha256};

use super::raw::{Raw, everything, glob};
use super::{Config, Patterns};
use crate::document::{Document, Limits};
use crate::source::hex;

/// The configuration of files, the most specific last; `read` is what they were read from, the most specific first.
pub fn layer(files: Vec<Raw>, read: Vec<Arc<Document>>) -> Config {
    let raw = files.into_iter().fold(Raw::default(), over);
    let mut digest = Sha256::new();
    for document in &read {
        digest.update(document.source.sha256);
    }
    let limits = Limits::default();
    Config {
        include: raw.include.unwrap_or_else(everything),
        exclude: raw.exclude.unwrap_or_else(nothing),
        gitignore: raw.gitignore.unwrap_or(true),
        expect_recognised: raw.expect_recognised.unwrap_or_else(nothing),
        kinds: raw.kinds,
        logs: raw.logs,
        packs: raw.packs,
        pack_paths: match raw.pack_paths {
            Some(paths) => paths.iter().map(|path| folder(&path.name)).collect(),
            None => vec!["policies".into()],
        },
        clause_files: raw.clause_files.unwrap_or_else(default_clauses),
        rules: raw.rules.map(|rules| rules.name),
        jurisdictions: raw.jurisdictions.unwrap_or_default(),
        sectors: raw.sectors.unwrap_or_default(),
        acts_as: raw.acts_as.unwrap_or_default(),
        lang: raw.lang.unwrap_or_default(),
        time_zone: raw.time_zone,
        fail_on: raw.fail_on,
        limits: Limits {
            bytes: raw.bytes.unwrap_or(limits.bytes),
            depth: raw.depth.and_then(|depth| depth.try_into().ok()).unwrap_or(limits.depth),
            nodes: raw.nodes.and_then(|nodes| nodes.try_into().ok()).unwrap_or(limits.nodes),
        },
        steps: raw.steps,
        settings: raw.settings,
        files: read,
        digest: hex(&digest.finalize()),
    }
}

fn over(below: Raw, above: Raw) -> Raw {
    let mut kinds = below.kinds;
    kinds.retain(|kind| !above.kinds.iter().any(|other| other.name.name == kind.name.name));
    kinds.extend(above.kinds);
    let mut logs = below.logs;
    logs.retain(|log| !above.logs.iter().any(|other| other.name.name == log.name.name));
    logs.extend(above.logs);
    let mut settings = below.settings;
    settings.extend(above.settings);
    Raw {
        extends: above.extends,
        include: above.include.or(below.include),
        exclude: above.exclude.or(below.exclude),
        gitignore: above.gitignore.or(below.gitignore),
        expect_recognised: above.expect_recognised.or(below.expect_recognised),
        kinds,
        logs,
        packs: above.packs.or(below.packs),
        pack_paths: above.pack_paths.or(below.pack_paths),
        clause_files: above.clause_files.or(below.clause_files),
        rules: above.rules.or(below.rules),
        jurisdictions: above.jurisdictions.or(below.jurisdictions),
        sectors: above.sectors.or(below.sectors),
        acts_as: above.acts_as.or(below.acts_as),
        lang: above.lang.or(below.lang),
        time_zone: above.time_zone.or(below.time_zone),
        fail_on: above.fail_on.or(below.fail_on),
        bytes: above.bytes.or(below.bytes),
        depth: above.depth.or(below.depth),
        nodes: above.nodes.or(below.nodes),
        steps: above.steps.or(below.steps),
        settings,
    }
}

fn nothing() -> Patterns {
    Patterns { set: GlobSet::empty(), written: Vec::new() }
}

/// A folder as discovery names it: `rules` for `./rules/`.
fn folder(written: &str) -> Arc<str> {
    let parts: Vec<&str> = written.split('/').filter(|part| !matches!(*part, "" | ".")).collect();
    parts.join("/").into()
}

/// Where clauses of the workspace lie unless it says otherwise.
fn default_clauses() -> Patterns {
    let mut set = globset::GlobSetBuilder::new();
    if let Ok(glob) = glob("clauses/*.toml") {
        set.add(glob);
    }
    Patterns { set: set.build().unwrap_or_default(), written: Vec::new() }
}
