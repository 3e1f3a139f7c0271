//! Why: a sentence is not a length of time, but holds one: `one month`, `within 8 hours`, `8小时内`. A guess would be a
//! deadline that nobody wrote, so it is refused, with the very text to write.

use super::Duration;

/// What can be written in place of a text that is no length of time, if it holds one.
pub(super) fn meant(text: &str) -> Option<String> {
    let text = text.trim();
    let lower = text.to_lowercase();
    let bare = BEFORE.iter().find_map(|word| lower.starts_with(word).then(|| text.get(word.len()..)).flatten());
    let bare = bare.unwrap_or(text).trim();
    let bare = BEHIND.iter().find_map(|word| bare.strip_suffix(word)).unwrap_or(bare).trim();
    let (first, rest) = bare.split_once([' ', '-']).unwrap_or((bare, ""));
    let number = NUMBERS.iter().position(|word| first.eq_ignore_ascii_case(word));
    let meant = match number {
        Some(at) => format!("{} {rest}", at.max(1)),
        None => bare.to_owned(),
    };
    (meant != text && Duration::parse(&meant).is_ok()).then_some(meant)
}

/// What stands before a length of time in a sentence, small letters.
const BEFORE: [&str; 10] =
    ["within ", "in ", "at most ", "no more than ", "up to ", "不超过", "最长", "最多", "至多", "在"];

/// What stands behind one.
const BEHIND: [&str; 6] = ["以内", "之内", "内", "以下", "之前", "前"];

/// Numbers in words; `a` and `one` are both 1.
const NUMBERS: [&str; 13] =
    ["a", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_answered_with_the_length_that_it_holds() {
        for (text, wanted) in [
            ("one month", "1 month"),
            ("Two weeks", "2 weeks"),
            ("a day", "1 day"),
            ("within 8 hours", "8 hours"),
            ("Within three business days", "3 business days"),
            ("8小时内", "8小时"),
            ("不超过15日", "15日"),
            ("在三个工作日以内", "三个工作日"),
        ] {
            assert_eq!(meant(text).as_deref(), Some(wanted), "{text}");
        }
        for text in ["soon", "one fine day", "within reason", "", "内", "one"] {
            assert_eq!(meant(text), None, "{text}");
        }
    }

    #[test]
    fn a_unit_of_two_words_is_near_to_one_of_two_words() {
        let message = Duration::parse("7 calender days").expect_err("a slip").message("7 calender days");
        let near = message.args.iter().find(|(name, _)| name == "near").map(|(_, near)| near.clone());
        assert_eq!(near, Some(crate::message::Arg::Text("calendar days".into())));
    }
}
