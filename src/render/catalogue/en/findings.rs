//! Why: what is said about what was judged, and how a report is put into words.

use super::Texts;

pub(super) const CHECK: Texts = &[
    ("check.above", "`{path}` states {value}; at most {limit} is allowed."),
    ("check.below", "`{path}` states {value}; at least {limit} is required."),
    ("check.differs", "`{path}` states `{value}`; the rule asks for `{limit}`."),
    ("check.empty", "`{path}` is there but empty; the rule asks for something to be stated in it."),
    ("check.lacks", "`{path}` does not name `{limit}`, which the rule asks for."),
    ("check.missing", "`{path}` is not stated."),
    ("check.no-match", "`{path}` states `{value}`, which is not of the form that the rule asks for (`{pattern}`)."),
    ("check.none-fits", "No entry of `{path}` is as the rule asks; at least one must be."),
    ("check.not-above", "`{path}` states {value}; it must be more than {limit}."),
    ("check.not-allowed", "`{path}` states `{value}`, which is not among the values that the rule allows."),
    ("check.not-below", "`{path}` states {value}; it must be less than {limit}."),
    ("check.not-empty", "`{path}` holds something; the rule asks for it to be empty."),
    ("check.not-increasing", "`{path}` is not more than the entry before it; the rule asks for entries that increase."),
    ("check.not-met", "`{path}` is not as the rule asks."),
    ("check.not-true", "`{path}` states `{value}`; the rule asks for `true`."),
    (
        "check.not-unique",
        "`{path}` repeats an entry that stands earlier in the list; the rule asks for each to stand once.",
    ),
    ("check.same", "`{path}` states `{value}`, which the rule does not allow."),
    ("check.stated", "`{path}` is stated; the rule asks for it to be left out."),
    (
        "check.unresolved",
        "`{path}` names `{value}`, but nothing of that name is declared. Declare it, or correct the name.",
    ),
];

pub(super) const DIAGNOSTICS: Texts = &[
    ("diagnostics.more", "{n} more {n|problem|problems} of rules, configuration or the tool itself not shown"),
    ("diagnostics.stopped", "This left {n} {n|evaluation|evaluations} without a verdict."),
    ("diagnostics.title", "{n} {n|problem|problems} of rules, configuration or the tool itself"),
    ("diagnostics.title-remarks", "{n} {n|remark|remarks} on the configuration"),
];

pub(super) const FINDING: Texts = &[
    ("finding.asked-for", "asked for by: {text}"),
    ("finding.asked-for-and-sets", "asked for by: {text} (sets this limit)"),
    ("finding.broken", "asked for by: {text} ({breach})"),
    ("finding.broken-and-sets", "asked for by: {text} ({breach}; sets this limit)"),
    ("finding.document", "{n} {n|finding|findings}"),
    ("finding.good-practice", "good practice: {text}"),
    ("finding.help", "help: {text}"),
    ("finding.more", "{n} more {n|finding|findings} not shown: {severities}"),
    ("finding.more-how", "show all with --max-findings {total}, or one a line with --output-format concise"),
    (
        "finding.more-marks",
        "{n} more not shown here: {severities}. GitHub shows ten of each weight a step; the log of `ombud check`, or a file written with `--output`, has all of them.",
    ),
    ("finding.note", "note: {text}"),
    ("finding.only-where", "only where: {text}"),
    ("finding.other-language", "[Chinese only]"),
    ("finding.unknown", "could not be judged"),
];

pub(super) const LABEL: Texts = &[
    ("label.allowed", "allowed: {limit} ({origin})"),
    ("label.allowed-here", "what is allowed is set here: {origin}"),
    ("label.limit", "the limit is {limit} ({origin})"),
    ("label.limit-here", "the limit is set here: {origin}"),
    ("label.to-line", "goes on to line {line}"),
    ("label.unwanted", "not allowed: {limit} ({origin})"),
    ("label.wanted", "asked for: {limit} ({origin})"),
    ("label.wanted-here", "what is asked for is set here: {origin}"),
];

