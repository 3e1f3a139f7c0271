//! Why: hooks and pipelines act on exit codes and on which stream says what. Each promise of the command line is one
//! test here, made to the program itself.

use std::io::Read;
use std::path::Path;
use std::process::Stdio;

use serde_json::Value;
use tempfile::TempDir;

use crate::workspace::{DAY, FORMATS, check, code, err, folder, ombud, out, own_pack, process, write};

/// A workspace with these files beside the pack of four policies.
fn workspace(files: &[(&str, String)]) -> TempDir {
    let data = ("d.toml".to_owned(), "kind = 'data'\nid = 'd'\ntitle = 'D'\n".to_owned());
    let mut all = own_pack();
    all.push(data);
    all.extend(files.iter().map(|(path, text)| ((*path).to_owned(), text.clone())));
    folder(&all)
}

fn sound() -> String {
    process("p", "lead", "30 days").replace("close: {}", "close: { role: lead }")
}

fn ownerless() -> String {
    sound().replace("owner: lead\n", "")
}

fn slow() -> String {
    sound().replace("30 days", "90 days")
}

fn report(root: &Path, arguments: &[&str]) -> Value {
    let output = check(root, &[&["--output-format", "json-v1"], arguments].concat());
    serde_json::from_str(&out(&output)).unwrap_or_else(|error| panic!("{error}: {}", err(&output)))
}

fn paths(report: &Value) -> Vec<&str> {
    let findings = report["findings"].as_array().unwrap();
    findings.iter().map(|finding| finding["location"]["path"].as_str().unwrap()).collect()
}

#[test]
fn the_exit_code_says_how_it_ended() {
    let clean = workspace(&[("p.yaml", sound())]);
    let output = check(clean.path(), &[]);
    assert_eq!((code(&output), err(&output)), (0, String::new()), "{}", out(&output));
    assert_eq!(report(clean.path(), &[])["outcome"], "clean");
    let broken_rule = workspace(&[("p.yaml", ownerless())]);
    assert_eq!(code(&check(broken_rule.path(), &[])), 1);
    assert_eq!(report(broken_rule.path(), &[])["outcome"], "findings");
    let broken_file = workspace(&[("p.yaml", sound()), ("q.yaml", "a: [".into())]);
    assert_eq!(code(&check(broken_file.path(), &[])), 1);
    let undecidable = workspace(&[("p.yaml", sound().replace("30 days", "soon"))]);
    assert_eq!(code(&check(undecidable.path(), &["--fail-on", "warning"])), 1);
}

#[test]
fn the_gate_decides_which_findings_count() {
    let slow = workspace(&[("p.yaml", slow())]);
    let with = |gate: &str| code(&check(slow.path(), &["--fail-on", gate]));
    assert_eq!([with("error"), with("warning"), with("info"), with("never")], [0, 1, 1, 0]);
    let ownerless = workspace(&[("p.yaml", ownerless())]);
    assert_eq!(code(&check(ownerless.path(), &["--fail-on", "never"])), 0);
    assert_eq!(report(ownerless.path(), &["--fail-on", "never"])["summary"]["findings"]["error"], 1);
}

#[test]
fn bad_usage_is_2_and_prints_no_result() {
    let clean = workspace(&[("p.yaml", sound())]);
    for arguments in [
        &["--no-such-flag"][..],
        &["--output-format", "xml"],
        &["--output", "json-v1"],
        &["--output", "xml=report.xml"],
        &["--as-of", "2026-13-01"],
        &["--jobs", "many"],
        &["--fail-on", "sometimes"],
        &["--lang", "fr"],
        &["--color", "red"],
    ] {
        let output = check(clean.path(), arguments);
        assert_eq!((code(&output), out(&output)), (2, String::new()), "{arguments:?}");
        assert!(!err(&output).is_empty(), "{arguments:?}");
    }
    let output = ombud(clean.path()).arg("chekc").output().unwrap();
    assert_eq!(code(&output), 2);
    assert!(err(&output).contains("check"), "{}", err(&output));
    for arguments in [&["--help"][..], &["--version"], &["check", "--help"]] {
        let output = ombud(clean.path()).args(arguments).output().unwrap();
        assert_eq!((code(&output), err(&output)), (0, String::new()), "{arguments:?}");
    }
}

#[test]
fn a_wrong_configuration_is_2_at_its_place() {
    for (config, shown, near) in [
        ("packs = [\"own\"]\nexlude = [\"a\"]\n", "ombud.toml:2:1", "exclude"),
        (
            "packs = [\"own\"]\n[policies.\"own/owner-mising\"]\nseverity = \"info\"\n",
            "ombud.toml:2:11",
            "own/owner-missing",
        ),
        ("packs = [\"own\"]\n[policies.\"own/too-slow\".params]\nwithn = \"1 day\"\n", "ombud.toml:3:1", "within"),
        ("packs = [\"owm\"]\n", "ombud.toml:1:10", "own"),
        ("packs = [\"own\"\n", "ombud.toml:1:", ""),
        ("fail_on = \"eror\"\n", "ombud.toml:1:11", "error"),
        ("extends = \"base.toml\"\n", "ombud.toml:1:11", ""),
    ] {
        let folder = workspace(&[("p.yaml", ownerless())]);
        write(folder.path(), &[("ombud.toml".into(), config.into())]);
        let output = check(folder.path(), &[]);
        assert_eq!((code(&output), out(&output)), (2, String::new()), "{config}");
        assert!(err(&output).contains(shown) && err(&output).contains(near), "{config}\n{}", err(&output));
        // Unread, it is not in the way; then other packs are in force too, and what they find is not the point.
        assert_ne!(report(folder.path(), &["--isolated"])["outcome"], Value::Null);
    }
}

