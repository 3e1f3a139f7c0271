//! Why: text is read once. The bytes that are hashed are the bytes that are judged, and one type knows how to get from
//! a byte of the decoded text back to line, column and the byte on disk.

mod encoding;

use std::sync::{Arc, OnceLock};

use sha2::{Digest, Sha256};

use crate::span::{Place, Span};
pub use encoding::Encoding;

/// Number of a source within one run; the key of [`Sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SourceId(pub u32);

/// Where a source comes from. Paths of different homes never clash.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Home {
    /// A file of the workspace; the path is relative to it.
    Workspace,
    /// A file that ships inside the binary.
    Builtin,
}

/// One file: its path, its decoded text and the digest of its bytes.
#[derive(Debug)]
pub struct Source {
    /// Where it comes from.
    pub home: Home,
    /// Path relative to its home, with `/`.
    pub path: String,
    /// Decoded text, without a byte-order mark.
    pub text: String,
    /// How the bytes on disk were written.
    pub encoding: Encoding,
    /// SHA-256 of the bytes on disk.
    pub sha256: [u8; 32],
    /// Span in `text` at which decoding stopped, with the length of the file on disk, when the bytes are not valid in
    /// their encoding. `text` then ends there.
    pub undecodable: Option<Span>,
    lines: OnceLock<Vec<LineStart>>,
}

/// All sources of a run, by number.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    list: Vec<Arc<Source>>,
}

#[derive(Clone, Copy, Debug)]
struct LineStart {
    text: u32,
    disk: u32,
}

impl Source {
    /// Decodes `bytes`. Never fails: bytes that are not valid end the text, and [`Source::undecodable`] says where.
    pub fn new(home: Home, path: impl Into<String>, bytes: Vec<u8>) -> Self {
        let sha256 = Sha256::digest(&bytes).into();
        let decoded = encoding::decode(bytes);
        Self {
            home,
            path: path.into(),
            text: decoded.text,
            encoding: decoded.encoding,
            sha256,
            undecodable: decoded.stopped,
            lines: OnceLock::new(),
        }
    }

    /// A source made of text that is already decoded (built-in files, tests).
    pub fn from_text(home: Home, path: impl Into<String>, text: impl Into<String>) -> Self {
        Self::new(home, path, text.into().into_bytes())
    }

    /// The same file with another text of the same length, for reading a part of it in place.
    #[must_use]
    pub fn with_text(&self, text: String) -> Self {
        Self {
            home: self.home,
            path: self.path.clone(),
            text,
            encoding: self.encoding,
            sha256: self.sha256,
            undecodable: self.undecodable,
            lines: OnceLock::new(),
        }
    }

    /// The text that `span` covers; empty when it does not fit the text.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or("")
    }

    /// Line, column and disk offset of a byte of the decoded text. Offsets past the end give the end; offsets inside a
    /// character give its start.
    pub fn place(&self, offset: u32) -> Place {
        let mut offset = (offset as usize).min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let lines = self.lines();
        let line = lines.partition_point(|start| start.text as usize <= offset).saturating_sub(1);
        let start = lines[line];
        let before = &self.text[start.text as usize..offset];
        Place {
            line: line as u32 + 1,
            column: before.chars().count() as u32 + 1,
            offset: start.disk + self.encoding.disk_len(before),
        }
    }

    /// Both ends of a span.
    pub fn places(&self, span: Span) -> (Place, Place) {
        (self.place(span.start), self.place(span.end))
    }

    /// The byte of the decoded text where a line begins (lines count from 1). Past the last line: the end of the text.
    pub fn line_start(&self, line: u32) -> u32 {
        let lines = self.lines();
        let index = line.saturating_sub(1) as usize;
        lines.get(index).map_or(self.text.len() as u32, |start| start.text)
    }

    /// One line without its line end (lines count from 1); empty past the last.
    pub fn line_text(&self, line: u32) -> &str {
        let start = self.line_start(line) as usize;
        let end = self.line_start(line + 1) as usize;
        self.text[start..end].trim_end_matches('\n').trim_end_matches('\r')
    }

    /// How many lines there are; an empty file has one.
    pub fn line_count(&self) -> u32 {
        self.lines().len() as u32
    }

    /// The digest in lower-case hexadecimal.
    pub fn sha256_hex(&self) -> String {
        hex(&self.sha256)
    }

    fn lines(&self) -> &[LineStart] {
        self.lines.get_or_init(|| {
            let mut disk = self.encoding.mark_len();
            let mut lines = vec![LineStart { text: 0, disk }];
            let mut start = 0;
            for (at, _) in self.text.match_indices('\n') {
                disk += self.encoding.disk_len(&self.text[start..=at]);
                start = at + 1;
                lines.push(LineStart { text: start as u32, disk });
            }
            lines
        })
    }
}

impl Sources {
    /// Takes a source in and numbers it.
    pub fn add(&mut self, source: Arc<Source>) -> SourceId {
        self.list.push(source);
        SourceId(self.list.len() as u32 - 1)
    }

    /// Puts another source in the place of one: the same file, read again. Places in the old one are not those of the new.
    pub fn replace(&mut self, id: SourceId, source: Arc<Source>) {
        if let Some(own) = self.list.get_mut(id.0 as usize) {
            *own = source;
        }
    }

    /// The source with this number. Numbers come from [`Sources::add`] of the same run, so they are always known.
    pub fn get(&self, id: SourceId) -> &Arc<Source> {
        &self.list[id.0 as usize]
    }

    /// All sources with their numbers, in order of arrival.
    pub fn iter(&self) -> impl Iterator<Item = (SourceId, &Arc<Source>)> {
        self.list.iter().enumerate().map(|(at, source)| (SourceId(at as u32), source))
    }
}

/// Lower-case hexadecimal of bytes.
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_scalars_and_disk_bytes() {
        let source = Source::from_text(Home::Workspace, "a.yaml", "a: 1\r\n名称: 退款\nz: 👩‍💻x\n");
        let at = source.text.find("退款").unwrap() as u32;
        assert_eq!(source.place(at), Place { line: 2, column: 5, offset: 14 });
        let x = source.text.find('x').unwrap() as u32;
        assert_eq!(source.place(x).column, 7);
        assert_eq!(source.place(9_999), Place { line: 4, column: 1, offset: source.text.len() as u32 });
    }

    #[test]
    fn a_byte_order_mark_counts_on_disk_but_not_in_columns() {
        let source = Source::new(Home::Workspace, "a.yaml", b"\xEF\xBB\xBFk: v".to_vec());
        assert_eq!(source.place(0), Place { line: 1, column: 1, offset: 3 });
        assert_eq!(source.place(3), Place { line: 1, column: 4, offset: 6 });
    }

    #[test]
    fn utf16_offsets_are_those_of_the_file() {
        let mut bytes = vec![0xFF, 0xFE];
        for unit in "名: 1\nb: 👍c".encode_utf16() {
            bytes.extend(unit.to_le_bytes());
        }
        let source = Source::new(Home::Workspace, "a.yaml", bytes);
        let c = source.text.find('c').unwrap() as u32;
        assert_eq!(source.place(c), Place { line: 2, column: 5, offset: 2 + 2 * (5 + 3 + 2) });
    }

    #[test]
    fn invalid_bytes_end_the_text_where_they_stand() {
        let source = Source::new(Home::Workspace, "a.yaml", b"a: 1\nb: \xFFx\n".to_vec());
        assert_eq!(source.text, "a: 1\nb: ");
        assert_eq!(source.undecodable, Some(Span::at(8)));
    }
}
