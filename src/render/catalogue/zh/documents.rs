//! Why: what is said about files: their bytes, their grammar, their keys.

use super::Texts;

pub(super) const BUILTIN: Texts = &[
    ("builtin.completes-nothing", "本文件补充的是 `{name}`，但没有任何 BPMN 文件中的流程使用此编号。"),
    (
        "builtin.completes-several",
        "本文件补充的是 `{name}`，但有多个流程使用此编号：`{first}` 和 `{second}` 中各有一个。",
    ),
    ("builtin.completes-twice", "`{name}` 已由 `{first}` 补充；一个流程只能由一个文件补充。"),
    ("builtin.dangling-reference", "没有声明名为 `{name}` 的{thing}，无法得知此处指的是什么。"),
    ("builtin.declare-at-owner", "也可以在编号为 `{owner}` 的文件中声明 `{path}`"),
    ("builtin.declare-document", "请写种类为 `{kind}` 的文件的编号，或新建编号为 `{name}` 的文件"),
    ("builtin.declare-here", "请在本文件中声明 `{path}`；其他文件也用到的，请在组织文件中声明"),
    ("builtin.declare-in", "请在种类为 `{kind}` 的文件中声明 `{path}`"),
    ("builtin.declare-local", "请在本文件中声明 `{path}`，或改正名称"),
    ("builtin.declare-owner", "请一并写明所属文件，如 `{example}`"),
    (
        "builtin.duplicate-id",
        "`{first}` 的种类和编号与此文件相同（`{identity}`），规则和引用无法区分二者，请给其中一个换一个编号。",
    ),
    (
        "builtin.map-too-deep",
        "映射后此文件的嵌套超过上限 {limit} 层，因此未检查；请映射较小的部分，或调高 `limits.depth`。",
    ),
    (
        "builtin.map-too-large",
        "映射后此文件的值超过上限 {limit} 个，因此未检查；请映射较小的部分，或调高 `limits.nodes`。",
    ),
    ("builtin.not-recognised", "配置要求 `{path}` 属于已知的文件种类，但文件内没有写明，因此没有任何规则检查它。"),
    (
        "builtin.not-recognised-help",
        "在文件开头写明 `kind`（`process`、`data`、`organisation` 或 `risk`）和 `id`，或在 ombud.toml 中为这类文件声\
         明种类",
    ),
    (
        "builtin.over-limit",
        "文件有 {bytes} 字节，超过 {limit} 字节的文件不予读取。请拆分文件，或在 ombud.toml 的 `[limits]` 中调高 \
         `bytes`。",
    ),
    ("builtin.said-twice", "同一处内容，本文件写的是 `{own}`，BPMN 文件写的是 `{drawn}`，请删除其中之一。"),
    (
        "builtin.several-declared",
        "名为 `{name}` 的{thing}有 {n} 处声明，与此文件远近相同，无法得知此处指的是哪一处。请为每一处使用各自的编号。",
    ),
    (
        "builtin.several-kinds",
        "文件同时符合多个种类（{kinds}），无法确定适用哪些规则，因此未予检查。请收窄所声明种类的 `match` 或 \
         `where`。",
    ),
    ("builtin.two-organisations", "`{first}` 已经描述了此文件夹所属的组织。请只保留一份，或把另一份移到单独的文件夹。"),
];

pub(super) const FILE: Texts = &[
    ("file.missing", "找不到文件 `{path}`。"),
    ("file.name", "`{path}` 的名称不是有效的 Unicode 文字，无法读取或报告；请改名，或用 `exclude` 排除。"),
    ("file.too-large", "`{path}` 有 {bytes} 字节，超过此类文件的上限。"),
    ("file.unreadable", "无法读取 `{path}`：{reason}。"),
];

