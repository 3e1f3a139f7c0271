//! Why: a ledger speaks of spots; a finding speaks of places, values and clauses. The step between is taken once, for
//! all rules alike.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::Arc;

use super::limit::{keep_broken, limit, set_aside};
use super::workspace_reference;
use crate::diagnostic::Related;
use crate::document::Vocabulary;
use crate::finding::{Cause, Disposition, Finding, Verdict, fingerprint};
use crate::index::Query;
use crate::knowledge::Knowledge;
use crate::ledger::{Doubt, Fail, Ledger};
use crate::message::{Arg, LocalText, Message};
use crate::model::read::Seen;
use crate::model::{DocId, Documents, Spot};
use crate::plan::limits::Terms;
use crate::plan::{self, Planned};
use crate::report::Exemption;

/// An evaluation whose outcome is written up.
pub struct Judged<'a> {
    /// What it may look at.
    pub knowledge: &'a Knowledge,
    /// The policy with its settings.
    pub planned: &'a Planned,
    /// The document; `None` for the workspace.
    pub document: Option<DocId>,
}

/// The findings of a ledger, and those that configuration takes off at their place.
pub fn findings(judged: &Judged<'_>, ledger: Ledger) -> (Vec<Finding>, Vec<Exemption>) {
    let terms = match &judged.planned.terms {
        Some(terms) => terms.clone(),
        None => Arc::new(Terms::of(judged.knowledge, judged.document)),
    };
    let read: Arc<[Query]> = distinct(ledger.queries).into();
    let mut list: Vec<Finding> = Vec::new();
    for fail in ledger.fails {
        list.push(from_fail(judged, fail, &terms));
    }
    // One place, one finding: what fails there, or the first reason why it cannot be told.
    let place = |finding: &Finding| (finding.document.path.clone(), finding.document.index, finding.pointer.clone());
    let mut said: HashSet<_> = list.iter().map(place).collect();
    for doubt in ledger.doubts {
        let finding = from_doubt(judged, doubt, &terms);
        if said.insert(place(&finding)) {
            list.push(finding);
        }
    }
    let (mut kept, mut taken_off) = (Vec::new(), Vec::new());
    for mut finding in list {
        finding.read = read.clone();
        let config = &judged.knowledge.config;
        let policy = &judged.planned.policy.id;
        let (severity, exempt) = plan::at_place(config, policy, &finding.document.path, &finding.pointer);
        finding.severity = severity.unwrap_or(finding.severity);
        match exempt {
            Some(reason) => taken_off.push(Exemption {
                policy: policy.clone(),
                document: finding.document,
                reason: reason.name.clone(),
                location: Some(reason.location),
            }),
            None => kept.push(finding),
        }
    }
    (kept, taken_off)
}

fn distinct(mut queries: Vec<Query>) -> Vec<Query> {
    queries.sort();
    queries.dedup();
    queries
}

fn from_fail(judged: &Judged<'_>, fail: Fail, terms: &Terms) -> Finding {
    let documents = &judged.knowledge.documents;
    let policy = &judged.planned.policy;
    let (limit, set_by) = fail.limit.as_ref().map(|used| limit(judged, used)).unzip();
    let pointer = documents.pointer(&fail.spot);
    let jurisdiction = fail.args.iter().find_map(|(name, value)| match value {
        Arg::Text(code) if name == "jurisdiction" => Some(&**code),
        _ => None,
    });
    let mut clauses = plan::cite(policy, &judged.knowledge.catalogue, terms, &fail.check, jurisdiction);
    keep_broken(judged, &fail, limit.as_ref().map(|limit| &limit.origin), &mut clauses);
    let aside = set_aside(judged, &fail);
    let mut message = match (policy.message(&fail.check), &fail.literal) {
        (Some(words), _) => Message::own(words.clone()),
        (None, Some(literal)) => Message::own(LocalText::same(literal)),
        (None, None) => Message::new(check_message(&fail.check)),
    };
    message.args = fail.args;
    for (name, value) in
        [("path", Some(path_text(&pointer))), ("limit", limit.as_ref().map(|limit| limit.value.clone()))]
    {
        if let Some(value) = value {
            message.args.push((name.into(), Arg::Text(value)));
        }
    }
    message.args.extend(set_by.map(|said| ("origin".into(), said)));
    let value = documents.raw_text(&fail.spot).map(Arc::from);
    if let (Some(value), false) = (&value, message.args.iter().any(|(name, _)| name == "value")) {
        message.args.push(("value".into(), Arg::Text(Arc::clone(value))));
    }
    let pointed = documents.pointed(&fail.spot);
    let mut related: Vec<Related> = Vec::new();
    if let Some(location) = pointed.defined {
        related.push(Related { location, message: Message::new("related.anchor") });
    }
    if fail.computed {
        related.push(Related { location: pointed.location, message: Message::new("related.computed") });
    }
    for (spot, message) in fail.related {
        related.push(Related { location: documents.pointed(&spot).location, message });
    }
    related.extend(aside);
    let id = Documents::document_of(&fail.spot);
    if let Some(own) = judged.document.filter(|own| *own != id) {
        let root = documents.get(own).root(own);
        let location = documents.pointed(&Spot::Missing(root, "".into())).location;
        related.push(Related { location, message: Message::new("related.used-here") });
    }
    let document = documents.get(judged.document.unwrap_or(id)).reference.clone();
    let help =
        (!policy.help.is_empty()).then(|| Message { args: message.args.clone(), ..Message::own(policy.help.clone()) });
    Finding {
        fingerprint: fingerprint(&policy.id, &fail.check, &document, &told_apart(documents, &fail.spot, &pointer)),
        policy: policy.id.clone(),
        check: fail.check,
        title: policy.title.clone(),
        severity: judged.planned.severity,
        verdict: Verdict::Fail,
        disposition: Disposition::Active,
        message,
        help: help.into_iter().chain(fail.help).collect(),
        clauses,
        document,
        pointer,
        value,
        limit,
        location: pointed.location,
        related,
        read: Arc::default(),
        fix: None,
    }
}

