//! Why: steps and the edges between them are the graph on which paths are timed and hand-overs are judged.

use super::Type::{Bool, ByJurisdiction, Count, Duration, Either, List, Reference, Text, Word};
use super::header::{APPROVAL, OWN};
use super::reference::{CHANNELS, DATA_FIELDS, EFFECT_LIST, NOTICE, ROLE, STEP, TYPED_BODY, TYPED_PROCESS, words};
use super::shared::ESCALATION;
use super::words as w;
use super::{Default, Table, Thing, Type, optional, rule};

/// One step of a process.
pub static STEP_TABLE: Table = Table::new(
    "step",
    None,
    &[
        rule("kind", Word(w::STEP_KINDS), "kind of step", "步骤类别").default(Default::OwnKey),
        optional("title", Text, "name for people", "步骤名称"),
        optional("description", Text, "what it does", "步骤说明"),
        optional("end", Bool, "a case may end here; a close step always may", "可在此结束；结案步骤总是可以"),
        optional(
            "milestone",
            Word(w::MILESTONES),
            "moment it reaches, if its kind does not say",
            "达到的时点（步骤类别未表明时）",
        ),
        rule("role", ROLE, "who does it", "执行角色"),
        optional(
            "actor",
            Word(w::ACTORS),
            "person, bot, plain automation or learned model",
            "执行主体：人工、机器人、系统或模型",
        )
        .default(Default::Word("human")),
        rule("within", Duration, "planned limit", "计划时限"),
        optional("updates_every", Duration, "customer hears at least this often", "向客户通报进展的间隔"),
        optional("wait_for", Word(w::WAITED_FOR), "who is waited for", "等待对象"),
        optional("pauses", List(&Reference(&[Thing::Deadline])), "clocks that stop meanwhile", "期间暂停计时的时限"),
        rule("next", List(&Type::Table(&EDGE)), "where the case goes", "后续步骤"),
        optional("channels", CHANNELS, "only on these channels", "仅适用于这些渠道"),
        rule("records", words!(w::RECORDS), "what is written to the case file", "写入个案档案的内容"),
        optional("asks", DATA_FIELDS, "data asked of the customer", "向客户收集的数据字段"),
        optional("uses", DATA_FIELDS, "data the worker reads", "经办人读取的数据字段"),
        optional("asks_consent", List(&Reference(&[Thing::Consent])), "consents asked", "征求的同意"),
        rule("age", ByJurisdiction(&Count), "age limit of an age gate, in years", "年龄门槛（周岁）"),
        rule("assesses", words!(w::CRITERIA), "what triage looks at", "评估要素"),
        rule(
            "independent_of",
            List(&INDEPENDENT_OF),
            "not by the person complained about, nor by who did these steps",
            "回避：被投诉人或这些步骤的经办人",
        ),
        rule("notice", NOTICE, "what is sent", "发送的告知"),
        rule("tells", List(&Either(&[Word(w::TOLD), TYPED_BODY])), "to whom it is sent", "告知对象"),
        rule("effects", EFFECT_LIST, "what changes for the customer", "对客户产生的结果"),
        rule("significant", Bool, "legal or similar effect", "是否产生法律或类似重大影响"),
        rule(
            "decision_rule",
            Type::Table(&DECISION_RULE),
            "approved rule that a machine follows",
            "自动决策所依据的规则",
        ),
        rule("escalations", List(&Type::Table(&ESCALATION)), "warnings before the limit", "到期前升级"),
        OWN,
    ],
);

const INDEPENDENT_OF: Type = Either(&[Word(w::SUBJECT), STEP]);

static EDGE: Table = Table::new(
    "edge",
    Some("to"),
    &[
        rule("to", Either(&[TYPED_PROCESS, STEP]), "next step, or process:id", "下一步骤，或 process:标识"),
        optional("when", Text, "condition in words", "条件（文字）"),
        optional("after", Duration, "delay", "延迟"),
        rule("repeats_max", Count, "how often the loop may be run", "循环次数上限"),
        rule("trigger", words!(w::TRIGGERS), "what makes the case go this way", "触发条件"),
        rule("carries", words!(w::CARRIES), "context handed over", "随案移交的信息"),
        rule("menu_level", Count, "depth of the human option; 1 is the first level", "人工选项所在层级，1 为首层"),
        OWN,
    ],
);

static DECISION_RULE: Table = Table::new(
    "decision_rule",
    Some("logic"),
    &[
        rule("logic", Text, "the rule in words", "规则内容"),
        rule("approval", Type::Table(&APPROVAL), "endorsed by whom, when", "审批：批准人与日期"),
        OWN,
    ],
);
