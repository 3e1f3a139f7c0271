//! Why: a board reads paper. The page opens from disk, prints to A4 and needs no script to be read; the one block of data
//! in it is text to every browser. Nothing is fetched, and the policy in its head forbids it.

use std::fmt::Write;

use sha2::{Digest, Sha256};

use super::block::{Block, Card, Kind, Table};
use crate::message::Lang;
use crate::render::escape::visible;
use crate::render::wrap::text_width;

/// How the page looks, on a screen and on paper. Fonts are named for both languages; nothing is said by colour alone.
const STYLE: &str = include_str!("paper.css");

/// The mark before the data in the page.
pub(super) const DATA_BEGINS: &str = "<script type=\"application/json\" id=\"ombud-data\">";

/// The mark behind it.
pub(super) const DATA_ENDS: &str = "</script>";

/// A page of parts, each in its language, with the data that they rest on.
pub fn html(title: &str, parts: &[(Lang, Vec<Block>)], data: &str) -> String {
    let lang = parts.first().map_or("en", |(lang, _)| tag(*lang));
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" \
         content=\"default-src 'none'; style-src '{}'; base-uri 'none'; form-action 'none'\">\n<meta name=\"viewport\" \
         content=\"width=device-width\">\n<title>{}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n",
        style_digest(),
        escaped(title)
    );
    for (lang, blocks) in parts {
        let _ = writeln!(out, "<main lang=\"{}\">", tag(*lang));
        for block in blocks {
            write_block(&mut out, block);
        }
        out.push_str("</main>\n");
    }
    let _ = write!(out, "{DATA_BEGINS}{data}{DATA_ENDS}\n</body>\n</html>\n");
    out
}

fn write_block(out: &mut String, block: &Block) {
    let _ = match block {
        Block::Title(text) => writeln!(out, "<h1>{}</h1>", escaped(text)),
        Block::Heading(level, text) => {
            let level = (level + 1).clamp(2, 6);
            writeln!(out, "<h{level}>{}</h{level}>", escaped(text))
        }
        Block::Paragraph(text) => writeln!(out, "<p>{}</p>", rich(text)),
        Block::Notice(text) => writeln!(out, "<p class=\"notice\">{}</p>", escaped(text)),
        Block::Facts(facts) => {
            out.push_str("<dl>\n");
            for (name, value) in facts {
                let _ = writeln!(out, "<div><dt>{}</dt><dd>{}</dd></div>", rich(name), lines(value));
            }
            writeln!(out, "</dl>")
        }
        Block::List(items) => {
            out.push_str("<ul>\n");
            for item in items {
                let _ = writeln!(out, "<li>{}</li>", rich(item));
            }
            writeln!(out, "</ul>")
        }
        Block::Table(table) => {
            write_table(out, table);
            Ok(())
        }
        Block::Figure { svg, caption } => {
            writeln!(out, "<figure>\n{svg}\n<figcaption>{}</figcaption>\n</figure>", escaped(caption))
        }
        Block::Card(card) => {
            write_card(out, card);
            Ok(())
        }
        Block::Signatures(lines, [name, day, signature]) => {
            out.push_str("<div class=\"sign\">\n");
            for line in lines {
                let _ = writeln!(
                    out,
                    "<div><b>{}</b><span>{}</span><span>{}</span><span>{}</span></div>",
                    escaped(line),
                    escaped(name),
                    escaped(day),
                    escaped(signature)
                );
            }
            writeln!(out, "</div>")
        }
    };
}

