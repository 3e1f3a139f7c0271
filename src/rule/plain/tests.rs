use std::sync::Arc;

use crate::evaluate::Keep;
use crate::files::Memory;
use crate::report::Evaluations;
use crate::session::{Options, Session, Wanted};

/// Conditions of which some can be told by a look and others cannot.
const ATOMS: [&str; 20] = [
    "doc.a != ()",
    "doc.a == ()",
    "doc.a.b != ()",
    "doc.a.b == ()",
    r#"doc.a == "x""#,
    r#"doc.a != "x""#,
    r#"(doc.a ?? "x") == "x""#,
    r#"(doc.a ?? "y") == "x""#,
    r#"(doc.a ?? "y") != "x""#,
    r#"doc.a in ["x", "y"]"#,
    r#"(doc.a ?? "z") in ["x", "y"]"#,
    r#"["x", "y"].contains(doc.a)"#,
    r#"["x", "y"].contains(doc.a ?? "x")"#,
    r#""x" in (doc.a ?? [])"#,
    r#""x" in doc.a"#,
    r#"(doc.a ?? []).some(|one| one == "x")"#,
    r#"doc.a.some(|one| one == "x")"#,
    r#"doc.a in ["x", 3]"#,
    r#"!(doc.a == "x")"#,
    r#"as_of > date("2020-01-01")"#,
];

const DOCUMENTS: [&str; 9] = [
    "",
    "a = \"x\"",
    "a = \"z\"",
    "a = 3",
    "a = [\"x\"]",
    "a = []",
    "[a]\nb = \"x\"",
    "[a]\nc = 1",
    "a = \"24 h\"\nb = \"y\"",
];

fn counts(conditions: &[String], document: &str, keep: Keep) -> Evaluations {
    let mut files = Memory::default();
    let mut add = |path: &str, text: &str| {
        files.files.insert(path.to_owned(), text.as_bytes().to_vec());
    };
    add("policies/own/pack.toml", "title = \"Own\"\nversion = \"1\"\n");
    add("ombud.toml", "packs = [\"own\"]\n[kinds.note]\nmatch = [\"d.toml\"]\n");
    add("d.toml", document);
    for (number, condition) in conditions.iter().enumerate() {
        let policy = format!(
            "/*\ntitle = \"t\"\nseverity = \"error\"\napplies_to = \"note\"\nwhen = '''{condition}'''\nrequire = 'true'\n*/\n//! Why.\n"
        );
        add(&format!("policies/own/rule-{number}.rhai"), &policy);
    }
    let session = Session::new(Arc::new(files), Options::default());
    let Ok(snapshot) = session.snapshot() else { panic!("refused: {document}") };
    snapshot.check(&Wanted { keep, ..Wanted::default() }).evaluations
}

/// Every atom, alone and with every other behind `&&` and `||`, over every document: a look never says otherwise than the
/// full judgement does.
#[test]
fn a_look_says_what_the_full_judgement_says() {
    let mut conditions: Vec<String> = ATOMS.map(str::to_owned).to_vec();
    for one in ATOMS {
        for other in ATOMS {
            conditions.push(format!("{one} && {other}"));
            conditions.push(format!("({one}) || ({other})"));
        }
    }
    for document in DOCUMENTS {
        for part in conditions.chunks(100) {
            let by_looking = counts(part, document, Keep::default());
            let in_full = counts(part, document, Keep { verdicts: true, ..Keep::default() });
            assert_eq!(by_looking.pass + by_looking.unknown + by_looking.not_applicable, part.len(), "{document}");
            if by_looking != in_full {
                for condition in part {
                    let one = std::slice::from_ref(condition);
                    let keep = Keep { verdicts: true, ..Keep::default() };
                    let (look, full) = (counts(one, document, Keep::default()), counts(one, document, keep));
                    assert_eq!(look, full, "`{condition}` over `{document}`");
                }
            }
        }
    }
}

/// Were no condition told by looking, the test above would hold and prove nothing.
#[test]
fn looking_settles_what_it_is_meant_to_settle() {
    let settled = ATOMS.iter().filter(|condition| {
        let expression = crate::policy::expression::parse(condition).unwrap_or_else(|problem| panic!("{problem:?}"));
        super::plain_no(&mut super::Ways::default(), &expression).is_some()
    });
    assert_eq!(settled.count(), 14);
}
