//! Why: after a command that writes files, a person must know which ones, what they rest on, and what to do next; and
//! after one that refuses, what stands in the way.

use super::{line, paragraph};
use crate::adopt::Seen;
use crate::adopt::register::Register;
use crate::disk::create::NewFile;
use crate::files::ReadError;
use crate::message::{Arg, Message};
use crate::render::{Style, adopted, catalogue};

/// A workspace that was begun, or would be.
pub struct Begun<'a> {
    /// Its folder.
    pub root: &'a str,
    /// What was written.
    pub files: &'a [NewFile],
    /// What the folder held before, where that was looked at.
    pub seen: Option<&'a Seen>,
    /// The register that was read.
    pub register: Option<&'a Register>,
    /// Whether it was written.
    pub is_written: bool,
}

/// What was begun, and what comes next.
pub fn begun(begun: &Begun<'_>, style: &Style) -> String {
    let mut out = String::new();
    if let Some(seen) = begun.seen.filter(|seen| !seen.formats.is_empty()) {
        adopted::summary(seen).iter().for_each(|message| line(&mut out, style, message));
        out.push('\n');
    }
    let head = match (begun.is_written, begun.root) {
        (true, ".") => Message::new("init.written-here"),
        (true, root) => Message::new("init.written").text("path", root),
        (false, root) => would_write(root),
    };
    line(&mut out, style, &head);
    listed(&mut out, begun.files, &[], style);
    if let Some(register) = begun.register {
        out.push('\n');
        told(&mut out, register, style);
    }
    if begun.is_written {
        out.push('\n');
        let next = match begun.seen {
            None => "init.next",
            Some(seen) if seen.vocabularies.is_empty() => "init.next-adopted",
            Some(_) => "init.next-vocabularies",
        };
        line(&mut out, style, &Message::new(next));
    }
    out
}

/// What would be written, and what is there already.
pub fn refused(root: &str, files: &[NewFile], taken: &[String], style: &Style) -> String {
    let mut out = String::new();
    line(&mut out, style, &would_write(root));
    listed(&mut out, files, taken, style);
    let folders = taken.iter().filter(|path| !files.iter().any(|file| file.path == **path));
    for path in folders {
        line(&mut out, style, &Message::new("init.no-folder").text("path", path.as_str()));
    }
    out
}

fn would_write(root: &str) -> Message {
    match root {
        "." => Message::new("init.would-write-here"),
        root => Message::new("init.would-write").text("path", root),
    }
}

/// Why a file that was named could not be read.
pub fn unread(path: &str, error: &ReadError) -> Message {
    match error {
        ReadError::Missing => Message::new("file.missing").text("path", path),
        ReadError::TooLarge(bytes) => Message::new("file.too-large").text("path", path).number("bytes", *bytes),
        ReadError::Other(reason) => Message::new("file.unreadable").text("path", path).text("reason", reason.as_str()),
    }
}

fn listed(out: &mut String, files: &[NewFile], taken: &[String], style: &Style) {
    for file in files {
        let id = if taken.contains(&file.path) { "init.file-taken" } else { "init.file" };
        let text = catalogue::text(style.lang, &Message::new(id).text("path", file.path.as_str()));
        paragraph(out, style, &text, 2);
    }
}

/// What became of a register.
fn told(out: &mut String, register: &Register, style: &Style) {
    let head = Message::new("init.register").text("path", register.file.as_str());
    line(out, style, &head.number("n", register.activities.len()).number("empty", register.empty));
    if !register.unused.is_empty() {
        let columns = register.unused.iter().map(|column| column.as_str().into()).collect();
        line(out, style, &Message::new("init.unused-columns").arg("columns", Arg::List(columns)));
    }
    for activity in &register.activities {
        for left in &activity.left {
            let message = Message::new("init.left-in-row")
                .number("line", activity.line)
                .text("column", left.column.as_str())
                .text("field", left.field.as_str());
            let why = catalogue::text(style.lang, &left.why);
            paragraph(out, style, &catalogue::compose(style.lang, &message, &[("why", &why)]), 2);
        }
    }
}
