//! Why: a finding is worth as much as the clause behind it. This module knows every obligation that a rule may cite: of
//! laws, standards and programmes from the catalogue inside the binary, and of the organisation itself from
//! `clauses/*.toml`, and says whether it binds the organisation that is checked.
//!
//! A clause is shown to people by its [`Citation`] in their language, never by its id.

pub mod catalogue;
pub mod not_held;
mod record;
pub mod scope;
mod word;
pub mod workspace;

use std::sync::Arc;

use jiff::civil::Date;

use crate::diagnostic::Location;
use crate::document::Number;
use crate::message::LocalText;
pub use catalogue::Catalogue;
pub use record::{ADDRESSEES, Counting, JURISDICTIONS, Kind, Relation, SECTORS, SourceKind, Status};
pub use scope::{
    OutOfScope, Scope, allowed_relation, has_law, in_scope, is_duty, is_jurisdiction, laws, supplies_number,
};

/// One obligation.
#[derive(Clone, Debug, PartialEq)]
pub struct Clause {
    /// Stable key by which policies cite it, `gdpr.art33.1`; NFC.
    pub id: Arc<str>,
    /// The law, standard, own rule book or contract.
    pub instrument: LocalText,
    /// The article or section in it; empty only for a workspace clause that is the whole instrument.
    pub clause: LocalText,
    /// Where it applies: a code of [`JURISDICTIONS`], or for workspace clauses also a country or subdivision code.
    pub jurisdiction: Arc<str>,
    /// First day on which it applies. For standards and programmes a publication or start date.
    pub in_force: Date,
    /// Whether it holds, as of the day of the catalogue; for another day see [`in_scope`].
    pub status: Status,
    /// What kind of text it stands in.
    pub kind: Kind,
    /// Short title.
    pub title: LocalText,
    /// The duty, in one or two sentences of our own.
    pub obligation: LocalText,
    /// Whom it binds, words of [`ADDRESSEES`]; never empty.
    pub addressee: Vec<&'static str>,
    /// Trades it binds, words of [`SECTORS`]; empty means all.
    pub sectors: Vec<&'static str>,
    /// A further condition for people to weigh (an event, a threshold); no check evaluates it. Empty: none.
    pub applies_when: LocalText,
    /// The strongest relation that a citation may have, see [`allowed_relation`].
    pub relation_hint: Relation,
    /// It lightens a duty and is never shown as one.
    pub relief: bool,
    /// Numbers, items and words that it states. Names are unique within a clause.
    pub parameters: Vec<Parameter>,
    /// What in a document shows that the duty is met; empty if not stated.
    pub evidence: Arc<str>,
    /// A source was opened and supports the number and the duty. Own clauses are their own source.
    pub verified: bool,
    /// What was opened, or where an own text lies; empty if not stated.
    pub source: Arc<str>,
    /// How close to the text that source is; `None` for workspace clauses.
    pub source_kind: Option<SourceKind>,
    /// What needs care.
    pub note: Option<Arc<str>>,
    /// Who wrote it.
    pub origin: Origin,
}

/// Where a clause comes from.
#[derive(Clone, Debug, PartialEq)]
pub enum Origin {
    /// The catalogue inside the binary.
    Builtin,
    /// A file of the workspace.
    Workspace(Box<Own>),
}

/// What only a clause of the workspace has: somebody answers for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Own {
    /// The `id` value in its file.
    pub location: Location,
    /// Role or person that answers for it.
    pub owner: Arc<str>,
    /// Version of the own rule book or contract.
    pub version: Arc<str>,
    /// Role or person that approved it.
    pub approved_by: Arc<str>,
    /// When it was approved, if stated.
    pub approved_on: Option<Date>,
}

/// Something that a clause states and a check can take over.
#[derive(Clone, Debug, PartialEq)]
pub struct Parameter {
    /// What it is; time limits share one vocabulary (`ack_within`, `respond_within` …, `regulations.md`).
    pub name: Arc<str>,
    /// The value.
    pub value: ParameterValue,
    /// `minute` to `year`, `people`, `age`, `count`, `percent`, `bool`, `list`, `text`, or an ISO 4217 currency code.
    pub unit: Arc<str>,
    /// How a length of time is counted.
    pub calendar: Counting,
    /// The event that starts the clock.
    pub from: Option<Arc<str>>,
}

/// Value of a [`Parameter`].
#[derive(Clone, Debug, PartialEq)]
pub enum ParameterValue {
    /// A number; whole numbers are exact, lengths of time are whole and 0 or more.
    Number(Number),
    /// A word where the clause gives no number (`immediately`): a pack then brings its own default and says so.
    Text(Arc<str>),
    /// True or false.
    Bool(bool),
    /// Items, words of the native schema.
    List(Vec<Arc<str>>),
}

