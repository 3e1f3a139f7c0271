use std::collections::BTreeMap;

use super::*;
use crate::files::Memory;
use crate::session::{Keep, Options, Session, Wanted};

const PROCESS: &str = "kind: process\nid: ID\ntitle: T\ncategory: complaint\nowner: lead\n\
                       deadlines:\n  resolve: 30 days\n";

/// A clause of the workspace for each name, in force in China only where the name begins with `cn`.
fn clauses(names: &[&str]) -> String {
    let one = |name: &&str| {
        let place = if name.starts_with("cn") { "CN" } else { "INT" };
        format!(
            "[[clause]]\nid = \"house.{name}\"\ninstrument = \"House\"\nclause = \"{name}\"\n\
             jurisdiction = \"{place}\"\nin_force = \"2020-01-01\"\nkind = \"internal\"\ntitle_en = \"{name}\"\n\
             title_zh = \"{name}\"\nobligation_en = \"Do it.\"\nobligation_zh = \"照做。\"\nowner = \"lead\"\n\
             version = \"1\"\napproval = {{ by = \"board\", date = \"2020-01-01\" }}\n"
        )
    };
    names.iter().map(one).collect()
}

/// A policy that cites `house.<cites>`.
fn policy(cites: &str, rest: &str) -> String {
    format!(
        "/*\ntitle = {{ en = \"A\", zh = \"甲\" }}\nseverity = \"error\"\nclauses = [{cites}]\n{rest}\n//! Why.\n//! [zh]\n//! 理由。\n"
    )
}

fn cited(name: &str) -> String {
    format!("{{ id = \"house.{name}\", relation = \"supports\" }}")
}

/// States of the clauses `house.*` by their names, and the counts over all policies that cite them.
fn covered(files: &[(&str, String)]) -> BTreeMap<String, (State, Counts)> {
    let mut all =
        Memory::default().with("policies/own/pack.toml", "title = { en = \"O\", zh = \"自\" }\nversion = \"1\"\n");
    if !files.iter().any(|(path, _)| *path == "ombud.toml") {
        all = all.with("ombud.toml", "packs = [\"own\"]\n");
    }
    for (path, text) in files {
        all = all.with(path, text.as_str());
    }
    let options = Options { as_of: "2026-11-22".parse().ok(), ..Options::default() };
    let snapshot = Session::new(Arc::new(all), options).snapshot().ok().expect("a snapshot");
    assert!(snapshot.diagnostics.is_empty(), "{:?}", snapshot.diagnostics.first());
    let report = snapshot.check(&Wanted { keep: Keep { verdicts: true, ..Keep::default() }, ..Wanted::default() });
    let coverage = snapshot.coverage(&report);
    let own = coverage.clauses.iter().filter(|covered| covered.clause.id.starts_with("house."));
    own.map(|covered| {
        let all = covered.citing.iter().fold(Counts::default(), |all, one| all.and(one.counts));
        (covered.clause.id.trim_start_matches("house.").to_owned(), (covered.state, all))
    })
    .collect()
}

const OWNER: &str = "applies_to = \"process\"\nrequire = 'doc.owner.present()'\n*/";

#[test]
fn a_clause_is_satisfied_only_if_every_evaluation_that_spoke_was() {
    let clause = ("clauses/c.toml", clauses(&["a"]));
    let rule = ("policies/own/owner.rhai", policy(&cited("a"), OWNER));
    let sound = ("a.yaml", PROCESS.replace("ID", "a"));
    let bare = ("b.yaml", PROCESS.replace("ID", "b").replace("owner: lead\n", ""));
    let data = ("d.toml", "kind = 'data'\nid = 'd'\ntitle = 'D'\n".to_owned());
    let counts = Counts { pass: 1, not_applicable: 1, ..Counts::default() };
    let given = [clause.clone(), rule.clone(), sound.clone(), data];
    assert_eq!(covered(&given)["a"], (State::Satisfied, counts), "a data file is none of its business");
    let (state, counts) = covered(&[clause, rule, sound, bare])["a"];
    assert_eq!((state, counts.pass, counts.fail), (State::Findings, 1, 1));
}

