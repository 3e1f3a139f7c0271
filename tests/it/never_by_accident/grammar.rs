//! Why: policies that nobody thought of find what nobody thought of. A small grammar over the fields of a thing makes
//! them. It leaves out what asks for absence (`??`, `== ()`, `present`, `absent`) and what makes a text of any value
//! (`` `${x}` ``): a policy that writes those means them.

use proptest::prelude::*;
use proptest::strategy::Union;

fn one_of(list: &[&str]) -> BoxedStrategy<String> {
    prop::sample::select(list.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>()).boxed()
}

fn number() -> BoxedStrategy<String> {
    let direct = ["doc.a", "doc.b", "doc.m.x", "doc.l[0]", "doc.l[-1]", "doc[\"a\"]", "doc.s[0].n"];
    Union::new([
        one_of(&direct),
        one_of(&["doc.a + doc.b", "doc.a - 1", "2 * doc.m.x", "doc.a / 2", "doc.a + doc.l[0]"]),
        one_of(&["doc.l.len()", "doc.s.len()"]),
    ])
    .boxed()
}

fn comparison() -> BoxedStrategy<String> {
    let compared = (number(), one_of(&["<", "<=", ">", ">=", "==", "!="]), 0..6_i64);
    let turned = compared.clone().prop_map(|(left, operator, right)| format!("{right} {operator} ({left})"));
    let two = (number(), one_of(&["<", "<=", "==", "!="]), number());
    Union::new([
        compared.prop_map(|(left, operator, right)| format!("({left}) {operator} {right}")).boxed(),
        turned.boxed(),
        two.prop_map(|(left, operator, right)| format!("({left}) {operator} ({right})")).boxed(),
    ])
    .boxed()
}

/// Questions that header rules and scripts ask in the same words.
fn common() -> BoxedStrategy<String> {
    Union::new([
        comparison(),
        one_of(&[
            "doc.t == \"x\"",
            "doc.t != \"x\"",
            "doc.f",
            "doc.f == true",
            "doc.s[0].f",
            "doc.t in [\"x\", \"y\"]",
            "doc.a in [1, 2, 3]",
            "doc.a in doc.l",
            "\"x\" in doc.w",
            "doc.t in doc.w",
            "doc.l.contains(3)",
            "doc.w.contains(doc.t)",
            "doc.t.matches(\"^x\")",
            "doc.l.some(|i| i > 2)",
            "doc.l.all(|i| i > 2)",
            "doc.w.some(|i| i == \"x\")",
            "doc.s.all(|s| s.n > 1)",
            "doc.s.some(|s| s.k == \"x\" && s.n > 2)",
            "doc.s.all(|s| s.f)",
            "doc.s.some(|s| s.n in doc.l)",
        ]),
    ])
    .boxed()
}

fn nested(leaf: BoxedStrategy<String>) -> BoxedStrategy<String> {
    leaf.prop_recursive(3, 8, 2, |inner| {
        Union::new([
            inner.clone().prop_map(|inner| format!("!({inner})")).boxed(),
            (inner.clone(), inner.clone()).prop_map(|(left, right)| format!("({left}) && ({right})")).boxed(),
            (inner.clone(), inner).prop_map(|(left, right)| format!("({left}) || ({right})")).boxed(),
        ])
    })
    .boxed()
}

/// A requirement or condition of a header.
pub fn header() -> BoxedStrategy<String> {
    let own = ["doc.l.unique()", "doc.l.increasing()", "doc.l.not_empty()", "doc.w.unique()"];
    nested(Union::new([common(), one_of(&own)]).boxed())
}

/// A condition of a script.
pub fn condition() -> BoxedStrategy<String> {
    let own = [
        "doc.t.starts_with(\"x\")",
        "doc.t.lower() == \"x\"",
        "doc.l.filter(|i| i > 2).len() > 1",
        "doc.s.filter(|s| s.k == \"x\").len() == 1",
        "doc.s.count(|s| s.f) > 0",
        "doc.l.map(|i| i + 1)[0] == 3",
        "doc.l.reduce(|sum, i| sum + i, 0) > 4",
        "doc.s.find(|s| s.k == \"x\").n > 2",
        "doc.l.sort_by(|i| i)[0] > 1",
        "[doc.a, doc.b] == [1, 2]",
        "[doc.a, doc.b].contains(3)",
        "doc.w.unique().len() != doc.w.len()",
        "helper(doc.a, doc.t)",
        "high(doc.a)",
        "index.find(\"thing\", doc.t) != doc.a",
    ];
    nested(Union::new([common(), one_of(&own)]).boxed())
}

