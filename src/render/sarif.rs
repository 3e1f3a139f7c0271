//! Why: code scanning (GitHub and others) reads SARIF 2.1.0, and what it does not like it drops or refuses without saying
//! so. Here the file keeps within the limits by itself, says what it left out, and gives each result the fingerprint by
//! which GitHub knows it again.
//!
//! Requirements and limits: GitHub's documentation of SARIF support for code scanning. Lines and columns count from 1,
//! columns in Unicode code points; paths are those of the repository. Files inside the binary are no artifacts of the
//! repository and are named in `properties`.

mod line_hash;
mod rules;
mod shape;

use std::collections::{BTreeMap, HashMap};

use crate::diagnostic::{self, Diagnostic, Severity};
use crate::finding::{Disposition, Finding, Verdict};
use crate::message::{Lang, Message};
use crate::render::host::{Suppressed, uri};
use crate::render::human::limit_labels;
use crate::render::json::writer;
use crate::render::{Style, catalogue, citation, shown_place, title};
use crate::report::{Outcome as Ended, Report};
use crate::source::SourceId;
use line_hash::line_hashes;
use shape::{
    Artifact, Automation, Builtin, Clause, Driver, Facts, Invocation, Limit, Location, Log, Notification, Outcome,
    Physical, Reference, Region, Run, RunFacts, Suppression, Text, Tool,
};

/// Most results of a run. GitHub refuses files with more than 25,000 and keeps the worst 5,000 of what it takes.
pub const MOST_RESULTS: usize = 5_000;

/// Related places that GitHub keeps of a result.
const MOST_PLACES: usize = 100;

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// A report as SARIF 2.1.0. Texts for people are in the language of the style.
pub fn sarif(report: &Report, style: &Style) -> String {
    let Chosen { results: chosen, placeless, .. } = choose(report, style);
    let rules = rules::rules(report, &[&chosen[..], &placeless[..]].concat(), style.lang);
    let index: HashMap<&str, usize> = rules.iter().enumerate().map(|(at, rule)| (rule.id, at)).collect();
    let mut context = Context { report, style, hashes: HashMap::new() };
    let results: Vec<Outcome<'_>> = chosen
        .iter()
        .filter_map(|finding| result(&mut context, finding, index.get(&*finding.policy).copied()?))
        .collect();
    let mut remarks: Vec<Notification<'_>> = placeless.iter().map(|finding| without_place(finding, style)).collect();
    remarks.extend(report.notes.iter().chain(&left_out(report, style)).map(|note| Notification {
        level: "note",
        message: plain(catalogue::text(style.lang, note)),
        descriptor: None,
        associated_rule: None,
        locations: vec![],
    }));
    writer::write(&Log {
        schema: SCHEMA,
        version: "2.1.0",
        runs: [Run {
            tool: Tool {
                driver: Driver {
                    name: "ombud",
                    version: env!("CARGO_PKG_VERSION"),
                    semantic_version: env!("CARGO_PKG_VERSION"),
                    information_uri: env!("CARGO_PKG_REPOSITORY"),
                    rules,
                },
            },
            language: style.lang.code(),
            column_kind: "unicodeCodePoints",
            // The part before the last slash is the category, the part behind it the run; runs have no name here.
            automation_details: style.host.category.as_ref().map(|category| Automation { id: format!("{category}/") }),
            invocations: [Invocation {
                execution_successful: report.outcome() != Ended::Incomplete,
                tool_configuration_notifications: report
                    .diagnostics
                    .iter()
                    .map(|row| notification(&context, row.policy.as_deref(), &row.diagnostic))
                    .collect(),
                tool_execution_notifications: remarks,
            }],
            results,
            properties: RunFacts {
                as_of: report.as_of.to_string(),
                catalogue_as_of: report.catalogue_as_of.to_string(),
                outcome: report.outcome().word(),
                policies_digest: &report.policies_digest,
                config_digest: &report.config_digest,
            },
        }],
    })
}

