//! Why: each document is read once. The bytes that are hashed are the bytes that are parsed and judged; what cannot be
//! read is one finding, and the run goes on.

use std::sync::Arc;

use rayon::prelude::*;

use super::near_miss::{self, PassedOver};
use crate::builtin::{self, Places};
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Location, Severity};
use crate::discover::{Discovered, is_document};
use crate::document::{Document, Limits, Overflow};
use crate::files::{Files, Found, ReadError};
use crate::finding::{DocumentRef, Finding};
use crate::message::{Arg, Message};
use crate::model::kind::{Recognised, recognise};
use crate::model::named::named;
use crate::model::{Documents, Entry};
use crate::parse::{Format, Parsed, parse};
use crate::report::{Member, MemberState};
use crate::source::{Home, Source, SourceId, Sources};
use crate::span::Span;

/// What was read.
#[derive(Default)]
pub(super) struct Read {
    pub judged: Documents,
    pub population: Vec<Member>,
    pub findings: Vec<Finding>,
    /// What is wrong with the shape of each document that is judged, as long as it has no twin.
    pub shapes: Vec<Arc<[Finding]>>,
    /// Documents of no known kind, in the order in which they were met.
    pub passed_over: Vec<PassedOver>,
}

/// What reading one file gave. It depends on the file and the configuration and on nothing else.
#[derive(Clone, Debug)]
pub(super) struct Page {
    pub source: Arc<Source>,
    population: Vec<Member>,
    findings: Vec<Finding>,
    entries: Vec<(Entry, Arc<[Finding]>)>,
    passed_over: Vec<PassedOver>,
}

/// Below this many files threads cost more than they bring.
const SERIAL: usize = 8;

/// Reads, parses and recognises all documents.
pub(super) fn documents(files: &dyn Files, found: &Discovered, config: &Config, sources: &mut Sources) -> Read {
    let base = sources.iter().count() as u32;
    let numbered = found.documents.iter().enumerate();
    let wanted: Vec<_> = numbered.map(|(at, (file, format))| (SourceId(base + at as u32), file, *format)).collect();
    let pages = pages(files, &wanted, config);
    let mut read = Read::default();
    for page in pages {
        sources.add(page.source.clone());
        read.add(&page);
    }
    read.close(found);
    read
}

/// Reads these files, each under the number that its source gets.
pub(super) fn pages(files: &dyn Files, wanted: &[(SourceId, &Found, Format)], config: &Config) -> Vec<Page> {
    let one = |(id, file, format): &(SourceId, &Found, Format)| page(files, file, *format, config, *id);
    match wanted.len() < SERIAL {
        true => wanted.iter().map(one).collect(),
        false => wanted.par_iter().map(one).collect(),
    }
}

/// A source for a number that is not filled yet.
pub(super) fn placeholder(path: &str) -> Arc<Source> {
    Arc::new(Source::from_text(Home::Workspace, path, ""))
}

impl Read {
    /// Takes a file in. Files come in the order of paths.
    pub fn add(&mut self, page: &Page) {
        self.population.extend_from_slice(&page.population);
        self.findings.extend_from_slice(&page.findings);
        for (entry, shape) in &page.entries {
            self.judged.list.push(entry.clone());
            self.shapes.push(shape.clone());
        }
        self.passed_over.extend_from_slice(&page.passed_over);
    }

    /// After the last file.
    pub fn close(&mut self, found: &Discovered) {
        let excluded = found.excluded.iter().map(|file| nameless(&file.path, 0));
        self.population.extend(excluded.map(|document| member(document, "".into(), MemberState::Excluded)));
        self.population.sort_by(|a, b| a.document.cmp(&b.document));
    }
}

/// Reads one file; its source gets this number.
fn page(files: &dyn Files, file: &Found, format: Format, config: &Config, id: SourceId) -> Page {
    let empty = || Page {
        source: placeholder(&file.path),
        population: Vec::new(),
        findings: Vec::new(),
        entries: Vec::new(),
        passed_over: Vec::new(),
    };
    let refused = |code: &'static str, message: Message, state: MemberState| {
        let start = Location::new(id, Span::default());
        let document = nameless(&file.path, 0);
        let finding = builtin::finding(Diagnostic::error(code, start, message), start, &document, None);
        Page { findings: vec![finding], population: vec![member(document, "".into(), state)], ..empty() }
    };
    if !is_document(files, &file.path, format) {
        return empty();
    }
    match files.read(&file.path, config.limits.bytes) {
        Ok(bytes) => {
            let source = Arc::new(Source::new(Home::Workspace, file.path.clone(), bytes));
            // It may have been written anew since its first bytes were looked at.
            if !format.is_told_by_name() && !format.is_begun_by(source.text.as_bytes()) {
                return empty();
            }
            let parsed = parse(format, &source, id, config.limits);
            let mut page = Page { source, ..empty() };
            page.take(parsed, config, id);
            page
        }
        Err(ReadError::TooLarge(bytes)) => {
            let message =
                Message::new("builtin.over-limit").number("bytes", bytes).number("limit", config.limits.bytes);
            refused("builtin/over-limit", message, MemberState::OverLimit)
        }
        Err(ReadError::Other(reason)) => {
            let message = Message::new("file.unreadable").text("path", file.path.as_str()).text("reason", reason);
            refused("builtin/unreadable-document", message, MemberState::Broken)
        }
        // Deleted between listing and reading.
        Err(ReadError::Missing) => empty(),
    }
}

