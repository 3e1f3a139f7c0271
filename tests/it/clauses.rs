//! Why: coverage is what an auditor takes away. Here it is held to the report of the same workspace: what it says of a
//! clause is what the findings, and nothing but the findings, allow.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

use crate::workspace::{code, err, folder, ombud, out, own_pack, process};

const DAY: &str = "2026-11-22";

fn desk() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/service-desk")
}

fn run(root: &Path, command: &str, arguments: &[&str]) -> std::process::Output {
    ombud(root).args([command, "--as-of", DAY]).args(arguments).output().unwrap()
}

fn json(root: &Path, command: &str) -> Value {
    serde_json::from_str(&out(&run(root, command, &["--output-format", "json"]))).unwrap()
}

fn by_id(coverage: &Value) -> BTreeMap<String, Value> {
    let clauses = coverage["clauses"].as_array().unwrap();
    clauses.iter().map(|clause| (clause["id"].as_str().unwrap().to_owned(), clause.clone())).collect()
}

#[test]
fn every_clause_that_a_finding_cites_has_findings_and_no_other_has() {
    let report = json(&desk(), "check");
    let mut wanted: Vec<&str> = report["findings"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|finding| finding["clauses"].as_array().unwrap())
        .map(|clause| clause["id"].as_str().unwrap())
        .collect();
    wanted.sort_unstable();
    wanted.dedup();
    let coverage = by_id(&json(&desk(), "clauses"));
    let found: Vec<&str> =
        coverage.iter().filter(|(_, clause)| clause["state"] == "findings").map(|(id, _)| id.as_str()).collect();
    assert_eq!(found, wanted);
    assert!(wanted.contains(&"house.recordings"));
}

#[test]
fn each_state_is_what_its_evaluations_allow() {
    let coverage = by_id(&json(&desk(), "clauses"));
    let mut seen = std::collections::BTreeSet::new();
    for clause in coverage.values() {
        let policies = clause["policies"].as_array().unwrap();
        let sum = |word: &str| policies.iter().map(|policy| policy["evaluations"][word].as_u64().unwrap()).sum::<u64>();
        let wanted = match () {
            () if sum("fail") + sum("set_aside") > 0 => ("findings", None),
            () if sum("unknown") + sum("beside") > 0 => ("unknown", None),
            () if sum("pass") > 0 => ("satisfied", None),
            () if policies.is_empty() => ("not_covered", Some("no_policy")),
            () if sum("exempt") > 0 => ("not_covered", Some("exempt")),
            () => ("not_covered", Some("not_applicable")),
        };
        assert_eq!((clause["state"].as_str().unwrap(), clause["gap"].as_str()), wanted, "{clause}");
        seen.insert(wanted);
    }
    for state in [
        ("findings", None),
        ("satisfied", None),
        ("not_covered", Some("no_policy")),
        ("not_covered", Some("not_applicable")),
    ] {
        assert!(seen.contains(&state), "{state:?} is not among {seen:?}");
    }
    assert!(!coverage.contains_key("us.ccpa.7021b"), "it binds nobody here");
    let policy = &coverage["house.recordings"]["policies"][0];
    assert_eq!((&policy["policy"], &policy["relation"]), (&"house/recordings-kept-too-long".into(), &"sets".into()));
    assert_eq!((&policy["evaluations"]["fail"], &policy["evaluations"]["not_applicable"]), (&1.into(), &3.into()));
}

#[test]
fn evaluations_of_a_policy_add_up_to_the_documents() {
    let coverage = json(&desk(), "clauses");
    for clause in coverage["clauses"].as_array().unwrap() {
        for policy in clause["policies"].as_array().unwrap() {
            let counts = policy["evaluations"].as_object().unwrap();
            let total: u64 = counts.values().map(|count| count.as_u64().unwrap()).sum();
            assert_eq!(total, if is_over_workspace(policy["policy"].as_str().unwrap()) { 1 } else { 4 }, "{clause}");
        }
    }
}

/// Whether a policy of the binary or of the example says so in its header.
fn is_over_workspace(id: &str) -> bool {
    let file = format!("policies/{id}.rhai");
    let text = [desk().join(&file), Path::new(env!("CARGO_MANIFEST_DIR")).join(&file)].map(std::fs::read_to_string);
    text.into_iter().flatten().next().unwrap().contains("applies_to = \"workspace\"")
}

