use std::fmt::Write;

use super::*;

fn chain(count: usize) -> String {
    let mut body = String::new();
    for at in 0..count {
        let _ = write!(body, "\"s{at:06}\": {{ \"next\": \"s{:06}\" }}, ", at + 1);
    }
    let _ = write!(body, "\"s{count:06}\": {{ \"end\": true }}");
    body
}

/// Every question, asked once.
fn ask_everything(documents: &Documents, graph: &Graph) {
    let last = graph.steps.len() as u32 - 1;
    let _ = (graph.stuck(), graph.ends(), graph.dead_ends(), graph.reachable(&graph.entries));
    let _ = (graph.before(), graph.after(), graph.bypass_before(last, &[last / 2]), graph.bypass_after(0, &[last / 2]));
    let _ =
        (loops(graph, documents), longest(graph, documents, &[0], &[last]), shortest(graph, documents, &[0], &[last]));
}

#[test]
fn a_chain_of_almost_a_hundred_thousand_steps_takes_no_stack() {
    let (documents, graph) = steps(&chain(99_990));
    assert!(graph.gaps.is_empty(), "{:?}", graph.gaps.first());
    let last = graph.steps.len() as u32 - 1;
    assert_eq!(graph.way(&graph.entries, &[last], &[]).map(|way| way.len()), Some(graph.steps.len()));
    assert!(graph.before().always_passes(last, 1) && graph.after().always_passes(1, last));
    ask_everything(&documents, &graph);
}

#[test]
fn a_ring_of_as_many_does_not_either() {
    let body = chain(66_000).replace("\"end\": true", "\"next\": \"s000000\"");
    let (documents, graph) = steps(&body);
    let found = loops(&graph, &documents);
    assert_eq!((found.len(), found[0].round.len()), (1, graph.steps.len()));
    ask_everything(&documents, &graph);
}

#[test]
fn every_step_may_lead_to_every_other() {
    let count = 440;
    let all: Vec<String> = (0..count).map(|to| format!("\"s{to}\"")).collect();
    let all = all.join(",");
    let body: Vec<String> =
        (0..count).map(|at| format!("\"s{at}\": {{ \"within\": \"1h\", \"next\": [{all}] }}")).collect();
    let (documents, graph) = steps(&body.join(","));
    assert_eq!(graph.edges.len(), count * count);
    assert_eq!(loops(&graph, &documents).len(), 1);
    ask_everything(&documents, &graph);
}

/// Layers of steps, each of which leads to four of the next: 5,000 steps, 20,000 edges.
fn layers(units: &[&str]) -> String {
    let (layers, width) = (100, 50);
    let mut body = Vec::new();
    for layer in 0..layers {
        for at in 0..width {
            let to: Vec<String> =
                (0..4).map(|edge| format!("\"s{:03}-{:02}\"", layer + 1, (at * 3 + edge * 7) % width)).collect();
            let next =
                if layer + 1 == layers { "\"end\": true".to_owned() } else { format!("\"next\": [{}]", to.join(",")) };
            let within = units[(layer + at) % units.len()];
            body.push(format!("\"s{layer:03}-{at:02}\": {{ \"within\": \"{within}\", {next} }}"));
        }
    }
    body.join(",")
}

#[test]
fn unlike_kinds_of_time_on_many_ways_end_in_doubt_and_not_in_all_ways() {
    let (documents, graph) = steps(&layers(&["1 hour", "1 business day", "1 month", "3 days", "2 calendar days"]));
    let last = graph.steps.len() as u32 - 1;
    for length in [longest(&graph, &documents, &[0], &[last]), shortest(&graph, &documents, &[0], &[last])] {
        assert!(matches!(length, Length::Unknown { .. }), "{length:?}");
    }
}
