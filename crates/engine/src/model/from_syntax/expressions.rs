//! The typed walk: names resolved, kinds and units agreed, numbers in base units.
//!
//! A problem is reported once: its expression becomes [`Type::Unknown`], which agrees with everything.

use crate::model::expression::Expr;
use crate::model::from_syntax::batch;
use crate::model::from_syntax::calendar;
use crate::model::from_syntax::check::Check;
use crate::model::from_syntax::check::Scope;
use crate::model::from_syntax::choices;
use crate::model::from_syntax::comparisons;
use crate::model::from_syntax::folds;
use crate::model::from_syntax::item_tests;
use crate::model::from_syntax::kinds::Clash;
use crate::model::from_syntax::kinds::Loose;
use crate::model::from_syntax::kinds::Type;
use crate::model::from_syntax::kinds::join;
use crate::model::from_syntax::names;
use crate::model::from_syntax::operators;
use crate::model::from_syntax::part_results;
use crate::model::from_syntax::problem;
use crate::model::from_syntax::references;
use crate::model::from_syntax::units;
use crate::model::from_syntax::walk;
use crate::source::Span;
use crate::syntax::tree;
use crate::syntax::tree::ExprKind;
use crate::syntax::tree::Number;
use crate::unit::Unit;
use crate::words;

/// An expression of the model with its kind.
#[derive(Clone, Debug)]
pub(super) struct Typed {
    /// The expression.
    pub(super) expr: Expr,
    /// Its kind.
    pub(super) kind: Type,
}

impl Typed {
    /// An expression of a kind.
    pub(super) fn new(expr: Expr, kind: Type) -> Self {
        Self { expr, kind }
    }

    /// What stands for an expression with a problem that was reported.
    pub(super) fn unknown() -> Self {
        Self { expr: Expr::Truth(false), kind: Type::Unknown }
    }
}

/// Checks an expression of any kind.
pub(super) fn check<'t>(cx: &mut Check<'t>, scope: &Scope<'t>, expr: &'t tree::Expr) -> Typed {
    match &expr.kind {
        ExprKind::Number(number) => literal(cx, number, expr.span),
        ExprKind::Date(date) => Typed::new(Expr::Date(*date), Type::Date),
        ExprKind::Time(time) => Typed::new(Expr::Time(*time), Type::Time),
        ExprKind::Truth(truth) => Typed::new(Expr::Truth(*truth), Type::Truth),
        ExprKind::Text(text) => Typed::new(Expr::Text(text.clone()), Type::Text),
        ExprKind::Name(name) => references::named(cx, scope, name, expr.span),
        ExprKind::PartResult(rank, id, special) => {
            part_results::check(cx, scope, *rank, id, *special, expr.span)
        }
        ExprKind::Special(special) => references::of_special(cx, scope, *special, expr.span),
        ExprKind::Grouped(..) => {
            cx.report(problem::rows::groups_unfolded(expr.span));
            Typed::unknown()
        }
        ExprKind::Not(inner) => {
            let inner = condition(cx, scope, inner);
            Typed::new(Expr::Not(Box::new(inner)), Type::Truth)
        }
        ExprKind::All(parts) => Typed::new(Expr::All(conditions(cx, scope, parts)), Type::Truth),
        ExprKind::Any(parts) => Typed::new(Expr::Any(conditions(cx, scope, parts)), Type::Truth),
        ExprKind::Negative(inner) => operators::negative(cx, scope, inner),
        ExprKind::Sum(terms) => operators::sum(cx, scope, terms),
        ExprKind::Product(factors) => operators::product(cx, scope, factors),
        ExprKind::Compare(how, a, b) => comparisons::compare(cx, scope, *how, a, b, expr.span),
        ExprKind::OneOf(a, choices) => comparisons::one_of(cx, scope, a, choices),
        ExprKind::Within(a, low, high) => comparisons::within(cx, scope, a, low, high),
        ExprKind::During(day, window) => calendar::during(cx, scope, day, window, expr.span),
        ExprKind::Listed(value, list) => item_tests::listed(cx, scope, value, list),
        ExprKind::Item(list, item, missing) => item_tests::item(cx, scope, list, item, *missing),
        ExprKind::Applies(inner) => {
            let inner = check(cx, scope, inner);
            Typed::new(Expr::Applies(Box::new(inner.expr)), Type::Truth)
        }
        ExprKind::Call(function, arguments) => folds::check(cx, scope, *function, arguments, expr.span),
        ExprKind::Rank(ranking) => batch::rank(cx, scope, ranking, expr.span),
        // The grammar reads it only as what a fold goes over.
        ExprKind::Batch(_) => Typed::unknown(),
        ExprKind::Round(inner, how, step) => operators::round(cx, scope, inner, *how, step.as_deref()),
        ExprKind::If(branches, last) => choices::chain(cx, scope, branches, last),
        ExprKind::Bands(keys, rows) => choices::bands(cx, scope, keys, rows, expr.span),
        ExprKind::OrElse(inner, other) => choices::or_else(cx, scope, inner, other),
    }
}

