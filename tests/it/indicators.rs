//! Why: an indicator is believed if the file with its readings can be written by anybody, lie anywhere and break in any
//! way, and if thousands of CSV files that are none of ours change nothing.

use std::fmt::Write as _;
use std::sync::Arc;
use std::time::{Duration, Instant};

use ombud::files::{Files, Memory, ReadError, Stamp, Walked};
use ombud::message::Lang;
use ombud::readings::{Change, Data, Standing, standings};
use ombud::render::json::json;
use ombud::report::{MemberState, Report};
use ombud::session::live::{Changes, Live};
use ombud::session::{Options, Session, Snapshot, Wanted};

const RISKS: &str = r#"
kind = "risk"
id = "risks"
title = "Risks"
owner = "head"
roles = { head = "Head", lead = "Lead" }
[indicators.rate]
title = { en = "Complaint rate" }
warn_at = "1.5%"
alarm_at = "2%"
window = "1 month"
alerts = ["lead"]
"#;

const HEADER: &str = "date,indicator,channel,value,n,source\n";

fn folder(files: &[(&str, &str)]) -> Memory {
    let memory = Memory::default().with("ombud.toml", "packs = [\"risk\"]\n").with("risks.toml", RISKS);
    files.iter().fold(memory, |memory, (path, text)| memory.with(path, *text))
}

fn session(files: impl Files + 'static) -> Session {
    Session::new(Arc::new(files), Options { as_of: "2026-11-22".parse().ok(), ..Options::default() })
}

fn snapshot(files: Memory) -> Snapshot {
    session(files).snapshot().unwrap_or_else(|refused| panic!("{:?}", refused.diagnostics))
}

fn report(files: Memory) -> Report {
    snapshot(files).check(&Wanted::default())
}

/// Policy, check, path and pointer of what is found by rules of indicators.
fn found(report: &Report, snapshot: &Snapshot) -> Vec<String> {
    let rows = report.findings.iter().filter(|finding| finding.policy.contains("indicator-"));
    let path = |finding: &ombud::finding::Finding| snapshot.sources.get(finding.location.source).path.clone();
    rows.map(|finding| format!("{} {}{}", finding.check, path(finding), finding.pointer)).collect()
}

fn standing(rows: &str) -> Standing {
    let snapshot = snapshot(folder(&[("r.csv", &format!("{HEADER}{rows}"))]));
    standings(&snapshot.knowledge).remove(0)
}

/// Channel, state and data of each series.
fn told(rows: &str) -> Vec<(String, &'static str, &'static str)> {
    let series = standing(rows).channels.into_iter().map(|channel| channel.series);
    series
        .map(|series| {
            let channel = series.channel.as_deref().unwrap_or("all").to_owned();
            (channel, series.state.word(), series.data.word())
        })
        .collect()
}

#[test]
fn every_channel_stands_for_itself_and_the_indicator_as_its_worst() {
    let rows = "2026-10-31,rate,,1.2%,900,\n2026-10-31,rate,phone,2%,90,\n2026-10-30,rate,chat,1.5%,9,\n\
                2026-08-31,rate,fax,9%,9,\n2026-09-30,rate,phone,0.1%,9,\n";
    let wanted = [
        ("all", "calm", "fresh"),
        ("chat", "warning", "fresh"),
        ("fax", "stale", "stale"),
        ("phone", "alarm", "fresh"),
    ];
    assert_eq!(told(rows), wanted.map(|(channel, state, data)| (channel.to_owned(), state, data)));
    let standing = standing(rows);
    assert_eq!(standing.state().word(), "alarm");
    assert_eq!((standing.owner.as_deref(), standing.alerts.len()), (Some("head"), 1));
    assert_eq!(standing.title.en.as_deref(), Some("Complaint rate"));
    assert_eq!(told("")[0], ("all".to_owned(), "no_data", "none"));
}

