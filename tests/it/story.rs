//! Why: the story is what a newcomer reads to learn what the program finds. It is told finding by finding, in two
//! languages, and each telling must be the program's own: no finding untold, none told that is not there.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

const STORY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/story");

fn run(arguments: &[&str]) -> (Option<i32>, String) {
    let ran = Command::new(env!("CARGO_BIN_EXE_ombud")).args(arguments).output().unwrap();
    (ran.status.code(), String::from_utf8(ran.stdout).unwrap())
}

fn report() -> Value {
    let (exit, out) = run(&["check", STORY, "--as-of", "2026-11-22", "--output-format", "json"]);
    assert_eq!(exit, Some(1));
    serde_json::from_str(&out).unwrap()
}

/// `path:line policy severity` of every finding of weight that the program makes.
fn made(report: &Value) -> BTreeSet<String> {
    let findings = report["findings"].as_array().unwrap().iter().filter(|row| row["severity"] != "info");
    let text = |row: &Value| {
        let (path, line) = (&row["location"]["path"], &row["location"]["start"]["line"]);
        format!(
            "{}:{line} {} {}",
            path.as_str().unwrap(),
            row["policy"].as_str().unwrap(),
            row["severity"].as_str().unwrap()
        )
    };
    findings.map(text).collect()
}

/// The same of every finding that a page tells: ``1. `path:line` **policy** (severity).``
fn told(page: &str) -> BTreeSet<String> {
    let text = std::fs::read_to_string(Path::new(STORY).join(page)).unwrap();
    let row = |line: &str| {
        let rest = line.trim_start_matches(|c: char| c.is_ascii_digit()).strip_prefix(". `")?;
        let (place, rest) = rest.split_once("` **")?;
        let (policy, rest) = rest.split_once("**")?;
        let weight = match rest.trim_start().trim_start_matches(['(', '（']) {
            rest if rest.starts_with("error") || rest.starts_with("错误") => "error",
            rest if rest.starts_with("warning") || rest.starts_with("警告") => "warning",
            rest => panic!("{page}: `{line}` names no weight: {rest}"),
        };
        Some(format!("{place} {policy} {weight}"))
    };
    text.lines().filter_map(row).collect()
}

#[test]
fn both_tellings_tell_every_finding_and_no_other() {
    let made = made(&report());
    for page in ["README.md", "README.zh.md"] {
        let told = told(page);
        let untold: Vec<_> = made.difference(&told).collect();
        let invented: Vec<_> = told.difference(&made).collect();
        assert!(untold.is_empty() && invented.is_empty(), "{page}\nuntold: {untold:#?}\nnot there: {invented:#?}");
    }
}

#[test]
fn it_is_a_story_and_not_a_sample() {
    let report = report();
    let read = report["population"].as_array().unwrap().iter().filter(|row| row["state"] == "read");
    let endings: BTreeSet<&str> = read.clone().filter_map(|row| row["path"].as_str()?.rsplit('.').next()).collect();
    assert!(read.count() >= 14);
    assert_eq!(endings.into_iter().collect::<Vec<_>>(), ["bpmn", "csv", "json", "toml", "yaml"]);
    let findings = report["findings"].as_array().unwrap();
    let policies: BTreeSet<&str> = findings.iter().filter_map(|row| row["policy"].as_str()).collect();
    assert!(findings.len() >= 25 && policies.len() >= 15, "{} of {}", findings.len(), policies.len());
    assert!(report["diagnostics"].as_array().unwrap().iter().all(|row| row["severity"] == "info"));
    let unknown = findings.iter().filter(|row| row["verdict"] == "unknown").count();
    assert_eq!(unknown, 0, "a story leaves nothing open");
}

#[test]
fn its_own_policy_is_proved() {
    let (exit, out) = run(&["test", "promise/*", "--workspace", STORY]);
    assert_eq!(exit, Some(0), "{out}");
}
