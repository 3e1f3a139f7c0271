//! Why: what is promised about the program is proved through the program: files on a disk, a command, its two outputs
//! and its exit code.

use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

/// The day by which tests judge.
pub const DAY: &str = "2026-11-01";

/// The names of all output formats.
pub const FORMATS: [&str; 9] =
    ["human", "concise", "json-v1", "json-lines", "sarif", "junit", "github", "gitlab", "markdown"];

const CONFIG: &str = "packs = [\"own\"]\njurisdictions = [\"CN\"]\nexclude = [\"old/**\"]\n[limits]\nbytes = 3000\n";

const PACK: &str = "title = { en = \"Own\", zh = \"自有\" }\nversion = \"1\"\n";

/// A process without an owner is an error here, a slow one a warning.
const POLICIES: [(&str, &str); 4] = [
    (
        "owner-missing",
        "severity = \"error\"\napplies_to = \"process\"\nrequire = 'doc.owner.present()'\n*/\n//! Why.\n",
    ),
    (
        "too-slow",
        "severity = \"warning\"\napplies_to = \"process\"\nwhen = 'doc.category == \"complaint\"'\n\
         require = 'doc.deadlines.resolve.within <= params.within'\n\
         [params.within]\ntype = \"duration\"\ndefault = \"60 days\"\n*/\n//! Why.\n",
    ),
    (
        "step-untold",
        "severity = \"info\"\napplies_to = [\"process\", \"data\"]\n*/\n//! Why.\n\
         fn check(doc) { for step in doc.steps ?? [] { require(step.role).present(); } }\n",
    ),
    (
        "no-data-file",
        "severity = \"error\"\napplies_to = \"workspace\"\n*/\n//! Why.\n\
         fn check(index) { if index.all(\"data\").is_empty() { fail(index.all(\"process\")[0], \"No data file.\"); } }\n",
    ),
];

/// Files with their paths in a workspace.
pub type Files = Vec<(String, String)>;

/// A workspace in a folder of its own.
pub fn folder(files: &[(String, String)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), files);
    folder
}

/// Writes files in the order given.
pub fn write(root: &Path, files: &[(String, String)]) {
    for (path, text) in files {
        let path = root.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
}

/// A configuration and a pack of four policies, one of them over the workspace.
pub fn own_pack() -> Files {
    let mut files =
        vec![("ombud.toml".to_owned(), CONFIG.to_owned()), ("policies/own/pack.toml".to_owned(), PACK.to_owned())];
    for (name, text) in POLICIES {
        let header = format!("/*\ntitle = {{ en = \"{name}\", zh = \"规则 {name}\" }}\n{text}");
        files.push((format!("policies/own/{name}.rhai"), header));
    }
    files
}

/// A process. Without an owner it breaks one rule, with a limit over 60 days another.
pub fn process(id: &str, owner: &str, limit: &str) -> String {
    let owner = if owner.is_empty() { String::new() } else { format!("owner: {owner}\n") };
    format!(
        "kind: process\nid: {id}\ntitle: 投诉 {id}\ncategory: complaint\n{owner}roles:\n  lead: Lead\n\
         deadlines:\n  resolve: {limit}\nsteps:\n  receive: {{ role: lead, next: close }}\n  close: {{}}\n"
    )
}

/// `ombud` in a folder, without anything of the environment that could speak to it.
pub fn ombud(root: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ombud"));
    command.current_dir(root).env_clear();
    command
}

/// `ombud check --as-of DAY` with more arguments.
pub fn check(root: &Path, arguments: &[&str]) -> Output {
    ombud(root).args(["check", "--as-of", DAY]).args(arguments).output().unwrap()
}

/// What was printed as the result.
pub fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// What was printed beside it.
pub fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// The exit code.
#[track_caller]
pub fn code(output: &Output) -> i32 {
    output.status.code().unwrap_or_else(|| panic!("ended by a signal: {}", err(output)))
}

#[test]
fn a_file_of_no_kind_is_not_told_what_no_rule_could_read() {
    let complex = "? [a, b]\n: 1\n";
    let policy = crate::judge::script("require(doc.n).at_most(3);");
    let thing = format!("kind: thing\nn: 1\n{complex}");
    let out = crate::judge::check(&[("policies/own/x.rhai", &policy), ("a.yaml", &thing), ("b.yaml", complex)]);
    assert!(out.contains("a.yaml:3:3") && !out.contains("b.yaml"), "{out}");
}

/// A pack of which every policy is broken is there; that it is missing was said as well, beside what is wrong with it.
#[test]
fn a_pack_whose_policies_are_broken_is_not_said_to_be_missing() {
    let config = "packs = [\"own\"]\n[policies.\"own/x\"]\nseverity = \"warning\"\n";
    let broken =
        crate::judge::script("require(doc.n).at_most(3);").replace("severity = \"error\"", "severity = \"eror\"");
    let out = crate::judge::check(&[("ombud.toml", config), ("policies/own/x.rhai", &broken), ("a.yaml", "n: 1\n")]);
    assert!(out.contains("policy/unknown-word"), "{out}");
    assert!(!out.contains("unknown-pack") && !out.contains("unknown-policy"), "{out}");
}
