//! Why: rules ask across documents: is there a process for this channel, who is this role? The index answers by name,
//! in one place, with one rule of precedence, and can say in a few bytes what an answer was, so that a later run knows
//! whether it changed.

mod readings;

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use sha2::{Digest, Sha256};

use crate::config::Config;
use crate::document::NodeId;
use crate::field;
pub use crate::model::named::normal;
use crate::model::named::{Named, named};
use crate::model::{DocId, Documents, Entry, Handle, Space};
use crate::schema::Thing;

/// Documents by kind and identity, and named things by type and name.
#[derive(Clone, Debug, Default)]
pub struct Index {
    by_kind: HashMap<Arc<str>, Vec<DocId>>,
    by_identity: HashMap<(Arc<str>, Arc<str>), Vec<DocId>>,
    names: HashMap<Arc<str>, HashMap<Arc<str>, Vec<Handle>>>,
    rows: OnceLock<readings::Rows>,
}

/// A question to the index.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Query {
    /// The document with this kind and id.
    Find(Arc<str>, Arc<str>),
    /// All documents of a kind.
    All(Arc<str>),
    /// A named thing: type and name.
    Name(Arc<str>, Arc<str>),
}

/// What a name stands for.
#[derive(Clone, Debug)]
pub enum Resolution {
    /// One thing.
    One(Handle),
    /// Nothing.
    None,
    /// Several at the same stage of the lookup.
    Several(Vec<Handle>),
}

/// Two organisation documents in one folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rivals(pub DocId, pub DocId);

impl Index {
    /// Builds the index and tells each document under which organisation it falls.
    pub fn build(documents: &mut Documents, config: &Config) -> (Self, Vec<Rivals>) {
        let rivals = assign_organisations(documents);
        let mut index = Self::default();
        for (id, entry) in documents.iter() {
            index.add(id, entry, config);
        }
        for twin in index.duplicates().concat() {
            if let Some(entry) = documents.list.get_mut(twin.0 as usize) {
                entry.reference.twin = true;
            }
        }
        (index, rivals)
    }

    /// The documents with a kind and an id; more than one is a duplicate.
    pub fn find(&self, kind: &str, id: &str) -> &[DocId] {
        self.by_identity.get(&(Arc::from(kind), normal(id).into())).map_or(&[], Vec::as_slice)
    }

    /// All documents of a kind, in the order of paths.
    pub fn all(&self, kind: &str) -> &[DocId] {
        self.by_kind.get(kind).map_or(&[], Vec::as_slice)
    }

    /// Identities that stand for more than one document, in the order of the first.
    pub fn duplicates(&self) -> Vec<&[DocId]> {
        let mut list: Vec<&[DocId]> =
            self.by_identity.values().filter(|same| same.len() > 1).map(Vec::as_slice).collect();
        list.sort();
        list.dedup();
        list
    }

    /// Looks a name up: in the same document, then in documents of the same organisation, then in the workspace. A
    /// thing that belongs to its document is `document-id/name` from outside (model.md section 1, "Identity and
    /// references").
    pub fn resolve(&self, documents: &Documents, from: DocId, thing: &str, name: &str) -> Resolution {
        if let Some((owner, name)) = owned_name(thing, name) {
            let all = self.named(thing, name);
            let mut owners: Vec<DocId> = self.by_kind.keys().flat_map(|kind| self.find(kind, owner)).copied().collect();
            owners.sort_unstable();
            owners.dedup();
            return Resolution::of(owners.into_iter().flat_map(|id| of_document(all, id)).copied().collect());
        }
        let all = self.named(thing, name);
        let own = of_document(all, from);
        if !own.is_empty() || is_local(thing) {
            return Resolution::of(own.to_vec());
        }
        let organisation = Self::organisation(documents, from);
        let same = |handle: &&Handle| {
            organisation.is_some()
                && (documents.get(handle.document).organisation == organisation
                    || Some(handle.document) == organisation)
        };
        let near: Vec<Handle> = all.iter().filter(same).copied().collect();
        Resolution::of(if near.is_empty() { all.to_vec() } else { near })
    }

