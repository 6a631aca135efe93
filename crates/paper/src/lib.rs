//! What people read of an assessment: reports as text, Markdown, HTML, workbooks and CSV.
//!
//! An [`Assessment`](weiheng::assessment::Assessment) is laid out once, as an outline of headline and tables, and
//! drawn twice. A report prints what the assessment holds and computes nothing of its own.

mod grid;
mod ledger;
mod outline;
mod rule;
mod wording;

pub mod csv;
pub mod form;
pub mod html;
pub mod markdown;
pub mod number;
pub mod qr;
pub mod text;
pub mod xlsform;

pub mod xlsx;

pub use text::Style;
