//! Why: a watcher is believed only if it says what a fresh run would say, to the byte, whatever happened in between.
//! Random edits go through the same doors as real ones: documents of every format, the organisation, documents that
//! complete a drawing, configuration, policies, clauses and ignore files come, change, break, are mended, move and go.
//!
//! A test binary of its own, so that it alone can be compiled with optimisation and take ten times the steps.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "tests say what must hold by breaking")]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};

use ombud::files::{Files, Memory, ReadError, Stamp, Walked};
use ombud::message::Lang;
use ombud::render::json::json as json_v1;
use ombud::session::live::{Changes, Live};
use ombud::session::{Options, Session, Wanted};
use serde_json::json;

/// A folder that changes under the feet of a session.
#[derive(Clone, Default)]
struct Folder(Arc<Mutex<Memory>>);

impl Folder {
    fn files(&self) -> BTreeMap<String, Vec<u8>> {
        self.0.lock().unwrap().files.clone()
    }
}

impl Files for Folder {
    fn read(&self, path: &str, most: u64) -> Result<Vec<u8>, ReadError> {
        self.0.lock().unwrap().read(path, most)
    }

    fn walk(&self, enter: &mut dyn FnMut(&str) -> bool) -> Walked {
        // The walk reads ignore files, so the lock is not held meanwhile.
        let still = self.0.lock().unwrap().clone();
        still.walk(enter)
    }

    fn exists(&self, path: &str) -> bool {
        self.0.lock().unwrap().exists(path)
    }

    fn stamp(&self, path: &str) -> Option<Stamp> {
        self.0.lock().unwrap().stamp(path)
    }

    fn is_folder(&self, path: &str) -> bool {
        self.0.lock().unwrap().is_folder(path)
    }

    fn now(&self) -> i64 {
        self.0.lock().unwrap().now
    }
}

/// A small generator (SplitMix64, Steele, Lea and Flood 2014): the same edits in every run.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    fn pick<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())]
    }
}

const PATHS: [&str; 18] = [
    "a.toml",
    "b.yaml",
    "c.json",
    "eu/a.toml",
    "eu/d.yaml",
    "eu/deep/e.toml",
    "eu/deep/f.yaml",
    "draw.bpmn",
    "more.yaml",
    "eu/more.toml",
    "organisation.toml",
    "eu/organisation.yaml",
    "thing/one.json",
    "thing/two.json",
    "risk.toml",
    "eu/risk.yaml",
    "figures.csv",
    "eu/figures.csv",
];

const GROUND: [&str; 9] = [
    "ombud.toml",
    "policies/own/limit.rhai",
    "policies/own/others.rhai",
    "policies/own/names.rhai",
    "policies/own/whole.rhai",
    "policies/own/figures.rhai",
    "clauses/own.toml",
    ".gitignore",
    "eu/.gitignore",
];

