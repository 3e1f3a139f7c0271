//! Why: the build script lays the headers of the built-in policies out and the program reads them, so both use this
//! file: one description of the bytes.
//!
//! A header is a row of steps in postcard's encoding, in the order of the file; byte positions are those of the policy's
//! file.

use serde::{Deserialize, Serialize};

/// One step of laying a document out.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub enum Step<'t> {
    /// A table begins.
    Map(At),
    /// An array begins.
    List(At),
    /// The innermost one ends.
    Close,
    /// The key of what comes next.
    Key(At, #[serde(borrow)] Words<'t>),
    /// A string.
    Text(At, Words<'t>),
    /// A whole number.
    Int(At, i64),
    /// A float.
    Float(At, f64),
    /// A boolean.
    Bool(At, bool),
    /// A date or time.
    Date(At),
}

/// First byte and one past the last.
pub type At = (u32, u32);

/// A text.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub enum Words<'t> {
    /// It stands in the file as it is.
    Here(At),
    /// It does not (escapes).
    Own(&'t str),
}
