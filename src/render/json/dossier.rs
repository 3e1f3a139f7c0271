//! Why: a report for auditors carries what it rests on, so that a machine can read it and anybody can make it again. These
//! types *are* `ombud-dossier`, version 1: the request, the conclusions, and the whole of `json-v1`.
//!
//! The data stand inside a page, so `<` and `>` are written as `\u` escapes (WHATWG HTML, "Restrictions for contents of
//! script elements"); the digest is that of the text as it stands there.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::{Context, root, writer};
use crate::dossier::{self, Dossier, Fulfilment, Validity};
use crate::message::Lang;
use crate::readings::Standing;
use crate::register::{Controls, controls};
use crate::render::dossier::Form;
use crate::render::risk::{self, Shown};
use crate::source::hex;

/// The name of the format.
pub const FORMAT: &str = "ombud-dossier";

/// The newest version of the format.
pub const VERSION: u32 = 1;

#[derive(Serialize)]
struct Data<'a, R> {
    format: &'static str,
    version: u32,
    form: &'static str,
    langs: Vec<&'static str>,
    request: Request,
    instruments: Vec<Instrument<'a>>,
    statements: Vec<Statement<'a>>,
    inventory: Vec<Expected<'a>>,
    risks: Value,
    indicators: Vec<Indicator<'a>>,
    report: R,
}

/// What was asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// What the document is called.
    pub title: Option<String>,
    /// Why it is made.
    pub objective: Option<String>,
    /// Who asked for it.
    pub requester: Option<String>,
    /// Who made it.
    pub prepared_by: Option<String>,
    /// First day of the period.
    pub from: Option<String>,
    /// Last day of the period.
    pub to: Option<String>,
    /// What an earlier document found.
    pub previous: Option<Previous>,
}

/// An earlier document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Previous {
    /// SHA-256 of its data.
    pub digest: String,
    /// The day it was made for.
    pub as_of: String,
    /// Its open findings.
    pub open: Vec<Earlier>,
}

/// A finding of an earlier document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Earlier {
    /// Its fingerprint.
    pub fingerprint: String,
    /// `pack/name`.
    pub policy: String,
    /// The file.
    pub path: String,
    /// What was said.
    pub message: String,
}

#[derive(Serialize)]
struct Instrument<'a> {
    name: Option<&'a str>,
    clauses: Vec<Clause<'a>>,
}

#[derive(Serialize)]
struct Clause<'a> {
    id: &'a str,
    state: &'static str,
}

#[derive(Serialize)]
struct Statement<'a> {
    id: &'a str,
    path: &'a str,
    clause: Option<&'a str>,
    by: Option<&'a str>,
    on: Option<String>,
    valid_until: Option<String>,
    state: &'static str,
}

#[derive(Serialize)]
struct Expected<'a> {
    id: &'a str,
    wanted: Option<&'a str>,
    found: Option<&'a str>,
}

#[derive(Serialize)]
struct Indicator<'a> {
    id: &'a str,
    channel: Option<&'a str>,
    state: &'static str,
    date: Option<String>,
    value: Option<String>,
}

