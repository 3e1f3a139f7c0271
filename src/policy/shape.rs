//! Why: the header of a policy is a file format like any other, with unknown-key checks, a JSON Schema and a reference
//! page from one table.

use super::parameter::ParameterType;
use crate::schema::words::CASE_TYPES;
use crate::schema::{Field, Needed, Table, Type, Unknown};

const fn field(name: &'static str, ty: Type, needed: Needed, en: &'static str, zh: &'static str) -> Field {
    Field { name, ty, needed, en, zh, default: None }
}

/// The header of a policy.
pub static HEADER: Table = Table {
    name: "policy-header",
    fields: &[
        field(
            "title",
            Type::Text,
            Needed::Schema,
            "what a file would wrongly state, in a few words",
            "文件中不当之处的简短标题",
        ),
        field(
            "severity",
            Type::Word(&["error", "warning", "info"]),
            Needed::Schema,
            "how much a finding weighs",
            "问题的严重程度",
        ),
        field(
            "applies_to",
            Type::List(&Type::Plain),
            Needed::Schema,
            "kinds of documents, or `workspace`",
            "适用的文件种类，或 workspace（整个工作区）",
        ),
        field("when", Type::Plain, Needed::Optional, "condition under which it applies", "适用条件"),
        field("require", Type::Plain, Needed::Optional, "what must hold", "必须成立的要求"),
        field("for", Type::Plain, Needed::Optional, "the items for which it must hold", "逐项检查的范围"),
        field("clauses", Type::List(&Type::Table(&CITATION)), Needed::Optional, "clauses it rests on", "所依据的条款"),
        field("params", Type::Map(&Type::Table(&PARAMETER)), Needed::Optional, "adjustable values", "可调参数"),
        field("risk", Type::Table(&RISK), Needed::Optional, "the risk it belongs to", "所属风险"),
        field("messages", Type::Map(&Type::Text), Needed::Optional, "own words of its checks", "各项检查的文字"),
        field("help", Type::Text, Needed::Optional, "how to mend a finding", "如何改正"),
        field("since", Type::Plain, Needed::Optional, "release of the packs that brought it", "首次出现的规则版本"),
    ],
    main: None,
    unknown: Unknown::Refuse,
};

static CITATION: Table = Table {
    name: "citation",
    fields: &[
        field("id", Type::Clause, Needed::Schema, "key of the clause", "条款编号"),
        field(
            "relation",
            Type::Word(&["sets", "supports", "model"]),
            Needed::Schema,
            "sets: gives the number; supports: a duty the rule serves; model: good practice",
            "sets：直接给出数值；supports：规则所服务的义务；model：良好实践",
        ),
        field(
            "checks",
            Type::List(&Type::Plain),
            Needed::Optional,
            "message ids of the checks it asks for; all if absent",
            "所对应的检查（消息编号）；缺省为全部",
        ),
        field(
            "gives",
            Type::Map(&Type::Plain),
            Needed::Optional,
            "parameters that the clause sets where it is in scope: own name to that of the clause; only with sets",
            "条款适用时所规定的参数：本规则的参数名对应条款的参数名；仅用于 sets",
        ),
        field(
            "case_types",
            Type::List(&Type::OpenWord(CASE_TYPES)),
            Needed::Optional,
            "it counts only where one of these cases is handled",
            "仅在受理这些事项时适用",
        ),
    ],
    main: None,
    unknown: Unknown::Refuse,
};

static PARAMETER: Table = Table {
    name: "parameter",
    fields: &[
        field("type", Type::Word(ParameterType::WORDS), Needed::Schema, "kind of value", "值的类型"),
        field("default", Type::Any, Needed::Schema, "value when nothing else sets it", "默认值"),
        field(
            "stricter",
            Type::Word(&["lower", "higher"]),
            Needed::Optional,
            "which way is stricter",
            "哪个方向更严格",
        ),
        field(
            "basis",
            Type::Word(&["pack default", "own target"]),
            Needed::Optional,
            "what the default rests on",
            "默认值的依据",
        ),
        field("title", Type::Text, Needed::Optional, "what it means", "含义"),
    ],
    main: None,
    unknown: Unknown::Refuse,
};

static RISK: Table = Table {
    name: "policy-risk",
    fields: &[field("category", Type::Plain, Needed::Schema, "category of risk", "风险类别")],
    main: None,
    unknown: Unknown::Refuse,
};

/// `pack.toml`.
pub static PACK: Table = Table {
    name: "pack",
    fields: &[
        field("title", Type::Text, Needed::Schema, "what the pack is about", "规则包的主题"),
        field("version", Type::Plain, Needed::Schema, "release of the pack, `2026.11`", "规则包版本"),
        field("description", Type::Text, Needed::Optional, "for whom it is and what it covers", "适用对象和内容"),
        field("licence", Type::Plain, Needed::Optional, "licence of the pack", "许可证"),
    ],
    main: None,
    unknown: Unknown::Refuse,
};

/// `<name>.cases.toml`.
pub static CASES: Table = Table {
    name: "cases",
    fields: &[field("case", Type::List(&Type::Table(&CASE)), Needed::Schema, "the cases", "用例")],
    main: None,
    unknown: Unknown::Refuse,
};

static CASE: Table = Table {
    name: "case",
    fields: &[
        field("note", Type::Plain, Needed::Schema, "what the case shows", "用例说明"),
        field("document", Type::Plain, Needed::Optional, "the document judged, as text", "被检查的文件内容"),
        field(
            "format",
            Type::Word(&["toml", "yaml", "json", "bpmn"]),
            Needed::Optional,
            "its format; TOML if absent",
            "文件格式，默认 TOML",
        ),
        field(
            "documents",
            Type::Map(&Type::Plain),
            Needed::Optional,
            "further files: path and text",
            "其他文件：路径与内容",
        ),
        field("params", Type::Any, Needed::Optional, "parameters for this case", "本用例的参数"),
        field("jurisdictions", Type::List(&Type::Plain), Needed::Optional, "declared jurisdictions", "声明的法域"),
        field("sectors", Type::List(&Type::Plain), Needed::Optional, "declared sectors", "声明的行业"),
        field("acts_as", Type::List(&Type::Plain), Needed::Optional, "declared capacities", "声明的身份"),
        field("as_of", Type::Date, Needed::Optional, "the day it is judged by", "判定所依据的日期"),
        field(
            "want",
            Type::Any,
            Needed::Schema,
            "`pass`, `not-applicable`, `unknown`, or the pointers of the fails",
            "pass、not-applicable、unknown，或应报告的各处指针",
        ),
        field(
            "checks",
            Type::List(&Type::Plain),
            Needed::Optional,
            "message ids of the fails, in the order of `want`",
            "对应的消息编号",
        ),
    ],
    main: None,
    unknown: Unknown::Refuse,
};
