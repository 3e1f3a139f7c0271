//! Why: a later run may leave out what cannot have changed. On what an evaluation rests is a handful of digests (T10):
//! equal inputs give equal ones, and whatever could change the outcome changes one of them.

use ombud::evaluate::{Dependencies, Keep};

use crate::judge::{policy, snapshot};

const PROCESS: &str = "kind = \"process\"\nid = \"p\"\ntitle = \"t\"\nowner = \"lead\"\n";
const DATA: &str = "kind = \"data\"\nid = \"d\"\ntitle = \"t\"\n";
const ORGANISATION: &str =
    "kind = \"organisation\"\nid = \"o\"\ntitle = \"t\"\njurisdictions = [\"AU\"]\n[roles]\nlead = \"Lead\"\n";

const PARAMETER: &str = "applies_to = \"process\"\n[params.most]\ntype = \"number\"\ndefault = 3\n";

/// What the evaluation of `p` rests on.
fn rests(script: &str, files: &[(&str, &str)]) -> Dependencies {
    let text = policy(PARAMETER, &format!("fn check(doc) {{ {script} }}\n"));
    let mut all = vec![("policies/own/x.rhai", text.as_str()), ("p.toml", PROCESS)];
    all.extend_from_slice(files);
    let evaluated = snapshot(&all).evaluate(Keep { dependencies: true, ..Keep::default() });
    let mut own = evaluated.dependencies.into_iter().filter(|(_, document, _)| document.id.as_deref() == Some("p"));
    let (_, _, found) = own.next().expect("the policy meets the process");
    assert!(own.next().is_none());
    found
}

const BASE: [(&str, &str); 2] = [("d.toml", DATA), ("o.toml", ORGANISATION)];

fn with<'f>(changes: &[(&'f str, &'f str)]) -> Vec<(&'f str, &'f str)> {
    BASE.iter().copied().chain(changes.iter().copied()).collect()
}

#[test]
fn equal_inputs_rest_on_equal_digests() {
    for script in ["", "require(doc.owner).resolves();", "index.find(\"data\", \"d\");", "index.all(\"data\");"] {
        assert_eq!(rests(script, &BASE), rests(script, &BASE), "{script}");
        let unrelated = with(&[("r.toml", "kind = \"risk\"\nid = \"r\"\ntitle = \"t\"\n"), ("note.txt", "x")]);
        assert_eq!(rests(script, &BASE), rests(script, &unrelated), "{script}: an unrelated file");
    }
}

#[test]
fn a_changed_document_organisation_or_parameter_shows() {
    let base = rests("", &BASE);
    let other = format!("{PROCESS}version = \"2\"\n");
    assert_ne!(rests("", &with(&[("p.toml", &other)])).documents, base.documents);
    let organisation = ORGANISATION.replace("AU", "UK");
    assert_ne!(rests("", &with(&[("o.toml", &organisation)])).documents, base.documents);
    let config = "packs = [\"own\"]\n[policies.\"own/x\".params]\nmost = 4\n";
    assert_ne!(rests("", &with(&[("ombud.toml", config)])).settings, base.settings);
    let config = "packs = [\"own\"]\njurisdictions = [\"EU\"]\n";
    assert_ne!(rests("", &[("ombud.toml", config)]).settings, rests("", &[]).settings, "whose law applies");
    assert_ne!(rests("let x = 1;", &BASE).settings, base.settings, "the policy itself");
}

#[test]
fn a_changed_answer_shows() {
    let changed = format!("{DATA}version = \"2\"\n");
    let another = "kind = \"data\"\nid = \"e\"\ntitle = \"t\"\n";
    for script in ["let d = index.find(\"data\", \"d\");", "let l = index.all(\"data\");"] {
        let base = rests(script, &BASE);
        assert_ne!(rests(script, &with(&[("d.toml", &changed)])).answers, base.answers, "{script}");
        assert_ne!(rests(script, &BASE[1..]).answers, base.answers, "{script}: gone");
    }
    let absent = "let e = index.find(\"data\", \"e\") ?? 0;";
    assert_ne!(rests(absent, &BASE).answers, rests(absent, &with(&[("e.toml", another)])).answers, "now there");
    let all = "let l = index.all(\"data\");";
    assert_ne!(rests(all, &BASE).answers, rests(all, &with(&[("e.toml", another)])).answers, "one more");
    let one = "let d = index.find(\"data\", \"d\");";
    assert_eq!(rests(one, &BASE).answers, rests(one, &with(&[("e.toml", another)])).answers, "another one");
}

#[test]
fn a_changed_name_shows() {
    for (script, file, before, after) in [
        ("require(doc.owner).resolves();", "o.toml", ORGANISATION, ORGANISATION.replace("lead =", "boss =")),
        ("let r = doc.owner.resolve(\"role\");", "o.toml", ORGANISATION, ORGANISATION.replace("Lead", "Chief")),
        ("let r = \"d\"; require(doc.owner).resolves(\"data\");", "lead.toml", "", DATA.replace("\"d\"", "\"lead\"")),
    ] {
        let base = rests(script, &if before.is_empty() { BASE.to_vec() } else { with(&[(file, before)]) });
        assert_ne!(rests(script, &with(&[(file, &after)])).answers, base.answers, "{script}");
    }
}

#[test]
fn the_day_is_only_asked_where_it_is_asked() {
    assert!(!rests("", &BASE).as_of);
    assert!(rests("let d = as_of;", &BASE).as_of);
}
