//! Why: a process that somebody drew must mean to every rule what it means to whoever drew it. A file goes in, and what
//! a rule sees of it comes out.

use ombud::message::Lang;
use ombud::render::{Format, Style, render};

use crate::judge::check;

const CONFIG: &str = "packs = [\"own\"]\n";

/// A BPMN file around the contents of one process.
fn file(process: &str) -> String {
    format!(
        "<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" \
         xmlns:camunda=\"http://camunda.org/schema/1.0/bpmn\" xmlns:zeebe=\"http://camunda.org/schema/zeebe/1.0\" \
         xmlns:drools=\"http://www.jboss.org/drools\">\n<process id=\"P\" name=\"Desk\">\n{process}\n</process>\n</definitions>\n"
    )
}

fn policy(applies_to: &str, header: &str, script: &str) -> String {
    format!(
        "/*\ntitle = \"t\"\nseverity = \"error\"\napplies_to = \"{applies_to}\"\n{header}*/\nfn check(doc) {{\n{script}\n}}\n"
    )
}

fn judged(process: &str, script: &str) -> String {
    check(&[
        ("ombud.toml", CONFIG),
        ("a.bpmn", &file(process)),
        ("policies/own/x.rhai", &policy("process", "", script)),
    ])
}

/// What a rule sees at an expression: it is reported as the text of a finding.
fn seen(process: &str, expression: &str) -> String {
    let out = judged(process, &format!("fail(doc.id, `${{{expression}}}`);"));
    out.lines().next().unwrap_or_default().rsplit_once(" = P ").map_or(out.clone(), |(_, text)| text.to_owned())
}

const TWO: &str = "<laneSet id=\"ls\"><lane id=\"L\" name=\"Agents\"><flowNodeRef>T</flowNodeRef></lane></laneSet>\n\
    <startEvent id=\"S\"/><userTask id=\"T\" name=\"Answer\"/><endEvent id=\"E\"/>\n\
    <sequenceFlow id=\"f\" sourceRef=\"S\" targetRef=\"T\"/><sequenceFlow id=\"g\" sourceRef=\"T\" targetRef=\"E\"/>";

#[test]
fn a_drawn_process_is_a_process() {
    assert_eq!(seen(TWO, "doc.title"), "Desk");
    assert_eq!(seen(TWO, "doc.steps.T.title"), "Answer");
    assert_eq!(seen(TWO, "doc.steps.T.role"), "L");
    assert_eq!(seen(TWO, "doc.roles.L.title"), "Agents");
    assert_eq!(seen(TWO, "doc.steps.T.actor"), "human");
    assert_eq!(seen(TWO, "doc.steps.T.next[0].to"), "E");
    assert_eq!(seen(TWO, "doc.steps.E.end"), "true");
    assert_eq!(seen(TWO, "doc.start[0]"), "S");
    assert_eq!(seen(TWO, "doc.raw.nodes.T.type"), "userTask");
}

#[test]
fn assignments_are_nearer_than_lanes() {
    let group = TWO.replace("name=\"Answer\"", "name=\"Answer\" camunda:candidateGroups=\"desk, back\"");
    assert_eq!(seen(&group, "doc.steps.T.role"), "desk");
    let owner = TWO.replace(
        "name=\"Answer\"/>",
        "><potentialOwner><resourceAssignmentExpression><formalExpression>crew</formalExpression>\
         </resourceAssignmentExpression></potentialOwner></userTask>",
    );
    assert_eq!(seen(&owner, "doc.steps.T.role"), "crew");
}

