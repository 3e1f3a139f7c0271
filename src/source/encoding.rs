//! Why: real exports are not all UTF-8. The text is decoded once, and each encoding knows how many bytes on disk a piece
//! of decoded text took, so that offsets stay those of the file.

use crate::span::Span;

/// How a file on disk is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, perhaps with a byte-order mark.
    Utf8 {
        /// Bytes taken by the mark: 0 or 3.
        mark: u32,
    },
    /// UTF-16 with a byte-order mark.
    Utf16,
    /// One byte a character (ISO-8859-1 or windows-1252, where an XML declaration says so).
    SingleByte,
}

pub(super) struct Decoded {
    pub text: String,
    pub encoding: Encoding,
    pub stopped: Option<Span>,
}

impl Encoding {
    /// Bytes on disk of a piece of decoded text.
    pub fn disk_len(self, text: &str) -> u32 {
        let bytes = match self {
            Self::Utf8 { .. } => text.len(),
            Self::Utf16 => text.encode_utf16().count() * 2,
            Self::SingleByte => text.chars().count(),
        };
        u32::try_from(bytes).unwrap_or(u32::MAX)
    }

    /// Bytes on disk before the first character.
    pub fn mark_len(self) -> u32 {
        match self {
            Self::Utf8 { mark } => mark,
            Self::Utf16 => 2,
            Self::SingleByte => 0,
        }
    }
}

pub(super) fn decode(bytes: Vec<u8>) -> Decoded {
    match bytes.as_slice() {
        [0xFF, 0xFE, rest @ ..] => decode_utf16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => decode_utf16(rest, u16::from_be_bytes),
        [0xEF, 0xBB, 0xBF, ..] => decode_utf8(bytes[3..].to_vec(), 3),
        _ => match declared_single_byte(&bytes) {
            Some(table) => Decoded {
                text: bytes.iter().map(|&byte| table(byte)).collect(),
                encoding: Encoding::SingleByte,
                stopped: None,
            },
            None => decode_utf8(bytes, 0),
        },
    }
}

fn decode_utf8(bytes: Vec<u8>, mark: u32) -> Decoded {
    let encoding = Encoding::Utf8 { mark };
    match String::from_utf8(bytes) {
        Ok(text) => Decoded { text, encoding, stopped: None },
        Err(error) => {
            let valid = error.utf8_error().valid_up_to();
            let mut bytes = error.into_bytes();
            bytes.truncate(valid);
            // The prefix up to `valid_up_to` is valid UTF-8 by that method's contract.
            let text = String::from_utf8(bytes).unwrap_or_default();
            Decoded { text, encoding, stopped: Some(Span::at(valid)) }
        }
    }
}

fn decode_utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Decoded {
    let pairs = bytes.chunks_exact(2);
    let odd = !pairs.remainder().is_empty();
    let mut text = String::with_capacity(bytes.len());
    let mut stopped = None;
    for decoded in char::decode_utf16(pairs.map(|pair| unit([pair[0], pair[1]]))) {
        match decoded {
            Ok(character) => text.push(character),
            Err(_) => {
                stopped = Some(Span::at(text.len()));
                break;
            }
        }
    }
    if odd && stopped.is_none() {
        stopped = Some(Span::at(text.len()));
    }
    Decoded { text, encoding: Encoding::Utf16, stopped }
}

/// XML is the one format here that names its encoding inside the file (XML 1.0, appendix F).
fn declared_single_byte(bytes: &[u8]) -> Option<fn(u8) -> char> {
    let head = &bytes[..bytes.len().min(200)];
    if !head.starts_with(b"<?xml") {
        return None;
    }
    let end = head.windows(2).position(|pair| pair == b"?>")?;
    let declaration = String::from_utf8_lossy(&head[..end]).to_ascii_lowercase();
    let (_, value) = declaration.split_once("encoding")?;
    let name = value.trim_start().strip_prefix('=')?.trim_start().trim_matches(|c| c == '"' || c == '\'');
    let name = name.split(['"', '\'']).next()?.trim();
    match name {
        "iso-8859-1" | "latin1" | "latin-1" => Some(|byte| byte as char),
        "windows-1252" | "cp1252" => Some(windows_1252),
        _ => None,
    }
}

/// windows-1252 as the WHATWG Encoding Standard's index has it; the five unassigned bytes map to C1 controls.
fn windows_1252(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘',
        '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9F => HIGH[usize::from(byte - 0x80)],
        _ => byte as char,
    }
}
