//! Why: a law must not be named where it does not speak. Who is bound, which check it asks for and whose law a fail is
//! about decide what is cited.

use std::sync::Arc;

use ombud::clause::Relation;
use ombud::files::Memory;
use ombud::finding::Finding;
use ombud::message::Lang;
use ombud::render::{Format, Style, render};
use ombud::session::{Options, Session, Wanted};

const POLICY: &str = r#"/*
title = { en = "Basis missing", zh = "缺少依据" }
severity = "error"
applies_to = "data"
clauses = [
    { id = "cn.pipl.art13", relation = "sets" },
    { id = "gdpr.art6", relation = "sets" },
    { id = "gdpr.art17", relation = "supports", checks = ["kept"] },
    { id = "iso10002.7.4", relation = "model" },
]
[messages]
basis = { en = "No basis in {jurisdiction}.", zh = "{jurisdiction} 缺少依据。" }
kept = { en = "Kept.", zh = "保留。" }
*/
fn check(doc) {
    for activity in doc.activities {
        if activity.title == "kept" { fail(activity, "kept"); }
        else { fail(activity, "basis", #{ jurisdiction: activity.title }); }
    }
}
"#;

fn judged(jurisdictions: &str, title: &str, lang: Lang) -> String {
    let data = format!(
        "kind = \"data\"\nid = \"d\"\ntitle = \"D\"\njurisdictions = [{jurisdictions}]\n[activities.a]\ntitle = \"{title}\"\n"
    );
    let files = Memory::default()
        .with("ombud.toml", "packs = [\"own\"]\n")
        .with("policies/own/pack.toml", "title = \"Own\"\nversion = \"1\"\n")
        .with("policies/own/basis.rhai", POLICY)
        .with("data.toml", data);
    let options = Options { as_of: "2026-11-22".parse().ok(), ..Options::default() };
    let Ok(snapshot) = Session::new(Arc::new(files), options).snapshot() else { panic!("the workspace is sound") };
    render(&snapshot.check(&Wanted::default()), Format::Human, &Style::plain(lang))
}

#[test]
fn a_fail_under_one_law_does_not_cite_another() {
    let text = judged("\"CN\", \"FR\"", "CN", Lang::En);
    assert!(text.contains("Personal Information Protection Law (PIPL), art. 13 (broken)"), "{text}");
    assert!(!text.contains("GDPR"), "{text}");
    let text = judged("\"CN\", \"FR\"", "FR", Lang::Zh);
    assert!(text.contains("违反：欧盟《通用数据保护条例》（GDPR）"), "{text}");
    assert!(!text.contains("个人信息保护法"), "{text}");
}

#[test]
fn a_citation_belongs_to_the_checks_it_names_and_a_general_duty_is_not_called_broken() {
    let text = judged("\"FR\"", "kept", Lang::En);
    assert!(text.contains("asked for by: Regulation (EU) 2016/679 (GDPR), art. 17\n"), "{text}");
    let text = judged("\"FR\"", "FR", Lang::En);
    assert!(!text.contains("art. 17"), "{text}");
}

#[test]
fn law_of_elsewhere_is_not_shown_as_a_duty() {
    let text = judged("\"AU\"", "kept", Lang::En);
    assert!(!text.contains("asked for by"), "{text}");
    assert!(text.contains("good practice: ISO 10002"), "{text}");
}

#[test]
fn an_overdue_audit_names_only_clauses_whose_case_is_given() {
    let broken = |people: &str, audits: &str| {
        let organisation =
            format!("kind = \"organisation\"\nid = \"o\"\ntitle = \"O\"\npeople = {people}\n[audits]\n{audits}\n");
        let files = Memory::default().with("ombud.toml", "jurisdictions = [\"CN\"]\n").with("o.toml", organisation);
        let only = vec!["privacy/audit-overdue".to_owned()];
        let options = Options { as_of: "2026-11-22".parse().ok(), only_policies: only, ..Options::default() };
        let Ok(snapshot) = Session::new(Arc::new(files), options).snapshot() else { panic!("the workspace is sound") };
        let report = snapshot.check(&Wanted::default());
        let late = report.findings.iter().filter(|finding| finding.check.starts_with("overdue"));
        let cited = |finding: &Finding| {
            let sets = finding.clauses.iter().filter(|clause| clause.relation == Relation::Sets);
            sets.map(|clause| clause.id.to_string()).collect::<Vec<_>>()
        };
        late.map(cited).collect::<Vec<_>>()
    };
    let own = "personal_data = { every = \"2 years\", last_on = 2024-06-18 }";
    assert_eq!(broken("{ total = 1460000, children = 0 }", own), [Vec::<String>::new()]);
    assert_eq!(broken("{ total = 14600000, children = 0 }", own), [["cn.pipaudit.art4"]]);
    let minors = "personal_data = { every = \"2 years\", last_on = 2026-06-18 }\nchildren = { every = \"1 year\", last_on = 2025-06-18 }";
    assert_eq!(broken("{ total = 1460000, children = 5 }", minors), [["cn.minors.art37"]]);
}
