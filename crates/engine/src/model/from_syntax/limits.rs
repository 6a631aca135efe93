//! Amounts against what they can reach: caps, single amounts, fractions.

use crate::exact::Exact;
use crate::model::act::Act;
use crate::model::act::ActKind;
use crate::model::act::Limit;
use crate::model::act::Verb;
use crate::model::expression::Expr;
use crate::model::from_syntax::accounts;
use crate::model::from_syntax::check::Check;
use crate::model::from_syntax::check::Scope;
use crate::model::from_syntax::domain;
use crate::model::from_syntax::earning;
use crate::model::from_syntax::fractions;
use crate::model::from_syntax::most::Most;
use crate::model::from_syntax::problem;
use crate::model::part::PartId;
use crate::source::Span;
use crate::syntax::tree;
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
    let points = Most { cx, list: None, account: None };
    let own = found.acts.iter().try_fold(Exact::ZERO, |sum, act| sum.plus(points.most_of(act)?))?;
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
    if act.limits.is_empty() {
        return;
    }
    let (list, account) = (scope.list, act.account());
    let mut reached = Most { cx, list, account }.most(&act.kind);
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
        reached = Most { cx, list, account }.after(reached, limit);
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

/// Whether what a part earns has a lower end: a negative amount takes away where the part may go below zero.
pub(super) fn earns_from_somewhere(cx: &Check<'_>, part: PartId) -> bool {
    let (Some(found), Some(node)) = (cx.part(part), cx.nodes.get(part.0 as usize)) else { return true };
    let ends = |act: &Act| match &act.kind {
        _ if act.only_books() => true,
        ActKind::Amount(_, amount) => domain::of(cx, None, amount).low.is_some(),
        _ => false,
    };
    earning::of_part(node).earns.is_none() || found.acts.iter().all(ends)
}
