//! Why: the events of a case may be spread over a log of any size, so of each case something has to be kept until the end.
//! It is as little as the deadlines need, side by side in a few long lists, without an allocation for each case.

use std::hash::{BuildHasher, RandomState};

use crate::message::Message;
use crate::time::stamp::Millis;

/// The moment did not come, as far as was read. Greater than any time, so that the least of several counts.
pub const NONE: Millis = Millis::MAX;

/// The moment came, at a time that cannot be read. Less than any time: it may have been the first.
pub const UNTIMED: Millis = Millis::MIN;

/// A word that a case does not state.
pub const UNSTATED: u16 = u16::MAX;

/// Most bytes of a case's name.
const LONGEST: usize = 256;

/// Names up to this length stand beside the times of their case.
const SHORT: usize = 16;

/// Places of a row before its times: two for the name, one for its length, the channel and the priority.
const HEAD: usize = 3;

/// Cases by number.
#[derive(Debug)]
pub struct Cases {
    /// Places of a row.
    width: usize,
    /// Rows, one behind the other: the name if it is short, else where it begins among `names`; its length (the upper half),
    /// channel and priority; the earliest time of each moment. What is asked together lies together.
    rows: Vec<i64>,
    /// Names that are not short, one behind the other.
    names: Vec<u8>,
    /// Numbers of cases, plus 1, by the hash of their names; open addressing, at most four fifths full.
    table: Vec<u32>,
    /// The case of the last event: rows of one case often stand together.
    last: usize,
    /// For hashes that nobody can foresee, so that no log can make all cases collide.
    state: RandomState,
    keys: [u64; 2],
}

