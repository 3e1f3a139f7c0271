use super::*;
use crate::message::Words;

const COMPLAINT: &str = r#"
    "receive": { "next": "verify" },
    "verify": { "next": [{ "to": "resolve", "when": "simple" }, "ask", "investigate"] },
    "ask": { "next": [{ "to": "verify", "repeats_max": 2 }, { "to": "close", "trigger": "timeout" }] },
    "investigate": { "next": "decide", "escalations": { "at": "80%", "to": "lead", "moves_to": "board" } },
    "decide": { "next": "resolve" },
    "board": { "next": "resolve" },
    "resolve": { "next": ["close", { "to": "process:appeal", "trigger": "rejected" }] },
    "close": {}"#;

fn gaps(graph: &Graph, documents: &Documents) -> String {
    let shown = |gap: &Gap| match &gap.why.words {
        Words::Catalogue(id) => format!("{} {id}", documents.pointer(&gap.spot)),
        Words::Own(_) => String::new(),
    };
    graph.gaps.iter().map(shown).collect::<Vec<_>>().join("; ")
}

#[test]
fn a_whole_process_is_read() {
    let (documents, graph) = steps(COMPLAINT);
    assert_eq!(gaps(&graph, &documents), "");
    assert_eq!(named(&graph, &graph.entries), "receive");
    assert_eq!(named(&graph, &graph.ends()), "close");
    assert_eq!(named(&graph, &graph.stops()), "close resolve");
    assert_eq!(named(&graph, &graph.dead_ends()), "");
    assert_eq!(named(&graph, &graph.stuck()), "");
    assert_eq!(named(&graph, &graph.next(numbers(&graph, "investigate")[0])), "board decide");
    assert_eq!(named(&graph, &graph.previous(numbers(&graph, "resolve")[0])), "board decide verify");
    let way = |from: &str, to: &str, avoided: &str| {
        let way = graph.way(&numbers(&graph, from), &numbers(&graph, to), &numbers(&graph, avoided));
        way.map(|way| named(&graph, &way))
    };
    assert_eq!(way("receive", "close", "").as_deref(), Some("receive verify ask close"));
    assert_eq!(way("receive", "close", "ask").as_deref(), Some("receive verify resolve close"));
    assert_eq!(way("investigate", "resolve", "decide").as_deref(), Some("investigate board resolve"));
    assert_eq!(way("close", "receive", ""), None);
}

