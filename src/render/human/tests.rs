use super::*;
use crate::finding::LimitOrigin;
use crate::finding::{Cause, Limit, Verdict};
use crate::render::Color;
use crate::render::sample::{add, at, both, clauses, fault, finding, member, report};
use crate::report::{Evaluations, MemberState};

const PROCESS: &str = r#"kind = "process"
id = "complaints"

[deadlines]
acknowledge = "3 business days"
resolve = "30 days"
"#;

/// Both languages one after the other, so that a reviewer sees them side by side.
fn shown(report: &Report) -> String {
    Lang::ALL.map(|lang| human(report, &Style::plain(lang))).join("\n════════\n\n")
}

fn one(path: &str, text: &str, needle: &str, change: impl FnOnce(&mut Finding, &mut Sources)) -> Report {
    let mut sources = Sources::default();
    let id = add(&mut sources, path, text);
    let mut finding = finding(&sources, id, needle);
    change(&mut finding, &mut sources);
    let mut report = report(sources);
    report.population = vec![member(path, MemberState::Read)];
    report.evaluations = Evaluations { fail: 1, unknown: 0, pass: 17, not_applicable: 2, exempt: 0 };
    report.findings = vec![finding];
    report
}

#[test]
fn a_plain_finding() {
    let report = one("processes/complaints.toml", PROCESS, "\"3 business days\"", |finding, _| {
        finding.help = vec![Message::own(both("write \"24 hours\" or less", "改为“24小时”或更短"))];
        finding.clauses = clauses();
        finding.limit =
            Some(Limit { value: "24 hours".into(), origin: LimitOrigin::Clause("au.rg271.51".into()), location: None });
    });
    insta::assert_snapshot!(shown(&report));
}

#[test]
fn a_missing_value_that_cannot_be_judged() {
    let report = one("processes/complaints.toml", PROCESS, "deadlines", |finding, _| {
        finding.verdict = Verdict::Unknown(Cause::Undecidable);
        finding.value = None;
        finding.clauses = clauses();
        finding.limit = None;
        finding.title = LocalText { en: Some("No limit for acknowledgement".into()), zh: None };
        finding.message = Message::own(both("No limit is stated.", "未写明时限。"));
    });
    insta::assert_snapshot!(shown(&report));
}

#[test]
fn a_limit_that_another_file_sets() {
    let report = one("processes/complaints.toml", PROCESS, "\"3 business days\"", |finding, sources| {
        let config = "lang = [\"en\", \"zh\"]\n\n[params.\"service/acknowledge-too-slow\"]\nwithin = \"24 hours\" # agreed in May\n";
        let config = add(sources, "ombud.toml", config);
        let location = Some(at(sources, config, "\"24 hours\""));
        finding.limit = Some(Limit { value: "24 hours".into(), origin: LimitOrigin::Config, location });
        finding.related = vec![Related {
            location: at(sources, finding.location.source, "\"30 days\""),
            message: Message::own(both("the final deadline", "最终时限")),
        }];
    });
    insta::assert_snapshot!(shown(&report));
}

#[test]
fn wide_characters_and_joined_emoji() {
    let text = "办理:\n\t投诉确认: 三个👩‍💻工作日❤️👍🏽  # 👨‍👩‍👧‍👦 客户\n  负责人: 张三\n";
    let report = one("流程/投诉.yaml", text, "三个👩‍💻工作日❤️👍🏽", |finding, sources| {
        finding.related = vec![Related {
            location: at(sources, finding.location.source, "客户"),
            message: Message::own(both("who is told", "被告知的人")),
        }];
    });
    insta::assert_snapshot!(shown(&report));
}

#[test]
fn a_long_line_is_cut_around_the_value() {
    let text = format!("{{\"a\": \"{}\", \"within\": \"3 days\", \"z\": \"{}\"}}", "长".repeat(400), "y".repeat(400));
    insta::assert_snapshot!(shown(&one("minified.json", &text, "\"3 days\"", |_, _| {})));
}

#[test]
fn control_characters_never_reach_the_terminal() {
    let text = "\u{202e}key\x1b]0;t\x07: \"1\x1b[2J\u{9b}day\rs\" # \x7f\nnext: 1\n";
    let report = one("a\x1b[31m\nb.yaml", text, "1\x1b[2J\u{9b}day\rs", |finding, _| {
        finding.pointer = "/\u{202e}key\x1b".into();
        finding.help = vec![Message::own(LocalText::same("do \x1b[0m this"))];
        finding.document.id = Some("x\x08".into());
        finding.policy = "own/\x1bpolicy".into();
    });
    let shown = shown(&report);
    assert!(!shown.contains(|c| c != '\n' && crate::render::escape::hidden(c)));
    insta::assert_snapshot!(shown);
}

#[test]
fn a_value_over_several_lines() {
    let text = "notice: |\n  We have your complaint.\n  We answer soon.\nnext: 1\n";
    let value = "|\n  We have your complaint.\n  We answer soon.\n";
    insta::assert_snapshot!(shown(&one("notice.yaml", text, value, |finding, _| finding.limit = None)));
}

