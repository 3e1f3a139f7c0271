//! Why: the keys of one clause, what each may hold and which must be there, stand on one page.

use std::sync::Arc;

use jiff::civil::Date;

use super::field::{self, Table};
use super::parameter;
use crate::clause::catalogue::normal_id;
use crate::clause::scope::is_jurisdiction;
use crate::clause::{ADDRESSEES, Clause, Kind, Origin, Own, Relation, SECTORS, SourceKind, Status};
use crate::diagnostic::{Diagnostic, Location};
use crate::document::{NodeId, Value};
use crate::message::Message;

/// Keys of a clause: those of the built-in catalogue and the four that say who answers for it.
const KEYS: [&str; 29] = [
    "id",
    "instrument",
    "instrument_zh",
    "clause",
    "clause_zh",
    "jurisdiction",
    "in_force",
    "status",
    "kind",
    "title_en",
    "title_zh",
    "obligation_en",
    "obligation_zh",
    "addressee",
    "sectors",
    "applies_when_en",
    "applies_when_zh",
    "relation_hint",
    "effect",
    "parameters",
    "evidence",
    "confidence",
    "source",
    "source_kind",
    "note",
    "owner",
    "version",
    "approval",
    "x",
];

const APPROVAL_KEYS: [&str; 3] = ["by", "date", "x"];

/// How far an entry of the built-in catalogue is to be trusted; an own clause is its own source.
const CONFIDENCE: [&str; 2] = ["verified", UNVERIFIED];
const UNVERIFIED: &str = "from memory, unverified";

/// The id of an entry and its place, reported when it is missing or no id.
pub(super) fn id(problems: &mut Vec<Diagnostic>, table: Table<'_>) -> Option<(Arc<str>, Location)> {
    let written = field::needed_text(problems, table, "id")?;
    let node = table.document.get(table.node, "id")?;
    let id = normal_id(&written);
    if !id.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.')) {
        field::wrong_value(problems, table, node, Message::new("clause.bad-id").text("id", written));
        return None;
    }
    Some((id.into(), table.document.location(table.document.places(node).primary)))
}

/// Reads the rest of an entry. `None` when something required is missing; faults are in `problems` either way.
///
/// Where a key is absent the clause binds more, never less: all jurisdictions, any organisation, all sectors.
pub(super) fn read(
    problems: &mut Vec<Diagnostic>,
    table: Table<'_>,
    id: Arc<str>,
    location: Location,
) -> Option<Clause> {
    field::check_keys(problems, table, &KEYS);
    let kind = kind(problems, table);
    let instrument = field::needed_local(problems, table, "instrument", "instrument_zh");
    let clause = field::local(problems, table, "clause", "clause_zh");
    let title = field::needed_local(problems, table, "title_en", "title_zh");
    let obligation = field::needed_local(problems, table, "obligation_en", "obligation_zh");
    let in_force = field::needed_date(problems, table, "in_force");
    let status = field::word(problems, table, "status", &Status::ALL, Status::word);
    let jurisdiction = jurisdiction(problems, table);
    let addressee = addressee(problems, table);
    let sectors = field::words(problems, table, "sectors", &SECTORS);
    let applies_when = field::local(problems, table, "applies_when_en", "applies_when_zh");
    let relation = field::word(problems, table, "relation_hint", &Relation::ALL, Relation::word);
    let effect = field::word(problems, table, "effect", &["relief"], |word| word);
    let parameters = parameter::read_all(problems, table);
    let evidence = field::text(problems, table, "evidence");
    let confidence = field::word(problems, table, "confidence", &CONFIDENCE, |word| word);
    let source = field::text(problems, table, "source");
    let source_kind = field::word(problems, table, "source_kind", &SourceKind::ALL, SourceKind::word);
    let note = field::text(problems, table, "note");
    let own = own(problems, table, location);
    let states_something = !parameters.is_empty();
    Some(Clause {
        id,
        instrument,
        clause,
        jurisdiction: jurisdiction.unwrap_or_else(|| "INT".into()),
        in_force: in_force?,
        status: status.unwrap_or(Status::InForce),
        kind: kind?,
        title,
        obligation,
        addressee: addressee.unwrap_or_else(|| vec!["any_organisation"]),
        sectors: sectors.unwrap_or_default(),
        applies_when,
        relation_hint: relation.unwrap_or(if states_something { Relation::Sets } else { Relation::Supports }),
        relief: effect.is_some(),
        parameters,
        evidence: evidence.unwrap_or_default(),
        verified: confidence != Some(UNVERIFIED),
        source: source.unwrap_or_default(),
        source_kind,
        note,
        origin: Origin::Workspace(Box::new(own?)),
    })
}

