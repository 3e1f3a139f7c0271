//! Why: a process promises (`deadlines`), plans (`steps`) and says where its cases come from and go to. Rules compare
//! the three; none is a copy of another.

use super::Type::{Bool, Clause, Count, Duration, List, Money, Named, Percent, Plain, Reference, Text, Word};
use super::header::{CYCLE, HEADER, OWN};
use super::reference::{
    ACTIVITIES, BODIES, CALENDAR, CASE_LIST, CHANNELS, JURISDICTIONS, MOMENT, NOTICE, ROLE, SECTOR_LIST, STEPS, SYSTEM,
    words,
};
use super::shared::{ESCALATION, RECORD, SHARED};
use super::step::STEP_TABLE;
use super::words as w;
use super::{Default, Field, Table, Thing, Type, join, needed, optional, rule};

/// A document of kind `process`.
pub static PROCESS: Table = Table::new(
    "process",
    None,
    &join::<{ HEADER.len() + OWN_FIELDS.len() + SHARED.len() }>(&[HEADER, OWN_FIELDS, SHARED]),
);

const OWN_FIELDS: &[Field] = &[
    needed("kind", Word(&["process"]), "what the document is", "文档类别"),
    needed("category", Word(w::CATEGORIES), "kind of process", "流程类别"),
    rule("case_types", CASE_LIST, "cases it handles", "受理的事项类型"),
    rule("minors", Word(w::MINORS), "may customers be under age", "客户是否可能为未成年人"),
    rule("activities", ACTIVITIES, "processing it carries out", "涉及的个人信息处理活动"),
    optional("intake", CHANNELS, "ways in", "受理渠道").default(Default::OwnChannels),
    rule("register", SYSTEM, "where each case is tracked", "登记个案的系统"),
    rule("record", Type::Table(&RECORD), "case file", "个案档案"),
    rule("fee", Money, "price of the process for the customer", "向客户收取的费用"),
    rule("window", Type::Table(&WINDOW), "how long a case may be brought", "可提出的期限"),
    rule("redress", Type::Table(&REDRESS), "outside routes", "外部救济途径"),
    rule("quality", Type::Table(&QUALITY), "quality monitoring", "质量监控"),
    rule("plan", Type::Table(&PLAN), "emergency plan", "应急预案"),
    rule("grades", Named(Thing::Grade, &GRADE), "grades of incidents", "事件分级"),
    rule("renewal", Type::Table(&RENEWAL), "renewal of a subscription", "订阅续费"),
    rule("priorities", Named(Thing::Priority, &PRIORITY), "targets per priority", "优先级与时限目标"),
    rule("deadlines", Named(Thing::Deadline, &DEADLINE), "the promises", "承诺时限"),
    optional("start", STEPS, "first steps; else those nothing leads to", "起始步骤；缺省为无前置步骤者"),
    rule("steps", Named(Thing::Step, &STEP_TABLE), "what is done", "处理步骤"),
];

static WINDOW: Table = Table::new(
    "window",
    Some("open_for"),
    &[
        rule("open_for", Duration, "how long a case may be brought", "可提出的时长"),
        rule("from", Word(w::MILESTONES), "moment from which it counts", "起算时点"),
        OWN,
    ],
);

static REDRESS: Table = Table::new(
    "redress",
    Some("bodies"),
    &[
        rule("bodies", BODIES, "outside bodies", "外部机构"),
        rule("routes", words!(w::ROUTES), "kinds of route", "救济途径类别"),
        OWN,
    ],
);

static QUALITY: Table = Table::new(
    "quality",
    None,
    &[
        rule("sample", Percent, "share of cases looked at", "抽检比例"),
        rule("every", Duration, "how often", "周期"),
        rule("owner", ROLE, "role that answers for it", "责任人（角色）"),
        OWN,
    ],
);

static PLAN: Table = Table::new(
    "plan",
    Some("file"),
    &[
        rule("file", Plain, "path of the plan", "预案文件路径"),
        rule("drill", Type::Table(&CYCLE), "drills", "应急演练"),
        OWN,
    ],
);

static GRADE: Table = Table::new(
    "grade",
    Some("title"),
    &[
        rule("title", Text, "name for people", "等级名称"),
        rule("rank", Count, "order; 1 is mildest", "次序，1 为最轻"),
        rule("people_min", Count, "least number of people concerned", "涉及人数下限"),
        OWN,
    ],
);

static RENEWAL: Table = Table::new(
    "renewal",
    Some("automatic"),
    &[
        rule("automatic", Bool, "renews by itself", "是否自动续费"),
        rule("remind_before", Duration, "reminder how long before", "提前提醒时间"),
        rule("cancel", CHANNELS, "ways to cancel", "取消渠道"),
        OWN,
    ],
);

static PRIORITY: Table = Table::new(
    "priority",
    Some("title"),
    &[
        optional("title", Text, "name for people", "优先级名称"),
        rule("rank", Count, "order; 1 is most urgent", "次序，1 为最紧急"),
        rule("first_response", Duration, "target for the first reply", "首次响应目标"),
        rule("resolve", Duration, "target for the final answer", "解决目标"),
        OWN,
    ],
);

static DEADLINE: Table = Table::new(
    "deadline",
    Some("within"),
    &[
        rule("within", Duration, "the limit", "时限"),
        optional("from", MOMENT, "moment or step that starts the clock", "起算时点或步骤")
            .default(Default::Word("receive")),
        optional("ends", MOMENT, "moment or step that stops the clock", "截止时点或步骤").default(Default::OwnKey),
        optional("jurisdictions", JURISDICTIONS, "only under these laws", "仅适用于这些法域"),
        optional("sectors", SECTOR_LIST, "only in these trades", "仅适用于这些行业"),
        optional("case_types", CASE_LIST, "only for these cases", "仅适用于这些事项"),
        optional("priorities", List(&Reference(&[Thing::Priority])), "only at these priorities", "仅适用于这些优先级"),
        optional("grades", List(&Reference(&[Thing::Grade])), "only at these grades", "仅适用于这些等级"),
        optional("channels", CHANNELS, "only on these channels", "仅适用于这些渠道"),
        optional("calendar", CALENDAR, "calendar of its business units", "工作日计算所用日历"),
        optional("basis", Clause, "clause the number comes from", "时限数值的条款依据"),
        rule("on_transfer", Word(w::ON_TRANSFER), "effect of a hand-over on the clock", "转办对计时的影响"),
        optional("extension", Type::Table(&EXTENSION), "more time", "延期"),
        rule("escalations", List(&Type::Table(&ESCALATION)), "warnings before the limit", "到期前升级"),
        OWN,
    ],
)
.strict();

static EXTENSION: Table = Table::new(
    "extension",
    Some("by"),
    &[
        optional("by", Duration, "how much more time", "延长时长"),
        optional("approved_by", ROLE, "role that allows it", "审批人（角色）"),
        optional("notice", NOTICE, "what the customer is told", "告知客户的文本"),
        optional("notice_within", Duration, "by when the customer is told", "告知时限"),
        OWN,
    ],
)
.strict();
