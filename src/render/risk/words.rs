//! Why: a level that came from the matrix of the pack, or was only stated, must say so wherever it stands: in a table, a
//! picture or a sentence. So the words for one value are made once.

use crate::message::{Arg, Lang, Message};
use crate::register::{
    LevelOrigin, Rating, Register, Review, ReviewState, Risk, Shift, Stated, Treatment, TreatmentState,
};
use crate::render::catalogue;
use crate::render::escape::visible;

/// A fixed text.
pub(super) fn word(lang: Lang, id: &'static str) -> String {
    catalogue::text(lang, &Message::new(id))
}

/// What stands for a value that is not stated.
pub(super) fn none(lang: Lang) -> String {
    word(lang, "risk.none")
}

/// A text of the file in the reader's language.
pub(super) fn local(lang: Lang, text: Option<&Stated<crate::message::LocalText>>) -> String {
    text.map_or_else(|| none(lang), |text| catalogue::local(lang, &text.value))
}

/// A name of the file.
pub(super) fn name(lang: Lang, text: Option<&Stated<std::sync::Arc<str>>>) -> String {
    text.map_or_else(|| none(lang), |text| visible(&text.value).into_owned())
}

/// The name of a level: as the register has it; of a level of the pack, its word.
pub fn level(register: &Register, lang: Lang, id: &str) -> String {
    match register.level(id).is_some_and(|level| level.location.is_none()) {
        true if id == "low" => word(lang, "risk.level-low"),
        true if id == "medium" => word(lang, "risk.level-medium"),
        true if id == "high" => word(lang, "risk.level-high"),
        _ => visible(id).into_owned(),
    }
}

/// The inherent level of a risk, and from what it is known where that is not the matrix of the register.
pub fn inherent(register: &Register, risk: &Risk, lang: Lang) -> String {
    let Some(rated) = risk.level(register) else { return word(lang, "risk.not-rated") };
    let name = level(register, lang, rated.level);
    let id = match rated.origin {
        LevelOrigin::Matrix => return name,
        LevelOrigin::PackDefault => "risk.by-pack-default",
        LevelOrigin::Stated => "risk.only-stated",
    };
    catalogue::compose(lang, &Message::new(id), &[("level", &name)])
}

/// A level that treatments leave.
pub fn residual(register: &Register, stated: Option<&Stated<std::sync::Arc<str>>>, lang: Lang) -> String {
    stated.map_or_else(|| none(lang), |stated| level(register, lang, &stated.value))
}

/// A step with its word, or that there is none.
pub fn rating(rating: &Rating, lang: Lang) -> String {
    match rating {
        Rating::Step(step) => match &step.word {
            Some(word) => format!("{} {}", step.step, visible(word)),
            None => step.step.to_string(),
        },
        Rating::Missing(_) | Rating::NoStep(..) => word(lang, "risk.not-rated"),
    }
}

/// `3 × 2 = 6`, so that the number can be gone over.
pub fn score(risk: &Risk, lang: Lang) -> String {
    match (risk.likelihood.step(), risk.impact.step(), risk.score) {
        (Some(likelihood), Some(impact), Some(score)) => format!("{likelihood} × {impact} = {score}"),
        _ => word(lang, "risk.not-rated"),
    }
}

/// By how many ranks controllability moved the level: `+1`, `0`; nothing where the register states no shift.
pub fn shift(risk: &Risk, lang: Lang) -> String {
    match risk.shift {
        Shift::NotStated => none(lang),
        Shift::By(0) => "0".to_owned(),
        Shift::By(ranks) => format!("{ranks:+}"),
        Shift::NotTold => word(lang, "risk.not-rated"),
    }
}

/// A treatment by its name in the file, with what kind of measure it is.
pub fn treatment(treatment: &Treatment, lang: Lang) -> String {
    let title = treatment.title.as_ref().map(|title| catalogue::local(lang, &title.value));
    title.unwrap_or_else(|| visible(&treatment.id).into_owned())
}

/// Before, during or after; a word of the schema.
pub fn kind(treatment: &Treatment, lang: Lang) -> String {
    match treatment.kind.as_ref().map(|kind| &*kind.value) {
        Some("preventive") => word(lang, "risk.kind-preventive"),
        Some("emergency") => word(lang, "risk.kind-emergency"),
        Some("recovery") => word(lang, "risk.kind-recovery"),
        _ => none(lang),
    }
}

/// When a treatment is due, and how late it is.
pub fn due(treatment: &Treatment, lang: Lang) -> String {
    let due = treatment.due_on.as_ref().map(|due| due.value.to_string()).unwrap_or_default();
    let message = match treatment.state {
        TreatmentState::Done(0) => Message::new("risk.done"),
        TreatmentState::Done(days) => Message::new("risk.done-late").number("days", days),
        TreatmentState::Open => return due,
        TreatmentState::Undated => Message::new("risk.undated"),
        TreatmentState::Overdue(days) => Message::new("risk.late").number("days", days),
        TreatmentState::NotTold => Message::new("risk.done-not-told"),
    };
    let done = treatment.done_on.as_ref().map(|done| done.value.to_string()).unwrap_or_default();
    catalogue::text(lang, &message.text("due", due).text("done", done))
}

/// What is so of a review.
pub fn review(review: &Review) -> Message {
    let last = review.last_on.as_ref().map(|last| last.value.to_string()).unwrap_or_default();
    let every = review.every.as_ref().map(|every| every.value.raw().to_owned()).unwrap_or_default();
    let message = match review.state {
        ReviewState::NotStated => Message::new("risk.review-not-stated"),
        ReviewState::NeverDone => Message::new("risk.review-never"),
        ReviewState::NoCycle => Message::new("risk.review-no-cycle"),
        ReviewState::StillToCome => Message::new("risk.review-to-come"),
        ReviewState::NotTold => Message::new("risk.review-not-told"),
        ReviewState::Due(day) => Message::new("risk.review-due").text("due", day.to_string()),
        ReviewState::Overdue(day, late) => {
            Message::new("risk.review-overdue").text("due", day.to_string()).number("days", late)
        }
    };
    message.text("last", last).text("every", every)
}

/// Names of a list, or that there are none.
pub(super) fn names(lang: Lang, list: &[Stated<std::sync::Arc<str>>]) -> String {
    let names = list.iter().map(|name| name.value.clone()).collect();
    match list.is_empty() {
        true => none(lang),
        false => catalogue::text(lang, &Message::new("risk.names").arg("names", Arg::List(names))),
    }
}

/// The category of a risk, a word of the schema.
pub fn category(risk: &Risk, lang: Lang) -> String {
    let id = match risk.category.as_ref().map(|category| &*category.value) {
        Some("operational") => "risk.category-operational",
        Some("reputation") => "risk.category-reputation",
        Some("compliance") => "risk.category-compliance",
        Some("financial") => "risk.category-financial",
        Some("information") => "risk.category-information",
        Some("technology") => "risk.category-technology",
        Some("people") => "risk.category-people",
        Some("supply_chain") => "risk.category-supply-chain",
        Some("market") => "risk.category-market",
        Some("strategy") => "risk.category-strategy",
        Some("partner") => "risk.category-partner",
        Some("social") => "risk.category-social",
        Some("environment") => "risk.category-environment",
        _ => "risk.none",
    };
    word(lang, id)
}
