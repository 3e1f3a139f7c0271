//! Why: a board asks "where do we stand with this law?". The honest answer counts its clauses: what the files satisfy,
//! what they do not, what could not be judged, what a person states, and of what nobody says anything.

use super::Statement;
use crate::coverage::{Coverage, Covered, State};
use crate::message::LocalText;

/// A text of law, a standard or an own promise with its clauses in scope.
#[derive(Debug)]
pub struct Instrument<'a> {
    /// Its name.
    pub name: &'a LocalText,
    /// Its clauses, each with what can be said of it.
    pub clauses: Vec<(Covered<'a>, Fulfilment)>,
}

/// What can be said of a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fulfilment {
    /// Files do not satisfy a rule that rests on it.
    NotMet,
    /// Something could not be judged.
    Unknown,
    /// The files that could be judged satisfy every rule that rests on it.
    Met,
    /// No file shows it; a person states it, and the statement holds on the day.
    Stated,
    /// Nothing is said of it.
    NotCovered,
}

impl Fulfilment {
    /// From the worst to the emptiest: the order of tables.
    pub const ALL: [Self; 5] = [Self::NotMet, Self::Unknown, Self::Met, Self::Stated, Self::NotCovered];

    /// Its word in the machine format.
    pub fn word(self) -> &'static str {
        match self {
            Self::NotMet => "not_met",
            Self::Unknown => "unknown",
            Self::Met => "met",
            Self::Stated => "stated",
            Self::NotCovered => "not_covered",
        }
    }
}

impl Instrument<'_> {
    /// How many clauses came to this.
    pub fn count(&self, fulfilment: Fulfilment) -> usize {
        self.clauses.iter().filter(|(_, own)| *own == fulfilment).count()
    }
}

/// The clauses in scope by instrument, in the order of the coverage.
pub(super) fn instruments<'a>(coverage: Coverage<'a>, statements: &[Statement]) -> Vec<Instrument<'a>> {
    let mut list: Vec<Instrument<'a>> = Vec::new();
    for covered in coverage.clauses {
        let name = &covered.clause.instrument;
        let fulfilment = match covered.state {
            State::Findings => Fulfilment::NotMet,
            State::Unknown => Fulfilment::Unknown,
            State::Satisfied => Fulfilment::Met,
            // A statement says what no file shows. It does not outweigh what files do show.
            State::NotCovered(_) if states(statements, &covered.clause.id) => Fulfilment::Stated,
            State::NotCovered(_) => Fulfilment::NotCovered,
        };
        match list.last_mut().filter(|last| last.name == name) {
            Some(last) => last.clauses.push((covered, fulfilment)),
            None => list.push(Instrument { name, clauses: vec![(covered, fulfilment)] }),
        }
    }
    list
}

fn states(statements: &[Statement], clause: &str) -> bool {
    statements.iter().any(|statement| statement.clause.as_deref() == Some(clause) && statement.holds())
}
