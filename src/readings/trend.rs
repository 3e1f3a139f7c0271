//! Why: one figure says how things are, a row of them where they go. Nothing is smoothed or added up.

use std::cmp::Ordering;

use super::gather::Row;
use super::{Better, Reading};
use crate::knowledge::Knowledge;
use crate::model::read::Seen;
use crate::value::{self, Scalar};

/// The last reading, held against the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// It went the better way.
    Better,
    /// It went the other way.
    Worse,
    /// It stayed.
    Same,
}

impl Change {
    /// Its word in formats for machines.
    pub fn word(self) -> &'static str {
        match self {
            Self::Better => "better",
            Self::Worse => "worse",
            Self::Same => "same",
        }
    }
}

/// Rows as readings.
pub(super) fn readings(knowledge: &Knowledge, rows: &[Row]) -> Vec<Reading> {
    let documents = &knowledge.documents;
    let reading = |row: &Row| {
        let (value, spot) = documents.follow(row.row, "value");
        Reading {
            date: row.date,
            value: match value {
                Seen::Scalar(value) => Some(value.into_owned()),
                _ => None,
            },
            n: match documents.follow(row.row, "n") {
                (Seen::Scalar(Scalar::Int(n)), _) => Some(n),
                _ => None,
            },
            location: documents.pointed(&spot).location,
        }
    };
    rows.iter().map(reading).collect()
}

/// The change from the last reading but one to the last. Unlike lengths of time may have none that is certain.
pub(super) fn change(trend: &[Reading], better: Option<Better>) -> Option<Change> {
    let [.., before, last] = trend else { return None };
    match (value::order(before.value.as_ref()?, last.value.as_ref()?).ok()?, better?) {
        (Ordering::Equal, _) => Some(Change::Same),
        (Ordering::Less, Better::Higher) | (Ordering::Greater, Better::Lower) => Some(Change::Better),
        (Ordering::Less, Better::Lower) | (Ordering::Greater, Better::Higher) => Some(Change::Worse),
    }
}
