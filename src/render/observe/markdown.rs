//! Why: figures of a log are put into minutes and reports, where a table is compared by eye. Names come from the log, so
//! none of them may be markup.

use crate::message::{Lang, Message};
use crate::observe::{Figures, Observation, Observed};
use crate::render::markdown::escape;
use crate::render::observe::words::{count, length};
use crate::render::{catalogue, observe};

/// What a log shows, as Markdown.
pub fn markdown(observation: &Observation, lang: Lang) -> String {
    let mut out = String::new();
    let mut head = observe::head(observation, lang).into_iter();
    if let Some(title) = head.next() {
        out.push_str(&format!("# {}\n\n", escape::text(&title)));
    }
    for line in head {
        out.push_str(&format!("- {}\n", escape::text(&line)));
    }
    for observed in &observation.deadlines {
        out.push_str(&format!("\n## {}\n\n", escape::text(&observe::title(observed, lang))));
        for line in observe::lines(observed, observation, lang) {
            out.push_str(&format!("- {}\n", escape::text(&line)));
        }
        if observe::unmeasured(observed).is_none() {
            out.push('\n');
            out.push_str(&table(observed, lang));
        }
    }
    let steps = observe::steps(observation, lang);
    if !steps.is_empty() {
        out.push('\n');
    }
    for line in steps {
        out.push_str(&format!("- {}\n", escape::text(&line)));
    }
    out
}

const COLUMNS: [&str; 12] = [
    "observe.column-group",
    "observe.column-cases",
    "observe.column-within",
    "observe.column-late",
    "observe.column-undecided",
    "observe.column-without-time",
    "observe.column-open",
    "observe.column-open-late",
    "observe.column-other",
    "observe.column-half",
    "observe.column-ninety",
    "observe.column-most",
];

fn table(observed: &Observed, lang: Lang) -> String {
    let mut out = String::new();
    let mut row = |cells: &[String]| out.push_str(&format!("| {} |\n", cells.join(" | ")));
    row(&COLUMNS.map(|id| catalogue::word(lang, id)));
    row(&std::array::from_fn::<String, 12, _>(|at| if at == 0 { ":--".into() } else { "--:".into() }));
    row(&cells(&catalogue::word(lang, "observe.all-cases"), &observed.whole, lang));
    for (id, groups) in observe::by(observed) {
        for (name, figures) in groups {
            let kind = catalogue::word(lang, id);
            let name = observe::named(name.as_ref(), lang);
            let name = catalogue::compose(lang, &Message::new("observe.group"), &[("kind", &kind), ("name", &name)]);
            row(&cells(&name, figures, lang));
        }
    }
    out
}

fn cells(name: &str, figures: &Figures, lang: Lang) -> Vec<String> {
    let Figures { cases, within, late, undecided, without_time, reversed, without_start, open, open_late, spread } =
        *figures;
    let counts = [cases, within, late, undecided, without_time, open, open_late, reversed + without_start];
    let took = match spread {
        Some(spread) => [spread.p50, spread.p90, spread.max].map(|seconds| length(seconds.into(), lang)),
        None => std::array::from_fn(|_| "–".to_owned()),
    };
    std::iter::once(escape::text(name)).chain(counts.map(count)).chain(took).collect()
}
