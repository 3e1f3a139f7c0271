//! Why: `doc.deadlines.acknowledge.within` must mean the same whether the file writes a table, a bare value, inherits
//! it from its organisation or says it in foreign words. This is where a key is followed.

use std::borrow::Cow;
use std::sync::Arc;

use super::read::Seen;
use super::{DocId, Documents, Handle, Shape, Spot};
use crate::document::{NodeId, Value};
use crate::schema::{Default, Field, Type};
use crate::value::Scalar;

/// What a document takes over from its organisation when it is silent (model.md, section 1, "Inheritance").
const INHERITED: [&str; 5] = ["jurisdictions", "sectors", "acts_as", "lang", "calendar"];

impl Documents {
    /// Whether nobody is served by a document any more (model.md, section 2.0, `status`).
    pub fn is_retired(&self, id: DocId) -> bool {
        let entry = self.get(id);
        entry.table.is_some()
            && matches!(
                self.follow(entry.root(id), "status"),
                (Seen::Scalar(Scalar::Text(status)), _) if status == "retired"
            )
    }

    /// Follows a key.
    pub fn follow<'a>(&'a self, handle: Handle, key: &str) -> (Seen<'a>, Spot) {
        let tree = self.tree(&handle);
        match handle.shape {
            Shape::Raw => match tree.get(handle.node, key) {
                Some(node) => self.at(Handle { node, ..handle }),
                // What has no model of its own is its own raw text, so that a rule may ask all of a kind alike.
                None if key == "raw" && tree.parent(handle.node).is_none() => self.at(self.raw(handle.document)),
                None => missing(handle, key),
            },
            Shape::Table(table) => match table.field(key) {
                Some(field) => self.field(handle, field),
                None => match (key, tree.get(handle.node, key)) {
                    ("raw", None) if tree.parent(handle.node).is_none() => self.at(self.raw(handle.document)),
                    ("id", None) if tree.key(handle.node).is_some() => self.own_key(handle),
                    (_, Some(node)) if !handle.folded => {
                        self.at(Handle { node, shape: Shape::Raw, folded: false, ..handle })
                    }
                    _ => missing(handle, key),
                },
            },
            Shape::Type(Type::Named(_, table)) => match tree.get(handle.node, key) {
                Some(node) => self.at(Handle { node, shape: Shape::Table(table), ..handle }),
                None => missing(handle, key),
            },
            Shape::Type(Type::Map(inner) | Type::ByJurisdiction(inner)) => match tree.get(handle.node, key) {
                Some(node) => self.at(Handle { node, shape: Shape::Type(inner), ..handle }),
                None => missing(handle, key),
            },
            Shape::InheritedReview => {
                let root = Handle { shape: self.get(handle.document).root(handle.document).shape, ..handle };
                let every = if key == "every" { self.rhythm_of_review(root) } else { None };
                every.unwrap_or_else(|| (Seen::Missing, missing_below(&missing(root, "review").1, key)))
            }
            Shape::Type(Type::Table(table)) => self.follow(Handle { shape: Shape::Table(table), ..handle }, key),
            Shape::Type(_) => match tree.get(handle.node, key) {
                Some(node) => self.at(Handle { node, shape: Shape::Raw, ..handle }),
                None => missing(handle, key),
            },
        }
    }

    /// An item of a list by position; negative counts from the end.
    pub fn item<'a>(&'a self, handle: Handle, index: i64) -> (Seen<'a>, Spot) {
        let count = self.len(handle) as i64;
        let at = if index < 0 { count + index } else { index };
        let found = usize::try_from(at).ok().and_then(|at| self.items(handle).nth(at));
        match found {
            Some(item) => self.at(item),
            None => missing(handle, &index.to_string()),
        }
    }

    /// The items of a list, or the entries of a map; a bare value that stands for a list is its only item.
    pub fn items(&self, handle: Handle) -> impl Iterator<Item = Handle> + '_ {
        let tree = self.tree(&handle);
        let (shape, single) = match handle.shape {
            Shape::Type(Type::List(inner)) => (Shape::Type(inner), handle.folded),
            Shape::Type(Type::Named(_, table)) => (Shape::Table(table), false),
            Shape::Type(Type::Map(inner) | Type::ByJurisdiction(inner)) => (Shape::Type(inner), false),
            _ => (Shape::Raw, false),
        };
        let is_written = !matches!(handle.shape, Shape::InheritedReview);
        let lone = single.then_some(handle.node);
        let children =
            (!single && is_written && tree.node(handle.node).is_container()).then(|| tree.children(handle.node));
        lone.into_iter().chain(children.into_iter().flatten()).map(move |node| Handle {
            node,
            shape,
            folded: false,
            ..handle
        })
    }

    /// How many items or entries there are.
    pub fn len(&self, handle: Handle) -> usize {
        self.items(handle).count()
    }

    /// Whether it is written as a list (and not as a map).
    pub fn is_list(&self, handle: Handle) -> bool {
        match handle.shape {
            Shape::Type(Type::List(_)) => true,
            _ => matches!(self.tree(&handle).node(handle.node).value, Value::List),
        }
    }

    /// What stands at a handle, with its spot.
    pub fn at(&self, handle: Handle) -> (Seen<'_>, Spot) {
        match self.read(handle) {
            Seen::Missing => (Seen::Missing, Spot::Missing(handle, "".into())),
            Seen::Node(inner) => (Seen::Node(inner), Spot::At(inner)),
            seen => (seen, Spot::At(handle)),
        }
    }

    fn field<'a>(&'a self, handle: Handle, field: &'static Field) -> (Seen<'a>, Spot) {
        let tree = self.tree(&handle);
        let node = if handle.folded {
            let Shape::Table(table) = handle.shape else { return missing(handle, field.name) };
            (table.main == Some(field.name)).then_some(handle.node)
        } else {
            tree.get(handle.node, field.name)
        };
        if let Some(node) = node {
            let (seen, spot) = self.at(Handle { node, shape: Shape::Type(&field.ty), folded: false, ..handle });
            if !matches!(seen, Seen::Missing) {
                return (seen, spot);
            }
        }
        if let Some(found) = self.inherited(handle, field) {
            return found;
        }
        match self.default_of(handle, field) {
            Some(value) => (Seen::Scalar(value), Spot::Default(handle, field.name.into())),
            None if field.default == Some(Default::OwnChannels) => {
                self.follow(self.get(handle.document).root(handle.document), "channels")
            }
            None => match node {
                Some(node) => (
                    Seen::Missing,
                    Spot::Missing(Handle { node, shape: Shape::Raw, folded: false, ..handle }, "".into()),
                ),
                None => missing(handle, field.name),
            },
        }
    }

    fn default_of(&self, handle: Handle, field: &Field) -> Option<Scalar<'_>> {
        match field.default? {
            Default::Word(word) => Some(Scalar::Text(Cow::Borrowed(word))),
            Default::Number(value) => Some(Scalar::Int(value)),
            Default::OwnKey => {
                let key = self.tree(&handle).key(handle.node)?;
                is_allowed(&field.ty, key).then_some(Scalar::Text(Cow::Borrowed(key)))
            }
            Default::OwnChannels => None,
        }
    }

    fn own_key(&self, handle: Handle) -> (Seen<'_>, Spot) {
        match self.tree(&handle).key(handle.node) {
            Some(key) => (Seen::Scalar(Scalar::Text(Cow::Borrowed(key))), Spot::Key(handle)),
            None => missing(handle, "id"),
        }
    }

    /// The value of the organisation document, for what is inherited.
    fn inherited(&self, handle: Handle, field: &'static Field) -> Option<(Seen<'_>, Spot)> {
        let tree = self.tree(&handle);
        match tree.parent(handle.node) {
            None if field.name == "review" => {
                self.rhythm_of_review(handle)?;
                let review = Handle { shape: Shape::InheritedReview, ..handle };
                Some((Seen::Node(review), Spot::Default(handle, "review".into())))
            }
            None if INHERITED.contains(&field.name) => {
                let organisation = self.get(handle.document).organisation?;
                stated(self.follow(self.get(organisation).root(organisation), field.name))
            }
            Some(NodeId::ROOT) if field.name == "every" && tree.key(handle.node) == Some("review") => {
                self.rhythm_of_review(handle)
            }
            _ => None,
        }
    }

    /// How often the organisation document says that documents are reviewed: all that is inherited of a review.
    fn rhythm_of_review(&self, handle: Handle) -> Option<(Seen<'_>, Spot)> {
        let organisation = self.get(handle.document).organisation?;
        match self.follow(self.get(organisation).root(organisation), "review") {
            (Seen::Node(review), _) => stated(self.follow(review, "every")),
            found => stated(found),
        }
    }
}

