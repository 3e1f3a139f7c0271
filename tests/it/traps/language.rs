//! Why: what the language would do on its own is not what a policy means: `for_each` hands over positions, texts are
//! ordered by letters, a comparison with nothing is a quiet no, words are missing after a dot (T3 to T6, T9, T11).

use crate::judge::{check, check_thing, policy, script};

const THING: &str = "n: 5\nt: 24h\nu: 3h\nl: [7, 8]\ndefault: 1\nempty: ''\n";

fn found(body: &str) -> String {
    check_thing(&script(body), THING)
}

const PASS: &str = "clean: 1 pass";

#[test]
fn null_propagation_is_refused_with_what_to_write() {
    let refused = |at: &str, meant: &str| {
        format!(
            "policy/script policies/own/x.rhai:7:{at} expression.write:{meant} x1\n\
             incomplete: 1 unknown"
        )
    };
    assert_eq!(found("if doc.q?.r == 1 { }"), refused("9", "."));
    assert_eq!(found("if doc.q?[\"r\"] == 1 { }"), refused("9", "["));
}

#[test]
fn our_list_functions_pass_the_element() {
    assert_eq!(
        found("doc.l.for_each(|x| { if x == 8 { fail(x, \"bad\"); } });"),
        "fail literal a.yaml:5:8 /l/1 = 8 bad\nfindings: 1 fail"
    );
    assert_eq!(
        found("[0, doc.n].for_each(|x| { if x == 5 { fail(x, \"bad\"); } });"),
        "fail literal a.yaml:2:4 /n = 5 bad\nfindings: 1 fail"
    );
    assert_eq!(found("if doc.l.count(|x| x > 7) != 1 { fail(doc.l, \"bad\"); }"), PASS);
    assert_eq!(found("if doc.l.map(|x| x + 1)[-1] != 9 { fail(doc.l, \"bad\"); }"), PASS);
}

#[test]
fn a_closure_may_use_what_its_chain_begins_with() {
    assert_eq!(
        found("if doc.l.some(|x| x > doc.n && doc.l.some(|y| y > x && doc.n == 5)) { fail(doc.n, \"bad\"); }"),
        "fail literal a.yaml:2:4 /n = 5 bad\nfindings: 1 fail"
    );
    assert_eq!(
        found("let big = doc.l.filter(|x| x > 6); if big.all(|x| big.contains(x)) { fail(doc.n, \"bad\"); }"),
        "fail literal a.yaml:2:4 /n = 5 bad\nfindings: 1 fail"
    );
    assert_eq!(found("let sum = 0; doc.l.for_each(|x| { sum += x; }); if sum != 15 { fail(doc.l, \"bad\"); }"), PASS);
    assert_eq!(found("let last = (); doc.l.for_each(|x| { last = x; }); if last != 8 { fail(doc.l, \"bad\"); }"), PASS);
}

#[test]
fn own_names_come_before_the_given_ones() {
    assert_eq!(
        found("let index = 3; for (x, sectors) in doc.l { index += sectors; } if index != 4 { fail(doc.n, \"bad\"); }"),
        PASS
    );
}

#[test]
fn the_order_of_texts_cannot_be_told() {
    assert_eq!(
        found("if doc.t < doc.u { fail(doc.t, \"bad\"); }"),
        "unknown undecidable a.yaml:3:4 /t = 24h why.texts\nfindings: 1 unknown"
    );
    assert_eq!(found("if duration(doc.t) < duration(doc.u) { fail(doc.t, \"bad\"); }"), PASS);
    assert_eq!(
        found("if duration(doc.t) > duration(doc.u) { fail(doc.t, \"bad\"); }"),
        "fail literal a.yaml:3:4 /t = 24h bad\nfindings: 1 fail"
    );
}

#[test]
fn a_comparison_with_nothing_or_with_another_type_is_unknown() {
    for test in ["doc.q > 3", "doc.q <= 3", "3 < doc.q", "doc.q == 3", "doc.q != 3", "doc.q.r == doc.s"] {
        let out = found(&format!("if {test} {{ fail(doc.n, \"bad\"); }}"));
        assert!(out.starts_with("unknown undecidable a.yaml:1:1 /q") && out.contains("why.missing"), "{test}\n{out}");
    }
    for test in ["doc.t > 3", "doc.t == 3", "doc.t != 3", "3 != doc.t", "doc.t == true"] {
        let out = found(&format!("if {test} {{ fail(doc.n, \"bad\"); }}"));
        assert!(out.starts_with("unknown undecidable a.yaml:3:4 /t = 24h why.unlike"), "{test}\n{out}");
    }
    assert_eq!(found("if doc.q == () && doc.q.r != () { fail(doc.n, \"bad\"); }"), PASS, "asking is no reading");
}

