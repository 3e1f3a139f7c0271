//! Why: these are the texts that people write and the verdicts that follow; each line is a promise of the manual.

use jiff::civil::date;

use super::*;

fn duration(text: &str) -> Duration {
    Duration::parse(text).unwrap_or_else(|error| panic!("{text}: {error:?}"))
}

fn compare(a: &str, b: &str) -> Comparison {
    duration(a).compare(&duration(b))
}

fn at_most(a: &str, b: &str) -> Result<bool, Why> {
    duration(a).at_most(&duration(b))
}

#[test]
fn english_spellings_mean_their_canonical_text() {
    for (text, canonical) in [
        ("15 minutes", "15 minutes"),
        ("15m", "15 minutes"),
        ("15M", "15 minutes"),
        ("15min", "15 minutes"),
        ("24 hours", "24 hours"),
        ("24H", "24 hours"),
        ("1.5h", "90 minutes"),
        ("8 business hours", "8 business hours"),
        ("0.5 business hours", "0.5 business hours"),
        ("10 Business  Days", "10 business days"),
        ("1 working day", "1 business day"),
        ("15 calendar days", "15 calendar days"),
        ("15 days", "15 days"),
        ("15d", "15 days"),
        ("2 weeks", "14 calendar days"),
        ("8w", "56 calendar days"),
        ("1.5 weeks", "10.5 calendar days"),
        ("1 month", "1 month"),
        ("3mo", "3 months"),
        ("3 years", "36 months"),
        ("1y", "12 months"),
        ("1.5 years", "18 months"),
        ("30 seconds", "30 seconds"),
        ("30s", "30 seconds"),
        ("500 ms", "500 milliseconds"),
        ("1h30m", "90 minutes"),
        ("3y 2mo", "38 months"),
        ("1 day 12 hours", "1 day 12 hours"),
        ("  1\u{3000}month ", "1 month"),
        ("２４ｈ", "24 hours"),
        ("0 business days", "0 business days"),
        ("0 days", "0 days"),
        ("0h", "0 seconds"),
        ("0 weeks", "0 calendar days"),
    ] {
        assert_eq!(duration(text).canonical(), canonical, "{text}");
        assert_eq!(duration(text).raw(), text);
    }
}

#[test]
fn iso_8601_keeps_months_and_minutes_apart() {
    for (text, canonical) in [
        ("PT24H", "24 hours"),
        ("P1M", "1 month"),
        ("PT1M", "1 minute"),
        ("P14D", "14 days"),
        ("P2W", "14 calendar days"),
        ("PT0.5H", "30 minutes"),
        ("PT0,5H", "30 minutes"),
        ("pt24h", "24 hours"),
        ("P1Y2M10DT2H30M", "14 months 10 days 150 minutes"),
        (" P3Y ", "36 months"),
        ("PT1.5S", "1500 milliseconds"),
    ] {
        assert_eq!(duration(text).canonical(), canonical, "{text}");
    }
    for (text, at) in [
        ("P", 1),
        ("PT", 2),
        ("P1DT", 4),
        ("P1H", 2),
        ("PT1D", 3),
        ("P1D2", 4),
        ("P1M1Y", 3),
        ("P1D 2D", 3),
        ("pending", 1),
        ("PT1HT1M", 4),
        ("P-", 1),
    ] {
        assert_eq!(Duration::parse(text), Err(DurationError::Malformed { at }), "{text}");
    }
}

