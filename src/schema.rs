//! Why: what a file may say is written down once, as data. The reader, the unknown-key check, the JSON Schemas and the
//! reference pages all come from the same tables, so they cannot disagree.
//!
//! A [`Table`] lists the keys of one map. The *main field* of a table (★ in the schema pages) is what a bare value in
//! place of the table means: `acknowledge = "24 hours"` is `acknowledge.within`. A single item stands for a list of one.

// The word lists stand as prose does, many to a line; one word to a line would make seven hundred lines of them.
#[rustfmt::skip]
pub mod words;

pub mod check;
pub mod files;
pub mod json;
pub mod path;
pub mod readings;
pub mod shape;

mod data;
mod header;
mod organisation;
mod process;
mod reference;
mod risk;
mod shared;
mod step;
#[cfg(test)]
mod tests;

pub use header::{APPROVAL, CYCLE, LOCAL_TEXT, OWN};
pub use risk::CONCERNED;

/// What a value may be.
#[derive(Clone, Copy, Debug)]
pub enum Type {
    /// Anything.
    Any,
    /// True or false.
    Bool,
    /// A whole number, 0 or more.
    Count,
    /// A whole number, perhaps negative.
    Whole,
    /// A number, a percentage or a duration.
    Measure,
    /// Text for people: a string in the document's language, or `{ en, zh }`.
    Text,
    /// Text for machines: an address, a path, a language code.
    Plain,
    /// An id: letters of any script, digits, `-`, `_`, `.`.
    Id,
    /// A word of a closed list.
    Word(&'static [&'static str]),
    /// A word; the known ones are listed, own ones are allowed.
    OpenWord(&'static [&'static str]),
    /// Text with a unit of time.
    Duration,
    /// A duration, or one of these words (`unlimited`, `never`).
    DurationOr(&'static [&'static str]),
    /// A calendar date, `2026-05-06`.
    Date,
    /// `0` or text with a currency code, `"15 CNY"`.
    Money,
    /// Text with `%`.
    Percent,
    /// Opening hours, `Mo-Fr 09:00-18:00; PH off`, `24/7`.
    Hours,
    /// ISO country or subdivision code.
    Region,
    /// A jurisdiction code of the clause catalogue.
    Jurisdiction,
    /// An IANA time zone.
    Zone,
    /// The id of a clause.
    Clause,
    /// A policy id.
    Policy,
    /// A bare id when one kind of thing is possible, else `thing:id`.
    Reference(&'static [Thing]),
    /// Always `thing:id`, also where one kind of thing is possible: beside it stand bare words or bare ids.
    Typed(&'static [Thing]),
    /// `dataset.field` or `dataset.*`.
    DataField,
    /// A map with known keys.
    Table(&'static Table),
    /// A list; one item stands for a list of one.
    List(&'static Type),
    /// Named things: a map from id to table.
    Named(Thing, &'static Table),
    /// A map from any key to values of one type.
    Map(&'static Type),
    /// A value, or a map from jurisdiction to value.
    ByJurisdiction(&'static Type),
    /// The first type that fits.
    Either(&'static [Type]),
}

/// A map with known keys.
#[derive(Debug)]
pub struct Table {
    /// Name of the shape, for schemas and reference pages: `deadline`.
    pub name: &'static str,
    /// Its keys.
    pub fields: &'static [Field],
    /// The field that a bare value stands for.
    pub main: Option<&'static str>,
    /// How an unknown key is taken.
    pub unknown: Unknown,
}

/// How an unknown key of a table is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unknown {
    /// A warning: a slip is likely, the rest still reads.
    Warn,
    /// An error: here a slip hides a duty.
    Refuse,
    /// Fine: own keys are welcome.
    Allow,
}

/// One key of a table.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// The key.
    pub name: &'static str,
    /// What it holds.
    pub ty: Type,
    /// Who asks for it.
    pub needed: Needed,
    /// What it means, in a short sentence or phrase: English.
    pub en: &'static str,
    /// The same in Chinese.
    pub zh: &'static str,
    /// The value that holds when the key is absent (model.md section 1, principle 3: very few have one).
    pub default: Option<Default>,
}

/// What holds when a key is absent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Default {
    /// A fixed word.
    Word(&'static str),
    /// A fixed number.
    Number(i64),
    /// The key of the entry itself, where it is an allowed word.
    OwnKey,
    /// All channels of the same document.
    OwnChannels,
}

/// Who asks for a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needed {
    /// The schema: without it the document cannot be read as its kind.
    Schema,
    /// Some rule.
    Rule,
    /// Nobody.
    Optional,
}

/// A type of named thing. Each has one namespace over the workspace, but for those that belong to their document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the names are the words of the schema")]
pub enum Thing {
    Process,
    Data,
    Organisation,
    RiskRegister,
    Step,
    Deadline,
    Priority,
    Grade,
    Level,
    Channel,
    Notice,
    Survey,
    Report,
    Role,
    Calendar,
    System,
    Body,
    Indicator,
    Purpose,
    Activity,
    Dataset,
    DataField,
    Consent,
    Vendor,
    Flow,
    Assessment,
    Officer,
    Audit,
    WrittenPolicy,
    Inventory,
    Statement,
    Risk,
    Treatment,
}

/// The table of a native kind of document: `process`, `data`, `organisation`, `risk`.
pub fn kind(word: &str) -> Option<&'static Table> {
    KINDS.into_iter().find(|table| table.name == word)
}

/// The table of one step of a process.
pub fn step_table() -> &'static Table {
    &step::STEP_TABLE
}

/// The tables of the four native kinds; the name of each is the word after `kind`.
pub static KINDS: [&Table; 4] = [&process::PROCESS, &data::DATA, &organisation::ORGANISATION, &risk::RISK];

/// A field without which the document cannot be read as its kind.
pub const fn needed(name: &'static str, ty: Type, en: &'static str, zh: &'static str) -> Field {
    Field { name, ty, needed: Needed::Schema, en, zh, default: None }
}

/// A field that some rule asks for.
pub const fn rule(name: &'static str, ty: Type, en: &'static str, zh: &'static str) -> Field {
    Field { name, ty, needed: Needed::Rule, en, zh, default: None }
}

/// A field that nobody asks for.
pub const fn optional(name: &'static str, ty: Type, en: &'static str, zh: &'static str) -> Field {
    Field { name, ty, needed: Needed::Optional, en, zh, default: None }
}

/// Several field lists as one, for tables that share fields. `N` is the sum of their lengths.
pub const fn join<const N: usize>(parts: &[&[Field]]) -> [Field; N] {
    let mut out = [OWN; N];
    let mut filled = 0;
    let mut part = 0;
    while part < parts.len() {
        let mut at = 0;
        while at < parts[part].len() {
            out[filled] = parts[part][at];
            filled += 1;
            at += 1;
        }
        part += 1;
    }
    assert!(filled == N, "N is the sum of the lengths");
    out
}

impl Field {
    /// The same field with a default.
    #[must_use]
    pub const fn default(self, default: Default) -> Self {
        Self { default: Some(default), ..self }
    }
}

impl Table {
    /// A table in which an unknown key is a warning.
    pub const fn new(name: &'static str, main: Option<&'static str>, fields: &'static [Field]) -> Self {
        Self { name, fields, main, unknown: Unknown::Warn }
    }

    /// The same table, in which an unknown key is an error.
    #[must_use]
    pub const fn strict(self) -> Self {
        Self { unknown: Unknown::Refuse, ..self }
    }

    /// The field with this key.
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.name == name)
    }
}

