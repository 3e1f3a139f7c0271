//! Why: the event parser reports where its *tokens* lie. Readers are shown where *content* lies: a block ends with its
//! last word and not before the next key three blank lines further down.

use crate::source::Source;
use crate::span::Span;

/// The content of a block scalar (`|`, `>`): from its first byte to the last byte that is not a line break or a blank
/// line. One without any content is shown by its header, which stands after `previous`, the end of what came before.
pub(super) fn of_block_scalar(source: &Source, token: Span, previous: u32) -> Span {
    let text = source.slice(token);
    let end = end_of_content(text);
    let Some(content) = text.get(..end).filter(|content| !content.is_empty()) else {
        return header(source, previous, token.start);
    };
    // Blank lines at the top are part of the value and not worth pointing at.
    let skipped = content.len() - content.trim_start_matches(['\n', '\r', ' ', '\t']).len();
    let blank = content.get(..skipped).and_then(|blank| blank.rfind('\n')).map_or(0, |at| at + 1);
    let indent = if blank == 0 { 0 } else { skipped - blank };
    let start = token.start as usize + blank + indent;
    Span::new(start, token.start as usize + end)
}

/// The place of a value that is not written: after the colon of its key, if there is one.
pub(super) fn of_missing_value(source: &Source, token: Span) -> Span {
    let rest = source.text.get(token.start as usize..).unwrap_or("");
    let blank = rest.len() - rest.trim_start_matches([' ', '\t']).len();
    match rest.as_bytes().get(blank) {
        Some(b':') => Span::at(token.start as usize + blank + 1),
        _ => token,
    }
}

/// Length of `text` without its last line break and the blank lines at its end. Spaces after the last word stay: they
/// belong to the value of a literal scalar.
fn end_of_content(text: &str) -> usize {
    let mut end = text.len();
    loop {
        let kept = text.get(..end).unwrap_or("").trim_end_matches(['\n', '\r']);
        let line = kept.rfind('\n').map_or(0, |at| at + 1);
        let blank = kept.get(line..).unwrap_or("").trim_end_matches([' ', '\t']).is_empty();
        if kept.is_empty() || !blank {
            return kept.len();
        }
        end = line;
    }
}

fn header(source: &Source, previous: u32, token: u32) -> Span {
    let before = source.slice(Span { start: previous.min(token), end: token });
    let is_header = |at: usize| {
        let spaced = at == 0 || before.as_bytes().get(at - 1).is_some_and(u8::is_ascii_whitespace);
        spaced && matches!(before.as_bytes().get(at), Some(b'|' | b'>'))
    };
    match (0..before.len()).find(|at| is_header(*at)) {
        Some(at) => Span::new(previous as usize + at, previous as usize + at + 1),
        None => Span::at(token as usize),
    }
}
