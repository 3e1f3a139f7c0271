//! Why: the same few kinds of value stand in many tables; named once, the tables read like the pages of the schema.

use super::words::{CASE_TYPES, EFFECTS, MILESTONES, SECTORS};
use super::{Thing, Type};

/// The id of a role.
pub const ROLE: Type = Type::Reference(&[Thing::Role]);
/// Ids of roles.
pub const ROLES: Type = Type::List(&ROLE);
/// The id of a channel.
pub const CHANNEL: Type = Type::Reference(&[Thing::Channel]);
/// Ids of channels.
pub const CHANNELS: Type = Type::List(&CHANNEL);
/// The id of a calendar.
pub const CALENDAR: Type = Type::Reference(&[Thing::Calendar]);
/// The id of a system.
pub const SYSTEM: Type = Type::Reference(&[Thing::System]);
/// Ids of systems.
pub const SYSTEMS: Type = Type::List(&SYSTEM);
/// The id of a step of the same process.
pub const STEP: Type = Type::Reference(&[Thing::Step]);
/// Ids of steps.
pub const STEPS: Type = Type::List(&STEP);
/// The id of a notice.
pub const NOTICE: Type = Type::Reference(&[Thing::Notice]);
/// Ids of outside bodies.
pub const BODIES: Type = Type::List(&Type::Reference(&[Thing::Body]));
/// An outside body beside words or roles: `body:id`.
pub const TYPED_BODY: Type = Type::Typed(&[Thing::Body]);
/// A process beside other things: `process:id`.
pub const TYPED_PROCESS: Type = Type::Typed(&[Thing::Process]);
/// The id of a dataset.
pub const DATASET: Type = Type::Reference(&[Thing::Dataset]);
/// Ids of datasets.
pub const DATASETS: Type = Type::List(&DATASET);
/// The id of a purpose.
pub const PURPOSE: Type = Type::Reference(&[Thing::Purpose]);
/// Ids of purposes.
pub const PURPOSES: Type = Type::List(&PURPOSE);
/// The id of a consent.
pub const CONSENT: Type = Type::Reference(&[Thing::Consent]);
/// Ids of processing activities.
pub const ACTIVITIES: Type = Type::List(&Type::Reference(&[Thing::Activity]));
/// The id of a vendor.
pub const VENDOR: Type = Type::Reference(&[Thing::Vendor]);
/// A level of risk.
pub const LEVEL: Type = Type::Reference(&[Thing::Level]);
/// Data fields, `dataset.field` or `dataset.*`.
pub const DATA_FIELDS: Type = Type::List(&Type::DataField);
/// A moment, or a step that makes one.
pub const MOMENT: Type = Type::Either(&[Type::Word(MILESTONES), STEP]);
/// Jurisdiction codes.
pub const JURISDICTIONS: Type = Type::List(&Type::Jurisdiction);
/// Trades.
pub const SECTOR_LIST: Type = Type::List(&Type::Word(SECTORS));
/// Kinds of case.
pub const CASE_LIST: Type = Type::List(&Type::OpenWord(CASE_TYPES));
/// What changes for the customer.
pub const EFFECT_LIST: Type = Type::List(&Type::OpenWord(EFFECTS));
/// Calendar dates.
pub const DATES: Type = Type::List(&Type::Date);

/// A list of words.
macro_rules! words {
    ($list:expr) => {
        $crate::schema::Type::List(&$crate::schema::Type::Word($list))
    };
}
pub(super) use words;
