//! Why: a setting that does nothing looks like one that does.

use super::*;

#[test]
fn limits_stay_where_places_can_be_told() {
    for line in ["bytes = 5000000000", "nodes = 5000000000", "depth = 100000"] {
        assert!(refusal(&format!("[limits]\n{line}\n"), &[]).contains("config.limit"), "{line}");
    }
    assert_eq!(refusal("[limits]\nbytes = 1000000000\nnodes = 10000000\ndepth = 256\n", &[]), "");
}

#[test]
fn extends_stays_in_the_workspace() {
    for path in ["../base.toml", "a/../../base.toml", "/base.toml"] {
        let files = [("base.toml", "fail_on = \"never\"\n")];
        assert!(refusal(&format!("extends = \"{path}\"\n"), &files).contains("config.extends-outside"), "{path}");
    }
    assert_eq!(refusal("extends = \"a/../base.toml\"\n", &[("base.toml", "")]), "");
}

#[test]
fn parameters_for_a_place_are_refused() {
    let config = "[[overrides]]\npointer = \"/steps/**\"\nparams.within = \"1h\"\n";
    assert!(refusal(config, &[]).contains("config.pointer-params"));
}

#[test]
fn a_folder_of_packs_may_be_written_in_any_manner() {
    for path in ["rules", "rules/", "./rules"] {
        let text = policy("applies_to = \"process\"", "require = 'doc.owner.present()'");
        let files = Memory::default()
            .with("ombud.toml", format!("packs = [\"ours\"]\npack_paths = [\"{path}\"]\n"))
            .with("rules/ours/pack.toml", PACK)
            .with("rules/ours/owner.rhai", text)
            .with("a.toml", process("a", ""));
        assert_eq!(report(files).findings.len(), 1, "{path}");
    }
}

#[test]
fn a_policy_in_a_folder_named_as_a_built_in_pack_is_told_that_it_does_not_run() {
    let text = policy("applies_to = \"process\"", "require = 'doc.owner.present()'");
    let report = report(workspace("", &[]).with("policies/complaint/mine.rhai", text));
    let problem = report.diagnostics.first().map(|row| format!("{:?}", row.diagnostic.message.words));
    assert!(problem.is_some_and(|words| words.contains("policy.pack-taken")));
}

#[test]
fn one_id_is_one_policy() {
    let text = policy("applies_to = \"process\"", "require = 'doc.owner.present()'");
    let files = workspace("pack_paths = [\"policies\", \"more\"]\n", &[("a.toml", &process("a", ""))])
        .with("policies/own/owner.rhai", text.clone())
        .with("more/own/owner.rhai", text);
    let report = report(files);
    assert_eq!(own(&report).len(), 1);
    let problem = report.diagnostics.first().map(|row| format!("{:?}", row.diagnostic.message.words));
    assert!(problem.is_some_and(|words| words.contains("policy.id-taken")));
}

#[test]
fn a_policy_that_does_not_decode_is_not_cut_short() {
    let mut bytes = policy("applies_to = \"process\"", "").into_bytes();
    bytes.extend(b"fn check(doc) { require(doc.id).present(); }\n// \xff\nfn more() { }\n");
    let report = report(workspace("", &[("a.toml", &process("a", ""))]).with("policies/own/cut.rhai", bytes));
    assert!(
        report
            .diagnostics
            .iter()
            .any(|row| format!("{:?}", row.diagnostic.message.words).contains("parse.undecodable"))
    );
}

#[test]
fn a_byte_order_mark_hides_no_line_of_gitignore() {
    let files = workspace("", &[("a.toml", &process("a", "")), (".gitignore", "\u{feff}a.toml\n")]);
    assert!(report(files).population.is_empty());
}

#[cfg(unix)]
#[test]
fn what_cannot_be_looked_at_leaves_the_run_incomplete() {
    use std::os::unix::ffi::OsStrExt;
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.toml"), process("a", "")).unwrap();
    let name = std::ffi::OsStr::from_bytes(b"b\xff.toml");
    std::fs::write(folder.path().join(name), process("b", "")).unwrap();
    std::fs::write(folder.path().join(std::ffi::OsStr::from_bytes(b"b\xff.png")), "").unwrap();
    // Not every file system takes such a name.
    if std::fs::read_dir(folder.path()).unwrap().count() == 3 {
        let disk = Arc::new(ombud::disk::Disk::new(folder.path()));
        let Ok(snapshot) = Session::new(disk, Options::default()).snapshot() else { panic!("refused") };
        let report = snapshot.check(&Wanted::default());
        assert_eq!(report.diagnostics.len(), 1);
        assert_eq!(report.outcome(), ombud::report::Outcome::Incomplete);
    }
}

#[test]
fn a_workspace_may_be_named_by_a_path_that_goes_up() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("sub")).unwrap();
    let disk = ombud::disk::Disk::new(folder.path().join("sub").join(".."));
    assert_eq!(disk.relative(&folder.path().join("a.toml")).as_deref(), Some("a.toml"));
}

#[test]
fn one_star_stays_in_its_folder() {
    let files = [("desk/a.toml", &*process("a", "")), ("desk/sub/b.toml", &*process("b", ""))];
    let judged = |pattern: &str| {
        let report = report(workspace(&format!("exclude = [\"{pattern}\"]\n"), &files));
        report.members(ombud::report::MemberState::Read)
    };
    assert_eq!((judged("desk/*.toml"), judged("desk/**"), judged("**/*.toml"), judged("*.toml")), (1, 0, 0, 2));
}
