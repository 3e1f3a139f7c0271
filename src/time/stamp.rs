//! Why: logs write moments in a few ways, and a verdict about a deadline rests on each. A text is read as one of them or
//! not at all: a day without an hour, a day and month in an order that nobody stated, are no moments.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::{Offset, TimeZone};

use super::date;

/// Milliseconds since 1970-01-01T00:00:00Z.
pub type Millis = i64;

/// Milliseconds in a day of 24 hours.
const DAY: i64 = 86_400_000;

/// A zone in which local times are meant, and in which days and months are counted.
#[derive(Clone, Debug)]
pub struct Zone {
    zone: TimeZone,
    /// Whether it is UTC, whose clock needs no table.
    is_utc: bool,
}

impl Zone {
    /// The zone of an IANA name; `None` for an unknown one.
    pub fn named(name: &str) -> Option<Self> {
        let zone = date::find_zone(name)?;
        Some(Self {
            is_utc: zone == TimeZone::UTC || zone.to_fixed_offset().is_ok_and(|offset| offset == Offset::UTC),
            zone,
        })
    }

    /// UTC.
    pub fn utc() -> Self {
        Self { zone: TimeZone::UTC, is_utc: true }
    }

    /// Reads a moment: RFC 3339 (`2026-05-06T10:00:00.5+08:00`; a blank may stand for the `T`, and the colon of the
    /// offset may be left out), the same without an offset, which is then meant in this zone, or seconds (9 or 10
    /// digits) or milliseconds (12 or 13) since 1970. Fractions below a millisecond are cut off. Of an hour that clocks
    /// show twice the first is meant; one that they skip is read by the offset before it, as RFC 5545 does.
    pub fn read(&self, text: &[u8]) -> Option<Millis> {
        let text = text.trim_ascii();
        if text.len() < 16 {
            return unix(text);
        }
        let (day, rest) = text.split_at(10);
        let day = civil_day(day)?;
        let (b'T' | b't' | b' ', rest) = rest.split_first().map(|(first, rest)| (*first, rest))? else { return None };
        let (clock, rest) = clock(rest)?;
        match rest.trim_ascii_start() {
            [] if self.is_utc => Some(day.days() * DAY + clock),
            [] => self.local(day, clock),
            offset => Some(day.days() * DAY + clock - offset_millis(offset)?),
        }
    }

    fn local(&self, day: Day, clock: i64) -> Option<Millis> {
        let seconds = i32::try_from(clock / 1000).ok()?;
        let time = jiff::civil::time(0, 0, 0, 0).checked_add(jiff::Span::new().seconds(seconds)).ok()?;
        let local = DateTime::from_parts(day.0, time);
        let moment = self.zone.to_ambiguous_timestamp(local).compatible().ok()?;
        Some(moment.as_millisecond() + clock % 1000)
    }

    /// The day on which a moment falls here; `None` outside the years -9999 to 9999.
    pub fn day(&self, moment: Millis) -> Option<Date> {
        let moment = Timestamp::from_millisecond(moment).ok()?;
        Some(self.zone.to_datetime(moment).date())
    }

    /// How many milliseconds as many months take from a moment on: to the same hour of the day that many months later, or
    /// of the last day of that month where it has no such day. `None` past the year 9999.
    pub fn months(&self, moment: Millis, months: u64) -> Option<Millis> {
        if months == 0 {
            return Some(0);
        }
        let span = jiff::Span::new().try_months(i64::try_from(months).ok()?).ok()?;
        let from = Timestamp::from_millisecond(moment).ok()?.to_zoned(self.zone.clone());
        Some(from.checked_add(span).ok()?.timestamp().as_millisecond() - moment)
    }
}

/// A day of the calendar.
#[derive(Clone, Copy)]
struct Day(Date);

impl Day {
    /// Days since 1970-01-01 (the count of days in eras of 400 years, as in Hinnant's `days_from_civil`).
    fn days(self) -> i64 {
        let (month, day) = (i64::from(self.0.month()), i64::from(self.0.day()));
        let year = i64::from(self.0.year()) - i64::from(month <= 2);
        let era = year.div_euclid(400);
        let of_era = year.rem_euclid(400);
        let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
    }
}

/// `2026-05-06`, a day that exists.
fn civil_day(text: &[u8]) -> Option<Day> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = *text else { return None };
    let year = i16::from(two(y1, y2)?) * 100 + i16::from(two(y3, y4)?);
    Date::new(year, two(m1, m2)?, two(d1, d2)?).ok().map(Day)
}

/// `10:00`, perhaps seconds, perhaps with a fraction: milliseconds since midnight, and what follows. A leap second is the
/// last of its minute.
fn clock(text: &[u8]) -> Option<(i64, &[u8])> {
    let ([h1, h2, b':', m1, m2], mut rest) = text.split_at_checked(5)? else { return None };
    let (hour, minute) = (i64::from(two(*h1, *h2)?), i64::from(two(*m1, *m2)?));
    if hour > 23 || minute > 59 {
        return None;
    }
    let mut millis = (hour * 60 + minute) * 60_000;
    if let [b':', s1, s2, after @ ..] = rest {
        let second = i64::from(two(*s1, *s2)?);
        if second > 60 {
            return None;
        }
        millis += second.min(59) * 1000;
        rest = after;
        if let [b'.' | b',', digits @ ..] = rest {
            let count = digits.iter().take_while(|byte| byte.is_ascii_digit()).count();
            if count == 0 || count > 9 {
                return None;
            }
            let value = |at: usize| if at < count { i64::from(digits[at] - b'0') } else { 0 };
            millis += value(0) * 100 + value(1) * 10 + value(2);
            rest = &digits[count..];
        }
    }
    Some((millis, rest))
}

