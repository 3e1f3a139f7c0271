//! Why: native kinds have a schema, so there the bad values include those of the right shape that mean nothing: no
//! length of time, no known word, an expression of another program.

use crate::judge::{check, policy};

/// A process that breaks each of [`RULES`], with every value that they read.
const PROCESS: &str = r#"{
  "kind": "process", "id": "p", "title": "t", "category": "complaint", "fee": "20 CNY", "owner": "nobody",
  "deadlines": { "acknowledge": { "within": "3 days" }, "resolve": { "within": "30 days" } },
  "channels": { "phone": { "published": ["website"] } },
  "quality": { "sample": "1%" },
  "steps": { "receive": { "role": "nobody", "within": "5 days", "next": "receive" } }
}"#;

/// Rules in headers and scripts, each with the values that it reads, by the text in [`PROCESS`].
const RULES: [(&str, &str, &[&str]); 9] = [
    ("require = 'doc.deadlines.acknowledge.within <= duration(\"24h\")'", "", &["\"3 days\""]),
    (
        "when = 'doc.category == \"complaint\"'\nrequire = 'doc.deadlines.resolve.within < duration(\"30 days\")'",
        "",
        &["\"30 days\"", "\"complaint\""],
    ),
    (
        "for = 'step in doc.steps'\nrequire = 'step.within <= doc.deadlines.acknowledge.within'",
        "",
        &["\"5 days\"", "\"3 days\""],
    ),
    ("require = 'doc.owner.resolves()'", "", &[]),
    ("", "if doc.deadlines.acknowledge.within > duration(\"24h\") { fail(doc, \"bad\"); }", &["\"3 days\""]),
    ("", "require(doc.deadlines.acknowledge.within).at_most(duration(\"24h\"));", &["\"3 days\""]),
    (
        "",
        "for step in doc.steps { if step.within <= duration(\"1 day\") { continue; } fail(step, \"bad\"); }",
        &["\"5 days\""],
    ),
    (
        "",
        "if doc.category != \"complaint\" { return; } if doc.quality.sample >= 3 { return; } fail(doc, \"bad\");",
        &["\"complaint\"", "\"1%\""],
    ),
    ("", "if doc.channels.phone.published.contains(\"app\") { return; } fail(doc, \"bad\");", &["\"website\""]),
];

/// What a value is replaced by.
const BAD: [&str; 12] = [
    "null",
    "5",
    "-1",
    "2.5",
    "true",
    "\"soon\"",
    "\"\"",
    "\"${due}\"",
    "[]",
    "[\"3 days\", \"4 days\"]",
    "{}",
    "{\"x\": 1}",
];

#[test]
fn no_native_rule_is_passed_by_a_bad_value() {
    for (header, script, values) in RULES {
        let script = if script.is_empty() { String::new() } else { format!("fn check(doc) {{ {script} }}\n") };
        let rule = policy(&format!("applies_to = \"process\"\n{header}\n"), &script);
        let judged = |text: &str| check(&[("policies/own/x.rhai", &rule), ("p.json", text)]);
        let out = judged(PROCESS);
        assert!(!out.ends_with("1 pass") && !out.ends_with("1 n/a"), "{rule}\n{out}");
        for value in values {
            for bad in BAD {
                // An empty list or one word of a list of words is a statement, and a table has a reading of its own.
                if *value == "\"website\"" && !matches!(bad, "null" | "5" | "true" | "{}") {
                    continue;
                }
                let text = PROCESS.replace(value, bad);
                let out = judged(&text);
                assert!(!out.ends_with("1 pass") && !out.ends_with("1 n/a"), "{value} as {bad}\n{rule}\n{out}");
            }
        }
    }
}

#[test]
fn no_native_rule_is_passed_by_a_value_that_is_gone() {
    for (header, script, values) in RULES {
        let script = if script.is_empty() { String::new() } else { format!("fn check(doc) {{ {script} }}\n") };
        let rule = policy(&format!("applies_to = \"process\"\n{header}\n"), &script);
        for value in values {
            // The key stays known to nobody, so what was read under it is missing.
            let key_end = PROCESS.find(value).unwrap_or(0);
            let key_start =
                PROCESS[..key_end].trim_end().trim_end_matches('[').trim_end().trim_end_matches(':').rfind('"');
            let open = key_start.and_then(|end| PROCESS[..end].rfind('"')).unwrap_or(0);
            let text = format!("{}\"x_gone_{}", &PROCESS[..open], &PROCESS[open + 1..]);
            let out = check(&[("policies/own/x.rhai", &rule), ("p.json", &text)]);
            assert!(!out.ends_with("1 pass") && !out.ends_with("1 n/a"), "{value} gone\n{rule}\n{text}\n{out}");
        }
    }
}
