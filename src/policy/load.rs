//! Why: a policy that is wrong is told so once, with every mistake at its place, before anything is judged by it.

use std::sync::Arc;

use super::citation::{self, Slip};
use super::expression::{self, Argument, Expression, Node, Problem};
use super::header::{self, Parts};
use super::names::{self, Weight};
use super::parameter::{Basis, Parameter, ParameterType, Stricter};
use super::placeholder;
use super::shape::HEADER;
use super::{Policy, Rule, Written};
use crate::diagnostic::{Diagnostic, Location, Severity};
use crate::document::{Document, NodeId, Value};
use crate::field;
use crate::message::{Arg, Message};
use crate::near::nearest;
use crate::scalar::shape::fits;
use crate::schema::check::{Mode, Subject, check};
use crate::source::{Source, SourceId};
use crate::span::Span;
use crate::value::{Owned, Scalar};

/// A policy that loaded, perhaps with warnings; or none, with the reasons.
pub struct Loaded {
    /// The policy, unless an error keeps it from being run.
    pub policy: Option<Policy>,
    /// Everything that is wrong with it.
    pub problems: Vec<Diagnostic>,
}

/// Reads the policy `id` from its file.
pub fn load(id: &str, source: &Arc<Source>, source_id: SourceId) -> Loaded {
    if let Some(span) = source.undecodable {
        let location = Location::new(source_id, span);
        let problem = Diagnostic::error("policy/unreadable", location, Message::new("parse.undecodable"));
        return Loaded { policy: None, problems: vec![problem] };
    }
    let parts = match header::split(source, source_id) {
        Ok(parts) => parts,
        Err(problem) => return Loaded { policy: None, problems: vec![*problem] },
    };
    let mut problems = parts.problems.clone();
    if problems.is_empty() {
        let document = &parts.document;
        problems = check(document, document.root(), &HEADER, &Mode { subject: Subject::Policy, scalar: fits });
        help_with_clauses(document, document.root(), &mut problems);
    }
    read(id, source, &parts, problems)
}

/// Reads a policy that ships with the program, by the steps that lay out its header. Its shape was checked when the
/// program was tested.
pub fn load_builtin(id: &str, source: &Arc<Source>, source_id: SourceId, steps: &[u8]) -> Loaded {
    match header::split_laid(steps, source, source_id) {
        Some(parts) => read(id, source, &parts, Vec::new()),
        None => load(id, source, source_id),
    }
}

fn read(id: &str, source: &Arc<Source>, parts: &Parts, problems: Vec<Diagnostic>) -> Loaded {
    let mut reader = Reader { source_id: parts.document.source_id, problems };
    let policy = reader.policy(id, source, parts);
    let broken = reader.problems.iter().any(|problem| problem.severity == Severity::Error);
    Loaded { policy: policy.filter(|_| !broken), problems: reader.problems }
}

struct Reader {
    source_id: SourceId,
    problems: Vec<Diagnostic>,
}

impl Reader {
    fn wrong(&mut self, span: Span, message: Message) {
        let location = Location::new(self.source_id, span);
        self.problems.push(Diagnostic::error("policy/header", location, message));
    }

    fn wrong_near(&mut self, span: Span, message: Message, near: Option<&str>) {
        self.wrong(span, message);
        if let (Some(near), Some(last)) = (near, self.problems.last_mut()) {
            last.help.push(Message::new("near.name").text("name", near));
        }
    }

