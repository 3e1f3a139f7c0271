//! Why: a file under judgement may be written by somebody who wants the reader's terminal, CI log or chat to do
//! something. This is the one place that makes such characters harmless, and it makes them *visible* instead of
//! dropping them: a reader must see that they are there.
//!
//! What is shown as a mark: C0 and DEL as control pictures (Unicode block 2400), C1, bidirectional controls (UAX #9),
//! line and paragraph separators, and characters that have no appearance at all (zero-width space, word joiner,
//! byte-order mark, tag characters) as `<U+XXXX>`. Joiners and variation selectors stay: scripts and emoji need them.

use std::borrow::Cow;

/// The text with every hidden character shown as a mark. Idempotent; borrows when there is nothing to show.
pub fn visible(text: &str) -> Cow<'_, str> {
    let Some(first) = text.find(hidden) else { return Cow::Borrowed(text) };
    let mut out = String::with_capacity(text.len() + 16);
    out.push_str(&text[..first]);
    for c in text[first..].chars() {
        push_visible(&mut out, c);
    }
    Cow::Owned(out)
}

/// Appends one character, as a mark if it is hidden.
pub fn push_visible(out: &mut String, c: char) {
    match c {
        '\u{0}'..='\u{1F}' => out.extend(char::from_u32(0x2400 + u32::from(c))),
        '\u{7F}' => out.push('␡'),
        c if hidden(c) => out.push_str(&format!("<U+{:04X}>", u32::from(c))),
        c => out.push(c),
    }
}

/// Whether a character acts on a terminal or on the direction of text, or cannot be seen at all.
pub fn hidden(c: char) -> bool {
    if c < '\u{7F}' {
        return c < ' ';
    }
    matches!(c,
        '\u{7F}'..='\u{9F}' // DEL and C1
        | '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' // bidi controls
        | '\u{2028}' | '\u{2029}' // line and paragraph separators
        | '\u{200B}' | '\u{2060}'..='\u{2064}' | '\u{206A}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}'
        | '\u{E0000}'..='\u{E007F}' // tags: invisible copies of ASCII
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_characters_become_marks() {
        let table = [
            ("plain", "plain"),
            ("\x1b[31mred\x1b[0m", "␛[31mred␛[0m"),
            ("\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\", "␛]8;;http://x␛\\link␛]8;;␛\\"),
            ("\x1b]52;c;aGk=\x07", "␛]52;c;aGk=␇"),
            ("\x1bP1$r\x1b\\", "␛P1$r␛\\"),
            ("ok\rFAKE", "ok␍FAKE"),
            ("secret\x08\x08", "secret␈␈"),
            ("a\tb\nc\0", "a␉b␊c␀"),
            ("\x7f", "␡"),
            ("\u{9b}2J", "<U+009B>2J"),
            ("\u{85}", "<U+0085>"),
            ("user\u{202e}nimda", "user<U+202E>nimda"),
            ("\u{2066}a\u{2069}\u{200e}\u{200f}\u{61c}", "<U+2066>a<U+2069><U+200E><U+200F><U+061C>"),
            ("a\u{2028}b\u{2029}", "a<U+2028>b<U+2029>"),
            ("i\u{200b}d\u{feff}", "i<U+200B>d<U+FEFF>"),
            ("\u{e0041}", "<U+E0041>"),
        ];
        for (text, shown) in table {
            assert_eq!(visible(text), shown);
            assert_eq!(visible(&visible(text)), shown, "twice");
            assert!(!visible(text).contains(hidden));
        }
    }

    #[test]
    fn ordinary_text_is_not_touched_and_not_copied() {
        for text in ["", "a b", "《个人信息保护法》第六条", "👩‍💻 ❤️ 🇨🇳 👍🏽", "می‌خواهم", "क्‍ष", "é", "a\u{a0}b"]
        {
            assert!(matches!(visible(text), Cow::Borrowed(same) if same == text), "{text}");
        }
    }
}
