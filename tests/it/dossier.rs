//! Why: a report is signed. What it says must follow from the files, be the same whenever it is made, show when anything
//! was changed, and let nothing of a file become a part of the page.

use std::path::{Path, PathBuf};
use std::process::Output;

use serde_json::Value;

use tempfile::TempDir;

use crate::workspace::{code, err, folder, ombud, out};

const DAY: &str = "2026-11-22";

fn report(root: &Path, arguments: &[&str]) -> Output {
    ombud(root).arg("report").args(arguments).output().unwrap()
}

fn page(root: &Path, arguments: &[&str]) -> String {
    let made = report(root, &[&["--as-of", DAY], arguments].concat());
    assert_eq!(code(&made), 0, "{}", err(&made));
    out(&made)
}

fn data(page: &str) -> Value {
    let (_, rest) = page.split_once("id=\"ombud-data\">").unwrap();
    serde_json::from_str(rest.split_once("</script>").unwrap().0).unwrap()
}

fn tree(files: &[(&str, &str)]) -> TempDir {
    folder(&files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect::<Vec<_>>())
}

fn complaint(id: &str, within: &str) -> String {
    format!("kind: process\nid: {id}\ntitle: Complaints\ncategory: complaint\ndeadlines:\n  acknowledge: {within}\n")
}

fn story() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/story")
}

const ORGANISATION: &str = "kind = \"organisation\"\nid = \"house\"\ntitle = { en = \"The House\", zh = \"本社\" }\n\
    jurisdictions = [\"EU\"]\nacts_as = [\"data_controller\"]\n[roles]\nhead = \"Head\"\n";

#[test]
fn a_report_is_the_same_whenever_it_is_made_and_says_so() {
    let root = tree(&[("a.yaml", &complaint("a", "48h")), ("house.toml", ORGANISATION)]);
    let kept = tempfile::tempdir().unwrap();
    let file = kept.path().join("report");
    for form in ["html", "markdown"] {
        for arguments in
            [&["--lang", "en"][..], &["--lang", "zh"], &["--both", "--objective", "Because <i>we</i> must."]]
        {
            let written = page(root.path(), &[&["--output-format", form], arguments].concat());
            assert_eq!(written, page(root.path(), &[&["--output-format", form], arguments].concat()));
            std::fs::write(&file, &written).unwrap();
            let verified = report(root.path(), &["--verify", file.to_str().unwrap()]);
            assert_eq!(code(&verified), 0, "{}{}", out(&verified), err(&verified));
            assert!(out(&verified).contains("byte by byte"), "{}", out(&verified));
        }
    }
}

/// Every letter of the page and of the data is held: wherever one is changed, the answer is no.
#[test]
fn a_report_that_was_changed_is_told_from_one_that_was_not() {
    let root = tree(&[("a.yaml", &complaint("a", "48h")), ("house.toml", ORGANISATION)]);
    let kept = tempfile::tempdir().unwrap();
    let file = kept.path().join("report.html");
    let written = page(root.path(), &[]);
    let places: Vec<usize> = (0..40).map(|part| written.len() * (2 * part + 1) / 80).collect();
    for at in places {
        let at = (at..).find(|at| written.is_char_boundary(*at) && written[*at..].starts_with(char::is_alphanumeric));
        let at = at.unwrap();
        let mut changed = written.clone();
        let other = if changed[at..].starts_with('7') { "3" } else { "7" };
        let end = at + changed[at..].chars().next().unwrap().len_utf8();
        changed.replace_range(at..end, other);
        std::fs::write(&file, &changed).unwrap();
        let verified = report(root.path(), &["--verify", file.to_str().unwrap()]);
        assert_ne!(code(&verified), 0, "byte {at}: {}", &written[at.saturating_sub(30)..end]);
        assert!(!out(&verified).is_empty() || !err(&verified).is_empty());
    }
    for (text, wanted) in [
        (written[..written.len() / 2].to_owned(), "no report of ombud"),
        (written.replace("\"version\": 1,", "\"version\": 9,"), "does not know"),
        (written.replace("\"request\":", "\"requests\":"), "cannot be read"),
        ("<!DOCTYPE html><p>Hello".to_owned(), "no report of ombud"),
    ] {
        std::fs::write(&file, text).unwrap();
        let verified = report(root.path(), &["--verify", file.to_str().unwrap()]);
        assert_eq!(code(&verified), 2);
        assert!(err(&verified).contains(wanted), "{}", err(&verified));
    }
}

