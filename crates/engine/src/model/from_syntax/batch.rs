//! 名次 and 同批: values among the units that are scored together.

use std::collections::BTreeSet;

use crate::model::batch::BatchId;
use crate::model::batch::BatchKind;
use crate::model::batch::BatchValue;
use crate::model::batch::Rank;
use crate::model::batch::TieKey;
use crate::model::expression::Expr;
use crate::model::expression::Let;
use crate::model::expression::LetId;
use crate::model::from_syntax::check::Check;
use crate::model::from_syntax::check::Place;
use crate::model::from_syntax::check::Scope;
use crate::model::from_syntax::expressions;
use crate::model::from_syntax::expressions::Typed;
use crate::model::from_syntax::folds;
use crate::model::from_syntax::kinds::Type;
use crate::model::from_syntax::names;
use crate::model::from_syntax::problem;
use crate::model::uses::Uses;
use crate::source::Span;
use crate::syntax::tree;
use crate::syntax::tree::Function;
use crate::syntax::tree::Ranking;
use crate::syntax::tree::Ties;

/// 名次(x, 同 y, 并列 再按 z, 并列 …).
pub(super) fn rank<'t>(cx: &mut Check<'t>, scope: &Scope<'t>, ranking: &'t Ranking, span: Span) -> Typed {
    let units = among_units(scope);
    let of = expressions::number(cx, &units, &ranking.of);
    let same = same(cx, &units, &ranking.same);
    let then = ranking.then.iter().map(|key| tie_key(cx, &units, key, ranking.ascending)).collect();
    if ranking.ties.is_none() {
        cx.report(problem::units::ties_not_said(span));
    }
    let ties = ranking.ties.unwrap_or(Ties::Shared);
    let rank = Rank { of: of.expr, ascending: ranking.ascending, then, ties };
    value(cx, same, BatchKind::Rank(rank), Type::counting())
}

/// 再按 y. It runs from high to low, and says so where the rank itself runs the other way.
fn tie_key<'t>(cx: &mut Check<'t>, units: &Scope<'t>, key: &'t tree::TieKey, ascending: bool) -> TieKey {
    if ascending && key.ascending.is_none() {
        cx.report(problem::units::order_not_said(key.of.span));
    }
    TieKey { of: expressions::number(cx, units, &key.of).expr, ascending: key.ascending.unwrap_or(false) }
}

/// A fold over the units.
pub(super) fn fold<'t>(
    cx: &mut Check<'t>,
    scope: &Scope<'t>,
    function: Function,
    (same, rest): (&'t [tree::Expr], &'t [tree::Expr]),
    span: Span,
) -> Typed {
    let units = among_units(scope);
    let same = self::same(cx, &units, same);
    let kind = folds::fold_kind(function, None).filter(|kind| folds::is_of_parts(*kind));
    let Some(kind) = kind else { return folds::wrong_arguments(cx, function, span) };
    let Some((of, filter)) = folds::split(kind, rest) else {
        return folds::wrong_arguments(cx, function, span);
    };
    let checked = filter.map(|filter| expressions::condition(cx, &units, filter));
    let after = filter.map_or_else(|| units.clone(), |filter| units.after(filter));
    let of = of.map(|of| expressions::number(cx, &after, of));
    let result = folds::result(kind, of.as_ref().map(|of| of.kind.clone()));
    let fold = BatchKind::Fold { kind, value: of.map(|of| of.expr), filter: checked };
    value(cx, same, fold, result)
}

/// Reports acts and conditions of parts that need what only the totals of the units decide.
pub(super) fn check_order(cx: &mut Check<'_>, lets: &[Let]) {
    if !cx.batch.iter().any(|value| value.after_total) {
        return;
    }
    let mut early = Vec::new();
    for (part, node) in cx.parts.iter().zip(&cx.nodes) {
        for act in &part.acts {
            let mut uses = Uses::new(lets);
            uses.act(act);
            early.extend(uses.after_total.then_some(act.span));
        }
        let mut uses = Uses::new(lets);
        part.applies.iter().for_each(|applies| uses.expression(applies));
        early.extend(uses.after_total.then_some(node.span));
    }
    for span in early {
        cx.report(problem::units::feeds_itself(span));
    }
}

/// The scope of what is asked of each unit: no row is at hand, and its total is known.
fn among_units<'t>(scope: &Scope<'t>) -> Scope<'t> {
    Scope { list: None, row_lets: Vec::new(), ..scope.at(Place::Verdict) }
}

fn same<'t>(cx: &mut Check<'t>, units: &Scope<'t>, written: &'t [tree::Expr]) -> Vec<Expr> {
    let mut same = Vec::new();
    for expr in written {
        let typed = expressions::check(cx, units, expr);
        expressions::must_be_value(cx, units, expr, &typed);
        same.push(typed.expr);
    }
    same
}

fn value(cx: &mut Check<'_>, same: Vec<Expr>, kind: BatchKind, result: Type) -> Typed {
    let mut value = BatchValue { id: BatchId(names::count(cx.batch.len())), same, kind, after_total: false };
    let mut followed = BTreeSet::new();
    let after_total = value.parts().any(|part| needs_total(cx, part, &mut followed));
    value.after_total = after_total;
    cx.batch.push(value.clone());
    Typed::new(Expr::Batch(Box::new(value)), result)
}

fn needs_total(cx: &Check<'_>, expr: &Expr, followed: &mut BTreeSet<LetId>) -> bool {
    match expr {
        Expr::Outcome(_) | Expr::Account(_) | Expr::Vetoed | Expr::Met | Expr::PartFold(_) => true,
        Expr::Batch(value) => value.after_total,
        Expr::Let(id) => {
            let derived = cx.lets.get(id.0 as usize).and_then(|entry| entry.done.as_ref());
            followed.insert(*id) && derived.is_some_and(|derived| needs_total(cx, &derived.value, followed))
        }
        other => {
            let mut found = false;
            other.children(&mut |child| found |= needs_total(cx, child, followed));
            found
        }
    }
}