#[test]
fn an_empty_report() {
    let mut report = report(Sources::default());
    report.population = vec![member("a.toml", MemberState::Read), member("old.toml", MemberState::Excluded)];
    report.evaluations.pass = 12;
    report.evaluations.not_applicable = 8;
    report.notes = vec![Message::own(both("no jurisdiction is declared", "没有声明适用地区"))];
    insta::assert_snapshot!(shown(&report));
}

#[test]
fn an_incomplete_report() {
    let mut report = one("processes/complaints.toml", PROCESS, "\"3 business days\"", |_, _| {});
    let script = add(&mut report.sources, "policies/own/tone.rhai", "fn check(doc) {\n    doc.toen == 1\n}\n");
    report.diagnostics = vec![fault(&report.sources, script, "doc.toen")];
    let flag = Message::own(both("no such folder: docs", "没有这个文件夹：docs"));
    report.diagnostics.push(Repeated {
        policy: None,
        diagnostic: Diagnostic::new("cli/no-such-path", Severity::Error, None, flag),
        count: 0,
    });
    for state in [MemberState::Broken, MemberState::Unrecognised, MemberState::OverLimit] {
        report.population.push(member("x", state));
    }
    insta::assert_snapshot!(shown(&report));
}

#[test]
fn sixty_findings_are_capped() {
    let mut sources = Sources::default();
    let mut findings = Vec::new();
    for at in 0..60 {
        let id = add(&mut sources, &format!("p{:02}.toml", at / 2), PROCESS);
        let mut finding = finding(&sources, id, "\"30 days\"");
        finding.severity = if at % 3 == 0 { Severity::Error } else { Severity::Warning };
        findings.push(finding);
    }
    findings[0].disposition = Disposition::Waived;
    findings[1].disposition = Disposition::Baselined;
    let mut report = report(sources);
    report.findings = findings;
    for (lang, expected) in [
        (
            Lang::En,
            "8 more findings not shown: 2 errors, 6 warnings, 0 info\nshow all with --max-findings 58, or one a line with --output-format concise\n",
        ),
        (Lang::Zh, "另有 8 个问题未列出：2 个错误，6 个警告，0 个提示\n用 --max-findings 58 全部列出"),
    ] {
        let shown = human(&report, &Style::plain(lang));
        assert!(shown.contains(expected), "{shown}");
        assert_eq!(shown.matches("service/acknowledge-too-slow").count(), 50);
        let all = human(&report, &Style { max_findings: None, ..Style::plain(lang) });
        assert_eq!(all.matches("service/acknowledge-too-slow").count(), 58);
    }
}

#[test]
fn colours_and_ascii_repeat_the_same_words() {
    let report = one("processes/complaints.toml", PROCESS, "\"3 business days\"", |_, _| {});
    let plain = human(&report, &Style::plain(Lang::En));
    let coloured = human(&report, &Style { color: Color::Always, ..Style::plain(Lang::En) });
    let mut stripped = String::new();
    let mut rest = coloured.as_str();
    while let Some((before, code)) = rest.split_once("\x1b[") {
        stripped.push_str(before);
        rest = code.split_once('m').expect("a colour").1;
    }
    assert_eq!(stripped + rest, plain);
    let style = Style { graphics: Graphics::Ascii, width: 60, ..Style::plain(Lang::En) };
    insta::assert_snapshot!(human(&report, &style));
}

#[test]
fn trouble_before_a_report() {
    let mut sources = Sources::default();
    let id = add(&mut sources, "ombud.toml", "[gate]\nfail-on = \"error\"\n");
    let message = Message::own(both("`{key}` is not a key of [gate]", "[gate] 中没有 `{key}` 这个键"));
    let diagnostic =
        Diagnostic::error("config/unknown-key", at(&sources, id, "fail-on"), message.text("key", "fail-on"))
            .with_help(Message::own(both("did you mean `fail_on`?", "是否想写 `fail_on`？")));
    let shown = Lang::ALL.map(|lang| diagnostics(std::slice::from_ref(&diagnostic), &sources, &Style::plain(lang)));
    insta::assert_snapshot!(shown.concat());
}

#[test]
fn the_outcome_claims_no_more_than_was_judged() {
    let mut report = one("processes/complaints.toml", PROCESS, "\"3 business days\"", |_, _| {});
    report.population.push(member("odd.toml", MemberState::Unrecognised));
    let rest = "0 waived, 0 baselined, 0 files excluded, 1 file not recognised";
    let sentence = |report: &Report| outcome(report, Lang::En);
    assert_eq!(sentence(&report), format!("1 open finding at or above \"warning\"; {rest}"));
    report.findings[0].severity = Severity::Info;
    let below = "no open finding at or above \"warning\" in the scope judged, 1 below it";
    assert_eq!(sentence(&report), format!("{below}; {rest}"));
    report.fail_on = None;
    let off = "1 open finding, none of which fails the run (the gate is off)";
    assert_eq!(sentence(&report), format!("{off}; {rest}"));
    report.findings[0].disposition = Disposition::Waived;
    assert_eq!(
        sentence(&report),
        "no open finding in the scope judged; 1 waived, 0 baselined, 0 files excluded, 1 file not recognised"
    );
}
