//! Why: whatever a vendor puts into a file must be within reach of a rule. An element becomes a map of its attributes,
//! its text under `text`, and for each name of a child a list of those children; one that is nothing but text is that text.

use std::borrow::Cow;

use roxmltree::{Attribute, Node};

use super::name::{local_span, of_attribute, of_element};
use crate::document::{Builder, Overflow, Value};
use crate::span::Span;

/// Writes an element as the next value.
pub(super) fn tree(builder: &mut Builder, node: Node<'_, '_>) -> Result<(), Overflow> {
    let mut children = node.children().filter(Node::is_element).peekable();
    if node.attributes().len() == 0 && children.peek().is_none() {
        let (text, span) = text_of(node).unwrap_or((Cow::Borrowed(""), tag_span(node)));
        return scalar(builder, &text, span);
    }
    builder.open(Value::Map, tag_span(node))?;
    attributes(builder, node)?;
    if let Some((text, span)) = text_of(node) {
        key(builder, "text", Span::at(span.start as usize));
        scalar(builder, &text, span)?;
    }
    groups(builder, children)?;
    builder.close(None);
    Ok(())
}

/// The attributes of an element as entries of the open map.
pub(super) fn attributes(builder: &mut Builder, node: Node<'_, '_>) -> Result<(), Overflow> {
    for attribute in node.attributes() {
        let at = attribute.range_qname();
        let written = node.document().input_text().get(at.clone()).unwrap_or("");
        let name = of_attribute(&attribute, written);
        let local = attribute.name().len().min(at.len());
        key(builder, &name, Span::new(at.end - local, at.end));
        scalar(builder, attribute.value(), value_span(&attribute))?;
    }
    Ok(())
}

/// Children as entries of the open map, one list for each name, in the order in which names first appear.
pub(super) fn groups<'a, 'i: 'a>(
    builder: &mut Builder,
    children: impl Iterator<Item = Node<'a, 'i>>,
) -> Result<(), Overflow> {
    let mut named: Vec<(Cow<'a, str>, Vec<Node<'a, 'i>>)> = Vec::new();
    for child in children {
        let name = of_element(child);
        match named.iter_mut().find(|(own, _)| *own == name) {
            Some((_, group)) => group.push(child),
            None => named.push((name, vec![child])),
        }
    }
    for (name, group) in named {
        let Some(first) = group.first() else { continue };
        key(builder, &name, local_span(*first));
        builder.open(Value::List, tag_span(*first))?;
        for child in group {
            tree(builder, child)?;
        }
        builder.close(None);
    }
    Ok(())
}

/// Announces a key that stands at `span`, or that is given to what stands there.
pub(super) fn key(builder: &mut Builder, name: &str, span: Span) {
    let text = builder.intern(name, span);
    builder.key(text, span);
}

/// Writes a text.
pub(super) fn scalar(builder: &mut Builder, text: &str, span: Span) -> Result<(), Overflow> {
    let text = builder.intern(text, span);
    builder.scalar(Value::Text(text), span)?;
    Ok(())
}

/// The span of an attribute's value, without its quotes.
pub(super) fn value_span(attribute: &Attribute<'_, '_>) -> Span {
    let at = attribute.range_value();
    Span::new(at.start, at.end)
}

/// The start tag of an element, which stands for the whole where it is pointed at.
pub(super) fn tag_span(node: Node<'_, '_>) -> Span {
    let start = node.range().start;
    let text = node.document().input_text();
    let from = node.attributes().next_back().map_or(start, |last| last.range().end);
    let end = text.get(from..).and_then(|rest| rest.find('>')).map_or(node.range().end, |length| from + length + 1);
    Span::new(start, end)
}

/// The text directly inside an element, without white space around it.
pub(super) fn text_of<'a>(node: Node<'a, '_>) -> Option<(Cow<'a, str>, Span)> {
    let mut pieces =
        node.children().filter(Node::is_text).filter(|child| child.text().is_some_and(|text| !text.trim().is_empty()));
    let first = pieces.next()?;
    let own = first.text().unwrap_or("");
    let range = first.range();
    let text: Cow<'a, str> = match pieces.next() {
        None => Cow::Borrowed(own.trim()),
        Some(second) => {
            let rest = std::iter::once(second).chain(pieces).filter_map(|piece| piece.text());
            Cow::Owned(std::iter::once(own).chain(rest).collect::<String>().trim().to_owned())
        }
    };
    let written = node.document().input_text().get(range.clone()).unwrap_or("");
    let start = range.start + (written.len() - written.trim_start().len());
    Some((text, Span::new(start, range.start + written.trim_end().len())))
}