#[test]
fn timers_are_limits_escalations_and_delays() {
    let border = |cancel: &str, time: &str| {
        format!(
            "{TWO}<boundaryEvent id=\"B\" attachedToRef=\"T\" {cancel}><timerEventDefinition><timeDuration>{time}\
             </timeDuration></timerEventDefinition></boundaryEvent><sequenceFlow id=\"h\" sourceRef=\"B\" targetRef=\"E\"/>"
        )
    };
    assert_eq!(seen(&border("", "PT4H"), "doc.steps.T.within"), "PT4H");
    assert_eq!(seen(&border("", "PT4H"), "doc.steps.T.next[0].trigger[0]"), "timeout");
    // The way of the event leads to an end: nobody takes over.
    assert_eq!(seen(&border("", "PT4H"), "doc.steps.T.escalations == ()"), "true");
    let taken_over =
        format!("{}<userTask id=\"T2\"/>", border("", "PT4H").replace("targetRef=\"E\"/>", "targetRef=\"T2\"/>"));
    assert_eq!(seen(&taken_over, "doc.steps.T.escalations[0].moves_to"), "B");
    // ISO 8601 knows no business days.
    assert_eq!(seen(&border("", "P14D"), "doc.steps.T.within"), "14 calendar days");
    assert_eq!(seen(&border("", "P1DT1H30M"), "doc.steps.T.within"), "1 calendar day 90 minutes");
    let warns = border("cancelActivity=\"false\"", "PT2H");
    assert_eq!(seen(&warns, "doc.steps.T.escalations[0].at"), "PT2H");
    assert_eq!(seen(&warns, "doc.steps.T.escalations[0].moves_to"), "B");
    // Of several that end the step only the first to come ever does, wherever it stands in the file.
    let two = |first: &str, second: &str| {
        format!(
            "{}<boundaryEvent id=\"B2\" attachedToRef=\"T\"><timerEventDefinition><timeDuration>{second}</timeDuration>\
             </timerEventDefinition></boundaryEvent><sequenceFlow id=\"j\" sourceRef=\"B2\" targetRef=\"T2\"/>",
            taken_over.replace("PT4H", first)
        )
    };
    for process in [two("PT4H", "PT2H"), two("PT2H", "PT4H")] {
        assert_eq!(seen(&process, "doc.steps.T.within"), "PT2H");
        assert_eq!(seen(&process, "doc.steps.T.escalations.len()"), "1");
        assert_eq!(seen(&process, "doc.steps.T.escalations[0].at"), "PT2H");
    }
    let numbered = border("cancelActivity=\"0\"", "PT2H");
    assert_eq!(seen(&numbered, "doc.steps.T.within == ()"), "true", "0 is the other way of writing false");
    let cycle = |time: &str| warns.replace("timeDuration>", "timeCycle>").replace("PT2H", time);
    assert_eq!(seen(&cycle("R3/PT10H"), "doc.steps.T.escalations[0].at"), "PT10H");
    let computed = |process: &str, value: &str| {
        judged(process, &format!("require(doc.steps.T.{value}).at_most(duration(\"1h\"));")).contains("why.computed")
    };
    assert!(computed(&cycle("${every}"), "escalations[0].at"));
    for by_the_clock in ["0 9 * * 1", "R3/2026-01-01T00:00:00Z/P1D", "R/2026-01-01"] {
        assert_eq!(seen(&cycle(by_the_clock), "doc.steps.T.escalations == ()"), "true", "{by_the_clock}");
    }
    let date = |date: &str| border("", date).replace("timeDuration>", "timeDate>");
    assert!(computed(&date("${deadline}"), "within"));
    assert_eq!(seen(&date("2026-12-24T18:00:00Z"), "doc.steps.T.within == ()"), "true");
    let due = TWO.replace("name=\"Answer\"", "camunda:dueDate=\"P1D\"");
    assert_eq!(seen(&due, "doc.steps.T.within"), "1 calendar day");
    let sla = TWO.replace(
        "name=\"Answer\"/>",
        "><extensionElements><drools:metaData name=\"customSLADueDate\"><drools:metaValue><![CDATA[2h]]></drools:metaValue>\
         </drools:metaData></extensionElements></userTask>",
    );
    assert_eq!(seen(&sla, "doc.steps.T.within"), "2h");
    let wait = TWO.replace(
        "<startEvent id=\"S\"/>",
        "<intermediateCatchEvent id=\"S\"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>\
         </intermediateCatchEvent>",
    );
    assert_eq!(seen(&wait, "doc.steps.S.next[0].after"), "PT1H");
}

