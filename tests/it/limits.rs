//! Why: a number is law only where the law speaks. Each test moves one of the four things that decide (whose law, which
//! trade, in which capacity, on which day) or one of those who put a number forward, and looks at what counts.

use std::sync::Arc;

use ombud::files::Memory;
use ombud::message::Lang;
use ombud::render::{Format, Style, render};
use ombud::report::Report;
use ombud::session::{Options, Session, Wanted};
use proptest::prelude::*;

mod broken;
mod lists;

/// A policy with these lines about clauses and parameter, over deadlines that end with the answer.
fn policy(clauses: &str, require: &str) -> String {
    format!(
        "/*\ntitle = {{ en = \"Too late\", zh = \"过晚\" }}\nseverity = \"error\"\napplies_to = \"process\"\n\
         require = '{require}'\nclauses = [{clauses}]\n[params.within]\ntype = \"duration\"\ndefault = \"100 calendar days\"\n\
         stricter = \"lower\"\nbasis = \"own target\"\n*/\n//! Why.\n"
    )
}

const RESOLVE: &str = "doc.deadlines.resolve.within <= params.within";

const BANKS: &str = r#"
    { id = "cn.cbirc3.decide", relation = "sets", gives = { within = "respond_within" } },
    { id = "uk.disp.1.6.2", relation = "sets", gives = { within = "respond_within" } },
    { id = "br.sac.art13", relation = "sets", gives = { within = "respond_within" } },
    { id = "es.ley10.art17", relation = "sets", gives = { within = "respond_within" } },
    { id = "in.dpdp.rule7", relation = "sets", gives = { within = "report_within" } },
"#;

/// Keeps the pack there when the other policy is refused.
const OTHER: &str =
    "/*\ntitle = \"T\"\nseverity = \"info\"\napplies_to = \"data\"\nrequire = 'doc.id.present()'\n*/\n//! Why.\n";

struct Case<'a> {
    config: &'a str,
    policy: &'a str,
    process: &'a str,
    day: &'a str,
}

const BANK: &str = "sectors = [\"finance\"]\nacts_as = [\"bank_insurer\"]\n";

fn case<'a>(config: &'a str, policy: &'a str, process: &'a str) -> Case<'a> {
    Case { config, policy, process, day: "2026-11-22" }
}

fn workspace(case: &Case<'_>) -> Memory {
    let process =
        format!("kind = \"process\"\nid = \"c\"\ntitle = \"C\"\ncategory = \"complaint\"\n{}\n", case.process);
    Memory::default()
        .with("ombud.toml", format!("packs = [\"own\"]\n{}", case.config))
        .with("policies/own/pack.toml", "title = \"Own\"\nversion = \"1\"\n")
        .with("policies/own/late.rhai", case.policy)
        .with("policies/own/other.rhai", OTHER)
        .with("c.toml", process)
}

fn judged(case: &Case<'_>) -> Report {
    judge(workspace(case), case.day)
}

fn judge(files: Memory, day: &str) -> Report {
    let options = Options { as_of: day.parse().ok(), ..Options::default() };
    match Session::new(Arc::new(files), options).snapshot() {
        Ok(snapshot) => snapshot.check(&Wanted::default()),
        Err(refused) => panic!("{:?}", refused.diagnostics),
    }
}

/// What is said about limits: value, who set it (the clause, else the word), and the clauses named; a line a finding.
fn said(report: &Report) -> Vec<String> {
    let finding = |finding: &ombud::finding::Finding| {
        let limit = finding.limit.as_ref().map(|limit| {
            let by = match &limit.origin {
                ombud::finding::LimitOrigin::Clause(id) => id.to_string(),
                other => other.word().to_owned(),
            };
            format!("{} by {by}", limit.value)
        });
        let cited: Vec<&str> = finding.clauses.iter().map(|cited| &*cited.id).collect();
        format!(
            "{} {} {}",
            finding.pointer,
            limit.unwrap_or_else(|| finding.verdict.word().to_owned()),
            cited.join(" ")
        )
    };
    let own = report.findings.iter().filter(|finding| finding.policy.starts_with("own/"));
    own.map(finding).map(|line| line.trim_end().to_owned()).collect()
}

fn limit_in(config: &str, process: &str) -> String {
    said(&judged(&case(config, &policy(BANKS, RESOLVE), process))).join("\n")
}

const LONG: &str = "deadlines.resolve = \"200 calendar days\"";

