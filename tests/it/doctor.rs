//! Why: what doctor says must be what a check goes by, in words for people and in a shape for programs.

use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use crate::workspace::{DAY, code, err, folder, ombud, out, write};

/// A workspace with a file in every state, two layers of configuration, and packs that are off.
fn workspace() -> TempDir {
    let files = [
        (
            "ombud.toml",
            "extends = \"base.toml\"\nexclude = [\"old/**\"]\npacks = [\"complaint\"]\n[kinds.q]\nmatch = \"q*.yaml\"\n\
             where = { \"/t\" = \"x\" }\n[policies.\"complaint/acknowledge-too-slow\"]\nseverity = \"info\"\n",
        ),
        (
            "base.toml",
            "jurisdictions = [\"UK\"]\npacks = [\"sla\"]\n[[overrides]]\npolicies = [\"complaint/*\"]\n\
             severity = \"info\"\n[limits]\nbytes = 3000\n",
        ),
        (".gitignore", "ign/\n!kept.json\n*.tmp.json\n"),
        ("kept.json", "{}"),
        ("a/b.tmp.json", "{}"),
        ("ign/x.json", "{}"),
        ("a/b.json", "{"),
        ("a/c.yaml", "kind: x\n"),
        ("old/x.json", "{}"),
        ("q1.yaml", "t: y\n"),
        ("n.yaml", "kind: process\ntitle: x\n---\nkind: proces\n"),
        ("p.yaml", "kind: process\nid: p\ntitle: P\ncategory: other\n"),
    ];
    let mut all: Vec<(String, String)> =
        files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    all.push(("big.json".to_owned(), " ".repeat(4000)));
    folder(&all)
}

fn doctor(root: &Path, arguments: &[&str]) -> std::process::Output {
    ombud(root).args(["doctor", "--as-of", DAY]).args(arguments).output().unwrap()
}

fn json(root: &Path) -> Value {
    let output = doctor(root, &["--output-format", "json"]);
    serde_json::from_str(&out(&output)).unwrap_or_else(|_| panic!("{}", err(&output)))
}

#[test]
fn the_page_says_what_is_in_force_and_why_a_file_is_not_judged() {
    for lang in ["en", "zh"] {
        let folder = workspace();
        let output = doctor(folder.path(), &["--lang", lang]);
        assert_eq!((code(&output), err(&output)), (0, String::new()));
        let page = out(&output);
        let root = std::fs::canonicalize(folder.path()).unwrap();
        let page = page.replace(root.to_str().unwrap(), "FOLDER").replace(folder.path().to_str().unwrap(), "FOLDER");
        // What the machine offers is another one everywhere.
        let about_files = page.rsplit_once("\n\n").unwrap().0;
        insta::assert_snapshot!(format!("doctor_{lang}"), about_files);
    }
}

#[test]
fn the_machine_format_keeps_to_its_schema_and_counts_as_a_check_does() {
    let folder = workspace();
    let found = json(folder.path());
    let schema = ombud::render::doctor::json::schema();
    let validator = jsonschema::validator_for(&schema).unwrap();
    assert!(validator.is_valid(&found), "{found}");
    let report = ombud(folder.path()).args(["check", "--as-of", DAY, "--output-format", "json"]).output().unwrap();
    let report: Value = serde_json::from_str(&out(&report)).unwrap();
    assert_eq!(found["opened"]["documents"], report["summary"]["documents"]);
    let told = |state: &str| {
        let list = found["opened"]["not_judged"].as_array().unwrap();
        list.iter().filter(|row| row["state"] == state).count()
    };
    for state in ["broken", "unrecognised", "excluded", "over_limit"] {
        assert_eq!(told(state), found["opened"]["documents"][state].as_u64().unwrap() as usize, "{state}");
    }
    assert_eq!(told("ignored"), 2);
}

