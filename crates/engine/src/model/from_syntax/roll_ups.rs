//! 取 and 权重: parts that become one by their mean, the lowest of them or their weighted mean.

use crate::exact::Exact;
use crate::model::from_syntax::check::Check;
use crate::model::from_syntax::headers;
use crate::model::from_syntax::headers::Header;
use crate::model::from_syntax::holdings::children;
use crate::model::from_syntax::limits;
use crate::model::from_syntax::problem;
use crate::model::part::PartId;
use crate::source::Span;
use crate::syntax::tree;
use crate::syntax::tree::RollUp;
use crate::syntax::tree::RollUpFold;
use crate::syntax::tree::RollUpOf;

/// Checks a 取: every part has points, what is taken of them is said, the weights add up, and full parts make the
/// part full.
pub(super) fn check(cx: &mut Check<'_>, id: PartId, written: RollUp, span: Span) {
    let table = cx.part(id).and_then(|part| part.table());
    let below = children(cx, id);
    let points: Option<Vec<Exact>> =
        below.iter().map(|(_, points, _)| points.filter(|points| !points.is_zero())).collect();
    let (Some(table), Some(points)) = (table, points.filter(|points| !points.is_empty())) else {
        cx.report(problem::holdings::without_points(span, Header::RollUp));
        return;
    };
    let Some(weights) = weights(cx, id, written.fold, &below, span) else { return };
    if written.of.is_none() && points.iter().any(|points| *points != table) {
        cx.report(problem::holdings::two_readings(span));
        return;
    }
    let of = written.of.unwrap_or(RollUpOf::Score);
    if of == RollUpOf::Score {
        let full = match written.fold {
            RollUpFold::Lowest => points.iter().copied().reduce(Exact::min),
            RollUpFold::Mean | RollUpFold::Weighted => {
                let products = points.iter().zip(&weights).map(|(points, weight)| points.times(*weight));
                products.into_iter().try_fold(Exact::ZERO, |sum, product| sum.plus(product?))
            }
        };
        if let Some(full) = full.filter(|full| *full != table) {
            let heading = cx.nodes.get(id.0 as usize).map(|node| headers::short(cx.said(node.span)));
            cx.report(problem::holdings::not_full(span, &heading.unwrap_or_default(), table, full));
        }
    }
    let finite = points.iter().zip(&weights).all(|(points, weight)| {
        let weight = if written.fold == RollUpFold::Lowest { Some(Exact::ONE) } else { Some(*weight) };
        let factor = match of {
            RollUpOf::Score => weight,
            RollUpOf::ScoreRate => weight.and_then(|weight| weight.times(table)?.over(*points)),
        };
        factor.is_some_and(|factor| factor.decimals().is_some())
    });
    if !finite {
        limits::fraction(cx, span);
    }
}

/// The weight of each part: of the weighted mean as written, of the others the same.
fn weights(
    cx: &mut Check<'_>,
    id: PartId,
    fold: RollUpFold,
    below: &[(PartId, Option<Exact>, Option<Exact>)],
    span: Span,
) -> Option<Vec<Exact>> {
    if fold != RollUpFold::Weighted {
        let count = Exact::from(i64::try_from(below.len()).ok()?);
        return Some(vec![Exact::ONE.over(count)?; below.len()]);
    }
    let missing = below.iter().find(|(_, _, weight)| weight.is_none());
    if let Some((child, _, _)) = missing {
        if let Some(node) = cx.nodes.get(child.0 as usize).copied().filter(|node| node.weight.is_none()) {
            let heading = headers::short(cx.said(node.span));
            cx.report(problem::holdings::no_weight(node.id.span, &heading, span));
        }
        return None;
    }
    let weights: Vec<Exact> = below.iter().filter_map(|(_, _, weight)| *weight).collect();
    let sum = weights.iter().try_fold(Exact::ZERO, |sum, weight| sum.plus(*weight))?;
    if sum == Exact::ONE {
        return Some(weights);
    }
    let nodes = below.iter().filter_map(|(child, _, _)| cx.nodes.get(child.0 as usize).copied());
    let places: Vec<Span> = nodes.filter_map(|node| node.weight.as_ref().map(|weight| weight.span)).collect();
    let heading = cx.nodes.get(id.0 as usize).map(|node| headers::short(cx.said(node.span)));
    cx.report(problem::holdings::weights(span, &heading.unwrap_or_default(), sum, &places));
    None
}

/// Reports a weight that nothing looks at.
pub(super) fn check_weight(cx: &mut Check<'_>, id: PartId, node: &tree::Part) {
    let Some(weight) = &node.weight else { return };
    let above = cx.part(id).and_then(|part| cx.part(part.parent?));
    let fold = above.and_then(|above| above.roll_up).map(|roll_up| roll_up.fold);
    if fold != Some(RollUpFold::Weighted) {
        cx.report(problem::holdings::idle_weight(weight.span));
    }
}
