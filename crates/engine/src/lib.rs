//! The engine: clauses in, itemised deductions out.

// Vocabulary, which every stage may name.
pub mod date;
pub mod diagnostic;
pub mod exact;
pub mod fullwidth;
pub mod rounding;
pub mod source;
pub mod unit;
pub mod words;

// The stages, in the order in which work passes through them.
pub mod syntax;

pub mod model;

pub mod plan;

pub mod observation;

pub mod evaluation;

pub mod assessment;

pub use date::Date;
pub use date::Time;
pub use diagnostic::Code;
pub use diagnostic::Diagnostic;
pub use diagnostic::Diagnostics;
pub use diagnostic::Label;
pub use diagnostic::Outcome;
pub use diagnostic::Severity;
pub use diagnostic::suggestion;
pub use exact::Exact;
pub use rounding::Rounding;
pub use source::Source;
pub use source::SourceId;
pub use source::Span;
pub use unit::Unit;
pub use words::Language;
pub use words::Words;
