//! Why: header rules answer yes, no or "cannot be told", and which of the three it is for a value that is missing, null,
//! written twice or of another type is the meaning of the language. It stands here in full: one row a form of rule, one
//! column a state of the value `doc.v`, asked as a requirement and as a condition.

use std::fmt::Write;

use ombud::finding::Verdict;

use crate::judge::{message_of, report};

/// States of `doc.v`, as JSON members. `right` differs by the type that a row is about.
const STATES: [(&str, &str); 8] = [
    ("gone", ""),
    ("null", "\"v\": null,"),
    ("twice", "\"v\": 1, \"v\": 1,"),
    ("int", "\"v\": 3,"),
    ("text", "\"v\": \"b\","),
    ("bool", "\"v\": true,"),
    ("list", "\"v\": [3, \"b\"],"),
    ("map", "\"v\": {\"k\": 3},"),
];

/// What the forms come to. `+` yes, `-` no at the value, `m` no because it is missing, `?` cannot be told.
/// Of each pair the first stands for `require`, the second for `when`.
const TABLE: &str = r#"
                                         gone null twice int  text bool list map
doc.v == 3                               m?   m?   ??    ++   ??   ??   ??   ??
doc.v == 4                               m?   m?   ??    --   ??   ??   ??   ??
doc.v != 3                               m?   m?   ??    --   ??   ??   ??   ??
doc.v == "b"                             m?   m?   ??    ??   ++   ??   ??   ??
doc.v == true                            m?   m?   ??    ??   ??   ++   ??   ??
doc.v == ()                              ++   ++   ??    --   --   --   --   --
doc.v != ()                              m-   m-   ??    ++   ++   ++   ++   ++
() == doc.v                              ++   ++   ??    --   --   --   --   --
doc.v < 4                                m?   m?   ??    ++   ??   ??   ??   ??
doc.v <= 2                               m?   m?   ??    --   ??   ??   ??   ??
doc.v > 2                                m?   m?   ??    ++   ??   ??   ??   ??
doc.v >= 4                               m?   m?   ??    --   ??   ??   ??   ??
4 > doc.v                                m?   m?   ??    ++   ??   ??   ??   ??
doc.v < doc.none                         m?   m?   ??    ??   ??   ??   ??   ??
doc.v < "c"                              m?   m?   ??    ??   ??   ??   ??   ??
doc.v in [3, 4]                          m?   m?   ??    ++   ??   ??   ??   ??
doc.v in ["a", "c"]                      m?   m?   ??    ??   --   ??   ??   ??
doc.v in []                              m?   m?   ??    --   --   --   ??   ??
3 in doc.v                               ??   ??   ??    ??   ??   ??   ++   ++
"z" in doc.v                             ??   ??   ??    ??   ??   ??   ??   ??
doc.v.contains(3)                        m?   m?   ??    ??   ??   ??   ++   ++
doc.v.contains("b")                      m?   m?   ??    ??   ++   ??   ++   ??
doc.v.contains("z")                      m?   m?   ??    ??   --   ??   ??   ??
doc.v.present()                          m-   m-   ??    ++   ++   ++   ++   ++
doc.v.absent()                           ++   ++   ??    --   --   --   --   --
doc.v.not_empty()                        m?   m?   ??    ??   ++   ??   ++   ++
doc.v.is_empty()                         m?   m?   ??    ??   --   ??   --   --
doc.v.len() == 1                         m?   m?   ??    ??   ++   ??   --   ++
doc.v.matches("b")                       m?   m?   ??    ??   ++   ??   ??   ??
doc.v.matches("z")                       m?   m?   ??    ??   --   ??   ??   ??
doc.v.matches("(")                       m?   m?   ??    ??   ??   ??   ??   ??
doc.v.unique()                           ??   ??   ??    ??   ??   ??   ??   ++
doc.v.increasing()                       ??   ??   ??    ??   ??   ??   ??   ++
doc.v.resolves("role")                   m?   m?   ??    ??   --   ??   ??   ??
doc.v.all(|i| i == 3)                    ??   ??   ??    ??   ??   ??   ??   ++
doc.v.all(|i| i != ())                   ??   ??   ??    ??   ??   ??   ++   ++
doc.v.some(|i| i == 3)                   ??   ??   ??    ??   ??   ??   ++   ++
doc.v.some(|i| i == 4)                   ??   ??   ??    ??   ??   ??   ??   --
doc.v                                    m?   m?   ??    ??   ??   ++   ??   ??
!doc.v                                   ??   ??   ??    ??   ??   --   ??   ??
!(doc.v == 3)                            ??   ??   ??    --   ??   ??   ??   ??
!(doc.v == 4)                            ??   ??   ??    ++   ??   ??   ??   ??
!(doc.v in ["a", "b"])                   ??   ??   ??    ??   --   ??   ??   ??
!("z" in doc.v)                          ??   ??   ??    ??   ??   ??   ??   ??
!doc.v.present()                         ++   ++   ??    --   --   --   --   --
doc.v == 3 && doc.one == 1               m?   m?   ??    ++   ??   ??   ??   ??
doc.v == 3 && doc.one == 2               m-   m-   --    --   --   --   --   --
doc.v == 3 || doc.one == 1               ++   ++   ++    ++   ++   ++   ++   ++
doc.v == 3 || doc.one == 2               m?   m?   ??    ++   ??   ??   ??   ??
doc.v ?? 3 == 3                          ++   ++   ??    ++   ??   ??   ??   ??
doc.v ?? false                           --   --   ??    ??   ??   ++   ??   ??
(doc.v ?? [3]).contains(3)               ++   ++   ??    ??   ??   ??   ++   ++
doc.v.k == 3                             m?   m?   ??    ??   ??   ??   m?   ++
doc.v.k == ()                            ++   ++   ??    ??   ??   ??   ++   --
doc.v[0] == 3                            m?   m?   ??    ??   ??   ??   ++   ++
doc.v[5] == ()                           ++   ++   ??    ??   ??   ??   ++   ++
doc.v["k"] == 3                          m?   m?   ??    ??   ??   ??   m?   ++
doc.v + 1 == 4                           m?   m?   ??    ++   ??   ??   ??   ??
doc.v / 0 == 4                           m?   m?   ??    ??   ??   ??   ??   ??
1.5 / (doc.v - 3) > 0                    m?   m?   ??    ??   ??   ??   ??   ??
doc.v == duration("soon")                m?   m?   ??    ??   ??   ??   ??   ??
(doc.v == 3) == true                     ??   ??   ??    ++   ??   ??   ??   ??
"EU" in jurisdictions                    --   --   --    --   --   --   --   --
"#;

