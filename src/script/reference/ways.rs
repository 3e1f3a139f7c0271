//! Why: questions about the ways through a process, in words; how they are answered stands in `crate::graph`.

use super::{Entry, Group, script};

pub(super) const GRAPH: Group = Group {
    title: "Ways through a process",
    about: "`let g = graph(doc);` makes a graph of the steps of a process, `next`, branches, escalations and boundary \
            events included. A step is given as an entry of `doc.steps`, by its id, or as a list of either. A step that \
            is no end and does not say what follows leaves a doubt wherever a way that it does not state could change the \
            answer.",
    entries: ENTRIES,
};

/// Of everything that takes steps.
const STEPS: &str = "a name that no step has: a doubt at that name. A step that does not say what follows: a doubt";

const WAY: &str =
    "where there is no way and a step does not say what follows: a doubt. A name that no step has: a doubt";

const ENTRIES: &[Entry] = &[
    script(
        "graph",
        "graph(doc)",
        "the graph of a process; made once an evaluation",
        "an edge or a step that cannot be read: a doubt at its place. Missing: a doubt, and an empty graph. No process: the \
         script stops",
    ),
    script(
        "entries",
        "g.entries()",
        "the steps at which cases begin",
        "where several steps could be the first and none says so: a doubt",
    ),
    script("ends", "g.ends()", "the steps at which cases may end", ""),
    script("dead_ends", "g.dead_ends()", "steps that are no end and from which nothing leads on, said or not", ""),
    script(
        "stuck",
        "g.stuck()",
        "steps that a case can reach and from which it can reach no end and no other process",
        "",
    ),
    script("reachable", "g.reachable(from)", "the steps that can be reached, `from` included", STEPS),
    script("next", "g.next(step)", "the steps to which its edges lead", STEPS),
    script("previous", "g.previous(step)", "the steps whose edges lead to it", STEPS),
    script("path", "g.path(from, to)", "a shortest way by number of steps; empty if there is none", WAY),
    script("path_to", "g.path_to(step)", "the same from where cases begin", WAY),
    script("path_avoiding", "g.path_avoiding(from, to, steps)", "a shortest way that passes none of `steps`", WAY),
    script(
        "always_before",
        "g.always_before(step, earlier)",
        "whether every way to `step` passes `earlier` (one of them, if there are several)",
        STEPS,
    ),
    script(
        "always_after",
        "g.always_after(step, later)",
        "whether every way from `step` to where cases stop passes `later`",
        STEPS,
    ),
    script(
        "bypass_before",
        "g.bypass_before(step, earlier)",
        "a way to `step` that does not pass `earlier`; empty if there is none",
        WAY,
    ),
    script(
        "bypass_after",
        "g.bypass_after(step, later)",
        "a way from `step` that ends without passing `later`; empty if there is none",
        WAY,
    ),
    script(
        "loops",
        "g.loops()",
        "the loops, each with `.steps` (a round), `.members`, `.has_exit`, `.counted` and `.counts` (the stated \
         `repeats_max`)",
        "a step that does not say what follows: a doubt",
    ),
    script(
        "longest",
        "g.longest(from, to)",
        "how long the slowest way takes: `.length`, `.steps`, `.unknown` (steps that do not say enough), `.unbounded` (a \
         round without a limit)",
        "where it cannot be told, `.length` is a doubt at the step that is to blame",
    ),
    script("shortest", "g.shortest(from, to)", "how long the fastest way takes; the same parts", "as `longest`"),
];
