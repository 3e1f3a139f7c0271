//! Why: whoever begins makes slips, and a slip that is passed over in silence looks like a file that is in order. Each
//! of the usual ones is made here, in a workspace, and must be told at its place with the way out.

use std::path::Path;

use tempfile::TempDir;

use crate::workspace::{check, code, err, folder, ombud, out, process};

const PACK: &str = "title = \"Mine\"\nversion = \"1\"\n";

const POLICY: &str = "/*\ntitle = \"Kept too long\"\nseverity = \"warning\"\napplies_to = \"data\"\n\
    for = 'dataset in doc.datasets'\nrequire = 'dataset.retention.period <= params.keep_at_most'\n\n\
    [params.keep_at_most]\ntype = \"duration\"\ndefault = \"5 years\"\n*/\n//! Why.\n";

const DATA: &str = "kind = \"data\"\nid = \"d\"\ntitle = \"D\"\n[datasets.calls]\nkind = \"messages\"\n\
    retention = \"1 year\"\n";

const QUEUE: &str = "type: queue\ncode: refunds\nname: Refunds\ntopic: gripe\nhours: 48\n";

const KINDS: &str = "packs = [\"mine\"]\n[kinds.queue]\nmatch = \"*.yaml\"\nwhere = { \"/type\" = \"queue\" }\n\
    as = \"process\"\nid = \"/code\"\n[kinds.queue.map]\ntitle = \"/name\"\n\
    category = { from = \"/topic\", words = { gripe = \"complaint\" } }\n\
    \"deadlines.acknowledge.within\" = { from = \"/hours\", unit = \"hours\" }\n";

fn workspace(config: &str, policy: &str) -> TempDir {
    let files = [
        ("ombud.toml", config),
        ("d.toml", DATA),
        ("q.yaml", QUEUE),
        ("policies/mine/pack.toml", PACK),
        ("policies/mine/long.rhai", policy),
        // A pack that is named in the configuration must have something in it.
        ("policies/mine/sound.rhai", POLICY),
    ];
    folder(&files.map(|(path, text)| (path.to_owned(), text.to_owned())))
}

fn concise(root: &Path) -> (i32, String) {
    let output = check(root, &["--output-format", "concise"]);
    (code(&output), out(&output) + err(&output).as_str())
}

#[test]
fn a_slip_in_a_policy_is_told_at_its_place() {
    assert_eq!(concise(workspace(KINDS, POLICY).path()).0, 0);
    for (slip, written, exit, told) in [
        ("params.keep_at_most'", "params.keep_atmost'", 2, "long.rhai:6:40"),
        ("'dataset.retention", "'datset.retention", 2, "long.rhai:6:12: error[policy/unknown-name]: `datset`"),
        ("period <=", "perod <=", 1, "long.rhai:6:12: warning[policy/unknown-key]"),
        ("doc.datasets", "doc.dataset", 0, "long.rhai:5:19: warning[policy/unknown-key]"),
        ("period <= params.keep_at_most", "pesent()", 2, "There is no function `pesent`"),
        ("for = 'dataset in doc.datasets'\n", "", 2, "long.rhai:5:12: error[policy/unknown-name]"),
        ("\"data\"", "\"datas\"", 2, "long.rhai:4:14: error[policy/unknown-name]"),
        ("\"5 years\"", "\"5\"", 2, "long.rhai:10:11"),
        ("*/", "", 2, "long.rhai:1:1"),
        ("\"warning\"", "\"warn\"", 2, "long.rhai:3:12"),
    ] {
        let folder = workspace(KINDS, &POLICY.replace(slip, written));
        // A key that nothing has is told as a warning: what it does to the findings is not the point here.
        let (came, text) = concise(folder.path());
        assert!(came == exit || exit < 2 && came < 2, "{written}: {came}\n{text}");
        assert!(text.contains(told), "{written}\n{text}");
        let whole = check(folder.path(), &[]);
        let errors = out(&whole).lines().filter(|line| line.starts_with("error: ")).count();
        assert_eq!(errors, usize::from(exit == 2), "{written}\n{}", out(&whole));
        // `ombud test` says why the policy is not there to be tested.
        let tested = ombud(folder.path()).args(["test", "mine/*"]).output().unwrap();
        assert!(err(&tested).contains("long.rhai:"), "{written}\n{}", err(&tested));
    }
}

