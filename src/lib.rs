//! `ombud` judges the files in which an organisation writes down how it serves people and how it handles their data.
//! This page is the tour; `docs/architecture.md` gives the reasons, the promises, and the tests that hold them.
//!
//! # The way of a file
//!
//! [`discover`] finds the files, [`parse`] makes a [`document`] of each, [`model`] and [`index`] give it meaning,
//! [`plan`] settles which policies meet it and with which limits, [`evaluate`] judges, [`report`] counts, and
//! [`render`](mod@render) writes. A [`session`] holds what outlives one run and hands out snapshots that never change:
//!
//! ```
//! use std::sync::Arc;
//!
//! use ombud::files::Memory;
//! use ombud::message::Lang;
//! use ombud::render::{Format, Style, render};
//! use ombud::session::{Options, Session, Wanted};
//!
//! let process = r#"
//! kind = "process"
//! id = "complaints"
//! title = "Customer complaints"
//! category = "complaint"
//! deadlines = { acknowledge = "48 hours", resolve = "30 calendar days" }
//! "#;
//! let files = Memory::default().with("complaints.toml", process);
//! let options = Options { as_of: "2026-11-22".parse().ok(), ..Options::default() };
//! let snapshot = Session::new(Arc::new(files), options).snapshot().map_err(|_| "refused")?;
//! let report = snapshot.check(&Wanted::default());
//! let text = render(&report, Format::Concise, &Style::plain(Lang::En));
//! assert!(text.contains("complaints.toml:6:29: error[complaint/acknowledge-too-slow]"), "{text}");
//! # Ok::<(), &str>(())
//! ```
//!
//! # The floors
//!
//! Imports go to the same floor or a lower one; a test reads every path in the code and fails on an upward one.
//!
//! | floor | modules | what is there |
//! | --- | --- | --- |
//! | **ground** | [`diagnostic`] [`files`] [`message`] [`near`] [`source`] [`span`] | text and places, messages without words, the only door to disk, clock and environment |
//! | **documents** | [`document`] [`parse`] | every format as one arena of nodes with places |
//! | **knowledge** | [`clause`] [`config`] [`field`] [`graph`] [`index`] [`knowledge`] [`model`] [`policy`] [`scalar`] [`schema`] [`time`] [`value`] | what files, policies, laws and settings mean, frozen for one run |
//! | **judgement** | [`builtin`] [`coverage`] [`dossier`] [`evaluate`] [`finding`] [`ledger`] [`observe`] [`plan`] [`readings`] [`register`] [`report`] [`rule`] [`script`] | pure: data in, data out |
//! | **session** | [`adopt`] [`discover`] [`disk`] [`doctor`] [`prove`] [`session`] | where all input comes in; the cases of policies, which are small sessions; what a folder holds and how it is read |
//! | **render** | [`render`](mod@render) | reports to bytes, and the message catalogues: the only text for people |
//! | **shells** | [`cli`] [`watch`] | arguments in, one snapshot or one after each change, one renderer, an exit code out |
//!
//! The library serves the program and its tests. Its interface follows the program and may change with any release; the
//! formats that leave the process (`json-v1`, exit codes, fingerprints) are what is kept.

pub mod adopt;
pub mod builtin;
pub mod clause;
pub mod cli;
pub mod config;
pub mod coverage;
pub mod diagnostic;
pub mod discover;
pub mod disk;
pub mod doctor;
pub mod document;
pub mod dossier;
pub mod evaluate;
pub mod field;
pub mod files;
pub mod finding;
pub mod graph;
pub mod index;
pub mod knowledge;
pub mod ledger;
pub mod message;
pub mod model;
pub mod near;
pub mod observe;
pub mod parse;
pub mod plan;
pub mod policy;
pub mod prove;
pub mod readings;
pub mod register;
pub mod render;
pub mod report;
pub mod rule;
pub mod scalar;
pub mod schema;
pub mod script;
pub mod session;
pub mod source;
pub mod span;
pub mod time;
pub mod value;
pub mod watch;
