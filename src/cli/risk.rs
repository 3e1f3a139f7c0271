//! `ombud risk`.

use std::path::Path;

use super::args::{Risk, RiskFormat};
use super::{Exit, Opened, complain, open, print_or, say};
use crate::diagnostic::Diagnostic;
use crate::disk;
use crate::message::Message;
use crate::register::{Controls, Register, controls, registers};
use crate::render::Style;
use crate::render::risk::{Shown, csv, heat, json, markdown, text};
use crate::report::Outcome;
use crate::session::Wanted;

pub fn run(command: &Risk) -> Exit {
    show(command).unwrap_or_else(|exit| exit)
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
        say(&style, &match &command.path {
            Some(path) => Message::new("risk.no-register-at").text("path", path.display().to_string()),
            None => Message::new("risk.no-register"),
        });
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
        write(file, &picture, &style)?;
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

fn write(file: &Path, text: &str, style: &Style) -> Result<(), Exit> {
    disk::write(file, text).map_err(|error| {
        let message = Message::new("cli.cannot-write-file").text("path", file.display().to_string());
        say(style, &message.text("reason", error.to_string()));
        Exit::Incomplete
    })
}
