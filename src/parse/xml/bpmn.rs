//! Why: rules ask of a process "which nodes, which flows, in which lane", and the file answers with nested elements under
//! any prefix, half of them layout. Each process becomes one flat document: `nodes`, `flows`, `lanes`, `data`,
//! `artifacts` keyed by id, and what stands outside of the process and belongs to it. BPMN 2.0.2 (OMG formal/2013-12-09),
//! chapters 7 to 10.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use roxmltree::Node;

use super::element::{attributes, groups, key, scalar, tag_span, value_span};
use super::name::{is_bpmn, local_span};
use super::parts::{Class, Context, Part, Parts, bpmn_and_other, bpmn_children, class, context, local, named, parts};
use crate::diagnostic::Diagnostic;
use crate::document::{Builder, Document, Limits, Number, Overflow, Value, Vocabulary};
use crate::parse::Parsed;
use crate::parse::fault::{self, Fault};
use crate::source::{Source, SourceId};
use crate::span::Span;

/// The flows at the nodes of a process, by the id of the node.
type FlowsOf<'a, 'i> = HashMap<&'a str, Vec<Node<'a, 'i>>>;

/// The documents of a BPMN file: one for each process, or one without a process.
pub(super) fn parse(definitions: Node<'_, '_>, source: &Arc<Source>, id: SourceId, limits: Limits) -> Parsed {
    let processes: Vec<Node<'_, '_>> = bpmn_children(definitions).filter(|child| named(*child, "process")).collect();
    let parts: Vec<Parts<'_, '_>> = processes.iter().map(|process| parts(*process)).collect();
    let context = context(definitions, &parts);
    let mut parsed = Parsed::default();
    let count = processes.len().max(1);
    // The cap is one for the file, as for formats that hold one document.
    let mut left = limits.nodes;
    for at in 0..count {
        let mut builder =
            Builder::new(source.clone(), id, at as u32, Limits { nodes: left, ..limits }).speaking(Vocabulary::Bpmn);
        let mut problems = Vec::new();
        let result = match (processes.get(at), parts.get(at)) {
            (Some(process), Some(parts)) => write(&mut builder, *process, at, parts, &context, &mut problems),
            _ => without_process(&mut builder, definitions, &context, &mut problems),
        };
        let document: Document = builder.finish();
        left = left.saturating_sub(document.len() as u32);
        parsed.documents.push(document);
        parsed.problems.extend(problems);
        if let Err(overflow) = result {
            let span = processes.get(at).map_or(Span::default(), |process| tag_span(*process));
            return Fault::overflow(overflow, span, limits).into_parsed(parsed.documents, source, id);
        }
    }
    parsed
}

/// A file that only shows pools or choreographies: it is a BPMN file, and there is no process in it.
fn without_process(
    builder: &mut Builder,
    definitions: Node<'_, '_>,
    context: &Context<'_, '_>,
    problems: &mut Vec<Diagnostic>,
) -> Result<(), Overflow> {
    builder.open(Value::Map, tag_span(definitions))?;
    attributes(builder, definitions)?;
    let pools: Vec<Part<'_, '_>> =
        context.participants.iter().map(|pool| Part { element: *pool, within: None }).collect();
    participants(builder, &pools, context, problems)?;
    builder.close(None);
    Ok(())
}

/// Pools with their sizes.
fn participants(
    builder: &mut Builder,
    pools: &[Part<'_, '_>],
    context: &Context<'_, '_>,
    problems: &mut Vec<Diagnostic>,
) -> Result<(), Overflow> {
    table(builder, "participants", pools, problems, |builder, part| {
        groups(builder, bpmn_and_other(part.element))?;
        size(builder, context.sizes.get(part.element.attribute("id").unwrap_or("")))
    })
}

