use serde_json::Value;

use super::*;
use crate::render::sample::{HOSTILE, add, finding, full, hostile, report};
use crate::render::{Host, Style};
use crate::source::Sources;

const OFFICIAL: &str = include_str!("../../../tests/schemas/sarif-schema-2.1.0.json");

/// A slip of the schema: a bracket too much, which only lenient readers of patterns take. The errata of 2023 mend it.
const SLIP: &str = "^[a-zA-Z]{2}|^[a-zA-Z]{2}-[a-zA-Z]{2}]?$";

fn including() -> Style {
    let host = Host { suppressed: Suppressed::Include, category: Some("desk".into()), folder: "shop/x y".into() };
    Style { host, ..Style::plain(Lang::Zh) }
}

fn read(report: &Report, style: &Style) -> Value {
    serde_json::from_str(&sarif(report, style)).expect("JSON")
}

fn list(value: &Value) -> &Vec<Value> {
    value.as_array().expect("a list")
}

#[test]
fn a_run_as_code_scanning_reads_it() {
    insta::assert_snapshot!(sarif(&full(), &Style::plain(Lang::En)).replace(env!("CARGO_PKG_VERSION"), "[version]"));
}

#[test]
fn output_is_valid_by_the_official_schema() {
    let mended = OFFICIAL.replace(SLIP, "^[a-zA-Z]{2}(-[a-zA-Z]{2})?$");
    let schema: Value = serde_json::from_str(&mended).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    for report in [full(), hostile(), report(Sources::default())] {
        for style in [Style::plain(Lang::En), including()] {
            let errors: Vec<String> =
                validator.iter_errors(&read(&report, &style)).map(|error| error.to_string()).collect();
            assert_eq!(errors, [""; 0]);
        }
    }
    let mut broken = read(&full(), &including());
    broken["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] = 0.into();
    assert!(!validator.is_valid(&broken), "the schema looks into results");
}

/// What GitHub asks for beyond the schema.
#[test]
fn every_result_and_rule_has_what_code_scanning_asks_for() {
    for report in [full(), hostile(), report(Sources::default())] {
        let log = read(&report, &including());
        let run = &log["runs"][0];
        let rules = list(&run["tool"]["driver"]["rules"]);
        for rule in rules {
            for text in ["shortDescription", "fullDescription"] {
                let length = rule[text]["text"].as_str().expect("a text").chars().count();
                assert!((1..=1024).contains(&length), "{rule}");
            }
            for text in ["text", "markdown"] {
                assert!(rule["help"][text].as_str().is_some_and(|text| !text.is_empty()), "{rule}");
            }
            assert!(list(&rule["properties"]["tags"]).len() <= 10);
            assert!(rule["properties"]["precision"].is_string() && rule["properties"]["problem.severity"].is_string());
        }
        for result in list(&run["results"]) {
            let rule = &rules[result["ruleIndex"].as_u64().expect("a number") as usize];
            assert_eq!(rule["id"], result["ruleId"]);
            let places =
                list(&result["locations"]).iter().chain(result["relatedLocations"].as_array().into_iter().flatten());
            for place in places {
                let place = &place["physicalLocation"];
                for end in ["startLine", "startColumn", "endLine", "endColumn"] {
                    assert!(place["region"][end].as_u64().is_some_and(|number| number > 0), "{result}");
                }
                let uri = place["artifactLocation"]["uri"].as_str().expect("a text");
                assert!(uri.starts_with("shop/x%20y/") && uri.is_ascii() && !uri.contains([':', ' ', '\\']), "{uri}");
                assert!(!uri.contains("policies/a.rhai"), "files inside the binary are no artifacts");
            }
            assert!(result["partialFingerprints"]["ombud/v1"].as_str().is_some_and(|print| print.starts_with("f1:")));
            assert!(result["partialFingerprints"]["primaryLocationLineHash"].is_string(), "{result}");
        }
        assert_eq!(run["columnKind"], "unicodeCodePoints");
        assert_eq!(run["automationDetails"]["id"], "desk/");
    }
}

#[test]
fn findings_that_were_dealt_with_are_listed_on_request_only() {
    let mut report = full();
    let mut baselined = report.findings[4].clone();
    baselined.disposition = Disposition::Baselined;
    report.findings.push(baselined);
    let old = |log: &Value| {
        let results = list(&log["runs"][0]["results"]);
        results.iter().filter(|result| result["ruleId"] == "service/old").cloned().collect::<Vec<_>>()
    };
    assert!(old(&read(&report, &Style::plain(Lang::En))).is_empty());
    let included = old(&read(&report, &including()));
    assert_eq!(included.len(), 2);
    for result in included {
        let suppression = &result["suppressions"][0];
        assert_eq!((&suppression["kind"], &suppression["status"]), (&"external".into(), &"accepted".into()));
        assert!(suppression["justification"].as_str().is_some_and(|text| !text.is_empty()));
    }
}

#[test]
fn an_incomplete_run_is_not_successful_and_says_why() {
    let log = read(&full(), &Style::plain(Lang::En));
    let invocation = &log["runs"][0]["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], false);
    let problem = &invocation["toolConfigurationNotifications"][0];
    assert_eq!((&problem["descriptor"]["id"], &problem["level"]), (&"script/fault".into(), &"error".into()));
    assert_eq!(problem["associatedRule"]["id"], "own/tone");
    // The rule over the workspace points into the binary, so that it can be no result.
    let remarks = list(&invocation["toolExecutionNotifications"]);
    assert!(remarks.iter().any(|remark| remark["associatedRule"]["id"] == "service/nobody"), "{remarks:?}");
    assert_eq!(read(&report(Sources::default()), &Style::plain(Lang::En))["runs"][0]["results"], Value::Array(vec![]));
}

#[test]
fn the_gravest_are_kept_and_the_others_counted() {
    let mut sources = Sources::default();
    let id = add(&mut sources, "p.yaml", "a: 1\n");
    let mut report = report(sources);
    let one = finding(&report.sources, id, "a");
    report.findings = (0..MOST_RESULTS + 3)
        .map(|at| Finding { severity: if at < 3 { Severity::Info } else { Severity::Error }, ..one.clone() })
        .collect();
    let style = Style::plain(Lang::En);
    let log = read(&report, &style);
    let results = list(&log["runs"][0]["results"]);
    assert_eq!(results.len(), MOST_RESULTS);
    assert!(results.iter().all(|result| result["level"] == "error"));
    let note = catalogue::text(Lang::En, &left_out(&report, &style).expect("some are left out"));
    assert!(note.starts_with("3 findings were left out"), "{note}");
    let remarks = list(&log["runs"][0]["invocations"][0]["toolExecutionNotifications"]);
    assert!(remarks.iter().any(|remark| remark["message"]["text"] == note.as_str()));
    report.findings.truncate(MOST_RESULTS);
    assert_eq!(left_out(&report, &style), None);
}

#[test]
fn the_first_sentence_is_the_title_and_no_text_is_a_link() {
    let log = read(&full(), &Style::plain(Lang::En));
    let texts: Vec<&str> =
        list(&log["runs"][0]["results"]).iter().filter_map(|result| result["message"]["text"].as_str()).collect();
    assert!(texts.iter().any(|text| text.starts_with("Acknowledgement limit too long. ")), "{texts:?}");
    let text = sarif(&hostile(), &Style::plain(Lang::En));
    assert!(!text.contains(|c| c != '\n' && crate::render::escape::hidden(c)));
    let log: Value = serde_json::from_str(&text).expect("JSON");
    let message = log["runs"][0]["results"][0]["message"]["text"].as_str().expect("a text");
    assert!(message.contains("\\[a\\](javascript:1)") && !message.contains("[a]("), "{message}");
    let help = log["runs"][0]["tool"]["driver"]["rules"][0]["help"]["markdown"].as_str().expect("a text");
    assert!(!help.contains("<script>") && !help.contains("@team"), "{help}");
    assert!(HOSTILE.contains("[a](javascript:1)"));
}
