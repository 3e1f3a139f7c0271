//! Why: people know a clause by its instrument and article, in the manner of their language, never by our key.

use crate::clause::Relation;
use crate::finding::{Cited, Finding, Limit, LimitOrigin, Verdict};
use crate::message::{Arg, Lang, LocalText, Message};
use crate::render::catalogue;

/// A clause as people cite it: `Personal Information Protection Law (PIPL), art. 6`, 《个人信息保护法》第六条.
pub fn citation(lang: Lang, cited: &Cited) -> String {
    named(lang, &cited.instrument, &cited.article)
}

/// An instrument and its article as people cite them.
pub fn named(lang: Lang, instrument: &LocalText, article: &LocalText) -> String {
    let instrument = catalogue::local(lang, instrument);
    let article = catalogue::local(lang, article);
    match lang {
        Lang::Zh if instrument.contains(ideograph) => in_chinese(&instrument, &article),
        _ => match (instrument.is_empty(), article.is_empty()) {
            (false, false) => format!("{instrument}, {article}"),
            _ => instrument + article.as_str(),
        },
    }
}

/// What is said below a finding of a clause: what it is to the finding, how people cite it, and the condition under which
/// it binds, which no check evaluates.
pub fn lines(lang: Lang, finding: &Finding, cited: &Cited) -> Vec<String> {
    let said = match cited.relation {
        Relation::Model => {
            catalogue::compose(lang, &Message::new("finding.good-practice"), &[("text", &citation(lang, cited))])
        }
        Relation::Sets | Relation::Supports => duty(lang, finding, cited),
    };
    let only = (!cited.applies_when.is_empty()).then(|| {
        let condition = catalogue::local(lang, &cited.applies_when);
        catalogue::compose(lang, &Message::new("finding.only-where"), &[("text", &condition)])
    });
    [said].into_iter().chain(only).collect()
}

/// What a clause that is a duty is to a finding, and how people cite it. A general duty that a rule serves is not broken
/// by one value of a file; a clause that states what is checked is.
pub fn duty(lang: Lang, finding: &Finding, cited: &Cited) -> String {
    let broken = finding.verdict == Verdict::Fail && cited.relation == Relation::Sets;
    let id = match (broken, sets_limit(finding, cited)) {
        (true, true) => "finding.broken-and-sets",
        (true, false) => "finding.broken",
        (false, true) => "finding.asked-for-and-sets",
        (false, false) => "finding.asked-for",
    };
    let message = Message::new(id).arg("breach", Arg::Word(cited.breach));
    catalogue::compose(lang, &message, &[("text", &citation(lang, cited))])
}

/// Who set the limit of a finding: a clause by its name, else a word for it.
pub(super) fn who_set(finding: &Finding, limit: &Limit) -> Arg {
    match finding.clauses.iter().find(|cited| sets_limit(finding, cited)) {
        Some(cited) => Arg::Citation(cited.instrument.clone(), cited.article.clone()),
        None => Arg::Word(limit.origin.words()),
    }
}

fn sets_limit(finding: &Finding, cited: &Cited) -> bool {
    finding.limit.as_ref().is_some_and(|limit| matches!(&limit.origin, LimitOrigin::Clause(id) if *id == cited.id))
}

/// Title marks go around the title alone: a standard's number stays before them, and what identifies the edition
/// (decree number, year of amendment) behind, as in GB/T 35273—2020《个人信息安全规范》 and
/// 《网络数据安全管理条例》（国务院令第790号）.
fn in_chinese(instrument: &str, article: &str) -> String {
    let (number, edition) = (number_end(instrument), edition_start(instrument));
    let mut out = match instrument.get(number..edition).map(str::trim) {
        _ if instrument.contains('《') => instrument.to_owned(),
        None | Some("") => format!("《{instrument}》"),
        Some(title) => format!("{}《{title}》{}", instrument[..number].trim_end(), &instrument[edition..]),
    };
    if out.ends_with(|c: char| c.is_ascii()) && article.starts_with(|c: char| c.is_ascii()) {
        out.push(' ');
    }
    out.push_str(article);
    out
}

/// Where the number of a standard (`GB/T 35273—2020 `) ends and its title begins; 0 without a number.
fn number_end(instrument: &str) -> usize {
    let Some(title) = instrument.find(ideograph) else { return 0 };
    match instrument[..title].rfind(' ') {
        Some(at) => at + 1,
        None => 0,
    }
}

/// Where a bracket that closes the name begins; the end without one.
fn edition_start(instrument: &str) -> usize {
    if instrument.ends_with('）') { instrument.rfind('（').unwrap_or(instrument.len()) } else { instrument.len() }
}

fn ideograph(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clause::Relation;

    fn cited(instrument: (&str, &str), article: (&str, &str)) -> Cited {
        let text = |(en, zh): (&str, &str)| LocalText {
            en: (!en.is_empty()).then(|| en.into()),
            zh: (!zh.is_empty()).then(|| zh.into()),
        };
        Cited {
            id: "x".into(),
            relation: Relation::Supports,
            instrument: text(instrument),
            article: text(article),
            obligation: LocalText::default(),
            applies_when: LocalText::default(),
            breach: "word.breach.law",
        }
    }

    #[test]
    fn clauses_are_cited_in_the_manner_of_the_language() {
        let table = [
            (
                ("Personal Information Protection Law (PIPL)", "个人信息保护法"),
                ("art. 6", "第六条"),
                "Personal Information Protection Law (PIPL), art. 6",
                "《个人信息保护法》第六条",
            ),
            (
                ("Decree 790", "网络数据安全管理条例（国务院令第790号）"),
                ("art. 9", "第九条"),
                "Decree 790, art. 9",
                "《网络数据安全管理条例》（国务院令第790号）第九条",
            ),
            (
                ("GB/T 35273-2020 Specification", "GB/T 35273—2020 个人信息安全规范"),
                ("6.3", "6.3"),
                "GB/T 35273-2020 Specification, 6.3",
                "GB/T 35273—2020《个人信息安全规范》6.3",
            ),
            (
                ("GB/T 47746-2026", "GB/T 47746—2026 顾客联络服务 人工与智能客户服务协同要求"),
                ("ch. 4", "第4章"),
                "GB/T 47746-2026, ch. 4",
                "GB/T 47746—2026《顾客联络服务 人工与智能客户服务协同要求》第4章",
            ),
            (
                ("Regulation (EU) 2016/679 (GDPR)", "欧盟《通用数据保护条例》（GDPR）"),
                ("art. 5(1)(b)", "第5(1)(b)条"),
                "Regulation (EU) 2016/679 (GDPR), art. 5(1)(b)",
                "欧盟《通用数据保护条例》（GDPR）第5(1)(b)条",
            ),
            (("Our service charter", ""), ("", ""), "Our service charter", "Our service charter"),
            (("", "客户服务承诺"), ("2.1", ""), "客户服务承诺, 2.1", "《客户服务承诺》2.1"),
            (("", "（内部）"), ("", "一"), "（内部）, 一", "《（内部）》一"),
        ];
        for (instrument, article, en, zh) in table {
            let cited = cited(instrument, article);
            assert_eq!(citation(Lang::En, &cited), en);
            assert_eq!(citation(Lang::Zh, &cited), zh);
        }
    }

    #[test]
    fn a_clause_of_a_workspace_cannot_carry_terminal_codes() {
        assert_eq!(citation(Lang::En, &cited(("a\x1b[2Jb", ""), ("\u{202e}1", ""))), "a␛[2Jb, <U+202E>1");
    }
}