#[test]
fn instruments_stand_together_and_no_page_claims_more_than_was_judged() {
    for lang in ["en", "zh"] {
        let output = run(&desk(), "clauses", &["--lang", lang]);
        let text = out(&output);
        assert_eq!((code(&output), err(&output)), (0, String::new()));
        // The word may stand in the name of a regulation, and nowhere else.
        let words = text.replace("合规审计", "");
        assert!(!words.to_lowercase().contains("compliant") && !words.contains("合规"), "{text}");
        // A line at the margin begins an instrument, and none begins twice.
        let page = text.split("\n\n").collect::<Vec<_>>();
        let mut heads: Vec<&str> = page.iter().filter_map(|part| part.lines().next()).collect();
        let count = heads.len();
        heads.sort_unstable();
        heads.dedup();
        assert_eq!(heads.len(), count, "{text}");
    }
}

#[test]
fn csv_has_the_same_clauses_in_the_same_order() {
    let coverage = json(&desk(), "clauses");
    let ids: Vec<&str> =
        coverage["clauses"].as_array().unwrap().iter().map(|clause| clause["id"].as_str().unwrap()).collect();
    let text = out(&run(&desk(), "clauses", &["--output-format", "csv"]));
    let mut rows: Vec<&str> = text.split("\r\n").skip(1).filter_map(|row| row.split(',').next()).collect();
    assert_eq!(rows.pop(), Some(""), "the last row ends, too");
    rows.dedup();
    assert_eq!(rows, ids);
}

#[test]
fn what_was_left_unjudged_is_2() {
    let mut files = own_pack();
    files.push(("p.yaml".into(), process("p", "lead", "30 days")));
    files.push((
        "policies/own/broken.rhai".into(),
        "/*\ntitle = \"A\"\nseverity = \"info\"\napplies_to = \"process\"\n\
         clauses = [{ id = \"iso10002.7.3\", relation = \"model\" }]\n*/\n//! Why.\nfn check(doc) { throw \"no\"; }\n"
            .into(),
    ));
    let folder = folder(&files);
    let output = run(folder.path(), "clauses", &["--output-format", "json"]);
    assert_eq!(code(&output), 2);
    assert!(err(&output).contains("broken.rhai"), "{}", err(&output));
    let coverage = serde_json::from_str::<Value>(&out(&output)).unwrap();
    assert_eq!(by_id(&coverage)["iso10002.7.3"]["state"], "unknown");
    assert_eq!(coverage["outcome"], "incomplete");
}

#[test]
fn explain_says_which_files_a_clause_binds() {
    let organisation =
        |law: &str, more: &str| format!("kind: organisation\nid: o-{law}\ntitle: O\njurisdictions: [{law}]\n{more}");
    let files = [
        ("ombud.toml".to_owned(), "jurisdictions = [\"AU\"]\n".to_owned()),
        ("cn/o.yaml".to_owned(), organisation("CN", "acts_as: [bank_insurer]\nsectors: [finance, insurance]\n")),
        ("us/o.yaml".to_owned(), organisation("US", "")),
        ("eu/p.yaml".to_owned(), process("p", "lead", "20 days") + "jurisdictions: [EU]\n"),
    ];
    let folder = folder(&files);
    let explained = |clause: &str, lang: &str| out(&run(folder.path(), "explain", &[clause, "--lang", lang]));
    // An organisation document is named for all that falls under it, and its capacity is asked.
    let bank = explained("cn.cbirc3.decide", "en");
    assert!(bank.contains("It binds what these files speak of") && bank.contains("cn/o.yaml"), "{bank}");
    assert!(explained("cn.cbirc3.decide", "zh").contains("此条款对其适用：cn/o.yaml"));
    let alone = explained("gdpr.art33.1", "en");
    assert!(alone.contains("eu/p.yaml") && !alone.contains("o.yaml"), "{alone}");
    // The reason is that of whoever comes nearest: in China, but no telecom operator.
    let telecom = explained("cn.telreg.art32", "en");
    assert!(telecom.contains("in other roles") || telecom.contains("for other sectors"), "{telecom}");
    assert!(explained("uk.disp.1.6.2", "en").contains("its jurisdiction is not declared"));
}

#[test]
fn clauses_that_only_the_configuration_names_are_rested_on() {
    let story = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/story");
    let promise = out(&run(&story, "explain", &["haldenyu.promise.acknowledge"]));
    assert!(promise.contains("complaint/acknowledge-too-slow"), "{promise}");
    let covered = by_id(&json(&story, "clauses"));
    for promise in ["haldenyu.promise.acknowledge", "haldenyu.promise.answer"] {
        assert_eq!(covered[promise]["state"], "findings", "{promise}");
    }
}
