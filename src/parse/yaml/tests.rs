mod aliases;

use crate::document::{NodeId, Value, pointer};
use crate::parse::Format::Yaml;
use crate::parse::tests::{at, document, key_at, problems, read, refusal, shown};

#[test]
fn values_and_places_are_exact() {
    let text =
        "名称: 退款流程 # 注释\r\nsteps:\r\n  - id: \"a\\u0041\"\r\n    'owner': it''s\r\n  -  [x , 12]\r\nlast:\r\n";
    let document = document(Yaml, text);
    assert_eq!(key_at(&document, "/名称"), "名称");
    assert_eq!(at(&document, "/名称"), "退款流程");
    assert_eq!(at(&document, "/steps/0/id"), "\"a\\u0041\"");
    assert_eq!(key_at(&document, "/steps/0/owner"), "'owner'");
    assert_eq!(at(&document, "/steps/0/owner"), "it''s");
    assert_eq!(at(&document, "/steps/1"), "[x , 12]");
    assert_eq!(at(&document, "/steps/0"), "id: \"a\\u0041\"\r\n    'owner': it''s");
    assert_eq!(at(&document, "/steps"), "- id: \"a\\u0041\"\r\n    'owner': it''s\r\n  -  [x , 12]");
    assert_eq!(document.text(pointer::find(&document, "/steps/0/id").unwrap()), Some("aA"));
}

#[test]
fn blocks_end_with_their_last_word() {
    let text = "a:\n  - b\n\n  # a comment\n\n\nc:\n  d: {e: 1}\n\n# end\n";
    let document = document(Yaml, text);
    assert_eq!(at(&document, "/a"), "- b");
    assert_eq!(at(&document, "/c"), "d: {e: 1}");
    assert_eq!(at(&document, ""), "a:\n  - b\n\n  # a comment\n\n\nc:\n  d: {e: 1}");
}

