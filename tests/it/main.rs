//! Why: one binary links once. Each module proves one promise of the program through its public doors.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "tests say what must hold by breaking")]

mod architecture;
mod bpmn;
mod citations;
mod clauses;
mod cli;
mod core;
mod corpus;
mod determinism;
mod docs;
mod doctor;
mod dossier;
mod formats;
mod graph;
mod hostile;
mod indicators;
mod init;
mod judge;
mod language;
mod limits;
mod native;
mod never_by_accident;
mod newcomer;
mod observe;
mod places;
mod policies;
mod reading;
mod references;
mod risk;
mod schemas;
mod shells;
mod slips;
mod story;
mod traps;
mod trouble;
mod truth;
mod unit;
mod verdicts;
mod watch;
mod wording;
mod workspace;
mod wrong;
