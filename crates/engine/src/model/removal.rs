//! What a standard took out of those that it builds on (删).

use crate::source::Span;
use crate::words::Words;

/// Something that is gone, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Removal {
    /// As it was called: `条 3.5 "台账"`, `观测 台账`.
    pub heading: Words,
    /// The reason that the clause file gives.
    pub reason: String,
    /// Where it says so.
    pub span: Span,
}
