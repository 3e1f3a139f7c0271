use std::sync::Arc;

use super::*;
use crate::files::Memory;
use crate::session::{Options, Session};

/// How an indicator stands on 2026-11-22, by its terms and its rows.
fn state(terms: &str, rows: &str) -> &'static str {
    let register = format!("kind = \"risk\"\nid = \"r\"\ntitle = \"R\"\nindicators.rate = {{ {terms} }}\n");
    let files = Memory::default()
        .with("r.toml", register.as_str())
        .with("f.csv", format!("date,indicator,value,n\n{rows}").as_str());
    let options = Options { as_of: "2026-11-22".parse().ok(), ..Options::default() };
    let Ok(snapshot) = Session::new(Arc::new(files), options).snapshot() else { return "refused" };
    let standings = standings(&snapshot.knowledge);
    let [standing] = standings.as_slice() else { return "not one indicator" };
    standing.state().word()
}

const TERMS: &str = "warn_at = 10, alarm_at = 20, better = \"lower\", window = \"1 month\"";

#[test]
fn a_reading_stands_by_its_thresholds() {
    for (value, wanted) in [("9.9", "calm"), ("10", "warning"), ("19", "warning"), ("20", "alarm"), ("500", "alarm")] {
        assert_eq!(state(TERMS, &format!("2026-11-20,rate,{value},5\n")), wanted, "{value}");
    }
}

#[test]
fn without_data_nothing_is_calm() {
    assert_eq!(state(TERMS, ""), "no_data");
    assert_eq!(state(TERMS, "2026-11-20,other,1,5\n"), "no_data");
    assert_ne!(state(TERMS, "2026-10-01,rate,1,5\n"), "calm");
    assert_ne!(state(TERMS, "2026-11-20,rate,much,5\n"), "calm");
    let few = format!("{TERMS}, sample_min = 100");
    assert_eq!(state(&few, "2026-11-20,rate,1,3\n"), "no_data");
}

/// The direction cannot be against the order of the thresholds: which of the two is wrong nobody can tell.
#[test]
fn a_direction_against_the_thresholds_is_unclear() {
    let against = TERMS.replace("lower", "higher");
    for value in ["5", "15", "500"] {
        assert_eq!(state(&against, &format!("2026-11-20,rate,{value},5\n")), "unclear", "{value}");
    }
}
