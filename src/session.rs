//! Why: a session holds a workspace; what it hands out for judgement is a snapshot that never changes. The command line
//! takes one snapshot; a watcher or an editor takes many.

mod assemble;
mod citations;
mod ground;
pub mod live;
mod load;
mod near_miss;
pub mod observe;
mod read;
mod report;
mod shipped;

use std::sync::Arc;

use jiff::civil::Date;

use crate::config::Config;
use crate::diagnostic::{Diagnostic, Severity};
use crate::discover::Ignored;
pub use crate::evaluate::Keep;
use crate::evaluate::Table;
use crate::files::Files;
use crate::finding::Finding;
use crate::knowledge::Knowledge;
use crate::message::Message;
use crate::policy::Policy;
use crate::report::{Member, PackRef};
use crate::source::Sources;
use assemble::assemble;
pub use near_miss::PassedOver;
pub use report::Wanted;

/// A workspace with everything that outlives one run.
pub struct Session {
    files: Arc<dyn Files>,
    options: Options,
}

/// What the caller decides.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The day to judge by; the day of the clock in the declared zone if absent.
    pub as_of: Option<Date>,
    /// Leave the packs of the workspace and of the binary alone except for these policies.
    pub only_policies: Vec<String>,
    /// Leave `ombud.toml` unread.
    pub isolated: bool,
    /// Of the files that `ombud.toml` extends, take where packs and clauses lie and the declared kinds, and nothing else.
    pub only_kinds_of_base: bool,
}

/// A workspace at one moment.
pub struct Snapshot {
    /// What judgement may look at.
    pub knowledge: Arc<Knowledge>,
    /// The policies in force.
    pub policies: Vec<Arc<Policy>>,
    /// Packs in force.
    pub packs: Vec<PackRef>,
    /// Names of packs that are there and off.
    pub packs_off: Vec<Arc<str>>,
    /// Every file that was met.
    pub population: Vec<Member>,
    /// Documents of no known kind.
    pub passed_over: Vec<PassedOver>,
    /// Files and folders that a `.gitignore` takes out.
    pub ignored: Vec<Ignored>,
    /// Findings that need no policy.
    pub builtin: Vec<Finding>,
    /// Trouble of policies, which leaves evaluations unjudged.
    pub diagnostics: Vec<Diagnostic>,
    /// Remarks for the reader.
    pub notes: Vec<Message>,
    /// The zone in which the day judged by is today; none for a day that was given.
    pub zone: Option<Arc<str>>,
    /// SHA-256 over all policies in force, in hexadecimal.
    pub policies_digest: String,
    /// What locations point into.
    pub sources: Sources,
    table: Arc<Table>,
    /// Trouble of scripts that are in the table; among the diagnostics, too.
    script_problems: Vec<Diagnostic>,
}

/// Why there is no snapshot: the configuration or the policies are wrong.
pub struct Refused {
    /// Everything that is wrong.
    pub diagnostics: Vec<Diagnostic>,
    /// What locations point into.
    pub sources: Sources,
}

impl Session {
    /// A session over files.
    pub fn new(files: Arc<dyn Files>, options: Options) -> Self {
        Self { files, options }
    }

    /// Reads everything.
    ///
    /// # Errors
    /// When the configuration cannot be used.
    pub fn snapshot(&self) -> Result<Snapshot, Box<Refused>> {
        let mut ground = self.ground()?;
        let read = read::documents(&*self.files, &ground.found, &ground.config, &mut ground.sources);
        Ok(assemble(&ground, read, None))
    }

    /// The frozen day: given, or of the clock in the declared zone.
    fn today(&self, config: &Config) -> Result<Date, Box<Diagnostic>> {
        if let Some(day) = self.options.as_of {
            return Ok(day);
        }
        let zone = config.time_zone.as_ref();
        let name = zone.map_or("UTC", |zone| &zone.name);
        crate::time::date::today_in(name, self.files.now()).ok_or_else(|| {
            let message = Message::new("config.zone").text("name", name);
            let location = zone.map(|zone| zone.location);
            Box::new(Diagnostic::new("config/value", Severity::Error, location, message))
        })
    }
}
