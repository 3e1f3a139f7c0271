//! Why: exactly what can be typed. What it means is decided by the commands.

mod observe;

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

use crate::message::Lang;
pub use observe::{Observe, ObserveFormat};

/// Judge service processes and data-handling files against policies.
#[derive(Debug, Parser)]
#[command(name = "ombud", version, propagate_version = true)]
pub struct Args {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Begin a workspace: in an empty folder, or with `--adopt` around files that are there
    Init(Init),
    /// Judge a workspace and report what its files state wrongly
    Check(Check),
    /// Judge a workspace again after every change, and tell what each change did
    Watch(Watch),
    /// Run the cases of policies
    Test(Test),
    /// Explain a policy, a clause, a finding or the keys of a file
    Explain(Explain),
    /// List the policies in force
    Policies(Policies),
    /// List the clauses in scope, the policies that rest on them, and what came of it
    Clauses(Clauses),
    /// Hold case logs against the deadlines of their process: how often each was kept, and by how much not
    Observe(Observe),
    /// Write the report for auditors: what was judged, by what, and what can be said of each law
    Report(Report),
    /// Rank the risks of a register, and show its matrix, what remains, and what is overdue
    Risk(Risk),
    /// Print a JSON Schema
    Schema(Schema),
    /// Tell what is in force and who says so, which files are not judged and why, and what the machine offers
    Doctor(Doctor),
    /// Print the completions of a shell
    Completions(Completions),
    /// Write the manual pages into a folder
    Man(Man),
}

/// What every command takes.
#[derive(Debug, clap::Args)]
pub struct Common {
    /// Language of the text: en or zh [default: the workspace's first, else en]
    #[arg(long, value_enum)]
    pub lang: Option<LangArg>,
    /// When to use colour
    #[arg(long, value_enum, default_value_t = When::Auto)]
    pub color: When,
    /// The workspace [default: the nearest folder upward with an ombud.toml]
    #[arg(long, value_name = "FOLDER")]
    pub workspace: Option<PathBuf>,
    /// The day to judge by, such as 2026-11-22 [default: today in the declared zone]
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub as_of: Option<Date>,
    /// Leave ombud.toml unread
    #[arg(long)]
    pub isolated: bool,
}

#[derive(Debug, clap::Args)]
pub struct Check {
    /// Report only what has to do with these files or folders; the whole workspace is read all the same
    pub paths: Vec<PathBuf>,
    #[command(flatten)]
    pub common: Common,
    /// human, concise, json-v1 (json), json-lines, sarif, junit, github, gitlab, markdown
    #[arg(long, alias = "format", value_name = "FORMAT", default_value = "human")]
    pub output_format: String,
    /// Write a report to a file as well; may be given several times
    #[arg(long, value_name = "FORMAT=FILE")]
    pub output: Vec<String>,
    /// Name of this upload among several for one commit (SARIF)
    #[arg(long, value_name = "NAME")]
    pub sarif_category: Option<String>,
    /// What becomes of findings that were dealt with (SARIF)
    #[arg(long, value_enum, default_value_t = SarifSuppressed::Omit)]
    pub sarif_suppressed: SarifSuppressed,
    /// Weight at which findings fail the run
    #[arg(long, value_enum)]
    pub fail_on: Option<Gate>,
    /// Also report what was satisfied
    #[arg(long, value_enum)]
    pub include: Vec<Include>,
    /// Findings shown to people; 0 for all
    #[arg(long, default_value_t = 50)]
    pub max_findings: usize,
    /// Threads [default: all cores]
    #[arg(long, value_name = "N")]
    pub jobs: Option<usize>,
    /// It is fine if no document is recognised
    #[arg(long)]
    pub allow_empty: bool,
}

#[derive(Debug, clap::Args)]
pub struct Test {
    /// Policies, `pack/name`, `pack/*` or `pack/start-*`; all if absent
    pub policies: Vec<String>,
    #[command(flatten)]
    pub common: Common,
}

#[derive(Debug, clap::Args)]
pub struct Explain {
    /// A policy (`pack/name`), a clause (`gdpr.art33.1`), all clauses of a text (`gdpr`), the handle of a finding
    /// (`7f3a12`), or the keys of a file (`process`, `data.datasets`, `config.kinds`)
    pub what: String,
    #[command(flatten)]
    pub common: Common,
}

