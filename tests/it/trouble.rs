//! Why: whoever is stopped by a code looks it up, and finds it. Every code and every refusal that the program can give has
//! its place on the page, and the page has none that no longer exists. `OMBUD_WRITE=1` writes the words anew.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use ombud::message::{Lang, Message};
use ombud::render::catalogue;
use ombud::schema::check::Subject;

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/troubleshooting.md");
const SOURCES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src");

/// First parts of codes.
const AREAS: [&str; 5] = ["builtin", "cases", "clause", "config", "policy"];

/// Groups of messages in which the program says no, or warns.
const GROUPS: [&str; 4] = ["cli", "init", "note", "watch"];

/// Messages of these groups that are no trouble.
const NO_TROUBLE: [&str; 22] = [
    "cli.judging",
    "cli.reading",
    "init.blank-as",
    "init.blank-id",
    "init.blank-map",
    "init.same",
    "note.near-miss",
    "watch.again",
    "watch.as-before",
    "watch.changed",
    "watch.fixed",
    "watch.keys",
    "watch.lost",
    "watch.more-changed",
    "watch.more-fixed",
    "watch.more-new",
    "watch.new",
    "watch.none-lost",
    "watch.nothing-open",
    "watch.position",
    "watch.status",
    "watch.watching",
];

#[test]
fn every_code_and_every_refusal_has_its_place() {
    let page = std::fs::read_to_string(PAGE).unwrap();
    let listed: BTreeSet<String> = page.lines().filter_map(|line| line.strip_prefix("### ")).flat_map(quoted).collect();
    let mut given = codes();
    given.extend(refusals());
    let missing: Vec<_> = given.difference(&listed).collect();
    let left_over: Vec<_> = listed.difference(&given).collect();
    assert!(missing.is_empty() && left_over.is_empty(), "missing: {missing:#?}\nleft over: {left_over:#?}");
    assert!(given.len() > 60);
}

#[test]
fn refusals_are_quoted_as_they_are_said() {
    let page = std::fs::read_to_string(PAGE).unwrap();
    let mut real = String::new();
    let mut id = None;
    for line in page.lines() {
        if let Some(head) = line.strip_prefix("### ") {
            id = quoted(head).next().filter(|id| id.contains('.'));
        }
        match &id {
            Some(id) if line.starts_with('>') => {
                let said = catalogue::text(Lang::En, &Message::new(known(id)));
                let _ = writeln!(real, "> {}", with_names(&said));
            }
            _ => {
                let _ = writeln!(real, "{line}");
            }
        }
    }
    if std::env::var_os("OMBUD_WRITE").is_some_and(|value| value == "1") {
        std::fs::write(PAGE, &real).unwrap();
    } else {
        assert_eq!(page, real, "run with OMBUD_WRITE=1 to write {PAGE} anew");
    }
}

/// A text in which names stand for the values: `{path}` is PATH, `{n|file|files}` both forms.
fn with_names(text: &str) -> String {
    let mut out = String::new();
    for (at, part) in text.split('{').enumerate() {
        let Some((inside, rest)) = part.split_once('}').filter(|_| at > 0) else {
            out.push_str(part);
            continue;
        };
        match inside.split_once('|') {
            Some((_, forms)) => out.push_str(&forms.replace('|', "/")),
            None => out.push_str(&inside.to_uppercase()),
        }
        out.push_str(rest);
    }
    out
}

/// An id as messages take it.
fn known(id: &str) -> &'static str {
    String::from(id).leak()
}

/// What stands between backticks.
fn quoted(text: &str) -> impl Iterator<Item = String> {
    text.split('`').skip(1).step_by(2).map(str::to_owned)
}

/// Every code in the sources.
fn codes() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for text in sources(Path::new(SOURCES)) {
        for literal in literals(&text) {
            let (area, trouble) = literal.split_once('/').unwrap_or_default();
            let is_word = !trouble.is_empty() && trouble.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
            if AREAS.contains(&area) && is_word {
                found.insert(literal.to_owned());
            }
        }
    }
    // Built-in checks are named without their area where their findings are made; their titles are all in one place.
    let titles = std::fs::read_to_string(format!("{SOURCES}/render/title.rs")).unwrap();
    let own = literals(&titles).filter_map(|literal| literal.strip_prefix("title.").map(str::to_owned));
    let arms: BTreeSet<String> =
        own.filter(|name| titles.contains(&format!("\"{name}\" => \"title.{name}\""))).collect();
    assert!(arms.contains("dangling-reference"));
    found.extend(arms.iter().map(|name| format!("builtin/{name}")));
    // The schema looks at all files in one way.
    for trouble in ["bad-id", "list-of-named", "missing-key", "unknown-key", "unknown-word", "wrong-type"] {
        let subjects = [Subject::Document, Subject::Config, Subject::Policy, Subject::Cases];
        found.extend(subjects.iter().map(|subject| subject.code(trouble).into_owned()));
    }
    found
}

/// Every message in which the program says no, or warns.
fn refusals() -> BTreeSet<String> {
    let folder = Path::new(SOURCES).join("render/catalogue/en");
    let texts = sources(&folder);
    let ids = texts.iter().flat_map(|text| literals(text)).filter(|literal| {
        let (group, name) = literal.split_once('.').unwrap_or_default();
        GROUPS.contains(&group)
            && !name.is_empty()
            && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-')
    });
    ids.filter(|id| !NO_TROUBLE.contains(id) && is_remark(id)).map(str::to_owned).collect()
}

/// Of a new workspace much is said that is no trouble, in sentences; refusals follow `ombud:` and begin with a small letter.
fn is_remark(id: &str) -> bool {
    let said = catalogue::text(Lang::En, &Message::new(known(id)));
    !id.starts_with("init.") || said.starts_with(|first: char| first.is_ascii_lowercase() || first == '`')
}

/// The sources below a folder without their tests.
fn sources(folder: &Path) -> Vec<String> {
    let mut list = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if path.is_dir() && name != "tests" {
            list.extend(sources(&path));
        } else if name.ends_with(".rs") && !matches!(name.as_str(), "tests.rs" | "sample.rs" | "used.rs") {
            let text = std::fs::read_to_string(&path).unwrap();
            let code = text.split("#[cfg(test)]\nmod tests").next().unwrap();
            list.push(code.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n"));
        }
    }
    list
}

fn literals(code: &str) -> impl Iterator<Item = &str> {
    code.split('"').filter(|part| part.len() < 60 && !part.contains(char::is_whitespace))
}
