use std::sync::Arc;

use super::*;
use crate::files::Memory;
use crate::message::Words;
use crate::session::observe::{LogFault, Said, Unobserved};
use crate::session::{Options, Session};

const HEAD: &str = "kind = \"process\"\nid = \"p\"\ntitle = \"P\"\ncategory = \"complaint\"\n";
const STEPS: &str = "[steps]\nreceive = { next = \"check\" }\ncheck = { title = { en = \"Check it\", zh = \"核对\" }, next = \"resolve\" }\n\
                     resolve = {}\nrework = { kind = \"review\", milestone = \"handled\" }\n";

fn said(columns: &[(&'static str, &str)], map: &[(&str, &str)]) -> Said {
    Said {
        columns: columns.iter().map(|(what, name)| (*what, Arc::from(*name))).collect(),
        activities: map.iter().map(|(activity, step)| (Arc::from(*activity), Arc::from(*step))).collect(),
        ..Said::default()
    }
}

fn opened(files: &Memory) -> crate::session::Snapshot {
    let session = Session::new(Arc::new(files.clone()), Options::default());
    session.snapshot().unwrap_or_else(|refused| panic!("{:?}", refused.diagnostics))
}

fn tried(process: &str, config: &str, log: &str, said: &Said) -> Result<Observation, Unobserved> {
    let files = Memory::default()
        .with("p.toml", format!("{HEAD}{process}"))
        .with("ombud.toml", config)
        .with("logs/log.csv", log);
    opened(&files).observe(&files, "logs/log.csv", "logs/log.csv", said)
}

fn run(deadlines: &str, log: &str) -> Observation {
    let named = [("case", "case"), ("activity", "what"), ("time", "when"), ("channel", "via"), ("priority", "prio")];
    let log = format!("case,what,when,via,prio\n{log}");
    tried(&format!("{deadlines}\n{STEPS}"), "", &log, &said(&named, &[])).unwrap_or_else(|error| panic!("{error:?}"))
}

fn first(observation: &Observation) -> &Observed {
    &observation.deadlines[0]
}

#[test]
fn every_case_has_exactly_one_fate() {
    let log = run(
        "deadlines = { resolve = \"24 hours\" }",
        "in,receive,2026-01-01 00:00:00,,\nin,resolve,2026-01-02 00:00:00,,\n\
         late,resolve,2026-01-02 00:00:00.001,,\nlate,receive,2026-01-01 00:00:00,,\n\
         untimed,receive,soon,,\nuntimed,resolve,2026-01-02 00:00:00,,\n\
         back,receive,2026-01-03 00:00:00,,\nback,resolve,2026-01-02 00:00:00,,\n\
         headless,resolve,2026-01-02 00:00:00,,\n\
         open,receive,2026-01-09 00:00:00,,\nforgotten,receive,2026-01-08 23:59:59,,\n\
         stranger,rework,2026-01-10 00:00:00,,\n",
    );
    let Figures { cases, within, late, undecided, without_time, reversed, without_start, open, open_late, spread } =
        first(&log).whole;
    assert_eq!((log.cases, log.events, log.without_time), (8, 12, 1));
    assert_eq!([cases, within, late, undecided], [7, 1, 1, 0]);
    assert_eq!([without_time, reversed, without_start, open, open_late], [1, 1, 1, 1, 1]);
    // The limit is exceeded by a millisecond; lengths are shown in seconds.
    assert_eq!(spread, Some(Spread { p50: 86_400, p90: 86_400, p99: 86_400, max: 86_400 }));
    assert_eq!(
        first(&log).worst.iter().map(|worst| (&*worst.case, worst.late)).collect::<Vec<_>>(),
        [("late", true), ("in", false)]
    );
    assert!(log.is_late());
}

#[test]
fn the_first_time_counts_wherever_it_stands() {
    let log = run(
        "deadlines = { resolve = \"24 hours\" }",
        "a,resolve,2026-01-05 00:00:00,,\na,receive,2026-01-01 12:00:00,,\na,resolve,2026-01-02 00:00:00,,\n\
         a,receive,2026-01-01 06:00:00,,\n",
    );
    assert_eq!(first(&log).worst[0].millis, 18 * 3_600_000);
    assert_eq!(first(&log).whole.within, 1);
}

/// Whichever came first, the readable one or the other: nobody can tell, so nothing is measured.
#[test]
fn a_time_that_cannot_be_read_may_have_been_the_first() {
    for rows in [
        "a,receive,2026-01-01 06:00:00,,\na,resolve,01/01/2026 07:00,,\na,resolve,2026-01-05 00:00:00,,\n",
        "a,receive,01.01.2026 09:00,,\na,receive,2026-01-01 06:00:00,,\na,resolve,2026-01-01 07:00:00,,\n",
    ] {
        let log = run("deadlines = { resolve = \"24 hours\" }", rows);
        let figures = &first(&log).whole;
        assert_eq!((figures.without_time, figures.late, figures.within), (1, 0, 0), "{rows}");
    }
}

/// An activity that the log calls otherwise would make every case late.
#[test]
fn a_log_that_never_shows_the_end_makes_nobody_late() {
    let rows = "a,receive,2026-01-01 06:00:00,,\na,answered,2026-01-01 07:00:00,,\nb,receive,2026-02-01 06:00:00,,\n";
    let log = run("deadlines = { resolve = \"24 hours\" }", rows);
    assert_eq!(first(&log).whole.open_late, 0);
    assert!(!log.is_late());
}

/// An export of incidents has a row for each change.
#[test]
fn a_case_in_several_rows_is_one_case() {
    let zone = said(
        &[("case", "n"), ("moment", "opened"), ("moment", "solved")],
        &[("opened", "receive"), ("solved", "resolve")],
    );
    let text = "n,opened,solved\nI1,2026-01-01 06:00:00,\nI1,2026-01-01 06:00:00,2026-01-05 06:00:00\nI2,2026-01-01 06:00:00,2026-01-01 07:00:00\n";
    let log =
        tried(&format!("deadlines = {{ resolve = \"24 hours\" }}\n{STEPS}"), "", text, &zone).expect("it is read");
    assert_eq!((log.cases, first(&log).whole.late, first(&log).whole.within), (2, 1, 1));
}

#[test]
fn months_are_those_of_the_calendar_and_of_the_zone() {
    let rows = "a,receive,2026-01-31 10:00:00,,\na,resolve,2026-02-28 10:00:00,,\n\
                b,receive,2026-01-31 10:00:00,,\nb,resolve,2026-02-28 10:00:01,,\n";
    let log = run("deadlines = { resolve = \"1 month\" }", rows);
    assert_eq!((first(&log).whole.within, first(&log).whole.late), (1, 1));
    // In this zone it is the first of February, from which a month is 28 days.
    let zone = Said {
        time_zone: Some("Asia/Shanghai".into()),
        ..said(&[("case", "c"), ("activity", "a"), ("time", "t")], &[])
    };
    let text = "c,a,t\nx,receive,2026-01-31T17:00:00Z\nx,resolve,2026-02-28T17:00:00Z\n";
    let log = tried(&format!("deadlines = {{ resolve = \"1 month\" }}\n{STEPS}"), "", text, &zone).expect("it is read");
    assert_eq!(first(&log).whole.within, 1);
    assert_eq!(first(&log).by_month[0].0.as_deref(), Some("2026-02"));
}

#[test]
fn what_only_a_calendar_could_decide_is_not_decided() {
    let rows = "a,receive,2026-01-01 00:00:00,,\na,resolve,2026-01-06 00:00:00,,\n\
                b,receive,2026-01-01 00:00:00,,\nb,resolve,2026-01-06 00:00:01,,\nc,receive,2026-01-01 00:00:00,,\n\
                d,receive,2027-01-01 00:00:00,,\n";
    for (length, doubt) in [
        ("5 business days", Doubt::BusinessTime),
        ("120 business hours", Doubt::BusinessTime),
        ("5 days", Doubt::DayKind),
    ] {
        let log = run(&format!("deadlines = {{ resolve = \"{length}\" }}"), rows);
        let figures = first(&log).whole;
        assert_eq!(
            [figures.within, figures.late, figures.undecided, figures.open, figures.open_late],
            [1, 0, 1, 2, 0],
            "{length}"
        );
        assert_eq!(first(&log).doubts, [doubt]);
        assert!(!log.is_late());
    }
    let log = run("deadlines = { resolve = \"${later}\" }", rows);
    assert_eq!((first(&log).whole.undecided, &*first(&log).doubts), (2, &[Doubt::NoLength][..]));
}

#[test]
fn a_deadline_for_some_cases_is_not_held_against_others() {
    let deadlines = "jurisdictions = [\"CN\", \"UK\"]\n[channels]\nphone = { title = { en = \"Telephone\", zh = \"电话\" } }\nweb = { kind = \"web_form\" }\n\
                     [priorities]\nurgent = { title = \"P1\", rank = 1 }\n[deadlines]\n\
                     a = { within = \"1 hour\", ends = \"resolve\", channels = [\"phone\"] }\n\
                     b = { within = \"1 hour\", ends = \"resolve\", priorities = [\"urgent\"] }\n\
                     c = { within = \"1 hour\", ends = \"resolve\", case_types = [\"complex\"] }\n\
                     d = { within = \"1 hour\", ends = \"resolve\", jurisdictions = [\"CN\"] }\n\
                     e = { within = \"1 hour\", ends = \"resolve\", jurisdictions = [\"CN\", \"UK\"] }\n";
    let rows = "a,receive,2026-01-01 00:00:00,电话,p1\na,resolve,2026-01-02 00:00:00,,\n\
                b,receive,2026-01-01 00:00:00,email,low\nb,resolve,2026-01-02 00:00:00,,\n\
                c,receive,2026-01-01 00:00:00,,\nc,resolve,2026-01-02 00:00:00,,\n";
    let log = run(deadlines, rows);
    let counts = |at: usize| {
        let figures = log.deadlines[at].whole;
        [figures.cases, figures.late, figures.undecided]
    };
    assert_eq!([0, 1, 2, 3, 4].map(counts), [[2, 1, 1], [2, 1, 1], [3, 0, 3], [3, 0, 3], [3, 3, 0]]);
    let groups: Vec<_> =
        log.deadlines[4].by_channel.iter().map(|(name, figures)| (name.as_deref(), figures.late)).collect();
    assert_eq!(groups, [(Some("email"), 1), (Some("电话"), 1), (None, 1)]);
}

#[test]
fn activities_are_steps_by_id_title_or_word_of_mouth() {
    let named = [("case", "c"), ("activity", "a"), ("time", "t")];
    let text = "c,a,t\n1, RECEIVE ,2026-01-01 00:00:00\n1,核对,2026-01-01 01:00:00\n1,check IT,2026-01-01 02:00:00\n\
                1,Fertig,2026-01-01 03:00:00\n1,Reciev,2026-01-01 04:00:00\n1,handled,2026-01-01 05:00:00\n1,lunch,x\n1,lunch,x\n";
    let process = format!(
        "[deadlines]\ncheck = {{ within = \"1 hour\", ends = \"check\" }}\nresolve = \"1 hour\"\nlast = {{ within = \"1 hour\", from = \"check\", ends = \"handled\" }}\n{STEPS}"
    );
    let log =
        tried(&process, "", text, &said(&named, &[("Fertig", "resolve"), ("Gone", "rework")])).expect("it is read");
    let figures: Vec<_> = log.deadlines.iter().map(|deadline| (deadline.whole.within, deadline.whole.late)).collect();
    assert_eq!(figures, [(1, 0), (0, 1), (0, 1)]);
    let strays: Vec<_> =
        log.unknown.iter().map(|stray| (&*stray.activity, stray.events, stray.near.as_deref())).collect();
    assert_eq!(strays, [("lunch", 2, None), ("Reciev", 1, Some("receive"))]);
    let seen: Vec<_> = log.seen.iter().map(|seen| (&*seen.step, seen.events)).collect();
    assert_eq!(seen, [("receive", 1), ("check", 2), ("resolve", 1), ("rework", 1)]);
    assert_eq!((log.unseen.len(), log.unused.len(), &*log.unused[0].name), (0, 1, "Gone"));
}

#[test]
fn what_nobody_measured_is_not_counted_as_kept() {
    let log = run("deadlines = { other-name = \"1 hour\", close = \"1 hour\" }", "a,receive,2026-01-01 00:00:00,,\n");
    assert_eq!((first(&log).ends.as_deref(), first(&log).whole), (None, Figures::default()));
    assert!(log.deadlines[1].start_seen && !log.deadlines[1].end_seen);
}

#[test]
fn slips_are_told_where_they_stand() {
    let config = "[logs.desk]\nfiles = \"logs/*.csv\"\nprocess = \"pp\"\ncolumns = { case = \"Case\" }\nactivities = { x = \"recieve\" }\n";
    let process = format!("deadlines = {{ resolve = \"1 hour\" }}\n{STEPS}");
    let told = |config: &str, given: &Said| match tried(&process, config, "case,what,when\n", given) {
        Err(Unobserved::Asked(problems)) => {
            let problem = problems.first().expect("one").clone();
            let Words::Catalogue(id) = problem.message.words else { panic!("a message of the catalogue") };
            (id, problem.location.map(|location| location.span.start as usize), problem.help.len())
        }
        other => panic!("{other:?}"),
    };
    let at = |config: &str, text: &str| Some(config.find(text).expect("it is there"));
    assert_eq!(told(config, &Said::default()), ("observe.no-process", at(config, "\"pp\""), 1));
    let config = config.replace("\"pp\"", "\"p\"");
    assert_eq!(told(&config, &Said::default()), ("observe.no-step", at(&config, "\"recieve\""), 1));
    let config = config.replace("recieve", "receive");
    assert_eq!(told(&config, &Said::default()), ("observe.no-column", at(&config, "\"Case\""), 1));
    // On the command line nothing has a place; what is said there goes before what is written.
    assert_eq!(told(&config, &said(&[("case", "whn")], &[])), ("observe.no-column", None, 1));
    assert_eq!(
        told(&config, &Said { declared: Some("dsk".into()), ..Said::default() }),
        ("observe.no-log-rule", None, 1)
    );
    assert_eq!(told(&config, &Said { time_zone: Some("Mars".into()), ..Said::default() }), ("observe.zone", None, 0));
    let fixed = config.replace("\"Case\"", "\"case\", activity = \"what\", time = \"when\"");
    assert!(tried(&process, &fixed, "case,what,when\n", &Said::default()).is_ok());
}

#[test]
fn a_fault_is_told_with_its_line() {
    let named = said(&[("case", "c"), ("activity", "a"), ("time", "t")], &[]);
    let process = format!("deadlines = {{ resolve = \"1 hour\" }}\n{STEPS}");
    for (log, place) in [
        ("c,a,t\n1,\"b\nb\",x\n3,4\n", (4, 16)),
        ("c,a,t\r\n1,b,x\r\n3,4\r\n", (3, 14)),
        ("c,a,t\n1,b,x\n,b,x\n", (3, 12)),
    ] {
        match tried(&process, "", log, &named) {
            Err(Unobserved::Log(LogFault { place: found, .. })) => assert_eq!(found, Some(place), "{log}"),
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn masked_cases_have_one_name_each() {
    let named = Said { naming: Naming::Masked, ..said(&[("case", "c"), ("activity", "a"), ("time", "t")], &[]) };
    let process = format!("[deadlines]\nresolve = \"1 hour\"\ncheck = \"1 hour\"\n{STEPS}");
    let text = "c,a,t\nMaria,receive,2026-01-01 00:00:00\nMaria,check,2026-01-01 01:00:00\nMaria,resolve,2026-01-01 02:00:00\n\
                Otto,receive,2026-01-01 00:00:00\nOtto,check,2026-01-01 05:00:00\nOtto,resolve,2026-01-01 01:00:00\n";
    let log = tried(&process, "", text, &named).expect("it is read");
    let names: Vec<Vec<&str>> =
        log.deadlines.iter().map(|deadline| deadline.worst.iter().map(|worst| &*worst.case).collect()).collect();
    assert_eq!(names, [["case-1", "case-2"], ["case-2", "case-1"]]);
}

#[test]
fn columns_of_other_things_are_refused() {
    let named = said(&[("case", "c"), ("activity", "a"), ("time", "t"), ("channel", "a")], &[]);
    let process = format!("deadlines = {{ resolve = \"1 hour\" }}\n{STEPS}");
    let texts = |count: usize| (0..count).map(|n| format!("{n},Dear Sir {n},x\n")).collect::<String>();
    for (log, id) in [
        (format!("c,a,t\n{}", texts(501)), "observe.too-many-words"),
        (format!("c,a,t\n1,{},x\n", "y".repeat(300)), "observe.word-too-long"),
        (format!("c,a,t\n{},b,x\n", "y".repeat(300)), "observe.case-too-long"),
    ] {
        match tried(&process, "", &log, &named) {
            Err(Unobserved::Log(fault)) => assert_eq!(fault.message.words, Words::Catalogue(id)),
            other => panic!("{other:?}"),
        }
    }
}
