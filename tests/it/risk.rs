//! Why: a number that cannot be worked out by hand should not rank risks. The page on registers does it by hand, and here the
//! program has to agree with the page; what is exported has to come back as it was.

use std::path::Path;
use std::process::Output;

use serde_json::Value;

use crate::workspace::{code, err, folder, ombud, out};

const DAY: &str = "2026-11-22";

fn page() -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/risk.md")).unwrap()
}

/// The block after a marker.
fn block(page: &str, marker: &str) -> String {
    let after = page.split_once(marker).unwrap_or_else(|| panic!("no {marker}")).1;
    let (_, inside) = after.split_once("```").unwrap();
    let (_, inside) = inside.split_once('\n').unwrap();
    inside.split_once("```").unwrap().0.to_owned()
}

/// The rows of the table, or the items of the list, that follows a marker.
fn rows<'a>(page: &'a str, marker: &str) -> Vec<Vec<&'a str>> {
    let after = page.split_once(marker).unwrap_or_else(|| panic!("no {marker}")).1;
    let lines = after.lines().skip(1).take_while(|line| line.starts_with(['|', '-']));
    lines.map(|line| line.trim_matches(['|', '-', ' ']).split(" | ").map(str::trim).collect()).collect()
}

fn register() -> String {
    block(&page(), "<!-- file: risks.yaml -->")
}

fn run(root: &Path, arguments: &[&str]) -> Output {
    ombud(root).args(["risk", "--as-of", DAY]).args(arguments).output().unwrap()
}

fn json(root: &Path, arguments: &[&str]) -> Value {
    let output = run(root, &[arguments, &["--output-format", "json"]].concat());
    serde_json::from_str(&out(&output)).unwrap_or_else(|error| panic!("{error}: {}", err(&output)))
}

