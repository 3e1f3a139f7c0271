//! Why: whether an indicator is past its threshold is told by `readings.rs`; rules only say which of its answers are worth
//! a finding. A series that a script holds hands out its latest reading as a value of its file, so that the place is known.

use std::any::TypeId;
use std::sync::Arc;

use rhai::{Dynamic, Engine, EvalAltResult, ImmutableString, NativeCallContext};

use super::fault::misuse;
use super::list::charge;
use super::node::{Items, Node};
use super::state::{self, State};
use crate::index::Query;
use crate::message::Message;
use crate::model::read::Seen;
use crate::model::{Handle, Shape, Spot};
use crate::readings::{self, Data, Series, Unclear};
use crate::schema::Thing;
use crate::schema::readings::READINGS;

type Answer<T> = Result<T, Box<EvalAltResult>>;

/// How one channel of an indicator stands.
#[derive(Clone)]
struct StandingWord {
    indicator: Handle,
    series: Arc<Series>,
}

/// What each reading costs that is looked at.
const READING: u64 = 2;

/// Registers `standings` and what can be asked of one.
pub(super) fn register(engine: &mut Engine) {
    engine.register_type_with_name::<StandingWord>("standing");
    let any = TypeId::of::<Dynamic>();
    engine.register_raw_fn("standings", [any], |_: NativeCallContext, arguments: &mut [&mut Dynamic]| {
        standings(arguments[0])
    });
    engine.register_get("name", |word: &mut StandingWord| word.ask(|word, state| word.name(state).into()));
    engine.register_get("channel", |word: &mut StandingWord| {
        ImmutableString::from(word.series.channel.as_deref().unwrap_or_default())
    });
    engine.register_get("data", |word: &mut StandingWord| {
        word.ask(|word, state| match &word.series.data {
            Data::Ageless(unclear) | Data::Unclear(unclear) => unsure(state, unclear),
            data => data.word().into(),
        })
    });
    engine.register_get("state", |word: &mut StandingWord| {
        word.ask(|word, state| match &word.series.state {
            readings::State::Unclear(unclear) => unsure(state, unclear),
            told => told.word().into(),
        })
    });
    engine.register_get("value", |word: &mut StandingWord| word.ask(|word, state| word.latest(state, "value")));
    engine.register_get("date", |word: &mut StandingWord| word.ask(|word, state| word.latest(state, "date")));
}

fn unsure(state: &mut State, unclear: &Unclear) -> Dynamic {
    state.undecided(Some(unclear.spot.clone()), unclear.why.clone())
}

/// How the channels of an indicator stand. Of what is missing there are none, and a doubt.
fn standings(value: &Dynamic) -> Answer<Items> {
    let Some(handle) = value.read_lock::<Node>().map(|node| node.0) else {
        let doubted = state::with(|state| state.unlike(value, "word.type.table")).unwrap_or(false);
        return if doubted { Items::new(Vec::new()) } else { Err(misuse(Message::new("reading.no-indicator"))) };
    };
    let is_indicator = matches!(handle.shape, Shape::Table(table) if table.name == Thing::Indicator.word());
    if !is_indicator {
        return Err(misuse(Message::new("reading.no-indicator")));
    }
    let found = state::with(|state| {
        let knowledge = state.knowledge.clone();
        let name = knowledge.documents.tree(&handle).key(handle.node).unwrap_or_default();
        // Which files there are, and for which of the indicators of this name a row of them stands.
        state.ledger.queries.push(Query::All(READINGS.name.into()));
        state.ledger.queries.push(Query::Name(Thing::Indicator.word().into(), name.into()));
        state.ledger.read_as_of = true;
        readings::series(&knowledge, handle)
    })
    .unwrap_or_default();
    charge(READING * found.iter().map(|series| 1 + series.rows.len() as u64).sum::<u64>())?;
    let word = |series: Series| Dynamic::from(StandingWord { indicator: handle, series: Arc::new(series) });
    Items::new(found.into_iter().map(word).collect())
}

impl StandingWord {
    fn ask(&self, answer: impl FnOnce(&Self, &mut State) -> Dynamic) -> Answer<Dynamic> {
        charge(1)?;
        Ok(state::with(|state| answer(self, state)).unwrap_or(Dynamic::UNIT))
    }

    /// `complaint-rate/phone`; of all channels together, the indicator alone.
    fn name(&self, state: &State) -> String {
        let own = state.knowledge.documents.tree(&self.indicator).key(self.indicator.node).unwrap_or_default();
        match &self.series.channel {
            Some(channel) => format!("{own}/{channel}"),
            None => own.to_owned(),
        }
    }

    /// A cell of the latest reading; where there is none, readings are what is missing.
    fn latest(&self, state: &mut State, column: &str) -> Dynamic {
        let knowledge = state.knowledge.clone();
        let Some(latest) = self.series.rows.last() else {
            return state.give(Seen::Missing, Spot::Missing(self.indicator, "readings".into()));
        };
        let (seen, spot) = knowledge.documents.follow(latest.row, column);
        state.give(seen, spot)
    }
}
