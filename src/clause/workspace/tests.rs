use super::*;
use crate::clause::{Counting, Kind, Origin, ParameterValue, Relation, Status};
use crate::diagnostic::Severity;
use crate::document::{Limits, Number};
use crate::message::{LocalText, Words};
use crate::parse::{Format, parse};
use crate::source::{Home, Source, SourceId};

const SOUND: &str = r#"
[[clause]]
id = "sla.acknowledge"
kind = "internal"
instrument = "Service promise"
instrument_zh = "服务承诺"
clause = "section 2"
clause_zh = "第二节"
title_en = "Acknowledge within four hours"
title_zh = "四小时内确认"
obligation_zh = "收到投诉后四小时内确认。"
in_force = "2026-01-01"
addressee = ["trader"]
sectors = "telecom"
parameters = [
  { name = "ack_within", value = 4, unit = "hour", calendar = "clock", from = "receipt_of_complaint" },
  { name = "channels", value = ["phone", "app"], unit = "list" },
]
owner = "head-of-service"
version = "3"
approval = { by = "board", date = 2025-12-01 }
"#;

fn document(source_id: SourceId, text: &str) -> Document {
    let source = Arc::new(Source::from_text(Home::Workspace, "clauses/own.toml", text));
    let mut parsed = parse(Format::Toml, &source, source_id, Limits::default());
    assert!(!parsed.broken, "{:?}", parsed.problems);
    parsed.documents.remove(0)
}

fn read_text(text: &str) -> Read {
    read(&[document(SourceId(0), text)])
}

/// The sound clause with one line put in place of another.
fn changed(from: &str, to: &str) -> (String, Read) {
    assert!(SOUND.contains(from), "{from}");
    let text = SOUND.replacen(from, to, 1);
    let read = read_text(&text);
    assert!(read.clauses.is_empty(), "a clause with a fault is not taken in");
    (text, read)
}

/// The only problem: message id, arguments as text, and the source text it points at.
fn only(from: &str, to: &str) -> (&'static str, Vec<String>, String) {
    let (text, read) = changed(from, to);
    assert_eq!(read.problems.len(), 1, "{:#?}", read.problems);
    let problem = &read.problems[0];
    assert_eq!(problem.severity, Severity::Error);
    (id(&problem.message), arguments(&problem.message), text[problem.location.unwrap().span.range()].to_owned())
}

fn id(message: &Message) -> &'static str {
    match message.words {
        Words::Catalogue(id) => id,
        Words::Own(_) => panic!("clause messages come from the catalogue"),
    }
}

fn arguments(message: &Message) -> Vec<String> {
    let shown = |arg: &Arg| match arg {
        Arg::Text(text) => text.to_string(),
        Arg::Number(number) => number.to_string(),
        Arg::Local(text) | Arg::Citation(text, _) => text.en.as_deref().unwrap_or("").to_owned(),
        Arg::List(items) => items.join(", "),
        Arg::Word(word) => (*word).to_owned(),
    };
    message.args.iter().map(|(_, arg)| shown(arg)).collect()
}

fn help(from: &str, to: &str) -> (&'static str, Vec<String>) {
    let help = &changed(from, to).1.problems[0].help[0];
    (id(help), arguments(help))
}

