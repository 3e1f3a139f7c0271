//! Why: what was met in a folder becomes a configuration that a person can go on with. It switches nothing on that the
//! files do not show: words of others stand there as comments, with what is known of them and blanks for what is not.

mod register;
mod risks;

use std::sync::Arc;

pub use register::register;
pub use risks::risks;

use crate::adopt::{Seen, Vocabulary};
use crate::message::{Arg, Lang, Message};
use crate::render::starter::{self, Answers};
use crate::render::{catalogue, toml};

/// Most vocabularies that are written out, and most keys, globs and paths that are listed: a page that can be read.
const MOST: usize = 20;
const KEYS: usize = 30;
const GLOBS: usize = 12;
const PATHS: usize = 5;

/// Where a person has to say something: no value that the configuration takes, so that it cannot be left there.
const BLANK: &str = "\"…\"";

/// The configuration for a folder that holds files already.
pub fn config(answers: &Answers, seen: &Seen) -> String {
    let lang = answers.lang;
    let mut out = starter::config(answers);
    out.push('\n');
    for message in summary(seen) {
        say(&mut out, lang, &message);
    }
    if seen.vocabularies.is_empty() {
        return out;
    }
    say(&mut out, lang, &Message::new("init.vocabularies"));
    for own in seen.vocabularies.iter().take(MOST) {
        out.push('\n');
        vocabulary(&mut out, lang, own);
    }
    let more = seen.vocabularies.len().saturating_sub(MOST);
    if more > 0 {
        out.push('\n');
        say(&mut out, lang, &Message::new("init.more-vocabularies").number("n", more));
    }
    out
}

/// What a folder holds, in a few sentences.
pub fn summary(seen: &Seen) -> Vec<Message> {
    let counted = |pairs: &mut dyn Iterator<Item = (&str, usize)>| {
        Arg::List(pairs.map(|(name, count)| Arc::from(format!("{name} {count}"))).collect())
    };
    let formats = counted(&mut seen.formats.iter().map(|(name, count)| (*name, *count)));
    let known = counted(&mut seen.known.iter().map(|(name, count)| (name.as_str(), *count)));
    let strangers: usize = seen.vocabularies.iter().map(|own| own.documents).sum();
    let mut list = vec![Message::new("init.formats").arg("formats", formats)];
    list.push(match seen.known.is_empty() {
        true => Message::new("init.known-none"),
        false => Message::new("init.known").arg("kinds", known),
    });
    if strangers > 0 {
        list.push(Message::new("init.strangers").number("n", strangers));
    }
    if !seen.unreadable.is_empty() {
        let paths = shortened(&seen.unreadable, PATHS);
        list.push(Message::new("init.unreadable").arg("paths", Arg::List(paths)));
    }
    list
}

fn vocabulary(out: &mut String, lang: Lang, own: &Vocabulary) {
    let count = Message::new("init.vocabulary").number("files", own.files).number("documents", own.documents);
    say(out, lang, &count);
    for (id, keys) in [("init.keys-always", &own.always), ("init.keys-sometimes", &own.sometimes)] {
        if !keys.is_empty() {
            say(out, lang, &Message::new(id).arg("keys", Arg::List(shortened(keys, KEYS))));
        }
    }
    if own.always.is_empty() && own.sometimes.is_empty() {
        say(out, lang, &Message::new("init.no-keys"));
    }
    let more = own.globs.len().saturating_sub(GLOBS);
    if more > 0 {
        say(out, lang, &Message::new("init.more-files").number("n", more));
    }
    if own.is_list {
        say(out, lang, &Message::new("init.top-is-list"));
    }
    let pairs: Vec<String> =
        own.same.iter().map(|(at, value)| format!("{} = {}", toml::text(at), toml::text(value))).collect();
    if !pairs.is_empty() {
        say(out, lang, &Message::new("init.same"));
    }
    out.push_str(&format!("#[kinds.{}]\n", toml::key(&own.name)));
    out.push_str(&format!("#match = {}\n", toml::list(&own.globs.iter().take(GLOBS).collect::<Vec<_>>())));
    if !pairs.is_empty() {
        out.push_str(&format!("#where = {{ {} }}\n", pairs.join(", ")));
    }
    let note = |id| catalogue::word(lang, id);
    out.push_str(&format!("#as = {BLANK}  # {}\n", note("init.blank-as")));
    out.push_str(&format!("#id = {BLANK}  # {}\n", note("init.blank-id")));
    out.push_str(&format!("#map.title = {BLANK}  # {}\n", note("init.blank-map")));
}

/// The first of a list, and how many more there are.
fn shortened(list: &[String], most: usize) -> Vec<Arc<str>> {
    let mut short: Vec<Arc<str>> = list.iter().take(most).map(|text| Arc::from(text.as_str())).collect();
    if list.len() > most {
        short.push(format!("… (+{})", list.len() - most).into());
    }
    short
}

fn say(out: &mut String, lang: Lang, message: &Message) {
    toml::comment(out, &catalogue::text(lang, message));
}
