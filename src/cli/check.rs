//! `ombud check`.

use std::path::Path;
use std::sync::Arc;

use super::args::{Check, Gate, Include, SarifSuppressed};
use super::progress::{Counted, Wait};
use super::{Exit, Opened, disk_of, opened, options, print, save, say, style};
use crate::diagnostic::Severity;
use crate::disk::{self, Disk};
use crate::message::{Arg, Message};
use crate::render::{Format, Host, Style, Suppressed, left_out, render};
use crate::report::Report;
use crate::session::{Keep, Session, Wanted};

pub fn run(command: &Check) -> Exit {
    let judged = || judge(command).unwrap_or_else(|exit| exit);
    match command.jobs {
        None => judged(),
        // A pool that cannot be made (no threads left) is no reason not to judge.
        Some(jobs) => match rayon::ThreadPoolBuilder::new().num_threads(jobs.max(1)).build() {
            Ok(pool) => pool.install(judged),
            Err(_) => judged(),
        },
    }
}

fn judge(command: &Check) -> Result<Exit, Exit> {
    let first = command.paths.first().map_or(Path::new("."), |path| path.as_path());
    let common = &command.common;
    let wait = Wait::begin();
    let disk = disk_of(common, first)?;
    let counted = Arc::new(Counted::new(disk.clone()));
    let session = Session::new(counted.clone(), options(common));
    let reading = || Message::new("cli.reading").number("n", counted.count());
    let snapshot = wait.during(&style(common, None), reading, || session.snapshot());
    let Opened { disk, snapshot, style } = opened(common, disk, snapshot)?;
    let max_findings = (command.max_findings > 0).then_some(command.max_findings);
    let style = Style { max_findings, host: host(command, &disk), ..style };
    let mut paths = Vec::new();
    for path in &command.paths {
        let relative = disk.relative(path);
        let known = relative.as_ref().is_some_and(|relative| {
            path.exists() || snapshot.population.iter().any(|member| *member.document.path == **relative)
        });
        match relative {
            Some(relative) if known => paths.push(relative),
            // A deleted file may be named, as hooks do; a path in a folder that does not exist never was one.
            Some(relative)
                if path.parent().is_none_or(|folder| folder.as_os_str().is_empty() || folder.exists())
                    && path.extension().is_some() =>
            {
                say(&style, &Message::new("cli.absent-file").text("path", path.display().to_string()));
                paths.push(relative);
            }
            None if path.exists() => {
                let message = Message::new("cli.outside")
                    .text("path", path.display().to_string())
                    .text("workspace", disk.root().display().to_string());
                say(&style, &message);
                return Err(Exit::Incomplete);
            }
            _ => {
                say(&style, &Message::new("cli.no-path").text("path", path.display().to_string()));
                return Err(Exit::Incomplete);
            }
        }
    }
    if paths.iter().any(String::is_empty) {
        paths.clear();
    }
    let outputs = outputs(command, &style)?;
    let passes = command.include.contains(&Include::Passes);
    let wanted = Wanted {
        paths,
        keep: Keep {
            verdicts: command.include.contains(&Include::NotApplicable),
            passes: passes || outputs.iter().any(|(format, _)| format.lists_passes()),
            ..Keep::default()
        },
        fail_on: command.fail_on.map(|gate| match gate {
            Gate::Error => Some(Severity::Error),
            Gate::Warning => Some(Severity::Warning),
            Gate::Info => Some(Severity::Info),
            Gate::Never => None,
        }),
        accepts_empty: command.allow_empty,
    };
    let documents = snapshot.knowledge.documents.list.len();
    let judging =
        || Message::new("cli.judging").number("documents", documents).number("policies", snapshot.policies.len());
    let mut report = wait.during(&style, judging, || snapshot.check(&wanted));
    let satisfied = std::mem::take(&mut report.passes);
    for (format, file) in &outputs {
        // What one format lists is not in another that was not asked for it.
        report.passes = if passes || format.lists_passes() { satisfied.clone() } else { Vec::new() };
        let text = render(&report, *format, &style);
        write(&text, file.as_deref(), &style)?;
        if let Some(note) = left_out(&report, *format, &style) {
            say(&style, &note);
        }
    }
    if report.is_empty_handed() {
        say(&style, &Message::new("cli.nothing-recognised"));
    }
    Ok(exit(&report))
}

/// Writes a report to a file or to standard output.
fn write(text: &str, file: Option<&str>, style: &Style) -> Result<(), Exit> {
    match file {
        Some(file) => save(Path::new(file), text, style),
        None => print(text),
    }
}

fn host(command: &Check, disk: &Disk) -> Host {
    Host {
        folder: disk::folder_in_repository(disk.root()).into(),
        category: command.sarif_category.as_deref().filter(|name| !name.is_empty()).map(Into::into),
        suppressed: match command.sarif_suppressed {
            SarifSuppressed::Omit => Suppressed::Omit,
            SarifSuppressed::Include => Suppressed::Include,
        },
    }
}

fn exit(report: &Report) -> Exit {
    match report.outcome().exit_code() {
        0 => Exit::Clean,
        1 => Exit::Findings,
        _ => Exit::Incomplete,
    }
}

/// The formats that were asked for: one to standard output, the others to files.
fn outputs(command: &Check, style: &Style) -> Result<Vec<(Format, Option<String>)>, Exit> {
    let read = |name: &str| {
        Format::parse(name).ok_or_else(|| {
            let names = Format::ALL.iter().map(|format| format.name().into()).collect();
            say(style, &Message::new("cli.unknown-format").text("name", name).arg("names", Arg::List(names)));
            Exit::Incomplete
        })
    };
    let mut list = vec![(read(&command.output_format)?, None)];
    for output in &command.output {
        let Some((format, file)) = output.split_once('=') else {
            say(style, &Message::new("cli.output-form").text("given", output.as_str()));
            return Err(Exit::Incomplete);
        };
        list.push((read(format)?, Some(file.to_owned())));
    }
    Ok(list)
}
