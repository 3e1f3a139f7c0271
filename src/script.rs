//! Why: a rule that is more than one requirement is a script, and a script is a stranger: it may loop, grow, crash or
//! lie. The host gives it documents to read and nothing else, counts every step, keeps the place of every value that it
//! hands out, and turns whatever goes wrong into one located diagnostic.

mod api;
mod compare;
mod compile;
mod fault;
mod graph;
pub mod host;
mod limit;
mod list;
mod node;
mod operator;
mod origin;
mod pick;
pub mod reference;
mod require;
mod sites;
mod standing;
mod state;
mod text;

pub use host::{Host, Program};
