use super::*;
use crate::clause::{Catalogue, Kind};

fn scope(jurisdictions: &[&str], sectors: &[&str], acts_as: &[&str]) -> Scope {
    let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    Scope {
        jurisdictions: owned(jurisdictions),
        sectors: owned(sectors),
        acts_as: owned(acts_as),
        as_of: Date::constant(2026, 11, 22),
    }
}

fn judge(id: &str, scope: &Scope) -> Result<(), OutOfScope> {
    in_scope(Catalogue::builtin().get(id).unwrap(), scope)
}

#[test]
fn all_four_tests_must_hold() {
    let telecom = scope(&["CN"], &["telecom"], &["telecom"]);
    assert_eq!(judge("cn.miit35.art10", &telecom), Ok(()));
    assert_eq!(judge("cn.miit35.art10", &scope(&["UK"], &["telecom"], &["telecom"])), Err(OutOfScope::Jurisdiction));
    assert_eq!(judge("cn.miit35.art10", &scope(&["CN"], &["telecom"], &[])), Err(OutOfScope::Addressee));
    assert_eq!(judge("cn.miit35.art10", &scope(&["CN"], &["retail"], &["telecom"])), Err(OutOfScope::Sector));
    let before = Scope { as_of: Date::constant(2016, 7, 29), ..telecom };
    let first_day = Date::constant(2016, 7, 30);
    assert_eq!(judge("cn.miit35.art10", &before), Err(OutOfScope::NotYetInForce(first_day)));
    assert_eq!(judge("cn.miit35.art10", &Scope { as_of: first_day, ..before }), Ok(()));
}

#[test]
fn a_future_clause_binds_from_its_day_on() {
    let shop = scope(&["DE"], &[], &[]);
    let day = Date::constant(2028, 9, 20);
    assert_eq!(judge("eu.adr.reply20", &shop), Err(OutOfScope::NotYetInForce(day)));
    let later = Scope { as_of: day, ..shop };
    assert_ne!(judge("eu.adr.reply20", &later), Err(OutOfScope::NotYetInForce(day)));
}

#[test]
fn without_a_sector_only_clauses_for_all_fit() {
    let everywhere = scope(&["CN", "EU", "UK", "US-CA"], &[], &["telecom", "platform", "financial"]);
    let catalogue = Catalogue::builtin();
    let fitting: Vec<_> = catalogue.clauses().filter(|clause| in_scope(clause, &everywhere).is_ok()).collect();
    assert!(fitting.len() > 50);
    assert!(fitting.iter().all(|clause| clause.sectors.is_empty()));
}

#[test]
fn one_shared_sector_is_enough() {
    let shop = scope(&["CN"], &["telecom", "ecommerce"], &["telecom", "platform"]);
    let catalogue = Catalogue::builtin();
    let limited = catalogue.clauses().filter(|clause| in_scope(clause, &shop).is_ok() && !clause.sectors.is_empty());
    let sectors: Vec<_> = limited.map(|clause| &clause.sectors).collect();
    assert!(sectors.iter().any(|sectors| sectors.contains(&"telecom")));
    assert!(sectors.iter().any(|sectors| sectors.contains(&"ecommerce")));
}

#[test]
fn an_organisation_that_serves_customers_is_controller_and_trader_without_saying_so() {
    let silent = scope(&["CN"], &[], &[]);
    assert_eq!(judge("cn.pipl.art6", &silent), Ok(()), "data_controller");
    assert_eq!(judge("cn.cpl.art26", &silent), Ok(()), "trader");
    assert_eq!(judge("cn.csl.art23.logs", &silent), Ok(()), "any_organisation");
}

#[test]
fn banks_and_payment_providers_are_financial_firms() {
    let firm =
        |acts_as: &[&str]| judge("uk.disp.1.6.2", &scope(&["UK"], &["finance", "payments", "insurance"], acts_as));
    assert_eq!(firm(&["financial"]), Ok(()));
    assert_eq!(firm(&["bank_insurer"]), Ok(()));
    assert_eq!(firm(&["payment"]), Ok(()));
    assert_eq!(firm(&["telecom"]), Err(OutOfScope::Addressee));
}

#[test]
fn a_clause_for_authorities_binds_no_organisation_whatever_it_claims() {
    assert_eq!(judge("cn.pipl.art66", &scope(&["CN"], &[], &["authority"])), Err(OutOfScope::Addressee));
}

#[test]
fn law_of_the_union_covers_members_and_not_the_other_way_round() {
    assert!(covers("EU", "DE") && covers("EU", "ES") && covers("EU", "EU") && covers("EU", "DE-BY"));
    assert!(covers("ES", "ES") && covers("ES", "ES-CT"));
    assert!(!covers("ES", "EU"), "who says EU is bound by no single member");
    assert!(!covers("ES", "DE"));
    assert!(!covers("EU", "UK") && !covers("EU", "GB") && !covers("EU", "CH") && !covers("EU", "NO"));
    assert!(covers("UK", "GB") && covers("UK", "UK") && covers("UK", "GB-SCT"));
}

#[test]
fn law_of_a_country_covers_its_parts_and_not_the_other_way_round() {
    assert!(covers("US", "US-CA") && covers("US-CA", "US-CA") && covers("US", "US-NY"));
    assert!(!covers("US-CA", "US") && !covers("US-CA", "US-NY"));
    assert!(!covers("CN", "HK") && !covers("HK", "CN"));
    assert_eq!(judge("us.ccpa.7021b", &scope(&["US"], &[], &[])), Err(OutOfScope::Jurisdiction));
    assert_eq!(judge("us.ccpa.7021b", &scope(&["US-CA"], &[], &[])), Ok(()));
}

