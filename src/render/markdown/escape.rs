//! Why: a comment on a change is a page on which text of files must not become a link, a picture, a heading, a tag, or a
//! call of somebody's name. Every character that Markdown or the hosts read as more than itself is taken apart here.
//!
//! The result may stand anywhere but at the beginning of a line, where a digit or a sign could open a list; the renderer
//! always puts words of its own there.

use crate::render::escape::visible;

/// Parts what a host would join: a name behind `@`, a number behind `#`, the slashes of an address. Backslashes do not
/// help there, since hosts look for names and addresses in the finished page.
const PART: char = '\u{200B}';

/// Text as Markdown that shows exactly this text.
pub fn text(text: &str) -> String {
    let shown = visible(text);
    let mut out = String::with_capacity(shown.len() + 16);
    let mut rest = shown.chars().peekable();
    let mut before = ' ';
    while let Some(c) = rest.next() {
        let next = rest.peek().copied().unwrap_or(' ');
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '$' | '^' => out.extend(['\\', c]),
            '.' if matches!(before, 'w' | 'W') => out.extend(['\\', c]),
            '@' | '#' => out.extend([c, PART]),
            '!' if next.is_ascii_digit() => out.extend([c, PART]),
            ':' if next == '/' => out.extend([c, PART]),
            c => out.push(c),
        }
        before = c;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_text_is_markup() {
        let table = [
            ("plain words, 24h and 80%.", "plain words, 24h and 80%."),
            ("《个人信息保护法》第六条", "《个人信息保护法》第六条"),
            ("a|b", "a\\|b"),
            ("`rm -rf`", "\\`rm -rf\\`"),
            ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
            ("&lt;b&gt; &#64;all", "&amp;lt;b&amp;gt; &amp;#\u{200B}64;all"),
            ("@security #12 !3", "@\u{200B}security #\u{200B}12 !\u{200B}3"),
            ("[x](javascript:1) ![y](z)", "\\[x\\](javascript:1) !\\[y\\](z)"),
            ("https://a.example www.b.example", "https:\u{200B}//a.example www\\.b.example"),
            ("**bold** __x__ ~~y~~ $z$ [^1]", "\\*\\*bold\\*\\* \\_\\_x\\_\\_ \\~\\~y\\~\\~ \\$z\\$ \\[\\^1\\]"),
            ("\\*", "\\\\\\*"),
            ("a\n# b\r\n- c", "a␊#\u{200B} b␍␊- c"),
            ("\x1b[31m\u{202e}", "␛\\[31m&lt;U+202E&gt;"),
            ("--> <!-- ombud -->", "--&gt; &lt;!-- ombud --&gt;"),
        ];
        for (given, wanted) in table {
            assert_eq!(text(given), wanted, "{given:?}");
        }
    }
}
