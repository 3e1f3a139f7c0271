//! Why: shorthand, defaults and inheritance let a rule read what a file does not spell out. What is shown is still the
//! text that stands there, and never a place that the model made up.

use ombud::files::Memory;
use serde_json::Value;

use super::{ends, findings};

/// File, rule, pointer, the text that is shown.
type Row = (&'static str, &'static str, &'static str, &'static str);

const ROWS: [Row; 14] = [
    // A bare value stands for the table; the value is shown, and it is named by the path that the file has.
    ("p.toml", "doc.deadlines.resolve.within <= duration(\"1 day\")", "/deadlines/resolve", "'30 days'"),
    ("p.yaml", "doc.deadlines.resolve.within <= duration(\"1 day\")", "/deadlines/resolve", "30 days"),
    ("p.json", "doc.deadlines.resolve.within <= duration(\"1 day\")", "/deadlines/resolve", "\"30 days\""),
    // What the bare value does not say is missing below it: its key is shown.
    ("p.toml", "doc.deadlines.resolve.extension.notice.present()", "/deadlines/resolve/extension/notice", "resolve"),
    (
        "p.json",
        "doc.deadlines.resolve.extension.notice.present()",
        "/deadlines/resolve/extension/notice",
        "\"resolve\"",
    ),
    // A bare text is a list of one, and its item a table of one entry.
    ("p.toml", "doc.steps.receive.next[0].to in [\"nothing\"]", "/steps/receive/next", "'close'"),
    ("p.yaml", "doc.steps.receive.next[0].to in [\"nothing\"]", "/steps/receive/next", "close"),
    ("p.yaml", "doc.steps.receive.next[0].after.present()", "/steps/receive/next/after", "next"),
    // A duration that cannot be told.
    ("p.yaml", "doc.deadlines.acknowledge.within <= duration(\"1 day\")", "/deadlines/acknowledge/within", "soon"),
    // Nothing on the way there.
    ("p.toml", "doc.deadlines.close.within.present()", "/deadlines/close/within", "deadlines"),
    ("p.yaml", "doc.channels.phone.hours.present()", "/channels/phone/hours", "kind"),
    // A key without a value is shown itself.
    ("p.yaml", "doc.owner.present()", "/owner", "owner"),
    ("p.json", "doc.owner.present()", "/owner", "\"owner\""),
    // A default has no text of its own: what it belongs to is shown.
    ("p.yaml", "doc.steps.receive.actor in [\"bot\"]", "/steps/receive/actor", "receive"),
];

const TOML: &str = "kind = 'process' # 投诉\nid = 'pt'\ntitle = 'P'\ncategory = 'complaint'\n[deadlines]\n\
                    resolve = '30 days'\n[steps]\nreceive = { next = 'close' }\n";

const YAML: &str = "kind: process # 投诉\r\nid: py\r\ntitle: P\r\ncategory: complaint\r\nowner:\r\ndeadlines:\r\n  \
                    resolve: 30 days\r\n  acknowledge: {within: soon}\r\nsteps:\r\n  receive:\r\n    next: close\r\n";

const JSON: &str = r#"{"kind": "process", "title": "投诉", "id": "pj", "category": "complaint", "owner": null,
 "deadlines": {"resolve": "30 days"}}"#;

#[test]
fn what_the_model_adds_is_shown_by_what_the_file_says() {
    let file = |name| match name {
        "p.toml" => TOML,
        "p.yaml" => YAML,
        _ => JSON,
    };
    let mut files = Memory::default()
        .with("ombud.toml", "packs = [\"own\"]\njurisdictions = [\"CN\"]\n")
        .with("policies/own/pack.toml", "title = { en = \"Own\", zh = \"自有\" }\nversion = \"1\"\n");
    for name in ["p.toml", "p.yaml", "p.json"] {
        files = files.with(name, file(name));
    }
    for (number, (_, rule, _, _)) in ROWS.iter().enumerate() {
        let policy = format!(
            "/*\ntitle = {{ en = \"A\", zh = \"甲\" }}\nseverity = \"error\"\napplies_to = \"process\"\n\
             require = '{rule}'\n*/\n//! Why.\n"
        );
        files = files.with(&format!("policies/own/r{number}.rhai"), policy);
    }
    let findings = findings(files);
    let mut wrong = Vec::new();
    for (number, (path, rule, pointer, shown)) in ROWS.iter().enumerate() {
        let own =
            |finding: &&Value| finding["policy"] == format!("own/r{number}") && finding["document"]["path"] == *path;
        let found: Vec<(&str, &str)> = findings
            .iter()
            .filter(own)
            .map(|finding| {
                let ((_, _, start), (_, _, end)) = ends(&finding["location"]);
                (finding["pointer"].as_str().unwrap(), &file(path)[start as usize..end as usize])
            })
            .collect();
        if found != [(*pointer, *shown)] {
            wrong.push(format!("{path} {rule}: {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
