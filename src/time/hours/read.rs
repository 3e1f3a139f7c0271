//! Why: opening hours are written by hand and copied from web pages; the reader names the byte where they stop making
//! sense, so that the finding can stand on it.

use super::{DAY_MINUTES, HoursError, HoursTrouble, OpeningHours, Range};
use crate::scalar::cursor::{Cursor, excerpt, fold};

/// The days a rule is about.
#[derive(Debug, Default)]
struct Days {
    week: [bool; 7],
    holidays: bool,
}

/// Days of the week as OpenStreetMap writes them, from Monday on, in small letters.
const WEEK: [&str; 7] = ["mo", "tu", "we", "th", "fr", "sa", "su"];

/// Reads the whole text.
pub(super) fn rules(text: &str) -> Result<OpeningHours, HoursError> {
    let mut cursor = Cursor::new(text);
    let mut hours = OpeningHours::default();
    let mut any = false;
    loop {
        cursor.skip_space();
        // An empty rule, as behind a last semicolon, says nothing.
        if cursor.eat(';') {
            continue;
        }
        if cursor.is_done() {
            break;
        }
        any = true;
        rule(&mut cursor, &mut hours)?;
        cursor.skip_space();
        if !cursor.is_done() && cursor.peek() != Some(';') {
            return Err(trouble(&cursor, HoursTrouble::Unexpected));
        }
    }
    if any { Ok(hours) } else { Err(HoursError { at: 0, trouble: HoursTrouble::Empty }) }
}

fn rule(cursor: &mut Cursor<'_>, hours: &mut OpeningHours) -> Result<(), HoursError> {
    let named = days(cursor)?;
    cursor.skip_space();
    let ranges = if named.is_none() && eat_always(cursor) {
        vec![Range { start: 0, end: DAY_MINUTES }]
    } else if eat_off(cursor) {
        Vec::new()
    } else {
        times(cursor)?
    };
    let about = named.unwrap_or(Days { week: [true; 7], holidays: false });
    for (slot, holiday) in
        hours.days.iter_mut().zip(&mut hours.holidays).zip(about.week).filter_map(|(s, on)| on.then_some(s))
    {
        slot.clone_from(&ranges);
        *holiday = None;
    }
    if about.holidays {
        hours.holidays.fill(Some(ranges));
    }
    Ok(())
}

/// The choice of days; nothing when the rule begins with its times.
fn days(cursor: &mut Cursor<'_>) -> Result<Option<Days>, HoursError> {
    if !starts_word(cursor) || eat_off(&mut cursor.clone()) {
        return Ok(None);
    }
    let mut days = Days::default();
    loop {
        cursor.skip_space();
        match day(cursor)? {
            None => days.holidays = true,
            Some(first) => {
                let last = if eat_dash(cursor) { last_day(cursor)? } else { first };
                // From first to last, around the end of the week if need be.
                let count = (last + 7 - first) % 7;
                (0..=count)
                    .for_each(|step| days.week.iter_mut().skip((first + step) % 7).take(1).for_each(|on| *on = true));
            }
        }
        let mut ahead = cursor.clone();
        ahead.skip_space();
        if !ahead.eat(',') {
            return Ok(Some(days));
        }
        *cursor = ahead;
    }
}

/// A day from 0 for Monday; nothing for public holidays.
fn day(cursor: &mut Cursor<'_>) -> Result<Option<usize>, HoursError> {
    let start = cursor.clone();
    let word = cursor.take_while(char::is_alphabetic);
    if word.is_empty() {
        return Err(trouble(&start, HoursTrouble::NoDay));
    }
    let folded = fold(word);
    if folded == "ph" {
        return Ok(None);
    }
    match WEEK.iter().position(|name| *name == folded) {
        Some(day) => Ok(Some(day)),
        None => Err(trouble(&start, HoursTrouble::UnknownWord(excerpt(word)))),
    }
}