pub(super) const LIMIT: Texts = &[
    ("limit.clause", "set by the clause below"),
    ("limit.config", "configuration"),
    ("limit.document", "from another value of the files"),
    ("limit.own-target", "own target of the pack, which ombud.toml can change"),
    ("limit.pack-default", "pack default, which ombud.toml can change"),
    ("limit.rule", "written in the rule"),
];

pub(super) const NEAR: Texts = &[("near.name", "did you mean `{name}`?")];

pub(super) const NOTE: Texts = &[
    (
        "note.kind-colon",
        "line {line} of `{path}` has a full-width colon; write `:` and a space there and in the lines like it. The file was not judged",
    ),
    (
        "note.kind-near",
        "`{path}` states `kind` as `{kind}`, which is no kind of file, so it was not judged; did you mean `{near}`?",
    ),
    (
        "note.kind-quotes",
        "`{path}` states `kind` as {kind} with typographic quotes, which are a part of the text, so it was not judged; write `{near}` without them",
    ),
    (
        "note.kind-without-id",
        "`{path}` states its `kind` ({kind}) but no `id`, so it was not judged; add a line such as `id: complaints`, \
         as its format writes it",
    ),
    (
        "note.left-out",
        "{n} {n|finding was|findings were} left out of the SARIF report, which holds the {most} gravest, as code scanning shows no more; `json-v1` has all of them",
    ),
    ("note.near-miss", "{path}: not recognised: {text}"),
    (
        "note.no-jurisdiction",
        "no jurisdiction is declared, so no national limit was applied; declare where you act in ombud.toml, for \
         instance jurisdictions = [\"CN\"]",
    ),
    ("note.no-kind", "`{path}` states `id` and `title` but no `kind`, so it was not judged; the kinds are {kinds}"),
    (
        "note.no-law",
        "the catalogue holds no law of `{name}`, so that only standards and clauses of your own count there; if it is a slip, mend it in ombud.toml",
    ),
    ("note.nothing-for-paths", "there is nothing to report for the files that were named"),
    (
        "note.old-catalogue",
        "this check is dated {as_of}, but clauses are known as of {catalogue}; law may have changed in between",
    ),
    ("note.pack-file-txt", "`{path}` is not read as a file of its pack: take off the `.txt` at the end of its name"),
    (
        "note.pending",
        "{n} {n|policy|policies} of the built-in packs {n|is|are} newer than release {pin}, at which ombud.toml \
         pins them, and {n|was|were} not applied",
    ),
];

pub(super) const OUTCOME: Texts = &[
    ("outcome.baselined", "{n} baselined"),
    ("outcome.below", "no open finding at or above \"{gate}\" in the scope judged, {n} below it; {rest}"),
    ("outcome.broken", "{n} {n|file|files} broken"),
    ("outcome.clean", "no open finding in the scope judged; {rest}"),
    ("outcome.excluded", "{n} {n|file|files} excluded"),
    ("outcome.findings", "{n} open {n|finding|findings} at or above \"{gate}\"; {rest}"),
    ("outcome.gate-off", "{n} open {n|finding|findings}, none of which fails the run (the gate is off); {rest}"),
    ("outcome.in-the-way", "{code}"),
    ("outcome.incomplete", "incomplete, because of {n} {n|error|errors}: {what}. Open findings so far: {open}; {rest}"),
    ("outcome.nothing", "nothing was judged: no file here is of a kind that ombud knows."),
    ("outcome.over", "{n} {n|file|files} over the size limit"),
    ("outcome.stopped", "{code} left {n} {n|evaluation|evaluations} without a verdict"),
    ("outcome.stopped-more", "{n} more"),
    ("outcome.unrecognised", "{n} {n|file|files} not recognised"),
    ("outcome.waived", "{n} waived"),
];

pub(super) const SEVERITY: Texts =
    &[("severity.error", "error"), ("severity.info", "info"), ("severity.warning", "warning")];

