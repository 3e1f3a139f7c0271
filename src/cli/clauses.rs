//! `ombud clauses`.

use std::path::Path;

use super::args::{Clauses, ClausesFormat};
use super::{Exit, Opened, complain, open, print_or, say};
use crate::diagnostic::Diagnostic;
use crate::render::clauses::{csv, json, text};
use crate::report::Outcome;
use crate::session::{Keep, Wanted};

pub fn run(command: &Clauses) -> Exit {
    let Opened { snapshot, style, .. } = match open(&command.common, Path::new(".")) {
        Ok(opened) => opened,
        Err(exit) => return exit,
    };
    let keep = Keep { verdicts: true, ..Keep::default() };
    // Clauses bind whether or not a file is there.
    let report = snapshot.check(&Wanted { keep, accepts_empty: true, ..Wanted::default() });
    let coverage = snapshot.coverage(&report);
    let page = match command.output_format {
        ClausesFormat::Text => text(&coverage, &report, &style),
        ClausesFormat::Csv => csv::csv(&coverage, style.lang),
        ClausesFormat::Json => json::json(&coverage, &report, style.lang),
    };
    let problems: Vec<Diagnostic> = report.diagnostics.iter().map(|row| row.diagnostic.clone()).collect();
    complain(&style, &problems, &report.sources);
    for note in &report.notes {
        say(&style, note);
    }
    // Findings are the business of `check`; here only what was left unjudged makes the answer less than whole.
    print_or(if report.outcome() == Outcome::Incomplete { Exit::Incomplete } else { Exit::Clean }, &page)
}