fn write(
    builder: &mut Builder,
    process: Node<'_, '_>,
    number: usize,
    parts: &Parts<'_, '_>,
    context: &Context<'_, '_>,
    problems: &mut Vec<Diagnostic>,
) -> Result<(), Overflow> {
    builder.open(Value::Map, tag_span(process))?;
    attributes(builder, process)?;
    let own = bpmn_and_other(process).filter(|child| class(*child) == Class::Other);
    groups(builder, own)?;
    let (mut incoming, mut outgoing) = (FlowsOf::new(), FlowsOf::new());
    for flow in &parts.flows {
        for (ends, end) in [(&mut incoming, "targetRef"), (&mut outgoing, "sourceRef")] {
            if let Some(node) = flow.element.attribute(end) {
                ends.entry(node).or_default().push(flow.element);
            }
        }
    }
    let mut asked: HashSet<&str> = HashSet::new();
    table(builder, "nodes", &parts.nodes, problems, |builder, part| {
        let id = part.element.attribute("id").unwrap_or("");
        ends(builder, "incoming", incoming.get(id))?;
        ends(builder, "outgoing", outgoing.get(id))?;
        node_children(builder, part.element)?;
        asked.extend(references(part.element));
        size(builder, context.sizes.get(id))
    })?;
    table(builder, "flows", &parts.flows, problems, |builder, part| groups(builder, bpmn_and_other(part.element)))?;
    table(builder, "lanes", &parts.lanes, problems, |builder, part| {
        let kept = bpmn_and_other(part.element).filter(|child| !named(*child, "childLaneSet"));
        groups(builder, kept)
    })?;
    table(builder, "data", &parts.data, problems, |builder, part| {
        asked.extend(part.element.attribute("dataStoreRef"));
        groups(builder, bpmn_and_other(part.element))?;
        size(builder, context.sizes.get(part.element.attribute("id").unwrap_or("")))
    })?;
    table(builder, "artifacts", &parts.artifacts, problems, |builder, part| {
        groups(builder, bpmn_and_other(part.element))
    })?;
    surroundings(builder, process, number, context, &asked, problems)?;
    builder.close(None);
    Ok(())
}

/// Pools and message flows that touch the process, and what its events refer to.
fn surroundings(
    builder: &mut Builder,
    process: Node<'_, '_>,
    number: usize,
    context: &Context<'_, '_>,
    asked: &HashSet<&str>,
    problems: &mut Vec<Diagnostic>,
) -> Result<(), Overflow> {
    let own_id = process.attribute("id").unwrap_or("");
    let is_own = |pool: &Node<'_, '_>| pool.attribute("processRef").is_some_and(|name| local(name) == own_id);
    let own_pools: HashSet<&str> =
        context.participants.iter().filter(|pool| is_own(pool)).filter_map(|pool| pool.attribute("id")).collect();
    let is_end = |end: &str| own_pools.contains(end) || context.owners.get(end) == Some(&number);
    let ends =
        |flow: &Node<'_, '_>| ["sourceRef", "targetRef"].map(|end| flow.attribute(end).map_or("", local).to_owned());
    let flows: Vec<Part<'_, '_>> = context
        .message_flows
        .iter()
        .filter(|flow| ends(flow).iter().any(|end| is_end(end)))
        .map(|flow| Part { element: *flow, within: None })
        .collect();
    let met: HashSet<String> = flows.iter().flat_map(|flow| ends(&flow.element)).collect();
    let pools: Vec<Part<'_, '_>> = context
        .participants
        .iter()
        .filter(|pool| is_own(pool) || pool.attribute("id").is_some_and(|id| met.contains(id)))
        .map(|pool| Part { element: *pool, within: None })
        .collect();
    participants(builder, &pools, context, problems)?;
    table(builder, "messageFlows", &flows, problems, |builder, part| groups(builder, bpmn_and_other(part.element)))?;
    let mut wanted: HashSet<&str> = asked.iter().map(|name| local(name)).collect();
    wanted.extend(flows.iter().filter_map(|flow| flow.element.attribute("messageRef")).map(local));
    let named: Vec<Part<'_, '_>> = bpmn_children(context.definitions)
        .filter(|child| !named(*child, "process") && !named(*child, "collaboration"))
        .filter(|child| child.attribute("id").is_some_and(|id| wanted.contains(id)))
        .map(|element| Part { element, within: None })
        .collect();
    table(builder, "definitions", &named, problems, |builder, part| groups(builder, bpmn_and_other(part.element)))
}

