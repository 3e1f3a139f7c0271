//! Why: what will be judged is decided before anything is judged, with a reason for everything left out, so that the
//! counts of a report can be checked against it.

use std::sync::Arc;

use crate::clause::catalogue::Catalogue;
use crate::clause::scope::{Scope, covers, in_scope};
use crate::clause::{Citation as ClauseCitation, Relation};
use crate::config::{Config, Named, Setting};
use crate::diagnostic::{Diagnostic, Location, Severity};
use crate::finding::{Cited, LimitOrigin};
use crate::message::Message;
use crate::near::nearest;
use crate::policy::load::read_parameter;
use crate::policy::parameter::Basis;
use crate::policy::{Parameter, Policy};
use crate::value::Owned;

/// A policy with the settings that hold for one file.
#[derive(Clone, Debug)]
pub struct Planned {
    /// The policy.
    pub policy: Arc<Policy>,
    /// Weight in force.
    pub severity: Severity,
    /// Parameters in force, in the order of the policy's own.
    pub parameters: Vec<InForce>,
    /// Why it does not apply here, and where that is written.
    pub exempt: Option<(Arc<str>, Location)>,
}

/// A parameter with its value in force.
#[derive(Clone, Debug)]
pub struct InForce {
    /// Its name.
    pub name: Arc<str>,
    /// The value.
    pub value: Owned,
    /// Who set it.
    pub origin: LimitOrigin,
    /// Where it is written.
    pub location: Location,
}

/// Checks the configuration against the policies that exist: unknown ids, packs, parameters and values.
pub fn validate(config: &Config, policies: &[Arc<Policy>]) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    let packs: Vec<&str> = policies.iter().map(|policy| policy.pack()).collect();
    for pack in config.packs.iter().flatten() {
        if !packs.contains(&&*pack.name) {
            problems.push(unknown("config.unknown-pack", &pack.name, pack.location, packs.iter().copied()));
        }
    }
    for setting in &config.settings {
        for named in &setting.policies {
            if !policies.iter().any(|policy| crate::config::names_policy(&named.name, &policy.id)) {
                let ids = policies.iter().map(|policy| &*policy.id);
                problems.push(unknown("config.unknown-policy", &named.name, named.location, ids));
            }
        }
        let concerned: Vec<&Arc<Policy>> = policies.iter().filter(|policy| setting.is_for(&policy.id)).collect();
        problems.extend(validate_parameters(setting, &concerned));
    }
    problems
}

fn validate_parameters(setting: &Setting, concerned: &[&Arc<Policy>]) -> Vec<Diagnostic> {
    let Some((document, table)) = &setting.params else { return Vec::new() };
    let mut problems = Vec::new();
    if concerned.is_empty() {
        return problems;
    }
    for node in document.children(*table) {
        let Some(key) = document.key(node) else { continue };
        let declared: Vec<&Parameter> = concerned.iter().filter_map(|policy| policy.parameter(key)).collect();
        if declared.is_empty() {
            let names = concerned.iter().flat_map(|policy| policy.parameters.iter().map(|parameter| &*parameter.name));
            let location = document.location(document.node(node).key_span);
            problems.push(unknown("config.unknown-parameter", key, location, names));
        }
        for parameter in declared {
            if let Err(message) = read_parameter(document, node, parameter.ty) {
                let location = document.location(document.node(node).span);
                problems.push(Diagnostic::error("config/value", location, message));
            }
        }
    }
    problems
}

fn unknown<'a>(
    id: &'static str,
    name: &str,
    location: Location,
    known: impl IntoIterator<Item = &'a str>,
) -> Diagnostic {
    let problem = Diagnostic::error("config/unknown-name", location, Message::new(id).text("name", name));
    match nearest(name, known) {
        Some(near) => problem.with_help(Message::new("near.name").text("name", near)),
        None => problem,
    }
}

/// Whether a policy is in force at all.
pub fn is_on(config: &Config, policy: &Policy) -> bool {
    config.packs.as_ref().is_none_or(|packs| packs.iter().any(|pack| &*pack.name == policy.pack()))
}