#[test]
fn a_trend_goes_by_date_whatever_the_order_of_the_file() {
    let rows =
        "2026-10-31,rate,,1.2%,900,\n2026-08-31,rate,,1.1%,,\n2026-09-30,rate,,none,900,\n2026-11-30,rate,,9%,9,\n";
    let channel = standing(rows).channels.remove(0);
    let shown: Vec<_> = channel
        .trend
        .iter()
        .map(|reading| {
            format!("{} {:?} {:?}", reading.date, reading.value.as_ref().map(ombud::value::Scalar::text), reading.n)
        })
        .collect();
    assert_eq!(
        shown,
        ["2026-08-31 Some(\"1.1%\") None", "2026-09-30 None Some(900)", "2026-10-31 Some(\"1.2%\") Some(900)"],
        "and knows nothing of days to come"
    );
    assert_eq!(channel.change, None, "the one before cannot be understood");
    for (before, change) in [("1.3%", Change::Better), ("1.2%", Change::Same), ("1%", Change::Worse)] {
        let channel = standing(&format!("2026-10-31,rate,,1.2%,,\n2026-09-30,rate,,{before},,\n")).channels.remove(0);
        assert_eq!(channel.change, Some(change));
    }
}

#[test]
fn what_cannot_be_told_is_never_calm() {
    for rows in [
        "2026-10-31,rate,,one,,\n",
        "2026-10-31,rate,,0.5,,\n",
        "2026-10-31,rate,,0.5%,,\n2026-13-01,rate,,0.5%,,\n",
        "2026-10-31,rate,,0.5%,,\n,rate,,0.5%,,\n",
        "2026-10-31,rate,,0.5%,,\n2026-10-31,rate,,0.6%,,\n",
        "2026-10-31,rate,,=0.5%,,\n",
    ] {
        assert_eq!(told(rows)[0].1, "unclear", "{rows}");
    }
    for rows in ["", "2026-10-31,rate,,,,\n", "2026-11-23,rate,,0.5%,,\n", "2026-10-31,rates,,0.5%,,\n"] {
        assert_eq!(told(rows), [("all".to_owned(), "no_data", "none")], "{rows}");
    }
    assert_eq!(told("2026-10-31,rate,,0.5%,,\n2026-10-31,rate,,0.50%,,\n")[0].1, "calm", "the same reading twice");
}

#[test]
fn other_csv_files_change_no_report_whatever_is_wrong_with_them() {
    let good = format!("{HEADER}2026-10-31,rate,,0.5%,,\n");
    let plain = folder(&[("figures/r.csv", &good)]);
    let mut crowded = plain.clone().with(".gitignore", "ignored.csv\n");
    let plain = plain.with(".gitignore", "ignored.csv\n");
    for at in 0..2_000 {
        crowded = crowded.with(&format!("cases/{at}.csv"), "case,opened,value\n1,\"2026-01-01\n");
    }
    let large = "x".repeat(11 << 20);
    for (path, bytes) in
        [("empty.csv", &b""[..]), ("bytes.csv", b"\xFF\xFE\x00"), ("nul.csv", b"a,\0"), ("large.csv", large.as_bytes())]
    {
        crowded = crowded.with(path, bytes).with("ignored.csv", bytes);
    }
    assert_eq!(json(&report(crowded), Lang::En), json(&report(plain), Lang::En));
}

#[test]
fn a_broken_file_with_readings_is_one_finding_at_its_place() {
    for (rows, column) in [("2026-10-31,rate,,0.5%\n", 1), ("2026-10-31,\"rate,,0.5%,,\n", 25)] {
        let report = report(folder(&[("r.csv", &format!("{HEADER}{rows}"))]));
        let broken: Vec<_> =
            report.findings.iter().filter(|finding| &*finding.policy == "builtin/unreadable-document").collect();
        assert_eq!(broken.len(), 1, "{rows}");
        let place = report.sources.get(broken[0].location.source).place(broken[0].location.span.start);
        assert!(place.line >= 2 && (place.column == column || place.line == 3), "{place:?}");
        let states: Vec<_> = report.population.iter().map(|member| member.state).collect();
        assert_eq!(states, [MemberState::Broken, MemberState::Read]);
    }
}

