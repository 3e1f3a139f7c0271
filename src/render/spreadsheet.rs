//! Why: tables are worked on in spreadsheets. A cell of a file must not become a formula there, since a formula can call
//! programs and send what stands beside it. And what was exported must come back as it was.

use crate::adopt::risks::is_formula;
use crate::render::escape::visible;

/// Appends a row as RFC 4180 writes it: cells with commas between, and CRLF at the end.
pub(super) fn row(out: &mut String, cells: impl IntoIterator<Item = String>) {
    let cells: Vec<String> = cells.into_iter().map(|text| cell(&text)).collect();
    out.push_str(&cells.join(","));
    out.push_str("\r\n");
}

/// A row in which line ends of texts are kept, inside quotes; for tables that are read back.
pub(super) fn row_of_lines(out: &mut String, cells: impl IntoIterator<Item = String>) {
    let lines = |text: String| text.split('\n').map(visible).collect::<Vec<_>>().join("\n");
    let cells: Vec<String> = cells.into_iter().map(|text| guarded(&lines(text))).collect();
    out.push_str(&cells.join(","));
    out.push_str("\r\n");
}

/// A cell. Text that a spreadsheet would run gets an apostrophe before it, and hidden characters become marks.
fn cell(text: &str) -> String {
    guarded(&visible(text))
}

fn guarded(shown: &str) -> String {
    // An apostrophe that is there already gets another one, so that whoever takes one away finds the text as it was.
    let guard = if is_formula(shown) { "'" } else { "" };
    if guard.is_empty() && !shown.contains([',', '"', '\n']) {
        return shown.to_owned();
    }
    format!("\"{guard}{}\"", shown.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula_or_breaks_the_row() {
        let table = [
            ("plain text", "plain text"),
            ("a,b", "\"a,b\""),
            ("say \"hi\"", "\"say \"\"hi\"\"\""),
            ("=cmd|' /C calc'!A0", "\"'=cmd|' /C calc'!A0\""),
            ("+1", "\"'+1\""),
            ("-1", "\"'-1\""),
            ("@SUM(A1)", "\"'@SUM(A1)\""),
            ("  =1", "\"'  =1\""),
            ("＝1", "\"'＝1\""),
            ("'=1", "\"''=1\""),
            ("'t Hoen", "'t Hoen"),
            ("\t=1\r\n=2", "␉=1␍␊=2"),
            ("a-b", "a-b"),
        ];
        for (given, wanted) in table {
            assert_eq!(cell(given), wanted, "{given:?}");
        }
        let mut out = String::new();
        row_of_lines(&mut out, ["\n=1".to_owned(), "a\n\u{1b}b".to_owned(), "\t=1".to_owned(), "\r=1".to_owned()]);
        assert_eq!(out, "\"'\n=1\",\"a\n␛b\",␉=1,␍=1\r\n");
    }
}