/// One table of parts by id, each with its type, what holds it, its attributes and what `rest` adds.
fn table<'a, 'i>(
    builder: &mut Builder,
    name: &str,
    parts: &[Part<'a, 'i>],
    problems: &mut Vec<Diagnostic>,
    mut rest: impl FnMut(&mut Builder, &Part<'a, 'i>) -> Result<(), Overflow>,
) -> Result<(), Overflow> {
    let Some(first) = parts.first() else { return Ok(()) };
    key(builder, name, Span::at(first.element.range().start));
    builder.open(Value::Map, tag_span(first.element))?;
    for (at, part) in parts.iter().enumerate() {
        let element = part.element;
        let own = element.attributes().find(|attribute| attribute.name() == "id" && attribute.namespace().is_none());
        match own {
            Some(id) => key(builder, id.value(), value_span(&id)),
            // A part without an id is called by what it is and where it stands.
            None => key(builder, &format!("{}~{}", element.tag_name().name(), at + 1), local_span(element)),
        }
        builder.open(Value::Map, tag_span(element))?;
        key(builder, "type", Span::at(element.range().start));
        scalar(builder, element.tag_name().name(), local_span(element))?;
        if let Some(within) = part.within.and_then(|within| within.attributes().find(|own| own.name() == "id")) {
            key(builder, "within", Span::at(element.range().start));
            scalar(builder, within.value(), value_span(&within))?;
        }
        attributes(builder, element)?;
        rest(builder, part)?;
        builder.close(None);
    }
    for (first, again) in builder.close(None) {
        problems.push(fault::duplicate_key(builder.document(), first, again));
    }
    Ok(())
}

/// The flows that lead to a node or away from it, by their ids.
fn ends(builder: &mut Builder, name: &str, flows: Option<&Vec<Node<'_, '_>>>) -> Result<(), Overflow> {
    let Some(first) = flows.and_then(|flows| flows.first()) else { return Ok(()) };
    key(builder, name, Span::at(first.range().start));
    builder.open(Value::List, tag_span(*first))?;
    for flow in flows.into_iter().flatten() {
        if let Some(id) = flow.attributes().find(|attribute| attribute.name() == "id") {
            scalar(builder, id.value(), value_span(&id))?;
        }
    }
    builder.close(None);
    Ok(())
}

/// What a node says of itself, without the parts of a sub-process. Event definitions of all types stand in one list.
fn node_children(builder: &mut Builder, node: Node<'_, '_>) -> Result<(), Overflow> {
    let is_event = |child: &Node<'_, '_>| is_bpmn(*child) && child.tag_name().name().ends_with("EventDefinition");
    let events: Vec<Node<'_, '_>> = node.children().filter(Node::is_element).filter(is_event).collect();
    if let Some(first) = events.first() {
        key(builder, "events", local_span(*first));
        builder.open(Value::List, tag_span(*first))?;
        for event in &events {
            builder.open(Value::Map, tag_span(*event))?;
            key(builder, "type", Span::at(event.range().start));
            scalar(builder, event.tag_name().name().trim_end_matches("EventDefinition"), local_span(*event))?;
            attributes(builder, *event)?;
            groups(builder, event.children().filter(Node::is_element))?;
            builder.close(None);
        }
        builder.close(None);
    }
    let is_said = |child: &Node<'_, '_>| named(*child, "incoming") || named(*child, "outgoing") || is_event(child);
    groups(builder, bpmn_and_other(node).filter(|child| class(*child) == Class::Other && !is_said(child)))
}

/// Width and height in the layout, for the rules that speak of them.
fn size(builder: &mut Builder, shape: Option<&Node<'_, '_>>) -> Result<(), Overflow> {
    let Some(shape) = shape else { return Ok(()) };
    let Some(bounds) = shape.children().find(|child| child.is_element() && child.tag_name().name() == "Bounds") else {
        return Ok(());
    };
    key(builder, "shape", local_span(*shape));
    builder.open(Value::Map, tag_span(bounds))?;
    for attribute in
        bounds.attributes().chain(shape.attributes().filter(|own| matches!(own.name(), "isExpanded" | "isHorizontal")))
    {
        let name = attribute.range_qname();
        key(builder, attribute.name(), Span::new(name.start, name.end));
        let span = value_span(&attribute);
        match attribute.value().parse::<f64>() {
            Ok(number) if number.is_finite() => {
                builder.scalar(Value::Number(Number::Float(number)), span)?;
            }
            _ => scalar(builder, attribute.value(), span)?,
        }
    }
    builder.close(None);
    Ok(())
}

/// What a node's attributes and those of its event definitions refer to.
fn references<'a>(node: Node<'a, '_>) -> impl Iterator<Item = &'a str> {
    const NAMES: [&str; 6] = ["messageRef", "errorRef", "escalationRef", "signalRef", "operationRef", "dataStoreRef"];
    let events =
        node.children().filter(|child| child.is_element() && child.tag_name().name().ends_with("EventDefinition"));
    std::iter::once(node)
        .chain(events)
        .flat_map(|element| element.attributes().filter(|own| NAMES.contains(&own.name())).map(|own| own.value()))
}
