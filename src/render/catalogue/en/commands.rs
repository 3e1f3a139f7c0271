//! Why: what the commands say that begin a workspace and look it over.

use super::Texts;

pub(super) const DOCTOR: Texts = &[
    ("doctor.aside", "{path}: {state}"),
    ("doctor.aside-part", "{path}, document {n}: {state}"),
    ("doctor.because", "{why}"),
    ("doctor.because-at", "{why} ({path}:{line})"),
    (
        "doctor.condition",
        "the files of `[kinds.{name}]` include it, but its value at `{pointer}` is not `{wanted}`, as `where` asks",
    ),
    ("doctor.config", "configuration: {files}"),
    ("doctor.excluded", "`exclude` takes it out by the pattern `{pattern}`"),
    ("doctor.ignored", "a line of `.gitignore` takes it out"),
    ("doctor.is-config", "it is part of the configuration"),
    ("doctor.key", "{name} = {value} ({path}:{line})"),
    ("doctor.key-all", "{name}: all (default)"),
    ("doctor.key-default", "{name} = {value} (default)"),
    ("doctor.key-none", "{name}: nothing (default)"),
    (
        "doctor.kind-of-others",
        "its `kind` is `{kind}`, which is none of ombud's words, and no kind that ombud.toml declares is its",
    ),
    ("doctor.no-config", "configuration: none; the defaults hold"),
    ("doctor.no-kind", "it states no `kind`, and no kind that ombud.toml declares is its"),
    ("doctor.no-reason", "the run says nothing more about it"),
    ("doctor.not-included", "no pattern of `include` names it: {patterns}"),
    ("doctor.pack-off", "{name}: off"),
    ("doctor.pack-on", "{name}: on, version {version}"),
    ("doctor.pack-on-bare", "{name}: on, without a version"),
    ("doctor.part-documents", "Documents"),
    ("doctor.part-keys", "Keys in force"),
    ("doctor.part-packs", "Packs"),
    ("doctor.part-watch", "Watching for changes"),
    ("doctor.refused", "configuration: it cannot be used, so nothing else could be looked at"),
    ("doctor.root", "workspace: {path}"),
    ("doctor.state-broken", "cannot be read"),
    ("doctor.state-excluded", "excluded"),
    ("doctor.state-ignored", "ignored"),
    ("doctor.state-over-limit", "over a limit"),
    ("doctor.state-unrecognised", "not recognised"),
    ("doctor.version", "ombud {version}, with clauses as of {catalogue}"),
    ("doctor.watch-events", "the folder lies on `{name}`, where the system tells of changes at once"),
    ("doctor.watch-folders", "most folders that one user may watch: {n}"),
    (
        "doctor.watch-polling",
        "the folder lies on `{name}`, a file system shared with other machines; their changes are not told, so polling \
         would be used",
    ),
    ("doctor.watch-programs", "most programs of one user that may watch: {n}"),
    ("doctor.watch-queue", "most changes that may wait before some are lost: {n}"),
    ("doctor.watch-unknown", "the system does not tell on which file system the folder lies"),
];

