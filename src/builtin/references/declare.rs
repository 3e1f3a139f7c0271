//! Why: whoever reads that a name is not declared wants to know two things: which one was probably meant, and where to
//! write it if it was meant as it stands.

use std::collections::HashMap;
use std::sync::Arc;

use super::kind_of;
use crate::index::{Index, Resolution};
use crate::message::Message;
use crate::model::{DocId, Documents};
use crate::near::nearest;
use crate::schema::{KINDS, Table, Thing, Type};

/// Names that are compared for near ones in one run. Comparing one name with all others takes time in proportion to
/// both, and whoever has this many undeclared names is not helped by one more suggestion.
const COMPARISONS: usize = 2_000_000;

/// The names of a workspace, for suggestions.
pub(super) struct Names<'a> {
    documents: &'a Documents,
    index: &'a Index,
    /// All names of a thing, sorted, so that what is near does not depend on chance.
    sorted: HashMap<Thing, Arc<[Arc<str>]>>,
    left: usize,
}

impl<'a> Names<'a> {
    pub(super) fn new(documents: &'a Documents, index: &'a Index) -> Self {
        Self { documents, index, sorted: HashMap::new(), left: COMPARISONS }
    }

    /// What to do about a name that is not declared; a near one is named with `front` before it.
    pub(super) fn advice(&mut self, document: DocId, thing: Thing, name: &str, front: &str) -> Vec<Message> {
        let near = self.near(document, thing, name);
        let near = near.map(|near| Message::new("near.name").text("name", format!("{front}{near}")));
        near.into_iter().chain(self.declaration(document, thing, name)).collect()
    }

    fn near(&mut self, document: DocId, thing: Thing, name: &str) -> Option<String> {
        if thing == Thing::DataField {
            return self.near_field(document, name);
        }
        if !thing.is_local() {
            let names = self.all(thing);
            return self.nearest(name, names.iter().map(|name| &**name)).map(str::to_owned);
        }
        match name.split_once('/') {
            Some((owner, name)) => {
                let of = self.documents.iter().find(|(_, entry)| entry.reference.id.as_deref() == Some(owner))?.0;
                let names = self.of_document(of, thing);
                self.nearest(name, names.iter().map(|name| &**name)).map(|near| format!("{owner}/{near}"))
            }
            None => {
                let names = self.of_document(document, thing);
                self.nearest(name, names.iter().map(|name| &**name)).map(str::to_owned)
            }
        }
    }

    /// Of the dataset that is meant, if there is one, the field; else the dataset.
    fn near_field(&mut self, document: DocId, name: &str) -> Option<String> {
        let (dataset, field) = name.rsplit_once('.')?;
        let is_known = matches!(
            self.index.resolve(self.documents, document, Thing::Dataset.word(), dataset),
            Resolution::One(_) | Resolution::Several(_)
        );
        let names = self.all(if is_known { Thing::DataField } else { Thing::Dataset });
        if !is_known {
            let near = self.nearest(dataset, names.iter().map(|name| &**name))?;
            return Some(format!("{near}.{field}"));
        }
        let start = format!("{dataset}.");
        let own = names.iter().filter(|name| name.starts_with(&start)).map(|name| &**name);
        self.nearest(name, own).map(str::to_owned)
    }

