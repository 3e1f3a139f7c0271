use proptest::prelude::*;

use crate::document::{Limits, NodeId, Vocabulary, pointer};
use crate::parse::tests::{at, document, key_at, read, read_with, refusal, shown};
use crate::parse::{Format, HEAD};

const HEADER: &str = "date,indicator,channel,value,n,source\n";

fn rows(text: &str) -> String {
    shown(Format::Csv, &format!("{HEADER}{text}"))
}

#[test]
fn a_row_is_a_map_and_every_cell_has_its_place() {
    let text = format!("{HEADER}2026-10-31,complaint-rate, phone ,1.8%,1204,\"crm, monthly\"\n");
    let document = document(Format::Csv, &text);
    assert_eq!(document.vocabulary, Vocabulary::Readings);
    assert_eq!(at(&document, "/rows/0/value"), "1.8%");
    assert_eq!(at(&document, "/rows/0/channel"), "phone", "white space around a cell is no part of it");
    assert_eq!(at(&document, "/rows/0/source"), "\"crm, monthly\"");
    assert_eq!(at(&document, "/rows/0"), text.lines().nth(1).unwrap());
    assert_eq!(key_at(&document, "/rows/0/n"), "n");
    let source = pointer::find(&document, "/rows/0/source").unwrap();
    assert_eq!(document.text(source), Some("crm, monthly"));
}

