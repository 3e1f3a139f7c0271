//! Why: machines get a frozen shape of its own, `json-v1`, that no change of a type inside ombud can alter. Fields may
//! be added; none is renamed, retyped or taken away.
//!
//! Lines and columns count from 1, columns in Unicode scalar values; offsets are bytes of the file on disk. Characters
//! that could act on a terminal are written as `\u` escapes, which changes nothing for a reader of JSON.

pub mod dossier;
pub mod lines;
mod schema;
mod shape;
pub mod watch;
pub(super) mod writer;

use serde::{Serialize, Serializer};

use crate::clause::Relation;
use crate::diagnostic::{self, Severity};
use crate::finding::{self, Disposition, DocumentRef, LimitOrigin, Verdict};
use crate::message::Lang;
use crate::render::{catalogue, citation};
use crate::report::{self, Evaluations, MemberState, Report};
use crate::source::{Home, Sources};
use crate::span;

pub use schema::{lines as lines_schema, schema};
use shape::{
    Clause, Counts, Document, Documents, Exemption, Finding, Fix, Gate, Limit, Location, Member, Open, Pack, Pass,
    Place, Related, Root, Skipped, Summary, Tool, Trouble,
};

/// A report as `json-v1`, ending with a line end. Texts for people are in `lang`.
pub fn json(report: &Report, lang: Lang) -> String {
    let context = Context { sources: &report.sources, lang };
    writer::write(&root(context, report, (!report.verdicts.is_empty()).then(|| not_applicable(context, report))))
}

/// The whole of a report, with or without a list of what did not apply.
fn root<'a>(context: Context<'a>, report: &'a Report, skipped: Option<Vec<Skipped<'a>>>) -> impl Serialize + 'a {
    Root {
        format: "ombud-report",
        version: 1,
        tool: Tool { name: "ombud", version: env!("CARGO_PKG_VERSION") },
        as_of: report.as_of.to_string(),
        outcome: report.outcome().word(),
        gate: Gate { fail_on: report.fail_on.map(Severity::word) },
        jurisdictions: report.jurisdictions.iter().map(|word| &**word).collect(),
        sectors: report.sectors.iter().map(|word| &**word).collect(),
        catalogue_as_of: report.catalogue_as_of.to_string(),
        policies_digest: &report.policies_digest,
        config_digest: &report.config_digest,
        packs: report.packs.iter().map(pack).collect(),
        population: Rows(&report.population, member),
        summary: summary(report),
        findings: Rows(&report.findings, move |row| finding(context, row)),
        passes: (!report.passes.is_empty()).then_some(Rows(&report.passes, pass)),
        not_applicable: skipped,
        exempt: Rows(&report.exempt, move |row| exemption(context, row)),
        diagnostics: Rows(&report.diagnostics, move |row| trouble(context, row)),
    }
}

#[derive(Clone, Copy)]
struct Context<'a> {
    sources: &'a Sources,
    lang: Lang,
}

/// Rows that are put into their shape one at a time while they are written, so that a large report is not held twice.
struct Rows<'a, T, F>(&'a [T], F);

impl<'a, T, R: Serialize, F: Fn(&'a T) -> R> Serialize for Rows<'a, T, F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(&self.1))
    }
}

fn pack(pack: &report::PackRef) -> Pack<'_> {
    Pack { id: &pack.id, version: &pack.version, digest: &pack.digest }
}

fn member(member: &report::Member) -> Member<'_> {
    Member {
        path: &member.document.path,
        sha256: (!member.sha256.is_empty()).then_some(&member.sha256),
        state: member.state.word(),
        kind: member.document.kind.as_deref(),
        id: member.document.id.as_deref(),
        index: member.document.index,
    }
}

fn summary(report: &Report) -> Summary {
    let Evaluations { fail, unknown, pass, not_applicable, exempt } = report.evaluations;
    Summary {
        documents: Documents {
            read: report.members(MemberState::Read),
            broken: report.members(MemberState::Broken),
            unrecognised: report.members(MemberState::Unrecognised),
            excluded: report.members(MemberState::Excluded),
            over_limit: report.members(MemberState::OverLimit),
        },
        policies: report.policies,
        evaluations: Counts { fail, unknown, pass, not_applicable, exempt },
        findings: Open {
            error: report.active(Severity::Error),
            warning: report.active(Severity::Warning),
            info: report.active(Severity::Info),
        },
        waived: report.with(Disposition::Waived),
        baselined: report.with(Disposition::Baselined),
    }
}

