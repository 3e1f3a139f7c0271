//! Why: what `at_most`, `present` or `one_of` mean is decided once. Missing is a fail, a value that cannot be read or
//! compared is a doubt, an empty list is "stated as none".

mod series;

use super::{From, Held, Operand, Truth, pattern};
use crate::knowledge::Knowledge;
use crate::ledger::{Doubt, Fail};
use crate::message::{Arg, Message};
use crate::model::{Handle, Shape};
use crate::value::{self, Incomparable, Scalar};
pub use series::{increasing, unique};

/// How two values must stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// At most.
    AtMost,
    /// Less than.
    Below,
    /// At least.
    AtLeast,
    /// More than.
    Above,
    /// The same.
    Equal,
    /// Not the same.
    Unequal,
}

/// The value is stated.
pub fn present(subject: &Operand<'_>) -> Truth {
    match &subject.held {
        Held::Missing | Held::Nothing => match no(subject, "missing") {
            Truth::No(fails) => Truth::No(fails.into_iter().map(|fail| Fail { asked: true, ..fail }).collect()),
            other => other,
        },
        Held::Unreadable(why) => subject.doubt(why.message()),
        Held::Undecided(why) => subject.doubt(why.clone()),
        _ => Truth::yes(subject),
    }
}

/// The value is not stated.
pub fn absent(subject: &Operand<'_>) -> Truth {
    match &subject.held {
        Held::Missing | Held::Nothing => Truth::yes(subject),
        Held::Unreadable(why) => subject.doubt(why.message()),
        Held::Undecided(why) => subject.doubt(why.clone()),
        _ => no(subject, "stated"),
    }
}

/// The text that a name has to be.
///
/// # Errors
/// With the answer of the requirement, when it is none.
pub fn name<'o>(subject: &'o Operand<'_>) -> Result<&'o str, Truth> {
    match scalar(subject)? {
        Scalar::Text(text) => Ok(text),
        other => Err(subject.doubt(Incomparable::Unlike(other.type_word(), "word.type.text").message())),
    }
}

/// Two values stand as they must.
pub fn relate(subject: &Operand<'_>, relation: Relation, limit: &Operand<'_>) -> Truth {
    match (&subject.held, relation, &limit.held) {
        (_, Relation::Unequal, Held::Nothing) => return present(subject),
        (_, Relation::Equal, Held::Nothing) => return absent(subject),
        (Held::Nothing, Relation::Unequal, _) => return present(limit),
        (Held::Nothing, Relation::Equal, _) => return absent(limit),
        _ => {}
    }
    // A limit that another value of the file should give is not known; the value itself that stands second
    // (`24 <= doc.x`) is missing like any other.
    let states_the_limit = matches!(subject.from, From::Spot(_) | From::Computed(_));
    if matches!(limit.held, Held::Missing) && states_the_limit && !matches!(subject.held, Held::Missing) {
        return limit.doubt(Message::new("why.missing"));
    }
    let (left, right) = match (scalar(subject), scalar(limit)) {
        (Ok(left), Ok(right)) => (left, right),
        (Err(truth), _) | (_, Err(truth)) => return truth,
    };
    let answer = match relation {
        Relation::AtMost => value::at_most(left, right),
        Relation::Below => value::below(left, right),
        Relation::AtLeast => value::at_most(right, left),
        Relation::Above => value::below(right, left),
        Relation::Equal => value::equal(left, right),
        Relation::Unequal => value::equal(left, right).map(|same| !same),
    };
    // The place is that of the side that comes from the file; `24 <= doc.x` reads the other way round.
    let (place, other, relation) = match (&subject.from, &limit.from) {
        (From::Literal | From::Parameter(_), From::Spot(_) | From::Computed(_)) => (limit, subject, relation.turned()),
        _ => (subject, limit, relation),
    };
    match answer {
        Ok(true) => Truth::yes(place),
        Ok(false) => fail(place, relation.check(), Some(other)),
        Err(why) => doubt_between(place, other, &why),
    }
}

/// The value stands to each of several limits as it must. A fail is one place, so the first limit that is broken is
/// named.
pub fn relate_all(subject: &Operand<'_>, relation: Relation, limits: &[Operand<'_>]) -> Truth {
    let mut answers = limits.iter().map(|limit| relate(subject, relation, limit));
    let Some(first) = answers.next() else { return Truth::yes(subject) };
    answers.fold(first, |so_far, next| match (so_far, next) {
        (broken @ Truth::No(_), _) | (_, broken @ Truth::No(_)) => broken,
        (doubt @ Truth::Doubt(_), _) | (_, doubt @ Truth::Doubt(_)) => doubt,
        (held, Truth::Yes(_)) => held,
    })
}