/// The settings of a policy for one file. What they say of one place of it is left to [`at_place`].
pub fn settle(config: &Config, policy: &Arc<Policy>, path: &str) -> Planned {
    let mut planned = Planned {
        policy: policy.clone(),
        severity: policy.severity,
        parameters: policy.parameters.iter().map(|parameter| own_default(policy, parameter)).collect(),
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
        configure(&mut planned, setting);
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
    InForce {
        name: parameter.name.clone(),
        value: parameter.default.clone(),
        origin,
        location: policy.location(parameter.span),
    }
}

fn configure(planned: &mut Planned, setting: &Setting) {
    let Some((document, table)) = &setting.params else { return };
    for (parameter, in_force) in planned.policy.parameters.iter().zip(&mut planned.parameters) {
        let Some(node) = document.get(*table, &parameter.name) else { continue };
        // A value that does not fit was reported by `validate`, and then nothing is judged.
        if let Ok(value) = read_parameter(document, node, parameter.ty) {
            in_force.value = value;
            in_force.origin = LimitOrigin::Config;
            in_force.location = document.location(document.node(node).span);
        }
    }
}

/// Ids of the clauses of a policy that are in scope, whatever its checks.
pub fn clauses_in_scope<'a>(
    policy: &'a Policy,
    catalogue: &'a Catalogue,
    scope: &'a Scope,
) -> impl Iterator<Item = &'a str> {
    let bound = |id: &&str| catalogue.get(id).is_some_and(|clause| in_scope(clause, scope).is_ok());
    policy.clauses.iter().map(|citation| &*citation.id).filter(bound)
}

/// Clauses of a policy as they may be shown for a scope: duties in scope, and good practice.
///
/// A citation that names checks belongs to those only, and a fail that names a jurisdiction (its value `jurisdiction`)
/// is not laid at the door of another's law.
pub fn cite(
    policy: &Policy,
    catalogue: &Catalogue,
    scope: &Scope,
    check: &str,
    jurisdiction: Option<&str>,
) -> Vec<Cited> {
    let mut list: Vec<Cited> = policy
        .clauses
        .iter()
        .filter(|citation| citation.checks.is_empty() || citation.checks.iter().any(|own| **own == *check))
        .filter_map(|citation| {
            let clause = catalogue.get(&citation.id)?;
            in_scope(clause, scope).ok()?;
            if jurisdiction.is_some_and(|own| !covers(&clause.jurisdiction, own)) {
                return None;
            }
            let ClauseCitation { instrument, clause: article } = clause.citation();
            Some(Cited {
                id: citation.id.clone(),
                relation: citation.relation,
                instrument,
                article,
                obligation: clause.obligation.clone(),
                applies_when: clause.applies_when.clone(),
                breach: clause.breach_word(),
            })
        })
        .collect();
    list.sort_by_key(|cited| match cited.relation {
        Relation::Sets => 0,
        Relation::Supports => 1,
        Relation::Model => 2,
    });
    list
}

/// `/a/*/c`: `*` stands for one part, `**` for any number.
///
/// One pass over the pointer for each part of the pattern, however many `**` there are: which prefixes of the pointer
/// the pattern so far matches is all that has to be known.
fn matches_pointer(pattern: &str, pointer: &str) -> bool {
    let parts: Vec<&str> = pointer.split('/').collect();
    let mut reached = vec![false; parts.len() + 1];
    reached[0] = true;
    for own in pattern.split('/') {
        let mut next = vec![false; parts.len() + 1];
        for at in 0..=parts.len() {
            next[at] = match own {
                "**" => reached[at] || (at > 0 && next[at - 1]),
                _ => at > 0 && reached[at - 1] && (own == "*" || own == parts[at - 1]),
            };
        }
        reached = next;
    }
    reached[parts.len()]
}

#[cfg(test)]
mod tests {
    use super::matches_pointer;

    #[test]
    fn stars_stand_for_parts() {
        assert!(matches_pointer("/steps/*/within", "/steps/refund/within"));
        assert!(matches_pointer("/steps/**", "/steps/refund/next/0"));
        assert!(!matches_pointer("/steps/*", "/steps/refund/within"));
        assert!(matches_pointer("/**/within", "/deadlines/a/within"));
        assert!(matches_pointer("/**/within", "/within"), "`**` may stand for nothing");
        assert!(matches_pointer("/**", "/a") && matches_pointer("**", "") && matches_pointer("", ""));
        assert!(!matches_pointer("/**/within", "/deadlines/a/from") && !matches_pointer("/a", "/a/b"));
        assert!(matches_pointer("/a/**/b/**/c", "/a/x/b/y/b/c") && !matches_pointer("/a/**/b/**/c", "/a/x/c/b"));
    }

    #[test]
    fn many_double_stars_cost_no_more_than_many_parts() {
        let pattern = "/**".repeat(200) + "/end";
        let pointer = "/a".repeat(2000);
        assert!(!matches_pointer(&pattern, &pointer));
        assert!(matches_pointer(&pattern, &(pointer + "/end")));
    }
}
