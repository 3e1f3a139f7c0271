//! Why: whether a complaint is free of charge, or a refund below a cap, is a question of exact amounts in a named
//! currency. Amounts are whole ten-thousandths; amounts of two currencies are never compared by guessing a rate.

use std::cmp::Ordering;

use super::cursor::{Cursor, excerpt};
use super::decimal::{Decimal, Misfit, decimal_text};
use crate::message::Message;

/// An amount of 0 or more in one currency. A bare `0` has none: nothing costs the same everywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Money {
    ten_thousandths: u64,
    currency: Option<Currency>,
}

/// A currency code: three capital letters, as in ISO 4217. Codes are not looked up, so that a workspace may judge a
/// currency younger than this program; a slip shows when it meets an amount in the right currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Currency([u8; 3]);

/// Why a text is no amount of money.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MoneyError {
    /// Nothing is written.
    Empty,
    /// An amount other than 0 without a currency.
    NoCurrency,
    /// What stands in place of the currency code.
    NotACurrency(String),
    /// Below 0.
    Negative,
    /// More than 10¹⁴.
    TooLarge,
    /// Finer than a ten-thousandth, the finest minor unit of ISO 4217 (`CLF`, `UYW`).
    TooFine,
    /// Not an amount from this byte on.
    Malformed {
        /// Byte offset in the text.
        at: usize,
    },
}

/// Parts of one unit of a currency: four decimals, the most that any currency of ISO 4217 has.
const PER_UNIT: u64 = 10_000;

impl Money {
    /// Nothing, in no currency: what a bare `0` says.
    pub const ZERO: Self = Self { ten_thousandths: 0, currency: None };

    /// Reads `0`, `15 CNY`, `15.50 EUR`.
    ///
    /// # Errors
    /// When the text is no amount of one currency: what is wrong with it.
    pub fn parse(text: &str) -> Result<Self, MoneyError> {
        let mut cursor = Cursor::new(text);
        cursor.skip_space();
        if cursor.is_done() {
            return Err(MoneyError::Empty);
        }
        let negative = cursor.eat_minus();
        let Some(number) = Decimal::read(&mut cursor, &['.']) else {
            return Err(MoneyError::Malformed { at: cursor.at() });
        };
        cursor.skip_space();
        let currency = read_currency(&mut cursor)?;
        cursor.skip_space();
        if !cursor.is_done() {
            return Err(MoneyError::Malformed { at: cursor.at() });
        }
        if negative {
            return Err(MoneyError::Negative);
        }
        let ten_thousandths = number.times(PER_UNIT).map_err(|misfit| match misfit {
            Misfit::TooLarge => MoneyError::TooLarge,
            Misfit::TooFine => MoneyError::TooFine,
        })?;
        if currency.is_none() && ten_thousandths != 0 {
            return Err(MoneyError::NoCurrency);
        }
        Ok(Self { ten_thousandths, currency })
    }

    /// The amount in ten-thousandths of the currency's unit: `15.50 EUR` is 155,000.
    pub fn ten_thousandths(self) -> u64 {
        self.ten_thousandths
    }

    /// The currency; a bare `0` has none.
    pub fn currency(self) -> Option<Currency> {
        self.currency
    }

    /// The order of two amounts. None when the currencies differ and neither amount is 0: no rate is assumed.
    pub fn compare(self, other: Self) -> Option<Ordering> {
        let comparable = self.ten_thousandths == 0 || other.ten_thousandths == 0 || self.currency == other.currency;
        comparable.then(|| self.ten_thousandths.cmp(&other.ten_thousandths))
    }

    /// The one spelling that stands for this value, `15.5 EUR` or `0`: for digests and for values that the tool works
    /// out.
    pub fn canonical(self) -> String {
        let amount = decimal_text(self.ten_thousandths, PER_UNIT);
        match &self.currency {
            Some(currency) => format!("{amount} {}", currency.code()),
            None => amount,
        }
    }
}

