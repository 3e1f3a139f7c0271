use serde_json::Value;

use super::*;
use crate::finding::{Cause, Fix, Limit, LimitOrigin};
use crate::message::Message;
use crate::render::sample::{add, at, both, clauses, document, fault, finding as sample, member, report as empty};
use crate::source::{Home, Source, Sources};

/// A report in which everything that can be there is there.
fn full() -> Report {
    let mut sources = Sources::default();
    let text = "\u{feff}办理:\n  within: \"3\u{9b} days\x1b\" # \u{202e}\n".as_bytes().to_vec();
    let process = sources.add(std::sync::Arc::new(Source::new(Home::Workspace, "流程/a.yaml", text)));
    let config = add(&mut sources, "ombud.toml", "within = \"24 hours\"\n");
    let script = add(&mut sources, "own.rhai", "fn check(doc) { doc.toen }\n");
    let mut failed = sample(&sources, process, "\"3\u{9b} days\x1b\"");
    failed.clauses = clauses();
    failed.help = vec![Message::own(both("write \"24 hours\"", "改为“24 hours”"))];
    failed.limit = Some(Limit {
        value: "24 hours".into(),
        origin: LimitOrigin::PackDefault,
        location: Some(at(&sources, config, "\"24 hours\"")),
    });
    failed.related =
        vec![diagnostic::Related { location: at(&sources, process, "办理"), message: Message::new("word.none") }];
    failed.fix =
        Some(Fix { message: Message::new("word.none"), location: failed.location, text: "\"24 hours\"".into() });
    let mut unknown = failed.clone();
    unknown.verdict = Verdict::Unknown(Cause::Undecidable);
    unknown.disposition = Disposition::Waived;
    (unknown.value, unknown.limit, unknown.fix) = (None, None, None);
    let mut report = empty(sources);
    report.findings = vec![failed, unknown];
    report.evaluations = Evaluations { fail: 1, unknown: 1, pass: 1, not_applicable: 0, exempt: 1 };
    report.population = vec![member("流程/a.yaml", MemberState::Read), member("b.yaml", MemberState::OverLimit)];
    report.passes = vec![report::Pass {
        policy: "service/x".into(),
        document: document("流程/a.yaml"),
        pointers: vec!["/a~1b".into()],
    }];
    report.exempt = vec![report::Exemption {
        policy: "service/y".into(),
        document: document("流程/a.yaml"),
        reason: "paper only".into(),
        location: Some(at(&report.sources, config, "within")),
    }];
    report.diagnostics = vec![fault(&report.sources, script, "doc.toen")];
    report
}

fn read(report: &Report) -> Value {
    serde_json::from_str(&json(report, Lang::Zh)).expect("JSON")
}

#[test]
fn json_v1_is_frozen() {
    let shown = json(&full(), Lang::En).replace(env!("CARGO_PKG_VERSION"), "[version]");
    insta::assert_snapshot!(shown);
}

#[test]
fn output_is_valid_by_its_own_schema() {
    let schema = schema();
    jsonschema::meta::validate(&schema).expect("a schema");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    for report in [full(), empty(Sources::default())] {
        let errors: Vec<String> = validator.iter_errors(&read(&report)).map(|error| error.to_string()).collect();
        assert_eq!(errors, [""; 0]);
    }
    let mut broken = read(&full());
    broken["findings"][0]["location"]["start"]["line"] = 0.into();
    assert!(!validator.is_valid(&broken), "the schema looks into findings");
}

#[test]
fn nothing_in_it_acts_on_a_terminal_and_nothing_is_lost() {
    let text = json(&full(), Lang::En);
    assert!(!text.contains(|c| c != '\n' && crate::render::escape::hidden(c)));
    assert!(text.ends_with("}\n"));
    let mut report = full();
    let value = "a\u{9b}b\u{202e}c\u{e0041}\x7f\u{2028}\"\\\n\x1b中👩‍💻";
    report.findings[0].value = Some(value.into());
    assert_eq!(read(&report)["findings"][0]["value"], value);
}

#[test]
fn places_are_characters_and_bytes_on_disk() {
    let start = &read(&full())["findings"][0]["location"]["start"];
    assert_eq!((start["line"].as_u64(), start["column"].as_u64()), (Some(2), Some(11)));
    // Byte-order mark (3), two ideographs (6), colon, line end, then ten ASCII characters.
    assert_eq!(start["offset"].as_u64(), Some(3 + 6 + 2 + 10));
}

#[test]
fn passes_are_only_there_on_request() {
    let mut report = full();
    assert!(read(&report)["passes"].is_array());
    report.passes.clear();
    assert!(read(&report).get("passes").is_none());
}

#[test]
fn lines_are_the_head_and_the_findings_of_the_report() {
    let mut report = full();
    report.findings[0].value = Some("two\nlines\u{2028}\u{85}".into());
    let text = lines::lines(&report, &crate::render::Style::plain(Lang::Zh));
    let rows: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).expect("a line is JSON")).collect();
    let whole = read(&report);
    assert_eq!(rows[1..], *whole["findings"].as_array().expect("a list"));
    let mut head = whole.as_object().expect("an object").clone();
    for list in ["population", "findings", "passes", "exempt"] {
        head.remove(list);
    }
    head.insert("format".to_owned(), "ombud-report-lines".into());
    assert_eq!(rows[0], Value::Object(head));
    assert!(!text.contains(|c| c != '\n' && crate::render::escape::hidden(c)));
}

#[test]
fn lines_are_valid_by_their_own_schema() {
    let schema = lines_schema();
    jsonschema::meta::validate(&schema).expect("a schema");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    for line in lines::lines(&full(), &crate::render::Style::plain(Lang::En)).lines() {
        let mut row: Value = serde_json::from_str(line).expect("JSON");
        assert!(validator.is_valid(&row), "{line}");
        let missing = if row["format"].is_null() { "pointer" } else { "summary" };
        row.as_object_mut().expect("an object").remove(missing);
        assert!(!validator.is_valid(&row), "the schema tells a head from a finding and looks into both: {line}");
    }
}

#[test]
fn lines_v1_are_frozen() {
    let shown = lines::lines(&full(), &crate::render::Style::plain(Lang::En));
    insta::assert_snapshot!(shown.replace(env!("CARGO_PKG_VERSION"), "[version]"));
}
