//! Why: each document is read once. The bytes that are hashed are the bytes that are parsed and judged; what cannot be
//! read is one finding, and the run goes on.

use std::sync::Arc;

use rayon::prelude::*;

use super::near_miss::{self, PassedOver};
use crate::builtin::{self, Places};
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Location, Severity};
use crate::discover::Discovered;
use crate::document::{Document, Limits, Overflow};
use crate::files::{Files, Found, ReadError};
use crate::finding::{DocumentRef, Finding};
use crate::message::{Arg, Message};
use crate::model::Documents;
use crate::model::kind::{Recognised, recognise};
use crate::parse::{Format, Parsed, parse};
use crate::report::{Member, MemberState};
use crate::source::{Home, Source, SourceId, Sources};
use crate::span::Span;

/// What was read.
pub(super) struct Read {
    pub judged: Documents,
    pub population: Vec<Member>,
    pub findings: Vec<Finding>,
    /// Documents of no known kind, in the order in which they were met.
    pub passed_over: Vec<PassedOver>,
}

enum Outcome {
    Parsed(Arc<Source>, Box<Parsed>),
    OverLimit(Arc<Source>, u64),
    Unreadable(Arc<Source>, String),
    Gone,
}

/// Below this many files threads cost more than they bring.
const SERIAL: usize = 8;

/// Reads, parses and recognises all documents.
pub(super) fn documents(files: &dyn Files, found: &Discovered, config: &Config, sources: &mut Sources) -> Read {
    let base = sources.iter().count() as u32;
    let one = |(at, (file, format)): (usize, &(Found, Format))| {
        read_one(files, file, *format, config, SourceId(base + at as u32))
    };
    let outcomes: Vec<Outcome> = if found.documents.len() < SERIAL {
        found.documents.iter().enumerate().map(one).collect()
    } else {
        found.documents.par_iter().enumerate().map(one).collect()
    };
    let mut read =
        Read { judged: Documents::default(), population: Vec::new(), findings: Vec::new(), passed_over: Vec::new() };
    for (outcome, (file, _)) in outcomes.into_iter().zip(&found.documents) {
        take(outcome, file, config, sources, &mut read);
    }
    for file in &found.excluded {
        read.population.push(member(nameless(&file.path, 0), String::new(), MemberState::Excluded));
    }
    read.population.sort_by(|a, b| a.document.cmp(&b.document));
    read
}

fn read_one(files: &dyn Files, file: &Found, format: Format, config: &Config, id: SourceId) -> Outcome {
    let empty = || Arc::new(Source::from_text(Home::Workspace, file.path.clone(), ""));
    match files.read(&file.path, config.limits.bytes) {
        Ok(bytes) => {
            let source = Arc::new(Source::new(Home::Workspace, file.path.clone(), bytes));
            let parsed = parse(format, &source, id, config.limits);
            Outcome::Parsed(source, Box::new(parsed))
        }
        Err(ReadError::TooLarge(bytes)) => Outcome::OverLimit(empty(), bytes),
        Err(ReadError::Other(reason)) => Outcome::Unreadable(empty(), reason),
        Err(ReadError::Missing) => Outcome::Gone,
    }
}

