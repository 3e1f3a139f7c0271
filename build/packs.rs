//! Why: the built-in packs travel inside the binary, so that a check needs no installation and no network. What cannot
//! be a pack stops the build here rather than surprising a user.
//!
//! A pack is a folder of `policies/`: `pack.toml`, `<name>.rhai` and `<name>.cases.toml`. Folders below it (fixtures) and
//! hidden files are passed over; any other file is refused, because a misspelt name would be lost without a word.

use std::path::Path;

/// One file of a pack.
pub struct PackFile {
    /// Path from the root of the package, with `/`: `policies/complaint/acknowledge-too-slow.rhai`.
    pub path: String,
    /// Its text, with line ends as `\n` whatever the checkout made of them, so that digests are the same everywhere.
    pub text: String,
    /// The steps that lay out its TOML (`build/headers.rs`); none yet when it is gathered, and none for cases.
    pub steps: Vec<u8>,
}

/// All files of all packs below `policies`, sorted by path. A folder that does not exist holds no pack.
///
/// # Errors
/// When something cannot be read, is not UTF-8 or not TOML where it should be, has a name that no policy can have, or
/// when a pack has no `pack.toml` or cases without their policy.
pub fn gather(policies: &Path) -> Result<Vec<PackFile>, String> {
    let mut files = Vec::new();
    if !policies.exists() {
        return Ok(files);
    }
    for pack in entries(policies)? {
        if !policies.join(&pack).is_dir() {
            continue;
        }
        require_kebab(&format!("policies/{pack}"), &pack)?;
        let names = pack_names(&policies.join(&pack), &pack)?;
        for name in names {
            let path = format!("policies/{pack}/{name}");
            let bytes = std::fs::read(policies.join(&pack).join(&name)).map_err(|error| format!("{path}: {error}"))?;
            let text = String::from_utf8(bytes).map_err(|error| format!("{path}: not UTF-8: {error}"))?;
            let text = text.replace("\r\n", "\n");
            if name.ends_with(".toml") {
                toml::from_str::<toml::Table>(&text).map_err(|error| format!("{path}: {error}"))?;
            }
            files.push(PackFile { path, text, steps: Vec::new() });
        }
    }
    files.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(files)
}

/// The index (postcard: one `(path, length in bytes, steps)` a file, one after the other) and the texts end to end.
///
/// # Errors
/// When the index cannot be encoded.
pub fn blobs(files: &[PackFile]) -> Result<(Vec<u8>, String), String> {
    let mut index = Vec::new();
    let mut texts = String::new();
    for file in files {
        let entry = (file.path.as_str(), file.text.len() as u64, file.steps.as_slice());
        index.extend(postcard::to_stdvec(&entry).map_err(|error| format!("{}: {error}", file.path))?);
        texts.push_str(&file.text);
    }
    Ok((index, texts))
}

fn pack_names(folder: &Path, pack: &str) -> Result<Vec<String>, String> {
    let mut names = Vec::new();
    for name in entries(folder)? {
        if folder.join(&name).is_dir() {
            continue;
        }
        let path = format!("policies/{pack}/{name}");
        if name != "pack.toml" {
            let stem = name.strip_suffix(".rhai").or_else(|| name.strip_suffix(".cases.toml")).ok_or_else(|| {
                format!("{path}: a pack holds pack.toml, <name>.rhai and <name>.cases.toml; rename or remove this file")
            })?;
            require_kebab(&path, stem)?;
        }
        names.push(name);
    }
    if !names.iter().any(|name| name == "pack.toml") {
        return Err(format!("policies/{pack}: pack.toml is missing"));
    }
    for name in &names {
        let policy = name.strip_suffix(".cases.toml").map(|stem| format!("{stem}.rhai"));
        if policy.is_some_and(|policy| !names.contains(&policy)) {
            return Err(format!("policies/{pack}/{name}: there is no policy of that name"));
        }
    }
    Ok(names)
}

/// Names in a folder in order, hidden ones left out.
fn entries(folder: &Path) -> Result<Vec<String>, String> {
    let listed = std::fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut names = Vec::new();
    for entry in listed {
        let name = entry.map_err(|error| format!("{}: {error}", folder.display()))?.file_name();
        let name =
            name.into_string().map_err(|name| format!("{}: the name {name:?} is not UTF-8", folder.display()))?;
        if !name.starts_with('.') {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}

/// Pack and policy names become ids, `pack/kebab-name`; lower case only, so that no two differ by case alone.
fn require_kebab(path: &str, name: &str) -> Result<(), String> {
    let plain = |part: &str| !part.is_empty() && part.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9'));
    if name.split('-').all(plain) {
        return Ok(());
    }
    Err(format!("{path}: \"{name}\" is no kebab-case name (lower-case letters, digits and single \"-\")"))
}
