//! Why: the events of a case may be spread over a log of any size, so of each case something has to be kept until the end.
//! It is as little as the deadlines need, side by side in a few long lists, without an allocation for each case.

use std::hash::{BuildHasher, RandomState};

use crate::message::Message;
use crate::time::stamp::Millis;

/// The moment did not come, as far as was read. Greater than any time, so that the least of several counts.
pub const NONE: Millis = Millis::MAX;

/// The moment came, at a time that cannot be read.
pub const UNTIMED: Millis = Millis::MAX - 1;

/// A word that a case does not state.
pub const UNSTATED: u16 = u16::MAX;

/// Most bytes of a case's name.
const LONGEST: usize = 256;

/// Cases by number.
#[derive(Debug)]
pub struct Cases {
    /// Moments of each.
    width: usize,
    /// All names, one behind the other.
    names: Vec<u8>,
    /// Where the name of each case ends.
    ends: Vec<u32>,
    /// The earliest time of each moment, case by case.
    times: Vec<Millis>,
    /// Channel and priority.
    words: Vec<[u16; 2]>,
    /// Numbers of cases, plus 1, by the hash of their names; open addressing, at most four fifths full.
    table: Vec<u32>,
    /// The case of the last event: rows of one case often stand together.
    last: usize,
    state: RandomState,
}

impl Cases {
    /// None yet; each will have so many moments.
    pub fn new(width: usize) -> Self {
        Self {
            width,
            names: Vec::new(),
            ends: Vec::new(),
            times: Vec::new(),
            words: Vec::new(),
            table: vec![0; 1024],
            last: 0,
            state: RandomState::new(),
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// The number of a case, which is taken in if it is new.
    ///
    /// # Errors
    /// When its name is no text or too long, or the names are too many to be held.
    pub fn number(&mut self, name: &[u8]) -> Result<usize, Message> {
        if self.last < self.len() && self.name(self.last) == name {
            return Ok(self.last);
        }
        let mut at = self.place(name);
        loop {
            match self.table[at] {
                0 => break,
                found if self.name(found as usize - 1) == name => {
                    self.last = found as usize - 1;
                    return Ok(self.last);
                }
                _ => at = (at + 1) & (self.table.len() - 1),
            }
        }
        self.add(name)
    }

    /// The name of a case.
    pub fn name(&self, case: usize) -> &[u8] {
        let start = if case == 0 { 0 } else { self.ends[case - 1] as usize };
        &self.names[start..self.ends[case] as usize]
    }

    /// The times of its moments.
    pub fn times(&self, case: usize) -> &[Millis] {
        &self.times[case * self.width..(case + 1) * self.width]
    }

    /// The times of its moments, to be changed.
    pub fn times_mut(&mut self, case: usize) -> &mut [Millis] {
        &mut self.times[case * self.width..(case + 1) * self.width]
    }

    /// Its channel and its priority.
    pub fn words(&self, case: usize) -> [u16; 2] {
        self.words[case]
    }

    /// Its channel and its priority, to be changed.
    pub fn words_mut(&mut self, case: usize) -> &mut [u16; 2] {
        &mut self.words[case]
    }

    /// Gives back what only finding cases needed.
    pub fn seal(&mut self) {
        self.table = Vec::new();
    }

    fn place(&self, name: &[u8]) -> usize {
        self.state.hash_one(name) as usize & (self.table.len() - 1)
    }

    fn add(&mut self, name: &[u8]) -> Result<usize, Message> {
        check(name)?;
        let end = u32::try_from(self.names.len() + name.len()).map_err(|_| Message::new("observe.too-many-cases"))?;
        self.names.extend_from_slice(name);
        self.ends.push(end);
        self.times.resize(self.times.len() + self.width, NONE);
        self.words.push([UNSTATED; 2]);
        if self.len() * 5 > self.table.len() * 4 {
            self.table = Vec::new();
            self.table = vec![0; (self.len() * 2).next_power_of_two()];
            for case in 0..self.len() {
                self.enter(case);
            }
        } else {
            self.enter(self.len() - 1);
        }
        self.last = self.len() - 1;
        Ok(self.last)
    }

    fn enter(&mut self, case: usize) {
        let mut at = self.place(self.name(case));
        while self.table[at] != 0 {
            at = (at + 1) & (self.table.len() - 1);
        }
        self.table[at] = case as u32 + 1;
    }
}

/// Whether bytes can be the name of a case.
///
/// # Errors
/// When they cannot.
pub fn check(name: &[u8]) -> Result<&str, Message> {
    if name.len() > LONGEST {
        return Err(Message::new("observe.case-too-long").number("most", LONGEST));
    }
    std::str::from_utf8(name).map_err(|_| Message::new("observe.not-text"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;

    #[test]
    fn cases_are_told_apart_by_all_of_their_names() {
        let mut cases = Cases::new(2);
        let mut known: HashMap<String, usize> = HashMap::new();
        for turn in 0..20_000_u32 {
            let name = format!("C{}", turn.wrapping_mul(2_654_435_761) % 7_000);
            let number = cases.number(name.as_bytes()).expect("it is short");
            let fresh = known.len();
            assert_eq!(*known.entry(name.clone()).or_insert(fresh), number);
            assert_eq!(cases.name(number), name.as_bytes());
            let slot = &mut cases.times_mut(number)[1];
            *slot = (*slot).min(Millis::from(turn));
        }
        assert_eq!(cases.len(), known.len());
        assert_eq!(cases.times(0), [NONE, 0]);
    }

    #[test]
    fn no_name_is_a_text_that_somebody_wrote() {
        let mut cases = Cases::new(1);
        assert!(cases.number(&[b'x'; 256]).is_ok() && cases.number(b"").is_ok());
        assert!(cases.number(&[b'x'; 257]).is_err() && cases.number(b"\xFF").is_err());
    }
}
