//! Why: people write `24h`, `1 day 12 hours` and `10个工作日`; none of these has a standard, so the grammar is ours:
//! numbers, each followed by a unit, from the greatest unit to the smallest.

use super::tally::Tally;
use super::unit::{chinese_prefix, is_qualifier, spellings};
use super::{DurationError, Unit, numeral};
use crate::near::nearest;
use crate::scalar::cursor::{Cursor, excerpt, fold};
use crate::scalar::decimal::Decimal;

/// Reads the whole text.
pub(super) fn read(cursor: &mut Cursor<'_>) -> Result<Tally, DurationError> {
    let mut tally = Tally::new();
    while !cursor.is_done() {
        read_part(cursor, &mut tally)?;
        cursor.skip_space();
    }
    Ok(tally)
}

fn read_part(cursor: &mut Cursor<'_>, tally: &mut Tally) -> Result<(), DurationError> {
    let start = cursor.at();
    let malformed = DurationError::Malformed { at: start };
    if cursor.eat_minus() {
        cursor.skip_space();
        return Err(if starts_number(cursor) { DurationError::Negative } else { malformed });
    }
    let Some(amount) = read_number(cursor)? else {
        return Err(malformed);
    };
    cursor.skip_space();
    // 三个半小时: the half stands between the measure word and the unit.
    let within = cursor.eat_text("个半");
    let unit = read_unit(cursor)?;
    let amount = match (within, eat_half_behind(cursor)) {
        (false, false) => amount,
        (true, true) => return Err(malformed),
        _ => amount.and_a_half().ok_or(malformed)?,
    };
    tally.add(start, amount, unit)
}

/// 两年半: a half behind the unit belongs to it when nothing follows that it could count.
fn eat_half_behind(cursor: &mut Cursor<'_>) -> bool {
    cursor.peek_second().is_none_or(char::is_whitespace) && cursor.eat('半')
}

fn starts_number(cursor: &Cursor<'_>) -> bool {
    cursor.peek().is_some_and(|c| c.is_ascii_digit() || numeral::is_numeral(c))
}

/// A number in digits or in Chinese numerals; nothing when none comes next.
fn read_number(cursor: &mut Cursor<'_>) -> Result<Option<Decimal>, DurationError> {
    match Decimal::read(cursor, &['.']) {
        Some(number) => Ok(Some(number)),
        None => numeral::read(cursor),
    }
}

fn read_unit(cursor: &mut Cursor<'_>) -> Result<Unit, DurationError> {
    if let Some((spelling, unit)) = chinese_prefix(cursor.rest()) {
        cursor.eat_text(spelling);
        return Ok(unit);
    }
    if cursor.is_done() || starts_number(cursor) {
        return Err(DurationError::NoUnit);
    }
    let start = cursor.clone();
    let word = cursor.take_while(is_letter);
    if word.is_empty() {
        return Err(DurationError::Malformed { at: start.at() });
    }
    if is_qualifier(&fold(word)) {
        let mut ahead = cursor.clone();
        ahead.skip_space();
        let noun = ahead.take_while(is_letter);
        if !noun.is_empty() {
            let words = format!("{word} {noun}");
            *cursor = ahead;
            return Unit::parse(&words).ok_or_else(|| DurationError::UnknownUnit(excerpt(&words)));
        }
    }
    Unit::parse(word).ok_or_else(|| {
        // `calender days`: the first of two words has the slip.
        let mut ahead = cursor.clone();
        ahead.skip_space();
        let noun = ahead.take_while(is_letter);
        let words = if noun.is_empty() { word.to_owned() } else { format!("{word} {noun}") };
        let is_near = nearest(&words, spellings().filter(|spelling| spelling.contains(' '))).is_some();
        DurationError::UnknownUnit(excerpt(if is_near { &words } else { word }))
    })
}

/// Letters of one word: a Chinese numeral begins the next number.
fn is_letter(c: char) -> bool {
    c.is_alphabetic() && !numeral::is_numeral(c)
}
