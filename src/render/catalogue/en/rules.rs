//! Why: what is said to those who write policies, cases, clauses and configuration.

use super::Texts;

pub(super) const CASES: Texts = &[(
    "cases.want",
    "A case says what it wants in `want`: `\"pass\"`, `\"not-applicable\"`, `\"unknown\"`, or a list of at \
         least one place where the rule must fail, such as `[\"/deadlines/resolve\"]`.",
)];

pub(super) const CLAUSE: Texts = &[
    ("clause.bad-date", "`{text}` is not a date for `{field}`; write year, month and day, such as `2026-01-01`."),
    (
        "clause.bad-id",
        "`{id}` cannot be the id of a clause: letters, digits, `-`, `_` and `.` are possible, such as \
         `sla.acknowledge`.",
    ),
    (
        "clause.bad-jurisdiction",
        "`{code}` is not a jurisdiction; write a code such as `CN`, `EU`, `US-CA`, or `INT` for everywhere.",
    ),
    (
        "clause.calendar-unit",
        "A unit of `{unit}` cannot be counted as `{calendar}`: minutes and hours go by the `clock`, days to years \
         by the `calendar`, working days and hours are `business`.",
    ),
    (
        "clause.duplicate-id",
        "A clause with the id `{id}` stands in these files already; every clause needs an id of its own.",
    ),
    ("clause.duplicate-parameter", "This clause has a parameter `{name}` already; each needs a name of its own."),
    ("clause.empty", "`{field}` is empty; fill it in or leave it out."),
    ("clause.first-here", "`{id}` stands here first"),
    (
        "clause.id-taken",
        "The id `{id}` belongs to a clause of the built-in catalogue ({instrument}, {clause}); choose another, such \
         as `own.{id}`.",
    ),
    (
        "clause.kind-not-own",
        "A workspace holds its own clauses only, of kind `internal` or `contract`; `{word}` is kept for the \
         built-in catalogue, where the text has been checked.",
    ),
    ("clause.known-keys", "possible here: {names}"),
    ("clause.known-words", "possible here: {names}"),
    ("clause.missing", "The clause does not state `{field}`, which every clause needs."),
    ("clause.missing-example", "write for instance: {example}"),
    ("clause.missing-text", "The clause states neither `{en}` nor `{zh}`; write at least one of the two."),
    ("clause.near-key", "did you mean `{name}`?"),
    ("clause.near-word", "did you mean `{name}`?"),
    ("clause.no-entry", "The file holds no clause; each begins with a line `[[clause]]`."),
    ("clause.parameter-first-here", "`{name}` stands here first"),
    (
        "clause.schema-version",
        "The file states `schema = {found}`, but only files of version 1 can be read, so its clauses were left out.",
    ),
    (
        "clause.unknown-key",
        "No clause has a key `{key}`; a misspelt key would drop a part of the duty, so the clause was left out.",
    ),
    (
        "clause.unknown-unit",
        "`{unit}` is not a unit; write `minute`, `hour`, `day`, `week`, `month`, `year`, `people`, `age`, `count`, \
         `percent`, `bool`, `text`, `list`, or a currency such as `CNY`.",
    ),
    ("clause.unknown-word", "`{word}` is not among the words that `{field}` can state."),
    ("clause.value-unit", "`{value}` does not go with the unit `{unit}`, which asks for {want}."),
    ("clause.wrong-type", "`{field}` takes {want}, but {found} is written here."),
];

