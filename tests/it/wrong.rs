//! Why: what is wrong with a document is said once, at the exact text that is wrong, with the word that was meant. A
//! hundred small slips hold the check to that.

use ombud::diagnostic::Severity;
use ombud::message::{Arg, Words};
use ombud::parse::Format;
use ombud::schema::check::{Mode, Subject, check};
use ombud::schema::kind;

use crate::reading::{check_native, read, scalar};

/// A slip: the body after the header of its kind, the code (without prefix), the text that is marked, and the near
/// word that is offered ("" for none).
type Slip = (&'static str, &'static str, &'static str, &'static str);

const PROCESS: &str = "kind = \"process\"\nid = \"p\"\ntitle = \"P\"\ncategory = \"complaint\"\n";
const DATA: &str = "kind = \"data\"\nid = \"d\"\ntitle = \"D\"\n";
const ORGANISATION: &str = "kind = \"organisation\"\nid = \"o\"\ntitle = \"O\"\n";
const RISK: &str = "kind = \"risk\"\nid = \"r\"\ntitle = \"R\"\n";

const HEADERS: &[Slip] = &[
    ("kind = 'process'\nid = 'p'\ntitle = 'P'", "missing-key", "'process'", ""),
    ("kind = 'process'\nid = 'p'\ncategory = 'fault'", "missing-key", "'process'", ""),
    ("kind = 'data'\ntitle = 'D'", "missing-key", "'data'", ""),
    ("kind = 'data'\nid = 'a b'\ntitle = 'D'", "bad-id", "'a b'", ""),
    ("kind = 'data'\nid = 7\ntitle = 'D'", "wrong-type", "7", ""),
    ("kind = 'data'\nid = 'd'\ntitle = 7", "wrong-type", "7", ""),
    ("kind = 'data'\nid = 'd'\ntitle = ['D']", "wrong-type", "['D']", ""),
    ("kind = 'data'\nid = 'd'\ntitle = {}", "wrong-type", "{}", ""),
    ("kind = 'process'\nid = 'p'\ntitle = 'P'\ncategory = 'complaints'", "unknown-word", "'complaints'", "complaint"),
];

