//! The rules of verdicts as conditions on columns of results.

use crate::exact::Exact;
use crate::model::expression::Expr;
use crate::model::expression::FoldKind;
use crate::model::expression::OutcomeNumber;
use crate::model::part::PartId;
use crate::plan::Plan;
use crate::plan::PlannedVerdict;
use crate::plan::columns::ColumnCondition;
use crate::plan::columns::ColumnVerdict;
use crate::plan::columns::from_plan::points;
use crate::plan::quick::Test;
use crate::syntax::tree::Comparison;

/// What conditions are compiled against.
pub(crate) struct Results<'a> {
    plan: &'a Plan,
    /// Steps to a point.
    scale: i64,
    /// The points of which the score of every part is a share, in steps; `None` where it has no score.
    points: Vec<Option<i64>>,
}

impl<'a> Results<'a> {
    /// The results of the parts of a plan, in steps of which each is so many of the plan's.
    pub(crate) fn of(plan: &'a Plan, coarse: i64) -> Self {
        Self { plan, scale: plan.scale / coarse, points: points(plan, coarse) }
    }

    /// A verdict; `None` where one of its conditions is of another shape.
    pub(crate) fn verdict(&self, verdict: &PlannedVerdict) -> Option<ColumnVerdict> {
        let rules = verdict.rules.iter().map(|(grade, when)| {
            let when =
                when.as_ref().map_or(Some(ColumnCondition::Always), |when| self.condition(when, PartId(0)));
            Some((u8::try_from(*grade).ok()?, when?))
        });
        Some(ColumnVerdict { rules: rules.collect::<Option<Vec<_>>>()? })
    }

    fn condition(&self, condition: &Expr, part: PartId) -> Option<ColumnCondition> {
        let all = |parts: &[Expr]| {
            parts.iter().map(|each| self.condition(each, part)).collect::<Option<Box<[_]>>>()
        };
        Some(match condition {
            Expr::Vetoed => ColumnCondition::Vetoed,
            Expr::Not(inner) => ColumnCondition::Not(Box::new(self.condition(inner, part)?)),
            Expr::All(parts) => ColumnCondition::All(all(parts)?),
            Expr::Any(parts) => ColumnCondition::Any(all(parts)?),
            Expr::Compare(comparison, left, right) => {
                self.compare(*comparison, left, self.number(right)?, part)?
            }
            Expr::PartFold(fold) => {
                let filter = fold.filter.as_ref()?;
                // A part without a score has no rate: it drops out.
                let scored = |id: &&PartId| self.points.get(id.0 as usize).is_some_and(Option::is_some);
                let compares = matches!(filter, Expr::Compare(..));
                let parts = self.plan.parts_of(fold.over).iter().filter(|id| !compares || scored(id));
                let each = parts.map(|id| self.condition(filter, *id)).collect::<Option<Box<[_]>>>()?;
                // Over nothing, a fold has rules of its own.
                if each.is_empty() {
                    return None;
                }
                match fold.kind {
                    FoldKind::AllOf => ColumnCondition::All(each),
                    FoldKind::AnyOf => ColumnCondition::Any(each),
                    _ => return None,
                }
            }
            _ => return None,
        })
    }

    fn compare(
        &self,
        comparison: Comparison,
        left: &Expr,
        with: Exact,
        part: PartId,
    ) -> Option<ColumnCondition> {
        let Expr::Outcome(number) = left else { return None };
        let at = match number {
            OutcomeNumber::Total => 0,
            OutcomeNumber::Score | OutcomeNumber::ScoreRate => part.0 as usize,
        };
        let points = (*self.points.get(at)?)?;
        let limit = match number {
            OutcomeNumber::Total | OutcomeNumber::Score => with.times(Exact::from(self.scale))?,
            // A rate is compared by what it is of: no quotient is formed.
            OutcomeNumber::ScoreRate if points > 0 => with.times(Exact::from(points))?,
            OutcomeNumber::ScoreRate => return None,
        };
        let whole = |value: i128| i64::try_from(value).ok();
        let test = |low: i64, high: i64| Some(ColumnCondition::Part(at, Test { low, high }));
        match comparison {
            Comparison::AtLeast => test(whole(limit.ceil())?, i64::MAX),
            Comparison::Greater => test(whole(limit.floor())?.checked_add(1)?, i64::MAX),
            Comparison::AtMost => test(i64::MIN, whole(limit.floor())?),
            Comparison::Less => test(i64::MIN, whole(limit.ceil())?.checked_sub(1)?),
            Comparison::Is | Comparison::IsNot => None,
        }
    }

    fn number(&self, expression: &Expr) -> Option<Exact> {
        match expression {
            Expr::Number(value, _) => Some(*value),
            Expr::Parameter(id) => match self.plan.parameters.get(id.0 as usize)? {
                Expr::Number(value, _) => Some(*value),
                _ => None,
            },
            _ => None,
        }
    }
}
