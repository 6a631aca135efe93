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
    let Some(points) = plan.parts.first().and_then(|root| root.points) else { return };
    if plan.rounding.is_none() && plan.gaps != Gaps::Rescale && plain_total(plan, tally) {
        return;
    }
    let Some(mut root) = tally.parts.get(PartId(0)) else { return };
    let Some(score) = root.score.filter(|_| root.finding != Finding::NotApplicable) else { return };
    if plan.gaps == Gaps::Rescale && root.applicable.high.is_zero() {
        // No points apply, although something without points does: there is no score.
        tally.parts.set(PartId(0), PartTally { score: None, ..root });
        return;
    }
    let rescaled = if plan.gaps == Gaps::Rescale { rescaled(score, root.applicable, points) } else { score };
    push(&mut tally.lines, LineKind::Gaps, difference(rescaled, score));
    root.score = Some(rescaled);
    // Only where 缺项 rescales, nothing may be left to score.
    let perhaps_none = plan.gaps == Gaps::Rescale && root.applicable.low.is_zero();
    root.applicable = Ends { low: if perhaps_none { Exact::ZERO } else { points }, high: points };
    tally.parts.set(PartId(0), root);
    let unrounded = plus(rescaled, root.bonus);
    let total = match plan.rounding {
        Some((rounding, step)) => {
            let round = |value: Exact| rounding.round(value, step).unwrap_or(value);
            Ends { low: round(unrounded.low), high: round(unrounded.high) }
        }
        None => unrounded,
    };
    push(&mut tally.lines, LineKind::Rounding, difference(total, unrounded));
    tally.unrounded = Some(unrounded);
    tally.total = Some(total);
}

/// The total of a standard of which everything is plainly known, where it is the score of the root as it stands.
fn plain_total(plan: &Plan, tally: &mut Tally) -> bool {
    let Some(root) = tally.parts.plain(PartId(0)).copied() else { return false };
    let Some(applicable) = plan.parts.first().and_then(|root| root.steps) else { return false };
    let Some(points) = root.points else { return false };
    let points = PlainPoints { applicable, ..points };
    tally.parts.set_plain(PartId(0), PlainResult { points: Some(points), ..root });
    let total = Some(Ends::point(Exact::scaled(points.score, plan.scale)));
    (tally.unrounded, tally.total) = (total, total);
    true
}

fn push(lines: &mut Ledger, kind: LineKind, amount: Ends) {
    if !amount.is_zero() {
        lines.push(Line { part: PartId(0), act: None, kind, amount });
    }
}