pub(super) const CONFIG: Texts = &[
    (
        "config.extends-circle",
        "`extends` leads to `{path}`, which has been read already or is more than eight files away. Shorten the \
         chain.",
    ),
    (
        "config.extends-outside",
        "`extends` leads to `{path}`, which is not inside the workspace; name a file of the workspace, seen from this one.",
    ),
    ("config.glob", "This pattern for files cannot be used: {reason}."),
    ("config.kind-name", "`{name}` means something to ombud already; give this kind another name."),
    (
        "config.kind-open",
        "The kind `{name}` would take in every file; say with `match` or `where` which files are of it.",
    ),
    (
        "config.laxer",
        "ombud.toml asks for {own} here (`{parameter}` of {policy}); {clause} sets {set}, which is stricter and counts.",
    ),
    ("config.limit", "This limit can be at most {most}."),
    (
        "config.map-own",
        "`{name}` is not filled by a map: `as` gives the kind, and `id` beside it the pointer to the id.",
    ),
    (
        "config.map-stars",
        "The path and its pointer must have `*` equally often, so that each value of the file has one place in the model.",
    ),
    ("config.map-target", "The model of `{kind}` has no place for `{name}` here, so no rule would see the value."),
    ("config.map-without-as", "A map fills the model of a native kind; say with `as` which one."),
    (
        "config.pointer",
        "`{given}` is not a pointer, which begins with `/` and has `/` between its keys: write `/{given}`.",
    ),
    (
        "config.pointer-params",
        "Parameters hold for whole files and not for one place; leave `pointer` out, or set `severity` or `exempt`.",
    ),
    (
        "config.set-builtin",
        "`{id}` is a clause of the built-in catalogue, which counts by itself where it is in scope; name a clause of this workspace, or write the value.",
    ),
    (
        "config.set-clause",
        "A value that comes from a clause names it: `{ clause = \"house.ack\", parameter = \"ack_within\" }`.",
    ),
    (
        "config.set-keys",
        "A value that comes from a clause has the keys `clause` and `parameter`, and none called `{key}`.",
    ),
    ("config.set-relation", "The clause `{id}` gives no number that counts: it is made to be cited as `{relation}`."),
    (
        "config.set-which",
        "The clause `{id}` does not state exactly one value that fits here; name one with `parameter`. It states {names}.",
    ),
    ("config.unknown-pack", "There is no pack `{name}`."),
    ("config.unknown-parameter", "The policy has no parameter `{name}`."),
    ("config.unknown-policy", "There is no policy `{name}`; `ombud policies` lists them all."),
    ("config.where-value", "A condition compares with one value: write text, a number or a truth value."),
    ("config.zone", "`{name}` is not a time zone; write a name such as `Asia/Shanghai` or `Europe/London`."),
];

pub(super) const EXPRESSION: Texts = &[
    ("expression.deep", "This condition is nested too deeply; simplify it, or write it as a script."),
    (
        "expression.end",
        "The condition should have ended before this; join two conditions with `&&` (and) or `||` (or).",
    ),
    ("expression.key", "After the dot comes the name of a key, as in `doc.deadlines`."),
    ("expression.mark", "`{mark}` is missing here."),
    ("expression.name", "A name is expected here."),
    ("expression.number", "This number is too large to be used."),
    ("expression.number-expected", "A whole number is expected here, the position of an entry counted from 0."),
    ("expression.open-text", "This text has no closing quote."),
    ("expression.stray", "`{character}` has no meaning in a condition."),
    (
        "expression.value",
        "A value is expected here, such as `doc.deadlines.resolve.within`, `params.within`, a number or a text in \
         quotes.",
    ),
    ("expression.write", "Write `{meant}` in its place."),
];

pub(super) const FAULT: Texts = &[
    ("fault.depth", "The script calls itself too deeply and was stopped."),
    ("fault.no-date", "`{text}` is no date; a date is written as `2026-01-31`."),
    ("fault.no-duration", "`{text}` is no length of time; write it as `24 hours` or `10 business days`."),
    ("fault.no-evaluation", "This can be called only while a document is judged."),
    ("fault.no-graph", "`graph(…)` takes a whole document of kind `process`."),
    ("fault.no-key", "The script asks for `{name}` of {found}, which has no keys."),
    ("fault.no-parameter", "The script uses the parameter `{name}`, which the header of this policy does not declare."),
    ("fault.no-pattern", "`{text}` is no regular expression."),
    (
        "fault.no-place",
        "The value to report comes from no file, so there is no place to show: pass the value of the file itself.",
    ),
    ("fault.no-result", "`{sum}` has no result."),
    ("fault.no-sleep", "A policy cannot wait: it is judged at one moment."),
    ("fault.no-step", "A step of this process is expected here, or its id in quotes."),
    ("fault.no-tag", "`tag` is not for policies: by it the places of values are known."),
    ("fault.not-compiled", "The script of this policy cannot be run (see above), so nothing was judged by it."),
    ("fault.panic", "The script broke the tool that runs it; please report this with the policy and the file."),
    ("fault.script", "The script broke: {reason}."),
    ("fault.size", "The script built more than it may hold ({what}) and was stopped."),
    (
        "fault.steps",
        "The script takes too long and was stopped; look for a loop that does not end. For a very large file, allow more \
         steps in `limits.steps` of ombud.toml.",
    ),
    ("fault.thrown", "The script gave up: {reason}."),
    ("fault.unknown-function", "`{name}` cannot be called here with these values: no such function takes them."),
    ("fault.unlike", "The script gives {found} where {expected} belongs."),
];

