//! Why: a case that holds whatever comes proves nothing.

use ombud::prove::cases::read;
use ombud::prove::{Outcome, Surroundings, run};
use ombud::source::{Home, Source, SourceId};

use super::*;

/// Whether a case of `own/rule`, which fails twice at `/id`, holds.
fn holds(script: &str, want: &str) -> bool {
    let text = format!("[[case]]\nnote = \"n\"\ndocument = '''\n{}'''\n{want}\n", process("a", ""));
    let source = Arc::new(Source::from_text(Home::Workspace, "rule.cases.toml", text));
    let (cases, problems) = read(&source, SourceId(0));
    assert!(problems.is_empty(), "{problems:?}");
    let rule = format!("{}fn check(doc) {{ {script} }}\n", policy("applies_to = \"process\"", ""));
    let files = vec![
        ("policies/own/pack.toml".to_owned(), PACK.as_bytes().to_vec()),
        ("policies/own/rule.rhai".to_owned(), rule.into_bytes()),
        ("policies/own/broken.rhai".to_owned(), b"nothing".to_vec()),
    ];
    let case = cases.first().unwrap();
    run("own/rule", case, &Surroundings { files, config: None }) == Outcome::Held
}

#[test]
fn every_fail_is_wanted_and_every_wanted_one_comes() {
    let twice = "require(doc.id).equals(\"b\"); require(doc.id).matches(\"^c\");";
    assert!(!holds(twice, "want = [\"/id\"]"));
    assert!(holds(twice, "want = [\"/id\", \"/id\"]"));
    assert!(!holds("require(doc.id).equals(\"b\");", "want = [\"/id\", \"/id\"]"));
    assert!(holds(twice, "want = [\"/id\", \"/id\"]\nchecks = [\"no-match\", \"differs\"]"));
}

#[test]
fn unknown_is_neither_a_script_that_does_not_compile_nor_another_policy_that_is_broken() {
    assert!(!holds("let = ;", "want = \"unknown\""));
    assert!(!holds("require(doc.id).present();", "want = \"unknown\""));
}
