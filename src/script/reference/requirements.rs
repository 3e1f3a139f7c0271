//! Why: a requirement is the one sentence that most policies consist of; the same words mean the same in headers.

use super::{Entry, Group, both, script};

pub(super) const REQUIREMENTS: Group = Group {
    title: "Requirements",
    about: "`require(x)` says that something is asked of `x`; what follows says what. A requirement that fails writes \
            a finding at the place of `x` and goes on, so that one run shows everything. Several can be asked of one \
            value in a row; after the first that does not hold, the rest of the row is silent. In a header the same \
            words stand behind the value itself, and `<=`, `==`, `in` take the place of `at_most`, `equals`, `one_of`.",
    entries: ENTRIES,
};

/// Of the six comparisons.
const COMPARED: &str = "missing: a fail. A limit that another value of the file should give and does not: a doubt. Of \
                        other types, or lengths of time that only a calendar could compare: a doubt";

const LISTED: &str = "missing, no list, or an item that cannot be compared with the others: a doubt";

const ENTRIES: &[Entry] = &[
    script(
        "require",
        "require(x)",
        "the requirement about `x`. `x` may be worked out (`doc.a + doc.b`): its place is then that of the first value \
         that was read for it, and the others are shown beside",
        "passed on to what is asked",
    ),
    both(
        "present",
        "require(x).present()",
        "x.present()",
        "`x` is stated; an empty list is",
        "missing: a fail. Stated and unreadable: a doubt",
    ),
    both(
        "absent",
        "require(x).absent()",
        "x.absent()",
        "`x` is not stated",
        "missing: it holds. Stated and unreadable: a doubt",
    ),
    both(
        "not_empty",
        "require(x).not_empty()",
        "x.not_empty()",
        "the list, the group of keys or the text has something in it",
        "missing: a fail. A number, a date and the like: a doubt",
    ),
    script("at_most", "require(x).at_most(limit)", "`x` is `limit` or less", COMPARED),
    script("below", "require(x).below(limit)", "`x` is less than `limit`", COMPARED),
    script("at_least", "require(x).at_least(limit)", "`x` is `limit` or more", COMPARED),
    script("above", "require(x).above(limit)", "`x` is more than `limit`", COMPARED),
    script("equals", "require(x).equals(value)", "`x` is `value`; `equals(())` is `absent()`", COMPARED),
    script(
        "differs_from",
        "require(x).differs_from(value)",
        "`x` is not `value`; `differs_from(())` is `present()`",
        COMPARED,
    ),
    script("is_true", "require(x).is_true()", "`x` is `true`", "missing: a fail. Neither yes nor no: a doubt"),
    script("is_false", "require(x).is_false()", "`x` is `false`", "missing: a fail. Neither yes nor no: a doubt"),
    script(
        "one_of",
        "require(x).one_of(list)",
        "`x` is one of the list",
        "`x` missing: a fail. The list missing, or a text in its place: a doubt",
    ),
    both(
        "contains",
        "require(list).contains(value)",
        "list.contains(value)",
        "the list names the value; of a text: it has this part",
        "the list or the value missing: a fail. Items of the file of another type, and none equal: a doubt",
    ),
    script(
        "contains_all",
        "require(list).contains_all(values)",
        "the list names each of the values",
        "the list missing: a fail for each value. The values missing: a doubt",
    ),
    both(
        "matches",
        "require(x).matches(\"^[A-Z]+$\")",
        "x.matches(\"^[A-Z]+$\")",
        "the text fits the regular expression; it may lie anywhere in the text unless `^` and `$` say otherwise",
        "missing: a fail. No text, or a pattern that cannot be used: a doubt",
    ),
    both(
        "resolves",
        "require(x).resolves(\"role\")",
        "x.resolves(\"role\")",
        "`x` names something that is declared in the file, its organisation or the workspace. Without an argument, the \
         kind of thing is the one that the schema gives the key",
        "missing: a fail. No text, a name that stands for several things, or a key that refers to nothing: a doubt",
    ),
    both(
        "unique",
        "require(list).unique()",
        "list.unique()",
        "no item stands twice; each that does is a finding of its own, with the earlier one beside it",
        LISTED,
    ),
    both(
        "increasing",
        "require(list).increasing()",
        "list.increasing()",
        "each item is more than the one before; each that is not is a finding of its own",
        LISTED,
    ),
];
