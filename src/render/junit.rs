//! Why: nearly every CI server has a page for test results and reads JUnit XML. A file is a suite and a rule is a case of
//! it, so that the page says of each file which rules it satisfies, which it breaks and which were taken off.
//!
//! Rules that do not speak about a file are no case of it. A finding that was waived or baselined is a skipped case. The
//! form is the one that Jenkins, GitLab and others read in common; JUnit itself has never written it down.

pub(super) mod xml;

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::diagnostic::Severity;
use crate::finding::{Disposition, DocumentRef, Finding, Verdict};
use crate::message::{Lang, Message};
use crate::render::human::outcome;
use crate::render::{Style, catalogue, citation, shown_place, title};
use crate::report::{MemberState, Report};
use crate::source::Home;
use xml::attribute;

/// A report as JUnit XML. What was satisfied is listed as far as the report keeps it.
pub fn junit(report: &Report, style: &Style) -> String {
    let lang = style.lang;
    let mut suites: BTreeMap<(&str, u32), Suite<'_>> = BTreeMap::new();
    for member in report.population.iter().filter(|member| member.state == MemberState::Read) {
        suite(&mut suites, &member.document);
    }
    for pass in &report.passes {
        suite(&mut suites, &pass.document).case(&pass.policy);
    }
    for exemption in &report.exempt {
        suite(&mut suites, &exemption.document).case(&exemption.policy).exempt.push(&exemption.reason);
    }
    for finding in &report.findings {
        suite(&mut suites, &finding.document).case(&finding.policy).findings.push(finding);
    }
    let mut body = String::new();
    let mut all = Tally::default();
    for ((path, index), suite) in &suites {
        let name = match (*path, index) {
            // A rule over the workspace speaks about no single file.
            ("", _) => catalogue::word(lang, "page.whole-workspace"),
            (path, 0) => path.to_owned(),
            (path, index) => format!("{path}#{}", index + 1),
        };
        let mut cases = String::new();
        let mut tally = Tally::default();
        for (rule, case) in &suite.cases {
            tally.add(write_case(&mut cases, report, &name, rule, case, lang));
        }
        write_suite(&mut body, &name, tally, &cases);
        all.merge(tally);
    }
    let mut cases = String::new();
    let mut tally = Tally::default();
    problems(&mut cases, report, &mut tally, lang);
    if tally.tests > 0 {
        write_suite(&mut body, "ombud", tally, &cases);
        all.merge(tally);
    }
    let name = attribute("name", &format!("ombud: {}", outcome(report, lang)));
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites{name}{}>\n{body}</testsuites>\n", all.attributes())
}

#[derive(Default)]
struct Suite<'a> {
    cases: BTreeMap<&'a str, Case<'a>>,
}

/// A rule over a file. Without anything it is satisfied.
#[derive(Default)]
struct Case<'a> {
    findings: Vec<&'a Finding>,
    exempt: Vec<&'a str>,
}

/// What a case came to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Came {
    Passed,
    Failed,
    Erred,
    Skipped,
}

#[derive(Clone, Copy, Default)]
struct Tally {
    tests: usize,
    failures: usize,
    errors: usize,
    skipped: usize,
}

fn suite<'a, 'b>(suites: &'b mut BTreeMap<(&'a str, u32), Suite<'a>>, document: &'a DocumentRef) -> &'b mut Suite<'a> {
    suites.entry((&document.path, document.index)).or_default()
}

