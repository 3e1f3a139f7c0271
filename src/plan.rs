//! Why: what will be judged is decided before anything is judged, with a reason for everything left out, so that the
//! counts of a report can be checked against it.

mod cite;
pub mod limits;
mod own;
mod pick;
mod pointer;
mod validate;

use std::sync::Arc;

use crate::clause::Catalogue;
use crate::config::{Config, Named, Setting};
use crate::diagnostic::{Location, Severity};
use crate::finding::LimitOrigin;
use crate::policy::parameter::Basis;
use crate::policy::{Parameter, Policy};
use crate::value::Owned;
pub use cite::{cite, cited, clauses_in_scope};
use limits::{Candidate, Terms};
pub use pick::{Entry, Picked, pick};
use pointer::matches_pointer;
pub use validate::validate;

/// A policy with the settings that hold for one file, and with the limits that hold for one document.
#[derive(Clone, Debug)]
pub struct Planned {
    /// The policy.
    pub policy: Arc<Policy>,
    /// Weight in force.
    pub severity: Severity,
    /// Parameters in force, in the order of the policy's own. Behind them stand the values of `candidates`.
    pub parameters: Vec<InForce>,
    /// Where the parameters that clauses may set can come from; none before [`limits::under`] has looked, or where no
    /// clause is in scope.
    pub candidates: Vec<Candidate>,
    /// Whom and what the candidates were looked up for.
    pub terms: Option<Arc<Terms>>,
    /// Why it does not apply here, and where that is written.
    pub exempt: Option<(Arc<str>, Location)>,
}

/// A value of a parameter.
#[derive(Clone, Debug)]
pub struct InForce {
    /// Name of the parameter.
    pub name: Arc<str>,
    /// The value.
    pub value: Owned,
    /// Who set it.
    pub origin: LimitOrigin,
    /// Where it is written; a number of the built-in catalogue, where the policy cites it.
    pub location: Location,
    /// The place in the configuration that sets it, if it is set there.
    pub set_at: Option<Location>,
    /// Positions among the parameters of further values that must hold as well: which of them is stricter cannot be told.
    pub beside: Vec<usize>,
    /// Position of the configuration's own value, where that is laxer than what a clause sets and so does not count.
    pub overruled: Option<usize>,
}

/// Whether a policy is in force at all.
pub fn is_on(config: &Config, policy: &Policy) -> bool {
    config.packs.as_ref().is_none_or(|packs| packs.iter().any(|pack| &*pack.name == policy.pack()))
}

/// The settings of a policy for one file. What they say of one place of it is left to [`at_place`].
///
/// What clauses set is added by [`limits::under`], since that differs by document.
pub fn settle(config: &Config, catalogue: &Catalogue, policy: &Arc<Policy>, path: &str) -> Planned {
    let mut planned = Planned {
        policy: policy.clone(),
        severity: policy.severity,
        parameters: policy.parameters.iter().map(|parameter| own_default(policy, parameter)).collect(),
        candidates: Vec::new(),
        terms: None,
        exempt: None,
    };
    for setting in &config.settings {
        if !setting.is_for(&policy.id) || !setting.is_at(path) {
            continue;
        }
        if setting.pointer.is_some() {
            // A place of an exempt file may be judged after all; then the file is, and `at_place` sorts the findings.
            if setting.severity.is_some() {
                planned.exempt = None;
            }
            continue;
        }
        if let Some(severity) = setting.severity {
            planned.severity = severity;
            planned.exempt = None;
        }
        if let Some(reason) = &setting.exempt {
            planned.exempt = Some((reason.name.clone(), reason.location));
        }
        configure(&mut planned, catalogue, setting);
    }
    planned
}

/// What the configuration says of a policy at one place of a file: another weight, or why it does not apply. The last
/// setting that matches wins, whether it speaks about the place, the file or everything.
pub fn at_place<'a>(
    config: &'a Config,
    policy: &str,
    path: &str,
    pointer: &str,
) -> (Option<Severity>, Option<&'a Named>) {
    let (mut severity, mut exempt) = (None, None);
    for setting in &config.settings {
        let is_here = setting.pointer.as_ref().is_none_or(|pattern| matches_pointer(pattern, pointer));
        if !is_here || !setting.is_for(policy) || !setting.is_at(path) {
            continue;
        }
        if setting.severity.is_some() {
            (severity, exempt) = (setting.severity, None);
        }
        exempt = setting.exempt.as_ref().or(exempt);
    }
    (severity, exempt)
}

fn own_default(policy: &Policy, parameter: &Parameter) -> InForce {
    let origin = match parameter.basis {
        Basis::PackDefault => LimitOrigin::PackDefault,
        Basis::OwnTarget => LimitOrigin::OwnTarget,
    };
    InForce::new(&parameter.name, parameter.default.clone(), origin, policy.location(parameter.span))
}

fn configure(planned: &mut Planned, catalogue: &Catalogue, setting: &Setting) {
    let Some((document, table)) = &setting.params else { return };
    for (parameter, in_force) in planned.policy.parameters.iter().zip(&mut planned.parameters) {
        let Some(node) = document.get(*table, &parameter.name) else { continue };
        // A value that does not fit was reported by `validate`, and then nothing is judged.
        if let Ok(own) = own::read(document, node, parameter, catalogue) {
            *in_force = own;
        }
    }
}

impl InForce {
    fn new(name: &Arc<str>, value: Owned, origin: LimitOrigin, location: Location) -> Self {
        Self { name: name.clone(), value, origin, location, set_at: None, beside: Vec::new(), overruled: None }
    }

    /// Whether the configuration sets it, by a value or by naming a clause.
    pub fn is_configured(&self) -> bool {
        self.set_at.is_some()
    }
}

impl Planned {
    /// Positions of the values among which the one in force for the document was chosen.
    pub fn among(&self, catalogue: &Catalogue, of: usize) -> Vec<usize> {
        let case_types = self.terms.as_ref().and_then(|terms| terms.case_types.as_deref());
        self.speaking(catalogue, of, case_types).iter().map(|position| self.candidates[*position].at).collect()
    }

    /// The policy's own parameter of which a position among the parameters holds a value.
    pub fn own_of(&self, at: usize) -> usize {
        self.candidates.iter().find(|candidate| candidate.at == at).map_or(at, |candidate| candidate.of)
    }
}
