//! Why: what is said about values with units.

use super::Texts;

pub(super) const COMPARE: Texts = &[
    (
        "compare.day-kind-unstated",
        "`{value}` 与 `{limit}` 哪个更长，取决于按自然日还是按工作日计算，而文中没有写明，因此此处无法判断。请写明是\
         “自然日”还是“工作日”。",
    ),
    (
        "compare.month-length",
        "`{value}` 与 `{limit}` 哪个更长，取决于所在月份（28 至 31 天），因此此处无法判断。请都按天写明，或都按月写明。",
    ),
    (
        "compare.needs-calendar",
        "`{value}` 与 `{limit}` 哪个更长，取决于周末和节假日，因此此处无法判断。请都按工作时间写明，或都按自然时间写明。",
    ),
];

pub(super) const DURATION: Texts = &[
    ("duration.empty", "此处没有写明时长，请写如 `24小时` 或 `10个工作日`。"),
    ("duration.inexact", "`{text}` 写的是 `{unit}` 的一部分，长度不确定，请写整数或改用更小的单位。"),
    ("duration.malformed", "`{text}` 不是时长：`{rest}` 无法读取。请写如 `24小时`、`10个工作日` 或 `1个月`。"),
    ("duration.meant", "`{text}` 不是时长，请写 `{meant}`。"),
    ("duration.negative", "`{text}` 为负数，时长不能小于零。"),
    ("duration.no-unit", "`{text}` 只有数字没有单位，请写如 `24小时` 或 `10个工作日`。"),
    ("duration.too-large", "`{text}` 超出可用的时长（最长 9999 年）。"),
    ("duration.unknown-unit", "`{text}` 中的 `{unit}` 不是时间单位，可用：分钟、小时、天、工作日、周、月、年。"),
    ("duration.unknown-unit-near", "`{text}` 中的 `{unit}` 不是时间单位，是否想写 `{near}`？"),
];

pub(super) const HOURS: Texts = &[
    ("hours.bad-time", "`{text}` 中的 `{rest}` 开头不是有效时刻，或起止时间相同，请写如 `09:00-18:00`。"),
    ("hours.empty", "此处没有写明时间，请写如 `Mo-Fr 09:00-18:00` 或 `24/7`。"),
    (
        "hours.no-day",
        "`{text}` 没有写明星期几；星期写作 `Mo`、`Tu`、`We`、`Th`、`Fr`、`Sa`、`Su`，法定节假日写作 `PH`。",
    ),
    ("hours.no-times", "`{text}` 写了星期但没有时间，请补上如 `09:00-18:00`，不办公则写 `off`。"),
    ("hours.unexpected", "`{text}` 中的 `{rest}` 无法理解；两条规定之间用 `;` 隔开，如 `Mo-Fr 09:00-18:00; PH off`。"),
    (
        "hours.unknown-word",
        "`{text}` 中的 `{word}` 不是星期；星期写作 `Mo`、`Tu`、`We`、`Th`、`Fr`、`Sa`、`Su`，法定节假日写作 `PH`，不\
         办公写作 `off`。",
    ),
];

pub(super) const MONEY: Texts = &[
    ("money.empty", "此处没有写明金额，请写如 `500 CNY`。"),
    ("money.malformed", "`{text}` 不是金额：`{rest}` 无法读取。请写如 `500 CNY` 或 `12.50 EUR`。"),
    ("money.negative", "`{text}` 为负数，金额不能小于零。"),
    ("money.no-currency", "`{text}` 只有数额没有币种，请写如 `500 CNY`。"),
    ("money.not-a-currency", "`{text}` 中的 `{word}` 不是币种，请写三个大写字母，如 `CNY`、`EUR`。"),
    ("money.too-fine", "`{text}` 的小数超过四位。"),
    ("money.too-large", "`{text}` 数额过大，无法使用。"),
];

pub(super) const PERCENT: Texts = &[
    ("percent.empty", "此处没有写明百分比，请写如 `95%`。"),
    ("percent.malformed", "`{text}` 不是百分比：`{rest}` 无法读取。请写如 `95%` 或 `99.5%`。"),
    ("percent.negative", "`{text}` 为负数，百分比不能小于零。"),
    ("percent.no-sign", "`{text}` 缺少百分号，请写如 `95%`。"),
    ("percent.too-fine", "`{text}` 的小数超过三位。"),
    ("percent.too-large", "`{text}` 数值过大，无法使用。"),
];