/// How a clause is named to people. The render floor makes `《个人信息保护法》第六条` or
/// `Personal Information Protection Law (PIPL), art. 6` of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// The law, standard, own rule book or contract.
    pub instrument: LocalText,
    /// Article or section; may be empty.
    pub clause: LocalText,
}

impl Clause {
    /// How to name it to people.
    pub fn citation(&self) -> Citation {
        Citation { instrument: self.instrument.clone(), clause: self.clause.clone() }
    }

    /// The parameter of this name.
    pub fn parameter(&self, name: &str) -> Option<&Parameter> {
        self.parameters.iter().find(|parameter| &*parameter.name == name)
    }

    /// The catalogue word for not meeting it: a law is broken, a standard, guideline or programme fallen short of, an
    /// own rule or promise missed. Only law and regulation may be called broken.
    pub fn breach_word(&self) -> &'static str {
        match self.kind {
            Kind::Law | Kind::Regulation => "word.breach.law",
            Kind::Guideline | Kind::Standard | Kind::Program => "word.breach.standard",
            Kind::Internal | Kind::Contract => "word.breach.own",
        }
    }

    /// The workspace part, if it is a clause of the workspace.
    pub fn own(&self) -> Option<&Own> {
        match &self.origin {
            Origin::Builtin => None,
            Origin::Workspace(own) => Some(own),
        }
    }
}

/// A time limit in the words of the native schema: `24 hours`, `15 calendar days`, `10 business days`, `8 weeks`.
/// `None` when the parameter is no length of time (a word, an amount, hours of every day).
pub fn parameter_as_duration_text(parameter: &Parameter) -> Option<String> {
    let ParameterValue::Number(Number::Int(amount @ 0..)) = parameter.value else { return None };
    let unit = &*parameter.unit;
    if !parameter.calendar.fits(unit) {
        return None;
    }
    let counted = match (parameter.calendar, unit) {
        (Counting::Clock, _) | (Counting::Calendar, "week" | "month" | "year") => "",
        (Counting::Calendar, _) => "calendar ",
        (Counting::Business, _) => "business ",
        (Counting::None, _) => return None,
    };
    let plural = if amount == 1 { "" } else { "s" };
    Some(format!("{amount} {counted}{unit}{plural}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limit(amount: i64, unit: &str, calendar: Counting) -> Option<String> {
        let value = ParameterValue::Number(Number::Int(amount));
        parameter_as_duration_text(&Parameter { name: "within".into(), value, unit: unit.into(), calendar, from: None })
    }

    #[test]
    fn time_limits_read_as_durations_of_the_native_schema() {
        assert_eq!(limit(24, "hour", Counting::Clock).as_deref(), Some("24 hours"));
        assert_eq!(limit(15, "day", Counting::Calendar).as_deref(), Some("15 calendar days"));
        assert_eq!(limit(10, "day", Counting::Business).as_deref(), Some("10 business days"));
        assert_eq!(limit(1, "day", Counting::Business).as_deref(), Some("1 business day"));
        assert_eq!(limit(8, "hour", Counting::Business).as_deref(), Some("8 business hours"));
        assert_eq!(limit(8, "week", Counting::Calendar).as_deref(), Some("8 weeks"));
        assert_eq!(limit(1, "month", Counting::Calendar).as_deref(), Some("1 month"));
    }

    #[test]
    fn what_is_no_length_of_time_has_no_duration() {
        assert_eq!(limit(24, "hour", Counting::None), None, "hours of every day are not a limit");
        assert_eq!(limit(100_000, "people", Counting::None), None);
        assert_eq!(limit(-1, "day", Counting::Calendar), None);
        assert_eq!(limit(2, "month", Counting::Business), None);
    }

    #[test]
    fn every_time_limit_of_the_catalogue_has_a_duration_text() {
        let catalogue = Catalogue::builtin();
        let mut seen = 0;
        for parameter in catalogue.clauses().flat_map(|clause| &clause.parameters) {
            let is_time = parameter.calendar != Counting::None;
            assert_eq!(parameter_as_duration_text(parameter).is_some(), is_time, "{parameter:?}");
            seen += usize::from(is_time);
        }
        assert_eq!(seen, 96);
    }

    #[test]
    fn only_law_is_broken() {
        let catalogue = Catalogue::builtin();
        let word = |id| catalogue.get(id).map(Clause::breach_word);
        assert_eq!(word("cn.pipl.art6"), Some("word.breach.law"));
        assert_eq!(word("us.ccpa.7021b"), Some("word.breach.law"));
        assert_eq!(word("iso10002.7.4"), Some("word.breach.standard"));
        assert_eq!(word("au.rg271.51"), Some("word.breach.standard"));
    }
}
