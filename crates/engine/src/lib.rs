#![doc = include_str!("../ARCHITECTURE.md")]

// Vocabulary, which every stage may name.
pub mod calendar;
pub mod date;
pub mod diagnostic;
pub mod exact;
pub mod fullwidth;
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

mod examples;

pub use assessment::Assessment;
pub use date::Date;
pub use date::Time;
pub use diagnostic::Code;
pub use diagnostic::Diagnostic;
pub use diagnostic::Diagnostics;
pub use diagnostic::Label;
pub use diagnostic::Outcome;
pub use diagnostic::Severity;
pub use diagnostic::suggestion;
pub use evaluation::batch::evaluate_batch;
pub use evaluation::evaluate;
pub use evaluation::evaluate_into;
pub use evaluation::tally::Tally;
pub use exact::Exact;
pub use examples::run_examples;
pub use model::Standard;
pub use observation::Observations;
pub use observation::Readings;
pub use plan::Plan;
pub use rounding::Rounding;
pub use source::Source;
pub use source::SourceId;
pub use source::Span;
pub use syntax::Spelling;
pub use syntax::tree::Tree;
pub use unit::Unit;
pub use words::Language;
pub use words::Words;

/// A standard from the text of its clause file, with every problem of every clause.
///
/// ```
/// use weiheng::{Source, SourceId};
/// let source = Source::new("a.wh", "标准 例 \"示例\"\n  满分 10\n条 1 \"垃圾\" 10分\n  观测 暴露垃圾 : 计数 处\n  每 暴露垃圾 扣 2分\n");
/// let standard = weiheng::load(&source, SourceId(0)).value.unwrap();
/// assert_eq!(standard.full_points().unwrap().to_string(), "10");
/// ```
pub fn load(source: &Source, id: SourceId) -> Outcome<Standard> {
    let parsed = Tree::from_text(id, &source.text);
    let checked = Standard::from_syntax(&parsed.tree, source);
    let unreadable = parsed.diagnostics.has_errors();
    let mut diagnostics = parsed.diagnostics;
    for problem in checked.diagnostics {
        if !(unreadable && is_about_what_is_not_there(problem.code)) {
            diagnostics.push(problem);
        }
    }
    Outcome { value: checked.value.filter(|_| !unreadable), diagnostics: diagnostics.sorted() }
}

/// Whether a statement that could not be read may be all that is missing.
fn is_about_what_is_not_there(code: Code) -> bool {
    matches!(code, Code::WH0211 | Code::WH0312)
}

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
