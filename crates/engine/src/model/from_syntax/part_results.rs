//! The result of one part in a condition or an amount, and the order in which parts must be scored for it.

use std::collections::BTreeSet;

use crate::diagnostic::suggestion::nearest;
use crate::model::expression::Expr;
use crate::model::expression::Let;
use crate::model::expression::OutcomeNumber;
use crate::model::from_syntax::check::Check;
use crate::model::from_syntax::check::Scope;
use crate::model::from_syntax::expressions::Typed;
use crate::model::from_syntax::headers;
use crate::model::from_syntax::holdings;
use crate::model::from_syntax::kinds::Loose;
use crate::model::from_syntax::kinds::Type;
use crate::model::from_syntax::names::count;
use crate::model::from_syntax::problem;
use crate::model::part;
use crate::model::part::PartId;
use crate::model::uses::Uses;
use crate::source::Span;
use crate::syntax::tree::Rank;
use crate::syntax::tree::Special;
use crate::syntax::tree::Spelled;
use crate::unit::Unit;

/// 条 3.1 得分: the part must be there, and have points where its score is asked for.
pub(super) fn check(
    cx: &mut Check<'_>,
    scope: &Scope<'_>,
    rank: Rank,
    id: &Spelled,
    special: Special,
    span: Span,
) -> Typed {
    let Some(part) = found(cx, scope, rank, id) else {
        let known = cx.parts.iter().filter(|part| part.rank == rank).map(|part| part.id.as_str());
        let near = nearest(&id.text, known).map(str::to_owned);
        cx.report(problem::names::unknown_part(id.span, &id.text, near.as_deref()));
        return Typed::unknown();
    };
    own(cx, part, special, span)
}

/// The result of a part, which must have points where its score is asked for.
pub(super) fn own(cx: &mut Check<'_>, part: PartId, special: Special, span: Span) -> Typed {
    let has_points = cx.part(part).is_some_and(|part| part.points.is_some()) || holdings::sums(cx, part);
    if special != Special::Met && !has_points {
        let said = cx.said(span).to_owned();
        cx.report(problem::places::points_needed(span, &said));
        return Typed::unknown();
    }
    let (result, kind) = match special {
        Special::Score => (Expr::Outcome(OutcomeNumber::Score), Type::points()),
        Special::ScoreRate => {
            (Expr::Outcome(OutcomeNumber::ScoreRate), Type::Number(Unit::percent(), Loose::Fixed))
        }
        _ => (Expr::Met, Type::Truth),
    };
    Typed::new(Expr::OfPart(part, Box::new(result)), kind)
}

/// The part of a rank and an id; of several, the one nearest to where it is named.
fn found(cx: &Check<'_>, scope: &Scope<'_>, rank: Rank, id: &Spelled) -> Option<PartId> {
    let named = (0..count(cx.parts.len()))
        .map(PartId)
        .filter(|at| cx.part(*at).is_some_and(|part| part.rank == rank && part.id == id.text));
    let here = path(cx, scope.part);
    named.max_by_key(|at| {
        let shared = path(cx, *at).iter().filter(|above| here.contains(above)).count();
        (shared, std::cmp::Reverse(*at))
    })
}

/// A part and those above it.
fn path(cx: &Check<'_>, part: PartId) -> Vec<PartId> {
    std::iter::successors(Some(part), |at| cx.part(*at)?.parent).collect()
}

/// Writes down at which parts each part looks, and reports those that would have to wait for one another.
pub(super) fn order(cx: &mut Check<'_>, lets: &[Let]) {
    for id in (0..count(cx.parts.len())).map(PartId) {
        let Some(part) = cx.part(id) else { continue };
        let (mut before, mut uses) = (Uses::new(lets), Uses::new(lets));
        part.applies.iter().for_each(|applies| before.expression(applies));
        part.acts.iter().for_each(|act| uses.act(act));
        part.factors.iter().for_each(|factor| uses.factor(factor));
        let above = path(cx, id);
        let inside = |other: &PartId| path(cx, *other).contains(&id);
        let own = before.parts.iter().find(|other| above.contains(other) || inside(other));
        let own = own.or_else(|| uses.parts.iter().find(|other| above.contains(other))).copied();
        let needs: BTreeSet<PartId> = before.parts.union(&uses.parts).copied().collect();
        if let Some(other) = own {
            report(cx, id, other);
        } else if let Some(place) = cx.parts.get_mut(id.0 as usize) {
            place.needs = needs.into_iter().filter(|other| !above.contains(other)).collect();
        }
    }
    let looking: BTreeSet<PartId> = (0..)
        .map(PartId)
        .zip(&cx.parts)
        .filter(|(_, part)| !part.needs.is_empty())
        .map(|(id, _)| id)
        .collect();
    let above: BTreeSet<PartId> = looking.into_iter().flat_map(|id| path(cx, id)).collect();
    for id in above {
        among(cx, id);
    }
}

/// Whether the parts directly below one can be scored one after the other.
fn among(cx: &mut Check<'_>, id: PartId) {
    let mut looks = part::looks(&cx.parts, id);
    loop {
        let free = looks.iter().find(|(_, to)| !looks.iter().any(|(from, _)| from == to)).map(|(_, to)| *to);
        match free {
            Some(free) => looks.retain(|(_, to)| *to != free),
            None => break,
        }
    }
    if let Some((child, other)) = looks.first().copied() {
        report(cx, child, other);
    }
}

fn report(cx: &mut Check<'_>, part: PartId, other: PartId) {
    let node = |id: PartId| cx.nodes.get(id.0 as usize).copied();
    let (Some(node), Some(other)) = (node(part), node(other)) else { return };
    let heading = |span: Span| headers::short(cx.said(span));
    let (name, needed) = (heading(node.span), heading(other.span));
    cx.report(problem::holdings::waits(node.id.span, &name, &needed, other.id.span));
}