/// Some text for a file: mostly a good one, at times a broken one.
fn text(dice: &mut Dice, path: &str) -> String {
    let id = dice.pick(&["one", "two", "three"]);
    let hours = dice.pick(&["2", "24", "48", "96"]);
    let role = dice.pick(&["agent", "lead", "nobody"]);
    let often = if path == "ombud.toml" { 4 } else { 12 };
    if dice.below(often) == 0 {
        return dice.pick(&["", "{", "kind: [", "= 3", "<process", "kind: process\nid: [x]\n", "\u{0}"]).to_owned();
    }
    match path {
        "ombud.toml" => config(dice),
        "policies/own/limit.rhai" => limit_rule(dice),
        "policies/own/others.rhai" => script(&format!(
            "for other in index.all(\"{}\") {{ if other.id != doc.id {{ require(other.deadlines.acknowledge.within)\
             .at_most(doc.deadlines.acknowledge.within ?? \"{hours}h\").related(doc.id, \"here\"); }} }}",
            dice.pick(&["process", "data", "thing"]),
        ))
        .replace(".related(doc.id, \"here\")", ""),
        "policies/own/names.rhai" => script(&format!(
            "for step in doc.steps ?? [] {{ require(step.role).resolves(); }}\n\
             let other = index.find(\"process\", \"{id}\");\n\
             if other != () {{ require(other.title).equals(doc.title); }}\n\
             if as_of > date(\"2026-06-01\") {{ require(doc.version).present(); }}",
        )),
        "policies/own/whole.rhai" => "/*\ntitle = \"Whole\"\nseverity = \"warning\"\napplies_to = \"workspace\"\n*/\n\
             fn check(index) { for one in index.all(\"process\") { require(one.owner).present(); } }\n"
            .to_owned(),
        // The built-in rules of indicators run beside it wherever the pack `risk` is on.
        "policies/own/figures.rhai" => script(
            "for one in doc.indicators ?? [] { for s in standings(one) { if s.state == \"alarm\" \
             { fail(s.value, \"Alarm of {name}.\", #{ name: s.name }); } } }",
        )
        .replace("\"process\"", "[\"risk\", \"process\"]"),
        "clauses/own.toml" => format!(
            "[[clause]]\nid = \"firm.promise\"\ninstrument = \"Promise\"\nclause = \"1\"\ntitle = \"Promise\"\n\
             jurisdiction = \"{}\"\nkind = \"deadline\"\n[clause.parameters]\nhours = {{ value = \"{hours}h\" }}\n",
            dice.pick(&["*", "DE", "CN"]),
        ),
        ".gitignore" | "eu/.gitignore" => dice.pick(&["*.json\n", "deep/\n", "eu/\n", "!*.json\n"]).to_owned(),
        path if path.ends_with(".csv") => figures(dice),
        path if path.ends_with(".bpmn") => drawing(id, hours),
        path if path.starts_with("thing/") => json!({"sort": "thing", "name": id, "hours": hours}).to_string(),
        path => {
            let mut value = json!({"id": id, "title": dice.pick(&["Complaints", "Other"])});
            let mut say = |key: &str, stated: serde_json::Value| value[key] = stated;
            if path.contains("risk") {
                say("kind", json!("risk"));
                let mut indicator = json!({"warn_at": "1%", "alarm_at": "2%", "window": "1 month"});
                let (key, stated) = dice.pick(&[
                    ("channel", "phone"),
                    ("readings", "figures.csv"),
                    ("readings", "../figures.csv"),
                    ("stale_after", "3 days"),
                    ("window", "10 business days"),
                    ("better", "higher"),
                    ("alarm_at", "x"),
                ]);
                indicator[key] = json!(stated);
                say("indicators", json!({dice.pick(&["rate", "csat"]): indicator}));
                let (key, stated) = dice.pick(&[("organisation", "two"), ("status", "retired"), ("owner", "agent")]);
                say(key, json!(stated));
            } else if path.contains("organisation") {
                if dice.below(4) == 0 {
                    // A second one of the same name, nearer to some.
                    say("indicators", json!({"rate": {"warn_at": "3%", "alarm_at": "4%", "window": "1 month"}}));
                }
                say("kind", json!("organisation"));
                say("jurisdictions", json!([dice.pick(&["DE", "CN", "FR"])]));
                say("roles", json!({role: "R"}));
            } else {
                say("kind", json!("process"));
                say("category", json!("complaint"));
                say("deadlines", json!({"acknowledge": format!("{hours}h")}));
                match path.contains("more") {
                    true => say("completes", json!(dice.pick(&["bpmn:one", "bpmn:two"]))),
                    false => say("roles", json!({dice.pick(&["agent", "lead"]): "Agent"})),
                }
                say("steps", json!({dice.pick(&["s", "T"]): {"role": role}}));
                let (key, stated) = dice.pick(&[
                    ("colour", "red"),
                    ("organisation", "two"),
                    ("status", "retired"),
                    ("owner", "agent"),
                    ("version", "2"),
                ]);
                say(key, json!(stated));
            }
            match path.ends_with(".toml") {
                true => toml::to_string(&value).unwrap(),
                false => value.to_string(),
            }
        }
    }
}