#[test]
fn readings_too_large_for_the_limits_are_said_to_be() {
    let files = folder(&[("r.csv", &format!("{HEADER}2026-10-31,rate,,0.5%,,\n"))])
        .with("ombud.toml", "packs = [\"risk\"]\n[limits]\nbytes = 20\n");
    let codes: Vec<_> = report(files).findings.iter().map(|finding| finding.policy.to_string()).collect();
    assert!(codes.contains(&"builtin/over-limit".to_owned()), "{codes:?}");
}

#[test]
fn readings_are_those_of_the_organisation_in_whose_folder_they_lie() {
    let organisation = |id: &str| format!("kind = \"organisation\"\nid = \"{id}\"\ntitle = \"O\"\n");
    let register = |id: &str| RISKS.replace("\"risks\"", &format!("\"{id}\""));
    let row = |value: &str| format!("{HEADER}2026-10-31,rate,,{value},,\n");
    let mut files = Memory::default().with("ombud.toml", "packs = [\"risk\"]\n");
    for (name, value) in [("cn", "0.5%"), ("eu", "2.5%")] {
        files = files
            .with(&format!("{name}/organisation.toml"), organisation(name))
            .with(&format!("{name}/risks.toml"), register(name))
            .with(&format!("{name}/deep/r.csv"), row(value));
    }
    let snapshot = snapshot(files);
    let states: Vec<_> = standings(&snapshot.knowledge).iter().map(|standing| standing.state().word()).collect();
    assert_eq!(states, ["calm", "alarm"]);
}

#[test]
fn findings_of_rows_at_the_same_place_of_two_files_are_told_apart_and_known_again() {
    let risks =
        format!("{RISKS}readings = \"a.csv\"\n[indicators.csat]\nalarm_at = 4\ntarget = 5\nwindow = \"1 month\"\n");
    let rate = "2026-10-31,rate,,2.5%,,\n";
    let with = |text: String| folder(&[("b.csv", &format!("{HEADER}2026-10-31,csat,,3,,\n")), ("a.csv", &text)]);
    let prints = |files: Memory| {
        let report = report(files.with("risks.toml", risks.as_str()));
        let rows = report.findings.iter().filter(|finding| finding.policy.contains("past-threshold"));
        rows.map(|finding| finding.fingerprint.clone()).collect::<Vec<_>>()
    };
    let before = prints(with(format!("{HEADER}{rate}")));
    assert_eq!(before.len(), 2);
    assert_ne!(before[0], before[1]);
    let moved = prints(with(format!("{HEADER}2025-10-31,rate,,1%,,\n{rate}")));
    assert_eq!(before, moved, "another row in front of it does not make it a new finding");
}

/// A folder that changes under the feet of a session.
#[derive(Clone, Default)]
struct Shared(Arc<std::sync::Mutex<Memory>>);

impl Files for Shared {
    fn read(&self, path: &str, most: u64) -> Result<Vec<u8>, ReadError> {
        self.0.lock().unwrap().read(path, most)
    }

    fn walk(&self, enter: &mut dyn FnMut(&str) -> bool) -> Walked {
        let still = self.0.lock().unwrap().clone();
        still.walk(enter)
    }

    fn exists(&self, path: &str) -> bool {
        self.0.lock().unwrap().exists(path)
    }

    fn stamp(&self, path: &str) -> Option<Stamp> {
        self.0.lock().unwrap().stamp(path)
    }

    fn is_folder(&self, path: &str) -> bool {
        self.0.lock().unwrap().is_folder(path)
    }

    fn now(&self) -> i64 {
        0
    }
}