#[test]
fn what_changed_in_the_files_is_named() {
    let first = complaint("a", "48h");
    let root = tree(&[("a.yaml", &first), ("b.yaml", &first.replace("id: a", "id: b")), ("house.toml", ORGANISATION)]);
    let kept = tempfile::tempdir().unwrap();
    let file = kept.path().join("report.html");
    std::fs::write(&file, page(root.path(), &[])).unwrap();
    let verify = || out(&report(root.path(), &["--verify", file.to_str().unwrap(), "--lang", "en"]));
    assert!(verify().contains("byte by byte"));
    std::fs::write(root.path().join("a.yaml"), first.replace("48h", "49h")).unwrap();
    std::fs::remove_file(root.path().join("b.yaml")).unwrap();
    std::fs::write(root.path().join("c.yaml"), first.replace("id: a", "id: c")).unwrap();
    std::fs::write(root.path().join("ombud.toml"), "sectors = [\"retail\"]\n").unwrap();
    let told = verify();
    for wanted in
        ["a.yaml has other bytes", "b.yaml is not here", "c.yaml was not there", "the configuration is another"]
    {
        assert!(told.contains(wanted), "{wanted}\n{told}");
    }
}

#[test]
fn the_earlier_report_is_followed_up() {
    let first = complaint("a", "48h");
    let root = tree(&[("a.yaml", &first), ("house.toml", ORGANISATION)]);
    let kept = tempfile::tempdir().unwrap();
    let file = kept.path().join("first.md");
    std::fs::write(&file, page(root.path(), &["--output-format", "markdown"])).unwrap();
    std::fs::write(root.path().join("a.yaml"), first.replace("48h", "12h")).unwrap();
    std::fs::write(root.path().join("b.yaml"), first.replace("id: a", "id: b")).unwrap();
    let second = page(root.path(), &["--previous", file.to_str().unwrap(), "--lang", "en"]);
    let closed = second.split_once("Not found any more: ").unwrap().1;
    assert!(closed.starts_with("1. "), "{}", &closed[..60]);
    assert!(closed.split("</ul>").next().unwrap().contains("complaint/acknowledge-too-slow"));
    let open = second.split_once("Still open: ").unwrap().1;
    assert!(open.split("</ul>").next().unwrap().contains("a.yaml"));
    let new = second.split_once("New: ").unwrap().1;
    assert!(new.split("</ul>").next().unwrap().contains("b.yaml"));
    // The earlier report is no longer needed to make this one again.
    std::fs::remove_file(&file).unwrap();
    let page = kept.path().join("second.html");
    std::fs::write(&page, &second).unwrap();
    assert_eq!(code(&report(root.path(), &["--verify", page.to_str().unwrap()])), 0);
}

/// A statement stands for a clause that no file shows, for as long as it holds, and outweighs nothing that files show.
#[test]
fn a_statement_counts_as_the_word_of_a_person_while_it_holds() {
    let statement = |clause: &str, rest: &str| {
        format!("{ORGANISATION}[statements.one]\nclause = \"{clause}\"\ntext = \"We do.\"\n{rest}")
    };
    let made = "by = \"head\"\non = 2026-11-01\nvalid_until = 2026-11-22\n";
    let covered = |text: &str| {
        let root = tree(&[("a.yaml", &complaint("a", "48h")), ("house.toml", text)]);
        let data = data(&page(root.path(), &[]));
        let clauses = data["instruments"].as_array().unwrap().iter().flat_map(|own| own["clauses"].as_array().unwrap());
        clauses.map(|own| (own["id"].as_str().unwrap().to_owned(), own["state"].clone())).collect::<Vec<_>>()
    };
    let without = covered(ORGANISATION);
    let (clause, _) = without.iter().find(|(_, state)| state == "not_covered").unwrap();
    let (failing, _) = without.iter().find(|(_, state)| state == "not_met").unwrap();
    let state = |clause: &str, rest: &str| {
        covered(&statement(clause, rest)).into_iter().find(|(id, _)| id == clause).unwrap().1
    };
    assert_eq!(state(clause, made), "stated");
    assert_eq!(state(failing, made), "not_met");
    for worthless in [
        "by = \"head\"\non = 2026-11-01\nvalid_until = 2026-11-21\n",
        "by = \"head\"\n",
        "on = 2026-11-01\n",
        "by = \"head\"\non = 2026-11-23\n",
    ] {
        assert_eq!(state(clause, worthless), "not_covered", "{worthless}");
    }
}

#[test]
fn what_should_be_there_is_compared_with_what_is() {
    let house = format!(
        "{ORGANISATION}[inventory.complaints]\ntitle = \"Complaints\"\nkind = \"process\"\nwhere = \"process:a\"\n\
         [inventory.breaches]\ntitle = \"Breaches\"\nkind = \"process\"\nwhere = \"process:breaches\"\n"
    );
    let root = tree(&[("a.yaml", &complaint("a", "48h")), ("house.toml", &house)]);
    let page = page(root.path(), &["--lang", "en"]);
    let rows = data(&page)["inventory"].clone();
    assert_eq!(rows[0]["found"], "a.yaml");
    assert_eq!(rows[1]["found"], Value::Null);
    assert!(page.contains("Judged and in no inventory: house.toml."));
}

