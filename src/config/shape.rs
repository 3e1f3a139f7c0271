//! Why: one table gives the reader, the "did you mean" and the JSON Schema of `ombud.toml`.

use crate::schema::{Field, Needed, Table, Type, Unknown};

const fn field(name: &'static str, ty: Type, en: &'static str, zh: &'static str) -> Field {
    Field { name, ty, needed: Needed::Optional, en, zh, default: None }
}

const fn needed(name: &'static str, ty: Type, en: &'static str, zh: &'static str) -> Field {
    Field { name, ty, needed: Needed::Schema, en, zh, default: None }
}

const fn table(name: &'static str, fields: &'static [Field]) -> Table {
    Table { name, fields, main: None, unknown: Unknown::Refuse }
}

const PLAINS: Type = Type::List(&Type::Plain);
const SEVERITY: Type = Type::Word(&["error", "warning", "info"]);

/// `ombud.toml`.
pub static CONFIG: Table = table(
    "ombud-config",
    &[
        field(
            "extends",
            Type::Plain,
            "a file whose settings hold where this one is silent",
            "未写明之处沿用的配置文件",
        ),
        field("include", PLAINS, "files that are looked at (globs)", "检查哪些文件（通配符）"),
        field("exclude", PLAINS, "files that are not looked at (globs)", "不检查哪些文件（通配符）"),
        field("gitignore", Type::Bool, "whether `.gitignore` counts", "是否遵从 .gitignore"),
        field("expect", Type::Table(&EXPECT), "what must be found", "必须满足的期望"),
        field(
            "kinds",
            Type::Map(&Type::Table(&KIND)),
            "kinds of files that this workspace declares",
            "本工作区声明的文件种类",
        ),
        field(
            "logs",
            Type::Map(&Type::Table(&LOG)),
            "logs of cases, for `ombud observe`",
            "个案日志，供 ombud observe 使用",
        ),
        field("packs", PLAINS, "packs in force; all if absent", "启用的规则包；缺省为全部"),
        field("pack_paths", PLAINS, "folders with own packs", "自有规则包所在的文件夹"),
        field("clause_files", PLAINS, "files with own clauses (globs)", "自有条款文件（通配符）"),
        field("rules", Type::Plain, "release at which the built-in packs are pinned", "内置规则包锁定的版本"),
        field("jurisdictions", Type::List(&Type::Jurisdiction), "whose law applies", "适用哪些法域的法律"),
        field("sectors", Type::List(&Type::Word(crate::schema::words::SECTORS)), "trades", "所属行业"),
        field(
            "acts_as",
            Type::List(&Type::Word(crate::schema::words::ADDRESSEES)),
            "capacities in which the organisation acts",
            "组织的身份",
        ),
        field(
            "lang",
            Type::List(&Type::Word(&["en", "zh"])),
            "languages, the one for reports first",
            "语言，报告所用语言在前",
        ),
        field("time_zone", Type::Zone, "zone in which a day begins", "日期所依据的时区"),
        field(
            "fail_on",
            Type::Word(&["error", "warning", "info", "never"]),
            "weight at which findings fail a run",
            "达到何种严重程度即判为不通过",
        ),
        field("limits", Type::Table(&LIMITS), "caps for files", "文件上限"),
        field("policies", Type::Map(&Type::Table(&POLICY)), "settings per policy", "逐条规则的设置"),
        field(
            "overrides",
            Type::List(&Type::Table(&OVERRIDE)),
            "settings per file and place; the last match wins",
            "按文件和位置的设置；后者优先",
        ),
    ],
);

static EXPECT: Table = table(
    "expect",
    &[field("recognised", PLAINS, "files that must be of a known kind (globs)", "必须能识别种类的文件（通配符）")],
);

