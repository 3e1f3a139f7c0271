//! Why: what is known about people, why, for how long, where it lies and to whom it goes: the facts on which every
//! rule about personal data rests.

use super::Type::{Bool, ByJurisdiction, Count, Date, Duration, List, Named, Plain, Reference, Region, Text, Word};
use super::header::{CYCLE, HEADER, OWN};
use super::reference::{CHANNELS, CONSENT, DATASET, DATASETS, NOTICE, PURPOSE, PURPOSES, ROLE, SYSTEMS, VENDOR, words};
use super::shared::{RETENTION, SHARED};
use super::words as w;
use super::{Default, Field, Table, Thing, Type, join, needed, optional, rule};

/// A document of kind `data`.
pub static DATA: Table = Table::new(
    "data",
    None,
    &join::<{ HEADER.len() + OWN_FIELDS.len() + SHARED.len() }>(&[HEADER, OWN_FIELDS, SHARED]),
);

const OWN_FIELDS: &[Field] = &[
    needed("kind", Word(&["data"]), "what the document is", "文档类别"),
    rule("purposes", Named(Thing::Purpose, &PURPOSE_TABLE), "why data is used", "处理目的"),
    rule("activities", Named(Thing::Activity, &ACTIVITY), "the processing record", "个人信息处理活动"),
    rule("datasets", Named(Thing::Dataset, &DATASET_TABLE), "what data there is", "数据集"),
    rule("consents", Named(Thing::Consent, &CONSENT_TABLE), "what people agree to", "同意"),
    rule("vendors", Named(Thing::Vendor, &VENDOR_TABLE), "recipients of data", "接收数据的供应商"),
    rule("flows", Named(Thing::Flow, &FLOW), "data on the move", "数据流转"),
    rule("assessments", Named(Thing::Assessment, &ASSESSMENT), "impact assessments", "影响评估"),
];

static PURPOSE_TABLE: Table = Table::new(
    "purpose",
    Some("title"),
    &[
        rule("title", Text, "why data is used", "处理目的"),
        rule("term", Plain, "Fides key or DPV id", "Fides 键或 DPV 标识"),
        rule("keep_at_most", Duration, "upper limit of keeping", "保存期限上限"),
        OWN,
    ],
);

static ACTIVITY: Table = Table::new(
    "activity",
    None,
    &[
        rule("title", Text, "name for people", "活动名称"),
        rule("purposes", PURPOSES, "why", "处理目的"),
        rule("datasets", DATASETS, "which data", "涉及的数据集"),
        rule("acting_as", Word(w::PARTS_IN_PROCESSING), "own part", "自身身份：处理者、共同处理者或受托人"),
        rule(
            "legal_basis",
            ByJurisdiction(&Word(w::LEGAL_BASES)),
            "legal ground, also by jurisdiction",
            "合法性基础，可按法域填写",
        ),
        rule("interest", Text, "the interest pursued", "所追求的正当利益"),
        rule("consent", CONSENT, "consent it rests on", "所依据的同意"),
        rule("notice", NOTICE, "what people are told", "告知文本"),
        optional("source", Word(w::DATA_SOURCES), "where data comes from", "数据来源"),
        optional("inform_within", Duration, "by when people are told", "告知时限"),
        rule("profiling", Bool, "profiles people", "是否进行用户画像"),
        rule("personalised", Bool, "shows people different things", "是否个性化展示"),
        rule("price_by_profile", Bool, "prices by profile", "是否按画像定价"),
        rule("large_scale", Bool, "at large scale", "是否大规模处理"),
        rule("monitoring", Bool, "watches people systematically", "是否系统性监控"),
        rule("opt_out", Type::Table(&OPT_OUT), "off-switch", "退出方式"),
        rule("go_live", Date, "start", "上线日期"),
        rule("assessment", Reference(&[Thing::Assessment]), "impact assessment", "影响评估"),
        OWN,
    ],
);

static OPT_OUT: Table = Table::new(
    "opt_out",
    Some("channels"),
    &[
        rule("channels", CHANNELS, "where to switch off", "退出渠道"),
        rule("deletes_tags", Bool, "own tags can be deleted", "是否可删除个人标签"),
        OWN,
    ],
);

static DATASET_TABLE: Table = Table::new(
    "dataset",
    None,
    &[
        optional("title", Text, "name for people", "数据集名称"),
        rule(
            "kind",
            Word(w::DATASET_KINDS),
            "kind, which decides the legal minimum of keeping",
            "类别，决定法定最短保存期限",
        )
        .default(Default::OwnKey),
        rule("class", Word(w::CLASSES), "how confidential", "密级"),
        rule("subjects", words!(w::SUBJECTS), "whose data", "个人信息主体"),
        rule("people", Count, "of how many people", "涉及人数"),
        rule("access", Type::Table(&ACCESS), "who allows reading", "访问管理"),
        rule("retention", Type::Table(&RETENTION), "how long it is kept", "保存期限"),
        rule("stored_in", SYSTEMS, "where it lies", "存储系统"),
        optional("form", Word(w::FORMS), "how far de-identified", "去标识化程度"),
        optional("derived_from", DATASET, "source of a copy", "来源数据集"),
        rule("fields", Named(Thing::DataField, &DATA_FIELD), "its fields", "数据字段"),
        OWN,
    ],
);

