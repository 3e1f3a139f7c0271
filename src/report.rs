//! Why: a report says what was judged and what was not, so that a clean run cannot hide a file that nobody read. Its
//! counts add up to what was planned, over a population listed by path and digest.

pub mod since;

use std::sync::Arc;

use jiff::civil::Date;

use crate::diagnostic::{Diagnostic, Severity};
use crate::finding::{Disposition, DocumentRef, Finding, Verdict};
use crate::message::{LocalText, Message};
use crate::source::Sources;

/// Everything that one run found out.
#[derive(Clone, Debug)]
pub struct Report {
    /// The day that everything was judged by.
    pub as_of: Date,
    /// The zone in which that day is today; none for a day that was given.
    pub zone: Option<Arc<str>>,
    /// The weight at or above which findings fail the run; `None` for never.
    pub fail_on: Option<Severity>,
    /// Declared jurisdictions of the workspace.
    pub jurisdictions: Vec<Arc<str>>,
    /// Declared sectors of the workspace.
    pub sectors: Vec<Arc<str>>,
    /// The day the clause catalogue speaks of.
    pub catalogue_as_of: Date,
    /// SHA-256 over all policies in force, in hexadecimal.
    pub policies_digest: String,
    /// SHA-256 over the configuration in force, in hexadecimal.
    pub config_digest: String,
    /// Packs in force.
    pub packs: Vec<PackRef>,
    /// Every file that was met.
    pub population: Vec<Member>,
    /// How many policies were in force.
    pub policies: usize,
    /// The policies in force, as formats that list rules describe them; sorted by id.
    pub rules: Vec<RuleRef>,
    /// Evaluations by verdict.
    pub evaluations: Evaluations,
    /// Findings, sorted.
    pub findings: Vec<Finding>,
    /// Evaluations that passed, sorted; only kept on request.
    pub passes: Vec<Pass>,
    /// What each evaluation came to, sorted; only kept on request. Of policies that do not speak about the kind of a
    /// document nothing is kept.
    pub verdicts: Vec<Judgement>,
    /// Evaluations taken off by configuration.
    pub exempt: Vec<Exemption>,
    /// Trouble of policies, configuration or the tool itself.
    pub diagnostics: Vec<Repeated>,
    /// Remarks for the reader (no jurisdiction declared, nothing to report for the given paths).
    pub notes: Vec<Message>,
    /// Whether a workspace of which nothing was judged is what was wanted.
    pub accepts_empty: bool,
    /// What locations point into.
    pub sources: Sources,
}

/// A pack in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackRef {
    /// Its name.
    pub id: Arc<str>,
    /// Its version.
    pub version: Arc<str>,
    /// SHA-256 over its files, in hexadecimal.
    pub digest: String,
}

/// A policy in force, in its own words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleRef {
    /// `pack/name`.
    pub id: Arc<str>,
    /// Short title: what a file would wrongly state.
    pub title: LocalText,
    /// Weight of its findings, before configuration.
    pub severity: Severity,
    /// Why it matters, in prose.
    pub why: LocalText,
    /// How to mend a finding.
    pub help: LocalText,
    /// Category of risk it belongs to.
    pub risk_category: Option<Arc<str>>,
}

/// One file of the population, or one document of a multi-document file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Path, position, kind and id.
    pub document: DocumentRef,
    /// SHA-256 of the bytes, in hexadecimal; empty when they were not read.
    pub sha256: Arc<str>,
    /// What became of it.
    pub state: MemberState,
}

/// What became of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MemberState {
    /// Read and judged.
    Read,
    /// Not what its format asks for.
    Broken,
    /// Of no known kind.
    Unrecognised,
    /// Taken out by configuration.
    Excluded,
    /// Larger than the limit.
    OverLimit,
}

/// Evaluations by verdict.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Evaluations {
    /// The rule is broken.
    pub fail: usize,
    /// Could not be judged.
    pub unknown: usize,
    /// The rule is satisfied.
    pub pass: usize,
    /// The rule does not speak about the document.
    pub not_applicable: usize,
    /// Taken off with a reason.
    pub exempt: usize,
}

impl Evaluations {
    /// Counts others in.
    pub fn add(&mut self, other: &Self) {
        let Self { fail, unknown, pass, not_applicable, exempt } = other;
        self.fail += fail;
        self.unknown += unknown;
        self.pass += pass;
        self.not_applicable += not_applicable;
        self.exempt += exempt;
    }
}

/// One evaluation with its verdict.
#[derive(Clone, Debug, PartialEq)]
pub struct Judgement {
    /// `pack/name`.
    pub policy: Arc<str>,
    /// The document; that of the workspace for a rule over the whole.
    pub document: DocumentRef,
    /// What it came to.
    pub verdict: Verdict,
    /// Why it did not apply, where it did not.
    pub reason: Option<Message>,
}

