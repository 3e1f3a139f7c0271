//! Why: what a rule of structure means is fixed by files on which others have agreed. Their verdicts lie beside real files
//! in the folder of the corpus; how often ours are the same is counted here, and each difference is listed.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ombud::diagnostic::Severity;
use ombud::files::Memory;
use ombud::finding::Verdict;
use ombud::session::{Options, Session, Wanted};

/// A folder of the corpus with verdicts, if there is one.
#[allow(clippy::print_stdout, reason = "a test that proves nothing says so")]
fn folder(name: &str) -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    let folder = std::env::var_os("OMBUD_CORPUS").map_or_else(beside, PathBuf::from).join(name);
    if !folder.is_dir() {
        println!("skipped: no corpus");
        return None;
    }
    Some(folder)
}

/// The rows of a table of verdicts: its cells.
fn rows(folder: &Path) -> Vec<Vec<String>> {
    let text = std::fs::read_to_string(folder.join("EXPECTED.tsv")).unwrap();
    let lines = text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).skip(1);
    lines.map(|line| line.split('\t').map(str::to_owned).collect()).collect()
}

/// Whether some finding of a policy, at least of this weight, is made for one file.
fn is_found(file: &Path, policies: &str, params: &str, least: Severity) -> bool {
    let config = format!("[policies.\"{policies}\"]\n{params}\n");
    let files = Memory::default().with("ombud.toml", config).with("a.bpmn", std::fs::read(file).unwrap());
    let options =
        Options { as_of: "2026-11-01".parse().ok(), only_policies: vec![policies.to_owned()], ..Options::default() };
    let Ok(snapshot) = Session::new(Arc::new(files), options).snapshot() else {
        panic!("{} is refused", file.display())
    };
    let report = snapshot.check(&Wanted::default());
    assert!(report.diagnostics.is_empty(), "{}", file.display());
    let pack = policies.trim_end_matches('*');
    let counts = |policy: &str| policy.starts_with(pack) || policy == "builtin/unreadable-document";
    report.findings.iter().any(|own| own.verdict == Verdict::Fail && own.severity >= least && counts(&own.policy))
}

#[test]
fn rules_of_structure_agree_with_the_verdicts_of_bpmnlint() {
    let Some(folder) = folder("bpmnlint") else { return };
    let (mut agree, mut differences) = (0, String::new());
    let rows = rows(&folder);
    for row in &rows {
        let [file, rule, verdict, ..] = row.as_slice() else { panic!("{row:?}") };
        // The settings with which the upstream test asks about these files. The table has them one row too late.
        let params = match (file.rsplit('/').next().unwrap_or_default(), verdict.as_str()) {
            ("valid-elements.bpmn", "invalid") | ("valid-config.bpmn", "valid") if rule == "standard-size" => {
                "params = { activity_width = 120 }"
            }
            ("valid-empty-pool-vertical.bpmn", "invalid") => "params = { pool = 80 }",
            _ => "",
        };
        let found = is_found(&folder.join(file), &format!("structure/{rule}"), params, Severity::Info);
        if found == (verdict == "invalid") {
            agree += 1;
        } else {
            let _ = writeln!(differences, "{rule} {} {verdict}", file.rsplit('/').next().unwrap());
        }
    }
    let agreed = f64::from(agree) / rows.len() as f64;
    assert!(agreed >= 0.95, "{agree} of {}\n{differences}", rows.len());
    insta::assert_snapshot!("bpmnlint_differences", format!("{agree} of {}\n{differences}", rows.len()));
}

#[test]
fn what_the_camunda_parser_rejects_is_found() {
    let Some(folder) = folder("camunda-bpm-platform") else { return };
    let (mut agree, mut differences) = (0, String::new());
    let rows = rows(&folder);
    for row in &rows {
        let [file, verdict, ..] = row.as_slice() else { panic!("{row:?}") };
        if is_found(&folder.join(file), "structure/*", "", Severity::Warning) == (verdict == "rejected") {
            agree += 1;
        } else {
            let _ = writeln!(differences, "{} {verdict}", file.rsplit('/').next().unwrap());
        }
    }
    let agreed = f64::from(agree) / rows.len() as f64;
    assert!(agreed >= 0.95, "{agree} of {}\n{differences}", rows.len());
    insta::assert_snapshot!("camunda_rejections", format!("{agree} of {}\n{differences}", rows.len()));
}
