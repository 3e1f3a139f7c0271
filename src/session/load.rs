//! Why: configuration, packs and clauses are read before anything is judged, and whatever is wrong with them is said at
//! its place, all of it at once.

use std::collections::BTreeMap;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::Options;
use super::shipped::{self, Shipped, What};
use crate::clause::{Catalogue, workspace};
use crate::config::layer::layer;
use crate::config::raw::{self, Raw};
use crate::config::{Config, names_policy};
use crate::diagnostic::{Diagnostic, Location, Severity};
use crate::discover::Discovered;
use crate::disk::CONFIG;
use crate::document::Document;
use crate::field;
use crate::files::{Files, Missed, ReadError, beside};
use crate::message::{Arg, Message};
use crate::model::kind::{BPMN, OBSERVED};
use crate::near::nearest;
use crate::parse::{Format, parse};
use crate::plan::is_on;
use crate::policy::Policy;
use crate::policy::header::split;
use crate::policy::load::load;
use crate::policy::shape::PACK;
use crate::report::PackRef;
use crate::scalar::shape::fits;
use crate::schema::KINDS;
use crate::schema::check::{Mode, Subject, check};
use crate::schema::readings::READINGS;
use crate::source::{Home, Source, SourceId, Sources, hex};
use crate::span::Span;

/// Largest file of a workspace's own that is no document: configuration, policy, clauses.
const OWN_FILE: u64 = 4 << 20;

/// Longest chain of `extends`.
const CHAIN: usize = 8;

