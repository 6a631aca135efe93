//! A second evaluator, as plain as the language page, and the standards and observations on which the engine is held
//! to it.
//!
//! The [`Oracle`](oracle::Oracle) walks the checked model of a standard for one unit whose facts are all known or not
//! applicable, in fractions without bounds: no plan, no intervals, no quick steps, nothing remembered. It knows one
//! thing beside a value and 不适用: that there is no value.

pub mod above;
pub mod account;
pub mod act;
pub mod agreement;
pub mod arithmetic;
pub mod batch;
pub mod batches;
pub mod calendar;
pub mod case;
pub mod clause;
pub mod comparison;
pub mod done;
pub mod draws;
pub mod expression;
pub mod factor;
pub mod fold;
pub mod generator;
pub mod items;
pub mod ledger;
pub mod limit;
pub mod logic;
pub mod number;
pub mod oracle;
pub mod outcome;
pub mod part;
pub mod patterns;
pub mod ranking;
pub mod result;
pub mod roll_up;
mod rows;
pub mod scope;
pub mod sequence;
pub mod shelf;
pub mod soundness;
pub mod tightness;
pub mod total;
pub mod verdict;
