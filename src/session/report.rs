//! Why: a report is put together in one place, so that `check`, a watcher and an editor can never count differently.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::{Keep, Snapshot};
use crate::clause::{Catalogue, Clause, has_law};
use crate::coverage::{Coverage, coverage};
use crate::diagnostic::{Diagnostic, Severity};
use crate::evaluate::{Evaluated, Laxer, evaluate};
use crate::finding::Finding;
use crate::index::Query;
use crate::knowledge::Knowledge;
use crate::message::{Arg, Message};
use crate::model::read::Seen;
use crate::policy::Policy;
use crate::report::{Repeated, Report, RuleRef};
use crate::script::host::fault_location;

/// What to report of what was judged.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Only findings that have to do with these files or folders; empty for all.
    pub paths: Vec<String>,
    /// What to keep beyond findings and counts.
    pub keep: Keep,
    /// The gate, if not that of the configuration.
    pub fail_on: Option<Option<Severity>>,
    /// Whether a workspace of which nothing is judged is well.
    pub accepts_empty: bool,
}

/// A check dated later than this after the catalogue's day says so: half a year, in which law changes.
const CATALOGUE_DAYS: i32 = 180;

impl Snapshot {
    /// Judges everything and reports what is wanted.
    pub fn check(&self, wanted: &Wanted) -> Report {
        self.write_up(evaluate(&self.knowledge, &self.table, wanted.keep), wanted)
    }

    /// What became of the clauses in scope, going by a report of this snapshot over the whole workspace that keeps
    /// verdicts ([`Keep::verdicts`]).
    pub fn coverage(&self, report: &Report) -> Coverage<'_> {
        coverage(&self.knowledge, &self.policies, report)
    }

    /// Judges everything; for tests of what evaluations rest on.
    pub fn evaluate(&self, keep: Keep) -> Evaluated {
        evaluate(&self.knowledge, &self.table, keep)
    }

    pub(super) fn write_up(&self, evaluated: Evaluated, wanted: &Wanted) -> Report {
        let knowledge = &self.knowledge;
        let config = &knowledge.config;
        let mut findings: Vec<Finding> = self.builtin.iter().cloned().chain(evaluated.findings).collect();
        if !wanted.paths.is_empty() {
            let mut selection = Selection { snapshot: self, paths: &wanted.paths, answers: HashMap::new() };
            findings.retain(|finding| selection.has(finding));
        }
        findings.sort_by(|a, b| a.order().cmp(&b.order()));
        let mut passes = evaluated.passes;
        passes.sort();
        let mut verdicts = evaluated.verdicts;
        verdicts.sort_by(|a, b| (&a.document, &a.policy).cmp(&(&b.document, &b.policy)));
        let mut exempt = evaluated.exempt;
        exempt.sort_by(|a, b| (&a.document, &a.policy).cmp(&(&b.document, &b.policy)));
        let mut notes = self.notes.clone();
        if findings.is_empty() && !wanted.paths.is_empty() {
            notes.push(Message::new("note.nothing-for-paths"));
        }
        Report {
            as_of: knowledge.as_of,
            zone: self.zone.clone(),
            fail_on: wanted.fail_on.unwrap_or(config.gate()),
            jurisdictions: config.jurisdictions.iter().map(|code| code.name.clone()).collect(),
            sectors: config.sectors.iter().map(|sector| sector.name.clone()).collect(),
            catalogue_as_of: Catalogue::as_of(),
            policies_digest: self.policies_digest.clone(),
            config_digest: config.digest.clone(),
            packs: self.packs.clone(),
            population: self.population.clone(),
            policies: self.policies.len(),
            rules: self.policies.iter().map(|policy| rule(policy)).collect(),
            evaluations: evaluated.counts,
            findings,
            passes,
            verdicts,
            exempt,
            diagnostics: self.repeated(evaluated.stopped, &evaluated.laxer),
            notes,
            accepts_empty: wanted.accepts_empty,
            sources: self.sources.clone(),
        }
    }

    /// Trouble of policies, once per policy and place, with how often it struck.
    fn repeated(
        &self,
        stopped: Vec<(Arc<crate::plan::Planned>, crate::ledger::Stopped)>,
        laxer: &BTreeSet<Laxer>,
    ) -> Vec<Repeated> {
        let mut list: Vec<Repeated> = self
            .diagnostics
            .iter()
            .map(|diagnostic| Repeated { policy: None, diagnostic: diagnostic.clone(), count: 1 })
            .collect();
        let mut by_place: BTreeMap<_, Repeated> = BTreeMap::new();
        for (planned, stop) in stopped {
            let policy = &planned.policy;
            // A script that does not compile was told so once; what it should have judged counts there.
            let own = |row: &&mut Repeated| {
                row.diagnostic.code == "policy/script"
                    && row.diagnostic.location.is_some_and(|at| at.source == policy.source_id)
            };
            if let Some(row) = list.iter_mut().find(own) {
                row.count = if row.policy.is_some() { row.count + 1 } else { 1 };
                row.policy = Some(policy.id.clone());
                continue;
            }
            let key = (policy.id.clone(), stop.at);
            let entry = by_place.entry(key).or_insert_with(|| {
                let code = match stop.cause {
                    crate::finding::Cause::Limit => "policy/limit",
                    _ => "policy/fault",
                };
                let location = fault_location(policy, &stop);
                let diagnostic = Diagnostic::error(code, location, stop.message.clone());
                Repeated { policy: Some(policy.id.clone()), diagnostic, count: 0 }
            });
            entry.count += 1;
        }
        list.extend(by_place.into_values());
        list.extend(laxer.iter().map(|laxer| self.laxer(laxer)));
        list
    }

    /// A value of the configuration that a clause overrules. No policy is to blame, and nothing is left unjudged.
    fn laxer(&self, laxer: &Laxer) -> Repeated {
        let named = self.knowledge.catalogue.get(&laxer.clause).map(Clause::citation);
        let (instrument, article) = named.map(|named| (named.instrument, named.clause)).unwrap_or_default();
        let message = Message::new("config.laxer")
            .text("own", laxer.own.clone())
            .text("policy", laxer.policy.clone())
            .text("parameter", laxer.parameter.clone())
            .text("set", laxer.set.clone())
            .arg("clause", Arg::Citation(instrument, article));
        let diagnostic = Diagnostic::new("config/laxer", Severity::Info, Some(laxer.location), message);
        Repeated { policy: None, diagnostic, count: 1 }
    }
}

