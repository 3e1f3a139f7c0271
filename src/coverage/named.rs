//! Why: an organisation rests its limits on clauses of its own by naming them in `ombud.toml`. The policy does not cite
//! them, yet it is by them that its findings are decided, so an auditor must see them rest on it.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::{Place, place};
use crate::clause::{Catalogue, Relation, allowed_relation};
use crate::finding::LimitOrigin;
use crate::knowledge::Knowledge;
use crate::plan::settle;
use crate::policy::Policy;

/// The clauses that the configuration names for parameters, by policy.
#[derive(Debug, Default)]
pub struct Named<'a> {
    by_policy: HashMap<Arc<str>, HashMap<Arc<str>, Files<'a>>>,
}

/// Where a clause is named for a policy.
#[derive(Debug, Default)]
pub(super) struct Files<'a> {
    /// Documents to which the settings apply.
    pub documents: HashSet<Place<'a>>,
    /// They apply to what speaks about no single document.
    pub is_for_workspace: bool,
}

impl<'a> Named<'a> {
    /// Reads the settings for all policies.
    pub fn of(knowledge: &'a Knowledge, policies: &[Arc<Policy>]) -> Self {
        let config = &knowledge.config;
        let mut named = Self::default();
        let is_set = |policy: &&Arc<Policy>| {
            config.settings.iter().any(|setting| setting.params.is_some() && setting.is_for(&policy.id))
        };
        for policy in policies.iter().filter(is_set) {
            for clause in clauses(knowledge, policy, "") {
                named.files(policy, clause).is_for_workspace = true;
            }
            for (_, entry) in knowledge.documents.iter().filter(|(_, entry)| entry.completes.is_none()) {
                for clause in clauses(knowledge, policy, &entry.reference.path) {
                    named.files(policy, clause).documents.insert(place(&entry.reference));
                }
            }
        }
        named
    }

    /// Whether a policy rests on a clause anywhere because the configuration says so.
    pub fn rests(&self, policy: &str, clause: &str) -> bool {
        self.get(policy, clause).is_some()
    }

    pub(super) fn get(&self, policy: &str, clause: &str) -> Option<&Files<'a>> {
        self.by_policy.get(policy)?.get(clause)
    }

    fn files(&mut self, policy: &Policy, clause: Arc<str>) -> &mut Files<'a> {
        self.by_policy.entry(policy.id.clone()).or_default().entry(clause).or_default()
    }
}

/// The clauses that set a parameter of a policy for a file, by the configuration.
fn clauses(knowledge: &Knowledge, policy: &Arc<Policy>, path: &str) -> Vec<Arc<str>> {
    let catalogue: &Catalogue = &knowledge.catalogue;
    let planned = settle(&knowledge.config, catalogue, policy, path);
    let ids = planned.parameters.into_iter().filter_map(|parameter| match parameter.origin {
        LimitOrigin::Clause(id) if parameter.set_at.is_some() => Some(id),
        _ => None,
    });
    // One that is no more than a model sets nothing for anybody.
    let sets = |id: &Arc<str>| catalogue.get(id).is_some_and(|own| allowed_relation(own.relation_hint, Relation::Sets));
    ids.filter(sets).collect()
}
