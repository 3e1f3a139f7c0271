//! Why: the grammars of YAML, TOML, scripts and patterns are kept by other programs, which say what is wrong in the words
//! of those who wrote them, in English. What a person meets often is said again in plain words of the reader's
//! language; the rest is shown as it came, for it is better than nothing.

use super::{lookup, visible};
use crate::message::Lang;

/// Whether an argument of this name holds what another program said.
pub(super) fn is_foreign(name: &str) -> bool {
    matches!(name, "reason" | "what")
}

/// What another program said, in plain words if it is known.
pub(super) fn plain(lang: Lang, said: &str) -> String {
    let Some((id, name)) = known(said) else { return visible(said.trim_end_matches('.')).into_owned() };
    lookup(lang, id).unwrap_or(id).replace("{name}", &visible(name))
}

/// The text for a saying, and what its first `*` stands for.
fn known(said: &str) -> Option<(&'static str, &str)> {
    SAYINGS.iter().find_map(|(pattern, id)| Some((*id, captured(pattern, said)?)))
}

/// What the first `*` of a pattern stands for; empty if it has none. Each `*` reaches to the next piece.
fn captured<'a>(pattern: &str, said: &'a str) -> Option<&'a str> {
    let mut pieces = pattern.split('*');
    let mut rest = said.strip_prefix(pieces.next()?)?;
    let mut first = None;
    let mut last = "";
    for piece in pieces {
        let at = if piece.is_empty() { rest.len() } else { rest.find(piece)? };
        first = first.or(rest.get(..at));
        rest = rest.get(at + piece.len()..)?;
        last = piece;
    }
    (rest.is_empty() || last.is_empty() && first.is_some()).then(|| first.unwrap_or(""))
}

