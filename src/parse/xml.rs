//! Why: process offices keep their processes as BPMN, which is XML. A process of a file becomes one document in the arena,
//! flat, with the vendor's own keys, so that rules of structure and the model read the same tree with the same places.
//!
//! Grammar, entities and namespaces are left to `roxmltree`; DTDs are refused, and with them entities of a file's own.

mod bpmn;
mod element;
mod name;
mod parts;
mod refusal;

use std::sync::Arc;

use roxmltree::{Error, ParsingOptions};

use super::Parsed;
use super::fault::Fault;
use crate::document::{Builder, Limits, Overflow, Value};
use crate::source::{Source, SourceId};
use crate::span::Span;

/// Elements, texts and comments of one file that are read at all: layout is skipped only after it was read, and is about
/// half of a file, so this is a multiple of the cap on nodes.
const PER_NODE: u32 = 8;

pub(super) fn parse(source: &Arc<Source>, id: SourceId, limits: Limits) -> Parsed {
    let options = ParsingOptions { nodes_limit: limits.nodes.saturating_mul(PER_NODE), ..ParsingOptions::default() };
    let xml = match roxmltree::Document::parse_with_options(&source.text, options) {
        Ok(xml) => xml,
        // Many formats that are none of ours begin with a DTD. They are not recognised, as any other foreign file.
        Err(Error::DtdDetected) if !source.text.contains(name::BPMN) => return foreign(source, id),
        Err(Error::NodesLimitReached) => {
            let start = Span::default();
            return Fault::overflow(Overflow::Nodes, start, limits).into_parsed(Vec::new(), source, id);
        }
        Err(error) => return refusal::fault(&source.text, &error).into_parsed(Vec::new(), source, id),
    };
    let root = xml.root_element();
    if root.tag_name().namespace() == Some(name::BPMN) && root.tag_name().name() == "definitions" {
        return bpmn::parse(root, source, id, limits);
    }
    let mut builder = Builder::new(source.clone(), id, 0, limits);
    match element::tree(&mut builder, root) {
        Ok(()) => Parsed { documents: vec![builder.finish()], problems: Vec::new(), broken: false },
        // Nobody asked for this file to be understood.
        Err(_) => foreign(source, id),
    }
}

/// A file of which nothing is known but that it is there.
fn foreign(source: &Arc<Source>, id: SourceId) -> Parsed {
    let mut builder = Builder::new(source.clone(), id, 0, Limits::default());
    // An empty map is far below every limit.
    let _ = builder.open(Value::Map, Span::default());
    Parsed { documents: vec![builder.finish()], problems: Vec::new(), broken: false }
}

#[cfg(test)]
mod tests;
