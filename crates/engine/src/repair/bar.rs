//! The scores without which the main verdict cannot pass, as far as its rules say them outright.

use crate::exact::Exact;
use crate::model::Standard;
use crate::model::expression::Expr;
use crate::model::expression::FoldKind;
use crate::model::expression::OutcomeNumber;
use crate::model::part::PartId;
use crate::plan::Plan;
use crate::syntax::tree::Comparison;

/// What the score of a part must come to, or may come to at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Bar {
    pub(super) part: PartId,
    /// Whether it must be reached, or else not be passed.
    pub(super) at_least: bool,
    pub(super) height: Exact,
    /// Whether the height is a share of the points that apply to the part.
    pub(super) of_points: bool,
}

/// The bars that every way to pass has to clear.
pub(super) fn bars(standard: &Standard, plan: &Plan) -> Vec<Bar> {
    let (Some(verdict), Some(planned)) = (standard.leading_verdict(), plan.verdicts.first()) else {
        return Vec::new();
    };
    let mut passed_over: Vec<Bar> = Vec::new();
    let mut common: Option<Vec<Bar>> = None;
    for (grade, when) in &planned.rules {
        if *grade <= verdict.passing {
            let own = when.iter().flat_map(|when| needed(plan, when, PartId(0), true));
            let here: Vec<Bar> = passed_over.iter().copied().chain(own).collect();
            common = Some(match common {
                Some(common) => both(&common, &here),
                None => here,
            });
        }
        passed_over.extend(when.iter().flat_map(|when| needed(plan, when, PartId(0), false)));
    }
    common.unwrap_or_default()
}

/// Whether more points are better: a standard may pass what has few.
pub(super) fn more_is_better(standard: &Standard, plan: &Plan) -> bool {
    let bars = bars(standard, plan);
    let of_the_whole = || bars.iter().filter(|bar| bar.part == PartId(0));
    of_the_whole().next().is_none() || of_the_whole().any(|bar| bar.at_least)
}

/// What either of two ways has to clear.
fn both(one: &[Bar], other: &[Bar]) -> Vec<Bar> {
    let lower = |bar: &Bar| {
        let same =
            |it: &&Bar| it.part == bar.part && it.at_least == bar.at_least && it.of_points == bar.of_points;
        let height = other.iter().filter(same).map(|it| it.height);
        // Of several bars for one part that of the other way which asks the most holds.
        let height = if bar.at_least { height.max()?.min(bar.height) } else { height.min()?.max(bar.height) };
        Some(Bar { height, ..*bar })
    };
    one.iter().filter_map(lower).collect()
}

/// What must hold of scores where a condition comes to a truth.
fn needed(plan: &Plan, condition: &Expr, part: PartId, truth: bool) -> Vec<Bar> {
    match (condition, truth) {
        (Expr::Not(inner), _) => needed(plan, inner, part, !truth),
        (Expr::All(parts), true) | (Expr::Any(parts), false) => {
            parts.iter().flat_map(|inner| needed(plan, inner, part, truth)).collect()
        }
        (Expr::OfPart(other, inner), _) => needed(plan, inner, *other, truth),
        (Expr::Compare(comparison, left, right), _) => compared(plan, *comparison, left, right, part, truth),
        (Expr::PartFold(fold), _) => {
            let all = match (fold.kind, truth) {
                (FoldKind::AllOf, true) | (FoldKind::AnyOf, false) => true,
                _ => return Vec::new(),
            };
            let parts = plan.parts_of(fold.over).iter().filter(|_| all);
            let filter = fold.filter.iter();
            filter
                .flat_map(|filter| parts.clone().flat_map(|one| needed(plan, filter, *one, truth)))
                .collect()
        }
        _ => Vec::new(),
    }
}

fn compared(
    plan: &Plan,
    comparison: Comparison,
    left: &Expr,
    right: &Expr,
    part: PartId,
    truth: bool,
) -> Vec<Bar> {
    let at_least = match (comparison, truth) {
        (Comparison::AtLeast | Comparison::Greater, true)
        | (Comparison::Less | Comparison::AtMost, false) => true,
        (Comparison::AtMost | Comparison::Less, true)
        | (Comparison::Greater | Comparison::AtLeast, false) => false,
        (Comparison::Is | Comparison::IsNot, _) => return Vec::new(),
    };
    let (scored, number, at_least) = match (score(left, part), score(right, part)) {
        (Some(scored), None) => (scored, right, at_least),
        (None, Some(scored)) => (scored, left, !at_least),
        _ => return Vec::new(),
    };
    let (part, of_points) = scored;
    constant(plan, number).map(|height| Bar { part, at_least, height, of_points }).into_iter().collect()
}

/// The part whose score an expression is, and whether it is a share.
fn score(expression: &Expr, part: PartId) -> Option<(PartId, bool)> {
    match expression {
        Expr::Outcome(OutcomeNumber::Total) => Some((PartId(0), false)),
        // The score of the whole is without its bonuses.
        Expr::Outcome(OutcomeNumber::Score | OutcomeNumber::ScoreRate) if part == PartId(0) => None,
        Expr::Outcome(OutcomeNumber::Score) => Some((part, false)),
        Expr::Outcome(OutcomeNumber::ScoreRate) => Some((part, true)),
        Expr::OfPart(part, inner) => score(inner, *part),
        _ => None,
    }
}

fn constant(plan: &Plan, expression: &Expr) -> Option<Exact> {
    match expression {
        Expr::Number(value, _) => Some(*value),
        Expr::Parameter(id) => constant(plan, plan.parameters.get(id.0 as usize)?),
        _ => None,
    }
}
