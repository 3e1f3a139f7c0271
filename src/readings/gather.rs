//! Why: the readings of an indicator lie in any number of files, in any order, and those of its channels among each other.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::judge::{self, Terms};
use super::{Data, Series, Unclear};
use crate::files::beside;
use crate::index::normal;
use crate::knowledge::Knowledge;
use crate::model::read::Seen;
use crate::model::{DocId, Handle};
use crate::value::Scalar;

/// A reading with a date.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// Its day.
    pub date: Date,
    /// The row.
    pub row: Handle,
}

/// What is known of a channel.
#[derive(Default)]
struct Lot {
    rows: Vec<Row>,
    /// Of a row whose date cannot be read nobody knows whether it is the latest.
    undated: Option<Unclear>,
}

/// The series of an indicator: of all channels together first, if there is one, then of each channel by name. Never empty.
pub fn series(knowledge: &Knowledge, indicator: Handle) -> Vec<Series> {
    with_terms(knowledge, indicator, &Terms::of(knowledge, indicator))
}

pub(super) fn with_terms(knowledge: &Knowledge, indicator: Handle, terms: &Terms) -> Vec<Series> {
    let documents = &knowledge.documents;
    let word = |below: Handle, key: &str| match documents.follow(below, key) {
        (Seen::Scalar(Scalar::Text(text)), _) => Some(Arc::from(&*normal(&text))),
        _ => None,
    };
    let only: Option<Arc<str>> = word(indicator, "channel");
    let file = Named::of(knowledge, indicator);
    let mut lots: BTreeMap<Option<Arc<str>>, Lot> = BTreeMap::new();
    for row in knowledge.index.readings(documents, indicator).into_iter().filter(|row| file.holds(row.document)) {
        let channel: Option<Arc<str>> = word(row, "channel");
        // An indicator of one channel need not have it said in every row.
        let channel = match (&only, channel) {
            (Some(only), None) => Some(only.clone()),
            (Some(only), Some(other)) if *only != other => continue,
            (_, channel) => channel,
        };
        // An empty cell is no reading: there was none that day.
        if matches!(documents.follow(row, "value").0, Seen::Missing) {
            continue;
        }
        match documents.follow(row, "date") {
            // A run of an earlier day knows nothing of it yet.
            (Seen::Scalar(Scalar::Date(date)), _) if date > knowledge.as_of => {}
            (Seen::Scalar(Scalar::Date(date)), _) => lots.entry(channel).or_default().rows.push(Row { date, row }),
            (seen, spot) => {
                lots.entry(channel).or_default().undated.get_or_insert_with(|| judge::unread(seen, spot));
            }
        }
    }
    if lots.is_empty() {
        lots.insert(only, Lot::default());
    }
    let series = |(channel, Lot { mut rows, undated })| {
        rows.sort_by_key(|row: &Row| row.date);
        let data = match (&file, rows.last()) {
            (Named::Nothing, _) => Data::NoFile,
            _ => judge::data(knowledge, terms, rows.last(), undated),
        };
        let state = judge::state(knowledge, terms, &rows, &data);
        Series { channel, rows, data, state }
    };
    lots.into_iter().map(series).collect()
}

/// The file that an indicator names for its readings.
enum Named {
    /// None is named: every file counts.
    Any,
    /// This one.
    File(DocId),
    /// What is named holds no readings.
    Nothing,
}

impl Named {
    /// Paths are seen from the file that names them, else from the workspace.
    fn of(knowledge: &Knowledge, indicator: Handle) -> Self {
        let documents = &knowledge.documents;
        let (Seen::Scalar(Scalar::Text(written)), _) = documents.follow(indicator, "readings") else {
            return Self::Any;
        };
        let own = &documents.get(indicator.document).reference.path;
        let paths = [beside(own, &written), beside("", &written)];
        let files = knowledge.index.files_with_readings();
        let found = paths
            .iter()
            .flatten()
            .find_map(|path| files.iter().find(|file| *documents.get(**file).reference.path == **path).copied());
        found.map_or(Self::Nothing, Self::File)
    }

    fn holds(&self, file: DocId) -> bool {
        match self {
            Self::Any => true,
            Self::File(own) => *own == file,
            Self::Nothing => false,
        }
    }
}