/// Own rules and contracts only: a law in a workspace would be a claim about law that nobody has checked.
fn kind(problems: &mut Vec<Diagnostic>, table: Table<'_>) -> Option<Kind> {
    const OWN: [Kind; 2] = [Kind::Internal, Kind::Contract];
    const BUILTIN: [Kind; 5] = [Kind::Law, Kind::Regulation, Kind::Guideline, Kind::Standard, Kind::Program];
    let Some(node) = table.document.get(table.node, "kind") else {
        field::missing(problems, table, "kind");
        return None;
    };
    let foreign = table.document.text(node).and_then(|word| BUILTIN.into_iter().find(|kind| kind.word() == word));
    if let Some(kind) = foreign {
        field::wrong_value(problems, table, node, Message::new("clause.kind-not-own").text("word", kind.word()));
        return None;
    }
    field::word(problems, table, "kind", &OWN, Kind::word)
}

fn jurisdiction(problems: &mut Vec<Diagnostic>, table: Table<'_>) -> Option<Arc<str>> {
    let code = field::text(problems, table, "jurisdiction")?;
    if is_jurisdiction(&code) {
        return Some(code);
    }
    let node = table.document.get(table.node, "jurisdiction")?;
    field::wrong_value(problems, table, node, Message::new("clause.bad-jurisdiction").text("code", code));
    None
}

/// Whom it binds. `authority` is left out: no organisation is one, so the clause would bind nobody.
fn addressee(problems: &mut Vec<Diagnostic>, table: Table<'_>) -> Option<Vec<&'static str>> {
    let known: Vec<&'static str> = ADDRESSEES.into_iter().filter(|word| *word != "authority").collect();
    let before = problems.len();
    let words = field::words(problems, table, "addressee", &known)?;
    if words.is_empty() && problems.len() == before {
        let node = table.document.get(table.node, "addressee")?;
        field::wrong_value(problems, table, node, Message::new("clause.empty").text("field", "addressee"));
    }
    Some(words)
}

fn own(problems: &mut Vec<Diagnostic>, table: Table<'_>, location: Location) -> Option<Own> {
    let owner = field::needed_text(problems, table, "owner");
    let version = field::needed_text(problems, table, "version");
    let approval = match table.document.get(table.node, "approval") {
        Some(node) => approval(problems, table, node),
        None => {
            field::missing(problems, table, "approval");
            None
        }
    };
    let (approved_by, approved_on) = approval?;
    Some(Own { location, owner: owner?, version: version?, approved_by, approved_on })
}

/// `{ by, date }`, or who approved it alone.
fn approval(problems: &mut Vec<Diagnostic>, table: Table<'_>, node: NodeId) -> Option<(Arc<str>, Option<Date>)> {
    if !matches!(table.document.node(node).value, Value::Map) {
        return Some((field::text_at(problems, table, node, "approval")?, None));
    }
    let inner = Table { node, ..table };
    field::check_keys(problems, inner, &APPROVAL_KEYS);
    let by = field::needed_text(problems, inner, "by");
    let date = field::date(problems, inner, "date");
    Some((by?, date))
}
