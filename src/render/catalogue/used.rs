//! Why: an id without a text is an ugly line in front of a person, and a text without an id is work for translators that
//! nobody reads. Both are found by reading the sources.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::*;

/// Prefixes of words that are named without `word.` in front.
const BARE_WORDS: [&str; 3] = ["type-", "found-", "subject-"];

#[test]
fn every_id_in_the_sources_has_a_text_and_every_text_an_id() {
    let mut used: BTreeSet<String> = BTreeSet::new();
    for file in sources(Path::new(env!("CARGO_MANIFEST_DIR")).join("src")) {
        let text = std::fs::read_to_string(&file).expect("sources can be read");
        let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or(&text);
        let literals = literals(code);
        for (is_asked_for, literal) in &literals {
            if *is_asked_for {
                let known = lookup(Lang::En, literal).or_else(|| lookup(Lang::En, &format!("word.{literal}")));
                assert!(known.is_some(), "{literal} of {} has no text", file.display());
            }
            // Ids also come out of tables and `match` arms, so anything that looks like one counts.
            let looks_like_one = BARE_WORDS.iter().any(|prefix| literal.starts_with(prefix))
                || literal.split_once('.').is_some_and(|(prefix, rest)| {
                    groups(Lang::En).iter().any(|group| group.0 == prefix)
                        && rest.bytes().all(|byte| byte.is_ascii_lowercase() || matches!(byte, b'-' | b'.'))
                        && !matches!(rest, "toml" | "json" | "yaml" | "md")
                });
            if looks_like_one {
                let word = format!("word.{literal}");
                let id = if lookup(Lang::En, literal).is_some() { literal.clone() } else { word };
                assert!(lookup(Lang::En, &id).is_some(), "{literal} of {} has no text", file.display());
                used.insert(id);
            }
        }
    }
    for (_, texts) in groups(Lang::En) {
        for (id, _) in *texts {
            assert!(used.contains(*id), "{id} is a dead text");
        }
    }
}

/// Every Rust file of the library but the catalogues themselves and files of tests.
fn sources(folder: PathBuf) -> Vec<PathBuf> {
    let mut list = Vec::new();
    for entry in std::fs::read_dir(&folder).expect("folders can be read") {
        let path = entry.expect("entries can be read").path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
        if path.is_dir() {
            let is_catalogue = folder.ends_with("catalogue") && matches!(name.as_str(), "en" | "zh");
            if name != "tests" && !is_catalogue {
                list.extend(sources(path));
            }
        } else if name.ends_with(".rs") && !matches!(name.as_str(), "tests.rs" | "sample.rs" | "used.rs") {
            list.push(path);
        }
    }
    list
}

/// The plain string literals of a source, and whether a message or a word is made of each. Comments are left out line by line.
fn literals(code: &str) -> Vec<(bool, String)> {
    let mut list = Vec::new();
    let code: String = code
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .map(|line| line.trim().to_owned() + " ")
        .collect();
    for (at, _) in code.match_indices('"') {
        let Some(end) = code[at + 1..].find('"') else { break };
        let literal = &code[at + 1..at + 1 + end];
        let is_id = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.');
        if !literal.is_empty() && literal.bytes().all(is_id) {
            let before = code[..at].trim_end();
            let is_asked_for = before.ends_with("Message::new(") || before.ends_with("Arg::Word(");
            list.push((is_asked_for, literal.to_owned()));
        }
    }
    list
}
