//! Amounts against what they can reach: caps, single amounts, fractions.

use crate::exact::Exact;
use crate::model::act::Act;
use crate::model::act::ActKind;
use crate::model::act::Each;
use crate::model::act::Items;
use crate::model::act::Limit;
use crate::model::act::Measure;
use crate::model::act::Steps;
use crate::model::act::Verb;
use crate::model::expression::Expr;
use crate::model::fact::FactId;
use crate::model::from_syntax::accounts;
use crate::model::from_syntax::check::Check;
use crate::model::from_syntax::check::Scope;
use crate::model::from_syntax::domain;
use crate::model::from_syntax::earning;
use crate::model::from_syntax::fractions;
use crate::model::from_syntax::problem;
use crate::model::part::PartId;
use crate::source::Span;
use crate::syntax::tree;
use crate::syntax::tree::PartStep;
use crate::syntax::tree::Trailing;
use crate::unit::Unit;
use crate::words;

/// The points of a part, or of the nearest part above it that has any.
pub(super) fn points_above(cx: &Check<'_>, part: PartId) -> Option<Exact> {
    let found = cx.part(part)?;
    found.table().or_else(|| points_above(cx, found.parent?))
}

/// The most that can be lost or earned at once without being cut off; `None` where nothing cuts it off.
fn reach(cx: &Check<'_>, part: PartId) -> Option<Exact> {
    let found = cx.part(part)?;
    match found.table() {
        Some(points) if found.bounds.ceiling => points.minus(found.bounds.floor?),
        Some(_) => None,
        None => reach(cx, found.parent?),
    }
}

/// The most that the acts of a part, and of those below it without points of their own, can move; `None` where
/// nothing bounds it. `lost`: whether it is what they lose that is asked for.
pub(super) fn most_of_part(cx: &Check<'_>, part: PartId, lost: bool) -> Option<Exact> {
    let found = cx.part(part)?;
    // 加倍 and 减半 multiply what is lost, and may stand anywhere above.
    if lost
        && std::iter::successors(Some(found), |part| cx.part(part.parent?))
            .any(|part| !part.factors.is_empty())
    {
        return None;
    }
    let own = found.acts.iter().try_fold(Exact::ZERO, |sum, act| sum.plus(most_of(cx, None, act)?))?;
    let below =
        found.children.iter().filter(|child| cx.part(**child).is_some_and(|child| child.points.is_none()));
    below.copied().try_fold(own, |sum, child| sum.plus(most_of_part(cx, child, lost)?))
}

/// Looks at one amount: not negative, not above the points of the clause unless it is added outside them, a finite
/// decimal.
pub(super) fn amount(cx: &mut Check<'_>, scope: &Scope<'_>, verb: Verb, checked: &Expr, span: Span) {
    let domain = domain::of(cx, scope.list, checked);
    if let Some(fixed) = domain.constant() {
        // 扣 0分 is said in band tables, and is no mistake.
        if fixed.sign() < 0 {
            let said = cx.said(span).to_owned();
            cx.report(problem::kinds::out_of_range(span, &said, &words!("不小于零", "zero or more")));
        } else if let Some(points) = reach(cx, scope.part)
            && fixed > points
            && verb != Verb::Bonus
        {
            cx.report(problem::points::amount_over_points(span, fixed, points));
        }
    }
    if fractions::is_awkward(cx, scope.list, checked) {
        fraction(cx, span);
    }
}

/// Warns of a fraction, unless the total is rounded or there are no points.
pub(super) fn fraction(cx: &mut Check<'_>, span: Span) {
    if !cx.rounds && points_above(cx, PartId(0)).is_some() {
        cx.report(problem::points::fraction(span));
    }
}

/// Looks at the caps of an act: reached at all, not above the points of the clause, not lifted again.
pub(super) fn check(cx: &mut Check<'_>, scope: &Scope<'_>, act: &Act, node: &tree::Act) {
    let mut reached = most(cx, scope.list, &act.kind);
    let mut before: Option<(Exact, Span)> = None;
    let first = node.trailing.len().saturating_sub(act.limits.len());
    for (limit, trailing) in act.limits.iter().zip(node.trailing.iter().skip(first)) {
        let constant = match limit {
            Limit::AtMost(amount) | Limit::AtLeast(amount) => domain::of(cx, scope.list, amount).constant(),
            Limit::Times(_) => None,
        };
        match (trailing, constant) {
            (Trailing::AtMost(written), Some(cap)) => {
                check_cap(cx, scope, act, cap, reached, written.span);
                before = Some((cap, written.span));
            }
            (Trailing::AtLeast(written), Some(floor)) => {
                if let Some((_, cap)) = before.filter(|(cap, _)| *cap <= floor) {
                    cx.report(problem::above::floor_over_cap(written.span, cap));
                }
            }
            _ => before = None,
        }
        reached = after(cx, scope.list, reached, limit);
    }
}

