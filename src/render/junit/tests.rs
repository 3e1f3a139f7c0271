use roxmltree::Document;

use super::*;
use crate::render::sample::{add, finding, full, hostile, report};
use crate::source::Sources;

fn count(page: &Document<'_>, name: &str) -> usize {
    page.descendants().filter(|node| node.has_tag_name(name)).count()
}

#[test]
fn a_file_is_a_suite_and_a_rule_a_case() {
    insta::assert_snapshot!(Lang::ALL.map(|lang| junit(&full(), &Style::plain(lang))).concat());
}

#[test]
fn counts_are_those_of_the_elements() {
    for report in [full(), hostile(), report(Sources::default())] {
        let text = junit(&report, &Style::plain(Lang::En));
        let page = Document::parse(&text).expect("well-formed");
        for node in page.descendants().filter(|node| node.tag_name().name().starts_with("testsuite")) {
            for (attribute, element) in
                [("tests", "testcase"), ("failures", "failure"), ("errors", "error"), ("skipped", "skipped")]
            {
                let below = node.descendants().filter(|node| node.has_tag_name(element)).count();
                assert_eq!(node.attribute(attribute), Some(below.to_string().as_str()), "{attribute}: {text}");
            }
        }
    }
}

#[test]
fn every_active_finding_is_in_it_under_one_case_of_its_rule() {
    let mut sources = Sources::default();
    let id = add(&mut sources, "p.yaml", "a: 1\nb: 2\n");
    let mut report = report(sources);
    report.findings = ["a", "b"].map(|needle| finding(&report.sources, id, needle)).to_vec();
    let text = junit(&report, &Style::plain(Lang::En));
    let page = Document::parse(&text).expect("well-formed");
    assert_eq!((count(&page, "testcase"), count(&page, "failure")), (1, 1));
    assert!(text.contains("p.yaml:1:1: ") && text.contains("p.yaml:2:1: "), "{text}");
}

#[test]
fn no_text_of_a_file_breaks_the_form() {
    for lang in Lang::ALL {
        let text = junit(&hostile(), &Style::plain(lang));
        let page = Document::parse(&text).expect("well-formed");
        assert_eq!(count(&page, "script"), 0);
        assert_eq!(count(&page, "failure") + count(&page, "error") + count(&page, "skipped"), 3);
        let failure = page.descendants().find(|node| node.has_tag_name("failure")).expect("a failure");
        assert!(failure.text().is_some_and(|text| text.contains("<script>alert(1)</script>")), "nothing is lost");
        assert!(!text.contains(|c| c != '\n' && crate::render::escape::hidden(c)));
        assert!(!text.contains(['\u{fffe}', '\u{ffff}']));
    }
}
