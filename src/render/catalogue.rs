//! Why: everything below the render floor says what it means by an id and values. Here, and only here, that becomes
//! English or Chinese.
//!
//! A text may hold `{name}` for a value and `{name|one|many}` for a word that depends on a number (Chinese has no such
//! forms and uses none). What cannot be found is shown as it is asked for: a wrong id is an ugly line, never a panic
//! and never silence.

mod en;
mod reason;
#[cfg(test)]
mod used;
mod zh;

use std::fmt::Write;

use crate::message::{Arg, Lang, LocalText, Message, Words};
use crate::render::citation::named;
use crate::render::escape::visible;

/// Texts sorted by id.
type Texts = &'static [(&'static str, &'static str)];

/// The texts of one prefix: the part of their ids before the first dot.
type Group = (&'static str, Texts);

/// A message in words. Values, and the words of a policy, are made visible; a text that exists only in the other
/// language is used as it is (see [`speaks`]).
pub fn text(lang: Lang, message: &Message) -> String {
    compose(lang, message, &[])
}

/// A message in words, where some placeholders stand for `pieces` that are in words already.
pub(super) fn compose(lang: Lang, message: &Message, pieces: &[(&str, &str)]) -> String {
    let mut out = String::new();
    let values = Values { lang, args: &message.args, pieces };
    match &message.words {
        Words::Catalogue(id) => match lookup(lang, id) {
            Some(template) => values.fill(template, &mut out),
            None => unknown(lang, id, &message.args, &mut out),
        },
        Words::Own(words) => values.fill(&local(lang, words), &mut out),
    }
    out
}

/// A fixed text or word of the catalogue. `word.` may be left out.
pub fn word(lang: Lang, id: &str) -> String {
    let found = lookup(lang, id).or_else(|| lookup(lang, &format!("word.{id}")));
    found.map_or_else(|| visible(id).into_owned(), str::to_owned)
}

/// A text that somebody wrote in one or both languages, on one line and made visible; empty if there is none.
pub fn local(lang: Lang, text: &LocalText) -> String {
    let Some(text) = text.get(lang) else { return String::new() };
    let mut out = String::with_capacity(text.len());
    // Line ends of a text that was written over several lines are layout, not content.
    for (at, line) in text.lines().map(str::trim).filter(|line| !line.is_empty()).enumerate() {
        if at > 0 {
            out.push(' ');
        }
        out.push_str(&visible(line));
    }
    out
}

/// Whether everything that a message says is written in the reader's language.
pub fn speaks(lang: Lang, message: &Message) -> bool {
    let own = match &message.words {
        Words::Catalogue(_) => true,
        Words::Own(words) => written_in(lang, words),
    };
    let is_written = |arg: &Arg| match arg {
        Arg::Local(text) => written_in(lang, text),
        Arg::Citation(instrument, article) => written_in(lang, instrument) && written_in(lang, article),
        _ => true,
    };
    own && message.args.iter().all(|(_, arg)| is_written(arg))
}

/// Whether a text needs no other language to stand in for the reader's.
pub fn written_in(lang: Lang, text: &LocalText) -> bool {
    text.is_empty()
        || match lang {
            Lang::En => text.en.is_some(),
            Lang::Zh => text.zh.is_some(),
        }
}

fn lookup(lang: Lang, id: &str) -> Option<&'static str> {
    let groups = groups(lang);
    let prefix = id.split('.').next()?;
    let (_, texts) = groups[groups.binary_search_by_key(&prefix, |(prefix, _)| prefix).ok()?];
    Some(texts[texts.binary_search_by_key(&id, |(id, _)| id).ok()?].1)
}

fn groups(lang: Lang) -> &'static [Group] {
    match lang {
        Lang::En => en::GROUPS,
        Lang::Zh => zh::GROUPS,
    }
}