static ACCESS: Table = Table::new(
    "access",
    None,
    &[
        rule("approved_by", ROLE, "role that approves reading", "审批人（角色）"),
        rule("logged", Bool, "reading is recorded", "访问是否留痕"),
        OWN,
    ],
);

static DATA_FIELD: Table = Table::new(
    "data_field",
    Some("title"),
    &[
        rule("title", Text, "name for people", "字段名称"),
        rule("category", Plain, "Fides key of the data category", "数据类别（Fides 键）"),
        rule("purposes", PURPOSES, "why", "处理目的"),
        rule("required", Bool, "must be given", "是否必填"),
        rule("consent", CONSENT, "consent it is asked under", "所依据的同意"),
        rule("protection", Word(w::PROTECTIONS), "measure on this field", "字段级保护措施"),
        rule("sensitive", words!(w::SENSITIVE), "special categories; [] is none", "敏感类别；[] 表示无"),
        OWN,
    ],
);

static CONSENT_TABLE: Table = Table::new(
    "consent",
    Some("kind"),
    &[
        rule("kind", Word(w::CONSENT_KINDS), "quality", "同意类型").default(Default::OwnKey),
        rule("given_by", CHANNELS, "where it is given", "同意渠道"),
        rule("withdrawn_by", CHANNELS, "where it is withdrawn", "撤回渠道"),
        rule("withdraw_within", Duration, "withdrawal is honoured within", "撤回生效时限"),
        optional("needed_for_service", Bool, "the service depends on it", "是否为提供服务所必需"),
        optional(
            "ask_again_after",
            Type::DurationOr(w::NEVER),
            "asked again after, or never",
            "再次征求的间隔，或 never（不再征求）",
        ),
        optional("renew_on_change", Bool, "asked afresh on change", "变更时是否重新取得同意"),
        optional("recorded_in", DATASET, "where the proof lies", "同意记录所在数据集"),
        OWN,
    ],
)
.strict();

static VENDOR_TABLE: Table = Table::new(
    "vendor",
    Some("title"),
    &[
        rule("title", Text, "name for people", "供应商名称"),
        rule("acting_as", Word(w::PARTS_IN_PROCESSING), "its part", "身份：处理者、共同处理者或受托人"),
        rule("country", Region, "seat", "所在国家或地区"),
        rule("contact", Plain, "how to reach", "联系方式"),
        rule("criticality", Word(w::CRITICALITIES), "how much depends on it", "重要程度"),
        rule("fallback", Text, "what happens without it", "替代方案"),
        rule("contract", Type::Table(&CONTRACT), "processor contract", "委托处理合同"),
        OWN,
    ],
);

static CONTRACT: Table = Table::new(
    "contract",
    None,
    &[
        rule("signed_on", Date, "date of signature", "签订日期"),
        rule("terms", words!(w::CONTRACT_TERMS), "what it settles", "约定事项"),
        rule("breach_notice_within", Duration, "breach is told within", "安全事件通知时限"),
        rule("at_end", Word(w::AT_END), "data at the end of the contract", "合同终止后数据的处理"),
        rule("subprocessing", Word(w::SUBPROCESSING), "whether it may hand on", "转委托的限制"),
        rule("subprocessors", List(&VENDOR), "to whom it hands on", "转委托的供应商"),
        rule("oversight", Type::Table(&CYCLE), "checks of the vendor", "监督检查"),
        OWN,
    ],
);

const FLOW_END: Type = Reference(&[Thing::System, Thing::Channel, Thing::Vendor, Thing::Body]);

static FLOW: Table = Table::new(
    "flow",
    None,
    &[
        rule("from", FLOW_END, "where data comes from", "来源"),
        rule("to", FLOW_END, "where data goes", "去向"),
        rule("datasets", DATASETS, "which data", "涉及的数据集"),
        rule("purpose", PURPOSE, "why", "处理目的"),
        rule("reason", Word(w::FLOW_REASONS), "on what footing", "提供方式"),
        rule("encrypted", Bool, "encrypted on the way", "传输是否加密"),
        rule("form", Word(w::FORMS), "how far de-identified", "去标识化程度"),
        rule("consent", CONSENT, "consent it rests on", "所依据的同意"),
        rule("notice", NOTICE, "what people are told", "告知文本"),
        rule("transfer", Type::Table(&TRANSFER), "leaving the jurisdiction", "出境"),
        OWN,
    ],
);

static TRANSFER: Table = Table::new(
    "transfer",
    Some("mechanism"),
    &[
        rule(
            "mechanism",
            ByJurisdiction(&Word(w::MECHANISMS)),
            "legal mechanism, also by jurisdiction",
            "出境机制，可按法域填写",
        ),
        rule("ground", Text, "why the mechanism fits", "适用理由"),
        rule("people_this_year", Count, "people since 1 January", "自 1 月 1 日起累计人数"),
        rule(
            "sensitive_people_this_year",
            Count,
            "people with sensitive data since 1 January",
            "自 1 月 1 日起累计敏感个人信息人数",
        ),
        OWN,
    ],
)
.strict();

static ASSESSMENT: Table = Table::new(
    "assessment",
    Some("done_on"),
    &[
        rule("done_on", Date, "date", "完成日期"),
        rule("parts", words!(w::ASSESSMENT_PARTS), "what it covers", "评估内容"),
        rule("retention", Type::Table(&RETENTION), "how long it is kept", "保存期限"),
        OWN,
    ],
);
