//! Why: a log is described by a dozen flags, each of which can stand in `ombud.toml` as well.

use std::path::PathBuf;

use clap::ValueEnum;

use super::{Common, Gate};

#[derive(Debug, clap::Args)]
pub struct Observe {
    /// Logs: CSV, XES, or exports of Zendesk and ServiceNow
    #[arg(required = true, value_name = "LOG")]
    pub logs: Vec<PathBuf>,
    #[command(flatten)]
    pub common: Common,
    /// The declaration in ombud.toml by which they are read [default: the one whose `files` they are among]
    #[arg(long, value_name = "NAME")]
    pub log: Option<String>,
    /// Id of the process that they show [default: the only one]
    #[arg(long, value_name = "ID")]
    pub process: Option<String>,
    /// Their shape: csv, xes, zendesk, servicenow [default: xes for `.xes`, else csv]
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<String>,
    /// Column with the case
    #[arg(long, value_name = "COLUMN")]
    pub case: Option<String>,
    /// Column with the activity; without one a row is a case, and `--map` names the columns with its times
    #[arg(long, value_name = "COLUMN")]
    pub activity: Option<String>,
    /// Column with the time
    #[arg(long, value_name = "COLUMN")]
    pub time: Option<String>,
    /// Column with the channel
    #[arg(long, value_name = "COLUMN")]
    pub channel: Option<String>,
    /// Column with the priority
    #[arg(long, value_name = "COLUMN")]
    pub priority: Option<String>,
    /// Column with the phase of the activity; only `complete` counts
    #[arg(long, value_name = "COLUMN")]
    pub lifecycle: Option<String>,
    /// Which activity is which step or milestone, such as "Register request=receive"; may be given several times
    #[arg(long, value_name = "ACTIVITY=STEP")]
    pub map: Vec<String>,
    /// Zone of times that do not state one [default: that of the workspace, else UTC]
    #[arg(long, value_name = "ZONE")]
    pub time_zone: Option<String>,
    /// How to print what they show
    #[arg(long, value_enum, default_value_t = ObserveFormat::Text)]
    pub output_format: ObserveFormat,
    /// Write it to a file as well, as a document that checks read (JSON)
    #[arg(long, value_name = "FILE")]
    pub write: Option<PathBuf>,
    /// Name cases `case-1`, `case-2` instead of by their ids
    #[arg(long)]
    pub mask: bool,
    /// `never` ends well even where cases were late
    #[arg(long, value_enum)]
    pub fail_on: Option<Gate>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ObserveFormat {
    /// For people
    Text,
    /// For pages: a table for each deadline
    Markdown,
    /// For programs and checks: `ombud-observed`, version 1
    Json,
}
