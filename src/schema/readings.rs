//! Why: readings of indicators come as CSV from other programs, and are typed by the same tables as everything else, so
//! that a slip in a cell is told at the cell. The kind is none that a person writes as a document, so it is not among
//! [`super::KINDS`].

use super::Type::{Count, Date, List, Measure, Plain};
use super::{Table, Type, Unknown, needed, optional, rule};

/// A document of kind `readings`.
pub static READINGS: Table = Table {
    name: "readings",
    fields: &[rule("rows", List(&Type::Table(&READING)), "the readings", "读数")],
    main: None,
    unknown: Unknown::Allow,
};

/// One reading. Further columns are those of the program that wrote the file.
pub static READING: Table = Table {
    name: "reading",
    fields: &[
        needed("date", Date, "day of the reading", "读数日期"),
        needed("indicator", Plain, "indicator that was read", "所读指标"),
        optional(
            "channel",
            Plain,
            "channel that was read; of all channels if it is empty",
            "所读渠道，为空表示全部渠道",
        ),
        rule("value", Measure, "what was read", "读数值"),
        optional("n", Count, "number of cases on which it rests", "样本量"),
        optional("source", Plain, "where it comes from", "来源"),
    ],
    main: None,
    unknown: Unknown::Allow,
};
