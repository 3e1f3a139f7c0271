//! Why: a person must be able to act on a finding without opening anything else: what the file states, where, against
//! which limit and who set it, what to do, and which clause asks for it, cited as people cite it.
//!
//! Findings that are waived or baselined are counted, not shown: they were dealt with.

mod order;
mod summary;

use crate::clause::Relation;
use crate::diagnostic::{Diagnostic, Location, Related, Severity};
use crate::finding::{Cited, Disposition, DocumentRef, Finding};
use crate::message::{Arg, Lang, LocalText, Message};
use crate::render::citation::{self, citation};
use crate::render::escape::visible;
use crate::render::frame::{Label, frames};
use crate::render::paint::{Tone, paint};
use crate::render::wrap::wrap;
use crate::render::{Graphics, Style, catalogue, title};
use crate::report::{Repeated, Report};
use crate::source::Sources;

pub(crate) use order::troubles_title;
pub(crate) use summary::{counts, day, outcome, severities};

/// A report for people.
pub fn human(report: &Report, style: &Style) -> String {
    let mut page = Page { out: String::new(), sources: &report.sources, style };
    let mut open: Vec<&Finding> = report.findings.iter().filter(|it| it.disposition == Disposition::Active).collect();
    open.chunk_by_mut(|one, next| one.document == next.document).for_each(order::causes_first);
    let (broken, remarks): (Vec<_>, Vec<_>) =
        report.diagnostics.iter().partition(|row| row.diagnostic.severity == Severity::Error);
    page.troubles(&broken);
    let shown = style.max_findings.unwrap_or(usize::MAX).min(open.len());
    let mut document = None;
    for (at, finding) in open[..shown].iter().enumerate() {
        if document != Some(&finding.document) {
            document = Some(&finding.document);
            // Findings come sorted, so those of one document stand together.
            let findings = open[at..].iter().take_while(|other| other.document == finding.document).count();
            page.document(&finding.document, findings);
        }
        page.finding(finding);
    }
    page.rest(&open[shown..], open.len());
    page.troubles(&remarks);
    page.skipped(report);
    for note in &report.notes {
        page.sentence("finding.note", &page.said(note), 0, Tone::Faint);
    }
    if !report.notes.is_empty() {
        page.out.push('\n');
    }
    summary::summary(&mut page.out, report, style);
    page.out
}

/// One finding alone.
pub(crate) fn one(finding: &Finding, sources: &Sources, style: &Style) -> String {
    let mut page = Page { out: String::new(), sources, style };
    page.finding(finding);
    page.out
}

/// Trouble that came before there was a report.
pub fn diagnostics(list: &[Diagnostic], sources: &Sources, style: &Style) -> String {
    let mut page = Page { out: String::new(), sources, style };
    list.iter().for_each(|diagnostic| page.diagnostic(diagnostic, None, 0));
    page.out
}

/// Columns by which what belongs to a finding is moved in.
const INDENT: usize = 2;

struct Page<'a> {
    out: String,
    sources: &'a Sources,
    style: &'a Style,
}

