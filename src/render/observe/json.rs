//! Why: an observation is kept beside the process that it is about, read by policies and by programs. `ombud-observed`,
//! version 1, is a frozen shape of its own: fields may be added, none is renamed, retyped or taken away. By its first two
//! keys a document is known for one, so they are named once, where documents are recognised.

use serde::Serialize;
use serde_json::{Value, json};

use crate::model::kind::{OBSERVED_FORMAT, OBSERVED_VERSION};
use crate::observe::{Doubt, Figures, Naming, Observation, Observed, Stray, Unseen};
use crate::render::json::writer;
use crate::render::shape::{list, object};

/// What a log shows, as JSON, ending with a line end.
pub fn json(observation: &Observation) -> String {
    let Observation { path, format, extent, zone, process, .. } = observation;
    let moment = |millis: Option<i64>| millis.map(|millis| crate::time::date::moment_text(millis.div_euclid(1000)));
    writer::write(&Root {
        format: OBSERVED_FORMAT,
        version: OBSERVED_VERSION,
        id: id(observation),
        process,
        tool: Tool { name: "ombud", version: env!("CARGO_PKG_VERSION") },
        log: Log { path, format: format.word(), bytes: extent.bytes, sha256: &extent.sha256, rows: extent.rows },
        time_zone: zone,
        masked: observation.naming == Naming::Masked,
        cases: observation.cases,
        events: observation.events,
        unfinished: observation.unfinished,
        without_time: observation.without_time,
        first: moment(observation.first),
        last: moment(observation.last),
        deadlines: observation.deadlines.iter().map(deadline).collect(),
        steps_seen: observation.seen.iter().map(|seen| Step { step: &seen.step, events: seen.events }).collect(),
        steps_unseen: observation.unseen.iter().map(name).collect(),
        activities_unknown: observation.unknown.iter().map(stray).collect(),
        activities_unused: observation.unused.iter().map(name).collect(),
    })
}

/// The id of an observation: the process, and the name of the log without its ending.
fn id(observation: &Observation) -> String {
    let name = observation.path.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    format!("{}.{stem}", observation.process)
}

/// JSON Schema (draft 2020-12) of `ombud-observed`, version 1.
pub fn schema() -> Value {
    let text = json!({ "type": "string" });
    let maybe = json!({ "type": ["string", "null"] });
    let yes = json!({ "type": "boolean" });
    let count = json!({ "type": "integer", "minimum": 0 });
    let seconds = json!({ "type": ["integer", "null"], "minimum": 0 });
    let counts = COUNTS.map(|name| (name, count.clone()));
    let shares = SHARES.map(|name| (name, seconds.clone()));
    let figures: Vec<(&str, Value)> = counts.into_iter().chain(shares).collect();
    let group = object(&[&[("name", maybe.clone())], figures.as_slice()].concat());
    let worst = object(&[("case", text.clone()), ("seconds", count.clone()), ("late", yes.clone())]);
    let own = [
        ("deadline", text.clone()),
        ("declared", maybe.clone()),
        ("from", text.clone()),
        ("ends", maybe.clone()),
        ("start_seen", yes.clone()),
        ("end_seen", yes.clone()),
        ("doubts", list(json!({ "enum": ["business_time", "day_kind", "which_cases", "no_length"] }))),
        ("longest", maybe.clone()),
        ("by_channel", list(group.clone())),
        ("by_priority", list(group.clone())),
        ("by_month", list(group)),
        ("worst", list(worst)),
    ];
    let deadline = object(&[own.as_slice(), figures.as_slice()].concat());
    let named = object(&[("name", text.clone()), ("near", maybe.clone())]);
    let stray = object(&[("name", text.clone()), ("events", count.clone()), ("near", maybe.clone())]);
    let log = [
        ("path", text.clone()),
        ("format", json!({ "enum": ["csv", "xes", "zendesk", "servicenow"] })),
        ("bytes", count.clone()),
        ("sha256", json!({ "type": "string", "pattern": "^[0-9a-f]{64}$" })),
        ("rows", count.clone()),
    ];
    let mut root = object(&[
        ("format", json!({ "const": OBSERVED_FORMAT })),
        ("version", json!({ "const": OBSERVED_VERSION })),
        ("id", text.clone()),
        ("process", text.clone()),
        ("tool", object(&[("name", json!({ "const": "ombud" })), ("version", text.clone())])),
        ("log", object(&log)),
        ("time_zone", text.clone()),
        ("masked", yes),
        ("cases", count.clone()),
        ("events", count.clone()),
        ("unfinished", count.clone()),
        ("without_time", count.clone()),
        ("first", maybe.clone()),
        ("last", maybe),
        ("deadlines", list(deadline)),
        ("steps_seen", list(object(&[("step", text), ("events", count)]))),
        ("steps_unseen", list(named.clone())),
        ("activities_unknown", list(stray)),
        ("activities_unused", list(named)),
    ]);
    root["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    root["title"] = json!("ombud observation, version 1");
    root["description"] = json!(
        "What `ombud observe --output-format json` writes. Times are in UTC, lengths in whole seconds. Fields may be \
         added within this version; none is renamed, retyped or removed."
    );
    root
}

const COUNTS: [&str; 9] =
    ["cases", "within", "late", "undecided", "without_time_stamp", "reversed", "without_start", "open", "open_late"];
const SHARES: [&str; 4] = ["p50", "p90", "p99", "max"];

#[derive(Serialize)]
struct Root<'a> {
    format: &'static str,
    version: u32,
    id: String,
    process: &'a str,
    tool: Tool,
    log: Log<'a>,
    time_zone: &'a str,
    masked: bool,
    cases: u64,
    events: u64,
    unfinished: u64,
    without_time: u64,
    first: Option<String>,
    last: Option<String>,
    deadlines: Vec<Deadline<'a>>,
    steps_seen: Vec<Step<'a>>,
    steps_unseen: Vec<Name<'a>>,
    activities_unknown: Vec<StrayRow<'a>>,
    activities_unused: Vec<Name<'a>>,
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
    version: &'static str,
}

