//! Why: GitHub recognises an alert of yesterday by one number, `primaryLocationLineHash`. Its upload action works the
//! number out when it is missing; whoever uploads by the API gets every alert anew. So it is in the file, the same
//! number that the action would find.
//!
//! The method is that of the action (`src/fingerprints.ts` of github/codeql-action, read in November 2026), in words:
//! take the UTF-16 units of the file without blanks and tabs, every line end as one line feed, and the unit 65535 for the
//! end of the file. The hash of a line is the polynomial in 37 over the 100 units that begin with its first one, filled
//! up with zeros, modulo 2⁶⁴; behind a colon stands how often this hash has come up in the file so far. Lines count from
//! 1, and a carriage return alone ends one, too.

use std::collections::HashMap;

use crate::source::{Encoding, Source};

/// Units over which a line is hashed.
const UNITS: usize = 100;

/// The unit that stands for the end of the file.
const END: u16 = u16::MAX;

/// `hash:occurrence` of the lines of a file, the first line first. `None` for a file that the action would read
/// otherwise than we do: one that is not UTF-8 throughout.
pub fn line_hashes(source: &Source) -> Option<Vec<String>> {
    match source.encoding {
        Encoding::Utf8 { mark } if source.undecodable.is_none() => Some(of_text(&source.text, mark > 0)),
        _ => None,
    }
}

fn of_text(text: &str, has_mark: bool) -> Vec<String> {
    let (units, lines) = units(text, has_mark);
    let mut seen: HashMap<u64, usize> = HashMap::new();
    let hash_of = |start: usize| {
        (start..start + UNITS).fold(0_u64, |hash, at| {
            let unit = units.get(at).copied().unwrap_or(0);
            hash.wrapping_mul(37).wrapping_add(u64::from(unit))
        })
    };
    lines
        .into_iter()
        .map(|start| {
            let hash = hash_of(start);
            let count = seen.entry(hash).or_insert(0);
            *count += 1;
            format!("{hash:x}:{count}")
        })
        .collect()
}

/// The units that are hashed, and at which of them lines begin.
fn units(text: &str, has_mark: bool) -> (Vec<u16>, Vec<usize>) {
    // The action keeps a byte-order mark as a character.
    let mark = has_mark.then_some('\u{FEFF}');
    let (mut units, mut lines) = (Vec::with_capacity(text.len() + 1), vec![0]);
    let mut after_return = false;
    for c in mark.into_iter().chain(text.chars()) {
        let is_second_half = after_return && c == '\n';
        after_return = c == '\r';
        if is_second_half || matches!(c, ' ' | '\t') {
            continue;
        }
        let c = if c == '\r' { '\n' } else { c };
        units.extend_from_slice(c.encode_utf16(&mut [0; 2]));
        if c == '\n' {
            lines.push(units.len());
        }
    }
    units.push(END);
    (units, lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Texts and hashes by which the action tests itself (`src/fingerprints.test.ts`).
    #[test]
    fn hashes_are_those_of_the_upload_action() {
        assert_eq!(of_text("", false), ["c129715d7a2bc9a3:1"]);
        let lines = ["271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"];
        assert_eq!(of_text(" a\nb\n  \t\tc\n d", false), lines);
        let ends = [
            "e9496ae3ebfced30:1",
            "fb7c023a8b9ccb3f:1",
            "ce8ba1a563dcdaca:1",
            "e20e36e16fcb0cc8:1",
            "b3edc88f2938467e:1",
            "c8e28b0b4002a3a0:1",
            "c129715d7a2bc9a3:1",
        ];
        for text in [
            " hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End\n",
            " hello; \t\nworld!!!\r\r\r  \t\tGreetings\r End\r",
            " hello; \t\r\nworld!!!\r\n\r\n\r\n  \t\tGreetings\r\n End\r\n",
            " hello; \t\nworld!!!\r\n\n\r  \t\tGreetings\r End\r\n",
        ] {
            assert_eq!(of_text(text, false), ends, "{text:?}");
        }
        let repeated = of_text(&"Lorem ipsum dolor sit amet.\n".repeat(10), false);
        assert_eq!(repeated[0], "a7f2ff13bc495cf2:1");
        assert_eq!(repeated[5], "a7f2ff13bc495cf2:6");
        assert_eq!(repeated[6], "a7f2ff1481e87703:1");
        assert_eq!(repeated[10], "c129715d7a2bc9a3:1");
    }

    #[test]
    fn a_line_keeps_its_hash_when_lines_are_added_far_above() {
        let tail = format!("acknowledge: 48 hours\n{}", "x".repeat(200));
        let before = of_text(&format!("a\n{tail}"), false);
        let after = of_text(&format!("a\nb\nc\n{tail}"), false);
        assert_eq!(before[1], after[3]);
    }

    #[test]
    fn what_the_action_would_read_otherwise_has_no_hash() {
        let source = |bytes: &[u8]| Source::new(crate::source::Home::Workspace, "a", bytes.to_vec());
        assert!(line_hashes(&source(b"\xFF\xFEa\0")).is_none());
        assert!(line_hashes(&source(b"a\xFF")).is_none());
        let marked = line_hashes(&source(b"\xEF\xBB\xBFa\nb")).expect("UTF-8");
        let plain = line_hashes(&source(b"a\nb")).expect("UTF-8");
        assert_ne!(marked[0], plain[0], "the mark is a character of the first line");
        assert_eq!(marked[1], plain[1]);
    }
}
