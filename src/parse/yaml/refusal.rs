//! Why: the event parser stops at the right mistake, but in some cases shows a neighbouring place. Readers are shown the
//! byte that cannot stand where it stands.

use granit_parser::{ErrorKind, ScanError};

use crate::span::Span;

/// Where `error` is shown in `text`: the character that stands there, nothing at the end of the text or of a line.
pub(super) fn place(text: &str, error: &ScanError) -> Span {
    let at = error.marker().byte_offset().unwrap_or(text.len());
    let at = match error.kind() {
        ErrorKind::ExpectedBlockMappingKey | ErrorKind::ExpectedBlockSequenceEntry => dash(text, at),
        ErrorKind::UnknownQuotedScalarEscape
        | ErrorKind::InvalidQuotedScalarHexEscape
        | ErrorKind::InvalidLowSurrogateHexEscape
        | ErrorKind::InvalidLowSurrogate
        | ErrorKind::MissingLowSurrogate
        | ErrorKind::UnpairedLowSurrogate
        | ErrorKind::InvalidUnicodeEscape => escape(text, at),
        ErrorKind::TabInPlainScalar => tab(text, at),
        ErrorKind::TabNotAllowed | ErrorKind::TabInBlockIndentation => tab_before_entry(text, at).unwrap_or(at),
        ErrorKind::InvalidBlockScalarHeader => after_header(text, at),
        ErrorKind::TabAtBlockScalarStart => {
            text.get(at..).and_then(|rest| rest.find("\n\t")).map_or(at, |tab| at + tab + 1)
        }
        _ => at,
    };
    let character = text.get(at..).and_then(|rest| rest.chars().next()).filter(|c| !c.is_control());
    Span::new(at, at + character.map_or(0, char::len_utf8))
}

/// A list dash where none may stand is reported after the dash and its spaces.
fn dash(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or("").trim_end_matches([' ', '\t']);
    let line = before.rfind('\n').map_or(0, |end| end + 1);
    match before.get(line..).and_then(|line| line.strip_suffix('-')) {
        Some(indent) if indent.trim().is_empty() => line + indent.len(),
        _ => at,
    }
}

/// A tab that indents a further line of text is reported where the text begins.
fn tab(text: &str, at: usize) -> usize {
    let indents = |tab: &usize| text.get(at..*tab).unwrap_or("").trim_end_matches(' ').ends_with('\n');
    let mut tabs = text.get(at..).unwrap_or("").match_indices('\t').map(|(offset, _)| at + offset);
    tabs.find(indents).unwrap_or(at)
}

/// The first tab of the white space in which the entry of a block that begins at `at` stands, its dashes included. An entry
/// that begins behind other text has none.
pub(super) fn tab_before_entry(text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes().get(..at)?;
    let mut first = None;
    let mut behind_dash = false;
    for (offset, byte) in bytes.iter().enumerate().rev() {
        match byte {
            b' ' => {}
            b'\t' => first = Some(offset),
            b'\n' => return first,
            // What stands between a dash and its item is no indentation of the dash.
            b'-' if !behind_dash => (first, behind_dash) = (None, true),
            _ => return None,
        }
    }
    first
}

/// Something stands behind the header of a block scalar and is reported at the header.
fn after_header(text: &str, header: usize) -> usize {
    let rest = text.get(header..).unwrap_or("");
    let length = rest.len() - rest.trim_start_matches(['|', '>', '+', '-']).len();
    let more = rest.get(length..).unwrap_or("").trim_start_matches(|c: char| c.is_ascii_digit() || "+- \t".contains(c));
    text.len() - more.len()
}

/// A wrong escape is reported at the opening quote of its string: the first backslash that begins none is looked for.
fn escape(text: &str, quote: usize) -> usize {
    let body = text.get(quote..).and_then(|rest| rest.strip_prefix('"')).unwrap_or("");
    let mut from = 0;
    while let Some(found) = body.get(from..).and_then(|rest| rest.find('\\')) {
        let at = from + found;
        match escape_len(body.get(at..).unwrap_or("")) {
            Some(length) => from = at + length,
            None => return quote + 1 + at,
        }
    }
    quote
}

