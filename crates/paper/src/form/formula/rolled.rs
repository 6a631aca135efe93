//! 取: the parts below as one, by their mean, the lowest of them or their weighted mean.

use weiheng::Exact;
use weiheng::model::Gaps;
use weiheng::model::holding::RollUp;
use weiheng::plan::PlannedPart;
use weiheng::syntax::tree::RollUpFold;
use weiheng::syntax::tree::RollUpOf;

use crate::form::formula::code::May;
use crate::form::formula::compiler::Compiler;
use crate::form::formula::part::Scored;
use crate::form::formula::value::ByWeiheng;
use crate::form::formula::value::Made;
use crate::form::formula::value::Number;
use crate::form::formula::value::divisor;
use crate::form::formula::value::fits;
use crate::form::formula::value::times;

/// Divisors up to here are brought to one that they all divide.
const MULTIPLE: i128 = 100_000;

impl<'a> Compiler<'a> {
    /// What the parts below come to among the points of the part above.
    pub(crate) fn rolled(
        &mut self,
        roll_up: RollUp,
        above: &'a PlannedPart,
        below: &[Scored],
    ) -> Made<Number> {
        let plan = self.plan;
        let zero = Number::fixed(Exact::ZERO);
        let mut values = Vec::new();
        let mut weights = Vec::new();
        for (child, scored) in above.children.iter().zip(below) {
            let part = plan.parts.get(child.0 as usize).ok_or(ByWeiheng::Saying)?;
            let value = self.rolled_value(roll_up.of, above, part, scored)?;
            let weight = if roll_up.fold == RollUpFold::Weighted { part.weight } else { Exact::ONE };
            let drops = above.inside == Gaps::Rescale && !scored.out.is_never();
            let out = format!("{}=1", scored.out.at);
            let weight = Number::fixed(weight);
            let weighed = self.product(&value, &weight)?;
            values.push(match (drops, roll_up.fold) {
                (false, RollUpFold::Lowest) => value,
                // As much as any part can have: it is never the lowest alone.
                (true, RollUpFold::Lowest) => {
                    let most = self.most_of(roll_up.of, above, part)?;
                    self.either(&out, &most, &value)?
                }
                (false, _) => weighed,
                (true, _) => self.either(&out, &zero, &weighed)?,
            });
            weights.push(if drops { self.either(&out, &zero, &weight)? } else { weight });
        }
        let folded = if roll_up.fold == RollUpFold::Lowest {
            let mut values = values.into_iter();
            let mut lowest = values.next().ok_or(ByWeiheng::Saying)?;
            for value in values {
                lowest = self.extreme(&lowest, &value, false)?;
            }
            lowest
        } else {
            let (sum, weight) = (self.sum(&values)?, self.sum(&weights)?);
            let mean = self.over(&sum, &weight)?;
            Number { state: "0".to_owned(), may: May::KNOWN, ..mean }
        };
        match roll_up.of {
            RollUpOf::Score => Ok(folded),
            RollUpOf::ScoreRate => self.scaled(&folded, above.table().unwrap_or(Exact::ZERO)),
        }
    }

    fn rolled_value(
        &mut self,
        of: RollUpOf,
        above: &PlannedPart,
        part: &PlannedPart,
        scored: &Scored,
    ) -> Made<Number> {
        let points = part.points.ok_or(ByWeiheng::Saying)?;
        let score = scored.score.as_ref().ok_or(ByWeiheng::Saying)?;
        let rate = if above.inside == Gaps::Rescale && part.sums {
            self.among_applicable(score, scored)?
        } else {
            self.scaled(score, Exact::ONE.over(points).ok_or(ByWeiheng::Saying)?)?
        };
        match of {
            RollUpOf::ScoreRate => Ok(rate),
            RollUpOf::Score => self.scaled(&rate, points),
        }
    }

    fn most_of(&mut self, of: RollUpOf, above: &PlannedPart, part: &PlannedPart) -> Made<Number> {
        if part.bounds != weiheng::model::holding::Bounds::ORDINARY {
            return Err(ByWeiheng::Saying);
        }
        let points = above.children.iter().filter_map(|child| self.plan.parts.get(child.0 as usize)?.points);
        let most = points.reduce(Exact::max).unwrap_or(Exact::ONE);
        Ok(Number::fixed(if of == RollUpOf::Score { most } else { Exact::ONE }))
    }

    /// A score over the points that apply; nothing where none do.
    pub(crate) fn among_applicable(&mut self, score: &Number, scored: &Scored) -> Made<Number> {
        let applicable = &scored.applicable;
        let known = |number: Number| Number { state: "0".to_owned(), may: May::KNOWN, ..number };
        if let Some(fixed) = applicable.as_fixed() {
            return match Exact::ONE.over(fixed) {
                Some(by) => self.scaled(score, by),
                None => Ok(Number::fixed(Exact::ZERO)),
            };
        }
        let multiple = scored.applicables.as_ref().and_then(|values| {
            values.iter().filter(|value| !value.is_zero()).try_fold(1_i128, |multiple, value| {
                let steps = times(*value, applicable.step).ok()?;
                let multiple = multiple.checked_mul(steps)?.checked_div(divisor(multiple, steps))?;
                (multiple <= MULTIPLE).then_some(multiple)
            })
        });
        let Some(multiple) = multiple else {
            let share = self.over(score, applicable)?;
            return Ok(known(share));
        };
        // Every divisor that may come divides this one, so that the quotient is a whole number of finer steps.
        let at = self.keep(format!("IF({0}=0,0,{1}*({multiple}/MAX(1,{0})))", applicable.at, score.at));
        let end = |end: i128| fits(end.checked_mul(multiple));
        let (low, high) = (end(score.low.min(0))?, end(score.high.max(0))?);
        let whole = applicable.step.times(Exact::new(multiple, 1).ok_or(ByWeiheng::Large)?);
        let step = score.step.over(whole.ok_or(ByWeiheng::Large)?).ok_or(ByWeiheng::Large)?;
        Ok(Number { at, step, low, high, ..score.clone() })
    }
}