/// `Z`, `UTC`, `+08:00`, `+0800`, `+08`: milliseconds ahead of UTC.
fn offset_millis(text: &[u8]) -> Option<i64> {
    if matches!(text, b"Z" | b"z" | b"UTC") {
        return Some(0);
    }
    let (sign, digits) = text.split_first()?;
    let (hours, minutes) = match digits {
        [h1, h2, b':', m1, m2] | [h1, h2, m1, m2] => (two(*h1, *h2)?, two(*m1, *m2)?),
        [h1, h2] => (two(*h1, *h2)?, 0),
        _ => return None,
    };
    if hours > 23 || minutes > 59 {
        return None;
    }
    let ahead = (i64::from(hours) * 60 + i64::from(minutes)) * 60_000;
    match sign {
        b'+' => Some(ahead),
        b'-' => Some(-ahead),
        _ => None,
    }
}

/// Seconds or milliseconds since 1970; the number of digits tells which, for any day from 1973 to 2286.
fn unix(text: &[u8]) -> Option<Millis> {
    if !text.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let number: i64 = std::str::from_utf8(text).ok()?.parse().ok()?;
    match text.len() {
        9 | 10 => Some(number * 1000),
        12 | 13 => Some(number),
        _ => None,
    }
}

fn two(tens: u8, ones: u8) -> Option<i8> {
    let digit = |byte: u8| byte.is_ascii_digit().then(|| (byte - b'0') as i8);
    Some(digit(tens)? * 10 + digit(ones)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(zone: &str, text: &str) -> Option<String> {
        let moment = Zone::named(zone).expect("a zone").read(text.as_bytes())?;
        Some(Timestamp::from_millisecond(moment).expect("in range").to_string())
    }

    #[test]
    fn moments_are_read_in_the_ways_in_which_logs_write_them() {
        for (zone, text, moment) in [
            ("UTC", "2010-12-30T14:32:00.000+01:00", "2010-12-30T13:32:00Z"),
            ("UTC", "2010-12-30 14:32:00+0100", "2010-12-30T13:32:00Z"),
            ("Asia/Shanghai", "2026-05-06 10:00:00.5", "2026-05-06T02:00:00.5Z"),
            ("Asia/Shanghai", "2026-05-06T10:00:00Z", "2026-05-06T10:00:00Z"),
            ("UTC", "2026-05-06 10:00:00.123456 UTC", "2026-05-06T10:00:00.123Z"),
            ("UTC", "2026-05-06 10:00", "2026-05-06T10:00:00Z"),
            ("UTC", "1778061600", "2026-05-06T10:00:00Z"),
            ("Asia/Shanghai", "1778061600123", "2026-05-06T10:00:00.123Z"),
            // Clocks show 02:30 twice, and do not show it at all.
            ("Europe/Berlin", "2026-10-25 02:30:00", "2026-10-25T00:30:00Z"),
            ("Europe/Berlin", "2026-03-29 02:30:00", "2026-03-29T01:30:00Z"),
        ] {
            assert_eq!(read(zone, text).as_deref(), Some(moment), "{text}");
        }
    }

    #[test]
    fn anything_else_is_no_moment() {
        for text in [
            "",
            "2026-05-06",
            "06/05/2026 10:00:00",
            "2026-13-06 10:00:00",
            "2026-02-30 10:00:00",
            "2026-05-06 24:00:00",
            "2026-05-06 10:61:00",
            "2026-05-06 10:00:00.",
            "2026-05-06 10:00:00 PM",
            "2026-05-06 10:00:00+8",
            "2026-05-06x10:00:00",
            "12345678",
            "99999999999",
            "yesterday at ten",
        ] {
            assert_eq!(read("UTC", text), None, "{text}");
        }
    }

    #[test]
    fn months_follow_the_calendar() {
        let zone = Zone::utc();
        let from = zone.read(b"2026-01-31 10:00:00").expect("a moment");
        assert_eq!(zone.months(from, 1), Some(28 * DAY));
        assert_eq!(zone.months(from, 12), Some(365 * DAY));
        assert_eq!(zone.months(from, 0), Some(0));
        assert_eq!(zone.months(from, u64::MAX), None);
        assert_eq!(zone.months(i64::MAX, 1), None);
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..40), text in "[0-9T:. +-]{0,32}") {
            for zone in ["UTC", "America/New_York"] {
                let zone = Zone::named(zone).expect("a zone");
                zone.read(&bytes);
                zone.read(text.as_bytes());
            }
        }

        #[test]
        fn what_is_read_is_what_was_written(millis in -62_135_596_800_000_i64..253_402_300_000_000) {
            let written = Timestamp::from_millisecond(millis).expect("in range").to_string();
            prop_assert_eq!(Zone::utc().read(written.as_bytes()), Some(millis));
            let local = written.replace('T', " ").replace('Z', "");
            prop_assert_eq!(Zone::utc().read(local.as_bytes()), Some(millis));
        }
    }
}