#[test]
fn the_grammar_is_that_of_rfc_4180() {
    assert_eq!(
        rows("2026-01-31,\"a \"\"b\"\"\r\nc\",,5,30,\r\n"),
        r#"{rows:[{date:"2026-01-31",indicator:"a \"b\"\r\nc",value:5,n:30}]}"#
    );
    assert_eq!(rows("\n,,,,,\r\n2026-01-31,a,\"\",4.5,,\n"), r#"{rows:[{date:"2026-01-31",indicator:"a",value:4.5}]}"#);
    assert_eq!(rows(""), "{rows:[]}");
}

#[test]
fn only_what_is_counted_becomes_a_number() {
    let cell = |value: &str| rows(&format!("2026-01-31,2026,7,{value},30,8\n"));
    assert_eq!(cell("-3"), r#"{rows:[{date:"2026-01-31",indicator:"2026",channel:"7",value:-3,n:30,source:"8"}]}"#);
    for text in ["1.8%", "26h", "inf", "NaN", "1 000", "1e999", "=1"] {
        assert!(cell(text).contains(&format!("value:\"{text}\"")), "{text}");
    }
    assert!(cell("\"1,204\"").contains("value:\"1,204\""), "separators of thousands are not guessed at");
}

#[test]
fn columns_stand_in_any_order_behind_a_mark_and_between_what_a_spreadsheet_writes() {
    let wanted = r#"{rows:[{value:"2%",note:"x",indicator:"a",date:"2026-01-31"}]}"#;
    for separator in [",", ";", "\t"] {
        let text = " value ,note,,indicator,date\n2%,x,y,a,2026-01-31\n".replace(',', separator);
        assert_eq!(shown(Format::Csv, &text), wanted, "{separator:?}");
        assert_eq!(shown(Format::Csv, &format!("\u{feff}{text}")), wanted, "with a byte-order mark");
    }
}

#[test]
fn a_file_without_the_columns_is_nobodys_concern() {
    for text in [
        "",
        "date,value\n1,2\n",
        "a,b\n\"",
        "date,indicators,value\n",
        "\"date,indicator,value\n",
        "Date,Indicator,Value",
    ] {
        assert!(!Format::Csv.is_begun_by(text.as_bytes()), "{text}");
        let document = document(Format::Csv, text);
        assert_eq!((document.vocabulary, document.len()), (Vocabulary::Own, 1), "{text}");
    }
    let long = format!("{HEADER}{}", "é".repeat(HEAD as usize));
    assert!(Format::Csv.is_begun_by(&long.as_bytes()[..HEAD as usize]), "a character is cut at the end of the head");
}

#[test]
fn a_broken_file_is_one_problem_where_the_grammar_stops() {
    let start = HEADER.len() as u32;
    for (text, offset, wanted) in [
        ("2026-01-31,a,,1,2\n", 0, "reading.ragged"),
        ("2026-01-31,a,,1,2,c,d\n", 0, "reading.ragged"),
        ("2026-01-31,a\"b,,1,2,c\n", 12, "reading.stray-quote"),
        ("2026-01-31,\"a\"b,,1,2,c\n", 14, "reading.behind-quote"),
        ("2026-01-31,\"a,,1,2,c\n", 21, "reading.open-quote"),
    ] {
        let (place, id, reason) = refusal(&read(Format::Csv, &format!("{HEADER}{text}")));
        let named = if id == "parse.unreadable" { reason } else { id.to_owned() };
        assert_eq!((place - start, named.as_str()), (offset, wanted), "{text}");
    }
    let (place, id, _) = refusal(&read(Format::Csv, "date,indicator,value,date\n"));
    assert_eq!((place, id), (21, "reading.column-twice"));
}

#[test]
fn another_encoding_is_refused_where_it_begins() {
    let mut bytes = HEADER.as_bytes().to_vec();
    bytes.extend(b"2026-01-31,\xD6\xD0\xCE\xC4,,1,2,c\n");
    assert!(Format::Csv.is_begun_by(&bytes));
    let (place, id, _) = refusal(&read_with(Format::Csv, bytes, Limits::default()));
    assert_eq!((place, id), (HEADER.len() as u32 + 11, "parse.undecodable"));
}

#[test]
fn the_cap_on_values_is_that_of_other_formats() {
    let limits = Limits { nodes: 6, ..Limits::default() };
    let text = "date,indicator,value\n2026-01-31,a,1\n2026-02-28,b,2\n";
    let (place, id, _) = refusal(&read_with(Format::Csv, text.into(), limits));
    assert_eq!((place as usize, id), (text.find("2026-02").unwrap(), "parse.too-many-nodes"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_a_writer_writes_is_read_back(cells in prop::collection::vec(("[a-z\",; \n\r]{1,9}", any::<bool>()), 1..9)) {
        let written = |(text, quoted): &(String, bool)| match *quoted || text.contains(['"', ',', '\n', '\r']) {
            true => (format!("\"{}\"", text.replace('"', "\"\"")), text.clone()),
            false => (text.clone(), text.trim().to_owned()),
        };
        let rows: Vec<(String, String)> = cells.iter().map(written).collect();
        let lines: String = rows.iter().map(|(cell, _)| format!("2026-01-31,{cell},1\n")).collect();
        let document = document(Format::Csv, &format!("date,indicator,value\n{lines}"));
        for (at, (_, wanted)) in rows.iter().enumerate() {
            let node = pointer::find(&document, &format!("/rows/{at}/indicator"));
            prop_assert_eq!(node.and_then(|node| document.text(node)).unwrap_or(""), wanted.as_str());
        }
    }

    #[test]
    fn every_span_lies_in_the_text_and_in_its_row(tail in "[a-z\",é\n\r 0-9]{0,60}") {
        let parsed = read(Format::Csv, &format!("date,indicator,value\n{tail}"));
        let document = &parsed.documents[0];
        for id in document.ids() {
            let node = document.node(id);
            for span in [node.span, node.key_span] {
                prop_assert!(document.source.text.get(span.range()).is_some(), "{span:?}");
            }
            if let Some(parent) = document.parent(id).filter(|_| !parsed.broken && id != NodeId::ROOT) {
                let outer = document.node(parent).span;
                prop_assert!(outer.start <= node.span.start && node.span.end <= outer.end, "{outer:?} {:?}", node.span);
            }
        }
    }
}
