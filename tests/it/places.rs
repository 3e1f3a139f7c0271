//! Why: a finding is worth as much as its place. Documents are drawn from seeds, written down in every manner of every
//! format, and the places that a report gives are laid beside what a plain search through the bytes gives.

mod json;
mod model;
mod toml;
mod tree;
mod yaml;

use std::fmt::Write as _;
use std::sync::Arc;

use ombud::document::pointer::escape;
use ombud::files::Memory;
use ombud::message::Lang;
use ombud::render::{Format, Style, render};
use ombud::session::{Options, Session, Wanted};
use serde_json::Value;
use tree::{Dice, Drawn, HEAD, Step, TAIL, Tree, Written, draw, under};

/// How text becomes bytes.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Encoding {
    Utf8,
    Utf8Marked,
    Utf16Le,
    Utf16Be,
}

/// A document on disk with what is known about it.
#[derive(Debug)]
struct Sample {
    name: String,
    bytes: Vec<u8>,
    encoding: Encoding,
    drawn: Drawn,
    written: Written,
    /// Which document of its file it is.
    index: u64,
    /// Steps to the list or map in which something is missing.
    parent: usize,
}

/// Line, column and byte.
type At = (u64, u64, u64);

impl Encoding {
    fn mark(self) -> &'static [u8] {
        match self {
            Self::Utf8 => b"",
            Self::Utf8Marked => b"\xEF\xBB\xBF",
            Self::Utf16Le => b"\xFF\xFE",
            Self::Utf16Be => b"\xFE\xFF",
        }
    }

    fn encode(self, text: &str) -> Vec<u8> {
        match self {
            Self::Utf8 | Self::Utf8Marked => text.as_bytes().to_vec(),
            Self::Utf16Le => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            Self::Utf16Be => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        }
    }

    fn decode(self, bytes: &[u8]) -> String {
        let units =
            |unit: fn([u8; 2]) -> u16| -> Vec<u16> { bytes.chunks(2).map(|pair| unit([pair[0], pair[1]])).collect() };
        match self {
            Self::Utf8 | Self::Utf8Marked => String::from_utf8(bytes.to_vec()).unwrap(),
            Self::Utf16Le => String::from_utf16(&units(u16::from_le_bytes)).unwrap(),
            Self::Utf16Be => String::from_utf16(&units(u16::from_be_bytes)).unwrap(),
        }
    }
}

impl Sample {
    fn new(number: usize, extension: &str, seed: u64) -> Self {
        let mut dice = Dice(seed);
        let drawn = draw(&mut dice);
        let mut drawn = match drawn.tree {
            Tree::Map(_) => drawn,
            list => Drawn { tree: list, path: drawn.path }.under_a_key(),
        };
        let mut written = match extension {
            "json" => json::write(&drawn, &mut dice),
            "toml" => toml::write(&drawn, &mut dice),
            _ => yaml::write(&drawn, &mut dice),
        };
        let mut index = 0;
        if extension == "yaml" && dice.chance(15) {
            written.text = format!("---\nother: 退\n---\n{}...\n", written.text);
            index = 1;
        }
        if dice.chance(25) {
            for text in [&mut written.text, &mut written.open, &mut written.close] {
                *text = text.replace('\n', "\r\n");
            }
        }
        let encoding = match (extension, dice.below(6)) {
            (_, 0) => Encoding::Utf8Marked,
            ("yaml" | "json", 1) => Encoding::Utf16Le,
            ("yaml" | "json", 2) => Encoding::Utf16Be,
            _ => Encoding::Utf8,
        };
        let bytes = [encoding.mark(), &encoding.encode(&written.text)].concat();
        let parent = dice.below(drawn.path.len());
        drawn.path.shrink_to_fit();
        Self { name: format!("d{number}"), bytes, encoding, drawn, written, index, parent }
    }

    /// Where a piece of text stands, by a search through the bytes; the last place, if it stands more than once.
    fn find(&self, text: &str, last: bool) -> (At, At) {
        let needle = self.encoding.encode(text);
        let step = if matches!(self.encoding, Encoding::Utf8 | Encoding::Utf8Marked) { 1 } else { 2 };
        let starts = (0..=self.bytes.len() - needle.len()).filter(|at| at % step == 0);
        let mut places = starts.filter(|at| self.bytes[*at..].starts_with(&needle));
        let found = if last { places.next_back() } else { places.next() };
        let start = found.unwrap_or_else(|| panic!("{text:?} is not in {self:#?}"));
        (self.at(start), self.at(start + needle.len()))
    }

