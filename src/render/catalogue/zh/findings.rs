//! Why: what is said about what was judged, and how a report is put into words.

use super::Texts;

pub(super) const CHECK: Texts = &[
    ("check.above", "`{path}` 写明的值为 {value}，最多允许 {limit}。"),
    ("check.below", "`{path}` 写明的值为 {value}，至少应为 {limit}。"),
    ("check.differs", "`{path}` 写明的值为 `{value}`，规则要求为 `{limit}`。"),
    ("check.empty", "`{path}` 虽已写出，但内容为空；规则要求写明具体内容。"),
    ("check.lacks", "`{path}` 中缺少规则要求的 `{limit}`。"),
    ("check.missing", "未写明 `{path}`。"),
    ("check.no-match", "`{path}` 写明的值为 `{value}`，不是规则要求的格式（`{pattern}`）。"),
    ("check.none-fits", "`{path}` 中没有任何一项满足规则的要求，至少应有一项满足。"),
    ("check.not-above", "`{path}` 写明的值为 {value}，应大于 {limit}。"),
    ("check.not-allowed", "`{path}` 写明的值为 `{value}`，不在规则允许的取值之内。"),
    ("check.not-below", "`{path}` 写明的值为 {value}，应小于 {limit}。"),
    ("check.not-empty", "`{path}` 中有内容，规则要求其为空。"),
    ("check.not-increasing", "`{path}` 不大于前一项，规则要求各项依次递增。"),
    ("check.not-met", "`{path}` 不满足规则的要求。"),
    ("check.not-true", "`{path}` 写明的值为 `{value}`，规则要求为 `true`（是）。"),
    ("check.not-unique", "`{path}` 与列表中前面的一项重复，规则要求每项只出现一次。"),
    ("check.same", "`{path}` 写明的值为 `{value}`，规则不允许此值。"),
    ("check.stated", "写明了 `{path}`，而规则要求不写此项。"),
    ("check.unresolved", "`{path}` 引用了 `{value}`，但没有任何地方声明过这个名称。请补上声明，或更正名称。"),
];

pub(super) const DIAGNOSTICS: Texts = &[
    ("diagnostics.more", "另有 {n} 处规则、配置或工具本身的故障未列出"),
    ("diagnostics.stopped", "因此有 {n} 次评估没有结论。"),
    ("diagnostics.title", "规则、配置或工具本身的故障：{n} 处"),
    ("diagnostics.title-remarks", "关于配置的说明：{n} 处"),
];

pub(super) const FINDING: Texts = &[
    ("finding.asked-for", "依据：{text}"),
    ("finding.asked-for-and-sets", "依据：{text}（限值由此条款规定）"),
    ("finding.broken", "{breach}：{text}"),
    ("finding.broken-and-sets", "{breach}：{text}（限值由此条款规定）"),
    ("finding.document", "{n} 个问题"),
    ("finding.good-practice", "良好实践：{text}"),
    ("finding.help", "建议：{text}"),
    ("finding.more", "另有 {n} 个问题未列出：{severities}"),
    ("finding.more-how", "用 --max-findings {total} 全部列出，或用 --output-format concise 每行列出一个"),
    (
        "finding.more-marks",
        "另有 {n} 处未在此列出：{severities}。GitHub 每个步骤每一级别最多显示十处，全部内容见 `ombud check` 的日志或用 `--output` 写出的文件。",
    ),
    ("finding.note", "说明：{text}"),
    ("finding.only-where", "仅在以下情形适用：{text}"),
    ("finding.other-language", "（仅有英文）"),
    ("finding.unknown", "无法判断"),
];

pub(super) const LABEL: Texts = &[
    ("label.allowed", "允许的取值：{limit}（{origin}）"),
    ("label.allowed-here", "允许的取值在此设定：{origin}"),
    ("label.limit", "限值为 {limit}（{origin}）"),
    ("label.limit-here", "限值在此设定：{origin}"),
    ("label.to-line", "延续至第 {line} 行"),
    ("label.unwanted", "不允许：{limit}（{origin}）"),
    ("label.wanted", "规则要求：{limit}（{origin}）"),
    ("label.wanted-here", "规则的要求在此设定：{origin}"),
];