fn last_day(cursor: &mut Cursor<'_>) -> Result<usize, HoursError> {
    cursor.skip_space();
    let start = cursor.clone();
    day(cursor)?.ok_or_else(|| trouble(&start, HoursTrouble::NoDay))
}

/// Stretches separated by commas, put in order and joined where they touch.
fn times(cursor: &mut Cursor<'_>) -> Result<Vec<Range>, HoursError> {
    let mut ranges = Vec::new();
    loop {
        cursor.skip_space();
        ranges.push(range(cursor)?);
        let mut ahead = cursor.clone();
        ahead.skip_space();
        if !ahead.eat(',') {
            break;
        }
        *cursor = ahead;
    }
    ranges.sort_unstable();
    let mut joined: Vec<Range> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match joined.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => joined.push(range),
        }
    }
    Ok(joined)
}

fn range(cursor: &mut Cursor<'_>) -> Result<Range, HoursError> {
    let origin = cursor.clone();
    let start = time(cursor)?;
    if !eat_dash(cursor) {
        return Err(trouble(cursor, HoursTrouble::NoTimes));
    }
    cursor.skip_space();
    let end = time(cursor)?;
    // 22:00-06:00 ends on the next day.
    let end = if end < start { end + DAY_MINUTES } else { end };
    if start >= DAY_MINUTES || end == start || end - start > DAY_MINUTES {
        return Err(trouble(&origin, HoursTrouble::BadTime));
    }
    Ok(Range { start, end })
}

/// Minutes after midnight, 0 to 2,880: OpenStreetMap counts on beyond 24:00 for the night that belongs to a day.
fn time(cursor: &mut Cursor<'_>) -> Result<u16, HoursError> {
    let start = cursor.clone();
    let hour = number(cursor);
    let minute = if cursor.eat(':') { number(cursor) } else { None };
    match (hour, minute) {
        (Some((hour, _)), Some((minute, 2))) if minute < 60 && hour * 60 + minute <= 2 * DAY_MINUTES => {
            Ok(hour * 60 + minute)
        }
        (None, _) => Err(trouble(&start, HoursTrouble::NoTimes)),
        _ => Err(trouble(&start, HoursTrouble::BadTime)),
    }
}

/// One or two digits, and how many.
fn number(cursor: &mut Cursor<'_>) -> Option<(u16, usize)> {
    let mut value: u16 = 0;
    let mut count = 0;
    while count < 2 {
        let Some(digit) = cursor.peek().and_then(|c| c.to_digit(10)) else {
            break;
        };
        cursor.bump();
        value = value * 10 + u16::try_from(digit).unwrap_or_default();
        count += 1;
    }
    (count > 0).then_some((value, count))
}

fn starts_word(cursor: &Cursor<'_>) -> bool {
    cursor.peek().is_some_and(char::is_alphabetic)
}

fn eat_off(cursor: &mut Cursor<'_>) -> bool {
    let mut ahead = cursor.clone();
    let off = matches!(fold(ahead.take_while(char::is_alphabetic)).as_str(), "off" | "closed");
    if off {
        *cursor = ahead;
    }
    off
}

fn eat_always(cursor: &mut Cursor<'_>) -> bool {
    let mut ahead = cursor.clone();
    let always = ahead.eat('2') && ahead.eat('4') && ahead.eat('/') && ahead.eat('7');
    if always {
        *cursor = ahead;
    }
    always
}

/// A hyphen or the en dash of web pages, with or without spaces before it.
fn eat_dash(cursor: &mut Cursor<'_>) -> bool {
    let mut ahead = cursor.clone();
    ahead.skip_space();
    let dash = ahead.eat('-') || ahead.eat('–');
    if dash {
        *cursor = ahead;
    }
    dash
}

fn trouble(cursor: &Cursor<'_>, trouble: HoursTrouble) -> HoursError {
    HoursError { at: cursor.at(), trouble }
}