#[test]
fn what_was_looked_for_and_not_found_is_missing() {
    let unknown = "findings: 1 unknown";
    for body in [
        "let d = index.find(\"thing\", \"none\"); if d.kind == \"x\" { fail(doc.n, \"bad\"); }",
        "let i = doc.l.find(|x| x == 9); if i == 3 { fail(doc.n, \"bad\"); }",
        "let i = doc.l.filter(|x| x > 7).find(|x| x == 9); if i == 3 { fail(doc.n, \"bad\"); }",
        "let i = doc.l.filter(|x| x > 7)[4]; if i == 3 { fail(doc.n, \"bad\"); }",
        "let m = #{ a: 1 }; if m[\"b\"] == 3 { fail(doc.n, \"bad\"); }",
    ] {
        let out = found(body);
        assert!(out.ends_with(unknown), "{body}\n{out}");
    }
    for body in [
        "let d = index.find(\"thing\", \"none\"); if d == () { return; }",
        "let d = index.find(\"thing\", \"none\") ?? 1;",
        "let i = doc.l.find(|x| x == 9) ?? 1;",
        "let i = (doc.q + 1) ?? 1;",
        "let i = doc[\"q\"] ?? 1;",
        "let i = doc.q.r.s ?? 1;",
        "let m = #{ a: 1 }; let v = m[\"b\"] ?? 3;",
    ] {
        assert_eq!(found(body), PASS, "{body}");
    }
}

#[test]
fn reserved_words_are_reached_by_raw() {
    assert_eq!(
        found("require(doc[\"default\"]).equals(2);"),
        "fail differs a.yaml:6:10 /default = 1 (limit 2 by rule)\nfindings: 1 fail"
    );
    let process = "kind = \"process\"\nid = \"p\"\ntitle = \"t\"\ndefault = 1\n";
    let rule = policy("applies_to = \"process\"\n", "fn check(doc) { require(doc.raw[\"default\"]).equals(2); }\n");
    let out = check(&[("policies/own/x.rhai", &rule), ("p.toml", process)]);
    assert!(out.contains("fail differs p.toml:4:11 /default = 1"), "{out}");
    assert!(found("require(doc.default).equals(2);").starts_with("policy/script policies/own/x.rhai:7:13"));
}

#[test]
fn what_reaches_outside_does_not_exist() {
    for body in [
        "eval(\"1\");",
        "import \"x\" as y;",
        "export x;",
        "print(1);",
        "debug(1);",
        "let t = timestamp();",
        "let r = rand();",
        "open(\"x\");",
        "let x = 1; x.set_tag(1);",
    ] {
        let out = found(body);
        assert!(out.starts_with("policy/script policies/own/x.rhai:7:"), "{body}\n{out}");
        assert!(out.ends_with(" x1\nincomplete: 1 unknown"), "{body}\n{out}");
    }
    for body in ["sleep(5);", "sleep(5.0);"] {
        let out = found(body);
        assert_eq!(out, "policy/fault policies/own/x.rhai:7:1 fault.no-sleep x1\nincomplete: 1 unknown");
    }
}

#[test]
fn a_condition_that_is_neither_yes_nor_no_is_unknown() {
    for body in [
        "if doc.n { }",
        "while doc.n { }",
        "do { } until doc.n;",
        "if true && doc.n { }",
        "if doc.n || true { }",
        "if !doc.n { }",
        "let k = doc.l.some(|x| doc.n);",
    ] {
        assert_eq!(found(body), "unknown undecidable a.yaml:2:4 /n = 5 why.type:bool\nfindings: 1 unknown", "{body}");
        let out = found(&body.replace("doc.n", "doc.q"));
        assert_eq!(out, "unknown undecidable a.yaml:1:1 /q why.missing\nfindings: 1 unknown", "{body}");
    }
}

#[test]
fn try_and_switch_over_a_variable_are_refused() {
    assert!(found("try { doc.n.x; } catch { }").starts_with("policy/script policies/own/x.rhai:7:1 policy.no-try"));
    assert!(
        found("let t = doc.t; switch t { \"a\" => 1, _ => 2 };")
            .starts_with("policy/script policies/own/x.rhai:7:16 policy.switch-subject")
    );
    assert_eq!(found("switch doc.t { \"24h\" => 1, _ => fail(doc.t, \"bad\") };"), PASS);
    assert_eq!(
        found("switch doc.q { \"24h\" => 1, _ => 2 };"),
        "unknown undecidable a.yaml:1:1 /q why.missing\nfindings: 1 unknown"
    );
    assert_eq!(
        found("switch doc.n { \"24h\" => 1, _ => 2 };"),
        "unknown undecidable a.yaml:2:4 /n = 5 why.type:text\nfindings: 1 unknown"
    );
    assert_eq!(found("switch doc.q ?? \"x\" { \"x\" => 1, _ => fail(doc.t, \"bad\") };"), PASS);
}

#[test]
fn nothing_in_a_header_is_read_as_script() {
    for (field, path) in [
        ("note = '**/*.bpmn'", "globs"),
        ("note = 'docs/*.bpmn'", "an open comment"),
        ("note = '^a/*$'", "a regex"),
        ("note = '*/ /* // \"'", "everything"),
    ] {
        let header = format!(
            "[messages]\nbad = \"{}\"\n",
            field.replace("note = '", "").trim_end_matches('\'').replace('"', "\\\"")
        );
        let rule = policy(&header, "fn check(doc) { fail(doc.n, \"bad\"); }\n");
        let out = check_thing(&rule, THING);
        assert!(out.starts_with("fail bad a.yaml:2:4 /n = 5"), "{path}\n{out}");
    }
}

