//! Why: the lexical half of RFC 8259 (strings, numbers, words, white space), byte by byte, so that each refusal falls
//! on the exact byte.

use super::Dialect;
use crate::document::{Builder, Number, Str, Value};
use crate::message::Arg;
use crate::parse::fault::Fault;
use crate::span::Span;

/// A cursor over the text.
pub(super) struct Tokens<'t> {
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
    dialect: Dialect,
    unescaped: String,
}

impl<'t> Tokens<'t> {
    pub(super) fn new(text: &'t str, dialect: Dialect) -> Self {
        Self { text, bytes: text.as_bytes(), at: 0, dialect, unescaped: String::new() }
    }

    pub(super) fn at(&self) -> usize {
        self.at
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    pub(super) fn bump(&mut self) {
        self.at += 1;
    }

    /// The grammar wants something else here. The span is the character that stands here, nothing at the end.
    pub(super) fn refuse(&self, reason: &'static str) -> Fault {
        self.refuse_at(self.at, reason)
    }

    /// White space, RFC 8259 section 2, and comments where the dialect has them.
    pub(super) fn skip_space(&mut self) -> Result<(), Fault> {
        loop {
            match self.peek() {
                Some(b' ' | b'\t' | b'\n' | b'\r') => self.at += 1,
                Some(b'/') if self.dialect == Dialect::Comments => self.skip_comment()?,
                _ => return Ok(()),
            }
        }
    }

    /// Any value but a list or map.
    pub(super) fn scalar(&mut self, builder: &mut Builder) -> Result<(Value, Span), Fault> {
        match self.peek() {
            Some(b'"') => self.string(builder).map(|(text, span)| (Value::Text(text), span)),
            Some(b'-' | b'0'..=b'9') => self.number(),
            Some(b't') => self.word("true", Value::Bool(true)),
            Some(b'f') => self.word("false", Value::Bool(false)),
            Some(b'n') => self.word("null", Value::Null),
            _ => Err(self.refuse("word.json-value")),
        }
    }

    /// A string (RFC 8259 section 7) that begins here, with its span, quotes included.
    pub(super) fn string(&mut self, builder: &mut Builder) -> Result<(Str, Span), Fault> {
        let start = self.at;
        self.at += 1;
        self.skip_plain();
        if self.peek() == Some(b'"') {
            self.at += 1;
            return Ok((Str::source(Span::new(start + 1, self.at - 1)), Span::new(start, self.at)));
        }
        self.unescaped.clear();
        let mut plain = start + 1;
        loop {
            self.unescaped.push_str(self.text.get(plain..self.at).unwrap_or(""));
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok((builder.store(&self.unescaped), Span::new(start, self.at)));
                }
                Some(b'\\') => {
                    let character = self.escape()?;
                    self.unescaped.push(character);
                }
                Some(_) => return Err(self.refuse("word.json-control-character")),
                // The end of the text is no place to look at: the quote that nothing closes is.
                None => return Err(self.refuse_at(start, "word.json-open-string")),
            }
            plain = self.at;
            self.skip_plain();
        }
    }

    fn skip_plain(&mut self) {
        let rest = self.bytes.get(self.at..).unwrap_or(&[]);
        self.at += rest.iter().position(|byte| STOPS[usize::from(*byte)]).unwrap_or(rest.len());
    }

    /// One escape; half a surrogate pair stands for no character, so it is refused (RFC 8259 section 8.2 leaves it
    /// open, and text here is UTF-8, which cannot hold it).
    fn escape(&mut self) -> Result<char, Fault> {
        let start = self.at;
        let plain = match self.bytes.get(start + 1) {
            Some(byte @ (b'"' | b'\\' | b'/')) => char::from(*byte),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unicode_escape(),
            _ => return Err(self.refuse("word.json-escape")),
        };
        self.at += 2;
        Ok(plain)
    }

    fn unicode_escape(&mut self) -> Result<char, Fault> {
        let start = self.at;
        let Some(first) = self.hex(start) else { return Err(self.refuse("word.json-escape")) };
        self.at += 6;
        if let Some(character) = char::from_u32(first) {
            return Ok(character);
        }
        let second = self.hex(start + 6);
        match second {
            Some(low @ 0xDC00..=0xDFFF) if first < 0xDC00 => {
                self.at += 6;
                let code = 0x1_0000 + ((first - 0xD800) << 10) + (low - 0xDC00);
                char::from_u32(code).ok_or_else(|| self.refuse_at(start, "word.json-surrogate"))
            }
            _ => Err(self.refuse_at(start, "word.json-surrogate")),
        }
    }

    /// The four digits of a `\u` escape whose backslash stands at `at`.
    fn hex(&self, at: usize) -> Option<u32> {
        let digits = self.bytes.get(at..at + 6)?.strip_prefix(b"\\u")?;
        digits.iter().try_fold(0, |code, digit| Some(code * 16 + char::from(*digit).to_digit(16)?))
    }

    /// A number, RFC 8259 section 6. What cannot belong to one is left for the caller to refuse: in `01`, the `1`.
    fn number(&mut self) -> Result<(Value, Span), Fault> {
        let start = self.at;
        let mut at = start + usize::from(self.bytes[start] == b'-');
        let digits = |from: usize| {
            let rest = self.bytes.get(from..).unwrap_or(&[]);
            rest.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(rest.len())
        };
        at += match self.bytes.get(at) {
            Some(b'0') => 1,
            Some(b'1'..=b'9') => digits(at),
            _ => return Err(self.refuse("word.json-number")),
        };
        let whole = at;
        if self.bytes.get(at) == Some(&b'.') {
            match digits(at + 1) {
                0 => return Err(self.refuse_at(at, "word.json-number")),
                count => at += 1 + count,
            }
        }
        if let Some(b'e' | b'E') = self.bytes.get(at) {
            let sign = usize::from(matches!(self.bytes.get(at + 1), Some(b'+' | b'-')));
            match digits(at + 1 + sign) {
                0 => return Err(self.refuse_at(at, "word.json-number")),
                count => at += 1 + sign + count,
            }
        }
        let text = self.text.get(start..at).unwrap_or("");
        let int = if at == whole { text.parse().ok() } else { None };
        let number = match int {
            Some(int) => Number::Int(int),
            None => Number::Float(text.parse().unwrap_or(f64::NAN)),
        };
        self.at = at;
        Ok((Value::Number(number), Span::new(start, at)))
    }

    fn word(&mut self, word: &'static str, value: Value) -> Result<(Value, Span), Fault> {
        let end = self.at + word.len();
        if self.bytes.get(self.at..end) != Some(word.as_bytes()) {
            return Err(self.refuse("word.json-value"));
        }
        let span = Span::new(self.at, end);
        self.at = end;
        Ok((value, span))
    }

    fn skip_comment(&mut self) -> Result<(), Fault> {
        let start = self.at;
        let rest = self.text.get(start..).unwrap_or("");
        if rest.starts_with("//") {
            self.at += rest.find('\n').unwrap_or(rest.len());
            return Ok(());
        }
        if !rest.starts_with("/*") {
            return Err(self.refuse("word.json-value"));
        }
        match rest.get(2..).and_then(|body| body.find("*/")) {
            Some(length) => {
                self.at += length + 4;
                Ok(())
            }
            None => Err(self.refuse("word.json-open-comment")),
        }
    }

    fn refuse_at(&self, at: usize, reason: &'static str) -> Fault {
        let length = self.text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        Fault::syntax(Span::new(at, at + length), Arg::Word(reason))
    }
}

/// Bytes that end the plain part of a string: the quote, the backslash and the control characters.
const STOPS: [bool; 256] = {
    let mut stops = [false; 256];
    let mut byte = 0;
    while byte < 0x20 {
        stops[byte] = true;
        byte += 1;
    }
    stops[b'"' as usize] = true;
    stops[b'\\' as usize] = true;
    stops
};
