//! Why: what lies between the files and the rules (configuration, maps, the model, counting) must neither lose a value
//! nor lend one: each promise here once failed without a word.

use std::fmt::Write as _;
use std::sync::Arc;

use ombud::files::Memory;
use ombud::finding::Verdict;
use ombud::report::Report;
use ombud::session::{Options, Refused, Session, Snapshot, Wanted};

mod cases;
mod judging;
mod kinds;
mod settings;
mod sizes;

const PACK: &str = "title = \"Own\"\nversion = \"1\"\n";

/// A workspace in memory in which only the pack `own` is on.
fn workspace(config: &str, files: &[(&str, &str)]) -> Memory {
    let top = if config.contains("packs =") { String::new() } else { "packs = [\"own\"]\n".to_owned() };
    let memory = Memory::default()
        .with("ombud.toml", format!("{top}{config}"))
        .with("policies/own/pack.toml", PACK)
        .with("policies/own/always.rhai", policy("applies_to = \"process\"", "require = 'doc.id.present()'"));
    files.iter().fold(memory, |memory, (path, text)| memory.with(path, *text))
}

/// A policy file with a header of these lines.
fn policy(applies_to: &str, rest: &str) -> String {
    format!("/*\ntitle = \"T\"\nseverity = \"error\"\n{applies_to}\n{rest}\n*/\n//! Why.\n")
}

fn process(id: &str, body: &str) -> String {
    format!("kind = \"process\"\nid = \"{id}\"\ntitle = \"P\"\ncategory = \"complaint\"\n{body}\n")
}

fn open(files: Memory) -> Result<Snapshot, Box<Refused>> {
    let options = Options { as_of: "2026-11-01".parse().ok(), ..Options::default() };
    Session::new(Arc::new(files), options).snapshot()
}

fn report(files: Memory) -> Report {
    match open(files) {
        Ok(snapshot) => snapshot.check(&Wanted::default()),
        Err(refused) => panic!("refused: {}", codes(&refused)),
    }
}

/// The message ids for which a configuration is refused; empty when it is taken.
fn refusal(config: &str, files: &[(&str, &str)]) -> String {
    open(workspace(config, files)).err().map(|refused| codes(&refused)).unwrap_or_default()
}

fn codes(refused: &Refused) -> String {
    refused.diagnostics.iter().fold(String::new(), |mut out, problem| {
        let _ = write!(out, "{:?} ", problem.message.words);
        out
    })
}

/// Findings of own policies: check, verdict, path and pointer.
fn own(report: &Report) -> Vec<String> {
    let finding = |finding: &&ombud::finding::Finding| finding.policy.starts_with("own/");
    report
        .findings
        .iter()
        .filter(finding)
        .map(|finding| {
            let word = if finding.verdict == Verdict::Fail { &*finding.check } else { "unknown" };
            format!("{word} {}:{}", finding.document.path, finding.pointer)
        })
        .collect()
}
