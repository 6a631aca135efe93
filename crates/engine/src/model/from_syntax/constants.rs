//! Fixed numbers: points of headings, ranges, precisions, steps, limits.

use crate::exact::Exact;
use crate::model::from_syntax::check::Check;
use crate::model::from_syntax::check::Place;
use crate::model::from_syntax::check::Scope;
use crate::model::from_syntax::domain;
use crate::model::from_syntax::expressions;
use crate::model::from_syntax::kinds::Clash;
use crate::model::from_syntax::kinds::Loose;
use crate::model::from_syntax::kinds::Type;
use crate::model::from_syntax::kinds::join;
use crate::model::from_syntax::problem;
use crate::model::part::PartId;
use crate::source::Span;
use crate::syntax::tree;
use crate::syntax::tree::ExprKind;
use crate::unit::Unit;
use crate::words;
use crate::words::Words;

/// Points that are not negative, where a bare number counts as points.
pub(super) fn points<'t>(cx: &mut Check<'t>, expr: &'t tree::Expr) -> Option<Exact> {
    let value = score(cx, expr)?;
    if value.sign() < 0 {
        return out_of_range(cx, expr.span, &words!("不小于零", "zero or more"));
    }
    Some(value)
}

/// A score, below zero too, where a bare number counts as points.
pub(super) fn score<'t>(cx: &mut Check<'t>, expr: &'t tree::Expr) -> Option<Exact> {
    let scope = Scope::of(PartId(0)).at(Place::Verdict);
    number(cx, &scope, expr, &Unit::points())
}

/// The floor of a score: points that are not above zero.
pub(super) fn floor<'t>(cx: &mut Check<'t>, expr: &'t tree::Expr) -> Option<Exact> {
    let value = score(cx, expr)?;
    if value.sign() > 0 {
        return out_of_range(cx, expr.span, &words!("不大于零", "zero or less"));
    }
    Some(value)
}

/// A number above zero in a unit.
pub(super) fn positive<'t>(
    cx: &mut Check<'t>,
    scope: &Scope<'t>,
    expr: &'t tree::Expr,
    unit: &Unit,
) -> Option<Exact> {
    let value = number(cx, scope, expr, unit)?;
    if value.sign() <= 0 {
        return out_of_range(cx, expr.span, &words!("大于零", "above zero"));
    }
    Some(value)
}

/// A whole number of things, above zero.
pub(super) fn whole<'t>(cx: &mut Check<'t>, expr: &'t tree::Expr, most: u32) -> Option<u32> {
    let scope = Scope::of(PartId(0));
    let typed = expressions::check(cx, &scope, expr);
    let number = domain::of(cx, None, &typed.expr).constant();
    let whole = number.filter(|value| value.is_integer()).and_then(|value| u32::try_from(value.floor()).ok());
    match whole {
        Some(whole) if (1..=most).contains(&whole) => Some(whole),
        _ if typed.kind.is_unknown() => None,
        _ => out_of_range(cx, expr.span, &words!("为 1 至 {most} 的整数", "a whole number from 1 to {most}")),
    }
}

/// A fixed number in a unit; a number without a unit takes it only where it is a counting word or a plain number.
pub(super) fn number<'t>(
    cx: &mut Check<'t>,
    scope: &Scope<'t>,
    expr: &'t tree::Expr,
    unit: &Unit,
) -> Option<Exact> {
    let typed = expressions::check(cx, scope, expr);
    if typed.kind.is_unknown() {
        return None;
    }
    let wanted =
        Type::Number(unit.clone(), if unit.name().is_empty() { Loose::Counting } else { Loose::Fixed });
    let said = cx.said(expr.span).to_owned();
    match join(&wanted, &typed.kind, scope.bare_points()) {
        Ok(_) => {}
        Err(Clash::Bare(_)) => {
            cx.report(problem::kinds::bare(expr.span, &said, unit, None));
            return None;
        }
        Err(Clash::Units) => {
            let found = typed.kind.unit().cloned().unwrap_or_else(Unit::none);
            cx.report(problem::kinds::unit_wanted(expr.span, &said, &found, unit, None));
            return None;
        }
        Err(Clash::Kinds) => {
            cx.report(problem::kinds::wrong(expr.span, &said, &typed.kind.words(), &wanted.words(), None));
            return None;
        }
    }
    let fixed = domain::of(cx, None, &typed.expr).constant().filter(|_| !reads_facts(expr));
    if fixed.is_none() {
        cx.report(problem::kinds::not_fixed(expr.span, &said));
    }
    fixed
}

/// A range, both ends in, lower end first.
pub(super) fn range<'t>(
    cx: &mut Check<'t>,
    scope: &Scope<'t>,
    range: &'t tree::Range,
    unit: &Unit,
) -> Option<(Exact, Exact)> {
    let (low, high) = (in_unit(cx, scope, &range.low, unit), in_unit(cx, scope, &range.high, unit));
    let (low, high) = (low?, high?);
    if low > high {
        let span = range.low.span.to(range.high.span);
        return out_of_range(cx, span, &words!("从小到大", "from small to large"));
    }
    Some((low, high))
}

/// A fixed number in a unit; a number without a unit has this one (in the declaration of a fact).
pub(super) fn in_unit<'t>(
    cx: &mut Check<'t>,
    scope: &Scope<'t>,
    expr: &'t tree::Expr,
    unit: &Unit,
) -> Option<Exact> {
    if !is_bare(expr) {
        return number(cx, scope, expr, unit);
    }
    let typed = expressions::check(cx, scope, expr);
    domain::of(cx, None, &typed.expr).constant()?.times(unit.factor())
}

fn is_bare(expr: &tree::Expr) -> bool {
    match &expr.kind {
        ExprKind::Number(number) => number.unit.is_none(),
        ExprKind::Negative(inner) => is_bare(inner),
        _ => false,
    }
}

fn reads_facts(expr: &tree::Expr) -> bool {
    !crate::model::from_syntax::walk::names(expr).is_empty()
}

fn out_of_range<T>(cx: &mut Check<'_>, span: Span, wanted: &Words) -> Option<T> {
    let said = cx.said(span).to_owned();
    cx.report(problem::kinds::out_of_range(span, &said, wanted));
    None
}