    /// The things under a name that a document itself declares.
    pub fn declared_in(&self, documents: &Documents, from: DocId, thing: &str, name: &str) -> &[Handle] {
        let name = match owned_name(thing, name) {
            Some((owner, name)) if documents.get(from).reference.id.as_deref() == Some(owner) => name,
            Some(_) => return &[],
            None => name,
        };
        of_document(self.named(thing, name), from)
    }

    /// The organisation document among whose documents names are looked up: of an organisation document, itself.
    pub fn organisation(documents: &Documents, from: DocId) -> Option<DocId> {
        let entry = documents.get(from);
        let is_organisation = entry.reference.kind.as_deref() == Some("organisation");
        if is_organisation { Some(from) } else { entry.organisation }
    }

    /// The id of the document to which a name belongs, if it belongs to only one.
    pub fn only_owner<'a>(&self, documents: &'a Documents, thing: &str, name: &str) -> Option<&'a str> {
        match self.named(thing, name) {
            [one] => documents.get(one.document).reference.id.as_deref(),
            _ => None,
        }
    }

    /// All things of a type with a name, in the order of documents.
    fn named(&self, thing: &str, name: &str) -> &[Handle] {
        self.names.get(thing).and_then(|names| names.get(&*normal(name))).map_or(&[], Vec::as_slice)
    }

    /// Whether a name is declared anywhere, without saying where.
    pub fn knows(&self, thing: &str, name: &str) -> bool {
        !self.named(thing, name).is_empty()
    }

    /// All names of a type.
    pub fn names(&self, thing: &str) -> impl Iterator<Item = &str> {
        self.names.get(thing).into_iter().flat_map(|names| names.keys().map(|name| &**name))
    }

    /// The documents of which an answer consists.
    pub fn answered_by(&self, query: &Query) -> Vec<DocId> {
        match query {
            Query::Find(kind, id) => self.find(kind, id).to_vec(),
            Query::All(kind) => self.all(kind).to_vec(),
            Query::Name(thing, name) => self.asked(thing, name).iter().map(|handle| handle.document).collect(),
        }
    }

    /// What an answer was: a digest over the documents it consists of, absence included.
    pub fn answer(&self, documents: &Documents, query: &Query) -> [u8; 32] {
        let mut hash = Sha256::new();
        let mut add = |id: DocId| digest(documents, id, &mut hash);
        match query {
            Query::Find(kind, id) => self.find(kind, id).iter().for_each(|id| add(*id)),
            Query::All(kind) => self.all(kind).iter().for_each(|id| add(*id)),
            Query::Name(thing, name) => {
                for handle in self.asked(thing, name) {
                    digest(documents, handle.document, &mut hash);
                    // In a document that is the same, the same value has the same number.
                    hash.update((handle.node.index() as u64).to_le_bytes());
                    hash.update([u8::from(handle.space == Space::Model)]);
                }
            }
        }
        hash.finalize().into()
    }

    /// The things among which a name is looked for.
    fn asked(&self, thing: &str, name: &str) -> &[Handle] {
        self.named(thing, owned_name(thing, name).map_or(name, |(_, name)| name))
    }

    fn add(&mut self, id: DocId, entry: &Entry, config: &Config) {
        let Some(kind) = &entry.reference.kind else { return };
        // It is a part of another document, in whose place it is found.
        if entry.completes.is_some() {
            return;
        }
        self.by_kind.entry(kind.clone()).or_default().push(id);
        if let Some(declared) = entry.declared.as_ref().filter(|declared| *declared != kind) {
            self.by_kind.entry(declared.clone()).or_default().push(id);
        }
        if let Some(own) = &entry.reference.id {
            let own = match own.is_ascii() {
                true => own.clone(),
                false => normal(own).into(),
            };
            self.by_identity.entry((kind.clone(), own.clone())).or_default().push(id);
            if let Some(declared) = entry.declared.as_ref().filter(|declared| *declared != kind) {
                self.by_identity.entry((declared.clone(), own)).or_default().push(id);
            }
        }
        match &entry.names {
            Some(names) => self.add_names(id, names),
            None => self.add_names(id, &named(entry, config)),
        }
    }

    fn add_names(&mut self, id: DocId, names: &[Named]) {
        for named in names {
            let handle = named.handle(id);
            let of_thing = match self.names.get_mut(named.thing.word()) {
                Some(known) => known,
                None => self.names.entry(named.thing.word().into()).or_default(),
            };
            match of_thing.get_mut(&named.name) {
                Some(list) => list.push(handle),
                None => {
                    of_thing.insert(named.name.clone(), vec![handle]);
                }
            }
        }
    }
}