fn take(outcome: Outcome, file: &Found, config: &Config, sources: &mut Sources, read: &mut Read) {
    let start = |id| Location::new(id, Span::default());
    match outcome {
        Outcome::Gone => {
            // Deleted between listing and reading; keep the numbers of sources in step.
            sources.add(Arc::new(Source::from_text(Home::Workspace, file.path.clone(), "")));
        }
        Outcome::OverLimit(source, bytes) => {
            let id = sources.add(source);
            let document = nameless(&file.path, 0);
            let message =
                Message::new("builtin.over-limit").number("bytes", bytes).number("limit", config.limits.bytes);
            let problem = Diagnostic::error("builtin/over-limit", start(id), message);
            read.findings.push(builtin::finding(problem, start(id), &document, None));
            read.population.push(member(document, String::new(), MemberState::OverLimit));
        }
        Outcome::Unreadable(source, reason) => {
            let id = sources.add(source);
            let document = nameless(&file.path, 0);
            let message = Message::new("file.unreadable").text("path", file.path.as_str()).text("reason", reason);
            let problem = Diagnostic::error("builtin/unreadable-document", start(id), message);
            read.findings.push(builtin::finding(problem, start(id), &document, None));
            read.population.push(member(document, String::new(), MemberState::Broken));
        }
        Outcome::Parsed(source, parsed) => {
            let id = sources.add(source.clone());
            let Parsed { documents, problems, broken } = *parsed;
            if broken {
                let document = nameless(&file.path, 0);
                for problem in problems {
                    if problem.severity == Severity::Error {
                        let location = problem.location.unwrap_or(start(id));
                        read.findings.push(builtin::finding(problem, location, &document, None));
                    }
                }
                read.population.push(member(document, source.sha256_hex(), MemberState::Broken));
                return;
            }
            let documents: Vec<Arc<Document>> = documents.into_iter().map(Arc::new).collect();
            let first = read.population.len();
            for document in &documents {
                recognise_one(document, config, read);
            }
            let mut at = 0;
            let mut places: Option<(usize, Places<'_>)> = None;
            for problem in problems {
                let location = problem.location.unwrap_or(start(id));
                // Problems and documents both come in the order of the file.
                while documents.get(at + 1).is_some_and(|next| begins(next) <= location.span.start) {
                    at += 1;
                }
                if places.as_ref().is_none_or(|(of, _)| *of != at) {
                    places = documents.get(at).map(|document| (at, Places::new(document)));
                }
                let reference = match read.population.get(first + at) {
                    Some(member) => member.document.clone(),
                    None => nameless(&file.path, 0),
                };
                let is_judged =
                    read.population.get(first + at).is_none_or(|member| member.state != MemberState::Unrecognised);
                // Of a file that no rule reads, what a rule could not read is no concern; templates are full of it.
                if !is_judged && problem.severity != Severity::Error {
                    continue;
                }
                let places = places.as_ref().map(|(_, places)| places);
                read.findings.push(builtin::finding(problem, location, &reference, places));
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

fn recognise_one(document: &Arc<Document>, config: &Config, read: &mut Read) {
    let digest = document.source.sha256_hex();
    match recognise(document, config) {
        Recognised::As(entry) => {
            read.population.push(member(entry.reference.clone(), digest, MemberState::Read));
            read.judged.list.push(*entry);
        }
        Recognised::TooLarge(reference, overflow) => {
            let location = first_key(document);
            let message = match overflow {
                Overflow::Depth => Message::new("builtin.map-too-deep").number("limit", config.limits.depth),
                Overflow::Nodes => Message::new("builtin.map-too-large").number("limit", config.limits.nodes),
            };
            let problem = Diagnostic::error("builtin/over-limit", location, message);
            read.findings.push(builtin::finding(problem, location, &reference, None));
            read.population.push(member(reference, digest, MemberState::OverLimit));
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
                read.findings.push(builtin::finding(problem, location, &reference, None));
            }
            read.passed_over.push(near_miss::passed_over(&reference, document, config));
            read.population.push(member(reference, digest, MemberState::Unrecognised));
        }
        Recognised::Several(reference, kinds) => {
            let location = first_key(document);
            let message = Message::new("builtin.several-kinds").arg("kinds", Arg::List(kinds));
            let why = message.clone();
            read.passed_over.push(PassedOver { document: reference.clone(), why, is_near: false });
            let problem = Diagnostic::error("builtin/several-kinds", location, message);
            read.findings.push(builtin::finding(problem, location, &reference, None));
            read.population.push(member(reference, digest, MemberState::Unrecognised));
        }
    }
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

fn member(document: DocumentRef, sha256: String, state: MemberState) -> Member {
    Member { document, sha256, state }
}
