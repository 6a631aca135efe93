//! Random legal standards as the text of clause files, and random units as JSON: both go through the same doors as an
//! author's and an inspector's.
//!
//! Everything is drawn from a list of numbers ([`Choices`](choices::Choices)), so that proptest makes failing cases
//! small by making the list small: when it runs out, every choice is the simplest.

pub mod above;
pub mod accounts;
mod acts;
pub mod bands;
pub mod batches;
pub mod calendar;
pub mod choices;
pub mod conditions;
pub mod expressions;
pub mod factors;
pub mod facts;
pub mod measures;
pub mod names;
pub mod parts;
pub mod plain;
pub mod record;
pub mod rows;
pub mod spelling;
pub mod standard;
pub mod unit;
pub mod verdicts;