/// A file of a pack.
enum PackFile {
    /// One that ships with the program, read already.
    Shipped(&'static Shipped),
    /// One of the workspace.
    Own(Arc<Source>),
}

impl PackFile {
    fn source(&self) -> &Arc<Source> {
        match self {
            Self::Shipped(file) => &file.source,
            Self::Own(source) => source,
        }
    }
}

/// Policies as loaded.
pub(super) struct Policies {
    /// All that could be read.
    pub all: Vec<Arc<Policy>>,
    /// Those that are on.
    pub in_force: Vec<Arc<Policy>>,
    pub packs: Vec<PackRef>,
    /// Names of packs of which nothing is on.
    pub off: Vec<Arc<str>>,
    pub digest: String,
    /// Ids of policies that are there and could not be read.
    pub broken: Vec<Arc<str>>,
    /// Built-in policies that are newer than the release at which the workspace pins them.
    pub pending: usize,
    pub problems: Vec<Diagnostic>,
}

/// Reads `ombud.toml` and what it extends.
pub(super) fn config(files: &dyn Files, options: &Options, sources: &mut Sources) -> (Config, Vec<Diagnostic>) {
    let (mut layers, mut read, mut problems): (Vec<Raw>, Vec<Arc<Document>>, _) = Default::default();
    let mut next = (!options.isolated && files.exists(CONFIG)).then(|| (CONFIG.to_owned(), None));
    while let Some((path, asked_by)) = next.take() {
        let Some((document, _)) = own_document(files, &path, asked_by, sources, &mut problems, "config/unreadable")
        else {
            break;
        };
        read.push(document.clone());
        let (mut raw, trouble) = raw::read(&document);
        problems.extend(trouble);
        if options.only_kinds_of_base && !layers.is_empty() {
            raw = Raw {
                kinds: raw.kinds,
                pack_paths: raw.pack_paths,
                clause_files: raw.clause_files,
                extends: raw.extends,
                ..Raw::default()
            };
        }
        if let Some(base) = &raw.extends {
            let Some(path) = beside(&path, &base.name) else {
                let message = Message::new("config.extends-outside").text("path", base.name.clone());
                problems.push(Diagnostic::error("config/extends", base.location, message));
                layers.push(raw);
                break;
            };
            if layers.len() >= CHAIN || read.iter().any(|own| own.source.path == path) {
                let message = Message::new("config.extends-circle").text("path", path);
                problems.push(Diagnostic::error("config/extends", base.location, message));
            } else {
                next = Some((path, Some(base.location)));
            }
        }
        layers.push(raw);
    }
    layers.reverse();
    (layer(layers, read), problems)
}

/// Reads the packs of the binary and of the workspace.
pub(super) fn policies(
    files: &dyn Files,
    found: &Discovered,
    config: &Config,
    options: &Options,
    sources: &mut Sources,
) -> Policies {
    let mut texts: Vec<PackFile> = shipped::files().iter().map(PackFile::Shipped).collect();
    let mut problems = Vec::new();
    for file in found.pack_files.iter().filter(|file| !file.path.ends_with(".cases.toml")) {
        match files.read(&file.path, OWN_FILE) {
            Ok(bytes) => {
                texts.push(PackFile::Own(Arc::new(Source::new(Home::Workspace, file.path.clone(), bytes))));
            }
            Err(error) => problems.push(unreadable("policy/unreadable", &file.path, &error, None)),
        }
    }
    let mut packs: BTreeMap<String, (Home, Vec<PackFile>)> = BTreeMap::new();
    for file in texts {
        let source = file.source();
        let pack = pack_of(&source.path).to_owned();
        let entry = packs.entry(pack).or_insert_with(|| (source.home, Vec::new()));
        let same_name =
            entry.1.iter().map(PackFile::source).find(|own| file_name(&own.path) == file_name(&source.path));
        let refused = if entry.0 != source.home {
            // The very same file: this workspace is where the built-in packs are written.
            let is_same = same_name.is_some_and(|own| own.path == source.path && own.sha256 == source.sha256);
            if is_same {
                continue;
            }
            Message::new("policy.pack-taken").text("name", pack_of(&source.path))
        } else if let Some(own) = same_name {
            Message::new("policy.id-taken").text("path", own.path.as_str())
        } else {
            entry.1.push(file);
            continue;
        };
        let id = sources.add(source.clone());
        problems.push(Diagnostic::error("policy/pack", Location::new(id, Span::default()), refused));
    }
    let mut loaded = Policies {
        all: Vec::new(),
        in_force: Vec::new(),
        packs: Vec::new(),
        off: Vec::new(),
        digest: String::new(),
        broken: Vec::new(),
        pending: 0,
        problems,
    };
    let mut digest = Sha256::new();
    for (name, (_, files)) in packs {
        add_pack(&name, &files, config, options, sources, &mut loaded, &mut digest);
    }
    loaded.digest = hex(&digest.finalize());
    loaded
}

fn add_pack(
    name: &str,
    files: &[PackFile],
    config: &Config,
    options: &Options,
    sources: &mut Sources,
    loaded: &mut Policies,
    digest: &mut Sha256,
) {
    let mut own = Sha256::new();
    let mut version: Arc<str> = "".into();
    let mut on = false;
    let mut read: Vec<(Option<Arc<Policy>>, Vec<Diagnostic>)> = Vec::with_capacity(files.len());
    for file in files {
        let source = file.source();
        own.update(source.path.as_bytes());
        own.update(source.sha256);
        match file {
            PackFile::Shipped(shipped) => match &shipped.is {
                What::Pack(stated) => version = stated.clone(),
                What::Policy(policy, problems) => read.push((policy.clone(), problems.clone())),
            },
            PackFile::Own(source) => {
                let id = sources.add(source.clone());
                if source.path.ends_with("/pack.toml") {
                    version = pack_version(source, id, loaded);
                    continue;
                }
                let stem = file_name(&source.path).strip_suffix(".rhai").unwrap_or_default();
                let own = format!("{name}/{stem}");
                let result = load(&own, source, id);
                loaded.broken.extend(result.policy.is_none().then(|| own.into()));
                read.push((result.policy.map(Arc::new), result.problems));
            }
        }
    }
    for (policy, problems) in read {
        loaded.problems.extend(problems);
        let Some(policy) = policy else { continue };
        let wanted = options.only_policies.is_empty()
            || options.only_policies.iter().any(|pattern| names_policy(pattern, &policy.id));
        let pinned_out = policy.source.home == Home::Builtin && is_newer(&policy, config);
        loaded.pending += usize::from(pinned_out && is_on(config, &policy));
        if is_on(config, &policy) && wanted && !pinned_out {
            on = true;
            digest.update(policy.id.as_bytes());
            digest.update(policy.source.sha256);
            loaded.in_force.push(policy.clone());
        }
        loaded.all.push(policy);
    }
    if on {
        loaded.packs.push(PackRef { id: name.into(), version, digest: hex(&own.finalize()) });
    } else {
        loaded.off.push(name.into());
    }
}

fn pack_version(source: &Arc<Source>, id: SourceId, loaded: &mut Policies) -> Arc<str> {
    let parsed = parse(Format::Toml, source, id, crate::document::Limits::default());
    loaded
        .problems
        .extend(parsed.problems.into_iter().map(|problem| Diagnostic { code: "policy/pack".into(), ..problem }));
    let Some(document) = parsed.documents.first().filter(|_| !parsed.broken) else { return "".into() };
    let mode = Mode { subject: Subject::Policy, scalar: fits };
    loaded.problems.extend(check(document, document.root(), &PACK, &mode));
    field::text(document, document.root(), "version").unwrap_or_default().into()
}

/// Whether a policy came after the pinned release. Releases are written `2026.11`, so that they sort as text.
fn is_newer(policy: &Policy, config: &Config) -> bool {
    match (&policy.since, &config.rules) {
        (Some(since), Some(pin)) => since > pin,
        _ => false,
    }
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// The folder in which a pack's file lies: `complaint` of `policies/complaint/x.rhai`.
fn pack_of(path: &str) -> &str {
    path.rsplit('/').nth(1).unwrap_or("")
}

/// The catalogue with the clauses of the workspace.
pub(super) fn clauses(files: &dyn Files, found: &Discovered, sources: &mut Sources) -> (Catalogue, Vec<Diagnostic>) {
    let mut problems = Vec::new();
    let mut documents = Vec::new();
    for file in &found.clause_files {
        let read = own_document(files, &file.path, None, sources, &mut problems, "clause/unreadable");
        documents.extend(read.map(|(document, _)| document));
    }
    if documents.is_empty() {
        return (Catalogue::builtin(), problems);
    }
    let read = workspace::read(documents.iter().map(|document| &**document));
    problems.extend(read.problems);
    (Catalogue::with_workspace(read.clauses), problems)
}

/// Policies may apply only to kinds that exist: by any other, no file would ever be judged, without a word.
pub(super) fn kinds(policies: &[Arc<Policy>], config: &Config) -> Vec<Diagnostic> {
    let native = KINDS.iter().map(|table| table.name).chain([BPMN, OBSERVED, READINGS.name, "workspace"]);
    let known: Vec<&str> = native.chain(config.kinds.iter().map(|kind| &*kind.name.name)).collect();
    let mut problems = Vec::new();
    for policy in policies.iter().filter(|policy| policy.source.home == Home::Workspace) {
        if policy.applies_to.iter().all(|kind| known.contains(&&**kind)) {
            continue;
        }
        let Ok(parts) = split(&policy.source, policy.source_id) else { continue };
        for (kind, node) in field::texts(&parts.document, parts.document.root(), "applies_to") {
            if !known.contains(&kind) {
                let location = parts.document.location(parts.document.node(node).span);
                let names = known.iter().map(|kind| Arc::from(*kind)).collect();
                let message = Message::new("policy.unknown-kind").text("name", kind).arg("names", Arg::List(names));
                let problem = Diagnostic::error("policy/unknown-name", location, message);
                problems.push(match nearest(kind, known.iter().copied()) {
                    Some(near) => problem.with_help(Message::new("near.name").text("name", near)),
                    None => problem,
                });
            }
        }
    }
    problems
}

/// Reads and parses a TOML file of the workspace's own.
fn own_document(
    files: &dyn Files,
    path: &str,
    asked_by: Option<Location>,
    sources: &mut Sources,
    problems: &mut Vec<Diagnostic>,
    code: &'static str,
) -> Option<(Arc<Document>, SourceId)> {
    let bytes = match files.read(path, OWN_FILE) {
        Ok(bytes) => bytes,
        Err(error) => {
            problems.push(unreadable(code, path, &error, asked_by));
            return None;
        }
    };
    let source = Arc::new(Source::new(Home::Workspace, path, bytes));
    let id = sources.add(source.clone());
    let parsed = parse(Format::Toml, &source, id, crate::document::Limits::default());
    problems.extend(parsed.problems.into_iter().map(|problem| Diagnostic { code: code.into(), ..problem }));
    if parsed.broken {
        return None;
    }
    Some((Arc::new(parsed.documents.into_iter().next()?), id))
}

fn unreadable(code: &'static str, path: &str, error: &ReadError, asked_by: Option<Location>) -> Diagnostic {
    let message = match error {
        ReadError::Missing => Message::new("file.missing").text("path", path),
        ReadError::TooLarge(bytes) => Message::new("file.too-large").text("path", path).number("bytes", *bytes),
        ReadError::Other(reason) => Message::new("file.unreadable").text("path", path).text("reason", reason.as_str()),
    };
    Diagnostic::new(code, Severity::Error, asked_by, message)
}

/// A file or folder that nobody could look at leaves something unjudged.
pub(super) fn missed(missed: &Missed) -> Diagnostic {
    let message = match &missed.reason {
        Some(reason) => {
            Message::new("file.unreadable").text("path", missed.path.as_str()).text("reason", reason.as_str())
        }
        None => Message::new("file.name").text("path", missed.path.as_str()),
    };
    Diagnostic::new("files/missed", Severity::Error, None, message)
}
