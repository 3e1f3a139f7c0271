//! Why: word processors and input methods turn `"`, `,`, `=` and `:` into signs that look alike and that no format knows. A
//! parser stops at them, or some lines later, with an advice that does not help. Where such a sign is to blame, it is
//! shown itself, and what to write instead.

use super::{Format, Parsed};
use crate::diagnostic::Location;
use crate::message::{Arg, Message, Words};
use crate::source::Source;
use crate::span::Span;

/// Says of a broken file that a sign which only looks right is to blame, if one is.
pub(super) fn tell(format: Format, parsed: &mut Parsed, source: &Source) {
    let is_grammar = |message: &Message| matches!(message.words, Words::Catalogue("parse.unreadable"));
    let Some(problem) = parsed.problems.first_mut().filter(|problem| parsed.broken && is_grammar(&problem.message))
    else {
        return;
    };
    let Some(at) = problem.location else { return };
    let text = &source.text;
    let stopped = at.span.start as usize;
    let found = match format {
        Format::Toml | Format::Json | Format::Jsonc => in_line(text, stopped),
        Format::Yaml => full_width_key(text, stopped).or_else(|| in_flow(text, stopped)),
        Format::Xml | Format::Csv => None,
    };
    let Some((start, sign, word)) = found else { return };
    problem.location = Some(Location::new(at.source, Span::new(start, start + sign.len_utf8())));
    problem.message = Message::new("parse.unreadable").arg("reason", Arg::Word(word));
    problem.related.clear();
}

/// The position of the full-width colon of a line that begins like `kind：process`: before it, only what a key is made of.
pub(crate) fn colon_of_key(line: &str) -> Option<usize> {
    let at = line.find('：')?;
    let key = line.get(..at)?.trim_start_matches([' ', '-']).trim_end();
    let is_key = !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'));
    is_key.then_some(at)
}

type Found = (usize, char, &'static str);

/// What a sign should have been.
fn word(sign: char) -> Option<&'static str> {
    Some(match sign {
        '“' | '”' | '‘' | '’' | '„' | '＂' => "word.sign-quotes",
        '，' | '、' => "word.sign-comma",
        '＝' => "word.sign-equals",
        '：' => "word.sign-colon",
        _ => return None,
    })
}

/// The first such sign of the line at which a parser stopped that stands outside of texts and comments. In a text that is
/// not closed on its line, a quote that only looks like one was to close it.
fn in_line(text: &str, stopped: usize) -> Option<Found> {
    let start = line_start(text, stopped);
    let line = text.get(start..)?.lines().next()?;
    let mut signs = line.char_indices();
    while let Some((at, sign)) = signs.next() {
        if sign == '#' {
            return None;
        }
        if sign == '"' || sign == '\'' {
            let inside = line.get(at + 1..)?;
            match end_of_text(inside, sign) {
                Some(end) => {
                    // Behind the closing quote.
                    while signs.as_str().len() > inside.len() - end - 1 {
                        signs.next();
                    }
                }
                None => {
                    let (offset, quote) = inside.char_indices().find(|(_, c)| word(*c) == Some("word.sign-quotes"))?;
                    return Some((start + at + 1 + offset, quote, "word.sign-quotes"));
                }
            }
        } else if let Some(word) = word(sign) {
            return Some((start + at, sign, word));
        }
    }
    None
}

/// Where the quote stands that closes a text.
fn end_of_text(inside: &str, quote: char) -> Option<usize> {
    let mut is_escaped = false;
    for (at, sign) in inside.char_indices() {
        match sign {
            _ if is_escaped => is_escaped = false,
            '\\' if quote == '"' => is_escaped = true,
            _ if sign == quote => return Some(at),
            _ => {}
        }
    }
    None
}

