//! Why: a register becomes a file that people go on with. Each activity keeps the number of its row, and what its fields
//! cannot take stands beside it with the reason, so that nobody has to compare the two.

use std::collections::BTreeMap;

use crate::adopt::register::{Activity, Register, Stated};
use crate::message::{Arg, Lang, Message};
use crate::render::{catalogue, toml};

/// A register as a document of kind `data`.
pub fn register(register: &Register, lang: Lang) -> String {
    let mut out = String::new();
    let say = |out: &mut String, message: &Message| toml::comment(out, &catalogue::text(lang, message));
    let head = Message::new("init.register-head").text("path", register.file.as_str());
    say(&mut out, &head.number("n", register.activities.len()));
    if !register.unused.is_empty() {
        let columns = register.unused.iter().map(|column| column.as_str().into()).collect();
        say(&mut out, &Message::new("init.unused-columns").arg("columns", Arg::List(columns)));
    }
    out.push_str(&format!("kind = \"data\"\nid = {}\n", toml::text(&register.id)));
    out.push_str(&format!("title = {}\n", toml::text(&register.file)));
    names(&mut out, "purposes", &register.purposes);
    names(&mut out, "datasets", &register.datasets);
    for activity in &register.activities {
        out.push('\n');
        say(&mut out, &Message::new("init.row").number("line", activity.line));
        one(&mut out, activity);
        for left in &activity.left {
            let message = Message::new("init.left")
                .text("column", left.column.as_str())
                .text("field", left.field.as_str())
                .number("line", activity.line);
            // The value whole: this comment is the one place where it is kept.
            let why = catalogue::text(lang, &left.why);
            let value = toml::text(&left.value);
            let words = catalogue::compose(lang, &message, &[("value", &value), ("why", &why)]);
            toml::comment(&mut out, &words);
        }
    }
    out
}

fn names(out: &mut String, table: &str, names: &BTreeMap<String, String>) {
    if names.is_empty() {
        return;
    }
    out.push_str(&format!("\n[{table}]\n"));
    for (id, title) in names {
        out.push_str(&format!("{} = {{ title = {} }}\n", toml::key(id), toml::text(title)));
    }
}

fn one(out: &mut String, activity: &Activity) {
    out.push_str(&format!("[activities.{}]\n", toml::key(&activity.id)));
    for (path, value) in &activity.stated {
        let key: Vec<String> = path.split('.').map(toml::key).collect();
        let value = match value {
            Stated::Text(text) => toml::text(text),
            Stated::Bare(text) => text.clone(),
            Stated::List(texts) => toml::list(texts),
        };
        out.push_str(&format!("{} = {value}\n", key.join(".")));
    }
}
