//! Parts of which everything is plainly known, scored in whole steps of the plan's scale: the same arithmetic as
//! [`clause`](crate::evaluation::clause), without ranges.

use crate::evaluation::quick::Moved;
use crate::evaluation::results::PlainPoints;
use crate::evaluation::results::PlainResult;
use crate::evaluation::tally::Chance;
use crate::evaluation::tally::Finding;
use crate::evaluation::tally::LineKind;
use crate::plan::plain::Terms;

/// What plain parts hand to the part above, in steps of the plan's scale.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Plain {
    /// What parts without points lost and earned, and whether any part vetoes.
    pub(crate) moved: Moved,
    /// The scores of parts with points.
    pub(crate) score: i64,
    /// Their points.
    pub(crate) applicable: i64,
    /// Whether there is such a part.
    pub(crate) any: bool,
}

impl From<Moved> for Plain {
    fn from(moved: Moved) -> Self {
        Self { moved, any: true, ..Self::default() }
    }
}

impl Plain {
    /// Adds what one part hands up.
    #[inline]
    pub(crate) fn add(&mut self, other: Self) {
        self.moved.add(other.moved);
        self.score += other.score;
        self.applicable += other.applicable;
        self.any = true;
    }

    /// Scores a part from its own steps and the plain parts below it; returns its result and what it hands up. Told are
    /// the lines that balance what is lost or earned beyond its points; most are of nothing.
    pub(crate) fn settle(self, terms: Terms, mut balance: impl FnMut(LineKind, i64)) -> (PlainResult, Self) {
        let Moved { veto, .. } = self.moved;
        if !terms.is_scored() {
            return (self.moved.result(), Self { any: true, ..self });
        }
        let own = if terms.earns { 0 } else { terms.points.unwrap_or(0) };
        let start = if terms.sums { self.score } else { own };
        let applicable = if terms.sums { self.applicable } else { terms.points.unwrap_or(0) };
        let held = |amount: i64| terms.points.map_or(amount, |points| amount.min(points)).max(0);
        let (lost, earned) = (held(self.moved.lost), held(self.moved.earned));
        balance(LineKind::Floor, self.moved.lost - lost);
        balance(LineKind::Ceiling, earned - self.moved.earned);
        let free = start + earned - lost;
        let score = held(free);
        balance(if score > free { LineKind::Floor } else { LineKind::Ceiling }, score - free);
        let finding = match score {
            _ if veto == Chance::Surely => Finding::Vetoed,
            _ if score >= applicable => Finding::Met,
            0 => Finding::Zero,
            _ => Finding::Reduced,
        };
        let points = PlainPoints { score, applicable, start: (!terms.sums).then_some(start) };
        let result = PlainResult { finding, veto, points: Some(points) };
        (result, Self { score, applicable, ..Moved { veto, ..Moved::default() }.into() })
    }
}
