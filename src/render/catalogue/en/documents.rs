//! Why: what is said about files: their bytes, their grammar, their keys.

use super::Texts;

pub(super) const BUILTIN: Texts = &[
    ("builtin.completes-nothing", "The document completes `{name}`, and no process of a BPMN file has this id."),
    (
        "builtin.completes-several",
        "The document completes `{name}`, and more than one process has this id: one in `{first}`, one in `{second}`.",
    ),
    (
        "builtin.completes-twice",
        "`{name}` is completed by `{first}` already; one process is completed by one document.",
    ),
    (
        "builtin.dangling-reference",
        "No {thing} is declared under the name `{name}`, so nobody can tell what is meant here.",
    ),
    ("builtin.declare-at-owner", "or declare `{path}` in the file with the id `{owner}`"),
    ("builtin.declare-document", "write the id of a file of kind `{kind}`, or add one with the id `{name}`"),
    ("builtin.declare-here", "declare `{path}` in this file, or in that of the organisation if others use it, too"),
    ("builtin.declare-in", "declare `{path}` in a file of kind `{kind}`"),
    ("builtin.declare-local", "declare `{path}` in this file, or correct the name"),
    ("builtin.declare-owner", "name the file to which it belongs as well, for instance `{example}`"),
    (
        "builtin.duplicate-id",
        "`{first}` has the same kind and id (`{identity}`). Rules and references could not tell the two apart, so \
         give one of them another id.",
    ),
    (
        "builtin.map-too-deep",
        "Its map makes this document deeper than the limit of {limit} levels, so it was not judged; map smaller parts, or raise `limits.depth`.",
    ),
    (
        "builtin.map-too-large",
        "Its map makes more than {limit} values of this document, so it was not judged; map smaller parts, or raise `limits.nodes`.",
    ),
    (
        "builtin.not-recognised",
        "The configuration expects `{path}` to be of a known kind, but nothing in it says which, so no rule looks \
         at it.",
    ),
    (
        "builtin.not-recognised-help",
        "state `kind` (`process`, `data`, `organisation` or `risk`) and `id` at the top of the file, or declare a \
         kind for such files in ombud.toml",
    ),
    (
        "builtin.over-limit",
        "The file has {bytes} bytes; files of more than {limit} bytes are not read. Split it, or raise `bytes` \
         under `[limits]` in ombud.toml.",
    ),
    (
        "builtin.said-twice",
        "This document says `{own}`, and the BPMN file says `{drawn}`. Both speak of the same thing, so one of the two has to go.",
    ),
    (
        "builtin.several-declared",
        "`{name}` is declared {n} times as {thing}, equally near to this file, so nobody can tell which one is meant here. Give each an id of its own.",
    ),
    (
        "builtin.several-kinds",
        "The file fits more than one kind ({kinds}), so it is not clear which rules apply and none was applied. \
         Narrow `match` or `where` of the declared kinds.",
    ),
    (
        "builtin.two-organisations",
        "`{first}` already describes the organisation of this folder. Keep one description, or move the other into \
         a folder of its own.",
    ),
];

pub(super) const FILE: Texts = &[
    ("file.missing", "There is no file `{path}`."),
    (
        "file.name",
        "The name of `{path}` is not Unicode text, so it cannot be read or told of; rename it, or take it out with `exclude`.",
    ),
    ("file.too-large", "`{path}` has {bytes} bytes, more than such a file may have."),
    ("file.unreadable", "`{path}` cannot be read: {reason}."),
];

