//! Why: "why is this file not judged?" and "where does this setting come from?" are asked when something looks wrong, and
//! must be answered from what the run itself went by, not from a second reading that may differ.

mod keys;

use crate::diagnostic::{Diagnostic, Location};
use crate::disk::watch::WatchSupport;
use crate::message::{Arg, Message};
use crate::report::MemberState;
use crate::rule::budget;
use crate::session::{Refused, Snapshot};
use crate::source::{SourceId, Sources};
pub use keys::Key;

/// What is known about a workspace and the machine it lies on.
#[derive(Debug)]
pub struct Checkup<'a> {
    /// The folder of the workspace, as an absolute path.
    pub root: String,
    /// What the machine offers for watching it.
    pub watch: WatchSupport,
    /// The workspace; `None` when its configuration cannot be used.
    pub workspace: Option<Workspace<'a>>,
    /// What is wrong with configuration, packs and clauses.
    pub problems: &'a [Diagnostic],
    /// What locations point into.
    pub sources: &'a Sources,
}

/// A workspace that could be opened.
pub struct Workspace<'a> {
    /// What was read.
    pub snapshot: &'a Snapshot,
    /// Every key of the configuration with the value in force, in the order of the table.
    pub keys: Vec<Key>,
    /// Files that no rule looks at, by path.
    pub aside: Vec<Aside>,
    /// Most steps of one policy over one document.
    pub steps: u64,
}

/// A file, or one document of it, that no rule looks at.
#[derive(Clone, Debug, PartialEq)]
pub struct Aside {
    /// Its path.
    pub path: String,
    /// Its position in a file of several documents, from 0.
    pub index: u32,
    /// What became of it.
    pub state: AsideState,
    /// Why.
    pub reason: Message,
    /// The place that decides: in the file, or in the configuration.
    pub at: Option<At>,
}

/// What became of a file that no rule looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AsideState {
    /// Not what its format asks for.
    Broken,
    /// Of no known kind.
    Unrecognised,
    /// Taken out by the configuration.
    Excluded,
    /// Beyond the limits.
    OverLimit,
    /// Taken out by a `.gitignore`.
    Ignored,
}

/// A place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum At {
    /// In a source of the run.
    Source(Location),
    /// A line, from 1, of a file that is no source.
    Line(String, usize),
}

impl std::fmt::Debug for Workspace<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Workspace").field("keys", &self.keys).field("aside", &self.aside).finish_non_exhaustive()
    }
}

impl AsideState {
    /// The word of the machine format.
    pub fn word(self) -> &'static str {
        match self {
            Self::Broken => "broken",
            Self::Unrecognised => "unrecognised",
            Self::Excluded => "excluded",
            Self::OverLimit => "over_limit",
            Self::Ignored => "ignored",
        }
    }
}

/// Looks at a workspace as it was opened, or as it was refused.
pub fn examine<'a>(root: String, watch: WatchSupport, opened: Result<&'a Snapshot, &'a Refused>) -> Checkup<'a> {
    match opened {
        Ok(snapshot) => Checkup {
            root,
            watch,
            workspace: Some(Workspace {
                snapshot,
                keys: keys::in_force(&snapshot.knowledge.config),
                aside: aside(snapshot),
                steps: snapshot.knowledge.config.steps.unwrap_or(budget::CEILING),
            }),
            problems: &snapshot.diagnostics,
            sources: &snapshot.sources,
        },
        Err(refused) => {
            Checkup { root, watch, workspace: None, problems: &refused.diagnostics, sources: &refused.sources }
        }
    }
}

/// How many documents of a workspace are in a state.
pub fn count(snapshot: &Snapshot, state: MemberState) -> usize {
    snapshot.population.iter().filter(|member| member.state == state).count()
}

fn aside(snapshot: &Snapshot) -> Vec<Aside> {
    let mut list: Vec<Aside> = snapshot
        .passed_over
        .iter()
        .map(|passed| {
            let document = &passed.document;
            // What `ombud.toml` extends lies among the documents and is none.
            let is_config = snapshot.knowledge.config.files.iter().any(|file| file.source.path == *document.path);
            let why = if is_config { Message::new("doctor.is-config") } else { passed.why.clone() };
            row(&document.path, document.index, AsideState::Unrecognised, why, None)
        })
        .collect();
    for member in &snapshot.population {
        let document = &member.document;
        match member.state {
            MemberState::Read | MemberState::Unrecognised => {}
            MemberState::Excluded => list.push(excluded(snapshot, &document.path)),
            MemberState::Broken | MemberState::OverLimit => {
                let state =
                    if member.state == MemberState::Broken { AsideState::Broken } else { AsideState::OverLimit };
                let codes = ["builtin/unreadable-document", "builtin/over-limit"];
                let told = snapshot.builtin.iter().find(|finding| {
                    finding.document.path == document.path
                        && finding.document.index == document.index
                        && codes.contains(&&*finding.policy)
                });
                let reason = told.map_or_else(|| Message::new("doctor.no-reason"), |finding| finding.message.clone());
                let at = told.map(|finding| At::Source(finding.location));
                list.push(row(&document.path, document.index, state, reason, at));
            }
        }
    }
    list.extend(snapshot.ignored.iter().map(|ignored| {
        let at = At::Line(ignored.by.clone(), ignored.line);
        row(&ignored.path, 0, AsideState::Ignored, Message::new("doctor.ignored"), Some(at))
    }));
    list.sort_by(|a, b| (&a.path, a.index, a.state).cmp(&(&b.path, b.index, b.state)));
    list
}

fn row(path: &str, index: u32, state: AsideState, reason: Message, at: Option<At>) -> Aside {
    Aside { path: path.to_owned(), index, state, reason, at }
}

/// Which pattern takes a file out.
fn excluded(snapshot: &Snapshot, path: &str) -> Aside {
    let config = &snapshot.knowledge.config;
    let pattern = config.exclude.set.matches(path).first().and_then(|at| config.exclude.written.get(*at));
    let (reason, at) = match pattern {
        Some(pattern) => {
            let reason = Message::new("doctor.excluded").text("pattern", pattern.name.clone());
            (reason, Some(pattern.location))
        }
        None => {
            let patterns = config.include.written.iter().map(|pattern| pattern.name.clone()).collect();
            let reason = Message::new("doctor.not-included").arg("patterns", Arg::List(patterns));
            (reason, config.include.written.first().map(|pattern| pattern.location))
        }
    };
    row(path, 0, AsideState::Excluded, reason, at.map(At::Source))
}

/// `path:line` of a place.
pub fn shown(sources: &Sources, at: &At) -> (String, usize) {
    match at {
        At::Source(Location { source, span }) => line(sources, *source, span.start),
        At::Line(path, line) => (path.clone(), *line),
    }
}

fn line(sources: &Sources, id: SourceId, offset: u32) -> (String, usize) {
    let source = sources.get(id);
    (source.path.clone(), source.place(offset).line as usize)
}
