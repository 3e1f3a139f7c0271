//! Why: what lies outside the document, what a script says of what it found, and the rest of the language.

use super::{Group, script};

pub(super) const INDEX: Group = Group {
    title: "Other documents",
    about: "A rule may look at other documents of the workspace. Every question is remembered, so that a watcher judges \
            the rule anew when the answer may have changed.",
    entries: &[
        script(
            "all",
            "index.all(\"process\")",
            "all documents of a kind, by path; those of one's own kinds as well",
            "",
        ),
        script(
            "find",
            "index.find(\"process\", id)",
            "the document with this kind and id",
            "none: a missing value at the place of the id. Several: a doubt that names them. The id missing: the missing \
             value itself",
        ),
        script(
            "resolve",
            "resolve(x, \"role\")",
            "the entry or document that the name stands for: in the file, in its organisation, in the workspace. Without the \
             second argument, the kind of thing is the one that the schema gives the key",
            "nothing declared: a missing value at the place of the name. Several: a doubt that names them",
        ),
    ],
};

pub(super) const READINGS: Group = Group {
    title: "Readings of indicators",
    about: "How an indicator stands follows from its own values and the CSV files with its readings; the page on indicators \
            says how. A rule decides what of it is worth a finding.",
    entries: &[script(
        "standings",
        "standings(doc.indicators[\"complaint-rate\"])",
        "one entry for each channel that has readings, that of all channels together first; one without readings, if \
             there are none. `s.state` is `calm`, `warning`, `alarm`, `stale` or `no_data`; `s.data` is `fresh`, `stale`, \
             `too_few`, `none` or `no_file`; `s.value` and `s.date` are the cells of the latest reading; `s.name` is \
             `complaint-rate/phone`; `s.channel` is `phone`, or an empty text",
        "a state that cannot be told: a doubt that says why, at the value that does not say it. No reading: `s.value` \
             and `s.date` are missing. What is no indicator stops the script",
    )],
};

pub(super) const FAILING: Group = Group {
    title: "Failing and stepping aside",
    about: "Where no requirement says it, a script says it itself. It never says where: it hands over the value, and the \
            place is known. Texts are ids of `[messages]` in the header, which gives both languages, or stand as they are.",
    entries: &[
        script(
            "fail",
            "fail(x, \"too-late\", #{ item: step.id })",
            "writes a finding at the place of `x`, in the words of this message. The table fills `{item}` and the like; \
             `limit` in it is shown with who set it, and `{value}` is `x` itself",
            "missing: a finding at the key that is missing. A doubt stays a doubt. A value that comes from no file stops the \
             script",
        ),
        script(
            "related",
            "fail(…).related(y, \"planned-here\")",
            "shows the place of `y` beside it, with these words",
            "missing: the place where it would stand",
        ),
        script(
            "along",
            "fail(…).along(way)",
            "shows the steps of a way as numbered places; also behind a requirement. Of more than 20 steps, the first 18 \
             and the last",
            "items that are no steps are left out",
        ),
        script("help", "fail(…).help(\"…\")", "adds a line on how to mend it, beside the `help` of the header", ""),
        script(
            "skip",
            "skip(\"a template\")",
            "ends the evaluation: the rule does not apply, for this reason. What failed before still counts",
            "",
        ),
    ],
};

pub(super) const LANGUAGE: Group = Group {
    title: "The rest of the language",
    about: "Scripts are Rhai: `let`, `if`, `for … in`, `while`, `switch`, functions, closures. Left out are `eval`, \
            `import`, `try`, `?.`, `curry`, and anything that reaches outside. `switch` needs the value where it is read \
            (`switch step.kind`).",
    entries: &[
        script("Fn", "Fn(\"name\").call(x)", "a function of the script by its name", ""),
        script("call", "closure.call(x)", "what the closure or function gives", ""),
        script("is_def_fn", "is_def_fn(\"name\", 1)", "whether the script has this function", ""),
        script("is_def_var", "is_def_var(\"name\")", "whether there is a variable of this name", ""),
        script("is_shared", "is_shared(x)", "whether a closure holds the variable as well", ""),
        script(
            "print",
            "print(x)",
            "nothing: it is refused when the policy is read, since a rule has no other output than findings",
            "",
        ),
        script("sleep", "sleep(1)", "nothing: it stops the script, since a policy is judged at one moment", ""),
    ],
};