fn from_doubt(judged: &Judged<'_>, doubt: Doubt, terms: &Terms) -> Finding {
    let documents = &judged.knowledge.documents;
    let policy = &judged.planned.policy;
    let spot = doubt.spot.or_else(|| {
        let id = judged.document?;
        Some(Spot::Missing(documents.get(id).root(id), "".into()))
    });
    let (pointer, apart, location, value, document) = match &spot {
        Some(spot) => {
            let id = judged.document.unwrap_or(Documents::document_of(spot));
            let pointed = documents.pointed(spot);
            let value = documents.raw_text(spot).map(Arc::from);
            let pointer = documents.pointer(spot);
            let apart = told_apart(documents, spot, &pointer).into_owned();
            (pointer, apart, pointed.location, value, documents.get(id).reference.clone())
        }
        None => (String::new(), String::new(), policy.location(policy.header), None, workspace_reference()),
    };
    let mut message = doubt.why;
    message.args.push(("path".into(), Arg::Text(path_text(&pointer))));
    let check = "undecidable";
    let clauses = plan::cite(policy, &judged.knowledge.catalogue, terms, check, None);
    Finding {
        fingerprint: fingerprint(&policy.id, check, &document, &apart),
        policy: policy.id.clone(),
        check: check.into(),
        title: policy.title.clone(),
        severity: judged.planned.severity,
        verdict: Verdict::Unknown(Cause::Undecidable),
        disposition: Disposition::Active,
        message,
        help: Vec::new(),
        clauses,
        document,
        pointer,
        value,
        limit: None,
        location,
        related: Vec::new(),
        read: Arc::default(),
        fix: None,
    }
}

/// By what a finding is known again. A reading is known by its file, day, indicator and channel: another row may come to
/// stand at its place, and the rows of two files have the same pointers.
fn told_apart<'a>(documents: &Documents, spot: &Spot, pointer: &'a str) -> Cow<'a, str> {
    let id = Documents::document_of(spot);
    let entry = documents.get(id);
    let mut parts = pointer.splitn(4, '/').skip(1);
    let (Vocabulary::Readings, Some("rows"), Some(row)) = (entry.document.vocabulary, parts.next(), parts.next())
    else {
        return Cow::Borrowed(pointer);
    };
    let (Seen::Node(rows), _) = documents.follow(entry.root(id), "rows") else { return Cow::Borrowed(pointer) };
    let (Seen::Node(row), _) = documents.item(rows, row.parse().unwrap_or(i64::MAX)) else {
        return Cow::Borrowed(pointer);
    };
    let cell = |column: &str| {
        let text = entry.document.get(row.node, column).and_then(|node| entry.document.text(node));
        text.unwrap_or_default().to_owned()
    };
    let column = parts.next().unwrap_or_default();
    let known = ["indicator", "channel", "date"].map(cell).join("/");
    Cow::Owned(format!("{}#{known}/{column}", entry.reference.path))
}

/// A pointer as people write a path: `deadlines.acknowledge.within`.
fn path_text(pointer: &str) -> Arc<str> {
    match crate::document::pointer::parts(pointer) {
        Some(parts) => parts.join(".").into(),
        None => pointer.into(),
    }
}

/// The catalogue message of a built-in check.
fn check_message(check: &str) -> &'static str {
    const MESSAGES: [(&str, &str); 18] = [
        ("above", "check.above"),
        ("below", "check.below"),
        ("differs", "check.differs"),
        ("empty", "check.empty"),
        ("lacks", "check.lacks"),
        ("missing", "check.missing"),
        ("no-match", "check.no-match"),
        ("none-fits", "check.none-fits"),
        ("not-above", "check.not-above"),
        ("not-allowed", "check.not-allowed"),
        ("not-below", "check.not-below"),
        ("not-empty", "check.not-empty"),
        ("not-increasing", "check.not-increasing"),
        ("not-met", "check.not-met"),
        ("not-true", "check.not-true"),
        ("not-unique", "check.not-unique"),
        ("same", "check.same"),
        ("unresolved", "check.unresolved"),
    ];
    if check == "stated" {
        return "check.stated";
    }
    MESSAGES.iter().find(|(id, _)| *id == check).map_or("check.not-met", |(_, message)| message)
}
