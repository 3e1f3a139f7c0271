//! Shared by the tests of all formats: reading a text, showing what came of it, and properties that hold for each.

use proptest::prelude::*;

use super::*;
use crate::document::{NodeId, Number, Value, pointer};
use crate::message::{Arg, Words};
use crate::source::Home;

pub(super) fn read(format: Format, text: &str) -> Parsed {
    read_with(format, text.as_bytes().to_vec(), Limits::default())
}

pub(super) fn read_with(format: Format, bytes: Vec<u8>, limits: Limits) -> Parsed {
    parse(format, &Arc::new(Source::new(Home::Workspace, "a", bytes)), SourceId(0), limits)
}

/// The only document of a readable text.
pub(super) fn document(format: Format, text: &str) -> Document {
    let mut parsed = read(format, text);
    assert!(!parsed.broken, "{:?}", parsed.problems);
    assert_eq!(parsed.documents.len(), 1);
    parsed.documents.remove(0)
}

/// A document as JSON, with dates marked by `@` and numbers of either kind as they are.
pub(super) fn value(document: &Document, id: NodeId) -> serde_json::Value {
    match document.node(id).value {
        Value::Null => serde_json::Value::Null,
        Value::Bool(value) => value.into(),
        Value::Number(Number::Int(value)) => value.into(),
        Value::Number(Number::Float(value)) => value.into(),
        Value::Text(text) => document.str(text).into(),
        Value::Date(text) => format!("@{}", document.str(text)).into(),
        Value::List => document.children(id).map(|child| value(document, child)).collect(),
        Value::Map => {
            let entry = |child| (document.key(child).unwrap_or("").to_owned(), value(document, child));
            serde_json::Value::Object(document.children(id).map(entry).collect())
        }
    }
}

/// The whole document as compact JSON, entries in file order.
pub(super) fn shown(format: Format, text: &str) -> String {
    let document = document(format, text);
    let mut out = String::new();
    show(&document, document.root(), &mut out);
    out
}

fn show(document: &Document, id: NodeId, out: &mut String) {
    let (open, close) = match document.node(id).value {
        Value::List => ('[', ']'),
        Value::Map => ('{', '}'),
        _ => return out.push_str(&value(document, id).to_string()),
    };
    out.push(open);
    for (at, child) in document.children(id).enumerate() {
        if at > 0 {
            out.push(',');
        }
        if let Some(key) = document.key(child) {
            out.push_str(key);
            out.push(':');
        }
        show(document, child, out);
    }
    out.push(close);
}

/// The text at which a value is shown.
pub(super) fn at<'d>(document: &'d Document, pointer: &str) -> &'d str {
    let id = pointer::find(document, pointer).unwrap_or_else(|| panic!("nothing at {pointer}"));
    document.source.slice(document.node(id).span)
}

/// The text at which a key is shown.
pub(super) fn key_at<'d>(document: &'d Document, pointer: &str) -> &'d str {
    let id = pointer::find(document, pointer).unwrap_or_else(|| panic!("nothing at {pointer}"));
    document.source.slice(document.node(id).key_span)
}

/// Where and why a text is refused: first byte, message id, reason.
pub(super) fn refusal(parsed: &Parsed) -> (u32, &'static str, String) {
    assert!(parsed.broken, "expected a refusal");
    assert_eq!(parsed.problems.len(), 1);
    assert!(!parsed.documents.is_empty());
    let problem = &parsed.problems[0];
    assert_eq!(problem.code, "builtin/unreadable-document");
    assert_eq!(problem.severity, crate::diagnostic::Severity::Error);
    let Words::Catalogue(id) = problem.message.words else { panic!("own words") };
    let reason = problem.message.args.iter().find(|(name, _)| name == "reason").map(|(_, value)| match value {
        Arg::Text(text) => text.to_string(),
        Arg::Word(word) => (*word).to_owned(),
        other => panic!("{other:?}"),
    });
    (problem.location.unwrap().span.start, id, reason.unwrap_or_default())
}

/// Codes of the problems of a readable text, with the text they point at.
pub(super) fn problems(format: Format, text: &str) -> Vec<(String, String)> {
    let parsed = read(format, text);
    assert!(!parsed.broken, "{:?}", parsed.problems);
    let shown = |problem: &Diagnostic| {
        let span = problem.location.unwrap().span;
        (problem.code.to_string(), text[span.range()].to_owned())
    };
    parsed.problems.iter().map(shown).collect()
}

pub(super) const ALL: [Format; 6] = [Format::Toml, Format::Yaml, Format::Json, Format::Jsonc, Format::Xml, Format::Csv];

