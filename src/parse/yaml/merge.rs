//! Why: `<<: *defaults` is how teams share settings between steps, so a policy must see the settings where they apply.
//! The rules are those of yaml.org/type/merge: keys written in the map itself win wherever they stand, and of several
//! merged maps the first that has a key wins.
//!
//! Entries are merged when their map ends, for only then all of its own keys are known.

use std::collections::{HashSet, VecDeque};

use granit_parser::Event;

use super::reader::{Anchor, Reader};
use super::stream::Stream;
use crate::diagnostic::Diagnostic;
use crate::document::{NodeId, Overflow, Value};
use crate::message::Message;
use crate::parse::fault::Fault;
use crate::span::Span;

/// What one map merges in.
pub(super) struct Merges<'t> {
    key: Span,
    pending: VecDeque<Merged<'t>>,
    /// Keys the map has, once it ends.
    present: Option<HashSet<String>>,
    copied: HashSet<NodeId>,
}

enum Merged<'t> {
    /// A map that stands elsewhere, and the alias that names it.
    Node(NodeId, Span),
    /// A map written in place: its events, braces excluded.
    Inline(VecDeque<(Event<'t>, Span)>),
}

impl Merges<'_> {
    /// Whether an entry came in through an alias. Such an entry repeats no key of this map: if it stands twice, the
    /// map it comes from says so.
    pub(super) fn has_copied(&self, node: NodeId) -> bool {
        self.copied.contains(&node)
    }
}

impl<'t> Reader<'t> {
    /// Reads the value of a merge key that stands at `key`.
    pub(super) fn merge_key(&mut self, key: Span, stream: &mut Stream<'t>) -> Result<(), Fault> {
        self.reached(key.end);
        let Some((event, span)) = stream.next()? else { return Ok(()) };
        let mut pending = VecDeque::new();
        match event {
            Event::SequenceStart(..) => {
                while let Some((event, span)) = stream.next()? {
                    if event == Event::SequenceEnd {
                        self.reached(span.end);
                        break;
                    }
                    self.merged(event, span, stream, &mut pending)?;
                }
            }
            Event::Alias(target) => match self.anchored(target) {
                Anchor::Node(list) if self.builder.document().node(list).value == Value::List => {
                    self.merged_list(list, span, &mut pending)?;
                }
                _ => self.merged(event, span, stream, &mut pending)?,
            },
            _ => self.merged(event, span, stream, &mut pending)?,
        }
        let Some(frame) = self.frames.last_mut() else { return Ok(()) };
        let Some(merges) = &mut frame.merges else {
            frame.merges = Some(Box::new(Merges { key, pending, present: None, copied: HashSet::new() }));
            return Ok(());
        };
        let again = merges.present.is_none();
        let first = merges.key;
        merges.pending.extend(pending);
        if again {
            let message = |id| Message::new(id).text("key", "<<");
            let problem =
                Diagnostic::error("builtin/duplicate-key", self.location(key), message("parse.duplicate-key"))
                    .with_related(self.location(first), message("parse.first-key"));
            self.problem(problem);
        }
        Ok(())
    }

    /// Merges what the innermost map asks for. False when its end has to be read again, after more entries.
    pub(super) fn settle_merges(
        &mut self,
        event: &Event<'t>,
        span: Span,
        stream: &mut Stream<'t>,
    ) -> Result<bool, Fault> {
        let Some(frame) = self.frames.last_mut() else { return Ok(true) };
        let map = frame.node;
        let Some(mut merges) = frame.merges.take() else { return Ok(true) };
        let mut present = match merges.present.take() {
            Some(present) => present,
            None => {
                let document = self.builder.document();
                document.children(map).filter_map(|child| document.key(child)).map(str::to_owned).collect()
            }
        };
        let mut done = true;
        while done && let Some(next) = merges.pending.pop_front() {
            match next {
                Merged::Node(node, alias) => self.merge_node(node, alias, &mut present, &mut merges.copied)?,
                Merged::Inline(events) => {
                    self.count_merged(events.len(), span)?;
                    let wanted = without(events, &mut present);
                    stream.push_front(wanted.into_iter().chain([(event.clone(), span)]));
                    done = false;
                }
            }
        }
        merges.present = Some(present);
        if let Some(frame) = self.frames.last_mut() {
            frame.merges = Some(merges);
        }
        Ok(done)
    }

