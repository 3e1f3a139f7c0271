//! Why: a report is evidence. Whoever runs the check again, on another machine, with other settings and more threads,
//! must get the same bytes, and its counts must add up to the files and rules that were there.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use ombud::disk::Disk;
use ombud::report::MemberState;
use ombud::session::{Options, Session, Wanted};
use serde_json::Value;

use crate::workspace::{DAY, Files, check, code, err, folder, ombud, out, own_pack, process, write};

const FORMATS: [&str; 4] = ["json-v1", "concise", "human", "markdown"];

/// Sixty files of every fate, so that work is shared out among threads.
fn files() -> Files {
    let mut files = own_pack();
    let mut add = |path: String, text: String| files.push((path, text));
    for number in 0..40 {
        let owner = if number % 3 == 0 { "" } else { "lead" };
        let limit = if number % 5 == 0 { "90 days" } else { "30 days" };
        let folder = ["", "a/", "a/b/", "投诉/"][number % 4];
        add(format!("{folder}p{number}.yaml"), process(&format!("p{number}"), owner, limit));
    }
    for number in 0..6 {
        let text = format!("kind = 'data'\nid = 'd{number}'\ntitle = 'D'\nowners = 'x'\n");
        add(format!("data/d{number}.toml"), text);
        add(format!("other/{number}.json"), format!("{{\"number\": {number}}}\n"));
    }
    let two = format!("{}---\n{}---\nnothing: known\n", process("m1", "", "1 day"), process("m2", "lead", "90 days"));
    add("many.yml".into(), two);
    add("twin/a.yaml".into(), process("twin", "lead", "30 days"));
    add("twin/b.yaml".into(), process("twin", "lead", "soon"));
    add("broken/a.json".into(), "{\"a\": }".into());
    add("broken/b.yaml".into(), "a: [1\nb: 2\n".into());
    add("broken/c.toml".into(), "a = \n".into());
    add("old/p.yaml".into(), process("old", "", "90 days"));
    add("large.yaml".into(), format!("kind: process\nid: large\n# {}\n", "退款".repeat(600)));
    add("read.me".into(), "not a document\n".into());
    add("ignored/p.yaml".into(), process("ignored", "", "90 days"));
    add(".gitignore".into(), "ignored/\n".into());
    files
}

/// The report in every format. Whatever happens, the exit code is that of findings.
fn reports(root: &Path, arguments: &[&str], environment: &[(&str, &str)]) -> Vec<String> {
    let one = |format: &&str| {
        let mut command = ombud(root);
        command.args(["check", "--as-of", DAY, "--output-format", format, "--max-findings", "0"]).args(arguments);
        let output = command.envs(environment.iter().copied()).output().unwrap();
        assert_eq!(code(&output), 1, "{}", err(&output));
        out(&output)
    };
    FORMATS.iter().map(one).collect()
}

#[test]
fn threads_change_no_byte() {
    let folder = folder(&files());
    let one = reports(folder.path(), &["--jobs", "1"], &[]);
    for jobs in ["1", "2", "8", "64"] {
        assert!(reports(folder.path(), &["--jobs", jobs], &[]) == one, "--jobs {jobs}");
    }
    assert!(reports(folder.path(), &[], &[]) == one, "all cores");
}

#[test]
fn the_order_in_which_files_were_written_changes_no_byte() {
    let files = files();
    let first = reports(folder(&files).path(), &[], &[]);
    let mut backwards = files.clone();
    backwards.reverse();
    let mut shuffled: Vec<_> = files.iter().enumerate().map(|(at, file)| (at * 37 % files.len(), file)).collect();
    shuffled.sort();
    let shuffled: Files = shuffled.into_iter().map(|(_, file)| file.clone()).collect();
    for files in [backwards, shuffled] {
        assert!(reports(folder(&files).path(), &[], &[]) == first);
    }
}

#[test]
fn zone_locale_and_terminal_change_no_byte() {
    let folder = folder(&files());
    let plain = reports(folder.path(), &[], &[]);
    for environment in [
        &[("TZ", "Asia/Shanghai"), ("LANG", "zh_CN.UTF-8")][..],
        &[("TZ", "America/Los_Angeles"), ("LC_ALL", "C"), ("LANG", "C")],
        &[("TZ", "Pacific/Kiritimati"), ("LC_ALL", "tr_TR.UTF-8"), ("LANGUAGE", "tr")],
        &[("TZ", ":nowhere"), ("LC_NUMERIC", "de_DE.UTF-8")],
        &[("COLUMNS", "37"), ("LINES", "5"), ("TERM", "xterm-256color"), ("COLORTERM", "truecolor")],
        &[("TERM", "dumb"), ("HOME", "/nowhere"), ("USER", "退")],
        &[("RAYON_NUM_THREADS", "3"), ("RUST_BACKTRACE", "1"), ("CI", "true")],
    ] {
        assert!(reports(folder.path(), &[], environment) == plain, "{environment:?}");
    }
}

#[test]
fn where_the_workspace_lies_changes_no_byte() {
    let files = files();
    let near = folder(&files);
    let plain = reports(near.path(), &[], &[]);
    let away = tempfile::tempdir().unwrap();
    let deep = away.path().join("a very long way down/工作区/with space/x.yaml/y");
    write(&deep, &files);
    assert!(reports(&deep, &[], &[]) == plain, "another folder");
    assert!(reports(away.path(), &[deep.to_str().unwrap()], &[]) == plain, "named from outside");
    assert!(reports(&deep.join("a/b"), &["../.."], &[]) == plain, "named from inside");
    assert!(
        reports(away.path(), &["--workspace", deep.to_str().unwrap(), deep.to_str().unwrap()], &[]) == plain,
        "by flag"
    );
    // A workspace inside an ignored folder of another is a workspace all the same.
    std::fs::write(away.path().join(".gitignore"), "*\n").unwrap();
    assert!(reports(&deep, &[], &[]) == plain, "inside an ignored folder");
}

