//! Why: a policy hands a value back and the report knows where it stands. That must hold for every type of value on
//! every way through a script (T1); where it cannot hold the value is called computed, or the policy is told (T2, T7).

use ombud::finding::Finding;
use ombud::message::Lang;
use ombud::render::catalogue::text;

use crate::judge::{check, check_thing, policy, report, script, shown};

/// One value of each type, in a native process.
const PROCESS: &str = r#"kind = "process"
id = "p"
title = "a title"
fee = "15 CNY"
x.count = 5
x.share = 2.5
x.flag = true
x.empty = ""
[deadlines]
resolve = "8 weeks"
[review]
every = "1 year"
last = 2026-01-31
[quality]
sample = "5%"
"#;

/// Paths in the script, and where each stands in [`PROCESS`].
const VALUES: [(&str, &str); 9] = [
    ("doc.title", "3:9 /title"),
    ("doc.fee", "4:7 /fee"),
    ("doc.x.count", "5:11 /x/count"),
    ("doc.x.share", "6:11 /x/share"),
    ("doc.x.flag", "7:10 /x/flag"),
    ("doc.x.empty", "8:11 /x/empty"),
    ("doc.deadlines.resolve.within", "10:11 /deadlines/resolve"),
    ("doc.review.last", "13:8 /review/last"),
    ("doc.x.nowhere", "5:1 /x/nowhere"),
];

/// Ways of a value `X` through a script, ending in `v`.
const WAYS: [&str; 24] = [
    "let v = X;",
    "let a = X; let b = a; let v = b;",
    "let v = same(X);",
    "let v = twice(X);",
    "let v = [1, X][1];",
    "let v = [[X]][0][0];",
    "let v = #{ k: X }.k;",
    "let v = #{ k: X }[\"k\"];",
    "let v = ();  v = X;",
    "let v = X ?? 1;",
    "let v = if true { X } else { 1 };",
    "let v = switch doc.title { \"a title\" => X, _ => 1 };",
    "let v = [X].filter(|i| true)[0];",
    "let v = [1].map(|i| X)[0];",
    "let v = [X].reduce(|a, i| i, 0);",
    "let v = [X, 1].reverse()[1];",
    "let v = [X].sort_by(|i| 1)[0];",
    "let v = [1, X].unique()[1];",
    "let v = [X].find(|i| true);",
    "let x = X; let f = |i| x; let v = f.call(1);",
    "let x = X; let v = [1].map(|i| x)[0];",
    "let x = X; let f = || { x }; let y = x; let v = y;",
    "let a = []; a.push(X); let v = a[0];",
    "let v = (); for i in [X] { v = i; }",
];

#[test]
fn every_type_keeps_its_place_on_every_way() {
    let mut policies = Vec::new();
    for (at, (value, _)) in VALUES.iter().enumerate() {
        for (number, way) in WAYS.iter().enumerate() {
            // Whether a missing value is the same as another cannot be told, so it is nowhere to be found in a list.
            if value.ends_with("nowhere") && (way.contains("?? 1") || way.contains("unique")) {
                continue;
            }
            let body = way.replace('X', value);
            let text = policy(
                "applies_to = \"process\"\n",
                &format!(
                    "fn same(x) {{ x }}\nfn twice(x) {{ let y = same(x); return y; }}\n\
                     fn check(doc) {{ {body}\nfail(v, \"bad\"); }}\n"
                ),
            );
            policies.push((format!("policies/own/v{at}-w{number}.rhai"), text, body, at));
        }
    }
    let mut files: Vec<(&str, &str)> = policies.iter().map(|(path, text, ..)| (path.as_str(), text.as_str())).collect();
    files.push(("p.toml", PROCESS));
    let report = report(&files);
    assert!(report.diagnostics.is_empty(), "{}", shown(&report));
    for (path, _, body, at) in &policies {
        let id = path.replace("policies/", "").replace(".rhai", "");
        let own: Vec<&Finding> = report.findings.iter().filter(|finding| *finding.policy == *id).collect();
        assert_eq!(own.len(), 1, "{body}\n{own:#?}");
        let place = report.sources.get(own[0].location.source).place(own[0].location.span.start);
        let shown = format!("{}:{} {}", place.line, place.column, own[0].pointer);
        assert_eq!(shown, VALUES[*at].1, "{body}");
        assert!(own[0].related.is_empty(), "{body}: {:?}", own[0].related);
    }
}

