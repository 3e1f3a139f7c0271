//! `ombud policies`.

use std::path::Path;

use super::args::Policies;
use super::{Exit, Opened, complain, open, print_or};
use crate::render::pages;

pub fn run(command: &Policies) -> Exit {
    match open(&command.common, Path::new(".")) {
        Ok(Opened { snapshot, style, .. }) => {
            complain(&style, &snapshot.diagnostics, &snapshot.sources);
            print_or(Exit::Clean, &pages::policies(&snapshot.policies, &snapshot.knowledge.catalogue, &style))
        }
        Err(exit) => exit,
    }
}