/// The value is one of a list.
pub fn one_of(knowledge: &Knowledge, subject: &Operand<'_>, list: &Operand<'_>) -> Truth {
    let left = match scalar(subject) {
        Ok(left) => left,
        Err(truth) => return truth,
    };
    // `"ab" in "cabin"` would say yes where a list was meant.
    if let Held::Scalar(text @ Scalar::Text(_)) = &list.held {
        return list.doubt(Incomparable::Unlike(text.type_word(), "word.type.list").message());
    }
    match contains(knowledge, list, left) {
        // `"CN" in doc.jurisdictions`: the place is that of the side that comes from the file.
        Ok(true) if subject.spot().is_none() => Truth::yes(list),
        Ok(true) => Truth::yes(subject),
        Ok(false) if subject.spot().is_none() => fail(list, "lacks", Some(subject)),
        Ok(false) => fail(subject, "not-allowed", Some(list)),
        Err(truth) => truth,
    }
}

/// The list has a value.
pub fn has(knowledge: &Knowledge, list: &Operand<'_>, wanted: &Operand<'_>) -> Truth {
    match &list.held {
        Held::Missing => return no(list, "missing"),
        Held::Unreadable(why) => return list.doubt(why.message()),
        Held::Undecided(why) => return list.doubt(why.clone()),
        _ => {}
    }
    let wanted_value = match scalar(wanted) {
        Ok(value) => value,
        Err(truth) => return truth,
    };
    match contains(knowledge, list, wanted_value) {
        Ok(true) => Truth::yes(list),
        Ok(false) => fail(list, "lacks", Some(wanted)),
        Err(truth) => truth,
    }
}

/// The text fits a regular expression. Matching takes linear time; the compiled form is capped.
pub fn fits(subject: &Operand<'_>, pattern: &str) -> Truth {
    let text = match scalar(subject) {
        Ok(Scalar::Text(text)) => text,
        Ok(other) => {
            let why = Incomparable::Unlike(other.type_word(), "word.type.text");
            return subject.doubt(why.message());
        }
        Err(truth) => return truth,
    };
    match pattern::fits(pattern, text) {
        Some(true) => Truth::yes(subject),
        Some(false) => match no(subject, "no-match") {
            Truth::No(fails) => {
                Truth::No(fails.into_iter().map(|fail| fail.with("pattern", Arg::Text(pattern.into()))).collect())
            }
            other => other,
        },
        None => subject.doubt(Message::new("why.pattern").text("pattern", pattern)),
    }
}

/// The list, map or text has something in it.
pub fn not_empty(knowledge: &Knowledge, subject: &Operand<'_>) -> Truth {
    match length(knowledge, subject) {
        Ok(0) => no(subject, "empty"),
        Ok(_) => Truth::yes(subject),
        Err(truth) => truth,
    }
}

/// How many items would be walked over.
pub fn size(knowledge: &Knowledge, subject: &Operand<'_>) -> u64 {
    match &subject.held {
        Held::Node(handle) => knowledge.documents.len(*handle) as u64,
        Held::List(items) => items.len() as u64,
        _ => 0,
    }
}

/// How many items, entries or characters there are.
///
/// # Errors
/// With the answer of the requirement, when there is nothing to count.
pub fn length(knowledge: &Knowledge, subject: &Operand<'_>) -> Result<i64, Truth> {
    match &subject.held {
        Held::Missing | Held::Nothing => Err(no(subject, "missing")),
        Held::Unreadable(why) => Err(subject.doubt(why.message())),
        Held::Undecided(why) => Err(subject.doubt(why.clone())),
        Held::Node(handle) => Ok(knowledge.documents.len(*handle) as i64),
        Held::List(items) => Ok(items.len() as i64),
        Held::Scalar(Scalar::Text(text)) => Ok(text.chars().count() as i64),
        Held::Scalar(other) => {
            let why = Incomparable::Unlike(other.type_word(), "word.type.list");
            Err(subject.doubt(why.message()))
        }
    }
}

/// The items of a list or the entries of a map.
///
/// # Errors
/// With the answer of the requirement, when it is neither.
pub fn list_items<'a>(knowledge: &'a Knowledge, subject: &Operand<'a>) -> Result<Vec<Operand<'a>>, Truth> {
    match &subject.held {
        Held::Missing | Held::Nothing => Err(subject.doubt(Message::new("why.missing"))),
        Held::Unreadable(why) => Err(subject.doubt(why.message())),
        Held::Undecided(why) => Err(subject.doubt(why.clone())),
        Held::Node(handle) => Ok(items_of(knowledge, *handle)),
        // Who set a list set its items.
        Held::List(items) => match subject.from {
            From::Parameter(at) => {
                Ok(items.iter().map(|item| Operand { from: From::Parameter(at), ..item.clone() }).collect())
            }
            _ => Ok(items.clone()),
        },
        Held::Scalar(other) => {
            let why = Incomparable::Unlike(other.type_word(), "word.type.list");
            Err(subject.doubt(why.message()))
        }
    }
}

