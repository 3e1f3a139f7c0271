//! Why: XML 1.0 has characters that no escape can write, and a report that holds one is refused as a whole. They are
//! taken out here, after everything that acts on a terminal was made visible.

use crate::render::escape::visible;

/// Text for the inside of an element or of an attribute in double quotes. Line ends are kept; what else is hidden is
/// shown as a mark, and what XML 1.0 (section 2.2) does not know is left out.
pub fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 {
            out.push('\n');
        }
        for c in visible(line).chars() {
            match c {
                '&' => out.push_str("&amp;"),
                '<' => out.push_str("&lt;"),
                '>' => out.push_str("&gt;"),
                '"' => out.push_str("&quot;"),
                // Surrogates are no characters of Rust, controls were made visible above.
                '\u{FFFE}' | '\u{FFFF}' => {}
                c => out.push(c),
            }
        }
    }
    out
}

/// An attribute with the blank before it. Line ends become blanks, as readers of XML would make them.
pub fn attribute(name: &str, value: &str) -> String {
    format!(" {name}=\"{}\"", text(value).replace('\n', " "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_ends_its_element_or_attribute() {
        assert_eq!(text("a<b>&\"c\"'d'"), "a&lt;b&gt;&amp;&quot;c&quot;'d'");
        assert_eq!(text("]]>"), "]]&gt;");
        assert_eq!(text("\0\x0b\x1b\u{fffe}\u{ffff}\u{85}\r\n中👩‍💻"), "␀␋␛&lt;U+0085&gt;␍\n中👩‍💻");
        assert_eq!(attribute("name", "a\"\n b"), " name=\"a&quot;  b\"");
    }
}
