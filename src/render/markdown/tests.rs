use super::*;
use crate::render::sample::{HOSTILE, add, finding, full, hostile, report};
use crate::source::Sources;

/// The page without what it writes itself: tags, marks of lists, headings and tables.
fn stripped(page: &str) -> String {
    let own = ["<b>", "</b>", "<br>", "<code>", "</code>", "<sub>", "</sub>", "<span>", "</span>", MARKER];
    own.iter().fold(page.to_owned(), |page, tag| page.replace(tag, " "))
}

#[test]
fn a_page_reads_well() {
    let pages = Lang::ALL.map(|lang| markdown(&full(), &Style::plain(lang)));
    insta::assert_snapshot!(pages.join("\n════════\n\n"));
}

#[test]
fn an_empty_report_says_what_was_judged() {
    insta::assert_snapshot!(markdown(&report(Sources::default()), &Style::plain(Lang::En)));
}

#[test]
fn no_text_of_a_file_is_markup_a_link_or_a_name() {
    for lang in Lang::ALL {
        let page = markdown(&hostile(), &Style::plain(lang));
        let rest = stripped(&page);
        assert!(!rest.contains(['<', '>', '\u{1b}', '\u{202e}', '\r']), "{rest}");
        for joined in ["@team", "#1", "://", "](", "**d**", "`<"] {
            let bare = rest.match_indices(joined).filter(|(at, _)| !rest[..*at].ends_with('\\'));
            let bare: Vec<&str> = bare.map(|(at, _)| rest[at..].lines().next().unwrap_or("")).collect();
            // `\\]\\(` is not a link: both brackets are escaped.
            assert!(bare.is_empty(), "{joined}: {bare:?}");
        }
        for line in page.lines().filter(|line| !line.is_empty()) {
            let own = ["<!-- ", "### ", "#### <span>", "<b>", "| ", "|-", "- <", "  - "];
            assert!(own.iter().any(|start| line.starts_with(start)), "a line begins with words of a file: {line}");
        }
        let table: Vec<&str> = page.lines().filter(|line| line.starts_with('|')).collect();
        assert!(table.iter().all(|line| line.matches('|').count() == 7), "{table:?}");
        assert!(page.matches("<!--").count() == 1 && page.starts_with(MARKER));
    }
    assert!(HOSTILE.contains("-->"), "the end of a comment is part of the test");
}

#[test]
fn a_page_never_outgrows_a_comment_and_counts_what_is_missing() {
    let mut sources = Sources::default();
    let ids: Vec<_> = (0..300).map(|at| add(&mut sources, &format!("processes/{at:04}.yaml"), "长: 1\n")).collect();
    let mut report = report(sources);
    for (at, id) in ids.iter().cycle().take(3_000).enumerate() {
        let severity = [Severity::Info, Severity::Warning, Severity::Error][at % 3];
        let mut finding = Finding { severity, ..finding(&report.sources, *id, "长") };
        finding.help = vec![Message::new("note.no-jurisdiction")];
        report.findings.push(finding);
    }
    report.findings.sort_by(|a, b| a.order().cmp(&b.order()));
    let all = Style { max_findings: None, ..Style::plain(Lang::En) };
    let page = markdown(&report, &all);
    let characters = page.chars().count();
    assert!((MOST - 2 * RESERVE..=MOST).contains(&characters), "{characters}");
    let shown = page.matches("\n- <b>").count();
    assert!(page.contains(&format!("<b>{} more findings not shown: ", 3_000 - shown)), "{shown}");
    assert_eq!(page.matches("\n- <b>error").count(), shown, "the worst are kept");
    // Fewer are shown when the reader asks for fewer.
    let few = markdown(&report, &Style { max_findings: Some(7), ..all });
    assert_eq!(few.matches("\n- <b>").count(), 7);
    assert!(few.contains("<b>2993 more findings not shown: "));
}

#[test]
fn one_endless_text_hides_neither_the_others_nor_itself() {
    let mut report = full();
    let words = "字|".repeat(MOST);
    report.findings[2].help = vec![Message::own(crate::render::sample::both(&words, &words))];
    report.diagnostics[0].diagnostic.help = report.findings[2].help.clone();
    let page = markdown(&report, &Style::plain(Lang::En));
    assert!(page.chars().count() <= MOST);
    assert!(page.contains("<b>1 more finding not shown: 1 error, 0 warnings, 0 info</b>"), "{page}");
    assert!(page.contains("<b>1 more problem of rules, configuration or the tool itself not shown</b>"), "{page}");
    assert!(page.contains("could not be judged ·"));
}
