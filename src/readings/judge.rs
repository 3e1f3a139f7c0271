//! Why: what a reading means is decided here and nowhere else: whether it still counts, and whether it has reached a
//! threshold. A threshold is reached by the value itself: at 2% an alarm `alarm_at = "2%"` rings.

use std::cmp::Ordering;

use super::gather::Row;
use super::{Better, Data, State, Unclear};
use crate::knowledge::Knowledge;
use crate::message::{Arg, Message};
use crate::model::read::Seen;
use crate::model::{Handle, Spot};
use crate::value::{self, Scalar};

/// A value with its spot.
pub(super) type Bound = (Scalar<'static>, Spot);

/// What an indicator states of itself.
pub(super) struct Terms {
    pub better: Result<Better, Unclear>,
    indicator: Handle,
    warn_at: Result<Option<Bound>, Unclear>,
    alarm_at: Result<Option<Bound>, Unclear>,
    /// How long a reading counts.
    lasts: Result<Option<Bound>, Unclear>,
    least: Result<Option<Bound>, Unclear>,
}

impl Terms {
    pub fn of(knowledge: &Knowledge, indicator: Handle) -> Self {
        let of = |key: &str| stated(knowledge, indicator, key);
        let (warn_at, alarm_at) = (of("warn_at"), of("alarm_at"));
        Self {
            better: better(knowledge, indicator, &warn_at, &alarm_at),
            indicator,
            warn_at,
            alarm_at,
            lasts: match of("stale_after") {
                Ok(None) => of("window"),
                stated => stated,
            },
            least: of("sample_min"),
        }
    }
}

/// A value below another; none where it is not stated.
fn stated(knowledge: &Knowledge, below: Handle, key: &str) -> Result<Option<Bound>, Unclear> {
    match knowledge.documents.follow(below, key) {
        (Seen::Scalar(value), spot) => Ok(Some((value.into_owned(), spot))),
        (Seen::Missing, _) => Ok(None),
        (seen, spot) => Err(unread(seen, spot)),
    }
}

/// Why a value could not be read.
pub(super) fn unread(seen: Seen<'_>, spot: Spot) -> Unclear {
    let why = match seen {
        Seen::Unreadable(why) => why.message(),
        Seen::Missing => Message::new("why.missing"),
        Seen::Node(_) | Seen::Scalar(_) => Message::new("why.type").arg("expected", Arg::Word("word.type.single")),
    };
    Unclear { spot, why }
}

/// Which way is better: as it is stated, else as the thresholds are ordered, or lie to the goal.
fn better(
    knowledge: &Knowledge,
    indicator: Handle,
    warn_at: &Result<Option<Bound>, Unclear>,
    alarm_at: &Result<Option<Bound>, Unclear>,
) -> Result<Better, Unclear> {
    if let Some((word, _)) = stated(knowledge, indicator, "better")? {
        let own = match &word {
            Scalar::Text(word) if word == "higher" => Better::Higher,
            _ => Better::Lower,
        };
        let against = match own {
            Better::Higher => Ordering::Less,
            Better::Lower => Ordering::Greater,
        };
        if let (Ok(Some(warn)), Ok(Some(alarm))) = (warn_at, alarm_at)
            && matches!(value::order(&warn.0, &alarm.0), Ok(order) if order == against)
        {
            return Err(missing(indicator, "better", "reading.better-against"));
        }
        return Ok(own);
    }
    let target = stated(knowledge, indicator, "target");
    let of =
        |bound: &Result<Option<Bound>, Unclear>| bound.as_ref().ok().and_then(Option::as_ref).map(|it| it.0.clone());
    let (target, warn_at, alarm_at) = (of(&target), of(warn_at), of(alarm_at));
    let pairs = [(&warn_at, &alarm_at), (&target, &alarm_at), (&target, &warn_at)];
    let told = pairs.into_iter().find_map(|(milder, worse)| match value::order(milder.as_ref()?, worse.as_ref()?) {
        Ok(Ordering::Less) => Some(Better::Lower),
        Ok(Ordering::Greater) => Some(Better::Higher),
        _ => None,
    });
    told.ok_or_else(|| missing(indicator, "better", "reading.no-better"))
}

/// Whether the latest reading counts.
pub(super) fn data(knowledge: &Knowledge, terms: &Terms, latest: Option<&Row>, undated: Option<Unclear>) -> Data {
    if let Some(unclear) = undated {
        return Data::Unclear(unclear);
    }
    let Some(latest) = latest else { return Data::None };
    let lasts = match &terms.lasts {
        Ok(lasts) => lasts,
        Err(unclear) => return Data::Unclear(unclear.clone()),
    };
    if let Some((Scalar::Duration(lasts), spot)) = lasts {
        match lasts.after(latest.date) {
            Some(last) if last < knowledge.as_of => return Data::Stale,
            Some(_) => {}
            None => return Data::Unclear(Unclear { spot: spot.clone(), why: Message::new("reading.age") }),
        }
    }
    match enough(knowledge, terms, latest.row) {
        Ok(true) if lasts.is_none() => Data::Ageless(missing(terms.indicator, "window", "reading.no-window")),
        Ok(true) => Data::Fresh,
        Ok(false) => Data::TooFew,
        Err(unclear) => Data::Unclear(unclear),
    }
}

/// Whether a reading rests on as many cases as the indicator asks for.
fn enough(knowledge: &Knowledge, terms: &Terms, row: Handle) -> Result<bool, Unclear> {
    let Some((least, _)) = terms.least.clone()? else { return Ok(true) };
    let Some((n, spot)) = stated(knowledge, row, "n")? else {
        return Err(missing(row, "n", "reading.no-sample"));
    };
    value::at_most(&least, &n).map_err(|why| Unclear { spot, why: why.message() })
}

/// How a series stands, by its latest reading.
pub(super) fn state(knowledge: &Knowledge, terms: &Terms, rows: &[Row], data: &Data) -> State {
    let Some(latest) = rows.last() else {
        return match data {
            Data::Unclear(unclear) => State::Unclear(unclear.clone()),
            _ => State::NoData,
        };
    };
    match data {
        Data::None | Data::NoFile | Data::TooFew => State::NoData,
        Data::Stale => State::Stale,
        Data::Fresh => graded(knowledge, terms, rows, latest),
        // That nobody said how long a reading counts does not make a bad one better.
        Data::Ageless(unclear) => match graded(knowledge, terms, rows, latest) {
            State::Calm => State::Unclear(unclear.clone()),
            state => state,
        },
        Data::Unclear(unclear) => State::Unclear(unclear.clone()),
    }
}

fn graded(knowledge: &Knowledge, terms: &Terms, rows: &[Row], latest: &Row) -> State {
    match grade(knowledge, terms, rows, latest) {
        Ok(state) => state,
        Err(unclear) => State::Unclear(unclear),
    }
}

fn grade(knowledge: &Knowledge, terms: &Terms, rows: &[Row], latest: &Row) -> Result<State, Unclear> {
    let read = |row: &Row| {
        let found = stated(knowledge, row.row, "value")?;
        found.ok_or_else(|| missing(row.row, "value", "why.missing"))
    };
    let (value, spot) = read(latest)?;
    for other in rows.iter().rev().skip(1).take_while(|row| row.date == latest.date) {
        if !matches!(value::equal(&read(other)?.0, &value), Ok(true)) {
            return Err(Unclear {
                spot,
                why: Message::new("reading.two-values").text("date", latest.date.to_string()),
            });
        }
    }
    let (warn_at, alarm_at) = (terms.warn_at.clone()?, terms.alarm_at.clone()?);
    if warn_at.is_none() && alarm_at.is_none() {
        return Err(missing(terms.indicator, "alarm_at", "reading.no-threshold"));
    }
    let better = terms.better.clone()?;
    let reached = |bound: &Option<Bound>| {
        let Some((bound, _)) = bound else { return Ok(false) };
        let reached = match better {
            Better::Lower => value::at_most(bound, &value),
            Better::Higher => value::at_most(&value, bound),
        };
        reached.map_err(|why| Unclear { spot: spot.clone(), why: why.message() })
    };
    Ok(if reached(&alarm_at)? {
        State::Alarm
    } else if reached(&warn_at)? {
        State::Warning
    } else {
        State::Calm
    })
}

fn missing(below: Handle, key: &str, why: &'static str) -> Unclear {
    Unclear { spot: Spot::Missing(below, key.into()), why: Message::new(why) }
}
