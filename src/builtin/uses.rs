//! Why: which values of a document are names of other things is written in the tables of the schema, and only there. One
//! walk over a document finds every such name, in a native file and in one that a map leads to the model alike.

use crate::document::{Document, NodeId, Value};
use crate::model::read::is_computed;
use crate::schema::shape::{is_bare_reference, is_data_field, typed_reference};
use crate::schema::{Table, Thing, Type, Unknown};

/// A name that stands for something declared elsewhere.
#[derive(Clone, Copy, Debug)]
pub(super) struct Use<'a> {
    /// The value.
    pub node: NodeId,
    /// What kind of thing is meant.
    pub thing: Thing,
    /// Its name, without the kind in front.
    pub name: &'a str,
    /// It stands where a slip hides a duty.
    pub in_duty: bool,
}

/// All names in a document, in its order.
pub(super) fn uses<'a>(tree: &'a Document, table: &'static Table) -> Vec<Use<'a>> {
    let mut walk = Walk { tree, in_duty: false, uses: Vec::new() };
    walk.table(tree.root(), table);
    walk.uses
}

struct Walk<'a> {
    tree: &'a Document,
    in_duty: bool,
    uses: Vec<Use<'a>>,
}

impl<'a> Walk<'a> {
    /// A table, or the bare value of its main field.
    fn table(&mut self, node: NodeId, table: &'static Table) {
        let outside = self.in_duty;
        self.in_duty |= table.unknown == Unknown::Refuse;
        if self.is_map(node) {
            let tree = self.tree;
            for child in tree.children(node) {
                if let Some(field) = tree.key(child).and_then(|key| table.field(key)) {
                    self.value(child, &field.ty);
                }
            }
        } else if let Some(main) = table.main.and_then(|main| table.field(main)) {
            self.value(node, &main.ty);
        }
        self.in_duty = outside;
    }

    fn value(&mut self, node: NodeId, ty: &'static Type) {
        let tree = self.tree;
        match ty {
            Type::Table(table) => self.table(node, table),
            Type::List(item) => match tree.node(node).value {
                Value::List => tree.children(node).for_each(|child| self.value(child, item)),
                _ => self.value(node, item),
            },
            Type::Named(_, table) if self.is_map(node) => {
                tree.children(node).for_each(|child| self.table(child, table));
            }
            Type::Map(item) if self.is_map(node) => tree.children(node).for_each(|child| self.value(child, item)),
            Type::ByJurisdiction(item) if self.is_map(node) && !matches!(item, Type::Table(_)) => {
                tree.children(node).for_each(|child| self.value(child, item));
            }
            Type::ByJurisdiction(item) => self.value(node, item),
            Type::Either(types) => self.either(node, types),
            Type::Reference(_) | Type::Typed(_) | Type::DataField => {
                let found = tree.text(node).and_then(|text| named(text, ty));
                self.uses.extend(found.map(|(thing, name)| Use { node, thing, name, in_duty: self.in_duty }));
            }
            _ => {}
        }
    }

    /// A word that the schema knows is that word, and where free text may stand, a text names nothing.
    fn either(&mut self, node: NodeId, types: &'static [Type]) {
        let Some(text) = self.tree.text(node) else {
            let is_container = |ty: &&Type| match ty {
                Type::Table(_) | Type::Named(..) | Type::Map(_) => self.is_map(node),
                Type::List(_) => !self.is_map(node),
                _ => false,
            };
            if let Some(ty) = types.iter().find(is_container) {
                self.value(node, ty);
            }
            return;
        };
        let is_other = |ty: &Type| match ty {
            Type::Word(words) | Type::OpenWord(words) => words.contains(&text),
            Type::Text | Type::Plain => true,
            _ => false,
        };
        if !types.iter().any(is_other)
            && let Some(ty) = types.iter().find(|ty| named(text, ty).is_some())
        {
            self.value(node, ty);
        }
    }

    fn is_map(&self, node: NodeId) -> bool {
        matches!(self.tree.node(node).value, Value::Map)
    }
}

/// The thing and the name that a text stands for. A text of another shape is no name, which the schema says.
fn named<'a>(text: &'a str, ty: &Type) -> Option<(Thing, &'a str)> {
    if is_computed(text) {
        return None;
    }
    match ty {
        Type::DataField => is_data_field(text).then_some((Thing::DataField, text)),
        Type::Typed(things) => typed_reference(text, things),
        Type::Reference(things) => typed_reference(text, things).or_else(|| match things {
            [thing] if is_bare_reference(text, *thing) => Some((*thing, text)),
            _ => None,
        }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::document::Limits;
    use crate::parse::{Format, parse};
    use crate::schema::kind;
    use crate::source::{Home, Source, SourceId};

    fn names(kind_word: &str, text: &str) -> Vec<String> {
        let source = Arc::new(Source::from_text(Home::Workspace, "a.toml", text));
        let parsed = parse(Format::Toml, &source, SourceId(0), Limits::default());
        assert!(!parsed.broken, "{text}");
        let table = kind(kind_word).expect("a native kind");
        let shown =
            |found: &Use<'_>| format!("{}:{}{}", found.thing.word(), found.name, if found.in_duty { "!" } else { "" });
        uses(&parsed.documents[0], table).iter().map(shown).collect()
    }

    #[test]
    fn names_are_found_wherever_the_schema_has_them() {
        let text = "owner = 'lead'\nstart = 'a'\nactivities = ['x', 'y']\nrecord = 'files'\n\
                    deadlines.resolve = { within = '1 day', from = 'receive', ends = 'b', escalations = 'head' }\n\
                    deadlines.acknowledge = '1 day'\n\
                    steps.a = { role = 'agent', next = ['b', { to = 'process:other' }], uses = 'd.f', tells = ['customer', 'body:court'] }\n\
                    steps.b = { independent_of = ['subject', 'a'], notice = 'letter', pauses = 'resolve' }\n\
                    [reports.r]\nto = 'body:court'\n[surveys.s]\nafter = 'p/close'\nfeeds = 'process:p'\n";
        let expected = [
            "role:lead",
            "step:a",
            "activity:x",
            "activity:y",
            "dataset:files",
            "step:b!",
            "role:head!",
            "role:agent",
            "step:b",
            "process:other",
            "field:d.f",
            "body:court",
            "step:a",
            "notice:letter",
            "deadline:resolve",
            "body:court",
            "step:p/close",
            "process:p",
        ];
        assert_eq!(names("process", text), expected);
    }

    #[test]
    fn words_free_text_and_other_shapes_are_no_names() {
        let text = "owner = 'team lead'\n[steps.a]\nrole = '${role}'\nnext = 'proces:x'\ntells = 'customer'\n\
                    [datasets.d]\nretention = { period = '1 year', basis = 'agent' }\n[x]\nrole = 'agent'\n";
        assert_eq!(names("process", text), Vec::<String>::new());
        assert_eq!(names("organisation", "[statements.s]\nby = 'lead'\n"), Vec::<String>::new(), "or a person's name");
        assert_eq!(names("data", "[flows.f]\nfrom = 'crm'\nto = 'vendor:cloud'\n"), ["vendor:cloud"]);
        assert_eq!(names("risk", "matrix = { cells = [['low', 'high']] }\n"), ["level:low", "level:high"]);
    }
}
