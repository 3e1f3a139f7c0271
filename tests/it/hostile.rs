//! Why: policies and files come from strangers. Whatever one of them does, it costs a bounded number of steps, leaves one
//! message at its own place, and takes nothing away from the others; and what a bad policy should have judged never
//! counts as passed.

use crate::judge::{check, policy, script, shown, snapshot_of_bytes};
use ombud::render::{Format, Style, render};
use ombud::session::Wanted;

const THING: &str = "kind: thing\nn: 5\nt: text\nl: [1, 2, 3]\n";

/// Runs a hostile policy beside two good ones, and gives what is said beside what those find.
fn beside_others(hostile: &str) -> String {
    let good = script("require(doc.n).at_most(3);");
    let out = check(&[
        ("policies/own/a.rhai", &good),
        ("policies/own/x.rhai", hostile),
        ("policies/own/z.rhai", &good),
        ("a.yaml", THING),
        ("b.yaml", THING),
    ]);
    let finding = |path: &str| format!("fail above {path}:2:4 /n = 5 (limit 3 by rule)\n").repeat(2);
    let rest = out.strip_prefix(&[finding("a.yaml"), finding("b.yaml")].concat());
    let rest = rest.unwrap_or_else(|| panic!("the others suffered:\n{out}"));
    assert!(rest.ends_with("incomplete: 4 fail 2 unknown"), "{rest}");
    rest.lines().next().unwrap_or_default().to_owned()
}

fn stopped(body: &str) -> String {
    let said = beside_others(&script(body));
    assert_eq!(said, beside_others(&script(body)), "the same the second time");
    said
}

const STEPS: &str = "policy/limit policies/own/x.rhai";

#[test]
fn an_endless_loop_runs_out_of_steps() {
    assert_eq!(stopped("loop {\n}"), format!("{STEPS}:6:4 fault.steps x2"));
    assert_eq!(stopped("let x = 1;\nwhile true {\n    x = x * 3 % 7;\n}"), format!("{STEPS}:6:4 fault.steps x2"));
}

#[test]
fn a_loop_of_closures_inside_a_native_function_does_too() {
    for body in [
        "let l = [3, 2, 1]; loop { l.sort_by(|x| 0 - x); }",
        "let l = [1, 2, 3, 4, 5, 6, 7, 8, 9]; let f = |a| l.all(|b| l.all(|c| true)); let g = |d| l.all(|e| l.all(f)); l.all(|h| l.all(g));",
        "loop { doc.l.filter(|x| doc.l.all(|y| true)); }",
        "loop { doc.l.reduce(|sum, x| sum + x, 0); }",
    ] {
        let said = stopped(body);
        assert!(said.starts_with(STEPS) && said.ends_with(" fault.steps x2"), "{body}\n{said}");
    }
}

#[test]
fn deep_recursion_ends_with_a_message_and_not_with_the_stack() {
    assert_eq!(
        beside_others(&policy("", "fn f(n) { f(n + 1) }\nfn check(doc) {\n    f(0);\n}\n")),
        format!("{STEPS}:7:4 fault.depth x2")
    );
    // The deepest expression that compiles, in the deepest recursion, through native functions on the way. Optimised code
    // takes a quarter of a worker's stack for it; what tests are compiled to takes ten times as much.
    let deep = ["1 + (".repeat(8), "l.map(|x| f(l))[0]".to_owned(), ")".repeat(8)].concat();
    let hostile = policy("", &format!("fn f(l) {{ {deep} }}\nfn check(doc) {{ f(doc.l); }}\n"));
    let workers = rayon::ThreadPoolBuilder::new().num_threads(1).stack_size(32 << 20).build().expect("a worker");
    let said = workers.install(|| beside_others(&hostile));
    assert_eq!(said, format!("{STEPS}:7:4 fault.depth x2"));
}

