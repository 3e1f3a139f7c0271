//! Why: telling an organisation that a law binds it when it does not is as wrong as staying silent. One function decides
//! who is bound, by the four tests of the catalogue, and every report asks it.

use jiff::civil::Date;

use super::{Clause, JURISDICTIONS, Relation, Status};

/// What an organisation says of itself, and the day of the check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope {
    /// Whose law applies: codes of the clause catalogue, ISO country codes, subdivisions (`US-CA`, `DE-BY`).
    pub jurisdictions: Vec<String>,
    /// Its trades, words of [`super::SECTORS`].
    pub sectors: Vec<String>,
    /// Its capacities, words of [`super::ADDRESSEES`]. [`ASSUMED`] and what follows from a capacity need not be listed.
    pub acts_as: Vec<String>,
    /// The day of the check.
    pub as_of: Date,
}

/// Why a clause binds nobody here. When several reasons hold, the first in this order is given, so that relief means:
/// it would apply, but lightens a duty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum OutOfScope {
    /// It holds no more.
    Repealed,
    /// It applies from this day on.
    NotYetInForce(Date),
    /// It is the law of somewhere else.
    Jurisdiction,
    /// It binds others than the organisation.
    Addressee,
    /// It binds other trades.
    Sector,
    /// It lightens a duty, so it is none.
    Relief,
}

/// Capacities of every organisation that serves customers; no organisation has to list them.
pub const ASSUMED: [&str; 3] = ["any_organisation", "trader", "data_controller"];

/// Member states of the European Union, ISO 3166-1 codes (Treaty on European Union, article 52, after the United
/// Kingdom left in 2020).
pub const EU_MEMBERS: [&str; 27] = [
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV",
    "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
];

/// Whether the clause binds an organisation with this scope on the day of the check.
///
/// The date decides, not the status: a clause that was in the future when the catalogue was written binds from its day
/// on, and one in force today did not bind before its day. Repealed clauses have no end date in the catalogue, so they
/// bind on no day.
///
/// # Errors
/// The reason why it does not.
pub fn in_scope(clause: &Clause, scope: &Scope) -> Result<(), OutOfScope> {
    if clause.status == Status::Repealed {
        return Err(OutOfScope::Repealed);
    }
    if clause.in_force > scope.as_of {
        return Err(OutOfScope::NotYetInForce(clause.in_force));
    }
    if !covers_any(&clause.jurisdiction, &scope.jurisdictions) {
        return Err(OutOfScope::Jurisdiction);
    }
    if !clause.addressee.iter().any(|addressee| is_one(addressee, scope)) {
        return Err(OutOfScope::Addressee);
    }
    if !clause.sectors.is_empty() && !clause.sectors.iter().any(|sector| scope.sectors.iter().any(|own| own == sector))
    {
        return Err(OutOfScope::Sector);
    }
    if clause.relief {
        return Err(OutOfScope::Relief);
    }
    Ok(())
}

/// Whether law of `clause` applies to an organisation in `own`, both jurisdiction codes: the law of a country applies in
/// its subdivisions, that of the EU in its member states, `INT` everywhere. Never the other way round: who says `US` is
/// not bound by the law of one state, who says `EU` not by that of one member. The United Kingdom is `UK` in the
/// catalogue and `GB` in ISO 3166; both are read.
pub fn covers(clause: &str, own: &str) -> bool {
    let (clause_country, clause_part) = split(clause);
    let (own_country, own_part) = split(own);
    if clause_part.is_some() {
        return clause_country == own_country && clause_part == own_part;
    }
    match clause_country {
        "INT" => true,
        "EU" => own_country == "EU" || EU_MEMBERS.contains(&own_country),
        country => country == own_country,
    }
}

/// The codes by which the law that applies is known: each code that is declared, and those of the wider law that covers
/// it: `EU` for a member state, `US` for `US-CA`, `UK` for `GB`. So a rule asks `jurisdictions.contains("EU")` and means
/// the law of the European Union wherever it applies. Sorted as declared, wider codes behind, none twice.
pub fn laws(own: &[String]) -> Vec<String> {
    let mut list = own.to_vec();
    for code in own {
        let (country, _) = split(code);
        let wider = [country, if EU_MEMBERS.contains(&country) { "EU" } else { country }];
        for code in wider {
            if !list.iter().any(|known| known == code) {
                list.push(code.to_owned());
            }
        }
    }
    list
}

/// Whether a code can name a jurisdiction: `EU`, `UK`, `INT`, or two capital letters (ISO 3166-1), perhaps with a
/// subdivision (ISO 3166-2: one to three letters or digits). Whether the catalogue holds law of it is [`has_law`].
pub fn is_jurisdiction(code: &str) -> bool {
    let (country, part) = code.split_once('-').map_or((code, None), |(country, part)| (country, Some(part)));
    let capitals = |text: &str| text.bytes().all(|byte| byte.is_ascii_uppercase());
    match part {
        None => country == "INT" || (country.len() == 2 && capitals(country)),
        Some(part) => {
            let plain = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit();
            country.len() == 2 && capitals(country) && (1..=3).contains(&part.len()) && part.bytes().all(plain)
        }
    }
}

/// Whether the built-in catalogue holds law that applies in the jurisdiction. For any other code only standards and own
/// clauses are left, which is worth a warning.
pub fn has_law(code: &str) -> bool {
    JURISDICTIONS.iter().any(|known| *known != "INT" && covers(known, code))
}

/// Whether a citation with relation `cited` is allowed for a clause whose hint is `hint`: it may be weaker, never
/// stronger.
pub fn allowed_relation(hint: Relation, cited: Relation) -> bool {
    cited <= hint
}

/// Whether the clause may be shown as a duty when a rule cites it so: it is in scope and more than a model.
pub fn is_duty(clause: &Clause, cited: Relation, scope: &Scope) -> bool {
    cited != Relation::Model && allowed_relation(clause.relation_hint, cited) && in_scope(clause, scope).is_ok()
}

/// Whether a number or list may be taken from the clause when a rule cites it so. Any other number is a pack default or
/// an own target, and is called so.
pub fn supplies_number(clause: &Clause, cited: Relation, scope: &Scope) -> bool {
    cited == Relation::Sets && is_duty(clause, cited, scope)
}

fn covers_any(clause: &str, own: &[String]) -> bool {
    clause == "INT" || own.iter().any(|code| covers(clause, code))
}

/// A code as country and subdivision.
fn split(code: &str) -> (&str, Option<&str>) {
    let (country, part) = code.split_once('-').map_or((code, None), |(country, part)| (country, Some(part)));
    (if country == "GB" { "UK" } else { country }, part)
}

/// Whether the organisation is what a clause addresses. An authority is never the organisation that is checked; banks,
/// insurers and payment providers are financial firms.
fn is_one(addressee: &str, scope: &Scope) -> bool {
    let says = |word: &str| scope.acts_as.iter().any(|own| own == word);
    match addressee {
        "authority" => false,
        "financial" => ["financial", "bank_insurer", "payment"].into_iter().any(says),
        _ => ASSUMED.contains(&addressee) || says(addressee),
    }
}

#[cfg(test)]
mod tests;
