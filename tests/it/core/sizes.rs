//! Why: a hostile file must not hold a run up. Work that grows with the square of a file would make each of these take
//! hours; as it is they take no time worth measuring.

use super::*;

const MANY: usize = 20_000;

#[test]
fn many_unknown_keys_take_no_time() {
    let body: String = (0..MANY).fold(String::new(), |mut out, at| {
        let _ = write!(out, ",\"key{at}\":1");
        out
    });
    let text = format!("{{\"kind\":\"process\",\"id\":\"a\",\"title\":\"P\",\"category\":\"complaint\"{body}}}");
    let report = report(workspace("", &[("a.json", &text)]));
    assert_eq!(report.findings.len(), MANY);
    assert_eq!(report.findings[7].pointer, "/key7");
}

#[test]
fn many_places_that_cannot_be_told_take_no_time() {
    let config = "[kinds.list]\nmatch = [\"list.*\"]\n";
    let items: String = (0..MANY).fold(String::new(), |mut out, at| {
        let _ = writeln!(out, "- {{ within: {at}x }}");
        out
    });
    let rule = policy("applies_to = \"list\"", "for = 'doc'\nrequire = 'item.within <= duration(\"1h\")'");
    let report = report(workspace(config, &[("list.yaml", &items)]).with("policies/own/list.rhai", rule));
    assert_eq!(own(&report).len(), MANY);
}

#[test]
fn a_name_that_many_documents_declare_is_found_at_once() {
    let rule = policy("applies_to = \"process\"", "for = 'doc.steps'\nrequire = 'item.role.resolves()'");
    let steps: String = (0..20).map(|at| format!("steps.s{at}.role = \"agent\"\n")).collect();
    let mut files = workspace("", &[]).with("policies/own/role.rhai", rule);
    for at in 0..2_000 {
        let text = process(&format!("p{at}"), &format!("roles.agent = \"Agent\"\n{steps}"));
        files = files.with(&format!("p{at}.toml"), text);
    }
    assert_eq!(own(&report(files)), Vec::<String>::new());
}

#[test]
fn long_names_have_no_near_one() {
    let name = "k".repeat(400_000);
    let text = format!("{{\"kind\":\"process\",\"id\":\"a\",\"title\":\"P\",\"category\":\"complaint\",\"{name}\":1}}");
    assert_eq!(report(workspace("", &[("a.json", &text)])).findings.len(), 1);
}
