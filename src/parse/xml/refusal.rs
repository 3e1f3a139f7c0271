//! Why: the parser says where it stopped in its own words and in rows and columns. Here they become one reason and one
//! place of ours.

use roxmltree::Error;

use crate::message::Arg;
use crate::parse::fault::Fault;
use crate::span::Span;

/// Why and where the text is no XML.
pub(super) fn fault(text: &str, error: &Error) -> Fault {
    let reason = match error {
        Error::UnexpectedCloseTag(..) | Error::UnexpectedEntityCloseTag(_) | Error::UnclosedRootNode => {
            "word.xml-unclosed"
        }
        Error::UnknownNamespace(..) => "word.xml-prefix",
        Error::UnknownEntityReference(..) | Error::MalformedEntityReference(_) | Error::EntityReferenceLoop(_) => {
            "word.xml-entity"
        }
        Error::InvalidAttributeValue(_) => "word.xml-attribute",
        Error::DuplicatedAttribute(..) | Error::DuplicatedNamespace(..) => "word.xml-repeated",
        Error::DtdDetected => "word.xml-dtd",
        Error::NoRootNode => "word.xml-empty",
        Error::NonXmlChar(..) => "word.xml-character",
        Error::UnknownToken(_) => "word.xml-junk",
        Error::UnexpectedDeclaration(_) => "word.xml-declaration",
        _ => "word.xml-syntax",
    };
    let at = match error {
        Error::UnclosedRootNode => text.trim_end().len(),
        Error::DtdDetected => text.find("<!DOCTYPE").unwrap_or(0),
        Error::NoRootNode => 0,
        _ => {
            let at = error.pos();
            offset(text, at.row, at.col)
        }
    };
    let length = text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    Fault::syntax(Span::new(at, at + length), Arg::Word(reason))
}

/// The byte of a row and a column, both counted from 1, columns in characters.
fn offset(text: &str, row: u32, column: u32) -> usize {
    let mut lines = text.split_inclusive('\n');
    let before: usize = lines.by_ref().take(row.saturating_sub(1) as usize).map(str::len).sum();
    let line = lines.next().unwrap_or("");
    before + line.chars().take(column.saturating_sub(1) as usize).map(char::len_utf8).sum::<usize>()
}