#[test]
fn what_grows_is_stopped_before_the_memory_is_taken() {
    assert_eq!(stopped("let x = \"x\"; loop { x += x; }"), format!("{STEPS}:6:4 fault.size x2"));
    for body in [
        "let a = []; loop { a = [a]; }",
        "let a = [1]; loop { a = [a, a]; }",
        "let a = []; loop { a.push(1); }",
        "let m = #{}; let i = 0; loop { m[`k${i}`] = i; i += 1; }",
        "let m = #{}; loop { m = #{ a: m, b: m }; }",
        "let a = doc.l; loop { a = a.map(|x| [x, x]); }",
        "let a = doc.l.map(|x| x); loop { let b = a; a = doc.l.map(|x| b); }",
        "let a = doc.l.map(|x| x); loop { a.push(a); }",
        "let a = doc.l.map(|x| x); loop { a.push(1); }",
        "let a = doc.l.map(|x| x); loop { a = [a].map(|x| x); }",
        "let a = doc.l.map(|x| x); loop { let f = |x| a; a = [f].map(|x| x); }",
        "let f = |x| x; loop { let g = f; f = |x| g; }",
        "let l = [1]; loop { let m = l; l = [|x| m]; }",
        "loop { fail(doc.n, \"again\"); }",
    ] {
        let good = script(body);
        let out = check(&[("policies/own/x.rhai", &good), ("a.yaml", THING)]);
        let last: Vec<&str> = out.lines().rev().take(2).collect();
        assert!(last[1].starts_with(STEPS) && last[0].starts_with("incomplete: 1 "), "{body}\n{out}");
    }
}

#[test]
fn closures_cannot_be_doubled_by_hand() {
    let said = beside_others(&script("let f = |x| x;\nfor i in 0..40 { f = f.curry(f); }"));
    assert_eq!(said, "policy/script policies/own/x.rhai:8:24 policy.unknown-function:curry x2");
}

#[test]
fn a_huge_sort_is_charged() {
    let said = stopped("let l = []; for i in 0..999 { l.push(999 - i); } loop { l.sort_by(|x| x); }");
    assert!(said.ends_with("fault.steps x2"), "{said}");
}

#[test]
fn keys_without_an_order_do_not_upset_the_sort() {
    let mixed = (0..60).map(|at| ["\"10\"", "\"9 h\"", "duration(\"1 h\")", "3", "true"][at % 5]).collect::<Vec<_>>();
    let body = format!("[{}].sort_by(|x| x);", mixed.join(", "));
    let out = check(&[("policies/own/x.rhai", &script(&body)), ("a.yaml", THING)]);
    assert_eq!(out, "unknown undecidable a.yaml:1:1 / why.no-order\nfindings: 1 unknown");
}

#[test]
fn patterns_are_charged_and_bounded() {
    for body in [
        "let i = 0; loop { doc.t.matches(`((a{10}){10}){${i}}`); i += 1; }",
        "let x = \"ab\"; for i in 0..12 { x = x + x; } loop { x.matches(\"[ab]*a[ab]{300}c\"); }",
    ] {
        assert!(stopped(body).ends_with("fault.steps x2"), "{body}");
    }
    assert!(stopped("doc.t.matches(\"(\");").ends_with("fault.no-pattern x2"));
    assert!(stopped("doc.t.matches(\"((\\\\w{100}){100}){100}\");").contains("fault.no-pattern"));
}

#[test]
fn an_unknown_function_is_told_before_anything_runs() {
    let said = beside_others(&script("if false {\n    requier(doc.n).at_most(3);\n}"));
    assert_eq!(said, "policy/script policies/own/x.rhai:8:5 policy.unknown-function:requier help=near.name:require x2");
}

#[test]
fn header_rules_have_a_budget_too() {
    let items: Vec<String> = (0..400).map(|at| at.to_string()).collect();
    let thing = format!("kind: thing\nl: [{}]\n", items.join(", "));
    let rule = "require = 'doc.l.all(|a| doc.l.all(|b| doc.l.all(|c| a + b + c >= 0)))'\n";
    let out = check(&[("policies/own/x.rhai", &policy(rule, "")), ("a.yaml", &thing)]);
    assert_eq!(out, "policy/limit policies/own/x.rhai:1:1 fault.steps x1\nincomplete: 1 unknown");
}

