//! Why: the tests of all formats look at the same small reports, built by hand.

use std::sync::Arc;

use jiff::civil::date;

use crate::clause::Relation;
use crate::diagnostic::{Diagnostic, Location, Severity};
use crate::finding::{Cited, Disposition, DocumentRef, Finding, Limit, LimitOrigin, Verdict, fingerprint};
use crate::message::{LocalText, Message};
use crate::report::{Evaluations, Member, MemberState, PackRef, Repeated, Report};
use crate::source::{Home, Source, SourceId, Sources};
use crate::span::Span;

/// A text in both languages.
pub fn both(en: &str, zh: &str) -> LocalText {
    LocalText { en: Some(en.into()), zh: Some(zh.into()) }
}

/// An empty report over `sources`.
pub fn report(sources: Sources) -> Report {
    Report {
        as_of: date(2026, 11, 22),
        fail_on: Some(Severity::Warning),
        jurisdictions: vec!["CN".into(), "AU".into()],
        sectors: vec!["finance".into()],
        catalogue_as_of: date(2026, 11, 1),
        policies_digest: "aa".repeat(32),
        config_digest: "bb".repeat(32),
        packs: vec![PackRef { id: "service".into(), version: "2026.11".into(), digest: "cc".repeat(32) }],
        population: vec![],
        policies: 20,
        evaluations: Evaluations::default(),
        findings: vec![],
        passes: vec![],
        exempt: vec![],
        diagnostics: vec![],
        notes: vec![],
        sources,
    }
}

/// Adds a file of the workspace.
pub fn add(sources: &mut Sources, path: &str, text: &str) -> SourceId {
    sources.add(Arc::new(Source::from_text(Home::Workspace, path, text)))
}

/// The place of the first `needle`.
pub fn at(sources: &Sources, id: SourceId, needle: &str) -> Location {
    let start = sources.get(id).text.find(needle).expect("the needle is in the text");
    Location::new(id, Span::new(start, start + needle.len()))
}

/// A member of the population.
pub fn member(path: &str, state: MemberState) -> Member {
    let sha256 = if state == MemberState::Read { "dd".repeat(32) } else { String::new() };
    Member { document: document(path), sha256, state }
}

pub fn document(path: &str) -> DocumentRef {
    DocumentRef {
        path: path.into(),
        index: 0,
        kind: Some("process".into()),
        id: Some("complaints".into()),
        twin: false,
    }
}

/// A failed requirement about the first `needle` of a source, whose message quotes it.
pub fn finding(sources: &Sources, id: SourceId, needle: &str) -> Finding {
    let document = document(&sources.get(id).path);
    let pointer = "/deadlines/acknowledge/within".to_owned();
    Finding {
        policy: "service/acknowledge-too-slow".into(),
        check: "at-most".into(),
        title: both("Acknowledgement limit too long", "投诉确认时限过长"),
        severity: Severity::Error,
        verdict: Verdict::Fail,
        disposition: Disposition::Active,
        message: Message::own(both(
            "Complaints are to be acknowledged within {value}; at most {limit} is allowed.",
            "投诉确认时限为 {value}，超过允许的 {limit}。",
        ))
        .text("value", needle.trim_matches('"'))
        .text("limit", "24 hours"),
        help: vec![],
        clauses: vec![],
        fingerprint: fingerprint("service/acknowledge-too-slow", "at-most", &document, &pointer),
        document,
        pointer,
        value: Some(needle.trim_matches('"').into()),
        limit: Some(Limit { value: "24 hours".into(), origin: LimitOrigin::PackDefault, location: None }),
        location: at(sources, id, needle),
        related: vec![],
        read: Arc::default(),
        fix: None,
    }
}

/// A law, a standard and an own rule.
pub fn clauses() -> Vec<Cited> {
    let asic = Cited {
        id: "au.rg271.51".into(),
        relation: Relation::Sets,
        instrument: both("ASIC Regulatory Guide 271 Internal dispute resolution", "澳大利亚ASIC监管指南RG 271"),
        article: both("RG 271.51", "RG 271.51"),
        obligation: both(
            "Acknowledge each complaint within 24 hours or one business day of receiving it, or as soon as practicable.",
            "收到投诉后应在24小时或一个工作日内确认，或在可行时尽快确认。",
        ),
        applies_when: both("The firm gives financial services to retail clients.", "机构向零售客户提供金融服务。"),
        breach: "word.breach.standard",
    };
    let pipl = Cited {
        id: "cn.pipl.art50".into(),
        relation: Relation::Supports,
        instrument: both("Personal Information Protection Law (PIPL)", "个人信息保护法"),
        article: both("art. 50", "第五十条"),
        obligation: LocalText::default(),
        applies_when: LocalText::default(),
        breach: "word.breach.law",
    };
    let iso = Cited {
        id: "iso10002.7.4".into(),
        relation: Relation::Model,
        instrument: both(
            "ISO 10002:2018 Guidelines for complaints handling in organizations",
            "ISO 10002:2018 组织投诉处理指南",
        ),
        article: both("7.4", "7.4"),
        ..pipl.clone()
    };
    vec![asic, pipl, iso]
}

/// A rule that broke in three evaluations.
pub fn fault(sources: &Sources, id: SourceId, needle: &str) -> Repeated {
    let message =
        Message::own(both("the script asks for {key}, which no document has", "脚本读取了任何文件都没有的 {key}"));
    let diagnostic = Diagnostic::error("script/fault", at(sources, id, needle), message.text("key", needle))
        .with_help(Message::own(both("test the policy with `ombud test`", "用 `ombud test` 检验这条规则")));
    Repeated { policy: Some("own/tone".into()), diagnostic, count: 3 }
}
