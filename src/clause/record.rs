//! Why: the build script writes the clause catalogue and the library reads it. Both include this one file, so that the
//! two ends of the blob cannot drift apart, and the words of the catalogue are listed once.
//!
//! Blob `clauses.bin`: the length of the head as a little-endian `u32`; the [`Head`] with the place of every record;
//! then the [`Record`]s. Head and records are postcard, so a lookup decodes the head once and one record. Everything in
//! here is used by both sides; what only the library needs stands in its own modules.

use serde::{Deserialize, Serialize};

/// Who a clause can bind, `regulations.md`. `authority` is a regulator or public body, never the organisation that is
/// checked.
pub const ADDRESSEES: [&str; 14] = [
    "any_organisation",
    "trader",
    "data_controller",
    "data_processor",
    "platform",
    "telecom",
    "express",
    "bank_insurer",
    "payment",
    "financial",
    "algorithm_provider",
    "bot_operator",
    "essential_entity",
    "authority",
];

/// Trades that a clause can be limited to, `regulations.md`.
pub const SECTORS: [&str; 12] = [
    "telecom",
    "retail",
    "ecommerce",
    "finance",
    "payments",
    "insurance",
    "express",
    "energy",
    "public",
    "health",
    "travel",
    "digital",
];

/// Jurisdictions of the built-in catalogue. `INT` stands for standards and programmes without a country.
pub const JURISDICTIONS: [&str; 13] =
    ["CN", "EU", "UK", "ES", "US", "US-CA", "AU", "SG", "HK", "KR", "IN", "BR", "INT"];

/// Head of the blob.
#[derive(Debug, Serialize, Deserialize)]
pub struct Head<'a> {
    /// The day for which the catalogue is written.
    pub as_of: Day,
    /// One entry a clause, sorted by id.
    #[serde(borrow)]
    pub entries: Vec<Entry<'a>>,
}

/// Where the record of a clause lies.
#[derive(Debug, Serialize, Deserialize)]
pub struct Entry<'a> {
    /// Id of the clause.
    pub id: &'a str,
    /// First byte, counted from the end of the head.
    pub start: u32,
    /// Length in bytes.
    pub len: u32,
}

/// A calendar date that exists; the build refuses others.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Day {
    /// Year.
    pub year: i16,
    /// Month, 1 to 12.
    pub month: i8,
    /// Day of the month, from 1.
    pub day: i8,
}

/// One text in both languages.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Both<'a> {
    /// English; empty only where the Chinese text is.
    pub en: &'a str,
    /// Simplified Chinese; empty only where the English text is.
    pub zh: &'a str,
}

/// One clause. The fields are those of `regulations.md`; the id stands in the [`Entry`].
#[derive(Debug, Serialize, Deserialize)]
#[allow(missing_docs, reason = "crate::clause::Clause documents the same fields")]
pub struct Record<'a> {
    #[serde(borrow)]
    pub instrument: Both<'a>,
    pub clause: Both<'a>,
    pub jurisdiction: &'a str,
    pub in_force: Day,
    pub status: Status,
    pub kind: Kind,
    pub title: Both<'a>,
    pub obligation: Both<'a>,
    pub addressee: Vec<&'a str>,
    pub sectors: Vec<&'a str>,
    pub applies_when: Both<'a>,
    pub relation_hint: Relation,
    pub relief: bool,
    pub parameters: Vec<ParameterRecord<'a>>,
    pub evidence: &'a str,
    pub verified: bool,
    pub source: &'a str,
    pub source_kind: SourceKind,
    pub note: Option<&'a str>,
}

/// One parameter of a clause.
#[derive(Debug, Serialize, Deserialize)]
#[allow(missing_docs, reason = "crate::clause::Parameter documents the same fields")]
pub struct ParameterRecord<'a> {
    pub name: &'a str,
    #[serde(borrow)]
    pub value: RecordValue<'a>,
    pub unit: &'a str,
    pub calendar: Counting,
    pub from: Option<&'a str>,
}

