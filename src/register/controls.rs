//! Why: a risk that is said to be under control while the controls have open findings should be looked at. The findings are
//! counted beside the risk; they never move its likelihood, since how often something goes wrong is not what a check of
//! files can tell.

use std::sync::Arc;

use super::stated::{self, own};
use super::{Register, Risk};
use crate::builtin::references::stands_for;
use crate::diagnostic::Location;
use crate::finding::{Disposition, Finding};
use crate::index::Resolution;
use crate::knowledge::Knowledge;
use crate::model::{DocumentRef, Handle, Spot};
use crate::report::Report;
use crate::schema::CONCERNED;
use crate::schema::shape::typed_reference;

/// Something that a risk is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Concern {
    /// As it is written, `process:complaints`.
    pub text: Arc<str>,
    /// Where it is written.
    pub location: Location,
    /// What it stands for; `None` for a name that nothing, or more than one thing, is declared under.
    pub target: Option<Target>,
}

/// A document, or a part of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The document.
    pub document: DocumentRef,
    /// The part of it; empty for the whole.
    pub pointer: String,
}

/// What a report says of the controls that a risk names: its policies, and the files it is about.
#[derive(Clone, Debug)]
pub struct Controls<'a> {
    /// The risk, by its position in [`Register::risks`].
    pub risk: usize,
    /// How many policies and known concerns it names; with 0 there is nothing that could have findings.
    pub named: usize,
    /// Open findings of these policies, and those in what it concerns; each once, in the order of the report.
    pub open: Vec<&'a Finding>,
    /// Policies that it names and that were not in force, so that nothing is known of them.
    pub not_in_force: Vec<Arc<str>>,
    /// Concerns that stand for nothing known.
    pub unknown: Vec<Arc<str>>,
}

/// What a report of the same workspace says of the controls of each risk, in the order of the ranking. Waived and baselined
/// findings are not open.
pub fn controls<'a>(register: &Register, report: &'a Report) -> Vec<Controls<'a>> {
    register.risks.iter().enumerate().map(|(at, risk)| of_risk(at, risk, report)).collect()
}

fn of_risk<'a>(at: usize, risk: &Risk, report: &'a Report) -> Controls<'a> {
    let is_in_force = |policy: &str| report.rules.iter().any(|rule| *rule.id == *policy);
    let targets: Vec<&Target> = risk.concerns.iter().filter_map(|concern| concern.target.as_ref()).collect();
    let touches = |finding: &Finding| {
        risk.policies.iter().any(|policy| policy.value == finding.policy)
            || targets.iter().any(|target| target.covers(finding))
    };
    let open = |finding: &&Finding| finding.disposition == Disposition::Active && touches(finding);
    let names = risk.policies.iter().map(|policy| &policy.value);
    Controls {
        risk: at,
        named: risk.policies.len() + targets.len(),
        open: report.findings.iter().filter(open).collect(),
        not_in_force: names.filter(|policy| !is_in_force(policy)).cloned().collect(),
        unknown: risk.concerns.iter().filter(|own| own.target.is_none()).map(|own| own.text.clone()).collect(),
    }
}

impl Target {
    /// Whether a finding is about this, or about a part of it.
    fn covers(&self, finding: &Finding) -> bool {
        let rest = finding.pointer.strip_prefix(&self.pointer);
        finding.document == self.document && rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }
}

/// What a risk is about.
pub(super) fn concerns(knowledge: &Knowledge, risk: Handle) -> Vec<Concern> {
    let documents = &knowledge.documents;
    let Some(list) = stated::table(documents, risk, "concerns") else { return Vec::new() };
    let concern = |item: Handle| {
        let text = own(documents, item)?;
        let location = stated::place(documents, &Spot::At(item));
        Some(Concern { target: target(knowledge, item, &text), text, location })
    };
    documents.items(list).filter_map(concern).collect()
}

/// Names are looked up as those of any reference: in the file, its organisation, then the workspace.
fn target(knowledge: &Knowledge, from: Handle, text: &str) -> Option<Target> {
    let (thing, name) = typed_reference(text, CONCERNED)?;
    match stands_for(&knowledge.documents, &knowledge.index, from.document, thing, name) {
        Resolution::One(found) => Some(Target {
            document: knowledge.documents.get(found.document).reference.clone(),
            pointer: knowledge.documents.pointer(&Spot::At(found)),
        }),
        Resolution::None | Resolution::Several(_) => None,
    }
}
