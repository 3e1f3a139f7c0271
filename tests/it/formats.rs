//! Why: other programs read these formats, and none of them says what it dropped. What the program writes for them is
//! read back here, each in the way of its reader.

use std::path::Path;

use ombud::render::Format;
use serde_json::Value;

use crate::workspace::{FORMATS, Files, check, code, err, folder, ombud, out, own_pack, process, write};

fn files() -> Files {
    let mut files = own_pack();
    files.push(("processes/p.yaml".into(), process("p", "", "90 days")));
    files.push(("d.toml".into(), "kind = 'data'\nid = 'd'\ntitle = 'D'\n".into()));
    files
}

fn read(root: &Path, name: &str) -> String {
    std::fs::read_to_string(root.join(name)).unwrap()
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

#[test]
fn every_format_is_known_and_named_in_the_help_and_in_the_refusal() {
    assert_eq!(Format::ALL.map(Format::name), FORMATS);
    let folder = folder(&files());
    let help = out(&ombud(folder.path()).args(["check", "--help"]).output().unwrap());
    let refusal = err(&check(folder.path(), &["--output-format", "xml"]));
    for format in FORMATS {
        assert!(help.contains(format) && refusal.contains(format), "{format}: {help} {refusal}");
    }
}

#[test]
fn all_formats_are_written_in_one_run_and_speak_of_the_same_findings() {
    let folder = folder(&files());
    let to = tempfile::tempdir().unwrap();
    let outputs: Vec<String> =
        FORMATS.iter().map(|format| format!("{format}={}", to.path().join(format).display())).collect();
    let mut arguments = vec!["--output-format", "concise"];
    for output in &outputs {
        arguments.extend(["--output", output]);
    }
    assert_eq!(code(&check(folder.path(), &arguments)), 1);
    let report = json(&read(to.path(), "json-v1"));
    let findings = report["findings"].as_array().unwrap();
    let policies = |list: &[Value], key: &str| {
        let mut names: Vec<String> = list.iter().map(|row| row[key].as_str().unwrap().to_owned()).collect();
        names.sort();
        names
    };
    let wanted = policies(findings, "policy");
    assert_eq!(wanted, ["own/owner-missing", "own/step-untold", "own/too-slow"]);

    let lines = read(to.path(), "json-lines");
    let rows: Vec<Value> = lines.lines().map(json).collect();
    assert_eq!(rows[0]["outcome"], "findings");
    assert_eq!(rows[1..], *findings);
    let sarif = json(&read(to.path(), "sarif"));
    assert_eq!(policies(sarif["runs"][0]["results"].as_array().unwrap(), "ruleId"), wanted);
    assert_eq!(policies(json(&read(to.path(), "gitlab")).as_array().unwrap(), "check_name"), wanted);
    let (github, markdown) = (read(to.path(), "github"), read(to.path(), "markdown"));
    let junit = read(to.path(), "junit");
    let page = roxmltree::Document::parse(&junit).unwrap();
    let failed: Vec<&str> = page
        .descendants()
        .filter(|node| node.children().any(|child| child.has_tag_name("failure")))
        .map(|node| node.attribute("name").unwrap())
        .collect();
    assert_eq!(failed, wanted);
    for policy in &wanted {
        assert!(github.contains(policy.as_str()) && markdown.contains(policy.as_str()), "{policy}");
    }
    assert_eq!(github.lines().count(), wanted.len());
}

#[test]
fn junit_lists_what_was_satisfied_and_no_other_format_does_unasked() {
    let folder = folder(&files());
    let to = tempfile::tempdir().unwrap();
    let file = |name: &str| to.path().join(name).display().to_string();
    let output = check(
        folder.path(),
        &["--output-format", "junit", "--output", &format!("json={}", file("j")), "--fail-on", "never"],
    );
    let text = out(&output);
    let page = roxmltree::Document::parse(&text).unwrap();
    let cases = page.descendants().filter(|node| node.has_tag_name("testcase"));
    let passed: Vec<&str> =
        cases.filter(|case| !case.has_children()).map(|case| case.attribute("name").unwrap()).collect();
    assert_eq!(passed, ["own/no-data-file", "own/step-untold"], "{text}");
    let report = json(&read(to.path(), "j"));
    assert!(report.get("passes").is_none());
    // What was satisfied, broken and taken off is what was counted.
    let counted = &report["summary"]["evaluations"];
    let total = ["pass", "fail", "unknown", "exempt"].iter().map(|word| counted[word].as_u64().unwrap()).sum::<u64>();
    let root = page.root_element();
    assert_eq!(root.attribute("tests").map(|count| count.parse::<u64>().unwrap()), Some(total));
}

#[test]
fn code_hosts_get_paths_of_the_repository() {
    let repository = tempfile::tempdir().unwrap();
    std::fs::create_dir(repository.path().join(".git")).unwrap();
    let root = repository.path().join("shop/the desk");
    write(&root, &files());
    let run = |format: &str| out(&check(&root, &["--output-format", format]));
    let sarif = json(&run("sarif"));
    let place = &sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "shop/the%20desk/processes/p.yaml");
    assert_eq!(json(&run("gitlab"))[0]["location"]["path"], "shop/the desk/processes/p.yaml");
    assert!(run("github").starts_with("::error file=shop/the desk/processes/p.yaml,line=1,"), "{}", run("github"));
    // Formats that speak of the workspace are not touched.
    assert_eq!(json(&run("json"))["findings"][0]["location"]["path"], "processes/p.yaml");
    assert!(run("concise").starts_with("processes/p.yaml:"));
}

#[test]
fn sarif_takes_a_category() {
    let folder = folder(&files());
    let run =
        |arguments: &[&str]| json(&out(&check(folder.path(), &[&["--output-format", "sarif"], arguments].concat())));
    assert_eq!(run(&[])["runs"][0].get("automationDetails"), None);
    assert_eq!(run(&["--sarif-category", "desk"])["runs"][0]["automationDetails"]["id"], "desk/");
    assert_eq!(code(&check(folder.path(), &["--sarif-suppressed", "perhaps"])), 2);
    assert_eq!(run(&["--sarif-suppressed", "include"]), run(&[]), "nothing is set aside here");
}
