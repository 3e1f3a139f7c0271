use crate::document::{Document, Limits, Places, pointer};
use crate::parse::Format::Yaml;
use crate::parse::tests::{document, problems, read, read_with, refusal, shown};

fn places(document: &Document, pointer: &str) -> (String, Option<String>) {
    let Places { primary, defined } = document.places(pointer::find(document, pointer).unwrap());
    let slice = |span| document.source.slice(span).to_owned();
    (slice(primary), defined.map(slice))
}

fn codes(text: &str) -> Vec<(String, String)> {
    problems(Yaml, text)
}

#[test]
fn an_alias_is_a_copy_that_knows_where_it_is_used() {
    let text = "base: &b {k: [1, 2]}\nuse: *b\nword: &w hello\nlist: [*w]\n";
    let document = document(Yaml, text);
    assert_eq!(places(&document, "/use/k/1"), ("*b".into(), Some("2".into())));
    assert_eq!(places(&document, "/base/k/1"), ("2".into(), None));
    assert_eq!(places(&document, "/list/0"), ("*w".into(), Some("hello".into())));
    assert_eq!(shown(Yaml, text), r#"{base:{k:[1,2]},use:{k:[1,2]},word:"hello",list:["hello"]}"#);
}

#[test]
fn an_anchor_means_its_latest_definition_in_the_same_document() {
    assert_eq!(shown(Yaml, "a: &x 1\nb: *x\nc: &x 2\nd: *x\n"), "{a:1,b:1,c:2,d:2}");
    assert_eq!(refusal(&read(Yaml, "--- &x 1\n--- *x\n")).0, 13);
}

#[test]
fn keys_can_be_anchored_and_be_aliases() {
    let text = "&k key: &v value\n*v : *k\n? *k\n: 3\nn: &n 0x1F\n*n : 4\n";
    assert_eq!(shown(Yaml, text), r#"{key:"value",value:"key",key:3,n:31,0x1F:4}"#);
    assert_eq!(codes(text), [("builtin/duplicate-key".to_owned(), "*k".to_owned())]);
    assert_eq!(shown(Yaml, "a: &a [1]\n? *a\n: 2\nb: 3\n"), "{a:[1],b:3}");
}

#[test]
fn a_reference_to_what_it_stands_in_is_a_problem() {
    let text = "a: &a\n  b: *a\n  c: 1\n";
    assert_eq!(codes(text), [("builtin/self-reference".to_owned(), "*a".to_owned())]);
    assert_eq!(shown(Yaml, text), "{a:{b:null,c:1}}");
    assert_eq!(codes("&a {<<: *a, b: 1}")[0].0, "builtin/self-reference");
}

#[test]
fn merged_keys_yield_to_explicit_ones_whatever_the_order() {
    let text = "d: &d {a: 1, b: 2}\nx:\n  a: 10\n  <<: *d\ny:\n  <<: *d\n  b: 20\n";
    assert_eq!(shown(Yaml, text), "{d:{a:1,b:2},x:{a:10,b:2},y:{b:20,a:1}}");
    assert!(codes(text).is_empty());
    let document = document(Yaml, text);
    assert_eq!(places(&document, "/x/b"), ("*d".into(), Some("2".into())));
    assert_eq!(places(&document, "/x/a"), ("10".into(), None));
    assert!(document.ids().all(|id| !document.node(id).duplicate));
}

#[test]
fn of_several_merged_maps_the_first_wins() {
    let text = "p: &p {a: 1}\nq: &q {a: 2, b: 2}\nx: {<<: [*p, *q], c: 3}\ny: {<<: [*q, *p]}\n";
    assert_eq!(shown(Yaml, text), "{p:{a:1},q:{a:2,b:2},x:{c:3,a:1,b:2},y:{a:2,b:2}}");
}

#[test]
fn merges_chain() {
    let text = "a: &a {k: 1}\nb: &b {<<: *a, l: 2}\nc: {<<: *b, m: 3}\n";
    assert_eq!(shown(Yaml, text), "{a:{k:1},b:{l:2,k:1},c:{m:3,l:2,k:1}}");
}

#[test]
fn maps_written_in_place_and_named_lists_can_be_merged() {
    assert_eq!(shown(Yaml, "x:\n  <<: {a: 1, b: {c: [2]}}\n  a: 3\n"), "{x:{a:3,b:{c:[2]}}}");
    let text = "l: &l [{a: 1}, {a: 2, b: 3}]\nx: {<<: *l}\ny: {<<: [{a: 5}, {a: 6, <<: {d: 7}}], b: 4}\n";
    assert_eq!(shown(Yaml, text), "{l:[{a:1},{a:2,b:3}],x:{a:1,b:3},y:{b:4,a:5,d:7}}");
    assert!(codes(text).is_empty());
}

#[test]
fn a_quoted_merge_key_is_a_plain_key() {
    assert_eq!(shown(Yaml, "a: &a {k: 1}\nx: {'<<': *a}\n"), "{a:{k:1},x:{<<:{k:1}}}");
}

#[test]
fn only_maps_can_be_merged() {
    let text =
        "a: &a [1, {b: 2}]\ns: &s text\nx: {<<: *s, k: 1}\ny: {<<: 5}\nz: {<<: *a}\nw: {<<: [[1], *s]}\nv:\n  <<:\n";
    let places: Vec<_> = codes(text).into_iter().map(|(code, place)| format!("{code} {place}")).collect();
    let expected = ["*s", "5", "*a", "[", "*s", ""].map(|place| format!("builtin/merge-key {place}"));
    assert_eq!(places, expected);
    assert_eq!(shown(Yaml, text), r#"{a:[1,{b:2}],s:"text",x:{k:1},y:{},z:{b:2},w:{},v:{}}"#);
}

#[test]
fn a_repeated_merge_key_is_a_problem_and_merges_all_the_same() {
    let text = "a: &a {k: 1}\nb: &b {k: 2, l: 3}\nx:\n  <<: *a\n  <<: *b\n";
    assert_eq!(codes(text), [("builtin/duplicate-key".to_owned(), "<<".to_owned())]);
    assert_eq!(shown(Yaml, text), "{a:{k:1},b:{k:2,l:3},x:{k:1,l:3}}");
}

#[test]
fn a_key_that_is_ambiguous_where_it_comes_from_stays_ambiguous() {
    let text = "a: &a {k: 1, k: 2}\nx: {<<: *a}\n";
    assert_eq!(codes(text).len(), 1);
    let document = document(Yaml, text);
    assert!(document.node(pointer::find(&document, "/x/k").unwrap()).duplicate);
}

#[test]
fn an_alias_bomb_stops_at_the_cap() {
    let mut text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..12 {
        let aliases = vec![format!("*a{}", level - 1); 10].join(", ");
        text.push_str(&format!("a{level}: &a{level} [{aliases}]\n"));
    }
    let (start, id, _) = refusal(&read(Yaml, &text));
    assert_eq!(id, "parse.too-many-nodes");
    assert_eq!(&text[start as usize..][..3], "*a4");
}

#[test]
fn merging_the_same_large_list_again_and_again_is_bounded() {
    let mut text = ["l: &l\n", &"  - {x: 1}\n".repeat(1000)].concat();
    text.push_str(&"m: {<<: *l}\n".repeat(1000));
    let limits = Limits { nodes: 10_000, ..Limits::default() };
    assert_eq!(refusal(&read_with(Yaml, text.into_bytes(), limits)).1, "parse.too-many-nodes");
}

#[test]
fn copies_count_towards_depth() {
    let text = "a: &a [[[1]]]\nb: [[*a]]\n";
    let limits = Limits { depth: 6, ..Limits::default() };
    assert!(!read_with(Yaml, text.into(), limits).broken);
    let limits = Limits { depth: 5, ..limits };
    let (start, id, _) = refusal(&read_with(Yaml, text.into(), limits));
    assert_eq!((&text[start as usize..][..2], id), ("*a", "parse.too-deep"));
}
