//! Why: before the first event is read it is settled what may count: which deadlines there are, at which moments they
//! begin and end, and what each activity of the log means. A slip in any of it would measure something else.

use std::collections::HashMap;
use std::sync::Arc;

use super::limit::{Doubt, Limit, doubts};
use super::process::{Step, chosen, folded, local, named, steps, texts, word};
use super::{Asked, problem};
use crate::diagnostic::Diagnostic;
use crate::index::Resolution;
use crate::knowledge::Knowledge;
use crate::message::{LocalText, Message};
use crate::model::read::Seen;
use crate::model::{DocId, Handle};
use crate::near::nearest;
use crate::schema::words::MILESTONES;
use crate::value::Scalar;

/// What is looked for in a log.
#[derive(Debug)]
pub struct Plan {
    /// Id of the process.
    pub process: Arc<str>,
    /// Its title.
    pub title: LocalText,
    /// Its deadlines.
    pub limits: Vec<Limit>,
    /// The moments at which they begin and end.
    pub moments: Vec<Arc<str>>,
    /// Its steps.
    pub steps: Vec<Step>,
    /// What activities mean, by their names as written, where somebody said so.
    meanings: HashMap<String, Arc<str>>,
    /// Names of activities that somebody mapped.
    pub mapped: Vec<Arc<str>>,
}

/// What an activity means.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meaning {
    /// Numbers of the moments that it makes.
    pub moments: Vec<usize>,
    /// Numbers of the steps that it is.
    pub steps: Vec<usize>,
    /// Whether it is something that the process, or the model, knows.
    pub is_known: bool,
}

