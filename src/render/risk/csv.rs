//! Why: registers are worked on in spreadsheets. A row for each risk, in the order of the ranking, with the steps to its level
//! beside it; RFC 4180, with words of the machine formats and texts in the reader's language.
//!
//! What is not known is an empty cell, never a 0. For a table that can be read back, see [`crate::render::risk::export`].

use super::Shown;
use crate::message::Lang;
use crate::register::{LevelOrigin, Rating, Shift, TreatmentState};
use crate::render::catalogue;
use crate::render::spreadsheet::row;

const HEADER: [&str; 27] = [
    "register",
    "position",
    "id",
    "title",
    "category",
    "likelihood",
    "impact",
    "controllability",
    "score",
    "cell",
    "shift",
    "level",
    "level_from",
    "level_stated",
    "residual",
    "residual_expected",
    "owner",
    "accepted_by",
    "treatments",
    "treatments_overdue",
    "next_treatment",
    "next_due_on",
    "next_days_late",
    "review_due_on",
    "review",
    "controls_named",
    "open_findings",
];

/// The rows of all registers.
pub fn csv(shown: &[Shown<'_>], lang: Lang) -> String {
    let mut out = HEADER.join(",") + "\r\n";
    for shown in shown {
        rows(&mut out, *shown, lang);
    }
    out
}

fn rows(out: &mut String, shown: Shown<'_>, lang: Lang) {
    let register = shown.register;
    let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
    for (at, risk) in register.risks.iter().enumerate() {
        let step = |rating: &Rating| rating.step().map(|step| step.to_string()).unwrap_or_default();
        let rated = risk.level(register);
        let next = risk.next_treatment();
        let overdue = risk.treatments.iter().filter(|own| matches!(own.state, TreatmentState::Overdue(_))).count();
        let controls = shown.controls.get(at);
        let due = next.and_then(|next| next.due_on.as_ref()).map(|due| due.value.to_string());
        row(
            out,
            [
                register.document.path.to_string(),
                risk.position.map(|position| position.to_string()).unwrap_or_default(),
                risk.id.to_string(),
                risk.title.as_ref().map(|title| catalogue::local(lang, &title.value)).unwrap_or_default(),
                text(risk.category.as_ref().map(|own| &*own.value)),
                step(&risk.likelihood),
                step(&risk.impact),
                step(&risk.controllability),
                risk.score.map(|score| score.to_string()).unwrap_or_default(),
                text(risk.cell.as_deref()),
                // `+1` would be a formula; a number without its sign says the same.
                if let Shift::By(ranks) = risk.shift { ranks.to_string() } else { String::new() },
                text(rated.map(|rated| rated.level)),
                text(rated.map(|rated| rated.origin).map(LevelOrigin::word)),
                text(risk.stated_level.as_ref().map(|own| &*own.value)),
                text(risk.residual.now.as_ref().map(|own| &*own.value)),
                text(risk.residual.expected.as_ref().map(|own| &*own.value)),
                text(risk.owner.as_ref().map(|own| &*own.value)),
                text(risk.accepted_by.as_ref().map(|own| &*own.value)),
                risk.treatments.len().to_string(),
                overdue.to_string(),
                text(next.map(|next| &*next.id)),
                due.unwrap_or_default(),
                next.map(|next| next.state.days_late().to_string()).unwrap_or_default(),
                risk.review.state.due_on().map(|day| day.to_string()).unwrap_or_default(),
                risk.review.state.word().to_owned(),
                controls.map(|own| own.named.to_string()).unwrap_or_default(),
                controls.filter(|own| own.named > 0).map(|own| own.open.len().to_string()).unwrap_or_default(),
            ],
        );
    }
}
