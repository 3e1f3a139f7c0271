//! `ombud schema`.

use super::args::Schema;
use super::{Exit, print_or};
use crate::near::nearest;
use crate::schema::files;

pub fn run(command: &Schema) -> Exit {
    let all = crate::render::schema_files();
    let Some(name) = &command.name else {
        let names: String = all.iter().map(|(name, _)| format!("{name}\n")).collect();
        return print_or(Exit::Clean, &names);
    };
    let short = |file: &str| file.trim_start_matches("ombud-").trim_end_matches(".schema.json").to_owned();
    match all.iter().find(|(file, _)| *file == name || short(file) == *name) {
        Some((_, schema)) => print_or(Exit::Clean, &files::text(schema)),
        None => {
            let names: Vec<String> = all.iter().map(|(file, _)| short(file)).collect();
            let message = crate::message::Message::new("cli.unknown-schema").text("name", name.as_str());
            let style = crate::render::Style::plain(crate::message::Lang::En);
            super::say(&style, &message);
            if let Some(near) = nearest(name, names.iter().map(String::as_str)) {
                super::say(&style, &crate::message::Message::new("near.name").text("name", near));
            }
            Exit::Incomplete
        }
    }
}