#[derive(Serialize)]
struct Log<'a> {
    path: &'a str,
    format: &'static str,
    bytes: u64,
    sha256: &'a str,
    rows: u64,
}

#[derive(Serialize)]
struct Deadline<'a> {
    deadline: &'a str,
    declared: Option<&'a str>,
    from: &'a str,
    ends: Option<&'a str>,
    start_seen: bool,
    end_seen: bool,
    doubts: Vec<&'static str>,
    /// The longest case as a length of time that policies can compare.
    longest: Option<String>,
    #[serde(flatten)]
    figures: Counts,
    by_channel: Vec<Group<'a>>,
    by_priority: Vec<Group<'a>>,
    by_month: Vec<Group<'a>>,
    worst: Vec<WorstRow<'a>>,
}

#[derive(Serialize)]
struct Group<'a> {
    name: Option<&'a str>,
    #[serde(flatten)]
    figures: Counts,
}

#[derive(Serialize)]
struct Counts {
    cases: u64,
    within: u64,
    late: u64,
    undecided: u64,
    without_time_stamp: u64,
    reversed: u64,
    without_start: u64,
    open: u64,
    open_late: u64,
    p50: Option<u32>,
    p90: Option<u32>,
    p99: Option<u32>,
    max: Option<u32>,
}

#[derive(Serialize)]
struct WorstRow<'a> {
    case: &'a str,
    seconds: i64,
    late: bool,
}

#[derive(Serialize)]
struct Step<'a> {
    step: &'a str,
    events: u64,
}

#[derive(Serialize)]
struct Name<'a> {
    name: &'a str,
    near: Option<&'a str>,
}

#[derive(Serialize)]
struct StrayRow<'a> {
    name: &'a str,
    events: u64,
    near: Option<&'a str>,
}

fn deadline(observed: &Observed) -> Deadline<'_> {
    Deadline {
        deadline: &observed.deadline,
        declared: observed.declared.as_deref(),
        from: &observed.from,
        ends: observed.ends.as_deref(),
        start_seen: observed.start_seen,
        end_seen: observed.end_seen,
        doubts: observed.doubts.iter().map(|doubt| word(*doubt)).collect(),
        longest: observed.whole.spread.map(|spread| format!("{} seconds", spread.max)),
        figures: counts(&observed.whole),
        by_channel: groups(&observed.by_channel),
        by_priority: groups(&observed.by_priority),
        by_month: groups(&observed.by_month),
        worst: observed
            .worst
            .iter()
            .map(|worst| WorstRow { case: &worst.case, seconds: worst.millis.div_euclid(1000), late: worst.late })
            .collect(),
    }
}

fn groups(groups: &[(Option<std::sync::Arc<str>>, Figures)]) -> Vec<Group<'_>> {
    groups.iter().map(|(name, figures)| Group { name: name.as_deref(), figures: counts(figures) }).collect()
}

fn counts(figures: &Figures) -> Counts {
    let Figures { cases, within, late, undecided, without_time, reversed, without_start, open, open_late, spread } =
        *figures;
    let share = |of: fn(crate::observe::Spread) -> u32| spread.map(of);
    Counts {
        cases,
        within,
        late,
        undecided,
        without_time_stamp: without_time,
        reversed,
        without_start,
        open,
        open_late,
        p50: share(|spread| spread.p50),
        p90: share(|spread| spread.p90),
        p99: share(|spread| spread.p99),
        max: share(|spread| spread.max),
    }
}

fn name(unseen: &Unseen) -> Name<'_> {
    Name { name: &unseen.name, near: unseen.near.as_deref() }
}

fn stray(stray: &Stray) -> StrayRow<'_> {
    StrayRow { name: &stray.activity, events: stray.events, near: stray.near.as_deref() }
}

fn word(doubt: Doubt) -> &'static str {
    match doubt {
        Doubt::BusinessTime => "business_time",
        Doubt::DayKind => "day_kind",
        Doubt::WhichCases => "which_cases",
        Doubt::NoLength => "no_length",
    }
}
