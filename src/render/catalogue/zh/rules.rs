//! Why: what is said to those who write policies, cases, clauses and configuration.

use super::Texts;

pub(super) const CASES: Texts = &[(
    "cases.want",
    "用例须在 `want` 中写明期望的结果：`\"pass\"`、`\"not-applicable\"`、`\"unknown\"`，或至少列出一处规则应报告\
         问题的位置，如 `[\"/deadlines/resolve\"]`。",
)];

pub(super) const CLAUSE: Texts = &[
    ("clause.bad-date", "`{field}` 的值 `{text}` 不是日期，请按年-月-日书写，如 `2026-01-01`。"),
    ("clause.bad-id", "`{id}` 不能用作条款编号：只能含字母、数字、`-`、`_` 和 `.`，如 `sla.acknowledge`。"),
    ("clause.bad-jurisdiction", "`{code}` 不是法域代码，请写 `CN`、`EU`、`US-CA` 等代码，不限地域时写 `INT`。"),
    (
        "clause.calendar-unit",
        "单位 `{unit}` 不能按 `{calendar}` 计算：分钟和小时用 `clock`（时钟），日至年用 `calendar`（日历），工作日和\
         工作小时用 `business`（工作时间）。",
    ),
    ("clause.duplicate-id", "已有编号为 `{id}` 的条款，每条条款须有各自的编号。"),
    ("clause.duplicate-parameter", "此条款已有名为 `{name}` 的参数，各参数的名称不能相同。"),
    ("clause.empty", "`{field}` 内容为空，请填写或删去。"),
    ("clause.first-here", "`{id}` 首次出现在此"),
    ("clause.id-taken", "编号 `{id}` 已属于内置条款目录中的条款（{instrument}{clause}），请另取编号，如 `own.{id}`。"),
    (
        "clause.kind-not-own",
        "工作区只收录自有条款，种类为 `internal`（内部规定）或 `contract`（合同）；`{word}` 仅用于经核对的内置条款目\
         录。",
    ),
    ("clause.known-keys", "此处可用的字段：{names}"),
    ("clause.known-words", "此处可选：{names}"),
    ("clause.missing", "条款缺少 `{field}`，这是每条条款必须写明的。"),
    ("clause.missing-example", "例如：{example}"),
    ("clause.missing-text", "条款既没有 `{en}` 也没有 `{zh}`，至少要写一种语言的文字。"),
    ("clause.near-key", "是否想写 `{name}`？"),
    ("clause.near-word", "是否想写 `{name}`？"),
    ("clause.no-entry", "文件中没有任何条款，每条条款以一行 `[[clause]]` 开头。"),
    ("clause.parameter-first-here", "`{name}` 首次出现在此"),
    ("clause.schema-version", "文件写明 `schema = {found}`，目前只能读取版本 1，因此未采用其中的条款。"),
    ("clause.unknown-key", "条款没有 `{key}` 这个字段；字段写错会漏掉部分义务，因此未采用此条款。"),
    (
        "clause.unknown-unit",
        "`{unit}` 不是单位，可用：`minute`、`hour`、`day`、`week`、`month`、`year`、`people`、`age`、`count`、\
         `percent`、`bool`、`text`、`list`，或币种代码如 `CNY`。",
    ),
    ("clause.unknown-word", "`{field}` 不能写 `{word}`。"),
    ("clause.value-unit", "`{value}` 与单位 `{unit}` 不符，该单位要求填写{want}。"),
    ("clause.wrong-type", "`{field}` 应填写{want}，此处却是{found}。"),
];

