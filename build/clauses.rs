//! Why: a slip in the catalogue of laws would reach every user as a wrong duty. So each entry is read strictly, and the
//! first fault stops the build with the id of the clause and what to mend.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::record::{
    ADDRESSEES, Both, Counting, Day, Entry, Head, JURISDICTIONS, Kind, ParameterRecord, Record, RecordValue, Relation,
    SECTORS, Shape, SourceKind, Status,
};

/// The file as written. Unknown keys are refused: a misspelt one would drop a duty in silence.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Catalogue {
    schema: i64,
    as_of: String,
    clause: Vec<Written>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    id: String,
    instrument: String,
    instrument_zh: String,
    clause: String,
    clause_zh: String,
    jurisdiction: String,
    in_force: String,
    status: Status,
    kind: Kind,
    title_en: String,
    title_zh: String,
    obligation_en: String,
    obligation_zh: String,
    addressee: Vec<String>,
    sectors: Vec<String>,
    applies_when_en: String,
    applies_when_zh: String,
    relation_hint: Relation,
    effect: Option<Effect>,
    parameters: Vec<WrittenParameter>,
    evidence: String,
    confidence: Confidence,
    source: String,
    source_kind: SourceKind,
    note: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenParameter {
    name: String,
    value: WrittenValue,
    unit: String,
    calendar: Counting,
    from: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum WrittenValue {
    Bool(bool),
    Whole(i64),
    Float(f64),
    Text(String),
    List(Vec<String>),
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Effect {
    Relief,
}

#[derive(Clone, Copy, Deserialize)]
enum Confidence {
    #[serde(rename = "verified")]
    Verified,
    #[serde(rename = "from memory, unverified")]
    Memory,
}

/// The blob of a catalogue; its layout stands in the record file.
///
/// # Errors
/// The first fault, with the id of the clause it stands in.
pub fn blob(text: &str) -> Result<Vec<u8>, String> {
    let catalogue: Catalogue = toml::from_str(text).map_err(|error| error.to_string())?;
    if catalogue.schema != 1 {
        return Err(format!("schema is {}, this build reads schema 1", catalogue.schema));
    }
    let as_of = day("as_of", &catalogue.as_of)?;
    let mut sorted = BTreeMap::new();
    for written in &catalogue.clause {
        let record = record(written, as_of).map_err(|error| format!("clause \"{}\": {error}", written.id))?;
        if sorted.insert(written.id.as_str(), record).is_some() {
            return Err(format!("clause \"{}\" stands twice; remove one", written.id));
        }
    }
    let mut records = Vec::new();
    let mut entries = Vec::new();
    for (id, record) in &sorted {
        let bytes = encode(record)?;
        entries.push(Entry { id, start: offset(records.len())?, len: offset(bytes.len())? });
        records.extend_from_slice(&bytes);
    }
    let head = encode(&Head { as_of, entries })?;
    let mut blob = offset(head.len())?.to_le_bytes().to_vec();
    blob.extend_from_slice(&head);
    blob.extend_from_slice(&records);
    Ok(blob)
}

fn record(written: &Written, as_of: Day) -> Result<Record<'_>, String> {
    let id_is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"._-".contains(&byte);
    if written.id.is_empty() || !written.id.bytes().all(id_is_plain) {
        return Err("an id has only letters, digits, \".\", \"_\" and \"-\"".to_owned());
    }
    known("jurisdiction", &written.jurisdiction, &JURISDICTIONS)?;
    let in_force = day("in_force", &written.in_force)?;
    let reached = (in_force.year, in_force.month, in_force.day) <= (as_of.year, as_of.month, as_of.day);
    if matches!((written.status, reached), (Status::InForce, false) | (Status::Future, true)) {
        return Err(format!("in_force {} and status disagree as of the catalogue's day", written.in_force));
    }
    if matches!(written.kind, Kind::Internal | Kind::Contract) {
        return Err("own rules and contracts belong to a workspace, not to the catalogue".to_owned());
    }
    if written.applies_when_en.is_empty() != written.applies_when_zh.is_empty() {
        return Err("applies_when stands in one language only".to_owned());
    }
    Ok(Record {
        instrument: both("instrument", &written.instrument, &written.instrument_zh)?,
        clause: both("clause", &written.clause, &written.clause_zh)?,
        jurisdiction: &written.jurisdiction,
        in_force,
        status: written.status,
        kind: written.kind,
        title: both("title", &written.title_en, &written.title_zh)?,
        obligation: both("obligation", &written.obligation_en, &written.obligation_zh)?,
        addressee: words("addressee", &written.addressee, &ADDRESSEES).and_then(some_word)?,
        sectors: words("sectors", &written.sectors, &SECTORS)?,
        applies_when: Both { en: &written.applies_when_en, zh: &written.applies_when_zh },
        relation_hint: written.relation_hint,
        relief: matches!(written.effect, Some(Effect::Relief)),
        parameters: parameters(&written.parameters)?,
        evidence: filled("evidence", &written.evidence)?,
        verified: matches!(written.confidence, Confidence::Verified),
        source: filled("source", &written.source)?,
        source_kind: written.source_kind,
        note: written.note.as_deref().map(|note| filled("note", note)).transpose()?,
    })
}

fn parameters(written: &[WrittenParameter]) -> Result<Vec<ParameterRecord<'_>>, String> {
    let mut records: Vec<ParameterRecord<'_>> = Vec::with_capacity(written.len());
    for parameter in written {
        let name = filled("parameter name", &parameter.name)?;
        if records.iter().any(|earlier| earlier.name == name) {
            return Err(format!("parameter \"{name}\" stands twice"));
        }
        let value = match &parameter.value {
            WrittenValue::Bool(value) => RecordValue::Bool(*value),
            WrittenValue::Whole(value) => RecordValue::Whole(*value),
            WrittenValue::Float(value) => RecordValue::Float(*value),
            WrittenValue::Text(value) => RecordValue::Text(value),
            WrittenValue::List(items) => RecordValue::List(items.iter().map(String::as_str).collect()),
        };
        let shape = Shape::of_unit(&parameter.unit)
            .ok_or_else(|| format!("parameter \"{name}\": unknown unit \"{}\"", parameter.unit))?;
        if !shape.fits(&value) {
            return Err(format!("parameter \"{name}\": the value does not fit the unit \"{}\"", parameter.unit));
        }
        if !parameter.calendar.fits(&parameter.unit) {
            return Err(format!("parameter \"{name}\": the calendar does not fit the unit \"{}\"", parameter.unit));
        }
        let from = parameter.from.as_deref().map(|from| filled("from", from)).transpose()?;
        records.push(ParameterRecord { name, value, unit: &parameter.unit, calendar: parameter.calendar, from });
    }
    Ok(records)
}

