//! Why: a page that shows a command must show what the command does. Blocks of the README that are marked as tested are
//! run here and compared; `OMBUD_WRITE=1` writes them anew. What pages say about files and commands is held, too.
//!
//! A tested block of the README is a `console` block with one command, after a line `<!-- tested: exit 1 -->` or, where only the
//! beginning is shown, `<!-- tested: exit 1, first 30 lines -->`. `.ci/run` runs the same commands as they are written. Pages
//! that are worked through from top to bottom are those of `shell`.

mod shell;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Pages whose commands and links are checked.
const PAGES: &[&str] = &[
    "README.md",
    "README.zh.md",
    "CONTRIBUTING.md",
    "docs/architecture.md",
    "docs/hooks-and-ci.md",
    "docs/indicators.md",
    "docs/policy-language.md",
    "docs/report.md",
    "docs/risk.md",
    "docs/tour.md",
    "docs/tour.zh.md",
    "docs/troubleshooting.md",
    "docs/watching.md",
    "docs/workspace.md",
];

/// The program as pages write it.
const PROGRAM: &str = "./target/release/ombud";

/// The day on which the shown output was made. Pages leave it out, since any day will do for the reader.
const DAY: &str = "2026-11-22";

/// What a marker asks for.
struct Marker {
    exit: i32,
    first: Option<usize>,
}

#[test]
fn the_readmes_show_what_the_program_prints() {
    for page in ["README.md", "README.zh.md", "docs/workspace.md"] {
        hold(page, with_real_output);
    }
}

#[test]
fn the_tour_shows_what_its_commands_print() {
    hold("docs/tour.md", shell::typed);
}

#[test]
fn the_chinese_tour_shows_what_its_commands_print() {
    hold("docs/tour.zh.md", shell::typed);
}

#[test]
fn the_page_of_the_watcher_shows_what_it_says() {
    hold("docs/watching.md", shell::typed);
}

#[test]
fn the_page_of_the_report_types_what_it_shows() {
    hold("docs/report.md", shell::typed);
}

#[test]
fn the_page_on_indicators_shows_what_its_commands_print() {
    hold("docs/indicators.md", shell::typed);
}

#[test]
fn the_pictures_show_what_the_program_prints() {
    for (name, lang) in [("docs/picture.svg", "en"), ("docs/picture.zh.svg", "zh")] {
        let mut command = Command::new("python3");
        command.current_dir(ROOT).args(["docs/picture.py", env!("CARGO_BIN_EXE_ombud"), lang]);
        // Without Python nobody can draw it; wherever pages are written anew, there is one.
        let Ok(drawn) = command.output() else { return };
        assert!(drawn.status.success(), "{}", String::from_utf8_lossy(&drawn.stderr));
        let drawn = String::from_utf8(drawn.stdout).unwrap();
        hold(name, |_| drawn.clone());
    }
}

/// Holds a page against what it shows when it is made anew, or writes it.
fn hold(name: &str, made_anew: impl Fn(&str) -> String) {
    let path = Path::new(ROOT).join(name);
    let page = std::fs::read_to_string(&path).unwrap();
    let real = made_anew(&page);
    if std::env::var_os("OMBUD_WRITE").is_some_and(|value| value == "1") {
        std::fs::write(&path, &real).unwrap();
    } else if let Some((shown, real)) = page.lines().zip(real.lines()).find(|(shown, real)| shown != real) {
        panic!("{name} shows\n{shown}\nand the program prints\n{real}\nrun with OMBUD_WRITE=1 to write it anew");
    } else {
        assert_eq!(page.lines().count(), real.lines().count(), "run with OMBUD_WRITE=1 to write {name} anew");
    }
}

#[test]
fn the_example_has_findings_in_every_format_and_the_same_ones_in_both_languages() {
    let (exit, english) = run(&words("check examples/service-desk --output-format json"));
    assert_eq!(exit, 1);
    let (exit, chinese) = run(&words("check examples/service-desk --output-format json --lang zh"));
    assert_eq!(exit, 1);
    let (english, chinese): (Value, Value) =
        (serde_json::from_str(&english).unwrap(), serde_json::from_str(&chinese).unwrap());
    let findings = |report: &Value| report["findings"].as_array().unwrap().clone();
    let (english, chinese) = (findings(&english), findings(&chinese));
    for format in ["toml", "yaml", "json"] {
        let ends = |finding: &Value| finding["location"]["path"].as_str().unwrap().ends_with(&format!(".{format}"));
        assert!(english.iter().any(ends), "no finding in a {format} file");
    }
    assert_eq!(english.len(), chinese.len());
    for (english, chinese) in english.iter().zip(&chinese) {
        for same in ["fingerprint", "location", "severity"] {
            assert_eq!(english[same], chinese[same]);
        }
        let (english, chinese) = (english["message"].as_str().unwrap(), chinese["message"].as_str().unwrap());
        assert!(!english.contains(is_chinese), "{english}");
        assert!(chinese.contains(is_chinese), "{chinese}");
    }
}

