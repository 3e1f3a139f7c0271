//! Why: the headers of the built-in policies were read when the program was built. Here they become the documents that
//! reading them would give, in a twentieth of the time.

use std::sync::Arc;

use super::step::{At, Step, Words};
use crate::document::{Builder, Document, Limits, Number, Overflow, Str, Value};
use crate::source::{Source, SourceId};
use crate::span::Span;

/// The document of these steps over its source; `None` for bytes that are no steps.
pub fn document(steps: &[u8], source: &Arc<Source>, id: SourceId) -> Option<Document> {
    let mut builder = Builder::new(source.clone(), id, 0, Limits::default());
    let mut rest = steps;
    while !rest.is_empty() {
        let (step, following) = postcard::take_from_bytes::<Step<'_>>(rest).ok()?;
        take(&mut builder, &step).ok()?;
        rest = following;
    }
    Some(builder.finish())
}

fn take(builder: &mut Builder, step: &Step<'_>) -> Result<(), Overflow> {
    let (value, at) = match step {
        Step::Map(at) => return builder.open(Value::Map, span(*at)).map(drop),
        Step::List(at) => return builder.open(Value::List, span(*at)).map(drop),
        Step::Close => {
            builder.close(None);
            return Ok(());
        }
        Step::Key(at, words) => {
            let text = refer(builder, words, *at);
            builder.key(text, span(*at));
            return Ok(());
        }
        Step::Text(at, words) => (Value::Text(refer(builder, words, *at)), at),
        Step::Int(at, int) => (Value::Number(Number::Int(*int)), at),
        Step::Float(at, float) => (Value::Number(Number::Float(*float)), at),
        Step::Bool(at, bool) => (Value::Bool(*bool), at),
        Step::Date(at) => (Value::Date(Str::source(span(*at))), at),
    };
    builder.scalar(value, span(*at)).map(drop)
}

fn refer(builder: &mut Builder, words: &Words<'_>, at: At) -> Str {
    match words {
        Words::Here(at) => Str::source(span(*at)),
        Words::Own("") => Str::source(Span::at(at.0 as usize)),
        Words::Own(text) => builder.store(text),
    }
}

fn span((start, end): At) -> Span {
    Span { start, end }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::{Format, parse};
    use crate::policy::{embedded, header};
    use crate::source::Home;

    #[test]
    fn what_was_laid_out_is_what_reading_gives() {
        let mut compared = 0;
        for file in embedded::files().filter(|file| !file.path.ends_with(".cases.toml")) {
            let source = Arc::new(Source::from_text(Home::Builtin, file.path, file.text));
            let id = SourceId(7);
            let read = match header::split(&source, id) {
                Ok(parts) => parts.document,
                Err(_) => parse(Format::Toml, &source, id, Limits::default()).documents.remove(0),
            };
            let laid = document(file.steps, &source, id).unwrap();
            let nodes = |document: &Document| {
                let row = |node| {
                    let text = match document.node(node).value {
                        Value::Date(text) | Value::Text(text) => Some(document.str(text)),
                        _ => None,
                    };
                    format!("{:?} {:?} {text:?}", document.node(node), document.key(node))
                };
                document.ids().map(row).collect::<Vec<_>>()
            };
            assert_eq!(nodes(&laid), nodes(&read), "{}", file.path);
            compared += 1;
        }
        assert!(compared > 100, "{compared}");
    }

    #[test]
    fn bytes_that_are_no_steps_are_no_document() {
        let source = Arc::new(Source::from_text(Home::Builtin, "a.rhai", ""));
        assert!(document(&[200], &source, SourceId(0)).is_none());
    }
}