/// A line `key：value` is taken for text, and the parser stops at it or at a line below: the first of those that stand
/// together there.
fn full_width_key(text: &str, stopped: usize) -> Option<Found> {
    let mut start = line_start(text, stopped);
    let mut found = None;
    let mut is_first = true;
    loop {
        let line = text.get(start..)?.lines().next().unwrap_or("");
        match colon_of_key(line) {
            Some(at) => found = Some((start + at, '：', "word.sign-colon")),
            // The parser stops at the line behind, too.
            None if is_first => {}
            None => return found,
        }
        is_first = false;
        if start == 0 {
            return found;
        }
        start = line_start(text, start - 1);
    }
}

/// In brackets, a full-width comma before another key, or a quote that only looks like one where the parser stopped.
fn in_flow(text: &str, stopped: usize) -> Option<Found> {
    if let Some(sign) = text.get(stopped..)?.chars().next()
        && word(sign) == Some("word.sign-quotes")
    {
        return Some((stopped, sign, "word.sign-quotes"));
    }
    let start = line_start(text, stopped);
    let line = text.get(start..)?.lines().next()?;
    let open = line.find(['{', '['])?;
    let commas = line.match_indices(['，', '、']).filter(|(at, _)| *at > open);
    let mut before_key = commas.filter(|(at, comma)| {
        let rest = line.get(at + comma.len()..).unwrap_or("").trim_start();
        let key = rest.split(':').next().filter(|key| key.len() < rest.len()).unwrap_or("");
        !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'))
    });
    before_key.next().and_then(|(at, comma)| Some((start + at, comma.chars().next()?, "word.sign-comma")))
}

fn line_start(text: &str, at: usize) -> usize {
    text.get(..at).unwrap_or(text).rfind('\n').map_or(0, |end| end + 1)
}

#[cfg(test)]
mod tests {
    use crate::parse::Format::{Json, Toml, Yaml};
    use crate::parse::tests::{read, refusal};

    #[test]
    fn signs_that_only_look_right_are_shown_themselves() {
        for (format, text, at, reason) in [
            (Toml, "title = “Complaints”\n", "“", "word.sign-quotes"),
            (Toml, "id = \"x\"\ntitle = \"Complaints”\nkind = \"process\"\n", "”", "word.sign-quotes"),
            (Toml, "title = ‘Complaints’\n", "‘", "word.sign-quotes"),
            (Toml, "names = [\"a, b\"，\"c\"]\n", "，", "word.sign-comma"),
            (Toml, "id ＝ \"x\"\n", "＝", "word.sign-equals"),
            (Toml, "id：\"x\"\n", "：", "word.sign-colon"),
            (Json, "{\"a\": \"你好，世界\"，\"b\": 1}", "，\"b", "word.sign-comma"),
            (Json, "{“a”: 1}", "“", "word.sign-quotes"),
            (Json, "{\"a\"：1}", "：", "word.sign-colon"),
            (Yaml, "kind：process\nid: x\n", "：", "word.sign-colon"),
            (Yaml, "id: x\nkind：process\ntitle：T\na: 1\n", "：", "word.sign-colon"),
            (Yaml, "a: { within: 8 hours， to: lead }\n", "，", "word.sign-comma"),
        ] {
            let (start, _, said) = refusal(&read(format, text));
            assert_eq!((start as usize, said.contains(reason)), (text.find(at).unwrap(), true), "{text:?} {said}");
        }
    }

    #[test]
    fn other_mistakes_keep_their_own_words() {
        for (format, text) in [
            (Toml, "a = \"“quoted”，\" b\n"),
            (Toml, "a = # “x”\n"),
            (Toml, "a = on time\nb = \"“x”\"\n"),
            (Json, "{\"a\": \"“x”\" \"b\": 1}"),
            (Yaml, "a: 你好，世界: b\n"),
            (Yaml, "a: [你好，世界\n"),
            (Yaml, "说明：好\na: b: c\n"),
        ] {
            let (_, _, said) = refusal(&read(format, text));
            assert!(!said.contains("word.sign"), "{text:?} {said}");
        }
    }
}
