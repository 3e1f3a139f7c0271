//! Why: what the commands say beside a report.

use super::Texts;

pub(super) const CLAUSES: Texts = &[
    ("clauses.beside", "{n} broken in another point only"),
    ("clauses.entry", "{article} {title} [{id}]: {state}"),
    ("clauses.exempt", "{n} exempt"),
    ("clauses.fail", "{n} with open findings"),
    ("clauses.gap-applies", "not covered: no rule that rests on it applies to any file here"),
    ("clauses.gap-exempt", "not covered: what would apply is taken off by configuration"),
    ("clauses.gap-policy", "not covered: no rule in force rests on it"),
    (
        "clauses.gaps",
        "of those not covered, {policy} {policy|has|have} no rule in force that rests on {policy|it|them}, {applies} {applies|has|have} rules that apply to no file, {exempt} {exempt|is|are} taken off by configuration",
    ),
    (
        "clauses.meaning",
        "\"Satisfied\" says that the rules in force found nothing to mend in the files that they could judge. It does not say that a clause is obeyed, nor that these rules look at all of it.",
    ),
    ("clauses.no-evaluation", "nothing to judge"),
    ("clauses.not-applicable", "{n} not applicable"),
    ("clauses.pass", "{n} satisfied"),
    ("clauses.policy", "{id} ({relation}): {counts}"),
    ("clauses.set-aside", "{n} with findings set aside"),
    ("clauses.state-findings", "open findings"),
    ("clauses.state-satisfied", "satisfied by every judged file"),
    ("clauses.state-set-aside", "findings, all of them set aside"),
    ("clauses.state-unknown", "could not be judged"),
    (
        "clauses.totals",
        "{n} {n|clause|clauses} in scope: {satisfied} satisfied by every judged file, {findings} with findings, {unknown} that could not be judged, {gaps} not covered; {elsewhere} more out of scope",
    ),
    ("clauses.unknown", "{n} could not be judged"),
];

pub(super) const CLI: Texts = &[
    (
        "cli.absent-file",
        "there is no file `{path}`; it is taken for one that was deleted, so nothing in it can be reported",
    ),
    (
        "cli.altered-report",
        "the data of `{path}` do not have the digest that its page states, so it cannot be followed up; take the file as it was made",
    ),
    (
        "cli.bad-period",
        "a period has a first and a last day, and has ended on the day of the report: give `--from` and `--to`, the earlier first",
    ),
    (
        "cli.bad-report-data",
        "`{path}` holds data that cannot be read ({reason}); it was changed or cut off, so take the file as it was made",
    ),
    ("cli.cannot-read", "`{path}` cannot be read: {reason}"),
    ("cli.cannot-write", "`{path}` cannot be written: {reason}"),
    ("cli.judging", "judging {documents} {documents|document|documents} by {policies} {policies|policy|policies} …"),
    ("cli.later-report", "`{path}` speaks of a later day than this report; follow up earlier ones"),
    (
        "cli.newer-report",
        "`{path}` holds data of the format `{format}`, version {version}, which this release does not know; take the release that made it",
    ),
    ("cli.no-output-folder", "`{path}` cannot be written: there is no folder `{folder}`"),
    ("cli.no-path", "there is no file or folder `{path}`"),
    (
        "cli.no-policy",
        "no policy of that name is in force; `ombud policies` lists those that are, and one with a mistake is not",
    ),
    (
        "cli.no-report-data",
        "`{path}` is no report of ombud: it holds no data from which it could be made again; give a file that `ombud report` wrote",
    ),
    (
        "cli.nothing-recognised",
        "nothing was judged. Files in TOML, YAML, JSON and BPMN are read; Word, PDF and Excel files are not. To begin: `ombud init` in an empty folder, or `ombud init --adopt` where such files lie already. (Files of ombud's own state `kind` and `id` at the top; `--allow-empty` accepts an empty workspace.)",
    ),
    (
        "cli.output-form",
        "`--output {given}` names no file; write a format, `=` and a file, such as `--output json=report.json`",
    ),
    (
        "cli.outside",
        "`{path}` lies outside the workspace `{workspace}`; check it by a run of its own, or name a folder above \
         both with `--workspace`",
    ),
    ("cli.reading", "{n} {n|file|files} read …"),
    ("cli.unknown-format", "there is no output format `{name}`; choose one of {names}"),
    (
        "cli.unknown-handle",
        "no open finding here has the handle `{name}`: it may be mended, or belong to another folder (`--workspace`); `ombud check` lists what is open",
    ),
    ("cli.unknown-schema", "there is no schema `{name}`; `ombud schema` lists them all"),
    (
        "cli.unknown-topic",
        "`{name}` is neither a policy, nor a clause, nor a kind of file with its keys, nor the handle of an open \
         finding",
    ),
];

