//! Why: who answers for a document, whose law it falls under and when it was last looked at is asked in the same words
//! of all four kinds.

use super::Type::{Any, Clause, Count, Date, Duration, Id, List, Map, Plain, Reference, Text, Word};
use super::reference::{CALENDAR, JURISDICTIONS, ROLE, SECTOR_LIST, words};
use super::words::{ADDRESSEES, STATUSES};
use super::{Default, Field, Table, Thing, Type, needed, optional, rule};

/// Own fields, allowed in every table of a native document: part of drift, never checked.
pub const OWN: Field = optional("x", Map(&Any), "own fields, never checked", "自定义字段，不作检查");

/// `{ every, last_on }`: review, audit, drill, test, report, training.
pub static CYCLE: Table = Table::new(
    "cycle",
    Some("every"),
    &[
        rule("every", Duration, "how often", "周期"),
        rule("last_on", Date, "when it was last done", "最近一次完成日期"),
        OWN,
    ],
);

/// Who endorsed something, and when.
pub static APPROVAL: Table = Table::new(
    "approval",
    Some("by"),
    &[
        rule("by", ROLE, "role that endorsed it", "批准人（角色）"),
        rule("date", Date, "date of endorsement", "批准日期"),
        OWN,
    ],
);

/// The header but for `kind`, which each kind of document has with its own word.
pub const HEADER: &[Field] = &[
    optional("schema", Count, "version of this schema", "架构版本").default(Default::Number(1)),
    needed("id", Id, "id of the document, unique among its kind", "文档标识，同类文档中唯一"),
    needed("title", Text, "name for people", "文档名称"),
    optional("description", Text, "prose for reports", "说明，用于报告"),
    optional("lang", Plain, "language of plain texts, such as en or zh", "纯文本所用语言，如 en、zh"),
    optional("organisation", Reference(&[Thing::Organisation]), "organisation it belongs to", "所属组织"),
    optional("completes", Plain, "foreign document it completes, format:id", "所补充的外部文档（格式:标识）"),
    rule("owner", ROLE, "role that answers for it", "责任人（角色）"),
    optional("status", Word(STATUSES), "life cycle; a retired document is not judged", "状态；已停用的文档不作检查")
        .default(Default::Word("active")),
    optional("version", Plain, "version of the content", "内容版本"),
    rule("jurisdictions", JURISDICTIONS, "whose law applies", "适用法域"),
    rule("sectors", SECTOR_LIST, "trades", "所属行业"),
    rule("acts_as", words!(ADDRESSEES), "capacities in which it is bound", "承担义务的身份"),
    rule("calendar", CALENDAR, "calendar for business units", "工作日历"),
    rule("review", Type::Table(&CYCLE), "re-examined how often, last when", "定期复审：周期与最近日期"),
    rule("approval", Type::Table(&APPROVAL), "endorsed by whom, when", "审批：批准人与日期"),
    optional("cites", List(&Clause), "clauses it claims to follow", "声明遵循的条款"),
    OWN,
];

/// The same text in two languages, where a text may stand.
pub static LOCAL_TEXT: Table = Table::new(
    "local_text",
    None,
    &[optional("en", Plain, "English text", "英文文本"), optional("zh", Plain, "Chinese text", "中文文本")],
);
