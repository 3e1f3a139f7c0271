//! Why: one row of a register, from what is stated to where it ranks. Every step from one number to the next is kept, so that
//! a reader can go over it by hand.

use std::cmp::Reverse;
use std::sync::Arc;

use super::controls::{self, Concern};
use super::matrix::{self, MatrixOrigin, Place};
use super::review::{self, Review};
use super::scale::{self, Rating};
use super::treatment::{self, Treatment};
use super::{Register, Stated, stated};
use crate::diagnostic::Location;
use crate::knowledge::Knowledge;
use crate::message::LocalText;
use crate::model::Handle;

/// One risk of a register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Risk {
    /// Its name in the file.
    pub id: Arc<str>,
    /// Where it is written.
    pub location: Location,
    /// Its place in the ranking, from 1; `None` without a score.
    pub position: Option<usize>,
    /// What may happen.
    pub title: Option<Stated<LocalText>>,
    /// A word of the schema, as are source, nature, reach and stage.
    pub category: Option<Stated<Arc<str>>>,
    /// Where it comes from.
    pub source: Option<Stated<Arc<str>>>,
    /// What it is by nature.
    pub nature: Option<Stated<Arc<str>>>,
    /// How far it reaches.
    pub reach: Option<Stated<Arc<str>>>,
    /// How far work on it has come.
    pub stage: Option<Stated<Arc<str>>>,
    /// Why it may happen.
    pub cause: Option<Stated<LocalText>>,
    /// How it was found.
    pub found_by: Option<Stated<LocalText>>,
    /// The role that reported it.
    pub reported_by: Option<Stated<Arc<str>>>,
    /// What shows it.
    pub evidence: Vec<Stated<Arc<str>>>,
    /// How likely.
    pub likelihood: Rating,
    /// How bad.
    pub impact: Rating,
    /// How well it can be controlled.
    pub controllability: Rating,
    /// Step of likelihood × step of impact: the number that ranks. `None` unless both are rated.
    pub score: Option<u64>,
    /// The level of the cell of the matrix, before controllability moves it.
    pub cell: Option<Arc<str>>,
    /// What controllability does to it.
    pub shift: Shift,
    /// The level that follows from the ratings: the inherent level of risk.
    pub computed: Option<Arc<str>>,
    /// The level that the file states; only to be compared, except where none can be computed.
    pub stated_level: Option<Stated<Arc<str>>>,
    /// What remains.
    pub residual: Residual,
    /// The role that answers for it.
    pub owner: Option<Stated<Arc<str>>>,
    /// The role that accepts it as it is.
    pub accepted_by: Option<Stated<Arc<str>>>,
    /// Measures, in the order of the file.
    pub treatments: Vec<Treatment>,
    /// A review of its own.
    pub review: Review,
    /// What it is about.
    pub concerns: Vec<Concern>,
    /// Policies that watch it.
    pub policies: Vec<Stated<Arc<str>>>,
    /// Indicators that show it.
    pub indicators: Vec<Stated<Arc<str>>>,
}

/// What controllability does to the level of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shift {
    /// Nothing, since the register states no shift.
    NotStated,
    /// Moves it by this many ranks; 0 leaves it.
    By(i64),
    /// The register states shifts, and none of them is that of this risk: it is not rated, or has a step without one.
    NotTold,
}

/// What remains of a risk by what its treatments state. A treatment that states no residual changes nothing here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Residual {
    /// The lowest level that a treatment states which is done.
    pub now: Option<Stated<Arc<str>>>,
    /// The lowest level that any treatment states: what is expected when all are done.
    pub expected: Option<Stated<Arc<str>>>,
}

/// The level of a risk, and from what it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rated<'a> {
    /// Id of the level.
    pub level: &'a str,
    /// From what.
    pub origin: LevelOrigin,
}

/// From what a level is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LevelOrigin {
    /// Computed by the matrix of the register.
    Matrix,
    /// Computed by the matrix of the pack.
    PackDefault,
    /// Stated by the file, and nothing could be computed.
    Stated,
}

impl LevelOrigin {
    /// The word of the machine formats.
    pub fn word(self) -> &'static str {
        match self {
            Self::Matrix => "matrix",
            Self::PackDefault => "pack default",
            Self::Stated => "stated",
        }
    }
}