/// Checks a hostile file beside a good one.
fn beside_file(path: &str, bytes: &[u8]) -> String {
    let good = script("require(doc.n).at_most(3);");
    let files: [(&str, &[u8]); 3] =
        [("policies/own/x.rhai", good.as_bytes()), ("good.yaml", THING.as_bytes()), (path, bytes)];
    let out = shown(&snapshot_of_bytes(&files).check(&Wanted::default()));
    assert!(out.contains("fail above good.yaml:2:4 /n = 5"), "{out}");
    assert!(!out.contains("pass"), "{out}");
    out.replace("fail above good.yaml:2:4 /n = 5 (limit 3 by rule)\n", "")
}

#[test]
fn an_alias_bomb_is_one_finding() {
    let mut bomb = String::from("kind: thing\nx0: &x0 [a, a, a, a, a, a, a, a, a, a]\n");
    for at in 1..12 {
        let before = format!("*x{}", at - 1);
        bomb += &format!("x{at}: &x{at} [{}]\n", vec![before; 10].join(", "));
    }
    let out = beside_file("bomb.yaml", bomb.as_bytes());
    assert!(out.starts_with("fail unreadable-document ") && out.ends_with("findings: 1 fail"), "{out}");
}

#[test]
fn endless_nesting_is_one_finding() {
    let deep = 100_000;
    for (path, text) in [
        ("deep.json", format!("{}{}", "[".repeat(deep), "]".repeat(deep))),
        ("deep.json", "{\"a\":".repeat(deep)),
        ("deep.yaml", format!("kind: thing\nx: {}{}", "[".repeat(deep), "]".repeat(deep))),
        ("deep.yaml", (0..2_000).map(|at| format!("{}a:\n", " ".repeat(at))).collect()),
        ("deep.toml", format!("x = {}{}", "[".repeat(deep), "]".repeat(deep))),
    ] {
        let out = beside_file(path, text.as_bytes());
        assert!(out.starts_with("fail unreadable-document ") && out.ends_with("findings: 1 fail"), "{path}\n{out}");
    }
}

#[test]
fn a_file_of_fifty_megabytes_is_not_read() {
    let out = beside_file("big.yaml", "kind: thing\n".repeat(50 << 20 >> 3).as_bytes());
    assert_eq!(out, "fail over-limit big.yaml:1:1 / builtin.over-limit\nfindings: 1 fail");
}

#[test]
fn bytes_that_are_no_text_are_one_finding() {
    for (path, bytes) in [
        ("bad.yaml", &b"kind: thing\nn: \0\n"[..]),
        ("bad.yaml", b"kind: thing\nn: \xff\xfe\n"),
        ("bad.json", b"{\"kind\": \"thing\", \"n\": \"\xc3\x28\"}"),
        ("bad.toml", b"kind = \"thing\"\nn = \"\x80\"\n"),
        ("bad.json", b"\xed\xa0\x80"),
    ] {
        let out = beside_file(path, bytes);
        assert!(out.starts_with("fail unreadable-document ") && out.ends_with("findings: 1 fail"), "{path}\n{out}");
    }
}

#[test]
fn escapes_never_reach_a_terminal() {
    let json =
        "{\"kind\": \"thing\", \"n\": 9, \"\\u001b[31mkey\\u001b[0m\": {\"\\u202e\": \"\\u001b]0;owned\\u0007\"}}";
    let rule = script(
        "for m in doc.keys() { fail(m, \"no \" + m); } for m in doc[\"\\x1b[31mkey\\x1b[0m\"] { fail(m, `no ${m}`); }",
    );
    let files: [(&str, &[u8]); 2] = [("policies/own/x.rhai", rule.as_bytes()), ("a.json", json.as_bytes())];
    let report = snapshot_of_bytes(&files).check(&Wanted::default());
    assert_eq!(report.findings.len(), 4, "{}", shown(&report));
    for format in Format::ALL {
        let out = render(&report, format, &Style::plain(ombud::message::Lang::En));
        let bad = out.chars().find(|c| (c.is_control() && *c != '\n') || ('\u{202a}'..='\u{202e}').contains(c));
        assert_eq!(bad, None, "{format:?}\n{}", out.escape_debug());
    }
}
