//! `ombud doctor`.

use std::path::Path;
use std::sync::Arc;

use super::args::{Doctor, DoctorFormat};
use super::{Exit, complain, disk_of, options, print_or, say, style};
use crate::clause::has_law;
use crate::diagnostic::Severity;
use crate::disk::watch::watch_support;
use crate::doctor::examine;
use crate::message::Message;
use crate::render::doctor::{json::json, text};
use crate::session::Session;

pub fn run(command: &Doctor) -> Exit {
    let common = &command.common;
    let disk = match disk_of(common, Path::new(".")) {
        Ok(disk) => disk,
        Err(exit) => return exit,
    };
    let opened = Session::new(Arc::new(disk.clone()), options(common)).snapshot();
    let checkup = examine(
        disk.root().display().to_string(),
        watch_support(disk.root()),
        opened.as_ref().map_err(|refused| &**refused),
    );
    let declared = opened.as_ref().ok().and_then(|snapshot| snapshot.knowledge.config.lang.first().copied());
    let style = style(common, declared);
    complain(&style, checkup.problems, checkup.sources);
    for code in opened.iter().flat_map(|snapshot| &snapshot.knowledge.config.jurisdictions) {
        if !has_law(&code.name) {
            say(&style, &Message::new("note.no-law").text("name", code.name.clone()));
        }
    }
    let page = match command.output_format {
        DoctorFormat::Text => text(&checkup, &style),
        DoctorFormat::Json => json(&checkup, style.lang),
    };
    let is_sound =
        checkup.workspace.is_some() && checkup.problems.iter().all(|problem| problem.severity < Severity::Error);
    print_or(if is_sound { Exit::Clean } else { Exit::Incomplete }, &page)
}