/// How many findings had no room, if any.
pub fn left_out(report: &Report, style: &Style) -> Option<Message> {
    let left = choose(report, style).left;
    (left > 0).then(|| Message::new("note.left-out").number("n", left).number("most", MOST_RESULTS))
}

/// What becomes of the findings of a report.
struct Chosen<'a> {
    /// Those with a place in the repository, the worst of them, in the order of the report.
    results: Vec<&'a Finding>,
    /// Those without one. GitHub refuses a file in which a result has no place, so they become notifications.
    placeless: Vec<&'a Finding>,
    /// How many had no room.
    left: usize,
}

fn choose<'a>(report: &'a Report, style: &Style) -> Chosen<'a> {
    let mut list = report.worst_first();
    if style.host.suppressed == Suppressed::Include {
        list.extend(report.findings.iter().filter(|finding| finding.disposition != Disposition::Active));
    }
    let (mut results, placeless): (Vec<&Finding>, Vec<&Finding>) =
        list.into_iter().partition(|finding| style.host.path_of(&report.sources, finding.location).is_some());
    let left = results.len().saturating_sub(MOST_RESULTS);
    results.truncate(MOST_RESULTS);
    results.sort_by(|a, b| a.order().cmp(&b.order()));
    Chosen { results, placeless, left }
}

struct Context<'a> {
    report: &'a Report,
    style: &'a Style,
    /// Hashes of the lines of files that have findings.
    hashes: HashMap<SourceId, Option<Vec<String>>>,
}

impl Context<'_> {
    /// A place in the repository; `None` for one inside the binary.
    fn location(&self, location: diagnostic::Location, message: Option<String>) -> Option<Location> {
        let path = self.style.host.path_of(&self.report.sources, location)?;
        let (start, end) = self.report.sources.get(location.source).places(location.span);
        Some(Location {
            id: None,
            physical_location: Physical {
                artifact_location: Artifact { uri: uri(&path) },
                region: Region {
                    start_line: start.line,
                    start_column: start.column,
                    end_line: end.line,
                    end_column: end.column,
                },
            },
            message: message.filter(|text| !text.is_empty()).map(plain),
        })
    }

    fn line_hash(&mut self, location: diagnostic::Location) -> Option<String> {
        let source = self.report.sources.get(location.source);
        let line = source.place(location.span.start).line as usize;
        let hashes = self.hashes.entry(location.source).or_insert_with(|| line_hashes(source)).as_ref()?;
        hashes.get(line - 1).cloned()
    }
}

fn result<'a>(context: &mut Context<'a>, finding: &'a Finding, rule_index: usize) -> Option<Outcome<'a>> {
    let lang = context.style.lang;
    let primary = context.location(finding.location, None)?;
    let mut places = related(finding, lang);
    places.retain(|(place, _)| *place != finding.location);
    let (mut related_locations, mut builtin_places) = (Vec::new(), Vec::new());
    for (place, message) in places.into_iter().take(MOST_PLACES) {
        match context.location(place, Some(message.clone())) {
            Some(location) => related_locations.push(Location { id: Some(related_locations.len() + 1), ..location }),
            None => {
                let source = context.report.sources.get(place.source);
                builtin_places.push(Builtin { place: shown_place(source, place.span.start), message });
            }
        }
    }
    let mut partial_fingerprints = BTreeMap::from([("ombud/v1", finding.fingerprint.clone())]);
    partial_fingerprints.extend(context.line_hash(finding.location).map(|hash| ("primaryLocationLineHash", hash)));
    Some(Outcome {
        rule_id: &finding.policy,
        rule_index,
        // `kind` would tell an undecidable case from a fail, but asks for the level `none` beside it, and then nobody
        // sees the weight. The verdict is in `properties`.
        level: level(finding.severity),
        message: plain(text(finding, lang)),
        locations: vec![primary],
        related_locations,
        partial_fingerprints,
        suppressions: suppressions(finding, lang),
        properties: Facts {
            check: &finding.check,
            verdict: finding.verdict.word(),
            cause: match finding.verdict {
                Verdict::Unknown(cause) => Some(cause.word()),
                _ => None,
            },
            handle: finding.handle(),
            pointer: &finding.pointer,
            value: finding.value.as_deref(),
            limit: finding.limit.as_ref().map(|limit| Limit { value: &limit.value, origin: limit.origin.word() }),
            clauses: finding
                .clauses
                .iter()
                .map(|cited| Clause {
                    id: &cited.id,
                    relation: cited.relation.word(),
                    citation: citation::citation(lang, cited),
                })
                .collect(),
            builtin_places,
        },
    })
}

