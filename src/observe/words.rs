//! Why: a log says a few words over and over. Each is kept once and spoken of by number; and a column that holds another
//! word in every row holds no words, but perhaps what people wrote, which must not get into a report.

use std::collections::HashMap;
use std::sync::Arc;

use crate::message::Message;

/// Most bytes of a word. Longer ones are texts.
const LONGEST: usize = 256;

/// Places that remember the word that was asked there last. A log says few words, and mostly each has a place of its own.
const PLACES: usize = 64;

/// The different words of one column, by number.
#[derive(Debug)]
pub struct Words {
    list: Vec<Arc<str>>,
    recent: [u16; PLACES],
    numbers: HashMap<Arc<str>, usize>,
    most: usize,
    /// Message for a column with more words than this.
    too_many: &'static str,
}

impl Words {
    /// No words yet, and at most so many; `too_many` says what is wrong with more.
    pub fn new(most: usize, too_many: &'static str) -> Self {
        Self { list: Vec::new(), recent: [u16::MAX; PLACES], numbers: HashMap::new(), most, too_many }
    }

    /// The number of a word, and whether it is new.
    ///
    /// # Errors
    /// When it is no text, is too long for a word, or is one too many.
    pub fn number(&mut self, word: &[u8]) -> Result<(usize, bool), Message> {
        let place = place(word);
        let recent = usize::from(self.recent[place]);
        if self.list.get(recent).is_some_and(|own| own.as_bytes() == word) {
            return Ok((recent, false));
        }
        if let Some(at) = std::str::from_utf8(word).ok().and_then(|word| self.numbers.get(word)) {
            self.recent[place] = u16::try_from(*at).unwrap_or(u16::MAX);
            return Ok((*at, false));
        }
        let text = std::str::from_utf8(word).map_err(|_| Message::new("observe.not-text"))?;
        if text.len() > LONGEST {
            return Err(Message::new("observe.word-too-long").number("most", LONGEST));
        }
        if self.list.len() >= self.most {
            return Err(Message::new(self.too_many).number("most", self.most));
        }
        let word: Arc<str> = text.into();
        self.list.push(word.clone());
        self.numbers.insert(word, self.list.len() - 1);
        Ok((self.list.len() - 1, true))
    }

    /// All words, by number.
    pub fn list(&self) -> &[Arc<str>] {
        &self.list
    }
}

/// A number below [`PLACES`] that words mostly do not share.
fn place(word: &[u8]) -> usize {
    let ends = word.first().copied().unwrap_or(0).wrapping_mul(7) ^ word.last().copied().unwrap_or(0);
    (usize::from(ends) ^ word.len()) % PLACES
}
