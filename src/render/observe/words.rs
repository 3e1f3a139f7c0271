//! Why: counts of a log run into millions and lengths from seconds to years; both are read at a glance only in groups of
//! digits and in the two greatest units.

use crate::message::{Lang, Message};
use crate::render::catalogue;

/// A count with its digits in groups of three.
pub fn count(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() * 4 / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A length of time in its two greatest units, the rest cut off.
pub fn length(seconds: u64, lang: Lang) -> String {
    let units = [
        ("observe.days", seconds / 86_400),
        ("observe.hours", seconds / 3600 % 24),
        ("observe.minutes", seconds / 60 % 60),
        ("observe.seconds", seconds % 60),
    ];
    let from = units.iter().position(|(_, number)| *number > 0).unwrap_or(units.len() - 1);
    let shown = units.iter().skip(from).take(2).enumerate().filter(|(at, (_, number))| *at == 0 || *number > 0);
    let words: Vec<String> =
        shown.map(|(_, (id, number))| catalogue::compose(lang, &Message::new(id), &[("n", &count(*number))])).collect();
    words.join(if lang == Lang::Zh { "" } else { " " })
}

/// Several things in a row.
pub fn join(items: &[String], lang: Lang) -> String {
    items.join(if lang == Lang::Zh { "、" } else { ", " })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_at_a_glance() {
        assert_eq!([0, 999, 1000, 1_234_567].map(count), ["0", "999", "1,000", "1,234,567"]);
        let lengths = [0, 59, 60, 3661, 86_400, 90_061, 400 * 86_400].map(|seconds| length(seconds, Lang::En));
        assert_eq!(lengths, ["0 s", "59 s", "1 min", "1 h 1 min", "1 d", "1 d 1 h", "400 d"]);
        assert_eq!(length(90_061, Lang::Zh), "1天1小时");
    }
}
