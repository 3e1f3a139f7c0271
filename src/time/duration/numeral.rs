//! Why: laws and internal rules write 三年, 十五日, 二十四小时. Only numerals with a single reading are taken: 一百五 is 150
//! in speech and 105 digit by digit, so it is refused rather than guessed.

use super::DurationError;
use crate::scalar::cursor::Cursor;
use crate::scalar::decimal::Decimal;

/// Before the first place: greater than 千, the greatest that is read.
const START: u64 = 10_000;

/// Whether the character begins or continues a Chinese numeral.
pub(super) fn is_numeral(c: char) -> bool {
    digit(c).is_some() || place(c).is_some() || matches!(c, '零' | '〇' | '半')
}

/// Reads a numeral up to 九千九百九十九, or 半; nothing when none comes next.
pub(super) fn read(cursor: &mut Cursor<'_>) -> Result<Option<Decimal>, DurationError> {
    let start = cursor.at();
    if cursor.eat('半') {
        return Ok(Some(Decimal::half()));
    }
    let malformed = DurationError::Malformed { at: start };
    let mut total: u64 = 0;
    // The value of the last place read; 1 after the units.
    let mut last = START;
    let mut skipped = false;
    while let Some(c) = cursor.peek() {
        let (value, size) = if let Some(value) = digit(c) {
            cursor.bump();
            let size = cursor.peek().and_then(place);
            if size.is_some() {
                cursor.bump();
            }
            (value, size.unwrap_or(1))
        } else if c == '十' {
            // 十五 and 一百十五 need no 一.
            cursor.bump();
            (1, 10)
        } else if matches!(c, '零' | '〇') && !skipped {
            cursor.bump();
            skipped = true;
            continue;
        } else {
            break;
        };
        // Places fall one by one; a gap wants 零.
        let falls = size < last && (last == START || skipped || size * 10 == last);
        if !falls {
            return Err(malformed);
        }
        total += value * size;
        last = size;
        skipped = false;
    }
    if cursor.at() != start && cursor.peek().is_some_and(is_numeral) {
        return Err(malformed);
    }
    match (last, skipped) {
        (START, false) => Ok(None),
        (START, true) => Ok(Some(Decimal::whole(0))),
        (_, true) => Err(malformed),
        (_, false) => Ok(Some(Decimal::whole(total))),
    }
}

fn digit(c: char) -> Option<u64> {
    Some(match c {
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

fn place(c: char) -> Option<u64> {
    Some(match c {
        '十' => 10,
        '百' => 100,
        '千' => 1000,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> Result<Option<u64>, DurationError> {
        read(&mut Cursor::new(text)).map(|number| number.and_then(|number| number.times(1).ok()))
    }

    #[test]
    fn numerals_with_one_reading_are_read() {
        for (text, number) in [
            ("零", 0),
            ("两", 2),
            ("十", 10),
            ("十五", 15),
            ("二十四", 24),
            ("九十", 90),
            ("一百八十", 180),
            ("一百零五", 105),
            ("一百一十五", 115),
            ("三百六十五", 365),
            ("一千零九十五", 1095),
            ("九千九百九十九", 9999),
        ] {
            assert_eq!(value(text), Ok(Some(number)), "{text}");
        }
    }

    #[test]
    fn numerals_with_two_readings_or_none_are_refused() {
        for text in ["一百五", "二四", "十十", "一千五十", "一百零", "三五十", "十百", "零零", "两半"]
        {
            assert_eq!(value(text), Err(DurationError::Malformed { at: 0 }), "{text}");
        }
        for text in ["百", "天", "5"] {
            assert_eq!(value(text), Ok(None), "{text}");
        }
    }

    #[test]
    fn a_half_is_half_of_one() {
        assert_eq!(read(&mut Cursor::new("半")).ok().flatten().map(|half| half.times(2)), Some(Ok(1)));
    }
}