const IN_PROCESS: &[Slip] = &[
    ("owners = 'lead'", "unknown-key", "owners", "owner"),
    ("deadlnes = { resolve = '1 day' }", "unknown-key", "deadlnes", "deadlines"),
    ("datasets = {}", "unknown-key", "datasets", ""),
    ("staff = 7", "unknown-key", "staff", ""),
    ("colour = 'red'", "unknown-key", "colour", ""),
    ("'投诉' = 1", "unknown-key", "'投诉'", ""),
    ("owner = 7", "wrong-type", "7", ""),
    ("owner = 'team lead'", "bad-id", "'team lead'", ""),
    ("owner = ['lead']", "wrong-type", "['lead']", ""),
    ("owner = 'body:lead'", "wrong-type", "'body:lead'", ""),
    ("status = 'retierd'", "unknown-word", "'retierd'", "retired"),
    ("version = 1.2", "wrong-type", "1.2", ""),
    ("schema = '1'", "wrong-type", "'1'", ""),
    ("jurisdictions = ['cn']", "wrong-type", "'cn'", "CN"),
    ("jurisdictions = 'China'", "wrong-type", "'China'", ""),
    ("sectors = ['telecoms']", "unknown-word", "'telecoms'", "telecom"),
    ("acts_as = 'data_controler'", "unknown-word", "'data_controler'", "data_controller"),
    ("review = '12months'", "wrong-type", "'12months'", ""),
    ("review = { every = 12 }", "wrong-type", "12", ""),
    ("review = { every = '1 year', last_on = '2026' }", "wrong-type", "'2026'", ""),
    ("review = { evry = '1 year' }", "unknown-key", "evry", "every"),
    ("approval = { by = 'chief', on = 2026-01-01 }", "unknown-key", "on", ""),
    ("approval = { date = 2026-01-01T10:00:00Z }", "wrong-type", "2026-01-01T10:00:00Z", ""),
    ("cites = 'cn pipl'", "bad-id", "'cn pipl'", ""),
    ("x = 1", "wrong-type", "1", ""),
    ("minors = 'none'", "unknown-word", "'none'", ""),
    ("minors = true", "wrong-type", "true", ""),
    ("fee = 15", "wrong-type", "15", ""),
    ("fee = false", "wrong-type", "false", ""),
    ("fee = 'free'", "wrong-type", "'free'", ""),
    ("window = 7", "wrong-type", "7", ""),
    ("window = { open_for = '7 days', from = 'purchase' }", "unknown-word", "'purchase'", ""),
    ("redress = { routes = 'courts' }", "unknown-word", "'courts'", "court"),
    ("quality = '5%'", "wrong-type", "'5%'", ""),
    ("quality = { sample = 5 }", "wrong-type", "5", ""),
    ("quality = { sample = '5' }", "wrong-type", "'5'", ""),
    ("plan = { drill = true }", "wrong-type", "true", ""),
    ("grades = { major = { rank = 'two' } }", "wrong-type", "'two'", ""),
    ("grades = { major = { rank = -1 } }", "wrong-type", "-1", ""),
    ("grades = { major = { rank = 1.5 } }", "wrong-type", "1.5", ""),
    ("renewal = 'yes'", "wrong-type", "'yes'", ""),
    ("priorities = { urgent = { rank = '1' } }", "wrong-type", "'1'", ""),
    ("priorities = [{ id = 'urgent' }]", "list-of-named", "[{ id = 'urgent' }]", ""),
    (
        "deadlines = [{ id = 'resolve', within = '1 day' }]",
        "list-of-named",
        "[{ id = 'resolve', within = '1 day' }]",
        "",
    ),
    ("deadlines = '24 hours'", "wrong-type", "'24 hours'", ""),
    ("deadlines = { resolve = 5 }", "wrong-type", "5", ""),
    ("deadlines = { resolve = '15' }", "wrong-type", "'15'", ""),
    ("deadlines = { resolve = { witin = '1 day' } }", "unknown-key", "witin", "within"),
    ("deadlines = { resolve = { note = 'a' } }", "unknown-key", "note", ""),
    ("deadlines = { 're solve' = '1 day' }", "bad-id", "'re solve'", ""),
    ("deadlines = { resolve = { from = 'my step' } }", "unknown-word", "'my step'", ""),
    ("deadlines = { resolve = { from = 5 } }", "wrong-type", "5", ""),
    ("deadlines = { resolve = { on_transfer = 'run_on' } }", "unknown-word", "'run_on'", "runs_on"),
    ("deadlines = { resolve = { escalations = { at = '80', to = 'lead' } } }", "wrong-type", "'80'", ""),
    ("deadlines = { resolve = { escalations = { at = 0.8 } } }", "wrong-type", "0.8", ""),
    ("deadlines = { resolve = { escalations = { too = 'lead' } } }", "unknown-key", "too", "to"),
    ("deadlines = { resolve = { extension = { reason = 'a' } } }", "unknown-key", "reason", ""),
    ("steps = [{ id = 'receive' }]", "list-of-named", "[{ id = 'receive' }]", ""),
    ("steps = { receive = 'agent' }", "wrong-type", "'agent'", ""),
    ("steps = { receive = { kind = 'recieve' } }", "unknown-word", "'recieve'", "receive"),
    ("steps = { receive = { rol = 'agent' } }", "unknown-key", "rol", "role"),
    ("steps = { receive = { end = 'true' } }", "wrong-type", "'true'", ""),
    ("steps = { receive = { actor = 'humans' } }", "unknown-word", "'humans'", "human"),
    ("steps = { receive = { next = { trigger = 'accept' } } }", "unknown-word", "'accept'", "accepted"),
    ("steps = { receive = { next = [1] } }", "wrong-type", "1", ""),
    ("steps = { receive = { next = 'procces:x' } }", "wrong-type", "'procces:x'", ""),
    ("steps = { receive = { next = ['a', { after = 3 }] } }", "wrong-type", "3", ""),
    ("steps = { receive = { asks = 'name' } }", "bad-id", "'name'", ""),
    ("steps = { receive = { records = ['unique-id'] } }", "unknown-word", "'unique-id'", "unique_id"),
    ("steps = { receive = { tells = 'custmer' } }", "unknown-word", "'custmer'", "customer"),
    ("steps = { receive = { tells = 'role:lead' } }", "wrong-type", "'role:lead'", ""),
    ("steps = { receive = { age = '14' } }", "wrong-type", "'14'", ""),
    ("steps = { receive = { age = { china = 14 } } }", "wrong-type", "china", ""),
    ("steps = { receive = { wait_for = ['customer'] } }", "wrong-type", "['customer']", ""),
    ("steps = { 'a/b' = {} }", "bad-id", "'a/b'", ""),
    ("channels = { hotline = {} }", "missing-key", "hotline", ""),
    ("channels = { hotline = { hours = '24/7' } }", "missing-key", "hotline", ""),
    ("channels = { hotline = 'fone' }", "unknown-word", "'fone'", "phone"),
    ("channels = { phone = { published = 'web' } }", "unknown-word", "'web'", ""),
    ("channels = { phone = { answer = '95%' } }", "wrong-type", "'95%'", ""),
    ("channels = { phone = { address = 95588 } }", "wrong-type", "95588", ""),
    ("notices = { hello = 'Hello' }", "missing-key", "hello", ""),
    ("notices = { privacy = { states = 'purposes' } }", "unknown-word", "'purposes'", "purpose"),
    ("notices = { privacy = { states = 'rights_methods' } }", "unknown-word", "'rights_methods'", "rights"),
    ("notices = { privacy = { text = { fr = 'Bonjour', en = 'Hello' } } }", "unknown-key", "fr", ""),
    ("surveys = { close = { feeds = 'analysis' } }", "wrong-type", "'analysis'", ""),
    ("reports = { board = { contents = 'trend' } }", "unknown-word", "'trend'", "trends"),
    ("roles = { agent = { en = 'Agent' } }", "unknown-key", "en", ""),
    ("calendars = { cn = { time_zone = 'Beijing' } }", "wrong-type", "'Beijing'", ""),
    ("calendars = { cn = { workdays = ['May'] } }", "wrong-type", "'May'", ""),
    ("indicators = { csat = { target = '4,5' } }", "wrong-type", "'4,5'", ""),
    ("indicators = { csat = { better = 'high' } }", "unknown-word", "'high'", "higher"),
];

