//! `ombud man`: a page for the program and one for each command, made from what can be typed.

use clap::CommandFactory;

use super::args::{Args, Man};
use super::{Exit, say};
use crate::disk;
use crate::message::{Lang, Message};
use crate::render::Style;

pub fn run(command: &Man) -> Exit {
    let mut program = Args::command().disable_help_subcommand(true);
    program.build();
    let commands: Vec<_> = program.get_subcommands().cloned().collect();
    for page in std::iter::once(program).chain(commands).map(clap_mangen::Man::new) {
        let path = command.folder.join(page.get_filename());
        let mut text = Vec::new();
        let made = page.render(&mut text).and_then(|()| disk::write_made(&path, &text));
        if let Err(error) = made {
            let message = Message::new("cli.cannot-write").text("path", path.display().to_string());
            // The pages themselves are English, as all help is.
            say(&Style::plain(Lang::En), &message.text("reason", error.to_string()));
            return Exit::Incomplete;
        }
    }
    Exit::Clean
}
