//! What a unit is among the units that are scored together (同批).

use crate::model::expression::Expr;
use crate::model::expression::FoldKind;
use crate::syntax::tree::Ties;

/// A value among the units scored together, by position: one never needs a later one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BatchId(pub u32);

/// A value that a unit has only among the units scored together. Its expressions are those of each of these units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BatchValue {
    /// Its position.
    pub id: BatchId,
    /// Only the units of which these are the same (同 y).
    pub same: Vec<Expr>,
    /// What it is.
    pub kind: BatchKind,
    /// Whether it needs the totals of the units, so that no act that feeds a total may use it.
    pub after_total: bool,
}

/// The kinds of values among the units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BatchKind {
    /// 名次.
    Rank(Rank),
    /// A fold over the units (同批).
    Fold {
        /// How.
        kind: FoldKind,
        /// The value of a unit; `None` for 计数 占比 任一 全部.
        value: Option<Expr>,
        /// Which units; for 占比 任一 全部 the condition itself.
        filter: Option<Expr>,
    },
}

/// The rank of a unit: 1 is the first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rank {
    /// What the units are ranked by; one without a value stays out.
    pub of: Expr,
    /// Whether the smallest comes first.
    pub ascending: bool,
    /// What ranks those that come out the same (再按), one after the other.
    pub then: Vec<TieKey>,
    /// What becomes of ties that are left.
    pub ties: Ties,
}

/// A further key of a rank. A unit of which it has no value keeps its place among those it is tied with open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TieKey {
    /// What the units are ranked by.
    pub of: Expr,
    /// Whether the smallest comes first.
    pub ascending: bool,
}

impl BatchValue {
    /// What the units are ranked by, in a rank.
    pub fn ranked(&self) -> Option<&Expr> {
        match &self.kind {
            BatchKind::Rank(rank) => Some(&rank.of),
            BatchKind::Fold { .. } => None,
        }
    }

    /// What ranks those that come out the same, in a rank.
    pub fn tie_keys(&self) -> &[TieKey] {
        match &self.kind {
            BatchKind::Rank(rank) => &rank.then,
            BatchKind::Fold { .. } => &[],
        }
    }

    /// The expressions directly inside.
    pub fn parts(&self) -> impl Iterator<Item = &Expr> {
        let (value, filter) = match &self.kind {
            BatchKind::Rank(_) => (None, None),
            BatchKind::Fold { value, filter, .. } => (value.as_ref(), filter.as_ref()),
        };
        let keys = self.tie_keys().iter().map(|key| &key.of);
        self.same.iter().chain(self.ranked()).chain(keys).chain(value).chain(filter)
    }
}
