//! Why: comparing values is where a checker lies or tells the truth. All comparisons of all rules, scripted or not, come
//! through here, and there are three answers: yes, no, and "this cannot be told", with the reason.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::sync::Arc;

use jiff::civil::Date;

use crate::message::Message;
use crate::scalar::money::Money;
use crate::scalar::percent::Percent;
use crate::time::date::parse_date;
use crate::time::duration::{self, Comparison, Duration};

/// A single value, typed.
#[derive(Clone, Debug)]
pub enum Scalar<'a> {
    /// True or false.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A number with a fraction.
    Float(f64),
    /// Text.
    Text(Cow<'a, str>),
    /// A length of time.
    Duration(Arc<Duration>),
    /// A calendar date.
    Date(Date),
    /// An amount of money.
    Money(Money),
    /// A share.
    Percent(Percent),
}

/// A value that belongs to nobody: a parameter, a literal.
#[derive(Clone, Debug)]
pub enum Owned {
    /// One value.
    One(Scalar<'static>),
    /// Several.
    List(Vec<Scalar<'static>>),
}

/// Why two values cannot be compared.
#[derive(Clone, Debug, PartialEq)]
pub enum Incomparable {
    /// Values of different types.
    Unlike(&'static str, &'static str),
    /// The order of texts says nothing about what they mean.
    Texts,
    /// Yes and no have no order.
    Bools,
    /// Lengths of time that only a calendar could compare: why, and the two.
    Duration(duration::Why, Arc<Duration>, Arc<Duration>),
    /// A text that should be a length of time, and is none.
    NoDuration(Arc<str>),
    /// A text that should be a date, and is none.
    NoDate(Arc<str>),
    /// Amounts in different currencies.
    Currency,
}

/// The order of two values.
///
/// # Errors
/// When they have none.
pub fn order(left: &Scalar<'_>, right: &Scalar<'_>) -> Result<Ordering, Incomparable> {
    use Scalar::{Bool, Date, Duration, Float, Int, Money, Percent, Text};
    match (left, right) {
        (Int(a), Int(b)) => Ok(a.cmp(b)),
        (Int(_) | Float(_), Int(_) | Float(_)) => {
            number(left).partial_cmp(&number(right)).ok_or(Incomparable::Unlike(left.type_word(), right.type_word()))
        }
        (Duration(a), Duration(b)) => durations(a, b),
        (Duration(a), Text(b)) => durations(a, &parsed_duration(b)?),
        (Text(a), Duration(b)) => durations(&parsed_duration(a)?, b),
        (Date(a), Date(b)) => Ok(a.cmp(b)),
        (Date(a), Text(b)) => Ok(a.cmp(&parsed_date(b)?)),
        (Text(a), Date(b)) => Ok(parsed_date(a)?.cmp(b)),
        (Money(a), Money(b)) => a.compare(*b).ok_or(Incomparable::Currency),
        // Rules write amounts as bare numbers only where the currency cannot matter: nothing costs the same everywhere.
        (Money(a), Int(0)) => Ok(a.ten_thousandths().cmp(&0)),
        (Int(0), Money(b)) => Ok(0.cmp(&b.ten_thousandths())),
        (Percent(a), Percent(b)) => Ok(a.cmp(b)),
        (Text(_), Text(_)) => Err(Incomparable::Texts),
        (Bool(_), Bool(_)) => Err(Incomparable::Bools),
        _ => Err(Incomparable::Unlike(left.type_word(), right.type_word())),
    }
}

/// Whether two values are the same. Unlike types are no "no": a text where a number is meant says nothing.
///
/// # Errors
/// When it cannot be told.
pub fn equal(left: &Scalar<'_>, right: &Scalar<'_>) -> Result<bool, Incomparable> {
    match (left, right) {
        (Scalar::Text(a), Scalar::Text(b)) => Ok(a == b),
        (Scalar::Bool(a), Scalar::Bool(b)) => Ok(a == b),
        // A length of time is never the word `unlimited`; that much is certain.
        (Scalar::Duration(_), Scalar::Text(word)) | (Scalar::Text(word), Scalar::Duration(_))
            if word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_') =>
        {
            Ok(false)
        }
        _ => order(left, right).map(Ordering::is_eq),
    }
}

/// Whether `left` is at most `right`, judged for certain: lengths of time of different kinds are a yes only when every
/// reading is, and a no only when every reading is.
///
/// # Errors
/// When it cannot be told.
pub fn at_most(left: &Scalar<'_>, right: &Scalar<'_>) -> Result<bool, Incomparable> {
    match (left, right) {
        (Scalar::Duration(a), Scalar::Duration(b)) => duration_at_most(a, b),
        (Scalar::Duration(a), Scalar::Text(b)) => duration_at_most(a, &parsed_duration(b)?),
        (Scalar::Text(a), Scalar::Duration(b)) => duration_at_most(&parsed_duration(a)?, b),
        _ => order(left, right).map(Ordering::is_le),
    }
}

/// Whether `left` is below `right`, judged as [`at_most`] is.
///
/// # Errors
/// When it cannot be told.
pub fn below(left: &Scalar<'_>, right: &Scalar<'_>) -> Result<bool, Incomparable> {
    at_most(right, left).map(|reached| !reached)
}

fn duration_at_most(a: &Arc<Duration>, b: &Arc<Duration>) -> Result<bool, Incomparable> {
    a.at_most(b).map_err(|why| Incomparable::Duration(why, a.clone(), b.clone()))
}

fn durations(a: &Arc<Duration>, b: &Arc<Duration>) -> Result<Ordering, Incomparable> {
    match a.compare(b) {
        Comparison::Less => Ok(Ordering::Less),
        Comparison::Equal => Ok(Ordering::Equal),
        Comparison::Greater => Ok(Ordering::Greater),
        Comparison::Undecided(why) => Err(Incomparable::Duration(why, a.clone(), b.clone())),
    }
}

fn parsed_duration(text: &str) -> Result<Arc<Duration>, Incomparable> {
    Duration::parse(text).map(Arc::new).map_err(|_| Incomparable::NoDuration(text.into()))
}

fn parsed_date(text: &str) -> Result<Date, Incomparable> {
    parse_date(text).ok_or_else(|| Incomparable::NoDate(text.into()))
}

#[allow(clippy::cast_precision_loss, reason = "only reached where one side is a float already")]
fn number(value: &Scalar<'_>) -> f64 {
    match value {
        Scalar::Int(value) => *value as f64,
        Scalar::Float(value) => *value,
        _ => f64::NAN,
    }
}

impl Scalar<'_> {
    /// Catalogue word for the type.
    pub fn type_word(&self) -> &'static str {
        match self {
            Self::Bool(_) => "word.type.bool",
            Self::Int(_) | Self::Float(_) => "word.type.number",
            Self::Text(_) => "word.type.text",
            Self::Duration(_) => "word.type.duration",
            Self::Date(_) => "word.type.date",
            Self::Money(_) => "word.type.money",
            Self::Percent(_) => "word.type.percent",
        }
    }

