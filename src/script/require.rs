//! Why: `require(x).at_most(y)` is the one sentence that most scripts consist of. As custom syntax it also sees the reads
//! made inside its argument, so that even `require(doc.a + doc.b)` has a place.

use std::ops::Range;
use std::sync::Arc;

use rhai::{Dynamic, Engine, EvalAltResult, EvalContext, Expression, ImmutableString};

use super::api::FAIL;
use super::origin::held;
use super::state;
use crate::message::Message;
use crate::model::Spot;
use crate::rule::requirement::{self, Relation};
use crate::rule::{From, Held, Operand, Truth};

/// A value about which something is required.
#[derive(Clone)]
pub(super) struct Requirement {
    subject: Operand<'static>,
    /// Further places from which it was worked out.
    parts: Vec<Spot>,
    /// It failed or could not be told: further requirements about it add nothing.
    settled: bool,
    /// The fails that were written down about it, by position.
    fails: Range<usize>,
}

/// Registers `require(…)` and what can be asked of it.
///
/// # Errors
/// Never with the syntax given here.
pub(super) fn register(engine: &mut Engine) -> Result<(), Box<EvalAltResult>> {
    engine.register_custom_syntax(["require", "(", "$expr$", ")"], false, begin)?;
    engine.register_type_with_name::<Requirement>("requirement");
    engine.register_fn("present", |required: Requirement| required.ask(|_, subject| requirement::present(subject)));
    engine.register_fn("absent", |required: Requirement| required.ask(|_, subject| requirement::absent(subject)));
    engine.register_fn("not_empty", |required: Requirement| {
        required.ask(|knowledge, subject| requirement::not_empty(knowledge, subject))
    });
    engine.register_fn("unique", |required: Requirement| {
        required.ask(|knowledge, subject| requirement::unique(knowledge, subject))
    });
    engine.register_fn("increasing", |required: Requirement| {
        required.ask(|knowledge, subject| requirement::increasing(knowledge, subject))
    });
    for (name, relation) in [
        ("at_most", Relation::AtMost),
        ("below", Relation::Below),
        ("at_least", Relation::AtLeast),
        ("above", Relation::Above),
        ("equals", Relation::Equal),
        ("differs_from", Relation::Unequal),
    ] {
        engine.register_fn(name, move |required: Requirement, limit: Dynamic| required.relate(relation, &limit));
    }
    engine.register_fn("is_true", |required: Requirement| required.relate(Relation::Equal, &Dynamic::from_bool(true)));
    engine
        .register_fn("is_false", |required: Requirement| required.relate(Relation::Equal, &Dynamic::from_bool(false)));
    engine.register_fn("one_of", |required: Requirement, list: Dynamic| {
        let (list, among) = list_limit(&list);
        required.ask_among(among, |knowledge, subject| requirement::one_of(knowledge, subject, &list))
    });
    engine.register_fn("contains", |required: Requirement, wanted: Dynamic| {
        let wanted = operand(&wanted);
        required.ask(|knowledge, subject| requirement::has(knowledge, subject, &wanted))
    });
    engine.register_fn("contains_all", |required: Requirement, list: Dynamic| {
        let (list, among) = list_limit(&list);
        required.ask_among(among, |knowledge, subject| match requirement::list_items(knowledge, &list) {
            Ok(items) => items
                .iter()
                .map(|item| requirement::has(knowledge, subject, item))
                .reduce(|all, next| all.and(|| next))
                .unwrap_or_else(|| Truth::yes(subject)),
            Err(truth) => truth,
        })
    });
    engine.register_fn("matches", |required: Requirement, pattern: ImmutableString| {
        required.ask(|_, subject| requirement::fits(subject, &pattern))
    });
    engine.register_fn("resolves", |required: Requirement| required.resolves(None));
    engine.register_fn("resolves", |required: Requirement, thing: ImmutableString| required.resolves(Some(&thing)));
    Ok(())
}

