use std::io::{Cursor, Read};

use proptest::prelude::*;

use super::*;

/// Writes down what a log says, a line each.
#[derive(Default)]
struct Tape {
    lines: Vec<String>,
}

fn shown(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

impl Sink for Tape {
    fn begin(&mut self, together: bool, _: &[Arc<str>]) -> Result<(), Message> {
        self.lines.push(format!("together {together}"));
        Ok(())
    }

    fn event(&mut self, event: &Event<'_>) -> Result<(), Message> {
        let Event { case, activity, time, complete, channel, priority } = event;
        let end = if *complete { "" } else { " (incomplete)" };
        self.lines.push(format!("{}: {} at {}{end}", shown(case), shown(activity), shown(time)));
        self.case(case, channel, priority)
    }

    fn case(&mut self, case: &[u8], channel: &[u8], priority: &[u8]) -> Result<(), Message> {
        if !channel.is_empty() || !priority.is_empty() {
            let word = |word: &[u8]| if word.is_empty() { "-".to_owned() } else { shown(word) };
            self.lines.push(format!("{}: {} {}", shown(case), word(channel), word(priority)));
        }
        Ok(())
    }

    fn close(&mut self, case: &[u8]) -> Result<(), Message> {
        self.lines.push(format!("{} ends", shown(case)));
        Ok(())
    }
}

fn run(format: LogFormat, log: impl Into<Vec<u8>>, columns: &Columns) -> (Result<Extent, Fault>, Vec<String>) {
    let mut tape = Tape::default();
    let result = read(Box::new(Cursor::new(log.into())), format, columns, &mut tape);
    (result, tape.lines)
}

fn columns(pairs: &[(&str, &str)]) -> Columns {
    let named = |what: &str| pairs.iter().find(|(own, _)| *own == what).map(|(_, name)| Arc::from(*name));
    Columns {
        case: named("case"),
        activity: named("activity"),
        time: named("time"),
        channel: named("channel"),
        priority: named("priority"),
        lifecycle: named("lifecycle"),
        moments: pairs.iter().filter(|(own, _)| *own == "moment").map(|(_, name)| Arc::from(*name)).collect(),
    }
}

#[test]
fn a_row_is_an_event_where_a_column_names_activities() {
    let log = "\u{feff}Fall;Was;Wann;Kanal;Phase\r\n1;Eingang;\"2026-01-01 08:00\";Telefon;start\r\n1;Eingang;t;;complete\r\n";
    let named = [("case", "Fall"), ("activity", "Was"), ("time", "Wann"), ("channel", "Kanal"), ("lifecycle", "Phase")];
    let (extent, lines) = run(LogFormat::Csv, log, &columns(&named));
    assert_eq!(
        lines,
        ["together false", "1: Eingang at 2026-01-01 08:00 (incomplete)", "1: Telefon -", "1: Eingang at t"]
    );
    let extent = extent.expect("it is read");
    assert_eq!((extent.rows, extent.bytes), (2, log.len() as u64));
    assert_eq!(extent.sha256, crate::source::Source::from_text(crate::source::Home::Workspace, "", log).sha256_hex());
}

#[test]
fn a_row_is_a_case_where_columns_hold_times() {
    let log = "id,opened,closed,via\n7,2026-01-01T00:00:00Z,,web\n8,,,\n";
    let named = [("case", "id"), ("channel", "via"), ("moment", "opened"), ("moment", "closed")];
    let (_, lines) = run(LogFormat::Csv, log, &columns(&named));
    assert_eq!(lines, ["together false", "7: opened at 2026-01-01T00:00:00Z", "7: web -"]);
}

#[test]
fn the_exports_of_help_desks_need_no_map() {
    let tickets = "id,created_at,priority,via_channel,solved_at\n5,a,high,email,b\n";
    let (_, lines) = run(LogFormat::Zendesk, tickets, &Columns::default());
    assert_eq!(lines, ["together false", "5: created_at at a", "5: solved_at at b", "5: email high"]);
    let history = "field_name,ticket_id,updated,user_id,value\nstatus,5,a,,open\npriority,5,b,,high\nassignee_id,5,c,,111\nstatus,5,d,,solved\n";
    let (extent, lines) = run(LogFormat::Zendesk, history, &Columns::default());
    assert_eq!(lines, ["together false", "5: open at a", "5: - high", "5: solved at d"]);
    assert_eq!(extent.expect("it is read").rows, 4);
    let metrics = "id,created_at,replied_at\n5,a,b\n";
    let named = columns(&[("moment", "replied_at"), ("moment", "on-hold")]);
    let (_, lines) = run(LogFormat::Zendesk, metrics, &named);
    assert_eq!(lines[1..], ["5: replied_at at b", "5: created_at at a"]);
    let incidents = "sys_id,number,opened_at,resolved_at,contact_type,priority\nx,INC1,a,b,phone,1 - Critical\n";
    let (_, lines) = run(LogFormat::Servicenow, incidents, &Columns::default());
    assert_eq!(lines[1..], ["INC1: opened_at at a", "INC1: resolved_at at b", "INC1: phone 1 - Critical"]);
}

#[test]
fn xes_is_read_trace_by_trace() {
    let log = r#"<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="2.0" xmlns="http://www.xes-standard.org/">
  <global scope="event"><string key="concept:name" value="never"/></global>
  <trace>
    <int key="concept:name" value="4 &amp; 2"/>
    <list key="other"><values><string key="concept:name" value="nested"/></values></list>
    <string key="how" value="phone"/>
    <event><string key="concept:name" value="Eingang"><string key="concept:name" value="deeper"/></string>
      <string key="lifecycle:transition" value="start"/><date key="time:timestamp" value="T1"/></event>
    <event><date key="time:timestamp" value="T2"/><string key="concept:name" value="Eingang"/>
      <string key="lifecycle:transition" value="COMPLETE"/></event>
  </trace>
  <trace><event><string key="concept:name" value="early"/></event><string key="concept:name" value="5"/></trace>
</log>"#;
    let (extent, lines) = run(LogFormat::Xes, log, &columns(&[("channel", "how")]));
    assert_eq!(
        lines,
        [
            "together true",
            "4 & 2: Eingang at T1 (incomplete)",
            "4 & 2: Eingang at T2",
            "4 & 2: phone -",
            "4 & 2 ends",
            "5: early at ",
            "5 ends"
        ]
    );
    assert_eq!(extent.map(|extent| extent.rows), Ok(3));
}

/// Every fault with the byte at which it is told, counted by hand.
#[test]
fn what_is_wrong_is_told_at_its_place() {
    let csv = [("case", "c"), ("activity", "a"), ("time", "t")];
    let quote = format!("c,a,t\n1,\"{}", "x".repeat(3 << 20));
    let name = format!("<log><trace><string key=\"concept:name\" value=\"{}\"/></trace></log>", "y".repeat(3 << 20));
    for (format, log, byte, id) in [
        (LogFormat::Csv, "c,a,t\n1,b,2\n3,4\n", Some(12), "observe.ragged"),
        (LogFormat::Csv, "c,a,t\r\n1,b,2\r\n3,4\r\n", Some(14), "observe.ragged"),
        (LogFormat::Csv, "", None, "observe.empty"),
        (LogFormat::Csv, "x,y\n1,2\n", None, "observe.no-column"),
        (LogFormat::Csv, "c,a,t\n,b,2\n", Some(6), "observe.no-case"),
        (LogFormat::Csv, &quote, Some(6), "observe.record-too-large"),
        (LogFormat::Xes, "<log><trace>", Some(12), "observe.unclosed"),
        (LogFormat::Xes, "<log><trace key=\"", Some(5), "observe.unclosed"),
        (LogFormat::Xes, "<log></trace>", Some(5), "observe.unreadable"),
        (LogFormat::Xes, "<html/>", Some(0), "observe.no-log"),
        (LogFormat::Xes, "", Some(0), "observe.no-log"),
        (LogFormat::Xes, "<!DOCTYPE x [<!ENTITY a \"b\">]><log/>", Some(0), "observe.doctype"),
        (LogFormat::Xes, "<log><trace><string key=\"&who;\" value=\"\"/>", Some(12), "observe.entity"),
        (LogFormat::Xes, "<log><trace><event/></trace></log>", Some(20), "observe.no-case"),
        (LogFormat::Xes, "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><log/>", Some(0), "observe.encoding"),
        (LogFormat::Xes, &"<log>".repeat(100), Some(64 * 5), "observe.too-deep"),
        (LogFormat::Xes, &name, Some(12), "observe.record-too-large"),
    ] {
        let (result, _) = run(format, log, &columns(if format == LogFormat::Csv { &csv } else { &[] }));
        let fault = result.expect_err(log.get(..40).unwrap_or(log));
        let head: String = log.chars().take(60).collect();
        assert_eq!(fault.message.words, crate::message::Words::Catalogue(id), "{head}");
        assert_eq!(fault.byte, byte, "{head}");
    }
    let (result, _) = run(LogFormat::Csv, b"\xFF\xFEc\0,\0".to_vec(), &columns(&csv));
    assert_eq!(result.expect_err("UTF-16").message, Message::new("observe.wide"));
    let (result, _) = run(LogFormat::Xes, b"<log><trace><string key=\"\xFF\"/>".to_vec(), &Columns::default());
    assert_eq!(result.expect_err("no UTF-8").message, Message::new("observe.not-text"));
}

#[test]
fn a_system_that_gives_no_more_is_told_of() {
    struct Broken(usize);
    impl Read for Broken {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            self.0 += 1;
            match self.0 {
                1 => {
                    buffer[..6].copy_from_slice(b"c,a,t\n");
                    Ok(6)
                }
                2 => Err(std::io::ErrorKind::Interrupted.into()),
                _ => Err(std::io::Error::other("the cable is out")),
            }
        }
    }
    let named = columns(&[("case", "c"), ("activity", "a"), ("time", "t")]);
    let fault = read(Box::new(Broken(0)), LogFormat::Csv, &named, &mut Tape::default()).expect_err("it broke");
    assert_eq!(fault.message, Message::new("observe.read-failed").text("reason", "the cable is out"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_make_it_panic_and_faults_lie_inside(
        bytes in proptest::collection::vec(any::<u8>(), 0..400),
        pieces in proptest::collection::vec(proptest::sample::select(PIECES.to_vec()), 0..30),
    ) {
        let named = columns(&[("case", "c"), ("activity", "a"), ("time", "t")]);
        let mut csv = b"c,a,t\n".to_vec();
        csv.extend_from_slice(&bytes);
        let xml: String = pieces.concat();
        for (format, log) in [
            (LogFormat::Csv, csv),
            (LogFormat::Csv, bytes.clone()),
            (LogFormat::Zendesk, bytes.clone()),
            (LogFormat::Xes, bytes.clone()),
            (LogFormat::Xes, xml.into_bytes()),
        ] {
            let length = log.len() as u64;
            let (result, _) = run(format, log, &named);
            if let Err(Fault { byte: Some(byte), .. }) = result {
                prop_assert!(byte <= length, "{byte} of {length}");
            }
        }
    }
}

/// Pieces of XES that are put together in any order.
const PIECES: &[&str] = &[
    "<log>",
    "</log>",
    "<trace>",
    "</trace>",
    "<event>",
    "</event>",
    "<event/>",
    "<string key=\"concept:name\" value=\"a\"/>",
    "<string key=\"concept:name\"",
    " value=\"&lt;\"/>",
    "&amp;",
    "<![CDATA[x]]>",
    "<!-- -->",
    "<?p?>",
    "<!DOCTYPE a>",
    "\u{e9}",
    "\n",
];
