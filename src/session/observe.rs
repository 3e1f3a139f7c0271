//! Why: a log is no document: it is not discovered, not held, and not judged by policies. It is read when somebody asks for
//! it, by what the workspace or the command line says of it; what comes of it is data that documents can keep.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Snapshot;
use crate::config::logs::LogRule;
use crate::diagnostic::{Diagnostic, Severity};
use crate::files::{Files, ReadError};
use crate::message::{Arg, Message};
use crate::near::nearest;
use crate::observe::{Asked, Naming, Observation, Told, Trouble, observe};
use crate::parse::log::{Fault, LogFormat};
use crate::time::stamp::Zone;

/// What somebody said of a log beside what the workspace says. What is said here goes first.
#[derive(Clone, Debug, Default)]
pub struct Said {
    /// Name of the declaration in `ombud.toml` by which it is read; by its file, if none is named.
    pub declared: Option<Arc<str>>,
    /// Id of the process.
    pub process: Option<Arc<str>>,
    /// Shape.
    pub format: Option<LogFormat>,
    /// What a column holds, and its name.
    pub columns: Vec<(&'static str, Arc<str>)>,
    /// Activities (or columns with times) with their steps or milestones.
    pub activities: Vec<(Arc<str>, Arc<str>)>,
    /// Zone of times that do not state one.
    pub time_zone: Option<Arc<str>>,
    /// How cases are named.
    pub naming: Naming,
}

/// Why there is no observation.
#[derive(Clone, Debug, PartialEq)]
pub enum Unobserved {
    /// What was asked for cannot be.
    Asked(Vec<Diagnostic>),
    /// The log cannot be read.
    Log(LogFault),
}

/// Why a log is not read to its end, and where.
#[derive(Clone, Debug, PartialEq)]
pub struct LogFault {
    /// The log.
    pub path: Arc<str>,
    /// Line, counted from 1, and byte of the file; none where it is about the log as a whole.
    pub place: Option<(u64, u64)>,
    /// What is wrong.
    pub message: Message,
}

impl Snapshot {
    /// Reads a log and holds it against its process. `name` is how the file is opened and `path` how it is spoken of.
    ///
    /// # Errors
    /// When the log, its process, a column or a step is not there, or the log cannot be read.
    pub fn observe(&self, files: &dyn Files, name: &str, path: &str, said: &Said) -> Result<Observation, Unobserved> {
        let asked = self.asked(path, said)?;
        let whole = |message: Message| Unobserved::Log(LogFault { path: asked.path.clone(), place: None, message });
        let log = files.open(name).map_err(|error| {
            whole(match error {
                ReadError::Other(reason) => Message::new("observe.read-failed").text("reason", reason),
                ReadError::Missing | ReadError::TooLarge(_) => Message::new("observe.no-file"),
            })
        })?;
        observe(&self.knowledge, &asked, log).map_err(|trouble| match trouble {
            Trouble::Asked(problems) => Unobserved::Asked(problems),
            Trouble::Log(Fault { byte, message, .. }) => {
                let place = byte.map(|byte| (line(files, name, byte), byte));
                Unobserved::Log(LogFault { path: asked.path.clone(), place, message })
            }
        })
    }

    /// What the workspace and the caller say together.
    fn asked(&self, path: &str, said: &Said) -> Result<Asked, Unobserved> {
        let config = &self.knowledge.config;
        let rule = self.rule(path, said)?;
        let told = |name: &Arc<str>| Told { name: name.clone(), location: None };
        let written = |named: &crate::config::Named| Told { name: named.name.clone(), location: Some(named.location) };
        let zone_name = match (&said.time_zone, rule.and_then(|rule| rule.time_zone.as_ref()), &config.time_zone) {
            (Some(zone), ..) => told(zone),
            (None, Some(zone), _) | (None, None, Some(zone)) => written(zone),
            (None, None, None) => told(&Arc::from("UTC")),
        };
        let zone = Zone::named(&zone_name.name).ok_or_else(|| {
            let message = Message::new("observe.zone").text("name", zone_name.name.clone());
            Unobserved::Asked(vec![Diagnostic::new("log/asked", Severity::Error, zone_name.location, message)])
        })?;
        // Said twice, the caller's word counts: it comes last.
        let mut columns: BTreeMap<Arc<str>, Told> = BTreeMap::new();
        let mut activities: Vec<(Told, Told)> = Vec::new();
        if let Some(rule) = rule {
            columns.extend(rule.columns.iter().map(|(what, column)| (what.clone(), written(column))));
            activities.extend(rule.activities.iter().map(|(activity, step)| (written(activity), written(step))));
        }
        columns.extend(said.columns.iter().map(|(what, column)| (Arc::from(*what), told(column))));
        for (activity, step) in &said.activities {
            activities.retain(|(own, _)| own.name != *activity);
            activities.push((told(activity), told(step)));
        }
        let process = said.process.as_ref().map(told);
        Ok(Asked {
            path: path.into(),
            format: said.format.or(rule.and_then(|rule| rule.format)).unwrap_or_else(|| LogFormat::of_path(path)),
            process: process.or_else(|| rule.and_then(|rule| rule.process.as_ref()).map(written)),
            columns: columns.into_iter().collect(),
            activities,
            zone,
            zone_name: zone_name.name,
            naming: said.naming,
        })
    }

    /// The declaration of a log: the one that is named, or the first whose files the log is among.
    fn rule(&self, path: &str, said: &Said) -> Result<Option<&LogRule>, Unobserved> {
        let logs = &self.knowledge.config.logs;
        let Some(name) = &said.declared else {
            return Ok(logs.iter().find(|rule| rule.files.as_ref().is_some_and(|files| files.matches(path))));
        };
        if let Some(rule) = logs.iter().find(|rule| rule.name.name == *name) {
            return Ok(Some(rule));
        }
        let names: Vec<Arc<str>> = logs.iter().map(|rule| rule.name.name.clone()).collect();
        let near = nearest(name, names.iter().map(|name| &**name)).map(str::to_owned);
        let message = Message::new("observe.no-log-rule").text("name", name.clone()).arg("names", Arg::List(names));
        let problem = Diagnostic::new("log/asked", Severity::Error, None, message);
        Err(Unobserved::Asked(vec![match near {
            Some(near) => problem.with_help(Message::new("near.name").text("name", near)),
            None => problem,
        }]))
    }
}

/// The line in which a byte of a file stands. The file is read once more, since a log is not held; lines are not counted
/// while it is measured.
fn line(files: &dyn Files, name: &str, byte: u64) -> u64 {
    use std::io::Read;
    let Ok(log) = files.open(name) else { return 1 };
    let mut before = log.take(byte);
    let mut piece = vec![0; 64 << 10];
    let mut line = 1;
    loop {
        match before.read(&mut piece) {
            Ok(read) if read > 0 => line += piece[..read].iter().filter(|byte| **byte == b'\n').count() as u64,
            _ => return line,
        }
    }
}
