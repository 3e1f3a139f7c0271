//! Why: whoever lets a tool into a folder of theirs must find every file as it was, and a configuration that says only
//! what the files show.

use std::path::Path;

use super::{run, shown, tree};
use crate::workspace::{DAY, code, err, folder, out};

/// The example workspaces of this package, without their configuration.
fn examples() -> Vec<(&'static str, tempfile::TempDir)> {
    let copy = |name: &'static str| {
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name);
        let folder = tempfile::tempdir().unwrap();
        for (path, bytes) in tree(&from).into_iter().filter(|(path, _)| path != "ombud.toml") {
            let path = folder.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, bytes).unwrap();
        }
        (name, folder)
    };
    ["service-desk", "grievance-desk", "story"].map(copy).into()
}

fn config(root: &Path) -> String {
    std::fs::read_to_string(root.join("ombud.toml")).unwrap()
}

/// The configuration with its blocks taken out of their comments and the blanks filled in.
fn filled(config: &str, kind: &str, id: &str, title: &str) -> String {
    let lines = config.lines().map(|line| match line.strip_prefix('#') {
        Some(rest) if !rest.starts_with(' ') && !rest.starts_with("jurisdictions") => rest.to_owned(),
        _ => line.to_owned(),
    });
    let text = lines.collect::<Vec<_>>().join("\n");
    let text = text
        .replace("as = \"…\"", &format!("as = \"{kind}\""))
        .replace("map.title = \"…\"", &format!("map.title = \"{title}\""));
    text.replace("id = \"…\"", &format!("id = \"{id}\""))
}

#[test]
fn every_file_stays_as_it_is_and_one_configuration_comes_beside_them() {
    for (name, folder) in examples() {
        let root = folder.path();
        let mut before = tree(root);
        let begun = run(root, &["init", "--adopt", "--jurisdictions", "CN", "--lang", "zh"]);
        assert_eq!((code(&begun), err(&begun)), (0, String::new()), "{name}");
        before.insert("ombud.toml".to_owned(), config(root).into_bytes());
        assert_eq!(tree(root), before, "{name}");
        // What was written is a configuration that can be used.
        assert_eq!(code(&run(root, &["doctor"])), 0, "{name}");
        let again = run(root, &["init", "--adopt"]);
        assert_eq!(code(&again), 2, "{name}");
        assert_eq!(tree(root), before, "{name}");
    }
}

#[test]
fn what_is_said_of_the_examples_is_what_a_check_meets() {
    for (name, folder) in examples() {
        for lang in ["en", "zh"] {
            let dry = run(folder.path(), &["init", "--adopt", "--dry-run", "--lang", lang]);
            insta::assert_snapshot!(format!("adopt_{name}_{lang}"), shown(&dry, folder.path()));
        }
        assert_eq!(code(&run(folder.path(), &["init", "--adopt"])), 0);
        insta::assert_snapshot!(format!("adopt_{name}_config"), config(folder.path()));
        let report = run(folder.path(), &["check", "--as-of", DAY, "--allow-empty", "--output-format", "json"]);
        let report: serde_json::Value = serde_json::from_str(&out(&report)).unwrap();
        let strangers = report["summary"]["documents"]["unrecognised"].as_u64().unwrap();
        assert!(config(folder.path()).contains(&format!(": {strangers} document")), "{name}: {strangers}");
    }
}

#[test]
fn a_block_that_was_filled_in_is_judged_and_one_that_was_not_is_refused() {
    let (_, folder) = examples().remove(0);
    let root = folder.path();
    assert_eq!(code(&run(root, &["init", "--adopt", "--jurisdictions", "CN"])), 0);
    let written = config(root);
    std::fs::write(root.join("ombud.toml"), filled(&written, "process", "/queue", "/label")).unwrap();
    let report = run(root, &["check", "--as-of", DAY, "--output-format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&out(&report)).unwrap_or_else(|_| panic!("{}", err(&report)));
    assert_eq!(report["summary"]["documents"]["unrecognised"], 0);
    let queue = report["population"].as_array().unwrap().iter().find(|member| member["path"] == "desk/warranty.toml");
    assert_eq!((&queue.unwrap()["kind"], &queue.unwrap()["id"]), (&"process".into(), &"warranty".into()));
    // Left as it is, a blank is no value: nobody can switch a block on without saying what it means.
    std::fs::write(root.join("ombud.toml"), filled(&written, "…", "…", "…")).unwrap();
    assert_eq!(code(&run(root, &["check", "--as-of", DAY])), 2);
}

#[test]
fn names_and_values_of_others_stay_names_and_values() {
    let key = "a\\n[kinds.evil]\\nas = 'process'\\u202e \\\"]";
    let files = [
        ("x [1]/{a},b.json".to_owned(), format!("{{\"{key}\": \"one\\n#two\\\"\", \"kind\": \"it's\"}}")),
        ("x [1]/c.json".to_owned(), format!("{{\"{key}\": \"one\\n#two\\\"\", \"kind\": \"it's\"}}")),
        ("y/\u{7}.yaml".to_owned(), "- {p: 1}\n- {q: 2}\n".to_owned()),
        ("kept.toml".to_owned(), "kind = 'data'\nid = 'd'\ntitle = 'D'\n".to_owned()),
    ];
    let folder = folder(&files);
    let root = folder.path();
    assert_eq!(code(&run(root, &["init", "--adopt", "--jurisdictions", "CN"])), 0);
    let written = config(root);
    assert!(!written.contains('\u{202e}') && !written.contains('\u{7}'), "{written}");
    assert!(written.lines().all(|line| !line.starts_with("[kinds")), "{written}");
    let checked = run(root, &["check", "--as-of", DAY]);
    assert_ne!(code(&checked), 2, "{}", err(&checked));
    std::fs::write(root.join("ombud.toml"), filled(&written, "data", "/kind", "/kind")).unwrap();
    let report = run(root, &["check", "--as-of", DAY, "--output-format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&out(&report)).unwrap_or_else(|_| panic!("{}", err(&report)));
    assert_eq!(report["summary"]["documents"]["unrecognised"], 0, "{written}");
}

#[test]
fn a_folder_without_files_is_not_adopted() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(code(&run(folder.path(), &["init", "--adopt"])), 2);
    assert!(tree(folder.path()).is_empty());
}
