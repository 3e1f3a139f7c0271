//! Why: the matrix turns two steps into a level, and a level into attention. Which matrix it was, and where it ranks cells
//! against their own numbers, must be on the page, or the colours decide and nobody sees how.
//!
//! The default of the pack is for registers that state their scales and no matrix. A cell has the level of that point of the
//! diagonal which has the same product, and the diagonal is shared out evenly among the levels: with `n` levels, the cell of
//! `l` × `i` on scales of `L` and `I` steps has the lowest level `k` with `l·i·n² ≤ k²·L·I`. It is symmetric, and since a
//! level follows from the product alone, no cell ranks against its number.

use std::sync::Arc;

use super::stated::{self, at, own, place};
use super::{Register, Scales, Stated};
use crate::diagnostic::Location;
use crate::message::LocalText;
use crate::model::read::Seen;
use crate::model::{Documents, Handle, Spot};
use crate::time::duration::Duration;
use crate::value::Scalar;

/// Most rows and columns of a matrix that is read. Those of practice have 3 to 10; a larger one could not be looked at, and
/// its pairs of cells could not be compared in reasonable time.
pub const MOST_STEPS: usize = 20;

/// Levels of the pack, for a register that states scales but neither a matrix nor levels; lowest first.
pub const PACK_LEVELS: [&str; 3] = ["low", "medium", "high"];

/// A level of risk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Level {
    /// Its name in the register.
    pub id: Arc<str>,
    /// Where it is written; `None` for a level of the pack.
    pub location: Option<Location>,
    /// Its order; 1 is lowest. Levels of the pack count from 1.
    pub rank: Option<i64>,
    /// Where the rank is written.
    pub rank_location: Option<Location>,
    /// What is done at this level.
    pub response: Option<Stated<LocalText>>,
    /// Within which time such a risk is treated. From when that counts is not in the model, so nothing is judged by it.
    pub treat_within: Option<Stated<Arc<Duration>>>,
}

/// A matrix of levels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matrix {
    /// Whose it is.
    pub origin: MatrixOrigin,
    /// Rows of likelihood, columns of impact, lowest first. A stated one may have rows of unlike lengths.
    pub rows: Vec<Vec<Cell>>,
}

/// Whose matrix it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MatrixOrigin {
    /// The register states it, here.
    Stated(Location),
    /// The pack's, since the register states none.
    PackDefault,
}

/// One cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The name of its level; none for what is no text.
    pub level: Option<Arc<str>>,
    /// Where it is written; `None` in the matrix of the pack.
    pub location: Option<Location>,
}

/// Why a register has no matrix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoMatrix {
    /// It states none, and no scales that a default could rest on.
    NotStated,
    /// It states none, and its levels have no ranks, or the same one twice, so that a default cannot order them.
    LevelsNotRanked,
    /// It is stated here and has more than [`MOST_STEPS`] rows or columns; or the scales would ask for one that has.
    TooLarge(Location),
}

/// Two cells of which the one with the greater number has the lower level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Inversion {
    /// The cell that stands for more by its number and for less by its level.
    pub greater: Place,
    /// The cell that stands for less by its number and for more by its level.
    pub lesser: Place,
}

/// A cell by its steps, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Step of likelihood.
    pub likelihood: u32,
    /// Step of impact.
    pub impact: u32,
}

impl Place {
    /// The number of the cell: likelihood × impact.
    pub fn product(self) -> u64 {
        u64::from(self.likelihood) * u64::from(self.impact)
    }
}

impl NoMatrix {
    /// The word of the machine formats.
    pub fn word(self) -> &'static str {
        match self {
            Self::NotStated => "not_stated",
            Self::LevelsNotRanked => "levels_not_ranked",
            Self::TooLarge(_) => "too_large",
        }
    }
}

impl Matrix {
    /// A cell by its steps, from 1.
    pub fn cell(&self, place: Place) -> Option<&Cell> {
        let at = |step: u32| (step as usize).checked_sub(1);
        self.rows.get(at(place.likelihood)?)?.get(at(place.impact)?)
    }

    /// The most columns that a row has.
    pub fn columns(&self) -> usize {
        self.rows.iter().map(Vec::len).max().unwrap_or(0)
    }

    /// All cells with their places, row by row.
    pub fn cells(&self) -> impl Iterator<Item = (Place, &Cell)> {
        (1..).zip(&self.rows).flat_map(|(likelihood, row)| {
            (1..).zip(row).map(move |(impact, cell)| (Place { likelihood, impact }, cell))
        })
    }
}

pub(super) fn levels(documents: &Documents, root: Handle) -> Vec<Level> {
    let mut levels: Vec<Level> = stated::entries(documents, root, "levels")
        .into_iter()
        .map(|(id, location, below)| (id, location, below, stated::whole(documents, below, "rank")))
        .map(|(id, location, below, rank)| Level {
            id,
            location: Some(location),
            rank: rank.as_ref().map(|rank| rank.value),
            rank_location: rank.map(|rank| rank.location),
            response: stated::local(documents, below, "response"),
            treat_within: stated::duration(documents, below, "treat_within"),
        })
        .collect();
    levels.sort_by(|a, b| {
        let key = |level: &Level| (level.rank.is_none(), level.rank);
        key(a).cmp(&key(b)).then_with(|| a.id.cmp(&b.id))
    });
    levels
}

