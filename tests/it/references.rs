//! Why: a name that nothing stands behind must be told where it is written, once for each file, with the name that was
//! meant; and one that is declared must never be told, wherever it is declared.

use std::sync::Arc;

use ombud::diagnostic::Location;
use ombud::files::Memory;
use ombud::message::Lang;
use ombud::render::{Format, Style, render};
use ombud::report::Report;
use ombud::session::{Options, Session, Wanted};

fn report(files: &[(&str, &str)]) -> Report {
    let memory = Memory::default()
        .with("ombud.toml", "packs = [\"own\"]\n")
        .with("policies/own/pack.toml", "title = \"Own\"\nversion = \"1\"\n")
        .with(
            "policies/own/any.rhai",
            "/*\ntitle = \"T\"\nseverity = \"info\"\napplies_to = \"process\"\nrequire = 'doc.id.present()'\n*/\n//! Why.\n",
        );
    let memory = files.iter().fold(memory, |memory, (path, text)| memory.with(path, *text));
    let options = Options { as_of: "2026-11-22".parse().ok(), ..Options::default() };
    match Session::new(Arc::new(memory), options).snapshot() {
        Ok(snapshot) => snapshot.check(&Wanted::default()),
        Err(refused) => panic!("{:?}", refused.diagnostics),
    }
}

/// A line a finding: weight, check, place and pointer, near name, then the related places.
fn told(files: &[(&str, &str)]) -> Vec<String> {
    let report = report(files);
    let place = |at: Location| {
        let source = report.sources.get(at.source);
        let place = source.place(at.span.start);
        format!("{}:{}:{}", source.path, place.line, place.column)
    };
    let line = |finding: &ombud::finding::Finding| {
        let near = finding.help.iter().map(crate::judge::message_of).find(|help| help.starts_with("near.name"));
        let related: Vec<String> = finding.related.iter().map(|row| place(row.location)).collect();
        let check = finding.policy.trim_start_matches("builtin/");
        let at = place(finding.location);
        let parts = [finding.severity.word(), check, &at, &finding.pointer, &near.unwrap_or_default()];
        format!("{} {}", parts.join(" ").trim_end(), related.join(" ")).trim_end().to_owned()
    };
    report.findings.iter().map(line).collect()
}

fn process(id: &str, body: &str) -> String {
    format!("kind = \"process\"\nid = \"{id}\"\ntitle = \"P\"\ncategory = \"request\"\n{body}\n")
}

const ORGANISATION: &str =
    "kind = \"organisation\"\nid = \"o\"\ntitle = \"O\"\nroles = { lead = \"Lead\", agent = \"Agent\" }\n";

#[test]
fn an_undeclared_role_is_told_once_a_file_with_all_its_uses() {
    let body = "owner = \"leed\"\n[steps]\na = { role = \"leed\", next = \"b\" }\nb = { role = \"agent\" }";
    let lines = told(&[("o.toml", ORGANISATION), ("p.toml", &process("p", body)), ("q.toml", &process("q", body))]);
    assert_eq!(
        lines,
        [
            "warning dangling-reference p.toml:5:9 /owner near.name:lead p.toml:7:14",
            "warning dangling-reference q.toml:5:9 /owner near.name:lead q.toml:7:14",
        ]
    );
}

#[test]
fn where_a_slip_hides_a_duty_or_can_only_be_a_slip_it_is_an_error() {
    let body = "deadlines.resolve = { within = \"1 day\", escalations = { at = \"80%\", to = \"nobody\", moves_to = \"b\" } }\n\
                start = \"receve\"\n[steps]\nreceive = { next = [\"closing\", { to = \"proces\" }] }\nclose = { independent_of = [\"subject\", \"receive\"] }";
    assert_eq!(
        told(&[("p.toml", &process("p", body))]),
        [
            "error dangling-reference p.toml:5:74 /deadlines/resolve/escalations/to",
            "error dangling-reference p.toml:5:95 /deadlines/resolve/escalations/moves_to",
            "error dangling-reference p.toml:6:9 /start near.name:receive",
            "error dangling-reference p.toml:8:21 /steps/receive/next/0 near.name:close",
            "error dangling-reference p.toml:8:39 /steps/receive/next/1/to",
        ]
    );
}