#[test]
fn an_expression_is_computed_and_never_judged() {
    let due = TWO.replace("name=\"Answer\"", "camunda:dueDate=\"${due}\"");
    let out = judged(&due, "require(doc.steps.T.within).at_most(duration(\"1h\"));");
    assert!(out.starts_with("unknown undecidable a.bpmn:4:"), "{out}");
    assert!(out.contains("/steps/T/within") && out.contains("why.computed"), "{out}");
}

#[test]
fn a_case_goes_through_sub_processes() {
    let nested = "<startEvent id=\"S\"/><subProcess id=\"U\"><startEvent id=\"I\"/><endEvent id=\"J\"/>\
        <sequenceFlow id=\"i\" sourceRef=\"I\" targetRef=\"J\"/></subProcess><endEvent id=\"E\"/>\
        <sequenceFlow id=\"f\" sourceRef=\"S\" targetRef=\"U\"/><sequenceFlow id=\"g\" sourceRef=\"U\" targetRef=\"E\"/>";
    assert_eq!(seen(nested, "doc.steps.U.next[0].to"), "I");
    assert_eq!(seen(nested, "doc.steps.J.next[0].to"), "E");
    assert_eq!(seen(nested, "doc.steps.J.end ?? \"open\""), "open");
    assert_eq!(seen(nested, "doc.start.len()"), "1");
}

#[test]
fn a_property_fills_the_field_of_its_name() {
    let property = format!(
        "<extensionElements><camunda:properties><camunda:property name=\"deadlines.resolve.within\" value=\"40 calendar days\"/>\
         <camunda:property name=\"ombud.category\" value=\"complaint\"/><camunda:property name=\"colour\" value=\"red\"/>\
         </camunda:properties></extensionElements>{TWO}"
    );
    assert_eq!(seen(&property, "doc.category"), "complaint");
    assert_eq!(seen(&property, "doc.x.colour"), "red");
    let out = judged(&property, "require(doc.deadlines.resolve.within).at_most(duration(\"30 calendar days\"));");
    assert!(out.starts_with("fail above a.bpmn:3:") && out.contains("= 40 calendar days"), "{out}");
}

#[test]
fn what_bpmn_cannot_say_does_not_apply_and_what_it_can_say_is_missing() {
    let out = judged(TWO, "require(doc.redress.routes).present();");
    assert!(out.ends_with("1 n/a"), "{out}");
    assert!(!out.contains("fail") && !out.contains("unknown"), "{out}");
    let without = TWO.replace("<flowNodeRef>T</flowNodeRef>", "");
    let out = judged(&without, "for step in doc.steps { require(step.role).present(); }");
    assert!(out.contains("/steps/T/role") && !out.contains("/steps/S/role"), "{out}");
    // A duty that the format cannot state never counts as satisfied.
    let out = judged(TWO, "require(doc.id).present(); require(doc.fee).present();");
    assert!(!out.contains("pass"), "{out}");
}

#[test]
fn a_document_that_completes_a_process_is_judged_with_it() {
    let complete = "kind: process\nid: desk-rules\ntitle: The desk\ncategory: complaint\ncompletes: bpmn:P\nsteps:\n  T: { within: 3 \
                    calendar days }\ndeadlines: { resolve: 2 calendar days }\n";
    let rule = policy(
        "process",
        "when = 'doc.category == \"complaint\"'\n",
        "require(doc.steps.T.within).at_most(doc.deadlines.resolve.within); require(doc.steps.T.role).equals(\"X\");",
    );
    let files = [("ombud.toml", CONFIG), ("a.bpmn", &file(TWO)), ("b.yaml", complete), ("policies/own/x.rhai", &rule)];
    let out = check(&files);
    assert!(out.contains("b.yaml:7:16 /steps/T/within = 3 calendar days"), "{out}");
    assert!(out.contains("a.bpmn:3:") && out.contains("/steps/T/role = L"), "{out}");
    assert!(out.ends_with("findings: 1 fail"), "both are one evaluation: {out}");
}

