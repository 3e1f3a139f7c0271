use crate::document::{Limits, NodeId, Number, Value};
use crate::parse::Format::{Json, Jsonc};
use crate::parse::tests::{at, document, key_at, problems, read, read_with, refusal, shown};

#[track_caller]
fn refused(text: &str, offset: u32, reason: &str) {
    assert_eq!(refusal(&read(Json, text)), (offset, "parse.unreadable", format!("word.json-{reason}")), "{text}");
}

#[test]
fn values_and_places_are_exact() {
    let text = r#" {"名" : [1, -2.5e1, true, false, null, "退款"], "b":{}} "#;
    let document = document(Json, text);
    assert_eq!(at(&document, ""), text.trim());
    assert_eq!(key_at(&document, "/名"), "\"名\"");
    assert_eq!(at(&document, "/名"), r#"[1, -2.5e1, true, false, null, "退款"]"#);
    assert_eq!(at(&document, "/名/1"), "-2.5e1");
    assert_eq!(at(&document, "/名/5"), "\"退款\"");
    assert_eq!(at(&document, "/b"), "{}");
    assert_eq!(shown(Json, text), r#"{名:[1,-25.0,true,false,null,"退款"],b:{}}"#);
}

#[test]
fn numbers_keep_their_kind() {
    let number = |text: &str| match document(Json, text).node(NodeId::ROOT).value {
        Value::Number(number) => number,
        other => panic!("{other:?}"),
    };
    assert_eq!(number("9223372036854775807"), Number::Int(i64::MAX));
    assert_eq!(number("-9223372036854775808"), Number::Int(i64::MIN));
    assert_eq!(number("9223372036854775808"), Number::Float(9_223_372_036_854_775_808.0));
    assert_eq!(number("1.0"), Number::Float(1.0));
    assert_eq!(number("1E2"), Number::Float(100.0));
}

#[test]
fn escapes_are_undone() {
    assert_eq!(shown(Json, r#""\"\\\/\b\f\n\r\t\u00e9\ud83d\udc4dA""#), "\"\\\"\\\\/\\b\\f\\n\\r\\té👍A\"");
    assert_eq!(shown(Json, r#"{"\u0061b": "x\ny"}"#), r#"{ab:"x\ny"}"#);
    assert_eq!(key_at(&document(Json, r#"{"\u0061b": 1}"#), "/ab"), r#""\u0061b""#);
}

#[test]
fn half_a_surrogate_pair_is_refused() {
    for text in [r#""\ud83d""#, r#""\udc4d\ud83d""#, r#""\ud83d\u0041""#, r#""\ud83dx""#] {
        refused(text, 1, "surrogate");
    }
}

#[test]
fn strings_end_where_they_must() {
    refused("\"a\nb\"", 2, "control-character");
    refused("\"a\\q\"", 2, "escape");
    refused("\"a\\u12g4\"", 2, "escape");
    refused("\"a\\", 2, "escape");
    refused("[1, \"ab", 4, "open-string");
    refused("[\"a\\n", 1, "open-string");
}

#[test]
fn numbers_follow_the_grammar() {
    refused("01", 1, "nothing-more");
    refused("[1.]", 2, "number");
    refused("[1.e3]", 2, "number");
    refused("[1e]", 2, "number");
    refused("[1e+]", 2, "number");
    refused("[-]", 1, "number");
    refused("[-a]", 1, "number");
    refused("[+1]", 1, "value");
    refused("[.5]", 1, "value");
    refused("[NaN]", 1, "value");
    refused("[0x1]", 2, "comma-or-bracket");
}

#[test]
fn structure_is_refused_at_the_first_wrong_byte() {
    refused("{\"a\" 1}", 5, "colon");
    refused("{a: 1}", 1, "key");
    refused("{\"a\": 1,}", 8, "key");
    refused("[1,]", 3, "value");
    refused("[1 2]", 3, "comma-or-bracket");
    refused("{\"a\":1]", 6, "comma-or-brace");
    refused("[}", 1, "value");
    refused("nul", 0, "value");
    refused("truex", 4, "nothing-more");
    refused("{} {}", 3, "nothing-more");
    refused("// c\n1", 0, "value");
    refused("\u{a0}1", 0, "value");
}

#[test]
fn an_open_bracket_is_shown_beside_the_end() {
    for (text, bracket) in [("{\"a\": [1, 2", 6), ("{\"a\": [1,", 6), ("{\"a\": ", 0), ("[[], ", 0), ("{", 0)] {
        let parsed = read(Json, text);
        assert_eq!(refusal(&parsed).0 as usize, text.len(), "{text}");
        assert_eq!(parsed.problems[0].related[0].location.span.start, bracket, "{text}");
    }
}

#[test]
fn what_was_read_before_a_refusal_is_kept() {
    let parsed = read(Json, r#"{"id": "x", "steps": [{"a": 1}, }"#);
    assert_eq!(at(&parsed.documents[0], "/id"), "\"x\"");
    assert_eq!(at(&parsed.documents[0], "/steps/0/a"), "1");
}

#[test]
fn comments_and_trailing_commas_are_a_dialect() {
    let text = "// head\n{ /* a */ \"a\": [1, 2,], // b\n \"b\": {\"c\": 1,},\n}\n/* end */";
    assert_eq!(shown(Jsonc, text), "{a:[1,2],b:{c:1}}");
    assert!(read(Json, text).broken);
    for (text, offset, reason) in [
        ("[,]", 1, "value"),
        ("[1,,]", 3, "value"),
        ("[1 / 2]", 3, "value"),
        ("[1] /* x", 4, "open-comment"),
        ("/*/", 0, "open-comment"),
    ] {
        let expected = (offset, "parse.unreadable", format!("word.json-{reason}"));
        assert_eq!(refusal(&read(Jsonc, text)), expected, "{text}");
    }
}

#[test]
fn each_repeated_key_is_one_problem() {
    let text = r#"{"a": 1, "b": 2, "a": 3, "\u0061": 4}"#;
    let expected = [("builtin/duplicate-key", "\"a\""), ("builtin/duplicate-key", "\"\\u0061\"")];
    assert_eq!(problems(Json, text), expected.map(|(code, key)| (code.to_owned(), key.to_owned())));
    let parsed = read(Json, text);
    let first = parsed.problems[0].related[0].location.span;
    assert_eq!(first.start, 1);
    let root = parsed.documents[0].root();
    let marked: Vec<bool> =
        parsed.documents[0].children(root).map(|child| parsed.documents[0].node(child).duplicate).collect();
    assert_eq!(marked, [true, false, true, true]);
}

#[test]
fn problems_are_in_file_order() {
    let text = r#"{"o": {"x": 1, "x": 2}, "o": {"y": 1, "y": 2}}"#;
    let starts: Vec<u32> = read(Json, text).problems.iter().map(|p| p.location.unwrap().span.start).collect();
    assert_eq!(starts, [15, 24, 38]);
}

#[test]
fn depth_is_counted_exactly() {
    let limits = Limits { depth: 3, ..Limits::default() };
    assert!(!read_with(Json, b"[[[1]]]".to_vec(), limits).broken);
    assert_eq!(refusal(&read_with(Json, b"[[[[1]]]]".to_vec(), limits)).0, 3);
}
