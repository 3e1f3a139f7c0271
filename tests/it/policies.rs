//! Every built-in policy is proved by its cases: it fails where it should, passes where it should, and says so in both
//! languages.

use std::sync::Arc;

use ombud::policy::embedded;
use ombud::prove::cases::{self, Want};
use ombud::prove::{Outcome, Surroundings, run};
use ombud::source::{Home, Source, SourceId};

#[test]
fn every_case_of_a_built_in_policy_holds() {
    let mut wrong = Vec::new();
    for file in embedded::files() {
        let Some(stem) = file.path.strip_suffix(".cases.toml") else { continue };
        let policy = stem.strip_prefix("policies/").unwrap();
        let source = Arc::new(Source::from_text(Home::Builtin, file.path, file.text));
        let (cases, problems) = cases::read(&source, SourceId(0));
        assert!(problems.is_empty(), "{policy}: {problems:?}");
        for case in cases {
            if let Outcome::Broken(differences) = run(policy, &case, &Surroundings::default()) {
                wrong.push(format!("{policy}: {}: {differences:?}", case.note));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_built_in_policy_has_a_failing_and_a_passing_case() {
    let mut bare = Vec::new();
    for file in embedded::files() {
        let Some(stem) = file.path.strip_suffix(".rhai") else { continue };
        let path = format!("{stem}.cases.toml");
        let cases = match embedded::files().find(|file| file.path == path) {
            Some(file) => {
                let source = Arc::new(Source::from_text(Home::Builtin, file.path, file.text));
                cases::read(&source, SourceId(0)).0
            }
            None => Vec::new(),
        };
        let fails = cases.iter().any(|case| matches!(case.want, Want::Fails(_)));
        let passes = cases.iter().any(|case| case.want == Want::Pass);
        if !(fails && passes) {
            bare.push(stem);
        }
    }
    assert_eq!(bare, Vec::<&str>::new());
}