fn check_cap(
    cx: &mut Check<'_>,
    scope: &Scope<'_>,
    act: &Act,
    cap: Exact,
    reached: Option<Exact>,
    span: Span,
) {
    if cap.sign() <= 0 {
        let said = cx.said(span).to_owned();
        cx.report(problem::kinds::out_of_range(span, &said, &words!("大于零", "above zero")));
        return;
    }
    let account = act.account();
    let held = account.is_none() && !act.only_adds();
    let points = reach(cx, scope.part).filter(|_| held);
    if let Some(points) = points.filter(|points| cap > *points) {
        cx.report(problem::points::cap_over_points(span, cap, points));
    } else if let Some(most) = reached.filter(|most| *most < cap) {
        let unit = account.map_or_else(Unit::points, |id| accounts::unit(cx, id));
        cx.report(problem::points::cap_unreached(span, &unit, cap, most));
    }
}

/// The most that is left of an amount after one trailing word.
fn after(cx: &Check<'_>, list: Option<FactId>, most: Option<Exact>, limit: &Limit) -> Option<Exact> {
    match limit {
        Limit::AtMost(cap) => {
            let cap = domain::of(cx, list, cap).high;
            most.zip(cap).map(|(most, cap)| most.min(cap)).or(most).or(cap)
        }
        Limit::AtLeast(floor) => most?.max(domain::of(cx, list, floor).high?).into(),
        Limit::Times(factor) => {
            let by = domain::of(cx, list, &factor.by).high?;
            most?.times(if factor.when.is_some() { by.max(Exact::ONE) } else { by })
        }
    }
}

/// Whether what a part earns has a lower end: a negative amount takes away where the part may go below zero.
pub(super) fn earns_from_somewhere(cx: &Check<'_>, part: PartId) -> bool {
    let (Some(found), Some(node)) = (cx.part(part), cx.nodes.get(part.0 as usize)) else { return true };
    let ends = |act: &Act| match &act.kind {
        ActKind::Amount(_, amount) => domain::of(cx, None, amount).low.is_some(),
        _ => false,
    };
    earning::of_part(node).earns.is_none() || found.acts.iter().all(ends)
}

/// The most that an act can move; `None` where nothing bounds it.
fn most(cx: &Check<'_>, list: Option<FactId>, kind: &ActKind) -> Option<Exact> {
    match kind {
        ActKind::Amount(_, amount) => domain::of(cx, list, amount).high,
        ActKind::Veto | ActKind::Fail | ActKind::Above(_) | ActKind::FullPoints | ActKind::NoPoints => {
            Some(Exact::ZERO)
        }
        ActKind::Pending(Some((_, high))) => Some(*high),
        ActKind::Pending(None) | ActKind::Rows(_) => None,
        ActKind::Require(_, otherwise) => most_of(cx, list, otherwise),
        ActKind::Group(acts) => {
            acts.iter().try_fold(Exact::ZERO, |sum, act| sum.plus(most_of(cx, list, act)?))
        }
        ActKind::Heaviest(acts) => largest(acts.iter().map(|act| most_of(cx, list, act))),
        ActKind::Chain(branches, last) => {
            let acts = branches.iter().map(|(_, act)| act).chain(last.as_deref());
            largest(acts.map(|act| most_of(cx, list, act)))
        }
        ActKind::Bands(bands) => largest(bands.rows.iter().map(|row| most_of(cx, list, &row.then))),
        ActKind::Each(each) => most_each(cx, list, each),
        ActKind::Steps(steps) => most_steps(cx, list, steps),
        ActKind::Items(items) => most_items(cx, list, items),
    }
}

fn most_of(cx: &Check<'_>, list: Option<FactId>, act: &Act) -> Option<Exact> {
    act.limits.iter().fold(most(cx, list, &act.kind), |most, limit| after(cx, list, most, limit))
}

fn most_each(cx: &Check<'_>, list: Option<FactId>, each: &Each) -> Option<Exact> {
    let Measure::Number(measure) = &each.measure else { return None };
    let high = domain::of(cx, list, measure).high?;
    whole_steps(high.over(each.size)?, each.part)?.times(most_of(cx, list, &each.then)?)
}

fn most_steps(cx: &Check<'_>, list: Option<FactId>, steps: &Steps) -> Option<Exact> {
    let distance =
        Expr::Sum(vec![(steps.below, steps.measure.clone()), (!steps.below, steps.threshold.clone())]);
    let high = domain::of(cx, list, &distance).high?.max(Exact::ZERO);
    whole_steps(high.over(steps.step)?, steps.part)?.times(most_of(cx, list, &steps.then)?)
}

fn whole_steps(steps: Exact, part: Option<PartStep>) -> Option<Exact> {
    match part {
        Some(PartStep::Up) => Exact::new(steps.ceil(), 1),
        Some(PartStep::Down) => Exact::new(steps.floor(), 1),
        _ => Some(steps),
    }
}

fn most_items(cx: &Check<'_>, list: Option<FactId>, items: &Items) -> Option<Exact> {
    let prices = items.prices.iter().flatten().map(|price| domain::of(cx, list, price).high);
    prices.into_iter().try_fold(Exact::ZERO, |sum, price| sum.plus(price?))
}

fn largest(all: impl Iterator<Item = Option<Exact>>) -> Option<Exact> {
    let all: Option<Vec<Exact>> = all.collect();
    all?.into_iter().reduce(Exact::max)
}