pub(super) const PARSE: Texts = &[
    (
        "parse.alias-to-skipped",
        "`{alias}` repeats a part of the file that was passed over, so nothing stands here. Write the value out.",
    ),
    (
        "parse.complex-key",
        "The key `{key}` is a list or a group instead of a text, so no rule can name it and the entry was passed \
         over.",
    ),
    ("parse.duplicate-key", "`{key}` is written twice. Programs disagree on which of the two counts, so remove one."),
    ("parse.first-key", "`{key}` is written here first"),
    (
        "parse.merge-not-a-map",
        "`<<` takes over the keys of another group, so a reference to one must follow, such as `<<: *defaults`.",
    ),
    ("parse.nul", "A byte of value zero stands here, as in files that are not text. Save the file as text."),
    ("parse.opened-here", "opened here and not closed"),
    (
        "parse.self-reference",
        "`{alias}` refers to the very group that it stands in, which would never end. Write the value out.",
    ),
    (
        "parse.too-deep",
        "The file is nested more than {limit} levels deep here. Make it flatter, or raise `depth` under `[limits]` \
         in ombud.toml.",
    ),
    (
        "parse.too-many-nodes",
        "The file holds more than {limit} values, repeated ones included. Split it, or raise `nodes` under \
         `[limits]` in ombud.toml.",
    ),
    ("parse.undecodable", "These bytes are no text in the encoding of the file. Save the file as UTF-8."),
    ("parse.unreadable", "The file cannot be read beyond this place: {reason}. Nothing in it was judged."),
];

pub(super) const REASON: Texts = &[
    ("reason.alphabet-key", "a key holds letters A to Z, digits, `-` and `_` only; put quotes around any other"),
    ("reason.anchor", "the name after `*` is not declared above with `&`"),
    ("reason.assigned-constant", "`{name}` cannot be changed"),
    (
        "reason.backslash",
        "this backslash begins nothing that is known; in double quotes write two for a plain one, or use single \
         quotes",
    ),
    ("reason.bracket-open", "a bracket is opened and not closed"),
    ("reason.bracket-stray", "this bracket closes nothing, or another kind than was opened"),
    ("reason.character", "`{name}` has no meaning here"),
    ("reason.colon", "a colon with a space after it is missing after the key"),
    (
        "reason.colon-in-text",
        "a colon followed by a space cannot stand here; put the whole text in quotes, or check the indentation",
    ),
    ("reason.comma-extra", "a comma too many"),
    ("reason.comma-missing", "a comma, or the closing bracket, is missing"),
    ("reason.comment-space", "a space is missing before `#`"),
    ("reason.condition-expected", "yes or no was expected here"),
    ("reason.content-after", "something stands here that does not belong on this line"),
    ("reason.dash-space", "a space is missing after `-`"),
    ("reason.date", "a date is written like `2026-01-31`"),
    ("reason.division", "a number was divided by zero"),
    ("reason.duplicate", "this name stands here a second time; each may stand once"),
    ("reason.end", "the file ends before it is complete; look for a bracket or quote that is not closed"),
    ("reason.equals", "write a key, `=` and a value"),
    ("reason.escape-glob", "a backslash ends the pattern; it needs a character after it"),
    ("reason.function-place", "a function cannot stand inside another"),
    ("reason.glob-braces", "a brace is opened without being closed, or closed without being opened"),
    ("reason.glob-brackets", "`[` is opened and not closed by `]`"),
    ("reason.glob-nested", "one pair of braces cannot stand inside another"),
    ("reason.glob-range", "the range in brackets runs backwards"),
    ("reason.glob-stars", "`**` stands for whole folders, so only `/` may stand beside it"),
    ("reason.indentation", "the indentation does not go with the lines above"),
    ("reason.is-folder", "it is a folder"),
    ("reason.key-expected", "a key is expected here; check the indentation of this line and the one above"),
    ("reason.list-expected", "a list was expected here"),
    ("reason.list-place", "a list cannot begin here; put `- ` on a line of its own below the key"),
    ("reason.missing", "`{name}` is missing here"),
    ("reason.no-file", "it does not exist"),
    (
        "reason.no-place",
        "`fail` was given something that stands in no file, so there is no place to show; hand it the value from \
         the file itself",
    ),
    ("reason.no-sleep", "a policy cannot wait"),
    ("reason.number", "a number is not written as it must be"),
    ("reason.out-of-range", "the list has no entry at that position"),
    ("reason.pattern", "`{name}` is not a pattern that can be used"),
    ("reason.permission", "permission is denied"),
    ("reason.quote-open", "a quote is opened and not closed"),
    (
        "reason.quote-rest",
        "after the closing quote something more stands on the line; put the quotes around the whole text",
    ),
    ("reason.quotes-missing", "a text needs quotes around it"),
    ("reason.reserved", "`{name}` cannot be used in a policy"),
    ("reason.script-end", "the script ends too early; look for a bracket that is not closed"),
    ("reason.tab", "a tab stands where only spaces may; indent with spaces"),
    ("reason.too-complex", "it is too deeply nested"),
    (
        "reason.unknown-name",
        "`{name}` is not known here; scripts know `doc`, `params`, `index`, `as_of`, `jurisdictions`, `sectors` and \
         what they name themselves",
    ),
    ("reason.value-expected", "a value is missing here"),
    ("reason.wrong-value", "two values do not go together here"),
];

