//! `ombud test`.

use std::path::Path;
use std::sync::Arc;

use super::args::Test;
use super::{Exit, Opened, complain, open, print_or, say};
use crate::config::names_policy;
use crate::diagnostic::{Diagnostic, Severity};
use crate::disk::CONFIG;
use crate::files::Files;
use crate::message::Message;
use crate::policy::{Policy, embedded};
use crate::prove::cases::{self, Case};
use crate::prove::{Outcome, Surroundings, run as run_case};
use crate::render::pages::{self, Gaps, Proof};
use crate::source::{Home, Source, Sources};

/// Largest case file.
const CASE_FILE: u64 = 4 << 20;

pub fn run(command: &Test) -> Exit {
    let Opened { disk, snapshot, style } = match open(&command.common, Path::new(".")) {
        Ok(opened) => opened,
        Err(exit) => return exit,
    };
    let wanted = |policy: &&Arc<Policy>| {
        command.policies.is_empty() || command.policies.iter().any(|pattern| names_policy(pattern, &policy.id))
    };
    let chosen: Vec<&Arc<Policy>> = snapshot.policies.iter().filter(wanted).collect();
    let is_idle = |pattern: &String| !chosen.iter().any(|policy| names_policy(pattern, &policy.id));
    if chosen.is_empty() || command.policies.iter().any(is_idle) {
        // A policy with a mistake is not in force, and its mistake is what people need to see.
        complain(&style, &snapshot.diagnostics, &snapshot.sources);
        say(&style, &Message::new("cli.no-policy"));
        // The name of a pack alone.
        let is_pack = |name: &&String| snapshot.policies.iter().any(|policy| policy.id.split('/').next() == Some(name));
        if let Some(pack) = command.policies.iter().filter(|pattern| is_idle(pattern)).find(is_pack) {
            say(&style, &Message::new("near.name").text("name", format!("'{pack}/*'")));
        }
        return Exit::Incomplete;
    }
    let mut sources = snapshot.sources.clone();
    let mut problems = snapshot.diagnostics.clone();
    let mut gaps = Gaps { unread: Vec::new(), is_otherwise_broken: is_unusable(&problems) };
    let surroundings = surroundings(&disk, &snapshot.knowledge.config);
    let mut proofs = Vec::new();
    for policy in chosen {
        let cases = match case_file(&disk, policy) {
            Some(source) => read(source, &mut sources, &mut problems, &mut gaps),
            None => Vec::new(),
        };
        let own = if policy.source.home == Home::Workspace { &surroundings } else { &Surroundings::default() };
        let outcomes = cases.into_iter().map(|case| {
            let outcome = run_case(&policy.id, &case, own);
            (case, outcome)
        });
        proofs.push(Proof { policy: policy.clone(), outcomes: outcomes.collect() });
    }
    complain(&style, &problems, &sources);
    let broken = proofs.iter().flat_map(|proof| &proof.outcomes).any(|(_, outcome)| *outcome != Outcome::Held);
    let exit = match (is_unusable(&problems), broken) {
        (true, _) => Exit::Incomplete,
        (false, true) => Exit::Findings,
        (false, false) => Exit::Clean,
    };
    print_or(exit, &pages::proofs(&proofs, &gaps, &sources, &style))
}

fn is_unusable(problems: &[Diagnostic]) -> bool {
    problems.iter().any(|problem| problem.severity == Severity::Error)
}

fn read(source: Arc<Source>, sources: &mut Sources, problems: &mut Vec<Diagnostic>, gaps: &mut Gaps) -> Vec<Case> {
    let id = sources.add(source.clone());
    let (cases, trouble) = cases::read(&source, id);
    if is_unusable(&trouble) {
        gaps.unread.push(source.path.as_str().into());
    }
    problems.extend(trouble);
    cases
}

fn case_file(disk: &impl Files, policy: &Policy) -> Option<Arc<Source>> {
    let path = policy.source.path.strip_suffix(".rhai").map(|stem| format!("{stem}.cases.toml"))?;
    match policy.source.home {
        Home::Builtin => embedded::files()
            .find(|file| file.path == path)
            .map(|file| Arc::new(Source::from_text(Home::Builtin, path, file.text))),
        Home::Workspace => {
            let bytes = disk.read(&path, CASE_FILE).ok()?;
            Some(Arc::new(Source::new(Home::Workspace, path, bytes)))
        }
    }
}

fn surroundings(disk: &impl Files, config: &crate::config::Config) -> Surroundings {
    let found = crate::discover::discover(disk, config);
    let files = found
        .pack_files
        .iter()
        .chain(&found.clause_files)
        .filter_map(|file| Some((file.path.clone(), disk.read(&file.path, CASE_FILE).ok()?)))
        .collect();
    Surroundings { files, config: disk.read(CONFIG, CASE_FILE).ok() }
}
