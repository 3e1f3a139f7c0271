//! Why: a unit file that somebody copies to a server must start there. What it asks of the program is what the program can
//! do, and systemd itself has no objection, where it is there to ask.

use std::path::Path;
use std::process::Command;

const UNIT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/ombud-watch.service");

/// Highest exposure that `systemd-analyze security` may find, in tenths: a service of the same kind holds 2.2 of 10.
const EXPOSURE: &str = "22";

#[test]
fn the_unit_starts_the_watcher_as_it_can_be_started() {
    let unit = std::fs::read_to_string(UNIT).unwrap();
    let start = unit.lines().find_map(|line| line.strip_prefix("ExecStart=")).unwrap();
    let words: Vec<&str> = start.split(' ').collect();
    assert_eq!(words[..2], ["/usr/local/bin/ombud", "watch"]);
    let folder = tempfile::tempdir().unwrap();
    // Another day in a wrong form is refused only after everything else was understood.
    let refused = Command::new(env!("CARGO_BIN_EXE_ombud"))
        .arg("watch")
        .arg(folder.path())
        .args(&words[3..])
        .args(["--as-of", "someday"])
        .output()
        .unwrap();
    let said = String::from_utf8(refused.stderr).unwrap();
    assert!(said.contains("'someday'"), "{said}");
    for (directive, why) in [
        ("Type=notify", "it says when it is ready"),
        ("NotifyAccess=main", "only it says so"),
        ("WatchdogSec=30s", "the loop says that it turns"),
        ("Environment=XDG_RUNTIME_DIR=%t/ombud-watch", "its lock has a place"),
        ("RuntimeDirectory=ombud-watch", "which exists"),
        ("ProtectSystem=strict", "it writes nothing else"),
    ] {
        assert!(unit.lines().any(|line| line == directive), "{directive}: {why}");
    }
    assert_eq!(
        unit.matches("/srv/service-files").count(),
        3,
        "docs/watching.md says how often the folder stands there"
    );
}

#[test]
fn systemd_has_no_objection() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ombud-watch.service");
    let unit = std::fs::read_to_string(UNIT).unwrap();
    std::fs::write(&path, unit.replace("/usr/local/bin/ombud", env!("CARGO_BIN_EXE_ombud"))).unwrap();
    let analyze = |arguments: &[&str], path: &Path| {
        Command::new("systemd-analyze").args(arguments).arg(path).output().ok().filter(|output| {
            // Older ones cannot do it without a running manager.
            !String::from_utf8_lossy(&output.stderr).contains("unrecognized option")
        })
    };
    for arguments in [vec!["verify"], vec!["security", "--offline=true", "--threshold", EXPOSURE]] {
        let Some(output) = analyze(&arguments, &path) else { continue };
        let said = [output.stdout, output.stderr].concat();
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&said));
    }
}