impl Page<'_> {
    fn document(&mut self, document: &DocumentRef, findings: usize) {
        let rule = match self.style.graphics {
            Graphics::Unicode => "──",
            Graphics::Ascii => "--",
        };
        let mut facts = Vec::new();
        if document.index > 0 {
            facts.push(format!("#{}", document.index + 1));
        }
        let name = [&document.kind, &document.id].into_iter().flatten().map(|it| visible(it)).collect::<Vec<_>>();
        if !name.is_empty() {
            facts.push(name.join(" "));
        }
        facts.push(self.fixed(Message::new("finding.document").number("n", findings)));
        let path = paint(self.style, Tone::Strong, &format!("{rule} {}", visible(&document.path)));
        let facts = match self.style.lang {
            Lang::En => format!(" ({})", facts.join(", ")),
            Lang::Zh => format!("（{}）", facts.join("，")),
        };
        self.out.push_str(&format!("{path}{}\n\n", paint(self.style, Tone::Faint, &facts)));
    }

    fn finding(&mut self, finding: &Finding) {
        let severity = title::weight(self.style.lang, finding);
        let title = match finding.title.is_empty() {
            true => self.word(title::of_builtin(&finding.policy)),
            false => self.words(&finding.title),
        };
        self.headline(finding.severity, &severity, &title, &finding.policy, &finding.handle());
        self.wrapped(&self.said(&finding.message));
        let labels = self.labels(finding);
        frames(&mut self.out, self.sources, &labels, finding.severity, self.style);
        for help in &finding.help {
            self.help(help);
        }
        for cited in &finding.clauses {
            self.clause(finding, cited);
        }
        self.out.push('\n');
    }

    /// `error: Title [pack/name] #handle`; the weight in colour, ids faint.
    fn headline(&mut self, severity: Severity, word: &str, title: &str, code: &str, handle: &str) {
        let colon = match self.style.lang {
            Lang::En => ": ",
            Lang::Zh => "：",
        };
        self.out.push_str(&paint(self.style, Tone::Weight(severity), word));
        self.out.push_str(&paint(self.style, Tone::Strong, &format!("{colon}{title}")));
        let ids = format!(" [{}] {handle}", visible(code));
        self.out.push_str(&paint(self.style, Tone::Faint, ids.trim_end()));
        self.out.push('\n');
    }

    fn labels(&self, finding: &Finding) -> Vec<Label> {
        let (limit, limit_here) = limit_labels(&finding.check);
        let mut text = match &finding.limit {
            Some(used) => self.fixed(
                Message::new(limit).text("limit", used.value.clone()).arg("origin", Arg::Word(used.origin.words())),
            ),
            None => String::new(),
        };
        if finding.value.is_none() && !finding.policy.starts_with("builtin/") {
            // What is missing, or a container, has no text of its own to be recognised by. Messages of built-in checks
            // quote what they are about.
            let pointer = visible(&finding.pointer);
            text = if text.is_empty() { pointer.into_owned() } else { format!("{pointer} · {text}") };
        }
        let mut labels = vec![Label { location: finding.location, text }];
        if let Some(limit) = &finding.limit
            && let Some(location) = limit.location
        {
            let here = Message::new(limit_here).arg("origin", citation::who_set(finding, limit));
            labels.push(Label { location, text: self.fixed(here) });
        }
        self.push_related(&mut labels, &finding.related);
        labels
    }

    /// Related places that are not shown already.
    fn push_related(&self, labels: &mut Vec<Label>, related: &[Related]) {
        for row in related {
            labels.push(Label { location: row.location, text: self.said(&row.message) });
        }
    }

    fn clause(&mut self, finding: &Finding, cited: &Cited) {
        let citation = citation(self.style.lang, cited);
        if cited.relation == Relation::Model {
            self.sentence("finding.good-practice", &citation, INDENT, Tone::Faint);
        } else {
            let line = citation::duty(self.style.lang, finding, cited);
            wrap(&mut self.out, &line, self.style.width, &" ".repeat(INDENT), INDENT * 2);
        }
        let indent = " ".repeat(INDENT * 2);
        if !cited.obligation.is_empty() {
            let obligation = self.words(&cited.obligation);
            wrap(&mut self.out, &obligation, self.style.width, &indent, INDENT * 2);
        }
        if !cited.applies_when.is_empty() {
            let condition = self.words(&cited.applies_when);
            let only =
                catalogue::compose(self.style.lang, &Message::new("finding.only-where"), &[("text", &condition)]);
            wrap(&mut self.out, &only, self.style.width, &indent, INDENT * 3);
        }
    }

    /// What was left out by the cap, and how to see it.
    fn rest(&mut self, hidden: &[&Finding], total: usize) {
        if hidden.is_empty() {
            return;
        }
        let count = |severity| hidden.iter().filter(|finding| finding.severity == severity).count();
        let severities = summary::severities(self.style.lang, count);
        let more = Message::new("finding.more").number("n", hidden.len());
        let more = catalogue::compose(self.style.lang, &more, &[("severities", &severities)]);
        let how = self.fixed(Message::new("finding.more-how").number("total", total));
        self.out.push_str(&format!("{more}\n{how}\n\n"));
    }

    fn skipped(&mut self, report: &Report) {
        if report.skipped().next().is_none() {
            return;
        }
        let title = self.fixed(Message::new("skipped.head"));
        self.out.push_str(&format!("{}\n", paint(self.style, Tone::Strong, &title)));
        for (row, reason) in report.skipped() {
            let path = match row.document.path.is_empty() {
                true => self.word("page.whole-workspace"),
                false => row.document.path.to_string(),
            };
            let line = Message::new("skipped.row").text("path", path).text("policy", &*row.policy);
            let line = catalogue::compose(self.style.lang, &line, &[("reason", &self.said(reason))]);
            wrap(&mut self.out, &line, self.style.width, &" ".repeat(INDENT), INDENT);
        }
        self.out.push('\n');
    }

    fn troubles(&mut self, rows: &[&Repeated]) {
        if rows.is_empty() {
            return;
        }
        let title = self.fixed(order::troubles_title(rows.iter().copied()));
        self.out.push_str(&format!("{}\n\n", paint(self.style, Tone::Strong, &title)));
        for row in rows {
            // Only a policy leaves evaluations behind; a file that cannot be read was never planned for any.
            let stopped = if row.policy.is_some() { row.count } else { 0 };
            self.diagnostic(&row.diagnostic, row.policy.as_deref(), stopped);
        }
    }

    fn diagnostic(&mut self, diagnostic: &Diagnostic, policy: Option<&str>, count: usize) {
        let severity = self.word(&format!("severity.{}", diagnostic.severity.word()));
        let title = self.word(title::of_problem(diagnostic));
        let code = match policy {
            Some(policy) if policy != diagnostic.code => format!("{policy} · {}", diagnostic.code),
            _ => diagnostic.code.to_string(),
        };
        self.headline(diagnostic.severity, &severity, &title, &code, "");
        self.wrapped(&self.said(&diagnostic.message));
        let place = |location: Location| Label { location, text: String::new() };
        let mut labels: Vec<Label> = diagnostic.location.map(place).into_iter().collect();
        self.push_related(&mut labels, &diagnostic.related);
        frames(&mut self.out, self.sources, &labels, diagnostic.severity, self.style);
        if count > 0 {
            self.wrapped(&self.fixed(Message::new("diagnostics.stopped").number("n", count)));
        }
        for help in &diagnostic.help {
            self.help(help);
        }
        self.out.push('\n');
    }

    fn help(&mut self, help: &Message) {
        self.sentence("finding.help", &self.said(help), INDENT, Tone::Help);
    }

    /// A sentence behind its coloured lead word (`help:`), wrapped under itself.
    fn sentence(&mut self, id: &'static str, text: &str, indent: usize, tone: Tone) {
        let line = catalogue::compose(self.style.lang, &Message::new(id), &[("text", text)]);
        let mut wrapped = String::new();
        wrap(&mut wrapped, &line, self.style.width, &" ".repeat(indent), indent + INDENT);
        let end = wrapped.find([':', '：']).unwrap_or(0);
        let (lead, rest) = wrapped.split_at(end);
        self.out.push_str(&lead[..indent.min(end)]);
        self.out.push_str(&paint(self.style, tone, &lead[indent.min(end)..]));
        self.out.push_str(rest);
    }

    fn wrapped(&mut self, text: &str) {
        wrap(&mut self.out, text, self.style.width, &" ".repeat(INDENT), INDENT);
    }

    fn fixed(&self, message: Message) -> String {
        catalogue::text(self.style.lang, &message)
    }

    fn word(&self, id: &str) -> String {
        catalogue::word(self.style.lang, id)
    }

    /// A message, with a mark if it had to be said in the other language.
    fn said(&self, message: &Message) -> String {
        self.marked(catalogue::text(self.style.lang, message), catalogue::speaks(self.style.lang, message))
    }

    /// A text, with a mark if it had to be said in the other language.
    fn words(&self, text: &LocalText) -> String {
        self.marked(catalogue::local(self.style.lang, text), catalogue::written_in(self.style.lang, text))
    }

    fn marked(&self, text: String, spoken: bool) -> String {
        match (spoken, self.style.lang) {
            (true, _) => text,
            (false, Lang::En) => format!("{text} {}", self.word("finding.other-language")),
            (false, Lang::Zh) => text + self.word("finding.other-language").as_str(),
        }
    }
}

/// Catalogue ids of what is said about a limit, at the value and where it is set: not all of them are bounds.
pub(crate) fn limit_labels(check: &str) -> (&'static str, &'static str) {
    match check {
        "not-allowed" => ("label.allowed", "label.allowed-here"),
        "differs" | "lacks" | "not-true" => ("label.wanted", "label.wanted-here"),
        "same" => ("label.unwanted", "label.wanted-here"),
        _ => ("label.limit", "label.limit-here"),
    }
}

#[cfg(test)]
mod tests;
