use super::*;
use crate::render::sample::{HOSTILE, add, finding, full, hostile, report};
use crate::render::{Host, Style};
use crate::source::Sources;

/// What the runner of GitHub Actions reads of a line: the command, its properties and its data, as its documentation
/// says it takes them apart.
fn read(line: &str) -> (String, Vec<(String, String)>, String) {
    let rest = line.strip_prefix("::").expect("every line is a command");
    let (head, data) = rest.split_once("::").expect("a command has data");
    let (name, properties) = head.split_once(' ').unwrap_or((head, ""));
    let plain = |text: &str| {
        let text = text.replace("%0D", "\r").replace("%0A", "\n").replace("%3A", ":").replace("%2C", ",");
        text.replace("%25", "%")
    };
    let pair = |pair: &str| {
        let (key, value) = pair.split_once('=').expect("a property has a value");
        (key.to_owned(), plain(value))
    };
    (name.to_owned(), properties.split(',').filter(|text| !text.is_empty()).map(pair).collect(), plain(data))
}

#[test]
fn marks_stand_beside_their_lines() {
    insta::assert_snapshot!(Lang::ALL.map(|lang| github(&full(), &Style::plain(lang))).join("\n"));
}

#[test]
fn paths_are_those_of_the_repository_and_columns_only_within_a_line() {
    let mut sources = Sources::default();
    let id = add(&mut sources, "p.yaml", "a: >\n  b\n  c\n");
    let mut report = report(sources);
    report.findings = vec![finding(&report.sources, id, ">\n  b\n  c"), finding(&report.sources, id, "b")];
    let host = Host { folder: "shop/desk".into(), ..Host::default() };
    let text = github(&report, &Style { host, ..Style::plain(Lang::En) });
    let rows: Vec<_> = text.lines().map(read).collect();
    let keys = |at: usize| rows[at].1.iter().map(|(key, _)| key.as_str()).collect::<Vec<_>>();
    assert_eq!(rows[0].1[0].1, "shop/desk/p.yaml");
    assert_eq!(keys(0), ["file", "line", "endLine", "title"]);
    assert_eq!(keys(1), ["file", "line", "endLine", "col", "endColumn", "title"]);
}

#[test]
fn no_text_of_a_file_is_a_command_or_a_property() {
    let text = github(&hostile(), &Style::plain(Lang::En));
    assert_eq!(text.lines().count(), 2, "{text}");
    for line in text.lines() {
        let (name, properties, data) = read(line);
        assert_eq!(name, "error");
        let keys: Vec<&str> = properties.iter().map(|(key, _)| key.as_str()).collect();
        assert_eq!(keys, ["file", "line", "endLine", "title"]);
        assert!(data.contains("%0A::warning::z"), "text stays text: {data}");
    }
    assert!(!text.contains(|c| c != '\n' && crate::render::escape::hidden(c)));
    assert!(HOSTILE.contains("%0A"), "what looks like an escape already is part of the test");
}

#[test]
fn ten_of_each_weight_are_shown_the_worst_first_and_the_rest_is_counted() {
    let mut sources = Sources::default();
    let id = add(&mut sources, "p.yaml", "a: 1\n");
    let mut report = report(sources);
    let weights = [(Severity::Info, 12), (Severity::Warning, 3), (Severity::Error, 25)];
    for (severity, count) in weights {
        for _ in 0..count {
            let finding = Finding { severity, ..finding(&report.sources, id, "a") };
            report.findings.push(finding);
        }
    }
    let text = github(&report, &Style::plain(Lang::En));
    let names: Vec<String> = text.lines().map(|line| read(line).0).collect();
    let count = |name: &str| names.iter().filter(|own| *own == name).count();
    assert_eq!([count("error"), count("warning"), count("notice")], [10, 3, 10], "the tenth notice counts the rest");
    assert!(names.is_sorted_by_key(|name| ["error", "warning", "notice"].iter().position(|own| own == name)));
    let (.., last) = read(text.lines().last().expect("a line"));
    assert!(last.starts_with("18 more not shown here: 15 errors, 0 warnings, 3 info"), "{last}");
}

#[test]
fn nothing_to_mark_is_nothing_written() {
    assert_eq!(github(&report(Sources::default()), &Style::plain(Lang::En)), "");
}
