//! Why: a policy is one file that reads aloud: what it asks, of whom, on the strength of which clause, and how to mend
//! it. Here it is loaded and checked; it is run on the judgement floor.

mod citation;
pub mod embedded;
pub mod expression;
pub mod header;
pub mod laid;
pub mod load;
pub mod names;
pub mod parameter;
mod placeholder;
pub mod shape;
mod step;
pub mod supply;

use std::sync::Arc;

use crate::clause::Relation;
use crate::diagnostic::{Location, Severity};
use crate::message::LocalText;
use crate::source::{Source, SourceId};
use crate::span::Span;
use expression::Expression;
pub use parameter::{Parameter, Stricter};

/// One rule with everything that was written about it.
#[derive(Clone, Debug)]
pub struct Policy {
    /// `pack/name`.
    pub id: Arc<str>,
    /// Short title: what a file would wrongly state.
    pub title: LocalText,
    /// Weight of its findings, unless configuration says otherwise.
    pub severity: Severity,
    /// Kinds of documents it speaks about; `workspace` for a rule over the whole.
    pub applies_to: Vec<Arc<str>>,
    /// Condition under which it applies.
    pub when: Option<Written>,
    /// Clauses it rests on.
    pub clauses: Vec<Citation>,
    /// Its adjustable values.
    pub parameters: Vec<Parameter>,
    /// What it asks.
    pub rule: Rule,
    /// Own words of its checks, by message id.
    pub messages: Vec<(Arc<str>, LocalText)>,
    /// How to mend a finding.
    pub help: LocalText,
    /// Why it matters, in prose.
    pub prose: LocalText,
    /// Category of risk it belongs to.
    pub risk_category: Option<Arc<str>>,
    /// The release of the packs that brought it, `2026.11`.
    pub since: Option<Arc<str>>,
    /// Its file.
    pub source: Arc<Source>,
    /// Number of that file in this run.
    pub source_id: SourceId,
    /// The header, from `/*` to `*/`.
    pub header: Span,
}

/// What a policy asks.
#[derive(Clone, Debug)]
pub enum Rule {
    /// One requirement, run natively.
    Header {
        /// What must hold.
        require: Written,
        /// For each item of this list or map; the item is called `item`, or as written before `in`.
        each: Option<(Arc<str>, Written)>,
    },
    /// A script with `fn check(doc)`.
    Script,
}

/// An expression with the place where it is written in the policy's file.
#[derive(Clone, Debug)]
pub struct Written {
    /// What it says.
    pub expression: Expression,
    /// First byte of its text in the file; spans of the expression count from here.
    pub start: u32,
    /// Its text.
    pub text: Arc<str>,
}

/// A clause that a policy rests on.
#[derive(Clone, Debug)]
pub struct Citation {
    /// Key in the catalogue.
    pub id: Arc<str>,
    /// What the clause is to this rule.
    pub relation: Relation,
    /// The checks that it asks for; empty for all of the policy.
    pub checks: Vec<Arc<str>>,
    /// The parameters of the policy that it sets where it is in scope; only with [`Relation::Sets`].
    pub gives: Vec<Given>,
    /// Cases about which it speaks (`data_protection`); empty for all. It counts only where one of them is handled.
    pub case_types: Vec<Arc<str>>,
    /// Where it is cited.
    pub span: Span,
}

/// A parameter of a policy that a clause sets.
#[derive(Clone, Debug)]
pub struct Given {
    /// The policy's parameter.
    pub parameter: Arc<str>,
    /// The parameter of the clause that holds its value.
    pub from: Arc<str>,
    /// Where `from` is written.
    pub span: Span,
}

impl Policy {
    /// The pack: the part of the id before the slash.
    pub fn pack(&self) -> &str {
        self.id.split_once('/').map_or("", |(pack, _)| pack)
    }

    /// The own words of a check.
    pub fn message(&self, check: &str) -> Option<&LocalText> {
        self.messages.iter().find(|(id, _)| &**id == check).map(|(_, text)| text)
    }

    /// A parameter by name.
    pub fn parameter(&self, name: &str) -> Option<&Parameter> {
        self.parameters.iter().find(|parameter| &*parameter.name == name)
    }

    /// Whether some clause may set one of its parameters.
    pub fn takes_from_clauses(&self) -> bool {
        self.clauses.iter().any(|citation| !citation.gives.is_empty())
    }

    /// A place in the policy's own file.
    pub fn location(&self, span: Span) -> Location {
        Location::new(self.source_id, span)
    }

    /// The file with its header and prose emptied but for their line ends, so that nothing in them is lexed as script and
    /// lines and columns of the script are those of the file. Three bytes of four are prose: turned to spaces, reading
    /// them took half of the time that reading all scripts took.
    pub fn script(&self) -> String {
        let text = &self.source.text;
        let (header, code) = text.split_at(self.header.range().end.min(text.len()));
        let is_comment = |line: &&str| line.trim().is_empty() || line.trim_start().starts_with("//");
        let before: usize = code.split_inclusive('\n').take_while(is_comment).map(str::len).sum();
        let (prose, code) = code.split_at(before);
        let mut script = "\n".repeat(header.matches('\n').count() + prose.matches('\n').count());
        script.push_str(code);
        script
    }

    /// Whether it speaks about the workspace as a whole.
    pub fn is_over_workspace(&self) -> bool {
        self.applies_to.iter().any(|kind| &**kind == "workspace")
    }
}