#[test]
fn each_key_names_the_file_and_line_that_decide() {
    let folder = workspace();
    let found = json(folder.path());
    let keys = found["opened"]["keys"].as_array().unwrap();
    let of = |name: &str| {
        let key = keys.iter().find(|key| key["key"] == name).unwrap_or_else(|| panic!("{name}: {found}"));
        (key["value"].clone(), key["place"]["path"].clone(), key["place"]["line"].clone())
    };
    assert_eq!(of("packs"), ("[\"complaint\"]".into(), "ombud.toml".into(), 3.into()));
    assert_eq!(of("jurisdictions"), ("[\"UK\"]".into(), "base.toml".into(), 1.into()));
    assert_eq!(of("limits.bytes"), ("3000".into(), "base.toml".into(), 7.into()));
    assert_eq!(of("limits.depth").1, Value::Null);
    assert_eq!(of("kinds.q.where.\"/t\"").2, 6);
    assert_eq!(found["opened"]["config"], serde_json::json!(["ombud.toml", "base.toml"]));
    // A key of the table that nobody wrote is listed with what holds all the same.
    for field in ombud::config::shape::CONFIG.fields.iter().filter(|field| field.name != "extends") {
        let name = field.name;
        let is_there = |key: &Value| key["key"].as_str().is_some_and(|own| own.split(['.', '[']).next() == Some(name));
        assert!(keys.iter().any(is_there), "{name}");
    }
}

#[test]
fn the_shown_defaults_are_those_that_hold() {
    let folder = folder(&[("p.yaml".into(), "kind: process\nid: p\ntitle: P\ncategory: other\n".into())]);
    let keys = json(folder.path())["opened"]["keys"].as_array().unwrap().clone();
    let stated: Vec<String> = keys
        .iter()
        .filter_map(|key| {
            let (name, value) = (key["key"].as_str()?, key["value"].as_str()?);
            // What is measured while judging may lie below what may be set.
            (name != "limits.steps").then(|| format!("{name} = {value}\n"))
        })
        .collect();
    assert!(stated.len() > 8, "{stated:?}");
    let before = json(folder.path())["opened"]["documents"].clone();
    write(folder.path(), &[("ombud.toml".into(), stated.concat())]);
    let found = json(folder.path());
    assert_eq!(found["opened"]["documents"], before, "{found}");
    for (written, default) in found["opened"]["keys"].as_array().unwrap().iter().zip(&keys) {
        assert_eq!((&written["key"], &written["value"]), (&default["key"], &default["value"]));
    }
}

#[test]
fn a_configuration_that_cannot_be_used_is_told_with_what_can_be_said_all_the_same() {
    let folder = workspace();
    write(folder.path(), &[("ombud.toml".into(), "exlude = []\n".into())]);
    let output = doctor(folder.path(), &[]);
    assert_eq!(code(&output), 2);
    assert!(err(&output).contains("ombud.toml:1:1"), "{}", err(&output));
    assert!(out(&output).starts_with("ombud "), "{}", out(&output));
    let found = json(folder.path());
    assert_eq!((&found["opened"], &found["problems"][0]["place"]["line"]), (&Value::Null, &1.into()));
    assert!(jsonschema::validator_for(&ombud::render::doctor::json::schema()).unwrap().is_valid(&found));
}

#[test]
fn the_nearest_list_and_the_last_of_equal_lines_take_a_file_out() {
    let files = [(".gitignore", "*.json\n"), ("a/.gitignore", "# own\nb.json\n!c.json\nb.json\n"), ("a/b.json", "{}")];
    let more = [("a/c.json", "{}"), ("a/d.json", "{}"), ("a/e.txt", ""), ("p.yaml", "kind: process\nid: p\n")];
    let all: Vec<(String, String)> =
        files.iter().chain(&more).map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    let folder = folder(&all);
    let found = json(folder.path());
    let rows = found["opened"]["not_judged"].as_array().unwrap().iter();
    let told: Vec<String> = rows
        .map(|row| format!("{} {} {}:{}", row["path"], row["state"], row["place"]["path"], row["place"]["line"]))
        .collect();
    assert_eq!(
        told.join("\n").replace('"', ""),
        "a/b.json ignored a/.gitignore:4\na/c.json unrecognised null:null\na/d.json ignored .gitignore:1"
    );
}
