//! Why: the words that files use for kinds, states and relations, in one place, so that what is read is what is written.

use super::record::{Counting, Kind, Relation, SourceKind, Status};

impl Kind {
    /// The word used in files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Law => "law",
            Self::Regulation => "regulation",
            Self::Guideline => "guideline",
            Self::Standard => "standard",
            Self::Program => "program",
            Self::Internal => "internal",
            Self::Contract => "contract",
        }
    }
}

impl Status {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::InForce, Self::Future, Self::Repealed];

    /// The word used in files.
    pub fn word(self) -> &'static str {
        match self {
            Self::InForce => "in_force",
            Self::Future => "future",
            Self::Repealed => "repealed",
        }
    }
}

impl Relation {
    /// All of them, weakest first.
    pub const ALL: [Self; 3] = [Self::Model, Self::Supports, Self::Sets];

    /// The word used in files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Sets => "sets",
            Self::Supports => "supports",
            Self::Model => "model",
        }
    }

    /// Reads the word used in files.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|relation| relation.word() == word)
    }
}

impl Counting {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Clock, Self::Calendar, Self::Business, Self::None];

    /// The word used in files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Clock => "clock",
            Self::Calendar => "calendar",
            Self::Business => "business",
            Self::None => "none",
        }
    }
}

impl SourceKind {
    /// All of them, closest to the text first.
    pub const ALL: [Self; 5] =
        [Self::PrimaryText, Self::OfficialPage, Self::SecondaryQuotingPrimary, Self::Secondary, Self::Memory];

    /// The word used in files.
    pub fn word(self) -> &'static str {
        match self {
            Self::PrimaryText => "primary_text",
            Self::OfficialPage => "official_page",
            Self::SecondaryQuotingPrimary => "secondary_quoting_primary",
            Self::Secondary => "secondary",
            Self::Memory => "memory",
        }
    }
}