fn found(rule: &str, mode: &str) -> Vec<String> {
    let expression = if mode == "require" {
        format!("require = '{rule}'\n")
    } else {
        format!("when = '{rule}'\nrequire = 'doc.never.present()'\n")
    };
    let policy = format!("/*\ntitle = \"t\"\nseverity = \"error\"\napplies_to = \"thing\"\n{expression}*/\n");
    let documents: Vec<(String, String)> = STATES
        .iter()
        .enumerate()
        .map(|(at, (_, member))| (format!("{at}.json"), format!("{{{member} \"kind\": \"thing\", \"one\": 1}}")))
        .collect();
    let mut files: Vec<(&str, &str)> = documents.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    files.push(("policies/own/x.rhai", &policy));
    let report = report(&files);
    assert!(report.diagnostics.is_empty(), "{rule}: {}", message_of(&report.diagnostics[0].diagnostic.message));
    documents
        .iter()
        .map(|(path, _)| {
            let own = report.findings.iter().filter(|finding| *finding.policy == *"own/x");
            let mut own = own.filter(|finding| *finding.document.path == **path);
            let passed = report.passes.iter().any(|pass| *pass.document.path == **path);
            match (own.next(), passed, mode) {
                (None, true, "require") => "+",
                (Some(finding), false, "require") => match (finding.verdict, &*finding.check) {
                    (Verdict::Fail, "missing") => "m",
                    (Verdict::Fail, _) => "-",
                    _ => "?",
                },
                (Some(finding), false, _) if finding.verdict == Verdict::Fail => "+",
                (Some(_), false, _) => "?",
                (None, false, "when") => "-",
                _ => "!",
            }
            .to_owned()
        })
        .collect()
}

#[test]
fn the_table_of_truth_holds() {
    let mut out = String::from("\n");
    let mut lines = TABLE.trim_start_matches('\n').lines();
    let _ = writeln!(out, "{}", lines.next().unwrap_or_default());
    for line in lines {
        let rule = line[..40].trim();
        let (required, asked) = (found(rule, "require"), found(rule, "when"));
        let mut row = format!("{rule:<41}");
        for (state, (a, b)) in STATES.iter().zip(required.iter().zip(&asked)) {
            let width = state.0.len().max(4) + 1;
            let _ = write!(row, "{:<width$}", format!("{a}{b}"));
        }
        let _ = writeln!(out, "{}", row.trim_end());
    }
    assert!(out == TABLE, "the table is now\n{out}");
}

#[test]
fn a_condition_without_a_place_is_still_a_no() {
    let policy = "/*\ntitle = \"t\"\nseverity = \"error\"\napplies_to = \"thing\"\nwhen = '\"EU\" in jurisdictions'\nrequire = 'doc.v == 1'\n*/\n";
    let config = "packs = [\"own\"]\njurisdictions = [\"UK\"]\n[kinds.thing]\nmatch = [\"*.json\"]\n";
    let files = |config| [("policies/own/x.rhai", policy), ("a.json", "{\"v\": 2}"), ("ombud.toml", config)];
    assert_eq!(crate::judge::check(&files(config)), "clean: 1 n/a");
    let config = config.replace("UK", "EU");
    assert!(crate::judge::check(&files(&config)).ends_with("findings: 1 fail"));
}
