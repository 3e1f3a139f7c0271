//! `ombud init`.

use std::io::Write;
use std::path::{Path, PathBuf};

use super::args::Init;
use super::ask::{ask, can_ask};
use super::places::{code_of, trade, zone_of};
use super::{Exit, print_or, say, styled};
use crate::adopt::register::{self, Register};
use crate::adopt::{self, Seen};
use crate::clause::has_law;
use crate::disk::create::{NewFile, create_all, taken};
use crate::disk::{self, CONFIG, Disk};
use crate::files::Files;
use crate::message::{Arg, Lang, Message};
use crate::near::nearest;
use crate::render::starter::{self, Answers};
use crate::render::{Style, adopted, pages};
use crate::scalar::shape::fits;
use crate::schema::{Type, shape::is_region, words};
use crate::time::date::today_in;

pub fn run(command: &Init) -> Exit {
    begin(command).unwrap_or_else(|exit| exit)
}

fn begin(command: &Init) -> Result<Exit, Exit> {
    let lang = language(command);
    let style = styled(command.color, lang);
    let stop = |messages: &[Message]| {
        messages.iter().for_each(|message| say(&style, message));
        Exit::Incomplete
    };
    let given = given(command).map_err(|messages| stop(&messages))?;
    let disk = Disk::new(command.folder.clone().unwrap_or_else(|| PathBuf::from(".")));
    let root = disk.root().to_path_buf();
    let shown = command.folder.as_deref().unwrap_or(Path::new(".")).display().to_string();
    if root.exists() && !root.is_dir() {
        return Err(stop(&[Message::new("init.no-folder").text("path", root.display().to_string())]));
    }
    let seen = holds(command, &disk).map_err(|messages| stop(&messages))?;
    let register = match &command.register {
        Some(path) => Some(read_register(command, path, &seen).map_err(|messages| stop(&messages))?),
        None => None,
    };
    let plan = |answers: &Answers| match command.adopt {
        true => adopted_files(answers, &seen, register.as_ref()),
        false => starter::workspace(answers, &today(command, answers, &disk)),
    };
    // Which files there will be does not hang on the answers, so nobody is asked in vain.
    let files = plan(&given.clone().answers(lang));
    let in_the_way = taken(&root, &files);
    if !in_the_way.is_empty() {
        let page = pages::refused(&shown, &files, &in_the_way, &style);
        let _ = std::io::stderr().write_all(page.as_bytes());
        return Err(stop(&[Message::new("init.taken").number("n", in_the_way.len())]));
    }
    let answers = asked(given, lang, &style);
    for code in answers.jurisdictions.iter().filter(|code| !has_law(code)) {
        say(&style, &Message::new("note.no-law").text("name", code.as_str()));
    }
    let files = plan(&answers);
    if let Some(outer) = root.parent().map(disk::workspace_of).filter(|outer| outer.join(CONFIG).is_file()) {
        say(&style, &Message::new("init.inside").text("path", outer.display().to_string()));
    }
    if !command.dry_run
        && let Err(error) = create_all(&root, &files)
    {
        let message = Message::new("init.not-made").text("path", error.path.display().to_string());
        let left = error.left.iter().map(|path| path.display().to_string().into()).collect();
        let rest = (!error.left.is_empty()).then(|| Message::new("init.left-over").arg("paths", Arg::List(left)));
        let messages: Vec<Message> = std::iter::once(message.text("reason", error.reason)).chain(rest).collect();
        return Err(stop(&messages));
    }
    let page = pages::Begun {
        root: &shown,
        files: &files,
        seen: command.adopt.then_some(&seen),
        register: register.as_ref(),
        is_written: !command.dry_run,
    };
    Ok(print_or(Exit::Clean, &pages::begun(&page, &style)))
}

/// What stands between several words, as people type it.
const SEPARATORS: [char; 3] = [',', '，', '、'];

/// What the flags say, checked.
fn given(command: &Init) -> Result<Given, Vec<Message>> {
    let mut wrong = Vec::new();
    let mut take = |values: &Option<Vec<String>>, read: fn(&str) -> Result<String, Message>| {
        let read = |value: &str| read(value).map_err(|message| wrong.push(message)).ok();
        values.as_ref().map(|values| {
            values.iter().flat_map(|value| value.split(SEPARATORS)).map(str::trim).filter_map(read).collect::<Vec<_>>()
        })
    };
    let given = Given {
        jurisdictions: take(&command.jurisdictions, jurisdiction),
        sectors: take(&command.sectors, sector),
        acts_as: take(&command.acts_as, capacity),
        time_zone: take(&command.time_zone.clone().map(|zone| vec![zone]), zone).and_then(|mut list| list.pop()),
    };
    if wrong.is_empty() { Ok(given) } else { Err(wrong) }
}

#[derive(Clone)]
struct Given {
    jurisdictions: Option<Vec<String>>,
    sectors: Option<Vec<String>>,
    acts_as: Option<Vec<String>>,
    time_zone: Option<String>,
}

impl Given {
    /// What is said where nobody is asked.
    fn answers(self, lang: Lang) -> Answers {
        Answers {
            lang,
            jurisdictions: self.jurisdictions.unwrap_or_default(),
            sectors: self.sectors.unwrap_or_default(),
            acts_as: self.acts_as.unwrap_or_default(),
            time_zone: self.time_zone,
        }
    }
}

