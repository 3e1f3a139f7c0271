//! Why: a question about ways through a process is asked by a policy and answered with places of a file. What the graph
//! itself answers is held beside it; here it is held that answers reach policies, findings and verdicts.

mod by_accident;

use crate::judge::{check, policy};

const PROCESS: &str = "kind: process
id: p
title: P
category: complaint
steps:
  receive: { within: 1 hour, next: verify }
  verify: { within: 2 hours, next: [fast, investigate] }
  fast: { within: 30 minutes, next: decide }
  investigate: { within: 3 business days, next: [{ to: verify, repeats_max: 2 }, { to: decide, after: 1 hour }] }
  decide: { kind: decide, within: 4 hours, next: close }
  close: {}
";

/// What a script finds in a process.
fn found_in(process: &str, body: &str) -> String {
    let text = policy("applies_to = \"process\"\n", &format!("fn check(doc) {{\n{body}\n}}\n"));
    check(&[("policies/own/x.rhai", &text), ("p.yaml", process)])
        .lines()
        .filter(|line| !line.starts_with("fail dangling") && !line.starts_with("fail word"))
        .collect::<Vec<_>>()
        .join("\n")
}

fn found(body: &str) -> String {
    found_in(PROCESS, &format!("let g = graph(doc);\n{body}"))
}

/// The ids of a list of steps, in order.
fn steps(list: &str) -> String {
    let out = found(&format!("let ids = \"\"; for step in {list} {{ ids += \" \" + step.id; }} fail(doc.title, ids);"));
    let line = out.lines().find(|line| line.starts_with("fail literal")).unwrap_or_else(|| panic!("{list}\n{out}"));
    line.split(" = P").nth(1).unwrap_or_default().trim().to_owned()
}

const PASS: &str = "clean: 1 pass";

#[test]
fn lists_of_steps_are_nodes() {
    for (list, expected) in [
        ("g.entries()", "receive"),
        ("g.ends()", "close"),
        ("g.dead_ends()", ""),
        ("g.stuck()", ""),
        ("g.reachable(\"decide\")", "close decide"),
        ("g.reachable(doc.steps.decide)", "close decide"),
        ("g.reachable([doc.steps.decide, \"fast\"])", "close decide fast"),
        ("g.reachable(doc.steps.filter(|s| s.id == \"decide\"))", "close decide"),
        ("g.reachable(doc.steps)", "close decide fast investigate receive verify"),
        ("g.next(doc.steps.verify)", "fast investigate"),
        ("g.previous(\"decide\")", "fast investigate"),
        ("g.path(\"receive\", \"decide\")", "receive verify fast decide"),
        ("g.path(g.entries(), g.ends())", "receive verify fast decide close"),
        ("g.path(\"close\", \"receive\")", ""),
        ("g.path_to(\"decide\")", "receive verify fast decide"),
        ("g.path_avoiding(\"receive\", \"decide\", \"fast\")", "receive verify investigate decide"),
        ("g.path_avoiding(\"receive\", \"decide\", [\"fast\", \"investigate\"])", ""),
        ("g.bypass_before(\"decide\", \"investigate\")", "receive verify fast decide"),
        ("g.bypass_after(\"verify\", \"investigate\")", "verify fast decide close"),
        ("g.bypass_before(\"decide\", \"verify\")", ""),
        ("g.loops()[0].steps", "investigate verify"),
        ("g.loops()[0].members", "investigate verify"),
    ] {
        assert_eq!(steps(list), expected, "{list}");
    }
}

#[test]
fn yes_and_no_read_like_sentences() {
    for (question, answer) in [
        ("g.always_before(doc.steps.decide, doc.steps.verify)", true),
        ("g.always_before(\"decide\", \"investigate\")", false),
        ("g.always_before(\"decide\", [\"investigate\", \"fast\"])", true),
        ("g.always_before(doc.steps, \"receive\")", true),
        ("g.always_after(\"receive\", \"decide\")", true),
        ("g.always_after(\"receive\", \"investigate\")", false),
        ("g.always_after(\"receive\", [\"fast\", \"investigate\"])", true),
        ("g.loops()[0].has_exit", true),
        ("g.loops()[0].counted", true),
        ("g.loops()[0].counts[0] == 2", true),
        ("g.loops().len() == 1", true),
    ] {
        let out = found(&format!("if {}({question}) {{ fail(doc.title, \"other\"); }}", if answer { "!" } else { "" }));
        assert_eq!(out, PASS, "{question}");
    }
}