fn write_table(out: &mut String, table: &Table) {
    out.push_str("<table>\n<thead><tr>");
    let kinds: Vec<Kind> = (0..table.columns.len()).map(|at| kind(table, at)).collect();
    for ((head, _), kind) in table.columns.iter().zip(&kinds) {
        let _ = write!(out, "<th{}>{}</th>", class(*kind), escaped(head));
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for row in &table.rows {
        out.push_str("<tr>");
        for (kind, cell) in kinds.iter().zip(row) {
            let _ = write!(out, "<td{}>{}</td>", class(*kind), lines(cell));
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n");
}

/// What a column is set as: words that fit are kept whole, and a word that is wider than a column may be broken anywhere.
fn kind(table: &Table, at: usize) -> Kind {
    let declared = table.columns.get(at).map_or(Kind::Words, |(_, kind)| *kind);
    let words = table.rows.iter().filter_map(|row| row.get(at)).flat_map(|cell| cell.split_whitespace());
    let is_short = words.map(text_width).max().unwrap_or(0) <= LONGEST_WORD;
    match declared {
        Kind::Words | Kind::Short => {
            if is_short {
                Kind::Short
            } else {
                Kind::Words
            }
        }
        declared => declared,
    }
}

/// Longest word that is kept whole in a table, in columns of a terminal, of which a Chinese character takes two: eight such
/// columns of a table fit on A4.
const LONGEST_WORD: usize = 16;

fn write_card(out: &mut String, card: &Card) {
    let _ = writeln!(
        out,
        "<section class=\"card\">\n<h5><span class=\"weight\">{}</span> {}</h5>\n<p>{}</p>\n<p class=\"place\">{}</p>",
        escaped(&card.weight),
        rich(&card.title),
        rich(&card.message),
        escaped(&card.place)
    );
    if let Some(line) = &card.line {
        let _ = writeln!(out, "<pre>{}</pre>", escaped(line));
    }
    out.push_str("<dl>\n");
    for (name, value) in &card.facts {
        let _ = writeln!(out, "<div><dt>{}</dt><dd>{}</dd></div>", rich(name), lines(value));
    }
    out.push_str("</dl>\n</section>\n");
}

fn class(kind: Kind) -> &'static str {
    match kind {
        Kind::Words => "",
        Kind::Short => " class=\"s\"",
        Kind::Number => " class=\"n\"",
        Kind::Code => " class=\"c\"",
    }
}

fn tag(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "en",
        // The script matters for the choice of glyphs.
        Lang::Zh => "zh-Hans",
    }
}

/// Escaped text in which what stands between backticks is set as code, as it is everywhere else in our words.
fn rich(text: &str) -> String {
    let parts: Vec<&str> = text.split('`').collect();
    // A lone backtick is a character like others.
    if parts.len().is_multiple_of(2) {
        return escaped(text);
    }
    let set = |(at, part): (usize, &&str)| match at % 2 {
        1 => format!("<code>{}</code>", escaped(part)),
        _ => escaped(part),
    };
    parts.iter().enumerate().map(set).collect()
}

/// Several lines; the style keeps their ends.
fn lines(text: &str) -> String {
    text.lines().map(rich).collect::<Vec<_>>().join("\n")
}

/// Text as text, in content and in attributes with double quotes (WHATWG HTML, "Escaping a string"), hidden characters
/// shown.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in visible(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

/// The digest by which the content security policy knows the style (CSP Level 3, hash sources).
fn style_digest() -> String {
    format!("sha256-{}", base64(&Sha256::digest(STYLE.as_bytes())))
}

/// RFC 4648, section 4.
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for chunk in bytes.chunks(3) {
        let word = chunk.iter().chain([0, 0].iter()).take(3).fold(0_u32, |word, byte| word << 8 | u32::from(*byte));
        for at in 0..4 {
            match at <= chunk.len() {
                true => out.push(char::from(DIGITS[(word >> (18 - 6 * at) & 63) as usize])),
                false => out.push('='),
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_that_of_the_rfc() {
        // The test vectors of RFC 4648, section 10.
        for (text, coded) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("foobar", "Zm9vYmFy")]
        {
            assert_eq!(base64(text.as_bytes()), coded);
        }
    }

    #[test]
    fn nothing_that_is_written_becomes_markup() {
        let hostile = "</script><img src=x onerror=\"alert('1')\">&\u{202e}\x1b[31m";
        let page = html(hostile, &[(Lang::En, vec![Block::Paragraph(hostile.to_owned())])], "{}");
        assert!(!page.contains("<img") && !page.contains('\u{202e}') && !page.contains('\x1b'));
        assert_eq!(page.matches("<script").count(), 1);
    }
}
