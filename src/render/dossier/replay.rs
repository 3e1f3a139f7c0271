//! Why: whoever is handed a report must be able to find out whether it says what the files say. It is made again from the
//! same inputs and compared byte by byte; if anything differs, the first question is what, so that is answered: another
//! release, other rules, other settings, other files, other findings, or a text that somebody changed.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Deserialize;
use serde_json::Value;

use super::{Form, html, markdown};
use crate::dossier;
use crate::message::{Lang, Message};
use crate::render::json::dossier::{FORMAT, Request, VERSION, digest};

/// What a document says about how it was made.
#[derive(Debug)]
pub struct Replay {
    /// The format.
    pub form: Form,
    /// The languages.
    pub langs: Vec<Lang>,
    /// The day.
    pub as_of: Date,
    /// What was asked for.
    pub request: dossier::Request,
    /// Whether the page states the digest that its data have.
    pub is_whole: bool,
    /// SHA-256 of its data.
    pub digest: String,
    /// Its open findings.
    pub open: Vec<dossier::Earlier>,
}

/// In what two documents differ.
pub type Difference = Message;

#[derive(Deserialize)]
struct Data {
    format: String,
    version: u32,
    form: String,
    langs: Vec<String>,
    request: Request,
    report: Report,
}

#[derive(Deserialize)]
struct Report {
    as_of: String,
    findings: Vec<Finding>,
}

#[derive(Deserialize)]
struct Finding {
    fingerprint: String,
    policy: String,
    message: String,
    disposition: String,
    document: Document,
}

#[derive(Deserialize)]
struct Document {
    path: String,
}

/// Reads how a document was made.
///
/// # Errors
/// When it is none, or of a newer version.
pub fn recorded(text: &str) -> Result<Replay, Message> {
    let Some((page, data)) = data_of(text) else { return Err(Message::new("cli.no-report-data")) };
    let unreadable = |why: String| Message::new("cli.bad-report-data").text("reason", why);
    let read: Data = serde_json::from_str(data).map_err(|error| unreadable(error.to_string()))?;
    if read.format != FORMAT || read.version > VERSION {
        return Err(Message::new("cli.newer-report").text("format", read.format).number("version", read.version));
    }
    let langs: Option<Vec<Lang>> = read.langs.iter().map(|code| Lang::parse(code)).collect();
    let form = [Form::Html, Form::Markdown].into_iter().find(|form| form.word() == read.form);
    let (Some(langs), Some(form), Ok(as_of), Some(request)) =
        (langs, form, read.report.as_of.parse::<Date>(), read.request.asked())
    else {
        return Err(unreadable("langs, form, as_of, request".to_owned()));
    };
    let open = read.report.findings.into_iter().filter(|finding| finding.disposition == "active");
    let open = open
        .map(|Finding { fingerprint, policy, message, document, .. }| dossier::Earlier {
            fingerprint,
            policy,
            path: document.path,
            message,
        })
        .collect();
    let digest = digest(data);
    Ok(Replay { form, langs, as_of, request, is_whole: page.contains(&digest), digest, open })
}

/// In what a document differs from the one that was made again; nothing if they are the same, byte by byte.
pub fn compare(written: &str, again: &str) -> Vec<Difference> {
    if written == again {
        return Vec::new();
    }
    let mut found = Vec::new();
    let values = |text: &str| data_of(text).and_then(|(_, data)| serde_json::from_str::<Value>(data).ok());
    if let (Some(old), Some(new)) = (values(written), values(again)) {
        differences(&old, &new, &mut found);
    }
    if data_of(written).is_some_and(|(page, data)| !page.contains(&digest(data))) {
        found.insert(0, Message::new("report.verify-altered"));
    }
    // With their ends, or a file whose line ends were changed would differ nowhere.
    let pairs = written.split_inclusive('\n').zip(again.split_inclusive('\n'));
    let line = pairs.take_while(|(one, other)| one == other).count() + 1;
    found.push(Message::new("report.verify-line").number("line", line));
    found
}

fn differences(old: &Value, new: &Value, found: &mut Vec<Difference>) {
    let at = |value: &Value, pointer: &str| match value.pointer(pointer) {
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
        None => String::new(),
    };
    for (id, pointer) in [
        ("report.verify-release", "/report/tool/version"),
        ("report.verify-rules", "/report/policies_digest"),
        ("report.verify-settings", "/report/config_digest"),
        ("report.verify-catalogue", "/report/catalogue_as_of"),
    ] {
        if at(old, pointer) != at(new, pointer) {
            found.push(Message::new(id).text("was", at(old, pointer)).text("is", at(new, pointer)));
        }
    }
    let (was, is) = (files(old), files(new));
    for (path, digest) in &was {
        match is.get(path) {
            None => found.push(Message::new("report.verify-file-gone").text("path", path.as_str())),
            Some(other) if other != digest => {
                found.push(Message::new("report.verify-file-changed").text("path", path.as_str()));
            }
            Some(_) => {}
        }
    }
    for path in is.keys().filter(|path| !was.contains_key(*path)) {
        found.push(Message::new("report.verify-file-new").text("path", path.as_str()));
    }
    let count = |value: &Value| value.pointer("/report/findings").and_then(Value::as_array).map_or(0, Vec::len);
    if count(old) != count(new) {
        found.push(Message::new("report.verify-findings").number("was", count(old)).number("is", count(new)));
    }
}

/// Files of the population with their digests.
fn files(data: &Value) -> BTreeMap<String, String> {
    let list = data.pointer("/report/population").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let text = |row: &Value, key: &str| row.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    list.iter().map(|row| (text(row, "path"), format!("{} {}", text(row, "sha256"), text(row, "state")))).collect()
}

/// The data in a document, with the text before them.
fn data_of(text: &str) -> Option<(&str, &str)> {
    for (begins, ends) in [(html::DATA_BEGINS, html::DATA_ENDS), (markdown::DATA_BEGINS, markdown::DATA_ENDS)] {
        if let Some((before, rest)) = text.split_once(begins) {
            return rest.rsplit_once(ends).map(|(data, _)| (before, data));
        }
    }
    None
}
