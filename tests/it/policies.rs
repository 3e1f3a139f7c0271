//! Every built-in policy is proved by its cases: it fails where it should, passes where it should, and says so in both
//! languages.

use std::sync::Arc;

use ombud::message::Words;
use ombud::policy::embedded;
use ombud::policy::load::load;
use ombud::prove::cases::{self, Case, Want};
use ombud::prove::{Outcome, Surroundings, compare, judge};
use ombud::source::{Home, Source, SourceId};
use rayon::prelude::*;

/// What a policy can say is said by one of its cases, too: the message of a finding, or the label of a place beside it.
#[test]
fn every_case_of_a_built_in_policy_holds_and_every_message_is_said() {
    let proved = |path: &str| -> Vec<String> {
        let id = path.strip_prefix("policies/").unwrap().strip_suffix(".rhai").unwrap();
        let policy = load(id, &built_in(path), SourceId(0)).policy.unwrap();
        let (mut wrong, mut said) = (Vec::new(), Vec::new());
        for case in cases_of(path) {
            let judged = judge(id, &case, &Surroundings::default());
            if let Outcome::Broken(differences) = compare(id, &case, judged.as_ref()) {
                wrong.push(format!("{id}: {}: {differences:?}", case.note));
            }
            for finding in judged.into_iter().flat_map(|(_, report)| report.findings) {
                said.extend(finding.related.into_iter().map(|related| related.message.words));
                said.push(finding.message.words);
            }
        }
        let unsaid = policy.messages.iter().filter(|(_, words)| !said.contains(&Words::Own(words.clone())));
        wrong.extend(unsaid.map(|(message, _)| format!("{id}: no case says `{message}`")));
        wrong
    };
    let wrong: Vec<String> = scripts().into_par_iter().flat_map_iter(proved).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_built_in_policy_has_a_failing_and_a_passing_case() {
    let mut bare = Vec::new();
    for path in scripts() {
        let cases = cases_of(path);
        let fails = cases.iter().any(|case| matches!(case.want, Want::Fails(_)));
        let passes = cases.iter().any(|case| case.want == Want::Pass);
        if !(fails && passes) {
            bare.push(path);
        }
    }
    assert_eq!(bare, Vec::<&str>::new());
}

fn scripts() -> Vec<&'static str> {
    embedded::files().map(|file| file.path).filter(|path| path.ends_with(".rhai")).collect()
}

fn built_in(path: &str) -> Arc<Source> {
    let file = embedded::files().find(|file| file.path == path).unwrap_or_else(|| panic!("there is no {path}"));
    Arc::new(Source::from_text(Home::Builtin, file.path, file.text))
}

fn cases_of(script: &str) -> Vec<Case> {
    let (cases, problems) = cases::read(&built_in(&script.replace(".rhai", ".cases.toml")), SourceId(0));
    assert!(problems.is_empty(), "{script}: {problems:?}");
    cases
}