pub(super) const CONFIG: Texts = &[
    ("config.extends-circle", "`extends` 指向的 `{path}` 已经读取过，或沿用的层级超过八个文件。请缩短沿用关系。"),
    ("config.extends-outside", "`extends` 指向的 `{path}` 不在工作区内，请填写工作区内的文件（相对于本文件）。"),
    ("config.glob", "此文件通配符无法使用：{reason}。"),
    ("config.kind-name", "`{name}` 在 ombud 中已有含义，请为此种类另取名称。"),
    ("config.kind-open", "种类 `{name}` 会包括所有文件，请用 `match` 或 `where` 写明哪些文件属于它。"),
    (
        "config.laxer",
        "ombud.toml 在此要求 {own}（{policy} 的 `{parameter}`）；{clause}规定的是 {set}，更为严格，以条款为准。",
    ),
    ("config.limit", "此上限最大为 {most}。"),
    ("config.map-own", "`{name}` 不由 `map` 填写：种类由 `as` 给出，编号由同级的 `id` 指针给出。"),
    ("config.map-stars", "路径与指针中 `*` 的个数必须相同，使文件中的每个值在模型中都有唯一的位置。"),
    ("config.map-target", "`{kind}` 的模型在此处没有 `{name}`，任何规则都读不到这个值。"),
    ("config.map-without-as", "`map` 用于填写原生种类的模型，请用 `as` 写明是哪一种。"),
    ("config.pointer", "`{given}` 不是指针。指针以 `/` 开头，各级字段之间用 `/` 分隔，请写 `/{given}`。"),
    (
        "config.pointer-params",
        "参数对整个文件生效，不能只对一处设置；请去掉 `pointer`，或改设 `severity` 或 `exempt`。",
    ),
    ("config.set-builtin", "`{id}` 是内置目录中的条款，在其适用范围内自动生效；请写本工作区自己的条款，或直接写数值。"),
    ("config.set-clause", "取自条款的值应写明条款：`{ clause = \"house.ack\", parameter = \"ack_within\" }`。"),
    ("config.set-keys", "取自条款的值只有 `clause` 和 `parameter` 两个字段，没有 `{key}`。"),
    ("config.set-relation", "条款 `{id}` 不能作为数值的依据：它只能以 `{relation}` 引用。"),
    (
        "config.set-which",
        "条款 `{id}` 中适合此处的值没有或不止一个，请用 `parameter` 写明是哪一个。它规定了：{names}。",
    ),
    ("config.unknown-pack", "没有名为 `{name}` 的规则包。"),
    ("config.unknown-parameter", "规则没有名为 `{name}` 的参数。"),
    ("config.unknown-policy", "没有名为 `{name}` 的规则，可用 `ombud policies` 列出全部规则。"),
    ("config.where-value", "条件只能与单个值比较，请填写文字、数字，或 `true`（是）、`false`（否）。"),
    ("config.zone", "`{name}` 不是时区名称，请写 `Asia/Shanghai`、`Europe/London` 等名称。"),
];

pub(super) const EXPRESSION: Texts = &[
    ("expression.deep", "此条件嵌套过深，请简化，或改写成脚本。"),
    ("expression.end", "条件到此之前就应结束；两个条件请用 `&&`（且）或 `||`（或）连接。"),
    ("expression.key", "点号之后应是字段名，如 `doc.deadlines`。"),
    ("expression.mark", "此处缺少 `{mark}`。"),
    ("expression.name", "此处应是一个名称。"),
    ("expression.number", "此数字过大，无法使用。"),
    ("expression.number-expected", "此处应是整数，表示列表中的第几项，从 0 数起。"),
    ("expression.open-text", "此文字缺少右引号。"),
    ("expression.stray", "`{character}` 在条件中没有意义。"),
    ("expression.value", "此处应是一个值，如 `doc.deadlines.resolve.within`、`params.within`、数字或带引号的文字。"),
    ("expression.write", "此处应改为 `{meant}`。"),
];

pub(super) const FAULT: Texts = &[
    ("fault.depth", "脚本自身调用层数过多，已被中止。"),
    ("fault.no-date", "`{text}` 不是日期；日期写作 `2026-01-31`。"),
    ("fault.no-duration", "`{text}` 不是时长；请写成 `24小时` 或 `10个工作日`。"),
    ("fault.no-evaluation", "只有在检查文件时才能调用。"),
    ("fault.no-graph", "`graph(…)` 只接受完整的流程文件（kind 为 `process`）。"),
    ("fault.no-key", "脚本要从{found}中读取 `{name}`，但其中没有字段。"),
    ("fault.no-parameter", "脚本使用了参数 `{name}`，但本规则的文件头未声明该参数。"),
    ("fault.no-pattern", "`{text}` 不是正则表达式。"),
    ("fault.no-place", "要报告的值不来自任何文件，无法指明位置：请直接传入文件中的值。"),
    ("fault.no-result", "`{sum}` 没有结果。"),
    ("fault.no-sleep", "规则不能等待：判断只针对同一时刻。"),
    ("fault.no-step", "此处应为本流程的步骤，或写在引号中的步骤编号。"),
    ("fault.no-tag", "规则不能使用 `tag`：工具靠它记录各个值的位置。"),
    ("fault.not-compiled", "此规则的脚本无法运行（见上），因此未据此作出任何判断。"),
    ("fault.panic", "脚本使工具本身出错，请将该规则和文件一并反馈给开发者。"),
    ("fault.script", "脚本出错：{reason}。"),
    ("fault.size", "脚本产生的数据过大（{what}），已被中止。"),
    (
        "fault.steps",
        "脚本运行步数过多，已被中止，请检查是否有不会结束的循环。如果文件确实很大，可在 ombud.toml 的 `limits.steps` 中放宽步数上限。",
    ),
    ("fault.thrown", "脚本主动中止：{reason}。"),
    ("fault.unknown-function", "此处不能以这些值调用 `{name}`：没有接受这些值的同名函数。"),
    ("fault.unlike", "此处应为{expected}，脚本给出的却是{found}。"),
];

