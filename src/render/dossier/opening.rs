//! Why: who signs reads the first page. It says who was looked at, by what, on which day, what came of it, and that a file
//! is not a deed.

use std::sync::Arc;

use super::Page;
use super::block::Block;
use crate::dossier::Dossier;
use crate::message::{Lang, Message};
use crate::model::DocumentRef;
use crate::render::human::{counts, outcome};
use crate::render::{catalogue, names};

/// The name of the document.
pub(super) fn title(dossier: &Dossier<'_>, lang: Lang) -> String {
    if let Some(title) = &dossier.request.title {
        return title.clone();
    }
    match dossier.organisations.as_slice() {
        [one] => {
            catalogue::text(lang, &Message::new("report.title-of").arg("name", crate::message::Arg::Local(one.clone())))
        }
        _ => catalogue::word(lang, "report.title"),
    }
}

pub(super) fn opening(page: &Page<'_>, out: &mut Vec<Block>) {
    let Page { dossier, lang, .. } = *page;
    let report = dossier.report;
    out.push(Block::Title(title(dossier, lang)));
    let is_observed = |own: &&DocumentRef| {
        dossier.observed.iter().any(|seen| seen.cases > 0 && own.id.as_ref() == Some(&seen.process))
    };
    let observed = dossier.processes.iter().filter(is_observed).count();
    let notice = Message::new("report.notice").number("n", observed).number("all", dossier.processes.len());
    out.push(Block::Notice(page.say(&notice)));
    let mut facts = Vec::new();
    let mut fact = |id: &str, value: String| facts.push((page.word(id), value));
    fact("report.id", format!("R-{}", page.digest.get(..12).unwrap_or_default().to_uppercase()));
    let organisations = dossier.organisations.iter().map(|title| catalogue::local(lang, title));
    fact("report.organisation", or_none(page, page.list(organisations)));
    if let Some(requester) = &dossier.request.requester {
        fact("report.requester", requester.clone());
    }
    if let Some(author) = &dossier.request.prepared_by {
        fact("report.prepared-by", author.clone());
    }
    if let Some((from, to)) = dossier.request.period {
        let span = Message::new("report.period-span").text("from", from.to_string()).text("to", to.to_string());
        fact("report.period", page.say(&span));
    }
    fact("report.day", report.as_of.to_string());
    fact("report.tool", format!("ombud {}", env!("CARGO_PKG_VERSION")));
    out.push(Block::Facts(facts));
    out.push(page.chapter("report.summary"));
    out.push(Block::Paragraph(outcome(report, lang)));
    // The first line is the day, which stands above.
    out.push(Block::List(counts(report, lang).into_iter().skip(1).collect()));
    objective(page, out);
}

fn objective(page: &Page<'_>, out: &mut Vec<Block>) {
    let dossier = page.dossier;
    let report = dossier.report;
    out.push(page.chapter("report.objective"));
    let default = || page.word("report.objective-default");
    out.push(Block::Paragraph(dossier.request.objective.clone().unwrap_or_else(default)));
    let named = |name: fn(Lang, &str) -> String, codes: &[Arc<str>]| {
        or_none(page, page.list(codes.iter().map(|code| name(page.lang, code))))
    };
    let clauses: usize = dossier.instruments.iter().map(|own| own.clauses.len()).sum();
    let criteria = Message::new("report.criteria-about")
        .text("day", report.catalogue_as_of.to_string())
        .number("n", clauses)
        .number("texts", dossier.instruments.len())
        .number("out", dossier.out_of_scope);
    out.push(Block::Facts(vec![
        (page.word("report.scope-jurisdictions"), named(names::jurisdiction, &report.jurisdictions)),
        (page.word("report.scope-sectors"), named(names::sector, &report.sectors)),
        (page.word("report.criteria"), page.say(&criteria)),
    ]));
}

pub(super) fn or_none(page: &Page<'_>, text: String) -> String {
    if text.is_empty() { page.word("report.none") } else { text }
}
