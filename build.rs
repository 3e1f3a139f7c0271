//! Why: the program answers in milliseconds, so it must not read a quarter of a megabyte of TOML at every start. The
//! clause catalogue and the built-in packs are checked and laid out here, once, when the program is built.
//!
//! A fault in the data fails the build with the file and the entry named. The output depends on the data alone: entries
//! are sorted and carry no path of the machine.

#[path = "build/clauses.rs"]
mod clauses;
#[path = "build/headers.rs"]
mod headers;
#[path = "build/packs.rs"]
mod packs;
#[path = "src/clause/record.rs"]
mod record;
#[path = "src/policy/step.rs"]
mod step;
#[path = "src/parse/toml/walk.rs"]
mod walk;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[expect(clippy::print_stderr, reason = "the one way in which a build script tells why it failed")]
fn main() -> ExitCode {
    let shared = ["src/clause/record.rs", "src/parse/toml/walk.rs", "src/policy/step.rs"];
    for input in ["build.rs", "build", "data/regulations.toml", "policies"].iter().chain(&shared) {
        println!("cargo::rerun-if-changed={input}");
    }
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), String> {
    let root = folder("CARGO_MANIFEST_DIR")?;
    let out = folder("OUT_DIR")?;

    let catalogue = root.join("data/regulations.toml");
    let text = std::fs::read_to_string(&catalogue).map_err(|error| format!("data/regulations.toml: {error}"))?;
    let blob = clauses::blob(&text).map_err(|error| format!("data/regulations.toml: {error}"))?;
    write(&out.join("clauses.bin"), &blob)?;

    let mut files = packs::gather(&root.join("policies"))?;
    for file in files.iter_mut().filter(|file| !file.path.ends_with(".cases.toml")) {
        let steps = match file.path.ends_with(".toml") {
            true => headers::of_toml(&file.text),
            false => headers::of_policy(&file.text),
        };
        file.steps = steps.map_err(|error| format!("{}: {error}", file.path))?;
    }
    let (index, text) = packs::blobs(&files)?;
    write(&out.join("packs.index"), &index)?;
    write(&out.join("packs.txt"), text.as_bytes())
}

fn folder(variable: &str) -> Result<PathBuf, String> {
    std::env::var_os(variable).map(PathBuf::from).ok_or_else(|| format!("{variable} is not set; build with cargo"))
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), String> {
    std::fs::write(path, bytes).map_err(|error| format!("{}: {error}", path.display()))
}
