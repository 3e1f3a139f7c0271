//! Why: configuration, policies, clauses and the day are the ground on which documents are judged. A watcher that hears of
//! a changed document keeps the ground it stands on; whatever changes the ground begins everything anew.

use std::sync::Arc;

use jiff::civil::Date;

use super::{Refused, Session, citations, load, shipped};
use crate::clause::Catalogue;
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Severity};
use crate::discover::{Discovered, discover};
use crate::disk::CONFIG;
use crate::source::{Home, Sources};

/// What stands before any document is read.
pub(super) struct Ground {
    pub config: Arc<Config>,
    pub found: Discovered,
    pub policies: load::Policies,
    pub catalogue: Arc<Catalogue>,
    /// Trouble of configuration, policies and clauses.
    pub diagnostics: Vec<Diagnostic>,
    pub as_of: Date,
    /// The zone in which that day is today; none for a day that was given.
    pub zone: Option<Arc<str>>,
    /// Those of the ground, then those of documents.
    pub sources: Sources,
    /// How many sources belong to the ground.
    pub own_sources: usize,
}

impl Session {
    /// Lays the ground.
    ///
    /// # Errors
    /// When the configuration cannot be used.
    pub(super) fn ground(&self) -> Result<Ground, Box<Refused>> {
        let mut sources = shipped::sources();
        let (config, problems) = load::config(&*self.files, &self.options, &mut sources);
        if problems.iter().any(|problem| problem.severity == Severity::Error) {
            return Err(Box::new(Refused { diagnostics: problems, sources }));
        }
        let mut diagnostics = problems;
        let found = discover(&*self.files, &config);
        let mut policies = load::policies(&*self.files, &found, &config, &self.options, &mut sources);
        diagnostics.append(&mut policies.problems);
        let (catalogue, clause_problems) = load::clauses(&*self.files, &found, &mut sources);
        diagnostics.extend(clause_problems);
        let unusable = crate::plan::validate(&config, &policies.all, &policies.broken, &catalogue);
        if !unusable.is_empty() {
            diagnostics.splice(0..0, found.missed.iter().map(load::missed));
            diagnostics.extend(unusable);
            return Err(Box::new(Refused { diagnostics, sources }));
        }
        diagnostics.extend(citations::check(&policies.in_force, &catalogue));
        diagnostics.extend(load::kinds(&policies.in_force, &config));
        let as_of = match self.today(&config) {
            Ok(day) => day,
            Err(problem) => {
                diagnostics.push(*problem);
                return Err(Box::new(Refused { diagnostics, sources }));
            }
        };
        let named = config.time_zone.as_ref().map_or("UTC".into(), |zone| zone.name.clone());
        let zone = self.options.as_of.is_none().then_some(named);
        let own_sources = sources.iter().count();
        let (config, catalogue) = (Arc::new(config), Arc::new(catalogue));
        Ok(Ground { config, found, policies, catalogue, diagnostics, as_of, zone, sources, own_sources })
    }
}

impl Ground {
    /// Whether a file of this path is a part of the ground, or would be if it were there.
    pub fn stands_on(&self, path: &str) -> bool {
        path == CONFIG
            || crate::discover::is_pack_file(&self.config, path)
            || self.config.clause_files.matches(path)
            || self.own_files().any(|own| own == path)
    }

    /// The files of the workspace on which it stands.
    pub fn own_files(&self) -> impl Iterator<Item = &str> {
        let own = self.sources.iter().take(self.own_sources).filter(|(_, source)| source.home == Home::Workspace);
        own.map(|(_, source)| source.path.as_str())
    }
}
