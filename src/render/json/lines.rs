//! Why: a large report is read one finding at a time, by `jq`, `grep` or a log store. `json-lines` is `json-v1` cut into
//! lines: the first says what was judged and how it ended, each further one is a finding exactly as `json-v1` has it.
//!
//! The lists that grow with the workspace and hold no finding (population, passes, exemptions) are in `json-v1` only;
//! the first line counts them.

use super::shape::{Gate, Head, Tool};
use super::{Context, Rows, finding, pack, summary, trouble, writer};
use crate::diagnostic::Severity;
use crate::render::Style;
use crate::report::Report;

/// A report as `json-lines`, version 1: one JSON object a line. Texts for people are in the language of the style.
pub fn lines(report: &Report, style: &Style) -> String {
    let context = Context { sources: &report.sources, lang: style.lang };
    let mut out = writer::line(&Head {
        format: "ombud-report-lines",
        version: 1,
        tool: Tool { name: "ombud", version: env!("CARGO_PKG_VERSION") },
        as_of: report.as_of.to_string(),
        outcome: report.outcome().word(),
        gate: Gate { fail_on: report.fail_on.map(Severity::word) },
        jurisdictions: report.jurisdictions.iter().map(|word| &**word).collect(),
        sectors: report.sectors.iter().map(|word| &**word).collect(),
        catalogue_as_of: report.catalogue_as_of.to_string(),
        policies_digest: &report.policies_digest,
        config_digest: &report.config_digest,
        packs: report.packs.iter().map(pack).collect(),
        summary: summary(report),
        diagnostics: Rows(&report.diagnostics, |row| trouble(context, row)),
    });
    for row in &report.findings {
        out.push_str(&writer::line(&finding(context, row)));
    }
    out
}