pub(super) const PAGE: Texts = &[
    ("page.applies-to", "Judges files of kind: {kinds}"),
    ("page.baselined", "baselined"),
    ("page.builtin-check", "{title}: found by a check of the file itself, whichever policies are in force."),
    (
        "page.builtin-help",
        "Mend the file at the place shown. `ombud explain` with the kind of a file lists the keys that it may have and what they take.",
    ),
    ("page.candidate", "{value}: {origin}; less strict"),
    ("page.candidate-cases", "{value}: {origin}; only for cases of the kind {cases}"),
    ("page.candidate-counts", "{value}: {origin}; counts"),
    ("page.candidate-default", "{value}: {origin}; counts where nobody else sets one"),
    ("page.candidate-lax", "{value}: {origin}; laxer than a clause, so it does not count"),
    ("page.case-broken", "{id}: \"{note}\" did not come out as wanted ({place})"),
    ("page.case-document", "The document of the case could not be judged: {state}."),
    (
        "page.case-fault",
        "The case could not be judged: the policy, its pack, its clauses or the configuration has a mistake. Mend \
         what is reported above; `ombud check` shows it, too.",
    ),
    ("page.case-refused", "The configuration or the policy cannot be used at all. Run `ombud check` to see why."),
    (
        "page.cases",
        "{held} {held|case|cases} as wanted, {broken} not; {policies} {policies|policy|policies}, {bare} without \
         cases",
    ),
    (
        "page.cases-trouble",
        "Something else cannot be used (see above), so this run is not complete; `ombud check` shows it, too.",
    ),
    ("page.cases-unread", "Not all cases could be read (see above), so this run is not complete: {files}"),
    ("page.cited-by", "Policies that rest on it: {policies}"),
    ("page.cited-by-none", "No policy in force rests on it."),
    ("page.clause", "{text} ({relation})"),
    ("page.clause-cases", "{text} ({relation}; only for cases of the kind {cases})"),
    ("page.clause-row", "{id}: {title}"),
    ("page.clause-since", "Jurisdiction {jurisdiction}; in force since {date}; cited in policies as `{id}`"),
    ("page.clauses", "Rests on:"),
    ("page.code", "{title} [{code}]"),
    (
        "page.code-more",
        "A code of reports: each says at its place what is wrong and what to do. `docs/troubleshooting.md` of the project has a paragraph on every code; `ombud check` shows where this one came up.",
    ),
    ("page.first-hand", "Read in the text itself or on a page of the authority: {source}"),
    ("page.for-each", "For each entry of:"),
    ("page.from-memory", "Not checked against its text. Do not rely on it before somebody has read: {source}"),
    ("page.help", "To mend it: {text}"),
    ("page.in-scope", "It binds this workspace, going by the jurisdictions, sectors and roles declared."),
    (
        "page.in-scope-files",
        "It binds what these files speak of, going by the jurisdictions, sectors and roles that they state: {files}",
    ),
    ("page.key", "{key}: {meaning}"),
    ("page.key-more", "its own keys: ombud explain {path}"),
    ("page.key-needed", "{key} (must be stated): {meaning}"),
    ("page.key-open-words", "one of {words}, or a word of your own"),
    ("page.key-takes", "takes {type}"),
    ("page.key-words", "one of {words}"),
    ("page.keys", "Keys of `{path}`:"),
    ("page.keys-of-each", "Entries of `{path}` have names of your own; keys of each entry:"),
    (
        "page.no-cases",
        "Without cases: {policies}. Write some beside the policy, in a file of the same name that ends in \
         .cases.toml.",
    ),
    ("page.noisy", "Reported, but not wanted: {pointer} ({check})"),
    ("page.of-them-unknown", "of these, could not be judged"),
    ("page.only-where", "Only where: {text}"),
    ("page.other-check", "At {pointer} the check `{wanted}` was wanted, but `{came}` came."),
    ("page.parameter", "{name} = {value} ({origin})"),
    ("page.parameter-titled", "{name} = {value} ({origin}): {title}"),
    ("page.parameters", "Values in force:"),
    ("page.policy-count", "{n} {n|policy|policies} in force"),
    ("page.policy-head", "{title} [{id}] ({severity})"),
    ("page.policy-row", "{id} ({severity}): {title}; rests on {clauses} {clauses|clause|clauses}"),
    ("page.policy-row-bare", "{id} ({severity}): {title}; rests on no clause"),
    ("page.relation-elsewhere", "binds elsewhere, not this workspace"),
    ("page.relation-model", "good practice, not a duty"),
    ("page.relation-sets", "sets the limit"),
    ("page.relation-supports", "a duty that this rule serves"),
    ("page.requires", "Must hold:"),
    ("page.scope-addressee", "It does not bind this workspace: it is addressed to organisations in other roles."),
    ("page.scope-future", "It does not bind yet: it is not in force on the day judged by."),
    ("page.scope-jurisdiction", "It does not bind this workspace: its jurisdiction is not declared."),
    ("page.scope-relief", "It takes a duty away instead of asking for something, so nothing is judged by it."),
    ("page.scope-repealed", "It binds nobody any more: it is repealed."),
    ("page.scope-sector", "It does not bind this workspace: it is made for other sectors."),
    ("page.second-hand", "Known only through somebody who quotes or sums it up: {source}"),
    ("page.silent", "Wanted, but not reported: {pointer}"),
    ("page.verdict", "Wanted: {wanted}; came: {came}"),
    ("page.waived", "waived"),
    ("page.when", "Only where:"),
    ("page.whole-workspace", "the whole workspace"),
    ("page.why-baselined", "It was there when the baseline was taken."),
    ("page.why-waived", "Somebody accepted it until a date."),
];