#[test]
fn the_first_page_says_what_a_report_can_say() {
    for (lang, wanted) in [("en", "Judges what the files state."), ("zh", "本报告判断的是文件所写的内容。")]
    {
        let page = page(&story(), &["--lang", lang]);
        let first = page.find("<h2>").unwrap();
        assert!(page[..first].contains(wanted), "{lang}");
    }
}

/// Tags and attributes of the page; drawings have others.
const TAGS: [&str; 39] = [
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "main",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "p",
    "dl",
    "div",
    "dt",
    "dd",
    "ul",
    "li",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "section",
    "span",
    "b",
    "pre",
    "code",
    "figure",
    "figcaption",
    "script",
    "svg",
    "g",
    "text",
    "rect",
    "circle",
    "path",
];

/// Markup, scripts, styles, addresses, entities, comments, controls, directions, in every field that a person can fill.
#[test]
fn nothing_of_a_file_becomes_a_part_of_the_page() {
    let seeds = [
        "<script>alert(1)</script>",
        "</script><script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "\"><svg onload=alert(1)>",
        "' onmouseover='alert(1)",
        "<iframe src=javascript:alert(1)>",
        "<style>*{display:none}</style>",
        "</style><base href=//x>",
        "<!--",
        "--> <b>",
        "]]><x>",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "&#60;script&#62;",
        "javascript:alert(1)",
        "<a href=javascript:alert(1)>x</a>",
        "\u{202e}gnp.exe",
        "\u{1b}[31mred",
        "`</code><script>alert(1)</script>`",
        "{{constructor.constructor('alert(1)')()}}",
        "${alert(1)}",
        "=HYPERLINK(\"http://x\",\"y\")",
        "<math><mtext></mtext></math>",
        "</p></main></body></html>",
        "<meta http-equiv=refresh content=0;url=//x>",
        "<plaintext>",
    ];
    let hostile: Vec<String> =
        (0..12).flat_map(|turn| seeds.iter().map(move |seed| format!("{turn}{seed}{turn}"))).collect();
    assert_eq!(hostile.len(), 300);
    let quoted = |text: &String| serde_json::to_string(text).unwrap();
    let mut files = Vec::new();
    for (at, texts) in hostile.chunks(6).enumerate() {
        let [title, owner, role, step, text, key] = texts else { panic!("six each") };
        files.push((
            format!("p{at}.json"),
            format!(
                "{{\"kind\":\"process\",\"id\":\"p{at}\",\"title\":{},\"category\":\"complaint\",\"owner\":{},\
                 \"deadlines\":{{\"acknowledge\":\"99h\"}},\"roles\":{{\"r\":{}}},\"steps\":{{\"s\":{{\"title\":{},\
                 \"description\":{}}}}},{}:1}}",
                quoted(title),
                quoted(owner),
                quoted(role),
                quoted(step),
                quoted(text),
                quoted(key)
            ),
        ));
    }
    files.push((
        "house.toml".to_owned(),
        format!("{ORGANISATION}[statements.one]\ntext = {}\nby = {}\n", quoted(&hostile[1]), quoted(&hostile[3])),
    ));
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let root = tree(&files);
    let arguments = ["--both", "--title", &hostile[0], "--objective", &hostile[2], "--requester", &hostile[4]];
    let made = report(root.path(), &[&["--as-of", DAY], &arguments[..]].concat());
    let page = out(&made);
    assert!(page.len() > 100_000, "{}", err(&made));
    let mut rest = page.as_str();
    let mut scripts = 0;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let tag = rest.trim_start_matches('/');
        if tag.starts_with("!DOCTYPE html>") {
            continue;
        }
        let end = tag.find(|c: char| !c.is_ascii_alphanumeric()).unwrap();
        assert!(TAGS.contains(&&tag[..end]), "<{}", &rest[..80.min(rest.len())]);
        let attributes = &tag[end..tag.find('>').unwrap()];
        assert!(!attributes.contains(" on") && !attributes.contains("href"), "{attributes}");
        scripts += usize::from(tag.starts_with("script"));
    }
    assert_eq!(scripts, 2, "the data, begun and ended");
    assert!(!page.contains(['\u{202e}', '\u{1b}']));
    assert!(page.contains("default-src 'none'"));
    let markdown =
        out(&report(root.path(), &[&["--as-of", DAY, "--output-format", "markdown"], &arguments[..]].concat()));
    let (shown, data) = markdown.rsplit_once("<!-- ombud-data ").unwrap();
    assert!(!shown.contains('<') || shown.matches('<').count() == shown.matches("<br>").count());
    assert_eq!(data.matches("-->").count(), 1);
}