impl Currency {
    /// The three letters.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

fn read_currency(cursor: &mut Cursor<'_>) -> Result<Option<Currency>, MoneyError> {
    let word = cursor.take_while(|c| c.is_alphabetic() || matches!(c, '$' | '€' | '£' | '¥' | '￥'));
    match word.as_bytes() {
        [] => Ok(None),
        &[a, b, c] if [a, b, c].iter().all(u8::is_ascii_uppercase) => Ok(Some(Currency([a, b, c]))),
        _ => Err(MoneyError::NotACurrency(excerpt(word))),
    }
}

impl MoneyError {
    /// What to say about `text`.
    pub fn message(&self, text: &str) -> Message {
        let message = match self {
            Self::Empty => Message::new("money.empty"),
            Self::NoCurrency => Message::new("money.no-currency"),
            Self::NotACurrency(word) => Message::new("money.not-a-currency").text("word", word.as_str()),
            Self::Negative => Message::new("money.negative"),
            Self::TooLarge => Message::new("money.too-large"),
            Self::TooFine => Message::new("money.too-fine"),
            Self::Malformed { at } => Message::new("money.malformed").text("rest", text.get(*at..).unwrap_or("")),
        };
        message.text("text", text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn money(text: &str) -> Money {
        Money::parse(text).expect(text)
    }

    #[test]
    fn amounts_are_exact() {
        assert_eq!(money("0"), Money::ZERO);
        assert_eq!(money("15.50 EUR").ten_thousandths(), 155_000);
        assert_eq!(money("15.50 EUR"), money("15.5EUR"));
        assert_eq!(money("１５　CNY").currency().map(|it| it.code().to_owned()), Some("CNY".to_owned()));
        assert_eq!(money("0.0001 CLF").ten_thousandths(), 1);
    }

    #[test]
    fn what_is_no_amount_is_refused_with_its_reason() {
        for (text, error) in [
            ("", MoneyError::Empty),
            ("15", MoneyError::NoCurrency),
            ("15 yuan", MoneyError::NotACurrency("yuan".into())),
            ("15 cny", MoneyError::NotACurrency("cny".into())),
            ("15元", MoneyError::NotACurrency("元".into())),
            ("15¥", MoneyError::NotACurrency("¥".into())),
            ("¥15", MoneyError::Malformed { at: 0 }),
            ("CNY 15", MoneyError::Malformed { at: 0 }),
            ("-15 CNY", MoneyError::Negative),
            ("15.00001 CNY", MoneyError::TooFine),
            ("999999999999999999999 CNY", MoneyError::TooLarge),
            ("1,000 CNY", MoneyError::Malformed { at: 1 }),
            ("15 CNY 2", MoneyError::Malformed { at: 7 }),
        ] {
            assert_eq!(Money::parse(text), Err(error), "{text}");
        }
    }

    #[test]
    fn only_one_currency_or_nothing_at_all_compares() {
        assert_eq!(money("15 CNY").compare(money("15.5 CNY")), Some(Ordering::Less));
        assert_eq!(money("15 CNY").compare(money("1 EUR")), None);
        assert_eq!(money("15 CNY").compare(Money::ZERO), Some(Ordering::Greater));
        assert_eq!(money("0 EUR").compare(money("15 CNY")), Some(Ordering::Less));
        assert_eq!(money("0 EUR").compare(money("0")), Some(Ordering::Equal));
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "\\PC*") {
            if let Err(error) = Money::parse(&text) {
                error.message(&text);
            }
        }

        #[test]
        fn the_canonical_text_means_the_same(parts in 0..1_000_000_000_000_u64, code in "[A-Z]{3}") {
            let text = format!("{} {code}", decimal_text(parts, PER_UNIT));
            let read = Money::parse(&text).expect("canonical");
            prop_assert_eq!(read.ten_thousandths(), parts);
            prop_assert_eq!(Money::parse(&read.canonical()), Ok(read));
        }
    }
}
