//! Why: a TOML file is laid into the arena when it is read, and the headers of the built-in policies when the program is
//! built. Both walk over the same tables in the same order, so the walk is written once and knows neither.

use std::ops::Range;

use ::toml::Spanned;
use ::toml::de::{DeInteger, DeTable, DeValue};

/// What takes the walk: a call for each thing, in the order of the file.
pub trait Sink {
    /// Why it takes no more.
    type Stop;

    /// A table or array begins; `range` are its bytes, as the crate tells them.
    ///
    /// # Errors
    /// When it takes no more.
    fn open(&mut self, shape: Shape, range: Range<usize>) -> Result<(), Self::Stop>;

    /// The innermost one ends.
    fn close(&mut self);

    /// The key of what comes next.
    fn key(&mut self, text: &str, range: Range<usize>);

    /// A value.
    ///
    /// # Errors
    /// When it takes no more.
    fn scalar(&mut self, scalar: Scalar<'_>, range: Range<usize>) -> Result<(), Self::Stop>;
}

/// What holds other values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A table.
    Map,
    /// An array.
    List,
}

/// A value that holds no other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Scalar<'t> {
    /// A string; a slice of the text where nothing in it is escaped.
    Text(&'t str),
    /// A whole number of 64 bits.
    Int(i64),
    /// A float, or a whole number beyond 64 bits, of which TOML promises nothing.
    Float(f64),
    /// A boolean.
    Bool(bool),
    /// A date, a time or both; its text is its bytes.
    Date,
}

/// Walks over a table.
///
/// # Errors
/// With the sink's own, at once.
pub fn walk<S: Sink>(table: &DeTable<'_>, range: Range<usize>, sink: &mut S) -> Result<(), S::Stop> {
    sink.open(Shape::Map, range)?;
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_unstable_by_key(|(key, _)| key.span().start);
    for (key, value) in entries {
        sink.key(key.get_ref(), key.span());
        walk_value(value, sink)?;
    }
    sink.close();
    Ok(())
}

/// Recursion is bounded: the crate refuses nesting past 80.
fn walk_value<S: Sink>(value: &Spanned<DeValue<'_>>, sink: &mut S) -> Result<(), S::Stop> {
    let range = value.span();
    match value.get_ref() {
        DeValue::Table(table) => walk(table, range, sink),
        DeValue::Array(items) => {
            sink.open(Shape::List, range)?;
            for item in items {
                walk_value(item, sink)?;
            }
            sink.close();
            Ok(())
        }
        DeValue::String(text) => sink.scalar(Scalar::Text(text), range),
        DeValue::Integer(integer) => sink.scalar(number(integer), range),
        DeValue::Float(float) => sink.scalar(Scalar::Float(float.as_str().parse().unwrap_or(f64::NAN)), range),
        DeValue::Boolean(boolean) => sink.scalar(Scalar::Bool(*boolean), range),
        DeValue::Datetime(_) => sink.scalar(Scalar::Date, range),
    }
}

/// TOML asks only for 64 bits; whole numbers beyond them are kept as floats, as everywhere.
fn number(integer: &DeInteger<'_>) -> Scalar<'static> {
    match i64::from_str_radix(integer.as_str(), integer.radix()) {
        Ok(int) => Scalar::Int(int),
        Err(_) => Scalar::Float(wide(integer)),
    }
}

fn wide(integer: &DeInteger<'_>) -> f64 {
    let radix = f64::from(integer.radix());
    let (sign, digits) = match integer.as_str().strip_prefix('-') {
        Some(digits) => (-1.0, digits),
        None => (1.0, integer.as_str()),
    };
    match digits.parse::<f64>() {
        Ok(decimal) if integer.radix() == 10 => sign * decimal,
        _ => sign * digits.chars().filter_map(|c| c.to_digit(16)).fold(0.0, |n, digit| n * radix + f64::from(digit)),
    }
}
