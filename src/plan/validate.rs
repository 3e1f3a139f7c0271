//! Why: a setting that does nothing looks like one that does. Every name that the configuration uses is looked up before
//! anything is judged, with the near one where it is a slip.

use std::sync::Arc;

use super::own;
use crate::clause::Catalogue;
use crate::config::{Config, Setting};
use crate::diagnostic::{Diagnostic, Location};
use crate::message::Message;
use crate::near::nearest;
use crate::policy::{Parameter, Policy};

/// Checks the configuration against the policies that exist: unknown ids, packs, parameters and values. `broken` are the
/// ids of policies that are there and could not be read; of those it was said what is wrong, and not that they are missing.
pub fn validate(
    config: &Config,
    policies: &[Arc<Policy>],
    broken: &[Arc<str>],
    catalogue: &Catalogue,
) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    let unread = broken.iter().filter_map(|id| id.split_once('/')).map(|(pack, _)| pack);
    let packs: Vec<&str> = policies.iter().map(|policy| policy.pack()).chain(unread).collect();
    for pack in config.packs.iter().flatten() {
        if !packs.contains(&&*pack.name) {
            problems.push(unknown("config.unknown-pack", &pack.name, pack.location, packs.iter().copied()));
        }
    }
    for setting in &config.settings {
        for named in &setting.policies {
            let mut ids = policies.iter().map(|policy| &policy.id).chain(broken);
            if !ids.any(|id| crate::config::names_policy(&named.name, id)) {
                let ids = policies.iter().map(|policy| &*policy.id);
                problems.push(unknown("config.unknown-policy", &named.name, named.location, ids));
            }
        }
        let concerned: Vec<&Arc<Policy>> = policies.iter().filter(|policy| setting.is_for(&policy.id)).collect();
        problems.extend(validate_parameters(setting, &concerned, catalogue));
    }
    problems
}

fn validate_parameters(setting: &Setting, concerned: &[&Arc<Policy>], catalogue: &Catalogue) -> Vec<Diagnostic> {
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
            if let Err(own::Slip { span, message, near }) = own::read(document, node, parameter, catalogue) {
                let problem = Diagnostic::error("config/value", document.location(span), message);
                problems.push(match near {
                    Some(near) => problem.with_help(Message::new("near.name").text("name", near)),
                    None => problem,
                });
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
