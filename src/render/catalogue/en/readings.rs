//! Why: what is said of readings of indicators, of the CSV files in which they come, and of their charts.

use super::Texts;

pub(super) const READING: Texts = &[
    (
        "reading.age",
        "How long a reading counts is not stated in whole calendar days, weeks, months or years, so it cannot be judged \
         whether the latest one still does.",
    ),
    ("reading.behind-quote", "nothing but a separator or the end of the line can stand behind a closing quote"),
    (
        "reading.better-against",
        "`better` goes against the order of `warn_at` and `alarm_at`, so nobody can tell which way is worse.",
    ),
    ("reading.column-twice", "Two columns are called `{name}`, and it is not clear which of them counts."),
    (
        "reading.no-better",
        "It is not stated whether higher or lower is better, and the thresholds do not tell, so the reading cannot be \
         judged.",
    ),
    ("reading.no-indicator", "`standings(…)` takes an indicator, such as `doc.indicators[\"complaint-rate\"]`."),
    (
        "reading.no-sample",
        "The indicator asks for a least number of cases, and this reading does not state in `n` on how many it rests, so \
         it cannot be judged.",
    ),
    (
        "reading.no-threshold",
        "The indicator states neither `warn_at` nor `alarm_at`, so its readings cannot be judged.",
    ),
    (
        "reading.no-window",
        "The indicator states neither `window` nor `stale_after`, so it cannot be judged whether its latest reading \
         still counts.",
    ),
    ("reading.open-quote", "a quote is opened and not closed"),
    (
        "reading.ragged",
        "This row has {found} {found|cell|cells}, and the first line has {wanted}. Nothing in the file was judged.",
    ),
    (
        "reading.stray-quote",
        "a quote stands inside a cell that does not begin with one; such a cell is put in quotes, and the quote doubled",
    ),
    (
        "reading.two-values",
        "There are two readings of {date} with different values, so it cannot be judged which of them counts.",
    ),
];

pub(super) const CHART: Texts = &[
    ("chart.alarm", "alarm {value}"),
    ("chart.change.better", "better than the reading before"),
    ("chart.change.same", "as the reading before"),
    ("chart.change.worse", "worse than the reading before"),
    ("chart.empty", "{name}: no readings"),
    ("chart.head.date", "date"),
    ("chart.head.n", "cases"),
    ("chart.head.value", "value"),
    ("chart.state.alarm", "alarm"),
    ("chart.state.calm", "calm"),
    ("chart.state.no-data", "no data"),
    ("chart.state.no-data-few", "no data: too few cases"),
    ("chart.state.no-data-file", "no data: the file that is named holds no readings"),
    ("chart.state.stale", "stale: the last reading is too old"),
    ("chart.state.unclear", "cannot be told"),
    ("chart.state.warning", "early warning"),
    ("chart.title", "{name}: {n} {n|reading|readings}, from {first} ({from}) to {last} ({to})"),
    ("chart.warn", "warning {value}"),
];
