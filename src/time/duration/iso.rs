//! Why: machines write durations as ISO 8601 does, `P1Y2M10DT2H30M`, and there `M` is months before the `T` and minutes
//! after it. A day of this notation has no word for its kind, so it stays unstated.
//!
//! Source: ISO 8601-1:2019 section 5.5.2 (format with designators). Weeks may stand beside other units, as 8601-2 and
//! RFC 5545 readers allow; letters may be small.

use super::tally::Tally;
use super::{DurationError, Unit};
use crate::scalar::cursor::Cursor;
use crate::scalar::decimal::Decimal;

/// Reads a duration that begins with `P`; nothing, and nothing read, when the text begins otherwise.
pub(super) fn read(cursor: &mut Cursor<'_>) -> Result<Option<Tally>, DurationError> {
    let mut ahead = cursor.clone();
    let negative = ahead.eat_minus();
    if !eat_letter(&mut ahead, 'p') {
        return Ok(None);
    }
    if negative && ahead.peek().is_some_and(|c| c.is_ascii_digit() || c.eq_ignore_ascii_case(&'t')) {
        return Err(DurationError::Negative);
    }
    if negative {
        return Ok(None);
    }
    *cursor = ahead;
    let mut tally = Tally::new();
    let mut in_time = false;
    let mut parts = 0;
    loop {
        let start = cursor.at();
        if !in_time && eat_letter(cursor, 't') {
            in_time = true;
            parts = 0;
            continue;
        }
        if cursor.eat_minus() {
            let counted = cursor.peek().is_some_and(|c| c.is_ascii_digit());
            return Err(if counted { DurationError::Negative } else { DurationError::Malformed { at: start } });
        }
        let Some(amount) = Decimal::read(cursor, &['.', ',']) else {
            break;
        };
        let Some(unit) = cursor.peek().and_then(|letter| designated(letter, in_time)) else {
            return Err(DurationError::Malformed { at: cursor.at() });
        };
        cursor.bump();
        tally.add(start, amount, unit)?;
        parts += 1;
    }
    let end = cursor.at();
    cursor.skip_space();
    // A `P` or a `T` without a number behind it is no duration.
    if parts == 0 || !cursor.is_done() {
        return Err(DurationError::Malformed { at: end });
    }
    Ok(Some(tally))
}

fn eat_letter(cursor: &mut Cursor<'_>, small: char) -> bool {
    cursor.eat(small) || cursor.eat(small.to_ascii_uppercase())
}

/// The unit of a designator, before or after the `T`.
fn designated(letter: char, in_time: bool) -> Option<Unit> {
    Some(match (letter.to_ascii_uppercase(), in_time) {
        ('Y', false) => Unit::Year,
        ('M', false) => Unit::Month,
        ('W', false) => Unit::Week,
        ('D', false) => Unit::Day,
        ('H', true) => Unit::Hour,
        ('M', true) => Unit::Minute,
        ('S', true) => Unit::Second,
        _ => return None,
    })
}
