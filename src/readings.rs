//! Why: an indicator warns only if somebody looks at its readings every day. This tells for each indicator, and each
//! channel of it, how it stands: whether the last reading is past a threshold, and whether there is one that still counts.
//! The rules, the report and whoever asks later get their answer here, so that there is one.
//!
//! Nothing is added up: the latest reading decides. A reading counts as long as it is no older than `stale_after`, or than
//! `window` where that is not stated. *No data is never calm*: what has no reading, too old a one, or one that rests on too
//! few cases is said to be so, and what cannot be told is told why.

mod gather;
mod judge;
mod trend;

use std::sync::Arc;

use jiff::civil::Date;

use crate::diagnostic::Location;
use crate::knowledge::Knowledge;
use crate::message::{LocalText, Message};
use crate::model::read::Seen;
use crate::model::{DocId, Handle, Spot};
use crate::value::Scalar;
pub use gather::{Row, series};
pub use trend::Change;

/// How an indicator stands.
#[derive(Clone, Debug)]
pub struct Standing {
    /// The document that defines it.
    pub document: DocId,
    /// Its definition.
    pub indicator: Handle,
    /// Its id.
    pub id: Arc<str>,
    /// Its title, if it has one.
    pub title: LocalText,
    /// Where it is defined.
    pub location: Location,
    /// The role that answers for the document; an indicator has none of its own.
    pub owner: Option<Arc<str>>,
    /// Roles that are told when it passes a threshold.
    pub alerts: Vec<Arc<str>>,
    /// Which way is better, if that is stated or follows from the thresholds.
    pub better: Option<Better>,
    /// The goal.
    pub target: Option<Stated>,
    /// Where early warning begins.
    pub warn_at: Option<Stated>,
    /// Where alarm begins.
    pub alarm_at: Option<Stated>,
    /// The readings of all channels together first, if there are any, then each channel by name. Never empty.
    pub channels: Vec<Channel>,
}

/// The readings of one channel, and how they stand.
#[derive(Clone, Debug)]
pub struct Channel {
    /// The readings in short, with what they come to.
    pub series: Series,
    /// All readings up to the day of the run, by date, for a chart.
    pub trend: Vec<Reading>,
    /// The last reading held against the one before it; none where there is none, or the two cannot be compared.
    pub change: Option<Change>,
}

/// The readings of one channel of an indicator.
#[derive(Clone, Debug)]
pub struct Series {
    /// The channel; none for all of them together.
    pub channel: Option<Arc<str>>,
    /// Its readings up to the day of the run, by date, those of one day in the order of their files.
    pub rows: Vec<Row>,
    /// Whether there is a reading that counts.
    pub data: Data,
    /// How it stands.
    pub state: State,
}

/// A reading.
#[derive(Clone, Debug)]
pub struct Reading {
    /// Its day.
    pub date: Date,
    /// What was read; none where it cannot be understood.
    pub value: Option<Scalar<'static>>,
    /// On how many cases it rests, if that is stated.
    pub n: Option<i64>,
    /// Where the value stands.
    pub location: Location,
}

/// A value of a definition with its place.
#[derive(Clone, Debug)]
pub struct Stated {
    /// The value.
    pub value: Scalar<'static>,
    /// Where it stands.
    pub location: Location,
}

/// Which way is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Better {
    /// Higher readings.
    Higher,
    /// Lower readings.
    Lower,
}

/// Whether there is a reading that counts.
#[derive(Clone, Debug)]
pub enum Data {
    /// There is.
    Fresh,
    /// There is no reading at all.
    None,
    /// The file that the indicator names holds no readings.
    NoFile,
    /// The latest one rests on fewer cases than the indicator asks for.
    TooFew,
    /// The latest one is too old.
    Stale,
    /// There is one, and the indicator does not say how long a reading counts.
    Ageless(Unclear),
    /// It cannot be told.
    Unclear(Unclear),
}

