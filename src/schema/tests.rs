//! Why: the tables are data, so their own rules are held by walking all of them.

use std::collections::{BTreeMap, BTreeSet};

use super::words::{self, ALIASES};
use super::{Default, Field, KINDS, Table, Type};

/// YAML 1.1 reads these as something else than text, and older tools still do.
const YAML_1_1: [&str; 11] = ["y", "n", "yes", "no", "on", "off", "true", "false", "null", "default", "until"];

#[test]
fn every_table_keeps_its_own_promises() {
    for (name, table) in tables() {
        let keys: BTreeSet<&str> = table.fields.iter().map(|field| field.name).collect();
        assert_eq!(keys.len(), table.fields.len(), "{name} has a key twice");
        assert!(keys.contains("x"), "{name} has no place for own fields");
        assert!(table.main.is_none_or(|main| keys.contains(main)), "{name} has no field {:?}", table.main);
    }
}

#[test]
fn what_hides_a_duty_refuses_unknown_keys() {
    let strict: Vec<&str> = tables()
        .into_iter()
        .filter(|(_, table)| table.unknown == super::Unknown::Refuse)
        .map(|(name, _)| name)
        .collect();
    assert_eq!(strict, ["consent", "deadline", "escalation", "extension", "retention", "transfer"]);
}

#[test]
fn every_field_has_a_phrase_in_both_languages() {
    for (name, field) in fields() {
        assert!(field.en.is_ascii() && !field.en.is_empty(), "{name}.{}", field.name);
        assert!(field.zh.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)), "{name}.{}", field.name);
    }
}

#[test]
fn no_key_is_a_reserved_word_of_scripts_or_a_yaml_boolean() {
    let engine = rhai::Engine::new_raw();
    assert!(engine.compile("doc.default").is_err(), "the engine refuses reserved words after a dot");
    for (name, field) in fields() {
        // The model's own word; YAML 1.2, which is what is read here, takes it for a text.
        let is_by_the_model = (name, field.name) == ("statement", "on");
        assert!(is_by_the_model || !YAML_1_1.contains(&field.name), "{name}.{}", field.name);
        let script = format!("doc.{}", field.name);
        assert!(engine.compile(&script).is_ok(), "{name}.{} is reserved in scripts", field.name);
    }
}

#[test]
fn defaults_are_the_few_of_the_model() {
    let mut found: BTreeSet<String> = BTreeSet::new();
    for (name, field) in fields() {
        match field.default {
            None => {}
            Some(Default::Word(word)) => {
                found.insert(format!("{name}.{} = {word}", field.name));
            }
            Some(Default::Number(number)) => {
                found.insert(format!("{name}.{} = {number}", field.name));
            }
            Some(Default::OwnChannels) => {
                found.insert(format!("{name}.{} = own channels", field.name));
            }
            Some(Default::OwnKey) => {
                assert!(["kind", "ends", "scope"].contains(&field.name), "{name}.{}", field.name);
                assert!(has_words(&field.ty), "{name}.{} has no words that a key could be", field.name);
            }
        }
    }
    let headers =
        KINDS.iter().flat_map(|kind| [format!("{}.schema = 1", kind.name), format!("{}.status = active", kind.name)]);
    let others = ["deadline.from = receive", "process.intake = own channels", "step.actor = human"].map(String::from);
    assert_eq!(found, headers.chain(others).collect());
}