#[test]
fn typed_names_steps_of_others_and_data_fields_are_looked_up() {
    let p = process(
        "p",
        "[steps]\nreceive = { next = \"process:q\", uses = [\"files.name\", \"files.*\"], tells = [\"customer\", \"body:court\"] }\n\
         [bodies]\ncourt = \"Court\"\n[surveys.s]\nafter = \"q/close\"\nfeeds = \"process:q\"",
    );
    let q = process("q", "steps.close = {}");
    let data =
        "kind = \"data\"\nid = \"d\"\ntitle = \"D\"\n[datasets.files.fields]\nname = \"Name\"\nphone = \"Phone\"\n";
    assert_eq!(told(&[("p.toml", &p), ("q.toml", &q), ("d.toml", data)]), Vec::<String>::new());
    let p = p.replace("process:q\", uses", "process:qq\", uses").replace("files.name", "files.nam");
    let p = p.replace("\"files.*\"", "\"fils.*\"").replace("body:court", "body:curt").replace("q/close", "q/closed");
    assert_eq!(
        told(&[("p.toml", &p), ("q.toml", &q), ("d.toml", data)]),
        [
            "warning dangling-reference p.toml:6:20 /steps/receive/next near.name:process:q",
            "warning dangling-reference p.toml:6:42 /steps/receive/uses/0 near.name:files.name",
            "warning dangling-reference p.toml:6:55 /steps/receive/uses/1 near.name:files.*",
            "warning dangling-reference p.toml:6:87 /steps/receive/tells/1 near.name:body:court",
            "error dangling-reference p.toml:10:9 /surveys/s/after near.name:q/close",
        ]
    );
    let organisation = format!("{ORGANISATION}surveys.s = {{ after = \"close\" }}\norganisation = \"x\"\n");
    let lines = told(&[("o.toml", &organisation), ("q.toml", &q)]);
    assert!(
        lines.len() == 2 && lines[0].starts_with("error dangling-reference o.toml:5:23 /surveys/s/after"),
        "{lines:?}"
    );
    assert!(lines[1].starts_with("warning dangling-reference o.toml:6:16 /organisation"), "{lines:?}");
}

#[test]
fn the_nearest_declaration_counts_and_two_equally_near_ones_are_told() {
    let with = |id: &str, roles: &str| process(id, &format!("owner = \"lead\"\n{roles}"));
    let own = "roles.lead = \"Lead\"";
    // In the document itself, whatever else there is.
    assert_eq!(told(&[("p.toml", &with("p", own)), ("q.toml", &with("q", own))]), Vec::<String>::new());
    // In the same organisation before the rest of the workspace.
    let shared = "kind = \"data\"\nid = \"shared\"\ntitle = \"S\"\nroles.lead = \"Lead\"\n";
    let here = ORGANISATION.replace("lead = \"Lead\", ", "");
    let near =
        [("a/o.toml", &*here), ("a/s.toml", shared), ("a/p.toml", &with("p", "")), ("b/q.toml", &with("q", own))];
    assert_eq!(told(&near), Vec::<String>::new());
    // Elsewhere in the workspace, if it is declared once.
    let far = [("a/o.toml", &*here), ("a/p.toml", &with("p", "")), ("b/q.toml", &with("q", own))];
    assert_eq!(told(&far), Vec::<String>::new());
    // Twice at one stage.
    let twice = [("p.toml", &*with("p", "")), ("q.toml", &with("q", own)), ("r.toml", &with("r", own))];
    assert_eq!(told(&twice), ["error duplicate-id p.toml:5:9 /owner q.toml:6:7 r.toml:6:7"]);
    let organised = [("a/o.toml", ORGANISATION), ("a/s.toml", shared), ("a/p.toml", &with("p", ""))];
    assert_eq!(told(&organised), ["error duplicate-id a/p.toml:5:9 /owner a/o.toml:4:11 a/s.toml:4:7"]);
    // Two documents of one id: told at both, and where one of them is meant.
    let q = process("q", "");
    let p = process("p", "steps.a = { next = \"process:q\" }");
    let lines = told(&[("p.toml", &p), ("q.toml", &q), ("r.toml", &q)]);
    assert_eq!(lines[0], "error duplicate-id p.toml:5:20 /steps/a/next q.toml:2:6 r.toml:2:6");
    assert_eq!(lines.len(), 2);
}

#[test]
fn mapped_files_are_told_in_their_own_places() {
    let config = "packs = [\"own\"]\n[kinds.queue]\nmatch = \"desk/*\"\nas = \"process\"\nid = \"/queue\"\n\
                  [kinds.queue.map]\ntitle = \"/label\"\n\"steps.*.role\" = \"/stages/*/team\"\n\"steps.*.next\" = \"/stages/*/then\"\n";
    let queue = "queue: w\nlabel: W\nstages:\n  receive: { team: agnt, then: repair }\n  repair: { team: lead, then: clos }\n  close: { team: lead }\n";
    let lines = told(&[("ombud.toml", config), ("o.toml", ORGANISATION), ("desk/w.yaml", queue)]);
    assert_eq!(
        lines,
        [
            "warning dangling-reference desk/w.yaml:4:20 /stages/receive/team near.name:agent",
            "error dangling-reference desk/w.yaml:5:31 /stages/repair/then near.name:close",
        ]
    );
}