#[test]
fn a_bare_clause_is_shown_how_to_be_cited() {
    let policy = POLICY.replace("for =", "clauses = [\"gdpr.art33.1\"]\nfor =");
    let text = out(&check(workspace(KINDS, &policy).path(), &[]));
    assert!(text.contains("`id = \"gdpr.art33.1\"`"), "{text}");
}

#[test]
fn a_slip_in_a_map_is_told_in_the_configuration() {
    for (slip, written, told) in [
        ("\"deadlines.ack", "\"deadline.ack", "ombud.toml:10:1"),
        ("\"/name\"", "\"name\"", "`/name`"),
        ("id = \"/code\"", "id = \"code\"", "`/code`"),
        ("\"/type\"", "\"type\"", "`/type`"),
        ("unit = \"hours\"", "unit = \"hous\"", "did you mean `hours`"),
        ("\"complaint\"", "\"complaints\"", "did you mean `complaint`"),
        ("as = \"process\"\n", "", "`as`"),
    ] {
        let output = check(workspace(&KINDS.replace(slip, written), POLICY).path(), &[]);
        assert_eq!((code(&output), out(&output)), (2, String::new()), "{written}");
        assert!(err(&output).contains(told), "{written}\n{}", err(&output));
    }
}

#[test]
fn a_file_that_is_almost_of_a_kind_is_named() {
    for (file, told) in [
        (process("p", "", "1 day").replace("kind: process", "kind: processes"), "did you mean `process`?"),
        (process("p", "", "1 day").replace("id: p\n", ""), "no `id`"),
        (process("p", "", "1 day").replace("kind: process\n", ""), "no `kind`"),
    ] {
        let folder = folder(&[("p.yaml".to_owned(), file)]);
        let output = check(folder.path(), &[]);
        let notes = out(&output).replace("\n  ", " ");
        assert!(notes.contains("note: `p.yaml`") && notes.contains(told), "{notes}");
    }
    // A file of somebody else's format is none of these.
    let folder = folder(&[("k.yaml".to_owned(), "apiVersion: v1\nkind: Process\nmetadata: {}\n".to_owned())]);
    assert!(!out(&check(folder.path(), &[])).contains("k.yaml"));
}

#[test]
fn a_path_that_is_wrong_is_named_for_what_it_is() {
    let here = workspace(KINDS, POLICY);
    let elsewhere = folder(&[("d.toml".to_owned(), DATA.to_owned())]);
    let outside = elsewhere.path().display().to_string();
    let output = check(here.path(), &[".", &outside]);
    assert!(code(&output) == 2 && err(&output).contains("outside the workspace"), "{}", err(&output));
    let output = check(here.path(), &["gone.toml"]);
    assert!(code(&output) == 0 && err(&output).contains("gone.toml"), "{}", err(&output));
    // Without a configuration, too, it is the folder of the path that is judged, not a folder of that name.
    let output = check(elsewhere.path(), &["gone.toml"]);
    assert!(out(&output).contains("1 judged"), "{}", out(&output));
    let output = check(here.path(), &["--output", "json=nowhere/report.json"]);
    assert!(code(&output) == 2 && err(&output).contains("no folder `nowhere`"), "{}", err(&output));
    for day in ["22.11.2026", "tomorrow", "2026/11/22"] {
        let output = ombud(here.path()).args(["check", "--as-of", day]).output().unwrap();
        assert!(code(&output) == 2 && err(&output).contains("such as 2026-11-22"), "{}", err(&output));
    }
}