/// An evaluation that passed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pass {
    /// `pack/name`.
    pub policy: Arc<str>,
    /// The document; `None` for a rule over the workspace.
    pub document: DocumentRef,
    /// Pointers of the values on which it rests.
    pub pointers: Vec<String>,
}

/// An evaluation taken off by configuration.
#[derive(Clone, Debug, PartialEq)]
pub struct Exemption {
    /// `pack/name`.
    pub policy: Arc<str>,
    /// The document.
    pub document: DocumentRef,
    /// Why, in the words of whoever wrote it.
    pub reason: Arc<str>,
    /// Where that is written.
    pub location: Option<crate::diagnostic::Location>,
}

/// A diagnostic with how often it came up.
#[derive(Clone, Debug, PartialEq)]
pub struct Repeated {
    /// The policy, when a policy is to blame.
    pub policy: Option<Arc<str>>,
    /// What is wrong.
    pub diagnostic: Diagnostic,
    /// How many evaluations it stopped.
    pub count: usize,
}

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// No finding at or above the gate.
    Clean,
    /// Findings at or above the gate.
    Findings,
    /// Something was left unjudged: a fault, a limit, unreadable policies or configuration; or nothing was judged.
    Incomplete,
}

impl Report {
    /// Evaluations that did not apply, each with the reason; only of a report that kept verdicts.
    pub fn skipped(&self) -> impl Iterator<Item = (&Judgement, &Message)> {
        self.verdicts.iter().filter_map(|row| Some((row, row.reason.as_ref()?)))
    }

    /// How the run ended. Incomplete wins over findings.
    pub fn outcome(&self) -> Outcome {
        if self.is_empty_handed() || self.diagnostics.iter().any(|row| row.diagnostic.severity == Severity::Error) {
            Outcome::Incomplete
        } else if self.findings.iter().any(|finding| self.counts(finding)) {
            Outcome::Findings
        } else {
            Outcome::Clean
        }
    }

    /// Whether nothing was judged, so that "no finding" would say nothing.
    pub fn has_judged_nothing(&self) -> bool {
        self.findings.is_empty() && self.members(MemberState::Read) == 0
    }

    /// Whether nothing was judged although something should have been.
    pub fn is_empty_handed(&self) -> bool {
        self.has_judged_nothing() && !self.accepts_empty
    }

    /// Whether a finding fails the run.
    pub fn counts(&self, finding: &Finding) -> bool {
        finding.disposition == Disposition::Active && self.fail_on.is_some_and(|gate| finding.severity >= gate)
    }

    /// Active findings of one weight.
    pub fn active(&self, severity: Severity) -> usize {
        let wanted = |finding: &&Finding| finding.disposition == Disposition::Active && finding.severity == severity;
        self.findings.iter().filter(wanted).count()
    }

    /// Active findings, those first that a reader must not miss: by weight, fails before what could not be judged, then
    /// in the order of the report. Formats with room for some findings only take them from the front.
    pub fn worst_first(&self) -> Vec<&Finding> {
        let mut list: Vec<&Finding> =
            self.findings.iter().filter(|finding| finding.disposition == Disposition::Active).collect();
        list.sort_by_key(|finding| (std::cmp::Reverse(finding.severity), finding.verdict != Verdict::Fail));
        list
    }

    /// Findings with one disposition.
    pub fn with(&self, disposition: Disposition) -> usize {
        self.findings.iter().filter(|finding| finding.disposition == disposition).count()
    }

    /// Files in one state.
    pub fn members(&self, state: MemberState) -> usize {
        self.population.iter().filter(|member| member.state == state).count()
    }
}

impl Evaluations {
    /// Counts one.
    pub fn count(&mut self, verdict: Verdict) {
        match verdict {
            Verdict::Fail => self.fail += 1,
            Verdict::Unknown(_) => self.unknown += 1,
            Verdict::Pass => self.pass += 1,
            Verdict::NotApplicable => self.not_applicable += 1,
            Verdict::Exempt => self.exempt += 1,
        }
    }

    /// All of them.
    pub fn total(&self) -> usize {
        self.fail + self.unknown + self.pass + self.not_applicable + self.exempt
    }
}

impl MemberState {
    /// The word of the machine formats.
    pub fn word(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Broken => "broken",
            Self::Unrecognised => "unrecognised",
            Self::Excluded => "excluded",
            Self::OverLimit => "over_limit",
        }
    }
}

impl Outcome {
    /// The word of the machine formats.
    pub fn word(self) -> &'static str {
        match self {
            Self::Clean => "clean",
            Self::Findings => "findings",
            Self::Incomplete => "incomplete",
        }
    }

    /// The exit code of the process.
    pub fn exit_code(self) -> u8 {
        match self {
            Self::Clean => 0,
            Self::Findings => 1,
            Self::Incomplete => 2,
        }
    }
}