impl Risk {
    /// The level to act on: the computed one, else the stated one.
    pub fn level<'a>(&'a self, register: &Register) -> Option<Rated<'a>> {
        let origin = match &register.matrix {
            Ok(matrix) if matrix.origin == MatrixOrigin::PackDefault => LevelOrigin::PackDefault,
            _ => LevelOrigin::Matrix,
        };
        let computed = self.computed.as_deref().map(|level| Rated { level, origin });
        let stated = self.stated_level.as_ref();
        computed.or_else(|| stated.map(|level| Rated { level: &level.value, origin: LevelOrigin::Stated }))
    }

    /// The level that is stated, where it is another than the computed one.
    pub fn level_stated_otherwise(&self) -> Option<&Stated<Arc<str>>> {
        self.stated_level.as_ref().filter(|stated| self.computed.as_ref().is_some_and(|own| *own != stated.value))
    }

    /// The cell in which it lies, where both factors are rated.
    pub fn place(&self) -> Option<Place> {
        Some(Place { likelihood: self.likelihood.step()?, impact: self.impact.step()? })
    }

    /// The treatment that is to be done next.
    pub fn next_treatment(&self) -> Option<&Treatment> {
        self.treatments.iter().filter(|treatment| !treatment.state.is_done()).min_by(|a, b| a.sooner(b))
    }
}

/// The risks of a register in their ranking; its scales, levels and matrix are read already.
pub(super) fn risks(knowledge: &Knowledge, root: Handle, register: &Register) -> Vec<Risk> {
    let entries = stated::entries(&knowledge.documents, root, "risks");
    let one = |(id, location, below)| risk(knowledge, register, id, location, below);
    let mut risks: Vec<Risk> = entries.into_iter().map(one).collect();
    risks.sort_by(|a, b| {
        let key = |risk: &Risk| (Reverse(risk.score), risk.score.and(Some(Reverse(risk.impact.step()))));
        key(a).cmp(&key(b)).then_with(|| a.id.cmp(&b.id))
    });
    for (position, risk) in (1..).zip(risks.iter_mut().filter(|risk| risk.score.is_some())) {
        risk.position = Some(position);
    }
    risks
}

fn risk(knowledge: &Knowledge, register: &Register, id: Arc<str>, location: Location, below: Handle) -> Risk {
    let documents = &knowledge.documents;
    let text = |key| stated::text(documents, below, key);
    let scales = &register.scales;
    let likelihood = scale::rating(documents, below, "likelihood", scales.likelihood.as_ref());
    let impact = scale::rating(documents, below, "impact", scales.impact.as_ref());
    let controllability = scale::rating(documents, below, "controllability", scales.controllability.as_ref());
    let place = likelihood.step().zip(impact.step()).map(|(likelihood, impact)| Place { likelihood, impact });
    let matrix = register.matrix.as_ref().ok();
    let cell = matrix.zip(place).and_then(|(matrix, place)| matrix.cell(place)?.level.clone());
    let shift = shift(register, &controllability);
    let computed = cell.as_ref().and_then(|cell| match shift {
        Shift::NotStated => register.level(cell).map(|level| level.id.clone()),
        Shift::By(ranks) => matrix::moved(register, cell, ranks),
        Shift::NotTold => None,
    });
    let treatments = treatment::treatments(documents, below, knowledge.as_of);
    Risk {
        id,
        location,
        position: None,
        title: stated::local(documents, below, "title"),
        category: text("category"),
        source: text("source"),
        nature: text("nature"),
        reach: text("reach"),
        stage: text("stage"),
        cause: stated::local(documents, below, "cause"),
        found_by: stated::local(documents, below, "found_by"),
        reported_by: text("reported_by"),
        evidence: stated::texts(documents, below, "evidence"),
        score: place.map(Place::product),
        likelihood,
        impact,
        controllability,
        cell,
        shift,
        computed,
        stated_level: text("level"),
        residual: residual(register, &treatments),
        owner: text("owner"),
        accepted_by: text("accepted_by"),
        review: review::review(documents, below, knowledge.as_of),
        concerns: controls::concerns(knowledge, below),
        policies: stated::texts(documents, below, "policies"),
        indicators: stated::texts(documents, below, "indicators"),
        treatments,
    }
}

fn shift(register: &Register, controllability: &Rating) -> Shift {
    let Some(shifts) = &register.controllability_shift else { return Shift::NotStated };
    let at = controllability.step().and_then(|step| (step as usize).checked_sub(1));
    at.and_then(|at| shifts.value.get(at)).map_or(Shift::NotTold, |ranks| Shift::By(*ranks))
}

fn residual(register: &Register, treatments: &[Treatment]) -> Residual {
    Residual {
        now: lowest(register, treatments.iter().filter(|treatment| treatment.state.is_done())),
        expected: lowest(register, treatments.iter()),
    }
}

/// The lowest residual level that treatments state. One without a rank takes no part.
fn lowest<'a>(register: &Register, treatments: impl Iterator<Item = &'a Treatment>) -> Option<Stated<Arc<str>>> {
    let ranked = treatments.filter_map(|treatment| {
        let residual = treatment.residual.as_ref()?;
        Some((register.rank(&residual.value)?, residual))
    });
    ranked.min_by_key(|(rank, _)| *rank).map(|(_, residual)| residual.clone())
}