#[test]
fn what_could_not_be_judged_takes_satisfied_away() {
    let require = "applies_to = \"process\"\nrequire = 'doc.deadlines.resolve.within <= duration(\"60 days\")'\n*/";
    let (state, counts) = covered(&[
        ("clauses/c.toml", clauses(&["a"])),
        ("policies/own/slow.rhai", policy(&cited("a"), require)),
        ("a.yaml", PROCESS.replace("ID", "a")),
        ("b.yaml", PROCESS.replace("ID", "b").replace("30 days", "soon")),
    ])["a"];
    assert_eq!((state, counts.pass, counts.unknown), (State::Unknown, 1, 1));
}

#[test]
fn a_script_that_breaks_leaves_its_clause_unjudged() {
    let script = policy(&cited("a"), "applies_to = \"process\"\n*/") + "fn check(doc) { throw \"no\"; }\n";
    let (state, counts) = covered(&[
        ("clauses/c.toml", clauses(&["a"])),
        ("policies/own/breaks.rhai", script),
        ("a.yaml", PROCESS.replace("ID", "a")),
    ])["a"];
    assert_eq!((state, counts.unknown), (State::Unknown, 1));
}

#[test]
fn a_gap_says_why_nothing_was_judged() {
    let config = "packs = [\"own\"]\n[policies.\"own/owner\"]\nexempt = \"paper only\"\n";
    let risk = "applies_to = \"risk\"\nrequire = 'doc.owner.present()'\n*/";
    let states = covered(&[
        ("ombud.toml", config.to_owned()),
        ("clauses/c.toml", clauses(&["exempt", "nobody", "risk"])),
        ("policies/own/owner.rhai", policy(&cited("exempt"), OWNER)),
        ("policies/own/risk.rhai", policy(&cited("risk"), risk)),
        ("a.yaml", PROCESS.replace("ID", "a")),
    ]);
    assert_eq!(states["exempt"].0, State::NotCovered(Gap::Exempt));
    assert_eq!(states["nobody"], (State::NotCovered(Gap::NoPolicy), Counts::default()));
    assert_eq!(states["risk"].0, State::NotCovered(Gap::NotApplicable));
    assert_eq!((states["exempt"].1.exempt, states["risk"].1.not_applicable), (1, 1));
}

#[test]
fn a_fail_in_a_check_that_the_clause_does_not_ask_for_is_no_fail_and_no_pass() {
    let cites = "{ id = \"house.a\", relation = \"supports\", checks = [\"missing\"] }, \
                 { id = \"house.b\", relation = \"supports\", checks = [\"not-allowed\"] }";
    let script = policy(cites, "applies_to = \"process\"\n*/")
        + "fn check(doc) { require(doc.owner).present(); require(doc.category).one_of([\"request\"]); }\n";
    let states = covered(&[
        ("clauses/c.toml", clauses(&["a", "b"])),
        ("policies/own/both.rhai", script),
        ("a.yaml", PROCESS.replace("ID", "a")),
    ]);
    assert_eq!(states["b"], (State::Findings, Counts { fail: 1, ..Counts::default() }));
    assert_eq!(states["a"], (State::Unknown, Counts { beside: 1, ..Counts::default() }));
}

#[test]
fn a_clause_binds_the_documents_that_say_so_and_only_those() {
    let states = covered(&[
        ("clauses/c.toml", clauses(&["cn1", "int1"])),
        ("policies/own/owner.rhai", policy(&format!("{}, {}", cited("cn1"), cited("int1")), OWNER)),
        ("a.yaml", PROCESS.replace("ID", "a") + "jurisdictions: [CN]\n"),
        ("b.yaml", PROCESS.replace("ID", "b") + "jurisdictions: [AU]\n"),
    ]);
    assert_eq!(states["cn1"].1, Counts { pass: 1, ..Counts::default() });
    assert_eq!(states["int1"].1, Counts { pass: 2, ..Counts::default() });
    let states = covered(&[
        ("clauses/c.toml", clauses(&["cn1"])),
        ("policies/own/owner.rhai", policy(&cited("cn1"), OWNER)),
        ("a.yaml", PROCESS.replace("ID", "a")),
    ]);
    assert!(states.is_empty(), "it binds nobody here");
}

