//! What people read of an assessment: reports as text and Markdown.
//!
//! An [`Assessment`](weiheng::assessment::Assessment) is laid out once, as an outline of headline and tables, and
//! drawn twice. A report prints what the assessment holds and computes nothing of its own.

mod outline;
mod wording;

pub mod markdown;
pub mod number;
pub mod text;

pub use text::Style;
