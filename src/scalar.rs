//! Why: a value that a rule compares must be read once, exactly and strictly. Money and percentages never pass through
//! floating point, so `99.9%` is what the file says, and a text that could mean two things is refused with a place.
//!
//! [`cursor`] and [`decimal`] are the ground that these readers, and those of [`crate::time`], stand on: what counts as
//! white space, as a digit and as a decimal number is decided there and nowhere else.

pub mod cursor;
pub mod decimal;
pub mod money;
pub mod percent;
pub mod shape;

pub use money::{Money, MoneyError};
pub use percent::{Percent, PercentError};
