//! Why: a map lends a file's values to rules, so a value that it drops, or shows where another stands, makes a rule pass
//! that should not.

use super::*;

const DESK: &str = "[kinds.desk]\nmatch = [\"desk/**\"]\nas = \"process\"\nid = \"/name\"\n";

fn judged(config: &str, file: (&str, &str), require: &str) -> Vec<String> {
    let text = policy("applies_to = \"process\"", &format!("require = '{require}'"));
    own(&report(workspace(config, &[file]).with("policies/own/rule.rhai", text)))
}

#[test]
fn a_kind_says_which_files_are_of_it() {
    assert!(refusal("[kinds.desk]\nas = \"process\"\n", &[]).contains("config.kind-open"));
    assert_eq!(refusal("[kinds.desk]\nmatch = [\"desk/**\"]\n", &[]), "");
    assert_eq!(refusal("[kinds.desk.where]\n\"/type\" = \"desk\"\n", &[]), "");
}

#[test]
fn a_kind_does_not_take_a_word_of_ombud() {
    for name in ["process", "workspace"] {
        assert!(refusal(&format!("[kinds.{name}]\nmatch = [\"x/**\"]\n"), &[]).contains("config.kind-name"), "{name}");
    }
}

#[test]
fn what_should_be_a_pointer_is_one() {
    for line in ["id = \"name\"", "where.type = \"desk\"", "names.role = \"roles/*\"", "map.title = \"name\""] {
        assert!(
            refusal(&format!("{DESK}{line}\n").replace("id = \"/name\"\nid", "id"), &[]).contains("config.pointer")
        );
    }
    let place = "[[overrides]]\npointer = \"steps/*\"\nexempt = \"x\"\n";
    assert!(refusal(place, &[]).contains("config.pointer"));
}

#[test]
fn a_line_of_a_map_leads_into_the_model() {
    let lines = [
        ("map.\"deadlnes.final.within\" = \"/sla\"", "config.map-target"),
        ("map.id = \"/key\"", "config.map-own"),
        ("map.\"deadlines.*.within\" = \"/sla\"", "config.map-stars"),
        ("map.\"deadlines.final.within\" = \"/sla/*/hours\"", "config.map-stars"),
        ("map.\"deadlines.*.within\" = \"/sla/*\"", ""),
        ("map.\"steps.*.next\" = \"/steps/*/next\"", ""),
        ("map.\"steps.*.x.ours\" = \"/steps/*/own\"", ""),
        ("map.\"review.every\" = \"/review\"", ""),
    ];
    for (line, wanted) in lines {
        let got = refusal(&format!("{DESK}{line}\n"), &[]);
        assert!(if wanted.is_empty() { got.is_empty() } else { got.contains(wanted) }, "{line}: {got}");
    }
    let without = "[kinds.desk]\nmatch = [\"desk/**\"]\nmap.title = \"/name\"\n";
    assert!(refusal(without, &[]).contains("config.map-without-as"));
}

#[test]
fn a_condition_of_a_kind_is_a_single_value() {
    assert!(refusal("[kinds.desk]\nwhere.\"/type\" = [\"a\"]\n", &[]).contains("config.where-value"));
    let number = "[kinds.desk]\nas = \"process\"\nid = \"/name\"\nwhere.\"/version\" = 1.0\n";
    let found = judged(number, ("a.yaml", "name: a\nversion: 1.0\n"), "doc.owner.present()");
    assert_eq!(found, ["missing a.yaml:/owner"]);
}

#[test]
fn two_lines_that_fill_one_place_together_lose_nothing() {
    let config = format!("{DESK}map.deadlines = \"/sla\"\nmap.\"deadlines.final.within\" = \"/final\"\n");
    let file = ("desk/a.yaml", "name: a\nsla: { acknowledge: 9 hours }\nfinal: 9 hours\n");
    let both =
        "doc.deadlines.acknowledge.within <= duration(\"10h\") && doc.deadlines.final.within <= duration(\"10h\")";
    assert_eq!(judged(&config, file, both), Vec::<String>::new());
    let clash = ("desk/a.yaml", "name: a\nsla: { final: 1 hour }\nfinal: 9 hours\n");
    let found = judged(&config, clash, "doc.deadlines.final.within <= duration(\"2h\")");
    assert!(matches!(&*found, [one] if one.starts_with("unknown ")), "{found:?}");
}

