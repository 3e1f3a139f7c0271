//! Why: cells are found by one pass over the bytes, and nothing is copied but a text that holds doubled quotes.

use std::borrow::Cow;

use super::refused;
use crate::parse::fault::Fault;
use crate::span::Span;

/// One cell of a row.
pub(super) struct Cell<'t> {
    /// What it says: without quotes, and without the white space around it where it has none.
    pub text: Cow<'t, str>,
    /// Where it stands, quotes included.
    pub span: Span,
    /// Where its text stands as it is; none where quotes are doubled in it.
    pub inner: Option<Span>,
}

/// The rows of a text, one after the other.
pub(super) struct Records<'t> {
    text: &'t str,
    at: usize,
    separator: u8,
}

impl<'t> Records<'t> {
    pub fn new(text: &'t str, separator: u8) -> Self {
        Self { text, at: 0, separator }
    }

    /// The byte that is read next.
    pub fn at(&self) -> u32 {
        Span::at(self.at).start
    }

    /// Reads the next row that says anything; spreadsheets leave rows behind that are cleared. None at the end.
    pub fn next(&mut self, cells: &mut Vec<Cell<'t>>) -> Result<Option<Span>, Fault> {
        while self.at < self.text.len() {
            cells.clear();
            let start = self.at;
            let end = self.row(cells)?;
            if cells.iter().any(|cell| !cell.text.is_empty()) {
                return Ok(Some(Span::new(start, end)));
            }
        }
        Ok(None)
    }

    /// Reads one row with its line end, and gives where it ends without it.
    fn row(&mut self, cells: &mut Vec<Cell<'t>>) -> Result<usize, Fault> {
        loop {
            cells.push(self.cell()?);
            let end = self.at;
            match self.peek() {
                Some(byte) if byte == self.separator => self.at += 1,
                Some(b'\r') if self.text.as_bytes().get(self.at + 1) == Some(&b'\n') => {
                    self.at += 2;
                    return Ok(end);
                }
                Some(_) => {
                    self.at += 1;
                    return Ok(end);
                }
                None => return Ok(end),
            }
        }
    }

    /// Reads one cell, up to the separator or line end behind it.
    fn cell(&mut self) -> Result<Cell<'t>, Fault> {
        let start = self.at;
        self.skip_blanks();
        if self.peek() == Some(b'"') {
            return self.quoted();
        }
        while let Some(byte) = self.peek() {
            if self.ends_cell(byte) {
                break;
            }
            if byte == b'"' {
                return Err(refused(Span::new(self.at, self.at + 1), "reading.stray-quote"));
            }
            self.at += 1;
        }
        let whole = &self.text[start..self.at];
        let text = whole.trim();
        // Of a cell of white space nothing is left; it stands where it begins.
        let start = start + if text.is_empty() { 0 } else { whole.len() - whole.trim_start().len() };
        let span = Span::new(start, start + text.len());
        Ok(Cell { text: Cow::Borrowed(text), span, inner: Some(span) })
    }

    fn quoted(&mut self) -> Result<Cell<'t>, Fault> {
        let open = self.at;
        let mut doubled = false;
        self.at += 1;
        loop {
            let Some(length) = self.text[self.at..].find('"') else {
                let end = Span::at(self.text.len());
                return Err(refused(end, "reading.open-quote").opened_at(Span::new(open, open + 1)));
            };
            self.at += length + 1;
            if self.peek() != Some(b'"') {
                break;
            }
            doubled = true;
            self.at += 1;
        }
        let (span, inner) = (Span::new(open, self.at), Span::new(open + 1, self.at - 1));
        self.skip_blanks();
        if self.peek().is_some_and(|byte| !self.ends_cell(byte)) {
            let wide = self.text[self.at..].chars().next().map_or(1, char::len_utf8);
            return Err(refused(Span::new(self.at, self.at + wide), "reading.behind-quote"));
        }
        let text = &self.text[inner.range()];
        Ok(match doubled {
            true => Cell { text: Cow::Owned(text.replace("\"\"", "\"")), span, inner: None },
            false => Cell { text: Cow::Borrowed(text), span, inner: Some(inner) },
        })
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn ends_cell(&self, byte: u8) -> bool {
        byte == self.separator || matches!(byte, b'\n' | b'\r')
    }

    fn skip_blanks(&mut self) {
        while self.peek().is_some_and(|byte| matches!(byte, b' ' | b'\t') && byte != self.separator) {
            self.at += 1;
        }
    }
}