    fn merge_node(
        &mut self,
        node: NodeId,
        alias: Span,
        present: &mut HashSet<String>,
        copied: &mut HashSet<NodeId>,
    ) -> Result<(), Fault> {
        let document = self.builder.document();
        let mut entries = Vec::new();
        let mut looked_at = 1;
        for child in document.children(node) {
            looked_at += 1;
            let key = document.key(child).unwrap_or("");
            if !present.contains(key) {
                entries.push(child);
            }
        }
        self.count_merged(looked_at, alias)?;
        for child in entries {
            let document = self.builder.document();
            let entry = document.node(child);
            let (key, key_span) = (entry.key, entry.key_span);
            present.insert(document.key(child).unwrap_or("").to_owned());
            if let Some(key) = key {
                self.builder.key(key, key_span);
            }
            let copy = self.builder.copy(child, alias).map_err(|overflow| self.overflow(overflow, alias))?;
            copied.insert(copy);
        }
        Ok(())
    }

    /// Maps that merge the same large list again and again cost time without adding nodes, so looking counts too.
    fn count_merged(&mut self, entries: usize, span: Span) -> Result<(), Fault> {
        self.merge_work = self.merge_work.saturating_add(u32::try_from(entries).unwrap_or(u32::MAX));
        if self.merge_work > self.left.nodes {
            return Err(self.overflow(Overflow::Nodes, span));
        }
        Ok(())
    }

    fn merged(
        &mut self,
        event: Event<'t>,
        span: Span,
        stream: &mut Stream<'t>,
        pending: &mut VecDeque<Merged<'t>>,
    ) -> Result<(), Fault> {
        self.reached(span.end);
        match event {
            Event::Alias(target) => match self.anchored(target) {
                Anchor::Node(node) if self.builder.document().node(node).value == Value::Map => {
                    pending.push_back(Merged::Node(node, span));
                }
                target @ (Anchor::Open | Anchor::Lost) => self.dangling(target, span),
                _ => self.not_a_map(span),
            },
            Event::MappingStart(..) => {
                let mut events = VecDeque::new();
                stream.take_node((event, span), |event| events.push_back(event))?;
                events.pop_front();
                if let Some((_, last)) = events.pop_back() {
                    self.reached(last.end);
                }
                pending.push_back(Merged::Inline(events));
            }
            other => {
                stream.take_node((other, span), drop)?;
                self.not_a_map(span);
            }
        }
        Ok(())
    }

    fn merged_list(&mut self, list: NodeId, alias: Span, pending: &mut VecDeque<Merged<'t>>) -> Result<(), Fault> {
        let document = self.builder.document();
        let items: Vec<NodeId> = document.children(list).collect();
        let maps = items.iter().filter(|item| document.node(**item).value == Value::Map);
        pending.extend(maps.map(|item| Merged::Node(*item, alias)));
        let foreign = pending.len() < items.len();
        self.count_merged(items.len(), alias)?;
        if foreign {
            self.not_a_map(alias);
        }
        self.reached(alias.end);
        Ok(())
    }

    fn not_a_map(&mut self, span: Span) {
        let problem =
            Diagnostic::error("builtin/merge-key", self.location(span), Message::new("parse.merge-not-a-map"));
        self.problem(problem);
    }
}

/// The entries whose keys are not yet `present`; their keys are then.
fn without<'t>(events: VecDeque<(Event<'t>, Span)>, present: &mut HashSet<String>) -> Vec<(Event<'t>, Span)> {
    let mut wanted = Vec::new();
    let mut added = Vec::new();
    let (mut depth, mut nodes, mut keep) = (0_usize, 0_usize, true);
    for (event, span) in events {
        let begins = depth == 0;
        match event {
            Event::SequenceStart(..) | Event::MappingStart(..) => depth += 1,
            Event::SequenceEnd | Event::MappingEnd => depth = depth.saturating_sub(1),
            _ => {}
        }
        if begins && nodes.is_multiple_of(2) {
            keep = match &event {
                Event::Scalar(key, ..) if present.contains(key.as_ref()) => false,
                Event::Scalar(key, ..) => {
                    added.push(key.as_ref().to_owned());
                    true
                }
                _ => true,
            };
        }
        if depth == 0 {
            nodes += 1;
        }
        if keep {
            wanted.push((event, span));
        }
    }
    present.extend(added);
    wanted
}
