//! Why: the tests of all formats look at the same small reports, built by hand.

use std::sync::Arc;

use jiff::civil::date;

use crate::clause::Relation;
use crate::diagnostic::{Diagnostic, Location, Related, Severity};
use crate::finding::{Cause, Cited, Disposition, DocumentRef, Finding, Limit, LimitOrigin, Verdict, fingerprint};
use crate::message::{Arg, LocalText, Message};
use crate::report::{Evaluations, Exemption, Member, MemberState, PackRef, Pass, Repeated, Report, RuleRef};
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
        zone: None,
        fail_on: Some(Severity::Warning),
        jurisdictions: vec!["CN".into(), "AU".into()],
        sectors: vec!["finance".into()],
        catalogue_as_of: date(2026, 11, 1),
        policies_digest: "aa".repeat(32),
        config_digest: "bb".repeat(32),
        packs: vec![PackRef { id: "service".into(), version: "2026.11".into(), digest: "cc".repeat(32) }],
        population: vec![],
        policies: 20,
        rules: vec![rule()],
        evaluations: Evaluations::default(),
        findings: vec![],
        passes: vec![],
        verdicts: vec![],
        exempt: vec![],
        diagnostics: vec![],
        notes: vec![],
        accepts_empty: true,
        sources,
    }
}

/// The policy of [`finding`].
pub fn rule() -> RuleRef {
    RuleRef {
        id: "service/acknowledge-too-slow".into(),
        title: both("Acknowledgement limit too long", "投诉确认时限过长"),
        severity: Severity::Error,
        why: both(
            "Who complains waits in the dark.\n\nA prompt word costs little.",
            "投诉的人不知道有没有人收到。\n\n尽快回复一句话成本很低。",
        ),
        help: both("State a limit of {limit} or less.", "请写明不超过 {limit} 的时限。"),
        risk_category: Some("customer".into()),
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
    Member { document: document(path), sha256: sha256.into(), state }
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

/// What somebody might write to make a page, a log or a chat do something.
pub const HOSTILE: &str = "|`<script>alert(1)</script>` @team #1 ::error::x ##[add-mask]y %0A::warning::z\n::stop-commands::t\r\n\
    # head\n\x1b[31m\u{202e}\u{fffe} [a](javascript:1) ![b](http://c.example) ]]> \"'& **d** --> https://evil.example";

/// A report in which every text that somebody else wrote is [`HOSTILE`].
pub fn hostile() -> Report {
    let mut sources = Sources::default();
    let path = format!("a/{HOSTILE}.yaml");
    let id = add(&mut sources, &path, &format!("x: 1\n\"{HOSTILE}\": 2\n"));
    let script = add(&mut sources, "own.rhai", HOSTILE);
    let text = both(HOSTILE, HOSTILE);
    let mut finding = finding(&sources, id, HOSTILE);
    finding.policy = format!("own/{HOSTILE}").into();
    finding.title = text.clone();
    finding.message = Message::own(both("{value} {words}", "{value}{words}"))
        .text("value", HOSTILE)
        .arg("words", Arg::Local(text.clone()));
    finding.help = vec![Message::own(text.clone())];
    finding.clauses = clauses();
    for cited in &mut finding.clauses {
        (cited.instrument, cited.article, cited.applies_when) = (text.clone(), text.clone(), text.clone());
    }
    let mut report = report(sources);
    report.rules[0] =
        RuleRef { id: finding.policy.clone(), title: text.clone(), why: text.clone(), help: text.clone(), ..rule() };
    report.population = vec![member(&path, MemberState::Read)];
    report.exempt = vec![Exemption {
        policy: "own/other".into(),
        document: finding.document.clone(),
        reason: HOSTILE.into(),
        location: None,
    }];
    report.diagnostics = vec![Repeated {
        policy: Some(HOSTILE.into()),
        diagnostic: Diagnostic::error(HOSTILE, at(&report.sources, script, HOSTILE), Message::own(text.clone())),
        count: 1,
    }];
    report.notes = vec![Message::own(text)];
    report.findings = vec![finding];
    report
}

/// A report with one of everything, for pages.
pub fn full() -> Report {
    let mut sources = Sources::default();
    let process = add(&mut sources, "流程/a b.yaml", "id: 投诉\nwithin: \"3 days\"\nresolve: soon\nold: 1\n");
    let config = add(&mut sources, "ombud.toml", "within = \"24 hours\"\n");
    let script = add(&mut sources, "own.rhai", "fn check(doc) { doc.toen }\n");
    let builtin = sources.add(Arc::new(Source::from_text(Home::Builtin, "policies/a.rhai", "default = \"24h\"\n")));
    let mut failed = finding(&sources, process, "\"3 days\"");
    failed.clauses = clauses();
    failed.help = vec![Message::own(both("write \"24 hours\"", "改为“24 hours”"))];
    let set_here = Some(at(&sources, builtin, "\"24h\""));
    failed.limit = Some(Limit { value: "24h".into(), origin: LimitOrigin::OwnTarget, location: set_here });
    failed.related = vec![Related {
        location: at(&sources, config, "\"24 hours\""),
        message: Message::own(both("agreed here", "在此约定")),
    }];
    let mut unknown = finding(&sources, process, "soon");
    (unknown.verdict, unknown.severity) = (Verdict::Unknown(Cause::Undecidable), Severity::Warning);
    (unknown.policy, unknown.pointer, unknown.limit) = ("service/too-slow".into(), "/resolve".into(), None);
    unknown.message = Message::own(both("It cannot be told whether this is too long.", "无法判断是否过长。"));
    let mut builtin_check = finding(&sources, process, "id");
    builtin_check.policy = "builtin/unknown-key".into();
    builtin_check.title = LocalText::default();
    builtin_check.severity = Severity::Info;
    let mut waived = finding(&sources, process, "old");
    (waived.disposition, waived.policy) = (Disposition::Waived, "service/old".into());
    let mut everywhere = finding(&sources, builtin, "default");
    everywhere.document = crate::evaluate::workspace_reference();
    everywhere.policy = "service/nobody".into();
    for finding in [&mut unknown, &mut builtin_check, &mut waived, &mut everywhere] {
        finding.fingerprint = fingerprint(&finding.policy, &finding.check, &finding.document, &finding.pointer);
    }
    let mut report = report(sources);
    report.population = vec![member("流程/a b.yaml", MemberState::Read), member("z.json", MemberState::Read)];
    report.evaluations = Evaluations { fail: 3, unknown: 1, pass: 1, not_applicable: 34, exempt: 1 };
    report.findings = vec![everywhere, builtin_check, failed, unknown, waived];
    report.passes =
        vec![Pass { policy: "service/fine".into(), document: document("流程/a b.yaml"), pointers: vec![] }];
    report.exempt = vec![Exemption {
        policy: "service/paper".into(),
        document: document("流程/a b.yaml"),
        reason: "paper only".into(),
        location: None,
    }];
    report.diagnostics = vec![fault(&report.sources, script, "doc.toen")];
    report.notes = vec![Message::new("note.no-jurisdiction")];
    report
}
