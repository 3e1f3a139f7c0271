//! Why: the promises of the design (section 7) are kept by measuring. These benches are for finding what costs, in
//! process and on documents made here; `benches/measure` compares whole runs on the large corpus.

#![allow(clippy::expect_used, clippy::panic, reason = "a benchmark that cannot start must say so at once")]

mod corpus;

use std::sync::Arc;

use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};
use ombud::document::Limits;
use ombud::evaluate::Keep;
use ombud::files::Memory;
use ombud::message::Lang;
use ombud::parse::{Format, parse};
use ombud::render::{Format as Output, Style, render};
use ombud::session::{Options, Session, Snapshot, Wanted};
use ombud::source::{Home, Source, SourceId};

fn main() {
    divan::main();
}

const DOCUMENTS: usize = 200;

fn workspace(documents: usize) -> Memory {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/workspace");
    let mut files = Memory::default();
    let read = |path: &str| std::fs::read(format!("{folder}/{path}")).expect("the benchmark's own files are there");
    files.files.insert("ombud.toml".into(), read("ombud.toml"));
    for entry in std::fs::read_dir(format!("{folder}/policies/bench")).expect("the benchmark's own pack is there") {
        let name = entry.expect("a readable folder").file_name().to_string_lossy().into_owned();
        let path = format!("policies/bench/{name}");
        let bytes = read(&path);
        files.files.insert(path, bytes);
    }
    for (path, text) in corpus::documents(documents) {
        files.files.insert(path, text.into_bytes());
    }
    files
}

fn snapshot(files: Memory) -> Snapshot {
    let options = Options { as_of: "2026-11-22".parse().ok(), ..Options::default() };
    match Session::new(Arc::new(files), options).snapshot() {
        Ok(snapshot) => snapshot,
        Err(_) => panic!("the benchmark's workspace cannot be read"),
    }
}

#[divan::bench(args = [Format::Yaml, Format::Json, Format::Toml, Format::Csv])]
fn parsing(bencher: Bencher, format: Format) {
    let text = corpus::text(format);
    let bytes = text.len();
    let source = Arc::new(Source::from_text(Home::Workspace, "document", text));
    bencher.counter(BytesCount::new(bytes)).bench_local(|| parse(format, &source, SourceId(0), Limits::default()));
}

#[divan::bench]
fn cold_check(bencher: Bencher) {
    let files = workspace(DOCUMENTS);
    bencher
        .counter(ItemsCount::new(DOCUMENTS))
        .with_inputs(|| files.clone())
        .bench_local_values(|files| snapshot(files).check(&Wanted::default()).findings.len());
}

#[divan::bench]
fn evaluation(bencher: Bencher) {
    let snapshot = snapshot(workspace(DOCUMENTS));
    let counts = snapshot.evaluate(Keep::default()).counts;
    bencher
        .counter(ItemsCount::new(counts.fail + counts.pass + counts.unknown))
        .bench_local(|| snapshot.evaluate(Keep::default()).findings.len());
}

#[divan::bench(args = [Output::JsonV1, Output::Concise, Output::Human])]
fn rendering(bencher: Bencher, output: Output) {
    let report = snapshot(workspace(DOCUMENTS)).check(&Wanted::default());
    let style = Style::plain(Lang::En);
    bencher
        .counter(ItemsCount::new(report.findings.len()))
        .bench_local(|| black_box(render(&report, output, &style)).len());
}
