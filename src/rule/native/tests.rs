use std::sync::Arc;

use crate::evaluate::Keep;
use crate::files::Memory;
use crate::session::{Options, Session, Wanted};

/// Verdict words of one header rule over one document: pass, fail, unknown or not-applicable.
fn verdict(header: &str, document: &str) -> &'static str {
    let mut files = Memory::default();
    let policy = format!("/*\ntitle = \"t\"\nseverity = \"error\"\napplies_to = \"data\"\n{header}\n*/\n//! Why.\n");
    let document = format!("kind = \"data\"\nid = \"d\"\ntitle = \"D\"\n{document}\n");
    for (path, text) in [
        ("policies/own/rule.rhai", policy.as_str()),
        ("policies/own/pack.toml", "title = \"Own\"\nversion = \"1\"\n"),
        ("d.toml", document.as_str()),
    ] {
        files.files.insert(path.to_owned(), text.as_bytes().to_vec());
    }
    let options = Options { only_policies: vec!["own/rule".to_owned()], ..Options::default() };
    let Ok(snapshot) = Session::new(Arc::new(files), options).snapshot() else { return "refused" };
    let counts = snapshot.check(&Wanted { keep: Keep::default(), ..Wanted::default() }).evaluations;
    match (counts.fail, counts.unknown, counts.pass, counts.not_applicable) {
        (1, 0, 0, 0) => "fail",
        (0, 1, 0, 0) => "unknown",
        (0, 0, 1, 0) => "pass",
        (0, 0, 0, 1) => "not-applicable",
        _ => "other",
    }
}

#[test]
fn a_condition_on_the_place_is_decided_whatever_the_answer() {
    for condition in [
        r#"when = 'jurisdictions.contains("CN")'"#,
        r#"when = '"CN" in jurisdictions'"#,
        r#"when = '!!("CN" in jurisdictions)'"#,
    ] {
        let rule = format!("{condition}\nrequire = 'doc.title.present()'");
        assert_eq!(verdict(&rule, "jurisdictions = [\"CN\"]"), "pass", "{condition}");
        assert_eq!(verdict(&rule, "jurisdictions = [\"US\"]"), "not-applicable", "{condition}");
        assert_eq!(verdict(&rule, ""), "not-applicable", "{condition}");
    }
    let public = "when = 'sectors.contains(\"public\")'\nrequire = 'doc.title.present()'";
    assert_eq!(verdict(public, ""), "not-applicable");
    assert_eq!(verdict(public, "sectors = [\"public\"]"), "pass");
}

#[test]
fn a_member_state_lies_in_the_union() {
    let rule = "when = 'jurisdictions.contains(\"EU\")'\nrequire = 'doc.title == \"E\"'";
    assert_eq!(verdict(rule, "jurisdictions = [\"DE\"]"), "fail");
    assert_eq!(verdict(rule, "jurisdictions = [\"UK\"]"), "not-applicable");
}

#[test]
fn a_date_and_a_length_of_time_add_up_to_a_date() {
    let rule = "require = 'doc.review.last_on + doc.review.every == date(\"2026-01-31\")'";
    assert_eq!(verdict(rule, "review = { every = \"12 months\", last_on = 2025-01-31 }"), "pass");
    assert_eq!(verdict(rule, "review = { every = \"11 months\", last_on = 2025-01-31 }"), "fail");
    // Which days count nobody said.
    assert_eq!(verdict(rule, "review = { every = \"365 days\", last_on = 2025-01-31 }"), "unknown");
}