#[test]
fn a_sound_clause_is_read_field_by_field() {
    let read = read_text(SOUND);
    assert_eq!(read.problems, []);
    let [clause] = &read.clauses[..] else { panic!("one clause") };
    assert_eq!((&*clause.id, clause.kind, clause.status), ("sla.acknowledge", Kind::Internal, Status::InForce));
    assert_eq!(clause.instrument, LocalText { en: Some("Service promise".into()), zh: Some("服务承诺".into()) });
    assert_eq!(clause.obligation, LocalText { en: None, zh: Some("收到投诉后四小时内确认。".into()) });
    assert_eq!(clause.in_force.to_string(), "2026-01-01");
    assert_eq!((&clause.addressee[..], &clause.sectors[..]), (&["trader"][..], &["telecom"][..]));
    assert_eq!((&*clause.jurisdiction, clause.relation_hint), ("INT", Relation::Sets));
    let limit = clause.parameter("ack_within").unwrap();
    assert_eq!((&limit.value, limit.calendar), (&ParameterValue::Number(Number::Int(4)), Counting::Clock));
    assert_eq!(clause.parameter("channels").unwrap().value, ParameterValue::List(vec!["phone".into(), "app".into()]));
    assert_eq!(clause.breach_word(), "word.breach.own");
    let own = clause.own().unwrap();
    assert_eq!((&*own.owner, &*own.version, &*own.approved_by), ("head-of-service", "3", "board"));
    assert_eq!(own.approved_on.unwrap().to_string(), "2025-12-01");
    assert_eq!(&SOUND[own.location.span.range()], "\"sla.acknowledge\"");
    assert!(matches!(clause.origin, Origin::Workspace(_)));
}

#[test]
fn what_is_absent_makes_a_clause_bind_more_not_less() {
    let text = SOUND.replace("addressee = [\"trader\"]\nsectors = \"telecom\"\n", "");
    let read = read_text(&text);
    assert_eq!(read.problems, []);
    assert_eq!((&read.clauses[0].addressee[..], read.clauses[0].sectors.len()), (&["any_organisation"][..], 0));
}

#[test]
fn a_name_alone_approves() {
    let read = read_text(&SOUND.replace("{ by = \"board\", date = 2025-12-01 }", "\"board\""));
    assert_eq!(read.problems, []);
    let own = read.clauses[0].own().unwrap();
    assert_eq!((&*own.approved_by, own.approved_on), ("board", None));
}

#[test]
fn everything_required_is_asked_for_at_the_head_of_the_clause() {
    let read = read_text("[[clause]]\nnote = \"x\"\n");
    let asked: Vec<String> = read.problems.iter().map(|problem| arguments(&problem.message).join("|")).collect();
    let expected = [
        "id",
        "kind",
        "instrument|instrument_zh",
        "title_en|title_zh",
        "obligation_en|obligation_zh",
        "in_force",
        "owner",
        "version",
        "approval",
    ];
    assert_eq!(asked, expected);
    for problem in &read.problems {
        assert!(problem.location.unwrap().span.start <= 12, "points at the head: {problem:?}");
    }
    assert_eq!(help("version = \"3\"\n", ""), ("clause.missing-example", vec!["version = \"3\"".to_owned()]));
}

#[test]
fn a_misspelt_key_is_an_error_at_the_key_with_the_near_name() {
    let slip = ("sectors = ", "sector = ");
    assert_eq!(only(slip.0, slip.1), ("clause.unknown-key", vec!["sector".to_owned()], "sector".to_owned()));
    assert_eq!(help(slip.0, slip.1), ("clause.near-key", vec!["sectors".to_owned()]));
    assert_eq!(only("by = \"board\"", "by = \"board\", qqq = 1").2, "qqq");
    assert_eq!(
        help("by = \"board\"", "by = \"board\", qqq = 1"),
        ("clause.known-keys", vec!["by, date, x".to_owned()])
    );
    assert_eq!(only("from = ", "form = ").2, "form");
}

#[test]
fn unknown_words_are_errors_at_the_word() {
    let (message, words, place) = only("[\"trader\"]", "[\"trader\", \"traider\"]");
    assert_eq!((message, place.as_str()), ("clause.unknown-word", "\"traider\""));
    assert_eq!(words, ["addressee", "traider"]);
    assert_eq!(help("[\"trader\"]", "[\"traider\"]"), ("clause.near-word", vec!["trader".to_owned()]));
    assert_eq!(only("[\"trader\"]", "\"authority\"").0, "clause.unknown-word");
    assert_eq!(only("\"telecom\"", "\"farming\"").1, ["sectors", "farming"]);
    assert_eq!(only("\"internal\"", "\"intern\"").1, ["kind", "intern"]);
    assert_eq!(only("calendar = \"clock\"", "calendar = \"wall\"").1, ["calendar", "wall"]);
    assert_eq!(only("version =", "status = \"valid\"\nversion =").1, ["status", "valid"]);
    assert_eq!(only("version =", "relation_hint = \"set\"\nversion =").1, ["relation_hint", "set"]);
    assert_eq!(only("version =", "effect = \"reliefs\"\nversion =").1, ["effect", "reliefs"]);
}

