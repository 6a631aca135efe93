//! What is at stake in a part: its points, and how far what is unbounded reaches.

use crate::exact::Exact;
use crate::plan::PlannedPart;

/// The points at stake: a part's own, or those of the nearest part above that has any.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stake {
    /// The points.
    pub(crate) points: Option<Exact>,
    /// The most that an amount without bounds is taken for: all there is to lose.
    pub(crate) reach: Option<Exact>,
    /// The least: nothing, but in a part that may go below zero the same below it.
    pub(crate) depth: Exact,
}

impl Stake {
    /// Nothing.
    pub(crate) const NONE: Self = Self { points: None, reach: None, depth: Exact::ZERO };

    /// What is at stake in a part below.
    pub(crate) fn within(self, part: &PlannedPart) -> Self {
        let Some(points) = part.table() else { return self };
        // Losses end at the floor, below zero or not; without one every amount is bounded.
        let below = part.bounds.floor.unwrap_or(Exact::ZERO).negated();
        let reach = points.plus(below).unwrap_or(points);
        let depth = if part.bounds.ends_at_zero() { Exact::ZERO } else { reach.negated() };
        Self { points: Some(points), reach: Some(reach), depth }
    }
}
