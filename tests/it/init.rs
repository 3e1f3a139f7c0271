//! Why: the first thing that a person sees must work, say what it did, and touch nothing of theirs. All of it is proved
//! through the program, on folders as they come.

mod adopt;
mod register;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Output;

use crate::workspace::{DAY, code, err, ombud, out, write};

/// `ombud` with arguments, in a folder.
pub fn run(root: &Path, arguments: &[&str]) -> Output {
    ombud(root).args(arguments).output().unwrap()
}

/// Every file below a folder with its bytes.
pub fn tree(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut list = BTreeMap::new();
    let mut folders = vec![root.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
                list.insert(name, std::fs::read(path).unwrap());
            }
        }
    }
    list
}

/// What was printed, with the folder of the test left out.
pub fn shown(output: &Output, root: &Path) -> String {
    let text = format!("{}{}", out(output), err(output));
    text.replace(std::fs::canonicalize(root).unwrap().to_str().unwrap(), "FOLDER")
        .replace(root.to_str().unwrap(), "FOLDER")
}

#[test]
fn an_empty_folder_becomes_a_workspace_without_findings_in_both_languages() {
    for lang in ["en", "zh"] {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        let begun = run(root, &["init", "--lang", lang, "--jurisdictions", "CN,EU", "--as-of", DAY]);
        assert_eq!((code(&begun), err(&begun)), (0, String::new()));
        let checked = run(root, &["check", "--as-of", DAY, "--fail-on", "warning", "--output-format", "concise"]);
        assert_eq!((code(&checked), err(&checked)), (0, String::new()), "{}", out(&checked));
        assert_eq!(out(&checked).lines().count(), 1, "{}", out(&checked));
        let tested = run(root, &["test", "house/*"]);
        assert_eq!((code(&tested), err(&tested)), (0, String::new()), "{}", out(&tested));
        assert!(out(&tested).contains('3'), "{}", out(&tested));
        let doctor = run(root, &["doctor"]);
        assert_eq!((code(&doctor), err(&doctor)), (0, String::new()));
        let report = run(root, &["check", "--as-of", DAY, "--output-format", "json"]);
        let report: serde_json::Value = serde_json::from_str(&out(&report)).unwrap();
        let kinds = report["population"].as_array().unwrap().iter().map(|member| member["kind"].as_str().unwrap());
        let kinds: std::collections::BTreeSet<&str> = kinds.collect();
        assert_eq!(kinds.into_iter().collect::<Vec<_>>(), ["data", "organisation", "process"]);
    }
}

#[test]
fn it_stays_clean_wherever_and_as_whatever_the_organisation_acts() {
    let all = ombud::schema::words::JURISDICTIONS.join(",");
    let capacities = ombud::schema::words::ADDRESSEES.join(",");
    for sector in ombud::schema::words::SECTORS {
        let folder = tempfile::tempdir().unwrap();
        let flags = ["init", "--jurisdictions", &all, "--sectors", sector, "--acts-as", &capacities, "--as-of", DAY];
        assert_eq!(code(&run(folder.path(), &flags)), 0);
        let checked =
            run(folder.path(), &["check", "--as-of", DAY, "--fail-on", "warning", "--output-format", "concise"]);
        assert_eq!(code(&checked), 0, "{sector}: {}", out(&checked));
    }
}

#[test]
fn by_default_the_day_of_the_clock_is_written_and_nothing_is_overdue() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(code(&run(folder.path(), &["init", "new/desk", "--time-zone", "Asia/Shanghai"])), 0);
    let root = folder.path().join("new/desk");
    let checked = run(&root, &["check", "--fail-on", "warning", "--output-format", "concise"]);
    assert_eq!(code(&checked), 0, "{}", out(&checked));
    assert!(!std::fs::read_to_string(root.join("organisation.toml")).unwrap().contains("{today}"));
}

