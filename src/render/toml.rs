//! Why: files that are written for people hold keys and texts of others. Quoted in one place, no name can end a string,
//! begin a line or hide something in the file that it gets into.

use super::escape::{hidden, visible};
use super::wrap::wrap;

/// Columns of a comment.
const WIDTH: usize = 116;

/// A key, in quotes where TOML asks for them.
pub fn key(name: &str) -> String {
    let is_bare = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
    if is_bare { name.to_owned() } else { text(name) }
}

/// A basic string on one line. What acts on terminals or cannot be seen is written as an escape.
pub fn text(value: &str) -> String {
    let mut out = String::with_capacity(value.len() + 2);
    out.push('"');
    for c in value.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if hidden(c) => out.push_str(&format!("\\U{:08X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// A list of strings on one line.
pub fn list<T: AsRef<str>>(values: &[T]) -> String {
    let texts: Vec<String> = values.iter().map(|value| text(value.as_ref())).collect();
    format!("[{}]", texts.join(", "))
}

/// Appends a text as a comment, wrapped.
pub fn comment(out: &mut String, words: &str) {
    let mut lines = String::new();
    wrap(&mut lines, &visible(words), WIDTH, "", 0);
    for line in lines.lines() {
        out.push_str("# ");
        out.push_str(line);
        out.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_gets_out_of_its_quotes_and_everything_comes_back() {
        for value in ["", "plain", "a \"b\" \\ c", "two\nlines\t", "\u{202e}x\u{7}", "投诉", "it's", "a\r\nb"] {
            let line = format!("{} = {}\n", key(value), list(&[value]));
            assert_eq!(line.lines().count(), 1, "{line}");
            let read: toml::Table = line.parse().expect("TOML");
            assert_eq!(read.get(value).and_then(|list| list.get(0)).and_then(toml::Value::as_str), Some(value));
        }
        let mut out = String::new();
        comment(&mut out, "a\n[kinds.x]\r\nas = 1");
        assert!(out.lines().all(|line| line.starts_with("# ")), "{out}");
    }
}