fn stated((seen, spot): (Seen<'_>, Spot)) -> Option<(Seen<'_>, Spot)> {
    (!matches!(seen, Seen::Missing)).then_some((seen, spot))
}

/// Nothing at `key` below `handle`.
pub fn missing<'a>(handle: Handle, key: &str) -> (Seen<'a>, Spot) {
    (Seen::Missing, Spot::Missing(handle, crate::document::pointer::escape(key).into()))
}

/// Nothing at `key` below something that is already missing.
pub fn missing_below(spot: &Spot, key: &str) -> Spot {
    let key = crate::document::pointer::escape(key);
    match spot {
        Spot::Missing(handle, path) if path.is_empty() => Spot::Missing(*handle, key.into()),
        Spot::Missing(handle, path) => Spot::Missing(*handle, Arc::from(format!("{path}/{key}"))),
        Spot::Default(handle, path) => Spot::Missing(*handle, Arc::from(format!("{path}/{key}"))),
        Spot::At(handle) | Spot::Key(handle) => Spot::Missing(*handle, key.into()),
    }
}

fn is_allowed(ty: &Type, word: &str) -> bool {
    match ty {
        Type::Word(words) => words.contains(&word),
        Type::OpenWord(words) => words.contains(&word),
        Type::Either(types) => types.iter().any(|ty| is_allowed(ty, word)),
        Type::List(inner) => is_allowed(inner, word),
        _ => false,
    }
}