#[test]
fn a_policy_that_does_not_load_leaves_the_run_incomplete() {
    for script in
        ["fn check(doc) { let }", "fn other(doc) { }", "fn check(doc) { nosuch(doc); }", "fn check(doc) { 1 / 0; }"]
    {
        let header =
            "/*\ntitle = { en = \"A\", zh = \"甲\" }\nseverity = \"info\"\napplies_to = \"process\"\n*/\n//! Why.\n";
        let folder = workspace(&[("p.yaml", ownerless()), ("policies/own/bad.rhai", format!("{header}{script}\n"))]);
        let output = check(folder.path(), &["--output-format", "json-v1"]);
        assert_eq!(code(&output), 2, "{script}");
        let report: Value = serde_json::from_str(&out(&output)).unwrap();
        assert_eq!(report["outcome"], "incomplete", "{script}");
        // The other rules have spoken all the same.
        assert_eq!(paths(&report), ["p.yaml"], "{script}");
        let diagnostics = report["diagnostics"].as_array().unwrap();
        assert!(!diagnostics.is_empty(), "{script}");
        for diagnostic in diagnostics {
            assert_eq!(diagnostic["location"]["path"], "policies/own/bad.rhai", "{script}");
        }
    }
}

#[test]
fn nothing_recognised_is_2_unless_allowed() {
    let folder = folder(&[("a.json".into(), "{}".into()), ("b.txt".into(), "b".into())]);
    let output = check(folder.path(), &[]);
    assert_eq!(code(&output), 2);
    assert!(!err(&output).is_empty());
    let output = check(folder.path(), &["--allow-empty"]);
    assert_eq!((code(&output), err(&output)), (0, String::new()));
    // A broken file is not nothing: it is a finding.
    write(folder.path(), &[("c.json".into(), "{".into())]);
    assert_eq!(code(&check(folder.path(), &[])), 1);
}

#[test]
fn a_path_that_never_existed_is_2() {
    let folder = workspace(&[("a/p.yaml", sound())]);
    for path in ["nowhere/p.yaml", "nowhere", "a/nowhere", "/nowhere/at/all.yaml", "../elsewhere/p.yaml"] {
        let output = check(folder.path(), &[path]);
        assert_eq!((code(&output), out(&output)), (2, String::new()), "{path}");
        assert!(err(&output).contains(path), "{path}: {}", err(&output));
    }
}

#[test]
fn a_deleted_file_may_be_named() {
    let folder = workspace(&[("a/p.yaml", ownerless()), ("a/q.yaml", sound().replace("id: p", "id: q"))]);
    std::fs::remove_file(folder.path().join("a/q.yaml")).unwrap();
    let output = check(folder.path(), &["a/q.yaml", "--output-format", "json-v1"]);
    assert_eq!(code(&output), 0, "{}", err(&output));
    let both = report(folder.path(), &["a/q.yaml", "a/p.yaml"]);
    assert_eq!(paths(&both), ["a/p.yaml"]);
}

#[test]
fn paths_limit_what_is_reported_and_not_what_is_read() {
    let folder = workspace(&[
        ("a/p.yaml", ownerless()),
        ("ab/q.yaml", ownerless().replace("id: p", "id: q")),
        ("c/r.yaml", sound().replace("id: p", "id: r")),
        ("c/broken.json", "{".into()),
    ]);
    let root = folder.path();
    assert_eq!(paths(&report(root, &[])), ["a/p.yaml", "ab/q.yaml", "c/broken.json"]);
    assert_eq!(paths(&report(root, &["a"])), ["a/p.yaml"]);
    assert_eq!(paths(&report(root, &["a/"])), ["a/p.yaml"]);
    assert_eq!(paths(&report(root, &["./a/../a/p.yaml"])), ["a/p.yaml"]);
    assert_eq!(paths(&report(root, &["c", "a/p.yaml"])), ["a/p.yaml", "c/broken.json"]);
    assert_eq!(paths(&report(root, &["."])), paths(&report(root, &[])));
    assert_eq!(paths(&report(&root.join("a"), &["p.yaml"])), ["a/p.yaml"]);
    assert_eq!(paths(&report(&root.join("a"), &["."])), ["a/p.yaml"]);
    assert_eq!(report(root, &["a"])["population"].as_array().unwrap().len(), 5);
    let output = check(root, &["c/r.yaml"]);
    assert_eq!(code(&output), 0);
    assert_eq!(code(&check(root, &["c"])), 1);
    assert_eq!(code(&check(root, &["a", "--fail-on", "never"])), 0);
}

