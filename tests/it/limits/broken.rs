//! Why: a policy or a configuration that takes a number from where there is none must hear of it at the place, with the
//! name that was probably meant.

use super::*;

const HOUSE: &str = r#"
[[clause]]
id = "house.ack"
kind = "internal"
instrument = "House rules"
instrument_zh = "内部规定"
clause = "section 2"
clause_zh = "第二条"
title_en = "Answer"
title_zh = "答复"
obligation_en = "Complaints are answered in ten days."
obligation_zh = "十日内答复投诉。"
in_force = "2026-01-01"
parameters = [
    { name = "answer_within", value = 15, unit = "day", calendar = "calendar" },
    { name = "people", value = 3, unit = "people" },
]
owner = "lead"
version = "1"
approval = "board"
"#;

/// What is wrong with a policy: place, message id, advice.
fn slips(clauses: &str) -> Vec<String> {
    let policy = policy(clauses, RESOLVE);
    let files = workspace(&case("", &policy, ""));
    let options = Options { as_of: "2026-11-22".parse().ok(), ..Options::default() };
    match Session::new(Arc::new(files), options).snapshot() {
        Ok(snapshot) => snapshot.diagnostics.iter().map(|it| shown(it, &snapshot.sources)).collect(),
        Err(refused) => refused.diagnostics.iter().map(|it| shown(it, &refused.sources)).collect(),
    }
}

fn shown(diagnostic: &ombud::diagnostic::Diagnostic, sources: &ombud::source::Sources) -> String {
    let at = diagnostic.location.map(|at| sources.get(at.source).slice(at.span).to_owned()).unwrap_or_default();
    let help: Vec<String> = diagnostic.help.iter().map(crate::judge::message_of).collect();
    format!("{at}: {} {}", crate::judge::message_of(&diagnostic.message), help.join(" ")).trim_end().to_owned()
}

#[test]
fn a_citation_gives_only_what_its_clause_has() {
    let cite = |id: &str, rest: &str| slips(&format!("{{ id = \"{id}\", {rest} }}"));
    let sets = "relation = \"sets\", gives = ";
    assert_eq!(
        cite("au.rg271.51", &format!("{sets}{{ within = \"ack_withn\" }}")),
        ["\"ack_withn\": policy.gives-unknown:ack_withn near.name:ack_within"]
    );
    assert_eq!(
        cite("au.rg271.51", &format!("{sets}{{ witin = \"ack_within\" }}")),
        ["witin: policy.unknown-parameter:witin near.name:within"]
    );
    assert_eq!(
        cite("cn.pipl.art57", &format!("{sets}{{ within = \"notify_authority_and_people\" }}")),
        ["\"notify_authority_and_people\": policy.gives-word:notify_authority_and_people"]
    );
    assert_eq!(
        cite("cn.cacinc.grade", &format!("{sets}{{ within = \"major\" }}")),
        ["\"major\": policy.gives-type:major"]
    );
    let weak = "relation = \"supports\", gives = { within = \"ack_within\" }";
    assert_eq!(cite("au.rg271.51", weak), ["gives: policy.gives-relation"]);
    assert_eq!(cite("au.rg271.51", &format!("{sets}{{ within = \"ack_within\" }}")), Vec::<String>::new());
}

#[test]
fn a_parameter_without_an_order_takes_nothing() {
    let own = policy(r#"{ id = "au.rg271.51", relation = "sets", gives = { within = "ack_within" } }"#, RESOLVE);
    let files = workspace(&case("", &own.replace("stricter = \"lower\"\n", ""), ""));
    let Ok(snapshot) = Session::new(Arc::new(files), Options::default()).snapshot() else { panic!("refused") };
    let told: Vec<String> = snapshot.diagnostics.iter().map(|it| shown(it, &snapshot.sources)).collect();
    assert_eq!(told, ["within: policy.gives-order:within"]);
}

#[test]
fn a_limit_of_an_unknown_parameter_is_found_when_the_policy_is_read() {
    let header = slips_of(&policy("", "doc.deadlines.all(|limit| limit.within <= limit_for(\"witin\", limit))"));
    assert_eq!(header, ["\"witin\": policy.unknown-parameter:witin near.name:within"]);
    let script = policy("", RESOLVE).replace(&format!("require = '{RESOLVE}'\n"), "")
        + "fn check(doc) { require(doc.deadlines.resolve.within).at_most(limit_for(\"witin\", doc)); }\n";
    let told = slips_of(&script);
    assert!(told.len() == 1 && told[0].ends_with("policy.unknown-parameter:witin near.name:within"), "{told:?}");
}

fn slips_of(policy: &str) -> Vec<String> {
    let files = workspace(&case("", policy, "deadlines.resolve = \"1 hour\""));
    let Ok(snapshot) = Session::new(Arc::new(files), Options::default()).snapshot() else { panic!("refused") };
    snapshot.diagnostics.iter().map(|it| shown(it, &snapshot.sources)).collect()
}

/// The configuration's own value for `within`: the refusal, or what is said of a file that promises 200 days.
fn own_value(value: &str, jurisdictions: &str) -> Vec<String> {
    let config = format!("jurisdictions = [{jurisdictions}]\n{BANK}[policies.\"own/late\"]\nparams.within = {value}\n");
    let policy = policy(BANKS, RESOLVE);
    let files = workspace(&case(&config, &policy, LONG)).with("clauses/house.toml", HOUSE);
    let options = Options { as_of: "2026-11-22".parse().ok(), ..Options::default() };
    match Session::new(Arc::new(files), options).snapshot() {
        Ok(snapshot) => said(&snapshot.check(&Wanted::default())),
        Err(refused) => refused.diagnostics.iter().map(|it| shown(it, &refused.sources)).collect(),
    }
}

#[test]
fn the_configuration_may_name_a_clause_of_the_workspace() {
    let named = "{ clause = \"house.ack\", parameter = \"answer_within\" }";
    assert_eq!(own_value(named, ""), ["/deadlines/resolve 15 calendar days by house.ack house.ack"]);
    assert_eq!(
        own_value("{ clause = \"house.ack\" }", ""),
        ["/deadlines/resolve 15 calendar days by house.ack house.ack"]
    );
    // The law says the same: the own rule is named first, the law beside it.
    let both = "/deadlines/resolve 15 calendar days by house.ack house.ack cn.cbirc3.decide";
    assert_eq!(own_value(named, "\"CN\""), [both]);
    // The law is stricter: it counts.
    let lines = own_value(named, "\"BR\", \"CN\"");
    assert_eq!(lines, ["/deadlines/resolve 7 calendar days by br.sac.art13 br.sac.art13 cn.cbirc3.decide"]);
}

#[test]
fn what_the_configuration_names_must_be_there() {
    let told = |value: &str| own_value(value, "").join("\n");
    assert_eq!(told("{ clause = \"house.ak\" }"), "\"house.ak\": policy.unknown-clause:house.ak near.name:house.ack");
    assert_eq!(
        told("{ clause = \"house.ack\", parameter = \"answer_withn\" }"),
        "\"answer_withn\": policy.gives-unknown:answer_withn near.name:answer_within"
    );
    assert_eq!(told("{ clause = \"house.ack\", parameter = \"people\" }"), "\"people\": policy.gives-type:people");
    assert_eq!(
        told("{ clause = \"house.ack\", parametr = \"answer_within\" }"),
        "parametr: config.set-keys near.name:parameter"
    );
    assert_eq!(told("{ clause = \"au.rg271.51\" }"), "\"au.rg271.51\": config.set-builtin");
    assert!(told("{ parameter = \"answer_within\" }").ends_with("config.set-clause"));
}
