//! Why: policies see one model, whatever vocabulary a file was written in. The model is a *view*: it is read through a
//! table of the schema, straight from the file's own nodes, so that shorthands, inherited values and mapped keys all
//! keep the place where they were written, and nothing is copied that nobody asks for.

pub mod bpmn;
pub mod complete;
pub mod kind;
pub mod map;
pub mod named;
pub mod place;
pub mod read;
mod sprout;
pub mod view;

use std::sync::Arc;

use crate::document::{Document, NodeId};
use crate::schema::{Table, Type};
use map::Mapped;

/// Number of a document in its workspace.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DocId(pub u32);

/// Which document is spoken of, in the words of reports.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DocumentRef {
    /// Path relative to the workspace, with `/`.
    pub path: Arc<str>,
    /// Position within a multi-document file, from 0.
    pub index: u32,
    /// Its kind (`process`, or one that the workspace declares); `None` when not recognised.
    pub kind: Option<Arc<str>>,
    /// Its id, if it states one.
    pub id: Option<Arc<str>>,
    /// Another document of the workspace has the same kind and id, so that these do not tell it apart.
    pub twin: bool,
}

/// One document with what it was recognised as.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Path, position, kind and id.
    pub reference: DocumentRef,
    /// Its own tree.
    pub document: Arc<Document>,
    /// The tree in native vocabulary, for a kind with a map.
    pub mapped: Option<Arc<Mapped>>,
    /// The native shape through which it is read.
    pub table: Option<&'static Table>,
    /// Name of the kind that the workspace declares for it.
    pub declared: Option<Arc<str>>,
    /// The organisation document under which it falls.
    pub organisation: Option<DocId>,
    /// The document that it completes: it is judged as a part of that one, and not by itself.
    pub completes: Option<DocId>,
    /// The names that it declares; none until they are looked for.
    pub names: Option<Arc<[named::Named]>>,
}

/// All documents of a run that take part in judgement, by number.
#[derive(Clone, Debug, Default)]
pub struct Documents {
    /// In the order of paths.
    pub list: Vec<Entry>,
}

/// A value in some document, with the shape through which it is read.
#[derive(Clone, Copy, Debug)]
pub struct Handle {
    /// Which document.
    pub document: DocId,
    /// Which node.
    pub node: NodeId,
    /// In which of its trees.
    pub space: Space,
    /// How it is to be read.
    pub shape: Shape,
    /// A bare value stands here for a table (its main field) or a list (its only item).
    pub folded: bool,
}

/// One of the trees of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Space {
    /// The file as written.
    Source,
    /// The tree that a map made of it.
    Model,
}

/// How a value is to be read.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// As it is written.
    Raw,
    /// By a type of the schema.
    Type(&'static Type),
    /// As one entry of named things.
    Table(&'static Table),
    /// As the review of a document that says nothing of it but takes its rhythm over; the node is the document's root.
    InheritedReview,
}

/// Where a read ended, whether or not something was there.
#[derive(Clone, Debug)]
pub enum Spot {
    /// A value that is written.
    At(Handle),
    /// The key of an entry, read as its `id`.
    Key(Handle),
    /// A value that holds because nothing is written; the parent and the key.
    Default(Handle, Arc<str>),
    /// Nothing: the nearest value that exists, and the keys below it, joined with `/` as in a pointer.
    Missing(Handle, Arc<str>),
}

/// How a value came to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// It is written where it is asked for.
    Written,
    /// A bare value stands for a table or a list.
    Shorthand,
    /// It comes from the organisation document.
    Inherited,
    /// It comes from a file in foreign vocabulary.
    Mapped,
    /// It holds because nothing is written.
    Default,
}

impl Entry {
    /// The handle of the whole document, as policies see it.
    pub fn root(&self, id: DocId) -> Handle {
        let space = if self.mapped.is_some() { Space::Model } else { Space::Source };
        let shape = self.table.map_or(Shape::Raw, Shape::Table);
        Handle { document: id, node: NodeId::ROOT, space, shape, folded: false }
    }

    /// The tree of a space.
    pub fn tree(&self, space: Space) -> &Document {
        match (space, &self.mapped) {
            (Space::Model, Some(mapped)) => &mapped.tree,
            _ => &self.document,
        }
    }

    /// Whether it is of this kind, native or declared.
    pub fn is_kind(&self, kind: &str) -> bool {
        self.reference.kind.as_deref() == Some(kind) || self.declared.as_deref() == Some(kind)
    }
}

impl Documents {
    /// A document by number. Numbers come from this list, so they are always known.
    pub fn get(&self, id: DocId) -> &Entry {
        &self.list[id.0 as usize]
    }

    /// All with their numbers.
    pub fn iter(&self) -> impl Iterator<Item = (DocId, &Entry)> {
        self.list.iter().enumerate().map(|(at, entry)| (DocId(at as u32), entry))
    }

    /// The tree in which a handle lies.
    pub fn tree(&self, handle: &Handle) -> &Document {
        self.get(handle.document).tree(handle.space)
    }

    /// The document's own tree as it is written.
    pub fn raw(&self, id: DocId) -> Handle {
        Handle { document: id, node: NodeId::ROOT, space: Space::Source, shape: Shape::Raw, folded: false }
    }
}