#[test]
fn loops_say_what_bounds_them() {
    let told = |body: &str| {
        let (documents, graph) = steps(body);
        let one = |found: &Loop| {
            let counts: Vec<String> = found.counts.iter().map(|spot| documents.pointer(spot)).collect();
            format!(
                "{} | exit {} counted {} {}",
                named(&graph, &found.round),
                found.has_exit,
                found.counted,
                counts.join(" ")
            )
        };
        loops(&graph, &documents).iter().map(one).collect::<Vec<_>>().join("; ")
    };
    assert_eq!(told(COMPLAINT), "ask verify | exit true counted true /steps/ask/next/0/repeats_max");
    assert_eq!(told(r#""bot": { "next": "faq" }, "faq": { "next": "bot" }"#), "bot faq | exit false counted false ");
    assert_eq!(
        told(r#""a": { "next": "a" }, "b": { "next": ["b", "process:x"] }"#),
        "a | exit false counted false ; b | exit true counted false "
    );
    assert_eq!(
        told(
            r#""a": { "next": ["b", { "to": "a", "repeats_max": 1 }] }, "b": { "next": ["c", { "to": "a", "repeats_max": 2 }] }, "c": { "next": "b" }"#
        ),
        "b c | exit false counted false /steps/a/next/1/repeats_max /steps/b/next/1/repeats_max",
        "a round that nobody counts is the one that is shown"
    );
}

#[test]
fn what_cannot_be_read_is_a_gap_at_its_place() {
    for (body, expected) in [
        ("", "/steps why.missing"),
        (r#""steps": 5"#, "/steps why.type"),
        (r#""steps": {}"#, "/steps why.no-entry"),
        (r#""steps": { "a": { "next": "b" } }"#, "/steps/a/next why.no-step"),
        (r#""steps": { "a": { "next": ["a", { "when": "never" }] } }"#, "/steps/a/next/1/to why.missing"),
        (r#""steps": { "a": { "next": [null] } }"#, "/steps/a/next/0 why.missing"),
        (r#""steps": { "a": { "next": 5 } }"#, "/steps/a/next why.type"),
        (r#""steps": { "a": { "kind": "klose" } }"#, "/steps/a/kind why.word"),
        (r#""steps": { "a": { "end": "yes" } }"#, "/steps/a/end why.type"),
        (r#""steps": { "a": { "end": "${x}" } }"#, "/steps/a/end why.computed"),
        (r#""steps": { "a": null, "b": { "next": "a" } }"#, "/steps/a why.missing; /steps/b/next why.duplicate"),
        (r#""steps": { "a": {}, "b": {}, "a": {} }"#, "/steps/a why.duplicate; /steps/a why.duplicate"),
        (r#""steps": { "a": { "escalations": { "moves_to": "b" } } }"#, "/steps/a/escalations/moves_to why.no-step"),
        (r#""steps": { "a": {} }, "start": "b""#, "/start why.no-step"),
        (r#""steps": { "a": {} }, "start": ["a", 5]"#, "/start/1 why.type"),
        (r#""steps": { "a": {} }, "start": []"#, "/steps why.no-entry"),
        (
            r#""steps": { "a": {} }, "deadlines": { "d": { "within": "1h", "escalations": { "moves_to": "x" } } }"#,
            "/deadlines/d/escalations/moves_to why.no-step",
        ),
        (
            "\"steps\": { \"e\u{301}\": {}, \"\u{e9}\": {} }",
            "/steps/e\u{301} why.duplicate; /steps/\u{e9} why.duplicate",
        ),
    ] {
        let (documents, graph) = process(body);
        assert_eq!(gaps(&graph, &documents), expected, "{body}");
    }
}

#[test]
fn names_are_compared_after_nfc_and_may_name_their_own_process() {
    let (documents, graph) =
        steps("\"caf\u{e9}\": { \"next\": [\"p/b\", \"q/b\"] }, \"b\": { \"next\": \"cafe\u{301}\" }");
    assert_eq!(gaps(&graph, &documents), "");
    assert_eq!(graph.edges.len(), 2);
    assert!(graph.steps[1].leaves && graph.step_named("cafe\u{301}").is_some());
    assert_eq!(named(&graph, &graph.stuck()), "");
}

#[test]
fn nothing_uncertain_is_called_stuck() {
    let stuck = |body: &str| {
        let (_, graph) = process(body);
        format!("{} | {}", named(&graph, &graph.stuck()), named(&graph, &graph.dead_ends()))
    };
    assert_eq!(stuck(r#""steps": { "a": { "next": "b" }, "b": {} }"#), "a b | b");
    assert_eq!(stuck(r#""steps": { "a": { "next": "b" }, "b": { "next": [] } }"#), "a b | b");
    assert_eq!(stuck(r#""steps": { "a": { "next": "b" }, "b": { "next": "nowhere" } }"#), " | ");
    assert_eq!(stuck(r#""steps": { "a": { "next": "b" }, "b": { "end": "perhaps" } }"#), " | ");
    assert_eq!(
        stuck(r#""steps": { "a": { "next": "b" }, "b": {}, "c": { "end": true } }, "start": "c""#),
        " | b",
        "nobody gets there"
    );
    let deadline = r#""deadlines": { "d": { "within": "1h", "escalations": { "at": "80%", "moves_to": "c" } } }"#;
    assert_eq!(
        stuck(&format!(r#""steps": {{ "a": {{ "next": "b" }}, "b": {{}}, "c": {{ "end": true }} }}, {deadline}"#)),
        " | b"
    );
}

#[test]
fn deadlines_move_cases_from_anywhere() {
    let (documents, graph) = process(
        r#""steps": { "a": { "next": "b" }, "b": { "next": "z" }, "c": { "next": "z" }, "z": { "end": true } },
           "deadlines": { "d": { "within": "1h", "escalations": { "at": "80%", "moves_to": "c" } } }"#,
    );
    assert_eq!(named(&graph, &graph.entries), "a");
    assert_eq!(named(&graph, &graph.way(&[0], &[3], &[1]).unwrap_or_default()), "a c z");
    assert!(loops(&graph, &documents).is_empty());
    let length = longest(&graph, &documents, &[0], &[3]);
    let Length::Unknown { steps, spot, .. } = length else { panic!("{length:?}") };
    assert_eq!(
        (named(&graph, &steps).as_str(), documents.pointer(&spot).as_str()),
        ("c", "/deadlines/d/escalations/moves_to")
    );
}

#[test]
fn a_loop_that_nothing_leads_to_begins_anywhere_on_it() {
    let (_, graph) =
        steps(r#""a": { "next": "b" }, "b": { "next": ["a", "c"] }, "c": { "end": true }, "d": { "next": "c" }"#);
    assert_eq!(named(&graph, &graph.entries), "a b d");
    assert_eq!(named(&graph, &graph.presumed), "a b");
    let (_, graph) = steps(r#""a": { "next": ["a", "b"] }, "b": { "end": true }"#);
    assert_eq!((named(&graph, &graph.entries), graph.presumed.len()), ("a".to_owned(), 0));
}

#[test]
fn lengths_say_what_is_missing() {
    let told = |body: &str, from: &str, to: &str| {
        let (documents, graph) = steps(body);
        match longest(&graph, &documents, &numbers(&graph, from), &numbers(&graph, to)) {
            Length::Sum { total, steps } => format!("{}: {}", named(&graph, &steps), total.duration().raw()),
            Length::NoWay => "no way".to_owned(),
            Length::Unknown { steps, spot, why } => {
                format!("unknown {} at {} {:?}", named(&graph, &steps), documents.pointer(&spot), why.words)
            }
            Length::Endless { round } => format!("endless {}", named(&graph, &round)),
        }
    };
    let plan = r#""a": { "within": "1h", "next": ["b", "c"] }, "b": { "within": "2h", "next": { "to": "d", "after": "1 business day" } },
        "c": { "within": "30m", "next": "d" }, "d": { "within": "4h", "next": [{ "to": "b", "repeats_max": 1 }, "e"] }, "e": {}"#;
    assert_eq!(told(plan, "a", "d"), "a b d: 2 business days 13 hours");
    assert_eq!(told(plan, "d", "a"), "no way");
    assert_eq!(told(plan, "a", "e"), r#"unknown e at /steps/e/within Catalogue("why.missing")"#);
    let unlike = r#""a": { "within": "1h", "next": ["b", "c"] }, "b": { "within": "2 business days", "next": "d" },
        "c": { "within": "3 calendar days", "next": "d" }, "d": { "within": "4h" }"#;
    assert_eq!(told(unlike, "a", "d"), r#"unknown b c at /steps/b/within Catalogue("compare.needs-calendar")"#);
    let bare =
        r#""a": { "within": "1h", "next": "b" }, "b": { "within": "2h", "next": ["a", "c"] }, "c": { "within": "1h" }"#;
    assert_eq!(told(bare, "a", "c"), "endless a b");
    let odd = r#""a": { "within": "1h", "next": { "to": "b", "after": "soon" } }, "b": { "within": "a while" }"#;
    assert!(told(odd, "a", "b").starts_with("unknown a b at /steps/a/next/after"), "{}", told(odd, "a", "b"));
}

#[test]
fn the_order_of_tables_and_edges_changes_nothing() {
    let turned = r#"
    "close": {}, "resolve": { "next": [{ "to": "process:appeal" }, "close"] }, "board": { "next": "resolve" },
    "decide": { "next": "resolve" }, "ask": { "next": [{ "to": "close" }, { "to": "verify", "repeats_max": 2 }] },
    "investigate": { "escalations": { "moves_to": "board" }, "next": "decide" },
    "verify": { "next": ["investigate", "ask", { "to": "resolve" }] }, "receive": { "next": "verify" }"#;
    let told = |body: &str| {
        let (documents, graph) = steps(body);
        let mut told = vec![named(&graph, &graph.entries), named(&graph, &graph.ends()), named(&graph, &graph.stuck())];
        for from in 0..graph.steps.len() as u32 {
            told.extend(
                (0..graph.steps.len() as u32)
                    .map(|to| named(&graph, &graph.way(&[from], &[to], &[]).unwrap_or_default())),
            );
        }
        told.extend(loops(&graph, &documents).iter().map(|found| named(&graph, &found.round)));
        told
    };
    assert_eq!(told(COMPLAINT), told(turned));
}