#[test]
fn it_says_what_it_wrote_and_what_comes_next() {
    for lang in ["en", "zh"] {
        let folder = tempfile::tempdir().unwrap();
        let begun = run(folder.path(), &["init", "--lang", lang, "--jurisdictions", "uk", "--as-of", DAY]);
        insta::assert_snapshot!(format!("init_{lang}"), shown(&begun, folder.path()));
        let config = std::fs::read_to_string(folder.path().join("ombud.toml")).unwrap();
        insta::assert_snapshot!(format!("init_config_{lang}"), config);
    }
}

#[test]
fn nothing_is_ever_written_over_and_then_nothing_is_written_at_all() {
    for taken in ["policies/house/answer-too-late.rhai", "processes"] {
        for lang in ["en", "zh"] {
            let folder = tempfile::tempdir().unwrap();
            let root = folder.path();
            write(root, &[(taken.to_owned(), "mine".to_owned())]);
            let before = tree(root);
            let refused = run(root, &["init", "--lang", lang]);
            assert_eq!((code(&refused), out(&refused)), (2, String::new()));
            assert_eq!(tree(root), before);
            insta::assert_snapshot!(format!("init_taken_{}_{lang}", taken.len()), shown(&refused, root));
        }
    }
}

#[test]
fn a_second_time_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    assert_eq!(code(&run(root, &["init", "--as-of", DAY])), 0);
    let before = tree(root);
    for arguments in [&["init", "--lang", "zh"][..], &["init", "--adopt"], &["init", "--dry-run"]] {
        assert_eq!(code(&run(root, arguments)), 2, "{arguments:?}");
    }
    assert_eq!(tree(root), before);
}

#[test]
fn a_folder_with_files_is_not_filled_with_examples() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &[("mine.yaml".to_owned(), "a: 1\n".to_owned())]);
    let refused = run(folder.path(), &["init"]);
    assert_eq!(code(&refused), 2);
    assert!(err(&refused).contains("--adopt"), "{}", err(&refused));
    assert_eq!(tree(folder.path()).len(), 1);
}

#[test]
fn settings_of_other_tools_are_no_files_of_a_workspace() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &[(".github/workflows/ci.yml".to_owned(), "on: push\n".to_owned())]);
    assert_eq!(code(&run(folder.path(), &["init"])), 0);
    let checked = run(folder.path(), &["check", "--fail-on", "warning"]);
    assert_eq!(code(&checked), 0, "{}", out(&checked));
}

#[test]
fn a_dry_run_says_the_same_and_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("new");
    let dry = run(folder.path(), &["init", "new", "--dry-run"]);
    assert_eq!(code(&dry), 0);
    assert!(out(&dry).contains("processes/complaints.toml"));
    assert!(!root.exists());
}

#[test]
fn a_wrong_word_is_told_with_the_near_one_and_nothing_is_written() {
    for (flags, near) in [
        (&["--sectors", "retial"][..], "retail"),
        (&["--acts-as", "tradr"], "trader"),
        (&["--jurisdictions", "China"], "CN"),
        (&["--time-zone", "Shanghai"], "Asia/Shanghai"),
        (&["--lang", "fr"], "en"),
        (&["--register", "x.csv", "--columns", "title=Name"], "--adopt"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let refused = run(folder.path(), &[&["init"], flags].concat());
        assert_eq!((code(&refused), out(&refused)), (2, String::new()), "{flags:?}");
        assert!(err(&refused).contains(near), "{flags:?}: {}", err(&refused));
        assert!(tree(folder.path()).is_empty());
    }
}

#[test]
fn a_workspace_inside_another_is_remarked() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(code(&run(folder.path(), &["init"])), 0);
    let inner = run(folder.path(), &["init", "inner"]);
    assert_eq!(code(&inner), 0);
    assert!(err(&inner).contains("lies in the workspace"), "{}", err(&inner));
}

#[test]
fn a_place_without_law_in_the_catalogue_is_remarked() {
    for (code_of, is_told) in [("EN", true), ("XX", true), ("GB", false), ("DE", false), ("us-ca", false)] {
        let folder = tempfile::tempdir().unwrap();
        let begun = run(folder.path(), &["init", "--jurisdictions", code_of]);
        assert_eq!(code(&begun), 0);
        assert_eq!(!err(&begun).is_empty(), is_told, "{code_of}: {}", err(&begun));
    }
}