/// Checks a condition.
pub(super) fn condition<'t>(cx: &mut Check<'t>, scope: &Scope<'t>, expr: &'t tree::Expr) -> Expr {
    let typed = check(cx, scope, expr);
    if !matches!(typed.kind, Type::Truth | Type::Unknown) {
        let (said, words) = (cx.said(expr.span).to_owned(), typed.kind.words());
        let declared = declared(cx, scope, &[expr]);
        let declared = declared.as_ref().map(|(span, name)| (*span, name.as_str()));
        cx.report(problem::kinds::not_a_condition(expr.span, &said, &words, declared));
    }
    typed.expr
}

/// Checks an amount of a unit. Counting words that the unit does not have fall away: 2分 × 3处 is 6分.
pub(super) fn amount_in<'t>(
    cx: &mut Check<'t>,
    scope: &Scope<'t>,
    expr: &'t tree::Expr,
    unit: &Unit,
) -> Expr {
    let typed = check(cx, scope, expr);
    let said = cx.said(expr.span).to_owned();
    let declared = declared(cx, scope, &[expr]);
    let declared = declared.as_ref().map(|(span, name)| (*span, name.as_str()));
    match &typed.kind {
        Type::Unknown => {}
        Type::Number(found, loose) => {
            let stripped = Type::Number(found.without_labels_beside(unit), *loose);
            let wanted = Type::Number(unit.clone(), Loose::Fixed);
            // Only points may be written without their unit, and only in a verdict.
            let bare = matches!(loose, Loose::Bare) && !(unit.is_points() && scope.bare_points());
            match join(&wanted, &stripped, scope.bare_points()) {
                Ok(_) if !bare => {}
                Ok(_) | Err(Clash::Bare(_)) => {
                    cx.report(problem::kinds::bare(expr.span, &said, unit, None));
                }
                Err(_) => {
                    cx.report(problem::kinds::unit_wanted(expr.span, &said, found, unit, declared));
                }
            }
        }
        other => {
            let wanted = if unit.is_points() {
                words!("分值", "an amount of points")
            } else {
                Type::Number(unit.clone(), Loose::Fixed).words()
            };
            cx.report(problem::kinds::wrong(expr.span, &said, &other.words(), &wanted, declared));
        }
    }
    typed.expr
}

/// Checks a number of any unit.
pub(super) fn number<'t>(cx: &mut Check<'t>, scope: &Scope<'t>, expr: &'t tree::Expr) -> Typed {
    let typed = check(cx, scope, expr);
    must_be_number(cx, scope, expr, typed)
}

/// The same, reported where it is no number.
pub(super) fn must_be_number(
    cx: &mut Check<'_>,
    scope: &Scope<'_>,
    expr: &tree::Expr,
    typed: Typed,
) -> Typed {
    if matches!(typed.kind, Type::Number(..) | Type::Unknown) {
        return typed;
    }
    wrong_kind(cx, scope, expr, &typed, &words!("数", "a number"));
    Typed::unknown()
}

/// Reports a list where a single value must stand.
pub(super) fn must_be_value<'t>(cx: &mut Check<'t>, scope: &Scope<'t>, expr: &'t tree::Expr, typed: &Typed) {
    if matches!(typed.kind, Type::Items | Type::Records) {
        wrong_kind(cx, scope, expr, typed, &words!("一个值", "a single value"));
    }
}

/// Reports an expression of the wrong kind.
pub(super) fn wrong_kind(
    cx: &mut Check<'_>,
    scope: &Scope<'_>,
    expr: &tree::Expr,
    typed: &Typed,
    wanted: &crate::words::Words,
) {
    let said = cx.said(expr.span).to_owned();
    let declared = declared(cx, scope, &[expr]);
    let declared = declared.as_ref().map(|(span, name)| (*span, name.as_str()));
    cx.report(problem::kinds::wrong(expr.span, &said, &typed.kind.words(), wanted, declared));
}

/// The first declaration that the expressions read, for pointing back to.
pub(super) fn declared(cx: &Check<'_>, scope: &Scope<'_>, exprs: &[&tree::Expr]) -> Option<(Span, String)> {
    let mut names = exprs.iter().flat_map(|expr| walk::names(expr));
    names.find_map(|name| Some((names::declaration(cx, scope, name)?, name.to_owned())))
}

/// Conditions of which each is looked at after those before it.
fn conditions<'t>(cx: &mut Check<'t>, scope: &Scope<'t>, parts: &'t [tree::Expr]) -> Vec<Expr> {
    let mut scope = scope.clone();
    let mut checked = Vec::new();
    for part in parts {
        checked.push(condition(cx, &scope, part));
        scope.guards.push(part);
    }
    checked
}

fn literal(cx: &mut Check<'_>, number: &Number, span: Span) -> Typed {
    let Some((value, unit)) = units::number(cx, number, span) else { return Typed::unknown() };
    let loose = match (value.is_zero() && number.unit.is_none(), number.unit.is_none()) {
        (true, _) => Loose::Zero,
        (_, true) => Loose::Bare,
        _ => Loose::Fixed,
    };
    Typed::new(Expr::Number(value, unit.clone()), Type::Number(unit, loose))
}
