//! Why: syntax errors, configuration errors, script faults and findings are one type, so that every renderer shows all
//! of them and none is lost on the way.

use std::borrow::Cow;

use crate::message::Message;
use crate::source::SourceId;
use crate::span::Span;

/// How much something weighs. The order is the order of strength.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// Good to know.
    Info,
    /// Should be mended.
    Warning,
    /// Must be mended.
    Error,
}

/// A range in a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Location {
    /// Which source.
    pub source: SourceId,
    /// Where in its decoded text.
    pub span: Span,
}

/// A further place that belongs to the same trouble.
#[derive(Clone, Debug, PartialEq)]
pub struct Related {
    /// Where.
    pub location: Location,
    /// What is there.
    pub message: Message,
}

/// Trouble with a place, in words that are not yet in any language.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    /// What kind of trouble: `builtin/duplicate-key`, `config/unknown-key`, or the id of a policy.
    pub code: Cow<'static, str>,
    /// How much it weighs.
    pub severity: Severity,
    /// What is wrong.
    pub message: Message,
    /// Where; `None` only when no file is involved (a flag, a missing folder).
    pub location: Option<Location>,
    /// Further places.
    pub related: Vec<Related>,
    /// What to do next.
    pub help: Vec<Message>,
}

impl Severity {
    /// The word used in files and formats.
    pub fn word(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }

    /// Reads the word used in files.
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "info" => Some(Self::Info),
            "warning" => Some(Self::Warning),
            "error" => Some(Self::Error),
            _ => None,
        }
    }
}

impl Location {
    /// A range in a source.
    pub fn new(source: SourceId, span: Span) -> Self {
        Self { source, span }
    }
}

impl Diagnostic {
    /// An error at a place.
    pub fn error(code: impl Into<Cow<'static, str>>, location: Location, message: Message) -> Self {
        Self::new(code, Severity::Error, Some(location), message)
    }

    /// A warning at a place.
    pub fn warning(code: impl Into<Cow<'static, str>>, location: Location, message: Message) -> Self {
        Self::new(code, Severity::Warning, Some(location), message)
    }

    /// Any diagnostic.
    pub fn new(
        code: impl Into<Cow<'static, str>>,
        severity: Severity,
        location: Option<Location>,
        message: Message,
    ) -> Self {
        Self { code: code.into(), severity, message, location, related: Vec::new(), help: Vec::new() }
    }

    /// Adds a further place.
    #[must_use]
    pub fn with_related(mut self, location: Location, message: Message) -> Self {
        self.related.push(Related { location, message });
        self
    }

    /// Adds advice.
    #[must_use]
    pub fn with_help(mut self, help: Message) -> Self {
        self.help.push(help);
        self
    }
}
