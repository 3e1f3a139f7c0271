//! Why: the check of a file against its table asks, for each typed text, whether it can be read; the readers of units
//! answer here, so that a schema error and a rule say the same of the same text.

use crate::clause::is_jurisdiction;
use crate::message::{Arg, Message};
use crate::schema::Type;
use crate::time::date::{is_zone, parse_date};
use crate::time::duration::Duration;
use crate::time::hours::OpeningHours;

use super::money::Money;
use super::percent::Percent;

/// Whether a text is what its type asks for. Types without units of their own accept any text.
///
/// # Errors
/// With what is wrong with it.
pub fn fits(ty: &Type, text: &str) -> Result<(), Message> {
    let wrong = |expected: &'static str| {
        Message::new("schema.bad-text").text("value", text).arg("expected", Arg::Word(expected))
    };
    match ty {
        Type::Duration | Type::DurationOr(_) => Duration::parse(text).map(|_| ()).map_err(|error| error.message(text)),
        Type::Date => parse_date(text).map(|_| ()).ok_or_else(|| wrong("type-date")),
        Type::Money => Money::parse(text).map(|_| ()).map_err(|error| error.message(text)),
        Type::Percent => Percent::parse(text).map(|_| ()).map_err(|error| error.message(text)),
        Type::Hours => OpeningHours::parse(text).map(|_| ()).map_err(|error| error.message(text)),
        Type::Zone if !is_zone(text) => Err(wrong("type-zone")),
        Type::Jurisdiction if !is_jurisdiction(text) => Err(wrong("type-jurisdiction")),
        _ => Ok(()),
    }
}
