//! Why: cases are data that an officer can read aloud: this document, this day, this verdict.

use std::fmt::Write as _;
use std::sync::Arc;

use jiff::civil::Date;

use crate::diagnostic::{Diagnostic, Location};
use crate::document::{Document, Limits, NodeId, Number, Value};
use crate::field;
use crate::message::Message;
use crate::parse::{Format, parse};
use crate::policy::shape::CASES;
use crate::scalar::shape::fits;
use crate::schema::check::{Mode, Subject, check};
use crate::source::{Source, SourceId};

/// One case.
#[derive(Clone, Debug)]
pub struct Case {
    /// What it shows.
    pub note: Arc<str>,
    /// Where its note is written.
    pub location: Location,
    /// Path of the document that is judged; none for a rule over the workspace.
    pub main: Option<Arc<str>>,
    /// Paths and texts of all its files.
    pub files: Vec<(Arc<str>, Arc<str>)>,
    /// Lines of configuration: jurisdictions, sectors, parameters.
    settings: String,
    /// Parameters, as lines of TOML.
    params: String,
    /// The day.
    pub as_of: Date,
    /// What must come.
    pub want: Want,
    /// The checks of the wanted fails, in their order; may be shorter.
    pub checks: Vec<Arc<str>>,
}

/// What a case wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Want {
    /// The rule is satisfied.
    Pass,
    /// The rule does not speak about the document.
    NotApplicable,
    /// It cannot be judged.
    Unknown,
    /// Exactly these fails, by pointer; of another file than the main one, `path:/pointer`.
    Fails(Vec<Arc<str>>),
}

/// The day on which cases are judged that name none; any fixed day would do.
const DAY: Date = Date::constant(2026, 11, 22);

/// Reads a case file.
pub fn read(source: &Arc<Source>, id: SourceId) -> (Vec<Case>, Vec<Diagnostic>) {
    let parsed = parse(Format::Toml, source, id, Limits::default());
    let mut problems: Vec<Diagnostic> =
        parsed.problems.into_iter().map(|problem| Diagnostic { code: "cases/unreadable".into(), ..problem }).collect();
    let Some(document) = parsed.documents.first().filter(|_| !parsed.broken) else { return (Vec::new(), problems) };
    problems.extend(check(document, document.root(), &CASES, &Mode { subject: Subject::Cases, scalar: fits }));
    let Some(list) = document.get(document.root(), "case") else { return (Vec::new(), problems) };
    let mut cases = Vec::new();
    for node in document.children(list) {
        match case(document, node) {
            Ok(case) => cases.push(case),
            Err(problem) => problems.push(*problem),
        }
    }
    (cases, problems)
}

fn case(document: &Document, node: NodeId) -> Result<Case, Box<Diagnostic>> {
    let located = |node: NodeId| document.location(document.node(node).span);
    let note_node = document.get(node, "note").unwrap_or(node);
    let mut files: Vec<(Arc<str>, Arc<str>)> = Vec::new();
    let mut main = None;
    if let Some(text) = field::text(document, node, "document") {
        let path: Arc<str> = format!("document.{}", field::text(document, node, "format").unwrap_or("toml")).into();
        files.push((path.clone(), text.into()));
        main = Some(path);
    }
    if let Some(table) = document.get(node, "documents") {
        for entry in document.children(table) {
            if let (Some(path), Some(text)) = (document.key(entry), document.text(entry)) {
                files.push((path.into(), text.into()));
            }
        }
    }
    let mut settings = String::new();
    for key in ["jurisdictions", "sectors", "acts_as"] {
        if document.get(node, key).is_some() {
            let words = field::texts(document, node, key);
            let words: Vec<String> = words.iter().map(|(word, _)| quoted(word)).collect();
            let _ = writeln!(settings, "{key} = [{}]", words.join(", "));
        }
    }
    let mut params = String::new();
    if let Some(table) = document.get(node, "params") {
        for entry in document.children(table) {
            let Some(key) = document.key(entry) else { continue };
            let _ = writeln!(params, "{} = {}", quoted(key), toml(document, entry));
        }
    }
    let want_node = document.get(node, "want").unwrap_or(node);
    let want = match (document.node(want_node).value, document.text(want_node)) {
        (_, Some("pass")) => Want::Pass,
        (_, Some("not-applicable")) => Want::NotApplicable,
        (_, Some("unknown")) => Want::Unknown,
        (Value::List, _) => {
            Want::Fails(field::as_texts(document, want_node).iter().map(|(text, _)| Arc::from(*text)).collect())
        }
        _ => {
            let message = Message::new("cases.want");
            return Err(Box::new(Diagnostic::error("cases/want", located(want_node), message)));
        }
    };
    if want == Want::Fails(Vec::new()) {
        let message = Message::new("cases.want");
        return Err(Box::new(Diagnostic::error("cases/want", located(want_node), message)));
    }
    Ok(Case {
        note: document.text(note_node).unwrap_or_default().into(),
        location: located(note_node),
        main,
        files,
        settings,
        params,
        as_of: field::date(document, node, "as_of").unwrap_or(DAY),
        want,
        checks: field::texts(document, node, "checks").iter().map(|(text, _)| Arc::from(*text)).collect(),
    })
}

impl Case {
    /// The configuration under which it runs.
    pub fn config(&self, policy: &str) -> String {
        let mut config = self.settings.clone();
        if !self.params.is_empty() {
            let _ = write!(config, "[policies.{}.params]\n{}", quoted(policy), self.params);
        }
        config
    }

    /// How a case names a place: the pointer alone in its main document, else with the path.
    pub fn place(&self, path: &str, pointer: &str) -> String {
        if self.main.as_deref() == Some(path) { pointer.to_owned() } else { format!("{path}:{pointer}") }
    }
}

impl Want {
    /// The word for it.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::NotApplicable => "not-applicable",
            Self::Unknown => "unknown",
            Self::Fails(_) => "fail",
        }
    }
}

/// A value as TOML; only what parameters can be.
fn toml(document: &Document, node: NodeId) -> String {
    match document.node(node).value {
        Value::Bool(value) => value.to_string(),
        Value::Number(Number::Int(value)) => value.to_string(),
        Value::Number(Number::Float(value)) => format!("{value:?}"),
        Value::Text(text) | Value::Date(text) => quoted(document.str(text)),
        Value::List => {
            let items: Vec<String> = document.children(node).map(|item| toml(document, item)).collect();
            format!("[{}]", items.join(", "))
        }
        // A clause of the workspace that sets the value.
        Value::Map => {
            let entries = document
                .children(node)
                .filter_map(|entry| Some(format!("{} = {}", quoted(document.key(entry)?), toml(document, entry))));
            format!("{{ {} }}", entries.collect::<Vec<_>>().join(", "))
        }
        Value::Null => "{}".to_owned(),
    }
}

/// A TOML basic string. JSON's escapes are a subset of TOML's.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