#[test]
fn whose_law_which_trade_and_which_capacity_decide() {
    let cn = format!("jurisdictions = [\"CN\"]\n{BANK}");
    assert_eq!(limit_in(&cn, LONG), "/deadlines/resolve 15 calendar days by cn.cbirc3.decide cn.cbirc3.decide");
    let uk = format!("jurisdictions = [\"GB\"]\n{BANK}");
    assert_eq!(limit_in(&uk, LONG), "/deadlines/resolve 8 weeks by uk.disp.1.6.2 uk.disp.1.6.2");
    let default = "/deadlines/resolve 100 calendar days by own target";
    assert_eq!(limit_in("jurisdictions = [\"US\"]\n", LONG), default);
    assert_eq!(limit_in("jurisdictions = [\"CN\"]\nsectors = [\"finance\"]\n", LONG), default, "no bank");
    assert_eq!(limit_in("jurisdictions = [\"CN\"]\nacts_as = [\"bank_insurer\"]\n", LONG), default, "no trade");
    assert_eq!(limit_in("", LONG), default, "no law");
    // The document speaks for itself.
    let own = format!("jurisdictions = [\"UK\"]\n{LONG}");
    assert_eq!(limit_in(&cn, &own), "/deadlines/resolve 8 weeks by uk.disp.1.6.2 uk.disp.1.6.2");
}

#[test]
fn the_day_decides() {
    let policy = policy(BANKS, RESOLVE);
    let on = |config, day| said(&judged(&Case { day, ..case(config, &policy, LONG) })).join("\n");
    assert_eq!(on("jurisdictions = [\"ES\"]\n", "2025-12-27"), "/deadlines/resolve 100 calendar days by own target");
    let from = on("jurisdictions = [\"ES\"]\n", "2025-12-28");
    assert_eq!(from, "/deadlines/resolve unknown es.ley10.art17", "200 days against 15 business days");
    let years = "deadlines.resolve = \"200 hours\"";
    let hours = |day| said(&judged(&Case { day, ..case("jurisdictions = [\"IN\"]\n", &policy, years) })).join("\n");
    assert_eq!(hours("2027-05-13"), "", "200 hours are fewer than 100 days");
    assert_eq!(hours("2027-05-14"), "/deadlines/resolve 72 hours by in.dpdp.rule7 in.dpdp.rule7");
}

#[test]
fn of_several_the_strictest_counts_and_only_what_is_broken_is_named() {
    let both = format!("jurisdictions = [\"CN\", \"UK\"]\n{BANK}");
    let broken = limit_in(&both, "deadlines.resolve = \"30 calendar days\"");
    assert_eq!(broken, "/deadlines/resolve 15 calendar days by cn.cbirc3.decide cn.cbirc3.decide");
    let worse = limit_in(&both, LONG);
    assert_eq!(worse, "/deadlines/resolve 15 calendar days by cn.cbirc3.decide cn.cbirc3.decide uk.disp.1.6.2");
    assert_eq!(limit_in(&both, "deadlines.resolve = \"15 calendar days\""), "");
}

#[test]
fn what_cannot_be_compared_must_be_kept_alike() {
    // 15 business days may last longer than 8 weeks or not.
    let both = "jurisdictions = [\"ES\", \"UK\"]\nsectors = [\"finance\"]\nacts_as = [\"financial\"]\n";
    let by_weeks = "/deadlines/resolve 8 weeks by uk.disp.1.6.2 uk.disp.1.6.2";
    assert_eq!(limit_in(both, "deadlines.resolve = \"57 calendar days\""), by_weeks);
    let by_days = "/deadlines/resolve 15 business days by es.ley10.art17 es.ley10.art17";
    let by_both = format!("{by_weeks} es.ley10.art17");
    assert_eq!(limit_in(both, "deadlines.resolve = \"57 business days\""), by_both, "at least 57 days");
    assert_eq!(limit_in(both, "deadlines.resolve = \"20 business days\""), by_days);
    assert_eq!(limit_in(both, "deadlines.resolve = \"15 calendar days\""), "", "keeps both");
    let undecided = limit_in(both, "deadlines.resolve = \"30 calendar days\"");
    assert!(
        undecided.starts_with("/deadlines/resolve unknown"),
        "keeps one, and the other cannot be told: {undecided}"
    );
    // The other way round, and by a script.
    let turned = policy(BANKS, "params.within >= doc.deadlines.resolve.within");
    let config = case(both, &turned, "deadlines.resolve = \"20 business days\"");
    assert_eq!(said(&judged(&config)).join("\n"), by_days);
    let script = policy(BANKS, RESOLVE).replace(&format!("require = '{RESOLVE}'\n"), "")
        + "fn check(doc) { require(doc.deadlines.resolve.within).at_most(params.within); }\n";
    let config = case(both, &script, "deadlines.resolve = \"20 business days\"");
    assert_eq!(said(&judged(&config)).join("\n"), by_days);
}

