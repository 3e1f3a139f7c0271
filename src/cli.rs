//! Why: the command line is thin. It says what was typed, takes one snapshot, and prints what a renderer made of it.

mod args;
mod ask;
mod check;
mod clauses;
mod completions;
mod doctor;
mod explain;
mod init;
mod man;
mod observe;
mod places;
mod policies;
mod progress;
mod report;
mod risk;
mod schema;
mod test;
mod watch;

use std::ffi::OsString;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Parser;

use crate::diagnostic::Diagnostic;
use crate::disk::{self, Disk, workspace_of};
use crate::message::{Lang, Message};
use crate::render::{self, Color, Graphics, Style};
use crate::session::{Options, Refused, Session, Snapshot};
use crate::source::Sources;
use args::{Args, Command, Common};

/// How the process ends; the numbers are part of the contract (design, section 6).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// No finding at or above the gate.
    Clean = 0,
    /// Findings at or above the gate.
    Findings = 1,
    /// Bad usage, configuration or policy, or something left unjudged.
    Incomplete = 2,
    /// A mistake of the program itself.
    Internal = 101,
}

/// Runs the program and gives its exit code.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> u8 {
    let args = match Args::try_parse_from(arguments) {
        Ok(args) => args,
        Err(error) => {
            let usage = error.use_stderr();
            // Nothing can be done when even the usage text cannot be printed.
            let _ = error.print();
            return if usage { Exit::Incomplete as u8 } else { Exit::Clean as u8 };
        }
    };
    let exit = match &args.command {
        Command::Init(command) => init::run(command),
        Command::Check(command) => check::run(command),
        Command::Watch(command) => watch::run(command),
        Command::Test(command) => test::run(command),
        Command::Explain(command) => explain::run(command),
        Command::Policies(command) => policies::run(command),
        Command::Clauses(command) => clauses::run(command),
        Command::Observe(command) => observe::run(command),
        Command::Report(command) => report::run(command),
        Command::Risk(command) => risk::run(command),
        Command::Schema(command) => schema::run(command),
        Command::Doctor(command) => doctor::run(command),
        Command::Completions(command) => completions::run(command),
        Command::Man(command) => man::run(command),
    };
    exit as u8
}

/// A workspace on disk, opened.
struct Opened {
    disk: Disk,
    snapshot: Snapshot,
    style: Style,
}

/// Opens the workspace of a path.
fn open(common: &Common, path: &Path) -> Result<Opened, Exit> {
    let disk = disk_of(common, path)?;
    let snapshot = Session::new(Arc::new(disk.clone()), options(common)).snapshot();
    opened(common, disk, snapshot)
}

/// What came of opening a workspace.
fn opened(common: &Common, disk: Disk, snapshot: Result<Snapshot, Box<Refused>>) -> Result<Opened, Exit> {
    match snapshot {
        Ok(snapshot) => {
            let style = style(common, snapshot.knowledge.config.lang.first().copied());
            Ok(Opened { disk, snapshot, style })
        }
        Err(refused) => {
            refuse(&style(common, None), &refused);
            Err(Exit::Incomplete)
        }
    }
}

/// What every command lets people decide about a session.
fn options(common: &Common) -> Options {
    Options { as_of: common.as_of, isolated: common.isolated, ..Options::default() }
}

/// The files of the workspace of a path.
fn disk_of(common: &Common, path: &Path) -> Result<Disk, Exit> {
    Ok(Disk::new(root_of(common, path)?))
}

/// The folder of the workspace of a path.
fn root_of(common: &Common, path: &Path) -> Result<PathBuf, Exit> {
    if !path.exists() && path.parent().is_some_and(|parent| !parent.as_os_str().is_empty() && !parent.exists()) {
        let style = style(common, None);
        say(&style, &Message::new("cli.no-path").text("path", path.display().to_string()));
        return Err(Exit::Incomplete);
    }
    Ok(match &common.workspace {
        Some(root) => std::path::absolute(root).unwrap_or_else(|_| root.clone()),
        // A path that is not there yet or any more belongs to the workspace of its folder.
        None => match path.parent() {
            Some(folder) if !path.exists() && !folder.as_os_str().is_empty() => workspace_of(folder),
            Some(_) if !path.exists() => workspace_of(Path::new(".")),
            _ => workspace_of(path),
        },
    })
}

fn refuse(style: &Style, refused: &Refused) {
    complain(style, &refused.diagnostics, &refused.sources);
}

/// Prints trouble that is not part of a report.
fn complain(style: &Style, diagnostics: &[Diagnostic], sources: &Sources) {
    let _ = std::io::stderr().write_all(render::diagnostics(diagnostics, sources, style).as_bytes());
}

/// Prints one remark beside the results.
fn say(style: &Style, message: &Message) {
    let _ = writeln!(std::io::stderr(), "ombud: {}", render::catalogue::text(style.lang, message));
}

/// Prints results.
fn print(text: &str) -> Result<(), Exit> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Ok(()) => Ok(()),
        // The reader has gone (`| head`): that is its choice, not a failure of the check.
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        Err(_) => Err(Exit::Incomplete),
    }
}

/// Writes what a person asked for to a file. Only the file itself is made, not its folder.
fn save(file: &Path, text: &str, style: &Style) -> Result<(), Exit> {
    let path = file.display().to_string();
    if let Some(folder) = file.parent().filter(|folder| !folder.as_os_str().is_empty() && !folder.exists()) {
        let folder = folder.display().to_string();
        say(style, &Message::new("cli.no-output-folder").text("path", path).text("folder", folder));
        return Err(Exit::Incomplete);
    }
    disk::write(file, text).map_err(|error| {
        say(style, &Message::new("cli.cannot-write").text("path", path).text("reason", error.to_string()));
        Exit::Incomplete
    })
}

/// How to print: the flags first, then what the environment asks for.
fn style(common: &Common, declared: Option<Lang>) -> Style {
    styled(common.color, common.lang.map(Lang::from).or(declared).unwrap_or(Lang::En))
}

fn styled(when: args::When, lang: Lang) -> Style {
    let terminal = std::io::stdout().is_terminal();
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let forced = set("CLICOLOR_FORCE") && std::env::var_os("CLICOLOR_FORCE").is_some_and(|value| value != "0");
    let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    let color = match when {
        args::When::Always => Color::Always,
        args::When::Never => Color::Never,
        args::When::Auto if set("NO_COLOR") => Color::Never,
        args::When::Auto if forced => Color::Always,
        args::When::Auto if terminal && !dumb => Color::Always,
        args::When::Auto => Color::Never,
    };
    let graphics = if set("NO_GRAPHICS") { Graphics::Ascii } else { Graphics::Unicode };
    Style { color, graphics, ..Style::plain(lang) }
}

/// Prints something for people: results of commands other than `check`.
fn print_or(exit: Exit, text: &str) -> Exit {
    match print(text) {
        Ok(()) => exit,
        Err(exit) => exit,
    }
}
