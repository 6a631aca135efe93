//! From what is lost and earned to a score.

use num_traits::Zero;
use weiheng::Exact;
use weiheng::model::part::Part;
use weiheng::syntax::tree::Rank;

use crate::done::Done;
use crate::done::or;
use crate::number::Number;
use crate::number::greatest;
use crate::number::least;
use crate::number::number;

/// The score of a part with points, or of one that sums the parts below: Σ扣 and Σ得 each held to the points, added
/// to the start, held again (a part without points of its own has those of the part above to lose and earn); then 得满分; then 不得分, which beats it.
pub(crate) fn score(
    part: &Part,
    start: Option<Number>,
    done: &Done,
    stake: Option<&Number>,
) -> Option<Number> {
    let points = part.table().map(number);
    let full = points.clone().or(stake.cloned());
    let most = |cut: bool| full.as_ref().filter(|_| cut);
    let ends_at_zero = part.bounds.floor == Some(Exact::ZERO);
    let moved = || {
        let earned = done.earned.clone()?;
        let most_earned = most(part.bounds.ceiling).cloned();
        let earned = match most_earned {
            most if ends_at_zero => hold(earned, most.as_ref()),
            Some(most) => least(earned, most),
            None => earned,
        };
        Some(earned - hold(done.lost.clone()?, most(ends_at_zero)))
    };
    let held = || {
        let score = start.clone()? + moved()?;
        let score = part.bounds.floor.map_or(score.clone(), |floor| greatest(score, number(floor)));
        let most = points.clone().filter(|_| part.bounds.ceiling);
        Some(most.map_or(score.clone(), |most| least(score, most)))
    };
    let above = match part.rank {
        Rank::Chapter => done.above.chapter,
        Rank::Standard => done.above.whole,
        _ => Some(false),
    };
    match (or(done.zero, above)?, done.full?) {
        (true, _) => Some(Number::zero()),
        (false, true) => full.clone().or_else(held),
        (false, false) => held(),
    }
}

fn hold(amount: Number, most: Option<&Number>) -> Number {
    let floored = greatest(amount, Number::zero());
    most.map_or(floored.clone(), |most| least(floored, most.clone()))
}

/// What goes up from a part that holds nothing: Σ扣 and Σ得 have a floor of 0.
pub(crate) fn handed_up(done: Done) -> Done {
    let floored = |amount: Option<Number>| amount.map(|amount| greatest(amount, Number::zero()));
    Done { lost: floored(done.lost.clone()), earned: floored(done.earned.clone()), ..done }
}
