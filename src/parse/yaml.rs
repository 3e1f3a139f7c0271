//! Why: YAML is what most process definitions are written in, and what it means by a value (aliases, merge keys, the
//! core schema, folded text) must be settled before a policy sees it, without losing the place where it stands.
//!
//! The grammar is left to `granit-parser`; its events are turned into the arena here. Aliases and merge keys are
//! expanded as copies below the caps of [`Limits`], so that an alias bomb is a finding and not an outage.

mod extent;
mod merge;
mod reader;
mod refusal;
mod scalar;
mod stream;

use std::sync::Arc;

use granit_parser::Event;

use super::Parsed;
use super::fault::Fault;
use crate::document::{Document, Limits};
use crate::message::Arg;
use crate::source::{Source, SourceId};
use crate::span::Span;
use reader::Reader;
use stream::Stream;

pub(super) fn parse(source: &Arc<Source>, id: SourceId, limits: Limits) -> Parsed {
    if let Some(fault) = control_character(&source.text) {
        return fault.into_parsed(Vec::new(), source, id);
    }
    let mut documents = Vec::new();
    let mut problems = Vec::new();
    let mut stream = Stream::new(&source.text, limits);
    let mut left = limits.nodes;
    loop {
        let mut reader = Reader::new(source, id, documents.len(), Limits { nodes: left, ..limits }, limits);
        match read_document(&mut stream, &mut reader) {
            Ok(true) => {
                let (document, found) = reader.finish();
                left = left.saturating_sub(u32::try_from(document.len()).unwrap_or(u32::MAX));
                documents.push(document);
                problems.extend(found);
            }
            Ok(false) => break,
            Err(fault) => {
                documents.push(reader.finish().0);
                return fault.into_parsed(documents, source, id);
            }
        }
    }
    while documents.len() > 1 && documents.last().is_some_and(is_unwritten) {
        documents.pop();
    }
    if documents.is_empty() {
        documents.push(Reader::new(source, id, 0, limits, limits).finish().0);
    }
    Parsed { documents, problems, broken: false }
}

/// Reads up to the end of one document; false when there is none left.
fn read_document<'t>(stream: &mut Stream<'t>, reader: &mut Reader<'t>) -> Result<bool, Fault> {
    while let Some((event, span)) = stream.next()? {
        match event {
            Event::DocumentEnd => return Ok(true),
            Event::StreamEnd => return Ok(false),
            event => reader.event(event, span, stream)?,
        }
    }
    Ok(false)
}

/// A document of which nothing is written, as after a `---` at the end of a file.
fn is_unwritten(document: &Document) -> bool {
    let root = document.node(document.root());
    document.len() == 1 && root.span.is_empty() && root.value == crate::document::Value::Null
}

/// Control characters other than tab and line ends are not YAML (1.2.2, section 5.1), which the event parser lets pass.
fn control_character(text: &str) -> Option<Fault> {
    let forbidden = |byte: &u8| *byte < 0x20 && !matches!(*byte, b'\t' | b'\n' | b'\r');
    let bytes = text.as_bytes();
    // Blocks are summed without a branch for each byte; nearly every file needs that pass only.
    let block = bytes.chunks(256).position(|block| block.iter().fold(false, |any, byte| any | forbidden(byte)))? * 256;
    let at = block + bytes.get(block..)?.iter().position(forbidden)?;
    Some(Fault::syntax(Span::new(at, at + 1), Arg::Word("word.yaml-control-character")))
}

#[cfg(test)]
mod tests;