#[test]
fn chinese_spellings_mean_their_canonical_text() {
    for (text, canonical) in [
        ("30秒", "30 seconds"),
        ("15分钟", "15 minutes"),
        ("15 分", "15 minutes"),
        ("24小时", "24 hours"),
        ("24个小时", "24 hours"),
        ("8工作小时", "8 business hours"),
        ("8个工作小时", "8 business hours"),
        ("15日", "15 days"),
        ("15天", "15 days"),
        ("１５　天", "15 days"),
        ("15自然日", "15 calendar days"),
        ("15个自然日", "15 calendar days"),
        ("15日历日", "15 calendar days"),
        ("10工作日", "10 business days"),
        ("10 个工作日", "10 business days"),
        ("2周", "14 calendar days"),
        ("两个星期", "14 calendar days"),
        ("1个月", "1 month"),
        ("6月", "6 months"),
        ("三年", "36 months"),
        ("半年", "6 months"),
        ("一年半", "18 months"),
        ("半小时", "30 minutes"),
        ("半个小时", "30 minutes"),
        ("三个半小时", "210 minutes"),
        ("十五日", "15 days"),
        ("二十四小时", "24 hours"),
        ("一小时三十分钟", "90 minutes"),
        ("三年两个月", "38 months"),
        ("1年 半小时", "12 months 30 minutes"),
        ("一百八十天", "180 days"),
    ] {
        assert_eq!(duration(text).canonical(), canonical, "{text}");
    }
}

#[test]
fn what_is_no_duration_is_refused_with_its_reason() {
    use DurationError::*;
    for (text, error) in [
        ("", Empty),
        (" \u{3000}", Empty),
        ("24", NoUnit),
        ("1.5", NoUnit),
        ("1h 30", NoUnit),
        ("二十四", NoUnit),
        ("24 48 hours", NoUnit),
        ("10 fortnights", UnknownUnit("fortnights".into())),
        ("10 business", UnknownUnit("business".into())),
        ("10 business weeks", UnknownUnit("business weeks".into())),
        ("3个", UnknownUnit("个".into())),
        ("15天内", Malformed { at: 5 }),
        ("-5 days", Negative),
        ("\u{2212}5 days", Negative),
        ("负五天", Negative),
        ("-P1D", Negative),
        ("P-1D", Negative),
        ("1h -30m", Negative),
        ("- days", Malformed { at: 0 }),
        ("-pending", Malformed { at: 0 }),
        ("99999999999999999999999 years", TooLarge),
        ("10000 years", TooLarge),
        ("9999 years 12 months", TooLarge),
        ("99999999999999999999999", NoUnit),
        ("0.5 months", Inexact(Unit::Month)),
        ("半个月", Inexact(Unit::Month)),
        ("0.3 years", Inexact(Unit::Year)),
        ("半天", Inexact(Unit::Day)),
        ("2.5 business days", Inexact(Unit::BusinessDay)),
        ("0.00001 s", Inexact(Unit::Second)),
        ("about 3 days", Malformed { at: 0 }),
        ("days", Malformed { at: 0 }),
        ("within 24h", Malformed { at: 0 }),
        ("24-48 hours", Malformed { at: 2 }),
        ("1,000 days", Malformed { at: 1 }),
        ("1.h", Malformed { at: 1 }),
        (".5h", Malformed { at: 0 }),
        ("1h 2h", Malformed { at: 3 }),
        ("30m 1h", Malformed { at: 4 }),
        ("一百五天", Malformed { at: 0 }),
        ("半年半", Malformed { at: 0 }),
        ("三个半小时半", Malformed { at: 0 }),
        ("24h!", Malformed { at: 3 }),
    ] {
        assert_eq!(Duration::parse(text), Err(error), "{text}");
    }
    let long = format!("1 {}", "x".repeat(10_000));
    assert_eq!(Duration::parse(&long), Err(UnknownUnit("x".repeat(40))));
}

#[test]
fn amount_and_unit_are_there_for_a_single_part() {
    let single = duration("1.5h");
    assert_eq!((single.amount(), single.unit()), (Some(1.5), Some(Unit::Hour)));
    let mixed = duration("1h30m");
    assert_eq!((mixed.amount(), mixed.unit()), (None, None));
    assert_eq!(duration("十个工作日").unit(), Some(Unit::BusinessDay));
}