/// Sayings of the pattern matcher, the YAML parser, the TOML parser, the script engine (parsing, then running) and the
/// system. The first that fits counts.
const SAYINGS: &[(&str, &str)] = &[
    ("unclosed character class; *", "reason.glob-brackets"),
    ("unclosed alternate group; *", "reason.glob-braces"),
    ("unopened alternate group; *", "reason.glob-braces"),
    ("nested alternate groups *", "reason.glob-nested"),
    ("invalid range; *", "reason.glob-range"),
    ("invalid use of **", "reason.glob-stars"),
    ("dangling '\\'", "reason.escape-glob"),
    ("mapping values are not allowed in this context", "reason.colon-in-text"),
    ("illegal placement of ':' indicator", "reason.colon-in-text"),
    ("simple key *", "reason.colon"),
    ("':' must be followed by *", "reason.colon"),
    ("did not find expected <document start>", "reason.indentation"),
    ("invalid indentation*", "reason.indentation"),
    ("wrongly indented line*", "reason.indentation"),
    ("while parsing a block mapping, did not find *", "reason.key-expected"),
    ("while parsing a block collection, *", "reason.indentation"),
    ("while parsing a node, did not find *", "reason.value-expected"),
    ("while parsing node, found unknown anchor", "reason.anchor"),
    ("while parsing a flow *", "reason.comma-missing"),
    ("block sequence entries are not allowed*", "reason.list-place"),
    ("'-' must be followed by *", "reason.dash-space"),
    ("comments must be separated *", "reason.comment-space"),
    ("tab*", "reason.tab"),
    ("a block scalar content cannot start with a tab", "reason.tab"),
    ("while scanning a plain scalar, found a tab", "reason.tab"),
    ("unclosed quote", "reason.quote-open"),
    ("invalid trailing content after *", "reason.quote-rest"),
    ("while parsing a quoted scalar, *", "reason.backslash"),
    ("unclosed bracket *", "reason.bracket-open"),
    ("misplaced bracket", "reason.bracket-stray"),
    ("mismatched bracket *", "reason.bracket-stray"),
    ("unexpected EOF*", "reason.end"),
    ("unexpected eof", "reason.end"),
    ("unexpected character: `*'", "reason.character"),
    ("key with no value*", "reason.equals"),
    ("missing assignment *", "reason.equals"),
    ("invalid key-value pair*", "reason.equals"),
    ("extra `=`*", "reason.content-after"),
    ("unexpected key or value*", "reason.content-after"),
    ("unexpected content*", "reason.content-after"),
    ("extra assignment *", "reason.content-after"),
    ("duplicate key*", "reason.duplicate"),
    ("missing value*", "reason.value-expected"),
    ("invalid unquoted key*", "reason.alphabet-key"),
    ("unquoted keys cannot be empty*", "reason.key-expected"),
    ("missing key *", "reason.key-expected"),
    ("string values must be quoted*", "reason.quotes-missing"),
    ("missing opening quote*", "reason.quotes-missing"),
    ("invalid value*", "reason.quotes-missing"),
    ("invalid * string*", "reason.quote-open"),
    ("invalid string*", "reason.quote-open"),
    ("invalid * number*", "reason.number"),
    ("invalid date-time*", "reason.date"),
    ("invalid boolean*", "reason.quotes-missing"),
    ("invalid float*", "reason.number"),
    ("invalid exponent*", "reason.number"),
    ("invalid fraction*", "reason.number"),
    ("invalid mantissa*", "reason.number"),
    ("missing comma *", "reason.comma-missing"),
    ("extra comma *", "reason.comma-extra"),
    ("unclosed *", "reason.bracket-open"),
    ("missing escaped value*", "reason.backslash"),
    ("too few unicode value digits*", "reason.backslash"),
    ("`_` may only go between digits*", "reason.number"),
    ("unexpected leading zero*", "reason.number"),
    ("radix must be lowercase*", "reason.number"),
    ("Expecting '*' *", "reason.missing"),
    ("Expecting *", "reason.value-expected"),
    ("Undefined variable: *", "reason.unknown-name"),
    ("Variable not found: *", "reason.unknown-name"),
    ("Script is incomplete", "reason.script-end"),
    ("Open string is not terminated", "reason.quote-open"),
    ("Invalid escape sequence: *", "reason.backslash"),
    ("Invalid number: *", "reason.number"),
    ("Invalid symbol encountered: '*'", "reason.character"),
    ("Unexpected '*'", "reason.character"),
    ("Unknown operator: '*'", "reason.character"),
    ("'*' is a reserved *", "reason.reserved"),
    ("Cannot assign to constant *", "reason.assigned-constant"),
    ("Function definitions must *", "reason.function-place"),
    ("Expression exceeds maximum complexity", "reason.too-complex"),
    ("Division by zero*", "reason.division"),
    ("Array index * is out of bounds*", "reason.out-of-range"),
    ("Array index * out of bounds*", "reason.out-of-range"),
    ("Data type incorrect*", "reason.wrong-value"),
    ("yes or no was expected, *", "reason.condition-expected"),
    ("a list was expected, *", "reason.list-expected"),
    ("this value comes from no file, *", "reason.no-place"),
    ("a policy cannot sleep", "reason.no-sleep"),
    ("`*` is no regular expression", "reason.pattern"),
    ("Permission denied*", "reason.permission"),
    ("No such file or directory*", "reason.no-file"),
    ("Is a directory*", "reason.is-folder"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sayings_of_others_are_put_in_plain_words() {
        for (said, en) in [
            ("Undefined variable: dco", lookup(Lang::En, "reason.unknown-name").unwrap_or("").replace("{name}", "dco")),
            ("Expecting ';' to terminate this statement", "`;` is missing here".to_owned()),
            ("something new", "something new".to_owned()),
            ("new \x1b[2J.", "new ␛[2J".to_owned()),
        ] {
            assert_eq!(plain(Lang::En, said), en);
        }
        assert_eq!(plain(Lang::Zh, "unclosed quote"), "有引号没有闭合");
    }

    #[test]
    fn patterns_capture_what_their_first_star_stands_for() {
        assert_eq!(captured("a*c", "abbc"), Some("bb"));
        assert_eq!(captured("a*c*", "abbc and more"), Some("bb"));
        assert_eq!(captured("abc", "abc"), Some(""));
        assert_eq!(captured("abc", "abcd"), None);
        assert_eq!(captured("a*c", "abcd"), None);
        assert_eq!(captured("a*", "b"), None);
    }

    #[test]
    fn what_others_really_say_is_known() {
        let globs = ["a[", "{a", "a}", "[z-a]", "\\"];
        for error in globs.map(|text| globset::Glob::new(text).expect_err(text)) {
            let said = error.kind().to_string();
            assert!(known(&said).is_some_and(|(id, _)| id.contains("glob")), "{said}");
        }
        for script in ["fn check(doc) {", "let a = b;", "let a = 1 let b = 2", "\"open", "let x = 1 +;", "a ~ b"] {
            let engine = {
                let mut engine = rhai::Engine::new_raw();
                engine.set_strict_variables(true);
                engine
            };
            let error = engine.compile(script).expect_err(script);
            assert!(known(&error.0.to_string()).is_some(), "{script}: {}", error.0);
        }
        for text in ["a: b: c", "a: [1", "a: \"x", "a: *b", "a:\n\t- b", "- a\nb: c", "a: 'x' y", "a: \"\\q\""] {
            let said = granit_parser::Parser::new_from_str(text).find_map(Result::err).expect(text);
            assert!(known(&said.info()).is_some(), "{text}: {}", said.info());
        }
        for text in ["a", "a =", "a = b", "a = [1 2]", "a = [1", "a = 1\na = 2", "a b = 1", "a = 1 b", "[a", "a = \"x"]
        {
            let error = toml::de::DeTable::parse(text).expect_err(text);
            assert!(known(error.message()).is_some(), "{text}: {}", error.message());
        }
    }
}