/// Readings around the days of the run; at times the columns of another program, or a slip.
fn figures(dice: &mut Dice) -> String {
    let mut text =
        dice.pick(&["date,indicator,channel,value,n\n", "value,indicator,date\n", "day,name,figure\n"]).to_owned();
    let short = text.starts_with("value");
    for _ in 0..dice.below(6) {
        let date = dice.pick(&["2026-05-01", "2026-05-20", "2026-05-28", "2026-06-03", "2026-06-20", "soon"]);
        let name = dice.pick(&["rate", "csat"]);
        let value = dice.pick(&["0.5%", "1.5%", "2.5%", "3.5%", "5%", "", "7"]);
        text += &match short {
            true => format!("{value},{name},{date}\n"),
            false => format!("{date},{name},{},{value},9\n", dice.pick(&["", "phone", "email"])),
        };
    }
    if dice.below(12) == 0 {
        text += "\"";
    }
    text
}

fn config(dice: &mut Dice) -> String {
    format!(
        "packs = [{}]\njurisdictions = [{}]\n{}\n[kinds.thing]\nmatch = [\"thing/*.json\"]\nas = \"process\"\n\
         id = \"/name\"\nwhere = {{ \"/sort\" = \"thing\" }}\n[kinds.thing.map]\ntitle = \"/name\"\n\
         \"deadlines.acknowledge.within\" = {{ from = \"/hours\", unit = \"{}\" }}\n",
        dice.pick(&["\"own\"", "\"own\", \"sla\"", "\"own\", \"complaint\"", "\"own\", \"risk\""]),
        dice.pick(&["", "\"DE\"", "\"CN\""]),
        dice.pick(&["", "exclude = [\"c.json\"]\n", "exclude = [\"eu/**\"]\n"]),
        dice.pick(&["hours", "minutes"]),
    )
}

fn limit_rule(dice: &mut Dice) -> String {
    format!(
        "/*\ntitle = \"Limit\"\nseverity = \"{}\"\napplies_to = \"process\"\nrequire = 'doc.deadlines.acknowledge.within \
         <= params.within'\n[params.within]\ntype = \"duration\"\ndefault = \"{}h\"\nstricter = \"lower\"\nbasis = \
         \"own target\"\n*/\n",
        dice.pick(&["error", "warning"]),
        dice.pick(&["12", "36"]),
    )
}

fn script(body: &str) -> String {
    format!("/*\ntitle = \"S\"\nseverity = \"error\"\napplies_to = \"process\"\n*/\nfn check(doc) {{\n{body}\n}}\n")
}

fn drawing(id: &str, hours: &str) -> String {
    format!(
        "<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\"><process id=\"{id}\"><startEvent id=\"S\"/>\
         <userTask id=\"T\" name=\"T\"/><endEvent id=\"E\"/><sequenceFlow id=\"f\" sourceRef=\"S\" targetRef=\"T\"/>\
         <sequenceFlow id=\"g\" sourceRef=\"T\" targetRef=\"E\"/><boundaryEvent id=\"B\" attachedToRef=\"T\">\
         <timerEventDefinition><timeDuration>PT{hours}H</timeDuration></timerEventDefinition></boundaryEvent>\
         </process></definitions>"
    )
}

/// What changed: as a watcher would name it.
fn edit(dice: &mut Dice, folder: &Folder) -> Changes {
    let mut changes = Changes::default();
    let mut memory = folder.0.lock().unwrap();
    for _ in 0..=dice.below(3) {
        let path = if dice.below(6) == 0 { dice.pick(&GROUND) } else { dice.pick(&PATHS) };
        match dice.below(10) {
            0 | 1 => {
                memory.files.remove(path);
            }
            2 => {
                // Moved; the name that it leaves and the one that it takes both change.
                let to = dice.pick(&PATHS);
                if let Some(bytes) = memory.files.remove(path) {
                    memory.files.insert(to.to_owned(), bytes);
                }
                changes.paths.insert(to.to_owned());
            }
            3 => {
                // A whole folder goes, and is named alone.
                let below = dice.pick(&["eu", "eu/deep", "thing"]);
                memory.files.retain(|own, _| !own.starts_with(&format!("{below}/")));
                changes.paths.insert(below.to_owned());
            }
            4 => memory.now += 86_400 * dice.below(2) as i64,
            _ => {
                let text = text(dice, path);
                memory.files.insert(path.to_owned(), text.into_bytes());
            }
        }
        changes.paths.insert(path.to_owned());
    }
    changes.rescan = dice.below(200) == 0;
    // Events were lost: that there were some is all that is known.
    if dice.below(8) == 0 {
        changes = Changes { verify: true, ..Changes::default() };
    }
    changes
}