impl Cases {
    /// None yet; each will have so many moments.
    pub fn new(moments: usize) -> Self {
        let state = RandomState::new();
        Self {
            width: HEAD + moments,
            rows: Vec::new(),
            names: Vec::new(),
            table: vec![0; 1024],
            last: 0,
            keys: [state.hash_one(1), state.hash_one(2)],
            state,
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.rows.len() / self.width
    }

    /// The number of a case, which is taken in if it is new.
    ///
    /// # Errors
    /// When its name is no text or too long, or the names are too many to be held.
    pub fn number(&mut self, name: &[u8]) -> Result<usize, Message> {
        let [first, second] = packed(name);
        if self.is(self.last, name, first, second) {
            return Ok(self.last);
        }
        let mut at = self.place(name, first, second);
        loop {
            match self.table[at] {
                0 => break,
                found if self.is(found as usize - 1, name, first, second) => {
                    self.last = found as usize - 1;
                    return Ok(self.last);
                }
                _ => at = (at + 1) & (self.table.len() - 1),
            }
        }
        self.add(name, first, second)
    }

    /// The name of a case.
    pub fn name(&self, case: usize) -> String {
        let row = &self.rows[case * self.width..];
        let length = (row[2] >> 32) as usize;
        if length > SHORT {
            let start = row[0] as usize;
            return String::from_utf8_lossy(&self.names[start..start + length]).into_owned();
        }
        let bytes: Vec<u8> = row[..2].iter().flat_map(|part| part.to_le_bytes()).take(length).collect();
        String::from_utf8_lossy(&bytes).into_owned()
    }

    /// The times of its moments.
    pub fn times(&self, case: usize) -> &[Millis] {
        &self.rows[case * self.width + HEAD..(case + 1) * self.width]
    }

    /// The times of its moments, to be changed.
    pub fn times_mut(&mut self, case: usize) -> &mut [Millis] {
        &mut self.rows[case * self.width + HEAD..(case + 1) * self.width]
    }

    /// Its channel and its priority.
    pub fn words(&self, case: usize) -> [u16; 2] {
        let both = self.rows[case * self.width + 2];
        [both as u16, (both >> 16) as u16]
    }

    /// Takes down its channel (0) or its priority (1).
    pub fn set_word(&mut self, case: usize, which: usize, word: u16) {
        let both = &mut self.rows[case * self.width + 2];
        let shift = 16 * which;
        *both = (*both & !(0xFFFF << shift)) | (i64::from(word) << shift);
    }

    /// Gives back what only finding cases needed.
    pub fn seal(&mut self) {
        self.table = Vec::new();
    }

    /// Whether a case has this name.
    fn is(&self, case: usize, name: &[u8], first: i64, second: i64) -> bool {
        let Some(&[own, other, length]) = self.rows.get(case * self.width..case * self.width + HEAD) else {
            return false;
        };
        if (length >> 32) as usize != name.len() {
            return false;
        }
        if name.len() <= SHORT {
            return own == first && other == second;
        }
        self.names.get(own as usize..own as usize + name.len()) == Some(name)
    }

    fn place(&self, name: &[u8], first: i64, second: i64) -> usize {
        let hash = if name.len() <= SHORT {
            // A folded product of the two halves, as in wyhash; the keys are drawn for each run.
            let product = u128::from(first as u64 ^ self.keys[0]) * u128::from(second as u64 ^ self.keys[1]);
            (product as u64 ^ (product >> 64) as u64).wrapping_add(name.len() as u64)
        } else {
            self.state.hash_one(name)
        };
        hash as usize & (self.table.len() - 1)
    }

    fn add(&mut self, name: &[u8], first: i64, second: i64) -> Result<usize, Message> {
        check(name)?;
        let case = self.len();
        if u32::try_from(case + 1).is_err() {
            return Err(Message::new("observe.too-many-cases"));
        }
        let head = if name.len() <= SHORT {
            [first, second]
        } else {
            self.names.extend_from_slice(name);
            [(self.names.len() - name.len()) as i64, 0]
        };
        self.rows.extend(head);
        // No channel and no priority: both are [`UNSTATED`].
        self.rows.push((name.len() as i64) << 32 | 0xFFFF_FFFF);
        self.rows.resize(self.rows.len() + self.width - HEAD, NONE);
        if self.len() * 5 > self.table.len() * 4 {
            self.table = Vec::new();
            self.table = vec![0; (self.len() * 2).next_power_of_two()];
            for case in 0..self.len() {
                self.enter(case);
            }
        } else {
            self.enter(case);
        }
        self.last = case;
        Ok(case)
    }

    fn enter(&mut self, case: usize) {
        let row = &self.rows[case * self.width..];
        let (first, second, length) = (row[0], row[1], (row[2] >> 32) as usize);
        let mut at = if length <= SHORT {
            self.place(&[0; SHORT][..length], first, second)
        } else {
            self.place(&self.names[first as usize..first as usize + length], first, second)
        };
        while self.table[at] != 0 {
            at = (at + 1) & (self.table.len() - 1);
        }
        self.table[at] = case as u32 + 1;
    }
}

/// The first 16 bytes of a name as two numbers.
fn packed(name: &[u8]) -> [i64; 2] {
    let mut bytes = [0; SHORT];
    let length = name.len().min(SHORT);
    bytes[..length].copy_from_slice(&name[..length]);
    let half = |at: usize| {
        let mut part = [0; 8];
        part.copy_from_slice(&bytes[at..at + 8]);
        i64::from_le_bytes(part)
    };
    [half(0), half(8)]
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
            let own = turn.wrapping_mul(2_654_435_761) % 7_000;
            let name = if own % 3 == 0 { format!("a name that is longer than most {own}") } else { format!("C{own}") };
            let number = cases.number(name.as_bytes()).expect("it is short");
            let fresh = known.len();
            assert_eq!(*known.entry(name.clone()).or_insert(fresh), number);
            assert_eq!(cases.name(number), name);
            let slot = &mut cases.times_mut(number)[1];
            *slot = (*slot).min(Millis::from(turn));
        }
        assert_eq!(cases.len(), known.len());
        assert_eq!((cases.times(0), cases.words(0)), (&[NONE, 0][..], [UNSTATED; 2]));
        cases.set_word(1, 1, 7);
        cases.set_word(1, 0, 300);
        assert_eq!((cases.words(0), cases.words(1)), ([UNSTATED; 2], [300, 7]));
    }

    #[test]
    fn no_name_is_a_text_that_somebody_wrote() {
        let mut cases = Cases::new(1);
        assert!(cases.number(&[b'x'; 256]).is_ok() && cases.number(b"").is_ok());
        assert!(cases.number(&[b'x'; 257]).is_err() && cases.number(b"\xFF").is_err());
    }
}
