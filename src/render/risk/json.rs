//! Why: dashboards and reports read registers by program. `ombud-risk`, version 1, is a frozen shape of its own: fields may be
//! added, none is renamed, retyped or taken away.

mod schema;
mod shape;

use std::sync::Arc;

use jiff::civil::Date;
use serde::Serialize;

use super::{Shown, warnings};
use crate::diagnostic;
use crate::message::{Lang, LocalText};
use crate::register::matrix::Place as At;
use crate::register::{self, MatrixOrigin, Shift};
use crate::render::catalogue;
use crate::render::json::writer;
use crate::source::Sources;
use crate::span;
pub use schema::schema;
use shape::{
    Cell, Concern, Controls, Inversion, Level, Location, Matrix, Place, Rating, Register, Review, Risk, Root, Scale,
    Scales, Stated, Tool, Treatment,
};

/// Registers as JSON, ending with a line end. Texts for people are in `lang`; `as_of` is the day of the run.
pub fn json(shown: &[Shown<'_>], as_of: Date, sources: &Sources, lang: Lang) -> String {
    let context = Context { sources, lang };
    writer::write(&Root {
        format: "ombud-risk",
        version: 1,
        tool: Tool { name: "ombud", version: env!("CARGO_PKG_VERSION") },
        as_of: as_of.to_string(),
        registers: shown.iter().map(|shown| context.register(*shown)).collect(),
    })
}

#[derive(Clone, Copy)]
struct Context<'a> {
    sources: &'a Sources,
    lang: Lang,
}