pub(super) const SKIPPED: Texts = &[
    ("skipped.format", "The format of the file cannot say what the rule asks for."),
    ("skipped.head", "Rules that did not apply:"),
    ("skipped.row", "{path}: [{policy}] {reason}"),
    ("skipped.when", "The condition of the rule is not met."),
];

pub(super) const SUMMARY: Texts = &[
    ("summary.day", "judged as of {day}{zone}, by clauses as of {catalogue}"),
    (
        "summary.documents",
        "documents: {read} judged, {broken} broken, {unrecognised} not recognised, {excluded} excluded, {over} over \
         the size limit",
    ),
    ("summary.errors", "{n} {n|error|errors}"),
    (
        "summary.evaluations",
        "evaluations: {total} by {policies} {policies|rule|rules}; {fail} fail, {unknown} unknown, {pass} \
         satisfied, {skipped} not applicable, {exempt} exempt",
    ),
    ("summary.findings", "findings: {severities}; {waived} waived, {baselined} baselined"),
    ("summary.infos", "{n} info"),
    ("summary.result", "result: {text}"),
    ("summary.warnings", "{n} {n|warning|warnings}"),
    ("summary.zone", " ({zone})"),
];

pub(super) const TITLE: Texts = &[
    ("title.bad-id", "Name in a form that cannot be used"),
    ("title.case", "Case that cannot be used"),
    ("title.clause", "Clause that cannot be used"),
    ("title.clause-file", "Clause file without clauses"),
    ("title.completes", "Document that does not fit the process it completes"),
    ("title.complex-key", "Key that is not a text"),
    ("title.config", "Configuration that cannot be used"),
    ("title.dangling-reference", "Name under which nothing is declared"),
    ("title.duplicate-id", "Two documents with one id"),
    ("title.duplicate-key", "Key written twice"),
    ("title.laxer", "Own value laxer than a clause"),
    ("title.list-of-named", "List in place of named entries"),
    ("title.merge-key", "Nothing to take over after `<<`"),
    ("title.missing-key", "Required key not stated"),
    ("title.not-recognised", "File of no known kind"),
    ("title.other", "Problem of the tool or its rules"),
    ("title.over-limit", "File too large to be read"),
    ("title.policy", "Policy that cannot be used"),
    ("title.policy-fault", "Policy that broke while it ran"),
    ("title.policy-limit", "Policy that did not come to an end"),
    ("title.self-reference", "Value that contains itself"),
    ("title.several-kinds", "File of several kinds"),
    ("title.two-organisations", "Two organisations in one folder"),
    ("title.unknown-key", "Unknown key"),
    ("title.unknown-name", "Name that is not known"),
    ("title.unknown-word", "Word that is not known here"),
    ("title.unreadable-document", "File that cannot be read"),
    ("title.wrong-type", "Value that does not fit here"),
];

pub(super) const WATCH: Texts = &[
    ("watch.again", "{path} is there again; everything is judged anew."),
    ("watch.as-before", "; {n} as before"),
    ("watch.changed", "changed"),
    ("watch.fixed", "fixed  "),
    (
        "watch.held",
        "{path} is already watched by process {pid}, since {since}. End that one first, or look at what it says.",
    ),
    ("watch.keys", "n next, p previous, r judge all anew, f change level (now: {filter} and above), q quit"),
    ("watch.lost", "The system dropped events {n} {n|time|times}; every file was looked at again."),
    ("watch.missing", "{path} is not there. It is looked for every second."),
    ("watch.more-changed", "… {n} more changed"),
    ("watch.more-fixed", "… {n} more fixed"),
    ("watch.more-new", "… {n} more new"),
    ("watch.new", "new    "),
    (
        "watch.no-watches",
        "The system has no watches left for {n} folders, so the folders are looked through every {seconds} seconds instead. On Linux raise it: sysctl fs.inotify.max_user_watches=524288.",
    ),
    ("watch.none-lost", "No event was lost."),
    ("watch.nothing-open", "There is no open finding of this weight."),
    (
        "watch.polled",
        "The system does not tell of changes in {path} (a network file system, perhaps), so the folders are looked through every {seconds} seconds.",
    ),
    ("watch.position", "Finding {at} of {of}:"),
    ("watch.refused", "Nothing is judged until this is mended:"),
    (
        "watch.status",
        "{clock}  {open}{before}; {read} {read|document|documents}; {run} {run|evaluation|evaluations} run in {millis} ms.",
    ),
    ("watch.unusable", "Changes cannot be watched: {reason}"),
    ("watch.watching", "Watching {path}, {n} {n|folder|folders}."),
];