/// The flag, else an answer, else what the environment speaks.
fn language(command: &Init) -> Lang {
    if let Some(lang) = command.lang {
        return lang.into();
    }
    if !can_ask() {
        return Lang::En;
    }
    let spoken = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(|name| std::env::var(name).ok());
    let spoken = spoken.and_then(|code| Lang::parse(&code)).unwrap_or(Lang::En);
    let read = |answer: &str| Lang::parse(answer).ok_or_else(|| Message::new("init.no-lang").text("name", answer));
    let question = Message::new("init.ask-lang").text("default", spoken.code());
    ask(&Style::plain(spoken), &question, read).unwrap_or(spoken)
}

/// The flags, and answers to what no flag says.
fn asked(mut given: Given, lang: Lang, style: &Style) -> Answers {
    if can_ask() {
        given.jurisdictions = given
            .jurisdictions
            .or_else(|| ask(style, &Message::new("init.ask-jurisdictions"), |answer| several(answer, jurisdiction)));
        given.sectors = given.sectors.or_else(|| {
            let words = words::SECTORS.iter().map(|word| trade(word, lang).into()).collect();
            let question = Message::new("init.ask-sectors").arg("words", Arg::List(words));
            ask(style, &question, |answer| several(answer, sector))
        });
        given.time_zone = given.time_zone.or_else(|| ask(style, &Message::new("init.ask-zone"), zone));
    }
    given.answers(lang)
}

/// The parts of an answer, all of which must be taken.
fn several(answer: &str, read: fn(&str) -> Result<String, Message>) -> Result<Vec<String>, Message> {
    // A name of several words is one answer, and is answered with its code.
    if let Some(message) = code_of(answer).filter(|_| answer.contains(' ')).and_then(|_| read(answer).err()) {
        return Err(message);
    }
    let parts =
        answer.split(SEPARATORS).flat_map(|part| part.split(' ')).map(str::trim).filter(|part| !part.is_empty());
    parts.map(read).collect()
}

fn jurisdiction(code: &str) -> Result<String, Message> {
    let upper = code.to_uppercase();
    if is_region(&upper) && fits(&Type::Jurisdiction, &upper).is_ok() {
        return Ok(upper);
    }
    Err(match code_of(code) {
        Some(near) => Message::new("init.near-word").text("value", code).text("near", near),
        None => Message::new("init.no-jurisdiction").text("name", upper),
    })
}

fn sector(word: &str) -> Result<String, Message> {
    one_of(word, words::SECTORS)
}

fn capacity(word: &str) -> Result<String, Message> {
    one_of(word, words::ADDRESSEES)
}

fn one_of(word: &str, known: &'static [&'static str]) -> Result<String, Message> {
    if known.contains(&word) {
        return Ok(word.to_owned());
    }
    Err(match nearest(word, known.iter().copied()) {
        Some(near) => Message::new("init.near-word").text("near", near),
        None => Message::new("init.no-word").arg("words", Arg::List(known.iter().map(|word| (*word).into()).collect())),
    }
    .text("value", word))
}

fn zone(name: &str) -> Result<String, Message> {
    fits(&Type::Zone, name).map(|()| name.to_owned()).map_err(|_| match zone_of(name) {
        Some(near) => Message::new("init.near-word").text("value", name).text("near", near),
        None => Message::new("init.no-zone").text("name", name),
    })
}

/// What the folder holds, if it holds what the command is for.
fn holds(command: &Init, disk: &Disk) -> Result<Seen, Vec<Message>> {
    let seen = if disk.root().is_dir() { adopt::look(disk) } else { Seen::default() };
    let count: usize = seen.formats.values().sum();
    match command.adopt {
        // A configuration that is there is told as what stands in the way.
        false if seen.in_sight > 0 && !disk.exists(CONFIG) => {
            Err(vec![Message::new("init.not-empty").number("n", seen.in_sight)])
        }
        true if count == 0 && command.register.is_none() => Err(vec![Message::new("init.nothing-to-adopt")]),
        _ => Ok(seen),
    }
}

fn read_register(command: &Init, path: &Path, seen: &Seen) -> Result<Register, Vec<Message>> {
    let columns = register::columns(&command.columns).map_err(|message| vec![message])?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let bytes = Disk::new(folder).read(&name, crate::document::Limits::default().bytes);
    let bytes = bytes.map_err(|error| vec![pages::unread(&path.display().to_string(), &error)])?;
    register::read(bytes, &name, &columns, seen)
}

fn adopted_files(answers: &Answers, seen: &Seen, register: Option<&Register>) -> Vec<NewFile> {
    let config = NewFile { path: CONFIG.to_owned(), text: adopted::config(answers, seen) };
    let register = register.map(|register| NewFile {
        path: format!("data/{}.toml", register.id),
        text: adopted::register(register, answers.lang),
    });
    std::iter::once(config).chain(register).collect()
}

fn today(command: &Init, answers: &Answers, disk: &Disk) -> String {
    let zone = answers.time_zone.as_deref().unwrap_or("UTC");
    let day = command.as_of.or_else(|| today_in(zone, disk.now()));
    day.map_or_else(String::new, |day| day.to_string())
}