#[derive(Debug, clap::Args)]
pub struct Policies {
    #[command(flatten)]
    pub common: Common,
}

#[derive(Debug, clap::Args)]
pub struct Clauses {
    #[command(flatten)]
    pub common: Common,
    /// How to print them
    #[arg(long, alias = "format", value_enum, default_value_t = ClausesFormat::Text)]
    pub output_format: ClausesFormat,
}

#[derive(Debug, clap::Args)]
pub struct Report {
    #[command(flatten)]
    pub common: Common,
    /// The form of the report
    #[arg(long, alias = "format", value_enum, default_value_t = ReportForm::Html)]
    pub output_format: ReportForm,
    /// Write it to a file instead of standard output
    #[arg(long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// In both languages, one after the other
    #[arg(long)]
    pub both: bool,
    /// What it is called [default: by the organisation]
    #[arg(long, value_name = "TEXT")]
    pub title: Option<String>,
    /// Why it is made
    #[arg(long, value_name = "TEXT")]
    pub objective: Option<String>,
    /// Who asked for it
    #[arg(long, value_name = "NAME")]
    pub requester: Option<String>,
    /// Who makes it
    #[arg(long, value_name = "NAME")]
    pub prepared_by: Option<String>,
    /// First day of the period that it speaks about
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub from: Option<Date>,
    /// Last day of the period
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub to: Option<Date>,
    /// An earlier report to be followed up: what is closed, still open, new
    #[arg(long, value_name = "FILE")]
    pub previous: Option<PathBuf>,
    /// Make a report again from the files as they are, and say whether it is the same, byte by byte
    #[arg(long, value_name = "FILE", conflicts_with_all = ["output", "previous"])]
    pub verify: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum ReportForm {
    /// One page that opens from disk and prints to A4
    Html,
    /// GitHub Flavored Markdown
    Markdown,
}

#[derive(Debug, clap::Args)]
pub struct Risk {
    /// Show only registers in this file or folder
    pub path: Option<PathBuf>,
    #[command(flatten)]
    pub common: Common,
    /// How to print them
    #[arg(long, alias = "format", value_enum, default_value_t = RiskFormat::Text)]
    pub output_format: RiskFormat,
    /// Draw the matrix with the risks in it, as SVG
    #[arg(long, value_name = "FILE")]
    pub svg: Option<PathBuf>,
    /// Write the register as a table that `--import` reads back
    #[arg(long, value_name = "FILE", conflicts_with = "import")]
    pub export: Option<PathBuf>,
    /// Print the register that a table makes, as TOML; no workspace is read
    #[arg(long, value_name = "FILE", conflicts_with_all = ["path", "svg", "output_format"])]
    pub import: Option<PathBuf>,
    /// Which column of the table is which field: "id=No.,title=Name"; without it, columns named like fields
    #[arg(long, value_name = "FIELD=COLUMN,…", requires = "import")]
    pub columns: Vec<String>,
    /// Write what `--import` makes to this file, which must not be there yet
    #[arg(long, value_name = "FILE", requires = "import")]
    pub to: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub struct Schema {
    /// Which one; without it, their names
    pub name: Option<String>,
}

#[derive(Debug, clap::Args)]
pub struct Init {
    /// The folder, which is made if need be [default: this one]
    pub folder: Option<PathBuf>,
    /// Look at the files that are there, and write a configuration for them and nothing else
    #[arg(long)]
    pub adopt: bool,
    /// Language of the files that are written, of the workspace and of questions: en or zh
    #[arg(long, value_enum)]
    pub lang: Option<LangArg>,
    /// Whose law applies: CN, EU, UK, …; several with commas
    #[arg(long, value_name = "CODES", value_delimiter = ',')]
    pub jurisdictions: Option<Vec<String>>,
    /// Trades: retail, telecom, …; several with commas
    #[arg(long, value_name = "WORDS", value_delimiter = ',')]
    pub sectors: Option<Vec<String>>,
    /// Capacities in which the organisation acts: trader, platform, …; several with commas
    #[arg(long, value_name = "WORDS", value_delimiter = ',')]
    pub acts_as: Option<Vec<String>>,
    /// The zone in which a day begins, such as Asia/Shanghai
    #[arg(long, value_name = "ZONE")]
    pub time_zone: Option<String>,
    /// With `--adopt`: a register of processing as CSV, to become activities of a data document
    #[arg(long, value_name = "FILE", requires = "adopt", requires = "columns")]
    pub register: Option<PathBuf>,
    /// Which column of the register is which field of an activity: "title=Name,purpose=Purpose"
    #[arg(long, value_name = "FIELD=COLUMN,…", requires = "register")]
    pub columns: Vec<String>,
    /// Say what would be written, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// The day that the files give as that of their last review [default: today in the zone]
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub as_of: Option<Date>,
    /// When to use colour
    #[arg(long, value_enum, default_value_t = When::Auto)]
    pub color: When,
}

#[derive(Debug, clap::Args)]
pub struct Doctor {
    #[command(flatten)]
    pub common: Common,
    /// How to print it
    #[arg(long, alias = "format", value_enum, default_value_t = DoctorFormat::Text)]
    pub output_format: DoctorFormat,
}

#[derive(Debug, clap::Args)]
pub struct Completions {
    /// The shell
    pub shell: clap_complete::Shell,
}

#[derive(Debug, clap::Args)]
pub struct Man {
    /// The folder, which is made if need be; pages of the same names in it are written anew
    pub folder: PathBuf,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DoctorFormat {
    /// For people
    Text,
    /// For programs: `ombud-doctor`, version 1
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LangArg {
    /// English
    En,
    /// 中文
    Zh,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum When {
    Auto,
    Always,
    Never,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum RiskFormat {
    /// For people
    Text,
    /// For pages and comments
    Markdown,
    /// For programs: `ombud-risk`, version 1
    Json,
    /// For spreadsheets: a row for each risk
    Csv,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ClausesFormat {
    /// For people
    Text,
    /// For spreadsheets: a row for each clause and policy
    Csv,
    /// For programs: `ombud-clauses`, version 1
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Include {
    /// Evaluations that passed, with the values on which they rest
    Passes,
    /// Evaluations that did not apply, with the reason
    NotApplicable,
}

#[derive(Debug, clap::Args)]
pub struct Watch {
    /// A file or folder of the workspace
    #[arg(default_value = ".")]
    pub path: PathBuf,
    #[command(flatten)]
    pub common: Common,
    /// human (new, changed and fixed findings, with keys on a terminal) or json (one object a line) [default: human on a
    /// terminal, else json]
    #[arg(long, alias = "format", value_name = "FORMAT")]
    pub output_format: Option<WatchFormat>,
    /// Judge when nothing has happened for this long, such as 50ms
    #[arg(long, value_name = "TIME", default_value = "50ms", value_parser = span)]
    pub quiet: std::time::Duration,
    /// Judge after this long even if something keeps happening
    #[arg(long, value_name = "TIME", default_value = "500ms", value_parser = span)]
    pub cap: std::time::Duration,
    /// Read everything anew this often, whatever the system tells
    #[arg(long, value_name = "TIME", default_value = "15min", value_parser = span)]
    pub rescan: std::time::Duration,
    /// Look through the folders instead of waiting to be told
    #[arg(long)]
    pub poll: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum WatchFormat {
    Human,
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SarifSuppressed {
    /// Left out: GitHub would open an alert for each
    Omit,
    /// Listed with their suppression, for auditors
    Include,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Gate {
    Error,
    Warning,
    Info,
    Never,
}

/// A length of time on the clock, from a millisecond to a day.
fn span(text: &str) -> Result<std::time::Duration, String> {
    let refused = || format!("`{text}` is no length of time between 1ms and 24h, such as 50ms, 2s or 15min");
    let length = crate::time::duration::Duration::parse(text).map_err(|_| refused())?;
    let parts = length.parts();
    let is_clock = length.kind() == crate::time::duration::Kind::Clock;
    let millis = Some(parts.clock_millis).filter(|millis| is_clock && (1..=86_400_000).contains(millis));
    millis.map(std::time::Duration::from_millis).ok_or_else(refused)
}

/// A day, in the one form that files use as well.
fn day(text: &str) -> Result<Date, &'static str> {
    let form = text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    match text.parse() {
        Ok(day) if form => Ok(day),
        _ if form => Err("there is no such day"),
        _ => Err("a day is written as year, month and day, such as 2026-11-22"),
    }
}

impl From<LangArg> for Lang {
    fn from(lang: LangArg) -> Self {
        match lang {
            LangArg::En => Self::En,
            LangArg::Zh => Self::Zh,
        }
    }
}
