//! Parts: headings, numbers, points, and whether anything acts in them.

use std::collections::BTreeMap;

use crate::exact::Exact;
use crate::model::from_syntax::acts;
use crate::model::from_syntax::check::Check;
use crate::model::from_syntax::check::Scope;
use crate::model::from_syntax::constants;
use crate::model::from_syntax::expressions;
use crate::model::from_syntax::factors;
use crate::model::from_syntax::headers;
use crate::model::from_syntax::headers::Headers;
use crate::model::from_syntax::holdings;
use crate::model::from_syntax::names::count;
use crate::model::from_syntax::problem;
use crate::model::holding::Bounds;
use crate::model::part::Part;
use crate::model::part::PartId;
use crate::source::Span;
use crate::syntax::tree;
use crate::syntax::tree::Rank;
use crate::syntax::tree::StatementKind;

/// The one standard of a file; reports a file with none, or with more than one.
pub(super) fn standard<'t>(cx: &mut Check<'t>, tree: &'t tree::Tree, whole: Span) -> Option<&'t tree::Part> {
    let mut standards = tree.parts.iter().filter(|part| part.rank == Rank::Standard);
    let Some(first) = standards.next() else {
        let span = tree.parts.first().map_or(whole, |part| part.span);
        cx.report(problem::places::no_standard(span));
        return None;
    };
    for other in standards {
        cx.report(problem::places::second_standard(other.span, first.span));
    }
    Some(first)
}

/// Lays the parts out in file order, parents before children.
pub(super) fn lay_out<'t>(cx: &mut Check<'t>, node: &'t tree::Part, parent: Option<PartId>) -> PartId {
    let id = PartId(count(cx.parts.len()));
    cx.nodes.push(node);
    cx.parts.push(Part {
        rank: node.rank,
        id: node.id.text.clone(),
        label: node.label.as_ref().map_or_else(|| node.id.text.clone(), |label| label.text.clone()),
        points: None,
        scaled_from: None,
        bounds: Bounds::ORDINARY,
        roll_up: None,
        weight: None,
        gaps: None,
        starred: node.starred,
        parent,
        children: Vec::new(),
        sources: Vec::new(),
        departments: Vec::new(),
        applies: None,
        earns: false,
        acts: Vec::new(),
        factors: Vec::new(),
        needs: Vec::new(),
        span: node.span,
    });
    let children: Vec<PartId> = node.children.iter().map(|child| lay_out(cx, child, Some(id))).collect();
    if let Some(part) = cx.parts.get_mut(id.0 as usize) {
        part.children = children;
    }
    id
}

/// Reads the points, sources and departments of every part.
pub(super) fn read_headings(cx: &mut Check<'_>) {
    for (at, node) in cx.nodes.clone().into_iter().enumerate() {
        let points = node.points.as_ref().and_then(|points| constants::points(cx, points));
        let (sources, departments) = headers::citations(cx, node);
        holdings::read(cx, at, node);
        if let Some(part) = cx.parts.get_mut(at) {
            (part.points, part.sources, part.departments) = (points, sources, departments);
        }
    }
}

/// Gives the standard its points: 满分, or else the points below it where all parts have some.
pub(super) fn give_full_points(cx: &mut Check<'_>, headers: &Headers) {
    let own = headers.full_marks.or(cx.part(PartId(0)).and_then(|root| root.points));
    let full = own.or_else(|| below(cx, PartId(0)));
    if let Some(root) = cx.parts.first_mut() {
        root.points = full;
        if let Some(id) = &headers.id {
            root.id.clone_from(id);
        }
    }
}

/// The points of the parts below, where every one of them has points (of its own or below it).
pub(super) fn below(cx: &Check<'_>, part: PartId) -> Option<Exact> {
    let children = &cx.part(part)?.children;
    let points = children.iter().map(|child| cx.part(*child)?.points.or_else(|| below(cx, *child)));
    let points: Option<Vec<Exact>> = points.collect();
    points?.into_iter().try_fold(None, |sum: Option<Exact>, points| {
        Some(Some(sum.map_or(Some(points), |sum| sum.plus(points))?))
    })?
}

/// Reports ids used twice: a clause's in the whole standard, another part's beside its brothers.
pub(super) fn check_ids(cx: &mut Check<'_>) {
    let mut seen: BTreeMap<(Rank, Option<PartId>, String), Span> = BTreeMap::new();
    for at in 0..cx.parts.len() {
        let (Some(part), Some(node)) = (cx.parts.get(at), cx.nodes.get(at)) else { continue };
        let parent = if part.rank == Rank::Clause { None } else { part.parent };
        let key = (part.rank, parent, node.id.text.clone());
        let span = node.id.span;
        match seen.get(&key) {
            Some(first) => {
                let (first, heading) = (*first, headers::short(cx.said(node.span)));
                cx.report(problem::names::part_twice(span, &heading, first));
            }
            None => drop(seen.insert(key, span)),
        }
    }
}

/// Checks what every part says: 适用 and its acts.
pub(super) fn check_bodies(cx: &mut Check<'_>) {
    for (id, node) in (0..).map(PartId).zip(cx.nodes.clone()) {
        let scope = Scope::of(id);
        let applies = node.body.iter().find_map(|statement| match &statement.kind {
            StatementKind::Applies(condition) => Some(condition),
            _ => None,
        });
        let applies = applies.map(|condition| expressions::condition(cx, &scope, condition));
        let acts = acts::of_part(cx, id, node);
        let factors = factors::of_part(cx, id, node);
        let says = |statement: &tree::Statement| matches!(statement.kind, StatementKind::Verdict(_));
        let idle = acts.is_empty() && node.children.is_empty() && node.rank != Rank::Standard;
        let idle = idle && !node.body.iter().any(says);
        if idle {
            let heading = headers::short(cx.said(node.span));
            cx.report(problem::points::nothing_acts(node.span, &heading));
        }
        if let Some(part) = cx.parts.get_mut(id.0 as usize) {
            (part.applies, part.acts, part.factors) = (applies, acts, factors);
        }
    }
}
