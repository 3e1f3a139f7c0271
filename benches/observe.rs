//! Why: a log of a million rows must take no more memory than a small machine has to spare, and hardly more time than
//! reading it does. Measured in processes of their own, so that neither run profits from the other;
//! `benches/observe.py` calls this again and again and says what came of it.
//!
//! ```console
//! $ python3 benches/observe.py
//! ```

#![allow(missing_docs, clippy::print_stdout, clippy::unwrap_used, clippy::panic, reason = "a program for measuring")]

use std::fmt::Write as _;
use std::io::Write as _;
use std::sync::Arc;
use std::time::Instant;

use ombud::disk::Disk;
use ombud::session::observe::Said;
use ombud::session::{Options, Session, Snapshot};

const PROCESS: &str = r#"
kind = "process"
id = "complaints"
title = "Complaints"
category = "complaint"
deadlines = { acknowledge = "24 hours", resolve = "15 calendar days" }
[steps]
receive = { next = "acknowledge" }
acknowledge = { next = "investigate" }
investigate = { next = "resolve" }
resolve = { next = "close" }
close = {}
"#;

const STEPS: [&str; 5] = ["receive", "acknowledge", "investigate", "resolve", "close"];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words[..] {
        ["generate", folder, rows, order] => generate(folder, rows.parse().unwrap(), order),
        ["bare", folder] => measured(|| bare(folder)),
        ["observe", folder] => {
            let disk = Disk::new(folder);
            let session = Session::new(Arc::new(disk.clone()), Options::default());
            // Opening a workspace takes as long for a log of one row.
            let snapshot = session.snapshot().map_err(|_| "refused").unwrap();
            measured(|| observed(&disk, &snapshot));
        }
        _ => println!("generate FOLDER ROWS sorted|spread, bare FOLDER, or observe FOLDER"),
    }
}

/// A workspace with a process and a log of it: five events a case, channels and priorities, some without a time.
fn generate(folder: &str, rows: u64, order: &str) {
    std::fs::create_dir_all(folder).unwrap();
    std::fs::write(format!("{folder}/complaints.toml"), PROCESS).unwrap();
    std::fs::write(format!("{folder}/ombud.toml"), "").unwrap();
    let mut out = std::io::BufWriter::new(std::fs::File::create(format!("{folder}/log.csv")).unwrap());
    writeln!(out, "case_id,event,timestamp,channel,priority,agent,note").unwrap();
    let cases = rows / STEPS.len() as u64;
    let mut line = String::new();
    for row in 0..rows {
        let (case, step) = match order {
            "sorted" => (row / STEPS.len() as u64, row % STEPS.len() as u64),
            // Each step of all cases, in an order that leaps about.
            _ => ((row % cases).wrapping_mul(7_919) % cases, row / cases % STEPS.len() as u64),
        };
        let mixed = (case * 5 + step).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 33;
        let hours = case * 24 / 600 % 8_000 + step * 20 + mixed % (step * 90 + 1);
        let (day, hour) = (hours / 24, hours % 24);
        let channel = ["phone", "email", "live_chat", "counter"][(case % 4) as usize];
        let priority = ["urgent", "normal", "low"][(case % 3) as usize];
        let (minute, second) = (mixed % 60, mixed / 60 % 60);
        line.clear();
        let _ = match mixed % 997 {
            0 => write!(line, "C{case:07},{},,{channel},{priority},agent-{},", STEPS[step as usize], mixed % 40),
            _ => write!(
                line,
                "C{case:07},{},2026-{:02}-{:02} {hour:02}:{minute:02}:{second:02},{channel},{priority},agent-{},\"seen, and dealt with\"",
                STEPS[step as usize],
                day / 28 % 12 + 1,
                day % 28 + 1,
                mixed % 40
            ),
        };
        writeln!(out, "{line}").unwrap();
    }
    out.flush().unwrap();
}

/// Reads the log with the same library, as it is meant to be read fast, and does nothing.
fn bare(folder: &str) -> u64 {
    let mut reader = csv::ReaderBuilder::new().from_path(format!("{folder}/log.csv")).unwrap();
    let mut record = csv::ByteRecord::new();
    let mut rows = 0;
    while reader.read_byte_record(&mut record).unwrap() {
        rows += 1;
    }
    rows
}

fn observed(disk: &Disk, snapshot: &Snapshot) -> u64 {
    let columns = [
        ("case", "case_id"),
        ("activity", "event"),
        ("time", "timestamp"),
        ("channel", "channel"),
        ("priority", "priority"),
    ];
    let columns = columns.map(|(what, name)| (what, Arc::from(name))).to_vec();
    let observation = snapshot.observe(disk, "log.csv", "log.csv", &Said { columns, ..Said::default() }).unwrap();
    assert!(observation.deadlines.iter().all(|deadline| deadline.whole.within > 0 && deadline.whole.late > 0));
    observation.extent.rows
}

/// Says how many rows there were, how many milliseconds that took, and the most memory of the process in KiB.
fn measured(work: impl FnOnce() -> u64) {
    let begun = Instant::now();
    let rows = work();
    let took = begun.elapsed().as_secs_f64() * 1000.0;
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let most = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).map_or("0", str::trim);
    println!("{rows} {took:.1} {}", most.trim_end_matches(" kB"));
}
