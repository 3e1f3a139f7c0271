use super::matrix::Place;
use super::*;
use crate::files::Memory;
use crate::session::{Options, Session, Snapshot, Wanted};

const HEAD: &str = "kind: risk\nid: r\ntitle: { en: Risks, zh: 风险 }\n";

/// Three levels, a symmetric matrix, and one rank more for what can hardly be controlled.
const FRAME: &str = "scales: { likelihood: 3, impact: [small, middling, great], controllability: [hardly, partly, fully] }\n\
    levels: { high: { rank: 3, response: Act, treat_within: 2 weeks }, low: { rank: 1, response: Watch }, medium: { rank: 2, response: Plan } }\n\
    matrix: { cells: [[low, low, medium], [low, medium, high], [medium, high, high]], controllability_shift: [1, 0, -1] }\n";

fn snapshot(files: &[(&str, &str)]) -> Snapshot {
    let memory = files.iter().fold(Memory::default(), |memory, (path, text)| memory.with(path, *text));
    let options = Options { as_of: "2026-11-22".parse().ok(), ..Options::default() };
    Session::new(std::sync::Arc::new(memory), options).snapshot().ok().expect("a snapshot")
}

fn one(body: &str) -> Register {
    let text = format!("{HEAD}{body}");
    registers(&snapshot(&[("r.yaml", &text)]).knowledge).pop().expect("a register")
}

fn risk<'a>(register: &'a Register, id: &str) -> &'a Risk {
    register.risks.iter().find(|risk| *risk.id == *id).expect("a risk")
}

fn date(text: &str) -> Date {
    text.parse().expect("a date")
}

/// What stands at a place of the only file.
fn at(body: &str, location: Location) -> String {
    format!("{HEAD}{body}")[location.span.range()].to_owned()
}

#[test]
fn a_level_is_worked_out_from_steps_cell_and_shift() {
    let rows = [
        // likelihood, impact, controllability: score, cell, level
        ("3, 2, 2", Some(6), "high", "high"),
        ("2, great, hardly", Some(6), "high", "high"),
        ("1, small, hardly", Some(1), "low", "medium"),
        ("1, 1, fully", Some(1), "low", "low"),
        ("2, middling, 3", Some(4), "medium", "low"),
        ("2, 2, 4", Some(4), "medium", ""),
        ("2, 2, ~", Some(4), "medium", ""),
        ("4, 2, 2", None, "", ""),
        ("0, 2, 2", None, "", ""),
        ("2, huge, 2", None, "", ""),
        ("~, 2, 2", None, "", ""),
        ("2.0, 2.5, 2", None, "", ""),
        ("true, [2], 2", None, "", ""),
        ("-1, 2, 2", None, "", ""),
        ("99999999999, 2, 2", None, "", ""),
    ];
    for (given, score, cell, level) in rows {
        let [likelihood, impact, controllability] = given.split(", ").collect::<Vec<_>>()[..] else {
            panic!("{given}")
        };
        let body = format!(
            "{FRAME}risks: {{ a: {{ title: A, likelihood: {likelihood}, impact: {impact}, \
             controllability: {controllability} }} }}\n"
        );
        let register = one(&body);
        let risk = risk(&register, "a");
        let shown = |level: &Option<Arc<str>>| level.as_deref().unwrap_or_default().to_owned();
        assert_eq!((risk.score, &*shown(&risk.cell), &*shown(&risk.computed)), (score, cell, level), "{given}");
        assert_eq!(risk.position.is_some(), score.is_some());
    }
}

#[test]
fn what_is_not_rated_says_what_stands_there_and_where() {
    let body = format!("{FRAME}risks:\n  a: {{ likelihood: often, impact: great }}\n");
    let register = one(&body);
    let a = risk(&register, "a");
    assert!(matches!(&a.likelihood, Rating::NoStep(text, _) if &**text == "often"));
    assert_eq!(at(&body, a.likelihood.location()), "often");
    assert!(matches!(&a.impact, Rating::Step(step) if step.step == 3 && step.word.as_deref() == Some("great")));
    assert_eq!(at(&body, a.controllability.location()), "a", "what is missing is told at the risk");
    assert!(matches!(a.controllability, Rating::Missing(_)));
    // A word that stands for two steps is neither; without a scale a number is a step and a word is none.
    let twice = one("scales: { likelihood: [rare, rare, often] }\nrisks: { a: { likelihood: rare, impact: 7 } }\n");
    assert_eq!((risk(&twice, "a").likelihood.step(), risk(&twice, "a").impact.step()), (None, Some(7)));
    assert_eq!(one("risks: { a: { likelihood: rare } }\n").risks[0].likelihood.step(), None);
}

