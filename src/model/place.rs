//! Why: a finding needs the pointer, the place and the raw text of whatever a rule read, and for what is missing the
//! place where it should have been. All three are found here and nowhere else.

use super::map::Side;
use super::{Documents, Handle, Origin, Space, Spot};
use crate::diagnostic::Location;
use crate::document::{Document, NodeId, Value, Vocabulary, pointer};
use crate::span::Span;

/// Where to point for a spot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pointed {
    /// The place.
    pub location: Location,
    /// Where the value is defined, when an alias stands for it.
    pub defined: Option<Location>,
}

impl Documents {
    /// The pointer of a spot in its file.
    pub fn pointer(&self, spot: &Spot) -> String {
        match spot {
            Spot::At(handle) | Spot::Key(handle) => self.pointer_of(handle),
            Spot::Default(handle, key) => self.missing_pointer(handle, key),
            Spot::Missing(handle, path) if path.is_empty() => self.pointer_of(handle),
            Spot::Missing(handle, path) => self.missing_pointer(handle, path),
        }
    }

    /// The place of a spot: the value; for what is missing, the key of the nearest value that exists.
    pub fn pointed(&self, spot: &Spot) -> Pointed {
        match spot {
            Spot::At(handle) => {
                let (document, node) = self.written(handle);
                let places = document.places(node);
                Pointed {
                    location: document.location(places.primary),
                    defined: places.defined.map(|span| document.location(span)),
                }
            }
            Spot::Key(handle) | Spot::Default(handle, _) | Spot::Missing(handle, _) => {
                let (document, node) = self.written(handle);
                Pointed { location: document.location(key_span(document, node)), defined: None }
            }
        }
    }

    /// The value as it is written; nothing for containers and what is missing.
    pub fn raw_text(&self, spot: &Spot) -> Option<&str> {
        let handle = match spot {
            Spot::At(handle) => handle,
            Spot::Key(handle) => return self.tree(handle).key(handle.node),
            Spot::Default(..) | Spot::Missing(..) => return None,
        };
        let (document, node) = self.written(handle);
        if document.vocabulary == Vocabulary::Bpmn && handle.space == Space::Model {
            // What BPMN says by a reference or an element is told in the words of the model.
            return self.tree(handle).text(handle.node);
        }
        let node = document.node(node);
        match node.value {
            Value::Text(text) => Some(document.str(text)),
            Value::List | Value::Map | Value::Null => None,
            Value::Bool(_) | Value::Number(_) | Value::Date(_) => Some(document.source.slice(node.span)),
        }
    }

    /// How the value at a spot came to be, for the reader `of`.
    pub fn origin(&self, spot: &Spot, of: super::DocId) -> Origin {
        match spot {
            Spot::Default(..) => Origin::Default,
            Spot::At(handle) if handle.document != of => Origin::Inherited,
            Spot::At(handle) if handle.space == Space::Model => Origin::Mapped,
            Spot::At(handle) if handle.folded => Origin::Shorthand,
            Spot::At(_) | Spot::Key(_) | Spot::Missing(..) => Origin::Written,
        }
    }

    /// The document in which a spot lies.
    pub fn document_of(spot: &Spot) -> super::DocId {
        match spot {
            Spot::At(handle) | Spot::Key(handle) | Spot::Default(handle, _) | Spot::Missing(handle, _) => {
                handle.document
            }
        }
    }

    /// The file, and the node in it, that stand behind a handle.
    pub fn written(&self, handle: &Handle) -> (&Document, NodeId) {
        let entry = self.get(handle.document);
        let (Space::Model, Some(mapped)) = (handle.space, &entry.mapped) else {
            return (entry.tree(handle.space), handle.node);
        };
        let stand = mapped.stand(handle.node);
        match (stand.side, mapped.partner) {
            (Side::Completing, Some(partner)) => (&self.get(partner).document, stand.node),
            _ => (&entry.document, stand.node),
        }
    }

    /// What stands in foreign keys is named by them; of BPMN, whose own keys are elements and attributes, the model's
    /// names are what people speak of.
    fn pointer_of(&self, handle: &Handle) -> String {
        let entry = self.get(handle.document);
        let (document, node) = self.written(handle);
        match (handle.space, &entry.mapped) {
            (Space::Model, Some(mapped))
                if document.vocabulary == Vocabulary::Bpmn && document.source_id == entry.document.source_id =>
            {
                pointer::of(&mapped.tree, handle.node)
            }
            _ => pointer::of(document, node),
        }
    }

    /// In a mapped file, what is missing is named by the key that the map expects, where it names one.
    fn missing_pointer(&self, handle: &Handle, path: &str) -> String {
        let entry = self.get(handle.document);
        if let (Space::Model, Some(mapped)) = (handle.space, &entry.mapped) {
            let full = format!("{}/{path}", pointer::of(&mapped.tree, handle.node));
            if let Some(expected) = mapped.expected(&full) {
                return expected.to_owned();
            }
            return full;
        }
        format!("{}/{path}", self.pointer_of(handle))
    }
}

fn key_span(document: &Document, node: NodeId) -> Span {
    if document.parent(node).is_some() {
        return document.key_span(node);
    }
    // A whole document has no key: its first key stands for it, and of a process its id.
    let first = match document.vocabulary {
        Vocabulary::Bpmn => document.get(node, "id"),
        Vocabulary::Own | Vocabulary::Readings => None,
    };
    match first.or(document.node(node).first()) {
        Some(first) if document.vocabulary == Vocabulary::Bpmn => document.node(first).span,
        Some(first) if matches!(document.node(node).value, Value::Map) => document.key_span(first),
        _ => Span { end: document.node(node).span.start, ..document.node(node).span },
    }
}
