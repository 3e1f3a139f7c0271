//! Why: a question about ways must not be passed by leaving out or spoiling what answers it. Random processes are judged;
//! where one does not pass, each value that says where cases go is removed, set to null or replaced, and it still must not.
//!
//! Some statements are others and not gaps, as the schema says: a step that is not there at all and that nobody names, a
//! `start`, `kind` or `end` that is left out (they have defaults), an `after` that is (there is no delay), what follows an
//! end, which need not be said, and one of several counts, where another one bounds the round.

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use serde_json::{Map, Value, json};

use crate::judge::{policy, report};
use ombud::finding::Verdict;

/// Policies that ask each question in the way in which it is meant.
const POLICIES: [&str; 8] = [
    "for s in g.stuck() { fail(s, \"stuck\").along(g.path_to(s)); }",
    "for s in g.dead_ends() { fail(s, \"dead\"); }",
    "for l in g.loops() { if !l.has_exit && !l.counted { fail(l.steps[0], \"round\").along(l.steps); } }",
    "for l in g.loops() { if !l.counted { fail(l.steps[0], \"uncounted\").along(l.steps); } }",
    "if !g.always_before(\"s1\", \"s2\") { fail(doc.steps.s1, \"unchecked\").along(g.bypass_before(\"s1\", \"s2\")); }",
    "if !g.always_after(\"s0\", \"s1\") { fail(doc.steps.s0, \"unfinished\").along(g.bypass_after(\"s0\", \"s1\")); }",
    "if !g.path(\"s0\", \"s1\").is_empty() { fail(doc.steps.s1, \"reached\"); }",
    "let l = g.longest(\"s0\", \"s1\"); require(l.length).at_most(duration(\"3 hours\")).along(l.steps);",
];

fn processes() -> impl Strategy<Value = Value> {
    let edge = (0..4_usize, prop::option::of(0..4_i64)).prop_map(|(to, count)| match count {
        Some(count) => json!({ "to": format!("s{to}"), "repeats_max": count }),
        None => json!({ "to": format!("s{to}") }),
    });
    let step = (prop::collection::vec(edge, 0..3), any::<bool>(), 0..3_i64).prop_map(|(next, end, hours)| {
        let mut step = Map::new();
        step.insert("within".to_owned(), json!(format!("{hours} hours")));
        if end {
            step.insert("end".to_owned(), json!(true));
        }
        step.insert("next".to_owned(), json!(next));
        Value::Object(step)
    });
    prop::collection::vec(step, 4).prop_map(|steps| {
        let steps: Map<String, Value> =
            steps.into_iter().enumerate().map(|(at, step)| (format!("s{at}"), step)).collect();
        json!({ "kind": "process", "id": "p", "title": "P", "category": "complaint", "start": ["s0"], "steps": steps })
    })
}

/// Every process with one value spoilt, and how.
fn spoilt(process: &Value) -> Vec<(String, String)> {
    let mut all = Vec::new();
    let mut places = vec!["/start".to_owned(), "/start/0".to_owned(), "/steps".to_owned()];
    for (name, step) in process["steps"].as_object().into_iter().flatten() {
        places.extend(["", "/end", "/next", "/within"].map(|key| format!("/steps/{name}{key}")));
        for at in 0..step["next"].as_array().map_or(0, Vec::len) {
            places.extend(["", "/to", "/repeats_max"].map(|key| format!("/steps/{name}/next/{at}{key}")));
        }
    }
    let counts =
        places.iter().filter(|place| place.ends_with("/repeats_max") && process.pointer(place).is_some()).count();
    let is_after_end = |place: &str| {
        place.strip_suffix("/next").is_some_and(|step| process.pointer(&format!("{step}/end")) == Some(&json!(true)))
    };
    for place in places.iter().filter(|place| process.pointer(place).is_some()) {
        for value in [json!(null), json!(7), json!("?!"), json!(["?!"]), json!({ "?": 1 })] {
            let null_is_default =
                value.is_null() && (place == "/start" || place.ends_with("/end") || is_after_end(place));
            // A count of seven is a count, and a step may well end or be named otherwise.
            let is_one_of_several = place.ends_with("/repeats_max") && value.is_null() && counts > 1;
            if null_is_default || is_one_of_several || (place.ends_with("/repeats_max") && value == json!(7)) {
                continue;
            }
            // A table without known keys is a step that says nothing, which is another statement.
            let is_table = place.matches('/').count() == 2 && place.starts_with("/steps/") || place == "/steps";
            if is_table && value.is_object() {
                continue;
            }
            let mut copy = process.clone();
            if let Some(spot) = copy.pointer_mut(place) {
                *spot = value.clone();
            }
            all.push((copy.to_string(), format!("{place} as {value}")));
        }
        let (parent, key) = place.rsplit_once('/').unwrap_or_default();
        let is_key = key.parse::<usize>().is_err() && !["start", "end"].contains(&key) && !is_after_end(place);
        let is_step = parent == "/steps";
        let is_one_of_several = key == "repeats_max" && counts > 1;
        if is_key && !is_step && !is_one_of_several {
            let mut copy = process.clone();
            if let Some(parent) = copy.pointer_mut(parent).and_then(Value::as_object_mut) {
                parent.remove(key);
            }
            all.push((copy.to_string(), format!("{place} removed")));
        }
    }
    all
}

/// Whether each document passes.
fn passes(body: &str, documents: &[String]) -> Vec<bool> {
    let text = policy("applies_to = \"process\"\n", &format!("fn check(doc) {{ let g = graph(doc); {body} }}\n"));
    let paths: Vec<String> = (0..documents.len()).map(|at| format!("{at:03}.json")).collect();
    let mut files: Vec<(&str, &str)> =
        paths.iter().map(String::as_str).zip(documents.iter().map(String::as_str)).collect();
    files.push(("policies/own/x.rhai", &text));
    let report = report(&files);
    assert!(report.diagnostics.is_empty(), "{body}");
    let judged = |path: &String| {
        let own = report.findings.iter().filter(|finding| *finding.document.path == **path);
        let verdicts: Vec<Verdict> =
            own.filter(|finding| *finding.policy == *"own/x").map(|finding| finding.verdict).collect();
        let passed = report.passes.iter().any(|pass| *pass.document.path == **path);
        assert!(verdicts.is_empty() == passed, "{path}: {verdicts:?}");
        passed
    };
    paths.iter().map(judged).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, rng_seed: RngSeed::Fixed(1), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_question_is_passed_by_what_is_missing_or_spoilt(process in processes(), number in 0..POLICIES.len()) {
        let body = POLICIES[number];
        let spoilt = spoilt(&process);
        let mut texts = vec![process.to_string()];
        texts.extend(spoilt.iter().map(|(text, _)| text.clone()));
        let came = passes(body, &texts);
        if !came[0] {
            for ((text, what), passed) in spoilt.iter().zip(&came[1..]) {
                prop_assert!(!passed, "{what} passes by accident\n{text}\n{}\n{body}", texts[0]);
            }
        }
    }
}
