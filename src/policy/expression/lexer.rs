//! Why: tokens first, so that every message of the parser can point at exactly one of them.

use super::{ExpressionError, Problem};
use crate::span::Span;

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    Name(String),
    Int(i64),
    Float(f64),
    Text(String),
    /// Operators and punctuation, as written.
    Mark(&'static str),
    End,
}

/// Longest first, so that `<=` is not read as `<`.
const MARKS: [&str; 25] = [
    "&&", "||", "==", "!=", "<=", ">=", "??", "<", ">", "!", "+", "-", "*", "/", "(", ")", "[", "]", ",", ".", "|",
    "#{", "{", "}", ":",
];

/// Slips that people bring from other languages, with what is meant.
const SLIPS: [(&str, &str); 6] = [("===", "=="), ("?.", "."), ("?[", "["), ("=", "=="), ("&", "&&"), ("'", "\"")];

pub(super) fn tokens(text: &str) -> Result<Vec<(Token, Span)>, ExpressionError> {
    let mut list = Vec::new();
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let rest = &text[at..];
        if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        }
        let (token, len) = if first == '"' {
            quoted(rest, at)?
        } else if first.is_ascii_digit() {
            number(rest, at)?
        } else if first.is_alphabetic() || first == '_' {
            let len = rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len());
            (Token::Name(rest[..len].to_owned()), len)
        } else {
            mark(rest, at, first)?
        };
        list.push((token, Span::new(at, at + len)));
        at += len;
    }
    list.push((Token::End, Span::at(text.len())));
    Ok(list)
}

fn mark(rest: &str, at: usize, first: char) -> Result<(Token, usize), ExpressionError> {
    if (rest.starts_with("===") || !MARKS.iter().any(|mark| rest.starts_with(mark)))
        && let Some((slip, meant)) = SLIPS.iter().find(|(slip, _)| rest.starts_with(slip))
    {
        return Err(wrong(at, slip.len(), Problem::Write(meant)));
    }
    match MARKS.iter().find(|mark| rest.starts_with(**mark)) {
        Some(mark) => Ok((Token::Mark(mark), mark.len())),
        None => Err(wrong(at, first.len_utf8(), Problem::Stray(first))),
    }
}

fn quoted(rest: &str, at: usize) -> Result<(Token, usize), ExpressionError> {
    let mut value = String::new();
    let mut characters = rest.char_indices().skip(1);
    while let Some((offset, character)) = characters.next() {
        match character {
            '"' => return Ok((Token::Text(value), offset + 1)),
            '\\' => match characters.next() {
                Some((_, 'n')) => value.push('\n'),
                Some((_, 't')) => value.push('\t'),
                Some((_, other @ ('"' | '\\'))) => value.push(other),
                // Regular expressions are full of `\d`; keep both characters rather than refuse.
                Some((_, other)) => value.extend(['\\', other]),
                None => break,
            },
            other => value.push(other),
        }
    }
    Err(wrong(at, rest.len(), Problem::OpenText))
}

fn number(rest: &str, at: usize) -> Result<(Token, usize), ExpressionError> {
    let digits = |text: &str| text.find(|c: char| !(c.is_ascii_digit() || c == '_')).unwrap_or(text.len());
    let whole = digits(rest);
    let fraction = match rest[whole..].strip_prefix('.') {
        Some(after) if after.starts_with(|c: char| c.is_ascii_digit()) => 1 + digits(after),
        _ => 0,
    };
    let len = whole + fraction;
    let text = rest[..len].replace('_', "");
    let token = if fraction > 0 { text.parse().ok().map(Token::Float) } else { text.parse().ok().map(Token::Int) };
    token.map(|token| (token, len)).ok_or_else(|| wrong(at, len, Problem::Number))
}

fn wrong(at: usize, len: usize, problem: Problem) -> ExpressionError {
    ExpressionError { span: Span::new(at, at + len), problem }
}