#[test]
fn a_finding_shows_the_way() {
    assert_eq!(
        found("for s in g.ends() { fail(s, \"bad\").along(g.path_to(s)).help(\"x\"); }"),
        "fail literal p.yaml:11:10 /steps/close bad [related.step:receive p.yaml:6:3] [related.step:verify p.yaml:7:3] \
         [related.step:fast p.yaml:8:3] [related.step:decide p.yaml:10:3] [related.step:close p.yaml:11:3]\n\
         findings: 1 fail"
    );
    assert_eq!(
        found("require(doc.steps.fast.within).at_least(duration(\"1 hour\")).along(g.path(\"verify\", \"fast\"));"),
        "fail below p.yaml:8:19 /steps/fast/within = 30 minutes (limit 1 hour by rule) [related.step:verify p.yaml:7:3] \
         [related.step:fast p.yaml:8:3]\nfindings: 1 fail"
    );
    assert_eq!(found("require(doc.title).present().along(g.path_to(\"fast\"));"), PASS);
}

#[test]
fn a_long_way_shows_its_beginning_and_its_end() {
    let mut process = "kind: process\nid: p\ntitle: P\ncategory: complaint\nsteps:\n".to_owned();
    for at in 10..60 {
        process += &format!("  s{at}: {{ next: s{} }}\n", at + 1);
    }
    process += "  s60: {}\n";
    let out =
        found_in(&process, "let g = graph(doc); for s in g.dead_ends() { fail(s, \"bad\").along(g.path_to(s)); }");
    let shown: Vec<&str> = out.lines().next().unwrap_or_default().split('[').skip(1).collect();
    assert_eq!(shown.len(), 20, "{out}");
    assert_eq!(shown[17], "related.step:s27 p.yaml:23:3] ");
    assert_eq!(shown[18], "related.steps-left-out p.yaml:24:3] ");
    assert_eq!(shown[19], "related.step:s60 p.yaml:56:3]");
}

#[test]
fn lengths_are_values_with_places() {
    let from_verify = "let l = g.longest(\"verify\", \"decide\");";
    assert_eq!(
        found(&format!("{from_verify} require(l.length).at_most(duration(\"2 business days\")).along(l.steps);")),
        "fail above p.yaml:10:35 /steps/decide/within = 4 hours (limit 2 business days by rule) [related.computed p.yaml:10:35] \
         [related.step:verify p.yaml:7:3] [related.step:investigate p.yaml:9:3] [related.step:decide p.yaml:10:3]\n\
         findings: 1 fail"
    );
    assert_eq!(found(&format!("{from_verify} require(l.length).at_least(duration(\"9 business days\"));")), PASS);
    assert_eq!(found("require(g.shortest(\"receive\", \"fast\").length).equals(duration(\"210 minutes\"));"), PASS);
    assert_eq!(
        found("if g.shortest(\"receive\", \"fast\").length != duration(\"210 minutes\") { fail(doc, \"bad\"); }"),
        PASS
    );
}

#[test]
fn a_length_that_cannot_be_told_is_unknown_where_the_file_is_silent() {
    let unknown = |at: &str, why: &str| format!("unknown undecidable p.yaml:{at} {why}\nfindings: 1 unknown");
    for question in [
        "require(l.length).at_most(duration(\"1 hour\"));",
        "if l.length > duration(\"1 hour\") { fail(doc, \"x\"); }",
        "if l.steps.len() > 3 { fail(doc, \"x\"); }",
    ] {
        assert_eq!(
            found(&format!("let l = g.longest(\"decide\", \"close\"); {question}")),
            unknown("11:3 /steps/close/within", "why.missing"),
            "{question}"
        );
        assert_eq!(
            found(&format!("let l = g.longest(\"close\", \"decide\"); {question}")),
            unknown("10:3 /steps/decide = decide", "why.no-way"),
            "{question}"
        );
    }
    let uncounted = PROCESS.replace(", repeats_max: 2", "");
    let body = "let l = graph(doc).longest(\"receive\", \"decide\"); require(l.length).at_most(duration(\"1 hour\"));";
    assert_eq!(found_in(&uncounted, body), unknown("9:3 /steps/investigate = investigate", "why.endless"));
    assert_eq!(
        found_in(
            &uncounted,
            "let l = graph(doc).longest(\"receive\", \"decide\"); if l.unbounded.len() == 2 { fail(doc.title, \"round\"); }"
        ),
        "fail literal p.yaml:3:8 /title = P round\nfindings: 1 fail"
    );
    assert_eq!(
        found("let l = g.longest(\"decide\", \"close\"); for s in l.unknown { fail(s, \"untimed\"); }"),
        "fail literal p.yaml:11:10 /steps/close untimed\nfindings: 1 fail"
    );
}

