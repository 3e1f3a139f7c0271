//! Why: a figure about a promise is believed only if somebody else comes to the same one. Real logs go through the program
//! and through `tests/oracle/observe.py`, which shares no code with it; and nothing of a log but what is promised comes out.
//!
//! The logs lie in `../shared/corpus` beside the project, or in what `OMBUD_CORPUS` names. Where they or Python are
//! missing, nothing is proved and the test says so.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::workspace::{code, err, folder, ombud, out};

const ORACLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/oracle/observe.py");

/// A log of the corpus, how it is read, and the deadlines against which it is held.
struct Log {
    path: &'static str,
    /// How the oracle reads it.
    shape: &'static str,
    format: &'static str,
    columns: &'static [(&'static str, &'static str)],
    map: &'static [(&'static str, &'static str)],
    zone: &'static str,
    /// Name, start, end, declared, the same for the oracle, and whether a longer time is certainly late.
    deadlines: &'static [Deadline],
}

type Deadline = (&'static str, &'static str, &'static str, &'static str, (u64, &'static str), bool);

const DAY: u64 = 86_400;

const EXAMPLE: &[(&str, &str)] = &[
    ("register request", "receive"),
    ("decide", "decide"),
    ("pay compensation", "refund"),
    ("check ticket", "verify"),
];

const EXAMPLE_DEADLINES: &[Deadline] = &[
    ("decision", "receive", "decide", "5 calendar days", (5 * DAY, "seconds"), true),
    ("money", "receive", "refund", "10 calendar days", (10 * DAY, "seconds"), true),
    ("work", "verify", "decide", "1 business day", (DAY, "seconds"), false),
];

const LOGS: &[Log] = &[
    Log {
        path: "pm4js/examples/input_data/running-example.csv",
        shape: "events",
        format: "csv",
        columns: &[
            ("case", "case:concept:name"),
            ("activity", "concept:name"),
            ("time", "time:timestamp"),
            ("channel", "org:resource"),
        ],
        map: EXAMPLE,
        zone: "Europe/Berlin",
        deadlines: EXAMPLE_DEADLINES,
    },
    Log {
        path: "pm4js/examples/input_data/running-example.xes",
        shape: "xes",
        format: "xes",
        columns: &[],
        map: EXAMPLE,
        zone: "UTC",
        deadlines: EXAMPLE_DEADLINES,
    },
    Log {
        path: "pm4js/examples/input_data/11_tickets.xes",
        shape: "xes",
        format: "xes",
        columns: &[],
        map: &[("Assign seriousness", "receive"), ("Resolve ticket", "resolve"), ("Closed", "close"), ("Wait", "wait")],
        zone: "UTC",
        deadlines: &[
            ("answer", "receive", "resolve", "1 hour", (3600, "seconds"), true),
            ("wait", "wait", "close", "1 hour", (3600, "seconds"), true),
        ],
    },
    Log {
        path: "pm4js/examples/input_data/roadtraffic100traces.xes",
        shape: "xes",
        format: "xes",
        columns: &[],
        map: &[
            ("Create Fine", "receive"),
            ("Send Fine", "send"),
            ("Insert Fine Notification", "notify"),
            ("Payment", "refund"),
            ("Send for Credit Collection", "close"),
        ],
        zone: "Europe/Rome",
        deadlines: &[
            ("sent", "receive", "send", "3 months", (3, "months"), true),
            ("told", "send", "notify", "2 weeks", (14 * DAY, "seconds"), true),
            ("paid", "notify", "refund", "60 days", (60 * DAY, "seconds"), false),
            ("over", "receive", "close", "1 year", (12, "months"), true),
        ],
    },
    Log {
        path: "simod/resources/event_logs/PurchasingExample.csv.gz",
        shape: "events",
        format: "csv",
        columns: &[("case", "case_id"), ("activity", "activity"), ("time", "end_time")],
        map: &[
            ("Create Purchase Requisition", "receive"),
            ("Create Purchase Order", "propose"),
            ("Release Purchase Order", "approve"),
            ("Pay Invoice", "refund"),
        ],
        zone: "UTC",
        deadlines: &[
            ("order", "receive", "propose", "8 business hours", (8 * 3600, "seconds"), false),
            ("released", "propose", "approve", "36 hours", (36 * 3600, "seconds"), true),
            ("paid", "receive", "refund", "1 month", (1, "months"), true),
        ],
    },
    Log {
        path: "simod/tests/assets/LoanApp_simplified.csv.gz",
        shape: "events",
        format: "csv",
        columns: &[
            ("case", "case:concept:name"),
            ("activity", "concept:name"),
            ("time", "time:timestamp"),
            ("channel", "Stand"),
        ],
        map: &[
            ("Check application form completeness", "receive"),
            ("Assess eligibility", "decide"),
            ("Approve application", "approve"),
        ],
        zone: "Asia/Shanghai",
        deadlines: &[
            ("decided", "receive", "decide", "1 calendar day", (DAY, "seconds"), true),
            ("approved", "receive", "approve", "90 minutes", (5400, "seconds"), true),
        ],
    },
    Log {
        path: "dbt-zendesk/integration_tests/seeds/ticket_data.csv",
        shape: "rows",
        format: "zendesk",
        columns: &[("case", "id"), ("channel", "via_channel"), ("priority", "priority")],
        map: &[("created_at", "receive")],
        zone: "UTC",
        deadlines: &[("answer", "receive", "resolve", "24 hours", (DAY, "seconds"), true)],
    },
    Log {
        path: "dbt-zendesk/integration_tests/seeds/ticket_field_history_data.csv",
        shape: "history",
        format: "zendesk",
        columns: &[("case", "ticket_id"), ("time", "updated")],
        map: &[("open", "receive"), ("solved", "resolve"), ("closed", "close"), ("on-hold", "wait")],
        zone: "UTC",
        deadlines: &[
            ("answer", "receive", "resolve", "8 weeks", (56 * DAY, "seconds"), true),
            ("end", "wait", "close", "100 calendar days", (100 * DAY, "seconds"), true),
        ],
    },
];

#[allow(clippy::print_stdout, reason = "a test that proves nothing says so")]
fn corpus() -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    let folder = std::env::var_os("OMBUD_CORPUS").map_or_else(beside, PathBuf::from);
    if !folder.is_dir() {
        println!("skipped: no corpus");
        return None;
    }
    if Command::new("python3").arg("--version").output().is_err() {
        println!("skipped: no python3");
        return None;
    }
    folder.canonicalize().ok()
}

fn python(arguments: &[&Path]) -> Output {
    let output = Command::new("python3").arg(ORACLE).args(arguments).output().unwrap();
    assert!(output.status.success(), "{}", err(&output));
    output
}

#[test]
fn the_figures_of_real_logs_are_those_of_another_program() {
    let Some(corpus) = corpus() else { return };
    for log in LOGS {
        let root = TempDir::new().unwrap();
        let name = if log.format == "xes" { "log.xes" } else { "log.csv" };
        let target = root.path().join(name);
        let source = corpus.join(log.path);
        if log.path.ends_with(".gz") {
            python(&[Path::new("unpack"), &source, &target]);
        } else {
            std::fs::write(&target, std::fs::read(&source).unwrap()).unwrap();
        }
        let shown = observed(root.path(), name, log);
        let wanted = expected(root.path(), &target, log);
        assert_eq!(shown["log"]["rows"], wanted["rows"], "{}", log.path);
        for key in ["cases", "without_time", "first", "last"] {
            assert_eq!(shown[key], wanted[key], "{key} of {}", log.path);
        }
        let deadlines = shown["deadlines"].as_array().unwrap();
        assert_eq!(deadlines.len(), log.deadlines.len());
        for deadline in deadlines {
            let name = deadline["deadline"].as_str().unwrap();
            for (key, value) in wanted["deadlines"][name].as_object().unwrap() {
                assert_eq!(&deadline[key], value, "{key} of {name} of {}", log.path);
            }
        }
        let ended: u64 =
            deadlines.iter().filter_map(|deadline| deadline["worst"].as_array()).map(|list| list.len() as u64).sum();
        assert!(ended > 0 || log.shape == "rows", "{} proves nothing", log.path);
    }
}

fn observed(root: &Path, name: &str, log: &Log) -> Value {
    let mut process = "kind = 'process'\nid = 'p'\ntitle = 'P'\ncategory = 'request'\n[deadlines]\n".to_owned();
    for (name, from, ends, within, ..) in log.deadlines {
        process.push_str(&format!("{name} = {{ within = '{within}', from = '{from}', ends = '{ends}' }}\n"));
    }
    std::fs::write(root.join("p.toml"), process).unwrap();
    std::fs::write(root.join("ombud.toml"), "").unwrap();
    let mut command = ombud(root);
    command.args(["observe", name, "--output-format", "json", "--fail-on", "never", "--format", log.format]);
    command.args(["--time-zone", log.zone]);
    for (what, column) in log.columns {
        command.args([format!("--{what}"), (*column).to_owned()]);
    }
    for (activity, step) in log.map {
        command.args(["--map".to_owned(), format!("{activity}={step}")]);
    }
    let output = command.output().unwrap();
    assert_eq!(code(&output), 0, "{}: {}", log.path, err(&output));
    serde_json::from_str(&out(&output)).unwrap()
}

fn expected(root: &Path, target: &Path, log: &Log) -> Value {
    let mut spec = json!({ "log": target, "shape": log.shape, "zone": log.zone, "map": {}, "deadlines": {} });
    for (what, column) in log.columns {
        spec[*what] = json!(column);
    }
    for (activity, step) in log.map {
        spec["map"][*activity] = json!(step);
    }
    for (name, from, ends, _, limit, certain) in log.deadlines {
        spec["deadlines"][*name] = json!([from, ends, limit, certain]);
    }
    let path = root.join("spec.json");
    std::fs::write(&path, spec.to_string()).unwrap();
    serde_json::from_slice(&python(&[Path::new("figures"), &path]).stdout).unwrap()
}

const PROCESS: &str = "kind = 'process'\nid = 'complaints'\ntitle = 'Complaints'\ncategory = 'complaint'\nlang = 'en'\n\
                       deadlines = { acknowledge = '24 hours' }\n[steps]\nreceive = { next = 'acknowledge' }\nacknowledge = { end = true }\n";

const CONFIG: &str = "[logs.desk]\nfiles = ['logs/*.csv']\nprocess = 'complaints'\nactivities = { Eingang = 'receive', Quittung = 'acknowledge' }\n\
                      columns = { case = 'Fall', activity = 'Was', time = 'Wann', channel = 'Kanal' }\n";

/// Every cell that is no case, activity, time or channel is poisoned.
const LOG: &str = "Fall,Was,Wann,Kanal,Name,Telefon,Notiz\n\
                   A-1,Eingang,2026-05-01 08:00:00,Telefon,POISON Maria,POISON 0170,POISON knee\n\
                   A-1,Quittung,2026-05-03 08:00:00,Telefon,POISON Maria,POISON 0170,POISON knee\n\
                   A-2,Eingang,POISON,Web,POISON Otto,POISON 0171,POISON heart\n\
                   A-2,Quittung,2026-05-03 08:00:00,Web,POISON Otto,POISON 0171,POISON heart\n";

fn desk() -> TempDir {
    folder(&[
        ("ombud.toml".to_owned(), CONFIG.to_owned()),
        ("complaints.toml".to_owned(), PROCESS.to_owned()),
        ("logs/may.csv".to_owned(), LOG.to_owned()),
    ])
}

fn observe(root: &Path, arguments: &[&str]) -> Output {
    ombud(root).args(["observe", "logs/may.csv"]).args(arguments).output().unwrap()
}

#[test]
fn nothing_of_a_log_comes_out_but_names_of_cases_activities_and_channels() {
    let desk = desk();
    for format in ["text", "markdown", "json"] {
        for lang in ["en", "zh"] {
            let output = observe(desk.path(), &["--output-format", format, "--lang", lang, "--write", "seen.json"]);
            let shown = format!("{}{}", out(&output), err(&output));
            assert!(shown.contains("A-1") && shown.contains("Telefon") && !shown.contains("POISON"), "{shown}");
            let masked = out(&observe(desk.path(), &["--output-format", format, "--lang", lang, "--mask"]));
            assert!(masked.contains("case-1") && !masked.contains("A-1"), "{masked}");
        }
    }
    let kept = std::fs::read_to_string(desk.path().join("seen.json")).unwrap();
    assert!(kept.contains("A-1") && !kept.contains("POISON"), "{kept}");
    // What cannot be read is told by its place, and not by what stands there.
    let broken = LOG.replace("POISON heart\n", "POISON heart,POISON lung\n");
    std::fs::write(desk.path().join("logs/may.csv"), broken).unwrap();
    let output = observe(desk.path(), &[]);
    assert_eq!((code(&output), out(&output)), (2, String::new()));
    assert!(err(&output).contains("logs/may.csv, line 4") && !err(&output).contains("POISON"), "{}", err(&output));
}

#[test]
fn the_exit_code_says_whether_a_promise_was_broken() {
    let desk = desk();
    assert_eq!(code(&observe(desk.path(), &[])), 1);
    assert_eq!(code(&observe(desk.path(), &["--fail-on", "never"])), 0);
    std::fs::write(desk.path().join("ombud.toml"), format!("fail_on = 'never'\n{CONFIG}")).unwrap();
    assert_eq!(code(&observe(desk.path(), &[])), 0);
    assert_eq!(code(&observe(desk.path(), &["--fail-on", "error"])), 1);
    let kept = PROCESS.replace("24 hours", "48 hours");
    std::fs::write(desk.path().join("complaints.toml"), kept).unwrap();
    assert_eq!(code(&observe(desk.path(), &["--fail-on", "error"])), 0);
    for arguments in [&["--case", "Fal"][..], &["--map", "Eingang"], &["--format", "xlsx"], &["--log", "desc"]] {
        let output = observe(desk.path(), arguments);
        assert_eq!((code(&output), out(&output)), (2, String::new()), "{arguments:?}");
    }
    let output = ombud(desk.path()).args(["observe", "logs/june.csv"]).output().unwrap();
    assert_eq!(code(&output), 2, "{}", err(&output));
}

#[test]
fn an_observation_is_a_document_that_a_check_holds_against_the_process() {
    let desk = desk();
    assert_eq!(code(&observe(desk.path(), &["--write", "seen.json"])), 1);
    let check = || {
        let output = ombud(desk.path()).args(["check", "--output-format", "json-v1"]).output().unwrap();
        let report: Value = serde_json::from_str(&out(&output)).unwrap();
        let findings = report["findings"].as_array().unwrap().clone();
        findings
            .into_iter()
            .filter(|finding| finding["policy"] == "sla/observed-slower-than-declared")
            .collect::<Vec<_>>()
    };
    let found = check();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0]["location"]["path"], "complaints.toml");
    assert_eq!(found[0]["value"], "24 hours");
    assert_eq!(found[0]["related"][0]["location"]["path"], "seen.json");
    // What a check says is what was said when the log was read.
    let said = found[0]["message"].as_str().unwrap();
    let page = out(&observe(desk.path(), &["--output-format", "markdown"]));
    assert!(page.contains(&said.replace('`', "\\`")), "{said}\n{page}");
    std::fs::write(desk.path().join("complaints.toml"), PROCESS.replace("24 hours", "3 calendar days")).unwrap();
    assert_eq!(check(), [Value::Null; 0]);
}

#[test]
fn one_log_or_several() {
    let desk = desk();
    std::fs::write(desk.path().join("logs/june.csv"), LOG).unwrap();
    let both = |arguments: &[&str]| {
        ombud(desk.path()).args(["observe", "logs/may.csv", "logs/june.csv"]).args(arguments).output().unwrap()
    };
    let output = both(&[]);
    assert_eq!(code(&output), 1);
    assert!(out(&output).contains("may.csv") && out(&output).contains("june.csv"));
    assert_eq!(code(&both(&["--output-format", "json"])), 2);
    assert_eq!(code(&both(&["--write", "seen.json"])), 2);
    // A log need not lie in the workspace.
    let elsewhere = TempDir::new().unwrap();
    let path = elsewhere.path().join("may.csv");
    std::fs::write(&path, LOG).unwrap();
    let output = ombud(desk.path()).arg("observe").arg(&path).args(["--log", "desk"]).output().unwrap();
    assert_eq!(code(&output), 1, "{}", err(&output));
    assert!(!out(&output).contains(elsewhere.path().to_str().unwrap()), "{}", out(&output));
}
