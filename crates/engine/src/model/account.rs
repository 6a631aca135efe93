//! Accounts (账): amounts beside the points, such as fines in yuan or credits.

use crate::model::act::Limit;
use crate::model::expression::Expr;
use crate::source::Span;
use crate::unit::Unit;

/// An account of one standard, by position in file order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AccountId(pub u32);

/// An account. It sums what the clauses book to it (记), unless it is worked out from others.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Account {
    /// Its name.
    pub name: String,
    /// The unit of its amounts.
    pub unit: Unit,
    /// 可负: whether it takes negative amounts; otherwise what one statement books is never below zero.
    pub signed: bool,
    /// 至多 and 至少, acting left to right on its amount.
    pub limits: Vec<Limit>,
    /// What it is worked out from, in which only earlier accounts stand; nothing is booked to it then.
    pub computed: Option<Expr>,
    /// Its declaration.
    pub span: Span,
}
