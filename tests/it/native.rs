//! Why: the worked examples of the model are what people copy first. They are free of findings by the check and by the
//! JSON Schemas, in their long form and in every shorthand.

use ombud::parse::Format;
use ombud::schema::files::files;

use crate::reading::{check_native, json, read};

const EXAMPLES: [(&str, Format, &str); 5] = [
    ("process", Format::Toml, include_str!("examples/first-process.toml")),
    ("process", Format::Yaml, include_str!("examples/full-process.yaml")),
    ("data", Format::Toml, include_str!("examples/data.toml")),
    ("organisation", Format::Toml, include_str!("examples/organisation.toml")),
    ("risk", Format::Yaml, include_str!("examples/risk.yaml")),
];

/// Bodies of process documents (after the header) that are right.
const RIGHT: [&str; 31] = [
    r#"deadlines = { acknowledge = "24 hours" }"#,
    r#"deadlines.acknowledge.within = "24 hours""#,
    r#"deadlines.resolve = { within = "8 weeks", from = "awareness", ends = "sent", escalations = "lead" }"#,
    r#"deadlines.resolve = { within = "8 weeks", from = "my-own-step" }"#,
    r#"deadlines.resolve = { within = "8 weeks", escalations = [{ at = "80%", to = "lead" }, "boss"] }"#,
    r#"deadlines.resolve = { within = "8 weeks", extension = "15 calendar days" }"#,
    r#"steps.receive.next = "assess""#,
    r#"steps.receive.next = ["assess", { to = "process:incidents", when = "data has leaked" }]"#,
    r#"steps.receive.next = { to = "assess", trigger = "done" }"#,
    r#"steps.notify = { tells = ["authority", "body:regulator"], effects = ["refund", "our own word"] }"#,
    r#"steps.gate = { kind = "age_gate", age = 14 }"#,
    r#"steps.gate = { kind = "age_gate", age = { CN = 14, EU = 16, "US-CA" = 13 } }"#,
    r#"steps.decide = { actor = "model", decision_rule = "points below 3" }"#,
    r#"steps.decide = { actor = "model", decision_rule = { logic = { zh = "低于三分" }, approval = "lead" } }"#,
    r#"steps.review = { independent_of = ["subject", "decide"], x = { any = [1, { thing = true }] } }"#,
    r#"channels = { phone = {}, branch = "counter", email = { published = [] } }"#,
    r#"channels.phone = { fee = "15 CNY", answer = { share = "95%", within = "3 minutes" } }"#,
    r#"notices.privacy = "We keep your complaint for three years.""#,
    r#"notices.hello = { kind = "bot_greeting", text = { en = "Hello", zh = "您好" } }"#,
    r#"roles = { agent = "Agent", lead = { title = { en = "Lead" }, reads = "complaints.*" } }"#,
    r#"roles.agent.training = "Start course""#,
    r#"roles.agent.training = ["Start course", { topic = "Privacy", every = "1 year" }]"#,
    r#"record = { retention = "3 years" }"#,
    r#"record = { retention = { period = "unlimited", basis = "own archive" } }"#,
    r#"redress = ["ombudsman", "regulator"]"#,
    r#"calendars = { cn = "cn", uk = { holidays = [2026-12-25, 2026-12-28], workdays = 2026-05-09 } }"#,
    r#"reports = { board = "chief", yearly = { to = "body:regulator", every = "1 year" } }"#,
    r#"indicators = { csat = 4.5, answer = "95%", reply = { target = "2 hours", measure = "own_measure" } }"#,
    r#"priorities.urgent = { rank = 1, resolve = "2 hours" }"#,
    r#"case_types = ["access", "own-case"]"#,
    r#"x = { note = "ours" }"#,
];

#[test]
fn the_worked_examples_pass_the_check() {
    for (kind, format, text) in EXAMPLES {
        let problems = check_native(&read(format, text));
        assert!(problems.is_empty(), "{kind}: {problems:#?}");
    }
}

#[test]
fn the_worked_examples_fit_their_json_schemas() {
    for (kind, format, text) in EXAMPLES {
        let document = read(format, text);
        for name in [format!("ombud-{kind}.schema.json"), "ombud-document.schema.json".to_owned()] {
            assert_eq!(
                refusals(&validator(&name), &json(&document, document.root())),
                Vec::<String>::new(),
                "{kind} by {name}"
            );
        }
    }
}

#[test]
fn every_shorthand_passes_the_check_and_the_json_schema() {
    let validator = validator("ombud-process.schema.json");
    for body in RIGHT {
        let text = format!("kind = \"process\"\nid = \"p\"\ntitle = \"P\"\ncategory = \"complaint\"\n{body}\n");
        let document = read(Format::Toml, &text);
        let problems = check_native(&document);
        assert!(problems.is_empty(), "{body}\n{problems:#?}");
        assert_eq!(refusals(&validator, &json(&document, document.root())), Vec::<String>::new(), "{body}");
    }
}

#[test]
fn a_document_is_held_to_the_schema_of_its_kind() {
    let any = validator("ombud-document.schema.json");
    let data = serde_json::json!({ "kind": "data", "id": "d", "title": "D" });
    assert_eq!(refusals(&any, &data), Vec::<String>::new());
    let process = serde_json::json!({ "kind": "process", "id": "d", "title": "D" });
    assert_eq!(refusals(&any, &process).len(), 1, "a process needs its category");
    assert!(!refusals(&any, &serde_json::json!({ "kind": "procedure", "id": "d", "title": "D" })).is_empty());
}

fn validator(name: &str) -> jsonschema::Validator {
    let (_, schema) = files().into_iter().find(|(own, _)| *own == name).unwrap();
    jsonschema::validator_for(&schema).unwrap()
}

fn refusals(validator: &jsonschema::Validator, value: &serde_json::Value) -> Vec<String> {
    validator.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect()
}
