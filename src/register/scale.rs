//! Why: "3" says nothing until it is known of how many, and "likely" nothing until it is known what lies above it. A rating
//! is a step of a scale that the register states; anything else is not rated, whatever it looks like.

use std::sync::Arc;

use super::stated::{own, place};
use crate::diagnostic::Location;
use crate::model::read::Seen;
use crate::model::{Documents, Handle};
use crate::value::Scalar;

/// The scales of the three factors, where they are stated.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scales {
    /// How likely.
    pub likelihood: Option<Scale>,
    /// How bad.
    pub impact: Option<Scale>,
    /// How well it can be controlled; step 1 is hardly.
    pub controllability: Option<Scale>,
}

/// The scale of one factor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scale {
    /// How many steps it has; they count from 1, the lowest.
    pub steps: u32,
    /// The word of each step, lowest first; empty where only their number is stated.
    pub words: Vec<Arc<str>>,
    /// Where it is stated.
    pub location: Location,
}

/// How a factor of a risk is rated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rating {
    /// By a step of its scale.
    Step(Step),
    /// Not at all; the place where the rating is missing.
    Missing(Location),
    /// By something that is no step of its scale, as it is written; empty for what is no single value.
    NoStep(Arc<str>, Location),
}

/// A step of a scale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Its number, from 1.
    pub step: u32,
    /// Its word, where the scale has words.
    pub word: Option<Arc<str>>,
    /// Where the risk states it.
    pub location: Location,
}

impl Rating {
    /// The number of the step; none for what is not rated.
    pub fn step(&self) -> Option<u32> {
        match self {
            Self::Step(step) => Some(step.step),
            Self::Missing(_) | Self::NoStep(..) => None,
        }
    }

    /// Where it is written or missing.
    pub fn location(&self) -> Location {
        match self {
            Self::Step(Step { location, .. }) | Self::Missing(location) | Self::NoStep(_, location) => *location,
        }
    }
}

pub(super) fn scales(documents: &Documents, root: Handle) -> Scales {
    let Some(below) = super::stated::table(documents, root, "scales") else { return Scales::default() };
    Scales {
        likelihood: scale(documents, below, "likelihood"),
        impact: scale(documents, below, "impact"),
        controllability: scale(documents, below, "controllability"),
    }
}

/// A scale of which one word cannot be read is none: the steps after it would be miscounted.
fn scale(documents: &Documents, below: Handle, factor: &str) -> Option<Scale> {
    let (seen, spot) = documents.follow(below, factor);
    let location = place(documents, &spot);
    match seen {
        Seen::Scalar(Scalar::Int(steps)) => {
            let steps = u32::try_from(steps).ok().filter(|steps| *steps > 0)?;
            Some(Scale { steps, words: Vec::new(), location })
        }
        Seen::Node(list) => {
            let words: Option<Vec<Arc<str>>> = documents.items(list).map(|item| own(documents, item)).collect();
            let words = words.filter(|words| !words.is_empty())?;
            Some(Scale { steps: u32::try_from(words.len()).ok()?, words, location })
        }
        _ => None,
    }
}

/// The rating of a factor. Without a scale a number from 1 on is a step of one that nobody described, and a word is none.
pub(super) fn rating(documents: &Documents, risk: Handle, factor: &str, scale: Option<&Scale>) -> Rating {
    let (seen, spot) = documents.follow(risk, factor);
    let location = place(documents, &spot);
    let step = match &seen {
        Seen::Missing => return Rating::Missing(location),
        Seen::Scalar(Scalar::Int(number)) => {
            let is_on = |step: &u32| *step > 0 && scale.is_none_or(|scale| *step <= scale.steps);
            u32::try_from(*number).ok().filter(is_on)
        }
        Seen::Scalar(Scalar::Text(word)) => scale.and_then(|scale| only_step(scale, word)),
        _ => None,
    };
    match step {
        Some(step) => {
            let word = scale.and_then(|scale| scale.words.get(step as usize - 1)).cloned();
            Rating::Step(Step { step, word, location })
        }
        None => Rating::NoStep(documents.raw_text(&spot).unwrap_or_default().into(), location),
    }
}

/// The step with a word; none if two steps have it, since either could be meant.
fn only_step(scale: &Scale, word: &str) -> Option<u32> {
    let mut steps = (1..).zip(&scale.words).filter(|(_, own)| ***own == *word).map(|(step, _)| step);
    steps.next().filter(|_| steps.next().is_none())
}