#[test]
fn the_words_are_those_of_the_clause_catalogue() {
    let text = include_str!("../../data/regulations.toml");
    let catalogue: toml::Table = text.parse().unwrap();
    let clauses = catalogue["clause"].as_array().unwrap();
    let named =
        |key: &str| -> BTreeSet<&str> { clauses.iter().filter_map(|clause| clause.get(key)).flat_map(texts).collect() };
    let parameter = |name: &str| -> BTreeSet<&str> {
        let parameters = clauses.iter().filter_map(|clause| clause.get("parameters")?.as_array()).flatten();
        parameters
            .filter(|parameter| parameter["name"].as_str() == Some(name))
            .flat_map(|p| texts(&p["value"]))
            .collect()
    };
    assert_eq!(set(words::SECTORS), named("sectors"));
    assert_eq!(set(words::ADDRESSEES), named("addressee"));
    assert_eq!(set(words::JURISDICTIONS), named("jurisdiction"));
    assert_eq!(set(words::CONTRACT_TERMS), parameter("contract_terms"));
    let mut items = in_schema_words(parameter("notice_items"), words::NOTICE_ITEMS);
    items.insert("automation_disclosure");
    assert_eq!(set(words::NOTICE_ITEMS), items);
    for (name, list) in [
        ("request_types", words::CASE_TYPES),
        ("categories", words::SENSITIVE),
        ("allowed_mechanisms", words::MECHANISMS),
        ("allowed_values", words::LEGAL_BASES),
        ("contents", words::ASSESSMENT_PARTS),
        ("routes", words::ROUTES),
        ("criteria", words::CRITERIA),
        ("handoff_fields", words::CARRIES),
        ("first_menu", words::MENU),
        ("human_confirm", words::EFFECTS),
    ] {
        let missing: Vec<&str> = in_schema_words(parameter(name), list).difference(&set(list)).copied().collect();
        assert!(missing.is_empty(), "{name}: {missing:?}");
    }
}

#[test]
fn an_alias_leads_to_a_word_and_is_none_itself() {
    let all = lists();
    for (alias, targets) in ALIASES {
        for target in *targets {
            let homes: Vec<&&[&str]> = all.iter().filter(|list| list.contains(target)).collect();
            assert!(!homes.is_empty(), "{target}");
            assert!(homes.iter().any(|list| !list.contains(alias)), "{alias}");
        }
    }
}

#[test]
fn no_list_has_a_word_twice() {
    for list in lists() {
        assert_eq!(set(list).len(), list.len(), "{list:?}");
    }
}

/// Every table that the four kinds reach, by name. Two tables of one name would be one definition in the JSON Schemas.
fn tables() -> BTreeMap<&'static str, &'static Table> {
    let mut found: BTreeMap<&'static str, &'static Table> = BTreeMap::new();
    let mut queue: Vec<&'static Table> = KINDS.to_vec();
    while let Some(table) = queue.pop() {
        match found.insert(table.name, table) {
            Some(other) => assert!(std::ptr::eq(other, table), "two tables are called {}", table.name),
            None => table.fields.iter().for_each(|field| {
                inner(&field.ty, &mut |ty| match ty {
                    Type::Table(table) | Type::Named(_, table) => queue.push(table),
                    _ => {}
                });
            }),
        }
    }
    found
}

fn fields() -> Vec<(&'static str, &'static Field)> {
    tables().into_iter().flat_map(|(name, table)| table.fields.iter().map(move |field| (name, field))).collect()
}

fn lists() -> Vec<&'static [&'static str]> {
    let mut out = Vec::new();
    for (_, field) in fields() {
        inner(&field.ty, &mut |ty| match ty {
            Type::Word(words) | Type::OpenWord(words) | Type::DurationOr(words) => out.push(*words),
            _ => {}
        });
    }
    out
}

/// Calls `see` with a type and the types inside it; tables are not entered.
fn inner(ty: &'static Type, see: &mut impl FnMut(&'static Type)) {
    see(ty);
    match ty {
        Type::List(item) | Type::Map(item) | Type::ByJurisdiction(item) => inner(item, see),
        Type::Either(types) => types.iter().for_each(|ty| inner(ty, see)),
        _ => {}
    }
}

fn has_words(ty: &'static Type) -> bool {
    let mut found = false;
    inner(ty, &mut |ty| found |= matches!(ty, Type::Word(_)));
    found
}

fn in_schema_words<'a>(words: BTreeSet<&'a str>, allowed: &[&'static str]) -> BTreeSet<&'a str> {
    words.into_iter().map(|word| words::canonical(word, allowed).unwrap_or(word)).collect()
}

fn set(words: &[&'static str]) -> BTreeSet<&'static str> {
    words.iter().copied().collect()
}

fn texts(value: &toml::Value) -> Vec<&str> {
    match value {
        toml::Value::String(text) => vec![text],
        toml::Value::Array(list) => list.iter().filter_map(toml::Value::as_str).collect(),
        _ => Vec::new(),
    }
}
