//! Why: `1.5` is fifteen tenths and nothing else. A decimal number keeps its digits, and every unit is reached by exact
//! whole-number arithmetic; what does not fit is said, never rounded.

use super::cursor::Cursor;

/// A decimal number of 0 or more, exact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Decimal {
    /// All digits, without the point. Below 10²⁴.
    digits: u128,
    /// How many of them stand after the point; the last is not 0. At most [`MOST_PLACES`].
    places: u32,
    /// Set when the number as written has more digits than are kept.
    misfit: Option<Misfit>,
}

/// Why a number does not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Misfit {
    /// More than can be kept.
    TooLarge,
    /// A fraction of the smallest part that can be kept.
    TooFine,
}

/// Largest whole part: 10¹⁴, above every amount of money that a process names, and more than three thousand years when
/// counted in milliseconds.
const MOST_WHOLE: u128 = 100_000_000_000_000;

/// Digits after the point that are kept.
const MOST_PLACES: u32 = 9;

impl Decimal {
    /// A whole number.
    pub fn whole(number: u64) -> Self {
        let digits = u128::from(number);
        Self { digits, places: 0, misfit: (digits > MOST_WHOLE).then_some(Misfit::TooLarge) }
    }

    /// One half.
    pub fn half() -> Self {
        Self { digits: 5, places: 1, misfit: None }
    }

    /// This and a half, as 半 after a whole number says; nothing when this already has a fraction.
    pub fn and_a_half(self) -> Option<Self> {
        let digits = self.digits.checked_mul(10)?.checked_add(5)?;
        (self.places == 0).then_some(Self { digits, places: 1, ..self })
    }

    /// Reads digits, and a point with digits. Nothing, and nothing read, when no digit comes next. The point is one of
    /// `points`; it is left unread when no digit follows it.
    pub fn read(cursor: &mut Cursor<'_>, points: &[char]) -> Option<Self> {
        if !cursor.peek()?.is_ascii_digit() {
            return None;
        }
        let mut number = Self { digits: 0, places: 0, misfit: None };
        while let Some(digit) = read_digit(cursor) {
            if number.digits <= MOST_WHOLE {
                number.digits = number.digits * 10 + digit;
            }
        }
        if number.digits > MOST_WHOLE {
            number.misfit = Some(Misfit::TooLarge);
            number.digits = MOST_WHOLE;
        }
        let pointed = cursor.peek().is_some_and(|c| points.contains(&c));
        if pointed && cursor.peek_second().is_some_and(|c| c.is_ascii_digit()) {
            cursor.bump();
            number.read_fraction(cursor);
        }
        Some(number)
    }

    /// Zeros are counted and written only once another digit follows, so `1.50` has one place and a long tail of zeros
    /// is not "too fine".
    fn read_fraction(&mut self, cursor: &mut Cursor<'_>) {
        let mut zeros: u32 = 0;
        while let Some(digit) = read_digit(cursor) {
            if digit == 0 {
                zeros = zeros.saturating_add(1);
                continue;
            }
            let places = self.places.saturating_add(zeros).saturating_add(1);
            if places > MOST_PLACES {
                self.misfit = self.misfit.or(Some(Misfit::TooFine));
                continue;
            }
            self.digits = self.digits * 10_u128.pow(zeros + 1) + digit;
            self.places = places;
            zeros = 0;
        }
    }

    /// The number multiplied by `factor`, where that is a whole number.
    ///
    /// # Errors
    /// When it is none, or does not fit.
    pub fn times(self, factor: u64) -> Result<u64, Misfit> {
        if let Some(misfit) = self.misfit {
            return Err(misfit);
        }
        let product = self.digits.checked_mul(u128::from(factor)).ok_or(Misfit::TooLarge)?;
        let one = 10_u128.pow(self.places);
        if product % one != 0 {
            return Err(Misfit::TooFine);
        }
        u64::try_from(product / one).map_err(|_| Misfit::TooLarge)
    }

    /// The nearest floating-point number, for scripts and charts; no verdict rests on it.
    pub fn nearest_float(self) -> f64 {
        self.digits as f64 / 10_f64.powi(self.places as i32)
    }
}

/// `parts` of which `per` make a whole, as decimal text: `15500` of `1000` is `15.5`. Exact wherever the quotient has
/// at most [`MOST_PLACES`] digits after the point, which every number read by [`Decimal::read`] has. A `per` of 0 is
/// read as 1.
pub fn decimal_text(parts: u64, per: u64) -> String {
    let per = u128::from(per.max(1));
    let mut text = (u128::from(parts) / per).to_string();
    let mut remainder = u128::from(parts) % per;
    for place in 0..MOST_PLACES {
        if remainder == 0 {
            break;
        }
        if place == 0 {
            text.push('.');
        }
        remainder *= 10;
        text.push_str(&(remainder / per).to_string());
        remainder %= per;
    }
    text
}

fn read_digit(cursor: &mut Cursor<'_>) -> Option<u128> {
    let digit = cursor.peek()?.to_digit(10)?;
    cursor.bump();
    Some(u128::from(digit))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<Decimal> {
        Decimal::read(&mut Cursor::new(text), &['.'])
    }

    fn times(text: &str, factor: u64) -> Result<u64, Misfit> {
        read(text).expect("a number").times(factor)
    }

    #[test]
    fn fractions_are_exact_or_refused() {
        assert_eq!(times("1.5", 1000), Ok(1500));
        assert_eq!(times("0.1", 3_600_000), Ok(360_000));
        assert_eq!(times("1.50000000000000000", 2), Ok(3), "zeros at the end say nothing");
        assert_eq!(times("0.5", 1), Err(Misfit::TooFine));
        assert_eq!(times("0.0000000001", u64::MAX), Err(Misfit::TooFine), "ten places are more than are kept");
        assert_eq!(times("1.05", 100), Ok(105));
    }

    #[test]
    fn large_numbers_are_said_to_be_large() {
        assert_eq!(times("99999999999999999999999999999999999999999999999999", 1), Err(Misfit::TooLarge));
        assert_eq!(times("100000000000000", 1), Ok(100_000_000_000_000));
        assert_eq!(times("100000000000001", 1), Err(Misfit::TooLarge));
        assert_eq!(times("100000000000000.123456789", u64::MAX), Err(Misfit::TooLarge));
        assert_eq!(Decimal::whole(u64::MAX).times(1), Err(Misfit::TooLarge));
    }

    #[test]
    fn a_point_without_digits_is_left_alone() {
        let mut cursor = Cursor::new("12.h");
        assert_eq!(Decimal::read(&mut cursor, &['.']), Some(Decimal::whole(12)));
        assert_eq!(cursor.at(), 2);
        assert_eq!(read(".5"), None);
        assert_eq!(read("x"), None);
    }

    #[test]
    fn halves_add_to_whole_numbers_only() {
        assert_eq!(Decimal::whole(2).and_a_half().map(|it| it.times(2)), Some(Ok(5)));
        assert_eq!(Decimal::half().and_a_half(), None);
        assert_eq!(Decimal::half().nearest_float(), 0.5);
    }

    #[test]
    fn decimal_text_prints_what_was_read() {
        assert_eq!(decimal_text(15_500, 1000), "15.5");
        assert_eq!(decimal_text(15_000, 1000), "15");
        assert_eq!(decimal_text(1, 1000), "0.001");
        assert_eq!(decimal_text(7, 0), "7");
    }
}
