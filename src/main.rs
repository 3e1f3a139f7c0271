//! The program: arguments in, one shell, an exit code out.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(ombud::cli::run(std::env::args_os()))
}
