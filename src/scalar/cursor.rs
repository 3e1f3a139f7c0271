//! Why: values are written by people, with an ideographic space, full-width digits and signs among plain ones. One
//! reader folds the widths, so that `８０％` and `80%` are the same value everywhere and every place stays a byte offset
//! of the text as written.

/// A position in a text, read character by character with full-width forms folded to plain ones.
#[derive(Clone, Debug)]
pub struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

/// Characters of a foreign word that an error keeps: enough to recognise it, too few to flood a message.
const EXCERPT: usize = 40;

impl<'a> Cursor<'a> {
    /// At the start of `text`.
    pub fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    /// Byte offset in the text.
    pub fn at(&self) -> usize {
        self.at
    }

    /// The text not yet read, as written.
    pub fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or("")
    }

    /// Whether all is read.
    pub fn is_done(&self) -> bool {
        self.rest().is_empty()
    }

    /// The next character, folded.
    pub fn peek(&self) -> Option<char> {
        self.rest().chars().next().map(half_width)
    }

    /// The character after the next, folded.
    pub fn peek_second(&self) -> Option<char> {
        self.rest().chars().nth(1).map(half_width)
    }

    /// Reads one character, folded.
    pub fn bump(&mut self) -> Option<char> {
        let next = self.rest().chars().next()?;
        self.at += next.len_utf8();
        Some(half_width(next))
    }

    /// Reads `wanted` if it comes next. The comparison is between folded characters.
    pub fn eat(&mut self, wanted: char) -> bool {
        let found = self.peek() == Some(wanted);
        if found {
            self.bump();
        }
        found
    }

    /// Reads `wanted` if the text goes on with exactly it, unfolded.
    pub fn eat_text(&mut self, wanted: &str) -> bool {
        let found = self.rest().starts_with(wanted);
        if found {
            self.at += wanted.len();
        }
        found
    }

    /// Reads a sign of negative numbers: hyphen, minus sign, or 负.
    pub fn eat_minus(&mut self) -> bool {
        self.eat('-') || self.eat('\u{2212}') || self.eat('负')
    }

    /// Skips white space, the ideographic and the no-break space among it.
    pub fn skip_space(&mut self) {
        self.take_while(char::is_whitespace);
    }

    /// Reads while `wanted` holds for the folded character; the text as written.
    pub fn take_while(&mut self, wanted: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let end = rest.char_indices().find(|(_, c)| !wanted(half_width(*c))).map_or(rest.len(), |(at, _)| at);
        self.at += end;
        rest.get(..end).unwrap_or("")
    }
}

/// The plain form of a full-width character (Unicode block *Halfwidth and Fullwidth Forms*, U+FF01 to U+FF5E, which
/// lies 0xFEE0 above printable ASCII); any other character as it is.
fn half_width(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

/// A word in the form in which tables of words hold it: full-width forms folded, ASCII letters small.
pub fn fold(word: &str) -> String {
    word.chars().take(EXCERPT).map(|c| half_width(c).to_ascii_lowercase()).collect()
}

/// The beginning of a word that nobody knows, as written.
pub fn excerpt(word: &str) -> String {
    word.chars().take(EXCERPT).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_width_forms_read_as_plain_ones_and_places_stay_bytes() {
        let mut cursor = Cursor::new("８　%");
        assert_eq!(cursor.bump(), Some('8'));
        assert_eq!(cursor.at(), 3);
        cursor.skip_space();
        assert_eq!(cursor.at(), 6, "the ideographic space is white space");
        assert!(cursor.eat('%') && cursor.is_done());
        assert_eq!(cursor.bump(), None);
    }

    #[test]
    fn every_sign_of_a_negative_number_is_known() {
        for text in ["-1", "\u{2212}1", "－1", "负1"] {
            assert!(Cursor::new(text).eat_minus(), "{text}");
        }
        assert!(!Cursor::new("1").eat_minus());
    }

    #[test]
    fn an_excerpt_is_bounded() {
        assert_eq!(excerpt(&"週".repeat(1000)).chars().count(), EXCERPT);
        assert_eq!(fold("ＨＯＵＲＳ"), "hours");
    }
}
