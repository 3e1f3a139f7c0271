//! Why: engines write time in many ways: ISO 8601, `2h`, cron, dates, expressions. What is a length of time becomes one;
//! an expression is kept and judged as computed; what is neither is left to the file.

use super::edges::{self, Flows};
use super::{attribute, children, content, extensions, roles};
use crate::document::{Document, NodeId};
use crate::model::map::Stand;
use crate::model::read::is_computed;
use crate::model::sprout::{Branch, What};
use crate::time::duration::Duration;

/// `historyTimeToLive`: how long an engine keeps a finished case, in days where it is a bare number (Camunda 7 and
/// Flowable user guides, "history cleanup").
pub(super) fn retention(document: &Document, process: &mut Branch) {
    let found = ["camunda:historyTimeToLive", "flowable:historyTimeToLive"]
        .iter()
        .find_map(|name| attribute(document, NodeId::ROOT, name));
    let Some((node, text)) = found else { return };
    let text = match text.parse::<u32>() {
        Ok(days) => Some(format!("{days} calendar days")),
        Err(_) => period(text),
    };
    if let Some(text) = text {
        let mut record = Branch::map(node);
        record.set("retention", Branch::text(node, text));
        process.set("record", record);
    }
}

/// The limit of a whole case: `customSLADueDate` of jBPM.
pub(super) fn process_limit(document: &Document, process: &mut Branch) {
    let Some((node, text)) = meta(document, NodeId::ROOT, "customSLADueDate") else { return };
    let Some(text) = period(text) else { return };
    let mut limit = Branch::map(node);
    limit.set("within", Branch::text(node, text));
    limit.set("ends", Branch::text(node, "close"));
    if let Some(deadlines) = process.child("deadlines", Stand::own(node), || What::Map(Vec::new())) {
        deadlines.set("sla", limit);
    }
}

/// When a human task is due, in the words of its engine.
const DUE: [&str; 3] = ["camunda:dueDate", "flowable:dueDate", "activiti:dueDate"];

/// The planned limit of a step and what happens before or after it.
pub(super) fn step_limit(flows: &Flows<'_>, id: &str, node: NodeId, step: &mut Branch, process: &mut Branch) {
    let document = flows.document;
    if let Some((at, text)) = due(document, node)
        && let Some(text) = period(text)
    {
        step.set("within", Branch::text(at, text));
    }
    let timers =
        flows.borders(id).iter().filter_map(|(border, event)| Some((*border, *event, timer(document, *event)?)));
    let timers: Vec<(&str, NodeId, (NodeId, String))> = timers.collect();
    let interrupts = |event: NodeId| edges::interrupts(document, event);
    // Of several that end the step, the first to come is the only one that ever does.
    let ending = timers.iter().filter(|(_, event, _)| interrupts(*event)).min_by_key(|(_, _, (_, text))| least(text));
    if let Some((_, _, (at, text))) = ending {
        step.set("within", Branch::text(*at, text.clone()));
    }
    for (border, event, (at, text)) in &timers {
        // When the time is up the case goes to somebody else; a way that only ends it escalates nothing. A time that is
        // worked out later is said once, as the limit.
        let takes_over = ending.is_some_and(|(_, first, _)| first == event) && flows.leads_on(border);
        if !interrupts(*event) || takes_over && !is_computed(text) {
            let mut escalation = Branch::map(*event);
            escalation.set("at", Branch::text(*at, text.clone()));
            escalation.set("moves_to", Branch::text(*event, *border));
            step.add("escalations", escalation);
        }
    }
    reassignments(document, node, step, process);
}

/// When a task is due, in the words of its engine.
fn due(document: &Document, node: NodeId) -> Option<(NodeId, &str)> {
    let due = DUE.iter().find_map(|name| attribute(document, node, name));
    let due = due.or_else(|| {
        extensions(document, node, "zeebe:taskSchedule").find_map(|own| attribute(document, own, "dueDate"))
    });
    due.or_else(|| meta(document, node, "customSLADueDate"))
}

/// The least seconds that a length of time can last; an expression may be as short as it likes.
fn least(text: &str) -> u64 {
    Duration::parse(text).map_or(0, |length| length.bounds_seconds().0)
}