#[test]
fn keys_and_clauses_can_be_asked_for() {
    let here = workspace(KINDS, POLICY);
    for (what, wanted) in [
        (&["process"][..], "deadlines"),
        (&["data.datasets"], "retention"),
        (&["data.datasets.retention.then"], "anonymise"),
        (&["config.kinds"], "match"),
        (&["cases"], "case"),
        (&["gdpr"], "gdpr.art33.1"),
        (&["process", "--lang", "zh"], "必填"),
    ] {
        let output = ombud(here.path()).arg("explain").args(what).output().unwrap();
        assert!(code(&output) == 0 && out(&output).contains(wanted), "{what:?}\n{}{}", out(&output), err(&output));
    }
    let output = ombud(here.path()).args(["explain", "data.datasts"]).output().unwrap();
    assert_eq!(code(&output), 2);
}

#[test]
fn the_folder_that_the_page_begins_works_as_it_says() {
    let page = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/workspace.md")).unwrap();
    let block = |part: &str| {
        let (path, rest) = part.split_once(" -->\n").unwrap();
        let text = rest.split_once('\n').unwrap().1.split_once("```").unwrap().0;
        (path.to_owned(), text.to_owned())
    };
    let files: Vec<_> = page.split("<!-- file: ").skip(1).map(block).collect();
    assert_eq!(files.len(), 5);
    let folder = folder(&files);
    let tested = ombud(folder.path()).args(["test", "mine/*"]).output().unwrap();
    assert!(code(&tested) == 0 && out(&tested).starts_with("2 cases as wanted, 0 not"), "{}", out(&tested));
    let (exit, text) = concise(folder.path());
    assert!(exit == 1 && text.contains("complaints.yaml:7:12: error[mine/answer-too-late]"), "{text}");
    // The built-in packs ask such a short process for more.
    assert!(text.contains("[sla/escalation-missing]"), "{text}");
}

#[test]
fn a_test_run_takes_the_policies_whose_names_begin_alike() {
    let folder = workspace(KINDS, POLICY);
    let tested = |pattern: &str| {
        let output = ombud(folder.path()).args(["test", pattern]).output().unwrap();
        (code(&output), out(&output) + err(&output).as_str())
    };
    for (pattern, count) in [("mine/lo*", "1 policy"), ("mine/*n*", "2 policies"), ("mine/s*d", "1 policy")] {
        let (exit, text) = tested(pattern);
        assert!(exit == 0 && text.contains(count), "{pattern}: {exit} {text}");
    }
    assert_eq!(tested("mine/long*er").0, 2, "nothing is called so");
}

#[test]
fn a_test_run_says_at_its_end_that_cases_could_not_be_read() {
    let case = "[[case]]\nnote = \"n\"\ndocument = \"kind = 'data'\\nid = 'd'\\ntitle = 'D'\\n[datasets.c]\\nretention = '1 year'\"\nwant = \"pass\"\n";
    let run = |cases: &str, config: &str| {
        let folder = workspace(config, POLICY);
        std::fs::write(folder.path().join("policies/mine/long.cases.toml"), cases).unwrap();
        let output = ombud(folder.path()).args(["test", "mine/long"]).output().unwrap();
        (code(&output), out(&output))
    };
    let (exit, whole) = run(case, KINDS);
    assert!(exit == 0 && whole.lines().count() == 1, "{exit} {whole}");
    let (exit, page) = run(&format!("{case}wanted = \"pass\"\n"), KINDS);
    let last = page.lines().last().unwrap_or_default();
    assert!(
        exit == 2 && last.contains("Not all cases could be read") && last.contains("mine/long.cases.toml"),
        "{exit} {page}"
    );
    assert!(page.contains("1 case as wanted, 0 not"), "{page}");
    // A slip elsewhere that takes the result away is told in the same place.
    let folder = workspace(KINDS, POLICY);
    std::fs::write(folder.path().join("policies/mine/long.cases.toml"), case).unwrap();
    std::fs::write(folder.path().join("policies/mine/other.rhai"), "/*\n*/\n").unwrap();
    let output = ombud(folder.path()).args(["test", "mine/long"]).output().unwrap();
    assert!(code(&output) == 2 && out(&output).contains("Something else cannot be used"), "{}", out(&output));
}
