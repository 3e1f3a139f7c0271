//! Why: comparisons are promised for every duration, not for the examples that came to mind. Durations are drawn part by
//! part, so that mixed ones are common.

use super::*;
use proptest::prelude::*;

const UNITS: &[Unit] = &[Unit::Month, Unit::CalendarDay, Unit::Day, Unit::BusinessDay, Unit::BusinessHour, Unit::Hour];

/// The units that a calendar of weekends alone can count; business hours would need opening hours too.
const DATED: &[Unit] = &[Unit::Month, Unit::CalendarDay, Unit::Day, Unit::BusinessDay, Unit::Hour];

fn any_duration() -> impl Strategy<Value = Duration> {
    durations(UNITS)
}

/// One to three parts: people write few mixed durations of more.
fn durations(units: &'static [Unit]) -> impl Strategy<Value = Duration> {
    let amount = prop_oneof![1 => Just(0_u64), 8 => 1..40_u64, 1 => 1..2000_u64];
    let places = proptest::sample::subsequence((0..units.len()).collect::<Vec<_>>(), 1..=3);
    (places, [amount.clone(), amount.clone(), amount]).prop_map(move |(places, amounts)| {
        let parts = places.iter().filter_map(|place| units.get(*place)).zip(amounts);
        let text: Vec<String> = parts.map(|(unit, amount)| format!("{amount} {}", unit.word())).collect();
        Duration::parse(&text.join(" ")).expect("a duration")
    })
}

fn swapped(comparison: Comparison) -> Comparison {
    match comparison {
        Comparison::Less => Comparison::Greater,
        Comparison::Greater => Comparison::Less,
        same => same,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC*") {
        if let Err(error) = Duration::parse(&text) {
            error.message(&text);
        }
    }

    #[test]
    fn near_texts_are_read_or_refused(text in "(-|P|T|[0-9]{1,25}|[.,]|[hmdywsHMDYWS]| |\u{3000}|business|days|[一二两三十百千零半个工作日月年天小时分])*") {
        match Duration::parse(&text) {
            Ok(duration) => {
                duration.canonical();
                duration.bounds_seconds();
                prop_assert_eq!(duration.compare(&duration), Comparison::Equal);
            }
            Err(DurationError::Malformed { at }) => prop_assert!(text.is_char_boundary(at)),
            Err(error) => { error.message(&text); }
        }
    }

    #[test]
    fn the_canonical_text_means_the_same(a in any_duration()) {
        let read = Duration::parse(&a.canonical()).expect("canonical");
        prop_assert_eq!(read.parts(), a.parts());
        prop_assert_eq!(read.kind(), a.kind());
        prop_assert_eq!(read.canonical(), a.canonical());
        prop_assert_eq!(read.compare(&a), Comparison::Equal);
    }

    #[test]
    fn fractions_of_exact_units_read_back(millis in 1..10_000_000_u64) {
        let text = format!("{} s", decimal_text(millis, 1000));
        let read = Duration::parse(&text).expect("exact");
        prop_assert_eq!(read.parts().clock_millis, millis);
        prop_assert_eq!(Duration::parse(&read.canonical()).expect("canonical").parts(), read.parts());
    }

    #[test]
    fn swapping_the_sides_swaps_the_answer(a in any_duration(), b in any_duration()) {
        prop_assert_eq!(a.compare(&b), swapped(b.compare(&a)));
        prop_assert_eq!(a.at_least(&b), b.at_most(&a));
    }

    #[test]
    fn limits_agree_with_the_comparison(a in any_duration(), b in any_duration()) {
        let (most, least) = (a.at_most(&b), a.at_least(&b));
        match a.compare(&b) {
            Comparison::Less => prop_assert_eq!((most, least), (Ok(true), Ok(false))),
            Comparison::Equal => prop_assert_eq!((most, least), (Ok(true), Ok(true))),
            Comparison::Greater => prop_assert_eq!((most, least), (Ok(false), Ok(true))),
            Comparison::Undecided(_) => {
                prop_assert!(most != Ok(false) && least != Ok(false));
                prop_assert!((most, least) != (Ok(true), Ok(true)), "both limits make it equal");
            }
        }
    }

    #[test]
    fn answers_never_contradict_the_bounds(a in any_duration(), b in any_duration()) {
        let (least_a, most_a) = a.bounds_seconds();
        let (least_b, most_b) = b.bounds_seconds();
        if most_a.is_some_and(|most| most < least_b) {
            prop_assert_eq!(a.compare(&b), Comparison::Less);
        }
        if a.compare(&b) == Comparison::Less {
            prop_assert!(most_b.is_none_or(|most| least_a < most));
        }
    }

    #[test]
    fn a_chain_of_shorter_ones_never_turns(a in any_duration(), b in any_duration(), c in any_duration()) {
        if a.compare(&b) == Comparison::Less && b.compare(&c) == Comparison::Less {
            prop_assert_ne!(a.compare(&c), Comparison::Greater);
            prop_assert_ne!(a.compare(&c), Comparison::Equal);
        }
    }

    /// The promise itself, against real dates: what compares as shorter ends earlier from any day, with weekends off.
    #[test]
    fn what_is_shorter_ends_earlier(a in durations(DATED), b in durations(DATED), start in 0..146_097_i64) {
        let comparison = a.compare(&b);
        for days in [Kind::Calendar, Kind::Business] {
            let order = end(&a, start, days).cmp(&end(&b, start, days));
            match comparison {
                Comparison::Less => prop_assert_eq!(order, std::cmp::Ordering::Less),
                Comparison::Equal => prop_assert_eq!(order, std::cmp::Ordering::Equal),
                Comparison::Greater => prop_assert_eq!(order, std::cmp::Ordering::Greater),
                Comparison::Undecided(_) => {}
            }
            if a.at_most(&b) == Ok(true) {
                prop_assert_ne!(order, std::cmp::Ordering::Greater);
            }
        }
    }
}

/// The day and the hour at which `duration` ends when it begins at midnight of a day, unstated days read as `days`.
fn end(duration: &Duration, start: i64, days: Kind) -> (jiff::civil::Date, u64) {
    let parts = duration.parts();
    let (calendar, business) = match days {
        Kind::Business => (0, parts.unstated_days),
        _ => (parts.unstated_days, 0),
    };
    let mut day = jiff::civil::date(2000, 1, 1)
        .saturating_add(jiff::Span::new().days(start))
        .saturating_add(jiff::Span::new().months(parts.months as i64))
        .saturating_add(jiff::Span::new().days((parts.calendar_millis / DAY + calendar) as i64));
    for _ in 0..parts.business_days + business {
        loop {
            day = day.tomorrow().expect("a date");
            if day.weekday().to_monday_one_offset() < 6 {
                break;
            }
        }
    }
    (day.saturating_add(jiff::Span::new().days((parts.clock_millis / DAY) as i64)), parts.clock_millis % DAY)
}