#[test]
fn block_scalars_are_shown_by_their_content() {
    let text = "a: |\n\n  one\n    two  \n\n\nb: >-   # c\n  three\n  four\nc: |2\n   five\nd: |+\n  six\n\ne: x\n";
    let document = document(Yaml, text);
    assert_eq!(at(&document, "/a"), "one\n    two  ");
    assert_eq!(at(&document, "/b"), "three\n  four");
    assert_eq!(at(&document, "/c"), " five");
    assert_eq!(at(&document, "/d"), "six");
    assert_eq!(shown(Yaml, text), r#"{a:"\none\n  two  \n",b:"three four",c:" five\n",d:"six\n\n",e:"x"}"#);
}

#[test]
fn block_scalars_without_content_are_shown_by_their_header() {
    let text = "a: |\nb: !t >-  # | no\n\nc: |+\n\n\nd: 1\ne: |";
    let document = document(Yaml, text);
    assert_eq!(at(&document, "/a"), "|");
    assert_eq!(at(&document, "/b"), ">");
    assert_eq!(at(&document, "/c"), "|");
    assert_eq!(document.node(pointer::find(&document, "/e").unwrap()).span.start as usize, text.len() - 1);
    assert_eq!(shown(Yaml, text), r#"{a:"",b:"",c:"\n\n",d:1,e:""}"#);
}

#[test]
fn a_block_scalar_cut_off_by_the_end_of_file_has_no_last_line_break() {
    assert_eq!(shown(Yaml, "a: |\n  x"), r#"{a:"x"}"#);
    assert_eq!(shown(Yaml, "a: |+\n  x"), r#"{a:"x"}"#);
    assert_eq!(shown(Yaml, "a: |\n  x\n"), r#"{a:"x\n"}"#);
    assert_eq!(shown(Yaml, "a: >\r\n  x\r\n  y\r\n"), r#"{a:"x y\n"}"#);
}

#[test]
fn missing_values_stand_after_the_colon() {
    let text = "a:\nb : # none\nc: !!str\nd: &x\nlist:\n-\n- e:\nlast:";
    let document = document(Yaml, text);
    let start = |pointer: &str| document.node(pointer::find(&document, pointer).unwrap()).span.start as usize;
    assert_eq!(start("/a"), 2);
    assert_eq!(start("/b"), text.find(" # none").unwrap());
    assert_eq!(start("/last"), text.len());
    assert_eq!(start("/list/1/e"), text.find("e:").unwrap() + 2);
    assert_eq!(at(&document, "").len(), text.len());
    assert_eq!(shown(Yaml, text), r#"{a:null,b:null,c:"",d:null,list:[null,{e:null}],last:null}"#);
    assert_eq!(shown(Yaml, "{a, b: , c: [k: v, : w]}"), r#"{a:null,b:null,c:[{k:"v"},{:"w"}]}"#);
}

#[test]
fn folded_and_quoted_text_is_undone() {
    let text = "a: one\n  two\n\n  three\nb: \"x\\\n  y\\t\\x41\\U0001F44D\\ud83d\\udc4d\"\nc: 'it''s\n  z'\n";
    assert_eq!(shown(Yaml, text), r#"{a:"one two\nthree",b:"xy\tA👍👍",c:"it's z"}"#);
    assert_eq!(at(&document(Yaml, text), "/a"), "one\n  two\n\n  three");
}

#[test]
fn words_of_yaml_1_1_stay_text() {
    let text = "[no, on, yes, 12:30, 0755, 0o14, 0x1F, .inf, ~, True, 1.5, 2024-01-01, '12', \"true\"]";
    assert_eq!(shown(Yaml, text), r#"["no","on","yes","12:30",755,12,31,null,null,true,1.5,"2024-01-01","12","true"]"#);
}

#[test]
fn tags_of_the_core_schema_are_respected_and_others_passed_over() {
    let text = "[!!str 12, !!int '12', !!float 3, !!bool 'true', !!null '', !own 7, !!set {a}, ! 5, !!str , !!int x]";
    assert_eq!(shown(Yaml, text), r#"["12",12,3.0,true,null,7,{a:null},"5","","x"]"#);
}

#[test]
fn keys_are_text_as_they_are_written() {
    let text = "1: a\n0x1F: b\ntrue: c\n~: d\nnull: e\n1.50: f\n\"q\\n\": g\n: h\n";
    assert_eq!(shown(Yaml, text), "{1:\"a\",0x1F:\"b\",true:\"c\",~:\"d\",null:\"e\",1.50:\"f\",q\n:\"g\",:\"h\"}");
}

#[test]
fn complex_keys_are_a_warning_and_their_entries_are_skipped() {
    let text = "a: 1\n? [x, &y z]\n: {b: [1, 2]}\n? {k: v}\nc: *y\nd: 2\n";
    let found = problems(Yaml, text);
    let expected =
        [("builtin/complex-key", "[x, &y z]"), ("builtin/complex-key", "{k: v}"), ("builtin/complex-key", "*y")];
    assert_eq!(found, expected.map(|(code, place)| (code.to_owned(), place.to_owned())));
    assert_eq!(shown(Yaml, text), "{a:1,c:null,d:2}");
    assert_eq!(read(Yaml, text).problems[0].severity, crate::diagnostic::Severity::Warning);
}

#[test]
fn unquoted_templates_are_complex_keys() {
    assert_eq!(shown(Yaml, "name: {{ user | json }}\nb: 1\n"), "{name:{},b:1}");
    assert_eq!(problems(Yaml, "name: {{ user | json }}\n")[0].1, "{ user | json }");
}

#[test]
fn a_stream_is_one_document_each() {
    let text = "# head\n---\na: 1\n---\n---\n- b\n...\n---\n# tail\n---\n";
    let parsed = read(Yaml, text);
    assert!(!parsed.broken);
    let indexes: Vec<u32> = parsed.documents.iter().map(|document| document.index).collect();
    assert_eq!(indexes, [0, 1, 2]);
    assert_eq!(at(&parsed.documents[0], "/a"), "1");
    assert_eq!(parsed.documents[1].node(NodeId::ROOT).value, Value::Null);
    assert_eq!(at(&parsed.documents[2], "/0"), "b");
}

#[test]
fn documents_before_a_refusal_are_kept() {
    let parsed = read(Yaml, "a: 1\n---\nb: [1,\n---\n");
    assert!(parsed.broken);
    assert_eq!(parsed.documents.len(), 2);
    assert_eq!(at(&parsed.documents[0], "/a"), "1");
    assert_eq!(at(&parsed.documents[1], "/b/0"), "1");
}

#[test]
fn refusals_are_placed_at_the_first_wrong_byte() {
    for (text, wanted) in [
        ("a: b: c\n", ": c"),
        ("a: 'x' y\n", "y\n"),
        ("a: @x\n", "@x"),
        ("a: \"\\q\"\n", "\\q"),
        ("a:\n  b: 1\n - c\n", "- c"),
        ("a: [1, 2\nb: 3\n", ": 3"),
        ("a: [1, 2\n", "[1"),
        ("a: *nobody\n", "*nobody"),
        ("名称: \"退款", "\"退款"),
        ("a: ]\n", "]"),
        ("a: 1\n\tb: 2\n", "\tb"),
    ] {
        let (start, id, reason) = refusal(&read(Yaml, text));
        assert_eq!(id, "parse.unreadable", "{text:?}");
        assert!(!reason.is_empty());
        assert_eq!(start as usize, text.find(wanted).unwrap(), "{text:?} {reason}");
    }
}

#[test]
fn control_characters_are_refused() {
    let (start, _, reason) = refusal(&read(Yaml, "a: \"x\u{7}\"\n"));
    assert_eq!((start, reason.as_str()), (5, "word.yaml-control-character"));
    let late = format!("# {}\n\u{1b}", "x".repeat(1000));
    assert_eq!(refusal(&read(Yaml, &late)).0, 1003);
}

#[test]
fn each_repeated_key_is_one_problem() {
    let text = "a: 1\n'a': 2\nb:\n  - {c: 1, c: 2}\n";
    let found = problems(Yaml, text);
    let expected = [("builtin/duplicate-key", "'a'"), ("builtin/duplicate-key", "c")];
    assert_eq!(found, expected.map(|(code, place)| (code.to_owned(), place.to_owned())));
    assert_eq!(shown(Yaml, text), "{a:1,a:2,b:[{c:1,c:2}]}");
}

#[test]
fn many_documents_stay_cheap_and_capped() {
    let parsed = read(Yaml, &"--- a\n".repeat(20_000));
    assert_eq!(parsed.documents.len(), 20_000);
    assert!(!parsed.broken);
}