    fn nearest<'n>(&mut self, name: &str, names: impl Iterator<Item = &'n str> + Clone) -> Option<&'n str> {
        self.left = self.left.checked_sub(names.clone().count())?;
        nearest(name, names)
    }

    fn all(&mut self, thing: Thing) -> Arc<[Arc<str>]> {
        let (index, documents) = (self.index, self.documents);
        let names = || {
            let mut names: Vec<Arc<str>> = match kind_of(thing) {
                Some(kind) => {
                    let ids = index.all(kind).iter().filter_map(|id| documents.get(*id).reference.id.clone());
                    ids.collect()
                }
                None => index.names(thing.word()).map(Arc::from).collect(),
            };
            names.sort();
            names.dedup();
            names.into()
        };
        self.sorted.entry(thing).or_insert_with(names).clone()
    }

    /// What a document itself declares of a thing.
    fn of_document(&self, id: DocId, thing: Thing) -> Vec<String> {
        let entry = self.documents.get(id);
        let root = entry.root(id);
        let tree = entry.tree(root.space);
        let named = entry.table.and_then(|table| key_of(table, thing)).and_then(|key| tree.get(root.node, key));
        let Some(named) = named else { return Vec::new() };
        tree.children(named).filter_map(|child| tree.key(child)).map(str::to_owned).collect()
    }

    /// Where to write the declaration.
    fn declaration(&self, document: DocId, thing: Thing, name: &str) -> Option<Message> {
        if let Some(kind) = kind_of(thing) {
            return Some(Message::new("builtin.declare-document").text("kind", kind).text("name", name));
        }
        let own = self.documents.get(document).table;
        if thing == Thing::DataField {
            let (dataset, field) = name.rsplit_once('.')?;
            let path = match field {
                "*" => format!("datasets.{dataset}"),
                field => format!("datasets.{dataset}.fields.{field}"),
            };
            return Some(Message::new("builtin.declare-in").text("kind", "data").text("path", path));
        }
        if thing.is_local() {
            let (owner, bare) = name.split_once('/').unwrap_or(("", name));
            return Some(match own.and_then(|table| key_of(table, thing)).filter(|_| owner.is_empty()) {
                Some(key) => Message::new("builtin.declare-local").text("path", format!("{key}.{bare}")),
                // Nothing of this kind can stand in such a document, so one of another is meant.
                None if owner.is_empty() => {
                    let example = self.owner_of(thing, bare).unwrap_or("complaints");
                    Message::new("builtin.declare-owner").text("example", format!("{example}/{bare}"))
                }
                None => {
                    let table = KINDS.into_iter().find_map(|table| key_of(table, thing))?;
                    let path = format!("{table}.{bare}");
                    Message::new("builtin.declare-at-owner").text("owner", owner).text("path", path)
                }
            });
        }
        let key = KINDS.into_iter().find_map(|table| Some((table, key_of(table, thing)?)));
        let (table, key) = key?;
        let path = format!("{key}.{name}");
        Some(match own.and_then(|own| key_of(own, thing)) {
            Some(_) if table.name == own?.name && !is_shared(thing) => {
                Message::new("builtin.declare-local").text("path", path)
            }
            Some(_) => Message::new("builtin.declare-here").text("path", path),
            None => Message::new("builtin.declare-in").text("kind", table.name).text("path", path),
        })
    }

    /// The document that declares such a name, if only one does.
    fn owner_of(&self, thing: Thing, name: &str) -> Option<&str> {
        self.index.only_owner(self.documents, thing.word(), name)
    }
}

/// The key of a table under which things of a kind stand.
fn key_of(table: &'static Table, thing: Thing) -> Option<&'static str> {
    table.fields.iter().find(|field| matches!(field.ty, Type::Named(own, _) if own == thing)).map(|field| field.name)
}

/// Whether things of a kind may stand in every native document.
fn is_shared(thing: Thing) -> bool {
    KINDS.into_iter().all(|table| key_of(table, thing).is_some())
}

/// The catalogue word for a thing.
pub(super) fn word(thing: Thing) -> &'static str {
    match thing {
        Thing::Process => "word.thing.process",
        Thing::Data => "word.thing.data",
        Thing::Organisation => "word.thing.organisation",
        Thing::RiskRegister => "word.thing.risk-register",
        Thing::Step => "word.thing.step",
        Thing::Deadline => "word.thing.deadline",
        Thing::Priority => "word.thing.priority",
        Thing::Grade => "word.thing.grade",
        Thing::Level => "word.thing.level",
        Thing::Channel => "word.thing.channel",
        Thing::Notice => "word.thing.notice",
        Thing::Survey => "word.thing.survey",
        Thing::Report => "word.thing.report",
        Thing::Role => "word.thing.role",
        Thing::Calendar => "word.thing.calendar",
        Thing::System => "word.thing.system",
        Thing::Body => "word.thing.body",
        Thing::Indicator => "word.thing.indicator",
        Thing::Purpose => "word.thing.purpose",
        Thing::Activity => "word.thing.activity",
        Thing::Dataset => "word.thing.dataset",
        Thing::DataField => "word.thing.field",
        Thing::Consent => "word.thing.consent",
        Thing::Vendor => "word.thing.vendor",
        Thing::Flow => "word.thing.flow",
        Thing::Assessment => "word.thing.assessment",
        Thing::WrittenPolicy => "word.thing.written-policy",
        Thing::Officer | Thing::Audit | Thing::Inventory | Thing::Statement | Thing::Risk | Thing::Treatment => {
            "word.thing.other"
        }
    }
}