#[test]
fn a_law_cannot_be_made_in_a_workspace() {
    let law = ("clause.kind-not-own", vec!["law".to_owned()], "\"law\"".to_owned());
    assert_eq!(only("\"internal\"", "\"law\""), law);
}

#[test]
fn dates_that_do_not_exist_are_errors() {
    for date in ["2026-02-29", "2026-13-01", "1 Jan 2026", "20260101", "2026-01-01T00:00:00Z", "2026-1-1", "202é-01-01"]
    {
        let (message, words, place) = only("\"2026-01-01\"", &format!("\"{date}\""));
        assert_eq!((message, place), ("clause.bad-date", format!("\"{date}\"")));
        assert_eq!(words, ["in_force", date]);
    }
    assert_eq!(only("date = 2025-12-01", "date = 5").0, "clause.wrong-type");
}

#[test]
fn values_of_the_wrong_type_name_what_was_wanted_and_found() {
    let (message, words, place) = only("version = \"3\"", "version = 3");
    assert_eq!((message, place.as_str()), ("clause.wrong-type", "3"));
    assert_eq!(words, ["version", "word.type.text", "word.type.number"]);
    assert_eq!(only("\"Service promise\"", "\" \"").0, "clause.empty");
    assert_eq!(only("[\"trader\"]", "[]").1, ["addressee"]);
    assert_eq!(only("[\"trader\"]", "[1]").0, "clause.wrong-type");
    assert_eq!(only("version =", "jurisdiction = \"China\"\nversion =").0, "clause.bad-jurisdiction");
    assert_eq!(only("sla.acknowledge", "sla acknowledge").0, "clause.bad-id");
    assert_eq!(id(&read_text("clause = 3\n").problems[0].message), "clause.wrong-type");
    assert_eq!(id(&read_text("clause = [3]\n").problems[0].message), "clause.wrong-type");
}

#[test]
fn a_parameter_says_all_of_a_number() {
    assert_eq!(only("value = 4, ", "").1, ["value"]);
    assert_eq!(only(", calendar = \"clock\"", "").1, ["calendar"]);
    assert_eq!(only("unit = \"hour\", ", "").1, ["unit"]);
    assert_eq!(only("name = \"ack_within\", ", "").1, ["name"]);
    assert_eq!(only("value = 4", "value = 4.5").0, "clause.value-unit");
    assert_eq!(only("value = 4", "value = -4").2, "-4");
    assert_eq!(only("value = 4", "value = \"four\"").1, ["\"four\"", "hour", "word.type.whole-number"]);
    assert_eq!(only("value = 4", "value = { a = 1 }").0, "clause.value-unit");
    assert_eq!(only("\"hour\"", "\"parsec\"").0, "clause.unknown-unit");
    assert_eq!(only("calendar = \"clock\"", "calendar = \"calendar\"").1, ["calendar", "hour"]);
    assert_eq!(only("[\"phone\", \"app\"]", "[\"phone\", 3]").0, "clause.wrong-type");
    assert_eq!(only("unit = \"list\"", "unit = \"EUR\"").0, "clause.value-unit");
    let (text, read) = changed("name = \"channels\"", "name = \"ack_within\"");
    assert_eq!(id(&read.problems[0].message), "clause.duplicate-parameter");
    let first = read.problems[0].related[0].location.span.range();
    assert_eq!(first.start, text.find("\"ack_within\"").unwrap());
}