pub(super) const WHY: Texts = &[
    (
        "why.bools",
        "The rule asks which of two yes-or-no values is greater, which means nothing, so it cannot be judged here.",
    ),
    (
        "why.computed",
        "`{path}` is worked out by the program that runs the process and not written in the file, so the rule \
         cannot be judged here.",
    ),
    ("why.currency", "The amounts are in different currencies, so the rule cannot be judged here."),
    (
        "why.day-after",
        "The rule asks which day lies `{value}` after another, which cannot be told: it is not a whole number of calendar days, weeks, months or years.",
    ),
    (
        "why.duplicate",
        "`{path}` is written twice, so it is not clear which of the two holds and the rule cannot be judged here.",
    ),
    (
        "why.endless",
        "A case can go round here without a limit that could be told, so how long it takes cannot be judged.",
    ),
    (
        "why.limit-for",
        "`limit_for` needs the name of a parameter of this policy in quotes, and an entry such as a deadline.",
    ),
    ("why.lists", "The rule compares a list or a group with something of another kind, so it cannot be judged here."),
    ("why.missing", "`{path}` is not stated, so the rule cannot be judged here."),
    ("why.moved", "A deadline can move a case here from any step, so how long it takes cannot be judged."),
    ("why.no-date", "The rule compares a date with `{value}`, which is not a date, so it cannot be judged here."),
    (
        "why.no-duration",
        "The rule compares a length of time with `{value}`, which is none, so it cannot be judged here.",
    ),
    ("why.no-entry", "No step is where cases begin, so the rule cannot be judged here."),
    ("why.no-order", "The entries cannot be put in order, so the rule cannot be judged here."),
    (
        "why.no-place",
        "What the rule asks for rests on no value of the file, so it cannot be judged here. The rule itself needs \
         mending.",
    ),
    ("why.no-reference", "It is not clear what kind of thing `{name}` refers to, so the rule cannot be judged here."),
    (
        "why.no-start",
        "Several steps lead to each other and any of them could be the first; without `{path}` the rule cannot be judged here.",
    ),
    ("why.no-step", "`{name}` is no step of this process, so the rule cannot be judged here."),
    ("why.no-way", "No way leads here from where the rule begins, so how long it takes cannot be judged."),
    ("why.pattern", "The rule looks for a pattern that cannot be used (`{pattern}`), so it cannot be judged here."),
    (
        "why.several",
        "`{name}` may stand for any of {n} things ({candidates}), so it is not clear which is meant and the rule cannot \
         be judged here.",
    ),
    ("why.texts", "The rule asks which of two texts is greater, which means nothing, so it cannot be judged here."),
    (
        "why.too-many",
        "There are too many values here to compare each with every other (at most {limit}), so the rule cannot be judged here.",
    ),
    (
        "why.too-many-ways",
        "Too many ways lead here whose lengths cannot be compared, so how long it takes cannot be judged.",
    ),
    ("why.type", "`{path}` is not {expected}, so the rule cannot be judged here."),
    ("why.unknown-function", "The rule calls `{name}`, which does not exist, so it cannot be judged here."),
    ("why.unknown-name", "The rule uses the name `{name}`, which means nothing here. The rule itself needs mending."),
    ("why.unlike", "The rule compares {left} with {right}, which cannot be done, so it cannot be judged here."),
    (
        "why.word",
        "`{path}` states `{value}`, which is none of the words known there, so the rule cannot be judged here.",
    ),
];
