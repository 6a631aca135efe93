#![doc = include_str!("../ARCHITECTURE.md")]

// Vocabulary, which every stage may name.
pub mod calendar;
pub mod date;
pub mod diagnostic;
pub mod digest;
pub mod exact;
pub mod fullwidth;
pub mod origin;
pub mod rounding;
pub mod source;
pub mod unit;
pub mod words;

// The stages, in the order in which work passes through them. A blank line keeps each in its place.
pub mod syntax;

pub mod model;

pub mod plan;

pub mod observation;

pub mod evaluation;

pub mod assessment;

pub mod comparison;

pub mod summary;

pub mod repair;

pub mod verification;

pub mod visits;

mod coverage;

mod examples;

mod loading;

pub use assessment::Assessment;
pub use comparison::Comparison;
pub use coverage::uncovered;
pub use date::Date;
pub use date::Time;
pub use diagnostic::Code;
pub use diagnostic::Diagnostic;
pub use diagnostic::Diagnostics;
pub use diagnostic::Label;
pub use diagnostic::Outcome;
pub use diagnostic::Severity;
pub use diagnostic::suggestion;
pub use digest::Digest;
pub use evaluation::batch::evaluate_batch;
pub use evaluation::evaluate;
pub use evaluation::evaluate_into;
pub use evaluation::tally::Tally;
pub use exact::Exact;
pub use examples::run_examples;
pub use loading::effective;
pub use loading::load;
pub use loading::load_with;
pub use loading::load_with_cases;
pub use model::Standard;
pub use observation::Observations;
pub use observation::Readings;
pub use origin::Origin;
pub use plan::Plan;
pub use rounding::Rounding;
pub use source::Source;
pub use source::SourceId;
pub use source::Span;
pub use summary::Summary;
pub use syntax::Spelling;
pub use syntax::overlay::Effective;
pub use syntax::overlay::Library;
pub use syntax::overlay::NoLibrary;
pub use syntax::tree::Cases;
pub use syntax::tree::Tree;
pub use unit::Unit;
pub use verification::Verification;
pub use visits::Visits;
pub use words::Language;
pub use words::Words;

/// The assessment of one unit: [`evaluate`] with its result put in words.
pub fn assess(standard: &Standard, plan: &Plan, readings: &Readings) -> Assessment {
    Assessment::from_tally(standard, plan, readings, &evaluate(plan, readings))
}

/// The assessments of units that are scored together, in their order: [`evaluate_batch`] with its results put in
/// words. The plans are those of the standard, each for the day of its unit.
pub fn assess_batch(standard: &Standard, units: &[(&Plan, &Readings)]) -> Vec<Assessment> {
    let tallies = evaluate_batch(units);
    let assessed = units.iter().zip(&tallies);
    assessed
        .map(|((plan, readings), tally)| Assessment::from_tally(standard, plan, readings, tally))
        .collect()
}

/// The Rust of the README is run as documentation.
#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
struct Readme;
