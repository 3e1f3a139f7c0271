//! Why: code hosts (GitHub, GitLab) put findings beside the lines of a repository. They know a file by its path in the
//! repository, which is not its path in the workspace when the workspace is a folder of it, and they know nothing of
//! files that lie inside the binary.

use std::fmt::Write;
use std::sync::Arc;

use crate::diagnostic::Location;
use crate::source::{Home, Sources};

/// What only the formats for code hosts ask.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Host {
    /// Folder of the workspace inside its repository, with `/`; empty where the two are the same or there is none.
    pub folder: Arc<str>,
    /// What tells several uploads of one tool for one commit apart; `None` for the only one.
    pub category: Option<Arc<str>>,
    /// What becomes of findings that were dealt with.
    pub suppressed: Suppressed,
}

/// What becomes of waived and baselined findings in SARIF.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Suppressed {
    /// Left out: GitHub ignores suppressions and would open an alert for each.
    #[default]
    Omit,
    /// Listed with their suppression, for auditors.
    Include,
}

impl Host {
    /// A path of the workspace as the repository knows it. `.` is the workspace itself.
    pub(super) fn path(&self, path: &str) -> String {
        match (&*self.folder, path) {
            ("", "") => ".".to_owned(),
            ("", path) => path.to_owned(),
            (folder, "") => folder.to_owned(),
            (folder, path) => format!("{folder}/{path}"),
        }
    }

    /// The path of a location as the repository knows it; `None` for a file inside the binary.
    pub(super) fn path_of(&self, sources: &Sources, location: Location) -> Option<String> {
        let source = sources.get(location.source);
        (source.home == Home::Workspace).then(|| self.path(&source.path))
    }
}

/// A relative path as a URI reference: everything but letters and digits of ASCII, `-`, `.`, `_`, `~` and `/` is written
/// as `%` and two digits (RFC 3986, section 2.1), so that no `:` of a name is taken for a scheme.
pub(super) fn uri(path: &str) -> String {
    path.bytes().fold(String::with_capacity(path.len()), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_those_of_the_repository() {
        let host = |folder: &str| Host { folder: folder.into(), ..Host::default() };
        assert_eq!([host("").path("a/b.yaml"), host("").path("")], ["a/b.yaml", "."]);
        assert_eq!([host("x/y").path("a/b.yaml"), host("x/y").path("")], ["x/y/a/b.yaml", "x/y"]);
    }

    #[test]
    fn a_uri_holds_nothing_that_could_be_read_as_something_else() {
        assert_eq!(uri("a b/投.yaml"), "a%20b/%E6%8A%95.yaml");
        assert_eq!(uri("javascript:x?#%\u{202e}\n"), "javascript%3Ax%3F%23%25%E2%80%AE%0A");
    }
}