pub(super) const POLICY: Texts = &[
    (
        "policy.applies-to",
        "Name at least one kind of document; `workspace` stands alone, since such a rule is given no single document.",
    ),
    (
        "policy.both-rules",
        "The header states `require`, and a script follows as well. A policy is judged by one of the two; remove \
         the other.",
    ),
    (
        "policy.clause-form",
        "give each clause by `id` and `relation`, such as `id = \"{id}\"` and `relation = \"supports\"` below a line \
         `[[clauses]]`; relations are `sets` (the clause states the number), `supports` (a duty that the rule serves) \
         and `model` (good practice)",
    ),
    (
        "policy.expression-quotes",
        "Write this condition between single quotes, on one line and without a backslash: `'doc.category == \
         \"complaint\"'`.",
    ),
    (
        "policy.gives-order",
        "Nothing says which values of `{name}` are stricter, so a clause cannot set it; state `stricter = \"lower\"` or `stricter = \"higher\"` with the parameter.",
    ),
    (
        "policy.gives-relation",
        "Only a clause that is cited as `sets` gives a number; this one is cited as `{relation}`.",
    ),
    (
        "policy.gives-type",
        "`{name}` of this clause is stated in `{unit}` (counted by: {calendar}), and the parameter takes {expected}.",
    ),
    ("policy.gives-unknown", "The clause states no `{name}`; it states {names}."),
    (
        "policy.gives-word",
        "The clause states the word `{value}` for `{name}` and no number, so it cannot set one; leave it out, and the number stays that of the policy.",
    ),
    (
        "policy.header-missing",
        "A policy begins with its header: the first line is `/*` alone, and a line `*/` alone ends it.",
    ),
    ("policy.header-open", "The header begins here, but no line that is exactly `*/` ends it."),
    (
        "policy.id-taken",
        "`{path}` is a policy of this name already, so this file was left out. Give one of the two another name.",
    ),
    ("policy.no-check", "The script has no function `check` with one parameter; write it as `fn check(doc)`."),
    (
        "policy.no-rule",
        "The policy asks for nothing: state `require` in the header, or write a script with `fn check(doc)` below \
         it.",
    ),
    (
        "policy.no-try",
        "`try` and `catch` cannot be used in a policy: a value that cannot be judged must not be passed over. Use `??` where absence is fine.",
    ),
    (
        "policy.pack-taken",
        "A built-in pack is called `{name}` already, so this folder was left out. Give it another name.",
    ),
    ("policy.parameter-type", "The parameter takes {expected}; this value cannot be read as such."),
    ("policy.placeholder", "`{name}` stands for nothing in a message of this rule; these are filled in: {names}."),
    (
        "policy.relation",
        "The clause is cited as `{cited}`, which is more than it can carry; cite it as `{allowed}`. (`sets`: it \
         states the number; `supports`: a duty that the rule serves; `model`: good practice.)",
    ),
    ("policy.script", "The script cannot be read: {reason}."),
    (
        "policy.switch-subject",
        "`switch` needs the value where it is read (`switch step.kind`): of a variable or a result it cannot be told whether it has the right type. Write it so, or use `if` and `==`.",
    ),
    (
        "policy.unknown-clause",
        "No clause is called `{name}`, neither in the built-in catalogue nor in the clause files of this workspace.",
    ),
    ("policy.unknown-function", "There is no function `{name}`."),
    (
        "policy.unknown-key",
        "No file to which this policy applies has a key `{key}` here, so the condition would read nothing. \
         `ombud explain` with the kind of file lists its keys.",
    ),
    (
        "policy.unknown-kind",
        "The policy speaks about the kind `{name}`, which no file of this workspace can be of, so it never applies.",
    ),
    (
        "policy.unknown-name",
        "`{name}` is not known in this condition; it knows `doc`, `params`, `as_of`, `jurisdictions`, `sectors` and \
         the name that `for` gives, as in `for = 'step in doc.steps'`.",
    ),
    (
        "policy.unknown-parameter",
        "The policy declares no parameter `{name}`; parameters stand in the header under `[params.{name}]`.",
    ),
];