pub(super) const LIMIT: Texts = &[
    ("limit.clause", "由下列条款规定"),
    ("limit.config", "配置"),
    ("limit.document", "取自文件中的另一个值"),
    ("limit.own-target", "规则包的自定目标，可在 ombud.toml 中修改"),
    ("limit.pack-default", "规则包默认值，可在 ombud.toml 中修改"),
    ("limit.rule", "规则内写定"),
];

pub(super) const NEAR: Texts = &[("near.name", "是否想写 `{name}`？")];

pub(super) const NOTE: Texts = &[
    (
        "note.kind-colon",
        "`{path}` 第 {line} 行用了全角冒号，请改为半角 `:` 加一个空格（其他行也一样）；因此未检查该文件",
    ),
    ("note.kind-near", "`{path}` 的 `kind` 写作 `{kind}`，没有这一种类，因此未检查该文件；是否想写 `{near}`？"),
    (
        "note.kind-quotes",
        "`{path}` 的 `kind` 写作 {kind}，中文引号成了文字的一部分，因此未检查该文件；请写 `{near}`，不加引号",
    ),
    (
        "note.kind-without-id",
        "`{path}` 写明了 `kind`（{kind}）但没有 `id`，因此未检查该文件；请按该文件的格式补上 `id`，如 `id: complaints`",
    ),
    (
        "note.left-out",
        "SARIF 报告只列出最严重的 {most} 个问题（代码扫描最多显示这么多），另有 {n} 个未列入；全部问题见 `json-v1`",
    ),
    ("note.near-miss", "{path}: 未识别：{text}"),
    (
        "note.no-jurisdiction",
        "没有声明法域，因此未采用任何国家的限值；请在 ombud.toml 中写明业务所在地，如 jurisdictions = [\"CN\"]",
    ),
    ("note.no-kind", "`{path}` 写明了 `id` 和 `title` 但没有 `kind`，因此未检查该文件；可用的种类：{kinds}"),
    ("note.no-law", "条款目录中没有 `{name}` 的法律，在该法域只适用标准和自有条款；如系笔误，请在 ombud.toml 中改正"),
    ("note.nothing-for-paths", "所指定的文件没有需要报告的问题"),
    ("note.old-catalogue", "本次检查日期为 {as_of}，条款目录截至 {catalogue}，其间法律可能已有变化"),
    ("note.pack-file-txt", "`{path}` 未作为规则包中的文件读取：请去掉文件名末尾的 `.txt`"),
    ("note.pending", "内置规则包中有 {n} 条规则比 ombud.toml 锁定的版本 {pin} 新，未予采用"),
];

pub(super) const OUTCOME: Texts = &[
    ("outcome.baselined", "基线内 {n} 个"),
    ("outcome.below", "在检查范围内，没有达到或高于“{gate}”级别的待处理问题，低于该级别的有 {n} 个；{rest}"),
    ("outcome.broken", "{n} 个文件无法读取"),
    ("outcome.clean", "在检查范围内没有待处理的问题；{rest}"),
    ("outcome.excluded", "已排除 {n} 个文件"),
    ("outcome.findings", "有 {n} 个待处理的问题达到或高于“{gate}”级别；{rest}"),
    ("outcome.gate-off", "有 {n} 个待处理的问题，均不影响运行结果（未设门槛）；{rest}"),
    ("outcome.in-the-way", "{code}"),
    ("outcome.incomplete", "结果不完整，有 {n} 处错误：{what}。目前待处理的问题：{open} 个；{rest}"),
    ("outcome.nothing", "什么都没有检查：文件夹中没有 ombud 能识别的文件。"),
    ("outcome.over", "{n} 个文件超出大小上限"),
    ("outcome.stopped", "{code} 使 {n} 次评估没有结论"),
    ("outcome.stopped-more", "另有 {n} 处"),
    ("outcome.unrecognised", "{n} 个文件未识别"),
    ("outcome.waived", "已豁免 {n} 个"),
];

