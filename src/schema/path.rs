//! Why: a map in `ombud.toml` and a condition in a policy both name keys of the model. A slip there would silently read
//! nothing, so both ask the same tables whether there is such a key.

use super::{Table, Type, Unknown};

/// What stands at a key.
#[derive(Clone, Copy, Debug)]
pub enum At {
    /// A value of this type.
    Value(Type),
    /// Whatever people like: the schema says nothing about what is below.
    Free,
    /// Nothing. The table that was asked, where there is one.
    Nothing(Option<&'static Table>),
}

/// What stands at `key` of a value. `*` and positions stand for any entry of a list or a map.
pub fn below(ty: Type, key: &str) -> At {
    match ty {
        Type::Any => At::Free,
        Type::Table(table) => field(table, key),
        Type::Named(_, table) => At::Value(Type::Table(table)),
        Type::Map(item) => At::Value(*item),
        Type::List(item) if is_position(key) => At::Value(*item),
        Type::ByJurisdiction(item) if key == "*" || is_upper(key) => At::Value(*item),
        // One item stands for a list of one.
        Type::List(item) | Type::ByJurisdiction(item) => below(*item, key),
        Type::Text if matches!(key, "en" | "zh") => At::Value(Type::Plain),
        Type::Either(types) => {
            let mut found = types.iter().map(|ty| below(*ty, key));
            found.clone().find(|at| !matches!(at, At::Nothing(_))).or_else(|| found.next()).unwrap_or(At::Nothing(None))
        }
        _ => At::Nothing(None),
    }
}

/// The type of an entry of a list or a map, `None` when it holds no entries.
pub fn entry(ty: Type) -> Option<Type> {
    match ty {
        Type::Named(_, table) => Some(Type::Table(table)),
        Type::Map(item) | Type::List(item) | Type::ByJurisdiction(item) => Some(*item),
        _ => None,
    }
}

/// What a bare value at a place means: a list its item, a table its main field.
pub fn bare(ty: Type) -> Type {
    match ty {
        Type::List(item) | Type::ByJurisdiction(item) => bare(*item),
        Type::Table(table) => match table.main.and_then(|main| table.field(main)) {
            Some(main) => bare(main.ty),
            None => ty,
        },
        _ => ty,
    }
}

/// Whether a key of a path stands for an entry of a list: `*` for any, digits for one.
pub fn is_position(key: &str) -> bool {
    key == "*" || !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_digit())
}

fn field(table: &'static Table, key: &str) -> At {
    match table.field(key) {
        Some(field) => At::Value(field.ty),
        None if table.unknown == Unknown::Allow => At::Free,
        None => At::Nothing(Some(table)),
    }
}

/// Jurisdictions are written in capitals (`CN`, `US-CA`), keys of tables are not.
fn is_upper(key: &str) -> bool {
    key.starts_with(|first: char| first.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::{At, below};
    use crate::schema::{Type, kind};

    fn at(path: &str) -> At {
        let start = At::Value(Type::Table(kind("process").expect("a native kind")));
        path.split('.').fold(start, |at, key| match at {
            At::Value(ty) => below(ty, key),
            other => other,
        })
    }

    #[test]
    fn paths_of_the_model_lead_somewhere_and_slips_do_not() {
        assert!(matches!(at("deadlines.acknowledge.within"), At::Value(Type::Duration | Type::DurationOr(_))));
        assert!(matches!(at("steps.*.role"), At::Value(_)));
        assert!(matches!(at("title.zh"), At::Value(Type::Plain)));
        assert!(matches!(at("x.own.words"), At::Free | At::Value(_)));
        assert!(matches!(at("deadline.acknowledge.within"), At::Nothing(Some(table)) if table.name == "process"));
        assert!(matches!(at("owner.name"), At::Nothing(_)));
    }
}