/// Value of a parameter.
#[derive(Debug, Serialize, Deserialize)]
pub enum RecordValue<'a> {
    /// A whole number, exact.
    Whole(i64),
    /// Any other number.
    Float(f64),
    /// True or false.
    Bool(bool),
    /// A word where the law gives no number (`immediately`).
    #[serde(borrow)]
    Text(&'a str),
    /// Items.
    List(Vec<&'a str>),
}

/// Whether a clause holds, as of the day of the catalogue. On another day the date decides, but repealed stays so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// It holds.
    InForce,
    /// Its first day is known and not reached.
    Future,
    /// It holds no more; kept so that nobody cites it by mistake.
    Repealed,
}

/// What kind of text a clause stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A law.
    Law,
    /// A regulation or binding rule below a law.
    Regulation,
    /// A guideline of an authority.
    Guideline,
    /// A standard.
    Standard,
    /// A programme that one takes part in.
    Program,
    /// An own rule of the organisation.
    Internal,
    /// A promise in a contract.
    Contract,
}

/// What a clause is to a rule that cites it. The order is the order of strength.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// Good practice or foreign; never shown as a duty.
    Model,
    /// A duty that the rule serves; gives no number.
    Supports,
    /// The clause states the number or the items that the rule takes over.
    Sets,
}

/// How a length of time is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Counting {
    /// Elapsed minutes or hours.
    Clock,
    /// Calendar days, weeks, months, years.
    Calendar,
    /// Working hours or days of the jurisdiction.
    Business,
    /// Not a length of time.
    None,
}

/// What was opened to check a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SourceKind {
    /// The full text.
    PrimaryText,
    /// A page of the authority.
    OfficialPage,
    /// A third party that quotes the text.
    SecondaryQuotingPrimary,
    /// A summary.
    Secondary,
    /// Nothing: written from memory.
    Memory,
}

/// What a unit asks the value to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A whole number, 0 or more: a length of time.
    Time,
    /// A finite number, 0 or more.
    Number,
    /// True or false.
    Bool,
    /// Text.
    Text,
    /// A list of texts.
    List,
}

impl Shape {
    /// What `unit` asks for; `None` when there is no such unit. A currency is three capital letters, ISO 4217.
    pub fn of_unit(unit: &str) -> Option<Self> {
        match unit {
            "minute" | "hour" | "day" | "week" | "month" | "year" => Some(Self::Time),
            "people" | "age" | "count" | "percent" => Some(Self::Number),
            "bool" => Some(Self::Bool),
            "list" => Some(Self::List),
            "text" => Some(Self::Text),
            _ if unit.len() == 3 && unit.bytes().all(|byte| byte.is_ascii_uppercase()) => Some(Self::Number),
            _ => None,
        }
    }

    /// Whether `value` has this shape.
    pub fn fits(self, value: &RecordValue<'_>) -> bool {
        match self {
            Self::Time => matches!(value, RecordValue::Whole(0..)),
            Self::Number => match value {
                RecordValue::Whole(whole) => *whole >= 0,
                RecordValue::Float(float) => float.is_finite() && *float >= 0.0,
                _ => false,
            },
            Self::Bool => matches!(value, RecordValue::Bool(_)),
            Self::Text => matches!(value, RecordValue::Text(_)),
            Self::List => matches!(value, RecordValue::List(_)),
        }
    }
}

impl Counting {
    /// Whether `unit` can be counted this way. Hours may be counted by no calendar at all (eight hours of every day).
    pub fn fits(self, unit: &str) -> bool {
        match self {
            Self::Clock => matches!(unit, "minute" | "hour"),
            Self::Calendar => matches!(unit, "day" | "week" | "month" | "year"),
            Self::Business => matches!(unit, "hour" | "day"),
            Self::None => !matches!(unit, "minute" | "day" | "week" | "month" | "year"),
        }
    }
}