/// How a series stands. In order of how much it asks for somebody to look.
#[derive(Clone, Debug)]
pub enum State {
    /// The latest reading is past no threshold.
    Calm,
    /// There is no reading that counts: [`Data`] says why.
    NoData,
    /// The latest reading is too old.
    Stale,
    /// The latest reading has reached the early warning.
    Warning,
    /// It cannot be told.
    Unclear(Unclear),
    /// The latest reading has reached the alarm.
    Alarm,
}

/// Why something cannot be told, and where.
#[derive(Clone, Debug)]
pub struct Unclear {
    /// The value that does not say it.
    pub spot: Spot,
    /// Why.
    pub why: Message,
}

/// How all indicators stand, in the order of documents and within them of their files. Retired documents have none.
pub fn standings(knowledge: &Knowledge) -> Vec<Standing> {
    let documents = &knowledge.documents;
    let judged = documents
        .iter()
        .filter(|(id, entry)| entry.table.is_some() && entry.completes.is_none() && !documents.is_retired(*id));
    let tables = judged.filter_map(|(id, entry)| match documents.follow(entry.root(id), "indicators") {
        (Seen::Node(table), _) => Some(table),
        _ => None,
    });
    let all: Vec<Handle> = tables.flat_map(|table| documents.items(table)).collect();
    all.into_iter().map(|indicator| standing(knowledge, indicator)).collect()
}

/// How one indicator stands.
pub fn standing(knowledge: &Knowledge, indicator: Handle) -> Standing {
    let documents = &knowledge.documents;
    let root = documents.get(indicator.document).root(indicator.document);
    let terms = judge::Terms::of(knowledge, indicator);
    let better = terms.better.as_ref().ok().copied();
    let stated = |key: &str| match documents.follow(indicator, key) {
        (Seen::Scalar(value), spot) => {
            Some(Stated { value: value.into_owned(), location: documents.pointed(&spot).location })
        }
        _ => None,
    };
    let word = |below: Handle, key: &str| match documents.follow(below, key) {
        (Seen::Scalar(Scalar::Text(text)), _) => Some(Arc::from(&*text)),
        _ => None,
    };
    let tree = documents.tree(&indicator);
    let channel = |series: Series| {
        let trend = trend::readings(knowledge, &series.rows);
        Channel { change: trend::change(&trend, better), trend, series }
    };
    Standing {
        document: indicator.document,
        indicator,
        id: tree.key(indicator.node).unwrap_or_default().into(),
        title: crate::field::local_text(tree, indicator.node, "title"),
        location: documents.pointed(&Spot::Key(indicator)).location,
        owner: word(root, "owner"),
        alerts: match documents.follow(indicator, "alerts") {
            (Seen::Node(list), _) => knowledge.texts(list),
            _ => word(indicator, "alerts").into_iter().collect(),
        },
        better,
        target: stated("target"),
        warn_at: stated("warn_at"),
        alarm_at: stated("alarm_at"),
        channels: gather::with_terms(knowledge, indicator, &terms).into_iter().map(channel).collect(),
    }
}

impl Standing {
    /// How it stands as a whole: as its worst channel.
    pub fn state(&self) -> &State {
        let states = self.channels.iter().map(|channel| &channel.series.state);
        states.max_by_key(|state| state.weight()).unwrap_or(&State::NoData)
    }
}

impl State {
    /// Its word in scripts and in formats for machines.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Calm => "calm",
            Self::NoData => "no_data",
            Self::Stale => "stale",
            Self::Warning => "warning",
            Self::Unclear(_) => "unclear",
            Self::Alarm => "alarm",
        }
    }

    /// How much it asks for somebody to look; more is more.
    pub fn weight(&self) -> u8 {
        match self {
            Self::Calm => 0,
            Self::NoData => 1,
            Self::Stale => 2,
            Self::Warning => 3,
            Self::Unclear(_) => 4,
            Self::Alarm => 5,
        }
    }
}

impl Data {
    /// Its word in scripts and in formats for machines.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Fresh => "fresh",
            Self::None => "none",
            Self::NoFile => "no_file",
            Self::TooFew => "too_few",
            Self::Stale => "stale",
            Self::Ageless(_) | Self::Unclear(_) => "unclear",
        }
    }
}

#[cfg(test)]
mod tests;
