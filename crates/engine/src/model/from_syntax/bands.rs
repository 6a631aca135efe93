//! Whether the rows of a band table are complete and disjoint at the precision of its keys, with a witness.
//!
//! The ends of all patterns cut each key into cells: the ends themselves and the stretches between them. Within a
//! cell every row holds everywhere or nowhere, so one value for each cell decides. Two keys make a grid of cells.

use std::collections::BTreeSet;

use crate::model::expression::Pattern;
use crate::model::from_syntax::cells;
use crate::model::from_syntax::cells::Cell;
use crate::model::from_syntax::check::Check;
use crate::model::from_syntax::check::Scope;
use crate::model::from_syntax::expressions::Typed;
use crate::model::from_syntax::problem;
use crate::source::Span;
use crate::syntax::tree;

/// A row: its patterns for each key (none at all for 否则) and where it stands.
pub(super) type Row<'a> = (&'a [Vec<Pattern>], Span);

/// Reports gaps, overlaps and rows that never hold.
pub(super) fn check(
    cx: &mut Check<'_>,
    scope: &Scope<'_>,
    keys: &[tree::Expr],
    typed: &[Typed],
    rows: &[Row<'_>],
    span: Span,
) {
    let axes = typed.iter().enumerate().map(|(at, key)| {
        let patterns = rows.iter().filter_map(|(patterns, _)| patterns.get(at)).flatten();
        cells::of_key(cx, scope, key, patterns)
    });
    let axes: Vec<Vec<Cell>> = axes.collect();
    let said = keys.iter().map(|key| cx.said(key.span)).collect::<Vec<_>>().join("、");
    let Some(grid) = product(&axes, rows.len()) else {
        cx.report(problem::bands::too_large(span));
        return;
    };
    let mut held = BTreeSet::new();
    let mut overlaps = BTreeSet::new();
    let mut gaps = Vec::new();
    for combination in &grid {
        let matching = matching(rows, combination);
        let witness = combination.iter().map(|cell| cell.shown.as_str()).collect::<Vec<_>>().join("、");
        match matching.as_slice() {
            [] => match rows.iter().position(|(patterns, _)| patterns.is_empty()) {
                Some(otherwise) => drop(held.insert(otherwise)),
                None => gaps.push(witness),
            },
            [first, others @ ..] => {
                held.extend(matching.iter().copied());
                for other in others {
                    if overlaps.insert((*first, *other)) {
                        report_overlap(cx, rows, (*first, *other), &said, &witness);
                    }
                }
            }
        }
    }
    if !gaps.is_empty() {
        gaps.truncate(3);
        cx.report(problem::bands::gap(span, &said, &gaps));
    }
    for (at, (_, span)) in rows.iter().enumerate() {
        if !held.contains(&at) && !grid.is_empty() {
            cx.report(problem::bands::unreachable(*span));
        }
    }
}

fn report_overlap(
    cx: &mut Check<'_>,
    rows: &[Row<'_>],
    (first, other): (usize, usize),
    said: &str,
    witness: &str,
) {
    if let (Some((_, earlier)), Some((_, later))) = (rows.get(first), rows.get(other)) {
        cx.report(problem::bands::overlap(*later, *earlier, said, witness));
    }
}

/// The rows (否则 aside) that hold in a combination of cells.
fn matching(rows: &[Row<'_>], combination: &[&Cell]) -> Vec<usize> {
    let holds = |patterns: &[Vec<Pattern>]| {
        let mut keys = patterns.iter().zip(combination);
        !patterns.is_empty() && keys.all(|(one_of, cell)| one_of.iter().any(|pattern| cell.is_in(pattern)))
    };
    let holding = rows.iter().enumerate().filter(|(_, (patterns, _))| holds(patterns));
    holding.map(|(at, _)| at).collect()
}

/// Every combination of one cell of each key; `None` where looking at every row in each would take too long.
fn product(axes: &[Vec<Cell>], rows: usize) -> Option<Vec<Vec<&Cell>>> {
    let size = axes.iter().try_fold(rows, |size, axis| size.checked_mul(axis.len()));
    if size.is_none_or(|size| size > MOST) {
        return None;
    }
    let mut combinations: Vec<Vec<&Cell>> = vec![Vec::new()];
    for axis in axes {
        let mut longer = Vec::new();
        for combination in &combinations {
            longer.extend(axis.iter().map(|cell| [combination.as_slice(), &[cell]].concat()));
        }
        combinations = longer;
    }
    Some(combinations)
}

/// A table of a thousand rows over one key has about two million combinations of a cell and a row.
const MOST: usize = 4_000_000;