#[test]
fn nobody_does_an_event_even_where_the_process_is_completed() {
    let complete = "kind: process\nid: desk-rules\ntitle: The desk\ncategory: complaint\ncompletes: bpmn:P\n";
    let rule = policy("process", "", "for step in doc.steps { require(step.role).present(); }");
    let without = TWO.replace("<flowNodeRef>T</flowNodeRef>", "");
    let files =
        [("ombud.toml", CONFIG), ("a.bpmn", &file(&without)), ("b.yaml", complete), ("policies/own/x.rhai", &rule)];
    let out = check(&files);
    assert!(out.contains("/steps/T/role") && !out.contains("/steps/S/role") && !out.contains("/steps/E/role"), "{out}");
}

#[test]
fn completing_nothing_or_against_the_drawing_is_a_finding() {
    let complete = |name: &str, rest: &str| {
        format!("kind: process\nid: desk-rules\ntitle: The desk\ncategory: complaint\ncompletes: {name}\n{rest}")
    };
    let rule = policy("process", "", "require(doc.id).present();");
    let out = |text: &str| {
        check(&[("ombud.toml", CONFIG), ("a.bpmn", &file(TWO)), ("b.yaml", text), ("policies/own/x.rhai", &rule)])
    };
    assert!(out(&complete("bpmn:Q", "")).contains("b.yaml:5:12"), "{}", out(&complete("bpmn:Q", "")));
    let against = out(&complete("bpmn:P", "steps:\n  T: { actor: bot }\n"));
    assert!(against.contains("b.yaml:7:15") && against.contains("related.said-in-bpmn"), "{against}");
}

#[test]
fn a_drawn_edge_is_enriched_by_where_it_leads() {
    let two_ways = TWO.replace(
        "<sequenceFlow id=\"g\"",
        "<sequenceFlow id=\"h\" name=\"angry\" sourceRef=\"T\" targetRef=\"E\"/>\n\
         <sequenceFlow id=\"i\" sourceRef=\"T\" targetRef=\"S\"/><sequenceFlow id=\"g\" name=\"calm\"",
    );
    let complete = |next: &str| {
        format!(
            "kind: process\nid: desk-rules\ntitle: The desk\ncategory: complaint\ncompletes: bpmn:P\nsteps:\n  T: {{ next: \
             {next} }}\n"
        )
    };
    let told = "fail(doc.id, (doc.steps.T.next ?? []).map(|edge| `${edge.to}/${edge.when ?? \"-\"}/${edge.menu_level ?? 0}`)\
                .reduce(|all, one| all + \" \" + one, \"\"));";
    let rule = policy("process", "", told);
    let out = |drawn: &str, next: &str| {
        let drawn = file(drawn);
        check(&[
            ("ombud.toml", CONFIG),
            ("a.bpmn", &drawn),
            ("b.yaml", &complete(next)),
            ("policies/own/x.rhai", &rule),
        ])
    };
    let same = |drawn: &str, next: &str, edges: &str| {
        let out = out(drawn, next);
        assert!(out.contains(&format!("= P  {edges}\n")) && !out.contains("completes"), "{next}: {out}");
    };
    same(TWO, "[{ to: E, menu_level: 2 }]", "E/-/2");
    // Every form of an edge, and some of several.
    for next in ["E", "[E]", "{ to: E }"] {
        same(TWO, next, "E/-/0");
    }
    same(&two_ways, "[{ to: S, menu_level: 1 }]", "E/angry/0 S/-/1 E/calm/0");
    // Of several drawn to one step those are meant that fit best.
    same(&two_ways, "[{ to: E, when: calm, menu_level: 3 }]", "E/angry/0 S/-/0 E/calm/3");
    same(&two_ways, "[{ to: E, menu_level: 3 }]", "E/angry/3 S/-/0 E/calm/3");
    // Where the drawing says otherwise, both values are told.
    let against = |drawn: &str, next: &str, column: usize, own: &str, says: &str| {
        let drawn = file(drawn);
        let files =
            [("ombud.toml", CONFIG), ("a.bpmn", &*drawn), ("b.yaml", &complete(next)), ("policies/own/x.rhai", &rule)];
        let report = crate::judge::report(&files);
        let place = format!("b.yaml:7:{column}: error[builtin/completes]");
        let english = render(&report, Format::Concise, &Style::plain(Lang::En));
        let said = format!("says `{own}`, and the BPMN file says `{says}`");
        assert!(english.lines().any(|line| line.starts_with(&place) && line.contains(&said)), "{next}: {english}");
        let chinese = render(&report, Format::Human, &Style::plain(Lang::Zh));
        let said = format!("本文件写的是 `{own}`，BPMN 文件写的是 `{says}`");
        assert!(chinese.contains(&said) && chinese.contains("补充文件与所补充的流程不符"), "{next}: {chinese}");
    };
    against(&two_ways, "[{ to: E, when: sad }]", 30, "sad", "angry");
    against(TWO, "[{ to: E }, { to: T }]", 26, "T", "E");
    against(&two_ways, "[{ to: T }]", 15, "T", "E, S, E");
}

