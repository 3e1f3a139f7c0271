//! Why: a hundred headers make a tenth of a megabyte of TOML, and reading it was a quarter of a run over one file. It is
//! read here, once, and laid out as the steps that the program then repeats.

use std::convert::Infallible;
use std::ops::Range;

use toml::de::DeTable;

use crate::step::{At, Step, Words};
use crate::walk::{Scalar, Shape, Sink, walk};

/// The TOML of a policy's file, between its first line `/*` and the line `*/`, as steps.
///
/// # Errors
/// When there is no header, or what is in it is not TOML.
pub fn of_policy(text: &str) -> Result<Vec<u8>, String> {
    let missing = || "the first line is not `/*`, or no line is `*/`".to_owned();
    let inner = text.strip_prefix("/*\n").ok_or_else(missing)?;
    let end = inner.find("\n*/\n").ok_or_else(missing)? + 1;
    let start = text.len() - inner.len();
    // Spaces keep every position what it is in the file.
    let blanked = format!("  \n{}", &text[start..start + end]);
    of_toml(&blanked)
}

/// A TOML file as steps.
///
/// # Errors
/// When it is not TOML.
pub fn of_toml(text: &str) -> Result<Vec<u8>, String> {
    let table = DeTable::parse(text).map_err(|error| error.to_string())?;
    let mut steps = Steps { text, bytes: Ok(Vec::new()) };
    let Ok(()) = walk(table.get_ref(), 0..text.trim_end().len(), &mut steps);
    steps.bytes.map_err(|error| error.to_string())
}

struct Steps<'t> {
    text: &'t str,
    bytes: postcard::Result<Vec<u8>>,
}

impl Steps<'_> {
    fn add(&mut self, step: &Step<'_>) {
        if let Ok(bytes) = &mut self.bytes {
            match postcard::to_stdvec(step) {
                Ok(more) => bytes.extend(more),
                Err(error) => self.bytes = Err(error),
            }
        }
    }

    /// Addresses are compared, never followed: text from elsewhere lies outside the range.
    fn words<'w>(&self, text: &'w str) -> Words<'w> {
        let offset = (text.as_ptr() as usize).wrapping_sub(self.text.as_ptr() as usize);
        match offset.checked_add(text.len()) {
            Some(end) if end <= self.text.len() && !text.is_empty() => Words::Here(at(offset..end)),
            _ => Words::Own(text),
        }
    }
}

impl Sink for Steps<'_> {
    type Stop = Infallible;

    fn open(&mut self, shape: Shape, range: Range<usize>) -> Result<(), Infallible> {
        self.add(&match shape {
            Shape::Map => Step::Map(at(range)),
            Shape::List => Step::List(at(range)),
        });
        Ok(())
    }

    fn close(&mut self) {
        self.add(&Step::Close);
    }

    fn key(&mut self, text: &str, range: Range<usize>) {
        let words = self.words(text);
        self.add(&Step::Key(at(range), words));
    }

    fn scalar(&mut self, scalar: Scalar<'_>, range: Range<usize>) -> Result<(), Infallible> {
        let at = at(range);
        self.add(&match scalar {
            Scalar::Text(text) => Step::Text(at, self.words(text)),
            Scalar::Int(int) => Step::Int(at, int),
            Scalar::Float(float) => Step::Float(at, float),
            Scalar::Bool(bool) => Step::Bool(at, bool),
            Scalar::Date => Step::Date(at),
        });
        Ok(())
    }
}

/// Policies are kilobytes.
fn at(range: Range<usize>) -> At {
    (range.start as u32, range.end as u32)
}