pub(super) const SEVERITY: Texts =
    &[("severity.error", "错误"), ("severity.info", "提示"), ("severity.warning", "警告")];

pub(super) const SKIPPED: Texts = &[
    ("skipped.format", "该文件格式无法表达这条规则所要求的内容。"),
    ("skipped.head", "未适用的规则："),
    ("skipped.row", "{path}：[{policy}] {reason}"),
    ("skipped.when", "不符合这条规则的适用条件。"),
];

pub(super) const SUMMARY: Texts = &[
    ("summary.day", "检查日期：{day}{zone}；条款目录截至 {catalogue}"),
    (
        "summary.documents",
        "文件：已检查 {read}，无法读取 {broken}，未识别 {unrecognised}，已排除 {excluded}，超出大小上限 {over}",
    ),
    ("summary.errors", "{n} 个错误"),
    (
        "summary.evaluations",
        "评估：{policies} 条规则共 {total} 次，其中不满足 {fail}，无法判断 {unknown}，满足 {pass}，不适用 \
         {skipped}，免予适用 {exempt}",
    ),
    ("summary.findings", "问题：{severities}；已豁免 {waived} 个，基线内 {baselined} 个"),
    ("summary.infos", "{n} 个提示"),
    ("summary.result", "结论：{text}"),
    ("summary.warnings", "{n} 个警告"),
    ("summary.zone", "（{zone}）"),
];

pub(super) const TITLE: Texts = &[
    ("title.bad-id", "名称的写法无法使用"),
    ("title.case", "用例无法使用"),
    ("title.clause", "条款无法使用"),
    ("title.clause-file", "条款文件中没有条款"),
    ("title.completes", "补充文件与所补充的流程不符"),
    ("title.complex-key", "字段名不是文字"),
    ("title.config", "配置无法使用"),
    ("title.dangling-reference", "引用的名称没有声明"),
    ("title.duplicate-id", "两个文件共用一个编号"),
    ("title.duplicate-key", "字段重复"),
    ("title.laxer", "自定数值比条款宽松"),
    ("title.list-of-named", "应逐项命名却写成列表"),
    ("title.merge-key", "`<<` 之后没有可沿用的内容"),
    ("title.missing-key", "缺少必填字段"),
    ("title.not-recognised", "无法识别的文件"),
    ("title.other", "工具或规则的问题"),
    ("title.over-limit", "文件过大，无法读取"),
    ("title.policy", "规则无法使用"),
    ("title.policy-fault", "规则运行时出错"),
    ("title.policy-limit", "规则运行超出上限"),
    ("title.self-reference", "值引用了自身"),
    ("title.several-kinds", "文件同时符合多个种类"),
    ("title.two-organisations", "同一文件夹中有两个组织"),
    ("title.unknown-key", "未知字段"),
    ("title.unknown-name", "名称不存在"),
    ("title.unknown-word", "用词不在可选范围内"),
    ("title.unreadable-document", "文件无法读取"),
    ("title.wrong-type", "值不符合此处的要求"),
];

pub(super) const WATCH: Texts = &[
    ("watch.again", "{path} 已恢复，全部重新检查。"),
    ("watch.as-before", "；{n} 个与之前相同"),
    ("watch.changed", "有变　"),
    ("watch.fixed", "已解决"),
    ("watch.held", "{path} 正由进程 {pid} 监视（自 {since} 起）。请先结束该进程，或直接查看它的输出。"),
    ("watch.keys", "n 下一个，p 上一个，r 全部重新检查，f 切换级别（现为“{filter}”及以上），q 退出"),
    ("watch.lost", "系统丢弃了 {n} 次变更通知，已重新核对全部文件。"),
    ("watch.missing", "{path} 不存在，每秒查找一次。"),
    ("watch.more-changed", "……另有 {n} 项有变"),
    ("watch.more-fixed", "……另有 {n} 项已解决"),
    ("watch.more-new", "……另有 {n} 项新增"),
    ("watch.new", "新增　"),
    (
        "watch.no-watches",
        "系统的监视名额不够用于 {n} 个文件夹，改为每 {seconds} 秒逐个查看。在 Linux 上可调高：sysctl fs.inotify.max_user_watches=524288。",
    ),
    ("watch.none-lost", "没有丢失变更通知。"),
    ("watch.nothing-open", "没有这一级别的待处理问题。"),
    ("watch.polled", "系统不通知 {path} 中的变更（可能是网络文件系统），改为每 {seconds} 秒逐个查看。"),
    ("watch.position", "第 {at} 个问题，共 {of} 个："),
    ("watch.refused", "以下问题改正之前，不作任何检查："),
    ("watch.status", "{clock}  {open}{before}；文件 {read} 份；评估 {run} 次，用时 {millis} 毫秒。"),
    ("watch.unusable", "无法监视变更：{reason}"),
    ("watch.watching", "正在监视 {path}，共 {n} 个文件夹。"),
];

