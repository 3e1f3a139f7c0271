use super::outline;
use crate::document::pointer;
use crate::parse::Format::Toml;
use crate::parse::tests::{at, document, key_at, read, refusal, shown};

#[track_caller]
fn refused(text: &str, wanted: &str, reason: &str) {
    let (start, id, found) = refusal(&read(Toml, text));
    assert_eq!((&text[start as usize..][..wanted.len()], id), (wanted, "parse.unreadable"), "{found}");
    assert!(found.contains(reason), "{found}");
}

#[test]
fn entries_keep_the_order_of_the_file() {
    let text = "z = 1\na.c = 2\na.b = 3\n[y]\nk = 4\n[[x]]\n[[x]]\nm = 5\n[y.sub]\nn = 6\n";
    assert_eq!(shown(Toml, text), "{z:1,a:{c:2,b:3},y:{k:4,sub:{n:6}},x:[{},{m:5}]}");
}

#[test]
fn keys_and_values_have_exact_places() {
    let text = "\"客 户\".'b'. c = { d = [1, '''x'''], \"e\\u0041\" = 2.50 }\n";
    let document = document(Toml, text);
    assert_eq!(key_at(&document, "/客 户"), "\"客 户\"");
    assert_eq!(key_at(&document, "/客 户/b"), "'b'");
    assert_eq!(key_at(&document, "/客 户/b/c"), "c");
    assert_eq!(at(&document, "/客 户/b"), "'b'");
    assert_eq!(at(&document, "/客 户/b/c"), "{ d = [1, '''x'''], \"e\\u0041\" = 2.50 }");
    assert_eq!(at(&document, "/客 户/b/c/d"), "[1, '''x''']");
    assert_eq!(at(&document, "/客 户/b/c/d/1"), "'''x'''");
    assert_eq!(key_at(&document, "/客 户/b/c/eA"), "\"e\\u0041\"");
    assert_eq!(at(&document, "/客 户/b/c/eA"), "2.50");
}

#[test]
fn tables_are_shown_by_their_headers() {
    let text = "[ a.b ]\nk = 1\n[[ a.list ]]\n[[a.list]]\nm = 2\n";
    let document = document(Toml, text);
    assert_eq!(at(&document, "/a"), "a");
    assert_eq!(at(&document, "/a/b"), "[ a.b ]");
    assert_eq!(key_at(&document, "/a/b"), "b");
    assert_eq!(at(&document, "/a/list"), "[[ a.list ]]");
    assert_eq!(at(&document, "/a/list/0"), "[[ a.list ]]");
    assert_eq!(at(&document, "/a/list/1"), "[[a.list]]");
    assert_eq!(at(&document, ""), text.trim_end());
}

#[test]
fn scalars_are_resolved() {
    let text = "i = [0x1F, 0o14, 0b11, 1_000, -5, +5]\nf = [1_0.5, 1e3, -inf]\nb = true\n\
        d = [2024-01-01, 07:32:00, 1979-05-27T07:32:00Z, 1979-05-27 07:32:00.5+08:00]\n\
        s = \"\"\"\\\n   a\n\"\"\"\nbig = 99999999999999999999\n";
    let document = document(Toml, text);
    let show = |pointer: &str| {
        let id = pointer::find(&document, pointer).unwrap();
        crate::parse::tests::value(&document, id).to_string()
    };
    assert_eq!(show("/i"), "[31,12,3,1000,-5,5]");
    assert_eq!(show("/f"), "[10.5,1000.0,null]");
    assert_eq!(
        show("/d"),
        "[\"@2024-01-01\",\"@07:32:00\",\"@1979-05-27T07:32:00Z\",\"@1979-05-27 07:32:00.5+08:00\"]"
    );
    assert_eq!(show("/s"), "\"a\\n\"");
    assert_eq!(show("/big"), "1e+20");
}

#[test]
fn carriage_returns_move_no_place() {
    let document = document(Toml, "# 注\r\na = 1\r\n[t]\r\nb = \"x\"\r\n");
    assert_eq!(at(&document, "/a"), "1");
    assert_eq!(at(&document, "/t"), "[t]");
    assert_eq!(at(&document, "/t/b"), "\"x\"");
}