/// Settles what is looked for.
///
/// # Errors
/// When the process or a step that is named is not there.
pub fn plan(knowledge: &Knowledge, asked: &Asked) -> Result<Plan, Vec<Diagnostic>> {
    let id = chosen(knowledge, asked).map_err(|problem| vec![*problem])?;
    let entry = knowledge.documents.get(id);
    let root = entry.root(id);
    let mut plan = Plan {
        process: entry.reference.id.clone().unwrap_or_default(),
        title: local(knowledge, root, "title"),
        limits: Vec::new(),
        moments: Vec::new(),
        steps: steps(knowledge, root),
        meanings: HashMap::new(),
        mapped: asked.activities.iter().map(|(activity, _)| activity.name.clone()).collect(),
    };
    for (activity, word) in asked.format.meanings() {
        plan.meanings.insert(folded(activity), Arc::from(*word));
    }
    let mut problems = Vec::new();
    for (activity, step) in &asked.activities {
        if plan.knows(&step.name) {
            plan.meanings.insert(folded(&activity.name), step.name.clone());
            continue;
        }
        let names = plan.steps.iter().map(|step| &*step.id).chain(MILESTONES.iter().copied());
        let message =
            Message::new("observe.no-step").text("name", step.name.clone()).text("process", plan.process.clone());
        problems.push(problem(step.location, message, nearest(&step.name, names)));
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    if let Seen::Node(list) = knowledge.documents.follow(root, "deadlines").0 {
        for (name, handle) in named(knowledge, list) {
            let limit = plan.limit(knowledge, id, name, handle);
            plan.limits.push(limit);
        }
    }
    if plan.limits.is_empty() {
        let message = Message::new("observe.no-deadlines").text("name", plan.process.clone());
        return Err(vec![problem(asked.process.as_ref().and_then(|told| told.location), message, None)]);
    }
    Ok(plan)
}

impl Plan {
    /// What an activity means: what somebody said, or the step or moment of the same name.
    pub fn meaning(&self, activity: &str) -> Meaning {
        let own = folded(activity);
        let meant = self.meanings.get(&own).map_or(own, |word| folded(word));
        let step_numbers = |fits: &dyn Fn(&Step) -> bool| -> Vec<usize> {
            self.steps.iter().enumerate().filter(|(_, step)| fits(step)).map(|(at, _)| at).collect()
        };
        let mut steps = step_numbers(&|step| folded(&step.id) == meant);
        if steps.is_empty() {
            steps = step_numbers(&|step| step.names.iter().any(|name| folded(name) == meant));
        }
        let is_milestone = MILESTONES.contains(&&*meant);
        if steps.is_empty() && is_milestone {
            steps = step_numbers(&|step| step.moments.iter().any(|moment| **moment == *meant));
        }
        let makes = |moment: &str| {
            folded(moment) == meant || steps.iter().any(|at| self.steps[*at].moments.iter().any(|own| **own == *moment))
        };
        let moments = self.moments.iter().enumerate().filter(|(_, moment)| makes(moment)).map(|(at, _)| at).collect();
        Meaning { moments, is_known: !steps.is_empty() || is_milestone, steps }
    }

    /// The step or word with a name similar to an activity's.
    pub fn near(&self, activity: &str) -> Option<Arc<str>> {
        let names = || self.steps.iter().flat_map(|step| step.names.iter().map(move |name| (name, &step.id)));
        let near = nearest(activity, names().map(|(name, _)| &**name))?;
        names().find(|(name, _)| ***name == *near).map(|(_, id)| id.clone())
    }

    fn knows(&self, name: &str) -> bool {
        let name = folded(name);
        MILESTONES.contains(&&*name) || self.steps.iter().any(|step| step.names.iter().any(|own| folded(own) == name))
    }

    /// The number of a moment.
    fn moment(&mut self, word: &Arc<str>) -> usize {
        self.moments.iter().position(|own| own == word).unwrap_or_else(|| {
            self.moments.push(word.clone());
            self.moments.len() - 1
        })
    }

    fn limit(&mut self, knowledge: &Knowledge, document: DocId, id: Arc<str>, handle: Handle) -> Limit {
        let documents = &knowledge.documents;
        let (seen, spot) = documents.follow(handle, "within");
        let declared = match seen {
            Seen::Scalar(Scalar::Duration(length)) => Some(length),
            _ => None,
        };
        let from: Arc<str> = word(knowledge, handle, "from").unwrap_or_else(|| "receive".into());
        let ends = word(knowledge, handle, "ends").or_else(|| self.step_named(&id));
        let moments = ends.as_ref().map(|ends| [self.moment(&from), self.moment(ends)]);
        let mut doubts = doubts(declared.as_deref());
        if is_for_unknown(knowledge, document, handle) {
            doubts.push(Doubt::WhichCases);
        }
        Limit {
            location: documents.pointed(&spot).location,
            channels: only(knowledge, document, handle, ["channels", "channel"]),
            priorities: only(knowledge, document, handle, ["priorities", "priority"]),
            id,
            declared,
            from,
            ends,
            moments,
            doubts,
        }
    }

    /// A step with the id of a deadline: the schema lets the key stand for `ends` where it is a known word; where it is a
    /// step of this process, there is as little doubt.
    fn step_named(&self, id: &str) -> Option<Arc<str>> {
        self.steps.iter().find(|step| *step.id == *id).map(|step| step.id.clone())
    }
}

/// Whether a deadline is for cases that a log does not tell apart: of some types or grades, or under some of the laws that
/// bind the process.
fn is_for_unknown(knowledge: &Knowledge, document: DocId, handle: Handle) -> bool {
    let states = |key: &str| !matches!(knowledge.documents.follow(handle, key).0, Seen::Missing);
    let some_laws = knowledge.words(handle, "jurisdictions").is_some_and(|own| {
        knowledge.scope(document).jurisdictions.iter().any(|code| !own.contains(code)) || own.is_empty()
    });
    states("case_types") || states("grades") || some_laws
}

/// The folded words by which a log may name the only channels or priorities of a deadline: ids, titles, kinds.
fn only(knowledge: &Knowledge, document: DocId, handle: Handle, [key, thing]: [&str; 2]) -> Option<Vec<String>> {
    let names = knowledge.words(handle, key)?;
    let mut list = Vec::new();
    for name in names {
        if let Resolution::One(found) = knowledge.index.resolve(&knowledge.documents, document, thing, &name) {
            list.extend(texts(knowledge, found, "title").iter().map(|title| folded(title)));
            list.extend(word(knowledge, found, "kind").map(|kind| folded(&kind)));
        }
        list.push(folded(&name));
    }
    Some(list)
}
