use std::sync::Arc;

use super::*;
use crate::files::Memory;
use crate::message::Lang;
use crate::register::{controls, registers};
use crate::render::sample::HOSTILE;
use crate::render::wrap::text_width;
use crate::session::{Options, Session, Snapshot, Wanted};

/// A register with one of everything: words and numbers, a cell against its number, a shift, what is late, done, not rated.
const REGISTER: &str = "\
kind: risk
id: desk
title: { en: Risks of the desk, zh: 服务台风险 }
scope: All shops
criteria: Harm to customers first
team: [lead, privacy]
owner: lead
review: { every: 6 months, last_on: 2026-03-01 }
approval: { by: board, date: 2026-03-15 }
roles: { lead: Lead }
scales: { likelihood: [rare, now and then, often], impact: 3, controllability: 2 }
levels:
  low: { rank: 1, response: Watch }
  medium: { rank: 2, response: { en: Plan, zh: 制定计划 }, treat_within: 3 months }
  high: { rank: 3, response: Act at once }
matrix: { cells: [[low, low, medium], [low, medium, high], [medium, high, medium]], controllability_shift: [1, 0] }
risks:
  late-answers:
    title: { en: Complaints answered too late, zh: 投诉超期 }
    category: operational
    likelihood: often
    impact: 2
    controllability: 1
    level: medium
    owner: lead
    concerns: process:p
    policies: [own/gone]
    review: { every: 1 month, last_on: 2026-11-01 }
    treatments:
      team: { kind: preventive, title: A float team, owner: lead, due_on: 2026-10-01, residual: low }
      plan: { kind: emergency, owner: lead, done_on: 2026-05-01, residual: medium }
  leak:
    title: Customer data leaks
    category: supply_chain
    likelihood: 2
    impact: 3
    controllability: 2
  bot: { title: The bot promises money, likelihood: sometimes, impact: 3 }
";

fn snapshot(files: &[(&str, &str)]) -> Snapshot {
    let memory = files.iter().fold(Memory::default(), |memory, (path, text)| memory.with(path, *text));
    let options = Options { as_of: "2026-11-22".parse().ok(), ..Options::default() };
    Session::new(Arc::new(memory), options).snapshot().ok().expect("a snapshot")
}