/// What a page writes for a value that may not be there.
fn shown(value: &Value) -> String {
    match value {
        Value::Null => "–".to_owned(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

#[test]
fn the_program_finds_the_numbers_that_the_page_worked_out_by_hand() {
    let folder = folder(&[("risks.yaml".to_owned(), register())]);
    let report = json(folder.path(), &[]);
    let register = &report["registers"][0];
    let page = page();
    let worked = rows(&page, "<!-- worked -->");
    let risks = register["risks"].as_array().unwrap();
    assert_eq!(worked.len(), risks.len() + 2, "a head, a rule, and a row for each risk");
    for (row, risk) in worked[2..].iter().zip(risks) {
        let steps = [&risk["likelihood"]["step"], &risk["impact"]["step"]].map(shown);
        let score = match &risk["score"] {
            Value::Null => "not rated".to_owned(),
            score => format!("{} × {} = {score}", steps[0], steps[1]),
        };
        let found = [
            shown(&risk["position"]),
            shown(&risk["id"]),
            score,
            shown(&risk["cell"]),
            shown(&risk["shift"]),
            shown(&risk["level"]),
            shown(&risk["residual"]["value"]),
            shown(&risk["residual_expected"]["value"]),
        ];
        assert_eq!(*row, found, "docs/risk.md");
    }
    let risk = |id: &str| risks.iter().find(|risk| risk["id"] == id).unwrap();
    assert_eq!(risk("late-answers")["treatments"][0]["days_late"], 5);
    assert_eq!(risk("data-leak")["treatments"][0]["days_late"], 53);
    assert_eq!(
        (&risk("data-leak")["level_stated"]["value"], &risk("data-leak")["level"]),
        (&"high".into(), &"medium".into())
    );
    let review = &register["review"];
    assert_eq!((&review["due_on"], &review["days_overdue"]), (&"2026-09-30".into(), &53.into()));
    for number in ["five days", "53 days late", "overdue, 53 days", "is 2026-09-30"] {
        assert!(page.split_whitespace().collect::<Vec<_>>().join(" ").contains(number), "the page says {number}");
    }
}

#[test]
fn the_page_lists_every_inversion_of_its_matrix() {
    let folder = folder(&[("risks.yaml".to_owned(), register())]);
    let report = json(folder.path(), &[]);
    let register = &report["registers"][0];
    let cell = |cell: &Value| {
        let at = |name: &str| usize::try_from(cell[name].as_u64().unwrap()).unwrap();
        let level = &register["matrix"]["rows"][at("likelihood") - 1][at("impact") - 1];
        format!("{} × {} = {} ({})", at("likelihood"), at("impact"), at("product"), level.as_str().unwrap())
    };
    let pairs = register["inversions"].as_array().unwrap().iter();
    let found: Vec<String> =
        pairs.map(|pair| format!("{} is below {}", cell(&pair["greater"]), cell(&pair["lesser"]))).collect();
    let page = page();
    assert_eq!(rows(&page, "<!-- inversions -->").concat(), found);
}

#[test]
fn the_page_shows_the_default_matrix_that_the_program_has() {
    let text = register();
    let (before, rest) = text.split_once("matrix:\n").unwrap();
    let risks = rest.split_once("\nrisks:").unwrap().1;
    let folder = folder(&[("risks.yaml".to_owned(), format!("{before}risks:{risks}"))]);
    let report = json(folder.path(), &[]);
    let matrix = &report["registers"][0]["matrix"];
    assert_eq!(matrix["origin"], "pack default");
    let page = page();
    for (row, found) in rows(&page, "<!-- default -->")[2..].iter().zip(matrix["rows"].as_array().unwrap()) {
        let found: Vec<&str> = found.as_array().unwrap().iter().map(|cell| cell.as_str().unwrap()).collect();
        assert_eq!(row[1..], found, "docs/risk.md");
    }
    assert_eq!(report["registers"][0]["inversions"], Value::Array(vec![]));
    let text = out(&run(folder.path(), &[]));
    assert!(text.contains("Matrix: pack default") && text.contains("pack default, which nobody chose"), "{text}");
}

#[test]
fn the_page_shows_what_the_program_prints() {
    let folder = folder(&[("risks.yaml".to_owned(), register())]);
    let output = run(folder.path(), &[]);
    assert_eq!(code(&output), 0, "{}", err(&output));
    let page = page();
    let shown = block(&page, "<!-- shown -->");
    let wanted = format!("$ ombud risk --as-of {DAY}\n{}", out(&output));
    if std::env::var_os("OMBUD_WRITE").is_some_and(|value| value == "1") {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/risk.md");
        std::fs::write(path, page.replace(&format!("```console\n{shown}```"), &format!("```console\n{wanted}```")))
            .unwrap();
    } else {
        assert_eq!(shown, wanted, "run with OMBUD_WRITE=1 to write docs/risk.md anew");
    }
}

/// Everything of a register but where it stands.
fn placeless(mut value: Value) -> Value {
    match &mut value {
        Value::Object(map) => {
            for key in ["location", "path", "pointer", "index", "open_findings", "tool"] {
                map.remove(key);
            }
            map.values_mut().for_each(|inner| *inner = placeless(inner.take()));
        }
        Value::Array(list) => list.iter_mut().for_each(|inner| *inner = placeless(inner.take())),
        _ => {}
    }
    value
}

/// A register with what a table could lose: texts in one, two or no language, signs of spreadsheets, lines, words that look
/// like numbers, ratings off the scale, an uneven matrix.
const ODD: &str = r#"
kind = "risk"
id = "odd"
title = { zh = "风险" }
scope = "=HYPERLINK(\"x\"), two\nlines"
criteria = { en = "'=1", zh = "+1" }
team = ["a", "b"]
owner = "a"
approval.by = "board"
review = { every = "20 business days", last_on = 2026-01-31 }
scales = { likelihood = ["2", "1"], impact = ["small", "great"], controllability = 2 }
[levels]
"-low" = { rank = 1, response = "-1" }
high = { rank = 7, response = { en = "Act", zh = "处理" }, treat_within = "2 weeks" }
unranked = "Watch"
[matrix]
cells = [["-low", "high"], ["high"], []]
controllability_shift = [6, -6]
[risks.a]
title = "@SUM(A1)"
category = "supply_chain"
source = "product"
nature = "legal"
reach = "global"
stage = "treat"
cause = { zh = "原因" }
likelihood = "2"
impact = "great"
controllability = 1
level = "-low"
found_by = "an \"audit\""
reported_by = "b"
evidence = ["ticket 1", "mail, 2"]
owner = "a"
accepted_by = "board"
review = { every = "1 month", last_on = 2026-11-01 }
concerns = ["process:p", "step:p/x"]
policies = ["own/a", "own/b"]
indicators = ["i"]
treatments.preventive = { title = "-1+1", due_on = 2026-10-01, residual = "-low" }
treatments.b = { kind = "recovery", owner = "b", done_on = 2026-10-01, residual = "high" }
[risks."投诉"]
likelihood = "often"
impact = 9
[risks.c]
title = "'t Hoen"
likelihood = 2
impact = "small"
controllability = 2
"#;

#[test]
fn what_is_exported_and_imported_is_the_same_register() {
    for text in [ODD.to_owned(), register()] {
        let name = if text.contains("kind: risk") { "r.yaml" } else { "r.toml" };
        let files = [("ombud.toml".to_owned(), "packs = []\n".to_owned()), (name.to_owned(), text)];
        let first = folder(&files);
        let exported = run(first.path(), &["--export", "r.csv", "--output-format", "json"]);
        assert_eq!(code(&exported), 0, "{}", err(&exported));
        let table = std::fs::read_to_string(first.path().join("r.csv")).unwrap();
        let second = folder(&files[..1]);
        std::fs::write(second.path().join("r.csv"), &table).unwrap();
        let imported = run(second.path(), &["--import", "r.csv", "--to", "r.toml"]);
        assert_eq!(code(&imported), 0, "{}", err(&imported));
        let made = std::fs::read_to_string(second.path().join("r.toml")).unwrap();
        let (before, after) = (placeless(json(first.path(), &[])), placeless(json(second.path(), &[])));
        assert_eq!(before, after, "{table}\n{made}");
        run(second.path(), &["--export", "again.csv"]);
        assert_eq!(std::fs::read_to_string(second.path().join("again.csv")).unwrap(), table);
    }
}

#[test]
fn an_import_writes_over_nothing_and_says_what_it_left() {
    let list = "No.,Risk,Kind,Due\n1,Late,slow,soon\n";
    let folder = folder(&[("list.csv".to_owned(), list.to_owned()), ("there.toml".to_owned(), "mine".to_owned())]);
    let columns = "id=No.,title=Risk,category=Kind";
    let refused = run(folder.path(), &["--import", "list.csv", "--columns", columns, "--to", "there.toml"]);
    assert_eq!(code(&refused), 2, "{}", err(&refused));
    assert_eq!(std::fs::read_to_string(folder.path().join("there.toml")).unwrap(), "mine");
    for (lang, left) in [("en", "1 cell was"), ("zh", "1 个单元格")] {
        let printed = run(folder.path(), &["--import", "list.csv", "--columns", columns, "--lang", lang]);
        assert_eq!(code(&printed), 0);
        assert!(err(&printed).contains(left), "{}", err(&printed));
        let text = out(&printed);
        let read: toml::Table = text.parse().expect("TOML");
        assert_eq!(read["risks"]["1"]["title"].as_str(), Some("Late"));
        assert!(text.contains("\"slow\"") && text.contains("Due"), "{text}");
    }
    let wrong = run(folder.path(), &["--import", "list.csv", "--columns", "id=No.,titel=Risk"]);
    assert_eq!(code(&wrong), 2);
    assert!(err(&wrong).contains("`title`"), "{}", err(&wrong));
    assert_eq!(code(&run(folder.path(), &["--import", "gone.csv"])), 2);
}

#[test]
fn registers_are_chosen_by_path_and_a_picture_needs_one() {
    let other = register().replace("id: desk", "id: other");
    let folder = folder(&[
        ("a/risks.yaml".to_owned(), register()),
        ("b/risks.yaml".to_owned(), other),
        ("ombud.toml".to_owned(), String::new()),
    ]);
    let count = |arguments: &[&str]| json(folder.path(), arguments)["registers"].as_array().unwrap().len();
    assert_eq!((count(&[]), count(&["a"]), count(&["b/risks.yaml"])), (2, 1, 1));
    let two = run(folder.path(), &["--svg", "m.svg"]);
    assert_eq!(code(&two), 2);
    assert!(err(&two).contains("2 registers") && !folder.path().join("m.svg").exists(), "{}", err(&two));
    assert_eq!(code(&run(folder.path(), &["a", "--svg", "m.svg"])), 0);
    let picture = std::fs::read_to_string(folder.path().join("m.svg")).unwrap();
    assert!(picture.starts_with("<svg ") && picture.contains("#1 late-answers"), "{picture}");
    for (arguments, told) in [(&["gone"][..], "no file or folder"), (&["ombud.toml"][..], "no file of kind `risk` at")]
    {
        let output = run(folder.path(), arguments);
        assert_eq!(code(&output), 2, "{arguments:?}");
        assert!(err(&output).contains(told), "{}", err(&output));
    }
    let empty = crate::workspace::folder(&[("ombud.toml".to_owned(), String::new())]);
    assert_eq!(code(&run(empty.path(), &[])), 2);
}

#[test]
fn both_languages_say_the_same_in_every_format() {
    let folder = folder(&[("risks.yaml".to_owned(), register())]);
    for format in ["text", "markdown", "csv", "json"] {
        for lang in ["en", "zh"] {
            let output = run(folder.path(), &["--output-format", format, "--lang", lang]);
            assert_eq!(code(&output), 0, "{}", err(&output));
            let text = out(&output);
            for id in ["late-answers", "queue", "data-leak", "lost-parcels", "rival"] {
                assert!(text.contains(id), "{format} {lang} misses {id}");
            }
            assert!(!text.to_lowercase().contains("compliant") && !text.contains("合规"), "{text}");
        }
    }
}

/// `check` compares stated levels with computed ones in a policy of its own; the two must never tell a reader different things.
#[test]
fn the_policy_on_stated_levels_and_the_register_compute_the_same() {
    let mut text = "kind: risk\nid: r\ntitle: R\nscales: { likelihood: 3, impact: [a, b, c], controllability: 3 }\n\
        levels: { low: { rank: 1 }, medium: { rank: 3 }, high: { rank: 7 } }\nmatrix: { cells: [[low, low, medium], \
        [low, medium, high], [medium, high, high]], controllability_shift: [4, 1, -2] }\nrisks:\n"
        .to_owned();
    for likelihood in 1..=3 {
        for impact in ["a", "2", "c"] {
            for control in 1..=3 {
                let rated = format!("likelihood: {likelihood}, impact: {impact}, controllability: {control}");
                text.push_str(&format!(
                    "  r-{likelihood}-{impact}-{control}: {{ {rated}, level: medium, accepted_by: x }}\n"
                ));
            }
        }
    }
    let files = [("ombud.toml".to_owned(), "packs = [\"risk\"]\n".to_owned()), ("r.yaml".to_owned(), text)];
    let folder = folder(&files);
    let report = json(folder.path(), &[]);
    let risks = report["registers"][0]["risks"].as_array().unwrap();
    let mut wanted: Vec<String> = risks
        .iter()
        .filter(|risk| risk["level"] != "medium")
        .map(|risk| format!("/risks/{}/level", risk["id"].as_str().unwrap()))
        .collect();
    let checked = ombud(folder.path()).args(["check", "--as-of", DAY, "--output-format", "json"]).output().unwrap();
    let checked: Value = serde_json::from_str(&out(&checked)).unwrap();
    let differs = |finding: &&Value| finding["check"] == "level-differs";
    let findings = checked["findings"].as_array().unwrap().iter().filter(differs);
    let mut found: Vec<String> = findings.map(|finding| finding["pointer"].as_str().unwrap().to_owned()).collect();
    wanted.sort();
    found.sort();
    assert_eq!((found.len() > 9, found), (true, wanted));
}
