//! Why: a table of risks becomes a file that people go on with. What its cells could not say stands beside the row it was
//! in, and what the table lacks is named at the top.

use crate::adopt::register::Stated;
use crate::adopt::risks::{Entry, Risks};
use crate::message::{Arg, Lang, Message};
use crate::render::{catalogue, toml};

/// A table of risks as a document of kind `risk`.
pub fn risks(risks: &Risks, lang: Lang) -> String {
    let mut out = String::new();
    let say = |out: &mut String, message: &Message| toml::comment(out, &catalogue::text(lang, message));
    let head = Message::new("risk.import-head").text("path", risks.file.as_str()).number("n", risks.risks.len());
    say(&mut out, &head);
    if !risks.unused.is_empty() {
        let columns = risks.unused.iter().map(|column| column.as_str().into()).collect();
        say(&mut out, &Message::new("init.unused-columns").arg("columns", Arg::List(columns)));
    }
    if !risks.has_frame() {
        say(&mut out, &Message::new("risk.import-frame"));
    }
    out.push_str(&format!("kind = \"risk\"\nid = {}\n", toml::text(&risks.register.id)));
    fields(&mut out, &risks.register, lang);
    if !risks.cells.is_empty() {
        let rows: Vec<String> = risks.cells.iter().map(|row| format!("    {},\n", toml::list(row))).collect();
        out.push_str(&format!("matrix.cells = [\n{}]\n", rows.concat()));
    }
    for level in &risks.levels {
        out.push_str(&format!("\n[levels.{}]\n", toml::key(&level.id)));
        fields(&mut out, level, lang);
    }
    for (risk, treatments) in &risks.risks {
        let own = toml::key(&risk.id);
        out.push('\n');
        say(&mut out, &Message::new("init.row").number("line", risk.line));
        out.push_str(&format!("[risks.{own}]\n"));
        fields(&mut out, risk, lang);
        for treatment in treatments {
            out.push_str(&format!("[risks.{own}.treatments.{}]\n", toml::key(&treatment.id)));
            fields(&mut out, treatment, lang);
        }
    }
    out
}

/// The fields of one entry, and as comments what they could not take.
fn fields(out: &mut String, entry: &Entry, lang: Lang) {
    for (path, value) in &entry.stated {
        let key: Vec<String> = path.split('.').map(toml::key).collect();
        let value = match value {
            Stated::Text(text) => toml::text(text),
            Stated::Bare(text) => text.clone(),
            Stated::List(texts) => toml::list(texts),
        };
        out.push_str(&format!("{} = {value}\n", key.join(".")));
    }
    for left in &entry.left {
        let message = Message::new("init.left")
            .text("column", left.column.as_str())
            .text("field", left.field.as_str())
            .number("line", entry.line);
        // The value whole: this comment is the one place where it is kept.
        let (value, why) = (toml::text(&left.value), catalogue::text(lang, &left.why));
        toml::comment(out, &catalogue::compose(lang, &message, &[("value", &value), ("why", &why)]));
    }
}