#[test]
fn a_watcher_tells_at_the_next_save_of_the_readings() {
    let shared = Shared(Arc::new(std::sync::Mutex::new(folder(&[]))));
    let mut live = Live::new(session(shared.clone()));
    let mut save = |path: &str, text: Option<String>| {
        {
            let mut memory = shared.0.lock().unwrap();
            match text {
                Some(text) => memory.files.insert(path.to_owned(), text.into_bytes()),
                None => memory.files.remove(path),
            };
        }
        let changes = Changes { paths: [path.to_owned()].into(), ..Changes::default() };
        assert!(live.concerns(&changes));
        let judged = live.judge(&changes, &Wanted::default()).unwrap_or_else(|_| panic!("refused"));
        found(&judged.report, &judged.snapshot)
    };
    assert_eq!(save("other.csv", Some("a,b\n".into())), ["never risks.toml/indicators/rate"]);
    let calm = format!("{HEADER}2026-10-31,rate,,0.5%,,\n");
    assert_eq!(save("r.csv", Some(calm.clone())), [""; 0]);
    assert_eq!(save("r.csv", Some(format!("{calm}2026-11-20,rate,,2.5%,,\n"))), ["alarm r.csv/rows/1/value"]);
    assert_eq!(
        save("other.csv", Some(format!("{HEADER}2026-11-21,rate,,1.5%,,\n"))),
        ["early-warning other.csv/rows/0/value"],
        "a file of another program becomes one with readings"
    );
    assert_eq!(save("other.csv", Some("a,b\n".into())), ["alarm r.csv/rows/1/value"]);
    assert_eq!(save("r.csv", Some(format!("{calm}\""))), ["never risks.toml/indicators/rate"]);
    assert_eq!(save("r.csv", Some(calm)), [""; 0]);
    assert_eq!(save("r.csv", None), ["never risks.toml/indicators/rate"]);
}

#[test]
fn a_nearer_indicator_of_the_same_name_takes_readings_over_at_the_next_save() {
    let near = "kind = \"organisation\"\nid = \"eu\"\ntitle = \"EU\"\n";
    let row = format!("{HEADER}2026-10-31,rate,,2.5%,,\n");
    let shared = Shared(Arc::new(std::sync::Mutex::new(folder(&[("eu/organisation.toml", near), ("eu/r.csv", &row)]))));
    let mut live = Live::new(session(shared.clone()));
    let mut save = |text: String| {
        shared.0.lock().unwrap().files.insert("eu/risks.toml".to_owned(), text.into_bytes());
        let changes = Changes { paths: ["eu/risks.toml".to_owned()].into(), ..Changes::default() };
        let judged = live.judge(&changes, &Wanted::default()).unwrap_or_else(|_| panic!("refused"));
        found(&judged.report, &judged.snapshot)
    };
    let own = RISKS.replace("\"risks\"", "\"eu\"");
    assert_eq!(
        save(own.replace("rate]", "other]")),
        ["never eu/risks.toml/indicators/other", "alarm eu/r.csv/rows/0/value",]
    );
    assert_eq!(save(own), ["alarm eu/r.csv/rows/0/value", "never risks.toml/indicators/rate"]);
}

#[test]
fn a_year_of_readings_of_many_indicators_takes_no_time() {
    let mut risks = "kind = \"risk\"\nid = \"risks\"\ntitle = \"Risks\"\n".to_owned();
    let mut text = HEADER.to_owned();
    for at in 0..50 {
        let _ = writeln!(
            risks,
            "[indicators.i{at}]\nwarn_at = \"1%\"\nalarm_at = \"2%\"\nwindow = \"1 month\"\nalerts = []"
        );
        for day in 0..400 {
            let (month, day) = (1 + day % 11, 1 + day % 28);
            let _ = writeln!(text, "2026-{month:02}-{day:02},i{at},,0.5%,1204,crm");
        }
    }
    let started = Instant::now();
    let snapshot = snapshot(folder(&[("r.csv", &text), ("risks.toml", &risks)]));
    let report = snapshot.check(&Wanted::default());
    assert_eq!(found(&report, &snapshot), [""; 0]);
    assert!(matches!(standings(&snapshot.knowledge)[49].channels[0].series.data, Data::Fresh));
    // Work that grows with the square would take minutes.
    assert!(started.elapsed() < Duration::from_secs(20), "{:?}", started.elapsed());
}
