//! Why: a document meets only the policies of its kind, and settings that are the same for all files are worked out
//! once, so that an evaluation that does not apply costs next to nothing.

use std::collections::HashMap;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::knowledge::Knowledge;
use crate::model::Entry;
use crate::plan::{Planned, settle};
use crate::policy::{Policy, Rule};
use crate::script::{Host, Program};

/// The policies of a run, ready to be applied.
pub struct Table {
    rows: Vec<Row>,
    by_kind: HashMap<Arc<str>, Vec<usize>>,
    host: Option<Host>,
    programs: HashMap<usize, Program>,
}

/// One policy of the table.
pub struct Row {
    /// Its position.
    pub number: usize,
    common: Arc<Planned>,
    differs_by_path: bool,
}

impl Table {
    /// Prepares policies. Scripts are compiled only if some document could meet them.
    pub fn new(knowledge: &Knowledge, policies: &[Arc<Policy>]) -> (Self, Vec<Diagnostic>) {
        let mut by_kind: HashMap<Arc<str>, Vec<usize>> = HashMap::new();
        let mut rows = Vec::with_capacity(policies.len());
        for (number, policy) in policies.iter().enumerate() {
            let common = Arc::new(settle(&knowledge.config, policy, ""));
            let differs_by_path =
                knowledge.config.settings.iter().any(|setting| setting.paths.is_some() && setting.is_for(&policy.id));
            rows.push(Row { number, common, differs_by_path });
            for kind in policy.applies_to.iter().filter(|_| !policy.is_over_workspace()) {
                let numbers = by_kind.entry(kind.clone()).or_default();
                // A kind may be written twice.
                if numbers.last() != Some(&number) {
                    numbers.push(number);
                }
            }
        }
        let mut table = Self { rows, by_kind, host: None, programs: HashMap::new() };
        let needed: Vec<usize> = table.scripts_that_meet_a_document(knowledge);
        if needed.is_empty() {
            return (table, Vec::new());
        }
        let scripts: Vec<Arc<Policy>> = needed.iter().map(|number| policies[*number].clone()).collect();
        let (host, programs, problems) = Host::new(&scripts);
        table.host = Some(host);
        table.programs =
            needed.into_iter().zip(programs).filter_map(|(number, program)| Some((number, program?))).collect();
        (table, problems)
    }

    /// The policies for a document, each once, in order.
    pub fn for_document(&self, entry: &Entry) -> Vec<&Row> {
        let list = |kind: &Option<Arc<str>>| {
            kind.as_ref().and_then(|kind| self.by_kind.get(kind)).map_or(&[][..], Vec::as_slice)
        };
        let (native, declared) = (list(&entry.reference.kind), list(&entry.declared));
        if declared.is_empty() || entry.declared == entry.reference.kind {
            return native.iter().map(|number| &self.rows[*number]).collect();
        }
        let mut numbers: Vec<usize> = native.iter().chain(declared).copied().collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers.into_iter().map(|number| &self.rows[number]).collect()
    }

    /// The policies over the whole workspace.
    pub fn over_workspace(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(|row| row.common.policy.is_over_workspace())
    }

    /// How many policies speak about single documents.
    pub fn document_policies(&self) -> usize {
        self.rows.iter().filter(|row| !row.common.policy.is_over_workspace()).count()
    }

    /// The compiled script of a policy.
    pub fn program(&self, number: usize) -> Option<(&Host, &Program)> {
        Some((self.host.as_ref()?, self.programs.get(&number)?))
    }

    fn scripts_that_meet_a_document(&self, knowledge: &Knowledge) -> Vec<usize> {
        let is_met = |policy: &Policy| {
            policy.is_over_workspace() || policy.applies_to.iter().any(|kind| !knowledge.index.all(kind).is_empty())
        };
        let is_script = |row: &&Row| matches!(row.common.policy.rule, Rule::Script) && is_met(&row.common.policy);
        self.rows.iter().filter(is_script).map(|row| row.number).collect()
    }
}

impl Row {
    /// The settings that hold for one file.
    pub fn settled(&self, knowledge: &Knowledge, path: &str) -> Arc<Planned> {
        if self.differs_by_path {
            Arc::new(settle(&knowledge.config, &self.common.policy, path))
        } else {
            self.common.clone()
        }
    }
}