/// The files and folders that a report is wanted for.
struct Selection<'a> {
    snapshot: &'a Snapshot,
    paths: &'a [String],
    /// Whether the answer to a question has to do with them.
    answers: HashMap<Query, bool>,
}

impl Selection<'_> {
    fn has(&mut self, finding: &Finding) -> bool {
        let places = finding.related.iter().map(|related| related.location).chain([finding.location]);
        self.is_under(&finding.document.path)
            || places.into_iter().any(|place| self.is_under(&self.snapshot.sources.get(place.source).path))
            || finding.read.iter().any(|query| self.is_answered_there(query))
    }

    fn is_answered_there(&mut self, query: &Query) -> bool {
        if let Some(known) = self.answers.get(query) {
            return *known;
        }
        let Knowledge { index, documents, .. } = &*self.snapshot.knowledge;
        let is_there = index.answered_by(query).iter().any(|id| self.is_under(&documents.get(*id).reference.path));
        self.answers.insert(query.clone(), is_there);
        is_there
    }

    fn is_under(&self, path: &str) -> bool {
        self.paths.iter().any(|wanted| {
            wanted.is_empty()
                || path == wanted
                || path.strip_prefix(wanted.as_str()).is_some_and(|rest| rest.starts_with('/'))
        })
    }
}

fn rule(policy: &Policy) -> RuleRef {
    RuleRef {
        id: policy.id.clone(),
        title: policy.title.clone(),
        severity: policy.severity,
        why: policy.prose.clone(),
        help: policy.help.clone(),
        risk_category: policy.risk_category.clone(),
    }
}

/// Remarks that belong to every report of this workspace.
pub(super) fn notes(knowledge: &Knowledge) -> Vec<Message> {
    let mut notes = Vec::new();
    let documents = &knowledge.documents;
    let stated = documents.iter().any(|(id, entry)| {
        entry.table.is_some() && !matches!(documents.follow(entry.root(id), "jurisdictions").0, Seen::Missing)
    });
    if knowledge.config.jurisdictions.is_empty() && !stated && !documents.list.is_empty() {
        notes.push(Message::new("note.no-jurisdiction"));
    }
    let lawless = knowledge.config.jurisdictions.iter().filter(|code| !has_law(&code.name));
    notes.extend(lawless.map(|code| Message::new("note.no-law").text("name", code.name.clone())));
    let catalogue = Catalogue::as_of();
    let age = knowledge.as_of.since(catalogue).map_or(0, |span| span.get_days());
    if age > CATALOGUE_DAYS {
        notes.push(
            Message::new("note.old-catalogue")
                .text("as_of", knowledge.as_of.to_string())
                .text("catalogue", catalogue.to_string()),
        );
    }
    notes
}