#[test]
fn a_finding_about_two_files_is_reported_for_either() {
    let folder = workspace(&[("a/p.yaml", sound()), ("b/p.yaml", sound())]);
    let all = report(folder.path(), &[]);
    assert!(!paths(&all).is_empty());
    for path in ["a", "b"] {
        assert_eq!(report(folder.path(), &[path])["findings"], all["findings"], "{path}");
    }
}

#[test]
fn reports_go_to_files_as_well() {
    let folder = workspace(&[("p.yaml", ownerless())]);
    let root = folder.path();
    let arguments = ["--output-format", "concise", "--output", "json-v1=report.json", "--output", "human=report.txt"];
    let output = check(root, &arguments);
    assert_eq!(code(&output), 1);
    let file = |name: &str| std::fs::read_to_string(root.join(name)).unwrap();
    // The report of the first run is a file of the second: told apart by removing it.
    let (json, human) = (file("report.json"), file("report.txt"));
    std::fs::remove_file(root.join("report.json")).unwrap();
    assert_eq!(json, out(&check(root, &["--output-format", "json-v1"])));
    assert_eq!(human, out(&check(root, &["--output-format", "human"])));
    assert_eq!(out(&output), out(&check(root, &["--output-format", "concise"])));
    let output = check(root, &["--output", "json-v1=no/such/folder/report.json"]);
    assert_eq!(code(&output), 2);
    assert!(err(&output).contains("no/such/folder/report.json"), "{}", err(&output));
}

#[test]
fn colour_is_asked_for_in_the_known_ways() {
    let folder = workspace(&[("p.yaml", ownerless())]);
    let coloured = |arguments: &[&str], environment: &[(&str, &str)]| {
        let mut command = ombud(folder.path());
        command.args(["check", "--as-of", DAY]).args(arguments).envs(environment.iter().copied());
        out(&command.output().unwrap()).contains('\u{1b}')
    };
    assert!(!coloured(&[], &[]), "a pipe has no colours");
    assert!(coloured(&["--color", "always"], &[]));
    assert!(coloured(&[], &[("CLICOLOR_FORCE", "1")]));
    assert!(!coloured(&[], &[("CLICOLOR_FORCE", "0")]));
    assert!(!coloured(&[], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
    assert!(coloured(&[], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "")]), "an empty NO_COLOR is none");
    assert!(coloured(&["--color", "always"], &[("NO_COLOR", "1")]), "a flag beats the environment");
    assert!(!coloured(&["--color", "never"], &[("CLICOLOR_FORCE", "1")]));
    for format in FORMATS.into_iter().filter(|format| *format != "human") {
        let plain =
            |color: &str| out(&check(folder.path(), &["--output-format", format, "--color", color])).contains('\u{1b}');
        assert!(!plain("never"), "{format}");
        assert!(format == "concise" || !plain("always"), "{format}");
    }
}

#[test]
fn a_reader_that_has_gone_is_no_failure() {
    let folder = workspace(&[("p.yaml", ownerless())]);
    for format in FORMATS {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let mut command = ombud(folder.path());
        command.args(["check", "--as-of", DAY, "--output-format", format]);
        let mut child = command.stdout(Stdio::from(writer)).stderr(Stdio::piped()).spawn().unwrap();
        let mut said = String::new();
        child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        assert_eq!((child.wait().unwrap().code(), said.as_str()), (Some(1), ""), "{format}");
    }
}

#[test]
fn text_of_files_reaches_no_terminal_as_a_command() {
    let evil = ownerless().replace("投诉 p", "\"x \\e]0;owned\\a \\x1b[31m\"").replace("id: p", "id: \"p\\e[2J\"");
    let folder = workspace(&[("p.yaml", evil), ("q\u{1b}[1m.json", "{".into())]);
    for format in FORMATS {
        let output = check(folder.path(), &["--output-format", format, "--fail-on", "info"]);
        assert_eq!(code(&output), 1);
        let all = [out(&output), err(&output)].concat();
        assert!(!all.contains(['\u{1b}', '\u{7}', '\u{9b}']), "{format}: {all:?}");
    }
}

#[test]
fn every_command_that_writes_a_file_says_which_folder_is_missing() {
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/story");
    let empty = TempDir::new().unwrap();
    let absent = empty.path().join("none");
    let file = absent.join("file");
    let path = file.to_str().unwrap();
    let report = format!("json={path}");
    let commands: [&[&str]; 4] = [
        &["check", "--output", &report],
        &["report", "--output", path],
        &["risk", "--svg", path],
        &["risk", "--export", path],
    ];
    for arguments in commands {
        let output = ombud(&example).args(arguments).args(["--as-of", DAY]).output().unwrap();
        let said = format!("`{path}` cannot be written: there is no folder `{}`", absent.display());
        assert!(err(&output).contains(&said), "{arguments:?}: {}", err(&output));
        assert_eq!(code(&output), 2, "{arguments:?}");
        assert!(!absent.exists(), "{arguments:?} made the folder");
    }
}
