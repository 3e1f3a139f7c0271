//! Why: the `toml` crate limits brackets and the parts of one key, each on its own; together they multiply, and its
//! tables are freed by recursion. One pass over brackets, dots and line ends settles the depth of the whole text
//! first, and finds where statements begin.

/// The byte at which the text nests deeper than `limit` containers, the root included. Never less than what the parser
/// would build, except that an array of tables counts once and not twice.
pub(super) fn too_deep(text: &str, limit: u32) -> Option<usize> {
    let mut walk = Walk::new(text);
    while let Some(at) = walk.step() {
        if walk.depth > limit {
            return Some(at);
        }
    }
    None
}

/// Where the statement that contains `offset` begins: the start of the last line up to there that is not inside
/// brackets or a string.
pub(super) fn statement_start(text: &str, offset: usize) -> usize {
    let mut walk = Walk::new(text);
    while let Some(at) = walk.step() {
        if at >= offset {
            break;
        }
    }
    if walk.statement <= offset { walk.statement } else { walk.previous }
}

/// What the text is inside of, byte by byte.
struct Walk<'t> {
    bytes: &'t [u8],
    at: usize,
    /// Containers around the current byte, the root included.
    depth: u32,
    /// Whether the current line is a header.
    in_header: bool,
    /// Open brackets, innermost last: what to go back to at their end.
    open: Vec<Level>,
    level: Level,
    statement: usize,
    previous: usize,
}

#[derive(Clone, Copy)]
struct Level {
    /// Entries here have keys.
    keyed: bool,
    /// Before the `=` of an entry.
    in_key: bool,
    /// Tables that the dots of the current key opened.
    dots: u32,
}

impl<'t> Walk<'t> {
    fn new(text: &'t str) -> Self {
        let level = Level { keyed: true, in_key: true, dots: 0 };
        Self {
            bytes: text.as_bytes(),
            at: 0,
            depth: 1,
            in_header: false,
            open: Vec::new(),
            level,
            statement: 0,
            previous: 0,
        }
    }

    /// Goes past the next byte that matters and says which it was.
    fn step(&mut self) -> Option<usize> {
        let rest = self.bytes.get(self.at..)?;
        let at = self.at + rest.iter().position(|byte| MARKS[usize::from(*byte)])?;
        self.at = at + 1;
        match self.bytes[at] {
            b'.' if self.level.keyed && self.level.in_key => {
                self.depth += 1;
                if !self.in_header {
                    self.level.dots += 1;
                }
            }
            b'=' => self.level.in_key = false,
            b',' => self.next_entry(),
            b'[' | b'{' => self.open(self.bytes[at] == b'{'),
            b']' | b'}' => self.close(self.bytes[at] == b'}'),
            b'\n' if self.open.is_empty() => {
                self.next_entry();
                self.in_header = false;
                self.previous = self.statement;
                self.statement = at + 1;
            }
            b'#' => self.at = self.find(at, |byte| byte == b'\n').unwrap_or(self.bytes.len()),
            quote @ (b'"' | b'\'') => self.skip_string(at, quote),
            _ => {}
        }
        Some(at)
    }

    fn next_entry(&mut self) {
        self.depth -= self.level.dots;
        self.level.dots = 0;
        self.level.in_key = true;
    }

    fn open(&mut self, keyed: bool) {
        if self.in_header {
            return;
        }
        if self.open.is_empty() && self.level.in_key {
            self.in_header = true;
            self.depth = 2;
            self.level.dots = 0;
            return;
        }
        self.open.push(self.level);
        self.level = Level { keyed, in_key: true, dots: 0 };
        self.depth += 1;
    }

    /// A bracket that closes nothing is left alone, as the parser leaves it alone.
    fn close(&mut self, keyed: bool) {
        if self.level.keyed != keyed {
            return;
        }
        if let Some(outer) = self.open.pop() {
            self.depth -= self.level.dots + 1;
            self.level = outer;
        }
    }

    fn skip_string(&mut self, at: usize, quote: u8) {
        let long = self.bytes.get(at..).is_some_and(|rest| rest.starts_with(&[quote; 3]));
        let mut from = if long { at + 3 } else { at + 1 };
        loop {
            let stop = |byte: u8| byte == quote || byte == b'\\' || byte == b'\n' && !long;
            let Some(found) = self.find(from, stop) else {
                self.at = self.bytes.len();
                return;
            };
            let next = self.bytes.get(found + 1).copied();
            match self.bytes[found] {
                b'\\' if quote == b'"' && matches!(next, Some(b'\\' | b'"')) => from = found + 2,
                b'\\' => from = found + 1,
                b'\n' => {
                    self.at = found;
                    return;
                }
                _ => {
                    let quotes = self.bytes[found..].iter().take(5).take_while(|byte| **byte == quote).count();
                    if !long || quotes >= 3 {
                        self.at = found + if long { quotes } else { 1 };
                        return;
                    }
                    from = found + quotes;
                }
            }
        }
    }

    fn find(&self, from: usize, wanted: impl Fn(u8) -> bool) -> Option<usize> {
        let rest = self.bytes.get(from..)?;
        rest.iter().position(|byte| wanted(*byte)).map(|found| from + found)
    }
}

/// Bytes that matter: brackets, key and entry separators, line ends, and what begins a string or comment.
const MARKS: [bool; 256] = {
    let mut marks = [false; 256];
    let wanted = b".=,[]{}\n#\"'";
    let mut at = 0;
    while at < wanted.len() {
        marks[wanted[at] as usize] = true;
        at += 1;
    }
    marks
};