impl Page {
    fn take(&mut self, parsed: Parsed, config: &Config, id: SourceId) {
        let Parsed { documents, problems, broken } = parsed;
        let source = self.source.clone();
        let start = Location::new(id, Span::default());
        if broken {
            let document = nameless(&source.path, 0);
            for problem in problems.into_iter().filter(|problem| problem.severity == Severity::Error) {
                let location = problem.location.unwrap_or(start);
                self.findings.push(builtin::finding(problem, location, &document, None));
            }
            self.population.push(member(document, source.sha256_hex().into(), MemberState::Broken));
            return;
        }
        let documents: Vec<Arc<Document>> = documents.into_iter().map(Arc::new).collect();
        for document in &documents {
            self.recognise(document, config);
        }
        let mut at = 0;
        let mut places: Option<(usize, Places<'_>)> = None;
        for problem in problems {
            let location = problem.location.unwrap_or(start);
            // Problems and documents both come in the order of the file.
            while documents.get(at + 1).is_some_and(|next| begins(next) <= location.span.start) {
                at += 1;
            }
            if places.as_ref().is_none_or(|(of, _)| *of != at) {
                places = documents.get(at).map(|document| (at, Places::new(document)));
            }
            let member = self.population.get(at);
            let is_judged = member.is_none_or(|member| member.state != MemberState::Unrecognised);
            // Of a file that no rule reads, what a rule could not read is no concern; templates are full of it.
            if !is_judged && problem.severity != Severity::Error {
                continue;
            }
            let reference = member.map_or_else(|| nameless(&source.path, 0), |member| member.document.clone());
            let places = places.as_ref().map(|(_, places)| places);
            self.findings.push(builtin::finding(problem, location, &reference, places));
        }
    }

    fn recognise(&mut self, document: &Arc<Document>, config: &Config) {
        let digest: Arc<str> = document.source.sha256_hex().into();
        match recognise(document, config) {
            Recognised::As(mut entry) => {
                entry.names = Some(named(&entry, config));
                self.population.push(member(entry.reference.clone(), digest, MemberState::Read));
                let shape = builtin::shape(&entry).into();
                self.entries.push((*entry, shape));
            }
            Recognised::TooLarge(reference, overflow) => {
                let location = first_key(document);
                let message = match overflow {
                    Overflow::Depth => Message::new("builtin.map-too-deep").number("limit", config.limits.depth),
                    Overflow::Nodes => Message::new("builtin.map-too-large").number("limit", config.limits.nodes),
                };
                let problem = Diagnostic::error("builtin/over-limit", location, message);
                self.findings.push(builtin::finding(problem, location, &reference, None));
                self.population.push(member(reference, digest, MemberState::OverLimit));
            }
            Recognised::Not(reference) => {
                if config.expect_recognised.matches(&reference.path) {
                    let location = first_key(document);
                    let expected = config.expect_recognised.written.first().map(|pattern| pattern.location);
                    let mut problem = Diagnostic::error(
                        "builtin/not-recognised",
                        location,
                        Message::new("builtin.not-recognised").text("path", reference.path.clone()),
                    )
                    .with_help(Message::new("builtin.not-recognised-help"));
                    if let Some(expected) = expected {
                        problem = problem.with_related(expected, Message::new("related.expected-here"));
                    }
                    self.findings.push(builtin::finding(problem, location, &reference, None));
                }
                self.passed_over.push(near_miss::passed_over(&reference, document, config));
                self.population.push(member(reference, digest, MemberState::Unrecognised));
            }
            Recognised::Several(reference, kinds) => {
                let location = first_key(document);
                let message = Message::new("builtin.several-kinds").arg("kinds", Arg::List(kinds));
                let why = message.clone();
                self.passed_over.push(PassedOver { document: reference.clone(), why, is_near: false });
                let problem = Diagnostic::error("builtin/several-kinds", location, message);
                self.findings.push(builtin::finding(problem, location, &reference, None));
                self.population.push(member(reference, digest, MemberState::Unrecognised));
            }
        }
    }
}

/// Joins documents that complete others to them.
pub(super) fn completed(judged: &mut Documents, limits: Limits) -> Vec<Finding> {
    let problems = crate::model::complete::join(judged, limits);
    let found = problems.into_iter().filter_map(|(id, problem)| {
        let entry = judged.get(id);
        let location = problem.location?;
        Some(builtin::finding(problem, location, &entry.reference, Some(&Places::new(&entry.document))))
    });
    found.collect()
}

fn first_key(document: &Document) -> Location {
    let span = match document.node(document.root()).first() {
        Some(first) => document.key_span(first),
        None => document.node(document.root()).span,
    };
    document.location(span)
}

fn begins(document: &Document) -> u32 {
    document.node(document.root()).span.start
}

fn nameless(path: &str, index: u32) -> DocumentRef {
    DocumentRef { path: path.into(), index, kind: None, id: None, twin: false }
}

fn member(document: DocumentRef, sha256: Arc<str>, state: MemberState) -> Member {
    Member { document, sha256, state }
}
