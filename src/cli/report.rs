//! `ombud report`.

use std::path::Path;
use std::sync::Arc;

use super::args::{Report, ReportForm};
use super::{Exit, Opened, complain, disk_of, opened, options, print_or, save, say, styled};
use crate::diagnostic::Diagnostic;
use crate::disk;
use crate::dossier::{Previous, Request, dossier};
use crate::message::{Lang, Message};
use crate::render::Style;
use crate::render::catalogue;
use crate::render::dossier::{self as page, Form, compare, recorded};
use crate::report::Outcome;
use crate::session::{Keep, Options, Session, Wanted};

pub fn run(command: &Report) -> Exit {
    match &command.verify {
        Some(file) => verify(command, file),
        None => make(command),
    }
    .unwrap_or_else(|exit| exit)
}

fn make(command: &Report) -> Result<Exit, Exit> {
    let opened = opened_for(command, options(&command.common))?;
    let style = &opened.style;
    let previous = match &command.previous {
        Some(file) => {
            let earlier = recorded(&read(file, style)?).map_err(|message| refused(style, file, &message))?;
            if !earlier.is_whole {
                return Err(refused(style, file, &Message::new("cli.altered-report")));
            }
            if earlier.as_of > opened.snapshot.knowledge.as_of {
                return Err(refused(style, file, &Message::new("cli.later-report")));
            }
            Some(Previous { digest: earlier.digest, as_of: earlier.as_of, open: earlier.open })
        }
        None => None,
    };
    let period = match (command.from, command.to) {
        (Some(from), Some(to)) if from <= to && to <= opened.snapshot.knowledge.as_of => Some((from, to)),
        (None, None) => None,
        _ => {
            say(style, &Message::new("cli.bad-period"));
            return Err(Exit::Incomplete);
        }
    };
    let request = Request {
        title: command.title.clone(),
        objective: command.objective.clone(),
        requester: command.requester.clone(),
        prepared_by: command.prepared_by.clone(),
        period,
        previous,
    };
    let form = match command.output_format {
        ReportForm::Html => Form::Html,
        ReportForm::Markdown => Form::Markdown,
    };
    let langs = if command.both { Lang::ALL.to_vec() } else { vec![style.lang] };
    let (text, exit) = made(&opened, &request, form, &langs);
    match &command.output {
        None => Ok(print_or(exit, &text)),
        Some(path) => {
            save(path, &text, style)?;
            Ok(exit)
        }
    }
}

fn verify(command: &Report, file: &Path) -> Result<Exit, Exit> {
    let style = styled(command.common.color, command.common.lang.map_or(Lang::En, Lang::from));
    let written = read(file, &style)?;
    let replay = recorded(&written).map_err(|message| refused(&style, file, &message))?;
    let options = Options { as_of: Some(replay.as_of), ..options(&command.common) };
    let opened = opened_for(command, options)?;
    let (again, _) = made(&opened, &replay.request, replay.form, &replay.langs);
    let differences = compare(&written, &again);
    let style = &opened.style;
    let path = file.display().to_string();
    if differences.is_empty() {
        let message = Message::new("report.verify-same").text("path", path).text("digest", replay.digest);
        return Ok(print_or(Exit::Clean, &(catalogue::text(style.lang, &message) + "\n")));
    }
    let head = Message::new("report.verify-differs").text("path", path);
    let mut text = catalogue::text(style.lang, &head) + "\n";
    for difference in &differences {
        text.push_str("  ");
        text.push_str(&catalogue::text(style.lang, difference));
        text.push('\n');
    }
    Ok(print_or(Exit::Findings, &text))
}

/// The document, and how the run ended: what was left unjudged makes it less than whole; findings are what it is for.
fn made(opened: &Opened, request: &Request, form: Form, langs: &[Lang]) -> (String, Exit) {
    let snapshot = &opened.snapshot;
    let keep = Keep { verdicts: true, passes: true, ..Keep::default() };
    let report = snapshot.check(&Wanted { keep, ..Wanted::default() });
    let coverage = snapshot.coverage(&report);
    let passed_over = snapshot.passed_over.iter().map(|own| (own.document.clone(), own.why.clone())).collect();
    let gathered = dossier(&snapshot.knowledge, &report, coverage, passed_over, request);
    let text = page::dossier(&gathered, form, langs);
    let problems: Vec<Diagnostic> = report.diagnostics.iter().map(|row| row.diagnostic.clone()).collect();
    complain(&opened.style, &problems, &report.sources);
    (text, if report.outcome() == Outcome::Incomplete { Exit::Incomplete } else { Exit::Clean })
}

fn opened_for(command: &Report, options: Options) -> Result<Opened, Exit> {
    let disk = disk_of(&command.common, Path::new("."))?;
    let snapshot = Session::new(Arc::new(disk.clone()), options).snapshot();
    opened(&command.common, disk, snapshot)
}

fn read(file: &Path, style: &Style) -> Result<String, Exit> {
    disk::read_text(file).map_err(|error| {
        let message = Message::new("cli.cannot-read").text("path", file.display().to_string());
        say(style, &message.text("reason", error.to_string()));
        Exit::Incomplete
    })
}

fn refused(style: &Style, file: &Path, message: &Message) -> Exit {
    say(style, &message.clone().text("path", file.display().to_string()));
    Exit::Incomplete
}
