//! `ombud observe`.

use std::path::Path;
use std::sync::Arc;

use super::args::{Gate, Observe, ObserveFormat};
use super::{Exit, Opened, complain, open, print_or, save, say};
use crate::disk::{self, Disk};
use crate::message::{Arg, Message};
use crate::model::kind::OBSERVED_FORMAT;
use crate::observe::{LogFormat, Naming, Observation};

use crate::render::Style;
use crate::render::observe::{fault, json, markdown, text};
use crate::session::observe::{Said, Unobserved};

pub fn run(command: &Observe) -> Exit {
    observe(command).unwrap_or_else(|exit| exit)
}

fn observe(command: &Observe) -> Result<Exit, Exit> {
    let Opened { disk, snapshot, style } = open(&command.common, Path::new("."))?;
    complain(&style, &snapshot.diagnostics, &snapshot.sources);
    let is_alone = command.logs.len() == 1;
    if !is_alone && (command.write.is_some() || command.output_format == ObserveFormat::Json) {
        say(&style, &Message::new("observe.one-log"));
        return Err(Exit::Incomplete);
    }
    let said = said(command, &style)?;
    let mut page = String::new();
    let mut worst = Exit::Clean;
    for log in &command.logs {
        let (own, name, path) = place(&disk, log);
        let observation = match snapshot.observe(&own, &name, &path, &said) {
            Ok(observation) => observation,
            Err(Unobserved::Asked(problems)) => {
                complain(&style, &problems, &snapshot.sources);
                return Err(Exit::Incomplete);
            }
            Err(Unobserved::Log(refused)) => {
                say_text(&fault(&refused, style.lang));
                return Err(Exit::Incomplete);
            }
        };
        let gate = match command.fail_on {
            Some(gate) => gate != Gate::Never,
            None => snapshot.knowledge.config.gate().is_some(),
        };
        if observation.is_late() && gate {
            worst = Exit::Findings;
        }
        if !page.is_empty() {
            page.push('\n');
        }
        page.push_str(&shown(command.output_format, &observation, &style));
        if let Some(file) = &command.write {
            keep(file, &observation, &style)?;
        }
    }
    Ok(print_or(worst, &page))
}

fn shown(format: ObserveFormat, observation: &Observation, style: &Style) -> String {
    match format {
        ObserveFormat::Text => text(observation, style),
        ObserveFormat::Markdown => markdown::markdown(observation, style.lang),
        ObserveFormat::Json => json::json(observation),
    }
}

/// Writes the observation as a document.
fn keep(file: &Path, observation: &Observation, style: &Style) -> Result<(), Exit> {
    // An earlier observation may be renewed; a log or a process must not be lost by a slip.
    let is_observation = || disk::read_text(file).is_ok_and(|text| text.contains(OBSERVED_FORMAT));
    if file.exists() && !is_observation() {
        say(style, &Message::new("observe.not-over").text("path", file.display().to_string()));
        return Err(Exit::Incomplete);
    }
    save(file, &json::json(observation), style)
}

/// Where a log lies: a log need not be a part of the workspace, and is then spoken of by its name alone.
fn place(disk: &Disk, log: &Path) -> (Disk, String, String) {
    if let Some(path) = disk.relative(log) {
        return (disk.clone(), path.clone(), path);
    }
    let folder = log.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = log.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    (Disk::new(folder), name.clone(), name)
}

fn said(command: &Observe, style: &Style) -> Result<Said, Exit> {
    let columns = [
        ("case", &command.case),
        ("activity", &command.activity),
        ("time", &command.time),
        ("channel", &command.channel),
        ("priority", &command.priority),
        ("lifecycle", &command.lifecycle),
    ];
    let columns = columns.into_iter().filter_map(|(what, name)| Some((what, Arc::from(name.as_deref()?)))).collect();
    let format = match command.format.as_deref() {
        None => None,
        Some(word) => Some(LogFormat::parse(word).ok_or_else(|| {
            let names = LogFormat::ALL.iter().map(|(word, _)| Arc::from(*word)).collect();
            say(style, &Message::new("observe.unknown-format").text("name", word).arg("names", Arg::List(names)));
            Exit::Incomplete
        })?),
    };
    let mut activities = Vec::new();
    for pair in &command.map {
        // An activity may have an equals sign in its name; a step cannot.
        let Some((activity, step)) = pair.rsplit_once('=') else {
            say(style, &Message::new("observe.map-form").text("given", pair.as_str()));
            return Err(Exit::Incomplete);
        };
        activities.push((Arc::from(activity.trim()), Arc::from(step.trim())));
    }
    Ok(Said {
        declared: command.log.as_deref().map(Arc::from),
        process: command.process.as_deref().map(Arc::from),
        format,
        columns,
        activities,
        time_zone: command.time_zone.as_deref().map(Arc::from),
        naming: if command.mask { Naming::Masked } else { Naming::AsWritten },
    })
}

fn say_text(text: &str) {
    use std::io::Write;
    let _ = writeln!(std::io::stderr(), "ombud: {text}");
}
