use std::collections::BTreeMap;

use super::*;
use crate::clause::SourceKind;
use crate::diagnostic::Location;
use crate::message::Lang;
use crate::source::SourceId;
use crate::span::Span;

const TEXT: &str = include_str!("../../../data/regulations.toml");

/// A clause in the keys of the data file, written without any of the code that reads it.
fn as_toml(clause: &Clause) -> toml::Table {
    let mut table = toml::Table::new();
    let mut put = |key: &str, value: toml::Value| assert!(table.insert(key.to_owned(), value).is_none());
    let text = |text: &LocalText, lang: Lang| match lang {
        Lang::En => text.en.as_deref().unwrap_or("").into(),
        Lang::Zh => text.zh.as_deref().unwrap_or("").into(),
    };
    put("id", (*clause.id).into());
    for (lang, plain, suffixed) in [(Lang::En, "", "_en"), (Lang::Zh, "_zh", "_zh")] {
        put(&format!("instrument{plain}"), text(&clause.instrument, lang));
        put(&format!("clause{plain}"), text(&clause.clause, lang));
        put(&format!("title{suffixed}"), text(&clause.title, lang));
        put(&format!("obligation{suffixed}"), text(&clause.obligation, lang));
        put(&format!("applies_when{suffixed}"), text(&clause.applies_when, lang));
    }
    put("jurisdiction", (*clause.jurisdiction).into());
    put("in_force", clause.in_force.to_string().into());
    put("status", clause.status.word().into());
    put("kind", clause.kind.word().into());
    put("addressee", clause.addressee.clone().into());
    put("sectors", clause.sectors.clone().into());
    put("relation_hint", clause.relation_hint.word().into());
    if clause.relief {
        put("effect", "relief".into());
    }
    put("parameters", clause.parameters.iter().map(parameter_as_toml).collect::<Vec<_>>().into());
    put("evidence", (*clause.evidence).into());
    put("confidence", if clause.verified { "verified" } else { "from memory, unverified" }.into());
    put("source", (*clause.source).into());
    put("source_kind", clause.source_kind.map_or("", SourceKind::word).into());
    if let Some(note) = &clause.note {
        put("note", (**note).into());
    }
    table
}

fn parameter_as_toml(parameter: &Parameter) -> toml::Table {
    let value = match &parameter.value {
        ParameterValue::Number(Number::Int(value)) => (*value).into(),
        ParameterValue::Number(Number::Float(value)) => (*value).into(),
        ParameterValue::Text(value) => (**value).into(),
        ParameterValue::Bool(value) => (*value).into(),
        ParameterValue::List(items) => items.iter().map(std::string::ToString::to_string).collect::<Vec<_>>().into(),
    };
    let mut table = toml::Table::new();
    table.insert("name".to_owned(), (*parameter.name).into());
    table.insert("value".to_owned(), value);
    table.insert("unit".to_owned(), (*parameter.unit).into());
    table.insert("calendar".to_owned(), parameter.calendar.word().into());
    if let Some(from) = &parameter.from {
        table.insert("from".to_owned(), (**from).into());
    }
    table
}

fn own(id: &str, title: &str) -> Clause {
    let mut clause = Catalogue::builtin().get("iso10002.7.4").unwrap().clone();
    clause.id = normal_id(id).into();
    clause.title = LocalText::same(title);
    clause.origin = Origin::Workspace(Box::new(super::super::Own {
        location: Location::new(SourceId(0), Span::at(0)),
        owner: "desk".into(),
        version: "1".into(),
        approved_by: "board".into(),
        approved_on: None,
    }));
    clause
}

#[test]
fn the_blob_holds_every_field_of_every_clause_of_the_data_file() {
    let file: toml::Table = TEXT.parse().unwrap();
    let written: BTreeMap<&str, &toml::Table> = file["clause"]
        .as_array()
        .unwrap()
        .iter()
        .map(|clause| clause.as_table().unwrap())
        .map(|clause| (clause["id"].as_str().unwrap(), clause))
        .collect();
    assert_eq!(written.len(), 213);
    assert_eq!(Catalogue::as_of().to_string(), file["as_of"].as_str().unwrap());
    let catalogue = Catalogue::builtin();
    assert!(catalogue.ids().eq(written.keys().copied()), "same ids, sorted");
    for (id, table) in written {
        assert_eq!(as_toml(catalogue.get(id).unwrap()), *table, "{id}");
    }
}

#[test]
fn the_blob_in_the_binary_is_the_one_of_the_data_file() {
    assert!(layout::blob(TEXT).unwrap() == BLOB);
}

#[test]
fn the_blob_does_not_depend_on_the_order_of_the_file() {
    let parts: Vec<&str> = TEXT.split("\n[[clause]]").collect();
    let written = |clauses: &[&str]| layout::blob(&format!("{}\n[[clause]]{}", parts[0], clauses.join("\n[[clause]]")));
    let (first, second) = (parts[1], parts[2]);
    assert_eq!(written(&[first, second]).unwrap(), written(&[second, first]).unwrap());
}

