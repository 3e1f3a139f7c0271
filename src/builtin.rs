//! Why: some things are wrong whatever the policies say: a file that cannot be read, a name that stands twice, a key that
//! nobody knows. They are findings like all others, with ids under `builtin/`.

pub mod references;
mod uses;

use std::collections::HashMap;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Location};
use crate::document::{Document, NodeId, Vocabulary, pointer};
use crate::finding::{Disposition, DocumentRef, Finding, Verdict, fingerprint};
use crate::index::{Index, Rivals};
use crate::message::{Arg, LocalText, Message};
use crate::model::{DocId, Documents, Entry, Spot};
use crate::scalar::shape::fits;
use crate::schema::check::{Mode, Subject, check};
use crate::span::Span;
pub use references::references;

/// The values of a document by their places, so that naming what stands at a place does not mean reading the whole
/// document each time.
pub struct Places<'a> {
    document: &'a Document,
    nodes: HashMap<Span, NodeId>,
}

/// A diagnostic about a document as a finding.
pub fn finding(
    diagnostic: Diagnostic,
    location: Location,
    document: &DocumentRef,
    places: Option<&Places<'_>>,
) -> Finding {
    let name = diagnostic.code.rsplit('/').next().unwrap_or_default().to_owned();
    let policy: Arc<str> = Arc::from(format!("builtin/{name}"));
    let (pointer, value) = places.map(|places| places.named(location)).unwrap_or_default();
    // Several slips of one kind may stand under one parent, so their own words take part in telling them apart.
    let told_apart = diagnostic.message.args.iter().find_map(|(key, value)| match value {
        Arg::Text(text) if key == "key" || key == "thing" => Some(format!("{pointer}#{text}")),
        _ => None,
    });
    Finding {
        fingerprint: fingerprint(&policy, &name, document, told_apart.as_deref().unwrap_or(&pointer)),
        policy,
        check: name.into(),
        title: LocalText::default(),
        severity: diagnostic.severity,
        verdict: Verdict::Fail,
        disposition: Disposition::Active,
        message: diagnostic.message,
        help: diagnostic.help,
        clauses: Vec::new(),
        document: document.clone(),
        pointer,
        value,
        limit: None,
        location,
        related: diagnostic.related,
        read: Arc::default(),
        fix: None,
    }
}

/// What a native document says that its schema does not know, and the other way round.
pub fn shape(entry: &Entry) -> Vec<Finding> {
    let Some(table) = entry.table.filter(|_| entry.mapped.is_none()) else { return Vec::new() };
    let mode = Mode { subject: Subject::Document, scalar: fits };
    let document = &entry.document;
    let problems = check(document, document.root(), table, &mode);
    if problems.is_empty() {
        return Vec::new();
    }
    let places = Places::new(document);
    problems
        .into_iter()
        .filter_map(|problem| {
            let location = problem.location?;
            Some(finding(problem, location, &entry.reference, Some(&places)))
        })
        .collect()
}

/// Two documents with one identity, and two organisations in one folder.
pub fn identities(documents: &Documents, index: &Index, rivals: &[Rivals]) -> Vec<Finding> {
    let mut list = Vec::new();
    for same in index.duplicates() {
        let Some((first, others)) = same.split_first() else { continue };
        // Drawing tools call every first process alike. Such an id matters where something refers to it, and what does
        // is told that there are several.
        if same.iter().all(|id| documents.get(*id).document.vocabulary == Vocabulary::Bpmn) {
            continue;
        }
        for other in others {
            list.push(clash(documents, *first, *other, "builtin/duplicate-id", "builtin.duplicate-id"));
        }
    }
    for Rivals(first, second) in rivals {
        list.push(clash(documents, *first, *second, "builtin/two-organisations", "builtin.two-organisations"));
    }
    list
}

fn clash(documents: &Documents, first: DocId, second: DocId, code: &'static str, message: &'static str) -> Finding {
    let place = |id: DocId| {
        let entry = documents.get(id);
        let (_, spot) = documents.follow(entry.root(id), "id");
        match spot {
            Spot::At(_) => documents.pointed(&spot).location,
            _ => documents.pointed(&Spot::Missing(entry.root(id), "id".into())).location,
        }
    };
    let entry = documents.get(second);
    let message = Message::new(message)
        .text("identity", DocumentRef { twin: false, ..entry.reference.clone() }.identity())
        .text("first", documents.get(first).reference.path.clone());
    let location = place(second);
    let diagnostic =
        Diagnostic::error(code, location, message).with_related(place(first), Message::new("related.first"));
    finding(diagnostic, location, &entry.reference, Some(&Places::new(&entry.document)))
}

impl<'a> Places<'a> {
    /// The places of a document.
    pub fn new(document: &'a Document) -> Self {
        let mut nodes = HashMap::with_capacity(document.len());
        for id in document.ids() {
            let node = document.node(id);
            if node.key.is_some() {
                nodes.entry(node.key_span).or_insert(id);
            }
            nodes.entry(node.span).or_insert(id);
        }
        Self { document, nodes }
    }

    /// The pointer and the raw text of what stands at a location; nothing where no value stands.
    fn named(&self, location: Location) -> (String, Option<Arc<str>>) {
        let Some(id) = self.nodes.get(&location.span) else { return Default::default() };
        let node = self.document.node(*id);
        let value = (!node.is_container()).then(|| match self.document.text(*id) {
            Some(text) => Arc::from(text),
            None => Arc::from(self.document.source.slice(node.span)),
        });
        (pointer::of(self.document, *id), value)
    }
}
