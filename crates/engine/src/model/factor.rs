//! What multiplies amounts: 加倍, 减半, 乘.

use crate::model::act::ActId;
use crate::model::expression::Expr;
use crate::source::Span;

/// A factor, after a statement (on what it does) or on a line of its own (on the 扣 of its part and of every part
/// below, before it is held to the points).
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Factor {
    /// Its id, among those of acts: its ledger lines carry it.
    pub id: ActId,
    /// By how much, a plain number.
    pub by: Expr,
    /// When; `None`: always.
    pub when: Option<Expr>,
    /// The quoted reason.
    pub note: Option<String>,
    /// Its text.
    pub span: Span,
}
