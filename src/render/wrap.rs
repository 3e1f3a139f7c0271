//! Why: help and obligations are sentences, often longer than a terminal is wide, in a script with spaces between words
//! and in one without.

use unicode_width::UnicodeWidthChar;

/// Narrower terminals than this get lines of this many columns all the same.
const NARROWEST: usize = 40;

/// Punctuation that must not begin a line (the core of GB/T 15834 and of CLREQ line-breaking).
const CLOSING: &str = "，。、；：！？）》〉】」』”’…·,.;:!?)]%";

/// Punctuation that must not end a line.
const OPENING: &str = "（《〈【「『“‘([";

/// Appends `text` in lines of at most `width` columns: the first begins with `first`, the others with as many blanks as
/// `hang` says. Breaks at blanks and between wide characters; a word longer than a line is left whole, so that it can
/// be copied.
pub fn wrap(out: &mut String, text: &str, width: usize, first: &str, hang: usize) {
    let room = width.max(NARROWEST).saturating_sub(hang).max(1);
    let mut line = String::new();
    let mut columns = 0;
    let mut opportunity = None;
    let mut previous = '\0';
    let mut indent = first.to_owned();
    for c in text.chars() {
        if may_break(previous, c) {
            opportunity = Some(line.len());
        }
        line.push(c);
        columns += char_width(c);
        previous = c;
        if columns > room
            && c != ' '
            && let Some(at) = opportunity.take()
        {
            let rest = line.split_off(at);
            push_line(out, &indent, &line);
            indent = " ".repeat(hang);
            line = rest;
            columns = line.chars().map(char_width).sum();
        }
    }
    push_line(out, &indent, &line);
}

/// A text in lines of at most `columns` columns each, for a cell of a table or of a picture. Breaks where [`wrap`] does, after
/// the hyphens, strokes and dots of names, and inside a word where there is no other way: nothing may stick out of a cell.
pub fn fold(text: &str, columns: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let (mut line, mut width, mut opportunity, mut previous) = (String::new(), 0, None, '\0');
        for c in paragraph.chars() {
            if may_break(previous, c) || matches!(previous, '-' | '_' | '/' | '.') && c != ' ' {
                opportunity = Some(line.len());
            }
            if width + char_width(c) > columns.max(2) && !line.is_empty() && c != ' ' {
                let rest = line.split_off(opportunity.take().unwrap_or(line.len()));
                lines.push(line.trim_end().to_owned());
                width = text_width(&rest);
                line = rest;
            }
            line.push(c);
            width += char_width(c);
            previous = c;
        }
        lines.push(line.trim_end().to_owned());
    }
    lines
}

/// Columns that a text takes on a terminal.
pub fn text_width(text: &str) -> usize {
    text.chars().map(char_width).sum()
}

/// Columns that a character takes on a terminal.
pub fn char_width(c: char) -> usize {
    c.width().unwrap_or(0)
}

fn push_line(out: &mut String, indent: &str, line: &str) {
    out.push_str(indent);
    out.push_str(line.trim_end());
    out.push('\n');
}

fn may_break(previous: char, c: char) -> bool {
    if previous == '\0' || c == ' ' {
        return false;
    }
    let between_wide = char_width(previous) == 2 || char_width(c) == 2;
    previous == ' ' || between_wide && !CLOSING.contains(c) && !OPENING.contains(previous)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, width: usize) -> Vec<String> {
        let mut out = String::new();
        wrap(&mut out, text, width, "- ", 2);
        out.lines().map(str::to_owned).collect()
    }

    #[test]
    fn english_breaks_at_blanks() {
        let shown = lines("one two three four five six seven eight nine ten", 40);
        assert_eq!(shown, ["- one two three four five six seven", "  eight nine ten"]);
    }

    #[test]
    fn chinese_breaks_anywhere_but_before_closing_punctuation() {
        let text = "处理须有明确、合理目的并与目的直接相关影响，采取影响最小的方式。";
        let shown = lines(text, 40);
        assert_eq!(shown.len(), 2);
        assert!(!shown[1].trim_start().starts_with('，'), "{shown:?}");
        assert!(shown.iter().all(|line| line.chars().map(char_width).sum::<usize>() <= 40), "{shown:?}");
        assert_eq!(shown.concat().replace("- ", "").replace("  ", ""), text);
    }

    #[test]
    fn nothing_sticks_out_of_a_cell() {
        assert_eq!(fold("late-answers in peak season", 8), ["late-", "answers", "in peak", "season"]);
        assert_eq!(fold("abcdefghij k", 4), ["abcd", "efgh", "ij k"]);
        assert_eq!(fold("投诉超，期无人", 6), ["投诉", "超，期", "无人"]);
        assert_eq!(fold("a\n\nb", 4), ["a", "", "b"]);
        assert_eq!(fold("", 4), [""]);
        for columns in 2..30 {
            let text = "投诉 complaint-records.description，超期；a  b /x/y ＷＷ";
            let lines = fold(text, columns);
            assert!(lines.iter().all(|line| text_width(line) <= columns), "{columns}: {lines:?}");
            let bare = |text: &str| text.replace(' ', "");
            assert_eq!(bare(&lines.concat()), bare(text));
        }
    }

    #[test]
    fn a_long_word_stays_whole() {
        let word = "/deadlines/acknowledge/within/some/very/long/pointer/name";
        assert!(lines(&format!("see {word} there"), 10).contains(&format!("  {word}")));
    }
}