const IN_DATA: &[Slip] = &[
    ("datasets = { a = { retention = 'unlimted' } }", "wrong-type", "'unlimted'", "unlimited"),
    ("datasets = { a = { retention = { perod = '3 years' } } }", "unknown-key", "perod", "period"),
    ("datasets = { a = { retention = { then = 'deleted' } } }", "unknown-word", "'deleted'", "delete"),
    ("datasets = { a = { fields = [{ id = 'name' }] } }", "list-of-named", "[{ id = 'name' }]", ""),
    (
        "datasets = { a = { fields = { name = { sensitive = 'religion' } } } }",
        "unknown-word",
        "'religion'",
        "religion_belief",
    ),
    (
        "activities = { a = { legal_basis = { CN = 'legal_duty' } } }",
        "unknown-word",
        "'legal_duty'",
        "legal_obligation",
    ),
    ("activities = { a = { legal_basis = ['contract'] } }", "wrong-type", "['contract']", ""),
    ("consents = { voice = { kinds = 'separate' } }", "unknown-key", "kinds", "kind"),
    ("consents = { voice = 'seperate' }", "unknown-word", "'seperate'", "separate"),
    ("vendors = { cloud = { contract = { terms = ['audits'] } } }", "unknown-word", "'audits'", "audit"),
    ("flows = { out = { from = 'crm' } }", "wrong-type", "'crm'", ""),
    ("flows = { out = { transfer = 'scc' } }", "unknown-word", "'scc'", "standard_contract"),
    ("flows = { out = { transfer = { EU = 'standard_contract' } } }", "unknown-key", "EU", ""),
    ("systems = { crm = { region = 'china' } }", "wrong-type", "'china'", ""),
    ("systems = { crm = { encrypted = 'no' } }", "wrong-type", "'no'", ""),
];

const IN_ORGANISATION: &[Slip] = &[
    ("people = '1000'", "wrong-type", "'1000'", ""),
    ("people = { totl = 5 }", "unknown-key", "totl", "total"),
    ("officers = { nodal = { published = ['webste'] } }", "unknown-word", "'webste'", "website"),
    ("statements = { a = { evidence = 'a.pdf' } }", "wrong-type", "'a.pdf'", ""),
];