#[test]
fn what_the_graph_does_not_know_is_unknown_at_its_place() {
    let unknown = |at: &str, why: &str| format!("unknown undecidable p.yaml:{at} {why}\nfindings: 1 unknown");
    let header = "kind: process\nid: p\ntitle: P\ncategory: complaint\n";
    let made = "let g = graph(doc);";
    let of = |steps: &str, body: &str| found_in(&format!("{header}{steps}"), &format!("{made} {body}"));
    assert_eq!(of("", ""), unknown("1:1 /steps", "why.missing"));
    assert_eq!(of("steps: {}\n", ""), unknown("5:8 /steps", "why.no-entry"));
    let dangles = "steps:\n  a: { next: nowhere }\n";
    assert!(of(dangles, "").starts_with("unknown undecidable p.yaml:6:14 /steps/a/next = nowhere why.no-step:nowhere"));
    assert!(of(dangles, "if !g.stuck().is_empty() { fail(doc, \"x\"); }").contains("findings: 1 unknown"));
    // What follows is not said: only where a way that is not stated could change the answer.
    let open = "steps:\n  a: { next: b }\n  b: {}\n  c: { next: b }\n";
    for body in [
        "g.reachable(\"a\");",
        "g.path(\"b\", \"a\");",
        "g.loops();",
        "g.always_before(\"b\", \"a\");",
        "g.always_after(\"a\", \"b\");",
        "g.next(\"b\");",
        "g.previous(\"a\");",
        "g.entries();",
    ] {
        assert_eq!(of(open, body), unknown("7:3 /steps/b/next", "why.missing"), "{body}");
    }
    for body in ["g.path(\"a\", \"b\");", "g.next(\"a\");", "g.stuck();", "g.dead_ends();", "g.path_to(\"b\");"] {
        assert_eq!(of(open, body), PASS, "{body}");
    }
    // Where cases begin is not said: only where it matters at which step of the round.
    let round = "steps:\n  a: { next: b }\n  b: { next: [a, c] }\n  c: { end: true }\n";
    assert_eq!(of(round, "g.entries();"), unknown("1:1 /start", "why.no-start"));
    assert_eq!(
        of(round, "if !g.always_before(\"c\", \"a\") { fail(doc, \"x\"); }"),
        unknown("1:1 /start", "why.no-start")
    );
    assert_eq!(of(round, "if !g.always_before(\"c\", \"b\") { fail(doc, \"x\"); } g.stuck();"), PASS);
    // A name in the policy that the file does not have.
    assert_eq!(of(round, "g.path(\"receive\", \"c\");"), unknown("1:1 /", "why.no-step:receive"));
}

#[test]
fn what_is_no_process_and_no_step_is_told() {
    assert!(found_in(PROCESS, "graph(doc.steps);").contains("fault.no-graph"));
    assert!(found_in(PROCESS, "graph(5);").contains("fault.no-graph"));
    assert!(found("g.reachable(5);").contains("fault.no-step"));
    assert!(found("g.reachable(doc);").contains("fault.no-step"));
    assert!(found("let x = g.loops()[0].exits;").contains("fault.no-key"));
    assert_eq!(
        found("graph(doc.x.other);"),
        "unknown undecidable p.yaml:1:1 /x/other why.missing\nfindings: 1 unknown"
    );
    assert_eq!(
        found("g.reachable(doc.x.step);"),
        "unknown undecidable p.yaml:1:1 /x/step why.missing\nfindings: 1 unknown"
    );
}

#[test]
fn the_graph_of_another_process_may_be_asked() {
    let text = policy(
        "applies_to = \"process\"\n",
        "fn check(doc) { if doc.id == \"p\" { let other = index.find(\"process\", \"q\"); for s in graph(other).dead_ends() { fail(s, \"bad\"); } } }\n",
    );
    let other = "kind: process\nid: q\ntitle: Q\ncategory: complaint\nsteps:\n  a: {}\n";
    let out = check(&[("policies/own/x.rhai", &text), ("p.yaml", PROCESS), ("q.yaml", other)]);
    assert!(out.starts_with("fail literal q.yaml:6:6 /steps/a bad [related.used-here p.yaml:1:1]"), "{out}");
}

#[test]
fn closures_may_ask_the_graph() {
    assert_eq!(
        found(
            "if doc.steps.all(|s| g.path_to(s).len() > 0 && g.always_before(s, \"receive\")) { } else { fail(doc, \"x\"); }"
        ),
        PASS
    );
    assert_eq!(steps("g.ends().filter(|s| g.path_to(s).some(|t| g.next(t).len() == 2))"), "close");
}

#[test]
fn asking_costs_steps() {
    let mut process = "kind: process\nid: p\ntitle: P\ncategory: complaint\nsteps:\n".to_owned();
    for at in 0..2000 {
        process += &format!("  s{at:04}: {{ next: s{:04} }}\n", at + 1);
    }
    process += "  s2000: { end: true }\n";
    let once = found_in(&process, "let g = graph(doc); if g.stuck().len() + g.loops().len() > 0 { fail(doc, \"x\"); }");
    assert_eq!(once, PASS);
    let each = found_in(&process, "let g = graph(doc); loop { g.stuck(); }");
    assert!(each.contains("fault.steps"), "{each}");
}
