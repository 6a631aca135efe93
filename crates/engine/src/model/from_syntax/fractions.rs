//! Scores that may have no finite decimal although the standard does not round.

use crate::exact::Exact;
use crate::model::batch::BatchKind;
use crate::model::expression::Expr;
use crate::model::expression::FoldKind;
use crate::model::fact::FactId;
use crate::model::from_syntax::check::Check;

/// Whether a number may have no finite decimal.
pub(super) fn is_awkward(cx: &Check<'_>, list: Option<FactId>, expr: &Expr) -> bool {
    let awkward = |expr: &Expr| is_awkward(cx, list, expr);
    match expr {
        Expr::Number(value, _) => value.decimals().is_none(),
        Expr::Let(id) => {
            cx.lets.get(id.0 as usize).and_then(|entry| entry.done.as_ref()).is_some_and(|done| done.awkward)
        }
        Expr::RowLet(at) => cx.row_value(list, *at).is_some_and(|entry| entry.awkward),
        Expr::Outer(value, _) => is_awkward(cx, list.and_then(|list| cx.outer(list)), value),
        Expr::Sum(terms) => terms.iter().any(|(_, term)| awkward(term)),
        Expr::Product(factors) => {
            let mut fixed = Some(Exact::ONE);
            for (over, factor) in factors {
                let value = constant(factor);
                if value.is_none() && (*over || awkward(factor)) {
                    return true;
                }
                let value = value.unwrap_or(Exact::ONE);
                fixed = fixed.and_then(|fixed| if *over { fixed.over(value) } else { fixed.times(value) });
            }
            fixed.is_none_or(|fixed| fixed.decimals().is_none())
        }
        Expr::Batch(value) => match &value.kind {
            BatchKind::Rank(_) => false,
            BatchKind::Fold { kind: FoldKind::Mean | FoldKind::Share, .. } => true,
            BatchKind::Fold { value, .. } => value.as_ref().is_some_and(awkward),
        },
        Expr::Fold(fold) => match fold.kind {
            FoldKind::Mean | FoldKind::Share | FoldKind::TrimmedMean => true,
            _ => fold.value.as_ref().is_some_and(|value| is_awkward(cx, Some(fold.list), value)),
        },
        Expr::Extremum(_, choices) => choices.iter().any(awkward),
        Expr::Absolute(value) => awkward(value),
        Expr::If(branches, last) => branches.iter().any(|(_, then)| awkward(then)) || awkward(last),
        Expr::Bands(bands) => bands.rows.iter().any(|row| awkward(&row.then)),
        Expr::OrElse(value, other) => awkward(value) || other.as_deref().is_some_and(awkward),
        _ => false,
    }
}

fn constant(expr: &Expr) -> Option<Exact> {
    match expr {
        Expr::Number(value, _) => Some(*value),
        _ => None,
    }
}
