//! Why: a key that nobody reads looks like a kept promise. Before a document is judged it is laid beside the tables of
//! its kind, and whatever does not fit is said at its exact place, with the word that was probably meant.
//!
//! The same walk serves ombud's own files; [`Subject`] says which file is spoken of. It goes down only where a table
//! goes down, so its depth is that of the tables, whatever the depth of the document.

mod advice;
mod either;
mod scalar;

use std::borrow::Cow;

use super::header::LOCAL_TEXT;
use super::shape::{is_id, is_region};
use super::{Default, Field, Needed, Table, Thing, Type, Unknown};
use crate::diagnostic::{Diagnostic, Location, Severity};
use crate::document::{Document, NodeId, Value};
use crate::message::{Arg, Message};
pub use advice::type_word;

/// What kind of file is checked; decides the code of the diagnostics and how they name the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Subject {
    /// A native document.
    Document,
    /// `ombud.toml`.
    Config,
    /// The header of a policy, or the description of a pack.
    Policy,
    /// Recorded cases of a policy.
    Cases,
    /// A clause catalogue.
    Clauses,
}

/// Reads the text of a typed scalar and says what is wrong with it. It is called with `Duration`, `Date`, `Money`,
/// `Percent`, `Hours`, `Zone`, `Region`, `Jurisdiction`, `Clause` and `Policy`, with text that already has the outer
/// shape of an id or code where the type is one; types that it does not know it should accept.
pub type ScalarCheck = fn(&Type, &str) -> Result<(), Message>;

/// How to check.
#[derive(Clone, Copy, Debug)]
pub struct Mode {
    /// What is checked.
    pub subject: Subject,
    /// Reader of typed scalars.
    pub scalar: ScalarCheck,
}

/// Lays `node` beside `table` and lists what does not fit, in file order but for missing keys, which come last in
/// their table. A value under a key that is unknown is not looked at.
pub fn check(document: &Document, node: NodeId, table: &'static Table, mode: &Mode) -> Vec<Diagnostic> {
    let mut walk = Walk { document, mode, top: table, out: Vec::new() };
    walk.table_value(node, table);
    walk.out
}

impl Subject {
    /// The code of a kind of trouble in such a file: `builtin/unknown-key`.
    pub fn code(self, trouble: &str) -> Cow<'static, str> {
        let prefix = match self {
            Self::Document => "builtin",
            Self::Config => "config",
            Self::Policy => "policy",
            Self::Cases => "cases",
            Self::Clauses => "clauses",
        };
        Cow::Owned(format!("{prefix}/{trouble}"))
    }

    /// The catalogue word that names such a file.
    pub fn word(self) -> &'static str {
        match self {
            Self::Document => "subject-document",
            Self::Config => "subject-config",
            Self::Policy => "subject-policy",
            Self::Cases => "subject-cases",
            Self::Clauses => "subject-clauses",
        }
    }
}

/// A walk in progress.
struct Walk<'a> {
    document: &'a Document,
    mode: &'a Mode,
    /// The table of the top.
    top: &'static Table,
    out: Vec<Diagnostic>,
}