    fn at(&self, offset: usize) -> At {
        let before = self.encoding.decode(&self.bytes[self.encoding.mark().len()..offset]);
        let line = before.matches('\n').count() as u64 + 1;
        let column = before.rsplit('\n').next().unwrap().chars().count() as u64 + 1;
        (line, column, offset as u64)
    }

    /// Where the marked text stands, quotes included.
    fn marked(&self) -> (At, At) {
        let (start, _) = self.find(&format!("{}{HEAD}", self.written.open), false);
        let (_, end) = self.find(&format!("{TAIL}{}", self.written.close), false);
        (start, end)
    }

    /// Where the value of the path is to be shown.
    fn value_place(&self) -> (At, At) {
        match self.written.alias {
            Some((_, alias)) => self.find(alias, true),
            None => self.marked(),
        }
    }

    /// Where something that is missing below the parent is to be shown; `None` where that is not one token.
    fn missing_place(&self) -> Option<(At, At)> {
        let path = &self.drawn.path[..self.parent];
        match (path.last(), self.written.alias) {
            (Some(_), Some((depth, alias))) if self.parent >= depth => Some(self.find(alias, true)),
            (Some(Step::Key(name)), _) => Some(self.find(&self.written.keys[name], false)),
            (Some(Step::Item(_)), _) => None,
            // A whole document is shown by its first key; what is merged in comes after its own.
            (None, _) => {
                let own = |name: &str| self.written.keys.get(name).map(|key| self.find(key, false));
                let Tree::Map(entries) = &self.drawn.tree else { return None };
                let merged = |name: &str| match &self.drawn.path[0] {
                    Step::Key(key) => self.written.merged == Some(1) && key == name,
                    Step::Item(_) => false,
                };
                let shared = self.written.alias.map(|_| self.find("x-shared", false));
                let keys = entries.iter().filter(|(name, _)| !merged(name)).filter_map(|(name, _)| own(name));
                keys.chain(shared).min()
            }
        }
    }

    /// `doc["a"][0]` for the first steps of the path.
    fn expression(&self, steps: usize) -> String {
        self.drawn.path[..steps].iter().fold("doc".to_owned(), |mut out, step| {
            let _ = match step {
                Step::Key(name) => write!(out, "[\"{}\"]", name.replace('\\', "\\\\").replace('"', "\\\"")),
                Step::Item(at) => write!(out, "[{at}]"),
            };
            out
        })
    }

    fn pointer(&self, steps: usize) -> String {
        self.drawn.path[..steps].iter().fold(String::new(), |out, step| match step {
            Step::Key(name) => format!("{out}/{}", escape(name)),
            Step::Item(at) => format!("{out}/{at}"),
        })
    }

    /// The policies about this document: name and text.
    fn policies(&self) -> Vec<(String, String)> {
        let header = |rule: &str| {
            let name = &self.name;
            format!(
                "/*\ntitle = {{ en = \"A\", zh = \"甲\" }}\nseverity = \"error\"\napplies_to = \"{name}\"\n{rule}*/\n\
                 //! Why.\n"
            )
        };
        let value = self.expression(self.drawn.path.len());
        let parent = self.expression(self.parent);
        let absent = match under(&self.drawn.tree, &self.drawn.path[..self.parent]) {
            Tree::List(items) => format!("{parent}[{}]", items.len() + 3),
            _ => format!("{parent}[\"ab/sent\"][\"deeper\"]"),
        };
        vec![
            ("value".into(), header(&format!("require = '''{value} in [\"nothing\"]'''\n"))),
            ("script".into(), format!("{}fn check(doc) {{ require({value}).one_of([\"nothing\"]); }}\n", header(""))),
            ("missing".into(), header(&format!("require = '''{absent}.present()'''\n"))),
            ("absent".into(), format!("{}fn check(doc) {{ require({absent}).present(); }}\n", header(""))),
        ]
    }

    fn missing_pointer(&self) -> String {
        let parent = self.pointer(self.parent);
        match under(&self.drawn.tree, &self.drawn.path[..self.parent]) {
            Tree::List(items) => format!("{parent}/{}", items.len() + 3),
            _ => format!("{parent}/ab~1sent/deeper"),
        }
    }
}

impl Drawn {
    fn under_a_key(mut self) -> Self {
        self.path.insert(0, Step::Key("k100z".into()));
        Self { tree: Tree::Map(vec![("k100z".into(), self.tree)]), path: self.path }
    }
}

