//! Rows of band tables, for acts and for values.

use crate::source::Span;
use crate::syntax::tree::Comparison;
use crate::syntax::tree::Expr;

/// One row of a band table, for acts or for values.
#[derive(Clone, Debug)]
pub struct BandRow<T> {
    /// One pattern for each key; empty for 否则. A pattern is a list of alternatives.
    pub patterns: Vec<Vec<Pattern>>,
    /// What holds in the row.
    pub then: T,
    /// The row's text.
    pub span: Span,
}

/// What a key may be in a row.
#[derive(Clone, Debug)]
pub struct Pattern {
    /// The shape.
    pub kind: PatternKind,
    /// Where it stands.
    pub span: Span,
}

/// The shapes of a pattern.
#[derive(Clone, Debug)]
pub enum PatternKind {
    /// `>= 38%`, `< 35%`.
    Compared(Comparison, Expr),
    /// `35% 起 不足 38%`: low in, high out.
    FromBelow(Expr, Expr),
    /// `70 至 89`: both in.
    Within(Expr, Expr),
    /// A value: a level, a choice, 是/否, a number.
    Value(Expr),
    /// `*`: anything (for one of two keys).
    Any,
}
