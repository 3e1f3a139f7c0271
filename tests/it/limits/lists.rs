//! Why: laws state lists too. Where more items are stricter all of them are asked for, where fewer are only the shared
//! ones are allowed, and whoever asks for one item is named for it.

use super::*;

fn data(config: &str, stricter: &str, require: &str, activity: &str) -> Vec<String> {
    let policy = format!(
        "/*\ntitle = \"T\"\nseverity = \"error\"\napplies_to = \"data\"\nclauses = [\n\
         {{ id = \"cn.pipl.art13\", relation = \"sets\", gives = {{ words = \"allowed_values\" }} }},\n\
         {{ id = \"gdpr.art6\", relation = \"sets\", gives = {{ words = \"allowed_values\" }} }},\n]\n\
         [params.words]\ntype = \"list\"\ndefault = [\"consent\"]\nstricter = \"{stricter}\"\n*/\n//! Why.\n\
         fn check(doc) {{ for activity in doc.activities {{ {require} }} }}\n"
    );
    let data = format!("kind = \"data\"\nid = \"d\"\ntitle = \"D\"\n[activities.a]\n{activity}\n");
    let files = Memory::default()
        .with("ombud.toml", format!("packs = [\"own\"]\n{config}"))
        .with("policies/own/pack.toml", "title = \"Own\"\nversion = \"1\"\n")
        .with("policies/own/late.rhai", policy)
        .with("d.toml", data);
    said(&judge(files, "2026-11-22"))
}

const ONE_OF: &str = "require(activity.legal_basis).one_of(params.words);";

#[test]
fn what_only_one_law_knows_is_not_allowed_under_both() {
    let of = |config, basis| data(config, "lower", ONE_OF, &format!("legal_basis = \"{basis}\"")).join("\n");
    assert_eq!(of("jurisdictions = [\"CN\"]\n", "employment"), "");
    assert_eq!(of("jurisdictions = [\"FR\"]\n", "public_task"), "");
    let both = "jurisdictions = [\"CN\", \"FR\"]\n";
    assert_eq!(of(both, "vital_interests"), "", "both know it: the words of the clauses are those of the schema");
    assert!(of(both, "employment").ends_with(" gdpr.art6"), "{}", of(both, "employment"));
    assert!(of(both, "public_task").ends_with(" cn.pipl.art13"), "{}", of(both, "public_task"));
    assert_eq!(of("", "contract"), "/activities/a/legal_basis consent by pack default");
}

#[test]
fn the_configuration_may_cut_a_list_and_not_widen_it() {
    let with = |list: &str| {
        let config = format!("jurisdictions = [\"FR\"]\n[policies.\"own/late\"]\nparams.words = [{list}]\n");
        let of = |basis: &str| data(&config, "lower", ONE_OF, &format!("legal_basis = \"{basis}\"")).len();
        [of("consent"), of("contract"), of("employment")]
    };
    assert_eq!(with("\"consent\""), [0, 1, 1]);
    assert_eq!(with("\"consent\", \"contract\", \"employment\""), [0, 0, 1]);
}

#[test]
fn every_item_that_some_law_asks_for_is_asked_for_in_its_name() {
    let require = "require(activity.purposes).contains_all(params.words);";
    let stated = "purposes = [\"consent\", \"contract\", \"legal_obligation\", \"vital_interests\", \"public_task\", \
                  \"employment\", \"public_interest_news\", \"already_public\", \"other_law\"]";
    let both = "jurisdictions = [\"CN\", \"FR\"]\n";
    let lines = data(both, "higher", require, stated);
    assert_eq!(lines, ["/activities/a/purposes legitimate_interests by gdpr.art6 gdpr.art6"]);
    assert_eq!(data("jurisdictions = [\"CN\"]\n", "higher", require, stated), Vec::<String>::new());
}
