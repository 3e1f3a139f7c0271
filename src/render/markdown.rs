//! Why: a reviewer reads a comment on a change or the summary of a job, not a log. The page says first how it ended, then
//! what was counted, then each finding under its file, the worst kept when there is no room for all.
//!
//! GitHub takes comments of at most 65,536 characters and summaries of at most 1 MiB; the page fits both. The marker in
//! its first line, which no reader sees, lets a pipeline find its own comment and write it anew instead of adding one.

pub mod escape;

use std::collections::{HashMap, HashSet};
use std::fmt::Write;

use crate::diagnostic::Severity;
use crate::finding::{Disposition, Finding, Verdict};
use crate::message::{Lang, Message};
use crate::render::human::{counts, outcome, severities, troubles_title};
use crate::render::{Style, catalogue, citation, shown_place, title};
use crate::report::{Repeated, Report};
use escape::text;

/// The first line of every page.
pub const MARKER: &str = "<!-- ombud-report -->";

/// Most characters of a page: what GitHub takes as a comment.
pub const MOST: usize = 65_536;

/// Characters kept free for the lines that say what was left out, in the longer language.
const RESERVE: usize = 1_000;

/// A report as a page in GitHub Flavored Markdown.
pub fn markdown(report: &Report, style: &Style) -> String {
    let lang = style.lang;
    let mut page = format!("{MARKER}\n\n### ombud\n\n<b>{}</b>\n\n", text(&outcome(report, lang)));
    table(&mut page, report, lang);
    let end = end(report, lang);
    let mut room = MOST.saturating_sub(RESERVE + length(&page) + length(&end));
    let mut kept = |block: &str| {
        let fits = length(block) <= room;
        room -= if fits { length(block) } else { 0 };
        fits
    };

    let problems: Vec<String> = report.diagnostics.iter().map(|row| problem(report, row, lang)).collect();
    let title = heading(&catalogue::text(lang, &troubles_title(report.diagnostics.iter())), "");
    let mut untold = problems.len();
    if !problems.is_empty() && kept(&title) {
        page.push_str(&title);
        for block in problems.iter().filter(|block| kept(block)) {
            page.push_str(block);
            untold -= 1;
        }
        page.push('\n');
    }
    let per_file = per_file(report);
    let (shown, hidden) = choose(report, style, &per_file, kept);
    findings(&mut page, &per_file, &shown, lang);
    rest(&mut page, &hidden, untold, lang);
    page.push_str(&end);
    page
}

/// The findings for which there is room, the worst first, in the order of the report; and the others.
fn choose<'a>(
    report: &'a Report,
    style: &Style,
    counts: &Counts<'_>,
    mut kept: impl FnMut(&str) -> bool,
) -> (Vec<(&'a Finding, String)>, Vec<&'a Finding>) {
    let (mut shown, mut hidden) = (Vec::new(), Vec::new());
    let mut open: HashSet<&str> = HashSet::new();
    for finding in report.worst_first() {
        let path = &*finding.document.path;
        if style.max_findings.is_none_or(|most| shown.len() < most) {
            let block = block(report, finding, style.lang);
            // A line end stands between two files.
            let head = if open.contains(path) { String::new() } else { file(counts, path, style.lang) + "\n" };
            if kept(&format!("{head}{block}")) {
                shown.push((finding, block));
                open.insert(path);
                continue;
            }
        }
        hidden.push(finding);
    }
    shown.sort_by(|(a, _), (b, _)| a.order().cmp(&b.order()));
    (shown, hidden)
}

fn findings(page: &mut String, counts: &Counts<'_>, shown: &[(&Finding, String)], lang: Lang) {
    let mut path = None;
    for (finding, block) in shown {
        if path != Some(&finding.document.path) {
            if path.is_some() {
                page.push('\n');
            }
            path = Some(&finding.document.path);
            page.push_str(&file(counts, &finding.document.path, lang));
        }
        page.push_str(block);
    }
    if path.is_some() {
        page.push('\n');
    }
}

/// Open findings of each file.
type Counts<'a> = HashMap<&'a str, usize>;

fn per_file(report: &Report) -> Counts<'_> {
    let mut counts = HashMap::new();
    for finding in report.findings.iter().filter(|finding| finding.disposition == Disposition::Active) {
        *counts.entry(&*finding.document.path).or_insert(0) += 1;
    }
    counts
}

/// The heading of a file, which counts all its open findings, shown or not.
fn file(counts: &Counts<'_>, path: &str, lang: Lang) -> String {
    let count = counts.get(path).copied().unwrap_or(0);
    let count = catalogue::text(lang, &Message::new("finding.document").number("n", count));
    let count = match lang {
        Lang::En => format!(" ({count})"),
        Lang::Zh => format!("（{count}）"),
    };
    // A rule over the workspace speaks about no single file.
    if path.is_empty() {
        return heading(&catalogue::word(lang, "page.whole-workspace"), &count);
    }
    heading(path, &count)
}

