use std::collections::BTreeSet;

use serde_json::Value;

use super::*;
use crate::render::sample::{add, finding, full, hostile, report};
use crate::render::{Host, Style};
use crate::source::{Source, Sources};

fn read(report: &Report, style: &Style) -> Vec<Value> {
    let text = gitlab(report, style);
    let Value::Array(list) = serde_json::from_str(&text).expect("JSON") else { panic!("a list") };
    list
}

#[test]
fn issues_have_the_form_that_gitlab_reads() {
    insta::assert_snapshot!(gitlab(&full(), &Style::plain(Lang::En)));
    for report in [full(), hostile()] {
        for issue in read(&report, &Style::plain(Lang::Zh)) {
            for text in ["description", "check_name", "fingerprint"] {
                assert!(issue[text].as_str().is_some_and(|text| !text.is_empty()), "{issue}");
            }
            let severity = issue["severity"].as_str().expect("a text");
            assert!(["info", "minor", "major", "critical", "blocker"].contains(&severity), "{issue}");
            let path = issue["location"]["path"].as_str().expect("a text");
            assert!(!path.starts_with("./") && !path.starts_with('/') && !path.starts_with("builtin"), "{issue}");
            assert!(issue["location"]["lines"]["begin"].as_u64().is_some_and(|line| line > 0), "{issue}");
        }
    }
}

#[test]
fn a_clean_run_is_an_empty_list() {
    assert_eq!(gitlab(&report(Sources::default()), &Style::plain(Lang::En)), "[]\n");
}

#[test]
fn fingerprints_are_unique_and_stay_when_lines_shift() {
    let prints = |head: &str| {
        let mut sources = Sources::default();
        let id = sources.add(std::sync::Arc::new(Source::from_text(
            crate::source::Home::Workspace,
            "p.yaml",
            format!("{head}a: 1\nb: 1\nc: 1\n"),
        )));
        let mut report = report(sources);
        // Three places of one rule that no name tells apart.
        report.findings = ["a", "b", "c"].map(|needle| finding(&report.sources, id, needle)).to_vec();
        let list = read(&report, &Style::plain(Lang::En));
        list.iter().map(|issue| issue["fingerprint"].as_str().expect("a text").to_owned()).collect::<Vec<_>>()
    };
    let before = prints("");
    assert_eq!(before.iter().collect::<BTreeSet<_>>().len(), 3, "{before:?}");
    assert_eq!(before, prints("# x\n# y\n\n"));
}

#[test]
fn findings_that_were_dealt_with_are_no_issue_and_languages_share_fingerprints() {
    let (english, chinese) = (read(&full(), &Style::plain(Lang::En)), read(&full(), &Style::plain(Lang::Zh)));
    assert!(english.iter().all(|issue| issue["check_name"] != "service/old"));
    let prints = |list: &[Value]| list.iter().map(|issue| issue["fingerprint"].clone()).collect::<Vec<_>>();
    assert_eq!(prints(&english), prints(&chinese));
    assert_ne!(english[1]["description"], chinese[1]["description"]);
}

#[test]
fn paths_are_those_of_the_repository() {
    let mut sources = Sources::default();
    let id = add(&mut sources, "p.yaml", "a: 1\n");
    let mut report = report(sources);
    report.findings = vec![finding(&report.sources, id, "a")];
    let host = Host { folder: "shop".into(), ..Host::default() };
    let list = read(&report, &Style { host, ..Style::plain(Lang::En) });
    assert_eq!(list[0]["location"]["path"], "shop/p.yaml");
}
