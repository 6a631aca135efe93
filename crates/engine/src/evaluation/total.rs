//! The total: what does not apply taken out or filled in, bonuses added, one rounding.

use crate::evaluation::book::difference;
use crate::evaluation::book::plus;
use crate::evaluation::ledger::Ledger;
use crate::evaluation::results::PlainPoints;
use crate::evaluation::results::PlainResult;
use crate::evaluation::scale::rescaled;
use crate::evaluation::tally::Ends;
use crate::evaluation::tally::Finding;
use crate::evaluation::tally::Line;
use crate::evaluation::tally::LineKind;
use crate::evaluation::tally::PartTally;
use crate::evaluation::tally::Tally;
use crate::exact::Exact;
use crate::model::Gaps;
use crate::model::part::PartId;
use crate::plan::Plan;

/// Completes a tally whose parts are scored.
pub(crate) fn total(plan: &Plan, tally: &mut Tally) {
    let unrounded = plain(plan, tally).or_else(|| in_full(plan, tally));
    if let Some(unrounded) = unrounded {
        tally.unrounded = Some(unrounded);
        tally.total = Some(rounded(plan, unrounded, &mut tally.lines));
    }
}

/// The total before rounding of a standard of which everything is plainly known, where it is the score of the root as
/// it stands.
fn plain(plan: &Plan, tally: &mut Tally) -> Option<Ends> {
    let root = tally.parts.plain(PartId(0))?;
    let (points, applicable) = (root.points?, plan.parts.first()?.steps?);
    if plan.gaps == Gaps::Rescale && (points.applicable != applicable || applicable == 0) {
        return None;
    }
    let points = PlainPoints { applicable, ..points };
    tally.parts.set_plain(PartId(0), PlainResult { points: Some(points), ..root });
    Some(Ends::point(Exact::scaled(points.score, plan.scale)))
}

/// The total before rounding; `None` where there is none.
fn in_full(plan: &Plan, tally: &mut Tally) -> Option<Ends> {
    let points = plan.parts.first()?.points?;
    let mut root = tally.parts.get(PartId(0))?;
    let score = root.score.filter(|_| root.finding != Finding::NotApplicable)?;
    if plan.gaps == Gaps::Rescale && root.applicable.high.is_zero() {
        // No points apply, although something without points does: there is no score.
        tally.parts.set(PartId(0), PartTally { score: None, ..root });
        return None;
    }
    let rescaled = if plan.gaps == Gaps::Rescale { rescaled(score, root.applicable, points) } else { score };
    push(&mut tally.lines, LineKind::Gaps, difference(rescaled, score));
    root.score = Some(rescaled);
    // Only where 缺项 rescales, nothing may be left to score.
    let perhaps_none = plan.gaps == Gaps::Rescale && root.applicable.low.is_zero();
    root.applicable = Ends { low: if perhaps_none { Exact::ZERO } else { points }, high: points };
    tally.parts.set(PartId(0), root);
    Some(plus(rescaled, root.bonus))
}

/// The total rounded, with a line of what that moves.
fn rounded(plan: &Plan, unrounded: Ends, lines: &mut Ledger) -> Ends {
    let Some((rounding, step)) = plan.rounding else { return unrounded };
    let round = |value: Exact| rounding.round(value, step).unwrap_or(value);
    let total = Ends { low: round(unrounded.low), high: round(unrounded.high) };
    push(lines, LineKind::Rounding, difference(total, unrounded));
    total
}

fn push(lines: &mut Ledger, kind: LineKind, amount: Ends) {
    if !amount.is_zero() {
        lines.push(Line { part: PartId(0), act: None, kind, amount });
    }
}
