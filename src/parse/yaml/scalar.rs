//! Why: what a scalar without quotes means is decided here and not by the event parser: the core schema of YAML 1.2.2,
//! section 10.3.2, under which `no`, `on` and `12:30` are text and `0o14` is twelve.

use granit_parser::{ScalarStyle, Tag};

use crate::document::Number;

/// What a scalar is, before its text is placed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Scalar {
    Null,
    Bool(bool),
    Number(Number),
    Text,
}

/// Resolves a scalar by its tag, its style and its text. Tags other than those of the core schema say nothing about the
/// kind of value and are passed over; a core tag that the text does not fit leaves it as text.
pub(super) fn resolve(text: &str, style: ScalarStyle, tag: Option<&Tag>) -> Scalar {
    let plain = style == ScalarStyle::Plain;
    let Some(tag) = tag else { return if plain { of_plain(text) } else { Scalar::Text } };
    match tag.core_suffix() {
        Some("str") => Scalar::Text,
        Some("null") => null(text).unwrap_or(Scalar::Text),
        Some("bool") => bool(text).unwrap_or(Scalar::Text),
        Some("int") => int(text).unwrap_or(Scalar::Text),
        Some("float") => match float(text).or_else(|| int(text)) {
            Some(Scalar::Number(Number::Int(int))) => Scalar::Number(Number::Float(int as f64)),
            other => other.unwrap_or(Scalar::Text),
        },
        // `!` alone asks for text (YAML 1.2.2, section 6.9.1).
        None if tag.suffix() == "!" && tag.handle().is_empty() => Scalar::Text,
        _ if plain => of_plain(text),
        _ => Scalar::Text,
    }
}

fn of_plain(text: &str) -> Scalar {
    let value = match text.as_bytes().first() {
        None | Some(b'~' | b'n' | b'N') => null(text),
        Some(b't' | b'T' | b'f' | b'F') => bool(text),
        Some(b'0'..=b'9' | b'+' | b'-' | b'.') => int(text).or_else(|| float(text)),
        _ => None,
    };
    value.unwrap_or(Scalar::Text)
}

fn null(text: &str) -> Option<Scalar> {
    matches!(text, "" | "~" | "null" | "Null" | "NULL").then_some(Scalar::Null)
}

fn bool(text: &str) -> Option<Scalar> {
    match text {
        "true" | "True" | "TRUE" => Some(Scalar::Bool(true)),
        "false" | "False" | "FALSE" => Some(Scalar::Bool(false)),
        _ => None,
    }
}

/// `[-+]?[0-9]+`, `0o[0-7]+`, `0x[0-9a-fA-F]+`; a number beyond 64 bits is kept as a float.
fn int(text: &str) -> Option<Scalar> {
    let (digits, radix) = match (text.strip_prefix("0o"), text.strip_prefix("0x")) {
        (Some(octal), _) => (octal, 8),
        (_, Some(hexadecimal)) => (hexadecimal, 16),
        _ => (text.strip_prefix(['+', '-']).unwrap_or(text), 10),
    };
    if digits.is_empty() || !digits.bytes().all(|byte| char::from(byte).is_digit(radix)) {
        return None;
    }
    let exact = if radix == 10 { text.parse().ok() } else { i64::from_str_radix(digits, radix).ok() };
    let number = match exact {
        Some(int) => Number::Int(int),
        None if radix == 10 => Number::Float(text.parse().ok()?),
        None => {
            let add = |sum: f64, digit: char| sum * f64::from(radix) + f64::from(digit.to_digit(radix).unwrap_or(0));
            Number::Float(digits.chars().fold(0.0, add))
        }
    };
    Some(Scalar::Number(number))
}

