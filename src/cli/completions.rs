//! `ombud completions`.

use clap::CommandFactory;

use super::args::{Args, Completions};
use super::{Exit, print_or};

pub fn run(command: &Completions) -> Exit {
    let mut out = Vec::new();
    clap_complete::generate(command.shell, &mut Args::command(), "ombud", &mut out);
    print_or(Exit::Clean, &String::from_utf8_lossy(&out))
}
