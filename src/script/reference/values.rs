//! Why: everything that a policy judges begins with a value that was read; what it is given, and what can be made of
//! single values.

use super::{Entry, Group, both, script};

pub(super) const GIVEN: Group = Group {
    title: "What a policy is given",
    about: "These names are known without being declared. Nothing else is: no file, no network, no clock, no chance.",
    entries: &[
        both(
            "doc",
            "fn check(doc)",
            "doc",
            "the document that is judged, read through the schema of its kind: shorthands, references and inherited \
             values are as if they were written out. `doc.raw` is the file as it stands. With `applies_to = \"workspace\"` \
             there is no single document, and `check` is given `index`",
            "see \"Reading values\"",
        ),
        both(
            "params",
            "params.within",
            "params.within",
            "the parameter of that name: the strictest of what clauses in scope, `ombud.toml` and the default say",
            "a name that the header does not declare is refused when the policy is read",
        ),
        both(
            "limit_for",
            "limit_for(\"within\", limit, beside)",
            "limit_for(\"within\", limit)",
            "the parameter for this one deadline: only clauses count that fit its `jurisdictions`, `sectors` and \
             `case_types`. `beside`, if given, lists further deadlines; a clause that one of them serves is then not held \
             against this one",
            "what the deadline does not state is that of the document",
        ),
        both(
            "as_of",
            "as_of",
            "as_of",
            "the day by which the run judges. A policy that reads it is judged anew when the day turns. A date and a length of \
             time add up to a date, `last + cycle < as_of`",
            "of what is added, one that counts working days, or days of neither kind, leaves a doubt at its place",
        ),
        both(
            "jurisdictions",
            "jurisdictions",
            "jurisdictions",
            "a list of the codes whose law applies to the document, those above included (`DE` brings `EU`)",
            "empty where none is declared",
        ),
        both("sectors", "sectors", "sectors", "a list of the declared sectors", "empty where none is declared"),
        script("index", "index", "the door to all documents of the workspace, see \"Other documents\"", ""),
    ],
};

pub(super) const READING: Group = Group {
    title: "Reading values",
    about: "`x.key`, `x[\"key\"]` and `list[0]` read a value; `doc.steps[step.next]` reads by a name. What is not stated \
            is `()` and remembers the whole path, however deep: no `?.` is needed. A script has to take notice of it, by \
            `x ?? other`, `x == ()`, `is_stated(x)`, `require(x)` or by passing it to `fail`; else the evaluation is \
            *unknown* at that place, so that nothing passes because it is not there. Comparisons with a value that is \
            missing, unreadable or of another type are `false` and leave the same doubt.",
    entries: &[
        script(
            "is_stated",
            "is_stated(x)",
            "whether there is a value, as `x != ()`",
            "missing: no. Stated and unreadable: no, and a doubt",
        ),
        script(
            "type_of",
            "type_of(x)",
            "`\"node\"` for a list or group of the file, `\"string\"`, `\"i64\"`, `\"f64\"`, `\"bool\"`, `\"duration\"`, \
             `\"date\"`, `\"money\"`, `\"percent\"`, `\"list\"` or `\"array\"`, `\"map\"`; `\"()\"` for nothing. Of use for \
             files without a schema",
            "missing: `\"()\"`; no notice is taken by it",
        ),
    ],
};

/// Of what makes a text of a text.
const CHANGED: &str = "missing: the missing value itself. No text: an unreadable value at that place";

/// Of questions about texts.
const ASKED: &str = "missing, or no text: a doubt, and no";

pub(super) const TEXTS: Group = Group {
    title: "Texts",
    about: "Texts are compared as they stand, byte by byte; they have no order (`<` leaves a doubt). `+` joins. At most \
            16 KiB a text.",
    entries: &[
        script("lower", "text.lower()", "the text in small letters", CHANGED),
        script("trim_text", "text.trim_text()", "the text without blanks at both ends", CHANGED),
        script("starts_with", "text.starts_with(part)", "whether it begins so", ASKED),
        script("ends_with", "text.ends_with(part)", "whether it ends so", ASKED),
        script("contains", "text.contains(part)", "whether it has this part", ASKED),
        script(
            "matches",
            "text.matches(\"^[A-Z]+$\")",
            "whether it fits the regular expression",
            "missing, or no text: a doubt, and no. A pattern that is none stops the script",
        ),
        script("chars", "text.chars()", "its characters, for a `for` loop; `chars(from, count)` a part of them", CUT),
        script("to_string", "to_string(x)", "a single value as a text", "missing: the empty text"),
    ],
};

/// Of functions that the language itself brings.
const CUT: &str = "missing: the script ends there, and the file is in doubt at that value";

pub(super) const NUMBERS: Group = Group {
    title: "Numbers",
    about: "`+ - * / % **` work on numbers; whole numbers stay whole and never run over, and a result that does not exist \
            stops the script. A sum with a missing value is missing at that place. Amounts, shares and lengths of time \
            are compared, not added.",
    entries: &[
        script("abs", "x.abs()", "the number without its sign", CUT),
        script("sign", "x.sign()", "-1, 0 or 1", CUT),
        script("is_zero", "x.is_zero()", "whether it is 0", CUT),
        script("is_odd", "x.is_odd()", "whether the whole number is odd", CUT),
        script("is_even", "x.is_even()", "whether it is even", CUT),
        script("max", "max(a, b)", "the larger of two numbers. Lengths of time and dates are compared with `if`", CUT),
        script("min", "min(a, b)", "the smaller of two numbers", CUT),
        script("bits", "x.bits()", "the bits of a whole number, for a `for` loop", CUT),
        script("range", "range(from, to, step)", "numbers for a `for` loop; `from..to` without a step", CUT),
        script("start", "r.start()", "the first number of a range `from..to`", ""),
        script("end", "r.end()", "the number at which it ends", ""),
        script("is_exclusive", "r.is_exclusive()", "whether it leaves out the last number (`..`)", ""),
        script("is_inclusive", "r.is_inclusive()", "whether it holds it (`..=`)", ""),
    ],
};

pub(super) const TIME: Group = Group {
    title: "Time",
    about: "Where the schema asks for a length of time or a date, reading gives one. Lengths of time are compared for \
            certain: yes where every calendar would say so, no where none would; `15 business days` against `20 calendar \
            days` is a doubt. `length.kind` is `\"clock\"`, `\"calendar\"`, `\"business\"` or `\"unstated\"`.",
    entries: TIME_ENTRIES,
};

const TIME_ENTRIES: &[Entry] = &[
    both(
        "duration",
        "duration(\"24 hours\")",
        "duration(\"24 hours\")",
        "the text as a length of time; in scripts also of a text of a file without a schema, which keeps its place",
        "missing: the missing value itself. A text of the file that is none: an unreadable value. One of the policy: the \
         script stops",
    ),
    both(
        "date",
        "date(\"2026-01-31\")",
        "date(\"2026-01-31\")",
        "the text as a date; in scripts also of a text of a file",
        "missing: the missing value itself. A text of the file that is none: an unreadable value. One of the policy: the \
         script stops",
    ),
];
