//! Values by case: 若 … 则 …, 按 … 分档, 无则.

use crate::model::expression::BandRow;
use crate::model::expression::Bands;
use crate::model::expression::Expr;
use crate::model::from_syntax::check::Check;
use crate::model::from_syntax::check::Scope;
use crate::model::from_syntax::comparisons;
use crate::model::from_syntax::expressions;
use crate::model::from_syntax::expressions::Typed;
use crate::model::from_syntax::kinds::Type;
use crate::model::from_syntax::patterns;
use crate::model::from_syntax::reach;
use crate::source::Span;
use crate::syntax::tree;
use crate::syntax::tree::NoValue;

/// 若 c 则 v 否则 w.
pub(super) fn chain<'t>(
    cx: &mut Check<'t>,
    scope: &Scope<'t>,
    branches: &'t [(tree::Expr, tree::Expr)],
    last: &'t tree::Expr,
) -> Typed {
    let mut scope = scope.clone();
    let mut checked = Vec::new();
    let mut kind: Option<(Type, &'t tree::Expr)> = None;
    for (when, then) in branches {
        let condition = expressions::condition(cx, &scope, when);
        scope.guards.push(when);
        let typed = expressions::check(cx, &scope, then);
        kind = joined(cx, &scope, kind, &typed, then);
        checked.push((condition, typed.expr));
    }
    let conditions: Vec<_> =
        branches.iter().zip(&checked).map(|((when, _), (c, _))| (c, when.span)).collect();
    reach::chain(cx, &scope, &conditions, Some(last.span));
    let typed = expressions::check(cx, &scope, last);
    kind = joined(cx, &scope, kind, &typed, last);
    let kind = kind.map_or(Type::Unknown, |(kind, _)| kind);
    Typed::new(Expr::If(checked, Box::new(typed.expr)), kind)
}

/// 按 x 分档 { … } as a value.
pub(super) fn bands<'t>(
    cx: &mut Check<'t>,
    scope: &Scope<'t>,
    keys: &'t [tree::Expr],
    rows: &'t [tree::BandRow<tree::Expr>],
    span: Span,
) -> Typed {
    let table = patterns::table(cx, scope, keys, rows, span);
    let mut inner = scope.clone();
    inner.guards.extend(keys);
    let mut kind: Option<(Type, &'t tree::Expr)> = None;
    let mut checked = Vec::new();
    for (row, patterns) in rows.iter().zip(table.rows) {
        let typed = expressions::check(cx, &inner, &row.then);
        kind = joined(cx, scope, kind, &typed, &row.then);
        checked.push(BandRow { patterns, then: typed.expr, span: row.span });
    }
    let kind = kind.map_or(Type::Unknown, |(kind, _)| kind);
    Typed::new(Expr::Bands(Box::new(Bands { keys: table.keys, rows: checked })), kind)
}

/// e 无则 v.
pub(super) fn or_else<'t>(
    cx: &mut Check<'t>,
    scope: &Scope<'t>,
    inner: &'t tree::Expr,
    other: &'t NoValue,
) -> Typed {
    let handled = Scope { handled: true, ..scope.clone() };
    let typed = expressions::check(cx, &handled, inner);
    let NoValue::Value(value) = other else {
        return Typed::new(Expr::OrElse(Box::new(typed.expr), None), typed.kind);
    };
    let value_typed = expressions::check(cx, scope, value);
    let kind = comparisons::agree(cx, scope, (&typed.kind, inner), (&value_typed.kind, value));
    let expr = Expr::OrElse(Box::new(typed.expr), Some(Box::new(value_typed.expr)));
    Typed::new(expr, kind.unwrap_or(Type::Unknown))
}

fn joined<'t>(
    cx: &mut Check<'t>,
    scope: &Scope<'t>,
    so_far: Option<(Type, &'t tree::Expr)>,
    typed: &Typed,
    expr: &'t tree::Expr,
) -> Option<(Type, &'t tree::Expr)> {
    let Some((before, first)) = so_far else { return Some((typed.kind.clone(), expr)) };
    let kind = comparisons::agree(cx, scope, (&before, first), (&typed.kind, expr));
    Some((kind.unwrap_or(Type::Unknown), first))
}
