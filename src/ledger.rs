//! Why: a header rule and a script come to their verdict in the same way: by writing down, while they run, what failed,
//! what could not be told, what held, and which questions they asked. The verdict is read off at the end and cannot be
//! set by hand.

use std::borrow::Cow;
use std::sync::Arc;

use crate::finding::{Cause, LimitOrigin, Verdict};
use crate::index::Query;
use crate::message::{Arg, Message};
use crate::model::Spot;

/// What one evaluation wrote down.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    /// Places that break the rule.
    pub fails: Vec<Fail>,
    /// Places that could not be judged.
    pub doubts: Vec<Doubt>,
    /// Places that satisfy it.
    pub held: Vec<Spot>,
    /// Why it does not apply: its condition, the script, or a format that cannot say what it asks for.
    pub skipped: Option<Message>,
    /// What stopped it.
    pub stopped: Option<Stopped>,
    /// Questions to the index.
    pub queries: Vec<Query>,
    /// Whether the day was asked for.
    pub read_as_of: bool,
}

/// A place that breaks a rule.
#[derive(Clone, Debug)]
pub struct Fail {
    /// Which check.
    pub check: Arc<str>,
    /// Where.
    pub spot: Spot,
    /// Values for the message, beside those that every message has.
    pub args: Vec<(Cow<'static, str>, Arg)>,
    /// Literal text, where a script gave one instead of a message id.
    pub literal: Option<Arc<str>>,
    /// The value it was measured against.
    pub limit: Option<LimitUsed>,
    /// The values among which the limit was chosen, by position among the parameters, where the rule asked for the limit
    /// of one entry; `None` for those of the document.
    pub among: Option<Arc<[usize]>>,
    /// Further places.
    pub related: Vec<(Spot, Message)>,
    /// Advice beyond the policy's own.
    pub help: Vec<Message>,
    /// The value was worked out from the one at the spot.
    pub computed: bool,
    /// The rule asked whether the value is stated, and it is not; as opposed to one that is missing on the way.
    pub asked: bool,
}

/// A value something was measured against.
#[derive(Clone, Debug)]
pub struct LimitUsed {
    /// As text.
    pub value: Arc<str>,
    /// Where it comes from.
    pub from: LimitFrom,
}

/// Where a limit comes from.
#[derive(Clone, Debug)]
pub enum LimitFrom {
    /// A parameter, by its position among those of the policy.
    Parameter(usize),
    /// Another value of the workspace's files.
    Spot(Spot),
    /// The rule itself.
    Rule,
}

/// A place that could not be judged.
#[derive(Clone, Debug)]
pub struct Doubt {
    /// Where; `None` when no place is to blame.
    pub spot: Option<Spot>,
    /// Why.
    pub why: Message,
}

/// What stopped an evaluation.
#[derive(Clone, Debug)]
pub struct Stopped {
    /// Fault or limit.
    pub cause: Cause,
    /// What happened.
    pub message: Message,
    /// Line and column in the policy, from 1.
    pub at: Option<(u32, u32)>,
}

impl Fail {
    /// A fail of a check at a place.
    pub fn new(check: impl Into<Arc<str>>, spot: Spot) -> Self {
        Self {
            check: check.into(),
            spot,
            args: Vec::new(),
            literal: None,
            limit: None,
            among: None,
            related: Vec::new(),
            help: Vec::new(),
            computed: false,
            asked: false,
        }
    }

    /// Adds the value it was measured against.
    #[must_use]
    pub fn against(mut self, value: Arc<str>, from: LimitFrom) -> Self {
        self.limit = Some(LimitUsed { value, from });
        self
    }

    /// Adds a value for the message.
    #[must_use]
    pub fn with(mut self, name: &'static str, arg: Arg) -> Self {
        self.args.push((name.into(), arg));
        self
    }
}

impl Ledger {
    /// Writes down that a place could not be judged.
    pub fn doubt(&mut self, spot: Option<Spot>, why: Message) {
        self.doubts.push(Doubt { spot, why });
    }

    /// The verdict: fail, then unknown, then not applicable, then pass.
    pub fn verdict(&self) -> Verdict {
        if !self.fails.is_empty() {
            Verdict::Fail
        } else if let Some(stopped) = &self.stopped {
            Verdict::Unknown(stopped.cause)
        } else if !self.doubts.is_empty() {
            Verdict::Unknown(Cause::Undecidable)
        } else if self.skipped.is_some() {
            Verdict::NotApplicable
        } else {
            Verdict::Pass
        }
    }
}

impl LimitFrom {
    /// The origin of a limit that is not a parameter.
    pub fn origin(&self) -> LimitOrigin {
        match self {
            Self::Spot(_) => LimitOrigin::Document,
            Self::Rule | Self::Parameter(_) => LimitOrigin::Rule,
        }
    }
}
