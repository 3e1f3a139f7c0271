//! Why: roles, channels, systems and other things that many documents speak of may stand in any native document. A
//! small firm writes one file, a large one moves them to its organisation document; the meaning stays the same.

use super::Type::{
    Bool, Count, Date, Duration, Either, Hours, List, Measure, Money, Named, OpenWord, Percent, Plain, Reference,
    Region, Text, Word, Zone,
};
use super::header::{CYCLE, OWN};
use super::reference::{
    BODIES, CALENDAR, CHANNEL, DATA_FIELDS, DATASET, DATES, JURISDICTIONS, ROLE, ROLES, STEP, TYPED_BODY,
    TYPED_PROCESS, VENDOR, words,
};
use super::words as w;
use super::{Default, Field, Table, Thing, Type, needed, optional, rule};

/// The tables that may stand in any native document.
pub const SHARED: &[Field] = &[
    rule("roles", Named(Thing::Role, &ROLE_TABLE), "who acts", "角色（岗位）"),
    rule("channels", Named(Thing::Channel, &CHANNEL_TABLE), "ways to reach the firm", "客户联系渠道"),
    rule("calendars", Named(Thing::Calendar, &CALENDAR_TABLE), "business time", "工作日历"),
    rule("systems", Named(Thing::System, &SYSTEM_TABLE), "systems and stores", "信息系统与存储"),
    rule("bodies", Named(Thing::Body, &BODY_TABLE), "outside bodies", "外部机构"),
    rule("notices", Named(Thing::Notice, &NOTICE_TABLE), "texts people are given", "告知文本"),
    rule("surveys", Named(Thing::Survey, &SURVEY_TABLE), "satisfaction surveys", "满意度调查"),
    rule("reports", Named(Thing::Report, &REPORT_TABLE), "regular reports", "定期报告"),
    rule("indicators", Named(Thing::Indicator, &INDICATOR_TABLE), "what is measured", "监测指标"),
];

/// How long data is kept.
pub static RETENTION: Table = Table::new(
    "retention",
    Some("period"),
    &[
        rule("period", Type::DurationOr(w::UNLIMITED), "how long, or unlimited", "保存期限，或 unlimited（不限期）"),
        rule("from", Word(w::KEEPING_STARTS), "moment from which it counts", "起算时点"),
        rule("then", Word(w::AFTER_KEEPING), "what happens when it is over", "到期后的处理方式"),
        rule("basis", Either(&[Type::Clause, Text]), "why: a clause or a text", "依据：条款或说明"),
        OWN,
    ],
)
.strict();

/// A warning, or a move of the case, before a limit.
pub static ESCALATION: Table = Table::new(
    "escalation",
    Some("to"),
    &[
        rule(
            "at",
            Either(&[Percent, Duration]),
            "share of the limit, or time since its start",
            "触发时点：时限占比或起算后时长",
        ),
        rule("to", ROLE, "role that is told", "升级对象（角色）"),
        rule("moves_to", STEP, "step to which the case moves", "转入的步骤"),
        OWN,
    ],
)
.strict();

static ROLE_TABLE: Table = Table::new(
    "role",
    Some("title"),
    &[
        rule("title", Text, "name for people", "角色名称"),
        optional("kind", Word(w::ROLE_KINDS), "staff, customer, machine or outsider", "角色类别")
            .default(Default::OwnKey),
        rule("department", Plain, "department", "所属部门"),
        rule("reports_to", ROLE, "role above", "上级角色"),
        optional("contact", Plain, "how to reach", "联系方式"),
        rule("hours", Hours, "when somebody works", "工作时间"),
        optional("calendar", CALENDAR, "calendar of this role", "适用日历"),
        rule("headcount", Count, "how many people", "人数"),
        rule("deputy", ROLE, "stand-in", "替岗角色"),
        rule("reads", DATA_FIELDS, "data the role may read", "可读取的数据字段"),
        rule("training", List(&Type::Table(&TRAINING)), "training", "培训"),
        rule("assessment", Type::Table(&CYCLE), "skill test", "技能考核"),
        OWN,
    ],
);

static TRAINING: Table = Table::new(
    "training",
    Some("topic"),
    &[
        rule("topic", Text, "what is taught", "培训内容"),
        rule("when", Word(w::TRAINING_TIMES), "on joining, or regularly", "入职培训或定期培训"),
        rule("length", Duration, "how long it takes", "培训时长"),
        rule("every", Duration, "how often", "周期"),
        rule("last_on", Date, "when it was last given", "最近一次培训日期"),
        OWN,
    ],
);

static CHANNEL_TABLE: Table = Table::new(
    "channel",
    Some("kind"),
    &[
        needed("kind", Word(w::CHANNEL_KINDS), "kind of channel", "渠道类别").default(Default::OwnKey),
        optional("title", Text, "name for people", "渠道名称"),
        optional("address", Plain, "number or address", "号码或网址"),
        rule("published", words!(w::PLACES), "where customers find it; [] is hidden", "公布位置；[] 表示未公布"),
        rule("hours", Hours, "when it is open", "开放时间"),
        rule("staffed", Hours, "when a person answers", "人工服务时间"),
        rule("first_response", Duration, "target for the first reply", "首次响应目标"),
        rule("answer", Type::Table(&ANSWER), "target for waiting", "接通目标"),
        optional("provides", DATA_FIELDS, "data known at entry", "进入渠道时已知的数据字段"),
        optional("menu", List(&OpenWord(w::MENU)), "entries of the first menu", "首层菜单项"),
        optional("fee", Money, "cost to the customer", "客户承担的费用"),
        OWN,
    ],
);

static ANSWER: Table = Table::new(
    "answer",
    None,
    &[
        rule("share", Percent, "share of contacts answered in time", "按时接通的比例"),
        rule("within", Duration, "longest wait", "最长等待时间"),
        OWN,
    ],
);

