//! How a part holds its points: 可负, 可超, 折算自, 取, 权重, 缺项.

use crate::exact::Exact;
use crate::model::Gaps;
use crate::model::from_syntax::check::Check;
use crate::model::from_syntax::check::Scope;
use crate::model::from_syntax::constants;
use crate::model::from_syntax::earning;
use crate::model::from_syntax::headers;
use crate::model::from_syntax::headers::Header;
use crate::model::from_syntax::limits;
use crate::model::from_syntax::problem;
use crate::model::from_syntax::roll_ups;
use crate::model::holding::RollUp;
use crate::model::part::PartId;
use crate::source::Span;
use crate::syntax::tree;
use crate::syntax::tree::Rank;
use crate::syntax::tree::RollUpOf;
use crate::syntax::tree::StatementKind;
use crate::unit::Unit;

/// Reads what a part says of its points into the model.
pub(super) fn read<'t>(cx: &mut Check<'t>, at: usize, node: &'t tree::Part) {
    let scope = Scope::of(PartId(0));
    let weight =
        node.weight.as_ref().and_then(|weight| constants::positive(cx, &scope, weight, &Unit::percent()));
    let Some(mut part) = cx.parts.get(at).cloned() else { return };
    part.weight = weight;
    for statement in &node.body {
        match &statement.kind {
            StatementKind::BelowZero(floor) => {
                part.bounds.floor = floor.as_ref().and_then(|floor| constants::floor(cx, floor));
            }
            StatementKind::AboveFull => part.bounds.ceiling = false,
            StatementKind::ScaledFrom(points) => part.scaled_from = constants::points(cx, points),
            StatementKind::RollUp(roll_up) => {
                part.roll_up = Some(RollUp { fold: roll_up.fold, of: roll_up.of.unwrap_or(RollUpOf::Score) });
            }
            StatementKind::Gaps(policy) => part.gaps = headers::gaps(cx, policy),
            _ => {}
        }
    }
    if let Some(place) = cx.parts.get_mut(at) {
        *place = part;
    }
}

/// Checks that what every part says of its points has something to hold.
pub(super) fn check(cx: &mut Check<'_>) {
    for (id, node) in (0..).map(PartId).zip(cx.nodes.clone()) {
        for statement in &node.body {
            match &statement.kind {
                StatementKind::BelowZero(_) => bound(cx, id, statement.span, Header::BelowZero),
                StatementKind::AboveFull => bound(cx, id, statement.span, Header::AboveFull),
                StatementKind::ScaledFrom(_) => scaled(cx, id, statement.span),
                StatementKind::RollUp(roll_up) => roll_ups::check(cx, id, *roll_up, statement.span),
                StatementKind::Gaps(_) if node.rank != Rank::Standard => gaps(cx, id, statement.span),
                _ => {}
            }
        }
        roll_ups::check_weight(cx, id, node);
    }
}

/// 可负 and 可超: there are points to go beyond, and how far is known.
fn bound(cx: &mut Check<'_>, id: PartId, span: Span, header: Header) {
    let Some(part) = cx.part(id) else { return };
    let (bounds, points, composite) = (part.bounds, part.table(), !part.children.is_empty());
    if points.is_none() && !sums(cx, id) {
        cx.report(problem::holdings::without_points(span, header));
        return;
    }
    if (composite || id == PartId(0)) && policy(cx, id) == Gaps::Rescale {
        cx.report(problem::holdings::beyond_and_rescaled(span, header));
        return;
    }
    let below = header == Header::BelowZero;
    let most = limits::most_of_part(cx, id, header == Header::BelowZero);
    let sinks = below && bounds.floor.is_none() && !limits::earns_from_somewhere(cx, id);
    if sinks || most.is_none() && (bounds.floor.is_none() || !below) {
        cx.report(problem::holdings::without_end(span, below));
    } else if let (Some(most), Some(start), false) = (most, points, sums(cx, id))
        && below
        && most <= start
        && !starts_from_nothing(cx, id)
    {
        cx.report(problem::holdings::never_below(span, most, start));
    }
}

fn starts_from_nothing(cx: &Check<'_>, id: PartId) -> bool {
    let earns = |node: &tree::Part| headers::from_zero(node) || earning::of_part(node).earns.is_some();
    cx.nodes.get(id.0 as usize).is_some_and(|node| earns(node))
}

fn scaled(cx: &mut Check<'_>, id: PartId, span: Span) {
    let Some(part) = cx.part(id) else { return };
    match (part.points, part.scaled_from) {
        (Some(points), Some(from)) if !from.is_zero() => {
            if points.over(from).is_none_or(|factor| factor.decimals().is_none()) {
                limits::fraction(cx, span);
            }
        }
        _ => cx.report(problem::holdings::without_points(span, Header::ScaledFrom)),
    }
}

/// 缺项 of a part: there are parts below it, and points to scale to.
fn gaps(cx: &mut Check<'_>, id: PartId, span: Span) {
    if !sums(cx, id) || cx.part(id).is_none_or(|part| part.points.is_none()) {
        cx.report(problem::holdings::without_points(span, Header::Gaps));
    }
}

/// The 缺项 that holds in a part.
fn policy(cx: &Check<'_>, id: PartId) -> Gaps {
    match cx.part(id) {
        Some(part) => part.gaps.or_else(|| Some(policy(cx, part.parent?))).unwrap_or(Gaps::Forbid),
        None => Gaps::Forbid,
    }
}

/// Whether a part below has points.
pub(super) fn sums(cx: &Check<'_>, id: PartId) -> bool {
    let children = cx.part(id).map(|part| part.children.as_slice()).unwrap_or_default();
    children.iter().any(|child| cx.part(*child).is_some_and(|part| part.points.is_some()) || sums(cx, *child))
}

/// The children of a part with their points and weights.
pub(super) fn children(cx: &Check<'_>, id: PartId) -> Vec<(PartId, Option<Exact>, Option<Exact>)> {
    let children = cx.part(id).map(|part| part.children.as_slice()).unwrap_or_default();
    let of = |child: &PartId| cx.part(*child).map(|part| (*child, part.points, part.weight));
    children.iter().filter_map(of).collect()
}
