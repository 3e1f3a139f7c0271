//! Why: JSON is read from bytes straight into the arena. Nothing is allocated for a value, so large exports cost little
//! more than one pass over their bytes, and every refusal names the byte at which RFC 8259 stops.

mod token;

use std::sync::Arc;

use super::Parsed;
use super::fault::{self, Fault};
use crate::diagnostic::Diagnostic;
use crate::document::{Builder, Limits, Value};
use crate::source::{Source, SourceId};
use crate::span::Span;
use token::Tokens;

/// What is allowed beyond RFC 8259.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dialect {
    /// Nothing.
    Strict,
    /// `//` and `/* */` comments, and a comma after the last entry.
    Comments,
}

/// A list or map that is not yet closed.
#[derive(Clone, Copy)]
struct Open {
    map: bool,
    at: usize,
}

pub(super) fn parse(source: &Arc<Source>, id: SourceId, limits: Limits, dialect: Dialect) -> Parsed {
    let mut builder = Builder::new(source.clone(), id, 0, limits);
    let mut problems = Vec::new();
    let result = read(source, &mut builder, limits, dialect, &mut problems);
    let document = builder.finish();
    match result {
        Ok(()) => Parsed { documents: vec![document], problems, broken: false },
        Err(fault) => fault.into_parsed(vec![document], source, id),
    }
}

/// The whole text: one value and nothing after it. The nesting is a stack of ours, so depth costs no call frames.
fn read(
    source: &Source,
    builder: &mut Builder,
    limits: Limits,
    dialect: Dialect,
    problems: &mut Vec<Diagnostic>,
) -> Result<(), Fault> {
    let mut tokens = Tokens::new(&source.text, dialect);
    let mut open: Vec<Open> = Vec::new();
    'value: loop {
        tokens.skip_space()?;
        let at = tokens.at();
        match tokens.peek() {
            Some(byte @ (b'{' | b'[')) => {
                let map = byte == b'{';
                let value = if map { Value::Map } else { Value::List };
                let span = Span::new(at, at + 1);
                builder.open(value, span).map_err(|overflow| Fault::overflow(overflow, span, limits))?;
                open.push(Open { map, at });
                tokens.bump();
                tokens.skip_space()?;
                if tokens.peek() != Some(if map { b'}' } else { b']' }) {
                    if map {
                        read_key(&mut tokens, builder, at)?;
                    }
                    continue 'value;
                }
            }
            _ => {
                let (value, span) = tokens.scalar(builder).map_err(|fault| unclosed(fault, &tokens, &open))?;
                builder.scalar(value, span).map_err(|overflow| Fault::overflow(overflow, span, limits))?;
            }
        }
        // A value is complete, or a container stands right before its closing bracket.
        while let Some(Open { map, at }) = open.last().copied() {
            tokens.skip_space()?;
            match tokens.peek() {
                Some(b',') => {
                    tokens.bump();
                    tokens.skip_space()?;
                    let closes = tokens.peek() == Some(if map { b'}' } else { b']' });
                    if dialect == Dialect::Comments && closes {
                        continue;
                    }
                    if map {
                        read_key(&mut tokens, builder, at)?;
                    }
                    continue 'value;
                }
                Some(byte) if byte == if map { b'}' } else { b']' } => {
                    tokens.bump();
                    open.pop();
                    for (first, again) in builder.close(Some(end_of(tokens.at()))) {
                        problems.push(fault::duplicate_key(builder.document(), first, again));
                    }
                }
                _ => {
                    let reason = if map { "word.json-comma-or-brace" } else { "word.json-comma-or-bracket" };
                    return Err(unclosed(tokens.refuse(reason), &tokens, &open));
                }
            }
        }
        tokens.skip_space()?;
        return if tokens.peek().is_none() { Ok(()) } else { Err(tokens.refuse("word.json-nothing-more")) };
    }
}

/// A key with its colon.
fn read_key(tokens: &mut Tokens<'_>, builder: &mut Builder, opened: usize) -> Result<(), Fault> {
    let opened = Span::new(opened, opened + 1);
    if tokens.peek() != Some(b'"') {
        let fault = tokens.refuse("word.json-key");
        return Err(if tokens.peek().is_none() { fault.opened_at(opened) } else { fault });
    }
    let (key, span) = tokens.string(builder)?;
    builder.key(key, span);
    tokens.skip_space()?;
    if tokens.peek() != Some(b':') {
        return Err(tokens.refuse("word.json-colon"));
    }
    tokens.bump();
    Ok(())
}

/// At the end of the text, the place to look at is the bracket that is still open.
fn unclosed(fault: Fault, tokens: &Tokens<'_>, open: &[Open]) -> Fault {
    match open.last() {
        Some(Open { at, .. }) if tokens.peek().is_none() => fault.opened_at(Span::new(*at, at + 1)),
        _ => fault,
    }
}

fn end_of(at: usize) -> u32 {
    Span::at(at).end
}

#[cfg(test)]
mod tests;
