//! Why: exactly what one file says, every value optional, so that layers can be told apart.

use std::sync::Arc;

use globset::{Glob, GlobBuilder, GlobSet, GlobSetBuilder};

use super::kinds;
use super::logs::{self, LogRule};
use super::shape::CONFIG;
use super::{KindRule, Named, Patterns, Setting};
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::{Document, Limits, NodeId, pointer};
use crate::field;
use crate::message::{Lang, Message};
use crate::scalar::shape::fits;
use crate::schema::check::{Mode, Subject, check};

/// One configuration file as written.
#[derive(Clone, Debug, Default)]
#[allow(missing_docs, reason = "the fields are the keys of the file; their meaning stands in `shape`")]
pub struct Raw {
    pub extends: Option<Named>,
    pub include: Option<Patterns>,
    pub exclude: Option<Patterns>,
    pub gitignore: Option<bool>,
    pub expect_recognised: Option<Patterns>,
    pub kinds: Vec<KindRule>,
    pub logs: Vec<LogRule>,
    pub packs: Option<Vec<Named>>,
    pub pack_paths: Option<Vec<Named>>,
    pub clause_files: Option<Patterns>,
    pub rules: Option<Named>,
    pub jurisdictions: Option<Vec<Named>>,
    pub sectors: Option<Vec<Named>>,
    pub acts_as: Option<Vec<Named>>,
    pub lang: Option<Vec<Lang>>,
    pub time_zone: Option<Named>,
    pub fail_on: Option<Option<Severity>>,
    pub bytes: Option<u64>,
    pub depth: Option<u64>,
    pub nodes: Option<u64>,
    pub steps: Option<u64>,
    pub settings: Vec<Setting>,
}

/// The most that `limits` can allow: 1 GiB, since places count bytes in 31 bits; 256 levels, since subtrees are copied
/// by recursion; ten million values, which take half a gibibyte.
const MOST: Limits = Limits { bytes: 1 << 30, depth: 256, nodes: 10_000_000 };

/// The most that `limits.steps` can allow: half a minute of the dearest steps, after which a run that hangs and one that
/// works look the same.
const MOST_STEPS: u64 = 100_000_000;

/// Reads a parsed `ombud.toml`.
pub fn read(document: &Arc<Document>) -> (Raw, Vec<Diagnostic>) {
    let root = document.root();
    let problems = check(document, root, &CONFIG, &Mode { subject: Subject::Config, scalar: fits });
    let mut reader = Reader { document, problems };
    let raw = reader.raw(root);
    (raw, reader.problems)
}