#[test]
fn formats_are_known_by_extension_in_any_case() {
    assert_eq!(Format::of_path("a/b.toml"), Some(Format::Toml));
    assert_eq!(Format::of_path("b.YAML"), Some(Format::Yaml));
    assert_eq!(Format::of_path("b.x.Yml"), Some(Format::Yaml));
    assert_eq!(Format::of_path("b.json"), Some(Format::Json));
    assert_eq!(Format::of_path("流程.jsonc"), Some(Format::Jsonc));
    assert_eq!(Format::of_path("a.bpmn20.xml"), Some(Format::Xml));
    assert_eq!(Format::of_path("a.BPMN"), Some(Format::Xml));
    assert_eq!(Format::of_path("a.bpmn2"), Some(Format::Xml));
    assert_eq!(Format::of_path("a.CSV"), Some(Format::Csv));
    for other in ["", "json", "a.yaml/b", "a.yaml.bak", "a.bpmnx", "a.yaml\\b", "a."] {
        assert_eq!(Format::of_path(other), None, "{other}");
    }
}

#[test]
fn bytes_that_do_not_decode_are_refused_where_they_stand() {
    for format in ALL {
        let parsed = read_with(format, b"\"ab\xFFcd\"".to_vec(), Limits::default());
        assert_eq!(refusal(&parsed), (3, "parse.undecodable", String::new()));
    }
}

#[test]
fn a_nul_is_refused_where_it_stands() {
    for format in ALL {
        let parsed = read(format, "a: 1\n\0");
        assert_eq!(refusal(&parsed), (5, "parse.nul", String::new()));
    }
}

#[test]
fn empty_texts_are_readable_where_the_format_says_so() {
    assert_eq!(shown(Format::Toml, ""), "{}");
    assert_eq!(shown(Format::Yaml, ""), "null");
    assert_eq!(shown(Format::Yaml, "# nothing\n"), "null");
    for format in [Format::Json, Format::Jsonc] {
        assert_eq!(refusal(&read(format, "")), (0, "parse.unreadable", "word.json-value".into()));
    }
}

#[test]
fn a_byte_order_mark_moves_no_span() {
    for (format, text) in [(Format::Toml, "名 = 1"), (Format::Yaml, "名: 1"), (Format::Json, "{\"名\": 1}")] {
        let text = if format == Format::Toml { text.replace('名', "\"名\"") } else { text.to_owned() };
        let parsed = read_with(format, format!("\u{feff}{text}").into_bytes(), Limits::default());
        assert!(!parsed.broken, "{:?}", parsed.problems);
        assert_eq!(at(&parsed.documents[0], "/名"), "1");
    }
}

#[test]
fn utf_16_is_read_and_placed_on_disk() {
    let text = "名称: 退款\nlimit: 12\n";
    let bytes = [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let parsed = read_with(Format::Yaml, bytes, Limits::default());
    let document = &parsed.documents[0];
    let limit = document.get(document.root(), "limit").unwrap();
    assert_eq!(document.node(limit).value, Value::Number(Number::Int(12)));
    let place = document.source.place(document.node(limit).span.start);
    assert_eq!((place.line, place.column, place.offset), (2, 8, 2 + 2 * 14));
}

#[test]
fn deep_nesting_is_refused_without_deep_recursion() {
    let deep = 100_000;
    let cases = [
        (Format::Json, "[".repeat(deep), 128),
        (Format::Json, "{\"a\":".repeat(deep), 5 * 128),
        (Format::Yaml, "[".repeat(deep), 129),
        (Format::Yaml, "{a: ".repeat(deep), 4 * 129),
        (Format::Yaml, "- ".repeat(deep), 2 * 128),
        (Format::Toml, format!("a = {}", "[".repeat(deep)), 4 + 79),
        (Format::Toml, format!("a = {}", "{a=".repeat(deep)), 4 + 3 * 79),
        (Format::Toml, format!("{}a = 1", "a.".repeat(deep)), 2 * 80 - 1),
        (Format::Toml, format!("[{}a]", "a.".repeat(deep)), 2 * 80 - 2),
    ];
    for (format, text, offset) in cases {
        let (start, id, _) = refusal(&read(format, &text));
        assert_eq!((start, id), (offset, "parse.too-deep"), "{format:?} {}", &text[..8]);
    }
}

#[test]
fn configured_depth_is_capped() {
    let limits = Limits { depth: u32::MAX, ..Limits::default() };
    let parsed = read_with(Format::Json, "[".repeat(100_000).into_bytes(), limits);
    assert_eq!(refusal(&parsed).0, 256);
}

#[test]
fn the_node_cap_names_the_value_that_is_too_many() {
    let limits = Limits { nodes: 3, ..Limits::default() };
    for (format, text) in [
        (Format::Json, "[1,2,3]"),
        (Format::Yaml, "[1,2,3]"),
        (Format::Yaml, "--- a\n--- b\n--- c\n--- 3\n"),
        (Format::Toml, "a=1\nb=2\nc=3\n"),
    ] {
        let parsed = read_with(format, text.into(), limits);
        let three = text.find('3').unwrap() as u32;
        assert_eq!(refusal(&parsed), (three, "parse.too-many-nodes", String::new()), "{text}");
    }
}

/// Trees that every format but TOML can hold.
fn tree() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(serde_json::Value::from),
        any::<i64>().prop_map(serde_json::Value::from),
        any::<f64>().prop_filter("finite", |n| n.is_finite()).prop_map(serde_json::Value::from),
        text().prop_map(serde_json::Value::from),
    ];
    leaf.prop_recursive(5, 60, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(serde_json::Value::from),
            prop::collection::btree_map(text(), inner, 0..6)
                .prop_map(|map| serde_json::Value::Object(map.into_iter().collect())),
        ]
    })
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z]{0,8}",
        "[ -~]{0,12}",
        "[\\u{4e00}-\\u{4e20}a\\n\\t\"\\\\#:{},]{0,8}",
        Just("👩‍💻".to_owned()),
        "\\PC{0,6}",
    ]
}

