//! Why: a document declares names (its steps, roles, datasets) that others refer to. Which ones depends on the document
//! and the configuration alone, so they are found once, when the file is read, and not whenever the index is built anew.

use std::borrow::Cow;
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;

use super::map::matches;
use super::{Entry, Handle, Shape, Space};
use crate::config::Config;
use crate::document::{Document, NodeId, Value};
use crate::model::DocId;
use crate::schema::{Table, Thing, Type};

/// A name that a document declares.
#[derive(Clone, Debug)]
pub struct Named {
    /// What kind of thing it is a name of.
    pub thing: ThingName,
    /// The name, as ids are compared: after NFC (model.md, section 1, "Identity and references").
    pub name: Arc<str>,
    node: NodeId,
    space: Space,
    shape: Shape,
    folded: bool,
}

/// The kind of thing of a name.
#[derive(Clone, Debug)]
pub enum ThingName {
    /// One of the model.
    Model(Thing),
    /// One that the configuration names.
    Own(Arc<str>),
}

impl Named {
    /// The thing itself, in the document with this number.
    pub fn handle(&self, document: DocId) -> Handle {
        Handle { document, node: self.node, space: self.space, shape: self.shape, folded: self.folded }
    }
}

impl ThingName {
    /// Its word in questions to the index.
    pub fn word(&self) -> &str {
        match self {
            Self::Model(thing) => thing.word(),
            Self::Own(word) => word,
        }
    }
}

/// The names that a document declares, in the order of its file.
pub fn named(entry: &Entry, config: &Config) -> Arc<[Named]> {
    let mut list = Vec::new();
    let space = if entry.mapped.is_some() { Space::Model } else { Space::Source };
    if let Some(table) = entry.table {
        add_table(&mut list, entry.tree(space), space, NodeId::ROOT, table, None);
    }
    if let Some(rule) = config.kinds.iter().find(|rule| Some(&rule.name.name) == entry.declared.as_ref()) {
        for (thing, pattern) in &rule.names {
            for (node, _) in matches(&entry.document, pattern) {
                let Some(name) = entry.document.text(node).or_else(|| entry.document.key(node)) else { continue };
                let (thing, name) = (ThingName::Own(thing.clone()), normal(name).into());
                list.push(Named { thing, name, node, space: Space::Source, shape: Shape::Raw, folded: false });
            }
        }
    }
    list.into()
}

/// Ids are compared after NFC (model.md section 1, "Identity and references").
pub fn normal(id: &str) -> Cow<'_, str> {
    if id.is_ascii() { Cow::Borrowed(id) } else { Cow::Owned(id.nfc().collect()) }
}

fn add_table(
    list: &mut Vec<Named>,
    tree: &Document,
    space: Space,
    parent: NodeId,
    table: &'static Table,
    within: Option<&str>,
) {
    for field in table.fields {
        let Type::Named(thing, shape) = &field.ty else { continue };
        let Some(named) = tree.get(parent, field.name) else { continue };
        for node in tree.children(named) {
            let Some(key) = tree.key(node) else { continue };
            // `agent = "Service agent"` is the shorthand of a table, here as everywhere.
            let folded = shape.main.is_some() && !matches!(tree.node(node).value, Value::Map);
            let name = match (thing, within) {
                (Thing::DataField, Some(dataset)) => normal(&format!("{dataset}.{key}")).into(),
                _ => normal(key).into(),
            };
            list.push(Named { thing: ThingName::Model(*thing), name, node, space, shape: Shape::Table(shape), folded });
            add_table(list, tree, space, node, shape, Some(key));
        }
    }
}
