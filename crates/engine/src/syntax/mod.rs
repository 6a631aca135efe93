//! Clause files as text: reading them into a [`tree::Tree`] and printing a tree in its canonical layout.

mod duration;
mod fold;
mod from_text;
mod grammar;
pub mod keyword;
mod label;
mod line;
mod lines;
mod nesting;
pub mod overlay;
mod parse;
mod print;
mod problem;
mod quick;
mod rule_keyword;
mod show;
mod table_problem;
#[cfg(test)]
mod tests;
pub mod tree;

pub use from_text::Parsed;
pub use from_text::ParsedCases;
pub use keyword::Keyword;
pub use keyword::Spelling;
