//! Why: the packs inside the binary are the same in every run. A process reads them once, however many snapshots it takes,
//! and they are the first sources of each, so that their places are the same in all.

use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use crate::diagnostic::Diagnostic;
use crate::field;
use crate::policy::load::load_builtin;
use crate::policy::{Policy, embedded, laid};
use crate::source::{Home, Source, SourceId, Sources};

/// A file of a built-in pack.
pub(super) struct Shipped {
    pub source: Arc<Source>,
    pub is: What,
}

/// What is in it.
pub(super) enum What {
    /// `pack.toml`, with the version that it states.
    Pack(Arc<str>),
    /// A policy, if it loads, and what is wrong with it.
    Policy(Option<Arc<Policy>>, Vec<Diagnostic>),
}

/// Sources with those of the built-in packs, from which every run begins.
pub(super) fn sources() -> Sources {
    let mut sources = Sources::default();
    for file in files() {
        sources.add(file.source.clone());
    }
    sources
}

/// The files of the built-in packs, sorted by path.
pub(super) fn files() -> &'static [Shipped] {
    static FILES: OnceLock<Vec<Shipped>> = OnceLock::new();
    FILES.get_or_init(|| {
        let files: Vec<_> = embedded::files().filter(|file| !file.path.ends_with(".cases.toml")).collect();
        files.into_par_iter().enumerate().map(|(at, file)| read(SourceId(at as u32), file)).collect()
    })
}

fn read(id: SourceId, file: embedded::EmbeddedFile) -> Shipped {
    let source = Arc::new(Source::from_text(Home::Builtin, file.path, file.text));
    let inside = file.path.strip_prefix("policies/").unwrap_or(file.path);
    let is = match inside.strip_suffix(".rhai") {
        Some(name) => {
            let loaded = load_builtin(name, &source, id, file.steps);
            What::Policy(loaded.policy.map(Arc::new), loaded.problems)
        }
        None => {
            let laid = laid::document(file.steps, &source, id);
            let version = laid.as_ref().and_then(|laid| field::text(laid, laid.root(), "version"));
            What::Pack(version.unwrap_or_default().into())
        }
    };
    Shipped { source, is }
}