/// The title as the first sentence, which GitHub shows alone; then the message, help and clauses.
fn text(finding: &Finding, lang: Lang) -> String {
    let stop = match lang {
        Lang::En => ". ",
        Lang::Zh => "。",
    };
    let title = title::of_finding(lang, finding);
    let mut out = format!("{}{stop}{}", title.trim_end_matches(['.', '。']), catalogue::text(lang, &finding.message));
    let help = finding.help.iter().map(|help| {
        let words = catalogue::text(lang, help);
        catalogue::compose(lang, &Message::new("finding.help"), &[("text", &words)])
    });
    for line in help.chain(finding.clauses.iter().flat_map(|cited| citation::lines(lang, finding, cited))) {
        out.push('\n');
        out.push_str(&line);
    }
    out
}

/// Where the limit is set and further places, with what is there.
fn related(finding: &Finding, lang: Lang) -> Vec<(diagnostic::Location, String)> {
    let limit = finding.limit.as_ref().and_then(|limit| {
        let (_, here) = limit_labels(&finding.check);
        let here = Message::new(here).arg("origin", citation::who_set(finding, limit));
        Some((limit.location?, catalogue::text(lang, &here)))
    });
    let rows = finding.related.iter().map(|row| (row.location, catalogue::text(lang, &row.message)));
    limit.into_iter().chain(rows).collect()
}

fn suppressions(finding: &Finding, lang: Lang) -> Vec<Suppression> {
    let justification = match finding.disposition {
        Disposition::Active => return vec![],
        Disposition::Waived => "page.why-waived",
        Disposition::Baselined => "page.why-baselined",
    };
    vec![Suppression { kind: "external", status: "accepted", justification: catalogue::word(lang, justification) }]
}

/// A finding that lies in no file of the repository.
fn without_place<'a>(finding: &'a Finding, style: &Style) -> Notification<'a> {
    Notification {
        level: level(finding.severity),
        message: plain(text(finding, style.lang)),
        descriptor: None,
        associated_rule: Some(Reference { id: &finding.policy }),
        locations: vec![],
    }
}

fn notification<'a>(context: &Context<'_>, policy: Option<&'a str>, problem: &'a Diagnostic) -> Notification<'a> {
    let lang = context.style.lang;
    let mut message = catalogue::text(lang, &problem.message);
    let location = problem.location.and_then(|place| context.location(place, None));
    if let (Some(place), None) = (problem.location, &location) {
        let place = shown_place(context.report.sources.get(place.source), place.span.start);
        message = format!("{place}: {message}");
    }
    Notification {
        level: level(problem.severity),
        message: plain(message),
        descriptor: Some(Reference { id: &problem.code }),
        associated_rule: policy.map(|id| Reference { id }),
        locations: location.into_iter().collect(),
    }
}

/// A message without links: SARIF reads `[words](target)` in plain text as one (section 3.11.6), and what a file says
/// must not become a link.
fn plain(text: String) -> Text {
    let text =
        if text.contains("](") { text.replace('\\', "\\\\").replace('[', "\\[").replace(']', "\\]") } else { text };
    Text { text, markdown: None }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

#[cfg(test)]
mod tests;
