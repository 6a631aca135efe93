//! 取: the results of parts as one, by their mean, the lowest of them or their weighted mean.

use crate::evaluation::possible::Cause;
use crate::evaluation::tally::Ends;
use crate::evaluation::tally::Finding;
use crate::evaluation::tally::PartTally;
use crate::exact::Exact;
use crate::model::Gaps;
use crate::model::holding::RollUp;
use crate::plan::PlannedPart;
use crate::syntax::tree::RollUpFold;
use crate::syntax::tree::RollUpOf;

/// One part on its way into the whole.
struct Share {
    /// Its score or score rate.
    value: Ends,
    weight: Exact,
    /// Whether it may drop out.
    may_drop: bool,
}

/// What the parts come to among the points of the part above. Where 缺项 rescales, what does not apply drops out and
/// the other weights are renormalised; the other policies have given their points already. Where exact arithmetic
/// does not reach, anything between nothing and the points, with the cause.
pub(crate) fn rolled(
    roll_up: RollUp,
    above: &PlannedPart,
    below: &[(&PlannedPart, PartTally)],
) -> (Ends, Option<Cause>) {
    let table = above.table().unwrap_or(Exact::ZERO);
    let staying = below.iter().filter(|(_, tally)| !drops_out(above, tally));
    let shares: Option<Vec<Share>> =
        staying.map(|(part, tally)| share(roll_up, above, part, tally)).collect();
    let folded = shares.and_then(|shares| {
        let ends = match roll_up.fold {
            RollUpFold::Lowest => lowest(&shares)?,
            RollUpFold::Mean | RollUpFold::Weighted => {
                Ends { low: mean(&shares, false)?, high: mean(&shares, true)? }
            }
        };
        match roll_up.of {
            RollUpOf::Score => Some(ends),
            RollUpOf::ScoreRate => Some(Ends { low: ends.low.times(table)?, high: ends.high.times(table)? }),
        }
    });
    match folded {
        Some(ends) => (ends, None),
        None => (Ends { low: above.bounds.floor.unwrap_or(Exact::ZERO), high: table }, Some(Cause::TooLarge)),
    }
}

/// Whether a part surely does not count: it does not apply, and 缺项 rescales.
fn drops_out(above: &PlannedPart, tally: &PartTally) -> bool {
    above.inside == Gaps::Rescale && tally.finding == Finding::NotApplicable
}

fn share(roll_up: RollUp, above: &PlannedPart, part: &PlannedPart, tally: &PartTally) -> Option<Share> {
    let value = value(roll_up.of, above, part, tally)?;
    let weight = if roll_up.fold == RollUpFold::Weighted { part.weight } else { Exact::ONE };
    Some(Share { value, weight, may_drop: above.inside == Gaps::Rescale && tally.may_be_inapplicable })
}

/// What of a part is taken; `None` where it drops out, or exact arithmetic does not reach.
pub(crate) fn value(
    of: RollUpOf,
    above: &PlannedPart,
    part: &PlannedPart,
    tally: &PartTally,
) -> Option<Ends> {
    if drops_out(above, tally) {
        return None;
    }
    let points = part.points?;
    let score = tally.score.unwrap_or(Ends::ZERO);
    let rate = if above.inside == Gaps::Rescale && part.sums {
        among_what_applies(score, tally.applicable, points)?
    } else {
        Ends { low: score.low.over(points)?, high: score.high.over(points)? }
    };
    match of {
        RollUpOf::ScoreRate => Some(rate),
        RollUpOf::Score => Some(Ends { low: rate.low.times(points)?, high: rate.high.times(points)? }),
    }
}

/// A score over the points that apply; where perhaps none does, any small score may be all there is to get.
fn among_what_applies(score: Ends, applicable: Ends, points: Exact) -> Option<Ends> {
    if applicable.high.is_zero() {
        return Some(Ends::ZERO);
    }
    let low = rate(score.low, applicable.high, points)?;
    // Perhaps nothing with points applies: then there is nothing to get.
    let low = if applicable.low.is_zero() { low.min(Exact::ZERO) } else { low };
    let high = match rate(score.high, applicable.low, points) {
        _ if score.high.is_zero() => Exact::ZERO,
        None => Exact::ONE,
        Some(high) => high,
    };
    Some(Ends { low, high: high.max(low) })
}

/// A score between nothing and the points is among the points that apply, and at most all of them; what lies beyond
/// either is among the points.
fn rate(score: Exact, applicable: Exact, points: Exact) -> Option<Exact> {
    if score < Exact::ZERO || score > points {
        return score.over(points);
    }
    Some(score.over(applicable)?.min(Exact::ONE))
}

/// The lowest: surely no higher than any part that surely stays.
fn lowest(shares: &[Share]) -> Option<Ends> {
    let low = shares.iter().map(|share| share.value.low).reduce(Exact::min)?;
    let staying = shares.iter().filter(|share| !share.may_drop).map(|share| share.value.high);
    let high =
        staying.reduce(Exact::min).or_else(|| shares.iter().map(|share| share.value.high).reduce(Exact::max));
    Some(Ends { low, high: high? })
}

/// The mean at one end: of what may drop out those parts stay that move it furthest.
fn mean(shares: &[Share], highest: bool) -> Option<Exact> {
    let end = |share: &Share| if highest { share.value.high } else { share.value.low };
    let (mut sum, mut weight) = (Exact::ZERO, Exact::ZERO);
    for share in shares.iter().filter(|share| !share.may_drop) {
        sum = sum.plus(end(share).times(share.weight)?)?;
        weight = weight.plus(share.weight)?;
    }
    let mut open: Vec<&Share> = shares.iter().filter(|share| share.may_drop).collect();
    open.sort_by(|a, b| if highest { end(b).cmp(&end(a)) } else { end(a).cmp(&end(b)) });
    for share in open {
        let helps = match sum.over(weight) {
            None => true,
            Some(mean) if highest => end(share) > mean,
            Some(mean) => end(share) < mean,
        };
        if helps {
            sum = sum.plus(end(share).times(share.weight)?)?;
            weight = weight.plus(share.weight)?;
        }
    }
    sum.over(weight)
}