fn with_own(value: &str) -> String {
    format!("jurisdictions = [\"CN\"]\n{BANK}[policies.\"own/late\"]\nparams.within = {value}\n")
}

#[test]
fn a_stricter_configuration_counts_and_a_laxer_one_is_told() {
    let strict = with_own("\"10 calendar days\"");
    let twelve = "deadlines.resolve = \"12 calendar days\"";
    assert_eq!(limit_in(&strict, twelve), "/deadlines/resolve 10 calendar days by config", "the law is kept");
    let twenty = "deadlines.resolve = \"20 calendar days\"";
    assert_eq!(limit_in(&strict, twenty), "/deadlines/resolve 10 calendar days by config cn.cbirc3.decide");
    assert!(judged(&case(&strict, &policy(BANKS, RESOLVE), twenty)).diagnostics.is_empty());

    let lax = with_own("\"48 calendar days\"");
    let policy = policy(BANKS, RESOLVE);
    let report = judged(&case(&lax, &policy, twenty));
    assert_eq!(said(&report), ["/deadlines/resolve 15 calendar days by cn.cbirc3.decide cn.cbirc3.decide"]);
    let en = render(&report, Format::Concise, &Style::plain(Lang::En));
    let told = "ombud.toml:6:17: info[config/laxer]: ombud.toml asks for 48 calendar days here (`within` of own/late); \
                Measures for Handling Consumer Complaints in Banking and Insurance (CBIRC Order 3 of 2020), ";
    assert!(en.contains(told) && en.contains("sets 15 calendar days, which is stricter and counts."), "{en}");
    let zh = render(&report, Format::Human, &Style::plain(Lang::Zh));
    assert!(zh.contains("自定数值比条款宽松") && zh.contains("《银行业保险业消费投诉处理管理办法》"), "{zh}");
    assert!(zh.contains("此处要求 48 calendar days，比条款宽松，不予采用"), "{zh}");
    // It is told although nothing is wrong, and does not fail the run.
    let clean = judged(&case(&lax, &policy, "deadlines.resolve = \"5 calendar days\""));
    assert_eq!((clean.diagnostics.len(), clean.findings.len()), (1, 0));
    assert_eq!(clean.outcome(), ombud::report::Outcome::Clean);
    // Where no clause is in scope the own value stands, laxer than the default or not.
    let free = "[policies.\"own/late\"]\nparams.within = \"48 weeks\"\n";
    assert_eq!(limit_in(free, "deadlines.resolve = \"300 calendar days\""), "");
}

#[test]
fn a_reader_learns_who_set_the_limit_by_name() {
    let config = format!("jurisdictions = [\"AU\"]\n{BANK}");
    let acts = config.replace("bank_insurer", "financial");
    let own = r#"{ id = "au.rg271.56", relation = "sets", gives = { within = "respond_within" } },"#;
    let policy = policy(own, RESOLVE);
    let report = judged(&case(&acts, &policy, LONG));
    let human = render(&report, Format::Human, &Style::plain(Lang::En));
    assert!(human.contains("the limit is 30 calendar days (set by the clause below)"), "{human}");
    let named = "ASIC Regulatory Guide 271 Internal dispute resolution, RG 271.56";
    assert!(human.contains(&format!("the limit is set here: {named}")), "{human}");
    assert!(human.contains(&format!("asked for by: {named}")), "{human}");
    assert!(!human.contains("au.rg271.56\n") && !human.contains("(au.rg271"), "{human}");
    let chinese = render(&report, Format::Human, &Style::plain(Lang::Zh));
    assert!(chinese.contains("限值在此设定：《澳大利亚ASIC监管指南RG 271》RG 271.56"), "{chinese}");
    let json = render(&report, Format::JsonV1, &Style::plain(Lang::En));
    assert!(json.contains("\"origin\": \"clause\"") || json.contains("\"origin\":\"clause\""), "{json}");
    assert!(json.contains("au.rg271.56"), "{json}");
}

const PER_DEADLINE: &str = "doc.deadlines.all(|limit| limit.within <= limit_for(\"within\", limit))";

