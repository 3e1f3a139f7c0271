//! Why: the page from which people learn to write policies is made of the tables that read headers and of the functions'
//! own entries, and its examples are judged: what it shows is what the program does. `OMBUD_WRITE=1` writes it anew.
//!
//! An example is a `rhai` block, a `yaml` block and a list of what came of it. Headers may leave out `title`, `severity`
//! and `applies_to`, documents `kind`, `id` and `title`, as the page says.

use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use ombud::evaluate::Keep;
use ombud::files::Memory;
use ombud::finding::Verdict;
use ombud::message::{Arg, Lang, Message};
use ombud::policy::shape::{CASES, HEADER, PACK};
use ombud::render::catalogue;
use ombud::schema::check::type_word;
use ombud::schema::{Field, Needed, Table, Type};
use ombud::script::reference::{Group, REFERENCE};
use ombud::session::{Options, Session, Wanted};

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/policy-language.md");

#[test]
fn the_page_of_the_policy_language_is_made_of_its_tables() {
    let page = std::fs::read_to_string(PAGE).unwrap();
    let real = made_anew(&page);
    if std::env::var_os("OMBUD_WRITE").is_some_and(|value| value == "1") {
        std::fs::write(PAGE, &real).unwrap();
    } else if let Some((shown, real)) = page.lines().zip(real.lines()).find(|(shown, real)| shown != real) {
        panic!("{PAGE} shows\n{shown}\nand should show\n{real}\nrun with OMBUD_WRITE=1 to write it anew");
    } else {
        assert_eq!(page.lines().count(), real.lines().count(), "run with OMBUD_WRITE=1 to write {PAGE} anew");
    }
}

#[test]
fn every_group_and_every_verdict_has_an_example() {
    let page = std::fs::read_to_string(PAGE).unwrap();
    for group in REFERENCE {
        let marker = format!("<!-- generated: group {} -->", group.title);
        assert_eq!(page.matches(&marker).count(), 1, "{marker}");
    }
    for verdict in ["- **fail** at ", "- **unknown** at ", "- **satisfied**", "- **does not apply**"] {
        assert!(page.contains(verdict), "no example of {verdict}");
    }
    assert!(page.matches("```rhai\n").count() >= 15);
}

/// The page with what is generated written anew, and every example judged.
fn made_anew(page: &str) -> String {
    let mut out = String::new();
    let mut lines = page.lines().peekable();
    let mut policy = None;
    while let Some(line) = lines.next() {
        let _ = writeln!(out, "{line}");
        if let Some(what) = line.strip_prefix("<!-- generated: ").and_then(|rest| rest.strip_suffix(" -->")) {
            lines.by_ref().find(|line| *line == "<!-- end -->").expect("what is generated ends");
            let _ = write!(out, "\n{}\n<!-- end -->\n", generated(what));
        } else if line == "```rhai" || line == "```yaml" {
            let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            let _ = writeln!(out, "{}\n```", block.join("\n"));
            match (line, policy.take()) {
                ("```rhai", _) => policy = Some(block.join("\n")),
                (_, Some(policy)) => {
                    while lines.next_if(|line| line.is_empty() || line.starts_with("- **")).is_some() {}
                    let _ = writeln!(out, "\n{}", verdicts(&policy, &block.join("\n")));
                }
                _ => {}
            }
        }
    }
    assert!(policy.is_none(), "a policy without a document");
    out
}

fn generated(what: &str) -> String {
    if let Some(title) = what.strip_prefix("group ") {
        return functions(REFERENCE.iter().find(|group| group.title == title).expect(title));
    }
    match what.split_once(' ').expect(what) {
        ("keys", "policy") => keys(&HEADER),
        ("keys", "pack") => keys(&PACK),
        ("keys", "cases") => keys(below(&CASES, "case")),
        ("keys", key) => keys(below(&HEADER, key)),
        _ => panic!("nobody knows how to make {what}"),
    }
}

/// The table of the entries of a key.
fn below(table: &'static Table, key: &str) -> &'static Table {
    let field = table.fields.iter().find(|field| field.name == key).expect(key);
    inner(field.ty).expect("a key with keys of its own")
}

fn inner(ty: Type) -> Option<&'static Table> {
    match ty {
        Type::Table(table) | Type::Named(_, table) => Some(table),
        Type::Map(item) | Type::List(item) => inner(*item),
        _ => None,
    }
}