fn shown(outcome: Result<String, Vec<String>>) -> String {
    outcome.unwrap_or_else(|codes| codes.join("\n"))
}

fn fresh(folder: &Folder) -> String {
    let session = Session::new(Arc::new(folder.clone()), Options::default());
    shown(match session.snapshot() {
        Ok(snapshot) => Ok(json_v1(&snapshot.check(&Wanted::default()), Lang::En)),
        Err(refused) => Err(refused.diagnostics.iter().map(|problem| format!("{problem:?}")).collect()),
    })
}

/// Runs edits from a seed; at each step what was kept must say what a fresh run says.
fn run(seed: u64, steps: usize) -> BTreeSet<&'static str> {
    let folder = Folder::default();
    folder.0.lock().unwrap().now = 1_780_000_000;
    let mut dice = Dice(seed);
    for path in GROUND.iter().chain(&PATHS) {
        let text = text(&mut dice, path);
        folder.0.lock().unwrap().files.insert((*path).to_owned(), text.into_bytes());
    }
    let mut live = Live::new(Session::new(Arc::new(folder.clone()), Options::default()));
    let mut changes = Changes::default();
    let mut met = BTreeSet::new();
    let mut alarmed = false;
    for step in 0..steps {
        let warm = shown(match live.judge(&changes, &Wanted::default()) {
            Ok(judged) => {
                met.insert(if judged.run < 5 { "few run" } else { "many run" });
                met.insert(if judged.read <= 3 { "few read" } else { "all read" });
                // Rules of readings have something to say, and not always.
                let rings = judged.report.findings.iter().any(|finding| finding.policy.contains("figures"));
                met.extend((rings != alarmed).then_some("alarm changed"));
                alarmed = rings;
                Ok(json_v1(&judged.report, Lang::En))
            }
            Err(refused) => {
                met.insert("refused");
                Err(refused.diagnostics.iter().map(|problem| format!("{problem:?}")).collect())
            }
        });
        let cold = fresh(&folder);
        if warm != cold {
            let place = warm.lines().zip(cold.lines()).position(|(one, other)| one != other).unwrap_or(0);
            let near = |text: &str| text.lines().skip(place.saturating_sub(12)).take(24).collect::<Vec<_>>().join("\n");
            panic!(
                "seed {seed}, step {step}, after {changes:?}\n--- kept\n{}\n--- fresh\n{}\n--- files\n{:#?}",
                near(&warm),
                near(&cold),
                folder.files().iter().map(|(path, text)| (path, String::from_utf8_lossy(text))).collect::<Vec<_>>()
            );
        }
        changes = edit(&mut dice, &folder);
    }
    met
}

/// Few where the code is not optimised, as among all other tests; `.ci/run` runs it optimised as well, and `.ci/full` asks
/// for a hundred thousand with `OMBUD_STEPS`.
fn steps() -> usize {
    let few = if cfg!(debug_assertions) { 500 } else { 10_000 };
    std::env::var("OMBUD_STEPS").ok().and_then(|text| text.parse().ok()).unwrap_or(few)
}

#[test]
fn what_was_kept_says_what_a_fresh_run_says() {
    use rayon::prelude::*;
    const RUN: usize = 250;
    let seeds = (steps() / RUN).max(1) as u64;
    let met: BTreeSet<&str> =
        (0..seeds).into_par_iter().map(|seed| run(seed, RUN)).reduce(BTreeSet::new, |a, b| &a | &b);
    let wanted = ["alarm changed", "all read", "few read", "few run", "many run", "refused"];
    assert!(wanted.iter().all(|one| met.contains(one)), "{met:?}");
}