type Args = [(std::borrow::Cow<'static, str>, Arg)];

/// What placeholders stand for.
struct Values<'a> {
    lang: Lang,
    args: &'a Args,
    pieces: &'a [(&'a str, &'a str)],
}

impl Values<'_> {
    fn fill(&self, template: &str, out: &mut String) {
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            let Some((inside, after)) = after.split_once('}') else {
                out.push('{');
                rest = after;
                continue;
            };
            let mut parts = inside.split('|');
            let name = parts.next().unwrap_or("");
            let forms: Vec<&str> = parts.collect();
            let piece = self.pieces.iter().find(|(known, _)| *known == name);
            match (self.args.iter().find(|(known, _)| known == name), forms.as_slice()) {
                (Some((_, Arg::Number(n))), [one, many]) => out.push_str(if *n == 1 { one } else { many }),
                (Some((_, Arg::Text(text))), []) if text.is_empty() && out.ends_with('`') && after.starts_with('`') => {
                    out.pop();
                    rest = &after[1..];
                    if self.lang == Lang::Zh {
                        // The blanks that set Latin letters apart from Chinese ones are not wanted around Chinese words.
                        out.truncate(out.trim_end_matches(' ').len());
                        rest = rest.trim_start_matches(' ');
                    }
                    push_nothing(self.lang, name, out);
                    continue;
                }
                (Some((_, Arg::Text(text))), []) if reason::is_foreign(name) => {
                    out.push_str(&reason::plain(self.lang, text));
                }
                (Some((_, arg)), []) => push_arg(self.lang, arg, out),
                _ => match piece {
                    Some((_, words)) => out.push_str(words),
                    None => {
                        let _ = write!(out, "{{{inside}}}");
                    }
                },
            }
            rest = after;
        }
        out.push_str(rest);
    }
}

/// What stands for an empty value where a sentence would quote it: an empty path is that of the whole file.
fn push_nothing(lang: Lang, name: &str, out: &mut String) {
    let id = if name == "path" { "word.whole-file" } else { "word.empty-text" };
    let words = lookup(lang, id).unwrap_or_default();
    let mut letters = words.chars();
    match letters.next().filter(|_| out.is_empty()) {
        Some(first) => {
            out.extend(first.to_uppercase());
            out.push_str(letters.as_str());
        }
        None => out.push_str(words),
    }
}

fn push_arg(lang: Lang, arg: &Arg, out: &mut String) {
    match arg {
        Arg::Text(text) => push_value(out, text),
        Arg::Number(number) => {
            let _ = write!(out, "{number}");
        }
        Arg::Local(text) => out.push_str(&local(lang, text)),
        Arg::Word(id) => out.push_str(&word(lang, id)),
        Arg::Citation(instrument, article) => out.push_str(&named(lang, instrument, article)),
        Arg::List(items) => push_list(lang, items, out),
    }
}

/// `a, b and c`; 甲、乙和丙; a、b 和 c.
fn push_list(lang: Lang, items: &[std::sync::Arc<str>], out: &mut String) {
    let (comma, and) = match lang {
        Lang::En => (", ", " and "),
        Lang::Zh => ("、", "和"),
    };
    if items.is_empty() {
        out.push_str(&word(lang, "word.none"));
    }
    for (at, item) in items.iter().enumerate() {
        if at > 0 && at + 1 < items.len() {
            out.push_str(comma);
        } else if at > 0 {
            let latin = |c: Option<char>| lang == Lang::Zh && c.is_some_and(|c| c.is_ascii());
            out.push_str(if latin(out.chars().last()) { " " } else { "" });
            out.push_str(and);
            out.push_str(if latin(item.chars().next()) { " " } else { "" });
        }
        push_value(out, item);
    }
}

/// Most characters of a value in a sentence; machine formats have the whole value beside it.
const VALUE_CHARS: usize = 120;

fn push_value(out: &mut String, value: &str) {
    match value.char_indices().nth(VALUE_CHARS) {
        None => out.push_str(&visible(value)),
        Some((end, _)) => {
            out.push_str(&visible(&value[..end]));
            out.push('…');
        }
    }
}