const IN_RISK: &[Slip] = &[
    ("scales = { likelihood = true }", "wrong-type", "true", ""),
    ("matrix = { controllability_shift = ['1'] }", "wrong-type", "'1'", ""),
    ("matrix = { cells = [[1]] }", "wrong-type", "1", ""),
    ("risks = { a = { concerns = 'complaints' } }", "wrong-type", "'complaints'", ""),
    ("risks = { a = { category = 'complience' } }", "unknown-word", "'complience'", "compliance"),
];

#[test]
fn every_slip_is_said_once_at_its_place() {
    let all = [("", HEADERS), (PROCESS, IN_PROCESS), (DATA, IN_DATA), (ORGANISATION, IN_ORGANISATION), (RISK, IN_RISK)];
    let mut failures = Vec::new();
    for (header, slips) in all {
        for (body, code, marked, near) in slips {
            let document = read(Format::Toml, &format!("{header}{body}\n"));
            let found: Vec<(String, String, String)> = check_native(&document)
                .iter()
                .map(|problem| {
                    let span = problem.location.unwrap().span;
                    let near =
                        problem.help.iter().find(|help| help.words == Words::Catalogue("schema.help-did-you-mean"));
                    let near = near.map_or("", |help| match &help.args[0].1 {
                        Arg::Text(text) => text,
                        _ => "",
                    });
                    (problem.code.to_string(), document.source.slice(span).to_owned(), near.to_owned())
                })
                .collect();
            let wanted = (format!("builtin/{code}"), (*marked).to_owned(), (*near).to_owned());
            if found != [wanted] {
                failures.push(format!("{body}\n    found {found:?}"));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    assert!(all.iter().map(|(_, slips)| slips.len()).sum::<usize>() >= 100);
}

#[test]
fn an_unknown_key_weighs_more_where_it_hides_a_duty() {
    for (body, severity) in [
        ("steps = { receive = { rol = 'agent' } }", Severity::Warning),
        ("deadlines = { resolve = { witin = '1 day' } }", Severity::Error),
        ("deadlines = { resolve = { extension = { note = 'a' } } }", Severity::Error),
        ("record = { retention = { perod = '1 year' } }", Severity::Error),
    ] {
        let problems = check_native(&read(Format::Toml, &format!("{PROCESS}{body}\n")));
        assert_eq!(problems.iter().map(|problem| problem.severity).collect::<Vec<_>>(), [severity], "{body}");
    }
}

#[test]
fn behind_an_alias_the_use_is_shown_and_the_anchor_is_related() {
    let text = "kind: process\nid: p\ntitle: P\ncategory: complaint\n\
                x: { slow: &slow { within: soon } }\ndeadlines: { resolve: *slow }\n";
    let document = read(Format::Yaml, text);
    let problems = check_native(&document);
    assert_eq!(problems.len(), 1, "{problems:#?}");
    assert_eq!(document.source.slice(problems[0].location.unwrap().span), "*slow");
    assert_eq!(document.source.slice(problems[0].related[0].location.span), "soon");
}

#[test]
fn a_key_without_a_value_is_an_error_and_not_silence() {
    let text = "kind: process\nid: p\ntitle: P\ncategory: complaint\nowner:\nsteps:\n  close:\n";
    let problems = check_native(&read(Format::Yaml, text));
    let codes: Vec<&str> = problems.iter().map(|problem| problem.code.as_ref()).collect();
    assert_eq!(codes, ["builtin/wrong-type", "builtin/wrong-type"]);
}

#[test]
fn the_code_and_the_words_follow_the_subject() {
    let document = read(Format::Toml, &format!("{PROCESS}colour = 1\n"));
    for (subject, code) in [(Subject::Config, "config/unknown-key"), (Subject::Policy, "policy/unknown-key")] {
        let problems = check(&document, document.root(), kind("process").unwrap(), &Mode { subject, scalar });
        assert_eq!(problems[0].code, code);
        assert!(problems[0].message.args.contains(&("subject".into(), Arg::Word(subject.word()))));
    }
}

#[test]
fn a_document_that_is_no_map_is_told_so() {
    for text in ["- a\n", "just text\n"] {
        let document = read(Format::Yaml, text);
        let mode = Mode { subject: Subject::Document, scalar };
        let problems = check(&document, document.root(), kind("risk").unwrap(), &mode);
        assert_eq!(problems.iter().map(|problem| problem.code.as_ref()).collect::<Vec<_>>(), ["builtin/wrong-type"]);
    }
}
