//! What this stage has to say, in both languages: facts come in, a diagnostic goes out. No other file of the
//! stage holds sentences.

pub(super) mod above;
pub(in crate::model::from_syntax) mod accounts;
pub(super) mod bands;
pub(super) mod calendar;
pub(super) mod holdings;
pub(super) mod kinds;
pub(super) mod names;
pub(super) mod places;
pub(super) mod points;
pub(super) mod rows;
pub(super) mod tables;
pub(super) mod units;