impl<'a> Suite<'a> {
    fn case(&mut self, rule: &'a str) -> &mut Case<'a> {
        self.cases.entry(rule).or_default()
    }
}

fn write_case(out: &mut String, report: &Report, file: &str, rule: &str, case: &Case<'_>, lang: Lang) -> Came {
    let _ = write!(out, "    <testcase{}{}", attribute("name", rule), attribute("classname", file));
    let open = |finding: &&&Finding| finding.disposition == Disposition::Active;
    let active: Vec<&Finding> = case.findings.iter().filter(open).copied().collect();
    // One element a case: readers that take several show the first.
    if let Some(first) = active.first() {
        let _ = write!(out, "{}>\n      <failure", place_attributes(report, first));
        let failed = active.iter().any(|finding| finding.verdict == Verdict::Fail);
        let kind = if failed { Verdict::Fail.word() } else { first.verdict.word() };
        let kind = format!("{kind}.{}", first.severity.word());
        let message = catalogue::text(lang, &first.message);
        let bodies: Vec<String> = active.iter().map(|finding| body(report, finding, lang)).collect();
        let _ = write!(out, "{}{}>", attribute("message", &message), attribute("type", &kind));
        let _ = writeln!(out, "{}</failure>\n    </testcase>", xml::text(&bodies.join("\n")));
        return Came::Failed;
    }
    let set_aside = case.findings.first().map(|finding| {
        catalogue::word(lang, if finding.disposition == Disposition::Waived { "page.waived" } else { "page.baselined" })
    });
    match set_aside.or_else(|| case.exempt.first().map(|reason| (*reason).to_owned())) {
        Some(reason) => {
            let _ = writeln!(out, ">\n      <skipped{}/>\n    </testcase>", attribute("message", &reason));
            Came::Skipped
        }
        None => {
            out.push_str("/>\n");
            Came::Passed
        }
    }
}

/// GitLab and others link a case to its line by these two.
fn place_attributes(report: &Report, finding: &Finding) -> String {
    let source = report.sources.get(finding.location.source);
    if source.home == Home::Builtin {
        return String::new();
    }
    let line = source.place(finding.location.span.start).line;
    attribute("file", &source.path) + attribute("line", &line.to_string()).as_str()
}

/// `path:line:column: weight: title`, the message, help and clauses.
fn body(report: &Report, finding: &Finding, lang: Lang) -> String {
    let place = shown_place(report.sources.get(finding.location.source), finding.location.span.start);
    let (weight, title) = (title::weight(lang, finding), title::of_finding(lang, finding));
    let head = match lang {
        Lang::En => format!("{place}: {weight}: {title}"),
        Lang::Zh => format!("{place}：{weight}：{title}"),
    };
    let mut lines = vec![head, catalogue::text(lang, &finding.message)];
    lines.extend(finding.help.iter().map(|help| help_line(lang, help)));
    lines.extend(finding.clauses.iter().flat_map(|cited| citation::lines(lang, finding, cited)));
    lines.push(finding.handle());
    lines.iter().map(|line| format!("{line}\n")).collect()
}

fn help_line(lang: Lang, help: &Message) -> String {
    catalogue::compose(lang, &Message::new("finding.help"), &[("text", &catalogue::text(lang, help))])
}

/// Trouble of policies, configuration or the tool: an error is not the fault of a file.
fn problems(out: &mut String, report: &Report, tally: &mut Tally, lang: Lang) {
    for row in &report.diagnostics {
        let diagnostic = &row.diagnostic;
        let place = diagnostic.location.map(|at| shown_place(report.sources.get(at.source), at.span.start));
        let mut lines: Vec<String> = place.into_iter().collect();
        lines.extend(diagnostic.help.iter().map(|help| help_line(lang, help)));
        let name = row.policy.as_deref().unwrap_or(&diagnostic.code);
        let _ = write!(out, "    <testcase{}{}>\n      ", attribute("name", name), attribute("classname", "ombud"));
        let message = catalogue::text(lang, &diagnostic.message);
        if diagnostic.severity == Severity::Error {
            let (message, code) = (attribute("message", &message), attribute("type", &diagnostic.code));
            let _ = write!(out, "<error{message}{code}>{}</error>", xml::text(&lines.join("\n")));
            tally.add(Came::Erred);
        } else {
            lines.insert(0, message);
            let _ = write!(out, "<system-out>{}</system-out>", xml::text(&lines.join("\n")));
            tally.add(Came::Passed);
        }
        out.push_str("\n    </testcase>\n");
    }
}

fn write_suite(out: &mut String, name: &str, tally: Tally, cases: &str) {
    let _ = write!(out, "  <testsuite{}{}", attribute("name", name), tally.attributes());
    out.push_str(&if cases.is_empty() { "/>\n".to_owned() } else { format!(">\n{cases}  </testsuite>\n") });
}

impl Tally {
    fn add(&mut self, came: Came) {
        self.tests += 1;
        match came {
            Came::Passed => {}
            Came::Failed => self.failures += 1,
            Came::Erred => self.errors += 1,
            Came::Skipped => self.skipped += 1,
        }
    }

    fn merge(&mut self, other: Self) {
        self.tests += other.tests;
        self.failures += other.failures;
        self.errors += other.errors;
        self.skipped += other.skipped;
    }

    fn attributes(self) -> String {
        let Self { tests, failures, errors, skipped } = self;
        format!(" tests=\"{tests}\" failures=\"{failures}\" errors=\"{errors}\" skipped=\"{skipped}\"")
    }
}

#[cfg(test)]
mod tests;