#[test]
fn a_policy_without_a_check_is_refused() {
    let out = check_thing(&policy("", "fn chek(doc) { }\n"), THING);
    assert!(out.starts_with("policy/script policies/own/x.rhai:1:1 policy.no-check"), "{out}");
    let (good, empty) = (script(""), policy("", "// nothing\n"));
    let out = check(&[("policies/own/a.rhai", &good), ("policies/own/x.rhai", &empty), ("a.yaml", "kind: thing\n")]);
    assert!(out.starts_with("policy/header policies/own/x.rhai:1:1 policy.no-rule"), "{out}");
}

#[test]
fn scripts_that_no_document_meets_are_not_compiled() {
    let broken = policy("applies_to = \"risk\"\n", "fn check(doc) { ( }\n");
    let out = check(&[("policies/own/x.rhai", &broken), ("a.yaml", "kind: thing\n")]);
    assert_eq!(out, "clean: 1 n/a", "a broken script would have been told");
    let risk = "kind: risk\nid: r\n";
    let out = check(&[("policies/own/x.rhai", &broken), ("r.yaml", risk)]);
    assert!(out.contains("policy/script policies/own/x.rhai:6:"), "{out}");
}

#[test]
fn a_policy_beside_a_broken_one_still_runs() {
    let broken = script("(");
    let good = script("fail(doc.n, \"bad\");");
    let out =
        check(&[("policies/own/a.rhai", &broken), ("policies/own/b.rhai", &good), ("a.yaml", "kind: thing\nn: 5\n")]);
    assert!(out.starts_with("fail literal a.yaml:2:4 /n = 5 bad\npolicy/script policies/own/a.rhai:"), "{out}");
    assert!(out.ends_with("incomplete: 1 fail 1 unknown"), "{out}");
}

#[test]
fn a_mistake_of_a_script_is_shown_where_it_stands() {
    for (body, at) in [
        ("let x = 1;\nx.nothing;", "8:"),
        ("let x = [1];\nx[5];", "8:"),
        ("let x = 1 / 0;", "7:"),
        ("throw \"oops\";", "7:1"),
        ("let f = Fn(\"gone\"); f.call(1);", "7:"),
        ("require(doc.n).at_most();", "7:"),
        ("duration(\"soon\");", "7:1"),
        ("let x = doc.n; let y = 7; if y { }", "7:"),
    ] {
        let out = found(body);
        assert!(out.contains(&format!("policy/fault policies/own/x.rhai:{at}")), "{body}\n{out}");
        assert!(out.ends_with("incomplete: 1 unknown"), "{body}\n{out}");
    }
}

/// `7 / 2` and an index worked out from whole numbers mean in a policy what they mean in the language.
#[test]
fn whole_numbers_stay_whole() {
    let body = "let i = doc.n - 3; if type_of(7 + 2) == \"i64\" && 7 / 2 == 3 { fail(doc.l[i - 1], \"bad\"); }";
    let out = check_thing(&script(body), "n: 5\nl: [1, 2, 3]\n");
    assert!(out.starts_with("fail literal a.yaml:3:8 /l/1 = 2 bad"), "{out}");
    for body in ["let x = 9223372036854775807 + doc.n;", "let x = doc.n / 0;", "let x = doc.n % 0;"] {
        let out = check_thing(&script(body), "n: 5\n");
        assert!(out.contains("fault.no-result"), "{body}\n{out}");
    }
}

#[test]
fn an_index_in_brackets_is_no_condition_and_no_answer() {
    // What `if` asks is what the map holds, not by which key it is looked up.
    for condition in
        ["map[doc.t] ?? false", "(map[doc.t] ?? false)", "map[doc.u ?? \"\"] ?? false", "map[doc.l[0]] ?? false"]
    {
        let body = format!("let map = #{{}}; map[\"x\"] = true; if {condition} {{ fail(doc.n, \"bad\"); }}");
        assert_eq!(check_thing(&script(&body), "n: 5\nt: a\nu: b\nl: [c]\n"), PASS, "{condition}");
    }
    let body = "let map = #{ a: true }; if map[doc.t] ?? false { fail(doc.n, \"bad\"); }";
    assert!(check_thing(&script(body), "n: 5\nt: a\n").ends_with("findings: 1 fail"));
    // `??` answers for what is not in the map, never for a key that is not there to look it up by.
    let missing = check_thing(&script(body), "n: 5\n");
    assert!(missing.contains("a.yaml:") && missing.contains("/t") && missing.ends_with("1 unknown"), "{missing}");
    // What follows the bracket still is the condition.
    let follows = "let map = #{ a: doc }; if map[doc.t].n { fail(doc.n, \"bad\"); }";
    let out = check_thing(&script(follows), "n: 5\nt: a\n");
    assert!(out.contains("/n") && out.contains("1 unknown"), "{out}");
}