/// YAML in block style with quoted text, so that structure and nothing else is put to the test.
fn block(value: &serde_json::Value, indent: usize, out: &mut String) {
    let pad = " ".repeat(indent);
    match value {
        serde_json::Value::Array(items) if !items.is_empty() => {
            for item in items {
                out.push_str(&format!("\n{pad}-"));
                block(item, indent + 2, out);
            }
        }
        serde_json::Value::Object(map) if !map.is_empty() => {
            for (key, item) in map {
                out.push_str(&format!("\n{pad}{}:", serde_json::Value::from(key.as_str())));
                block(item, indent + 2, out);
            }
        }
        other => out.push_str(&format!(" {other}")),
    }
}

/// Every span lies in the text, on characters; text slices read back as their value.
fn check_spans(format: Format, document: &Document) -> Result<(), TestCaseError> {
    let text = &document.source.text;
    for id in document.ids() {
        let node = document.node(id);
        for span in [node.span, node.key_span] {
            prop_assert!(text.get(span.range()).is_some(), "{span:?} in {text:?}");
        }
        if let Some(parent) = document.parent(id) {
            let outer = document.node(parent).span;
            prop_assert!(outer.start <= node.span.start && node.span.end <= outer.end, "{outer:?} {:?}", node.span);
        }
        if let Some(expected) = document.text(id) {
            let again = read(format, document.source.slice(node.span));
            prop_assert_eq!(again.documents[0].text(NodeId::ROOT), Some(expected));
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn json_reads_back_equal(tree in tree(), pretty: bool) {
        let text = if pretty { format!("{tree:#}") } else { tree.to_string() };
        let document = document(Format::Json, &text);
        prop_assert_eq!(value(&document, NodeId::ROOT), tree);
        check_spans(Format::Json, &document)?;
    }

    #[test]
    fn json_is_yaml_and_reads_back_equal(tree in tree(), pretty: bool) {
        let text = if pretty { format!("{tree:#}") } else { tree.to_string() };
        let document = document(Format::Yaml, &text);
        prop_assert_eq!(value(&document, NodeId::ROOT), tree);
        check_spans(Format::Yaml, &document)?;
    }

    #[test]
    fn block_yaml_reads_back_equal(tree in tree(), crlf: bool) {
        let mut text = String::new();
        block(&tree, 0, &mut text);
        text.push_str("\n\n  # the end\n");
        let text = if crlf { text.replace('\n', "\r\n") } else { text };
        let document = document(Format::Yaml, &text);
        prop_assert_eq!(value(&document, NodeId::ROOT), tree);
        check_spans(Format::Yaml, &document)?;
        let end = document.node(NodeId::ROOT).span.end as usize;
        prop_assert_eq!(text[end..].trim(), "# the end");
    }

    #[test]
    fn no_text_panics_and_every_span_fits(text in "[\\[\\]{}:,\"'\\\\a0-9\\-. \\n\\t\\r#&*!|>%=<?~_中éu/]{0,60}") {
        for format in ALL {
            let parsed = read(format, &text);
            prop_assert!(!parsed.documents.is_empty());
            for problem in &parsed.problems {
                let places = problem.related.iter().map(|related| related.location).chain(problem.location);
                for place in places {
                    prop_assert!(text.get(place.span.range()).is_some());
                }
            }
            for document in &parsed.documents {
                for id in document.ids() {
                    prop_assert!(text.get(document.node(id).span.range()).is_some());
                    prop_assert!(text.get(document.node(id).key_span.range()).is_some());
                }
            }
        }
    }

    #[test]
    fn strict_json_is_refused_exactly_when_serde_json_refuses_it(text in "[\\[\\]{}:,\"\\\\a01-9. \\nue+-]{0,12}|(\\[|\\]|\\{|\\}|,|:|\"a\"|-?[0-9.]{1,3}|true|null| ){0,12}") {
        let ours = read(Format::Json, &text);
        let theirs: Result<serde_json::Value, _> = serde_json::from_str(&text);
        prop_assert_eq!(ours.broken, theirs.is_err(), "{:?} {:?}", text, theirs);
    }

    #[test]
    fn toml_is_refused_exactly_when_the_crate_refuses_it(text in "([ab.=\\[\\]{},\"'\\n#1-]|a = |\\[a|\\]\\n|= 1\\n){0,24}") {
        let ours = read(Format::Toml, &text);
        let theirs = ::toml::de::DeTable::parse(&text);
        prop_assert_eq!(ours.broken, theirs.is_err());
        if let Err(error) = theirs {
            prop_assert!(refusal(&ours).0 as usize <= error.span().map_or(text.len(), |span| span.start));
        }
    }
}