fn items_of(knowledge: &Knowledge, handle: Handle) -> Vec<Operand<'_>> {
    knowledge.documents.items(handle).map(|item| Operand::read(knowledge.documents.at(item))).collect()
}

fn contains(knowledge: &Knowledge, list: &Operand<'_>, wanted: &Scalar<'_>) -> Result<bool, Truth> {
    // A text takes part as the text it is searched in.
    if let (Held::Scalar(Scalar::Text(text)), Scalar::Text(wanted)) = (&list.held, wanted) {
        return Ok(text.contains(&**wanted));
    }
    let items = list_items(knowledge, list)?;
    let (mut doubt, mut unlike) = (None, None);
    let mut comparable = items.is_empty();
    for item in &items {
        let why = match &item.held {
            Held::Scalar(value) => match value::equal(value, wanted) {
                Ok(true) => return Ok(true),
                Ok(false) => {
                    comparable = true;
                    continue;
                }
                // The rule's own list may mix types; those are simply not the one that is looked for.
                Err(why) if item.spot().is_none() => {
                    unlike = unlike.or_else(|| Some(item.doubt(why.message())));
                    continue;
                }
                Err(why) => why.message(),
            },
            Held::Unreadable(why) => why.message(),
            Held::Undecided(why) => why.clone(),
            Held::Missing => Message::new("why.missing"),
            // Where the schema lets a list mix words and tables, a table is simply not the word.
            Held::Node(handle) if !matches!(handle.shape, Shape::Raw) => {
                comparable = true;
                continue;
            }
            Held::Node(_) | Held::Nothing | Held::List(_) => single(),
        };
        doubt = doubt.or_else(|| Some(item.doubt(why)));
    }
    match (doubt, unlike) {
        (Some(truth), _) => Err(truth),
        (None, Some(truth)) if !comparable => Err(truth),
        _ => Ok(false),
    }
}

fn scalar<'o, 'a>(operand: &'o Operand<'a>) -> Result<&'o Scalar<'a>, Truth> {
    match &operand.held {
        Held::Scalar(value) => Ok(value),
        Held::Missing => Err(no(operand, "missing")),
        Held::Unreadable(why) => Err(operand.doubt(why.message())),
        Held::Undecided(why) => Err(operand.doubt(why.clone())),
        Held::Nothing | Held::Node(_) | Held::List(_) => Err(operand.doubt(single())),
    }
}

fn single() -> Message {
    Message::new("why.type").arg("expected", Arg::Word("word.type.single"))
}

fn doubt_between(place: &Operand<'_>, other: &Operand<'_>, why: &Incomparable) -> Truth {
    let spot = place.spot().or(other.spot()).cloned();
    Truth::Doubt(vec![Doubt { spot, why: why.message() }])
}

fn no(subject: &Operand<'_>, check: &'static str) -> Truth {
    fail(subject, check, None)
}

/// A fail at the place of an operand; without any place there is nothing to report, but it still does not hold.
fn fail(subject: &Operand<'_>, check: &'static str, limit: Option<&Operand<'_>>) -> Truth {
    let Some(spot) = subject.spot() else {
        return Truth::No(Vec::new());
    };
    let mut fail = Fail::new(check, spot.clone());
    fail.computed = matches!(subject.from, From::Computed(_));
    if let Some(value) = subject.text() {
        fail.args.push(("value".into(), Arg::Text(value)));
    }
    if let Some(limit) = limit
        && let Some(text) = limit.text()
    {
        fail = fail.against(text, limit.limit_from());
    }
    Truth::No(vec![fail])
}

impl Relation {
    fn check(self) -> &'static str {
        match self {
            Self::AtMost => "above",
            Self::Below => "not-below",
            Self::AtLeast => "below",
            Self::Above => "not-above",
            Self::Equal => "differs",
            Self::Unequal => "same",
        }
    }

    fn turned(self) -> Self {
        match self {
            Self::AtMost => Self::AtLeast,
            Self::Below => Self::Above,
            Self::AtLeast => Self::AtMost,
            Self::Above => Self::Below,
            same => same,
        }
    }
}