impl Walk<'_> {
    fn value(&mut self, node: NodeId, ty: &'static Type) {
        if matches!(self.document.node(node).value, Value::Null) {
            if !matches!(ty, Type::Any) {
                self.no_value(node, advice::type_word(ty));
            }
            return;
        }
        match ty {
            Type::Any => {}
            Type::Table(table) => self.table_value(node, table),
            Type::List(item) => self.list(node, item),
            Type::Named(thing, table) => self.named(node, *thing, table),
            Type::Map(item) => self.map(node, ty, item),
            Type::ByJurisdiction(item) => self.by_jurisdiction(node, item),
            Type::Either(types) => self.either(node, types),
            Type::Text if self.is_map(node) => self.local_text(node),
            _ => self.scalar(node, ty),
        }
    }

    /// A table, or the bare value of its main field.
    fn table_value(&mut self, node: NodeId, table: &'static Table) {
        if self.is_map(node) {
            return self.table(node, table);
        }
        match table.main.and_then(|main| table.field(main)) {
            Some(main) if !matches!(self.document.node(node).value, Value::Null) => {
                self.value(node, &main.ty);
                self.missing(node, table, |field| field.name == main.name);
            }
            _ => self.wrong_type(node, "type-table"),
        }
    }

    fn table(&mut self, node: NodeId, table: &'static Table) {
        let document = self.document;
        for child in document.children(node) {
            let Some(key) = document.key(child) else { continue };
            match table.field(key) {
                Some(field) => self.value(child, &field.ty),
                None => self.unknown_key(node, child, table),
            }
        }
        self.missing(node, table, |field| document.get(node, field.name).is_some());
    }

    fn missing(&mut self, node: NodeId, table: &'static Table, present: impl Fn(&Field) -> bool) {
        for field in table.fields.iter().filter(|field| field.needed == Needed::Schema) {
            if present(field) || self.has_default(node, field) {
                continue;
            }
            let location = self.place_for_missing(node);
            let message = Message::new("schema.missing-key").text("key", field.name);
            let problem = Diagnostic::error(self.code("missing-key"), location, message);
            self.out.push(problem.with_help(advice::add_key(field)));
        }
    }

    /// Whether a value holds although the key is absent.
    fn has_default(&self, node: NodeId, field: &'static Field) -> bool {
        match field.default {
            None => false,
            Some(Default::Word(_) | Default::Number(_) | Default::OwnChannels) => true,
            Some(Default::OwnKey) => {
                let key = self.document.key(node);
                key.is_some_and(|key| advice::words_of(&field.ty).any(|words| words.contains(&key)))
            }
        }
    }

    /// Nothing is at the place of a missing key, so the nearest thing that is there is shown: the key of its table,
    /// and for the top of a document the value of `kind`, which makes the key necessary.
    fn place_for_missing(&self, node: NodeId) -> Location {
        let document = self.document;
        if document.parent(node).is_some() {
            return document.location(document.key_span(node));
        }
        match document.get(node, "kind") {
            Some(kind) => document.location(document.places(kind).primary),
            None => {
                let start = document.places(node).primary.start as usize;
                document.location(crate::span::Span::at(start))
            }
        }
    }

    fn unknown_key(&mut self, node: NodeId, child: NodeId, table: &'static Table) {
        let severity = match table.unknown {
            Unknown::Allow => return,
            Unknown::Warn => Severity::Warning,
            Unknown::Refuse => Severity::Error,
        };
        let key = self.document.key(child).unwrap_or("");
        let message = Message::new("schema.unknown-key")
            .arg("subject", Arg::Word(self.mode.subject.word()))
            .text("key", key)
            .text("table", table.name);
        let location = self.document.location(self.document.key_span(child));
        let mut problem = Diagnostic::new(self.code("unknown-key"), severity, Some(location), message);
        let at_root = self.document.parent(node).is_none();
        // Whoever adds a line at the end of a file in TOML adds it to the last table.
        let is_of_the_top = !at_root && self.mode.subject == Subject::Config && self.top.field(key).is_some();
        match is_of_the_top {
            true => problem.help.push(Message::new("schema.help-top").text("key", key)),
            false => problem.help.extend(advice::unknown_key(key, table, at_root)),
        }
        self.out.push(problem);
    }

    fn list(&mut self, node: NodeId, item: &'static Type) {
        if !matches!(self.document.node(node).value, Value::List) {
            return self.value(node, item);
        }
        let document = self.document;
        for child in document.children(node) {
            self.value(child, item);
        }
    }

    fn named(&mut self, node: NodeId, thing: Thing, table: &'static Table) {
        let document = self.document;
        match document.node(node).value {
            Value::Map => {}
            Value::List => {
                let message = Message::new("schema.list-of-named").text("thing", thing.word());
                let problem = self.error("list-of-named", node, message);
                self.out.push(problem.with_help(Message::new("schema.help-key-by-id").text("thing", thing.word())));
                return;
            }
            _ => return self.wrong_type(node, "type-named"),
        }
        for child in document.children(node) {
            self.key_is_id(child);
            if matches!(document.node(child).value, Value::Null) {
                self.no_value(child, "type-table");
            } else {
                self.table_value(child, table);
            }
        }
    }

    fn key_is_id(&mut self, child: NodeId) {
        let Some(key) = self.document.key(child).filter(|key| !is_id(key)) else { return };
        let location = self.document.location(self.document.key_span(child));
        let message = Message::new("schema.bad-id").text("id", key);
        let problem = Diagnostic::error(self.code("bad-id"), location, message);
        self.out.push(problem.with_help(Message::new("schema.help-id-letters")));
    }

    fn map(&mut self, node: NodeId, ty: &'static Type, item: &'static Type) {
        if !self.is_map(node) {
            return self.wrong_type(node, advice::type_word(ty));
        }
        let document = self.document;
        for child in document.children(node) {
            self.value(child, item);
        }
    }

    fn by_jurisdiction(&mut self, node: NodeId, item: &'static Type) {
        if !self.is_map(node) {
            return self.value(node, item);
        }
        let document = self.document;
        for child in document.children(node) {
            if let Some(key) = document.key(child).filter(|key| !is_region(key)) {
                let location = document.location(document.key_span(child));
                let message = Message::new("schema.bad-code").text("code", key);
                self.out.push(Diagnostic::error(self.code("wrong-type"), location, message));
            }
            self.value(child, item);
        }
    }

    fn local_text(&mut self, node: NodeId) {
        self.table(node, &LOCAL_TEXT);
        if LOCAL_TEXT.fields.iter().all(|field| self.document.get(node, field.name).is_none()) {
            self.wrong_type(node, "type-text");
        }
    }

    fn no_value(&mut self, node: NodeId, expected: &'static str) {
        let message = Message::new("schema.no-value").arg("expected", Arg::Word(expected));
        let problem = self.error("wrong-type", node, message);
        self.out.push(problem.with_help(Message::new("schema.help-no-value")));
    }

    fn wrong_type(&mut self, node: NodeId, expected: &'static str) {
        let value = self.document.node(node).value;
        let message = Message::new("schema.wrong-type")
            .arg("expected", Arg::Word(expected))
            .arg("found", Arg::Word(advice::found_word(value)));
        let mut problem = self.error("wrong-type", node, message);
        problem.help.extend(advice::quotes(expected, value, self.document.text(node)));
        self.out.push(problem);
    }

    /// An error at a value; behind an alias the use is the place and the definition is related.
    fn error(&self, trouble: &str, node: NodeId, message: Message) -> Diagnostic {
        let places = self.document.places(node);
        let problem = Diagnostic::error(self.code(trouble), self.document.location(places.primary), message);
        match places.defined {
            Some(span) => problem.with_related(self.document.location(span), Message::new("schema.defined-here")),
            None => problem,
        }
    }

    fn code(&self, trouble: &str) -> Cow<'static, str> {
        self.mode.subject.code(trouble)
    }

    fn is_map(&self, node: NodeId) -> bool {
        matches!(self.document.node(node).value, Value::Map)
    }
}