    fn policy(&mut self, id: &str, source: &Arc<Source>, parts: &Parts) -> Option<Policy> {
        let document = &parts.document;
        let root = document.root();
        let script = &source.text[parts.header.range().end..];
        let require = document.get(root, "require").and_then(|node| self.written(document, node));
        let parameters = self.parameters(document, root);
        let applies_to: Vec<Arc<str>> =
            field::texts(document, root, "applies_to").into_iter().map(|(kind, _)| kind.into()).collect();
        let is_mixed = applies_to.len() > 1 && applies_to.iter().any(|kind| &**kind == "workspace");
        if let (Some(node), true) = (document.get(root, "applies_to"), is_mixed || applies_to.is_empty()) {
            self.wrong(document.node(node).span, Message::new("policy.applies-to"));
        }
        // One that is declared with a slip is told so there, not once more wherever it is used.
        let declared: Vec<&str> = match document.get(root, "params") {
            Some(table) => document.children(table).filter_map(|node| document.key(node)).collect(),
            None => Vec::new(),
        };
        let rule = match require {
            Some(require) => {
                let each = document.get(root, "for").and_then(|node| self.each(document, node));
                if has_code(script) {
                    let at = Span::at(parts.header.range().end);
                    self.wrong(at, Message::new("policy.both-rules"));
                }
                Rule::Header { require, each }
            }
            None if document.get(root, "require").is_some() => return None,
            None => {
                if !has_code(script) {
                    self.wrong(parts.header, Message::new("policy.no-rule"));
                }
                Rule::Script
            }
        };
        let when = document.get(root, "when").and_then(|node| self.written(document, node));
        let expressions = match &rule {
            Rule::Header { require, each } => [Some(require), when.as_ref(), each.as_ref().map(|(_, list)| list)],
            Rule::Script => [when.as_ref(), None, None],
        };
        for written in expressions.into_iter().flatten() {
            self.check_parameters(written, &declared);
        }
        self.check_names(&rule, when.as_ref(), &applies_to);
        if matches!(rule, Rule::Header { .. }) {
            self.check_placeholders(document, root);
        }
        let (clauses, slips) = citation::read(document, root, &parameters, &declared);
        for Slip { span, message, near } in slips {
            self.wrong_near(span, message, near.as_deref());
        }
        Some(Policy {
            id: id.into(),
            title: field::local_text(document, root, "title"),
            severity: field::text(document, root, "severity").and_then(Severity::parse)?,
            applies_to,
            when,
            clauses,
            parameters,
            rule,
            messages: document.get(root, "messages").map(|node| messages(document, node)).unwrap_or_default(),
            help: field::local_text(document, root, "help"),
            prose: parts.prose.clone(),
            risk_category: document
                .get(root, "risk")
                .and_then(|risk| field::text(document, risk, "category"))
                .map(Arc::from),
            since: field::text(document, root, "since").map(Arc::from),
            source: source.clone(),
            source_id: self.source_id,
            header: parts.header,
        })
    }

    /// The expression in a text value. Its text must stand in the file as it is, so that places inside it are true;
    /// a literal string (`'…'`) always does.
    fn written(&mut self, document: &Document, node: NodeId) -> Option<Written> {
        let text = document.text(node)?;
        let span = document.node(node).span;
        let raw = document.source.slice(span);
        let quotes = if raw.starts_with("'''") { 3 } else { 1 };
        let inner = raw.get(quotes..raw.len().saturating_sub(quotes)).unwrap_or("");
        let Some(offset) = inner.find(text).filter(|_| inner.trim_start_matches(['\r', '\n']) == text) else {
            self.wrong(span, Message::new("policy.expression-quotes"));
            return None;
        };
        let start = span.start + (quotes + offset) as u32;
        match expression::parse(text) {
            Ok(expression) => Some(Written { expression, start, text: text.into() }),
            Err(error) => {
                let at = Span { start: start + error.span.start, end: start + error.span.end };
                self.wrong(at, problem_message(&error.problem));
                None
            }
        }
    }

    /// `for = "doc.steps"`, or `for = "step in doc.steps"` to name the item.
    fn each(&mut self, document: &Document, node: NodeId) -> Option<(Arc<str>, Written)> {
        let written = self.written(document, node)?;
        let Expression { node: form, .. } = &written.expression;
        if let Node::Binary(expression::Operator::In, name, list) = form
            && let Node::Name(name) = &name.node
        {
            let (name, list) = (name.clone(), (**list).clone());
            return Some((name, Written { expression: list, ..written }));
        }
        Some(("item".into(), written))
    }

    fn parameters(&mut self, document: &Document, root: NodeId) -> Vec<Parameter> {
        let Some(table) = document.get(root, "params") else { return Vec::new() };
        let list: Vec<NodeId> = document.children(table).collect();
        list.into_iter().filter_map(|node| self.parameter(document, node)).collect()
    }

