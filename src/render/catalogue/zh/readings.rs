//! Why: what is said of readings of indicators, of the CSV files in which they come, and of their charts.

use super::Texts;

pub(super) const READING: Texts = &[
    ("reading.age", "读数的有效期没有以整数的自然日、周、月或年写明，因此无法判断最近一次读数是否仍然有效。"),
    ("reading.behind-quote", "收尾引号之后只能是分隔符或行尾"),
    ("reading.better-against", "`better` 与 `warn_at`、`alarm_at` 的次序相反，无法判断朝哪个方向是变差。"),
    ("reading.column-twice", "有两列都名为 `{name}`，不清楚以哪一列为准。"),
    ("reading.no-better", "未写明数值越高越好还是越低越好，从阈值也看不出来，因此无法判断该读数。"),
    ("reading.no-indicator", "`standings(…)` 只接受监测指标，例如 `doc.indicators[\"complaint-rate\"]`。"),
    ("reading.no-sample", "指标要求了最小样本量，而该读数没有在 `n` 中写明样本量，因此无法判断。"),
    ("reading.no-threshold", "指标既未写明 `warn_at`，也未写明 `alarm_at`，因此无法判断其读数。"),
    ("reading.no-window", "指标既未写明 `window`，也未写明 `stale_after`，因此无法判断最近一次读数是否仍然有效。"),
    ("reading.open-quote", "引号没有收尾"),
    ("reading.ragged", "本行有 {found} 个单元格，而首行有 {wanted} 个。整个文件均未检查。"),
    ("reading.stray-quote", "单元格没有以引号开头，中间却出现了引号；应把整个单元格放进引号，并把其中的引号写两遍"),
    ("reading.two-values", "{date} 有两个不同的读数，无法判断以哪一个为准。"),
];

pub(super) const CHART: Texts = &[
    ("chart.alarm", "告警值 {value}"),
    ("chart.change.better", "较上一次好转"),
    ("chart.change.same", "与上一次持平"),
    ("chart.change.worse", "较上一次变差"),
    ("chart.empty", "{name}：没有读数"),
    ("chart.head.date", "日期"),
    ("chart.head.n", "样本量"),
    ("chart.head.value", "读数"),
    ("chart.state.alarm", "告警"),
    ("chart.state.calm", "平稳"),
    ("chart.state.no-data", "无数据"),
    ("chart.state.no-data-few", "无数据：样本量不足"),
    ("chart.state.no-data-file", "无数据：所指文件中没有读数"),
    ("chart.state.stale", "已过期：最近一次读数过旧"),
    ("chart.state.unclear", "无法判断"),
    ("chart.state.warning", "预警"),
    ("chart.title", "{name}：共 {n} 次读数，从 {first}（{from}）到 {last}（{to}）"),
    ("chart.warn", "预警值 {value}"),
];
