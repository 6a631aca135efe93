//! Points that must add up: the children of every part with points.

use crate::exact::Exact;
use crate::model::from_syntax::check::Check;
use crate::model::from_syntax::headers;
use crate::model::from_syntax::problem;
use crate::model::part::PartId;
use crate::source::Span;
use crate::syntax::tree;
use crate::syntax::tree::StatementKind;
use crate::words;
use crate::words::Words;

/// Reports every part whose children have points that add up to something else.
pub(super) fn check(cx: &mut Check<'_>) {
    for (id, node) in (0..).map(PartId).zip(cx.nodes.clone()) {
        let Some(part) = cx.part(id).filter(|part| part.roll_up.is_none()) else { continue };
        let (Some(own), Some(below)) = (part.table(), with_points(cx, id)) else { continue };
        if own != below {
            let heading = headers::short(cx.said(node.span));
            let mut places = vec![(place(node), words!("{own}分", "{own} points"))];
            let children = of_children(cx, id).into_iter();
            places.extend(children.map(|(span, points)| (span, words!("{points}分", "{points} points"))));
            places.extend(removed(cx, node));
            places.sort_by_key(|(span, _)| !cx.is_own(*span)); // the file at hand is the one to correct
            cx.report(problem::points::budget(&heading, own, below, places));
        }
    }
}

/// The points of the parts below that have any; the others lose from what these make together.
fn with_points(cx: &Check<'_>, id: PartId) -> Option<Exact> {
    let points = of_children(cx, id).into_iter().map(|(_, points)| points);
    points.reduce(|sum, points| sum.plus(points).unwrap_or(sum))
}

fn of_children(cx: &Check<'_>, id: PartId) -> Vec<(Span, Exact)> {
    let children = cx.part(id).map(|part| part.children.as_slice()).unwrap_or_default();
    let points = children.iter().filter_map(|child| {
        let points = cx.part(*child)?.points.or_else(|| with_points(cx, *child))?;
        let node = cx.nodes.get(child.0 as usize)?;
        Some((place(node), points))
    });
    points.collect()
}

/// Where the file and those that it builds on took out parts below one.
fn removed(cx: &Check<'_>, node: &tree::Part) -> Vec<(Span, Words)> {
    let below = cx.effective.removals.iter().filter(|removal| removal.above == Some(node.id.span));
    let said = below.map(|removal| {
        let points = removal.points.as_ref().map(|points| cx.said(points.span)).unwrap_or_default();
        (removal.span, words!("删去 {points}", "{points} deleted"))
    });
    said.collect()
}

/// Where a part says its points; its heading where it does not.
fn place(node: &tree::Part) -> Span {
    let full_marks = node.body.iter().find_map(|statement| match &statement.kind {
        StatementKind::FullMarks(points) => Some(points.span),
        _ => None,
    });
    full_marks.or(node.points.as_ref().map(|points| points.span)).unwrap_or(node.span)
}
