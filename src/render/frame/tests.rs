use proptest::prelude::*;

use super::*;
use crate::message::Lang;
use crate::render::escape::hidden;
use crate::render::sample::add;
use crate::render::wrap::char_width;
use crate::span::Span;

/// The frames of some spans of a text, in ASCII so that they can be read here.
fn drawn(text: &str, spans: &[(usize, usize)], width: usize) -> String {
    let mut sources = Sources::default();
    let id = add(&mut sources, "a.yaml", text);
    let label = |(start, end): &(usize, usize)| Label {
        location: Location::new(id, Span::new(*start, *end)),
        text: format!("{start}"),
    };
    let labels: Vec<Label> = spans.iter().map(label).collect();
    let mut out = String::new();
    let style = Style { width, graphics: Graphics::Ascii, ..Style::plain(Lang::En) };
    frames(&mut out, &sources, &labels, Severity::Error, &style);
    out
}

#[test]
fn a_frame_shows_the_line_and_its_neighbours() {
    let text = "one\r\ntwo: 2\r\nthree\r\nfour\r\n";
    let expected = "   ,-[a.yaml:2:6]\n 1 | one\n 2 | two: 2\n   :      |\n   :      `-- 10\n 3 | three\n   `----\n";
    assert_eq!(drawn(text, &[(10, 11)], 80), expected);
}

#[test]
fn line_numbers_far_down_are_true() {
    let text = "x\n".repeat(20_000) + "here: 1\n";
    let at = text.find("here").unwrap();
    let shown = drawn(&text, &[(at, at + 4)], 80);
    assert!(shown.contains("[a.yaml:20001:1]") && shown.contains(" 20001 | here: 1\n"), "{shown}");
}

#[test]
fn an_empty_span_gets_an_arrow_even_at_the_very_end() {
    for (text, at) in [("", 0), ("a: ", 3), ("a: \n", 3), ("a\n", 2)] {
        assert!(drawn(text, &[(at, at)], 80).contains('^'), "{text:?}");
    }
}

#[test]
fn near_labels_share_a_frame_and_far_ones_get_their_own() {
    let text = "a\nb\nc\nd\ne\nf\ng\nh\n";
    assert_eq!(drawn(text, &[(0, 1), (4, 5)], 80).matches("a.yaml").count(), 1);
    let far = drawn(text, &[(12, 13), (0, 1)], 80);
    assert_eq!(far.matches("a.yaml").count(), 2);
    assert!(far.find("7:1") < far.find("1:1"), "the leading label comes first: {far}");
}

#[test]
fn no_more_than_twenty_labels_are_drawn() {
    let spans: Vec<(usize, usize)> = (0..200).map(|at| (at * 2, at * 2 + 1)).collect();
    assert_eq!(drawn(&"a ".repeat(200), &spans, 2_000).matches("`-- ").count(), 20);
}

#[test]
fn underlines_stand_under_what_they_mean() {
    for before in ["", "ab", "\t", "客户", "👩‍💻", "👨‍👩‍👧‍👦x", "❤️", "👍🏽", "🇨🇳", "é", "e\u{301}", "\x1b[31m", "\u{202e}", "ｱ"]
    {
        let text = format!("{before}VALUE # {before}");
        let at = before.len();
        let shown = drawn(&text, &[(at, at + 5)], 80);
        let mut lines = shown.lines().skip(1);
        let (source, underline) = (lines.next().unwrap(), lines.next().unwrap());
        let column = |line: &str, at: usize| line[..at].chars().map(char_width).sum::<usize>();
        let wanted = column(source, source.find("VALUE").unwrap());
        assert_eq!(column(underline, underline.find("^^|^^").unwrap()), wanted, "{shown}");
    }
}

#[test]
fn a_line_that_is_cut_still_shows_the_value() {
    for filler in ["x", "长", "\u{301}", "\t", "\x1b"] {
        let text = format!("{}VALUE{}", filler.repeat(5_000), filler.repeat(5_000));
        let at = filler.len() * 5_000;
        let shown = drawn(&text, &[(at, at + 5)], 60);
        assert!(shown.contains("VALUE") && shown.contains("..."), "{shown}");
        assert!(shown.lines().all(|line| line.chars().map(char_width).sum::<usize>() <= 66), "{shown}");
    }
}

proptest! {
    #[test]
    fn no_text_and_no_span_makes_it_panic_or_leak(
        text in "([a-z\\t\\r\\n\u{1b}\u{9b}\u{202e}客👩\u{200d}💻\u{fe0f}\u{301}]{0,60}\n?){0,4}",
        spans in proptest::collection::vec((0_usize..300, 0_usize..80), 1..6),
        width in 0_usize..120,
    ) {
        let spans: Vec<(usize, usize)> = spans.into_iter().map(|(start, len)| (start, start + len)).collect();
        let shown = drawn(&text, &spans, width);
        prop_assert!(!shown.contains(|c| c != '\n' && hidden(c)), "{shown:?}");
        prop_assert!(shown.contains("a.yaml:"));
    }
}
