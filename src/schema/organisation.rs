//! Why: size, seat, officers and audits decide which duties an organisation has; they are said once, for all documents
//! below.

use super::Type::{Bool, Clause, Count, Date, Duration, Either, List, Named, OpenWord, Plain, Region, Text, Word};
use super::header::{APPROVAL, CYCLE, HEADER, OWN};
use super::reference::{ROLE, words};
use super::shared::SHARED;
use super::words as w;
use super::{Default, Field, Table, Thing, Type, join, needed, optional, rule};

/// A document of kind `organisation`.
pub static ORGANISATION: Table = Table::new(
    "organisation",
    None,
    &join::<{ HEADER.len() + OWN_FIELDS.len() + SHARED.len() }>(&[HEADER, OWN_FIELDS, SHARED]),
);

const OWN_FIELDS: &[Field] = &[
    needed("kind", Word(&["organisation"]), "what the document is", "文档类别"),
    rule("country", Region, "seat", "所在国家或地区"),
    rule("staff", Count, "how many people work there", "员工人数"),
    rule("people", Type::Table(&PEOPLE), "individuals whose data is held", "所处理个人信息的人数"),
    rule("critical_infrastructure", Bool, "runs critical infrastructure", "是否为关键信息基础设施运营者"),
    rule("platform", Bool, "is a platform with stricter duties", "是否为承担更严格义务的平台"),
    rule("officers", Named(Thing::Officer, &OFFICER), "named officers", "负责人"),
    rule("audits", Named(Thing::Audit, &AUDIT), "audits", "审计"),
    rule("written_policies", Named(Thing::WrittenPolicy, &WRITTEN_POLICY), "internal policy documents", "内部制度"),
    optional("inventory", Named(Thing::Inventory, &INVENTORY), "what should exist", "应有清单"),
    optional("statements", Named(Thing::Statement, &STATEMENT), "what a person states", "人工声明"),
];

static PEOPLE: Table = Table::new(
    "people",
    Some("total"),
    &[
        rule("total", Count, "all individuals", "总人数"),
        rule("sensitive", Count, "with sensitive data", "涉及敏感个人信息的人数"),
        rule("children", Count, "children", "儿童人数"),
        OWN,
    ],
);

static OFFICER: Table = Table::new(
    "officer",
    Some("role"),
    &[
        rule("kind", Word(w::OFFICER_KINDS), "for what", "负责人类别").default(Default::OwnKey),
        rule("role", ROLE, "role that holds the office", "任职角色"),
        rule("contact", Plain, "how to reach", "联系方式"),
        rule("published", words!(w::PLACES), "where the public is told", "对外公布位置"),
        rule("reported_on", Date, "when the authority was told", "向监管部门报送日期"),
        OWN,
    ],
);

static AUDIT: Table = Table::new(
    "audit",
    Some("every"),
    &[
        rule("scope", Word(w::AUDIT_SCOPES), "what is audited", "审计范围").default(Default::OwnKey),
        rule("every", Duration, "how often", "周期"),
        rule("last_on", Date, "when it was last done", "最近一次完成日期"),
        OWN,
    ],
);

static WRITTEN_POLICY: Table = Table::new(
    "written_policy",
    Some("title"),
    &[
        rule("title", Text, "name for people", "制度名称"),
        rule("file", Plain, "path of the policy", "制度文件路径"),
        rule("owner", ROLE, "role that answers for it", "责任人（角色）"),
        rule("review", Type::Table(&CYCLE), "re-examined how often, last when", "定期复审：周期与最近日期"),
        rule("approval", Type::Table(&APPROVAL), "endorsed by whom, when", "审批：批准人与日期"),
        OWN,
    ],
);

static INVENTORY: Table = Table::new(
    "inventory",
    Some("title"),
    &[
        optional("title", Text, "what should exist", "应有事项名称"),
        optional("kind", OpenWord(w::DOCUMENT_KINDS), "kind of document", "文档类别"),
        optional("where", Plain, "kind:id or path", "位置：类别:标识，或路径"),
        OWN,
    ],
);

static STATEMENT: Table = Table::new(
    "statement",
    None,
    &[
        optional("clause", Clause, "clause it is about", "所涉条款"),
        optional("text", Text, "what is stated", "声明内容"),
        optional("by", Either(&[ROLE, Text]), "role or name of who states it", "声明人（角色或姓名）"),
        optional("on", Date, "date of the statement", "声明日期"),
        optional("valid_until", Date, "last day it holds", "有效期至"),
        optional("evidence", List(&Type::Table(&EVIDENCE)), "files that support it", "佐证文件"),
        OWN,
    ],
);

static EVIDENCE: Table = Table::new(
    "evidence",
    None,
    &[
        optional("path", Plain, "path of the file", "文件路径"),
        optional("sha256", Plain, "SHA-256 of its bytes", "文件的 SHA-256 摘要"),
        OWN,
    ],
);
