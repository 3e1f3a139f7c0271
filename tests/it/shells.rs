//! Why: completions, manual pages and hooks are made once and run for years on machines that nobody watches; each must
//! speak of the commands that there are.

use std::path::Path;

use crate::workspace::{code, err, ombud, out};

/// The commands that the program lists.
fn commands() -> Vec<String> {
    let help = ombud(Path::new(".")).arg("--help").output().unwrap();
    let text = out(&help);
    let rows = text.lines().skip_while(|line| *line != "Commands:").skip(1).map_while(|line| line.strip_prefix("  "));
    // Long explanations go on below, moved in further.
    let words = rows.filter(|row| !row.starts_with(' ')).filter_map(|row| row.split_whitespace().next());
    words.filter(|word| *word != "help").map(str::to_owned).collect()
}

#[test]
fn every_shell_completes_every_command() {
    let commands = commands();
    assert!(commands.len() > 8, "{commands:?}");
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let output = ombud(Path::new(".")).args(["completions", shell]).output().unwrap();
        assert_eq!((code(&output), err(&output)), (0, String::new()), "{shell}");
        for command in &commands {
            assert!(out(&output).contains(command.as_str()), "{shell}: {command}");
        }
    }
    assert_eq!(code(&ombud(Path::new(".")).args(["completions", "tcsh"]).output().unwrap()), 2);
}

#[test]
fn every_command_has_a_manual_page() {
    let folder = tempfile::tempdir().unwrap();
    let pages = folder.path().join("share/man1");
    for _ in 0..2 {
        let output = ombud(folder.path()).args(["man", "share/man1"]).output().unwrap();
        assert_eq!((code(&output), err(&output)), (0, String::new()));
    }
    let main = std::fs::read_to_string(pages.join("ombud.1")).unwrap();
    for command in commands() {
        let page = std::fs::read_to_string(pages.join(format!("ombud-{command}.1"))).unwrap();
        assert!(page.contains(".SH SYNOPSIS"), "{command}");
        assert!(main.contains(&format!("ombud\\-{command}(1)")), "{command}");
    }
    std::fs::write(folder.path().join("file"), "").unwrap();
    let output = ombud(folder.path()).args(["man", "file/man1"]).output().unwrap();
    assert_eq!(code(&output), 2);
    assert!(err(&output).contains("file/man1"), "{}", err(&output));
}

#[test]
fn the_hooks_run_commands_that_exist_over_the_whole_workspace() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(".pre-commit-hooks.yaml");
    let text = std::fs::read_to_string(path).unwrap();
    let hooks: Vec<&str> = text.split("\n- id: ").skip(1).collect();
    assert!(hooks.len() >= 2, "{text}");
    for hook in hooks {
        let of = |key: &str| hook.lines().find_map(|line| line.trim().strip_prefix(key)?.strip_prefix(": "));
        let entry: Vec<&str> = of("entry").unwrap().split(' ').collect();
        assert_eq!(entry[0], "ombud");
        assert!(commands().iter().any(|command| command == entry[1]), "{hook}");
        for (key, wanted) in [("pass_filenames", "false"), ("require_serial", "true"), ("always_run", "true")] {
            assert_eq!(of(key), Some(wanted), "{hook}");
        }
        // The command takes its arguments, whatever it finds.
        let folder = tempfile::tempdir().unwrap();
        let output = ombud(folder.path()).args(&entry[1..]).output().unwrap();
        assert!(!err(&output).contains("Usage:"), "{}", err(&output));
    }
}
