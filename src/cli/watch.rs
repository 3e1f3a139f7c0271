//! `ombud watch`.

use std::io::IsTerminal;

use super::args::{Watch, WatchFormat};
use super::{Exit, root_of, say, style};
use crate::message::{Arg, Message};
use crate::render::Style;
use crate::session::Options;
use crate::watch::{Deaf, Pace, Plan, Reader, Trouble, run as watch};

pub fn run(command: &Watch) -> Exit {
    let common = &command.common;
    let style = style(common, None);
    let root = match root_of(common, &command.path) {
        Ok(root) => root,
        Err(exit) => return exit,
    };
    let reader = match command.output_format {
        Some(WatchFormat::Human) => Reader::Person,
        Some(WatchFormat::Json) => Reader::Program,
        None if std::io::stdout().is_terminal() => Reader::Person,
        None => Reader::Program,
    };
    let plan = Plan {
        root,
        options: Options { as_of: common.as_of, isolated: common.isolated, ..Options::default() },
        style: Style { max_findings: None, ..style.clone() },
        reader,
        pace: Pace { quiet: command.quiet, cap: command.cap.max(command.quiet) },
        rescan: command.rescan,
        polled: command.poll,
    };
    match watch(&plan) {
        Ok(()) | Err(Trouble::Unheard) => Exit::Clean,
        Err(Trouble::Held(holder)) => {
            let message = Message::new("watch.held").text("path", plan.root.display().to_string());
            say(&style, &message.text("pid", holder.process).text("since", holder.since));
            Exit::Incomplete
        }
        Err(Trouble::Unusable(deaf)) => {
            let reason = match deaf {
                Deaf::NoWatchesLeft => Arg::Word("word.no-watches"),
                Deaf::Other(reason) => Arg::Text(reason.into()),
            };
            say(&style, &Message::new("watch.unusable").arg("reason", reason));
            Exit::Incomplete
        }
    }
}
