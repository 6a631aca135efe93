//! Parts that become one otherwise than by their sum.

use num_traits::One;
use num_traits::Zero;
use weiheng::evaluation::tally::Finding;
use weiheng::model::Gaps;
use weiheng::model::part::Part;
use weiheng::syntax::tree::RollUpFold;
use weiheng::syntax::tree::RollUpOf;

use crate::number::Number;
use crate::number::least;
use crate::number::number;
use crate::oracle::Oracle;
use crate::outcome::Outcome;
use crate::result::Outcomes;
use crate::result::PartOutcome;

impl Oracle<'_> {
    /// 取: the parts that stay, each with its weight; `None` where one of them has no value.
    pub(crate) fn rolled(&self, above: &Part, outcomes: &Outcomes) -> Option<Number> {
        let roll_up = above.roll_up?;
        let drops = self.standard.gaps_in(above) == Gaps::Rescale;
        let mut values: Vec<(Number, Number)> = Vec::new();
        for child in &above.children {
            let (part, outcome) = (self.get(*child), &outcomes.parts[child]);
            if drops && outcome.may_be_out {
                return None;
            }
            if drops && outcome.finding == Finding::NotApplicable {
                continue;
            }
            let points = number(part.points?);
            let rate = if drops && self.sums(part) {
                among_what_applies(outcome, &points)?
            } else {
                known(outcome)? / &points
            };
            let value = match roll_up.of {
                RollUpOf::Score => rate * points,
                RollUpOf::ScoreRate => rate,
            };
            let weighted = roll_up.fold == RollUpFold::Weighted;
            values.push((value, if weighted { number(part.weight?) } else { Number::one() }));
        }
        let folded = match roll_up.fold {
            RollUpFold::Lowest => values.into_iter().map(|(value, _)| value).reduce(least)?,
            RollUpFold::Mean | RollUpFold::Weighted => {
                let weights = values.iter().fold(Number::zero(), |sum, (_, weight)| sum + weight);
                let sum =
                    values.into_iter().fold(Number::zero(), |sum, (value, weight)| sum + value * weight);
                sum / Some(weights).filter(|weights| !weights.is_zero())?
            }
        };
        match roll_up.of {
            RollUpOf::Score => Some(folded),
            RollUpOf::ScoreRate => Some(folded * number(above.table()?)),
        }
    }
}

fn known(part: &PartOutcome) -> Option<Number> {
    match &part.score {
        Outcome::Known(score) => Some(score.clone()),
        Outcome::NotApplicable => Some(Number::zero()),
        Outcome::NoValue => None,
    }
}

/// The share of the points that apply, which is at most all of them; a score below nothing or above the points is no
/// matter of what applies.
fn among_what_applies(part: &PartOutcome, points: &Number) -> Option<Number> {
    let (score, applicable) = (known(part)?, part.applicable.clone()?);
    if applicable.is_zero() {
        return Some(applicable);
    }
    let beyond = score < Number::zero() || score > *points;
    Some(if beyond { score / points } else { least(score / applicable, Number::one()) })
}