fn unknown(lang: Lang, id: &str, args: &Args, out: &mut String) {
    out.push_str(&visible(id));
    for (at, (name, arg)) in args.iter().enumerate() {
        out.push_str(if at == 0 { " (" } else { ", " });
        out.push_str(&visible(name));
        out.push('=');
        push_arg(lang, arg, out);
    }
    if !args.is_empty() {
        out.push(')');
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn both(en: &str, zh: &str) -> LocalText {
        LocalText { en: Some(en.into()), zh: Some(zh.into()) }
    }

    fn placeholders(template: &str) -> BTreeSet<&str> {
        let names = template.split('{').skip(1).filter_map(|rest| rest.split('}').next());
        names.filter_map(|inside| inside.split('|').next()).collect()
    }

    #[test]
    fn catalogues_are_sorted_complete_and_alike() {
        let (en, zh) = (groups(Lang::En), groups(Lang::Zh));
        assert!(en.is_sorted_by(|a, b| a.0 < b.0));
        assert_eq!(en.iter().map(|group| group.0).collect::<Vec<_>>(), zh.iter().map(|g| g.0).collect::<Vec<_>>());
        for ((prefix, en), (_, zh)) in en.iter().zip(zh) {
            for texts in [en, zh] {
                assert!(texts.is_sorted_by(|a, b| a.0 < b.0), "sort the group {prefix}");
            }
            let ids = |texts: &[(&'static str, &str)]| texts.iter().map(|text| text.0).collect::<Vec<_>>();
            assert_eq!(ids(en), ids(zh), "{prefix}");
            for ((id, en), (_, zh)) in en.iter().zip(*zh) {
                assert!(id.strip_prefix(prefix).is_some_and(|rest| rest.starts_with('.')), "{id} is not in {prefix}");
                assert_eq!(placeholders(en), placeholders(zh), "{id}");
                assert!(!en.is_empty() && !zh.is_empty(), "{id}");
                assert!(!en.to_lowercase().contains("compliant") && !zh.contains("合规"), "{id}");
            }
        }
    }

    #[test]
    fn values_are_filled_in_and_made_visible() {
        let message = Message::own(both("{value} is over {limit} ({n} {n|day|days})", "{value}超过{limit}（{n}天）"))
            .text("value", "3\x1b[2J")
            .arg("limit", Arg::List(vec!["a".into(), "b".into(), "c".into()]))
            .number("n", 1);
        assert_eq!(text(Lang::En, &message), "3␛[2J is over a, b and c (1 day)");
        assert_eq!(text(Lang::Zh, &message), "3␛[2J超过a、b 和 c（1天）");
    }

    #[test]
    fn a_long_value_is_cut_but_a_composed_piece_is_not() {
        let long = "长".repeat(500);
        let message = Message::own(LocalText::same("{value}")).text("value", long.clone());
        assert_eq!(text(Lang::En, &message), "长".repeat(120) + "…");
        let message = Message::own(LocalText::same("<{piece}>"));
        assert_eq!(compose(Lang::En, &message, &[("piece", &long)]), format!("<{long}>"));
    }

    #[test]
    fn an_empty_value_leaves_no_hole_in_a_sentence() {
        let own = |en: &str| Message::own(LocalText::same(en));
        assert_eq!(text(Lang::En, &own("`{path}` is not stated.").text("path", "")), "The file is not stated.");
        assert_eq!(text(Lang::Zh, &own("未写明 `{path}` 的值").text("path", "")), "未写明文件的值");
        assert_eq!(text(Lang::En, &own("not `{value}`").text("value", "")), "not an empty text");
        assert_eq!(text(Lang::En, &own("not ({value}) `{path}`").text("value", "").text("path", "a")), "not () `a`");
    }

    #[test]
    fn what_is_unknown_is_shown() {
        let message = Message::own(both("{nobody} {n|a} { {n|one|many} {open", "x")).number("n", 2);
        assert_eq!(text(Lang::En, &message), "{nobody} {n|a} { {n|one|many} {open");
        let message = Message::new("no.such-id").text("a", "\r").arg("b", Arg::Word("no-word"));
        assert_eq!(text(Lang::Zh, &message), "no.such-id (a=␍, b=no-word)");
        assert_eq!(text(Lang::En, &Message::new("alone")), "alone");
    }

    #[test]
    fn words_are_found_with_and_without_their_prefix() {
        assert_eq!(word(Lang::En, "type-list"), word(Lang::En, "word.type-list"));
        assert_ne!(word(Lang::En, "word.type-list"), "word.type-list");
        let message = Message::own(both("{w}", "{w}")).arg("w", Arg::List(vec![]));
        assert_eq!(text(Lang::En, &message), "none");
    }

    #[test]
    fn the_other_language_stands_in() {
        let english = LocalText { en: Some("Too \x1b\n  long".into()), zh: None };
        let message = Message::own(english.clone());
        assert_eq!(text(Lang::Zh, &message), "Too ␛ long");
        assert!(!speaks(Lang::Zh, &message) && speaks(Lang::En, &message));
        let message = Message::new("word.none").arg("t", Arg::Local(english));
        assert!(!speaks(Lang::Zh, &message) && speaks(Lang::En, &message));
        assert!(written_in(Lang::En, &LocalText::default()));
    }
}
