//! Why: a policy is worth what its cases show. The same runner serves people who write policies and our own tests, and
//! it is strict both ways: a fail that was not wanted and a wanted one that did not come both break the case.

pub mod cases;

use std::sync::Arc;

use crate::diagnostic::Severity;
use crate::evaluate::Keep;
use crate::files::Memory;
use crate::finding::{Finding, Verdict};
use crate::report::{MemberState, Repeated, Report};
use crate::session::{Options, Session, Snapshot, Wanted};
use crate::source::Sources;
use cases::{Case, Want};

/// What a case came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// As wanted.
    Held,
    /// Not as wanted.
    Broken(Vec<Difference>),
}

/// One way in which a case is not as wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// A fail that was wanted and did not come: its pointer.
    Silent(Arc<str>),
    /// A fail that came and was not wanted: its pointer and check.
    Noisy(Arc<str>, Arc<str>),
    /// Another verdict than the one wanted.
    Verdict {
        /// The word that was wanted.
        wanted: &'static str,
        /// The word of what came.
        came: &'static str,
    },
    /// Another check than the one wanted, at this place.
    Check {
        /// Where.
        pointer: Arc<str>,
        /// The check that was wanted.
        wanted: Arc<str>,
        /// The one that came.
        came: Arc<str>,
    },
    /// The document of the case could not be read, or is of no known kind.
    Document(&'static str),
    /// The policy broke while it ran: the id of the message that says how.
    Fault,
    /// Configuration or policy cannot be used at all.
    Refused,
}

/// Files that a case may need from its workspace: its packs and, for own kinds, its configuration.
#[derive(Clone, Debug, Default)]
pub struct Surroundings {
    /// Files of the workspace's own packs and clauses.
    pub files: Vec<(String, Vec<u8>)>,
    /// Its `ombud.toml`.
    pub config: Option<Vec<u8>>,
}

/// Where the workspace's own configuration lies while a case runs.
const BASE_CONFIG: &str = "workspace-of-the-case.toml";

/// Runs one case of a policy.
pub fn run(policy: &str, case: &Case, surroundings: &Surroundings) -> Outcome {
    compare(policy, case, judge(policy, case, surroundings).as_ref())
}

/// Holds what the program says of a case against what is wanted.
pub fn compare(policy: &str, case: &Case, judged: Option<&(Snapshot, Report)>) -> Outcome {
    let Some((snapshot, report)) = judged else {
        return Outcome::Broken(vec![Difference::Refused]);
    };
    if let Some(main) = &case.main {
        let state =
            snapshot.population.iter().find(|member| *member.document.path == **main).map(|member| member.state);
        if state != Some(MemberState::Read) {
            return Outcome::Broken(vec![Difference::Document(state.map_or("missing", MemberState::word))]);
        }
    }
    // Another policy of the workspace may be broken; that is told by its own cases.
    let concerns = |row: &&Repeated| {
        let path = row.diagnostic.location.map(|at| snapshot.sources.get(at.source).path.as_str()).unwrap_or_default();
        !path.ends_with(".rhai") || path.ends_with(&format!("/{policy}.rhai"))
    };
    let mut errors =
        report.diagnostics.iter().filter(concerns).filter(|row| row.diagnostic.severity == Severity::Error);
    if errors.any(|row| case.want != Want::Unknown || row.diagnostic.code == "policy/script") {
        return Outcome::Broken(vec![Difference::Fault]);
    }
    let own: Vec<&Finding> = report.findings.iter().filter(|finding| *finding.policy == *policy).collect();
    let passed = report.passes.iter().any(|pass| {
        *pass.policy == *policy && (pass.document.path.is_empty() || case.main.as_deref() == Some(&*pass.document.path))
    });
    let stopped = report.diagnostics.iter().any(|row| row.policy.as_deref() == Some(policy));
    differences(case, &own, passed, stopped, &snapshot.sources)
}

/// What the program says of a case; `None` when it refuses the policy.
pub fn judge(policy: &str, case: &Case, surroundings: &Surroundings) -> Option<(Snapshot, Report)> {
    let mut files = Memory::default();
    for (path, bytes) in &surroundings.files {
        files.files.insert(path.clone(), bytes.clone());
    }
    let mut config = case.config(policy);
    if let Some(base) = &surroundings.config {
        files.files.insert(BASE_CONFIG.to_owned(), base.clone());
        config = format!("extends = \"{BASE_CONFIG}\"\n{config}");
    }
    files.files.insert(crate::disk::CONFIG.to_owned(), config.into_bytes());
    for (path, text) in &case.files {
        files.files.insert(path.to_string(), text.as_bytes().to_vec());
    }
    let options = Options {
        as_of: Some(case.as_of),
        only_policies: vec![policy.to_owned()],
        only_kinds_of_base: true,
        ..Options::default()
    };
    let snapshot = Session::new(Arc::new(files), options).snapshot().ok()?;
    let wanted = Wanted { keep: Keep { passes: true, ..Keep::default() }, ..Wanted::default() };
    let report = snapshot.check(&wanted);
    Some((snapshot, report))
}

fn differences(case: &Case, own: &[&Finding], passed: bool, stopped: bool, sources: &Sources) -> Outcome {
    // A rule about one document may fail at a value of another; the file is the one in which the value stands.
    let place = |finding: &Finding| case.place(&sources.get(finding.location.source).path, &finding.pointer);
    let fails: Vec<&&Finding> = own.iter().filter(|finding| finding.verdict == Verdict::Fail).collect();
    let came = if !fails.is_empty() {
        "fail"
    } else if stopped || !own.is_empty() {
        "unknown"
    } else if passed {
        "pass"
    } else {
        "not-applicable"
    };
    let mut differences = Vec::new();
    match &case.want {
        Want::Fails(wanted) => {
            // Each wanted fail takes one that came, the one of its check before any other.
            let mut left = fails;
            for (at, pointer) in wanted.iter().enumerate() {
                let check = case.checks.get(at);
                let here = |finding: &&&Finding| *place(finding) == **pointer;
                let exact =
                    left.iter().position(|finding| here(finding) && check.is_none_or(|own| *own == finding.check));
                let Some(found) = exact.or_else(|| left.iter().position(here)) else {
                    differences.push(Difference::Silent(pointer.clone()));
                    continue;
                };
                let finding = left.remove(found);
                if let Some(check) = check.filter(|check| **check != finding.check) {
                    differences.push(Difference::Check {
                        pointer: pointer.clone(),
                        wanted: check.clone(),
                        came: finding.check.clone(),
                    });
                }
            }
            if came != "fail" {
                differences.push(Difference::Verdict { wanted: "fail", came });
            }
            for finding in left {
                differences.push(Difference::Noisy(place(finding).into(), finding.check.clone()));
            }
        }
        other => {
            if other.word() != came {
                differences.push(Difference::Verdict { wanted: other.word(), came });
                for finding in fails {
                    differences.push(Difference::Noisy(place(finding).into(), finding.check.clone()));
                }
            }
        }
    }
    if differences.is_empty() { Outcome::Held } else { Outcome::Broken(differences) }
}
