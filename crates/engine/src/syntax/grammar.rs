//! The parser that pest derives from the grammar page.

/// The grammar of `standard.pest`.
#[derive(pest_derive::Parser)]
#[grammar = "syntax/standard.pest"]
pub(super) struct Grammar;