#[test]
fn an_alias_is_told_where_it_is_used_and_a_retired_file_not_at_all() {
    let text = "kind: process\nid: p\ntitle: P\ncategory: request\nsteps:\n  a: { role: &r agnt, next: b }\n  b: { role: *r }\n";
    let lines = told(&[("o.toml", ORGANISATION), ("p.yaml", text)]);
    assert_eq!(lines, ["warning dangling-reference p.yaml:6:17 /steps/a/role near.name:agent p.yaml:7:14"]);
    let retired = format!("{text}status: retired\n");
    assert_eq!(told(&[("o.toml", ORGANISATION), ("p.yaml", &retired)]), Vec::<String>::new());
}

#[test]
fn both_languages_say_what_is_missing_and_where_to_declare_it() {
    let body = "owner = \"leed\"\nsteps.a = { next = \"bb\", uses = \"d.f\" }";
    let report = report(&[("p.toml", &process("p", body))]);
    let en = render(&report, Format::Human, &Style::plain(Lang::En));
    for words in [
        "Name under which nothing is declared [builtin/dangling-reference]",
        "No role is declared under the name `leed`, so nobody can tell what is meant here.",
        "help: declare `roles.leed` in this file, or in that of the organisation if others use it, too",
        "help: declare `steps.bb` in this file, or correct the name",
        "help: declare `datasets.d.fields.f` in a file of kind `data`",
    ] {
        assert!(en.contains(words), "{words}\n{en}");
    }
    let zh = render(&report, Format::Human, &Style::plain(Lang::Zh));
    for words in [
        "引用的名称没有声明 [builtin/dangling-reference]",
        "没有声明名为 `leed` 的角色，无法得知此处指的是什么。",
        "建议：请在本文件中声明 `steps.bb`，或改正名称",
    ] {
        assert!(zh.contains(words), "{words}\n{zh}");
    }
}

#[test]
fn what_is_told_of_a_name_keeps_its_handle_when_another_use_comes_first() {
    let handle = |body: &str| {
        let report = report(&[("p.toml", &process("p", body))]);
        report.findings.iter().map(|finding| finding.fingerprint.clone()).collect::<Vec<_>>()
    };
    let one = handle("steps.a = { role = \"agent\" }");
    assert_eq!(one.len(), 1);
    assert_eq!(handle("owner = \"agent\"\nsteps.a = { role = \"agent\" }"), one);
    assert_ne!(handle("steps.a = { role = \"agent-2\" }"), one);
}

#[test]
fn names_of_a_completing_document_are_looked_up_in_the_joined_process() {
    let drawing = "<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\">\n<process id=\"P\" name=\"Desk\">\n\
                   <startEvent id=\"S\"/><userTask id=\"T\" name=\"Answer\"/><endEvent id=\"E\"/>\n\
                   <sequenceFlow id=\"f\" sourceRef=\"S\" targetRef=\"T\"/><sequenceFlow id=\"g\" sourceRef=\"T\" targetRef=\"E\"/>\n\
                   </process>\n</definitions>\n";
    let rest = |body: &str| process("desk-rules", &format!("completes = \"bpmn:P\"\n{body}"));
    let joined = rest("owner = \"lead\"\n[steps]\nmine = { next = [\"T\", \"other\"] }\nother = { next = \"E\" }");
    // The organisation of the completing document is that of the process where the drawing has none of its own.
    let rival = ORGANISATION.replace("\"o\"", "\"r\"");
    let files = [("d/a.bpmn", drawing), ("p/o.toml", ORGANISATION), ("p/b.toml", &joined), ("r/o.toml", &rival)];
    assert_eq!(told(&files), Vec::<String>::new());
    // A slip is told once, where it is written, and the near name may be that of a drawn step.
    let slip = rest("owner = \"leed\"\n[steps]\nmine = { next = [\"TT\", \"othr\"] }\nother = { next = \"E\" }");
    let files = [("d/a.bpmn", drawing), ("p/o.toml", ORGANISATION), ("p/b.toml", &slip)];
    assert_eq!(
        told(&files),
        [
            "warning dangling-reference p/b.toml:6:9 /owner near.name:lead",
            "error dangling-reference p/b.toml:8:18 /steps/mine/next/0 near.name:T",
            "error dangling-reference p/b.toml:8:24 /steps/mine/next/1 near.name:other",
        ]
    );
}
