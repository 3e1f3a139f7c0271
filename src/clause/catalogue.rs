//! Why: a run cites a few dozen of the clauses it could cite. The catalogue lies in the binary as one blob with an index,
//! so that a lookup decodes the clause asked for, once, and starting costs a few microseconds.

use std::sync::{Arc, LazyLock, OnceLock};

use jiff::civil::Date;
use unicode_normalization::UnicodeNormalization;

use super::record::{self, Both, Day, Entry, Head, ParameterRecord, Record, RecordValue};
use super::{Clause, Origin, Parameter, ParameterValue};
use crate::document::Number;
use crate::message::LocalText;
use crate::near;

/// Every clause that can be cited in one workspace. Cheap to make: the built-in part is shared by all catalogues of the
/// process.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    /// Sorted by id.
    own: Vec<Clause>,
}

struct Builtin {
    as_of: Date,
    /// Sorted by id.
    entries: Vec<Entry<'static>>,
    records: &'static [u8],
    decoded: Vec<OnceLock<Box<Clause>>>,
}

/// Written by the build script, which fails rather than write a blob that does not decode; a test decodes all of it.
static BLOB: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/clauses.bin"));

#[expect(clippy::expect_used, reason = "the build fails rather than write such a blob")]
static BUILTIN: LazyLock<Builtin> = LazyLock::new(|| open(BLOB).expect("the build script wrote the catalogue"));

impl Catalogue {
    /// The clauses inside the binary.
    pub fn builtin() -> Self {
        Self::default()
    }

    /// The clauses inside the binary and those of a workspace. [`super::workspace::read`] has already reported ids that
    /// clash; here the built-in clause stands, and of two own clauses the first.
    pub fn with_workspace(clauses: Vec<Clause>) -> Self {
        let mut own = clauses;
        own.retain(|clause| BUILTIN.find(&clause.id).is_none());
        own.sort_by(|one, other| one.id.cmp(&other.id));
        own.dedup_by(|later, first| later.id == first.id);
        Self { own }
    }

    /// The day for which the built-in catalogue was written.
    pub fn as_of() -> Date {
        BUILTIN.as_of
    }

    /// The clause with this id. Ids are compared after NFC.
    pub fn get(&self, id: &str) -> Option<&Clause> {
        if let Some(at) = BUILTIN.find(id) {
            return BUILTIN.clause(at);
        }
        let normal = normal_id(id);
        let at = self.own.binary_search_by(|clause| (*clause.id).cmp(&normal)).ok()?;
        self.own.get(at)
    }

    /// All ids: the built-in ones in order, then those of the workspace in order. Decodes no clause.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        BUILTIN.entries.iter().map(|entry| entry.id).chain(self.own.iter().map(|clause| &*clause.id))
    }

    /// All clauses, in the order of [`Catalogue::ids`]. Decodes the whole catalogue.
    pub fn clauses(&self) -> impl Iterator<Item = &Clause> {
        (0..BUILTIN.entries.len()).filter_map(|at| BUILTIN.clause(at)).chain(&self.own)
    }

    /// The id nearest to one that is unknown, if any is near.
    pub fn nearest(&self, id: &str) -> Option<&str> {
        near::nearest(id, self.ids())
    }
}

/// An id as it is stored and compared: NFC, so that the same word typed on two systems is one id.
pub(super) fn normal_id(id: &str) -> String {
    if id.is_ascii() { id.to_owned() } else { id.nfc().collect() }
}

impl Builtin {
    fn find(&self, id: &str) -> Option<usize> {
        self.entries.binary_search_by(|entry| entry.id.cmp(id)).ok()
    }

    #[expect(clippy::expect_used, reason = "the build fails rather than write such a record")]
    fn clause(&self, at: usize) -> Option<&Clause> {
        let cell = self.decoded.get(at)?;
        Some(cell.get_or_init(|| Box::new(self.decode(at).expect("the build script wrote the record"))))
    }

    fn decode(&self, at: usize) -> Option<Clause> {
        let entry = self.entries.get(at)?;
        let start = entry.start as usize;
        let bytes = self.records.get(start..start.checked_add(entry.len as usize)?)?;
        clause(entry.id, postcard::from_bytes(bytes).ok()?)
    }
}

fn open(blob: &'static [u8]) -> Option<Builtin> {
    let (length, rest) = blob.split_first_chunk::<4>()?;
    let (head, records) = rest.split_at_checked(u32::from_le_bytes(*length) as usize)?;
    let Head { as_of, entries } = postcard::from_bytes(head).ok()?;
    let decoded = entries.iter().map(|_| OnceLock::new()).collect();
    Some(Builtin { as_of: date(as_of)?, entries, records, decoded })
}

fn clause(id: &str, record: Record<'static>) -> Option<Clause> {
    Some(Clause {
        id: id.into(),
        instrument: local(record.instrument),
        clause: local(record.clause),
        jurisdiction: record.jurisdiction.into(),
        in_force: date(record.in_force)?,
        status: record.status,
        kind: record.kind,
        title: local(record.title),
        obligation: local(record.obligation),
        addressee: record.addressee,
        sectors: record.sectors,
        applies_when: local(record.applies_when),
        relation_hint: record.relation_hint,
        relief: record.relief,
        parameters: record.parameters.into_iter().map(parameter).collect(),
        evidence: record.evidence.into(),
        verified: record.verified,
        source: record.source.into(),
        source_kind: Some(record.source_kind),
        note: record.note.map(Arc::from),
        origin: Origin::Builtin,
    })
}

fn parameter(record: ParameterRecord<'_>) -> Parameter {
    let value = match record.value {
        RecordValue::Whole(value) => ParameterValue::Number(Number::Int(value)),
        RecordValue::Float(value) => ParameterValue::Number(Number::Float(value)),
        RecordValue::Bool(value) => ParameterValue::Bool(value),
        RecordValue::Text(value) => ParameterValue::Text(value.into()),
        RecordValue::List(items) => ParameterValue::List(items.into_iter().map(Arc::from).collect()),
    };
    Parameter {
        name: record.name.into(),
        value,
        unit: record.unit.into(),
        calendar: record.calendar,
        from: record.from.map(Arc::from),
    }
}

/// An empty text is one that is not written.
fn local(both: Both<'_>) -> LocalText {
    let text = |text: &str| (!text.is_empty()).then(|| Arc::from(text));
    LocalText { en: text(both.en), zh: text(both.zh) }
}

fn date(day: record::Day) -> Option<Date> {
    let Day { year, month, day } = day;
    Date::new(year, month, day).ok()
}

#[cfg(test)]
#[path = "../../build/clauses.rs"]
mod layout;

#[cfg(test)]
mod tests;
