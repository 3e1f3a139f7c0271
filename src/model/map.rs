//! Why: an organisation's existing vocabulary can be judged without rewriting a file. A map builds a second, small tree
//! in native words whose every node still stands on its place in the file.

use std::sync::Arc;

use crate::config::MapRule;
use crate::document::{Builder, Document, Limits, Node, NodeId, Number, Overflow, Str, Value, pointer};

/// A document in native words.
#[derive(Clone, Debug)]
pub struct Mapped {
    /// The tree that policies read.
    pub tree: Document,
    /// The document that completes this one, on which some of its nodes stand.
    pub partner: Option<super::DocId>,
    /// For each of its nodes, the node of a file.
    stands: Vec<Stand>,
    /// Where the file should say what: pointer in the model, pointer in the file.
    expected: Vec<(String, Arc<str>)>,
}

/// On what a node of the tree stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stand {
    /// In which file.
    pub side: Side,
    /// The node there.
    pub node: NodeId,
}

/// Whose file it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The document's own.
    Own,
    /// That of the document that completes it.
    Completing,
}

/// A node of the tree to be, before it is laid out.
#[derive(Debug)]
struct Branch {
    key: String,
    children: Vec<Branch>,
    /// Each with the number of its rule. More than one where several rules, or a key that stands twice, fill one place.
    values: Vec<(NodeId, usize)>,
    from: NodeId,
}

impl Mapped {
    /// Maps a document by the rules of its kind; `kind` and `id` are set from the kind itself.
    ///
    /// # Errors
    /// When the result is beyond `limits`: rules may take a part of the file more than once.
    pub fn new(
        document: &Document,
        kind: &str,
        id: Option<NodeId>,
        rules: &[MapRule],
        limits: Limits,
    ) -> Result<Self, Overflow> {
        let mut root = Branch::new("", NodeId::ROOT);
        for (number, rule) in rules.iter().enumerate() {
            for (node, captured) in matches(document, &rule.from) {
                root.insert(&path(&rule.to, &captured), node, number);
            }
        }
        let mut layout = Layout { document, rules, nodes: Vec::new() };
        let mut builder = Builder::new(document.source.clone(), document.source_id, document.index, limits);
        layout.root(&mut builder, &root, kind, id)?;
        let expected = rules
            .iter()
            .filter(|rule| !rule.from.contains('*'))
            .map(|rule| (rule.to.iter().map(|part| format!("/{}", pointer::escape(part))).collect(), rule.from.clone()))
            .collect();
        let stands = layout.nodes.into_iter().map(Stand::own).collect();
        Ok(Self { tree: builder.finish(), partner: None, stands, expected })
    }

    /// A tree with the nodes on which it stands.
    pub(super) fn laid_out(tree: Document, stands: Vec<Stand>) -> Self {
        Self { tree, partner: None, stands, expected: Vec::new() }
    }

    /// The node of a file behind a node of the tree.
    pub fn stand(&self, node: NodeId) -> Stand {
        self.stands.get(node.index()).copied().unwrap_or(Stand::own(NodeId::ROOT))
    }

    /// Where the file should say what the model calls by this pointer.
    pub fn expected(&self, model: &str) -> Option<&str> {
        self.expected.iter().find(|(own, _)| own == model).map(|(_, file)| &**file)
    }
}

impl Stand {
    /// A node of the document's own file.
    pub fn own(node: NodeId) -> Self {
        Self { side: Side::Own, node }
    }
}

impl Branch {
    fn new(key: &str, from: NodeId) -> Self {
        Self { key: key.to_owned(), children: Vec::new(), values: Vec::new(), from }
    }

    fn insert(&mut self, path: &[String], node: NodeId, rule: usize) {
        let Some((first, rest)) = path.split_first() else {
            self.values.push((node, rule));
            return;
        };
        let at = match self.children.iter().position(|child| child.key == *first) {
            Some(at) => at,
            None => {
                self.children.push(Self::new(first, node));
                self.children.len() - 1
            }
        };
        self.children[at].insert(rest, node, rule);
    }
}

struct Layout<'a> {
    document: &'a Document,
    rules: &'a [MapRule],
    nodes: Vec<NodeId>,
}

