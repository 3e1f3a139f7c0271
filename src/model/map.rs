//! Why: an organisation's existing vocabulary can be judged without rewriting a file. A map builds a second, small tree
//! in native words whose every node still stands on its place in the file.

use std::sync::Arc;

use super::sprout::{Branch, What, lay_out};
use crate::config::MapRule;
use crate::document::{Document, Limits, NodeId, Number, Overflow, Value, pointer};
use crate::schema::path::{At, below, is_position};
use crate::schema::{self, Type};

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

/// A place of the model that rules fill, before it is known what stands there.
#[derive(Debug)]
struct Place {
    /// The key under which it stands, or the position in a list.
    key: String,
    /// The part of the rule's path that led here: `*` where any entry is meant.
    part: Arc<str>,
    below: Vec<Place>,
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
        let mut root = Place::new("", "".into(), NodeId::ROOT);
        for (number, rule) in rules.iter().enumerate() {
            for (node, captured) in matches(document, &rule.from) {
                root.insert(&path(&rule.to, &captured), node, number);
            }
        }
        let mut growth = Growth { document, rules, left: limits.nodes };
        let mut branch = Branch::map(NodeId::ROOT);
        branch.push("kind", Branch::text(NodeId::ROOT, kind));
        if let Some(id) = id {
            branch.push("id", growth.copy(id)?);
        }
        growth.below(&mut branch, &root.below, schema::kind(kind).map_or(Type::Any, Type::Table))?;
        let mapped = lay_out(document, &branch, limits)?;
        let expected = rules
            .iter()
            .filter(|rule| !rule.from.contains('*'))
            .map(|rule| (rule.to.iter().map(|part| format!("/{}", pointer::escape(part))).collect(), rule.from.clone()))
            .collect();
        Ok(Self { expected, ..mapped })
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

impl Place {
    fn new(key: &str, part: Arc<str>, from: NodeId) -> Self {
        Self { key: key.to_owned(), part, below: Vec::new(), values: Vec::new(), from }
    }

    fn insert(&mut self, path: &[(Arc<str>, String)], node: NodeId, rule: usize) {
        let Some(((part, key), rest)) = path.split_first() else {
            self.values.push((node, rule));
            return;
        };
        let at = match self.below.iter().position(|place| place.key == *key) {
            Some(at) => at,
            None => {
                self.below.push(Self::new(key, part.clone(), node));
                self.below.len() - 1
            }
        };
        self.below[at].insert(rest, node, rule);
    }
}

/// Places becoming branches.
struct Growth<'a> {
    document: &'a Document,
    rules: &'a [MapRule],
    /// How many values may still be taken.
    left: u32,
}

impl Growth<'_> {
    /// Adds what stands below a place to its table.
    fn below(&mut self, table: &mut Branch, places: &[Place], ty: Type) -> Result<(), Overflow> {
        for place in places {
            let ty = match below(ty, &place.part) {
                At::Value(ty) => ty,
                At::Free | At::Nothing(_) => Type::Any,
            };
            self.place(table, place, ty)?;
        }
        Ok(())
    }

    /// A whole table and single values beside it make one table; the arena marks a key that both fill, and whatever
    /// reads it is unknown. Any other two values of one place are marked in the same way.
    fn place(&mut self, table: &mut Branch, place: &Place, ty: Type) -> Result<(), Overflow> {
        let (items, named): (Vec<&Place>, Vec<&Place>) =
            place.below.iter().partition(|inner| is_list(ty) && is_position(&inner.part));
        let joined = match place.values.as_slice() {
            [(node, _)] if items.is_empty() && matches!(self.document.node(*node).value, Value::Map) => Some(*node),
            values => {
                for (node, rule) in values {
                    let value = self.value(*node, &self.rules[*rule])?;
                    table.push(&place.key, value);
                }
                None
            }
        };
        if !items.is_empty() {
            self.list(table, place, items, ty)?;
        }
        if joined.is_none() && named.is_empty() {
            return Ok(());
        }
        let mut own = match joined {
            Some(node) => self.copy(node)?,
            None => Branch::map(place.from),
        };
        for inner in named {
            self.below(&mut own, std::slice::from_ref(inner), ty)?;
        }
        table.push(&place.key, own);
        Ok(())
    }

    /// Adds a list with its items in the order of their positions; what has no position keeps the file's order.
    fn list(&mut self, table: &mut Branch, place: &Place, mut items: Vec<&Place>, ty: Type) -> Result<(), Overflow> {
        items.sort_by_key(|item| item.key.parse().unwrap_or(usize::MAX));
        let mut keyed = Branch::map(place.from);
        for item in items {
            self.below(&mut keyed, std::slice::from_ref(item), ty)?;
        }
        let What::Map(entries) = keyed.what else { return Ok(()) };
        // Items have no key by which two values of one could be marked, so the whole list is.
        let is_clash = entries.windows(2).any(|pair| matches!(pair, [(one, _), (other, _)] if one == other));
        let items = entries.into_iter().map(|(_, item)| item).collect();
        let list = Branch { stand: Stand::own(place.from), what: What::List(items) };
        if is_clash {
            table.push(&place.key, list.clone());
        }
        table.push(&place.key, list);
        Ok(())
    }

    fn value(&mut self, node: NodeId, rule: &MapRule) -> Result<Branch, Overflow> {
        let number = match self.document.node(node).value {
            Value::Number(Number::Int(number)) => Some(number.to_string()),
            Value::Number(Number::Float(number)) => Some(number.to_string()),
            Value::Text(text) => Some(self.document.str(text).to_owned()).filter(|text| text.parse::<f64>().is_ok()),
            _ => None,
        };
        if let (Some(unit), Some(number)) = (&rule.unit, number) {
            return Ok(Branch::text(node, format!("{number} {unit}")));
        }
        let word = self.document.text(node).and_then(|own| rule.words.iter().find(|(file, _)| **file == *own));
        match word {
            Some((_, model)) => Ok(Branch::text(node, &**model)),
            None => self.copy(node),
        }
    }

    fn copy(&mut self, node: NodeId) -> Result<Branch, Overflow> {
        Branch::of(self.document, node, Side::Own, &mut self.left)
    }
}

/// Whether any entry of a value is an item of a list.
fn is_list(ty: Type) -> bool {
    match ty {
        Type::List(_) => true,
        Type::Either(types) => {
            types.iter().find(|ty| matches!(below(**ty, "*"), At::Value(_))).is_some_and(|ty| is_list(*ty))
        }
        _ => false,
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

/// The path in the model: each part as the rule writes it, and with `*` replaced by what it stood for.
fn path(to: &[Arc<str>], captured: &[String]) -> Vec<(Arc<str>, String)> {
    let mut captured = captured.iter();
    let key = |part: &Arc<str>| match &**part {
        "*" => captured.next().cloned().unwrap_or_else(|| part.to_string()),
        part => part.to_owned(),
    };
    to.iter().map(key).zip(to).map(|(key, part)| (part.clone(), key)).collect()
}