pub(super) const PARSE: Texts = &[
    ("parse.alias-to-skipped", "`{alias}` 引用的部分已略过，此处没有值。请直接写出该值。"),
    ("parse.complex-key", "字段名 `{key}` 是列表或一组字段，而不是文字，规则无法引用，因此略过了这一项。"),
    ("parse.duplicate-key", "`{key}` 写了两次。以哪一个为准，不同程序做法不一，请删去一个。"),
    ("parse.first-key", "`{key}` 首次写在此处"),
    ("parse.merge-not-a-map", "`<<` 用于沿用另一组字段，其后应是对一组字段的引用，如 `<<: *defaults`。"),
    ("parse.nul", "此处有一个零字节，通常见于非文本文件。请把文件另存为文本。"),
    ("parse.opened-here", "从此处开始，没有闭合"),
    ("parse.self-reference", "`{alias}` 引用了它自己所在的那一组内容，会无限循环。请直接写出该值。"),
    ("parse.too-deep", "文件在此处嵌套超过 {limit} 层。请减少层次，或在 ombud.toml 的 `[limits]` 中调高 `depth`。"),
    (
        "parse.too-many-nodes",
        "文件中的值（含重复引用）超过 {limit} 个。请拆分文件，或在 ombud.toml 的 `[limits]` 中调高 `nodes`。",
    ),
    ("parse.undecodable", "此处的内容不符合文件的编码。请把文件另存为 UTF-8。"),
    ("parse.unreadable", "文件从此处起无法读取：{reason}。整个文件均未检查。"),
];

pub(super) const REASON: Texts = &[
    ("reason.alphabet-key", "字段名只能含英文字母、数字、`-` 和 `_`，其他字段名请加引号"),
    ("reason.anchor", "`*` 后的名称没有在前文用 `&` 声明"),
    ("reason.assigned-constant", "`{name}` 的值不能更改"),
    ("reason.backslash", "反斜杠后的写法无效；双引号内的反斜杠要写两个，或改用单引号"),
    ("reason.bracket-open", "有括号没有闭合"),
    ("reason.bracket-stray", "此括号没有对应的左括号，或与左括号不是一种"),
    ("reason.character", "此处不能出现 `{name}`"),
    ("reason.colon", "字段名后缺少冒号和空格"),
    ("reason.colon-in-text", "此处不能出现后跟空格的冒号；请给整段文字加引号，或检查缩进"),
    ("reason.comma-extra", "多了一个逗号"),
    ("reason.comma-missing", "缺少逗号或右括号"),
    ("reason.comment-space", "`#` 前缺少空格"),
    ("reason.condition-expected", "此处的结果应为“是”或“否”"),
    ("reason.content-after", "此处有不属于这一行的内容"),
    ("reason.dash-space", "`-` 后缺少空格"),
    ("reason.date", "日期应写如 `2026-01-31`"),
    ("reason.division", "除数为零"),
    ("reason.duplicate", "此名称在此处重复出现，只能写一次"),
    ("reason.end", "内容还不完整，文件就结束了；请检查未闭合的括号或引号"),
    ("reason.equals", "应写作“字段 = 值”"),
    ("reason.escape-glob", "通配符以反斜杠结尾，其后须有一个字符"),
    ("reason.function-place", "函数不能写在另一个函数里面"),
    ("reason.glob-braces", "花括号没有成对出现"),
    ("reason.glob-brackets", "`[` 没有用 `]` 闭合"),
    ("reason.glob-nested", "花括号不能嵌套"),
    ("reason.glob-range", "方括号内的范围前后颠倒"),
    ("reason.glob-stars", "`**` 代表任意层文件夹，两边只能是 `/`"),
    ("reason.indentation", "缩进与上面的行不一致"),
    ("reason.is-folder", "这是文件夹"),
    ("reason.key-expected", "此处应是字段名，请检查本行和上一行的缩进"),
    ("reason.list-expected", "此处应是列表"),
    ("reason.list-place", "列表不能从此处开始，请在字段名下另起一行写 `- `"),
    ("reason.missing", "此处缺少 `{name}`"),
    ("reason.no-file", "文件不存在"),
    ("reason.no-place", "`fail` 得到的不是文件中的值，没有可显示的位置；请直接传入文件中的值"),
    ("reason.no-sleep", "规则不能等待"),
    ("reason.number", "数字的写法不对"),
    ("reason.out-of-range", "列表中没有这一位置的项"),
    ("reason.pattern", "`{name}` 不是可用的匹配式"),
    ("reason.permission", "没有读取或写入的权限"),
    ("reason.quote-open", "有引号没有闭合"),
    ("reason.quote-rest", "右引号之后还有内容，请用引号括住整段文字"),
    ("reason.quotes-missing", "文字须加引号"),
    ("reason.reserved", "规则中不能使用 `{name}`"),
    ("reason.script-end", "脚本提前结束，请检查未闭合的括号"),
    ("reason.tab", "此处只能用空格缩进，不能用制表符"),
    ("reason.too-complex", "嵌套过深"),
    (
        "reason.unknown-name",
        "此处没有 `{name}`；脚本可用 `doc`、`params`、`index`、`as_of`、`jurisdictions`、`sectors` 以及自己命名的变\
         量",
    ),
    ("reason.value-expected", "此处缺少值"),
    ("reason.wrong-value", "此处的值类型不对，不能这样使用"),
];

