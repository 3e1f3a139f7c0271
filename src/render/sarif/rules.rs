//! Why: code scanning shows a rule beside each alert and takes only rules that describe themselves. Policies in force
//! bring title, prose and help; built-in checks have a title, and the same is said of all of them.

use std::collections::BTreeMap;

use super::shape::{Configuration, Descriptor, RuleFacts, Text};
use crate::diagnostic::Severity;
use crate::finding::Finding;
use crate::message::{Lang, LocalText, Message};
use crate::render::citation::citation;
use crate::render::escape::visible;
use crate::render::markdown::escape;
use crate::render::{catalogue, pages, title};
use crate::report::{Report, RuleRef};

/// Characters that GitHub takes of a description.
const DESCRIPTION: usize = 1024;

/// Tags that GitHub keeps of a rule.
const TAGS: usize = 10;

/// The rules of a run, sorted by id: the policies in force, and what else the findings name.
pub fn rules<'a>(report: &'a Report, findings: &[&'a Finding], lang: Lang) -> Vec<Descriptor<'a>> {
    let mut named: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for finding in findings {
        named.entry(&finding.policy).or_default().push(finding);
    }
    let mut list: Vec<Descriptor<'_>> = Vec::with_capacity(report.rules.len());
    for rule in &report.rules {
        let own = named.remove(&*rule.id).unwrap_or_default();
        list.push(of_policy(rule, &own, lang));
    }
    list.extend(named.into_iter().filter_map(|(id, findings)| of_check(id, findings.first()?, lang)));
    list.sort_by_key(|rule| rule.id);
    list
}

fn of_policy<'a>(rule: &'a RuleRef, findings: &[&Finding], lang: Lang) -> Descriptor<'a> {
    let title = filled(catalogue::local(lang, &rule.title), &rule.id);
    let why: Vec<String> = paragraphs(&rule.why, lang);
    let full = filled(why.join(" "), &title);
    let mut help = why;
    let words = catalogue::local(lang, &rule.help);
    // Help with a value in it is said whole by each result.
    if !words.is_empty() && !words.contains('{') {
        help.push(catalogue::compose(lang, &Message::new("finding.help"), &[("text", &words)]));
    }
    let mut clauses: Vec<String> =
        findings.iter().flat_map(|finding| &finding.clauses).map(|cited| citation(lang, cited)).collect();
    clauses.sort();
    clauses.dedup();
    let pack = rule.id.split('/').next();
    let tags = ["ombud"].into_iter().chain(pack).chain(rule.risk_category.as_deref()).take(TAGS).collect();
    descriptor(&rule.id, rule.severity, (title, full), (help, clauses), tags)
}

fn of_check<'a>(id: &'a str, finding: &Finding, lang: Lang) -> Option<Descriptor<'a>> {
    let title = title::of_finding(lang, finding);
    let words = |id| catalogue::text(lang, &Message::new(id).text("title", title.as_str()));
    let (about, help) = match id.starts_with("builtin/") {
        true => (words("page.builtin-check"), vec![words("page.builtin-check"), words("page.builtin-help")]),
        false => (title.clone(), vec![]),
    };
    Some(descriptor(id, finding.severity, (title, about), (help, vec![]), vec!["ombud", id.split('/').next()?]))
}

fn descriptor<'a>(
    id: &'a str,
    severity: Severity,
    (title, full): (String, String),
    (help, clauses): (Vec<String>, Vec<String>),
    tags: Vec<&'a str>,
) -> Descriptor<'a> {
    let plain = help.iter().chain(&clauses).map(String::as_str).collect::<Vec<_>>().join("\n\n");
    let mut page: Vec<String> = help.iter().map(|part| format!("<span>{}</span>", escape::text(part))).collect();
    page.extend(clauses.iter().map(|clause| format!("- <span>{}</span>", escape::text(clause))));
    Descriptor {
        id,
        short_description: Text { text: cut(&title), markdown: None },
        full_description: Text { text: cut(&full), markdown: None },
        help: Text { text: filled(plain, &title), markdown: Some(filled(page.join("\n\n"), &title)) },
        default_configuration: Configuration { level: super::level(severity) },
        properties: RuleFacts {
            // What a file states is read, not guessed.
            precision: "high",
            problem_severity: match severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Info => "recommendation",
            },
            tags,
        },
    }
}

/// Prose as paragraphs, each on one line.
fn paragraphs(prose: &LocalText, lang: Lang) -> Vec<String> {
    let Some(text) = prose.get(lang) else { return Vec::new() };
    let paragraph = |part: &str| {
        let lines = part.lines().map(str::trim).filter(|line| !line.is_empty());
        pages::join(&lines.map(|line| visible(line).into_owned()).collect::<Vec<_>>())
    };
    text.split("\n\n").map(paragraph).filter(|part| !part.is_empty()).collect()
}

/// A text that is not empty, since an empty text is no value for GitHub.
fn filled(text: String, otherwise: &str) -> String {
    if text.is_empty() { visible(otherwise).into_owned() } else { text }
}

/// A text of as many characters as GitHub takes.
fn cut(text: &str) -> String {
    match text.char_indices().nth(DESCRIPTION) {
        None => text.to_owned(),
        Some(_) => text.chars().take(DESCRIPTION - 1).chain(['…']).collect(),
    }
}
