//! Why: "12 months" is 365 or 366 days, "1 month" 28 to 31, and the honest bounds of any number of months follow from
//! the calendar itself, not from an average.
//!
//! The Gregorian calendar repeats after 400 years, 4,800 months, 146,097 days. The bounds of `n` months are the least
//! and greatest sum of the lengths of `n` months in a row. Where a day does not exist in the month reached (31 January
//! and 1 month), the date falls back to the last day; the count of days is then that of a run of `n` months that ends
//! with it, or lies between two such runs, so it stays within the same bounds.

use std::sync::atomic::{AtomicU64, Ordering};

/// Months after which the calendar repeats.
const CYCLE: usize = 4800;
/// Days in which it does.
const CYCLE_DAYS: u64 = 146_097;

/// Days before each month of the cycle, counted from a year divisible by 400; the last entry closes the cycle.
static BEFORE: [u32; CYCLE + 1] = days_before();

const fn days_before() -> [u32; CYCLE + 1] {
    let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let mut before = [0; CYCLE + 1];
    let mut month = 0;
    while month < CYCLE {
        let year = month / 12;
        let leap = year % 4 == 0 && (year % 100 != 0 || year == 0);
        let extra = if leap && month % 12 == 1 { 1 } else { 0 };
        before[month + 1] = before[month] + lengths[month % 12] + extra;
        month += 1;
    }
    before
}

/// The least and the most days that `months` calendar months last.
pub(super) fn bounds_days(months: u64) -> (u64, u64) {
    let cycles = (months / CYCLE as u64).saturating_mul(CYCLE_DAYS);
    let run = (months % CYCLE as u64) as usize;
    if run == 0 {
        return (cycles, cycles);
    }
    let known = KNOWN[run].load(Ordering::Relaxed);
    let (least, most) = if known > 0 { (known >> 32, known & u64::from(u32::MAX)) } else { worked_out(run) };
    (cycles.saturating_add(least), cycles.saturating_add(most))
}

/// What was worked out before, least and most in the halves of a number; 0 where nothing was. Sums over many ways ask for
/// few different counts, each many times.
static KNOWN: [AtomicU64; CYCLE] = [const { AtomicU64::new(0) }; CYCLE];

fn worked_out(run: usize) -> (u64, u64) {
    let straight = BEFORE.iter().zip(&BEFORE[run..]).map(|(start, end)| end - start);
    let wrapped = BEFORE[CYCLE - run..].iter().zip(&BEFORE).map(|(start, end)| CYCLE_DAYS as u32 - start + end);
    let (least, most) = straight.chain(wrapped).fold((u32::MAX, 0), |(l, m), days| (l.min(days), m.max(days)));
    let (least, most) = (u64::from(least), u64::from(most));
    KNOWN[run].store(least << 32 | most, Ordering::Relaxed);
    (least, most)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::ToSpan;
    use jiff::civil::date;

    #[test]
    fn known_runs_of_months_have_their_known_bounds() {
        for (months, bounds) in [
            (0, (0, 0)),
            (1, (28, 31)),
            (2, (59, 62)),
            (3, (89, 92)),
            (6, (181, 184)),
            (12, (365, 366)),
            (18, (546, 550)),
            (24, (730, 731)),
            (36, (1095, 1096)),
            (48, (1460, 1461)),
            (60, (1825, 1827)),
            (4800, (146_097, 146_097)),
            (4812, (146_097 + 365, 146_097 + 366)),
        ] {
            assert_eq!(bounds_days(months), bounds, "{months} months");
        }
    }

    #[test]
    fn every_date_of_a_century_change_stays_within_the_bounds_and_meets_them() {
        for months in [1_i32, 2, 5, 7, 11, 13, 18, 36] {
            let (mut least, mut most) = (i32::MAX, 0);
            let mut day = date(1896, 1, 1);
            while day < date(1909, 1, 1) {
                let days = (day.saturating_add(months.months()) - day).get_days();
                (least, most) = (least.min(days), most.max(days));
                day = day.tomorrow().expect("a date");
            }
            assert_eq!(bounds_days(months as u64), (least as u64, most as u64), "{months} months");
        }
    }

    #[test]
    fn bounds_grow_with_the_count() {
        let mut before = (0, 0);
        for months in 1..200 {
            let bounds = bounds_days(months);
            assert!(bounds.0 > before.0 && bounds.1 > before.1, "{months} months");
            before = bounds;
        }
    }
}
