//! Why: a tool that reads files may say what a file states, and never that somebody is in order (docs/architecture.md,
//! "Words"). One careless text would take every report's caution back, so all texts are read: the catalogues of both
//! languages, and the words of every built-in policy.

use std::path::{Path, PathBuf};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(ROOT).join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.to_string_lossy().ends_with(ending) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// Names of laws, and of an audit that a law asks for, are called what they are called.
const NAMES: [&str; 2] = ["合规审计", "compliance officer"];

#[test]
fn no_text_says_that_anybody_is_compliant() {
    let texts =
        [files("src/render/catalogue/en", ".rs"), files("src/render/catalogue/zh", ".rs"), files("policies", ".rhai")];
    let mut read = 0;
    for path in texts.iter().flatten() {
        let mut text = std::fs::read_to_string(path).unwrap().to_lowercase();
        for name in NAMES {
            text = text.replace(name, "");
        }
        for word in ["compliant", "complies with", "in compliance", "合规", "compliance is"] {
            assert!(!text.contains(word), "{}: {word}", path.display());
        }
        read += 1;
    }
    assert!(read > 120, "{read}");
}

/// What is satisfied is a rule; a run without findings says of which scope, and what was set aside.
#[test]
fn a_clean_run_claims_no_more_than_was_judged() {
    use ombud::message::{Lang, Message};
    use ombud::render::catalogue;
    let clean = |lang| catalogue::text(lang, &Message::new("outcome.clean"));
    assert!(clean(Lang::En).contains("no open finding in the scope judged"), "{}", clean(Lang::En));
    assert!(clean(Lang::Zh).contains("检查范围内"), "{}", clean(Lang::Zh));
    for (lang, wanted) in [(Lang::En, "satisf"), (Lang::Zh, "满足")] {
        for id in ["clauses.pass", "clauses.state-satisfied", "report.met"] {
            let said = catalogue::text(lang, &Message::new(id));
            assert!(said.contains(wanted) || said == "met", "{id}: {said}");
        }
    }
}
