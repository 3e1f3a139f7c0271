//! Why: opening hours are copied by hand from web pages and signs, so what is read, and where it stops, is held case by
//! case.

use super::*;
use proptest::prelude::*;

fn hours(text: &str) -> OpeningHours {
    OpeningHours::parse(text).expect(text)
}

fn week(text: &str) -> u32 {
    hours(text).week_minutes()
}

#[test]
fn a_working_week_has_its_minutes() {
    let desk = hours("Mo-Fr 09:00-18:00; PH off");
    assert_eq!(desk.week_minutes(), 5 * 9 * 60);
    assert_eq!(desk.on(Weekday::Friday), [Range { start: 540, end: 1080 }]);
    assert!(desk.on(Weekday::Sunday).is_empty());
    assert!(desk.on_holiday(Weekday::Friday).is_empty());
    assert!(!desk.is_always());
    assert_eq!(week("Mo-Su 08:00-22:00"), 7 * 14 * 60);
    assert_eq!(week("09:00-18:00"), 7 * 9 * 60);
}

#[test]
fn always_means_holidays_too() {
    for text in ["24/7", "Mo-Su 00:00-24:00", "00:00-24:00", "Mo-Su,PH 00:00-24:00", "PH off; 24/7"] {
        assert!(hours(text).is_always(), "{text}");
    }
    assert!(hours("Mo-Su 12:00-36:00").is_always(), "each day runs into the next");
    assert!(!hours("24/7; PH off").is_always());
    assert!(!hours("24/7; PH 10:00-12:00").is_always());
    assert!(!hours("Mo-Sa 00:00-24:00").is_always());
}

#[test]
fn several_stretches_and_rules_add_up_or_replace() {
    assert_eq!(week("Mo-Fr 09:00-12:00,13:00-18:00; Sa 10:00-14:00"), 5 * 8 * 60 + 4 * 60);
    assert_eq!(week("Mo-Su 08:00-22:00; Sa,Su off"), 5 * 14 * 60);
    assert_eq!(week("Mo 09:00-12:00; Mo 13:00-14:00"), 60, "a later rule replaces an earlier one of the same day");
    assert_eq!(hours("Mo 13:00-18:00, 09:00-13:00").on(Weekday::Monday), [Range { start: 540, end: 1080 }]);
    assert_eq!(week("off"), 0);
}

#[test]
fn a_rule_after_the_holidays_takes_them_back() {
    assert!(!hours("PH off; Mo-Fr 09:00-18:00").on_holiday(Weekday::Monday).is_empty());
    assert!(hours("PH off; Mo-Fr 09:00-18:00").on_holiday(Weekday::Sunday).is_empty());
    assert_eq!(hours("Mo-Fr,PH 09:00-18:00").on_holiday(Weekday::Sunday), [Range { start: 540, end: 1080 }]);
}

#[test]
fn weeks_and_nights_wrap_around() {
    assert_eq!(week("Fr-Mo 10:00-11:00"), 4 * 60);
    assert_eq!(week("Su 22:00-02:00"), 4 * 60);
    assert_eq!(week("Su 22:00-26:00"), 4 * 60);
    assert_eq!(week("Mo 22:00-02:00; Tu 00:00-03:00"), 5 * 60, "shared minutes count once");
}

#[test]
fn full_width_signs_dashes_and_case_are_free() {
    let plain = hours("Mo-Fr 09:00-18:00; PH off");
    for text in
        ["mo-fr 9:00–18:00;ph OFF", "Mo－Fr　０９：００－１８：００；PH closed", "Mo - Fr 09:00 - 18:00 ; PH off ;"]
    {
        assert_eq!(hours(text), plain, "{text}");
    }
}

#[test]
fn mistakes_are_found_at_their_byte() {
    for (text, at, trouble) in [
        ("", 0, HoursTrouble::Empty),
        (" ; ", 0, HoursTrouble::Empty),
        ("Mon-Fri 09:00-18:00", 0, HoursTrouble::UnknownWord("Mon".into())),
        ("周一至周五 09:00-18:00", 0, HoursTrouble::UnknownWord("周一至周五".into())),
        ("Mo-Fr 09:00-18:00; SH off", 19, HoursTrouble::UnknownWord("SH".into())),
        ("Mo-", 3, HoursTrouble::NoDay),
        ("Mo-PH 09:00-18:00", 3, HoursTrouble::NoDay),
        ("Mo,09:00-18:00", 3, HoursTrouble::NoDay),
        ("Mo-Fr", 5, HoursTrouble::NoTimes),
        ("Mo-Fr 09:00", 11, HoursTrouble::NoTimes),
        ("Mo-Fr 24/7", 6, HoursTrouble::BadTime),
        ("Mo-Fr 9-18", 6, HoursTrouble::BadTime),
        ("Mo-Fr 09:60-18:00", 6, HoursTrouble::BadTime),
        ("Mo-Fr 09:00-49:00", 12, HoursTrouble::BadTime),
        ("Mo-Fr 09:00-09:00", 6, HoursTrouble::BadTime),
        ("Mo-Fr 09:00-40:00", 6, HoursTrouble::BadTime),
        ("Mo-Fr 24:00-25:00", 6, HoursTrouble::BadTime),
        ("Mo-Fr 09:00-18:00 Sa off", 18, HoursTrouble::Unexpected),
        ("Mo-Fr 09:00-18:000", 17, HoursTrouble::Unexpected),
        ("24/7 always", 5, HoursTrouble::Unexpected),
        ("Mo-Fr 09:00-18:00, Sa 10:00-14:00", 19, HoursTrouble::NoTimes),
    ] {
        assert_eq!(OpeningHours::parse(text), Err(HoursError { at, trouble }), "{text}");
    }
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused(text in "\\PC*") {
        if let Err(error) = OpeningHours::parse(&text) {
            prop_assert!(text.is_char_boundary(error.at));
            error.message(&text);
        }
    }

    #[test]
    fn near_texts_are_read_or_refused(text in "([MTWFSPH][ouaherH]|[-,;: ]|[0-9]{1,3}|off|24/7){0,12}") {
        if let Ok(read) = OpeningHours::parse(&text) {
            prop_assert!(read.week_minutes() <= 10_080);
            read.is_always();
        }
    }
}
