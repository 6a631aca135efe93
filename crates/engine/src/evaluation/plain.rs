//! Parts of which everything is plainly known, scored in whole steps of the plan's scale: the same arithmetic as
//! [`clause`](crate::evaluation::clause), without ranges.

use crate::evaluation::ledger::Ledger;
use crate::evaluation::quick::Moved;
use crate::evaluation::results::PlainPoints;
use crate::evaluation::results::PlainResult;
use crate::evaluation::tally::Chance;
use crate::evaluation::tally::Finding;
use crate::evaluation::tally::LineKind;
use crate::model::part::PartId;
use crate::plan::PlannedPart;

/// What plain parts hand to the part above, in steps of the plan's scale.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Plain {
    /// What parts without points lost.
    pub(crate) lost: i64,
    /// What they earned.
    pub(crate) earned: i64,
    /// The scores of parts with points.
    pub(crate) score: i64,
    /// Their points.
    pub(crate) applicable: i64,
    /// Whether one of them vetoes; nothing of it is open.
    pub(crate) veto: Chance,
    /// Whether there is such a part.
    pub(crate) any: bool,
}

impl From<Moved> for Plain {
    fn from(moved: Moved) -> Self {
        let Moved { lost, earned, veto } = moved;
        Self { lost, earned, veto, any: true, ..Self::default() }
    }
}

impl Plain {
    /// Adds what one part hands up.
    #[inline]
    pub(crate) fn add(&mut self, other: Self) {
        self.lost += other.lost;
        self.earned += other.earned;
        self.score += other.score;
        self.applicable += other.applicable;
        self.veto = self.veto.or(other.veto);
        self.any = true;
    }

    /// Scores a part from its own steps and the plain parts below it; returns its result and what it hands up.
    pub(crate) fn settle(self, id: PartId, part: &PlannedPart, lines: &mut Ledger) -> (PlainResult, Self) {
        if part.points.is_none() && !part.sums {
            let finding = self.finding(if self.lost > 0 { Finding::Reduced } else { Finding::Met });
            return (PlainResult { finding, veto: self.veto, points: None }, Self { any: true, ..self });
        }
        let own = if part.earns { 0 } else { part.steps.unwrap_or(0) };
        let start = if part.sums { self.score } else { own };
        let applicable = if part.sums { self.applicable } else { part.steps.unwrap_or(0) };
        let mut balance = |kind: LineKind, steps: i64| {
            if steps != 0 {
                lines.push_steps(id, None, kind, steps);
            }
        };
        let held = |amount: i64| part.steps.map_or(amount, |points| amount.min(points)).max(0);
        let (lost, earned) = (held(self.lost), held(self.earned));
        balance(LineKind::Floor, self.lost - lost);
        balance(LineKind::Ceiling, earned - self.earned);
        let free = start + earned - lost;
        let score = held(free);
        balance(if score > free { LineKind::Floor } else { LineKind::Ceiling }, score - free);
        let finding = self.finding(match score {
            _ if score >= applicable => Finding::Met,
            0 => Finding::Zero,
            _ => Finding::Reduced,
        });
        let points = PlainPoints { score, applicable, start: (!part.sums).then_some(start) };
        let result = PlainResult { finding, veto: self.veto, points: Some(points) };
        (result, Self { score, applicable, veto: self.veto, any: true, ..Self::default() })
    }

    /// The finding, unless it vetoes.
    pub(crate) fn finding(self, otherwise: Finding) -> Finding {
        if self.veto == Chance::Surely { Finding::Vetoed } else { otherwise }
    }
}