/// `[-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?`, and the words for infinity and no number.
fn float(text: &str) -> Option<Scalar> {
    let number = |value| Some(Scalar::Number(Number::Float(value)));
    let (negative, unsigned) = match text.as_bytes().first() {
        Some(b'-') => (true, &text[1..]),
        Some(b'+') => (false, &text[1..]),
        _ => (false, text),
    };
    match unsigned {
        ".inf" | ".Inf" | ".INF" => return number(if negative { f64::NEG_INFINITY } else { f64::INFINITY }),
        ".nan" | ".NaN" | ".NAN" if unsigned.len() == text.len() => return number(f64::NAN),
        _ => {}
    }
    // Rust reads the same grammar, and beyond it the words `inf`, `infinity` and `nan`, which begin with a letter.
    let first = unsigned.trim_start_matches('.').bytes().next()?;
    if !first.is_ascii_digit() || unsigned.starts_with("..") {
        return None;
    }
    number(text.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> Scalar {
        resolve(text, ScalarStyle::Plain, None)
    }

    fn int(value: i64) -> Scalar {
        Scalar::Number(Number::Int(value))
    }

    fn float(value: f64) -> Scalar {
        Scalar::Number(Number::Float(value))
    }

    #[test]
    fn words_of_yaml_1_1_are_text() {
        for text in ["no", "No", "NO", "yes", "on", "Off", "y", "n", "tRUE", "nULL", "12:30", "2024-01-01", "1_000"] {
            assert_eq!(plain(text), Scalar::Text, "{text}");
        }
    }

    #[test]
    fn the_core_schema_is_resolved() {
        for text in ["", "~", "null", "Null", "NULL"] {
            assert_eq!(plain(text), Scalar::Null, "{text}");
        }
        assert_eq!(plain("True"), Scalar::Bool(true));
        assert_eq!(plain("FALSE"), Scalar::Bool(false));
        assert_eq!(plain("0755"), int(755));
        assert_eq!(plain("0o14"), int(12));
        assert_eq!(plain("0x1F"), int(31));
        assert_eq!(plain("-12"), int(-12));
        assert_eq!(plain("+12"), int(12));
        assert_eq!(plain("9223372036854775808"), float(9_223_372_036_854_775_808.0));
        assert_eq!(plain("0xFFFFFFFFFFFFFFFFF"), float(295_147_905_179_352_825_855.0));
        assert_eq!(plain("1."), float(1.0));
        assert_eq!(plain("-.5e3"), float(-500.0));
        assert_eq!(plain("1e3"), float(1000.0));
        assert_eq!(plain("-.INF"), float(f64::NEG_INFINITY));
        assert!(matches!(plain(".nan"), Scalar::Number(Number::Float(value)) if value.is_nan()));
    }

    #[test]
    fn what_only_looks_like_a_number_is_text() {
        for text in [
            "-",
            "+",
            ".",
            "-.",
            "..5",
            "1e",
            "e5",
            "0o8",
            "0o",
            "0x",
            "-0x1",
            "+.nan",
            "inf",
            "nan",
            "-inf",
            "1.2.3",
            "0b1",
            "1 2",
            "+infinity",
        ] {
            assert_eq!(plain(text), Scalar::Text, "{text}");
        }
    }

    #[test]
    fn core_tags_decide_and_other_tags_do_not() {
        let tagged = |text, suffix: &str, style| {
            let tag = Tag::new("tag:yaml.org,2002:", suffix);
            resolve(text, style, Some(&tag))
        };
        assert_eq!(tagged("12", "str", ScalarStyle::Plain), Scalar::Text);
        assert_eq!(tagged("12", "int", ScalarStyle::DoubleQuoted), int(12));
        assert_eq!(tagged("12", "float", ScalarStyle::Plain), float(12.0));
        assert_eq!(tagged("true", "bool", ScalarStyle::SingleQuoted), Scalar::Bool(true));
        assert_eq!(tagged("twelve", "int", ScalarStyle::Plain), Scalar::Text);
        assert_eq!(tagged("2024-01-01", "timestamp", ScalarStyle::Plain), Scalar::Text);
        let own = Tag::new("!", "seconds");
        assert_eq!(resolve("12", ScalarStyle::Plain, Some(&own)), int(12));
        assert_eq!(resolve("12", ScalarStyle::DoubleQuoted, Some(&own)), Scalar::Text);
    }
}
