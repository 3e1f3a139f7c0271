//! Why: what the program promises about policies shows at its doors: files in, findings out. A test writes the files and
//! compares the text of the report; nothing below is called.

use std::fmt::Write;
use std::sync::Arc;

use jiff::civil::date;
use ombud::diagnostic::Location;
use ombud::evaluate::Keep;
use ombud::files::Memory;
use ombud::finding::{Finding, Verdict};
use ombud::message::{Arg, Message, Words};
use ombud::report::Report;
use ombud::session::{Options, Session, Snapshot, Wanted};

/// Declares one kind in foreign vocabulary, `thing`, and switches the built-in packs off. Used where no `ombud.toml` is
/// given.
const CONFIG: &str =
    "packs = [\"own\"]\n[kinds.thing]\nmatch = [\"*.yaml\", \"*.json\"]\nwhere = { \"/kind\" = \"thing\" }\n";

/// Checks files and says concisely what came out: a line a finding, a line a diagnostic, the counts, and how it ended.
/// Messages are shown by id, so that rewording them changes no test.
pub fn check(files: &[(&str, &str)]) -> String {
    shown(&report(files))
}

/// Checks a `thing`, written in YAML without its `kind`, against the policy `own/x`.
pub fn check_thing(policy: &str, thing: &str) -> String {
    let thing = format!("kind: thing\n{thing}");
    check(&[("policies/own/x.rhai", policy), ("a.yaml", &thing)])
}

/// A policy with this script, for things.
pub fn script(body: &str) -> String {
    policy("", &format!("fn check(doc) {{\n{body}\n}}\n"))
}

/// A policy with these header lines and this script, for things. The header takes five lines beside those given.
pub fn policy(header: &str, script: &str) -> String {
    let applies = if header.contains("applies_to") { "" } else { "applies_to = \"thing\"\n" };
    format!("/*\ntitle = \"t\"\nseverity = \"error\"\n{applies}{header}*/\n{script}")
}

/// The report over files.
pub fn report(files: &[(&str, &str)]) -> Report {
    let keep = Keep { passes: true, ..Keep::default() };
    snapshot(files).check(&Wanted { keep, ..Wanted::default() })
}

/// The workspace of files, with a `pack.toml` and an `ombud.toml` where none is given.
pub fn snapshot(files: &[(&str, &str)]) -> Snapshot {
    let bytes: Vec<(&str, &[u8])> = files.iter().map(|(path, text)| (*path, text.as_bytes())).collect();
    snapshot_of_bytes(&bytes)
}

/// As [`snapshot`], of bytes that need not be text.
pub fn snapshot_of_bytes(files: &[(&str, &[u8])]) -> Snapshot {
    let mut memory = Memory::default()
        .with("ombud.toml", CONFIG)
        .with("policies/own/pack.toml", "title = \"Own\"\nversion = \"1\"\n");
    for (path, bytes) in files {
        memory = memory.with(path, *bytes);
    }
    let options = Options { as_of: Some(date(2026, 11, 1)), ..Options::default() };
    match Session::new(Arc::new(memory), options).snapshot() {
        Ok(snapshot) => snapshot,
        Err(refused) => {
            let said: Vec<String> = refused.diagnostics.iter().map(|problem| message_of(&problem.message)).collect();
            panic!("the workspace was refused: {said:?}")
        }
    }
}

/// A report as text.
pub fn shown(report: &Report) -> String {
    let mut out = String::new();
    for finding in &report.findings {
        finding_line(&mut out, report, finding);
    }
    for row in &report.diagnostics {
        let diagnostic = &row.diagnostic;
        let at = diagnostic.location.map(|location| place(report, location)).unwrap_or_default();
        let _ = write!(out, "{} {at} {}", diagnostic.code, message_of(&diagnostic.message));
        for help in &diagnostic.help {
            let _ = write!(out, " help={}", message_of(help));
        }
        let _ = writeln!(out, " x{}", row.count);
    }
    let counts = report.evaluations;
    let _ = write!(out, "{}:", report.outcome().word());
    for (count, word) in [
        (counts.fail, "fail"),
        (counts.unknown, "unknown"),
        (counts.pass, "pass"),
        (counts.not_applicable, "n/a"),
        (counts.exempt, "exempt"),
    ] {
        if count > 0 {
            let _ = write!(out, " {count} {word}");
        }
    }
    out
}

fn finding_line(out: &mut String, report: &Report, finding: &Finding) {
    let verdict = match finding.verdict {
        Verdict::Fail => "fail",
        Verdict::Unknown(_) => "unknown",
        _ => "?",
    };
    let at = place(report, finding.location);
    let _ = write!(
        out,
        "{verdict} {} {at} {}",
        finding.check,
        if finding.pointer.is_empty() { "/" } else { &finding.pointer }
    );
    if let Some(value) = &finding.value {
        let _ = write!(out, " = {}", value.escape_debug());
    }
    if let Some(limit) = &finding.limit {
        let _ = write!(out, " (limit {} by {})", limit.value, limit.origin.word());
    }
    let said = message_of(&finding.message);
    if !said.starts_with("check.") && said != finding.check.as_ref() {
        let _ = write!(out, " {said}");
    }
    for related in &finding.related {
        let _ = write!(out, " [{} {}]", message_of(&related.message), place(report, related.location));
    }
    out.push('\n');
}

fn place(report: &Report, location: Location) -> String {
    let source = report.sources.get(location.source);
    let place = source.place(location.span.start);
    format!("{}:{}:{}", source.path, place.line, place.column)
}

/// A message by its id, with the arguments that tell most.
pub fn message_of(message: &Message) -> String {
    match &message.words {
        Words::Catalogue(id) => {
            let word = message.args.iter().find_map(|(name, value)| match (name.as_ref(), value) {
                ("expected", Arg::Word(word)) => Some(format!(":{}", word.trim_start_matches("word.type."))),
                ("name" | "meant" | "reason", Arg::Text(text)) => Some(format!(":{text}")),
                _ => None,
            });
            format!("{id}{}", word.unwrap_or_default())
        }
        Words::Own(text) => text.en.as_deref().unwrap_or("").to_owned(),
    }
}