fn both<'a>(field: &str, en: &'a str, zh: &'a str) -> Result<Both<'a>, String> {
    Ok(Both { en: filled(field, en)?, zh: filled(field, zh)? })
}

fn filled<'a>(field: &str, text: &'a str) -> Result<&'a str, String> {
    if text.trim().is_empty() { Err(format!("{field} is empty")) } else { Ok(text) }
}

fn known(field: &str, word: &str, words: &[&str]) -> Result<(), String> {
    if words.contains(&word) { Ok(()) } else { Err(format!("{field}: \"{word}\" is none of {}", words.join(", "))) }
}

fn words<'a>(field: &str, written: &'a [String], allowed: &[&str]) -> Result<Vec<&'a str>, String> {
    for (at, word) in written.iter().enumerate() {
        known(field, word, allowed)?;
        if written[..at].contains(word) {
            return Err(format!("{field}: \"{word}\" stands twice"));
        }
    }
    Ok(written.iter().map(String::as_str).collect())
}

fn some_word(words: Vec<&str>) -> Result<Vec<&str>, String> {
    if words.is_empty() { Err("addressee names nobody".to_owned()) } else { Ok(words) }
}

/// A date that exists; the parser of TOML dates knows the lengths of months.
fn day(field: &str, text: &str) -> Result<Day, String> {
    let wrong = || format!("{field}: \"{text}\" is no date; write it like 2026-11-22");
    let parsed: toml::value::Datetime = text.parse().map_err(|_| wrong())?;
    match (parsed.date, parsed.time, parsed.offset) {
        (Some(date), None, None) => Ok(Day {
            year: i16::try_from(date.year).map_err(|_| wrong())?,
            month: i8::try_from(date.month).map_err(|_| wrong())?,
            day: i8::try_from(date.day).map_err(|_| wrong())?,
        }),
        _ => Err(wrong()),
    }
}

fn encode(value: &impl serde::Serialize) -> Result<Vec<u8>, String> {
    postcard::to_stdvec(value).map_err(|error| error.to_string())
}

fn offset(length: usize) -> Result<u32, String> {
    u32::try_from(length).map_err(|_| "the catalogue is larger than 4 GiB".to_owned())
}
