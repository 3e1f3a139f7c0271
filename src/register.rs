//! Why: a register of risks is a list of opinions until its numbers are worked out the same way for all of them: the step
//! of each factor, their product, the cell of the matrix, what remains after treatment. They are worked out here, from what
//! files state and from nothing else.
//!
//! Words are those of ISO 31000 and IEC 31010: *likelihood*, *level of risk*, *risk treatment*, *residual risk*, *risk owner*;
//! what these call *consequence* is *impact* in the model. Nothing is guessed: a factor that is missing or no step of its scale
//! is *not rated*, and a matrix that nobody stated is the *pack default* and says so. What findings say of controls stands
//! beside a risk and never moves its likelihood.

pub mod controls;
pub mod matrix;
pub mod review;
pub mod risk;
pub mod scale;
mod stated;
pub mod treatment;

use std::sync::Arc;

use jiff::civil::Date;

use crate::diagnostic::Location;
use crate::knowledge::Knowledge;
use crate::message::LocalText;
use crate::model::{DocId, DocumentRef, Documents, Handle, Spot};
pub use controls::{Controls, controls};
pub use matrix::{Cell, Inversion, Level, Matrix, MatrixOrigin, NoMatrix};
pub use review::{Review, ReviewState};
pub use risk::{LevelOrigin, Rated, Residual, Risk, Shift};
pub use scale::{Rating, Scale, Scales, Step};
pub use treatment::{Treatment, TreatmentState};

/// A value with the place where it is written; of an inherited value, the place in the file it is inherited from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub location: Location,
}

/// One risk register: what a document of kind `risk` states, and what follows from it on the day of the run.
#[derive(Clone, Debug)]
pub struct Register {
    /// The document.
    pub document: DocumentRef,
    /// Its first key.
    pub location: Location,
    /// The day by which dates were judged.
    pub as_of: Date,
    /// Its name for people; empty if none is stated.
    pub title: Option<Stated<LocalText>>,
    /// What it covers.
    pub scope: Option<Stated<LocalText>>,
    /// Risk criteria: what weighs most.
    pub criteria: Option<Stated<LocalText>>,
    /// Roles that assess.
    pub team: Vec<Stated<Arc<str>>>,
    /// The role that answers for the register.
    pub owner: Option<Stated<Arc<str>>>,
    /// Who endorsed it, and when.
    pub approval: Approval,
    /// When it was last gone through, and when it is due again.
    pub review: Review,
    /// The scales of the three factors.
    pub scales: Scales,
    /// Levels of risk, lowest first; those without a rank last. Of a register that states none but uses the default
    /// matrix, the three of the pack.
    pub levels: Vec<Level>,
    /// Rows of likelihood, columns of impact, lowest first; or why there is none.
    pub matrix: Result<Matrix, NoMatrix>,
    /// One number of ranks for each step of controllability, by which the level of a cell is moved; `None` where the
    /// register states none, and then controllability moves nothing.
    pub controllability_shift: Option<Stated<Vec<i64>>>,
    /// Pairs of cells whose levels are ordered against their numbers.
    pub inversions: Vec<Inversion>,
    /// Keys at the top of the file that are no part of what is here: roles, indicators, own fields and the like.
    pub beside: Vec<Arc<str>>,
    /// The risks in their ranking: by score, then impact, both highest first, then by id; those without a score last.
    pub risks: Vec<Risk>,
}

/// Who endorsed a register.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Approval {
    /// The role.
    pub by: Option<Stated<Arc<str>>>,
    /// The day.
    pub date: Option<Stated<Date>>,
}

impl Register {
    /// A level by its id.
    pub fn level(&self, id: &str) -> Option<&Level> {
        self.levels.iter().find(|level| *level.id == *id)
    }

    /// The rank of a level; none for a name that is no level of this register, and for a level without a rank.
    pub fn rank(&self, level: &str) -> Option<i64> {
        self.level(level).and_then(|level| level.rank)
    }

    /// Whether its levels rest on the matrix of the pack, which nobody chose for this register.
    pub fn uses_pack_default(&self) -> bool {
        matches!(&self.matrix, Ok(matrix) if matrix.origin == MatrixOrigin::PackDefault)
    }

    /// The risks that have a cell in the matrix at a step of likelihood and of impact, both from 1, in their ranking.
    pub fn risks_at(&self, likelihood: usize, impact: usize) -> impl Iterator<Item = &Risk> {
        self.risks.iter().filter(move |risk| {
            let at = |rating: &Rating, step: usize| rating.step().is_some_and(|own| own as usize == step);
            risk.cell.is_some() && at(&risk.likelihood, likelihood) && at(&risk.impact, impact)
        })
    }
}

/// The risk registers of a workspace, in the order of paths. Retired ones are left out.
pub fn registers(knowledge: &Knowledge) -> Vec<Register> {
    let documents = &knowledge.documents;
    let is_register = |(id, entry): &(DocId, &crate::model::Entry)| {
        entry.is_kind("risk") && entry.table.is_some() && entry.completes.is_none() && !documents.is_retired(*id)
    };
    documents.iter().filter(is_register).map(|(id, _)| register(knowledge, id)).collect()
}

fn register(knowledge: &Knowledge, id: DocId) -> Register {
    let documents = &knowledge.documents;
    let entry = documents.get(id);
    let root = entry.root(id);
    let approval = stated::table(documents, root, "approval");
    let scales = scale::scales(documents, root);
    let mut levels = matrix::levels(documents, root);
    let matrix = matrix::matrix(documents, root, &scales, &mut levels);
    let mut register = Register {
        document: entry.reference.clone(),
        location: documents.pointed(&Spot::Key(root)).location,
        as_of: knowledge.as_of,
        title: stated::local(documents, root, "title"),
        scope: stated::local(documents, root, "scope"),
        criteria: stated::local(documents, root, "criteria"),
        team: stated::texts(documents, root, "team"),
        owner: stated::text(documents, root, "owner"),
        approval: approval.map_or_else(Approval::default, |below| Approval {
            by: stated::text(documents, below, "by"),
            date: stated::date(documents, below, "date"),
        }),
        review: review::review(documents, root, knowledge.as_of),
        scales,
        levels,
        matrix,
        controllability_shift: matrix::shift(documents, root),
        inversions: Vec::new(),
        beside: beside(documents, root),
        risks: Vec::new(),
    };
    register.inversions = matrix::inversions(&register);
    register.risks = risk::risks(knowledge, root, &register);
    register
}

/// Keys of which a register consists, `kind` and the version of the schema among them.
const OWN_KEYS: [&str; 14] = [
    "kind", "schema", "id", "title", "scope", "criteria", "team", "owner", "approval", "review", "scales", "levels",
    "matrix", "risks",
];

fn beside(documents: &Documents, root: Handle) -> Vec<Arc<str>> {
    let tree = documents.tree(&root);
    let keys = tree.children(root.node).filter_map(|child| tree.key(child));
    keys.filter(|key| !OWN_KEYS.contains(key)).map(Arc::from).collect()
}

#[cfg(test)]
mod tests;
