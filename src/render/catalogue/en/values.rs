//! Why: what is said about values with units.

use super::Texts;

pub(super) const COMPARE: Texts = &[
    (
        "compare.day-kind-unstated",
        "Whether `{value}` or `{limit}` is longer depends on which days count, and that is not stated, so the rule \
         cannot be judged here. Write `calendar days` or `business days`.",
    ),
    (
        "compare.month-length",
        "Whether `{value}` or `{limit}` is longer depends on the month, which has 28 to 31 days, so the rule cannot \
         be judged here. State both in days or both in months.",
    ),
    (
        "compare.needs-calendar",
        "Whether `{value}` or `{limit}` is longer depends on weekends and holidays, so the rule cannot be judged \
         here. State both in working time, or both in time by the clock or calendar.",
    ),
];

pub(super) const DURATION: Texts = &[
    ("duration.empty", "No length of time is written here; write for instance `24 hours` or `10 business days`."),
    (
        "duration.inexact",
        "`{text}` states a part of a `{unit}`, which has no exact length; write whole numbers, or a smaller unit.",
    ),
    (
        "duration.malformed",
        "`{text}` is not a length of time: `{rest}` cannot be read. Write for instance `24 hours`, `10 business \
         days` or `1 month`.",
    ),
    ("duration.meant", "`{text}` is not a length of time; write `{meant}`."),
    ("duration.negative", "`{text}` is less than nothing; a length of time is zero or more."),
    (
        "duration.no-unit",
        "`{text}` states a number without a unit; write for instance `24 hours` or `10 business days`.",
    ),
    ("duration.too-large", "`{text}` is longer than any deadline can be (9,999 years at most)."),
    (
        "duration.unknown-unit",
        "`{unit}` in `{text}` is not a unit of time; write minutes, hours, days, business days, weeks, months or \
         years.",
    ),
    ("duration.unknown-unit-near", "`{unit}` in `{text}` is not a unit of time; did you mean `{near}`?"),
];

pub(super) const HOURS: Texts = &[
    (
        "hours.bad-time",
        "`{rest}` in `{text}` begins with no time of day, or with a stretch that ends where it begins; write for \
         instance `09:00-18:00`.",
    ),
    ("hours.empty", "No hours are written here; write for instance `Mo-Fr 09:00-18:00` or `24/7`."),
    (
        "hours.no-day",
        "A day is missing in `{text}`; days are `Mo`, `Tu`, `We`, `Th`, `Fr`, `Sa`, `Su` and `PH` for public \
         holidays.",
    ),
    ("hours.no-times", "`{text}` names days without times; add times such as `09:00-18:00`, or `off` for closed."),
    (
        "hours.unexpected",
        "`{rest}` in `{text}` has no place there; separate two rules with `;`, such as `Mo-Fr 09:00-18:00; PH off`.",
    ),
    (
        "hours.unknown-word",
        "`{word}` in `{text}` is not a day; days are `Mo`, `Tu`, `We`, `Th`, `Fr`, `Sa`, `Su` and `PH` for public \
         holidays, and `off` stands for closed.",
    ),
];

pub(super) const MONEY: Texts = &[
    ("money.empty", "No amount is written here; write for instance `500 CNY`."),
    (
        "money.malformed",
        "`{text}` is not an amount of money: `{rest}` cannot be read. Write for instance `500 CNY` or `12.50 EUR`.",
    ),
    ("money.negative", "`{text}` is less than nothing; an amount is zero or more."),
    ("money.no-currency", "`{text}` states an amount without its currency; write for instance `500 CNY`."),
    (
        "money.not-a-currency",
        "`{word}` in `{text}` is not a currency; write three capital letters, such as `CNY` or `EUR`.",
    ),
    ("money.too-fine", "`{text}` has more than four digits after the point."),
    ("money.too-large", "`{text}` is too large an amount to be used."),
];

pub(super) const PERCENT: Texts = &[
    ("percent.empty", "No share is written here; write for instance `95%`."),
    ("percent.malformed", "`{text}` is not a share: `{rest}` cannot be read. Write for instance `95%` or `99.5%`."),
    ("percent.negative", "`{text}` is less than nothing; a share is zero or more."),
    ("percent.no-sign", "`{text}` lacks the sign `%`; write for instance `95%`."),
    ("percent.too-fine", "`{text}` has more than three digits after the point."),
    ("percent.too-large", "`{text}` is too large a share to be used."),
];
