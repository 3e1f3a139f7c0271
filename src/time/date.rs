//! Why: a date in a policy, a waiver or a review cycle is a day on the calendar and never a moment. It is read strictly,
//! and which day *today* is follows from a declared time zone and the table inside the binary, not from the machine.

use std::sync::LazyLock;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::{TimeZone, TimeZoneDatabase};

use crate::scalar::cursor::Cursor;

/// The IANA time zones inside the binary, so that a report is the same on every machine.
static ZONES: LazyLock<TimeZoneDatabase> = LazyLock::new(TimeZoneDatabase::bundled);

/// Reads `2026-05-06`: four, two and two digits, a day that exists. Of a date with a time as TOML and RFC 3339 write it
/// (`2026-05-06T10:00:00+08:00`, `2026-05-06 10:00`) the date as written is taken, in whatever zone it was meant.
pub fn parse_date(text: &str) -> Option<Date> {
    let mut cursor = Cursor::new(text);
    let year = digits(&mut cursor, 4)?;
    let month = literal(&mut cursor, "-").and_then(|()| digits(&mut cursor, 2))?;
    let day = literal(&mut cursor, "-").and_then(|()| digits(&mut cursor, 2))?;
    if !cursor.is_done() {
        let separated = ["T", "t", " "].into_iter().any(|separator| cursor.eat_text(separator));
        if !separated {
            return None;
        }
        read_time(&mut cursor)?;
    }
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// The day it is in `zone` (an IANA name such as `Asia/Shanghai`) at `unix_seconds` after 1970-01-01T00:00:00Z. None
/// for an unknown zone, and for moments outside the years -9999 to 9999.
pub fn today_in(zone: &str, unix_seconds: i64) -> Option<Date> {
    let moment = Timestamp::from_second(unix_seconds).ok()?;
    Some(find_zone(zone)?.to_datetime(moment).date())
}

/// A moment as RFC 3339 writes it, in UTC: `2026-11-22T09:05:00Z`. Empty for moments outside the years -9999 to 9999.
pub fn moment_text(unix_seconds: i64) -> String {
    Timestamp::from_second(unix_seconds).map(|moment| moment.to_string()).unwrap_or_default()
}

/// The time of day, `09:05:00`, that it is in `zone` at a moment; of UTC for an unknown zone.
pub fn clock_in(zone: &str, unix_seconds: i64) -> String {
    let Ok(moment) = Timestamp::from_second(unix_seconds) else { return String::new() };
    find_zone(zone).unwrap_or(TimeZone::UTC).to_datetime(moment).time().to_string()
}

/// Whether `zone` is an IANA time zone name, in any case.
pub fn is_zone(zone: &str) -> bool {
    find_zone(zone).is_some()
}

/// The zone that is named after a city, in any case: `Asia/Shanghai` for `shanghai`.
pub fn zone_of_city(city: &str) -> Option<String> {
    let city = city.replace(' ', "_");
    let is_of_it =
        |zone: &str| zone.contains('/') && zone.rsplit('/').next().is_some_and(|own| own.eq_ignore_ascii_case(&city));
    ZONES.available().map(|zone| zone.as_str().to_owned()).find(|zone| is_of_it(zone))
}

pub(super) fn find_zone(zone: &str) -> Option<TimeZone> {
    ZONES.get(zone).ok()
}

/// The rest of a date-time: `HH:MM`, perhaps seconds with a fraction, perhaps `Z` or an offset (RFC 3339 section 5.6;
/// seconds may be left out since TOML 1.1).
fn read_time(cursor: &mut Cursor<'_>) -> Option<()> {
    read_clock(cursor)?;
    if cursor.eat_text(":") {
        // 60 is a leap second.
        (digits(cursor, 2)? <= 60).then_some(())?;
        if cursor.eat_text(".") && cursor.take_while(|c| c.is_ascii_digit()).is_empty() {
            return None;
        }
    }
    if cursor.eat_text("Z") || cursor.eat_text("z") || cursor.is_done() {
        return cursor.is_done().then_some(());
    }
    if cursor.eat_text("+") || cursor.eat_text("-") {
        read_clock(cursor)?;
    }
    cursor.is_done().then_some(())
}

/// `HH:MM` of a day of 24 hours.
fn read_clock(cursor: &mut Cursor<'_>) -> Option<()> {
    let hour = digits(cursor, 2)?;
    literal(cursor, ":")?;
    let minute = digits(cursor, 2)?;
    (hour < 24 && minute < 60).then_some(())
}

/// Exactly `count` plain ASCII digits (at most four): a date is for machines too, and full-width digits stay out of it.
fn digits(cursor: &mut Cursor<'_>, count: usize) -> Option<i16> {
    let text = cursor.rest().get(..count).filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()))?;
    cursor.eat_text(text);
    text.parse().ok()
}

fn literal(cursor: &mut Cursor<'_>, wanted: &str) -> Option<()> {
    cursor.eat_text(wanted).then_some(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn days_that_exist_are_read() {
        assert_eq!(parse_date("2026-05-06"), Some(date(2026, 5, 6)));
        assert_eq!(parse_date("2024-02-29"), Some(date(2024, 2, 29)));
        assert_eq!(parse_date("9999-12-31"), Some(date(9999, 12, 31)));
    }

    #[test]
    fn other_days_and_spellings_are_refused() {
        for text in [
            "2025-02-29",
            "2026-13-01",
            "2026-00-10",
            "2026-5-6",
            "20260506",
            "2026/05/06",
            "06-05-2026",
            "2026-05-06 ",
            " 2026-05-06",
            "２０２６-05-06",
            "-2026-05-06",
            "",
        ] {
            assert_eq!(parse_date(text), None, "{text}");
        }
    }

    #[test]
    fn a_date_with_a_time_keeps_its_written_date() {
        for text in [
            "2026-05-06T23:59:60Z",
            "2026-05-06t10:00:00.123+08:00",
            "2026-05-06 10:00",
            "2026-05-06T10:00:00",
            "2026-05-06T10:00z",
        ] {
            assert_eq!(parse_date(text), Some(date(2026, 5, 6)), "{text}");
        }
        for text in [
            "2026-05-06T",
            "2026-05-06T24:00",
            "2026-05-06T10",
            "2026-05-06T10:00:00.",
            "2026-05-06T10:00+8",
            "2026-05-06x",
        ] {
            assert_eq!(parse_date(text), None, "{text}");
        }
    }

    #[test]
    fn today_follows_the_zone() {
        // 2026-05-06T16:30:00Z
        let moment = 1_778_085_000;
        assert_eq!(today_in("UTC", moment), Some(date(2026, 5, 6)));
        assert_eq!(today_in("Asia/Shanghai", moment), Some(date(2026, 5, 7)));
        assert_eq!(today_in("America/New_York", moment), Some(date(2026, 5, 6)));
        assert_eq!(today_in("Mars/Olympus", moment), None);
        assert_eq!(today_in("UTC", i64::MAX), None);
        assert!(is_zone("europe/london") && !is_zone("") && !is_zone("+08:00"));
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "\\PC*") {
            parse_date(&text);
            is_zone(&text);
        }

        #[test]
        fn every_date_reads_back(days in 0..3_652_059_i64) {
            let day = date(1, 1, 1).saturating_add(jiff::Span::new().days(days));
            prop_assert_eq!(parse_date(&day.to_string()), Some(day));
        }
    }
}