#[test]
fn a_key_with_nothing_behind_it_completes_nothing() {
    let complete = "kind: process\nid: desk-rules\ntitle: The desk\ncategory: complaint\ncompletes: bpmn:P\n\
                    intake:\nsteps:\n  T: { actor:  }\n";
    let rule = policy("process", "", "fail(doc.id, `${doc.intake == ()} ${doc.steps.T.actor}`);");
    let files = [("ombud.toml", CONFIG), ("a.bpmn", &file(TWO)), ("b.yaml", complete), ("policies/own/x.rhai", &rule)];
    let out = check(&files);
    assert!(out.contains("= P true human") && !out.contains("said-twice"), "{out}");
}

#[test]
fn two_files_with_one_id_keep_their_findings_apart() {
    let rule = policy("bpmn", "", "fail(doc.id, \"here\");");
    let report = crate::judge::report(&[
        ("ombud.toml", CONFIG),
        ("a.bpmn", &file(TWO)),
        ("b.bpmn", &file(TWO)),
        ("policies/own/x.rhai", &rule),
    ]);
    let [first, second] = report.findings.as_slice() else { panic!("{}", report.findings.len()) };
    assert_ne!(first.fingerprint, second.fingerprint);
}

#[test]
fn sub_processes_that_lie_within_themselves_by_a_repeated_id_are_read() {
    let nested = "<subProcess id=\"A\"><subProcess id=\"B\"><subProcess id=\"A\"><task id=\"T\"/></subProcess></subProcess>\
        </subProcess><boundaryEvent id=\"bb\" attachedToRef=\"A\"/>";
    assert_eq!(seen(nested, "doc.steps.T.kind"), "other");
}

#[test]
fn what_makes_up_for_an_activity_is_no_way_out_of_it() {
    let inside = |event: &str| {
        format!(
            "<subProcess id=\"U\"><userTask id=\"T\"/></subProcess><boundaryEvent id=\"B\" attachedToRef=\"U\">{event}\
             </boundaryEvent><endEvent id=\"E\"/><sequenceFlow id=\"f\" sourceRef=\"B\" targetRef=\"E\"/>"
        )
    };
    assert_eq!(seen(&inside("<errorEventDefinition/>"), "doc.steps.T.next[0].to"), "B");
    assert_eq!(seen(&inside("<compensateEventDefinition/>"), "doc.steps.T.next == ()"), "true");
}