fn begin(context: &mut EvalContext, inputs: &[Expression]) -> Result<Dynamic, Box<EvalAltResult>> {
    let before = state::with(|state| state.reads.len()).unwrap_or(0);
    let value = context.eval_expression_tree(&inputs[0])?;
    let known = state::with(|state| {
        let subject = state.operand(&value, Some(before));
        let parts = match &subject.from {
            From::Computed(spot) => state.parts_since(before, Some(spot)),
            _ => Vec::new(),
        };
        (subject, parts)
    });
    let (subject, parts) = known.unwrap_or_else(|| (Operand::literal(Held::Nothing), Vec::new()));
    Ok(Dynamic::from(Requirement { subject, parts, settled: false, fails: 0..0 }))
}

fn operand(value: &Dynamic) -> Operand<'static> {
    state::with(|state| state.operand(value, None)).unwrap_or_else(|| Operand::literal(held(value)))
}

fn list_limit(value: &Dynamic) -> (Operand<'static>, Option<Arc<[usize]>>) {
    let (mut limits, among) = state::with(|state| state.limits(value)).unwrap_or_default();
    match limits.is_empty() {
        true => (operand(value), None),
        false => (limits.swap_remove(0), among),
    }
}

impl Requirement {
    /// The fails that were written down about it, by position in the ledger.
    pub fn fails(&self) -> Range<usize> {
        self.fails.clone()
    }

    fn ask(self, question: impl FnOnce(&crate::knowledge::Knowledge, &Operand<'static>) -> Truth) -> Self {
        self.ask_among(None, question)
    }

    /// Asks, where the limit was chosen among some values of a parameter.
    fn ask_among(
        mut self,
        among: Option<Arc<[usize]>>,
        question: impl FnOnce(&crate::knowledge::Knowledge, &Operand<'static>) -> Truth,
    ) -> Self {
        if self.settled {
            return self;
        }
        let Some(knowledge) = state::with(|state| state.knowledge.clone()) else { return self };
        state::tick(1 + requirement::size(&knowledge, &self.subject));
        let truth = question(&knowledge, &self.subject).among(among.as_ref());
        self.settled = !truth.holds();
        let truth = self.with_parts(truth);
        let fails = state::with(|state| {
            let before = state.ledger.fails.len();
            truth.settle(&mut state.ledger);
            before..state.ledger.fails.len()
        });
        self.fails = fails.unwrap_or_default();
        self
    }

    /// A value that was worked out from several names them all.
    fn with_parts(&self, truth: Truth) -> Truth {
        match truth {
            Truth::Yes(mut spots) => {
                spots.extend(self.parts.iter().cloned());
                Truth::Yes(spots)
            }
            Truth::No(mut fails) => {
                state::tick(FAIL * fails.len() as u64);
                // A fail of one item of a list has its own place.
                for fail in fails.iter_mut().filter(|fail| fail.computed) {
                    let parts = self.parts.iter().map(|spot| (spot.clone(), Message::new("related.computed")));
                    fail.related.extend(parts);
                }
                Truth::No(fails)
            }
            doubt @ Truth::Doubt(_) => doubt,
        }
    }

    fn relate(self, relation: Relation, limit: &Dynamic) -> Self {
        let (limits, among) = state::with(|state| state.limits(limit)).unwrap_or_else(|| (vec![operand(limit)], None));
        self.ask_among(among, |_, subject| requirement::relate_all(subject, relation, &limits))
    }

    fn resolves(self, thing: Option<&str>) -> Self {
        self.ask(|knowledge, subject| {
            let name = match requirement::name(subject) {
                Ok(name) => name,
                Err(truth) => return truth,
            };
            let mut asked = crate::ledger::Ledger::default();
            let truth = crate::rule::name::resolves(knowledge, &mut asked, subject, name, thing);
            state::with(|state| state.ledger.queries.append(&mut asked.queries));
            truth
        })
    }
}
