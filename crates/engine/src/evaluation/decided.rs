//! Conditions of a verdict where every result is settled: plain truths instead of sets of them.
//!
//! `None` where something is open or the condition is of another shape; the general way decides then.

use std::cmp::Ordering;

use crate::evaluation::results::Results;
use crate::evaluation::scope::Outcome;
use crate::evaluation::tally::AccountFinding;
use crate::evaluation::tally::Chance;
use crate::evaluation::tally::Ends;
use crate::evaluation::tally::Finding;
use crate::evaluation::tally::PartTally;
use crate::exact::Exact;
use crate::model::expression::Expr;
use crate::model::expression::FoldKind;
use crate::model::expression::OutcomeNumber;
use crate::model::expression::PartFold;
use crate::model::part::PartId;
use crate::plan::Plan;
use crate::plan::PlannedVerdict;
use crate::plan::columns::ColumnCondition;
use crate::plan::columns::ColumnVerdict;
use crate::syntax::tree::Comparison;

/// What decides a verdict: the position of a rule, and its grade.
#[derive(Clone, Copy)]
pub(crate) struct Ruling {
    pub(crate) rule: u16,
    pub(crate) grade: u16,
}

/// The verdict, where it can be decided this way.
pub(crate) fn verdict(plan: &Plan, verdict: &PlannedVerdict, outcome: &Outcome<'_>) -> Option<Ruling> {
    if let Some(plain) = &verdict.plain
        && let Some(results) = PlainResults::of(outcome.parts)
    {
        return results.decide(plain);
    }
    let part = outcome.parts.get(verdict.part)?;
    if part.finding == Finding::NotApplicable || !surely_applies(&part) {
        return None;
    }
    for (rule, (grade, when)) in (0_u16..).zip(&verdict.rules) {
        if when.as_ref().map_or(Some(true), |when| holds(plan, when, outcome))? {
            return Some(Ruling { rule, grade: *grade });
        }
    }
    None
}

/// The results of a unit of which everything is plainly known.
struct PlainResults<'a> {
    parts: &'a Results,
    vetoed: bool,
}

impl<'a> PlainResults<'a> {
    /// Where the standard is plainly known, every part is.
    fn of(parts: &'a Results) -> Option<Self> {
        let root = parts.plain(PartId(0))?;
        Some(Self { parts, vetoed: root.veto == Chance::Surely })
    }

    fn decide(&self, verdict: &ColumnVerdict) -> Option<Ruling> {
        for (rule, (grade, when)) in (0_u16..).zip(&verdict.rules) {
            if self.holds(when)? {
                return Some(Ruling { rule, grade: u16::from(*grade) });
            }
        }
        None
    }

    fn holds(&self, condition: &ColumnCondition) -> Option<bool> {
        match condition {
            ColumnCondition::Always => Some(true),
            ColumnCondition::Vetoed => Some(self.vetoed),
            ColumnCondition::Part(at, test) => {
                let part = PartId(u32::try_from(*at).ok()?);
                Some(test.holds(self.parts.plain_score(part)?))
            }
            ColumnCondition::Not(inner) => self.holds(inner).map(|truth| !truth),
            ColumnCondition::All(parts) => {
                parts.iter().try_fold(true, |all, part| Some(all & self.holds(part)?))
            }
            ColumnCondition::Any(parts) => {
                parts.iter().try_fold(false, |any, part| Some(any | self.holds(part)?))
            }
        }
    }
}

fn holds(plan: &Plan, condition: &Expr, outcome: &Outcome<'_>) -> Option<bool> {
    match condition {
        Expr::Vetoed => match outcome.parts.get(PartId(0))?.veto {
            Chance::Never => Some(false),
            Chance::Maybe => None,
            Chance::Surely => Some(true),
        },
        Expr::Met => match outcome.parts.get(outcome.part)?.finding {
            Finding::Met => Some(true),
            Finding::Withheld | Finding::Vetoed | Finding::Failed | Finding::Zero | Finding::Reduced => {
                Some(false)
            }
            Finding::NotApplicable | Finding::Undetermined | Finding::NotObserved => None,
        },
        Expr::Not(inner) => holds(plan, inner, outcome).map(|truth| !truth),
        // One no decides 且 and one yes decides 或, whatever the others are.
        Expr::All(parts) => junction(parts, false, plan, outcome),
        Expr::Any(parts) => junction(parts, true, plan, outcome),
        Expr::Compare(comparison, left, right) => compare(*comparison, left, right, plan, outcome),
        Expr::PartFold(fold) => over_parts(plan, fold, outcome),
        _ => None,
    }
}

