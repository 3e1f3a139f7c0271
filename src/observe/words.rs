//! Why: a log says a few words over and over. Each is kept once and spoken of by number; and a column that holds another
//! word in every row holds no words, but perhaps what people wrote, which must not get into a report.

use std::collections::HashMap;
use std::sync::Arc;

use crate::message::Message;

/// Most bytes of a word. Longer ones are texts.
const LONGEST: usize = 256;

/// Up to this many words are looked through one by one, which is faster than any table.
const FEW: usize = 24;

/// The different words of one column, by number.
#[derive(Debug)]
pub struct Words {
    list: Vec<Arc<str>>,
    numbers: HashMap<Arc<str>, usize>,
    most: usize,
    /// Message for a column with more words than this.
    too_many: &'static str,
}

impl Words {
    /// No words yet, and at most so many; `too_many` says what is wrong with more.
    pub fn new(most: usize, too_many: &'static str) -> Self {
        Self { list: Vec::new(), numbers: HashMap::new(), most, too_many }
    }

    /// The number of a word, and whether it is new.
    ///
    /// # Errors
    /// When it is no text, is too long for a word, or is one too many.
    pub fn number(&mut self, word: &[u8]) -> Result<(usize, bool), Message> {
        if self.list.len() <= FEW {
            if let Some(at) = self.list.iter().position(|own| own.as_bytes() == word) {
                return Ok((at, false));
            }
        } else if let Some(at) = std::str::from_utf8(word).ok().and_then(|word| self.numbers.get(word)) {
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