impl<'a> Context<'a> {
    fn location(self, location: diagnostic::Location) -> Location<'a> {
        let source = self.sources.get(location.source);
        let (start, end) = source.places(location.span);
        let place = |span::Place { line, column, offset }| Place { line, column, offset };
        Location { path: &source.path, start: place(start), end: place(end) }
    }

    /// A stated value in the form of this format.
    fn stated<T, U: Serialize>(
        self,
        stated: Option<&'a register::Stated<T>>,
        form: impl Fn(&'a T) -> U,
    ) -> Option<Stated<'a, U>> {
        stated.map(|stated| Stated { value: form(&stated.value), location: self.location(stated.location) })
    }

    fn text(self, text: Option<&'a register::Stated<LocalText>>) -> Option<Stated<'a, String>> {
        self.stated(text, |text| catalogue::local(self.lang, text))
    }

    fn word(self, word: Option<&'a register::Stated<Arc<str>>>) -> Option<Stated<'a, &'a str>> {
        self.stated(word, |word| &**word)
    }

    fn words(self, words: &'a [register::Stated<Arc<str>>]) -> Vec<Stated<'a, &'a str>> {
        words.iter().filter_map(|word| self.word(Some(word))).collect()
    }

    fn day(self, day: Option<&'a register::Stated<Date>>) -> Option<Stated<'a, String>> {
        self.stated(day, Date::to_string)
    }

    fn register(self, shown: Shown<'a>) -> Register<'a> {
        let own = shown.register;
        Register {
            path: &own.document.path,
            index: own.document.index,
            id: own.document.id.as_deref(),
            title: self.text(own.title.as_ref()),
            scope: self.text(own.scope.as_ref()),
            criteria: self.text(own.criteria.as_ref()),
            team: self.words(&own.team),
            owner: self.word(own.owner.as_ref()),
            approved_by: self.word(own.approval.by.as_ref()),
            approved_on: self.day(own.approval.date.as_ref()),
            review: self.review(&own.review),
            scales: Scales {
                likelihood: self.scale(own.scales.likelihood.as_ref()),
                impact: self.scale(own.scales.impact.as_ref()),
                controllability: self.scale(own.scales.controllability.as_ref()),
            },
            levels: own.levels.iter().map(|level| self.level(level)).collect(),
            matrix: self.matrix(own),
            controllability_shift: self.stated(own.controllability_shift.as_ref(), Vec::as_slice),
            inversions: own
                .inversions
                .iter()
                .map(|pair| Inversion { greater: cell(pair.greater), lesser: cell(pair.lesser) })
                .collect(),
            warnings: warnings::warnings(own, self.lang),
            risks: (own.risks.iter().enumerate())
                .map(|(at, risk)| self.risk(own, risk, shown.controls.get(at)))
                .collect(),
        }
    }

    fn review(self, own: &'a register::Review) -> Review<'a> {
        Review {
            state: own.state.word(),
            every: self.stated(own.every.as_ref(), |every| every.raw()),
            last_on: self.day(own.last_on.as_ref()),
            due_on: own.state.due_on().map(|day| day.to_string()),
            days_overdue: if let register::ReviewState::Overdue(_, days) = own.state { days } else { 0 },
        }
    }

    fn scale(self, own: Option<&'a register::Scale>) -> Option<Scale<'a>> {
        own.map(|own| Scale {
            steps: own.steps,
            words: own.words.iter().map(|word| &**word).collect(),
            location: self.location(own.location),
        })
    }

    fn level(self, own: &'a register::Level) -> Level<'a> {
        Level {
            id: &own.id,
            origin: if own.location.is_some() { "document" } else { "pack default" },
            rank: own.rank,
            response: self.text(own.response.as_ref()),
            treat_within: self.stated(own.treat_within.as_ref(), |within| within.raw()),
            location: own.location.map(|location| self.location(location)),
        }
    }

    fn matrix(self, own: &'a register::Register) -> Matrix<'a> {
        let (origin, location) = match &own.matrix {
            Ok(matrix) => match matrix.origin {
                MatrixOrigin::Stated(location) => ("document", Some(location)),
                MatrixOrigin::PackDefault => ("pack default", None),
            },
            Err(none) => (none.word(), None),
        };
        let rows = own.matrix.iter().flat_map(|matrix| &matrix.rows);
        Matrix {
            origin,
            rows: rows.map(|row| row.iter().map(|cell| cell.level.as_deref()).collect()).collect(),
            location: location.map(|location| self.location(location)),
        }
    }

    fn risk(
        self,
        register: &'a register::Register,
        own: &'a register::Risk,
        controls: Option<&'a register::Controls<'a>>,
    ) -> Risk<'a> {
        let rated = own.level(register);
        Risk {
            position: own.position,
            id: &own.id,
            location: self.location(own.location),
            title: self.text(own.title.as_ref()),
            category: self.word(own.category.as_ref()),
            source: self.word(own.source.as_ref()),
            nature: self.word(own.nature.as_ref()),
            reach: self.word(own.reach.as_ref()),
            stage: self.word(own.stage.as_ref()),
            cause: self.text(own.cause.as_ref()),
            found_by: self.text(own.found_by.as_ref()),
            reported_by: self.word(own.reported_by.as_ref()),
            evidence: self.words(&own.evidence),
            likelihood: self.rating(&own.likelihood),
            impact: self.rating(&own.impact),
            controllability: self.rating(&own.controllability),
            score: own.score,
            cell: own.cell.as_deref(),
            shift: if let Shift::By(ranks) = own.shift { Some(ranks) } else { None },
            level: rated.map(|rated| rated.level),
            level_from: rated.map(|rated| rated.origin.word()),
            level_stated: self.word(own.stated_level.as_ref()),
            residual: self.word(own.residual.now.as_ref()),
            residual_expected: self.word(own.residual.expected.as_ref()),
            owner: self.word(own.owner.as_ref()),
            accepted_by: self.word(own.accepted_by.as_ref()),
            next_treatment: own.next_treatment().map(|next| &*next.id),
            treatments: own.treatments.iter().map(|treatment| self.treatment(treatment)).collect(),
            review: self.review(&own.review),
            concerns: own.concerns.iter().map(|concern| self.concern(concern)).collect(),
            policies: self.words(&own.policies),
            indicators: self.words(&own.indicators),
            controls: Controls {
                named: controls.map_or(0, |controls| controls.named),
                open_findings: names(controls, |own| own.open.iter().map(|finding| &*finding.fingerprint).collect()),
                not_in_force: names(controls, |own| own.not_in_force.iter().map(|name| &**name).collect()),
                unknown: names(controls, |own| own.unknown.iter().map(|name| &**name).collect()),
            },
        }
    }

    fn rating(self, own: &'a register::Rating) -> Rating<'a> {
        let (word, no_step) = match own {
            register::Rating::Step(step) => (step.word.as_deref(), None),
            register::Rating::Missing(_) => (None, None),
            register::Rating::NoStep(text, _) => (None, Some(&**text)),
        };
        Rating { step: own.step(), word, no_step, location: self.location(own.location()) }
    }

    fn treatment(self, own: &'a register::Treatment) -> Treatment<'a> {
        Treatment {
            id: &own.id,
            location: self.location(own.location),
            title: self.text(own.title.as_ref()),
            kind: self.word(own.kind.as_ref()),
            owner: self.word(own.owner.as_ref()),
            due_on: self.day(own.due_on.as_ref()),
            done_on: self.day(own.done_on.as_ref()),
            residual: self.word(own.residual.as_ref()),
            state: own.state.word(),
            days_late: own.state.days_late(),
        }
    }

    fn concern(self, own: &'a register::controls::Concern) -> Concern<'a> {
        Concern {
            text: &own.text,
            location: self.location(own.location),
            path: own.target.as_ref().map(|target| &*target.document.path),
            pointer: own.target.as_ref().map(|target| &*target.pointer),
        }
    }
}

fn names<'a>(
    controls: Option<&'a register::Controls<'a>>,
    list: impl Fn(&'a register::Controls<'a>) -> Vec<&'a str>,
) -> Vec<&'a str> {
    controls.map(list).unwrap_or_default()
}

fn cell(at: At) -> Cell {
    Cell { likelihood: at.likelihood, impact: at.impact, product: at.product() }
}