#[test]
fn the_least_certain_part_gives_the_kind() {
    for (text, kind) in [
        ("24h", Kind::Clock),
        ("1 month", Kind::Calendar),
        ("2 weeks", Kind::Calendar),
        ("8 business hours", Kind::Business),
        ("1 month 5 business days", Kind::Business),
        ("P14D", Kind::Unstated),
        ("1 month 3 days 2 hours", Kind::Unstated),
        ("1 week 2 hours", Kind::Calendar),
        ("0 days 12 hours", Kind::Clock),
        ("0 days", Kind::Unstated),
    ] {
        assert_eq!(duration(text).kind(), kind, "{text}");
    }
}

#[test]
fn bounds_are_honest() {
    const DAY: u64 = 86_400;
    for (text, bounds) in [
        ("24h", (DAY, Some(DAY))),
        ("1500 ms", (1, Some(2))),
        ("2 calendar days", (2 * DAY, Some(2 * DAY))),
        ("1 month", (28 * DAY, Some(31 * DAY))),
        ("1 year", (365 * DAY, Some(366 * DAY))),
        ("10 business days", (10 * DAY, None)),
        ("8 business hours", (8 * 3600, None)),
        ("15 days", (15 * DAY, None)),
        ("0 business days", (0, Some(0))),
    ] {
        assert_eq!(duration(text).bounds_seconds(), bounds, "{text}");
    }
}

#[test]
fn like_units_compare_exactly() {
    assert_eq!(compare("10 business days", "15 business days"), Comparison::Less);
    assert_eq!(compare("8 business hours", "8 working hours"), Comparison::Equal);
    assert_eq!(compare("18 months", "1 year"), Comparison::Greater);
    assert_eq!(compare("1 year", "12 months"), Comparison::Equal);
    assert_eq!(compare("3y 2mo", "3 years"), Comparison::Greater);
    assert_eq!(compare("15 days", "15天"), Comparison::Equal);
    assert_eq!(compare("15 days", "10 days"), Comparison::Greater);
    assert_eq!(compare("24h", "1 calendar day"), Comparison::Equal);
    assert_eq!(compare("90m", "1h30m"), Comparison::Equal);
    assert_eq!(compare("1 month 5 business days", "1 month 7 business days"), Comparison::Less);
    assert_eq!(compare("0 business days", "0h"), Comparison::Equal);
    assert_eq!(compare("400 years", "146097 calendar days"), Comparison::Equal);
}

#[test]
fn months_against_days_decide_outside_their_bounds_only() {
    assert_eq!(compare("1 month", "27 calendar days"), Comparison::Greater);
    assert_eq!(compare("1 month", "32 calendar days"), Comparison::Less);
    assert_eq!(compare("1 month", "30 calendar days"), Comparison::Undecided(Why::MonthLength));
    assert_eq!(compare("1 month", "31 calendar days"), Comparison::Undecided(Why::MonthLength));
    assert_eq!(at_most("1 month", "31 calendar days"), Ok(true));
    assert_eq!(at_most("1 month", "30 calendar days"), Err(Why::MonthLength));
    assert_eq!(at_most("1 month", "27 calendar days"), Ok(false));
    assert_eq!(duration("1 year").at_least(&duration("365 calendar days")), Ok(true));
    assert_eq!(duration("3 years").at_least(&duration("1096 calendar days")), Err(Why::MonthLength));
}

#[test]
fn working_time_against_elapsed_time_needs_a_calendar_where_it_is_short() {
    assert_eq!(at_most("10 business days", "15 calendar days"), Err(Why::NeedsCalendar));
    assert_eq!(at_most("16 business days", "15 calendar days"), Ok(false));
    assert_eq!(at_most("24h", "1 business day"), Ok(true));
    assert_eq!(at_most("4 business hours", "24 hours"), Err(Why::NeedsCalendar));
    assert_eq!(at_most("25 business hours", "24 hours"), Ok(false));
    assert_eq!(compare("1 business day", "8 business hours"), Comparison::Undecided(Why::NeedsCalendar));
    assert_eq!(duration("10 business days").at_least(&duration("10 calendar days")), Ok(true));
}