    fn parameter(&mut self, document: &Document, node: NodeId) -> Option<Parameter> {
        let ty = ParameterType::parse(field::text(document, node, "type")?)?;
        let value = document.get(node, "default")?;
        let span = document.node(value).span;
        let default = match read_parameter(document, value, ty) {
            Ok(default) => default,
            Err(message) => {
                self.wrong(span, message);
                return None;
            }
        };
        let basis = match field::text(document, node, "basis") {
            Some("own target") => Basis::OwnTarget,
            _ => Basis::PackDefault,
        };
        let stricter = match field::text(document, node, "stricter") {
            Some("lower") => Some(Stricter::Lower),
            Some("higher") => Some(Stricter::Higher),
            _ => None,
        };
        let title = field::local_text(document, node, "title");
        Some(Parameter { name: document.key(node)?.into(), ty, default, span, stricter, basis, title })
    }

    /// Names, functions and keys of the model must exist.
    fn check_names(&mut self, rule: &Rule, when: Option<&Written>, kinds: &[Arc<str>]) {
        let mut slips: Vec<(u32, names::Slip)> = Vec::new();
        let mut add = |written: &Written, item| {
            let found = names::slips(&written.expression, kinds, item);
            slips.extend(found.into_iter().map(|slip| (written.start, slip)));
        };
        if let Some(when) = when {
            add(when, None);
        }
        if let Rule::Header { require, each } = rule {
            if let Some((_, list)) = each {
                add(list, None);
            }
            add(require, each.as_ref().map(|(name, list)| names::item(name, &list.expression, kinds)));
        }
        for (start, names::Slip { span, message, near, weight }) in slips {
            let at = Location::new(self.source_id, Span { start: start + span.start, end: start + span.end });
            let (code, severity) = match weight {
                Weight::Breaks => ("policy/unknown-name", Severity::Error),
                Weight::Doubtful => ("policy/unknown-key", Severity::Warning),
            };
            let problem = Diagnostic::new(code, severity, Some(at), message);
            self.problems.push(match near {
                Some(near) => problem.with_help(Message::new("near.name").text("name", near)),
                None => problem,
            });
        }
    }

    /// What stands in braces in a message must be something that a message can show.
    fn check_placeholders(&mut self, document: &Document, root: NodeId) {
        let Some(table) = document.get(root, "messages") else { return };
        for text in document.children(table).flat_map(|node| document.children(node).chain([node])) {
            for name in document.text(text).map(placeholder::unknown).unwrap_or_default() {
                let names = placeholder::KNOWN.iter().map(|name| Arc::from(format!("{{{name}}}"))).collect();
                let message = Message::new("policy.placeholder").text("name", format!("{{{name}}}"));
                let near = nearest(name, placeholder::KNOWN.iter().copied());
                let near = near.map(|near| format!("{{{near}}}"));
                self.wrong_near(document.node(text).span, message.arg("names", Arg::List(names)), near.as_deref());
            }
        }
    }

    /// `params.x` must be a declared parameter.
    fn check_parameters(&mut self, written: &Written, declared: &[&str]) {
        let mut unknown = Vec::new();
        written.expression.walk(&mut |expression| {
            let asked = match &expression.node {
                Node::Key(base, name) if matches!(&base.node, Node::Name(base) if &**base == "params") => {
                    Some((expression.span, name))
                }
                Node::Call(function, arguments) if &**function == "limit_for" => match arguments.first() {
                    Some(Argument::Value(Expression { node: Node::Text(name), span })) => Some((*span, name)),
                    _ => None,
                },
                _ => None,
            };
            if let Some((span, name)) = asked
                && !declared.contains(&&**name)
            {
                unknown.push((span, name.clone()));
            }
        });
        for (span, name) in unknown {
            let at = Span { start: written.start + span.start, end: written.start + span.end };
            let near = nearest(&name, declared.iter().copied());
            let message = Message::new("policy.unknown-parameter").text("name", name.clone());
            self.wrong_near(at, message, near);
        }
    }
}

