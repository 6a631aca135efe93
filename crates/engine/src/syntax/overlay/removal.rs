//! What a standard took out of the one it builds on.

use crate::source::Span;
use crate::syntax::tree::Expr;
use crate::words::Words;

/// Something that is gone, and why.
#[derive(Clone, Debug)]
pub struct Removal {
    /// As it was called: `条 3.5 "台账"`, `观测 台账`.
    pub heading: Words,
    /// The reason (因).
    pub reason: String,
    /// Where 删 says so.
    pub span: Span,
    /// The id of the part above it, by its place.
    pub above: Option<Span>,
    /// Its points.
    pub points: Option<Expr>,
    /// The names that went with it.
    pub names: Vec<String>,
}