/// A file that is being read, and what is wrong with it.
pub(super) struct Reader<'a> {
    pub(super) document: &'a Arc<Document>,
    problems: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn raw(&mut self, root: NodeId) -> Raw {
        let document = self.document;
        let mut settings = self.policy_settings(root);
        settings.extend(self.overrides(root));
        Raw {
            extends: self.named(root, "extends"),
            include: self.patterns(root, "include"),
            exclude: self.patterns(root, "exclude"),
            gitignore: field::bool(document, root, "gitignore"),
            expect_recognised: document.get(root, "expect").and_then(|expect| self.patterns(expect, "recognised")),
            kinds: kinds::read(self, root),
            logs: logs::read(self, root),
            packs: self.list(root, "packs"),
            pack_paths: self.list(root, "pack_paths"),
            clause_files: self.patterns(root, "clause_files"),
            rules: self.named(root, "rules"),
            jurisdictions: self.list(root, "jurisdictions"),
            sectors: self.list(root, "sectors"),
            acts_as: self.list(root, "acts_as"),
            lang: self.list(root, "lang").map(|list| list.iter().filter_map(|code| Lang::parse(&code.name)).collect()),
            time_zone: self.named(root, "time_zone"),
            fail_on: match field::text(document, root, "fail_on") {
                Some("never") => Some(None),
                word => word.and_then(Severity::parse).map(Some),
            },
            bytes: self.limit(root, "bytes", MOST.bytes),
            depth: self.limit(root, "depth", u64::from(MOST.depth)),
            nodes: self.limit(root, "nodes", u64::from(MOST.nodes)),
            steps: self.limit(root, "steps", MOST_STEPS),
            settings,
        }
    }

    /// Writes down what is wrong with a value.
    pub(super) fn wrong(&mut self, node: NodeId, message: Message) {
        let location = self.document.location(self.document.node(node).span);
        self.problems.push(Diagnostic::error("config/value", location, message));
    }

    /// Writes down what is wrong with an entry, at its key.
    pub(super) fn wrong_key(&mut self, node: NodeId, message: Message) {
        let location = self.document.location(self.document.key_span(node));
        self.problems.push(Diagnostic::error("config/value", location, message));
    }

    fn limit(&mut self, root: NodeId, key: &'static str, most: u64) -> Option<u64> {
        let node = self.document.get(self.document.get(root, "limits")?, key)?;
        let value = field::count(self.document, self.document.parent(node)?, key)?;
        if value > most {
            self.wrong(node, Message::new("config.limit").number("most", most));
        }
        Some(value)
    }

    /// Adds the near name to what was written down last.
    pub(super) fn suggest(&mut self, near: Option<&str>) {
        if let (Some(near), Some(last)) = (near, self.problems.last_mut()) {
            last.help.push(Message::new("near.name").text("name", near));
        }
    }

    /// The text under a key, which must be a pointer.
    pub(super) fn pointer(&mut self, node: NodeId, key: &str) -> Option<Arc<str>> {
        let node = self.document.get(node, key)?;
        let text = self.document.text(node)?;
        self.is_pointer(node, text).then(|| text.into())
    }

    /// Whether a text is a pointer; if not, that is written down at `node`.
    pub(super) fn is_pointer(&mut self, node: NodeId, text: &str) -> bool {
        let is_one = pointer::parts(text).is_some();
        if !is_one {
            self.wrong(node, Message::new("config.pointer").text("given", text));
        }
        is_one
    }

    fn name(&self, node: NodeId, text: &str) -> Named {
        Named { name: text.into(), location: self.document.location(self.document.node(node).span) }
    }

    pub(super) fn named(&self, node: NodeId, key: &str) -> Option<Named> {
        let value = self.document.get(node, key)?;
        Some(self.name(value, self.document.text(value)?))
    }

    fn list(&self, node: NodeId, key: &str) -> Option<Vec<Named>> {
        self.document.get(node, key)?;
        Some(field::texts(self.document, node, key).into_iter().map(|(text, at)| self.name(at, text)).collect())
    }

    pub(super) fn patterns(&mut self, node: NodeId, key: &str) -> Option<Patterns> {
        let value = self.document.get(node, key)?;
        let written = self.list(node, key)?;
        let mut set = GlobSetBuilder::new();
        for pattern in &written {
            match glob(&pattern.name) {
                Ok(glob) => {
                    set.add(glob);
                }
                Err(error) => {
                    let message = Message::new("config.glob").text("reason", error.kind().to_string());
                    self.problems.push(Diagnostic::error("config/value", pattern.location, message));
                }
            }
        }
        // All patterns were fine one by one; together they can still be too much.
        let set = set.build().unwrap_or_else(|error| {
            self.wrong_key(value, Message::new("config.glob").text("reason", error.kind().to_string()));
            GlobSet::empty()
        });
        Some(Patterns { set, written })
    }

    fn policy_settings(&mut self, root: NodeId) -> Vec<Setting> {
        let document = self.document;
        let Some(table) = document.get(root, "policies") else { return Vec::new() };
        let setting = |reader: &Self, node: NodeId| {
            let key = document.key(node)?;
            let location = document.location(document.node(node).key_span);
            let policy = Named { name: key.into(), location };
            Some(Setting { policies: vec![policy], paths: None, pointer: None, ..reader.setting(node) })
        };
        document.children(table).filter_map(|node| setting(self, node)).collect()
    }

    fn overrides(&mut self, root: NodeId) -> Vec<Setting> {
        let document = self.document;
        let Some(list) = document.get(root, "overrides") else { return Vec::new() };
        let setting = |reader: &mut Self, node: NodeId| {
            let pointer = reader.pointer(node, "pointer");
            if let (Some(_), Some(params)) = (&pointer, document.get(node, "params")) {
                reader.wrong_key(params, Message::new("config.pointer-params"));
            }
            Setting {
                policies: reader.list(node, "policies").unwrap_or_default(),
                paths: reader.patterns(node, "paths"),
                pointer,
                ..reader.setting(node)
            }
        };
        document.children(list).map(|node| setting(self, node)).collect()
    }

    fn setting(&self, node: NodeId) -> Setting {
        let document = self.document;
        let exempt = document.get(node, "exempt").and_then(|value| {
            let text = field::as_local_text(document, value)?;
            let reason = text.get(Lang::En)?.clone();
            Some(Named { name: reason, location: document.location(document.node(value).span) })
        });
        Setting {
            policies: Vec::new(),
            paths: None,
            pointer: None,
            severity: field::text(document, node, "severity").and_then(Severity::parse),
            params: document.get(node, "params").map(|params| (document.clone(), params)),
            exempt,
            location: document.location(document.key_span(node)),
        }
    }
}

/// A pattern for files: `*` stays within one folder, `**` does not. Otherwise `exempt` for `desk/*.yaml` would reach
/// folders that nobody thought of.
pub(super) fn glob(pattern: &str) -> Result<Glob, globset::Error> {
    GlobBuilder::new(pattern).literal_separator(true).build()
}

/// Patterns that match every path.
pub(super) fn everything() -> Patterns {
    let mut set = GlobSetBuilder::new();
    if let Ok(all) = glob("**") {
        set.add(all);
    }
    Patterns { set: set.build().unwrap_or_default(), written: Vec::new() }
}