/// Reads a value as a parameter of a type; also used for the configuration's own values.
///
/// # Errors
/// With what is expected.
pub fn read_parameter(document: &Document, node: NodeId, ty: ParameterType) -> Result<Owned, Message> {
    use crate::document::Number;
    let value = document.node(node).value;
    let text = document.text(node);
    let wrong = |expected: &'static str| {
        Message::new("policy.parameter-type").arg("expected", crate::message::Arg::Word(expected))
    };
    let one = match (ty, value, text) {
        (ParameterType::Bool, Value::Bool(value), _) => Scalar::Bool(value),
        (ParameterType::Number, Value::Number(Number::Int(value)), _) => Scalar::Int(value),
        (ParameterType::Number, Value::Number(Number::Float(value)), _) => Scalar::Float(value),
        (ParameterType::Text, _, Some(text)) => Scalar::Text(text.to_owned().into()),
        (ParameterType::Duration, _, Some(text)) => crate::time::duration::Duration::parse(text)
            .map(|duration| Scalar::Duration(Arc::new(duration)))
            .map_err(|_| wrong("word.type.duration"))?,
        (ParameterType::Percent, _, Some(text)) => {
            crate::scalar::percent::Percent::parse(text).map(Scalar::Percent).map_err(|_| wrong("word.type.percent"))?
        }
        (ParameterType::List, Value::List, _) => {
            let items = document.children(node).map(|item| match document.node(item).value {
                Value::Bool(value) => Ok(Scalar::Bool(value)),
                Value::Number(Number::Int(value)) => Ok(Scalar::Int(value)),
                Value::Number(Number::Float(value)) => Ok(Scalar::Float(value)),
                Value::Text(text) => Ok(Scalar::Text(document.str(text).to_owned().into())),
                _ => Err(wrong("word.type.list")),
            });
            return items.collect::<Result<_, _>>().map(Owned::List);
        }
        (ParameterType::Bool, ..) => return Err(wrong("word.type.bool")),
        (ParameterType::Number, ..) => return Err(wrong("word.type.number")),
        (ParameterType::Text, ..) => return Err(wrong("word.type.text")),
        (ParameterType::Duration, ..) => return Err(wrong("word.type.duration")),
        (ParameterType::Percent, ..) => return Err(wrong("word.type.percent")),
        (ParameterType::List, ..) => return Err(wrong("word.type.list")),
    };
    Ok(Owned::One(one))
}

/// Whether anything but comments and white space follows the header.
/// Clauses are entries with a relation, not bare ids; whoever writes an id is shown how.
fn help_with_clauses(document: &Document, root: NodeId, problems: &mut [Diagnostic]) {
    let Some(list) = document.get(root, "clauses") else { return };
    for node in document.children(list).chain([list]) {
        let Some(id) = document.text(node) else { continue };
        let span = document.node(node).span;
        let at_node = |problem: &&mut Diagnostic| problem.location.is_some_and(|at| at.span == span);
        if let Some(problem) = problems.iter_mut().find(at_node) {
            problem.help.push(Message::new("policy.clause-form").text("id", id));
        }
    }
}

fn has_code(script: &str) -> bool {
    script.lines().any(|line| {
        let line = line.trim();
        !line.is_empty() && !line.starts_with("//")
    })
}

fn messages(document: &Document, table: NodeId) -> Vec<(Arc<str>, crate::message::LocalText)> {
    document
        .children(table)
        .filter_map(|node| Some((document.key(node)?.into(), field::as_local_text(document, node)?)))
        .collect()
}

fn problem_message(problem: &Problem) -> Message {
    match problem {
        Problem::Expected("end") => Message::new("expression.end"),
        Problem::Expected("value") => Message::new("expression.value"),
        Problem::Expected("name") => Message::new("expression.name"),
        Problem::Expected("number") => Message::new("expression.number-expected"),
        Problem::Expected("key") => Message::new("expression.key"),
        Problem::Expected(mark) => Message::new("expression.mark").text("mark", *mark),
        Problem::OpenText => Message::new("expression.open-text"),
        Problem::Stray(character) => Message::new("expression.stray").text("character", character.to_string()),
        Problem::Number => Message::new("expression.number"),
        Problem::Deep => Message::new("expression.deep"),
        Problem::Write(meant) => Message::new("expression.write").text("meant", *meant),
    }
}