impl Thing {
    /// Those whose names belong to their document.
    pub const LOCAL: [Self; 6] =
        [Self::Step, Self::Deadline, Self::Priority, Self::Grade, Self::Level, Self::Treatment];

    /// The word before the colon in a typed reference: `vendor` in `vendor:courier`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Process => "process",
            Self::Data => "data",
            Self::Organisation => "organisation",
            Self::RiskRegister => "risk_register",
            Self::Step => "step",
            Self::Deadline => "deadline",
            Self::Priority => "priority",
            Self::Grade => "grade",
            Self::Level => "level",
            Self::Channel => "channel",
            Self::Notice => "notice",
            Self::Survey => "survey",
            Self::Report => "report",
            Self::Role => "role",
            Self::Calendar => "calendar",
            Self::System => "system",
            Self::Body => "body",
            Self::Indicator => "indicator",
            Self::Purpose => "purpose",
            Self::Activity => "activity",
            Self::Dataset => "dataset",
            Self::DataField => "field",
            Self::Consent => "consent",
            Self::Vendor => "vendor",
            Self::Flow => "flow",
            Self::Assessment => "assessment",
            Self::Officer => "officer",
            Self::Audit => "audit",
            Self::WrittenPolicy => "written_policy",
            Self::Inventory => "inventory",
            Self::Statement => "statement",
            Self::Risk => "risk",
            Self::Treatment => "treatment",
        }
    }

    /// Whether the name belongs to its document, so that other documents write `document-id/name`.
    pub fn is_local(self) -> bool {
        Self::LOCAL.contains(&self)
    }
}