#[test]
fn a_percent_keeps_its_place() {
    let text =
        policy("applies_to = \"process\"\n", "fn check(doc) { let v = [doc.quality.sample][0]; fail(v, \"bad\"); }\n");
    let out = check(&[("policies/own/x.rhai", &text), ("p.toml", PROCESS)]);
    assert!(out.contains("fail literal p.toml:15:10 /quality/sample"), "{out}");
}

const THING: &str = "n: 5\nm: 6\nt: text\ne: ''\nl: [1, 2]\nd:\n  k: {v: 1}\n  j: {v: 2}\n";

/// What a script body finds in [`THING`].
fn found(body: &str) -> String {
    check_thing(&script(body), THING)
}

#[test]
fn what_is_worked_out_is_never_shown_at_a_wrong_place() {
    let no_place = "policy/fault policies/own/x.rhai:7:1 fault.no-place x1\nincomplete: 1 unknown";
    for body in [
        "fail(`${doc.t}`, \"bad\");",
        "fail(doc.t + \"x\", \"bad\");",
        "fail(doc.t.lower(), \"bad\");",
        "fail(doc.n + 1, \"bad\");",
        "fail(-doc.n, \"bad\");",
        "fail(doc.l.len(), \"bad\");",
        "fail(doc.n > 3, \"bad\");",
        "fail(doc.e + \"\", \"bad\");",
        "fail(\"\", \"bad\");",
        "fail(doc.q ?? 3, \"bad\");",
    ] {
        assert_eq!(found(body), no_place, "{body}");
    }
}

#[test]
fn inside_require_what_is_worked_out_points_at_its_parts() {
    assert_eq!(
        found("require(doc.n + doc.m).at_most(3);"),
        "fail above a.yaml:2:4 /n = 5 (limit 3 by rule) [related.computed a.yaml:2:4] [related.computed a.yaml:3:4]\n\
         findings: 1 fail"
    );
    assert_eq!(
        found("require(doc.t.lower()).equals(\"x\");"),
        "fail differs a.yaml:4:4 /t = text (limit x by rule) [related.computed a.yaml:4:4]\nfindings: 1 fail"
    );
    assert_eq!(
        found("require(doc.n + doc.q).at_most(3);"),
        "fail missing a.yaml:1:1 /q\nfindings: 1 fail",
        "a missing part is what is missing"
    );
    assert_eq!(
        found("require(doc.n * doc.t).at_most(3);"),
        "unknown undecidable a.yaml:4:4 /t = text why.type:number\nfindings: 1 unknown"
    );
}

#[test]
fn a_value_that_was_changed_is_called_computed() {
    for body in ["let x = doc.n; x += 100; fail(x, \"bad\");", "let a = [doc.n]; a[0] += 100; fail(a[0], \"bad\");"] {
        assert_eq!(
            found(body),
            "fail literal a.yaml:2:4 /n = 105 bad [related.computed a.yaml:2:4]\nfindings: 1 fail".replace("105", "5"),
            "{body}"
        );
    }
    // A text that was changed is another text, and has no place at all.
    assert!(found("let x = doc.t; x += \"!\"; fail(x, \"bad\");").contains("fault.no-place"));
}

#[test]
fn a_place_cannot_be_forged() {
    for body in ["let x = 5; x.tag = 1; fail(x, \"bad\");", "let x = doc.n; x.tag = 2; fail(x, \"bad\");"] {
        let out = found(body);
        assert!(
            out.starts_with("policy/fault policies/own/x.rhai:7:") && out.ends_with("incomplete: 1 unknown"),
            "{out}"
        );
    }
    assert!(found("let x = doc.n; fail(x.tag, \"bad\");").starts_with("policy/fault"));
    assert!(found("let x = doc.n; x.set_tag(2);").starts_with("policy/script"));
}

#[test]
fn documents_cannot_be_written() {
    for body in ["doc.n = 1;", "doc.d.k = 1;", "doc.l[0] = 1;", "doc[\"n\"] = 1;", "params.x = 1;", "as_of = 1;"] {
        let out = found(body);
        assert!(out.starts_with("policy/") && out.ends_with("incomplete: 1 unknown"), "{body}\n{out}");
    }
}

#[test]
fn keys_of_a_map_have_places() {
    assert_eq!(
        found("for key in doc.d.keys() { if key == \"j\" { fail(key, \"bad\"); } }"),
        "fail literal a.yaml:9:3 /d/j = j bad\nfindings: 1 fail"
    );
}

