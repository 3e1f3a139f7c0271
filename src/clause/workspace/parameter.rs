//! Why: a number without a unit, or days without their calendar, could be taken over wrongly by a rule. So a parameter
//! says all of it, and what it says must fit together.

use std::sync::Arc;

use super::field::{self, Table};
use crate::clause::record::{RecordValue, Shape};
use crate::clause::{Counting, Parameter, ParameterValue};
use crate::diagnostic::Diagnostic;
use crate::document::{NodeId, Number, Value};
use crate::message::{Arg, Message};

const KEYS: [&str; 6] = ["name", "value", "unit", "calendar", "from", "x"];

/// All parameters of a clause; those with a fault are left out and reported.
pub(super) fn read_all(problems: &mut Vec<Diagnostic>, clause: Table<'_>) -> Vec<Parameter> {
    let Some(list) = clause.document.get(clause.node, "parameters") else { return Vec::new() };
    let mut parameters: Vec<(Parameter, NodeId)> = Vec::new();
    for node in field::items(clause, list) {
        let table = Table { node, ..clause };
        if !matches!(clause.document.node(node).value, Value::Map) {
            field::wrong_type(problems, table, node, "parameters", "word.type.table");
            continue;
        }
        let Some(parameter) = read(problems, table) else { continue };
        match parameters.iter().find(|(earlier, _)| earlier.name == parameter.name) {
            Some((_, first)) => repeated(problems, table, *first, &parameter.name),
            None => parameters.push((parameter, node)),
        }
    }
    parameters.into_iter().map(|(parameter, _)| parameter).collect()
}

fn read(problems: &mut Vec<Diagnostic>, table: Table<'_>) -> Option<Parameter> {
    field::check_keys(problems, table, &KEYS);
    let name = field::needed_text(problems, table, "name");
    let from = field::text(problems, table, "from");
    let unit = field::needed_text(problems, table, "unit");
    let calendar = unit.as_ref().and_then(|unit| calendar(problems, table, unit));
    let Some(node) = table.document.get(table.node, "value") else {
        field::missing(problems, table, "value");
        return None;
    };
    let unit = unit?;
    let Some(shape) = Shape::of_unit(&unit) else {
        let at = table.document.get(table.node, "unit")?;
        field::wrong_value(problems, table, at, Message::new("clause.unknown-unit").text("unit", unit));
        return None;
    };
    let value = value(problems, table, node, &unit, shape);
    Some(Parameter { name: name?, value: value?, unit, calendar: calendar?, from })
}

/// How time is counted. It may be left out only where there is no time to count.
fn calendar(problems: &mut Vec<Diagnostic>, table: Table<'_>, unit: &str) -> Option<Counting> {
    let Some(node) = table.document.get(table.node, "calendar") else {
        if Shape::of_unit(unit) == Some(Shape::Time) {
            field::missing(problems, table, "calendar");
            return None;
        }
        return Some(Counting::None);
    };
    let counting = field::word(problems, table, "calendar", &Counting::ALL, Counting::word)?;
    if Shape::of_unit(unit).is_some() && !counting.fits(unit) {
        let message = Message::new("clause.calendar-unit").text("calendar", counting.word()).text("unit", unit);
        field::wrong_value(problems, table, node, message);
        return None;
    }
    Some(counting)
}

fn value(
    problems: &mut Vec<Diagnostic>,
    table: Table<'_>,
    node: NodeId,
    unit: &str,
    shape: Shape,
) -> Option<ParameterValue> {
    let document = table.document;
    let value = match document.node(node).value {
        Value::Bool(value) => ParameterValue::Bool(value),
        Value::Number(number) => ParameterValue::Number(number),
        Value::Text(_) if shape != Shape::List => ParameterValue::Text(field::text_at(problems, table, node, "value")?),
        Value::Text(_) | Value::List => ParameterValue::List(list(problems, table, node)?),
        Value::Null | Value::Date(_) | Value::Map => return misfit(problems, table, node, unit, shape),
    };
    if shape.fits(&record(&value)) { Some(value) } else { misfit(problems, table, node, unit, shape) }
}

fn list(problems: &mut Vec<Diagnostic>, table: Table<'_>, node: NodeId) -> Option<Vec<Arc<str>>> {
    field::items(table, node).into_iter().map(|item| field::text_at(problems, table, item, "value")).collect()
}

/// The form in which the build script's check of shapes takes a value.
fn record(value: &ParameterValue) -> RecordValue<'_> {
    match value {
        ParameterValue::Number(Number::Int(value)) => RecordValue::Whole(*value),
        ParameterValue::Number(Number::Float(value)) => RecordValue::Float(*value),
        ParameterValue::Text(text) => RecordValue::Text(text),
        ParameterValue::Bool(value) => RecordValue::Bool(*value),
        ParameterValue::List(_) => RecordValue::List(Vec::new()),
    }
}

fn misfit<T>(problems: &mut Vec<Diagnostic>, table: Table<'_>, node: NodeId, unit: &str, shape: Shape) -> Option<T> {
    let want = match shape {
        Shape::Time => "word.type.whole-number",
        Shape::Number => "word.type.number",
        Shape::Bool => "word.type.bool",
        Shape::Text => "word.type.text",
        Shape::List => "word.type.list",
    };
    let message = Message::new("clause.value-unit")
        .text("value", table.document.source.slice(table.document.places(node).primary))
        .text("unit", unit)
        .arg("want", Arg::Word(want));
    field::wrong_value(problems, table, node, message);
    None
}

fn repeated(problems: &mut Vec<Diagnostic>, table: Table<'_>, first: NodeId, name: &Arc<str>) {
    let place = |node: NodeId| {
        let named = table.document.get(node, "name").unwrap_or(node);
        table.document.location(table.document.places(named).primary)
    };
    let message = Message::new("clause.duplicate-parameter").text("name", name.clone());
    let diagnostic = Diagnostic::error("clause/duplicate-parameter", place(table.node), message)
        .with_related(place(first), Message::new("clause.parameter-first-here").text("name", name.clone()));
    problems.push(diagnostic);
}