pub(super) const RELATED: Texts = &[
    ("related.anchor", "值写在此处"),
    ("related.computed", "由此值计算得出"),
    ("related.declared", "在此处声明"),
    ("related.earlier", "前面的一项"),
    ("related.expected-here", "配置中的要求写在此处"),
    ("related.first", "另一个"),
    ("related.said-in-bpmn", "此处写法不同"),
    ("related.set-aside", "此处要求 {value}，比条款宽松，不予采用"),
    ("related.step", "{n}. {name}"),
    ("related.steps-left-out", "此后还有 {n} 个步骤，未列出"),
    ("related.used-here", "在检查此文件时发现"),
    ("related.used-too", "此处也用到"),
];

pub(super) const SCHEMA: Texts = &[
    ("schema.bad-code", "`{code}` 不是国家或地区代码，请写如 `CN`、`EU`、`US-CA`。"),
    ("schema.bad-data-field", "`{id}` 不是数据字段的写法，请写“数据集.字段”，如 `orders.address`。"),
    ("schema.bad-id", "`{id}` 不能用作此处的名称。"),
    ("schema.bad-text", "`{value}` 不是{expected}。"),
    ("schema.defined-here", "值写在此处"),
    ("schema.help-add-key", "请补上 `{key}`：{meaning}"),
    ("schema.help-bool", "请写 `true`（是）或 `false`（否），不加引号"),
    ("schema.help-did-you-mean", "是否想写 `{near}`？"),
    ("schema.help-id-letters", "可用文字、数字、`-`、`_` 和 `.`，如 `refund-step`"),
    ("schema.help-key-by-id", "请不要写成列表，而是把每一项（{thing}）写在各自的名称之下，便于其他地方引用"),
    ("schema.help-known-words", "此处可选：{words}"),
    ("schema.help-no-quotes", "请去掉引号"),
    ("schema.help-no-value", "请写上值，或删去该字段"),
    ("schema.help-other-kind", "`{key}` 应写在种类为 `{kind}` 的文件中"),
    ("schema.help-own-key", "如果 `{key}` 是自行添加的内容，请放在 `x` 之下，那里可以写自有字段"),
    ("schema.help-quotes", "请给值加上引号"),
    ("schema.help-under-main", "`{key}` 应写在 `{main}` 之下"),
    ("schema.list-of-named", "此处写成了列表，但每一项（{thing}）都需要自己的名称。"),
    ("schema.missing-key", "未写明 `{key}`，此处必须写明。"),
    ("schema.no-value", "此字段没有值，应填写{expected}。"),
    ("schema.unknown-key", "{subject}没有 `{key}` 这个字段，所写内容不起作用。"),
    ("schema.unknown-word", "此处不能写 `{word}`。"),
    ("schema.wrong-reference", "`{value}` 没有写明引用的是什么；请写{things}之一，加冒号和名称，如 `vendor:courier`。"),
    ("schema.wrong-text-either", "`{value}` 既不是{expected}，也不是{other}。"),
    ("schema.wrong-type", "此处应填写{expected}，实际写的是{found}。"),
    ("schema.wrong-type-either", "此处应填写{expected}或{other}，实际写的是{found}。"),
];