#[test]
fn risks_rank_by_score_then_impact_then_id() {
    let risks = "risks:\n  d: { likelihood: 2, impact: 3 }\n  c: { likelihood: 3, impact: 2 }\n  b: { likelihood: 2, \
        impact: 2 }\n  z: { impact: 3 }\n  a: { likelihood: 2, impact: 2 }\n  e: { likelihood: 3, impact: 3 }\n";
    let register = one(&format!("{FRAME}{risks}"));
    let order: Vec<(&str, Option<usize>)> = register.risks.iter().map(|risk| (&*risk.id, risk.position)).collect();
    let wanted = [("e", Some(1)), ("d", Some(2)), ("c", Some(3)), ("a", Some(4)), ("b", Some(5)), ("z", None)];
    assert_eq!(order, wanted);
    let there: Vec<&str> = register.risks_at(2, 2).map(|risk| &*risk.id).collect();
    assert_eq!(there, ["a", "b"]);
}

#[test]
fn a_stated_level_is_compared_and_stands_in_only_where_nothing_can_be_computed() {
    let register = one(&format!(
        "{FRAME}risks:\n  a: {{ likelihood: 3, impact: 3, controllability: 2, level: low }}\n  b: {{ likelihood: 3, \
         impact: 3, controllability: 2, level: high }}\n  c: {{ level: medium }}\n  d: {{ title: D }}\n"
    ));
    let known = |id: &str| risk(&register, id).level(&register).map(|rated| (rated.level.to_owned(), rated.origin));
    assert_eq!(known("a"), Some(("high".to_owned(), LevelOrigin::Matrix)));
    assert_eq!(risk(&register, "a").level_stated_otherwise().map(|level| &*level.value), Some("low"));
    assert!(risk(&register, "b").level_stated_otherwise().is_none());
    assert_eq!(known("c"), Some(("medium".to_owned(), LevelOrigin::Stated)));
    assert_eq!(known("d"), None);
}

#[test]
fn the_default_matrix_is_the_packs_and_needs_scales() {
    let names = |register: &Register| -> Vec<String> {
        let matrix = register.matrix.as_ref().expect("a matrix");
        let row =
            |row: &Vec<Cell>| row.iter().map(|cell| cell.level.as_deref().unwrap_or("?")).collect::<Vec<_>>().join(" ");
        matrix.rows.iter().map(row).collect()
    };
    let own = "levels: { low: { rank: 1 }, medium: { rank: 2 }, high: { rank: 3 } }\n";
    for levels in ["", own] {
        let register = one(&format!("scales: {{ likelihood: 3, impact: 3 }}\n{levels}"));
        assert_eq!(names(&register), ["low medium medium", "medium medium high", "medium high high"]);
        assert!(register.uses_pack_default());
        assert_eq!(register.levels[0].location.is_none(), levels.is_empty());
    }
    let two = one("scales: { likelihood: 2, impact: 4 }\nlevels: { ok: { rank: 4 }, bad: { rank: 9 } }\n");
    assert_eq!(names(&two), ["ok ok bad bad", "ok bad bad bad"]);
    let none = |body: &str| one(body).matrix.expect_err("no matrix");
    assert_eq!(none("scales: { likelihood: 3 }\n"), NoMatrix::NotStated);
    assert_eq!(
        none("scales: { likelihood: 3, impact: 3 }\nlevels: { a: { rank: 1 }, b: Do }\n"),
        NoMatrix::LevelsNotRanked
    );
    assert_eq!(
        none("scales: { likelihood: 3, impact: 3 }\nlevels: { a: { rank: 1 }, b: { rank: 1 } }\n"),
        NoMatrix::LevelsNotRanked
    );
    assert!(matches!(none("scales: { likelihood: 3, impact: 4000000000 }\n"), NoMatrix::TooLarge(_)));
}

/// What the page on the default says of it, for every size that is read.
#[test]
fn the_default_matrix_is_symmetric_and_has_no_inversion() {
    for (likelihood, impact) in [(1, 1), (2, 2), (3, 5), (5, 3), (4, 4), (5, 5), (10, 10), (20, 20), (1, 20)] {
        for count in [1, 2, 3, 4, 5, 7] {
            let levels: Vec<String> = (1..=count).map(|rank| format!("l{rank}: {{ rank: {rank} }}")).collect();
            let body = format!(
                "scales: {{ likelihood: {likelihood}, impact: {impact} }}\nlevels: {{ {} }}\n",
                levels.join(", ")
            );
            let register = one(&body);
            assert_eq!(register.inversions, [], "{body}");
            let matrix = register.matrix.as_ref().expect("a matrix");
            for (place, cell) in matrix.cells().filter(|(place, _)| likelihood == impact && place.impact <= likelihood)
            {
                let mirrored = Place { likelihood: place.impact, impact: place.likelihood };
                assert_eq!(matrix.cell(mirrored).map(|cell| &cell.level), Some(&cell.level));
            }
            let last = matrix.cell(Place { likelihood, impact }).and_then(|cell| cell.level.clone());
            assert_eq!(last.as_deref(), Some(&*format!("l{count}")), "the worst cell has the highest level");
        }
    }
}