pub(super) const RELATED: Texts = &[
    ("related.anchor", "the value is written here"),
    ("related.computed", "worked out from this value"),
    ("related.declared", "declared here"),
    ("related.earlier", "the earlier entry"),
    ("related.expected-here", "the configuration expects it here"),
    ("related.first", "the other one"),
    ("related.said-in-bpmn", "said differently here"),
    ("related.set-aside", "{value} is asked for here, which is laxer than the clause and does not count"),
    ("related.step", "{n}. {name}"),
    ("related.steps-left-out", "{n} {n|step|steps} more, not shown"),
    ("related.used-here", "judged for this document"),
    ("related.used-too", "used here, too"),
];

pub(super) const SCHEMA: Texts = &[
    ("schema.bad-code", "`{code}` is not a code of a country or region; write for instance `CN`, `EU` or `US-CA`."),
    (
        "schema.bad-data-field",
        "`{id}` does not name a field of data; write the dataset, a dot and the field, such as `orders.address`.",
    ),
    ("schema.bad-id", "`{id}` cannot be used as a name here."),
    ("schema.bad-text", "`{value}` is not {expected}."),
    ("schema.defined-here", "the value is written here"),
    ("schema.help-add-key", "add `{key}`: {meaning}"),
    ("schema.help-bool", "write `true` or `false` without quotes"),
    ("schema.help-did-you-mean", "did you mean `{near}`?"),
    ("schema.help-id-letters", "letters of any language, digits, `-`, `_` and `.` are possible, such as `refund-step`"),
    (
        "schema.help-key-by-id",
        "write each {thing} under its own name instead of in a list, so that others can refer to it",
    ),
    ("schema.help-known-words", "possible here: {words}"),
    ("schema.help-no-quotes", "leave out the quotes"),
    ("schema.help-no-value", "write a value, or leave out the key"),
    ("schema.help-other-kind", "`{key}` belongs in a file whose kind is `{kind}`"),
    ("schema.help-own-key", "if `{key}` is your own addition, put it under `x`, where own keys are welcome"),
    ("schema.help-quotes", "put quotes around the value"),
    ("schema.help-top", "`{key}` stands at the top of the file, before the first line in [brackets]"),
    ("schema.help-under-main", "`{key}` belongs under `{main}`"),
    ("schema.list-of-named", "A list stands here, but each {thing} needs a name of its own."),
    ("schema.missing-key", "`{key}` is not stated, and it is needed here."),
    ("schema.no-value", "A key without a value stands here; it takes {expected}."),
    ("schema.unknown-key", "`{key}` is not a known key in {subject}, so nothing reads it."),
    ("schema.unknown-word", "`{word}` is not among the words that can stand here."),
    (
        "schema.wrong-reference",
        "`{value}` does not say what it refers to; write one of {things}, a colon and the name, such as \
         `vendor:courier`.",
    ),
    ("schema.wrong-text-either", "`{value}` is neither {expected} nor {other}."),
    ("schema.wrong-type", "This takes {expected}, but {found} is written here."),
    ("schema.wrong-type-either", "This takes {expected} or {other}, but {found} is written here."),
];
