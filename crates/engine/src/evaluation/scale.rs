//! Scores scaled to the points of their part: 缺项 折算 of a part below the standard, and 折算自.

use crate::evaluation::book::difference;
use crate::evaluation::clause::Done;
use crate::evaluation::possible::Cause;
use crate::evaluation::tally::Ends;
use crate::evaluation::tally::Line;
use crate::evaluation::tally::LineKind;
use crate::evaluation::tally::PartTally;
use crate::exact::Exact;
use crate::model::part::PartId;
use crate::plan::PlannedPart;

/// 缺项 折算: got / applicable x points, in the table of the part.
pub(crate) fn rescale(id: PartId, part: &PlannedPart, done: &mut Done, result: &mut PartTally) {
    let (Some(points), true, Some(score)) = (part.table(), part.rescales, result.score) else { return };
    let applicable = result.applicable;
    // Where something without points applies and nothing with points does, there is nothing to scale.
    let nothing = applicable.high.is_zero();
    let perhaps_nothing = applicable.low.is_zero();
    let scaled = match rescaled(score, applicable, points) {
        _ if nothing => Ends::ZERO,
        scaled if perhaps_nothing => Ends { low: scaled.low.min(Exact::ZERO), ..scaled },
        scaled => scaled,
    };
    set(id, LineKind::Gaps, scaled, done, result);
    let fewest = if perhaps_nothing { Exact::ZERO } else { points };
    result.applicable = Ends { low: fewest, high: if nothing { Exact::ZERO } else { points } };
}

/// got / applicable x points. Where it is open what applies, both ends take the case that moves them furthest.
pub(crate) fn rescaled(score: Ends, applicable: Ends, points: Exact) -> Ends {
    let scale = |score: Exact, applicable: Exact| {
        let scaled = score.times(points).and_then(|product| product.over(applicable));
        scaled.map_or(points, |scaled| scaled.min(points).max(Exact::ZERO))
    };
    Ends { low: scale(score.low, applicable.high), high: scale(score.high, applicable.low) }
}

/// 折算自: from the points of the table to those of the part.
pub(crate) fn to_points(id: PartId, part: &PlannedPart, done: &mut Done, result: &mut PartTally) {
    let (Some(points), Some(table), Some(score)) = (part.points, part.scaled_from, result.score) else {
        return;
    };
    let scale = |value: Exact| value.times(points).and_then(|product| product.over(table));
    let both = |ends: Ends| Some(Ends { low: scale(ends.low)?, high: scale(ends.high)? });
    match both(score) {
        Some(scaled) => set(id, LineKind::Scaled, scaled, done, result),
        None => {
            let low = part.bounds.floor.and_then(scale).unwrap_or(Exact::ZERO).min(Exact::ZERO);
            set(id, LineKind::Scaled, Ends { low, high: points }, done, result);
            result.cause = result.cause.or(Some(Cause::TooLarge));
        }
    }
    result.applicable = both(result.applicable).unwrap_or(Ends { low: Exact::ZERO, high: points });
}

fn set(part: PartId, kind: LineKind, to: Ends, done: &mut Done, result: &mut PartTally) {
    let Some(score) = result.score else { return };
    let amount = difference(to, score);
    if !amount.is_zero() {
        done.lines.push(Line { part, act: None, kind, amount });
    }
    result.score = Some(to);
}
