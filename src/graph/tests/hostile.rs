use std::fmt::Write;
use std::time::Instant;

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

/// `cargo test --release -- --ignored --nocapture how_long`
#[test]
#[ignore = "a measurement"]
fn how_long_five_thousand_steps_take() {
    for (name, body) in [
        ("5,000 steps, 20,000 edges", layers(&["1 hour", "2 hours", "90 minutes"])),
        ("the same, unlike kinds of time", layers(&["1 hour", "1 business day", "1 month"])),
        ("chain of 99,990 steps", chain(99_990)),
    ] {
        let (documents, _) = steps(&body);
        let mut lines = Vec::new();
        let mut time = |what: &str, work: &mut dyn FnMut()| {
            let began = Instant::now();
            work();
            lines.push(format!("{what} {:.2} ms", began.elapsed().as_secs_f64() * 1e3));
        };
        let mut graph = Graph::default();
        time("read", &mut || graph = read(&documents, DocId(0)));
        let last = graph.steps.len() as u32 - 1;
        time("stuck", &mut || drop(graph.stuck()));
        time("way", &mut || drop(graph.way(&[0], &[last], &[])));
        time("bypass", &mut || drop(graph.bypass_before(last, &[1])));
        time("before", &mut || drop(graph.before()));
        time("after", &mut || drop(graph.after()));
        time("loops", &mut || drop(loops(&graph, &documents)));
        time("longest", &mut || drop(longest(&graph, &documents, &[0], &[last])));
        time("shortest", &mut || drop(shortest(&graph, &documents, &[0], &[last])));
        let values = documents.list[0].document.len();
        assert!(!lines.is_empty());
        std::io::Write::write_all(
            &mut std::io::stderr(),
            format!("{name} ({values} values): {}\n", lines.join(", ")).as_bytes(),
        )
        .expect("stderr");
    }
}