#[test]
fn unstated_days_decide_where_both_readings_agree() {
    assert_eq!(compare("15 days", "10 calendar days"), Comparison::Greater);
    assert_eq!(compare("15 days", "24 hours"), Comparison::Greater);
    assert_eq!(at_most("15 days", "15 business days"), Ok(true));
    assert_eq!(at_most("15 days", "15 calendar days"), Err(Why::DayKindUnstated));
    assert_eq!(at_most("15 days", "20 calendar days"), Err(Why::DayKindUnstated));
    assert_eq!(compare("1 day", "8 business hours"), Comparison::Undecided(Why::NeedsCalendar));
    assert_eq!(at_most("30 days", "1 month"), Err(Why::DayKindUnstated));
    assert_eq!(at_most("60 days", "1 month"), Ok(false));
}

#[test]
fn shared_business_time_is_kept_where_it_can_swallow_the_rest() {
    // From a Friday, a calendar day and five business days end with five business days from the Friday.
    assert_eq!(compare("1 calendar day 5 business days", "5 business days"), Comparison::Undecided(Why::NeedsCalendar));
    assert_eq!(
        compare("1 calendar day 5 business days", "5 business days 24 hours"),
        Comparison::Undecided(Why::NeedsCalendar)
    );
    // From a Saturday, one business day and three hours may end with three business hours.
    assert_eq!(
        compare("1 business day 3 business hours", "3 business hours"),
        Comparison::Undecided(Why::NeedsCalendar)
    );
    assert_eq!(compare("1 business day 3 business hours", "1 business day 2 business hours"), Comparison::Greater);
}

#[test]
fn what_is_more_in_every_part_is_never_shorter() {
    assert_eq!(compare("9 business days 13 hours", "2 business days"), Comparison::Greater);
    assert_eq!(compare("1 business day 2 hours", "3 business days 4 hours"), Comparison::Less);
    assert_eq!(
        compare("1 month 2 business days", "1 calendar day 1 business day"),
        Comparison::Undecided(Why::NeedsCalendar)
    );
    assert_eq!(at_most("5 business days", "1 calendar day 5 business days"), Ok(true));
    assert_eq!(at_most("3 business hours", "1 business day 3 business hours"), Ok(true));
    assert_eq!(at_most("2 calendar days 5 business days", "5 business days"), Err(Why::NeedsCalendar));
}

#[test]
fn an_unknown_unit_names_a_near_one() {
    let message = Duration::parse("10 buisness days").map_err(|error| error.message("10 buisness days"));
    assert!(matches!(message, Err(message) if message.args.iter().any(|(name, _)| name == "unit")));
    let error = Duration::parse("24 huors").expect_err("a slip");
    let near = error.message("24 huors");
    assert_eq!(
        near,
        Message::new("duration.unknown-unit-near").text("unit", "huors").text("near", "hours").text("text", "24 huors")
    );
}

#[test]
fn a_day_after_is_told_only_where_it_is_certain() {
    let after = |day, length: &str| duration(length).after(day);
    let start = date(2024, 1, 31);
    assert_eq!(after(start, "1 month"), Some(date(2024, 2, 29)));
    assert_eq!(after(start, "1 year"), Some(date(2025, 1, 31)));
    assert_eq!(after(date(2024, 2, 29), "12 months"), Some(date(2025, 2, 28)));
    assert_eq!(after(start, "2 weeks"), Some(date(2024, 2, 14)));
    assert_eq!(after(start, "90 calendar days"), Some(date(2024, 4, 30)));
    assert_eq!(after(start, "48 hours"), Some(date(2024, 2, 2)));
    for unclear in ["90 days", "10 business days", "36 hours", "9000 years"] {
        assert_eq!(after(start, unclear), None, "{unclear}");
    }
}