static CALENDAR_TABLE: Table = Table::new(
    "calendar",
    Some("holidays"),
    &[
        rule("time_zone", Zone, "time zone", "时区"),
        rule("hours", Hours, "business hours", "工作时间"),
        rule("holidays", Either(&[DATES, Type::Id]), "dates, or a built-in table", "节假日日期，或内置日历表"),
        rule("workdays", DATES, "dates worked although weekend", "调休上班日期"),
        rule("known_until", Date, "last day for which holidays are known", "节假日信息截止日期"),
        rule("jurisdictions", JURISDICTIONS, "where it applies", "适用法域"),
        OWN,
    ],
);

static SYSTEM_TABLE: Table = Table::new(
    "system",
    Some("title"),
    &[
        optional("title", Text, "name for people", "系统名称"),
        optional("kind", Word(w::SYSTEM_KINDS), "kind of system", "系统类别").default(Default::OwnKey),
        rule("region", Region, "where data lies; decides export", "数据所在地，用于判断出境"),
        optional("vendor", VENDOR, "vendor that runs it", "运营的供应商"),
        rule("encrypted", Bool, "encrypted at rest", "是否加密存储"),
        rule("access_control", Bool, "access is controlled", "是否有访问控制"),
        rule("authentication", Word(w::AUTHENTICATIONS), "how users prove who they are", "身份认证方式"),
        rule("logs_kept", Duration, "how long logs are kept", "日志保存期限"),
        rule("removable_media", Word(w::REMOVABLE_MEDIA), "use of removable media", "移动存储介质的使用"),
        rule("backup", Type::Table(&BACKUP), "backups", "备份"),
        OWN,
    ],
);

static BACKUP: Table = Table::new(
    "backup",
    None,
    &[
        rule("encrypted", Bool, "backups are encrypted", "备份是否加密"),
        rule("region", Region, "where backups lie", "备份所在地"),
        rule("restore_test", Type::Table(&CYCLE), "test of restoring", "恢复演练"),
        OWN,
    ],
);

static BODY_TABLE: Table = Table::new(
    "body",
    Some("title"),
    &[
        rule("title", Text, "name for people", "机构名称"),
        rule("kind", Word(w::BODY_KINDS), "kind of body", "机构类别").default(Default::OwnKey),
        rule("address", Plain, "address or number", "地址或联系电话"),
        rule("jurisdictions", JURISDICTIONS, "where it is competent", "管辖法域"),
        OWN,
    ],
);

static NOTICE_TABLE: Table = Table::new(
    "notice",
    Some("text"),
    &[
        needed("kind", Word(w::NOTICE_KINDS), "kind of notice", "告知类别").default(Default::OwnKey),
        rule("states", words!(w::NOTICE_ITEMS), "what it tells", "告知事项"),
        rule("names", BODIES, "outside bodies it names", "写明的外部机构"),
        optional("text", Text, "the wording", "告知正文"),
        optional("file", Plain, "path of the wording", "正文文件路径"),
        OWN,
    ],
);

static SURVEY_TABLE: Table = Table::new(
    "survey",
    None,
    &[
        rule("every", Duration, "how often", "周期"),
        rule("last_on", Date, "when it was last done", "最近一次调查日期"),
        rule("after", STEP, "step after which it is sent", "在哪个步骤之后发送"),
        rule("questions", Count, "number of questions", "题目数"),
        rule("scale", Count, "points of the scale", "评分级数"),
        rule("owner", ROLE, "role that answers for it", "责任人（角色）"),
        rule("feeds", TYPED_PROCESS, "process in which results become actions", "结果转入的改进流程"),
        OWN,
    ],
);

static REPORT_TABLE: Table = Table::new(
    "report",
    Some("to"),
    &[
        rule("to", Either(&[TYPED_BODY, ROLE]), "role or body that receives it", "报送对象（角色或机构）"),
        rule("every", Duration, "how often", "周期"),
        rule("last_on", Date, "when it was last made", "最近一次报告日期"),
        rule("contents", words!(w::REPORT_CONTENTS), "what it holds", "报告内容"),
        OWN,
    ],
);

static INDICATOR_TABLE: Table = Table::new(
    "indicator",
    Some("target"),
    &[
        optional("title", Text, "name for people", "指标名称"),
        rule("measure", OpenWord(w::MEASURES), "what is measured", "度量项"),
        rule("channel", CHANNEL, "channel that is measured", "所测渠道"),
        rule("process", Reference(&[Thing::Process]), "process that is measured", "所测流程"),
        rule("activity", Reference(&[Thing::Activity]), "processing that is measured", "所测处理活动"),
        rule("target", Measure, "goal", "目标值"),
        rule("warn_at", Measure, "early warning", "预警值"),
        rule("alarm_at", Measure, "alarm", "告警值"),
        rule("better", Word(w::BETTER), "which way is better", "越高越好或越低越好"),
        rule("window", Duration, "time over which it is measured", "统计周期"),
        rule("alerts", ROLES, "roles that are told", "通知对象（角色）"),
        optional("sample_min", Count, "least sample", "最小样本量"),
        optional("stale_after", Duration, "age at which a reading is too old", "读数过期时间"),
        optional("readings", Plain, "path of the readings (CSV)", "读数文件路径（CSV）"),
        OWN,
    ],
);

/// Case file: a dataset, or how long it is kept.
pub static RECORD: Table = Table::new(
    "record",
    Some("dataset"),
    &[
        rule("dataset", DATASET, "dataset of the case file", "个案记录所在数据集"),
        rule("retention", Type::Table(&RETENTION), "how long it is kept", "保存期限"),
        OWN,
    ],
);
