//! `ombud risk`.

use std::path::Path;

use super::args::{Risk, RiskFormat};
use super::{Exit, Opened, complain, open, print_or, save, say, style};
use crate::adopt::register::columns;
use crate::adopt::risks;
use crate::diagnostic::Diagnostic;
use crate::disk::Disk;
use crate::disk::create::{NewFile, create_all, taken};
use crate::document::Limits;
use crate::files::Files;
use crate::message::Message;
use crate::register::{Controls, Register, controls, registers};
use crate::render::pages::unread;
use crate::render::risk::export::{Exported, export};
use crate::render::risk::{Shown, csv, heat, json, markdown, text};
use crate::render::{Style, adopted};
use crate::report::Outcome;
use crate::session::Wanted;

pub fn run(command: &Risk) -> Exit {
    let done = match &command.import {
        Some(path) => import(command, path),
        None => show(command),
    };
    done.unwrap_or_else(|exit| exit)
}

fn show(command: &Risk) -> Result<Exit, Exit> {
    let path = command.path.as_deref().unwrap_or(Path::new("."));
    let Opened { disk, snapshot, style } = open(&command.common, path)?;
    let mut found = registers(&snapshot.knowledge);
    if let Some(path) = &command.path {
        let wanted = disk.relative(path).filter(|_| path.exists()).ok_or_else(|| {
            say(&style, &Message::new("cli.no-path").text("path", path.display().to_string()));
            Exit::Incomplete
        })?;
        found.retain(|register| is_at(&register.document.path, &wanted));
    }
    if found.is_empty() {
        say(
            &style,
            &match &command.path {
                Some(path) => Message::new("risk.no-register-at").text("path", path.display().to_string()),
                None => Message::new("risk.no-register"),
            },
        );
        return Err(Exit::Incomplete);
    }
    let report = snapshot.check(&Wanted::default());
    let problems: Vec<Diagnostic> = report.diagnostics.iter().map(|row| row.diagnostic.clone()).collect();
    complain(&style, &problems, &report.sources);
    let judged: Vec<Vec<Controls<'_>>> = found.iter().map(|register| controls(register, &report)).collect();
    let pairs = found.iter().zip(&judged);
    let shown: Vec<Shown<'_>> = pairs.map(|(register, controls)| Shown { register, controls }).collect();
    if let Some(file) = &command.svg {
        let register = only(&found, &style)?;
        let Some(picture) = heat::svg(register, style.lang) else {
            say(&style, &Message::new("risk.matrix-none"));
            return Err(Exit::Incomplete);
        };
        save(file, &picture, &style)?;
    }
    if let Some(file) = &command.export {
        let Exported { text, remarks } = export(only(&found, &style)?);
        save(file, &text, &style)?;
        remarks.iter().for_each(|remark| say(&style, remark));
    }
    let page = match command.output_format {
        RiskFormat::Text => text(&shown, &style),
        RiskFormat::Markdown => markdown(&shown, style.lang),
        RiskFormat::Json => json::json(&shown, report.as_of, &report.sources, style.lang),
        RiskFormat::Csv => csv::csv(&shown, style.lang),
    };
    // Findings are the business of `check`; here only what was left unjudged makes the answer less than whole.
    Ok(print_or(if report.outcome() == Outcome::Incomplete { Exit::Incomplete } else { Exit::Clean }, &page))
}

/// Makes a register of a table, and prints it or writes it where nothing is yet.
fn import(command: &Risk, path: &Path) -> Result<Exit, Exit> {
    let style = style(&command.common, None);
    let stop = |messages: &[Message]| {
        messages.iter().for_each(|message| say(&style, message));
        Exit::Incomplete
    };
    let columns = columns(&command.columns).map_err(|message| stop(&[message]))?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let bytes = Disk::new(folder_of(path)).read(&name, Limits::default().bytes);
    let bytes = bytes.map_err(|error| stop(&[unread(&path.display().to_string(), &error)]))?;
    let read = risks::read(bytes, &name, &columns).map_err(|messages| stop(&messages))?;
    let text = adopted::risks(&read, style.lang);
    let done = Message::new("risk.import-read").number("n", read.risks.len()).text("path", name.as_str());
    let done = done.number("left", read.left());
    let Some(to) = &command.to else {
        say(&style, &done);
        return Ok(print_or(Exit::Clean, &text));
    };
    let file = to.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let files = [NewFile { path: file, text }];
    let folder = folder_of(to);
    if !taken(folder, &files).is_empty() {
        let message = Message::new("init.file-taken").text("path", to.display().to_string());
        return Err(stop(&[message, Message::new("init.taken").number("n", 1)]));
    }
    create_all(folder, &files).map_err(|error| {
        let message = Message::new("init.not-made").text("path", error.path.display().to_string());
        stop(&[message.text("reason", error.reason)])
    })?;
    say(&style, &done);
    Ok(Exit::Clean)
}

/// The folder in which a path lies.
fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Whether a file is the one that is named, or lies below it.
fn is_at(path: &str, wanted: &str) -> bool {
    wanted.is_empty() || path.strip_prefix(wanted).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The register of which one file can be made.
fn only<'a>(found: &'a [Register], style: &Style) -> Result<&'a Register, Exit> {
    match found {
        [one] => Ok(one),
        several => {
            say(style, &Message::new("risk.one-register").number("n", several.len()));
            Err(Exit::Incomplete)
        }
    }
}
