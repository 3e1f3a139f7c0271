//! Why: waivers, fingerprints and reports name a value by its path, not by its line, so that they survive edits.
//! JSON Pointer, RFC 6901.

use super::{Document, NodeId, Value};

/// The pointer of a node, `""` for the root.
pub fn of(document: &Document, id: NodeId) -> String {
    let mut parts = Vec::new();
    let mut current = id;
    while let Some(parent) = document.parent(current) {
        match document.node(parent).value {
            Value::List => parts.push(document.position(current).to_string()),
            _ => parts.push(escape(document.key(current).unwrap_or(""))),
        }
        current = parent;
    }
    parts.iter().rev().fold(String::new(), |mut out, part| {
        out.push('/');
        out.push_str(part);
        out
    })
}

/// The pointer of a key below `parent`, whether or not it exists.
pub fn join(parent: &str, key: &str) -> String {
    format!("{parent}/{}", escape(key))
}

/// The node that a pointer names.
pub fn find(document: &Document, pointer: &str) -> Option<NodeId> {
    let mut current = document.root();
    if pointer.is_empty() {
        return Some(current);
    }
    for part in pointer.strip_prefix('/')?.split('/') {
        let part = unescape(part);
        current = match document.node(current).value {
            Value::List => document.children(current).nth(part.parse().ok()?)?,
            _ => document.get(current, &part)?,
        };
    }
    Some(current)
}

/// The parts of a pointer, unescaped. `""` has none; text that does not start with `/` is no pointer.
pub fn parts(pointer: &str) -> Option<Vec<String>> {
    if pointer.is_empty() {
        return Some(Vec::new());
    }
    Some(pointer.strip_prefix('/')?.split('/').map(unescape).collect())
}

/// `~` and `/` inside a key, RFC 6901 section 3.
pub fn escape(key: &str) -> String {
    if key.contains(['~', '/']) { key.replace('~', "~0").replace('/', "~1") } else { key.to_owned() }
}

fn unescape(part: &str) -> String {
    if part.contains('~') { part.replace("~1", "/").replace("~0", "~") } else { part.to_owned() }
}
