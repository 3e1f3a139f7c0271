//! Why: shares and targets (`answer.share = "80%"`, `at = "90%"`) are compared with limits to the last digit; a number
//! without the sign could be a share of one or of a hundred, so the sign is asked for.

use super::cursor::Cursor;
use super::decimal::{Decimal, Misfit, decimal_text};
use crate::message::Message;

/// A percentage of 0 or more, exact to a thousandth of a percent. More than 100% is allowed: growth and targets go
/// there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Percent {
    thousandths: u64,
}

/// Why a text is no percentage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PercentError {
    /// Nothing is written.
    Empty,
    /// A number without `%`.
    NoSign,
    /// Below 0.
    Negative,
    /// More than can be kept (10¹⁴ percent).
    TooLarge,
    /// Finer than a thousandth of a percent.
    TooFine,
    /// Not a percentage from this byte on.
    Malformed {
        /// Byte offset in the text.
        at: usize,
    },
}

/// Thousandths in one percent.
const PER_PERCENT: u64 = 1000;

impl Percent {
    /// Reads `80%`, `99.5 %`, `８０％`.
    ///
    /// # Errors
    /// When the text is no percentage, or has no sign to say so.
    pub fn parse(text: &str) -> Result<Self, PercentError> {
        let mut cursor = Cursor::new(text);
        cursor.skip_space();
        if cursor.is_done() {
            return Err(PercentError::Empty);
        }
        let negative = cursor.eat_minus();
        let Some(number) = Decimal::read(&mut cursor, &['.']) else {
            return Err(PercentError::Malformed { at: cursor.at() });
        };
        cursor.skip_space();
        if cursor.is_done() {
            return Err(PercentError::NoSign);
        }
        let signed = cursor.eat('%');
        cursor.skip_space();
        if !signed || !cursor.is_done() {
            return Err(PercentError::Malformed { at: cursor.at() });
        }
        if negative {
            return Err(PercentError::Negative);
        }
        match number.times(PER_PERCENT) {
            Ok(thousandths) => Ok(Self { thousandths }),
            Err(Misfit::TooLarge) => Err(PercentError::TooLarge),
            Err(Misfit::TooFine) => Err(PercentError::TooFine),
        }
    }

    /// In thousandths of a percent: 80% is 80,000.
    pub fn thousandths(self) -> u64 {
        self.thousandths
    }

    /// The one spelling that stands for this value, `99.5%`: for digests and for values that the tool works out.
    pub fn canonical(self) -> String {
        format!("{}%", decimal_text(self.thousandths, PER_PERCENT))
    }
}

impl PercentError {
    /// What to say about `text`.
    pub fn message(&self, text: &str) -> Message {
        let message = match self {
            Self::Empty => Message::new("percent.empty"),
            Self::NoSign => Message::new("percent.no-sign"),
            Self::Negative => Message::new("percent.negative"),
            Self::TooLarge => Message::new("percent.too-large"),
            Self::TooFine => Message::new("percent.too-fine"),
            Self::Malformed { at } => Message::new("percent.malformed").text("rest", text.get(*at..).unwrap_or("")),
        };
        message.text("text", text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn percentages_are_exact() {
        for (text, thousandths) in
            [("80%", 80_000), ("99.5 %", 99_500), ("８０％", 80_000), (" 0% ", 0), ("150%", 150_000), ("0.001%", 1)]
        {
            assert_eq!(Percent::parse(text).map(Percent::thousandths), Ok(thousandths), "{text}");
        }
    }

    #[test]
    fn what_is_no_percentage_is_refused_with_its_reason() {
        for (text, error) in [
            ("", PercentError::Empty),
            ("\u{3000}", PercentError::Empty),
            ("80", PercentError::NoSign),
            ("0.8", PercentError::NoSign),
            ("-5%", PercentError::Negative),
            ("99.9999%", PercentError::TooFine),
            ("9999999999999999999%", PercentError::TooLarge),
            ("%", PercentError::Malformed { at: 0 }),
            ("80 percent", PercentError::Malformed { at: 3 }),
            ("80%%", PercentError::Malformed { at: 3 }),
            ("80.%", PercentError::Malformed { at: 2 }),
        ] {
            assert_eq!(Percent::parse(text), Err(error), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "\\PC*") {
            if let Err(error) = Percent::parse(&text) {
                error.message(&text);
            }
        }

        #[test]
        fn the_canonical_text_means_the_same(thousandths in 0..10_000_000_u64) {
            let percent = Percent { thousandths };
            prop_assert_eq!(Percent::parse(&percent.canonical()), Ok(percent));
        }
    }
}