#[test]
fn ids_are_unique_over_all_files_and_the_first_place_is_related() {
    let files = [document(SourceId(0), SOUND), document(SourceId(1), SOUND)];
    let read = read(&files);
    assert_eq!(read.clauses.len(), 1);
    assert_eq!(read.refused.iter().map(|id| &**id).collect::<Vec<_>>(), ["sla.acknowledge"]);
    let [problem] = &read.problems[..] else { panic!("{:?}", read.problems) };
    assert_eq!((&*problem.code, id(&problem.message)), ("clause/duplicate-id", "clause.duplicate-id"));
    assert_eq!(problem.location.unwrap().source, SourceId(1));
    assert_eq!(problem.related[0].location.source, SourceId(0));
}

#[test]
fn a_built_in_id_is_taken_and_named_by_its_article() {
    let (message, words, place) = only("sla.acknowledge", "gdpr.art33.1");
    assert_eq!((message, place.as_str()), ("clause.id-taken", "\"gdpr.art33.1\""));
    assert_eq!(words, ["gdpr.art33.1", "Regulation (EU) 2016/679 (GDPR)", "art. 33(1)"]);
}

#[test]
fn one_faulty_clause_does_not_take_the_others_along() {
    let other = SOUND.replace("sla.acknowledge", "sla.other").replace("owner =", "ownr =");
    let read = read_text(&format!("{other}{SOUND}"));
    assert_eq!(read.clauses.iter().map(|clause| &*clause.id).collect::<Vec<_>>(), ["sla.acknowledge"]);
    assert_eq!(read.refused.iter().map(|id| &**id).collect::<Vec<_>>(), ["sla.other"]);
    assert_eq!(read.problems.len(), 2, "the unknown key and the missing one");
}

#[test]
fn a_file_without_clauses_is_a_warning() {
    for text in ["", "schema = 1\n", "clause = []\n"] {
        let read = read_text(text);
        assert_eq!(read.problems.len(), 1, "{text}");
        assert_eq!((id(&read.problems[0].message), read.problems[0].severity), ("clause.no-entry", Severity::Warning));
    }
}

#[test]
fn an_unknown_key_of_the_file_is_an_error_and_the_clauses_still_read() {
    let read = read_text(&format!("clauses = []\n{SOUND}"));
    assert_eq!((id(&read.problems[0].message), read.problems.len()), ("clause.unknown-key", 1));
    assert_eq!(read.clauses.len(), 1);
}

#[test]
fn a_file_of_another_version_is_not_read_as_this_one() {
    let read = read_text(&format!("schema = 2\n{SOUND}"));
    assert_eq!((id(&read.problems[0].message), read.problems.len()), ("clause.schema-version", 1));
    assert!(read.clauses.is_empty());
    assert_eq!(read_text(&format!("schema = 1\n{SOUND}")).clauses.len(), 1);
}

#[test]
fn own_keys_are_welcome_under_x() {
    let read = read_text(&SOUND.replace("version =", "x = { ticket = 7 }\nversion ="));
    assert_eq!((read.problems.len(), read.clauses.len()), (0, 1));
}

#[test]
fn whatever_is_cut_out_of_a_file_every_place_lies_in_it() {
    for start in (0..SOUND.len()).filter(|at| SOUND.is_char_boundary(*at)) {
        for length in [1, 9, 40] {
            let Some(rest) = SOUND.get(start + length..) else { continue };
            let text = format!("{}{rest}", &SOUND[..start]);
            let source = Arc::new(Source::from_text(Home::Workspace, "clauses/own.toml", text.as_str()));
            let parsed = parse(Format::Toml, &source, SourceId(0), Limits::default());
            for problem in read(&parsed.documents).problems {
                let range = problem.location.unwrap().span.range();
                assert!(text.get(range).is_some(), "{problem:?} in {text}");
            }
        }
    }
}