fn statement() -> BoxedStrategy<String> {
    let required = (number(), one_of(&["at_most", "below", "at_least", "above", "equals", "differs_from"]), 0..6_i64);
    Union::new([
        condition().prop_map(|test| format!("if {test} {{ fail(doc, \"bad\"); }}")).boxed(),
        condition().prop_map(|test| format!("if {test} {{ return; }}\nfail(doc, \"bad\");")).boxed(),
        condition().prop_map(|test| format!("let c = {test};\nif c {{ fail(doc, \"bad\"); }}")).boxed(),
        condition().prop_map(|test| format!("require({test}).is_true();")).boxed(),
        condition().prop_map(|test| format!("require({test}).is_false();")).boxed(),
        required.prop_map(|(value, check, limit)| format!("require({value}).{check}({limit});")).boxed(),
        one_of(&[
            "require(doc.t).one_of([\"x\", \"y\"]);",
            "require(doc.l).contains(3);",
            "require(doc.l).contains_all([1, 2]);",
            "require(doc.w).contains(doc.t);",
            "require(doc.t).matches(\"^x\");",
            "require(doc.l).unique().increasing();",
            "require(doc.t).not_empty().differs_from(\"y\");",
            "require(doc.a).at_most(doc.b);",
            "require(doc.s.map(|s| s.n)).unique();",
            "for s in doc.s { if s.n > 2 { fail(s.n, \"bad\"); } }",
            "for s in doc.s { require(s.k).one_of([\"x\"]); }",
            "for i in doc.l { require(i).at_most(3); }",
            "for s in doc.s.filter(|s| s.f) { require(s.n).at_most(2); }",
            "for s in doc.s.filter(|s| !s.f) { fail(s.n, \"bad\"); }",
            "doc.s.for_each(|s| { if s.k == \"x\" { fail(s.k, \"bad\"); } });",
            "let x = doc.a; while x > 3 { fail(doc.a, \"bad\"); x -= 1; }",
            "switch doc.t { \"x\" => fail(doc.t, \"bad\"), _ => () };",
            "switch doc.t { \"x\" => (), \"y\" => (), _ => fail(doc.t, \"bad\") };",
            "let limits = #{ x: 1, y: 2 };\nif limits[doc.t] == 1 { fail(doc.t, \"bad\"); }",
            "let n = 0; for s in doc.s { if s.f { n += 1; } } if n > 1 { fail(doc.s, \"bad\"); }",
            "let m = 0; for i in doc.l { if i > m { m = i; } } require(m).at_most(3);",
            "if doc.f { fail(doc.f, \"bad\"); } else if doc.a > 2 { fail(doc.a, \"bad\"); }",
            "let l = doc.l; if l[0] > 2 { fail(doc.l, \"bad\"); }",
            "let x = 0; do { x += doc.a; } until x > 4 || doc.a == 0; if x < 7 { fail(doc.a, \"bad\"); }",
            "if doc.m { fail(doc, \"bad\"); } else if doc.f { fail(doc, \"bad\"); }",
            "let worst = (); for s in doc.s { if s.n > 2 { worst = s; } } if worst != doc.none { fail(doc, \"bad\"); }",
            "let kinds = doc.s.map(|s| s.k); if \"x\" in kinds { fail(doc.s, \"bad\"); }",
            "let kinds = doc.s.map(|s| s.k); if !(\"x\" in kinds) { fail(doc.s, \"bad\"); }",
            "let bad = doc.l.filter(|i| i > doc.a); if bad.len() > 0 { fail(bad[0], \"bad\"); }",
            "let bad = []; for i in doc.l { if i > 2 { bad.push(i); } } if !bad.is_empty() { fail(bad[0], \"bad\"); }",
            "let f = |s| s.n > 2; for s in doc.s { if f.call(s) { fail(s, \"bad\"); } }",
            "if doc.l.reverse()[0] > 2 && !(doc.t == \"y\") { fail(doc.l, \"bad\"); }",
            "if -doc.a < -2 { fail(doc.a, \"bad\"); }",
            "if doc.a % 2 == 1 { fail(doc.a, \"bad\"); }",
            "if doc.t + \"!\" == \"x!\" { fail(doc.t, \"bad\"); }",
            "let n = doc.m.x; let k = doc.t; if n > 1 && k == \"x\" { fail(n, \"bad\"); }",
            "let f = doc.f; if !f { fail(doc.l, \"bad\"); }",
        ]),
    ])
    .boxed()
}

/// The body of a script.
pub fn statements() -> BoxedStrategy<String> {
    prop::collection::vec(statement(), 1..3).prop_map(|list| list.join("\n")).boxed()
}

/// A script with this body and the functions that it may call.
pub fn script(body: &str) -> String {
    format!(
        "fn check(doc) {{\n{body}\n}}\nfn helper(n, t) {{ n > 2 && t == \"x\" }}\nfn high(n) {{ if n > 3 {{ return true; }} false }}\n"
    )
}
