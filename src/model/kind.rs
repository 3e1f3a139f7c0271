//! Why: files are recognised by what they say, not by what they are called. A file that nobody knows is counted, not
//! guessed at.

use std::sync::Arc;

use super::map::Mapped;
use super::{DocumentRef, Entry};
use crate::config::{Config, KindRule};
use crate::document::{Document, Limits, Number, Overflow, Value, Vocabulary, pointer};
use crate::field;
use crate::schema;
use crate::schema::readings::READINGS;

/// What a document was recognised as.
#[derive(Debug)]
pub enum Recognised {
    /// One kind.
    As(Box<Entry>),
    /// No kind; the reference has none.
    Not(DocumentRef),
    /// One kind, whose map makes more of the document than the limits allow.
    TooLarge(DocumentRef, Overflow),
    /// Two or more kinds: their names.
    Several(DocumentRef, Vec<Arc<str>>),
}

/// Recognises a document.
pub fn recognise(document: &Arc<Document>, config: &Config) -> Recognised {
    let path: Arc<str> = document.source.path.as_str().into();
    let nameless = DocumentRef { path: path.clone(), index: document.index, kind: None, id: None, twin: false };
    if document.vocabulary == Vocabulary::Bpmn {
        return bpmn_entry(document, nameless, config.limits);
    }
    if document.vocabulary == Vocabulary::Readings {
        return readings_entry(document, nameless);
    }
    if is_observation(document) {
        return Recognised::As(Box::new(observation(document, nameless)));
    }
    let native = native_kind(document);
    let declared: Vec<&KindRule> = config.kinds.iter().filter(|rule| fits(document, rule, &path)).collect();
    match (native, declared.as_slice()) {
        (None, []) => Recognised::Not(nameless),
        (Some(kind), []) => {
            let id = field::text(document, document.root(), "id").map(Arc::from);
            let reference = DocumentRef { kind: Some(kind.into()), id, ..nameless };
            Recognised::As(Box::new(Entry {
                reference,
                document: document.clone(),
                mapped: None,
                table: schema::kind(kind),
                declared: None,
                organisation: None,
                completes: None,
                names: None,
            }))
        }
        (None, [rule]) => declared_entry(document, rule, nameless, config.limits),
        (native, several) => {
            let names = native.map(Arc::from).into_iter();
            Recognised::Several(nameless, names.chain(several.iter().map(|rule| rule.name.name.clone())).collect())
        }
    }
}

/// A process of a BPMN file, or a BPMN file that holds none.
fn bpmn_entry(document: &Arc<Document>, nameless: DocumentRef, limits: Limits) -> Recognised {
    let root = document.root();
    let id = field::text(document, root, "id").filter(|id| !id.is_empty()).map(Arc::from);
    let is_process = document.get(root, "targetNamespace").is_none();
    let kind: Arc<str> = if is_process { "process" } else { BPMN }.into();
    let reference = DocumentRef { kind: Some(kind.clone()), id, ..nameless };
    let mapped = if is_process {
        match super::bpmn::model(document, limits) {
            Ok(mapped) => Some(Arc::new(mapped)),
            Err(overflow) => return Recognised::TooLarge(reference, overflow),
        }
    } else {
        None
    };
    Recognised::As(Box::new(Entry {
        reference,
        document: document.clone(),
        table: mapped.as_ref().and_then(|_| schema::kind(&kind)),
        mapped,
        declared: Some(BPMN.into()),
        organisation: None,
        completes: None,
        names: None,
    }))
}

/// The foreign kind of BPMN 2.0 files.
pub const BPMN: &str = "bpmn";

/// A file with readings of indicators. It has no id: rows name what they are readings of.
fn readings_entry(document: &Arc<Document>, nameless: DocumentRef) -> Recognised {
    Recognised::As(Box::new(Entry {
        reference: DocumentRef { kind: Some(READINGS.name.into()), ..nameless },
        document: document.clone(),
        mapped: None,
        table: Some(&READINGS),
        declared: None,
        organisation: None,
        completes: None,
        names: None,
    }))
}

/// The foreign kind of what a log shows of a process, as `ombud observe` writes it down.
pub const OBSERVED: &str = "observed";
/// The word after `format` by which it is known.
pub const OBSERVED_FORMAT: &str = "ombud-observed";
/// The number after `version`. One with another number is not known, so that it is never read for what it does not say.
pub const OBSERVED_VERSION: u32 = 1;

fn is_observation(document: &Document) -> bool {
    let root = document.root();
    field::text(document, root, "format") == Some(OBSERVED_FORMAT)
        && field::count(document, root, "version") == Some(u64::from(OBSERVED_VERSION))
}

/// It is read as it is written: what it says is counts, and no model of ours has them.
fn observation(document: &Arc<Document>, nameless: DocumentRef) -> Entry {
    let id = field::text(document, document.root(), "id").map(Arc::from);
    Entry {
        reference: DocumentRef { kind: Some(OBSERVED.into()), id, ..nameless },
        document: document.clone(),
        mapped: None,
        table: None,
        declared: Some(OBSERVED.into()),
        organisation: None,
        completes: None,
        names: None,
    }
}

/// The native kind: one of the four words, an `id`, and no `apiVersion` (which many other formats have beside `kind`).
fn native_kind(document: &Document) -> Option<&'static str> {
    let root = document.root();
    let word = field::text(document, root, "kind")?;
    document.get(root, "id")?;
    if document.get(root, "apiVersion").is_some() {
        return None;
    }
    ["process", "data", "organisation", "risk"].into_iter().find(|kind| *kind == word)
}

fn fits(document: &Document, rule: &KindRule, path: &str) -> bool {
    rule.matching.matches(path)
        && rule.where_.iter().all(|(at, wanted)| {
            pointer::find(document, at).is_some_and(|node| match document.node(node).value {
                Value::Text(text) | Value::Date(text) => document.str(text) == &**wanted,
                Value::Map | Value::List => false,
                Value::Number(Number::Int(number)) => wanted.parse() == Ok(number),
                Value::Number(Number::Float(number)) => wanted.parse() == Ok(number),
                _ => document.source.slice(document.node(node).span) == &**wanted,
            })
        })
}

fn declared_entry(document: &Arc<Document>, rule: &KindRule, nameless: DocumentRef, limits: Limits) -> Recognised {
    let id_node = match &rule.id {
        Some(at) => pointer::find(document, at),
        None => document.get(document.root(), "id"),
    };
    let id = id_node.and_then(|node| document.text(node)).map(Arc::from);
    let native = rule.as_kind.as_ref().map(|kind| kind.name.clone());
    let kind = native.clone().unwrap_or_else(|| rule.name.name.clone());
    let reference = DocumentRef { kind: Some(kind), id, ..nameless };
    let mapped = match &native {
        None => None,
        Some(kind) => match Mapped::new(document, kind, id_node, &rule.map, limits) {
            Ok(mapped) => Some(Arc::new(mapped)),
            Err(overflow) => return Recognised::TooLarge(reference, overflow),
        },
    };
    Recognised::As(Box::new(Entry {
        reference,
        document: document.clone(),
        mapped,
        table: native.as_deref().and_then(schema::kind),
        declared: Some(rule.name.name.clone()),
        organisation: None,
        completes: None,
        names: None,
    }))
}