#[test]
fn a_lookup_decodes_one_clause() {
    let fresh = open(BLOB).unwrap();
    let at = fresh.find("gdpr.art33.1").unwrap();
    assert_eq!(&*fresh.clause(at).unwrap().id, "gdpr.art33.1");
    assert_eq!(fresh.decoded.iter().filter(|cell| cell.get().is_some()).count(), 1);
}

#[test]
fn an_unknown_id_is_nothing_and_has_a_near_one() {
    let catalogue = Catalogue::builtin();
    assert_eq!(catalogue.get("gdpr.art33"), None);
    assert_eq!(catalogue.get(""), None);
    assert_eq!(catalogue.nearest("gdpr.art33.l"), Some("gdpr.art33.1"));
    assert_eq!(catalogue.nearest("colour"), None);
}

#[test]
fn workspace_clauses_stand_beside_the_built_in_ones_and_never_replace_them() {
    let clauses = vec![own("sla.z", "Z"), own("gdpr.art6", "own"), own("sla.a", "first"), own("sla.a", "second")];
    let catalogue = Catalogue::with_workspace(clauses);
    assert_eq!(catalogue.ids().skip(213).collect::<Vec<_>>(), ["sla.a", "sla.z"]);
    assert_eq!(catalogue.clauses().count(), 215);
    assert_eq!(catalogue.get("sla.a").unwrap().title, LocalText::same("first"));
    assert_eq!(catalogue.get("gdpr.art6").unwrap().origin, Origin::Builtin);
    assert_eq!(catalogue.nearest("sla-z"), Some("sla.z"));
}

#[test]
fn ids_are_compared_after_nfc() {
    let catalogue = Catalogue::with_workspace(vec![own("re\u{301}ponse", "R")]);
    assert!(catalogue.get("r\u{e9}ponse").is_some());
    assert!(catalogue.get("re\u{301}ponse").is_some());
}

#[test]
fn a_fault_in_the_data_names_the_clause_and_the_field() {
    let first = TEXT.find("\n[[clause]]").unwrap();
    let second = first + 1 + TEXT[first + 1..].find("\n[[clause]]").unwrap();
    let one = &TEXT[..second];
    assert!(layout::blob(one).is_ok());
    let fault = |from: &str, to: &str| {
        assert!(one.contains(from), "{from}");
        layout::blob(&one.replacen(from, to, 1)).unwrap_err()
    };
    let at = "clause \"cn.pipl.art6\": ";
    assert_eq!(
        layout::blob(&format!("{one}{}", &TEXT[first..second])).unwrap_err(),
        "clause \"cn.pipl.art6\" stands twice; remove one"
    );
    assert_eq!(
        fault("2021-11-01", "2021-11-31"),
        format!("{at}in_force: \"2021-11-31\" is no date; write it like 2026-11-22")
    );
    assert_eq!(
        fault("2021-11-01", "2031-11-01"),
        format!("{at}in_force 2031-11-01 and status disagree as of the catalogue's day")
    );
    assert!(fault("\"CN\"", "\"XX\"").starts_with(&format!("{at}jurisdiction: \"XX\" is none of CN, EU")));
    assert!(fault("\"data_controller\"", "\"controller\"").contains("addressee: \"controller\" is none of"));
    assert_eq!(fault("[\"data_controller\"]", "[]"), format!("{at}addressee names nobody"));
    assert_eq!(fault("title_zh = \"目的明确与最小必要\"", "title_zh = \"\""), format!("{at}title is empty"));
    assert!(fault("unit = \"list\"", "unit = \"day\"").ends_with("the value does not fit the unit \"day\""));
    assert!(fault("unit = \"list\"", "unit = \"furlong\"").ends_with("unknown unit \"furlong\""));
    assert!(fault("calendar = \"none\"", "calendar = \"clock\"").contains("the calendar does not fit"));
    assert!(fault("sectors = []", "sector = []").contains("unknown field `sector`"));
    assert!(fault("kind = \"law\"", "kind = \"lore\"").contains("unknown variant `lore`"));
    assert!(fault("kind = \"law\"", "kind = \"internal\"").contains("belong to a workspace"));
    assert!(fault("schema = 1", "schema = 2").contains("schema is 2"));
}

/// `regulations.md`, notes on relations: what binds only an authority and what is repealed gives no number.
#[test]
fn clauses_that_bind_no_organisation_set_nothing() {
    let catalogue = Catalogue::builtin();
    let idle: Vec<&str> = catalogue
        .clauses()
        .filter(|clause| clause.addressee == ["authority"] || clause.status == super::super::Status::Repealed)
        .inspect(|clause| assert!(clause.relation_hint < super::super::Relation::Sets, "{}", clause.id))
        .map(|clause| &*clause.id)
        .collect();
    assert_eq!(idle.len(), 6);
}
