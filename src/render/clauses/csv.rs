//! Why: coverage is worked on in spreadsheets. A cell of a file or a policy must not become a formula there, since a
//! formula can call programs and send what stands beside it.
//!
//! RFC 4180: a header, a row for each pair of a clause and a policy that cites it, CRLF at the end of each; a clause that
//! no policy cites has one row with an empty policy. Words of the machine formats, texts in the reader's language.

use crate::coverage::{Coverage, Covered, State};
use crate::message::Lang;
use crate::render::catalogue;
use crate::render::spreadsheet::row;

const HEADER: [&str; 17] = [
    "clause",
    "instrument",
    "article",
    "title",
    "jurisdiction",
    "state",
    "gap",
    "policy",
    "policy_title",
    "relation",
    "fail",
    "set_aside",
    "unknown",
    "beside",
    "pass",
    "not_applicable",
    "exempt",
];

/// The clauses in scope as CSV.
pub fn csv(coverage: &Coverage<'_>, lang: Lang) -> String {
    let mut out = HEADER.join(",") + "\r\n";
    for covered in &coverage.clauses {
        rows(&mut out, covered, lang);
    }
    out
}

fn rows(out: &mut String, covered: &Covered<'_>, lang: Lang) {
    let clause = covered.clause;
    let gap = match covered.state {
        State::NotCovered(gap) => gap.word(),
        _ => "",
    };
    let head = [
        clause.id.to_string(),
        catalogue::local(lang, &clause.instrument),
        catalogue::local(lang, &clause.clause),
        catalogue::local(lang, &clause.title),
        clause.jurisdiction.to_string(),
        covered.state.word().to_owned(),
        gap.to_owned(),
    ];
    if covered.citing.is_empty() {
        row(out, head.iter().cloned().chain(vec![String::new(); HEADER.len() - head.len()]));
    }
    for citing in &covered.citing {
        let counts = citing.counts;
        let numbers = [
            counts.fail,
            counts.set_aside,
            counts.unknown,
            counts.beside,
            counts.pass,
            counts.not_applicable,
            counts.exempt,
        ];
        let names =
            [citing.policy.to_string(), catalogue::local(lang, &citing.title), citing.relation.word().to_owned()];
        row(out, head.iter().cloned().chain(names).chain(numbers.map(|number| number.to_string())));
    }
}