/// The timer of an event: a length of time, or an expression. A date is no length of time unless it is worked out while
/// the process runs, and of a cycle the first period is when the event first happens.
pub(super) fn timer(document: &Document, event: NodeId) -> Option<(NodeId, String)> {
    let timer = children(document, event, "events")
        .find(|own| attribute(document, *own, "type").is_some_and(|(_, kind)| kind == "timer"))?;
    let written = |name| children(document, timer, name).find_map(|own| content(document, own));
    if let Some((node, text)) = written("timeDuration") {
        return Some((node, period(text)?));
    }
    if let Some((node, text)) = written("timeCycle") {
        return Some((node, first_period(text)?));
    }
    let (node, text) = written("timeDate")?;
    is_computed(text).then(|| (node, text.trim().to_owned()))
}

/// Of `R3/PT10H` the ten hours (ISO 8601, repeating intervals). Cron expressions say when by the clock, not after how
/// long, and intervals that begin at a date do not begin with the step.
fn first_period(text: &str) -> Option<String> {
    let text = text.trim();
    if is_computed(text) {
        return Some(text.to_owned());
    }
    let (repeat, length) = text.trim_matches('"').split_once('/')?;
    let count = repeat.strip_prefix('R')?;
    count.bytes().all(|byte| byte.is_ascii_digit()).then(|| period(length)).flatten()
}

/// `NotCompletedReassign` and its like, inputs of human tasks in jBPM: `[users:ann|groups:desk]@[4h]`.
fn reassignments(document: &Document, node: NodeId, step: &mut Branch, process: &mut Branch) {
    const NAMES: [&str; 4] = ["NotCompletedReassign", "NotCompletedNotify", "NotStartedReassign", "NotStartedNotify"];
    let inputs = children(document, node, "ioSpecification").flat_map(|io| children(document, io, "dataInput"));
    let named: Vec<(&str, &str)> = inputs
        .filter_map(|input| Some((attribute(document, input, "id")?.1, attribute(document, input, "name")?.1)))
        .filter(|(_, name)| NAMES.contains(name))
        .collect();
    for association in children(document, node, "dataInputAssociation") {
        let target = children(document, association, "targetRef").find_map(|own| content(document, own));
        if !named.iter().any(|(id, _)| target.is_some_and(|(_, target)| target == *id)) {
            continue;
        }
        let assignment = children(document, association, "assignment").next();
        let Some((at, text)) =
            assignment.and_then(|own| children(document, own, "from").next()).and_then(|from| content(document, from))
        else {
            continue;
        };
        for part in text.split('^') {
            let Some((whom, when)) = part.split_once("@[") else { continue };
            let mut escalation = Branch::map(at);
            if let Some(time) = period(when.trim_end_matches(']')) {
                escalation.set("at", Branch::text(at, time));
            }
            let group = whom.split(['[', ']', '|']).filter_map(|part| part.split_once(':'));
            let mut group = group.filter(|(kind, name)| matches!(*kind, "groups" | "users") && !name.is_empty());
            if let Some((_, name)) = group.next() {
                roles::declare(process, name, at, None);
                escalation.set("to", Branch::text(at, name));
            }
            step.add("escalations", escalation);
        }
    }
}

/// `drools:metaData` of jBPM by name.
fn meta<'a>(document: &'a Document, node: NodeId, name: &str) -> Option<(NodeId, &'a str)> {
    extensions(document, node, "drools:metaData")
        .find(|own| attribute(document, *own, "name").is_some_and(|(_, own)| own == name))
        .and_then(|own| children(document, own, "drools:metaValue").next())
        .and_then(|value| content(document, value))
}

/// A length of time in words of the model; `None` for dates, cycles and what is neither.
fn period(text: &str) -> Option<String> {
    let text = text.trim();
    if is_computed(text) {
        return Some(text.to_owned());
    }
    // FEEL writes a constant in quotes, jBPM without `P`.
    let bare = text.trim_matches('"');
    let length = Duration::parse(bare).ok()?;
    // An engine waits for days as the calendar counts them; ISO 8601 knows no others.
    match bare.starts_with('P') && length.parts().unstated_days > 0 {
        true => Some(length.canonical().replace(" day", " calendar day")),
        false => Some(bare.to_owned()),
    }
}
