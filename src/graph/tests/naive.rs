use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::time::duration::{Duration, Total};

/// A random small graph: how many nodes, and links between them.
fn graphs() -> impl Strategy<Value = (u32, Vec<(u32, u32)>)> {
    (1_u32..8).prop_flat_map(|nodes| {
        let link = (0..nodes, 0..nodes);
        (Just(nodes), prop::collection::vec(link, 0..14))
    })
}

fn net(nodes: u32, links: &[(u32, u32)]) -> Net {
    Net::new(nodes as usize, links.iter().map(|(from, to)| Link { from: *from, to: *to }).collect())
}

/// Whether `to` can be reached from `from` without `closed`, by trying links until nothing changes.
fn reaches(links: &[(u32, u32)], from: &[u32], to: u32, closed: Option<u32>) -> bool {
    let mut reached: BTreeSet<u32> = from.iter().copied().filter(|node| Some(*node) != closed).collect();
    loop {
        let before = reached.len();
        for (a, b) in links {
            if reached.contains(a) && Some(*b) != closed {
                reached.insert(*b);
            }
        }
        if reached.len() == before {
            return reached.contains(&to);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn reachability_and_ways_are_those_of_trying((nodes, links) in graphs(), from in 0_u32..8, closed in 0_u32..8) {
        let net = net(nodes, &links);
        let (from, closed) = (from % nodes, closed % nodes);
        let forward = net.reachable(&[from], Along::Forward);
        let backward = net.reachable(&[from], Along::Backward);
        let mut shut = vec![false; nodes as usize];
        shut[closed as usize] = true;
        for to in 0..nodes {
            prop_assert_eq!(forward[to as usize], reaches(&links, &[from], to, None));
            prop_assert_eq!(backward[to as usize], reaches(&links, &[to], from, None));
            let mut target = vec![false; nodes as usize];
            target[to as usize] = true;
            let way = net.way(&[from], &target, &shut);
            prop_assert_eq!(way.is_some(), reaches(&links, &[from], to, Some(closed)));
            if let Some(way) = way {
                prop_assert_eq!((way[0], way[way.len() - 1]), (from, to));
                prop_assert!(!way.contains(&closed));
                prop_assert!(way.windows(2).all(|pair| links.contains(&(pair[0], pair[1]))));
                // No shorter one: one link less reaches it nowhere.
                let fewer = (0..way.len() - 1).try_fold(BTreeSet::from([from]), |reached, step| {
                    if reached.contains(&to) { return Err(step) }
                    Ok(links.iter().filter(|(a, b)| reached.contains(a) && *b != closed).map(|(_, b)| *b).chain(reached.iter().copied()).collect())
                });
                prop_assert!(fewer.is_ok());
            }
        }
    }

    #[test]
    fn components_are_mutual_reach((nodes, links) in graphs()) {
        let net = net(nodes, &links);
        let parts = Components::of(&net, |_| true);
        for a in 0..nodes {
            for b in 0..nodes {
                let mutual = reaches(&links, &[a], b, None) && reaches(&links, &[b], a, None);
                prop_assert_eq!(parts.of[a as usize] == parts.of[b as usize], mutual);
            }
            let around = links.iter().any(|(from, to)| *from == a && reaches(&links, &[*to], a, None));
            prop_assert_eq!(parts.is_loop(&net, parts.of[a as usize], |_| true), around);
        }
        prop_assert!(links.iter().all(|(a, b)| parts.of[*a as usize] >= parts.of[*b as usize]));
    }

    #[test]
    fn a_dominator_is_what_nobody_reaches_without((nodes, links) in graphs(), root in 0_u32..8, other in 0_u32..8) {
        let net = net(nodes, &links);
        let roots = [root % nodes, other % nodes];
        let turned: Vec<(u32, u32)> = links.iter().map(|(a, b)| (*b, *a)).collect();
        for (along, links) in [(Along::Forward, &links), (Along::Backward, &turned)] {
            let tree = Dominators::new(&net, &roots, along);
            for node in 0..nodes {
                prop_assert_eq!(tree.reaches(node), reaches(links, &roots, node, None));
                for by in 0..nodes {
                    prop_assert_eq!(tree.always_passes(node, by), !reaches(links, &roots, node, Some(by)));
                }
            }
        }
    }

    #[test]
    fn stuck_steps_loops_and_bypasses_are_those_of_trying((nodes, links) in graphs(), ends in prop::collection::vec(0_u32..8, 0..3)) {
        let (documents, graph) = with_links(nodes, &links, &ends, |_| String::new(), |_| String::new());
        prop_assert!(graph.gaps.is_empty());
        let is_end = |node: u32| ends.contains(&node);
        let first = |node: u32| (0..nodes).all(|other| !reaches(&links, &[other], node, None) || reaches(&links, &[node], other, None));
        for node in 0..nodes {
            prop_assert_eq!(graph.entries.contains(&node), first(node));
            let stuck = !(0..nodes).any(|end| is_end(end) && reaches(&links, &[node], end, None));
            prop_assert_eq!(graph.stuck().contains(&node), stuck, "all are reached where no start is stated");
            for by in 0..nodes {
                let bypass = graph.bypass_before(node, &[by]);
                prop_assert_eq!(bypass.is_some(), !graph.before().always_passes(node, by));
                let after = graph.bypass_after(node, &[by]);
                prop_assert_eq!(after.is_some(), !graph.after().always_passes(node, by));
            }
        }
        let found = loops(&graph, &documents);
        for node in 0..nodes {
            let around = links.iter().any(|(from, to)| *from == node && reaches(&links, &[*to], node, None));
            prop_assert_eq!(found.iter().filter(|found| found.members.contains(&node)).count(), usize::from(around));
        }
        for found in found {
            prop_assert!(!found.counted && found.counts.is_empty());
            let out = links.iter().any(|(a, b)| found.members.contains(a) && !found.members.contains(b));
            prop_assert_eq!(found.has_exit, out || found.members.iter().any(|node| is_end(*node)));
            let turns = found.round.iter().zip(found.round.iter().cycle().skip(1));
            prop_assert!(turns.clone().all(|(a, b)| links.contains(&(*a, *b))));
            prop_assert_eq!(found.round.iter().collect::<BTreeSet<_>>().len(), found.round.len());
        }
    }

    #[test]
    fn counted_rounds_are_those_that_end_when_counted_links_are_cut((nodes, links) in graphs(), counted in prop::collection::vec(any::<bool>(), 14)) {
        let count = |at: usize| if counted[at] { ", \"repeats_max\": 2".to_owned() } else { String::new() };
        let (documents, graph) = with_links(nodes, &links, &[], |_| String::new(), count);
        let free: Vec<(u32, u32)> = links.iter().enumerate().filter(|(at, _)| !counted[*at]).map(|(_, link)| *link).collect();
        for found in loops(&graph, &documents) {
            let goes_round = |node: u32| free.iter().any(|(a, b)| *a == node && reaches(&free, &[*b], node, None));
            prop_assert_eq!(found.counted, !found.members.iter().any(|node| goes_round(*node)));
            if !found.counted {
                let turns = found.round.iter().zip(found.round.iter().cycle().skip(1));
                prop_assert!(turns.clone().all(|(a, b)| free.contains(&(*a, *b))));
            }
        }
    }

    #[test]
    fn lengths_are_those_of_all_ways_without_rounds((nodes, links) in graphs(), times in prop::collection::vec(0_usize..UNITS.len(), 8), delays in prop::collection::vec(0_usize..UNITS.len() + 3, 14)) {
        // Links that only lead on make no round.
        let links: Vec<(u32, u32)> = links.into_iter().map(|(a, b)| (a.min(b), a.max(b))).filter(|(a, b)| a != b).collect();
        let within = |node: u32| UNITS[times[node as usize]];
        let after = |at: usize| UNITS.get(delays[at]).copied();
        let (documents, graph) = with_links(nodes, &links, &[],
            |node| format!(", \"within\": \"{}\"", within(node)),
            |at| after(at).map(|delay| format!(", \"after\": \"{delay}\"")).unwrap_or_default());
        let total = |text: &str| Total::from(&Duration::parse(text).expect("a length"));
        let mut ways = vec![(vec![0], total(within(0)))];
        let mut all = Vec::new();
        while let Some((way, so_far)) = ways.pop() {
            let last = way[way.len() - 1];
            if last == nodes - 1 { all.push((way, so_far)); continue }
            for (at, (_, to)) in links.iter().enumerate().filter(|(_, (from, _))| *from == last) {
                let delay = after(at).map(total).unwrap_or_default();
                let longer: Vec<u32> = way.iter().copied().chain([*to]).collect();
                ways.push((longer, so_far.plus(delay).plus(total(within(*to)))));
            }
        }
        let longer: fn(&Total, &Total) -> bool = |own, other| own.is_at_least(other);
        let shorter: fn(&Total, &Total) -> bool = |own, other| other.is_at_least(own);
        for (length, better) in [
            (longest(&graph, &documents, &[0], &[nodes - 1]), longer),
            (shortest(&graph, &documents, &[0], &[nodes - 1]), shorter),
        ] {
            let best = all.iter().find(|(_, own)| all.iter().all(|(_, other)| better(own, other)));
            match (length, best) {
                (Length::Sum { total, steps }, best) => {
                    prop_assert!(all.iter().any(|(way, own)| *way == steps && *own == total), "the way takes what is said");
                    // Ways that end alike are told apart where they part, also where their sums cannot be compared.
                    prop_assert!(all.iter().all(|(_, other)| better(&total, other) || !better(other, &total)));
                    prop_assert!(best.is_none_or(|(_, best)| better(&total, best)));
                }
                (Length::NoWay, None) => prop_assert!(all.is_empty()),
                (Length::Unknown { steps, .. }, None) => prop_assert!(!all.is_empty() && !steps.is_empty()),
                (length, best) => prop_assert!(false, "{length:?} against {best:?}"),
            }
        }
    }

    #[test]
    fn a_ring_is_as_long_as_its_rounds_written_out(size in 1_u32..5, most in 0_u64..4, place in 0_u32..5, from in 0_u32..5, to in 0_u32..5) {
        let (place, from, to) = (place % size, from % size, to % size);
        let links: Vec<(u32, u32)> = (0..size).map(|node| (node, (node + 1) % size)).collect();
        let (documents, graph) = with_links(size, &links, &[],
            |node| format!(", \"within\": \"{} hours\"", 1 << node),
            |at| if at as u32 == place { format!(", \"repeats_max\": {most}, \"after\": \"100 hours\"") } else { String::new() });
        // Walked as it is written, taking the counted link as often as it may be.
        let mut node = from;
        let (mut hours, mut taken) = (1_u64 << from, 0);
        let mut longest_so_far = (node == to).then_some(hours);
        loop {
            if node == place {
                if taken == most { break }
                taken += 1;
                hours += 100;
            }
            node = (node + 1) % size;
            hours += 1 << node;
            if node == to { longest_so_far = Some(hours) }
        }
        match (longest(&graph, &documents, &[from], &[to]), longest_so_far) {
            (Length::Sum { total, .. }, Some(hours)) => {
                let expected = Total::from(&Duration::parse(&format!("{hours} hours")).expect("a length"));
                prop_assert_eq!(total, expected);
            }
            (Length::NoWay, None) => {}
            (length, hours) => prop_assert!(false, "{length:?} against {hours:?}"),
        }
    }
}

const UNITS: [&str; 8] = [
    "0 hours",
    "1 hour",
    "5 hours",
    "1 calendar day",
    "3 calendar days",
    "1 business day",
    "4 business days",
    "1 month",
];

/// A process with steps `s0`, `s1`, …, written in reverse order, and these links.
fn with_links(
    nodes: u32,
    links: &[(u32, u32)],
    ends: &[u32],
    own: impl Fn(u32) -> String,
    edge: impl Fn(usize) -> String,
) -> (Documents, Graph) {
    let step = |node: u32| {
        let from_here = links.iter().enumerate().filter(|(_, (from, _))| *from == node);
        let next: Vec<String> = from_here.map(|(at, (_, to))| format!("{{ \"to\": \"s{to}\"{} }}", edge(at))).collect();
        format!("\"s{node}\": {{ \"end\": {}, \"next\": [{}]{} }}", ends.contains(&node), next.join(", "), own(node))
    };
    steps(&(0..nodes).rev().map(step).collect::<Vec<_>>().join(", "))
}
