//! Why: a risk register holds its own scales and matrix, so that a level can be computed and compared with the one
//! that is written.

use super::Type::{Count, Date, Duration, Either, List, Named, Plain, Policy, Reference, Text, Whole, Word};
use super::header::{CYCLE, HEADER, OWN};
use super::reference::{LEVEL, ROLE, ROLES};
use super::shared::SHARED;
use super::words as w;
use super::{Default, Field, Table, Thing, Type, join, needed, optional, rule};

/// A document of kind `risk`.
pub static RISK: Table = Table::new(
    "risk",
    None,
    &join::<{ HEADER.len() + OWN_FIELDS.len() + SHARED.len() }>(&[HEADER, OWN_FIELDS, SHARED]),
);

const OWN_FIELDS: &[Field] = &[
    needed("kind", Word(&["risk"]), "what the document is", "文档类别"),
    rule("scope", Text, "what the register covers", "适用范围"),
    rule("criteria", Text, "what weighs most", "评判准则"),
    rule("team", ROLES, "who assesses", "评估小组（角色）"),
    rule("scales", Type::Table(&SCALES), "scales of the factors", "评分尺度"),
    rule("levels", Named(Thing::Level, &LEVEL_TABLE), "levels, each with its answer", "风险等级与应对"),
    rule("matrix", Type::Table(&MATRIX), "level from likelihood and impact", "风险矩阵"),
    rule("risks", Named(Thing::Risk, &RISK_TABLE), "the risks", "风险"),
];

const SCALE: Type = Either(&[Count, List(&Plain)]);
/// A step of a scale: its number from 1, or its word.
const SCALE_VALUE: Type = Either(&[Count, Plain]);

static SCALES: Table = Table::new(
    "scales",
    None,
    &[
        rule("likelihood", SCALE, "how many steps, or words lowest first", "可能性：级数，或由低到高的词"),
        rule("impact", SCALE, "how many steps, or words lowest first", "影响程度：级数，或由低到高的词"),
        rule("controllability", SCALE, "how many steps, or words; 1 is hardly", "可控性：级数或词，1 为难以控制"),
        OWN,
    ],
);

static LEVEL_TABLE: Table = Table::new(
    "level",
    Some("response"),
    &[
        rule("rank", Count, "order; 1 is lowest", "次序，1 为最低"),
        rule("response", Text, "what is done at this level", "应对方式"),
        rule("treat_within", Duration, "treated within", "处置时限"),
        OWN,
    ],
);

static MATRIX: Table = Table::new(
    "matrix",
    None,
    &[
        rule(
            "cells",
            List(&List(&LEVEL)),
            "rows of likelihood, columns of impact, lowest first",
            "单元格：行为可能性、列为影响程度，由低到高",
        ),
        rule(
            "controllability_shift",
            List(&Whole),
            "levels to move per step of controllability",
            "按可控性逐级调整的级数",
        ),
        OWN,
    ],
);

/// Everything that a risk may concern.
pub const CONCERNED: &[Thing] = &[
    Thing::Process,
    Thing::Data,
    Thing::Organisation,
    Thing::Step,
    Thing::Deadline,
    Thing::Channel,
    Thing::Notice,
    Thing::Survey,
    Thing::Report,
    Thing::Role,
    Thing::System,
    Thing::Body,
    Thing::Purpose,
    Thing::Activity,
    Thing::Dataset,
    Thing::DataField,
    Thing::Consent,
    Thing::Vendor,
    Thing::Flow,
    Thing::Assessment,
    Thing::WrittenPolicy,
];

const CONCERNS: Type = Type::Typed(CONCERNED);

static RISK_TABLE: Table = Table::new(
    "risk_entry",
    Some("title"),
    &[
        rule("title", Text, "what may happen", "风险名称"),
        rule("category", Word(w::RISK_CATEGORIES), "category", "风险类别"),
        optional("source", Word(w::RISK_SOURCES), "where it comes from", "风险来源"),
        optional("nature", Word(w::RISK_NATURES), "its nature", "风险性质"),
        optional("reach", Word(w::RISK_REACHES), "how far it reaches", "影响范围"),
        rule("cause", Text, "why it may happen", "成因"),
        rule("likelihood", SCALE_VALUE, "value on its scale", "可能性取值"),
        rule("impact", SCALE_VALUE, "value on its scale", "影响程度取值"),
        rule("controllability", SCALE_VALUE, "value on its scale", "可控性取值"),
        optional("level", LEVEL, "level, to be compared with the computed one", "风险等级，与计算结果核对"),
        optional("found_by", Text, "how it was found", "发现方式"),
        optional("reported_by", ROLE, "who reported it", "报告人（角色）"),
        optional("evidence", List(&Plain), "what shows it", "佐证材料"),
        optional("stage", Word(w::RISK_STAGES), "how far the work has come", "所处阶段"),
        rule("owner", ROLE, "role that answers for it", "责任人（角色）"),
        rule("review", Type::Table(&CYCLE), "re-examined how often, last when", "定期复审：周期与最近日期"),
        optional("concerns", List(&CONCERNS), "what it is about, thing:id", "涉及对象（类型:标识）"),
        optional("policies", List(&Policy), "policies that watch it", "关联的检查策略"),
        optional("indicators", List(&Reference(&[Thing::Indicator])), "indicators that show it", "关联指标"),
        rule("treatments", Named(Thing::Treatment, &TREATMENT), "measures", "应对措施"),
        optional("accepted_by", ROLE, "role that accepts it", "风险接受人（角色）"),
        OWN,
    ],
);

static TREATMENT: Table = Table::new(
    "treatment",
    Some("title"),
    &[
        rule("title", Text, "what is done", "措施名称"),
        rule("kind", Word(w::TREATMENT_KINDS), "before, during or after", "事前预防、事中应急或事后恢复")
            .default(Default::OwnKey),
        rule("owner", ROLE, "role that answers for it", "责任人（角色）"),
        rule("due_on", Date, "due", "计划完成日期"),
        rule("done_on", Date, "done", "实际完成日期"),
        optional("residual", LEVEL, "level that remains", "剩余风险等级"),
        OWN,
    ],
);
