//! Why: the built-in packs work offline and without installation, so their files travel inside the binary: as they
//! stand, because reports point at their lines and users read them.

/// One file of a built-in pack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EmbeddedFile {
    /// Path with `/`: `policies/complaint/acknowledge-too-slow.rhai`.
    pub path: &'static str,
    /// Its text, line ends as `\n`.
    pub text: &'static str,
    /// The steps that lay out its TOML: the header of a policy, the whole of `pack.toml`; empty for cases.
    pub steps: &'static [u8],
}

/// Paths, lengths and steps, one postcard `(&str, u64, &[u8])` a file; written by the build script.
static INDEX: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/packs.index"));

/// The texts end to end, in the order of [`INDEX`]. Text rather than bytes: the compiler has checked that it is UTF-8,
/// so nothing is checked again at every start.
static TEXTS: &str = include_str!(concat!(env!("OUT_DIR"), "/packs.txt"));

/// All files of the built-in packs: `pack.toml`, policies and their cases, sorted by path. Nothing is copied.
pub fn files() -> impl Iterator<Item = EmbeddedFile> {
    walk(INDEX, TEXTS)
}

fn walk(index: &'static [u8], texts: &'static str) -> impl Iterator<Item = EmbeddedFile> {
    let (mut index, mut texts) = (index, texts);
    std::iter::from_fn(move || {
        let ((path, length, steps), rest) = postcard::take_from_bytes::<(&str, u64, &[u8])>(index).ok()?;
        let (text, following) = texts.split_at_checked(usize::try_from(length).ok()?)?;
        (index, texts) = (rest, following);
        Some(EmbeddedFile { path, text, steps })
    })
}

#[cfg(test)]
#[path = "../../build/packs.rs"]
mod packs;

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;

    const POLICY: &str = "/*\ntitle = { en = \"A\", zh = \"甲\" }\n*/\n//! Why.\nfn check(doc) { }\n";

    fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in files {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        folder
    }

    fn fault(files: &[(&str, &str)]) -> String {
        packs::gather(folder(files).path()).err().unwrap_or_default()
    }

    fn read_back(folder: &Path) -> Vec<(&'static str, &'static str)> {
        let (index, texts) = packs::blobs(&packs::gather(folder).unwrap()).unwrap();
        walk(index.leak(), texts.leak()).map(|file| (file.path, file.text)).collect()
    }

    #[test]
    fn two_policies_come_back_sorted_and_unchanged() {
        let folder = folder(&[
            ("privacy/keep.rhai", POLICY),
            ("privacy/pack.toml", "id = \"privacy\"\n"),
            ("complaint/slow.rhai", POLICY),
            ("complaint/slow.cases.toml", "note = \"案例\"\r\n"),
            ("complaint/pack.toml", "id = \"complaint\"\n"),
            ("complaint/fixtures/one.yaml", "kind: process\n"),
            ("complaint/.slow.rhai.swp", "editor"),
            ("README.md", "about"),
        ]);
        let expected = [
            ("policies/complaint/pack.toml", "id = \"complaint\"\n"),
            ("policies/complaint/slow.cases.toml", "note = \"案例\"\n"),
            ("policies/complaint/slow.rhai", POLICY),
            ("policies/privacy/keep.rhai", POLICY),
            ("policies/privacy/pack.toml", "id = \"privacy\"\n"),
        ];
        assert_eq!(read_back(folder.path()), expected);
        assert_eq!(read_back(folder.path()), read_back(folder.path()));
    }

    #[test]
    fn no_policies_at_all_is_no_files() {
        let folder = folder(&[]);
        assert_eq!(read_back(folder.path()), []);
        assert_eq!(read_back(&folder.path().join("absent")), []);
    }

    #[test]
    fn what_cannot_be_a_pack_is_refused_by_name() {
        let pack = ("a/pack.toml", "id = \"a\"\n");
        assert_eq!(fault(&[("a/b.rhai", POLICY)]), "policies/a: pack.toml is missing");
        assert!(fault(&[pack, ("a/b.case.toml", "")]).starts_with("policies/a/b.case.toml: a pack holds pack.toml"));
        assert!(fault(&[pack, ("a/b.cases.toml", "")]).ends_with("there is no policy of that name"));
        assert!(fault(&[pack, ("a/Too_Slow.rhai", POLICY)]).contains("\"Too_Slow\" is no kebab-case name"));
        assert!(fault(&[("a/pack.toml", "id = ")]).starts_with("policies/a/pack.toml: TOML parse error"));
        assert!(fault(&[("a--b/pack.toml", "")]).contains("\"a--b\" is no kebab-case name"));
    }

    #[test]
    fn the_binary_holds_what_the_folder_holds() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("policies");
        let on_disk = packs::gather(&folder).unwrap();
        let embedded: Vec<_> = files().map(|file| (file.path.to_owned(), file.text.to_owned())).collect();
        assert_eq!(embedded, on_disk.into_iter().map(|file| (file.path, file.text)).collect::<Vec<_>>());
    }
}