/// The matrix that is stated, else that of the pack where the scales are; which then brings its levels if there are none.
pub(super) fn matrix(
    documents: &Documents,
    root: Handle,
    scales: &Scales,
    levels: &mut Vec<Level>,
) -> Result<Matrix, NoMatrix> {
    let below = stated::table(documents, root, "matrix");
    let Some((Seen::Node(list), spot)) = below.map(|below| documents.follow(below, "cells")) else {
        return pack_default(scales, levels);
    };
    let location = place(documents, &spot);
    let rows: Vec<Handle> = documents.items(list).take(MOST_STEPS + 1).collect();
    let row = |item: Handle| {
        let cells = match documents.read(item) {
            Seen::Node(row) => documents.items(row).take(MOST_STEPS + 1).collect(),
            _ => Vec::new(),
        };
        cells
            .into_iter()
            .map(|cell| Cell { level: own(documents, cell), location: Some(place(documents, &Spot::At(cell))) })
    };
    let rows: Vec<Vec<Cell>> = rows.into_iter().map(|item| row(item).collect()).collect();
    if rows.len() > MOST_STEPS || rows.iter().any(|row| row.len() > MOST_STEPS) {
        return Err(NoMatrix::TooLarge(location));
    }
    Ok(Matrix { origin: MatrixOrigin::Stated(location), rows })
}

fn pack_default(scales: &Scales, levels: &mut Vec<Level>) -> Result<Matrix, NoMatrix> {
    let (Some(likelihood), Some(impact)) = (&scales.likelihood, &scales.impact) else {
        return Err(NoMatrix::NotStated);
    };
    for scale in [likelihood, impact] {
        if scale.steps as usize > MOST_STEPS {
            return Err(NoMatrix::TooLarge(scale.location));
        }
    }
    if levels.is_empty() {
        let pack = (1..).zip(PACK_LEVELS).map(|(rank, id)| Level {
            id: id.into(),
            location: None,
            rank: Some(rank),
            rank_location: None,
            response: None,
            treat_within: None,
        });
        levels.extend(pack);
    }
    let ranks: Option<Vec<i64>> = levels.iter().map(|level| level.rank).collect();
    if !ranks.is_some_and(|ranks| ranks.is_sorted_by(|a, b| a < b)) {
        return Err(NoMatrix::LevelsNotRanked);
    }
    let count = levels.len() as u128;
    let most = u128::from(likelihood.steps) * u128::from(impact.steps);
    let level = |l: u32, i: u32| {
        let product = u128::from(l) * u128::from(i);
        let above = |k: &u128| product * count * count <= k * k * most;
        let k = (1..=count).find(above).unwrap_or(count);
        levels.get(k as usize - 1).map(|level| level.id.clone())
    };
    let row = |l| (1..=impact.steps).map(|i| Cell { level: level(l, i), location: None }).collect();
    Ok(Matrix { origin: MatrixOrigin::PackDefault, rows: (1..=likelihood.steps).map(row).collect() })
}

/// One number for each step of controllability. A list of which one item cannot be read moves nothing by guess: it is
/// kept up to there, so that the steps after it are not told.
pub(super) fn shift(documents: &Documents, root: Handle) -> Option<Stated<Vec<i64>>> {
    let below = stated::table(documents, root, "matrix")?;
    let (Seen::Node(list), spot) = documents.follow(below, "controllability_shift") else { return None };
    let number = |item| match documents.read(item) {
        Seen::Scalar(Scalar::Int(value)) => Some(value),
        _ => None,
    };
    Some(at(documents, &spot, documents.items(list).map_while(number).collect()))
}

/// Pairs of cells whose levels are ordered against their products, the pair with the greatest product first. From the
/// matrix alone: whether a risk lies there does not matter.
pub(super) fn inversions(register: &Register) -> Vec<Inversion> {
    let Ok(matrix) = &register.matrix else { return Vec::new() };
    let rank = |cell: &Cell| cell.level.as_ref().and_then(|level| register.rank(level));
    let mut ranked: Vec<(Place, i64)> = matrix.cells().filter_map(|(at, cell)| Some((at, rank(cell)?))).collect();
    ranked.sort_by_key(|(at, _)| (std::cmp::Reverse(at.product()), *at));
    let pairs = ranked.iter().flat_map(|greater| ranked.iter().map(move |lesser| (greater, lesser)));
    pairs
        .filter(|((greater, high), (lesser, low))| greater.product() > lesser.product() && high < low)
        .map(|((greater, _), (lesser, _))| Inversion { greater: *greater, lesser: *lesser })
        .collect()
}

/// The level so many ranks above another, or below it for a negative number: the farthest that there is within. None where a
/// rank that is needed is missing.
pub(super) fn moved(register: &Register, from: &str, by: i64) -> Option<Arc<str>> {
    let own = register.level(from)?;
    if by == 0 {
        return Some(own.id.clone());
    }
    let start = own.rank?;
    let target = start.saturating_add(by);
    let (low, high) = (start.min(target), start.max(target));
    let within = register.levels.iter().filter_map(|level| {
        let rank = level.rank?;
        (low..=high).contains(&rank).then_some((rank, level))
    });
    let farthest = match by > 0 {
        true => within.max_by_key(|(rank, _)| *rank),
        false => within.min_by_key(|(rank, _)| *rank),
    };
    farthest.map(|(_, level)| level.id.clone())
}