#[test]
fn every_file_is_in_one_state() {
    let files = files();
    let folder = folder(&files);
    let report: Value = serde_json::from_str(&reports(folder.path(), &[], &[])[0]).unwrap();
    let mut states: BTreeMap<String, Vec<(u64, String)>> = BTreeMap::new();
    for member in report["population"].as_array().unwrap() {
        let text = |name: &str| member[name].as_str().unwrap().to_owned();
        states.entry(text("path")).or_default().push((member["index"].as_u64().unwrap(), text("state")));
    }
    let documents = files.iter().map(|(path, _)| path.as_str()).filter(|path| {
        let known = [".yaml", ".yml", ".json", ".toml"].iter().any(|end| path.ends_with(end));
        known && *path != "ombud.toml" && !path.starts_with("policies/") && !path.starts_with("ignored/")
    });
    let mut expected: Vec<&str> = documents.collect();
    expected.sort_unstable();
    assert_eq!(states.keys().map(String::as_str).collect::<Vec<_>>(), expected);
    let words = |path: &str| states[path].iter().map(|(_, state)| state.as_str()).collect::<Vec<_>>();
    assert_eq!(words("many.yml"), ["read", "read", "unrecognised"]);
    assert_eq!(words("old/p.yaml"), ["excluded"]);
    assert_eq!(words("large.yaml"), ["over_limit"]);
    for broken in ["broken/a.json", "broken/b.yaml", "broken/c.toml"] {
        assert_eq!(words(broken), ["broken"]);
    }
    let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
    for (_, state) in states.values().flatten() {
        *counts.entry(state).or_default() += 1;
    }
    let said = report["summary"]["documents"].as_object().unwrap();
    let said: BTreeMap<&str, u64> = said.iter().map(|(state, count)| (&**state, count.as_u64().unwrap())).collect();
    assert_eq!(said, counts);
    assert_eq!(
        counts,
        BTreeMap::from([("broken", 3), ("excluded", 1), ("over_limit", 1), ("read", 50), ("unrecognised", 7)])
    );
}

#[test]
fn rows_stand_in_the_order_that_is_promised() {
    let folder = folder(&files());
    let report: Value = serde_json::from_str(&reports(folder.path(), &[], &[])[0]).unwrap();
    let text = |row: &Value, name: &str| row[name].as_str().unwrap().to_owned();
    let members: Vec<_> = report["population"].as_array().unwrap().iter().collect();
    assert!(members.is_sorted_by_key(|member| (text(member, "path"), member["index"].as_u64())));
    let key = |finding: &&Value| {
        let location = &finding["location"];
        let ends = ["start", "end"].map(|end| location[end]["offset"].as_u64().unwrap());
        (text(location, "path"), ends, ["policy", "check", "pointer"].map(|name| text(finding, name)))
    };
    let findings: Vec<_> = report["findings"].as_array().unwrap().iter().collect();
    assert!(findings.len() > 60 && findings.is_sorted_by_key(key));
}

#[test]
fn evaluations_add_up_to_what_was_planned() {
    let folder = folder(&files());
    let options = Options { as_of: DAY.parse().ok(), ..Options::default() };
    let Ok(snapshot) = Session::new(Arc::new(Disk::new(folder.path())), options).snapshot() else {
        panic!("the workspace is sound")
    };
    let report = snapshot.check(&Wanted::default());
    let over_workspace = |kinds: &[Arc<str>]| kinds.iter().any(|kind| &**kind == "workspace");
    let (workspace, document): (Vec<_>, Vec<_>) =
        snapshot.policies.iter().partition(|policy| over_workspace(&policy.applies_to));
    assert_eq!((workspace.len(), document.len(), report.policies), (1, 3, 4));
    let read = report.members(MemberState::Read);
    assert_eq!(report.evaluations.total(), read * document.len() + workspace.len());
    // A third of 40 and one of the two in one file; the limit: 8 of the 40, one of the two, and one that is no duration.
    let of = |policy: &str| report.findings.iter().filter(|finding| &*finding.policy == policy).count();
    assert_eq!((of("own/owner-missing"), of("own/too-slow"), of("own/no-data-file")), (15, 10, 0));
    assert_eq!(report.evaluations.fail, 15 + 9 + 44);
    assert_eq!(report.evaluations.unknown, 1);
}

#[test]
fn reporting_on_some_paths_judges_the_same() {
    let folder = folder(&files());
    let read = |arguments: &[&str]| -> Value {
        serde_json::from_str(&out(&check(folder.path(), &[&["--format", "json-v1"], arguments].concat()))).unwrap()
    };
    let (all, some) = (read(&[]), read(&["a"]));
    assert_eq!(all["population"], some["population"]);
    assert_eq!(all["summary"]["evaluations"], some["summary"]["evaluations"]);
    let inside = |finding: &&Value| finding["location"]["path"].as_str().unwrap().starts_with("a/");
    let wanted: Vec<&Value> = all["findings"].as_array().unwrap().iter().filter(inside).collect();
    assert_eq!(some["findings"].as_array().unwrap().iter().collect::<Vec<_>>(), wanted);
    assert!(!wanted.is_empty());
}
