//! How a part holds its points: how far its score may go, and how it comes from the parts below.

use crate::exact::Exact;
use crate::syntax::tree::RollUpFold;
use crate::syntax::tree::RollUpOf;

/// Between what a score is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// The lowest score (可负 到 …): zero unless the part says otherwise, `None` for no floor.
    pub floor: Option<Exact>,
    /// Whether the points are the highest score; 可超 lifts it.
    pub ceiling: bool,
}

impl Bounds {
    /// Between nothing and the points.
    pub const ORDINARY: Self = Self { floor: Some(Exact::ZERO), ceiling: true };

    /// Whether losses end with the points: 扣完为止.
    pub fn ends_at_zero(self) -> bool {
        self.floor == Self::ORDINARY.floor
    }

    /// Holds a score between the floor and the points.
    #[must_use]
    pub fn hold(self, score: Exact, points: Option<Exact>) -> Exact {
        let floored = self.floor.map_or(score, |floor| score.max(floor));
        points.filter(|_| self.ceiling).map_or(floored, |points| floored.min(points))
    }
}

/// How the parts below become one, where they are not added up (取).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RollUp {
    /// How.
    pub fold: RollUpFold,
    /// Of their points, or of their shares of them.
    pub of: RollUpOf,
}