    /// The value as a person would write it.
    pub fn text(&self) -> Arc<str> {
        match self {
            Self::Bool(value) => value.to_string().into(),
            Self::Int(value) => value.to_string().into(),
            Self::Float(value) => value.to_string().into(),
            Self::Text(value) => Arc::from(&**value),
            Self::Duration(value) => value.raw().into(),
            Self::Date(value) => value.to_string().into(),
            Self::Money(value) => value.canonical().into(),
            Self::Percent(value) => value.canonical().into(),
        }
    }

    /// The same value, owning its text.
    pub fn into_owned(self) -> Scalar<'static> {
        match self {
            Self::Bool(value) => Scalar::Bool(value),
            Self::Int(value) => Scalar::Int(value),
            Self::Float(value) => Scalar::Float(value),
            Self::Text(value) => Scalar::Text(Cow::Owned(value.into_owned())),
            Self::Duration(value) => Scalar::Duration(value),
            Self::Date(value) => Scalar::Date(value),
            Self::Money(value) => Scalar::Money(value),
            Self::Percent(value) => Scalar::Percent(value),
        }
    }
}

impl Owned {
    /// The value as a person would write it; a list with commas.
    pub fn text(&self) -> Arc<str> {
        match self {
            Self::One(value) => value.text(),
            Self::List(values) => {
                values.iter().map(|value| value.text().to_string()).collect::<Vec<_>>().join(", ").into()
            }
        }
    }
}

impl Incomparable {
    /// The reason, for people.
    pub fn message(&self) -> Message {
        match self {
            Self::Unlike(left, right) => Message::new("why.unlike")
                .arg("left", crate::message::Arg::Word(left))
                .arg("right", crate::message::Arg::Word(right)),
            Self::Texts => Message::new("why.texts"),
            Self::Bools => Message::new("why.bools"),
            Self::Duration(why, a, b) => why.message(a, b),
            Self::NoDuration(text) => Message::new("why.no-duration").text("value", text.clone()),
            Self::NoDate(text) => Message::new("why.no-date").text("value", text.clone()),
            Self::Currency => Message::new("why.currency"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_zero_needs_no_currency() {
        let price = Scalar::Money(Money::parse("15 CNY").unwrap_or(Money::ZERO));
        assert_eq!(order(&price, &Scalar::Int(0)), Ok(Ordering::Greater));
        assert_eq!(order(&Scalar::Int(0), &price), Ok(Ordering::Less));
        assert_eq!(order(&Scalar::Money(Money::ZERO), &Scalar::Int(0)), Ok(Ordering::Equal));
        assert!(order(&price, &Scalar::Int(10)).is_err());
    }
}
