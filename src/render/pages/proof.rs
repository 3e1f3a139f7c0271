//! Why: whoever writes a policy must see at one glance which case broke, and what came instead.

use std::sync::Arc;

use super::{line, paragraph};
use crate::message::{Arg, Message};
use crate::policy::Policy;
use crate::prove::cases::Case;
use crate::prove::{Difference, Outcome};
use crate::render::{Style, catalogue};
use crate::source::Sources;

/// The cases of one policy with what they came to.
pub struct Proof {
    /// The policy.
    pub policy: Arc<Policy>,
    /// Its cases, in order.
    pub outcomes: Vec<(Case, Outcome)>,
}

/// What keeps a test run from being whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gaps {
    /// Files of cases that could not be read as they are written.
    pub unread: Vec<Arc<str>>,
    /// Something else could not be used: the configuration, another policy, a clause.
    pub is_otherwise_broken: bool,
}

/// What a test run came to, and last what it leaves open.
pub fn proofs(list: &[Proof], gaps: &Gaps, sources: &Sources, style: &Style) -> String {
    let mut out = String::new();
    let (mut held, mut broken) = (0_i64, 0_i64);
    let without = list.iter().filter(|proof| proof.outcomes.is_empty());
    let bare: Vec<Arc<str>> = without.map(|proof| proof.policy.id.clone()).collect();
    for proof in list {
        for (case, outcome) in &proof.outcomes {
            let Outcome::Broken(differences) = outcome else {
                held += 1;
                continue;
            };
            broken += 1;
            let source = sources.get(case.location.source);
            let place = source.place(case.location.span.start);
            let head = Message::new("page.case-broken")
                .text("id", proof.policy.id.clone())
                .text("note", case.note.clone())
                .text("place", format!("{}:{}:{}", source.path, place.line, place.column));
            line(&mut out, style, &head);
            for difference in differences {
                paragraph(&mut out, style, &catalogue::text(style.lang, &message(difference)), 2);
            }
        }
    }
    let summary = Message::new("page.cases")
        .number("policies", list.len() as i64)
        .number("held", held)
        .number("broken", broken)
        .number("bare", bare.len());
    if !bare.is_empty() {
        line(&mut out, style, &Message::new("page.no-cases").arg("policies", Arg::List(bare)));
    }
    line(&mut out, style, &summary);
    if !gaps.unread.is_empty() {
        line(&mut out, style, &Message::new("page.cases-unread").arg("files", Arg::List(gaps.unread.clone())));
    }
    if gaps.is_otherwise_broken {
        line(&mut out, style, &Message::new("page.cases-trouble"));
    }
    out
}

fn message(difference: &Difference) -> Message {
    let state = |word: &'static str| -> Arg {
        Arg::Word(match word {
            "fail" => "word.verdict.fail",
            "unknown" => "word.verdict.unknown",
            "pass" => "word.verdict.pass",
            _ => "word.verdict.not-applicable",
        })
    };
    match difference {
        Difference::Silent(pointer) => Message::new("page.silent").text("pointer", pointer.clone()),
        Difference::Noisy(pointer, check) => {
            Message::new("page.noisy").text("pointer", pointer.clone()).text("check", check.clone())
        }
        Difference::Verdict { wanted, came } => {
            Message::new("page.verdict").arg("wanted", state(wanted)).arg("came", state(came))
        }
        Difference::Check { pointer, wanted, came } => Message::new("page.other-check")
            .text("pointer", pointer.clone())
            .text("wanted", wanted.clone())
            .text("came", came.clone()),
        Difference::Document(state) => Message::new("page.case-document").arg("state", Arg::Word(state_word(state))),
        Difference::Fault => Message::new("page.case-fault"),
        Difference::Refused => Message::new("page.case-refused"),
    }
}

/// The catalogue word for what became of the document of a case.
fn state_word(state: &str) -> &'static str {
    match state {
        "missing" => "word.state.missing",
        "broken" => "word.state.broken",
        "unrecognised" => "word.state.unrecognised",
        _ => "word.state.other",
    }
}
