//! Why: numbers look certain. What a reader must know before trusting them (a matrix that nobody chose, cells that rank against
//! their numbers, risks without a rating) is said beside them, and nothing of it is left to the colours.

use super::words;
use crate::message::{Arg, Lang, Message};
use crate::register::matrix::{MOST_STEPS, Place};
use crate::register::{Controls, NoMatrix, Rating, Register, ReviewState, Risk, Shift};
use crate::render::catalogue;

/// Pairs of cells that are named on a page; machine formats have them all.
const MOST_PAIRS: usize = 5;

/// Everything to know about the numbers of a register, one sentence each.
pub fn warnings(register: &Register, lang: Lang) -> Vec<String> {
    let mut list = matrix(register, lang);
    let say = |message: Message| catalogue::text(lang, &message);
    for risk in &register.risks {
        for (factor, rating) in [("likelihood", &risk.likelihood), ("impact", &risk.impact)] {
            list.extend(not_rated(risk, factor, rating).map(say));
        }
        if risk.shift == Shift::NotTold && risk.score.is_some() {
            let missing = not_rated(risk, "controllability", &risk.controllability);
            let step = risk.controllability.step().unwrap_or_default();
            let no_shift = || Message::new("risk.warn-no-shift").text("risk", risk.id.clone()).number("step", step);
            list.push(say(missing.unwrap_or_else(no_shift)));
        }
        if let (Some(stated), Some(computed)) = (risk.level_stated_otherwise(), &risk.computed) {
            let message = Message::new("risk.warn-level").text("risk", risk.id.clone());
            list.push(say(message.text("stated", stated.value.clone()).text("computed", computed.clone())));
        }
        if let (Ok(_), Some(place), None) = (&register.matrix, risk.place(), &risk.computed)
            && risk.shift != Shift::NotTold
        {
            let message = Message::new("risk.warn-no-cell").text("risk", risk.id.clone());
            list.push(say(message.number("likelihood", place.likelihood).number("impact", place.impact)));
        }
    }
    list
}

fn matrix(register: &Register, lang: Lang) -> Vec<String> {
    let mut list = Vec::new();
    let say = |message: Message| catalogue::text(lang, &message);
    match &register.matrix {
        Ok(_) if register.uses_pack_default() => list.push(say(Message::new("risk.warn-pack-default"))),
        Ok(_) => {}
        Err(NoMatrix::NotStated) => list.push(say(Message::new("risk.warn-no-matrix"))),
        Err(NoMatrix::LevelsNotRanked) => list.push(say(Message::new("risk.warn-not-ranked"))),
        Err(NoMatrix::TooLarge(_)) => list.push(say(Message::new("risk.warn-too-large").number("n", MOST_STEPS))),
    }
    if register.matrix.is_ok() && (register.scales.likelihood.is_none() || register.scales.impact.is_none()) {
        list.push(say(Message::new("risk.warn-no-scale")));
    }
    let cell = |place: Place| {
        let matrix = register.matrix.as_ref().ok();
        let id = matrix.and_then(|matrix| matrix.cell(place)).and_then(|cell| cell.level.clone()).unwrap_or_default();
        let level = words::level(register, lang, &id);
        let Place { likelihood, impact } = place;
        let number = format!("{likelihood} × {impact} = {}", place.product());
        catalogue::compose(lang, &Message::new("risk.cell"), &[("number", &number), ("level", &level)])
    };
    if !register.inversions.is_empty() {
        list.push(say(Message::new("risk.warn-inversions").number("n", register.inversions.len())));
    }
    for pair in register.inversions.iter().take(MOST_PAIRS) {
        let (greater, lesser) = (cell(pair.greater), cell(pair.lesser));
        let message = Message::new("risk.warn-pair");
        list.push(catalogue::compose(lang, &message, &[("greater", &greater), ("lesser", &lesser)]));
    }
    if let Some(more) = register.inversions.len().checked_sub(MOST_PAIRS).filter(|more| *more > 0) {
        list.push(say(Message::new("risk.warn-more-pairs").number("n", more)));
    }
    list
}

fn not_rated(risk: &Risk, factor: &'static str, rating: &Rating) -> Option<Message> {
    let message = match rating {
        Rating::Step(_) => return None,
        Rating::Missing(_) => Message::new("risk.warn-missing"),
        Rating::NoStep(text, _) => Message::new("risk.warn-no-step").text("value", text.clone()),
    };
    Some(message.text("risk", risk.id.clone()).text("factor", factor))
}

/// Reviews that are due, or of which it cannot be told; of the register first. Empty where all are in time.
pub fn reviews(register: &Register, lang: Lang) -> Vec<String> {
    let say = |what: Message, review: Message| {
        catalogue::compose(lang, &what, &[("review", &catalogue::text(lang, &review))])
    };
    let mut list = vec![say(Message::new("risk.review-of-register"), words::review(&register.review))];
    for risk in register.risks.iter().filter(|risk| risk.review.state != ReviewState::NotStated) {
        let what = Message::new("risk.review-of-risk").text("risk", risk.id.clone());
        list.push(say(what, words::review(&risk.review)));
    }
    list
}

/// What is known of the controls of each risk that names any: `controls with open findings: 3`.
pub fn controls(register: &Register, controls: &[Controls<'_>], lang: Lang) -> Vec<String> {
    let mut list = Vec::new();
    for own in controls {
        let Some(risk) = register.risks.get(own.risk) else { continue };
        let name = |message: Message| message.text("risk", risk.id.clone());
        if own.named > 0 {
            let message = name(Message::new("risk.controls")).number("n", own.open.len());
            list.push(catalogue::text(lang, &message));
        }
        let unknown: Vec<_> = own.not_in_force.iter().chain(&own.unknown).cloned().collect();
        if !unknown.is_empty() {
            let message = name(Message::new("risk.controls-unknown")).arg("names", Arg::List(unknown));
            list.push(catalogue::text(lang, &message));
        }
    }
    list
}
