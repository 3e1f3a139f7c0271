use std::fmt::Write as _;

use proptest::prelude::*;

use super::*;
use crate::document::{Document, NodeId, pointer};
use crate::source::Home;

const HEAD: &str = "<d:definitions xmlns:d='http://www.omg.org/spec/BPMN/20100524/MODEL' \
                    xmlns:c='http://camunda.org/schema/1.0/bpmn'>";

fn read(text: impl Into<Vec<u8>>) -> Parsed {
    let source = Arc::new(Source::new(Home::Workspace, "a.bpmn", text.into()));
    parse(&source, SourceId(0), Limits::default())
}

/// Every value with its pointer, one a line.
fn shown(document: &Document) -> String {
    let mut out = String::new();
    for id in document.ids().filter(|id| !document.node(*id).is_container()) {
        let value = document.text(id).map_or_else(|| format!("{:?}", document.node(id).value), str::to_owned);
        let _ = writeln!(out, "{} = {value}", pointer::of(document, id));
    }
    out
}

#[test]
fn a_process_is_flat_and_keyed_by_id_whatever_the_prefix() {
    let text = format!(
        "{HEAD}<d:process id='P' name='A &amp; B' c:historyTimeToLive='30'><d:subProcess id='S'><d:task id='T'/>\
         </d:subProcess><d:sequenceFlow id='f' sourceRef='S' targetRef='T2'/><d:task id='T2'/></d:process></d:definitions>"
    );
    let parsed = read(text);
    assert!(!parsed.broken && parsed.problems.is_empty());
    insta::assert_snapshot!(shown(&parsed.documents[0]), @"
    /id = P
    /name = A & B
    /camunda:historyTimeToLive = 30
    /nodes/S/type = subProcess
    /nodes/S/id = S
    /nodes/S/outgoing/0 = f
    /nodes/T2/type = task
    /nodes/T2/id = T2
    /nodes/T2/incoming/0 = f
    /nodes/T/type = task
    /nodes/T/within = S
    /nodes/T/id = T
    /flows/f/type = sequenceFlow
    /flows/f/id = f
    /flows/f/sourceRef = S
    /flows/f/targetRef = T2
    ");
}

#[test]
fn a_value_points_at_its_attribute_and_an_element_at_its_start_tag() {
    let text =
        format!("{HEAD}\n<d:process id='流程'>\n  <d:userTask id='T' name='核实'\n  />\n</d:process></d:definitions>");
    let document = &read(text).documents[0];
    let at = |pointer: &str| {
        let node = pointer::find(document, pointer).expect("it is there");
        document.source.slice(document.node(node).span).to_owned()
    };
    assert_eq!(at("/nodes/T/name"), "核实");
    assert_eq!(at("/nodes/T"), "<d:userTask id='T' name='核实'\n  />");
    assert_eq!(at("/id"), "流程");
}

#[test]
fn each_process_is_a_document_and_a_file_without_one_is_one_too() {
    let two = format!("{HEAD}<d:process id='A'/><d:process id='B'/></d:definitions>");
    assert_eq!(read(two).documents.len(), 2);
    let none = format!("{HEAD}<d:collaboration id='c'><d:participant id='p'/></d:collaboration></d:definitions>");
    let parsed = read(none);
    assert!(!parsed.broken);
    assert_eq!(parsed.documents.len(), 1);
}

#[test]
fn a_repeated_id_is_a_problem_at_the_second() {
    let text = format!("{HEAD}<d:process id='P'><d:task id='T'/><d:task id='T'/></d:process></d:definitions>");
    let parsed = read(text.clone());
    let [problem] = parsed.problems.as_slice() else { panic!("{:?}", parsed.problems) };
    let span = problem.location.expect("it has a place").span;
    assert_eq!(span.start as usize, text.rfind("'T'").expect("it is there") + 1);
}

#[test]
fn what_is_no_xml_is_refused_at_its_place() {
    for (text, at) in [
        ("", 0),
        ("no xml", 0),
        ("<a><b></a>", 6),
        ("<a x='1' x='2'/>", 9),
        ("<a>&nope;</a>", 3),
        ("<p:a/>", 1),
        ("<a/>junk", 4),
        ("<a b=1/>", 5),
        ("<a>", 3),
    ] {
        let parsed = read(text);
        assert!(parsed.broken, "{text}");
        let [problem] = parsed.problems.as_slice() else { panic!("{text}: {:?}", parsed.problems) };
        assert_eq!(problem.location.map(|location| location.span.start), Some(at), "{text}");
    }
}

#[test]
fn a_document_type_is_refused_in_bpmn_and_no_matter_elsewhere() {
    let bpmn = format!("<!DOCTYPE d [<!ENTITY e 'x'>]>{HEAD}<d:process id='P' name='&e;'/></d:definitions>");
    assert!(read(bpmn).broken);
    assert!(!read("<!DOCTYPE web-app PUBLIC '-//Sun//DTD' 'http://example.org/x.dtd'><web-app/>").broken);
}

#[test]
fn depth_and_size_are_bounded() {
    let deep = format!(
        "{HEAD}<d:process id='P'>{}{}</d:process></d:definitions>",
        "<d:extensionElements>".repeat(300),
        "</d:extensionElements>".repeat(300)
    );
    assert!(read(deep).broken);
    let nested: String = (0..1_000).map(|at| format!("<d:subProcess id='s{at}'>")).collect();
    let nested =
        format!("{HEAD}<d:process id='P'>{nested}{}</d:process></d:definitions>", "</d:subProcess>".repeat(1_000));
    let parsed = read(nested);
    assert!(!parsed.broken, "sub-processes are taken apart without recursion");
    assert_eq!(parsed.documents[0].children(NodeId::ROOT).count(), 2, "id and nodes");
    let wide: String = (0..70_000).map(|at| format!("<d:task id='t{at}' name='x'/>")).collect();
    assert!(read(format!("{HEAD}<d:process id='P'>{wide}</d:process></d:definitions>")).broken, "200,000 nodes");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_damaged_process_never_panics_and_its_places_fit(cut in 0usize..600, byte in any::<u8>(), with in 0usize..600) {
        let mut bytes = format!(
            "{HEAD}<d:collaboration id='c'><d:participant id='q' processRef='P'/><d:messageFlow id='m' sourceRef='q' \
             targetRef='T'/></d:collaboration><d:process id='P'><d:laneSet><d:lane id='L' name='流程'><d:flowNodeRef>T\
             </d:flowNodeRef></d:lane></d:laneSet><d:userTask id='T'><d:documentation><![CDATA[a<b]]> und</d:documentation>\
             </d:userTask><d:boundaryEvent attachedToRef='T'><d:timerEventDefinition><d:timeDuration>PT1H\
             </d:timeDuration></d:timerEventDefinition></d:boundaryEvent></d:process></d:definitions>"
        )
        .into_bytes();
        let at = with % bytes.len();
        bytes[at] = byte;
        if cut < bytes.len() && cut % 3 == 0 {
            bytes.truncate(cut);
        }
        let parsed = read(bytes);
        prop_assert!(!parsed.documents.is_empty());
        prop_assert_eq!(parsed.broken, parsed.problems.iter().any(|own| own.code == "builtin/unreadable-document"));
        for document in &parsed.documents {
            for id in document.ids() {
                let node = document.node(id);
                for span in [node.span, node.key_span] {
                    prop_assert!(document.source.text.get(span.range()).is_some(), "{span:?}");
                }
            }
            let _ = crate::model::bpmn::model(document, Limits::default());
        }
    }
}