#[test]
fn pairs_of_cells_that_rank_against_their_numbers_are_found() {
    let body = "levels: { low: { rank: 1 }, medium: { rank: 2 }, high: { rank: 3 } }\nmatrix:\n  cells:\n    \
        - [low, low, medium, medium]\n    - [low, medium, medium, high]\n    - [medium, medium, high, high]\n    \
        - [medium, high, medium, high]\n";
    let register = one(body);
    let at = |likelihood, impact| Place { likelihood, impact };
    let pair = |lesser| Inversion { greater: at(4, 3), lesser };
    assert_eq!(register.inversions, [pair(at(3, 3)), pair(at(2, 4)), pair(at(4, 2))]);
}

#[test]
fn a_matrix_of_any_shape_is_read_and_one_without_end_is_not() {
    let long = vec!["a"; 21].join(", ");
    let wide = one(&format!("levels: {{ a: {{ rank: 1 }} }}\nmatrix: {{ cells: [[{long}]] }}\nrisks: {{ x: 1 }}\n"));
    assert!(matches!(wide.matrix, Err(NoMatrix::TooLarge(_))));
    let tall = one(&format!("matrix: {{ cells: [{long}] }}\n"));
    assert!(matches!(tall.matrix, Err(NoMatrix::TooLarge(_))));
    let uneven =
        one("levels: { a: { rank: 1 }, b: { rank: 2 } }\nmatrix: { cells: [[a], [b, 3, { x: 1 }], c, []] }\nrisks: \
         { x: { likelihood: 2, impact: 2 }, y: { likelihood: 2, impact: 1 }, z: { likelihood: 3, impact: 1 }, \
         w: { likelihood: 9, impact: 9 } }\n");
    let matrix = uneven.matrix.as_ref().expect("a matrix");
    assert_eq!((matrix.rows.len(), matrix.columns()), (4, 3));
    let computed = |id| risk(&uneven, id).computed.as_deref().map(str::to_owned);
    assert_eq!((computed("x"), computed("y")), (None, Some("b".to_owned())));
    // `c` is no level of this register: the cell has its name, and no level follows.
    assert_eq!(
        (risk(&uneven, "z").cell.as_deref(), computed("z"), risk(&uneven, "w").score),
        (Some("c"), None, Some(81))
    );
}

#[test]
fn only_what_is_done_lowers_what_remains() {
    let treatments = "a: { kind: preventive, title: A, owner: x, due_on: 2026-10-01, done_on: 2026-10-11, residual: medium }\n      \
        b: { kind: recovery, due_on: 2026-11-20, residual: low }\n      \
        preventive: { due_on: 2026-12-01, done_on: 2026-11-23, residual: low }\n      \
        d: { residual: high, done_on: 2026-01-01 }\n      \
        e: { due_on: 2026-11-22 }\n      \
        f: { done_on: soon, residual: low }\n      \
        g: Just a title\n";
    let register = one(&format!("{FRAME}risks:\n  r:\n    treatments:\n      {treatments}"));
    let risk = risk(&register, "r");
    let state = |id: &str| risk.treatments.iter().find(|own| *own.id == *id).expect("a treatment").state;
    assert_eq!(state("a"), TreatmentState::Done(10));
    assert_eq!(state("b"), TreatmentState::Overdue(2));
    assert_eq!(state("preventive"), TreatmentState::Open, "a day to come is a plan");
    assert_eq!(state("d"), TreatmentState::Done(0));
    assert_eq!(state("e"), TreatmentState::Open, "due today is not late");
    assert_eq!(state("f"), TreatmentState::NotTold);
    assert_eq!(state("g"), TreatmentState::Undated);
    let level = |stated: &Option<Stated<Arc<str>>>| stated.as_ref().map(|level| level.value.to_string());
    assert_eq!(
        (level(&risk.residual.now), level(&risk.residual.expected)),
        (Some("medium".into()), Some("low".into()))
    );
    assert_eq!(risk.next_treatment().map(|next| &*next.id), Some("b"));
    assert_eq!(risk.treatments[2].kind.as_ref().map(|kind| &*kind.value), Some("preventive"));
}