static KIND: Table = table(
    "kind",
    &[
        field("match", PLAINS, "files that may be of this kind (globs)", "属于此种类的文件（通配符）"),
        field(
            "where",
            Type::Map(&Type::Any),
            "values that a document must have, by pointer",
            "文件必须具有的值（按指针）",
        ),
        field(
            "as",
            Type::Word(&["process", "data", "organisation", "risk"]),
            "native kind through which it is judged",
            "按哪种原生种类检查",
        ),
        field("id", Type::Plain, "pointer to the value that is its id", "作为编号的值的指针"),
        field("map", Type::Map(&Type::Table(&MAP)), "how its keys fill the model", "其字段如何对应到模型"),
        field(
            "names",
            Type::Map(&Type::Plain),
            "names that its documents declare: kind of thing to pointer",
            "文件所声明的名称：类别对应指针",
        ),
    ],
);

static LOG: Table = table(
    "log",
    &[
        field("files", PLAINS, "files that are such logs (globs)", "属于此类日志的文件（通配符）"),
        field("process", Type::Plain, "id of the process that it shows", "日志所记录的流程的编号"),
        field(
            "format",
            Type::Word(&["csv", "xes", "zendesk", "servicenow"]),
            "shape of the log; by its name if absent",
            "日志的格式；缺省时按文件名判断",
        ),
        field("time_zone", Type::Zone, "zone of times that do not state one", "未写明时区的时间所依据的时区"),
        field("columns", Type::Table(&LOG_COLUMNS), "which column holds what", "各列的含义"),
        field(
            "activities",
            Type::Map(&Type::Plain),
            "activities of the log, or columns with times, and the step or milestone that each is",
            "日志中的活动（或存放时间的列）与流程步骤或时点的对应",
        ),
    ],
);

static LOG_COLUMNS: Table = table(
    "log-columns",
    &[
        field("case", Type::Plain, "the case", "个案"),
        field("activity", Type::Plain, "what happened", "发生的活动"),
        field("time", Type::Plain, "when", "时间"),
        field("channel", Type::Plain, "channel of the case", "个案的渠道"),
        field("priority", Type::Plain, "priority of the case", "个案的优先级"),
        field("lifecycle", Type::Plain, "phase of the activity", "活动所处的阶段"),
    ],
);

static MAP: Table = Table {
    name: "map",
    fields: &[
        needed("from", Type::Plain, "pointer in the file; `*` for any item", "文件中的指针；* 代表任意一项"),
        field("unit", Type::Plain, "unit to add to a bare number", "为纯数字补上的单位"),
        field(
            "words",
            Type::Map(&Type::Plain),
            "words of the file and what they mean in the model",
            "文件用词与模型用词的对应",
        ),
    ],
    main: Some("from"),
    unknown: Unknown::Refuse,
};

static LIMITS: Table = table(
    "limits",
    &[
        field("bytes", Type::Count, "largest file in bytes", "单个文件的最大字节数"),
        field("depth", Type::Count, "deepest nesting", "最大嵌套层数"),
        field("nodes", Type::Count, "most values of one file", "单个文件的最多值数"),
        field("steps", Type::Count, "most steps of one policy over one document", "单条规则检查单个文件的最多步数"),
    ],
);

static POLICY: Table = table(
    "policy-setting",
    &[
        field("severity", SEVERITY, "weight of its findings", "问题的严重程度"),
        field("params", Type::Map(&Type::Any), "values of its parameters", "参数取值"),
        field("exempt", Type::Text, "why it does not apply", "不适用的理由"),
    ],
);

static OVERRIDE: Table = table(
    "override",
    &[
        field(
            "policies",
            PLAINS,
            "policy ids; `pack/*` for a whole pack, `*` for any part of a name",
            "规则编号；pack/* 表示整个规则包，名称中的 * 表示任意文字",
        ),
        field("paths", PLAINS, "files (globs)", "文件（通配符）"),
        field(
            "pointer",
            Type::Plain,
            "place in the file; `*` for one part, `**` for any",
            "文件中的位置；* 代表一级，** 代表任意级",
        ),
        field("severity", SEVERITY, "weight of the findings", "问题的严重程度"),
        field("params", Type::Map(&Type::Any), "values of parameters", "参数取值"),
        field("exempt", Type::Text, "why it does not apply", "不适用的理由"),
    ],
);