#[test]
fn a_star_under_a_list_of_the_model_makes_a_list() {
    let config = format!(
        "{DESK}map.\"deadlines.resolve.within\" = \"/sla\"\nmap.\"deadlines.resolve.escalations.*.to\" = \"/alarms/*/who\"\n\
         map.\"deadlines.resolve.escalations.*.at\" = {{ from = \"/alarms/*/hour\", unit = \"hours\" }}\n\
         map.\"steps.*.tells.*\" = \"/stages/*/tell/*\"\nmap.intake = \"/ways\"\n"
    );
    let rule = "/*\ntitle = \"T\"\nseverity = \"error\"\napplies_to = \"process\"\n*/\n//! Why.\nfn check(doc) {\n\
                for alarm in doc.deadlines.resolve.escalations { require(alarm.at).at_most(\"5h\"); require(alarm.to).present(); }\n\
                require(doc.deadlines.resolve.escalations.len()).equals(2);\n\
                for step in doc.steps { require(step.tells[1]).equals(\"nobody\"); } }\n";
    let found = |file: &str| {
        let files = workspace(&config, &[("desk/a.yaml", file)]).with("policies/own/rule.rhai", rule);
        own(&report(files))
    };
    // The first alarm has nobody, which only the second line of the map fills: positions decide, not lines.
    let file = "name: a\nsla: 9 hours\nalarms:\n  - { hour: 4 }\n  - { hour: 6, who: head }\n\
                stages: { close: { tell: [customer, requester] } }\n";
    assert_eq!(
        found(file),
        [
            "missing desk/a.yaml:/deadlines/resolve/escalations/0/to",
            "above desk/a.yaml:/alarms/1/hour",
            "differs desk/a.yaml:/stages/close/tell/1",
        ]
    );
    // Two values of one item make the list unknown, never longer or shorter.
    let twice = config.replace("\"steps.*.tells.*\"", "\"deadlines.resolve.escalations.*\"");
    let twice = twice.replace("/stages/*/tell/*", "/alarms/*/who");
    let rule = "/*\ntitle = \"T\"\nseverity = \"error\"\napplies_to = \"process\"\n*/\n//! Why.\nfn check(doc) {\n\
                for alarm in doc.deadlines.resolve.escalations { require(alarm.at).at_most(\"99h\"); } }\n";
    let files = workspace(&twice, &[("desk/a.yaml", file)]).with("policies/own/rule.rhai", rule);
    let found = own(&report(files));
    assert!(matches!(&*found, [one] if one.starts_with("unknown ")), "{found:?}");
}

#[test]
fn a_key_that_stands_twice_in_a_mapped_file_is_unknown() {
    let config = format!("{DESK}map.\"deadlines.final.within\" = \"/final\"\n");
    let found = judged(&config, ("desk/a.yaml", "name: a\nfinal: 1 hour\nfinal: 9 hours\n"), {
        "doc.deadlines.final.within <= duration(\"2h\")"
    });
    assert!(matches!(&*found, [one] if one.starts_with("unknown ")), "{found:?}");
}

#[test]
fn a_map_that_outgrows_the_limits_is_told_and_not_cut() {
    let list = "  - x\n".repeat(60);
    let file = ("desk/a.yaml", &*format!("name: a\nlist:\n{list}owner: someone\n"));
    let config =
        format!("limits.nodes = 100\n{DESK}map.\"x.a\" = \"/list\"\nmap.\"x.b\" = \"/list\"\nmap.owner = \"/owner\"\n");
    let report = report(workspace(&config, &[file]));
    let found: Vec<&str> = report.findings.iter().map(|finding| &*finding.policy).collect();
    assert_eq!(found, ["builtin/over-limit"]);
    assert_eq!(report.evaluations.total(), 0, "a part of a file is not judged");
}

#[test]
fn a_document_is_found_by_the_kind_that_the_workspace_gives_it() {
    let text = "/*\ntitle = \"T\"\nseverity = \"error\"\napplies_to = \"workspace\"\n*/\n//! Why.\n\
                fn check(index) { require(index.find(\"desk\", \"a\").owner).present(); }\n";
    let files = workspace(DESK, &[("desk/a.yaml", "name: a\n")]).with("policies/own/all.rhai", text);
    assert_eq!(own(&report(files)), ["missing desk/a.yaml:/owner"]);
}