fn finding<'a>(context: Context<'a>, finding: &'a finding::Finding) -> Finding<'a> {
    Finding {
        policy: &finding.policy,
        check: &finding.check,
        severity: finding.severity.word(),
        verdict: finding.verdict.word(),
        cause: match finding.verdict {
            Verdict::Unknown(cause) => Some(cause.word()),
            _ => None,
        },
        disposition: finding.disposition.word(),
        handle: finding.handle(),
        message: catalogue::text(context.lang, &finding.message),
        help: finding.help.iter().map(|help| catalogue::text(context.lang, help)).collect(),
        clauses: finding.clauses.iter().map(|cited| clause(context.lang, cited)).collect(),
        fingerprint: &finding.fingerprint,
        document: document(&finding.document),
        pointer: &finding.pointer,
        value: finding.value.as_deref(),
        limit: finding.limit.as_ref().map(|limit| Limit {
            value: &limit.value,
            origin: limit.origin.word(),
            location: limit.location.map(|place| location(context, place)),
            clause: match &limit.origin {
                LimitOrigin::Clause(id) => Some(id),
                _ => None,
            },
        }),
        location: location(context, finding.location),
        related: related(context, &finding.related),
        fix: finding.fix.as_ref().map(|fix| Fix {
            message: catalogue::text(context.lang, &fix.message),
            location: location(context, fix.location),
            text: &fix.text,
        }),
        waiver: None,
    }
}

fn clause(lang: Lang, cited: &finding::Cited) -> Clause<'_> {
    let relation = match cited.relation {
        Relation::Sets => "sets",
        Relation::Supports => "supports",
        Relation::Model => "model",
    };
    Clause { id: &cited.id, relation, citation: citation::citation(lang, cited) }
}

fn document(document: &DocumentRef) -> Document<'_> {
    Document { path: &document.path, index: document.index, kind: document.kind.as_deref(), id: document.id.as_deref() }
}

fn location<'a>(context: Context<'a>, location: diagnostic::Location) -> Location<'a> {
    let source = context.sources.get(location.source);
    let (start, end) = source.places(location.span);
    let place = |span::Place { line, column, offset }| Place { line, column, offset };
    let home = match source.home {
        Home::Workspace => "workspace",
        Home::Builtin => "builtin",
    };
    Location { source: home, path: &source.path, start: place(start), end: place(end) }
}

fn related<'a>(context: Context<'a>, rows: &[diagnostic::Related]) -> Vec<Related<'a>> {
    let row = |row: &diagnostic::Related| Related {
        message: catalogue::text(context.lang, &row.message),
        location: location(context, row.location),
    };
    rows.iter().map(row).collect()
}

fn pass(pass: &report::Pass) -> Pass<'_> {
    Pass { policy: &pass.policy, document: document(&pass.document), pointers: &pass.pointers }
}

fn not_applicable<'a>(context: Context<'a>, report: &'a Report) -> Vec<Skipped<'a>> {
    let skipped = report.skipped().map(|(row, reason)| Skipped {
        policy: &row.policy,
        document: document(&row.document),
        reason: catalogue::text(context.lang, reason),
    });
    skipped.collect()
}

fn exemption<'a>(context: Context<'a>, row: &'a report::Exemption) -> Exemption<'a> {
    Exemption {
        policy: &row.policy,
        document: document(&row.document),
        reason: &row.reason,
        location: row.location.map(|place| location(context, place)),
    }
}

fn trouble<'a>(context: Context<'a>, row: &'a report::Repeated) -> Trouble<'a> {
    let diagnostic = &row.diagnostic;
    Trouble {
        policy: row.policy.as_deref(),
        message: catalogue::text(context.lang, &diagnostic.message),
        location: diagnostic.location.map(|place| location(context, place)),
        count: row.count,
        severity: diagnostic.severity.word(),
        code: &diagnostic.code,
        help: diagnostic.help.iter().map(|help| catalogue::text(context.lang, help)).collect(),
        related: related(context, &diagnostic.related),
    }
}

#[cfg(test)]
mod tests;