#[test]
fn a_review_is_due_on_the_day_that_its_rhythm_leads_to() {
    let organisation = "kind: organisation\nid: o\ntitle: O\nreview: { every: 6 months }\n";
    let state = |review: &str, more: &[(&str, &str)]| {
        let text = format!("{HEAD}{review}\n");
        let mut files = vec![("r.yaml", &*text)];
        files.extend(more);
        registers(&snapshot(&files).knowledge)[0].review.state
    };
    let rows = [
        ("review: { every: 12 months, last_on: 2026-03-01 }", ReviewState::Due(date("2027-03-01"))),
        ("review: { every: 1 month, last_on: 2026-10-22 }", ReviewState::Due(date("2026-11-22"))),
        ("review: { every: 1 month, last_on: 2026-10-21 }", ReviewState::Overdue(date("2026-11-21"), 1)),
        ("review: { every: 6 months, last_on: 2026-02-28 }", ReviewState::Overdue(date("2026-08-28"), 86)),
        ("review: { every: 20 business days, last_on: 2026-03-01 }", ReviewState::NotTold),
        ("review: { every: 1 month, last_on: 2026-12-01 }", ReviewState::StillToCome),
        ("review: 3 months", ReviewState::NeverDone),
        ("review: { last_on: 2026-03-01 }", ReviewState::NoCycle),
        ("owner: x", ReviewState::NotStated),
    ];
    for (review, wanted) in rows {
        assert_eq!(state(review, &[]), wanted, "{review}");
    }
    let inherited = state("review: { last_on: 2026-03-01 }", &[("o.yaml", organisation)]);
    assert_eq!(inherited, ReviewState::Overdue(date("2026-09-01"), 82));
    assert_eq!(state("owner: x", &[("o.yaml", organisation)]), ReviewState::NeverDone);
}

#[test]
fn retired_registers_are_left_out_and_every_value_keeps_its_place() {
    let body = "scope: Shops\nteam: [a, b]\nrisks: { x: { title: X, owner: lead, concerns: process:p } }\n";
    let text = format!("{HEAD}{body}");
    let retired = text.replace("id: r", "id: old\nstatus: retired");
    let found = registers(&snapshot(&[("r.yaml", &text), ("old.yaml", &retired)]).knowledge);
    assert_eq!(found.iter().map(|own| &*own.document.path).collect::<Vec<_>>(), ["r.yaml"]);
    let place = |location| at(body, location);
    let (own, risk) = (&found[0], &found[0].risks[0]);
    assert_eq!(place(own.scope.as_ref().expect("a scope").location), "Shops");
    assert_eq!(place(own.team[1].location), "b");
    assert_eq!(place(risk.location), "x");
    assert_eq!(place(risk.owner.as_ref().expect("an owner").location), "lead");
    assert_eq!(place(risk.concerns[0].location), "process:p");
}

#[test]
fn open_findings_of_controls_are_counted_once_and_move_nothing() {
    let policy = "/*\ntitle = \"T\"\nseverity = \"error\"\napplies_to = \"process\"\n*/\n//! Why.\n\
        fn check(doc) { for step in doc.steps { require(step.role).present(); } require(doc.owner).present(); }\n";
    let process = "kind: process\nid: p\ntitle: P\ncategory: complaint\nsteps:\n  a: { next: ab }\n  ab: { next: close }\n  \
        close: { role: x }\nroles: { x: X }\n";
    let risks = format!(
        "{HEAD}{FRAME}risks:\n  both: {{ likelihood: 1, impact: 1, controllability: 2, policies: [own/x], concerns: \"process:p\" }}\n  \
         step: {{ concerns: [\"step:p/a\", \"step:p/ab\"] }}\n  one: {{ concerns: \"step:p/a\" }}\n  \
         off: {{ policies: [own/gone], concerns: \"process:q\" }}\n  none: {{ title: N }}\n"
    );
    let snapshot = snapshot(&[
        ("ombud.toml", "packs = [\"own\"]\n"),
        ("policies/own/pack.toml", "title = \"O\"\nversion = \"1\"\n"),
        ("policies/own/x.rhai", policy),
        ("p.yaml", process),
        ("r.yaml", &risks),
    ]);
    let register = &registers(&snapshot.knowledge)[0];
    let report = snapshot.check(&Wanted::default());
    let rows = controls(register, &report);
    let row = |id: &str| rows.iter().find(|row| *register.risks[row.risk].id == *id).expect("a row");
    assert_eq!((row("both").named, row("both").open.len()), (2, 3), "two steps and the owner, each once");
    assert_eq!(row("step").open.len(), 2);
    assert_eq!(row("one").open.len(), 1, "`ab` is no part of `a`");
    assert_eq!((row("off").named, row("off").open.len()), (1, 0));
    assert_eq!((&*row("off").not_in_force[0], &*row("off").unknown[0]), ("own/gone", "process:q"));
    assert_eq!(row("none").named, 0);
    assert_eq!(risk(register, "both").computed.as_deref(), Some("low"), "findings are not likelihood");
}