/// Length of the escape (YAML 1.2.2, section 5.7) at the start of `text`, backslash included. Surrogates come in pairs.
fn escape_len(text: &str) -> Option<usize> {
    let hex = |from: usize, digits: usize| {
        let digits = text.get(from..from + digits).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
        digits.and_then(|digits| u32::from_str_radix(digits, 16).ok())
    };
    match text.chars().nth(1)? {
        '0' | 'a' | 'b' | 't' | '\t' | 'n' | 'v' | 'f' | 'r' | 'e' | ' ' | '"' | '/' | '\\' | 'N' | '_' | 'L' | 'P'
        | '\n' | '\r' => Some(2),
        'x' => hex(2, 2).map(|_| 4),
        'u' => match hex(2, 4)? {
            0xD800..=0xDBFF => {
                let low = text.get(6..8).filter(|next| *next == "\\u").and_then(|_| hex(8, 4))?;
                (0xDC00..=0xDFFF).contains(&low).then_some(12)
            }
            0xDC00..=0xDFFF => None,
            _ => Some(6),
        },
        'U' => hex(2, 8).and_then(char::from_u32).map(|_| 10),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::parse::Format::Yaml;
    use crate::parse::tests::{read, refusal};

    #[test]
    fn wrong_escapes_are_shown_at_their_backslash() {
        for (text, wanted) in [
            ("a: \"名\\n\\q\"\n", "\\q"),
            ("a: \"\\\\ \\x4g\"\n", "\\x4g"),
            ("a: \"\\u0041 \\u12\"\n", "\\u12"),
            ("a: \"\\ud83d\\udc4d \\ud83d\"\n", "\\ud83d\""),
            ("a: \"x\\\n  \\udc4d\"\n", "\\udc4d"),
            ("a: \"\\U00110000\"\n", "\\U"),
        ] {
            let (start, _, reason) = refusal(&read(Yaml, text));
            assert_eq!(start as usize, text.find(wanted).unwrap(), "{text:?} {reason}");
        }
    }

    #[test]
    fn a_tab_that_indents_an_entry_is_refused_itself() {
        for (text, at) in [
            ("a:\n  \t b: 1\n", 5),
            ("\ta: 1\n", 0),
            ("a:\n \t- 1\n", 4),
            ("a:\n  b: 1\n \tc: 2\n", 11),
            ("a:\n\tb\n", 3),
            ("a:\n  b: 1\n\n\tc: 2\n", 11),
            ("- a\n\t- b\n", 4),
            ("a: |\n\tb\n", 5),
        ] {
            assert_eq!(refusal(&read(Yaml, text)).0, at, "{text:?}");
        }
        for text in [
            "a:\n  \tb\n",
            "a: b\n \tc\n",
            "a: [\n \tb,\n\t\n \tc: 1]\n",
            "- \ta: b\n",
            "-\ta\n",
            "a: |\n \tb\n",
            "\t# c\na: 1 \t# d\n\t\nb:\t2\n",
        ] {
            assert!(!read(Yaml, text).broken, "{text:?}");
        }
    }

    #[test]
    fn text_behind_the_header_of_a_block_is_shown_itself() {
        for (text, at) in [("a: |x\n  b\n", 4), ("a: >-  x\n  b\n", 7), ("a: |2+ x # c\n   b\n", 7)] {
            assert_eq!(refusal(&read(Yaml, text)).0, at, "{text:?}");
        }
    }

    #[test]
    fn a_dash_where_none_may_stand_is_shown_itself() {
        let text = "a: 1\n-   b: 2\n";
        assert_eq!(refusal(&read(Yaml, text)).0, 5);
    }
}
