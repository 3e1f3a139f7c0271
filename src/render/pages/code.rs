//! Why: a code such as `config/laxer` stands where the name of a policy may stand, so people ask for it in the same way. The
//! program tells what it is about; the whole story stands in the documentation.

use super::line;
use crate::message::{Arg, Message};
use crate::render::{Style, title};

/// What a code of a report is about; `None` if no report has such a code.
pub fn code(code: &str, style: &Style) -> Option<String> {
    let title = title::of_known_code(code)?;
    let mut out = String::new();
    line(&mut out, style, &Message::new("page.code").text("code", code).arg("title", Arg::Word(title)));
    line(&mut out, style, &Message::new("page.code-more"));
    Some(out)
}