#[test]
fn a_clause_that_the_configuration_names_is_covered_where_it_is_named() {
    let config = "packs = [\"own\"]\n[[overrides]]\npolicies = [\"own/slow\"]\npaths = [\"eu/**\"]\n\
                  params.within = { clause = \"house.named\", parameter = \"within\" }\n";
    let number =
        "parameters = [{ name = \"within\", value = 20, unit = \"day\", calendar = \"calendar\", from = \"x\" }]\n";
    let house = clauses(&["named"]) + number + clauses(&["other"]).as_str();
    let rest = "applies_to = \"process\"\nrequire = 'doc.deadlines.resolve.within <= params.within'\n\
                params.within = { type = \"duration\", default = \"90 days\", stricter = \"lower\", title = \"t\" }\n*/";
    let with = |days: &str| {
        covered(&[
            ("ombud.toml", config.to_owned()),
            ("clauses/c.toml", house.clone()),
            ("policies/own/slow.rhai", policy("", rest)),
            ("eu/a.yaml", PROCESS.replace("ID", "a").replace("30 days", days)),
            ("cn/b.yaml", PROCESS.replace("ID", "b")),
        ])
    };
    let states = with("30 days");
    assert_eq!(
        states["named"],
        (State::Findings, Counts { fail: 1, ..Counts::default() }),
        "the file elsewhere is none"
    );
    assert_eq!(states["other"].0, State::NotCovered(Gap::NoPolicy));
    assert_eq!(with("10 calendar days")["named"], (State::Satisfied, Counts { pass: 1, ..Counts::default() }));
}

#[test]
fn a_rule_over_the_workspace_is_one_evaluation() {
    let script = policy(&cited("a"), "applies_to = \"workspace\"\n*/")
        + "fn check(index) { if index.all(\"data\").is_empty() { fail(index.all(\"process\")[0], \"No data.\"); } }\n";
    let (state, counts) = covered(&[
        ("clauses/c.toml", clauses(&["a"])),
        ("policies/own/data.rhai", script),
        ("a.yaml", PROCESS.replace("ID", "a")),
        ("b.yaml", PROCESS.replace("ID", "b")),
    ])["a"];
    assert_eq!((state, counts), (State::Findings, Counts { fail: 1, ..Counts::default() }));
}

#[test]
fn findings_that_were_set_aside_do_not_satisfy() {
    let mut counts = Counts::default();
    let mut finding = crate::finding::Finding {
        policy: "own/a".into(),
        check: "missing".into(),
        title: LocalText::default(),
        severity: crate::diagnostic::Severity::Error,
        verdict: Verdict::Fail,
        disposition: Disposition::Waived,
        message: crate::message::Message::new("check.missing"),
        help: vec![],
        clauses: vec![],
        fingerprint: String::new(),
        document: crate::evaluate::workspace_reference(),
        pointer: String::new(),
        value: None,
        limit: None,
        location: crate::diagnostic::Location::new(crate::source::SourceId(0), crate::span::Span::at(0)),
        related: vec![],
        read: Arc::default(),
        fix: None,
    };
    let clause = crate::clause::Catalogue::builtin();
    let clause = clause.get("iso10002.7.4").expect("it is known");
    finding.clauses = vec![crate::plan::cited(clause, Relation::Model)];
    counts.count(Verdict::Fail, [&finding].into_iter(), "iso10002.7.4");
    assert_eq!(counts, Counts { set_aside: 1, ..Counts::default() });
    let citing = Citing { policy: "own/a".into(), title: LocalText::default(), relation: Relation::Model, counts };
    assert_eq!(state(&[citing]), State::Findings);
}

#[test]
fn numbers_of_ids_sort_as_numbers() {
    let mut ids = ["gdpr.art33.1", "gdpr.art5.1c", "gdpr.art5", "gdpr.art33", "gdpr.art6"];
    ids.sort_by_key(|id| natural(id));
    assert_eq!(ids, ["gdpr.art5", "gdpr.art5.1c", "gdpr.art6", "gdpr.art33", "gdpr.art33.1"]);
}