fn junction(parts: &[Expr], decides: bool, plan: &Plan, outcome: &Outcome<'_>) -> Option<bool> {
    for part in parts {
        if holds(plan, part, outcome)? == decides {
            return Some(decides);
        }
    }
    Some(!decides)
}

fn compare(
    comparison: Comparison,
    left: &Expr,
    right: &Expr,
    plan: &Plan,
    outcome: &Outcome<'_>,
) -> Option<bool> {
    let right = number(right, plan, outcome)?;
    // A rate is compared by multiplication: no quotient is formed.
    let (left, right) = match left {
        Expr::Outcome(OutcomeNumber::ScoreRate) => {
            if let Some(order) = plain_rate(outcome, right) {
                return Some(comparison.holds(order));
            }
            let part = settled(outcome)?;
            let points = point(part.applicable)?;
            if points.is_zero() {
                return None;
            }
            (point(part.score?)?, right.times(points)?)
        }
        other => (number(other, plan, outcome)?, right),
    };
    Some(comparison.holds(left.cmp(&right)))
}

/// How the rate of the part at hand stands to a number, where both fit 64 bits: by multiplication, without a
/// quotient.
fn plain_rate(outcome: &Outcome<'_>, rate: Exact) -> Option<Ordering> {
    let points = outcome.parts.plain(outcome.part)?.points?;
    let (over, under) = rate.small()?;
    let wide = |a: i64, b: i64| i128::from(a) * i128::from(b);
    (points.applicable > 0).then(|| wide(points.score, under).cmp(&wide(over, points.applicable)))
}

fn number(expression: &Expr, plan: &Plan, outcome: &Outcome<'_>) -> Option<Exact> {
    match expression {
        Expr::Number(value, _) => Some(*value),
        Expr::Parameter(id) => number(plan.parameters.get(id.0 as usize)?, plan, outcome),
        Expr::Account(id) => {
            let account = outcome.accounts.get(id.0 as usize)?;
            account.amount?.as_point().filter(|_| account.finding == AccountFinding::Known)
        }
        Expr::Outcome(OutcomeNumber::Total) => point(outcome.total?),
        Expr::Outcome(OutcomeNumber::Score) => point(settled(outcome)?.score?),
        _ => None,
    }
}

fn over_parts(plan: &Plan, fold: &PartFold, outcome: &Outcome<'_>) -> Option<bool> {
    let filter = fold.filter.as_ref()?;
    let all = match fold.kind {
        FoldKind::AllOf => true,
        FoldKind::AnyOf => false,
        _ => return None,
    };
    let mut at_hand = *outcome;
    for part in plan.parts_of(fold.over) {
        let (scored, applies) = match outcome.parts.plain(*part) {
            Some(plain) => (plain.points.is_some(), true),
            None => {
                let tally = outcome.parts.get(*part).filter(|tally| !tally.may_be_inapplicable)?;
                (tally.score.is_some(), tally.finding != Finding::NotApplicable)
            }
        };
        // A part without a score has no rate: it drops out, like one that does not apply.
        if !applies || (!scored && matches!(filter, Expr::Compare(..))) {
            continue;
        }
        at_hand.part = *part;
        if holds(plan, filter, &at_hand)? != all {
            return Some(!all);
        }
    }
    Some(all)
}

/// The part at hand, where it surely applies.
fn settled(outcome: &Outcome<'_>) -> Option<PartTally> {
    outcome.parts.get(outcome.part).filter(surely_applies)
}

/// Whether a part applies whatever is still open, and all of its points with it.
fn surely_applies(part: &PartTally) -> bool {
    !part.may_be_inapplicable && part.applicable.low == part.applicable.high
}

fn point(ends: Ends) -> Option<Exact> {
    (ends.low == ends.high).then_some(ends.low)
}