/// Adds to a digest everything that can be read of a document without asking the index: what the file states, what it
/// inherits and what completes it. Where files lie takes part: it decides under which organisation a document falls, how
/// near its names are, and how a document without an id is told apart.
pub fn digest(documents: &Documents, id: DocId, hash: &mut Sha256) {
    let entry = documents.get(id);
    let partner = entry.mapped.as_ref().and_then(|mapped| mapped.partner);
    for id in [Some(id), entry.organisation, partner] {
        hash.update([0]);
        let Some(id) = id else { continue };
        let entry = documents.get(id);
        hash.update(entry.document.source.path.as_bytes());
        hash.update([0]);
        hash.update(entry.document.source.sha256);
        hash.update(entry.document.index.to_le_bytes());
        hash.update(entry.reference.identity());
    }
}

/// Names are taken in by document, so those of one document stand together.
fn of_document(all: &[Handle], from: DocId) -> &[Handle] {
    let start = all.partition_point(|handle| handle.document < from);
    let count = all[start..].iter().take_while(|handle| handle.document == from).count();
    &all[start..start + count]
}

fn is_local(thing: &str) -> bool {
    Thing::LOCAL.iter().any(|local| local.word() == thing)
}

/// `document-id/name` taken apart, for a thing that belongs to its document.
fn owned_name<'a>(thing: &str, name: &'a str) -> Option<(&'a str, &'a str)> {
    name.split_once('/').filter(|_| is_local(thing))
}

impl Resolution {
    fn of(found: Vec<Handle>) -> Self {
        match found.as_slice() {
            [] => Self::None,
            [one] => Self::One(*one),
            _ => Self::Several(found),
        }
    }
}

/// Each document falls under the organisation document that it names, else under the nearest one in its folder or above.
/// A drawing that has none there falls under that of the document that completes it.
fn assign_organisations(documents: &mut Documents) -> Vec<Rivals> {
    let mut by_folder: HashMap<String, DocId> = HashMap::new();
    let mut by_id: HashMap<Arc<str>, DocId> = HashMap::new();
    let mut rivals = Vec::new();
    for (id, entry) in documents.iter() {
        if entry.reference.kind.as_deref() != Some("organisation") {
            continue;
        }
        let folder = folder_of(&entry.reference.path).to_owned();
        match by_folder.get(&folder) {
            Some(first) => rivals.push(Rivals(*first, id)),
            None => {
                by_folder.insert(folder, id);
            }
        }
        if let Some(own) = &entry.reference.id {
            by_id.entry(normal(own).into()).or_insert(id);
        }
    }
    if by_folder.is_empty() {
        return rivals;
    }
    let partners: HashMap<DocId, Arc<str>> =
        documents.iter().filter_map(|(_, entry)| Some((entry.completes?, entry.reference.path.clone()))).collect();
    for (at, entry) in documents.list.iter_mut().enumerate() {
        let partner = partners.get(&DocId(at as u32));
        if entry.table.is_none() || entry.reference.kind.as_deref() == Some("organisation") {
            continue;
        }
        let tree = entry.tree(entry.root(DocId(at as u32)).space);
        let named = field::text(tree, NodeId::ROOT, "organisation").and_then(|id| by_id.get(&*normal(id)));
        let near = || nearest_folder(&by_folder, &entry.reference.path);
        let beside = || partner.and_then(|path| nearest_folder(&by_folder, path));
        entry.organisation = named.copied().or_else(near).or_else(beside);
    }
    rivals
}

fn nearest_folder(by_folder: &HashMap<String, DocId>, path: &str) -> Option<DocId> {
    let mut folder = folder_of(path);
    loop {
        if let Some(found) = by_folder.get(folder) {
            return Some(*found);
        }
        if folder.is_empty() {
            return None;
        }
        folder = folder_of(folder);
    }
}

fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}