#[test]
fn jurisdiction_codes_are_told_from_names() {
    for code in ["CN", "EU", "UK", "GB", "INT", "US-CA", "DE-BY", "GB-SCT", "JP"] {
        assert!(is_jurisdiction(code), "{code}");
    }
    for code in ["", "China", "cn", "CHN", "US-", "US-CALI", "US-ca", "-CA", "中国", "INT-1"] {
        assert!(!is_jurisdiction(code), "{code}");
    }
    assert!(has_law("DE") && has_law("US-NY") && has_law("GB") && has_law("CN"));
    assert!(!has_law("JP") && !has_law("CH") && !has_law("INT"));
}

#[test]
fn standards_are_in_scope_everywhere_and_national_law_nowhere_without_a_jurisdiction() {
    let nowhere = scope(&[], &["telecom"], &["telecom"]);
    assert_eq!(judge("iso10002.7.4", &nowhere), Ok(()));
    let catalogue = Catalogue::builtin();
    for clause in catalogue.clauses().filter(|clause| in_scope(clause, &nowhere).is_ok()) {
        assert_eq!(&*clause.jurisdiction, "INT", "{}", clause.id);
    }
}

#[test]
fn reliefs_repealed_clauses_and_models_are_never_duties() {
    let codes = ["CN", "EU", "UK", "ES", "US", "US-CA", "AU", "SG", "HK", "KR", "IN", "BR"];
    let all = Scope {
        as_of: Date::constant(2099, 1, 1),
        ..scope(&codes, &crate::clause::SECTORS, &crate::clause::ADDRESSEES)
    };
    let catalogue = Catalogue::builtin();
    let (mut reliefs, mut repealed, mut models, mut duties) = (0, 0, 0, 0);
    for clause in catalogue.clauses() {
        let duty = Relation::ALL.into_iter().any(|cited| is_duty(clause, cited, &all));
        if clause.relief {
            reliefs += 1;
            assert_eq!(in_scope(clause, &all), Err(OutOfScope::Relief), "{}", clause.id);
        } else if clause.status == Status::Repealed {
            repealed += 1;
            assert_eq!(in_scope(clause, &all), Err(OutOfScope::Repealed), "{}", clause.id);
        } else if clause.relation_hint == Relation::Model {
            models += 1;
        } else if clause.addressee != ["authority"] {
            duties += 1;
            assert!(duty, "{}", clause.id);
            continue;
        }
        assert!(!duty, "{}", clause.id);
        assert!(!supplies_number(clause, Relation::Sets, &all), "{}", clause.id);
    }
    assert_eq!((reliefs, repealed, models, duties), (4, 2, 37, 213 - 4 - 2 - 37 - 4));
}

#[test]
fn standards_and_programmes_are_never_more_than_models() {
    let catalogue = Catalogue::builtin();
    for clause in catalogue.clauses().filter(|clause| matches!(clause.kind, Kind::Standard | Kind::Program)) {
        assert_eq!(clause.relation_hint, Relation::Model, "{}", clause.id);
    }
}

#[test]
fn a_citation_may_be_weaker_than_the_hint_and_never_stronger() {
    use Relation::{Model, Sets, Supports};
    for (hint, cited, allowed) in [
        (Sets, Sets, true),
        (Sets, Supports, true),
        (Sets, Model, true),
        (Supports, Sets, false),
        (Supports, Supports, true),
        (Supports, Model, true),
        (Model, Sets, false),
        (Model, Supports, false),
        (Model, Model, true),
    ] {
        assert_eq!(allowed_relation(hint, cited), allowed, "{hint:?} cited as {cited:?}");
    }
}

#[test]
fn only_a_setting_citation_of_a_clause_in_scope_supplies_a_number() {
    let catalogue = Catalogue::builtin();
    let clause = catalogue.get("gdpr.art33.1").unwrap();
    let member = scope(&["FR"], &[], &[]);
    assert!(supplies_number(clause, Relation::Sets, &member));
    assert!(!supplies_number(clause, Relation::Supports, &member) && is_duty(clause, Relation::Supports, &member));
    assert!(!is_duty(clause, Relation::Model, &member));
    assert!(!supplies_number(clause, Relation::Sets, &scope(&["CN"], &[], &[])));
    let general = catalogue.get("cn.pipl.art6").unwrap();
    assert!(!supplies_number(general, Relation::Sets, &scope(&["CN"], &[], &[])), "its hint is only supports");
}

#[test]
fn the_law_of_the_wider_place_applies_too() {
    let laws = |own: &[&str]| laws(&own.iter().map(|code| (*code).to_owned()).collect::<Vec<_>>());
    assert_eq!(laws(&["DE-BY", "CN", "FR"]), ["DE-BY", "CN", "FR", "DE", "EU"]);
    assert_eq!(laws(&["US-CA"]), ["US-CA", "US"]);
    assert_eq!(laws(&["GB"]), ["GB", "UK"]);
    assert_eq!(laws(&["EU", "INT"]), ["EU", "INT"]);
    assert_eq!(laws(&[]), [""; 0]);
}