pub(super) const WHY: Texts = &[
    ("why.bools", "规则要求比较两个“是/否”值的大小，这种比较没有意义，因此此处无法判断。"),
    ("why.computed", "`{path}` 由运行流程的程序计算得出，文件中没有写明，因此此处无法判断。"),
    ("why.currency", "两个金额的币种不同，因此此处无法判断。"),
    ("why.day-after", "规则要计算某日经过 `{value}` 之后是哪一天，但它不是整数的自然日、周、月或年，因此无法判断。"),
    ("why.duplicate", "`{path}` 写了两次，不清楚以哪一个为准，因此此处无法判断。"),
    ("why.endless", "个案可在此反复循环，次数没有可以确定的上限，因此无法判断所需时间。"),
    ("why.limit-for", "`limit_for` 需要带引号的本规则参数名，以及一个条目（如某项时限）。"),
    ("why.lists", "规则把列表或一组字段与其他类型的内容作比较，因此此处无法判断。"),
    ("why.missing", "未写明 `{path}`，因此此处无法判断。"),
    ("why.moved", "个案在任何步骤都可能因时限将至而转到此处，因此无法判断所需时间。"),
    ("why.no-date", "规则把日期与 `{value}` 作比较，而后者不是日期，因此此处无法判断。"),
    ("why.no-duration", "规则把时长与 `{value}` 作比较，而后者不是时长，因此此处无法判断。"),
    ("why.no-entry", "没有任何步骤是流程的起点，因此此处无法判断。"),
    ("why.no-order", "各项无法排序，因此此处无法判断。"),
    ("why.no-place", "规则的要求没有以文件中的任何值为依据，因此此处无法判断。需要修改的是规则本身。"),
    ("why.no-reference", "不清楚 `{name}` 引用的是哪一类内容，因此此处无法判断。"),
    ("why.no-start", "几个步骤互为前后，每个都可能是起点；未写明 `{path}`，因此此处无法判断。"),
    ("why.no-step", "本流程没有名为 `{name}` 的步骤，因此此处无法判断。"),
    ("why.no-way", "从规则所指的起点没有路径到达此处，因此无法判断所需时间。"),
    ("why.pattern", "规则使用的匹配式（`{pattern}`）无效，因此此处无法判断。"),
    ("why.several", "名为 `{name}` 的有 {n} 处（{candidates}），不清楚指哪一处，因此此处无法判断。"),
    ("why.texts", "规则要求比较两段文字的大小，这种比较没有意义，因此此处无法判断。"),
    ("why.too-many", "此处的值过多（最多 {limit} 个），无法逐一相互比较，因此此处无法判断。"),
    ("why.too-many-ways", "通往此处的路径过多，长短又无法相互比较，因此无法判断所需时间。"),
    ("why.type", "`{path}` 不是{expected}，因此此处无法判断。"),
    ("why.unknown-function", "规则调用了不存在的函数 `{name}`，因此此处无法判断。"),
    ("why.unknown-name", "规则使用了名称 `{name}`，此处没有这个名称。需要修改的是规则本身。"),
    ("why.unlike", "规则把{left}与{right}作比较，二者无法比较，因此此处无法判断。"),
    ("why.word", "`{path}` 写明的 `{value}` 不是该处可用的词，因此此处无法判断。"),
];