#[test]
fn a_list_that_a_script_made_points_at_its_items() {
    assert_eq!(
        found("require(doc.l.map(|i| i)).increasing(); require([doc.l[1], doc.l[0]]).increasing();"),
        "fail not-increasing a.yaml:6:5 /l/0 = 1 [related.earlier a.yaml:6:8]\n\
         findings: 1 fail"
    );
    assert!(found("require([doc.n, doc.n]).unique();").starts_with("fail not-unique a.yaml:2:4 /n = 5"));
}

#[test]
fn a_limit_knows_who_set_it() {
    let header = "[params.most]\ntype = \"number\"\ndefault = 3\n[params.word]\ntype = \"text\"\ndefault = \"a\"\n";
    let rule = |body: &str| policy(header, &format!("fn check(doc) {{ {body} }}\n"));
    let out = |body: &str| check_thing(&rule(body), THING);
    assert!(out("require(doc.n).at_most(params.most);").contains("(limit 3 by pack default)"));
    assert!(out("require(doc.t).equals(params.word);").contains("(limit a by pack default)"));
    assert!(out("require(doc.t).equals(\"a\");").contains("(limit a by rule)"), "an equal literal is no parameter");
    assert!(out("let x = params.most; x += 1; require(doc.n).at_most(x);").contains("(limit 4 by rule)"));
    assert!(out("require(doc.m).at_most(doc.n);").contains("(limit 5 by document)"));
}

#[test]
fn a_name_of_several_things_is_a_doubt_that_names_them_and_stops_nothing() {
    let process = "kind = \"process\"\nid = \"p\"\ntitle = \"t\"\nowner = \"lead\"\nintake = [\"process:q\"]\n";
    let roles = "kind = \"data\"\nid = \"d\"\ntitle = \"t\"\n[roles]\nlead = \"Lead\"\n";
    let again = roles.replace("\"d\"", "\"e\"");
    let q = process.replace("\"p\"", "\"q\"").replace("owner = \"lead\"\n", "");
    let found = |body: &str| {
        let when = "applies_to = \"process\"\nwhen = 'doc.id == \"p\"'\n";
        let rule = policy(when, &format!("fn check(doc) {{ {body} }}\n"));
        let files = [
            ("p.toml", process),
            ("d.toml", roles),
            ("e.toml", &again),
            ("q.toml", &q),
            ("r.toml", &q),
            ("policies/own/x.rhai", &rule),
        ];
        let report = crate::judge::report(&files);
        let own = report.findings.iter().filter(|finding| &*finding.policy == "own/x");
        let words = |finding: &Finding| text(Lang::En, &finding.message);
        let lines: Vec<String> = own.map(|own| format!("{} {}", own.pointer, words(own))).collect();
        assert!(report.diagnostics.is_empty(), "{body}: {:?}", report.diagnostics);
        lines
    };
    let role = "/owner `lead` may stand for any of 2 things (d.toml:/roles/lead and e.toml:/roles/lead), so it is not clear \
                which is meant and the rule cannot be judged here.";
    for body in [
        "let role = doc.owner.resolve();",
        "if doc.owner.resolve() == () { fail(doc.id, \"bad\"); }",
        "require(doc.owner.resolve().title).present();",
        "if doc.owner.resolve().title.len() > 9 { fail(doc.id, \"bad\"); }",
        "for name in [doc.owner].map(|name| name.resolve().title) { require(name).equals(\"Lead\"); }",
        "require(doc.owner).resolves();",
        "let role = doc.owner.resolve(); if ![\"x\"].contains(role.title) { fail(role.title, \"bad\").related(doc.id, \"why\"); }",
    ] {
        let lines = found(body);
        assert!(
            !lines.is_empty() && lines.iter().all(|line| line.starts_with(&role[..role.len() - 1])),
            "{body}: {lines:?}"
        );
    }
    let several = "may stand for any of 2 things (q.toml and r.toml)";
    for body in [
        "let q = doc.intake[0].resolve(); require(q.title).present();",
        "require(index.find(\"process\", \"q\").title).present();",
    ] {
        let lines = found(body);
        assert!(lines.len() == 1 && lines[0].contains(several), "{body}: {lines:?}");
    }
    // Of what kind a name is, nobody can tell: in doubt as well, and no fault.
    let lines = found("require(doc.title.resolve().x).present();");
    assert!(matches!(&*lines, [one] if one.starts_with("/title It is not clear what kind")), "{lines:?}");
}