/// The data of a document, as they stand in it.
pub fn data(dossier: &Dossier<'_>, form: Form, langs: &[Lang]) -> String {
    let lang = langs.first().copied().unwrap_or(Lang::En);
    let context = Context { sources: &dossier.report.sources, lang };
    let day = |day: Option<Date>| day.map(|day| day.to_string());
    let data = Data {
        format: FORMAT,
        version: VERSION,
        form: form.word(),
        langs: langs.iter().map(|lang| lang.code()).collect(),
        request: Request::of(dossier.request),
        instruments: dossier
            .instruments
            .iter()
            .map(|own| Instrument {
                name: own.name.get(lang).map(|name| &**name),
                clauses: own
                    .clauses
                    .iter()
                    .map(|(covered, state)| Clause { id: &covered.clause.id, state: Fulfilment::word(*state) })
                    .collect(),
            })
            .collect(),
        statements: dossier
            .statements
            .iter()
            .map(|own| Statement {
                id: &own.id,
                path: &own.document.path,
                clause: own.clause.as_deref(),
                by: own.by.as_deref(),
                on: day(own.on),
                valid_until: day(own.valid_until),
                state: match own.validity {
                    Validity::Holds => "holds",
                    Validity::Expired => "expired",
                    Validity::Incomplete => "incomplete",
                    Validity::Later => "later",
                },
            })
            .collect(),
        inventory: dossier
            .inventory
            .expected
            .iter()
            .map(|own| Expected {
                id: &own.id,
                wanted: own.wanted.as_deref(),
                found: own.found.as_ref().map(|found| &*found.path),
            })
            .collect(),
        // `ombud-risk`, as `ombud risk` writes it.
        risks: serde_json::from_str(&risks(dossier, lang)).unwrap_or_default(),
        indicators: dossier.standings.iter().flat_map(indicators).collect(),
        // What did not apply is counted there; a list of it would be a hundred times the rest.
        report: root(context, dossier.report, None),
    };
    writer::write(&data).trim_end().replace('<', "\\u003c").replace('>', "\\u003e")
}

fn risks(dossier: &Dossier<'_>, lang: Lang) -> String {
    let report = dossier.report;
    let judged: Vec<Vec<Controls<'_>>> = dossier.registers.iter().map(|own| controls(own, report)).collect();
    let pairs = dossier.registers.iter().zip(&judged);
    let shown: Vec<Shown<'_>> = pairs.map(|(register, controls)| Shown { register, controls }).collect();
    risk::json::json(&shown, report.as_of, &report.sources, lang)
}

fn indicators(standing: &Standing) -> impl Iterator<Item = Indicator<'_>> {
    standing.channels.iter().map(|own| Indicator {
        id: &standing.id,
        channel: own.series.channel.as_deref(),
        state: own.series.state.word(),
        date: own.trend.last().map(|last| last.date.to_string()),
        value: own.trend.last().and_then(|last| last.value.as_ref()).map(|value| value.text().to_string()),
    })
}

/// SHA-256 of data as they stand in a document, in hexadecimal.
pub fn digest(data: &str) -> String {
    hex(&Sha256::digest(data.as_bytes()))
}

impl Request {
    fn of(request: &dossier::Request) -> Self {
        let dossier::Request { title, objective, requester, prepared_by, period, previous } = request.clone();
        Self {
            title,
            objective,
            requester,
            prepared_by,
            from: period.map(|(from, _)| from.to_string()),
            to: period.map(|(_, to)| to.to_string()),
            previous: previous.map(|previous| Previous {
                digest: previous.digest,
                as_of: previous.as_of.to_string(),
                open: previous
                    .open
                    .into_iter()
                    .map(|dossier::Earlier { fingerprint, policy, path, message }| Earlier {
                        fingerprint,
                        policy,
                        path,
                        message,
                    })
                    .collect(),
            }),
        }
    }

    /// The request again. `None` if a day in it is no day.
    pub fn asked(self) -> Option<dossier::Request> {
        let Self { title, objective, requester, prepared_by, from, to, previous } = self;
        let period = match (from, to) {
            (Some(from), Some(to)) => Some((from.parse().ok()?, to.parse().ok()?)),
            _ => None,
        };
        let previous = match previous {
            Some(Previous { digest, as_of, open }) => Some(dossier::Previous {
                digest,
                as_of: as_of.parse().ok()?,
                open: open
                    .into_iter()
                    .map(|Earlier { fingerprint, policy, path, message }| dossier::Earlier {
                        fingerprint,
                        policy,
                        path,
                        message,
                    })
                    .collect(),
            }),
            None => None,
        };
        Some(dossier::Request { title, objective, requester, prepared_by, period, previous })
    }
}