impl Layout<'_> {
    fn root(&mut self, builder: &mut Builder, root: &Branch, kind: &str, id: Option<NodeId>) -> Result<(), Overflow> {
        let span = self.document.node(NodeId::ROOT).span;
        self.nodes.push(NodeId::ROOT);
        builder.open(Value::Map, span)?;
        let word = builder.store(kind);
        self.key(builder, "kind", NodeId::ROOT);
        self.nodes.push(NodeId::ROOT);
        builder.scalar(Value::Text(word), span)?;
        if let Some(id) = id {
            self.key(builder, "id", id);
            self.copy(builder, id)?;
        }
        for child in &root.children {
            self.branch(builder, child)?;
        }
        builder.close(None);
        Ok(())
    }

    fn branch(&mut self, builder: &mut Builder, branch: &Branch) -> Result<(), Overflow> {
        // A whole table and single values beside it make one table; the arena marks a key that both fill, and whatever
        // reads it is unknown. Any other two values of one place are marked in the same way.
        let joined = match branch.values.as_slice() {
            [(table, _)] if matches!(self.document.node(*table).value, Value::Map) => Some(*table),
            values => {
                for (node, rule) in values {
                    self.key(builder, &branch.key, *node);
                    self.value(builder, *node, &self.rules[*rule])?;
                }
                None
            }
        };
        if joined.is_none() && branch.children.is_empty() {
            return Ok(());
        }
        let from = joined.unwrap_or(branch.from);
        self.key(builder, &branch.key, from);
        self.nodes.push(from);
        builder.open(Value::Map, self.document.node(from).span)?;
        if let Some(table) = joined {
            self.entries(builder, table)?;
        }
        for child in &branch.children {
            self.branch(builder, child)?;
        }
        builder.close(None);
        Ok(())
    }

    fn value(&mut self, builder: &mut Builder, node: NodeId, rule: &MapRule) -> Result<(), Overflow> {
        let Node { value, span, .. } = self.document.node(node);
        let number = match value {
            Value::Number(Number::Int(number)) => Some(number.to_string()),
            Value::Number(Number::Float(number)) => Some(number.to_string()),
            Value::Text(text) => Some(self.document.str(text).to_owned()).filter(|text| text.parse::<f64>().is_ok()),
            _ => None,
        };
        if let (Some(unit), Some(number)) = (&rule.unit, number) {
            let text = builder.store(&format!("{number} {unit}"));
            self.nodes.push(node);
            builder.scalar(Value::Text(text), span)?;
            return Ok(());
        }
        let word = self.document.text(node).and_then(|own| rule.words.iter().find(|(file, _)| **file == *own));
        if let Some((_, model)) = word {
            let text = builder.store(model);
            self.nodes.push(node);
            builder.scalar(Value::Text(text), span)?;
            return Ok(());
        }
        self.copy(builder, node)
    }

    fn copy(&mut self, builder: &mut Builder, node: NodeId) -> Result<(), Overflow> {
        let Node { value, span, .. } = self.document.node(node);
        self.nodes.push(node);
        match value {
            Value::List | Value::Map => {
                builder.open(value, span)?;
                self.entries(builder, node)?;
                builder.close(None);
            }
            Value::Text(text) => {
                let text = self.store(builder, text);
                builder.scalar(Value::Text(text), span)?;
            }
            Value::Date(text) => {
                let text = self.store(builder, text);
                builder.scalar(Value::Date(text), span)?;
            }
            other => {
                builder.scalar(other, span)?;
            }
        }
        Ok(())
    }

    fn entries(&mut self, builder: &mut Builder, node: NodeId) -> Result<(), Overflow> {
        for child in self.document.children(node) {
            if let Some(key) = self.document.key(child) {
                self.key(builder, key, child);
            }
            self.copy(builder, child)?;
        }
        Ok(())
    }

    fn store(&self, builder: &mut Builder, text: Str) -> Str {
        builder.store(self.document.str(text))
    }

    fn key(&self, builder: &mut Builder, key: &str, node: NodeId) {
        let span = self.document.node(node).key_span;
        let key = builder.store(key);
        builder.key(key, span);
    }
}

/// The nodes that a pointer pattern names, each with the keys or positions that its `*` stood for.
pub fn matches(document: &Document, pattern: &str) -> Vec<(NodeId, Vec<String>)> {
    let Some(parts) = pointer::parts(pattern) else { return Vec::new() };
    let mut found = vec![(document.root(), Vec::new())];
    for part in parts {
        let mut next = Vec::new();
        for (node, captured) in found {
            if part == "*" {
                for (at, child) in document.children(node).enumerate() {
                    let name = document.key(child).map_or_else(|| at.to_string(), str::to_owned);
                    let captured = captured.iter().cloned().chain([name]).collect();
                    next.push((child, captured));
                }
            } else {
                next.extend(step(document, node, &part).map(|child| (child, captured.clone())));
            }
        }
        found = next;
    }
    found
}

/// What stands under one part of a pointer: several values where a key stands more than once.
fn step<'a>(document: &'a Document, node: NodeId, part: &'a str) -> impl Iterator<Item = NodeId> + 'a {
    let position = match document.node(node).value {
        Value::List => part.parse().ok(),
        _ => None,
    };
    document
        .children(node)
        .enumerate()
        .filter(move |(at, child)| match document.key(*child) {
            Some(key) => key == part,
            None => position == Some(*at),
        })
        .map(|(_, child)| child)
}

/// The path in the model, with each `*` replaced by what it stood for.
fn path(to: &[Arc<str>], captured: &[String]) -> Vec<String> {
    let mut captured = captured.iter();
    to.iter()
        .map(|part| match &**part {
            "*" => captured.next().cloned().unwrap_or_else(|| part.to_string()),
            part => part.to_owned(),
        })
        .collect()
}
