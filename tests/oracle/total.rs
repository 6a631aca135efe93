//! The total.

use num_traits::Zero;
use weiheng::evaluation::tally::Finding;
use weiheng::model::Gaps;
use weiheng::model::part::PartId;

use crate::number::Number;
use crate::number::greatest;
use crate::number::least;
use crate::number::number;
use crate::number::round;
use crate::oracle::Oracle;
use crate::outcome::Outcome;
use crate::result::Outcomes;

impl Oracle<'_> {
    /// 不评: no score of the whole, no total and no account; no value where that is open.
    pub(crate) fn withhold(outcomes: &mut Outcomes) {
        let root = outcomes.parts.get_mut(&PartId(0)).expect("a standard has a root");
        let left = match root.withheld {
            Some(false) => return,
            Some(true) => Outcome::NotApplicable,
            None => Outcome::NoValue,
        };
        let numbers = outcomes.total.iter_mut().chain(&mut outcomes.unrounded);
        let numbers = numbers.chain([&mut root.score]).chain(&mut outcomes.accounts);
        for number in numbers.filter(|number| **number != Outcome::NotApplicable) {
            *number = left.clone();
        }
    }

    /// 折算 what does not apply, add the bonuses, round once.
    pub(crate) fn total(&self, outcomes: &mut Outcomes) {
        let Some(points) = self.standard.full_points().map(number) else { return };
        let root = outcomes.parts.get_mut(&PartId(0)).expect("a standard has a root");
        if root.finding == Finding::NotApplicable || root.score == Outcome::NotApplicable {
            return;
        }
        if self.standard.gaps == Gaps::Rescale {
            let (score, applicable) = (root.score.clone(), root.applicable.clone());
            root.score = match applicable {
                // Nothing with points applies, although something without does: there is no score.
                Some(applicable) if applicable.is_zero() => Outcome::NotApplicable,
                Some(applicable) => score.map(|score| rescaled(score, &applicable, &points)),
                None => Outcome::NoValue,
            };
        }
        if root.score == Outcome::NotApplicable {
            return;
        }
        // Where it is open what applies, perhaps nothing does.
        let open = self.standard.gaps == Gaps::Rescale && root.applicable.is_none() || root.may_be_out;
        root.applicable = Some(points).filter(|_| !open);
        let bonus = root.bonus.clone().map_or(Outcome::NoValue, Outcome::Known);
        let unrounded = root.score.clone().with(bonus).map(|(score, bonus)| score + bonus);
        let total = unrounded.clone().map(|value| match self.standard.rounding {
            Some((rounding, step)) => round(&value, rounding, &number(step)),
            None => value,
        });
        (outcomes.unrounded, outcomes.total) = (Some(unrounded), Some(total));
    }
}

/// got ÷ applicable × full.
pub(crate) fn rescaled(score: Number, applicable: &Number, points: &Number) -> Number {
    if applicable.is_zero() {
        return Number::zero();
    }
    greatest(least(score * points / applicable, points.clone()), Number::zero())
}
