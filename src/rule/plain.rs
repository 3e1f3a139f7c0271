//! Why: most rules do not apply to most documents, and one look at a key tells so: there is no `datasets`, the `category`
//! is another. Such a look makes up no operands, places or fails. Whatever it does not settle is judged in full, so that
//! nothing is decided here that would be decided otherwise there.

use std::cell::OnceCell;
use std::sync::Arc;

use crate::knowledge::Knowledge;
use crate::model::DocId;
use crate::model::read::Seen;
use crate::policy::expression::{Argument, Expression, Node, Operator};
use crate::value::{self, Scalar};

/// The ways through a document that conditions ask for, each once.
#[derive(Debug, Default)]
pub struct Ways(Vec<Vec<Arc<str>>>);

/// What stands at the end of each way in one document, looked up when first asked for.
pub struct Sight<'a> {
    knowledge: &'a Knowledge,
    document: DocId,
    ways: &'a Ways,
    seen: Vec<OnceCell<Option<Seen<'a>>>>,
}

/// When a condition plainly does not hold.
#[derive(Debug, PartialEq)]
pub enum PlainNo {
    /// When nothing stands there.
    Missing(usize),
    /// When something that can be read stands there.
    Stated(usize),
    /// When the text there is none of these.
    NoneOf {
        /// The way.
        way: usize,
        /// The texts.
        words: Vec<Arc<str>>,
        /// Whether the condition is plainly not met where nothing stands there.
        if_missing: bool,
    },
    /// When the text there is this one.
    Same(usize, Arc<str>),
    /// When any of these says so.
    Any(Vec<PlainNo>),
    /// When all of these say so.
    All(Vec<PlainNo>),
}

/// When a condition plainly does not hold, if that can be told by looking at keys.
pub fn plain_no(ways: &mut Ways, condition: &Expression) -> Option<PlainNo> {
    match &condition.node {
        Node::Binary(Operator::And, left, right) => {
            let list: Vec<PlainNo> = [left, right].into_iter().filter_map(|side| plain_no(ways, side)).collect();
            (!list.is_empty()).then_some(PlainNo::Any(list))
        }
        Node::Binary(Operator::Or, left, right) => {
            Some(PlainNo::All(vec![plain_no(ways, left)?, plain_no(ways, right)?]))
        }
        Node::Binary(Operator::Equal, left, right) => match &right.node {
            Node::Nothing => Some(PlainNo::Stated(ways.of(left)?)),
            Node::Text(word) => none_of(ways, left, vec![word.clone()]),
            _ => None,
        },
        Node::Binary(Operator::Unequal, left, right) => match &right.node {
            Node::Nothing => Some(PlainNo::Missing(ways.of(left)?)),
            Node::Text(word) => Some(PlainNo::Same(ways.of(left)?, word.clone())),
            _ => None,
        },
        Node::Binary(Operator::In, left, right) => match (&left.node, &right.node) {
            (_, Node::List(items)) => none_of(ways, left, texts(items)?),
            (Node::Text(_), _) => Some(PlainNo::Missing(or_empty(ways, right)?)),
            _ => None,
        },
        Node::Method(base, name, arguments) => match (&base.node, &**name, &arguments[..]) {
            (Node::List(items), "contains", [Argument::Value(wanted)]) => none_of(ways, wanted, texts(items)?),
            (_, "some", [Argument::Closure(..)]) => Some(PlainNo::Missing(or_empty(ways, base)?)),
            _ => None,
        },
        _ => None,
    }
}

impl PlainNo {
    /// Whether the condition plainly does not hold for a document. `false` says nothing.
    pub fn holds(&self, sight: &Sight<'_>) -> bool {
        match self {
            Self::Missing(way) => matches!(sight.at(*way), Some(Seen::Missing)),
            Self::Stated(way) => matches!(sight.at(*way), Some(Seen::Node(_) | Seen::Scalar(_))),
            Self::NoneOf { way, words, if_missing } => match sight.at(*way) {
                Some(Seen::Missing) => *if_missing,
                Some(Seen::Scalar(text)) => words.iter().all(|word| is_equal(text, word) == Some(false)),
                _ => false,
            },
            Self::Same(way, word) => match sight.at(*way) {
                Some(Seen::Scalar(text)) => is_equal(text, word) == Some(true),
                _ => false,
            },
            Self::Any(list) => list.iter().any(|one| one.holds(sight)),
            Self::All(list) => list.iter().all(|one| one.holds(sight)),
        }
    }
}

impl Ways {
    /// The number of the way that an expression is: `doc.a.b`.
    fn of(&mut self, expression: &Expression) -> Option<usize> {
        let mut keys = Vec::new();
        let mut at = expression;
        while let Node::Key(base, key) = &at.node {
            keys.push(key.clone());
            at = base;
        }
        if keys.is_empty() || !matches!(&at.node, Node::Name(name) if &**name == "doc") {
            return None;
        }
        keys.reverse();
        Some(self.0.iter().position(|known| *known == keys).unwrap_or_else(|| {
            self.0.push(keys);
            self.0.len() - 1
        }))
    }
}

impl<'a> Sight<'a> {
    /// Nothing of the document is looked at yet.
    pub fn of(knowledge: &'a Knowledge, document: DocId, ways: &'a Ways) -> Self {
        let seen = ways.0.iter().map(|_| OnceCell::new()).collect();
        Self { knowledge, document, ways, seen }
    }

    /// What stands at the end of a way; none if the way leads through something that has no keys.
    fn at(&self, way: usize) -> Option<&Seen<'a>> {
        self.seen.get(way)?.get_or_init(|| self.look(self.ways.0.get(way)?)).as_ref()
    }

    fn look(&self, keys: &[Arc<str>]) -> Option<Seen<'a>> {
        let documents = &self.knowledge.documents;
        let mut seen = Seen::Node(documents.get(self.document).root(self.document));
        for key in keys {
            match seen {
                Seen::Node(handle) => seen = documents.follow(handle, key).0,
                Seen::Missing => return Some(Seen::Missing),
                Seen::Scalar(_) | Seen::Unreadable(_) => return None,
            }
        }
        Some(seen)
    }
}

/// `doc.a` or `doc.a ?? "text"` compared with words.
fn none_of(ways: &mut Ways, expression: &Expression, words: Vec<Arc<str>>) -> Option<PlainNo> {
    let Node::Binary(Operator::Otherwise, left, right) = &expression.node else {
        return Some(PlainNo::NoneOf { way: ways.of(expression)?, words, if_missing: false });
    };
    let Node::Text(instead) = &right.node else { return None };
    let if_missing = !words.contains(instead);
    Some(PlainNo::NoneOf { way: ways.of(left)?, words, if_missing })
}

/// The way of `doc.a ?? []`: where nothing stands there is nothing in it.
fn or_empty(ways: &mut Ways, expression: &Expression) -> Option<usize> {
    match &expression.node {
        Node::Binary(Operator::Otherwise, left, right) if matches!(&right.node, Node::List(list) if list.is_empty()) => {
            ways.of(left)
        }
        _ => None,
    }
}

fn texts(items: &[Expression]) -> Option<Vec<Arc<str>>> {
    let text = |item: &Expression| match &item.node {
        Node::Text(text) => Some(text.clone()),
        _ => None,
    };
    items.iter().map(text).collect()
}

fn is_equal(value: &Scalar<'_>, word: &str) -> Option<bool> {
    value::equal(value, &Scalar::Text(word.into())).ok()
}

#[cfg(test)]
mod tests;
