//! Why: what somebody drew and what somebody wrote beside it make one process. Whatever only one of them says is taken;
//! what both say must be the same, in whichever of its forms it is written.

use std::collections::HashMap;

use crate::document::Number;
use crate::model::map::Stand;
use crate::model::sprout::{Branch, What};
use crate::schema::Type;
use crate::schema::path::{At, below};

/// What both say, and differently.
#[derive(Debug)]
pub(super) struct Conflict {
    /// Where the drawing says it.
    pub drawn: Said,
    /// Where the completing document says it.
    pub own: Said,
}

/// A value as people are told of it.
#[derive(Debug)]
pub(super) struct Said {
    /// On what it stands.
    pub stand: Stand,
    /// As it is written, of several values all of them.
    pub text: String,
}

/// Adds to a table what it does not say yet. Where both name a thing, the completing document may say it better: its
/// title and description count.
pub(super) fn merge(into: &mut Branch, from: Branch, ty: Type, skip: &[&str], conflicts: &mut Vec<Conflict>) {
    let What::Map(entries) = from.what else { return };
    let What::Map(own) = &mut into.what else { return };
    let at: HashMap<String, usize> = own.iter().enumerate().map(|(at, (key, _))| (key.clone(), at)).collect();
    for (key, entry) in entries {
        if skip.contains(&key.as_str()) {
            continue;
        }
        let Some((_, first)) = at.get(&key).and_then(|at| own.get_mut(*at)) else {
            own.push((key, entry));
            continue;
        };
        let is_better = matches!(key.as_str(), "title" | "description")
            || (key == "kind" && matches!(&first.what, What::Text(word) if word == "other"));
        match below(ty, &key) {
            _ if matches!(entry.what, What::Null) => {}
            _ if is_better => *first = entry,
            At::Value(ty) => value(first, entry, ty, conflicts),
            At::Free | At::Nothing(_) => value(first, entry, Type::Any, conflicts),
        }
    }
}

fn value(into: &mut Branch, from: Branch, ty: Type, conflicts: &mut Vec<Conflict>) {
    let from = long(from, ty);
    let drawn = std::mem::replace(into, Branch { stand: into.stand, what: What::Null });
    *into = long(drawn, ty);
    match (&mut into.what, from.what) {
        (What::Map(_), what @ What::Map(_)) => merge(into, Branch { what, ..from }, ty, &[], conflicts),
        (What::List(drawn), What::List(items)) if is_edges(ty) => {
            for edge in items {
                add(into.stand, drawn, edge, ty, conflicts);
            }
        }
        (drawn, own) if is_same(drawn, &own) => {}
        (_, own) => {
            conflicts.push(Conflict { drawn: Said::of(into), own: Said::of(&Branch { what: own, stand: from.stand }) });
        }
    }
}

/// Adds what an edge says to the edges drawn to the same step. The drawing decides where a case goes, so that one that
/// leads elsewhere is against it.
fn add(list: Stand, drawn: &mut [Branch], edge: Branch, ty: Type, conflicts: &mut Vec<Conflict>) {
    let Type::List(ty) = ty else { return };
    let target = |branch: &Branch| match branch.entry("to") {
        Some(Branch { what: What::Text(name), .. }) => Some(name.clone()),
        _ => None,
    };
    let to = target(&edge);
    // Of several that lead there, those are meant with which it shares most, and none that says otherwise.
    let mut meant: Vec<(usize, usize)> = Vec::new();
    let mut others = Vec::new();
    for (at, one) in drawn.iter().enumerate().filter(|(_, one)| to.is_some() && target(one) == to) {
        match shared(one, &edge) {
            Some(count) => meant.push((at, count)),
            None => others.push(at),
        }
    }
    let most = meant.iter().map(|(_, count)| *count).max();
    let chosen: Vec<usize> = match most {
        Some(most) => meant.iter().filter(|(_, count)| *count == most).map(|(at, _)| *at).collect(),
        None => others.into_iter().take(1).collect(),
    };
    if chosen.is_empty() {
        let targets: Vec<String> = drawn.iter().map(text).collect();
        let drawn = Said { stand: list, text: targets.join(", ") };
        conflicts.push(Conflict { drawn, own: Said::of(&edge) });
    }
    for at in chosen {
        if let Some(one) = drawn.get_mut(at) {
            merge(one, edge.clone(), *ty, &[], conflicts);
        }
    }
}

/// How many single values two tables both state; `None` where one of them differs.
fn shared(one: &Branch, other: &Branch) -> Option<usize> {
    let What::Map(entries) = &other.what else { return None };
    let both = entries.iter().filter_map(|(key, entry)| Some((one.entry(key)?, entry)));
    let mut count = 0;
    for (one, other) in both {
        if !is_same(&one.what, &other.what) {
            return None;
        }
        count += 1;
    }
    Some(count)
}

fn is_edges(ty: Type) -> bool {
    matches!(ty, Type::List(Type::Table(table)) if table.name == "edge")
}

/// A bare value stands for a list of one, or for the main field of a table.
fn long(branch: Branch, ty: Type) -> Branch {
    let Branch { stand, what } = branch;
    let what = match (ty, what) {
        (Type::List(item), What::List(items)) => {
            What::List(items.into_iter().map(|branch| long(branch, *item)).collect())
        }
        (_, What::Null) => What::Null,
        (Type::List(item), what) => What::List(vec![long(Branch { stand, what }, *item)]),
        (Type::Table(table), what) if !matches!(what, What::Map(_)) => match table.main {
            Some(main) => What::Map(vec![(main.to_owned(), Branch { stand, what })]),
            None => what,
        },
        (_, what) => what,
    };
    Branch { stand, what }
}

fn is_same(one: &What, other: &What) -> bool {
    match (one, other) {
        (What::Text(one), What::Text(other)) | (What::Date(one), What::Date(other)) => one == other,
        (What::Flag(one), What::Flag(other)) => one == other,
        (What::Number(one), What::Number(other)) => one == other,
        (What::List(one), What::List(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| is_same(&one.what, &other.what))
        }
        (What::Map(one), What::Map(other)) => {
            one.len() == other.len()
                && one
                    .iter()
                    .zip(other)
                    .all(|((key, one), (same, other))| key == same && is_same(&one.what, &other.what))
        }
        _ => false,
    }
}

impl Said {
    fn of(branch: &Branch) -> Self {
        Self { stand: branch.stand, text: text(branch) }
    }
}

/// The single values in a branch; of an edge, where it leads.
fn text(branch: &Branch) -> String {
    let all = |parts: Vec<String>| parts.join(", ");
    match &branch.what {
        What::Text(text) | What::Date(text) => text.clone(),
        What::Flag(flag) => flag.to_string(),
        What::Number(Number::Int(number)) => number.to_string(),
        What::Number(Number::Float(number)) => number.to_string(),
        What::Null => "null".to_owned(),
        What::List(items) if items.is_empty() => "[]".to_owned(),
        What::List(items) => all(items.iter().map(text).collect()),
        What::Map(entries) if entries.is_empty() => "{}".to_owned(),
        What::Map(entries) => match branch.entry("to") {
            Some(to) => text(to),
            None => all(entries.iter().map(|(_, entry)| text(entry)).collect()),
        },
    }
}
