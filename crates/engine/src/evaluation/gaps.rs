//! 缺项: what becomes of the points of what does not apply, surely or perhaps.

use crate::evaluation::book::difference;
use crate::evaluation::book::plus;
use crate::evaluation::clause::Done;
use crate::evaluation::deed::Deed;
use crate::evaluation::possible::Cause;
use crate::evaluation::roll_up::Below;
use crate::evaluation::roll_up::RollUp;
use crate::evaluation::tally::Ends;
use crate::evaluation::tally::Finding;
use crate::evaluation::tally::Line;
use crate::evaluation::tally::LineKind;
use crate::evaluation::tally::PartTally;
use crate::exact::Exact;
use crate::model::Gaps;
use crate::model::part::PartId;
use crate::plan::PlannedPart;

impl RollUp<'_> {
    /// A part that turned out not applicable although parts or acts were looked at.
    pub(crate) fn skip_own(&mut self, id: PartId, part: &PlannedPart, below: Below, above: &mut Below) {
        let mut result =
            PartTally { finding: Finding::NotApplicable, bonus: below.bonus, ..PartTally::BLANK };
        if part.sums && (part.inside != Gaps::Rescale || part.leaves_by == Gaps::Rescale) {
            // The parts below already carry what the policy gives.
            result.score = (part.inside != Gaps::Rescale).then_some(below.score);
            result.applicable = below.applicable;
            result.cause = below.cause;
            self.give_whole(id, part, &mut result);
        } else {
            self.give_gap(id, part, &mut result);
        }
        if id == PartId(0) && self.plan.gaps != Gaps::Forbid {
            // Everything is out: nothing is left for which a policy could give points.
            result = PartTally { finding: Finding::NotApplicable, ..PartTally::BLANK };
        }
        if part.sums && part.inside == Gaps::Forbid && below.cause.is_some() {
            result.finding = Finding::Undetermined;
        }
        self.hand_up(id, result, above);
    }

    /// A part that does not apply, with everything below it.
    pub(crate) fn skip(&mut self, id: PartId, above: &mut Below) {
        let Some(part) = self.plan.parts.get(id.0 as usize) else { return };
        let mut below = Below::nothing();
        for child in &part.children {
            self.skip(*child, &mut below);
        }
        self.skip_own(id, part, below, above);
    }

    /// What the policy gives for the points of what surely does not apply.
    fn give_gap(&mut self, id: PartId, part: &PlannedPart, result: &mut PartTally) {
        let Some(points) = part.points else { return };
        if part.leaves_by == Gaps::Rescale {
            return;
        }
        let given = gap(part.leaves_by, points);
        result.start = Some(points);
        result.score = Some(given);
        result.applicable = Ends::point(points);
        if part.leaves_by == Gaps::Forbid {
            result.finding = Finding::Undetermined;
            result.cause = Some(Cause::Gap);
        }
        self.gap_line(id, given, Ends::point(points));
    }

    /// The same for a part whose points are not the sum of those below.
    fn give_whole(&mut self, id: PartId, part: &PlannedPart, result: &mut PartTally) {
        let adds_up = part.scaled_from.is_none() && part.roll_up.is_none();
        let (Some(score), Some(points), false) = (result.score, part.points, adds_up) else { return };
        let given = gap(part.inside, points);
        result.score = Some(given);
        result.applicable = Ends::point(points);
        self.gap_line(id, given, score);
    }

    /// The hull of applying and not applying, with the line that brings the ledger to it. `hands_up`: whether it is
    /// the amounts for the part above that may fall away.
    pub(crate) fn perhaps_inapplicable(
        &self,
        id: PartId,
        part: &PlannedPart,
        hands_up: bool,
        done: &mut Done,
        result: &mut PartTally,
    ) {
        let before = plus(result.score.unwrap_or(done.score), result.bonus);
        if let Some(score) = result.score.filter(|_| id != PartId(0)) {
            result.score = Some(hull(score, gap(part.leaves_by, result.applicable.high)));
        }
        if part.leaves_by == Gaps::Rescale && result.score.is_some() {
            result.applicable.low = Exact::ZERO;
        }
        if hands_up {
            done.deed = done.deed.or(Deed::NOTHING);
            done.score = hull(done.score, Ends::ZERO);
        }
        result.bonus = hull(result.bonus, Ends::ZERO);
        (result.veto, result.failure) = (result.veto.if_reached(), result.failure.if_reached());
        result.withheld = result.withheld.if_reached();
        done.deed.above = done.deed.above.if_reached();
        let after = plus(result.score.unwrap_or(done.score), result.bonus);
        let amount = difference(after, before);
        if !amount.is_zero() {
            done.lines.push(Line { part: id, act: None, kind: LineKind::Gaps, amount });
        }
    }

    fn gap_line(&mut self, part: PartId, to: Ends, from: Ends) {
        let amount = difference(to, from);
        if !amount.is_zero() {
            self.tally.lines.push(Line { part, act: None, kind: LineKind::Gaps, amount });
        }
    }
}

/// What a policy gives for points that do not apply.
fn gap(gaps: Gaps, points: Exact) -> Ends {
    match gaps {
        Gaps::Rescale | Gaps::Zero => Ends::ZERO,
        Gaps::Full => Ends::point(points),
        Gaps::Forbid => Ends { low: Exact::ZERO, high: points },
    }
}

fn hull(a: Ends, b: Ends) -> Ends {
    Ends { low: a.low.min(b.low), high: a.high.max(b.high) }
}
