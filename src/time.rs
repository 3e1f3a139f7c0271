//! Why: most obligations are about time, and most mistakes about time come from treating a business day as 24 hours or
//! a month as 30 days. The types here know what they do not know: a [`Duration`] keeps business time, months and days of
//! an unstated kind apart, and says *undecided* where only a calendar could tell.
//!
//! Nothing here reads a clock: moments come in as arguments, time zones from the table inside the binary.

pub mod date;
pub mod duration;
pub mod hours;
pub mod stamp;

pub use duration::{Comparison, Duration, DurationError, Kind, Total, Unit, Why};
pub use hours::{HoursError, OpeningHours};
