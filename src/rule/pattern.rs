//! Why: compiling a regular expression costs a hundred times what matching it does, and rules use the same few over and
//! over.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use regex::{Regex, RegexBuilder};

/// Most patterns kept per thread; more than any set of packs has.
const KEPT: usize = 256;

/// Largest compiled pattern, 1 MiB: some thirty times the largest sensible one, compiled in well under a millisecond.
const SIZE: usize = 1 << 20;

thread_local! {
    static COMPILED: RefCell<HashMap<Box<str>, Option<Rc<Regex>>>> = RefCell::new(HashMap::new());
}

/// Whether `text` fits `pattern`; `None` when the pattern is none. Matching takes linear time.
pub fn fits(pattern: &str, text: &str) -> Option<bool> {
    compiled(pattern).map(|regex| regex.is_match(text))
}

/// A pattern ready to be asked many times; `None` when it is none.
pub fn compiled(pattern: &str) -> Option<Rc<Regex>> {
    COMPILED.with_borrow_mut(|compiled| {
        if let Some(known) = compiled.get(pattern) {
            return known.clone();
        }
        if compiled.len() >= KEPT {
            compiled.clear();
        }
        let regex = RegexBuilder::new(pattern).size_limit(SIZE).build().ok().map(Rc::new);
        compiled.insert(pattern.into(), regex.clone());
        regex
    })
}