#[test]
fn a_repeated_key_is_refused_where_it_is_repeated() {
    refused("a = 1\nb = 2\na = 3 # here\n", "a = 3", "duplicate key");
    refused("[t]\nx = 1\n[u]\n[t] # here\n", "t] # here", "duplicate key");
    refused("a.b = 1\na.b = 2 # here\n", "b = 2", "duplicate key");
    refused("t = { x = 1, x = 2 }\n", "x = 2", "duplicate key");
}

#[test]
fn the_first_mistake_is_shown_though_another_is_found_first() {
    refused("a = 1\na = 2\n[b]\nc = = 3\n", "a = 2", "duplicate key");
    refused("a = oops\nc = = 3\n", "oops", "quoted");
    refused("a = [\n  1,\n  nope,\nb = 2\n", "nope", "expected");
    refused("名 = 1\n", "名", "unquoted");
    refused("a = 1\nb = \"x\n", "\n", "basic string");
}

#[test]
fn a_value_ends_where_the_next_begins() {
    let reason = "word.toml-value-ends";
    refused("a = [true false]\n", "false]", reason);
    refused("a = { b = true  c = 1 }\n", "c = 1", reason);
    refused("a = 2026-01-01 soon\n", "soon", reason);
    refused("a = 5 business days\n", "business days", reason);
    refused("a = on time\n", "on time", "quoted");
    refused("a = \"x\" y\n", "y", "");
}

#[test]
fn a_lone_carriage_return_is_shown_itself() {
    refused("a = \"\"\"x\ry\"\"\"\n", "\ry", "carriage return");
    refused("a = 1 # x\ry\n", "\ry", "");
    refused("a = 1\r", "\r", "");
}

#[test]
fn statements_begin_outside_brackets_and_strings() {
    let text = "a = [\n 1,\n]\nb = \"\"\"\nx = [\n\\\"\"\" # \"\n\"\"\"\nc = '[' # ]\n[t]\nd = 1";
    let start = |needle: &str| outline::statement_start(text, text.find(needle).unwrap());
    assert_eq!(start("1,"), 0);
    assert_eq!(start("x = ["), text.find("b =").unwrap());
    assert_eq!(start("c ="), text.find("c =").unwrap());
    assert_eq!(start("[t]"), text.find("[t]").unwrap());
    assert_eq!(start("d ="), text.find("d =").unwrap());
    assert_eq!(outline::statement_start(text, text.len()), text.find("d =").unwrap());
}

#[test]
fn depth_counts_headers_dots_and_brackets_together() {
    assert_eq!(outline::too_deep("[a.b]\nc.d = [{e.f = [1.5]}]", 8), None);
    assert_eq!(outline::too_deep("[a.b]\nc.d = [{e.f = [1.5]}]", 7), Some(20));
    assert_eq!(outline::too_deep("a.b.c = 1\nd.e.f = '. . . .'\n# . . . .\n", 3), None);
    assert_eq!(outline::too_deep("a = [1.1, 2.2, 3.3]\nb = 1.1\n", 2), None);
    assert_eq!(outline::too_deep("a = {b.c = 1, d.e = 2}\nf.g = 3\n", 3), None);
}

#[test]
fn a_matched_limit_of_the_crate_is_never_met() {
    // 79 containers below the root are the most that both counts allow.
    for depth in [78, 79, 80] {
        let text = format!("a = {}{}", "[".repeat(depth), "]".repeat(depth));
        let parsed = read(Toml, &text);
        assert_eq!(parsed.broken, depth > 79);
        if parsed.broken {
            assert_eq!(refusal(&parsed).1, "parse.too-deep");
        }
    }
    let dotted = format!("{}a = 1", "a.".repeat(79));
    assert!(!read(Toml, &dotted).broken);
    let header = format!("[{}a]\n", "a.".repeat(78));
    assert!(!read(Toml, &header).broken);
}

#[test]
fn lists_of_tables_that_nest_are_bounded() {
    let text: String = (0..79).map(|depth| format!("[[{}a]]\n", "a.".repeat(depth))).collect();
    assert_eq!(refusal(&read(Toml, &text)).1, "parse.too-deep");
}