fn keys(table: &Table) -> String {
    let mut out = "| key | takes | meaning |\n| --- | --- | --- |\n".to_owned();
    for field in table.fields {
        let needed = if field.needed == Needed::Schema { " (must be stated)" } else { "" };
        let _ = writeln!(out, "| `{}`{needed} | {} | {} |", field.name, takes(field), cell(field.en));
    }
    out
}

fn takes(field: &Field) -> String {
    match field.ty {
        Type::Word(list) => words(list),
        Type::List(Type::Word(list)) => words(list),
        // Some lists of words are long; `ombud explain policy.clauses` prints them.
        Type::OpenWord(_) | Type::List(Type::OpenWord(_)) => "words".to_owned(),
        Type::Map(_) => "a group in which each entry has a name".to_owned(),
        Type::List(item) => format!("{}, or a list of such", one(*item)),
        ty => one(ty),
    }
}

fn one(ty: Type) -> String {
    let takes = Message::new("page.key-takes").arg("type", Arg::Word(type_word(&ty)));
    cell(catalogue::text(Lang::En, &takes).trim_start_matches("takes "))
}

fn words(list: &[&str]) -> String {
    list.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

fn functions(group: &Group) -> String {
    let mut out = format!("{}\n\n", group.about);
    let in_headers = group.entries.iter().any(|entry| !entry.header.is_empty());
    out.push_str(match in_headers {
        true => "| in a script | in a header | gives | missing or unlike values |\n| --- | --- | --- | --- |\n",
        false => "| in a script | gives | missing or unlike values |\n| --- | --- | --- |\n",
    });
    let code = |text: &str| if text.is_empty() { String::new() } else { format!("`{}`", cell(text)) };
    for entry in group.entries {
        let header = if in_headers { format!(" {} |", code(entry.header)) } else { String::new() };
        let (gives, otherwise) = (cell(entry.gives), cell(entry.otherwise));
        let _ = writeln!(out, "| {} |{header} {gives} | {otherwise} |", code(entry.script));
    }
    out
}

/// A bar would end the cell, also within backticks.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

/// What comes of a document under a policy, a line each.
fn verdicts(policy: &str, document: &str) -> String {
    let files = Memory::default()
        .with("ombud.toml", "packs = [\"own\"]\njurisdictions = [\"CN\", \"DE\"]\n")
        .with("policies/own/pack.toml", "title = \"Own\"\nversion = \"1\"\n")
        .with("policies/own/example.rhai", whole_policy(policy))
        .with("example.yaml", whole_documents(document));
    let options = Options { as_of: "2026-11-22".parse().ok(), ..Options::default() };
    let snapshot = Session::new(Arc::new(files), options).snapshot().unwrap_or_else(|refused| {
        panic!("refused: {:?}\n{policy}", refused.diagnostics);
    });
    let keep = Keep { passes: true, verdicts: true, ..Keep::default() };
    let report = snapshot.check(&Wanted { keep, ..Wanted::default() });
    let errors: Vec<_> = report
        .diagnostics
        .iter()
        .filter(|row| row.policy.is_some() || row.diagnostic.code.starts_with("policy/"))
        .collect();
    assert!(errors.is_empty(), "{errors:?}\n{policy}");
    assert!(report.population.iter().all(|member| member.state.word() == "read"), "not all is read:\n{document}");
    let mut out = String::new();
    for finding in report.findings.iter().filter(|finding| &*finding.policy == "own/example") {
        let word = if finding.verdict == Verdict::Fail { "fail" } else { "unknown" };
        let said = catalogue::text(Lang::En, &finding.message);
        let _ = writeln!(out, "- **{word}** at `{}`: {said}", finding.pointer);
    }
    if out.is_empty() {
        out.push_str(if report.passes.is_empty() { "- **does not apply**\n" } else { "- **satisfied**\n" });
    }
    out
}

fn whole_policy(text: &str) -> String {
    let own = text.strip_prefix("/*\n").expect("a policy begins with its header");
    let defaults = [("title", "\"T\""), ("severity", "\"error\""), ("applies_to", "\"process\"")];
    let missing = defaults.iter().filter(|(key, _)| !own.lines().any(|line| line.starts_with(&format!("{key} ="))));
    missing.fold(String::from("/*\n"), |head, (key, value)| format!("{head}{key} = {value}\n")) + own + "\n"
}

fn whole_documents(text: &str) -> String {
    let whole = |(at, document): (usize, &str)| {
        let own = document.trim_start_matches('\n');
        let id =
            if own.lines().any(|line| line.starts_with("id:")) { String::new() } else { format!("id: example-{at}\n") };
        let kind = if own.lines().any(|line| line.starts_with("kind:")) { "" } else { "kind: process\n" };
        format!("{kind}{id}title: Example\n{own}\n")
    };
    text.split("---\n").enumerate().map(whole).collect::<Vec<_>>().join("---\n")
}

#[test]
fn every_built_in_check_is_named_as_one_whose_words_can_be_changed() {
    let page = std::fs::read_to_string(PAGE).unwrap();
    let texts = concat!(env!("CARGO_MANIFEST_DIR"), "/src/render/catalogue/en/findings.rs");
    let texts = std::fs::read_to_string(texts).unwrap();
    let ids: Vec<&str> =
        texts.match_indices("\"check.").filter_map(|(at, start)| texts[at + start.len()..].split('"').next()).collect();
    assert!(ids.len() > 10);
    for id in ids {
        assert!(page.contains(&format!("`{id}`")), "{id}");
    }
}

/// What entries claim of missing values and of functions that no example uses: the body of `check`, and how the verdict
/// begins.
const CLAIMS: &[(&str, &str)] = &[
    ("if max(doc.priorities.high.rank, 3) > 5 { fail(doc, \"x\"); }", "- **unknown** at `/priorities/high/rank`"),
    ("if doc.fee.abs() == 1 { fail(doc, \"x\"); }", "- **unknown** at `/fee`"),
    ("if doc.channels.len() == 0 { fail(doc.owner, \"none\"); }", "- **unknown** at `/channels`"),
    ("if doc.channels.contains(\"phone\") { fail(doc, \"x\"); }", "- **unknown** at `/channels`"),
    (
        "if doc.channels.all(|own| own.id == \"x\") { fail(doc.owner, \"all of none\"); }",
        "- **unknown** at `/channels`",
    ),
    ("if doc.channels.find(|own| true) == () { fail(doc.owner, \"none\"); }", "- **unknown** at `/channels`"),
    ("if doc.steps.find(|own| false) == () { fail(doc.owner, \"none\"); }", "- **fail** at `/owner`: none"),
    ("if doc.steps.keys_like(\"^o\").len() == 1 { fail(doc.owner, \"one\"); }", "- **fail** at `/owner`: one"),
    ("if doc.steps.where(\"kind\", \"close\").len() == 1 { fail(doc.owner, \"one\"); }", "- **fail** at `/owner`: one"),
    (
        "if doc.steps.where(\"kind\", [\"a\", \"close\"]).len() == 1 { fail(doc.owner, \"one\"); }",
        "- **fail** at `/owner`",
    ),
    (
        "if doc.steps.where_not(\"kind\", \"open\").len() == 1 { fail(doc.owner, \"one\"); }",
        "- **fail** at `/owner`: one",
    ),
    ("if doc.steps.where(\"escalation.to\").is_empty() { fail(doc.owner, \"none\"); }", "- **fail** at `/owner`: none"),
    ("if doc.steps.where_not(\"within\").len() == 1 { fail(doc.owner, \"one\"); }", "- **fail** at `/owner`: one"),
    ("if doc.steps.where_key_like(\"^ki\").len() == 1 { fail(doc.owner, \"one\"); }", "- **fail** at `/owner`: one"),
    (
        "if doc.steps.where_key_unlike(\"^ki\").is_empty() { fail(doc.owner, \"none\"); }",
        "- **fail** at `/owner`: none",
    ),
    (
        "if doc.channels.where(\"kind\", \"x\").is_empty() { fail(doc.owner, \"none\"); }",
        "- **unknown** at `/channels`",
    ),
    ("if doc.steps.where(\"kind\", 3).is_empty() { fail(doc, \"none\"); }", "- **unknown** at `/steps/one/kind`"),
    ("if doc.steps.where(\"kind\", doc.fee).is_empty() { fail(doc, \"none\"); }", "- **unknown** at `/fee`"),
    ("if duration(doc.owner) > duration(\"1 hour\") { fail(doc, \"x\"); }", "- **unknown** at `/owner`"),
    ("if doc.source.lower().starts_with(\"x\") { fail(doc, \"x\"); }", "- **unknown** at `/source`"),
    ("if type_of(doc.fee) == \"()\" { fail(doc.owner, \"nothing\"); }", "- **unknown** at `/fee`"),
    ("if !is_stated(doc.fee) { fail(doc.owner, \"not stated\"); }", "- **fail** at `/owner`: not stated"),
    (
        "let n = 0; for c in doc.owner.chars() { n += 1; } if n == 2 { fail(doc.owner, \"two\"); }",
        "- **fail** at `/owner`",
    ),
    ("let r = 1..5; if r.start() == 1 && r.end() == 5 && r.is_exclusive() { fail(doc.owner, \"r\"); }", "- **fail**"),
    (
        "let t = #{a: 1, b: 2}; t.drain(|k, v| v == 2); if t.to_json() == `{\"a\":1}` { fail(doc.owner, \"t\"); }",
        "- **fail**",
    ),
    ("let t = #{a: 1, b: 2}; t.retain(|k, v| v == 2); if t.values()[0] == 2 { fail(doc.owner, \"t\"); }", "- **fail**"),
    ("let n = 0; for bit in 5.bits() { if bit { n += 1; } } if n == 2 { fail(doc.owner, \"n\"); }", "- **fail**"),
    ("if is_def_fn(\"check\", 1) && !is_def_var(\"z\") { fail(doc.owner, \"d\"); }", "- **fail**"),
    (
        "if Fn(\"two\").call(1) == 2 { fail(doc.owner, \"called\"); } } fn two(x) { x + 1",
        "- **fail** at `/owner`: called",
    ),
    ("fail(doc.fee, \"no fee is stated\");", "- **fail** at `/fee`: no fee is stated"),
    ("fail(resolve(doc.owner, \"role\"), \"nobody\");", "- **fail** at `/owner`: nobody"),
    ("fail(index.find(\"process\", doc.owner), \"no such process\");", "- **fail** at `/owner`: no such process"),
    ("skip(\"a template\");", "- **does not apply**"),
];

#[test]
fn entries_claim_what_is_so() {
    for (body, wanted) in CLAIMS {
        let policy = format!("/*\n*/\nfn check(doc) {{ {body} }}");
        let came = verdicts(&policy, "category: complaint\nowner: 3x\nsteps: { one: { kind: close } }\n");
        assert!(came.lines().any(|line| line.starts_with(wanted)), "{body}\n{came}");
    }
}

#[test]
fn the_page_is_linked_from_the_others() {
    let root = Path::new(PAGE).parent().and_then(Path::parent).unwrap();
    assert!(std::fs::read_to_string(root.join("README.md")).unwrap().contains("](docs/policy-language.md"));
}

/// `acknowledge: 24 hours` is the short form of `{ within: 24 hours }`, for those who pick as for those who ask.
#[test]
fn picking_sees_through_short_forms() {
    let document =
        "category: complaint\nowner: x\ndeadlines: { acknowledge: 24 hours, resolve: { within: 3 weeks } }\n";
    for (body, wanted) in [
        ("if doc.deadlines.where(\"within\").len() == 2 { fail(doc.owner, \"both\"); }", "both"),
        ("if doc.deadlines.where_not(\"within\").is_empty() { fail(doc.owner, \"none\"); }", "none"),
        ("if doc.deadlines.where(\"within\", duration(\"24 hours\")).len() == 1 { fail(doc.owner, \"one\"); }", "one"),
        ("if doc.deadlines.filter(|own| true).where(\"within\").len() == 2 { fail(doc.owner, \"made\"); }", "made"),
    ] {
        let came = verdicts(&format!("/*\n*/\nfn check(doc) {{ {body} }}"), document);
        assert!(came.contains(&format!("- **fail** at `/owner`: {wanted}")), "{body}\n{came}");
    }
}
