//! Why: a finding is what a person acts on, so it carries everything that the person, a machine format and a later
//! waiver need: one primary place, the value and the limit with their origins, the clauses that ask for it, and a
//! fingerprint that survives edits of other lines.

use std::sync::Arc;

use sha2::{Digest, Sha256};

use crate::clause::Relation;
use crate::diagnostic::{Location, Related, Severity};
use crate::index::Query;
use crate::message::{LocalText, Message};
pub use crate::model::DocumentRef;
use crate::source::hex;

/// What one evaluation came to. The order is the order of strength: the strongest of several wins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Verdict {
    /// Configuration or a clause's own exemption takes it off.
    Exempt,
    /// Selector, `when`, `skip` or the format excluded it.
    NotApplicable,
    /// The file satisfies the rule.
    Pass,
    /// It could not be judged.
    Unknown(Cause),
    /// The rule is broken.
    Fail,
}

/// Why something could not be judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Cause {
    /// A value is missing, of the wrong type, not readable, or cannot be compared.
    Undecidable,
    /// The script broke.
    Fault,
    /// The evaluation ran into its budget.
    Limit,
}

/// What became of a finding. Findings are never deleted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Disposition {
    /// Counts.
    Active,
    /// A person accepted it until a date.
    Waived,
    /// It was there when the baseline was taken.
    Baselined,
}

/// A clause as cited by a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cited {
    /// Key in the catalogue.
    pub id: Arc<str>,
    /// What the clause is to this rule.
    pub relation: Relation,
    /// Its instrument, for people.
    pub instrument: LocalText,
    /// Its article, for people.
    pub article: LocalText,
    /// What it asks for.
    pub obligation: LocalText,
    /// A further condition that a check does not evaluate; empty if none.
    pub applies_when: LocalText,
    /// Catalogue word for what happens to such a clause: broken, fallen short of, missed.
    pub breach: &'static str,
}

/// The value that something was measured against.
#[derive(Clone, Debug, PartialEq)]
pub struct Limit {
    /// As text.
    pub value: Arc<str>,
    /// Who set it.
    pub origin: LimitOrigin,
    /// Where it is written, when it is written somewhere.
    pub location: Option<Location>,
}

/// Who set a limit. Every number that no in-scope clause sets is shown as what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LimitOrigin {
    /// A clause in scope; its id.
    Clause(Arc<str>),
    /// The workspace's configuration.
    Config,
    /// The policy's own default.
    PackDefault,
    /// The policy's own default, where it says that no clause asks for the rule at all.
    OwnTarget,
    /// Another value of the workspace's files.
    Document,
    /// Written in the rule itself.
    Rule,
}

/// A change that would mend a finding and is certain to be meant.
#[derive(Clone, Debug, PartialEq)]
pub struct Fix {
    /// What it does.
    pub message: Message,
    /// What to replace.
    pub location: Location,
    /// With what.
    pub text: Arc<str>,
}

/// One fail, or one place that could not be judged.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// `pack/name` of the policy.
    pub policy: Arc<str>,
    /// Which of the policy's checks: its message id.
    pub check: Arc<str>,
    /// Title of the policy.
    pub title: LocalText,
    /// Weight, after configuration.
    pub severity: Severity,
    /// [`Verdict::Fail`] or [`Verdict::Unknown`].
    pub verdict: Verdict,
    /// What became of it.
    pub disposition: Disposition,
    /// What is wrong.
    pub message: Message,
    /// How to mend it.
    pub help: Vec<Message>,
    /// Clauses in scope that the rule rests on, and good practice beside them.
    pub clauses: Vec<Cited>,
    /// `f1:` and 32 hexadecimal digits.
    pub fingerprint: String,
    /// The document.
    pub document: DocumentRef,
    /// The value; of a missing value, the missing key.
    pub pointer: String,
    /// The value as written; `None` when it is missing or a container.
    pub value: Option<Arc<str>>,
    /// What it was measured against.
    pub limit: Option<Limit>,
    /// The place: the value; of a missing value, the key of the nearest parent that exists.
    pub location: Location,
    /// Further places.
    pub related: Vec<Related>,
    /// Questions to the index on whose answers it rests: a change of a document among them may change it. Shared by the
    /// findings of one evaluation, and questions rather than paths, since one answer may be every document there is.
    pub read: Arc<[Query]>,
    /// A sure fix.
    pub fix: Option<Fix>,
}

impl Verdict {
    /// The word of the machine formats.
    pub fn word(self) -> &'static str {
        match self {
            Self::Exempt => "exempt",
            Self::NotApplicable => "not-applicable",
            Self::Pass => "pass",
            Self::Unknown(_) => "unknown",
            Self::Fail => "fail",
        }
    }
}

impl Cause {
    /// The word of the machine formats.
    pub fn word(self) -> &'static str {
        match self {
            Self::Undecidable => "undecidable",
            Self::Fault => "fault",
            Self::Limit => "limit",
        }
    }
}

impl Disposition {
    /// The word of the machine formats.
    pub fn word(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Waived => "waived",
            Self::Baselined => "baselined",
        }
    }
}

impl LimitOrigin {
    /// The catalogue words for it.
    pub fn words(&self) -> &'static str {
        match self {
            Self::Clause(_) => "limit.clause",
            Self::Config => "limit.config",
            Self::PackDefault => "limit.pack-default",
            Self::OwnTarget => "limit.own-target",
            Self::Document => "limit.document",
            Self::Rule => "limit.rule",
        }
    }

    /// The word of the machine formats.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Clause(_) => "clause",
            Self::Config => "config",
            Self::PackDefault => "pack default",
            Self::OwnTarget => "own target",
            Self::Document => "document",
            Self::Rule => "rule",
        }
    }
}

impl DocumentRef {
    /// The name that survives a move of the file: kind and id where both are stated and no other document has them too,
    /// else path and position.
    pub fn identity(&self) -> String {
        match (&self.kind, &self.id) {
            (Some(kind), Some(id)) if !self.twin => format!("{kind}:{id}"),
            _ => format!("{}#{}", self.path, self.index),
        }
    }
}

impl Finding {
    /// The short name shown beside a finding and accepted by `explain` and `waive`.
    pub fn handle(&self) -> String {
        let digits = self.fingerprint.strip_prefix("f1:").unwrap_or(&self.fingerprint);
        format!("#{}", digits.get(..HANDLE_DIGITS).unwrap_or(digits))
    }

    /// The order of reports: path, start, end, policy, check, pointer.
    pub fn order(&self) -> impl Ord + '_ {
        let span = self.location.span;
        (&self.document.path, span.start, span.end, &self.policy, &self.check, &self.pointer, self.document.index)
    }
}

/// Hexadecimal digits of a handle: with 1,000 open findings two share one with a chance of about 3 %, and then both are
/// listed.
const HANDLE_DIGITS: usize = 6;

/// The fingerprint of a finding: policy, check, document identity and pointer; no line and no value, so that it
/// survives edits elsewhere and changes of the value.
pub fn fingerprint(policy: &str, check: &str, document: &DocumentRef, pointer: &str) -> String {
    let mut hash = Sha256::new();
    for part in [policy, check, &document.identity(), pointer] {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part.as_bytes());
    }
    format!("f1:{}", &hex(&hash.finalize())[..32])
}