fn heading(words: &str, count: &str) -> String {
    format!("#### <span>{}</span>{count}\n\n", text(words))
}

fn block(report: &Report, finding: &Finding, lang: Lang) -> String {
    let source = report.sources.get(finding.location.source);
    let place = shown_place(source, finding.location.span.start);
    let mut out = item(
        &title::weight(lang, finding),
        &title::of_finding(lang, finding),
        &catalogue::text(lang, &finding.message),
        &[&place, &finding.policy, finding.handle().trim_start_matches('#')],
    );
    for help in &finding.help {
        help_line(&mut out, help, lang);
    }
    for cited in &finding.clauses {
        let lines: Vec<String> = citation::lines(lang, finding, cited).iter().map(|line| escape::text(line)).collect();
        let _ = writeln!(out, "  - {}", lines.join("<br>"));
    }
    out
}

fn problem(report: &Report, row: &Repeated, lang: Lang) -> String {
    let diagnostic = &row.diagnostic;
    let weight = catalogue::word(lang, &format!("severity.{}", diagnostic.severity.word()));
    let place = diagnostic.location.map(|at| shown_place(report.sources.get(at.source), at.span.start));
    let facts: Vec<&str> =
        [place.as_deref(), row.policy.as_deref(), Some(&*diagnostic.code)].into_iter().flatten().collect();
    let title = catalogue::word(lang, title::of_problem(diagnostic));
    let mut out = item(&weight, &title, &catalogue::text(lang, &diagnostic.message), &facts);
    if row.policy.is_some() {
        let stopped = Message::new("diagnostics.stopped").number("n", row.count);
        let _ = writeln!(out, "  - {}", text(&catalogue::text(lang, &stopped)));
    }
    for help in &diagnostic.help {
        help_line(&mut out, help, lang);
    }
    out
}

fn item(weight: &str, title: &str, message: &str, facts: &[&str]) -> String {
    let facts: Vec<String> = facts.iter().map(|fact| format!("<code>{}</code>", text(fact))).collect();
    let (weight, title) = (text(weight), text(title));
    format!("- <b>{weight} · {title}</b><br>{}<br>{}\n", text(message), facts.join(" · "))
}

fn help_line(out: &mut String, help: &Message, lang: Lang) {
    let words = catalogue::text(lang, help);
    let line = catalogue::compose(lang, &Message::new("finding.help"), &[("text", &words)]);
    let _ = writeln!(out, "  - {}", text(&line));
}

/// Open findings by weight, those among them that could not be judged, and those set aside.
fn table(page: &mut String, report: &Report, lang: Lang) {
    let unknown = |finding: &&Finding| {
        finding.disposition == Disposition::Active && matches!(finding.verdict, Verdict::Unknown(_))
    };
    let columns = [
        ("severity.error", report.active(Severity::Error)),
        ("severity.warning", report.active(Severity::Warning)),
        ("severity.info", report.active(Severity::Info)),
        ("page.of-them-unknown", report.findings.iter().filter(unknown).count()),
        ("page.waived", report.with(Disposition::Waived)),
        ("page.baselined", report.with(Disposition::Baselined)),
    ];
    let names: Vec<String> = columns.iter().map(|(id, _)| catalogue::word(lang, id)).collect();
    let numbers: Vec<String> = columns.iter().map(|(_, count)| count.to_string()).collect();
    let line = "---: |".repeat(columns.len());
    let _ = write!(page, "| {} |\n|{line}\n| {} |\n\n", names.join(" | "), numbers.join(" | "));
}

/// What had no room, counted.
fn rest(page: &mut String, hidden: &[&Finding], untold: usize, lang: Lang) {
    if !hidden.is_empty() {
        let count = |severity| hidden.iter().filter(|finding| finding.severity == severity).count();
        let severities = severities(lang, count);
        let more = Message::new("finding.more").number("n", hidden.len());
        let _ = writeln!(page, "<b>{}</b>\n", text(&catalogue::compose(lang, &more, &[("severities", &severities)])));
    }
    if untold > 0 {
        let more = Message::new("diagnostics.more").number("n", untold);
        let _ = writeln!(page, "<b>{}</b>\n", text(&catalogue::text(lang, &more)));
    }
}

/// Remarks, and what was judged by which day.
fn end(report: &Report, lang: Lang) -> String {
    let note = |note: &Message| {
        let words = catalogue::text(lang, note);
        catalogue::compose(lang, &Message::new("finding.note"), &[("text", &words)])
    };
    let lines = report.notes.iter().map(note).chain(counts(report, lang));
    lines.map(|line| format!("- <sub>{}</sub>\n", text(&line))).collect()
}

/// Hosts count characters, not bytes.
fn length(text: &str) -> usize {
    text.chars().count()
}

#[cfg(test)]
mod tests;
