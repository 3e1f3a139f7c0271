//! Why: a document meets only the policies of its kind, and settings that are the same for all files are worked out
//! once, so that an evaluation that does not apply costs next to nothing.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use crate::diagnostic::Diagnostic;
use crate::knowledge::Knowledge;
use crate::model::{DocId, Entry};
use crate::plan::limits::{Supply, Terms, differ_by_document, supplies, under};
use crate::plan::{Planned, settle};
use crate::policy::expression::{Expression, Node};
use crate::policy::{Policy, Rule};
use crate::rule::plain::{PlainNo, Sight, Ways, plain_no};
use crate::script::{Host, Program};

/// The policies of a run, ready to be applied.
pub struct Table {
    rows: Vec<Row>,
    by_kind: HashMap<Arc<str>, Vec<usize>>,
    host: Option<Host>,
    /// Position of each script in the host, by position in the table.
    scripts: HashMap<usize, usize>,
    /// What the conditions look at.
    ways: Ways,
}

/// One policy of the table.
pub struct Row {
    /// Its position.
    pub number: usize,
    common: Arc<Planned>,
    differs_by_path: bool,
    /// What clauses could set.
    supplies: Vec<Supply>,
    /// Whether its condition reads a parameter, which must be known before the condition is asked.
    asks_first: bool,
    /// When one look tells that it does not apply.
    plain_no: Option<PlainNo>,
}

impl Table {
    /// Prepares policies. Scripts are read only if some document could meet them.
    pub fn new(knowledge: &Knowledge, policies: &[Arc<Policy>]) -> (Self, Vec<Diagnostic>) {
        let mut by_kind: HashMap<Arc<str>, Vec<usize>> = HashMap::new();
        let mut rows = Vec::with_capacity(policies.len());
        let mut ways = Ways::default();
        for (number, policy) in policies.iter().enumerate() {
            let common = Arc::new(settle(&knowledge.config, &knowledge.catalogue, policy, ""));
            let differs_by_path =
                knowledge.config.settings.iter().any(|setting| setting.paths.is_some() && setting.is_for(&policy.id));
            let supplies = supplies(policy, &knowledge.catalogue);
            let asks_first = policy.when.as_ref().is_some_and(|when| reads_parameters(&when.expression));
            // What is exempt is counted as such, whether it would have applied or not.
            let may_be_exempt = differs_by_path || common.exempt.is_some();
            let when = policy.when.as_ref().filter(|_| !may_be_exempt);
            let plain_no = when.and_then(|when| plain_no(&mut ways, &when.expression));
            rows.push(Row { number, common, differs_by_path, supplies, asks_first, plain_no });
            for kind in policy.applies_to.iter().filter(|_| !policy.is_over_workspace()) {
                let numbers = by_kind.entry(kind.clone()).or_default();
                // A kind may be written twice.
                if numbers.last() != Some(&number) {
                    numbers.push(number);
                }
            }
        }
        let mut table = Self { rows, by_kind, host: None, scripts: HashMap::new(), ways };
        let needed: Vec<usize> = table.scripts_that_meet_a_document(knowledge);
        if needed.is_empty() {
            return (table, Vec::new());
        }
        let (host, problems) = Host::new(needed.iter().map(|number| policies[*number].clone()).collect());
        table.host = Some(host);
        table.scripts = needed.into_iter().enumerate().map(|(at, number)| (number, at)).collect();
        (table, problems)
    }

    /// Whether it would be made alike for other documents: by the same scripts.
    pub fn serves(&self, knowledge: &Knowledge) -> bool {
        let needed = self.scripts_that_meet_a_document(knowledge);
        needed.len() == self.scripts.len() && needed.iter().all(|number| self.scripts.contains_key(number))
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

    /// Looks at a document for [`Row::plainly_does_not_apply`].
    pub fn sight<'a>(&'a self, knowledge: &'a Knowledge, document: DocId) -> Sight<'a> {
        Sight::of(knowledge, document, &self.ways)
    }

    /// The policies over the whole workspace.
    pub fn over_workspace(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(|row| row.common.policy.is_over_workspace())
    }

    /// How many policies speak about single documents.
    pub fn document_policies(&self) -> usize {
        self.rows.iter().filter(|row| !row.common.policy.is_over_workspace()).count()
    }

    /// A policy by its position.
    pub fn row(&self, number: usize) -> Option<&Row> {
        self.rows.get(number)
    }

    /// The compiled script of a policy.
    pub fn program(&self, number: usize) -> Option<(&Host, &Program)> {
        let host = self.host.as_ref()?;
        Some((host, host.program(*self.scripts.get(&number)?)?))
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
            Arc::new(settle(&knowledge.config, &knowledge.catalogue, &self.common.policy, path))
        } else {
            self.common.clone()
        }
    }

    /// The same settings with the limits that hold for one document.
    pub fn limited(&self, knowledge: &Knowledge, settled: &Arc<Planned>, terms: &OnceTerms) -> Arc<Planned> {
        if !differ_by_document(settled, &self.supplies) {
            return settled.clone();
        }
        under(settled, &self.supplies, &knowledge.catalogue, terms.get(knowledge))
    }

    /// Whether one look tells that its condition does not hold. `false` says nothing.
    pub fn plainly_does_not_apply(&self, sight: &Sight<'_>) -> bool {
        self.plain_no.as_ref().is_some_and(|no| no.holds(sight))
    }

    /// Whether limits must be known before its condition is asked. Most documents meet no condition, and then what
    /// clauses set is never looked up.
    pub fn asks_first(&self) -> bool {
        self.asks_first
    }
}

/// The terms of a document, worked out when a rule first needs them.
pub struct OnceTerms {
    document: Option<DocId>,
    terms: OnceLock<Arc<Terms>>,
}

impl OnceTerms {
    /// Those of a document, or of the workspace.
    pub fn of(document: Option<DocId>) -> Self {
        Self { document, terms: OnceLock::new() }
    }

    fn get(&self, knowledge: &Knowledge) -> &Arc<Terms> {
        self.terms.get_or_init(|| Arc::new(Terms::of(knowledge, self.document)))
    }
}

fn reads_parameters(condition: &Expression) -> bool {
    let mut found = false;
    condition.walk(&mut |expression| {
        found |= match &expression.node {
            Node::Name(name) => &**name == "params",
            Node::Call(name, _) => &**name == "limit_for",
            _ => false,
        };
    });
    found
}
