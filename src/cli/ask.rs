//! Why: a few questions are easier than a page of flags, for whoever sits at a terminal. Each has a flag, and is asked only
//! where the flag is not given and somebody can answer.

use std::io::{self, BufRead, IsTerminal, Write};

use crate::message::Message;
use crate::render::{Style, catalogue};

/// How often a question is put again after an answer that cannot be used.
const AGAIN: usize = 3;

/// Whether somebody can be asked.
pub fn can_ask() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// Asks one question. `read` takes the answer or says what is wrong with it; `None` when there is no answer, or none that
/// could be used.
pub fn ask<T>(style: &Style, question: &Message, read: impl Fn(&str) -> Result<T, Message>) -> Option<T> {
    put(&mut io::stdin().lock(), &mut io::stderr(), style, question, read)
}

fn put<T>(
    input: &mut impl BufRead,
    output: &mut impl Write,
    style: &Style,
    question: &Message,
    read: impl Fn(&str) -> Result<T, Message>,
) -> Option<T> {
    for _ in 0..AGAIN {
        write!(output, "{} ", catalogue::text(style.lang, question)).ok()?;
        output.flush().ok()?;
        let mut line = String::new();
        if input.read_line(&mut line).ok()? == 0 {
            // The end of the input is an answer, too: none.
            let _ = writeln!(output);
            return None;
        }
        let answer = line.trim();
        if answer.is_empty() {
            return None;
        }
        match read(answer) {
            Ok(value) => return Some(value),
            Err(wrong) => writeln!(output, "{}", catalogue::text(style.lang, &wrong)).ok()?,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::Lang;

    fn answer(typed: &str) -> (Option<u8>, String) {
        let mut shown = Vec::new();
        let style = Style::plain(Lang::En);
        let read = |text: &str| text.parse().map_err(|_| Message::new("init.no-zone").text("name", text));
        let got = put(&mut typed.as_bytes(), &mut shown, &style, &Message::new("init.ask-zone"), read);
        (got, String::from_utf8(shown).expect("text"))
    }

    #[test]
    fn a_wrong_answer_is_told_and_the_question_put_again() {
        let (got, shown) = answer("many\n 7 \n");
        assert_eq!(got, Some(7));
        assert!(shown.contains("`many`"), "{shown}");
        assert_eq!(answer("many\nmany\nmany\n7\n").0, None);
    }

    #[test]
    fn no_answer_is_none() {
        assert_eq!(answer("\n").0, None);
        assert_eq!(answer("").0, None);
    }
}