pub(super) const INIT: Texts = &[
    (
        "init.ask-jurisdictions",
        "Where do you serve people, so that its law applies? Codes such as CN, EU, UK, US-CA, with commas between \
         (empty: say it later):",
    ),
    ("init.ask-lang", "Language, en or zh? (empty: {default})"),
    ("init.ask-sectors", "In which trades? Of {words}, with commas between (empty: none of them):"),
    ("init.ask-zone", "In which time zone does a day begin, such as Europe/Berlin? (empty: UTC)"),
    ("init.blank-as", "whose rules apply: process, data, organisation or risk; without this line, none but your own"),
    ("init.blank-id", "where the id stands: the keys from the top, each after a slash"),
    ("init.blank-map", "where the title stands; `ombud explain process` lists what else can be filled"),
    ("init.column-twice", "`{path}` has the column `{name}` more than once, so it cannot be told which is meant"),
    (
        "init.columns-form",
        "`--columns` takes fields and columns such as `title=Name,purpose=Purpose`; `{given}` is no such pair",
    ),
    (
        "init.config-acts-as",
        "In which capacities the organisation acts. Clauses for banks, platforms or carriers bind only them.",
    ),
    (
        "init.config-head",
        "How this workspace is judged. `ombud explain config` tells every key, `ombud doctor` what is in force \
         and why.",
    ),
    (
        "init.config-jurisdictions",
        "Whose law applies: that of the places where the people live whom you serve. While this is not stated, no \
         number of any national law counts.",
    ),
    ("init.config-lang", "The language of reports."),
    ("init.config-sectors", "Trades. Some clauses bind only some of them."),
    ("init.config-zone", "The zone in which a day begins; UTC while it is not stated."),
    ("init.csv-broken", "`{path}` cannot be read as CSV beyond line {line}: {reason}"),
    (
        "init.csv-cells",
        "line {line} of `{path}` has {cells} {cells|cell|cells} and its header {columns}, so it cannot be told \
         which is which; nothing was written",
    ),
    ("init.csv-empty", "`{path}` has no row below its header"),
    ("init.csv-encoding", "`{path}` is not text in UTF-8 or UTF-16; save it as CSV in UTF-8"),
    ("init.file", "{path}"),
    ("init.file-taken", "{path}: something is there already"),
    ("init.formats", "Files of formats that ombud reads: {formats}."),
    (
        "init.inside",
        "this folder lies in the workspace `{path}`; files here now belong to the new one, and a check of the \
         outer one still reads them, too",
    ),
    ("init.keys-always", "All have the keys {keys}."),
    ("init.keys-sometimes", "Some have {keys}."),
    ("init.known", "Read as they are, by kind: {kinds}."),
    ("init.known-none", "None of them is read as it is."),
    ("init.left", "Line {line}, column \"{column}\": {value} is not stated as `{field}`. {why}"),
    ("init.left-in-row", "Line {line}, column \"{column}\", left as a comment because `{field}` cannot take it: {why}"),
    ("init.left-over", "these were made before and could not be removed: {paths}"),
    ("init.more-files", "There are too many files to name them all: `match` leaves out {n}."),
    ("init.more-vocabularies", "There are {n} more such groups. `ombud doctor` lists every file that is not judged."),
    ("init.near-word", "`{value}` is no word that can stand here; did you mean `{near}`?"),
    (
        "init.next",
        "Everything in these files is an example. Run `ombud check` to see that nothing is found, then write down \
         what is true where you work and run it again. `ombud test` runs the cases of the policy, `ombud explain \
         process` lists the keys.",
    ),
    ("init.next-adopted", "Run `ombud check` to see what is found, and `ombud doctor` to see what is in force."),
    (
        "init.next-vocabularies",
        "Run `ombud check` to see what is found. In ombud.toml, blocks of comments list the words of the other \
         files: take the `#` away from one, fill in its blanks, and its files are judged as well.",
    ),
    ("init.no-column", "`{path}` has no column `{name}`; it has {columns}"),
    (
        "init.no-field",
        "an activity has no field `{name}`; `ombud explain data.activities` lists them, and fields of your own go \
         below `x`, such as `x.department`",
    ),
    ("init.no-folder", "`{path}` is no folder"),
    ("init.no-jurisdiction", "`{name}` is no jurisdiction; write codes such as CN, EU, UK or US-CA"),
    ("init.no-keys", "No key stands at its top."),
    ("init.no-lang", "`{name}` is no language that ombud speaks; write en or zh"),
    ("init.no-word", "`{value}` is no word that can stand here; these can: {words}"),
    ("init.no-zone", "`{name}` is no time zone; write one such as Asia/Shanghai"),
    (
        "init.not-empty",
        "the folder holds {n} {n|file|files} of formats that ombud reads; `ombud init --adopt` begins a workspace \
         around them, `ombud init FOLDER` one of its own",
    ),
    ("init.not-made", "`{path}` cannot be made, so nothing was written: {reason}"),
    (
        "init.nothing-to-adopt",
        "the folder holds no file of a format that ombud reads; without `--adopt`, a workspace with examples is begun",
    ),
    (
        "init.register",
        "{n} {n|row|rows} of `{path}` became activities; {empty} empty {empty|row was|rows were} left out.",
    ),
    (
        "init.register-head",
        "The record of processing, made from `{path}`: {n} {n|row|rows}, an activity each. Purposes and datasets \
         are named by what the cells say.",
    ),
    ("init.row", "Line {line}"),
    ("init.same", "`where` holds what is the same in all of them; leave out what says nothing about their kind."),
    ("init.strangers", "Of no known kind, so that no rule looks at them: {n} {n|document|documents}."),
    (
        "init.taken",
        "nothing was written: at {n} {n|place|places} something is there already, and no file is ever written over. If it is a workspace, run `ombud check`; to begin another, `ombud init FOLDER`",
    ),
    (
        "init.top-is-list",
        "The top is a list, and the keys are those of its entries; pointers begin with `/0/`, `/1/` and so on.",
    ),
    ("init.unreadable", "Cannot be read: {paths}."),
    ("init.unused-columns", "Columns that were not asked for, so that nothing of them is in the file: {columns}."),
    (
        "init.vocabularies",
        "Each block below is about files that are written in the same words. ombud does not guess what they mean: \
         take the `#` away from a block, fill in what is shown as …, and they are judged as they are.",
    ),
    ("init.vocabulary", "{files} {files|file|files}, {documents} {documents|document|documents}."),
    ("init.would-write", "Would be written in {path}:"),
    ("init.would-write-here", "Would be written in this folder:"),
    ("init.written", "Written in {path}:"),
    ("init.written-here", "Written in this folder:"),
];
