//! Why: text for people is made in one place only, on the render floor. Everything below says *what* it means: a
//! message id of the catalogues (or the words of a policy's own header) and the values that go into it.

use std::borrow::Cow;
use std::sync::Arc;

/// A language in which ombud speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Lang {
    /// English.
    En,
    /// Simplified Chinese.
    Zh,
}

/// One text in one or both languages, as a policy or a workspace wrote it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LocalText {
    /// English.
    pub en: Option<Arc<str>>,
    /// Simplified Chinese.
    pub zh: Option<Arc<str>>,
}

/// A value inside a message.
#[derive(Clone, Debug, PartialEq)]
pub enum Arg {
    /// Text as it stands in a file; shown escaped.
    Text(Arc<str>),
    /// A whole number.
    Number(i64),
    /// A text that exists in both languages.
    Local(LocalText),
    /// Several texts; shown as a list in the reader's language.
    List(Vec<Arc<str>>),
    /// A word of the catalogue (`word.…`), for instance the name of a kind.
    Word(&'static str),
    /// A clause: its instrument and its article, cited in the manner of the reader's language.
    Citation(LocalText, LocalText),
}

/// Where the words of a message stand.
#[derive(Clone, Debug, PartialEq)]
pub enum Words {
    /// An id of the built-in catalogues.
    Catalogue(&'static str),
    /// The words of a policy header, with `{name}` placeholders.
    Own(LocalText),
}

/// What is to be said, before it is put into words.
#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    /// The words.
    pub words: Words,
    /// Values for the `{name}` placeholders.
    pub args: Vec<(Cow<'static, str>, Arg)>,
}

impl Lang {
    /// All languages; catalogues are complete in each.
    pub const ALL: [Self; 2] = [Self::En, Self::Zh];

    /// The language code, as in `--lang`.
    pub fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Zh => "zh",
        }
    }

    /// Reads a language code or a locale such as `zh_CN.UTF-8`.
    pub fn parse(code: &str) -> Option<Self> {
        match code.split(['_', '-', '.']).next()? {
            "en" => Some(Self::En),
            "zh" => Some(Self::Zh),
            _ => None,
        }
    }
}

impl LocalText {
    /// One text for both languages.
    pub fn same(text: &str) -> Self {
        let text: Arc<str> = text.into();
        Self { en: Some(text.clone()), zh: Some(text) }
    }

    /// The text in `lang`, or in the other language if that is all there is.
    pub fn get(&self, lang: Lang) -> Option<&Arc<str>> {
        match lang {
            Lang::En => self.en.as_ref().or(self.zh.as_ref()),
            Lang::Zh => self.zh.as_ref().or(self.en.as_ref()),
        }
    }

    /// Whether nothing is written in any language.
    pub fn is_empty(&self) -> bool {
        self.en.is_none() && self.zh.is_none()
    }
}

impl Message {
    /// A message of the built-in catalogues.
    pub fn new(id: &'static str) -> Self {
        Self { words: Words::Catalogue(id), args: Vec::new() }
    }

    /// A message in a policy's own words.
    pub fn own(text: LocalText) -> Self {
        Self { words: Words::Own(text), args: Vec::new() }
    }

    /// Adds a text argument.
    #[must_use]
    pub fn text(self, name: &'static str, value: impl Into<Arc<str>>) -> Self {
        self.arg(name, Arg::Text(value.into()))
    }

    /// Adds a number.
    #[must_use]
    pub fn number(self, name: &'static str, value: impl TryInto<i64>) -> Self {
        self.arg(name, Arg::Number(value.try_into().unwrap_or(i64::MAX)))
    }

    /// Adds any argument.
    #[must_use]
    pub fn arg(mut self, name: impl Into<Cow<'static, str>>, value: Arg) -> Self {
        self.args.push((name.into(), value));
        self
    }
}
