//! Why: what a function of policies gives, and above all what it does with a value that is missing or unlike, must be
//! written in one place, or the page that people read and the code drift apart. A test holds that every registered name
//! stands here and that nothing else does; `docs/policy-language.md` is made of it.
//!
//! The texts are Markdown. They are for those who write policies, so they stand beside the code as those of the schema's
//! tables do, and not among the messages.

mod lists;
mod requirements;
mod telling;
mod values;
mod ways;

/// One way to write one name.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// The name as it is registered.
    pub name: &'static str,
    /// How it is written in a script; empty where only headers know it.
    pub script: &'static str,
    /// How it is written in `when`, `require` and `for` of a header; empty where these do not know it.
    pub header: &'static str,
    /// What it gives.
    pub gives: &'static str,
    /// What becomes of values that are missing, or of another type; empty where none is looked at.
    pub otherwise: &'static str,
}

/// Entries that belong together.
#[derive(Clone, Copy, Debug)]
pub struct Group {
    /// Heading on the page.
    pub title: &'static str,
    /// What they have in common; one paragraph.
    pub about: &'static str,
    /// In the order of the page.
    pub entries: &'static [Entry],
}

/// Everything that conditions and scripts may use beside the operators of the language.
pub const REFERENCE: &[Group] = &[
    values::GIVEN,
    values::READING,
    requirements::REQUIREMENTS,
    lists::LISTS,
    lists::TABLES,
    values::TEXTS,
    values::NUMBERS,
    values::TIME,
    ways::GRAPH,
    telling::INDEX,
    telling::READINGS,
    telling::FAILING,
    telling::LANGUAGE,
];

/// Known to scripts and, in another form, to headers.
const fn both(
    name: &'static str,
    script: &'static str,
    header: &'static str,
    gives: &'static str,
    otherwise: &'static str,
) -> Entry {
    Entry { name, script, header, gives, otherwise }
}

/// Known to scripts alone.
const fn script(name: &'static str, script: &'static str, gives: &'static str, otherwise: &'static str) -> Entry {
    Entry { name, script, header: "", gives, otherwise }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::policy::names::{FUNCTIONS, KNOWN, METHODS};
    use crate::script::compile::{CONSTANTS, known_functions};

    fn entries() -> impl Iterator<Item = &'static Entry> {
        REFERENCE.iter().flat_map(|group| group.entries)
    }

    #[test]
    fn everything_that_scripts_may_use_is_described_and_nothing_else() {
        let described: BTreeSet<String> =
            entries().filter(|entry| !entry.script.is_empty()).map(|entry| entry.name.to_owned()).collect();
        let mut known: BTreeSet<String> = known_functions().into_iter().collect();
        known.extend(CONSTANTS.iter().chain(&["doc", "require"]).map(|name| (*name).to_owned()));
        assert_eq!(described, known);
    }

    #[test]
    fn everything_that_headers_may_use_is_described_and_nothing_else() {
        let described: BTreeSet<&str> =
            entries().filter(|entry| !entry.header.is_empty()).map(|entry| entry.name).collect();
        let known: BTreeSet<&str> = METHODS.iter().chain(&FUNCTIONS).chain(&KNOWN).copied().collect();
        assert_eq!(described, known);
    }

    #[test]
    fn an_entry_is_written_with_its_own_name_and_once_a_group() {
        for group in REFERENCE {
            let mut names = BTreeSet::new();
            for entry in group.entries {
                assert!(names.insert(entry.name), "{} stands twice in {}", entry.name, group.title);
                for written in [entry.script, entry.header].into_iter().filter(|written| !written.is_empty()) {
                    assert!(written.contains(entry.name), "{written} is not {}", entry.name);
                }
                assert!(!entry.gives.is_empty(), "{} says nothing", entry.name);
                for text in [entry.gives, entry.otherwise] {
                    assert!(!text.contains('\n') && !text.contains(" | "), "{} breaks the table", entry.name);
                }
            }
        }
    }
}