#[test]
fn nothing_in_the_example_is_left_unread() {
    let (_, report) = run(&words("check examples/service-desk --output-format json"));
    let report: Value = serde_json::from_str(&report).unwrap();
    assert_eq!(report["outcome"], "findings");
    for member in report["population"].as_array().unwrap() {
        assert_eq!(member["state"], "read", "{member}");
    }
}

#[test]
fn the_cases_of_the_example_hold() {
    let (exit, output) = run(&words("test house/* --workspace examples/service-desk"));
    assert_eq!(exit, 0, "{output}");
}

#[test]
fn pages_speak_of_commands_that_exist() {
    let (_, help) = run(&words("--help"));
    let commands: BTreeSet<&str> = help
        .lines()
        .skip_while(|line| *line != "Commands:")
        .skip(1)
        .map_while(|line| line.strip_prefix("  "))
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert!(commands.contains("check"), "{help}");
    for page in PAGES {
        let text = std::fs::read_to_string(Path::new(ROOT).join(page)).unwrap();
        let calls = text.match_indices("ombud ").filter(|(at, _)| text[..*at].ends_with(['`', '/']));
        for (at, call) in calls {
            let word = text[at + call.len()..].split(|c: char| !c.is_alphanumeric() && c != '-').next().unwrap();
            assert!(word.starts_with('-') || commands.contains(word), "{page} speaks of `ombud {word}`");
        }
    }
}

#[test]
fn pages_link_to_files_that_exist() {
    for page in PAGES {
        let path = Path::new(ROOT).join(page);
        let text = std::fs::read_to_string(&path).unwrap();
        for (at, _) in text.match_indices("](") {
            let target = text[at + 2..].split([')', '#']).next().unwrap();
            if !target.is_empty() && !target.contains("://") {
                assert!(path.parent().unwrap().join(target).exists(), "{page} links to {target}");
            }
        }
    }
}

/// The page with the output of every tested block put in its place.
fn with_real_output(page: &str) -> String {
    let mut out = String::new();
    let mut lines = page.lines();
    let mut marker = None;
    let mut tested = 0;
    while let Some(line) = lines.next() {
        let _ = writeln!(out, "{line}");
        if let Some(inner) = line.strip_prefix("<!-- tested: ") {
            marker = Some(read_marker(inner));
        } else if line == "```console"
            && let Some(marker) = marker.take()
        {
            let command = lines.next().unwrap();
            let _ = writeln!(out, "{command}");
            let rest = command.strip_prefix("$ ").and_then(|command| command.strip_prefix(PROGRAM));
            let rest = rest.unwrap_or_else(|| panic!("a tested command starts with `$ {PROGRAM}`: {command}"));
            let (exit, output) = run(&words(rest));
            assert_eq!(exit, marker.exit, "{command}\n{output}");
            push_output(&mut out, &output, marker.first);
            lines.by_ref().find(|line| *line == "```").expect("the block ends");
            out.push_str("```\n");
            tested += 1;
        }
    }
    assert!(tested > 0, "no tested block");
    out
}

fn push_output(out: &mut String, output: &str, first: Option<usize>) {
    let total = output.lines().count();
    let shown = first.unwrap_or(total);
    for line in output.lines().take(shown) {
        let _ = writeln!(out, "{}", line.trim_end());
    }
    if total > shown {
        out.push_str("…\n");
    }
}

/// `exit 1 -->` or `exit 1, first 30 lines -->`.
fn read_marker(text: &str) -> Marker {
    let text = text.strip_suffix(" -->").expect("a marker ends with ` -->`");
    let number = |text: &str| text.split(' ').find_map(|word| word.parse().ok());
    let mut parts = text.split(", ");
    let exit = parts.next().and_then(number).expect("a marker names the exit code");
    let first = parts.next().and_then(number).map(|lines: i32| usize::try_from(lines).expect("lines"));
    Marker { exit, first }
}

/// The words of a command; single quotes keep a star from a shell.
fn words(command: &str) -> Vec<String> {
    command.split_whitespace().map(|word| word.trim_matches('\'').to_owned()).collect()
}

/// Runs the program from the package's folder, away from the terminal and the environment of the reader.
fn run(words: &[String]) -> (i32, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ombud"));
    command.current_dir(ROOT).env_clear().args(words);
    if words.first().is_some_and(|word| word == "check") {
        command.args(["--as-of", DAY]);
    }
    let output = command.output().unwrap();
    let text = [output.stdout, output.stderr].concat();
    (output.status.code().unwrap(), String::from_utf8(text).unwrap())
}

fn is_chinese(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}