#[test]
fn a_deadline_is_held_against_the_laws_that_it_is_meant_for() {
    let both = format!("jurisdictions = [\"CN\", \"UK\"]\n{BANK}");
    let late = policy(BANKS, PER_DEADLINE);
    let of = |process: &str| said(&judged(&case(&both, &late, process)));
    let each = "[deadlines]\ncn = { within = \"20 calendar days\", jurisdictions = [\"CN\"] }\n\
                uk = { within = \"20 calendar days\", jurisdictions = [\"UK\"] }\n";
    assert_eq!(of(each), ["/deadlines/cn/within 15 calendar days by cn.cbirc3.decide cn.cbirc3.decide"]);
    let worse = each.replace("20 calendar", "90 calendar");
    let lines = of(&worse);
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[1], "/deadlines/uk/within 8 weeks by uk.disp.1.6.2 uk.disp.1.6.2", "the other law is not named");
    // A deadline only narrows: law that does not bind the document is never taken.
    let foreign = "deadlines.br = { within = \"90 calendar days\", jurisdictions = [\"BR\"] }";
    assert_eq!(of(foreign), Vec::<String>::new(), "the default of 100 days is kept");
    let other_trade = "deadlines.x = { within = \"90 calendar days\", sectors = [\"retail\"] }";
    assert_eq!(of(other_trade), Vec::<String>::new());
    let no_word = "deadlines.x = { within = \"90 calendar days\" }";
    assert_eq!(
        of(no_word),
        ["/deadlines/x/within 15 calendar days by cn.cbirc3.decide cn.cbirc3.decide uk.disp.1.6.2"]
    );
}

const CASES: &str = r#"
    { id = "cn.cbirc3.decide", relation = "sets", gives = { within = "respond_within" } },
    { id = "cn.cbirc3.decide", relation = "sets", gives = { within = "respond_within_complex" }, case_types = ["complex"] },
"#;

#[test]
fn a_rule_for_a_kind_of_case_counts_where_such_cases_are_handled() {
    let config = format!("jurisdictions = [\"CN\"]\n{BANK}");
    let late = policy(CASES, PER_DEADLINE);
    let of = |process: &str| said(&judged(&case(&config, &late, process))).join("\n");
    let thirty = |rest: &str| format!("deadlines.x = {{ within = \"30 calendar days\"{rest} }}\n");
    let broken = "/deadlines/x/within 15 calendar days by cn.cbirc3.decide cn.cbirc3.decide";
    assert_eq!(of(&thirty("")), broken, "nobody speaks of complex cases");
    assert_eq!(of(&thirty(", case_types = [\"complex\"]")), "", "complex cases have thirty days");
    assert_eq!(of(&thirty(", case_types = [\"complex\", \"urgent\"]")), broken, "other cases are among them");
    assert_eq!(of(&format!("case_types = [\"complex\"]\n{}", thirty(""))), "", "the document handles no others");
    assert_eq!(of(&format!("case_types = [\"complex\"]\n{}", thirty(", case_types = [\"urgent\"]"))), broken);
}

proptest! {
    // Each case opens two workspaces with all built-in packs.
    #![proptest_config(ProptestConfig::with_cases(40))]

    /// Whatever the workspace says of itself, a number is taken only from a clause that binds it.
    #[test]
    fn no_clause_out_of_scope_ever_sets_a_number(
        jurisdictions in proptest::sample::subsequence(vec!["CN", "UK", "BR", "ES", "IN", "US", "EU", "DE"], 0..4),
        sectors in proptest::sample::subsequence(vec!["finance", "retail", "energy", "telecom"], 0..3),
        acts_as in proptest::sample::subsequence(vec!["bank_insurer", "financial", "platform"], 0..3),
        narrowed in proptest::sample::subsequence(vec!["CN", "UK", "BR", "ES", "IN"], 0..3),
        (year, month) in (2019_i16..2029, 1_i8..13),
        days in 0_u32..120,
    ) {
        let config = format!("jurisdictions = {jurisdictions:?}\nsectors = {sectors:?}\nacts_as = {acts_as:?}\n");
        let narrow = if narrowed.is_empty() { String::new() } else { format!(", jurisdictions = {narrowed:?}") };
        let process = format!("deadlines.resolve = {{ within = \"{days} calendar days\"{narrow} }}");
        let day = format!("{year}-{month:02}-15");
        let scope = ombud::clause::Scope {
            jurisdictions: jurisdictions.iter().map(ToString::to_string).collect(),
            sectors: sectors.iter().map(ToString::to_string).collect(),
            acts_as: acts_as.iter().map(ToString::to_string).collect(),
            as_of: day.parse().expect("the fifteenth is a day"),
        };
        for require in [RESOLVE, PER_DEADLINE] {
            let policy = policy(BANKS, require);
            let report = judged(&Case { day: &day, ..case(&config, &policy, &process) });
            for finding in &report.findings {
                let Some(ombud::finding::Limit { origin: ombud::finding::LimitOrigin::Clause(id), .. }) = &finding.limit else {
                    continue;
                };
                let catalogue = ombud::clause::Catalogue::builtin();
                let clause = catalogue.get(id).expect("it is in the catalogue");
                prop_assert!(ombud::clause::in_scope(clause, &scope).is_ok(), "{id} under {scope:?}");
            }
        }
    }
}
