//! Why: real files are stranger than invented ones. Every file of a folder of real ones is read without a panic, lands
//! in exactly one state, and is refused, if at all, at one place that does not move unnoticed.
//!
//! The folder is `../shared/corpus` beside the project, or what `OMBUD_CORPUS` names. Where there is none, nothing is
//! proved and the tests say so. The refused places agree with parsers that share no code with ombud:
//! `python3 tests/oracle/strict.py list FOLDER`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ombud::disk::Disk;
use ombud::document::{Document, Limits, pointer};
use ombud::parse::{Format, parse};
use ombud::report::{MemberState, Report};
use ombud::session::{Options, Session, Wanted};
use ombud::source::{Home, Source, SourceId, hex};
use sha2::{Digest, Sha256};

use crate::reading::json;

const BROKEN: &str = "builtin/unreadable-document";

/// The folder of real files, if there is one.
#[allow(clippy::print_stdout, reason = "a test that proves nothing says so")]
fn corpus() -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    let folder = std::env::var_os("OMBUD_CORPUS").map_or_else(beside, PathBuf::from);
    if !folder.is_dir() {
        println!("skipped: no corpus");
        return None;
    }
    folder.canonicalize().ok()
}

/// Files below a folder by relative path, found without the code under test.
fn files(root: &Path) -> BTreeMap<String, (Format, Vec<u8>)> {
    let mut list = BTreeMap::new();
    let mut folders = vec![root.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_symlink() {
                continue;
            }
            let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or("");
            let format = match extension.to_ascii_lowercase().as_str() {
                "yaml" | "yml" => Format::Yaml,
                "json" => Format::Json,
                "jsonc" => Format::Jsonc,
                "toml" => Format::Toml,
                "xml" | "bpmn" | "bpmn2" => Format::Xml,
                _ if path.is_dir() => {
                    folders.push(path);
                    continue;
                }
                _ => continue,
            };
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
            list.insert(name, (format, std::fs::read(&path).unwrap()));
        }
    }
    list
}

fn check(root: &Path) -> Report {
    // What the policies say of all these files is for `.ci/run`, which judges them with the program as it is released.
    let only_policies = vec!["complaint/complaint-charged".to_owned()];
    let options = Options { as_of: "2026-11-01".parse().ok(), isolated: true, only_policies, ..Options::default() };
    let Ok(snapshot) = Session::new(Arc::new(Disk::new(root)), options).snapshot() else {
        panic!("a folder without configuration cannot be refused");
    };
    snapshot.check(&Wanted::default())
}

#[test]
fn every_real_file_is_counted_once_by_its_bytes() {
    let Some(root) = corpus() else { return };
    let report = check(&root);
    let files = files(&root);
    let mut met: BTreeMap<&str, Vec<(u32, MemberState)>> = BTreeMap::new();
    for member in &report.population {
        let path: &str = &member.document.path;
        let (_, bytes) = files.get(path).unwrap_or_else(|| panic!("{path} is not there"));
        assert_eq!(*member.sha256, hex(&Sha256::digest(bytes)), "{path}");
        met.entry(path).or_default().push((member.document.index, member.state));
    }
    assert_eq!(met.keys().copied().collect::<Vec<_>>(), files.keys().map(String::as_str).collect::<Vec<_>>());
    for (path, documents) in &met {
        let indices: Vec<u32> = documents.iter().map(|(index, _)| *index).collect();
        assert_eq!(indices, (0..documents.len() as u32).collect::<Vec<_>>(), "{path}");
        let broken = documents.iter().filter(|(_, state)| *state == MemberState::Broken).count();
        assert!(broken == 0 || documents.len() == 1, "{path}");
    }
    insta::assert_snapshot!("corpus_states", table(&report));
}

/// Documents by folder and state; files in the first column of numbers.
fn table(report: &Report) -> String {
    const STATES: [MemberState; 4] =
        [MemberState::Read, MemberState::Unrecognised, MemberState::Broken, MemberState::OverLimit];
    let mut rows: BTreeMap<&str, [usize; 5]> = BTreeMap::new();
    let mut total = [0; 5];
    for member in &report.population {
        let folder = member.document.path.split('/').next().unwrap_or_default();
        let row = rows.entry(folder).or_default();
        let state = STATES.iter().position(|state| *state == member.state).expect("nothing is excluded here");
        for row in [row, &mut total] {
            row[0] += usize::from(member.document.index == 0);
            row[state + 1] += 1;
        }
    }
    rows.insert("~ all", total);
    let mut out =
        format!("{:32}{:>7}{:>7}{:>14}{:>8}{:>12}\n", "", "files", "read", "unrecognised", "broken", "over limit");
    for (folder, [files, read, unrecognised, broken, over]) in rows {
        let _ = writeln!(out, "{folder:32}{files:>7}{read:>7}{unrecognised:>14}{broken:>8}{over:>12}");
    }
    out
}

#[test]
fn a_broken_file_is_one_finding_at_one_place() {
    let Some(root) = corpus() else { return };
    let report = check(&root);
    let mut out = String::new();
    for member in report.population.iter().filter(|member| member.state == MemberState::Broken) {
        let path = &member.document.path;
        let about: Vec<_> = report.findings.iter().filter(|finding| finding.document.path == *path).collect();
        let [finding] = about.as_slice() else { panic!("{path}: {} findings", about.len()) };
        assert_eq!(&*finding.policy, BROKEN, "{path}");
        let source = report.sources.get(finding.location.source);
        assert_eq!(source.path, **path);
        let place = source.place(finding.location.span.start);
        let _ = writeln!(out, "{path}:{}:{} byte {}", place.line, place.column, place.offset);
    }
    let broken = report.members(MemberState::Broken);
    assert_eq!(report.findings.iter().filter(|finding| &*finding.policy == BROKEN).count(), broken);
    insta::assert_snapshot!("corpus_broken", out);
}

#[test]
fn every_value_of_a_real_file_has_a_place_and_a_pointer() {
    let Some(root) = corpus() else { return };
    let mut values = 0;
    for (path, (format, bytes)) in files(&root) {
        let source = Arc::new(Source::new(Home::Workspace, path, bytes));
        for document in parse(format, &source, SourceId(0), Limits::default()).documents {
            values += document.len();
            places_hold(&document);
        }
    }
    assert!(values > 0);
}

fn places_hold(document: &Document) {
    let path = &document.source.path;
    let text = &document.source.text;
    for id in document.ids() {
        let node = document.node(id);
        for span in [node.span, node.key_span, document.places(id).primary, document.key_span(id)] {
            let fits = text.is_char_boundary(span.start as usize) && text.get(span.range()).is_some();
            assert!(fits, "{path} {} {span:?}", pointer::of(document, id));
        }
        let at = pointer::of(document, id);
        let twice = std::iter::successors(Some(id), |id| document.parent(*id)).any(|id| document.node(id).duplicate);
        assert!(twice || pointer::find(document, &at) == Some(id), "{path} {at}");
    }
}

#[test]
fn real_json_means_what_another_reader_says_it_means() {
    let Some(root) = corpus() else { return };
    for (path, (format, bytes)) in files(&root) {
        if format != Format::Json {
            continue;
        }
        let other = serde_json::from_slice::<serde_json::Value>(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes));
        let source = Arc::new(Source::new(Home::Workspace, path.as_str(), bytes.clone()));
        let parsed = parse(Format::Json, &source, SourceId(0), Limits::default());
        assert_eq!(parsed.broken, other.is_err(), "{path}");
        if let (Ok(other), [document]) = (other, parsed.documents.as_slice()) {
            assert!(json(document, document.root()) == other, "{path}");
        }
    }
}