pub(super) const POLICY: Texts = &[
    ("policy.applies-to", "请至少写一个文件种类；`workspace` 只能单独使用，因为这类规则不针对单个文件。"),
    ("policy.both-rules", "文件头已写明 `require`，后面又有脚本。一条规则只能用其中一种方式判断，请删去另一种。"),
    (
        "policy.clause-form",
        "请为每一条款写明 `id` 和 `relation`，例如在 `[[clauses]]` 一行之下写 `id = \"{id}\"` 和 \
         `relation = \"supports\"`；relation 可为 `sets`（条款规定了该数值）、`supports`（规则服务于该义务）或 \
         `model`（良好实践）",
    ),
    ("policy.expression-quotes", "请用单引号把条件写在一行内，不用反斜杠：`'doc.category == \"complaint\"'`。"),
    (
        "policy.gives-order",
        "参数 `{name}` 没有说明哪个方向更严格，不能由条款规定其数值；请在参数中写明 `stricter = \"lower\"` 或 `stricter = \"higher\"`。",
    ),
    ("policy.gives-relation", "只有以 `sets` 引用的条款才能给出数值，这里写的是 `{relation}`。"),
    ("policy.gives-type", "此条款的 `{name}` 以 `{unit}` 为单位（计算方式：{calendar}），而参数应为{expected}。"),
    ("policy.gives-unknown", "此条款没有规定 `{name}`，它规定了：{names}。"),
    (
        "policy.gives-word",
        "此条款的 `{name}` 写的是“{value}”，没有数值，不能据此设定参数；请删去这一项，数值仍以规则自己的为准。",
    ),
    ("policy.header-missing", "规则文件以文件头开始：第一行只写 `/*`，并以只写 `*/` 的一行结束。"),
    ("policy.header-open", "文件头从此处开始，但没有只写 `*/` 的一行来结束。"),
    ("policy.id-taken", "`{path}` 已是同名规则，因此未采用此文件。请将其中之一改名。"),
    ("policy.no-check", "脚本中没有带一个参数的 `check` 函数，请写作 `fn check(doc)`。"),
    ("policy.no-rule", "规则没有提出任何要求：请在文件头写明 `require`，或在其后编写含 `fn check(doc)` 的脚本。"),
    ("policy.no-try", "规则中不能使用 `try` 和 `catch`：无法判断的值不得被略过。允许缺失之处请用 `??` 写明。"),
    ("policy.pack-taken", "已有名为 `{name}` 的内置规则包，因此未采用此文件夹。请改用其他名称。"),
    ("policy.parameter-type", "此参数应为{expected}，所写的值不是。"),
    ("policy.placeholder", "此规则的文字中没有 `{name}` 可填，可用的有：{names}。"),
    (
        "policy.relation",
        "引用此条款时写作 `{cited}`，超出了条款本身的效力，请写作 `{allowed}`。（`sets`：直接规定数值；`supports`：\
         规则所落实的义务；`model`：良好实践。）",
    ),
    ("policy.script", "脚本无法读取：{reason}。"),
    (
        "policy.switch-subject",
        "`switch` 后面须直接写读取的值（如 `switch step.kind`）：变量或计算结果的类型是否正确无法得知。请照此改写，或改用 `if` 和 `==`。",
    ),
    ("policy.unknown-clause", "内置条款目录和本工作区的条款文件中都没有 `{name}` 这一条款。"),
    ("policy.unknown-function", "没有名为 `{name}` 的函数。"),
    (
        "policy.unknown-key",
        "本规则适用的文件在此处没有 `{key}` 这个字段，条件读不到任何内容。可用 `ombud explain` 加文件种类查看字段。",
    ),
    ("policy.unknown-kind", "规则针对的种类 `{name}` 在本工作区不存在，因此该规则永远不会适用。"),
    (
        "policy.unknown-name",
        "此条件中没有 `{name}`；可用的有 `doc`、`params`、`as_of`、`jurisdictions`、`sectors`，以及 `for` 所起的名称\
         ，如 `for = 'step in doc.steps'`。",
    ),
    ("policy.unknown-parameter", "规则没有声明参数 `{name}`；参数在文件头的 `[params.{name}]` 中声明。"),
];