/// The findings of a workspace as `json-v1` tells them.
fn findings(files: Memory) -> Vec<Value> {
    let options = Options { as_of: "2026-11-01".parse().ok(), ..Options::default() };
    let snapshot = Session::new(Arc::new(files), options).snapshot().unwrap_or_else(|refused| {
        let style = Style::plain(Lang::En);
        panic!("{}", ombud::render::diagnostics(&refused.diagnostics, &refused.sources, &style))
    });
    let text = render(&snapshot.check(&Wanted::default()), Format::JsonV1, &Style::plain(Lang::En));
    let report: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(report["diagnostics"], Value::Array(Vec::new()));
    match report["findings"].clone() {
        Value::Array(list) => list,
        other => panic!("{other}"),
    }
}

fn ends(location: &Value) -> (At, At) {
    let at = |end: &Value| {
        let number = |name: &str| end[name].as_u64().unwrap();
        (number("line"), number("column"), number("offset"))
    };
    (at(&location["start"]), at(&location["end"]))
}

fn agree(extension: &str, seeds: std::ops::Range<u64>) {
    let samples: Vec<Sample> = seeds.enumerate().map(|(number, seed)| Sample::new(number, extension, seed)).collect();
    let mut config = "packs = [\"own\"]\njurisdictions = [\"CN\"]\n".to_owned();
    let mut files =
        Memory::default().with("policies/own/pack.toml", "title = { en = \"Own\", zh = \"自有\" }\nversion = \"1\"\n");
    for sample in &samples {
        let Sample { name, bytes, .. } = sample;
        let _ = writeln!(config, "[kinds.{name}]\nmatch = [\"{name}.*\"]");
        files = files.with(&format!("{name}.{extension}"), bytes.clone());
        for (policy, text) in sample.policies() {
            files = files.with(&format!("policies/own/{name}-{policy}.rhai"), text);
        }
    }
    let findings = findings(files.with("ombud.toml", config));
    let mut wrong = Vec::new();
    for sample in &samples {
        for (policy, _) in sample.policies() {
            let id = format!("own/{}-{policy}", sample.name);
            let mut own = findings
                .iter()
                .filter(|finding| finding["policy"] == id.as_str() && finding["document"]["index"] == sample.index);
            let said = match own.next() {
                Some(finding) => judge(sample, &policy, finding),
                None => {
                    let others = findings
                        .iter()
                        .filter(|finding| finding["document"]["path"] == format!("{}.{extension}", sample.name));
                    Some(format!("no finding; there is {:#?}", others.collect::<Vec<_>>()))
                }
            };
            if let Some(said) = said.or_else(|| own.next().map(|more| format!("one too many: {more:#}"))) {
                wrong.push(format!(
                    "{id}: {said}\n{:?} {:?}\n{}\n",
                    sample.encoding, sample.drawn.path, sample.written.text
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong, the first of them:\n{}", wrong.len(), wrong[..wrong.len().min(3)].join("\n"));
}

/// What is wrong with a finding, if anything.
fn judge(sample: &Sample, policy: &str, finding: &Value) -> Option<String> {
    let found = ends(&finding["location"]);
    let pointer = finding["pointer"].as_str().unwrap();
    let about_value = matches!(policy, "value" | "script");
    let (wanted, wanted_pointer) = if about_value {
        (Some(sample.value_place()), sample.pointer(sample.drawn.path.len()))
    } else {
        (sample.missing_place(), sample.missing_pointer())
    };
    if finding["verdict"] != "fail" {
        return Some(format!("{finding:#}"));
    }
    if pointer != wanted_pointer {
        return Some(format!("pointer {pointer}, not {wanted_pointer}"));
    }
    match wanted {
        Some(wanted) if wanted != found => return Some(format!("{policy} at {found:?}, not {wanted:?}")),
        // An item has no key: it is shown itself, and what is known of it lies inside.
        None if sample.written.alias.is_none() && found.0 > sample.marked().0 => {
            return Some(format!("item at {found:?}, its text at {:?}", sample.marked()));
        }
        _ => {}
    }
    if !about_value {
        return None;
    }
    let value = finding["value"].as_str().unwrap_or_default();
    if !value.trim_start().starts_with(HEAD) || !value.trim_end().ends_with(TAIL) {
        return Some(format!("value {value:?}"));
    }
    let anchors: Vec<_> = finding["related"].as_array().unwrap().iter().map(|row| ends(&row["location"])).collect();
    let wanted: Vec<_> = sample.written.alias.map(|_| sample.marked()).into_iter().collect();
    (anchors != wanted).then(|| format!("related {anchors:?}, not {wanted:?}"))
}

#[test]
fn places_in_json_are_those_of_the_bytes() {
    agree("json", 0..300);
}

#[test]
fn places_in_toml_are_those_of_the_bytes() {
    agree("toml", 0..300);
}

#[test]
fn places_in_yaml_are_those_of_the_bytes() {
    agree("yaml", 0..600);
}