/// What `show` makes of the registers of some files.
fn shown<T>(files: &[(&str, &str)], show: impl Fn(&[Shown<'_>], &crate::report::Report) -> T) -> T {
    let snapshot = snapshot(files);
    let found = registers(&snapshot.knowledge);
    let report = snapshot.check(&Wanted::default());
    let judged: Vec<Vec<Controls<'_>>> = found.iter().map(|register| controls(register, &report)).collect();
    let pairs = found.iter().zip(&judged);
    show(&pairs.map(|(register, controls)| Shown { register, controls }).collect::<Vec<_>>(), &report)
}

const PROCESS: &str = "kind: process\nid: p\ntitle: P\ncategory: complaint\n";

fn files() -> [(&'static str, &'static str); 3] {
    [("ombud.toml", "packs = []\n"), ("p.yaml", PROCESS), ("r.yaml", REGISTER)]
}

#[test]
fn a_page_shows_the_way_to_each_level() {
    let page = |lang| shown(&files(), |registers, _| text(registers, &Style::plain(lang)));
    insta::assert_snapshot!(Lang::ALL.map(page).join("\n════════\n\n"));
}

#[test]
fn markdown_has_the_same_and_more_columns() {
    insta::assert_snapshot!(shown(&files(), |registers, _| markdown(registers, Lang::En)));
}

#[test]
fn json_v1_is_frozen_and_valid_by_its_own_schema() {
    let page = shown(&files(), |registers, report| json::json(registers, report.as_of, &report.sources, Lang::En));
    insta::assert_snapshot!(page.replace(env!("CARGO_PKG_VERSION"), "[version]"));
    let validator = jsonschema::validator_for(&json::schema()).expect("a schema");
    let mut value: serde_json::Value = serde_json::from_str(&page).expect("JSON");
    assert!(validator.is_valid(&value), "{:?}", validator.iter_errors(&value).next());
    value["registers"][0]["risks"][0]["review"]["state"] = "fine".into();
    assert!(!validator.is_valid(&value), "the schema looks into risks");
}

#[test]
fn csv_has_a_row_for_each_risk_and_no_number_that_is_not_known() {
    let page = shown(&files(), |registers, _| csv::csv(registers, Lang::En));
    insta::assert_snapshot!(page.replace("\r\n", "\n"));
}

#[test]
fn the_default_matrix_is_called_so_wherever_it_shows() {
    let text_of = "kind: risk\nid: r\ntitle: R\nscales: { likelihood: 3, impact: 3 }\nrisks: { a: { likelihood: 2, impact: 2 } }\n";
    let files = [("ombud.toml", "packs = []\n"), ("r.yaml", text_of)];
    for (lang, label, level) in
        [(Lang::En, "pack default", "medium (pack default)"), (Lang::Zh, "规则包默认", "中（规则包默认）")]
    {
        let style = Style::plain(lang);
        let (page, table, picture) = shown(&files, |registers, _| {
            let picture = heat::svg(registers[0].register, lang).expect("a picture");
            (text(registers, &style), markdown(registers, lang), picture)
        });
        let joined = page.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(page.matches(label).count() >= 3 || joined.matches(label).count() >= 3, "{page}");
        assert!(table.contains(level), "{table}");
        assert!(picture.matches(label).count() >= 2, "{picture}");
    }
    let json = shown(&files, |registers, report| json::json(registers, report.as_of, &report.sources, Lang::En));
    assert!(
        json.contains("\"level_from\": \"pack default\"") && json.contains("\"origin\": \"pack default\""),
        "{json}"
    );
}

/// A register in which every text of a file is this one.
fn hostile(text: &str) -> String {
    let quoted = serde_json::to_string(text).expect("JSON");
    format!(
        "{{\"kind\":\"risk\",\"id\":\"r\",\"title\":{quoted},\"scope\":{quoted},\"criteria\":{quoted},\"team\":[{quoted}],\
         \"owner\":{quoted},\"scales\":{{\"likelihood\":[{quoted},\"b\"],\"impact\":[\"a\",{quoted}]}},\
         \"levels\":{{{quoted}:{{\"rank\":1,\"response\":{quoted}}},\"z\":{{\"rank\":2}}}},\
         \"matrix\":{{\"cells\":[[{quoted},\"z\"],[\"z\",{quoted}]]}},\
         \"risks\":{{{quoted}:{{\"title\":{quoted},\"likelihood\":{quoted},\"impact\":{quoted},\"level\":{quoted},\
         \"owner\":{quoted},\"cause\":{quoted},\"policies\":[{quoted}],\"concerns\":[{quoted}],\
         \"treatments\":{{{quoted}:{{\"title\":{quoted},\"kind\":{quoted},\"owner\":{quoted},\"residual\":{quoted}}}}}}},\
         \"b\":{{\"likelihood\":\"b\",\"impact\":{quoted}}}}}}}"
    )
}

const MORE: [&str; 12] = [
    "</text></svg><script>alert(1)</script>",
    "\"/><image href=x onerror=alert(1)>",
    "]]><![CDATA[<script>",
    "&lt;script&gt;&#60;b&#62;",
    "=cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd",
    "\u{202e}desrever\u{200b}",
    "| a | b |\n| --- | --- |",
    "[x](javascript:alert(1))",
    "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW",
    "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十",
    "\u{fffe}\0\x1b]0;x\x07",
];

#[test]
fn no_text_of_a_file_is_more_than_text() {
    for given in MORE.iter().chain([&HOSTILE]) {
        let file = hostile(given);
        let files = [("ombud.toml", "packs = []\n"), ("r.json", file.as_str())];
        shown(&files, |registers, report| {
            assert_eq!(registers.len(), 1, "{given}");
            let register = registers[0].register;
            let picture = heat::svg(register, Lang::En).expect("a picture");
            let read = roxmltree::Document::parse(&picture).unwrap_or_else(|error| panic!("{error}: {picture}"));
            for node in read.descendants().filter(roxmltree::Node::is_element) {
                let name = node.tag_name().name();
                assert!(matches!(name, "svg" | "rect" | "text"), "{name} in {picture}");
                let known = [
                    "x",
                    "y",
                    "width",
                    "height",
                    "overflow",
                    "fill",
                    "stroke",
                    "stroke-dasharray",
                    "font-weight",
                    "font-family",
                    "font-size",
                    "role",
                    "aria-label",
                    "viewBox",
                ];
                assert!(node.attributes().all(|own| known.contains(&own.name())), "{picture}");
            }
            let page = text(registers, &Style::plain(Lang::En));
            assert!(!page.contains(|c: char| c != '\n' && crate::render::escape::hidden(c)), "{page:?}");
            let marked = markdown(registers, Lang::En);
            assert!(!marked.contains("<script") && !marked.contains("x]("), "{marked}");
            let table = csv::csv(registers, Lang::En) + export::export(register).text.as_str();
            let mut reader =
                ::csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(table.as_bytes());
            for cell in
                reader.records().flat_map(|row| row.expect("a row").iter().map(str::to_owned).collect::<Vec<_>>())
            {
                assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell:?}");
            }
            let json = json::json(registers, report.as_of, &report.sources, Lang::En);
            serde_json::from_str::<serde_json::Value>(&json).expect("JSON");
        });
    }
}

fn number(node: roxmltree::Node<'_, '_>, name: &str) -> f64 {
    node.attribute(name).and_then(|text| text.parse().ok()).unwrap_or(0.0)
}

/// Blocks do not cut into one another, and every text has room inside its own: also where names are long, cells are full,
/// and the matrix is the largest that is read.
#[test]
fn nothing_in_the_picture_overlaps() {
    let full: String = (0..30)
        .map(|at| format!("  a-very-long-name-of-a-risk-without-an-end-{at}: {{ likelihood: 2, impact: 3 }}\n"))
        .collect();
    let crowded = format!("{REGISTER}{full}");
    let row = format!("[{}]", vec!["a-level-with-quite-a-long-name-of-its-own"; 20].join(", "));
    let large = format!(
        "kind: risk\nid: r\ntitle: R\nlevels: {{ a-level-with-quite-a-long-name-of-its-own: {{ rank: 1 }} }}\n\
         matrix: {{ cells: [{}] }}\nrisks: {{ x: {{ likelihood: 20, impact: 20 }} }}\n",
        vec![row; 20].join(", ")
    );
    let wide = hostile(MORE[10]);
    for text in [REGISTER, &crowded, &large, &wide, &hostile(MORE[9])] {
        for lang in Lang::ALL {
            let picture = shown(&[("ombud.toml", "packs = []\n"), ("r.yaml", text)], |registers, _| {
                heat::svg(registers[0].register, lang).expect("a picture")
            });
            let read = roxmltree::Document::parse(&picture).expect("XML");
            let root = read.root_element();
            let (width, height) = (number(root, "width"), number(root, "height"));
            let blocks: Vec<_> =
                root.children().filter(|node| node.has_tag_name("svg") || node.tag_name().name() == "svg").collect();
            let edges: Vec<[f64; 4]> =
                blocks.iter().map(|node| ["x", "y", "width", "height"].map(|name| number(*node, name))).collect();
            for (at, [x, y, w, h]) in edges.iter().enumerate() {
                assert!(x + w <= width && y + h <= height, "block {at} of {picture}");
                for [left, top, across, down] in &edges[at + 1..] {
                    let apart = x + w <= *left || left + across <= *x || y + h <= *top || top + down <= *y;
                    assert!(apart, "two blocks overlap in {picture}");
                }
            }
            for (block, [_, _, w, h]) in blocks.iter().zip(&edges) {
                for line in block.children().filter(|node| node.tag_name().name() == "text") {
                    let columns = text_width(line.text().unwrap_or_default()) as f64;
                    assert!(number(line, "x") + columns * 7.5 <= *w, "{:?} sticks out", line.text());
                    assert!(number(line, "y") + 4.0 <= *h, "{:?} sticks out below", line.text());
                }
            }
        }
    }
}

#[test]
fn a_full_cell_counts_what_it_has_no_room_for_and_the_list_has_all() {
    let many: String = (0..9).map(|at| format!("  r{at}: {{ likelihood: 1, impact: 1 }}\n")).collect();
    let picture = shown(&[("ombud.toml", "packs = []\n"), ("r.yaml", &format!("{REGISTER}{many}"))], |registers, _| {
        heat::svg(registers[0].register, Lang::En).expect("a picture")
    });
    assert!(picture.contains(">+5<"), "{picture}");
    for at in 0..9 {
        assert!(picture.contains(&format!(" r{at}: 1 × 1 = 1")), "{at}");
    }
    assert!(picture.contains("#– bot: not rated"), "{picture}");
    assert!(picture.contains(">9 !<"), "a cell against its number is marked: {picture}");
}
